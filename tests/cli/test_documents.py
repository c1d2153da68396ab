"""Every document for machines follows the schema that `contentops schema` prints for it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from tests.conftest import Outcome

Run = Callable[..., Outcome]
TODAY = ("--today", "2026-11-22")


@pytest.fixture
def planned(contentops: Run, tmp_path: Path) -> Path:
    root = tmp_path / "team"
    contentops("init", root, "--lang", "en", *TODAY)
    assert contentops("plan", "2027-Q1", "-C", root, "--effort", "quick", *TODAY).code == 0
    return root


def test_documents_follow_their_schemas(contentops: Run, planned: Path, tmp_path: Path) -> None:
    text = tmp_path / "note.md"
    text.write_text("We are the world-leading, best-in-class platform. TODO\n", encoding="utf-8")
    table = tmp_path / "dates.csv"
    table.write_text(
        "title,date,kind\nA summit,2027-02-03,summit\nA slip,2027-02-30,summit\n", encoding="utf-8"
    )
    commands: dict[str, list[tuple[str | Path, ...]]] = {
        "calendar": [
            ("plan", "2027-Q1", "-C", planned, "--effort", "quick", "--dry-run", *TODAY, "--json"),
            ("show", "2027-Q1", "-C", planned, *TODAY, "--json"),
        ],
        "check-report": [("check", "-C", planned, "--today", "2027-12-01", "--json")],
        "lint-report": [("lint", text, "--json")],
        "import-report": [("import", table, "--into", "nodes", "-C", planned, "--json")],
        "draft-report": [
            ("draft", "--period", "2027-Q1", "-C", planned, *TODAY, "--json"),
            ("draft", "partner-nordquell", "--stdout", "-C", planned, *TODAY, "--format", "json"),
        ],
        "diff-report": [("diff", planned / "calendars" / "2027-Q1.json", "2027-Q1", "-C", planned, "--json")],
        "why-report": [
            ("why", "wp-fraud", "-C", planned, *TODAY, "--json"),
            ("why", "company-film", "-C", planned, *TODAY, "--json"),
            ("why", "--week", "2027-W08", "-C", planned, *TODAY, "--json"),
            ("why", "--person", "jonas", "-C", planned, *TODAY, "--json"),
        ],
        "what-if-report": [
            (
                "plan",
                "2027-Q1",
                "-C",
                planned,
                "--effort",
                "quick",
                *TODAY,
                "--json",
                "--what-if",
                "wp-fraud.value=1",
            ),
        ],
        "coverage-report": [
            ("coverage", "2027-Q1", "--weeks", "-C", planned, *TODAY, "--json"),
            ("coverage", "2028-Q1", "-C", planned, *TODAY, "--json"),
        ],
        "templates-report": [("templates", "-C", planned, "--json")],
    }
    for name, calls in commands.items():
        schema = json.loads(contentops("schema", name).out)
        for call in calls:
            document = json.loads(contentops(*call).out)
            jsonschema.validate(document, schema)
            assert document["version"] == 1
            assert len(json.dumps(document)) > 150, f"{name}: {document}"


def test_findings_stand_where_they_say(contentops: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("# 我们是国**家**级平台\n\n最小二乘，best practice；&#22269;家级。\n", encoding="utf-8")
    text = path.read_text(encoding="utf-8")
    findings = json.loads(contentops("lint", path, "--json").out)["findings"]
    assert [finding["text"] for finding in findings] == ["国**家**级", "&#22269;家级"]
    for finding in findings:
        assert text[finding["start"] : finding["end"]] == finding["text"]
        before = text[: finding["start"]]
        assert finding["line"] == before.count("\n") + 1
        assert finding["column"] == finding["start"] - (before.rfind("\n") + 1) + 1
