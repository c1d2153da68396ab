"""Pins that contradict one another, as a person meets them: places, exit codes, what the record keeps."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from contentops.cli.app import run
from tests.conftest import item, settings

Build = Callable[..., Path]
TODAY = ["--today", "2026-01-05"]
RECORD = "calendars/2026-Q1.yaml"


@pytest.fixture
def workspace(build: Build) -> Path:
    """Two items that somebody pins to one day on a channel that takes one a day."""
    items = [item(id=name, pool="basic", value=value) for name, value in (("intro", 30), ("case", 20))]
    made = settings()
    for channel in made["channels"]:
        channel["quota"] = {"per_day": 1}
    root = build({"contentops.yaml": made, "pools/basic/items.yaml": {"items": items}})
    assert plan(root) == 0
    record = root / RECORD
    text = record.read_text(encoding="utf-8").replace("state: planned", "state: pinned")
    text = re.sub(r"publish: \S+", "publish: 2026-02-11", text)
    record.write_text(re.sub(r"(channel: \S+, date: )[\d-]+", r"\g<1>2026-02-11", text), encoding="utf-8")
    return root


def plan(root: Path, *arguments: str) -> int:
    return run(["plan", "2026-Q1", "-C", str(root), *TODAY, "--effort", "quick", *arguments])


def test_plan_names_every_fact_where_it_stands(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert plan(workspace) == 1
    err = capsys.readouterr().err.splitlines()
    [head] = [line for line in err if ": error: " in line]
    notes = [line for line in err if ": note: " in line]
    # Beside these, a date that was moved without its work is told as such.
    assert "its pin is not kept, planned for 2026-" in head
    facts = [line for line in notes if "Blog" in line]
    assert len(facts) == 3
    for line in [head, *facts]:
        path, row, column, *_ = line.split(":")
        written = (workspace / path).read_text(encoding="utf-8").splitlines()[int(row) - 1]
        value = written[int(column) - 1 :]
        assert value.startswith("2026-02-11" if path == RECORD else "1")


def test_the_record_keeps_the_wish_and_planning_again_changes_nothing(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert plan(workspace, "--json") == 1
    document = json.loads(capsys.readouterr().out)
    [conflict] = document["conflicts"]
    assert (conflict["item"], conflict["wished"]) == ("case", "2026-02-11")
    assert [fact["at"] for fact in conflict["facts"]][:2] == ["channels.0.date", "channels.0.date"]
    assert [entry["publish"] for entry in document["released"]] == ["2026-02-11"]
    before = (workspace / RECORD).read_bytes()
    assert plan(workspace) == 1
    assert (workspace / RECORD).read_bytes() == before


def test_check_reports_it_too_until_somebody_decides(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    check = ["check", "-C", str(workspace), *TODAY]
    assert run(check) == 1
    assert "these cannot all hold: " in capsys.readouterr().out
    assert plan(workspace) == 1
    assert run(check) == 1
    record = workspace / RECORD
    text = record.read_text(encoding="utf-8")
    record.write_text(text[: text.index("conflicts:")] + text[text.index("coverage:") :], encoding="utf-8")
    capsys.readouterr()
    assert run(check) == 0
    assert plan(workspace) == 0


def test_dry_run_names_the_files_as_they_are(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (workspace / RECORD).read_bytes()
    capsys.readouterr()
    assert plan(workspace, "--dry-run") == 1
    assert ": error: " in capsys.readouterr().err
    assert (workspace / RECORD).read_bytes() == before
