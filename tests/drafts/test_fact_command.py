"""`draft --facts`, and what `draft` and `check` say of figures, quotes and snippets."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from contentops.text_width import display_width
from contentops.workspace.load import load_workspace
from contentops.workspace.schemas import render_schema
from tests.conftest import Build, Outcome, item, settings

Run = Callable[..., Outcome]

TODAY = "2026-12-01"
SNIPPETS: dict[str, Any] = {
    "quotes": [
        {
            "id": "jo-day", "text": "It held.", "name": "Jo Day", "title": "CTO", "organisation": "Bank",
            "consent": {"by": "Jo Day", "date": "2026-11-02", "until": "2027-06-30", "for": ["press_release"]},
        }
    ],
    "texts": [{"id": "note", "text": "As agreed.\n\nSo far."}],
}  # fmt: skip
FACTS: dict[str, Any] = {
    "city": "Leeds",
    "partner": {"name": "Nord 银行"},
    "scope": ["One service in three regions", "Another"],
    "next_steps": {"snippet": "note"},
    "figures": [{"text": "Four sites", "source": "Report", "date": "2026-10"}],
    "quotes": ["jo-day"],
}


def make(build: Build, facts: dict[str, Any], snippets: dict[str, Any] | None = None, **changes: Any) -> Path:
    team = settings(country="GB")
    team["brand"]["city"] = "Leeds"
    team["brand"]["facts"] = {"figures": "31 customers", "background": "Why."}
    fields = {"id": "deal", "format": "press_release", "template": "partnership_release", "facts": facts}
    files: dict[str, Any] = {
        "contentops.yaml": team,
        "pools/periodic/more.yaml": {"items": [item(**{**fields, **changes})]},
    }
    if snippets is not None:
        files["snippets.yaml"] = snippets
    return build(files)


def at(root: Path, problem: dict[str, Any]) -> str:
    """What stands at a problem's line."""
    lines = (root / str(problem["path"])).read_text(encoding="utf-8").splitlines()
    return lines[int(problem["line"]) - 1].strip()


def test_the_table_says_what_is_there_from_where_and_what_lacks(build: Build, contentops: Run) -> None:
    facts = {**FACTS, "partner": None, "higlights": ["x"], "benefit": "one"}
    root = make(build, facts, SNIPPETS)
    outcome = contentops("draft", "-C", root, "--facts", "deal", "--today", TODAY, "--json")
    assert outcome.code == 1
    document = json.loads(outcome.out)
    jsonschema.validate(document, json.loads(render_schema("facts-report")))
    (found,) = document["items"]
    rows = {row["key"]: row for row in found["facts"]}
    assert {key: row["state"] for key, row in rows.items() if row["state"] != "empty"} == {
        "facts.partner": "missing",
        "facts.partner.name": "missing",
        "facts.scope": "given",
        "facts.background": "inherited",
        "facts.figures": "given",
        "facts.quotes": "given",
        "facts.next_steps": "given",
        "facts.higlights": "unused",
        "facts.benefit": "unused",
    }
    assert rows["facts.background"]["origin"] == "brand.facts"
    assert rows["facts.figures"]["overrides"] == ["brand.facts"]
    assert rows["facts.benefit"]["description"] == "did you mean benefits?"
    assert at(root, rows["facts.background"]) == "background: Why."
    assert at(root, rows["facts.figures"]).startswith("- text: Four sites")
    assert not (root / "drafts").exists()
    told = contentops("draft", "-C", root, "--facts", "deal", "--today", TODAY).err
    assert told.endswith("deal lacks 1: facts.partner.name\n")


@pytest.mark.parametrize("width", [40, 80, 140])
def test_the_table_fits_the_terminal(
    width: int, build: Build, contentops: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    root = make(build, {**FACTS, "background": "云汐算力提供支持可信执行环境的服务器，" * 9}, SNIPPETS)
    outcome = contentops("draft", "-C", root, "--facts", "deal", "--today", TODAY)
    assert outcome.code == 0, outcome.err
    assert max(map(display_width, outcome.out.splitlines())) <= width
    assert "云汐" in outcome.out
    assert outcome.err.endswith("deal has all that partnership_release needs\n")


def test_an_item_without_a_template_is_told_of_those_for_its_format(build: Build, contentops: Run) -> None:
    outcome = contentops("draft", "-C", make(build, {}, template=None), "--facts", "deal", "--today", TODAY)
    assert outcome.code == 1
    assert "deal has no template; for its format there are: " in outcome.err
    assert "partnership_release" in outcome.err
    assert "customer_case" not in outcome.err


def test_a_figure_without_source_is_a_warning_in_draft_and_a_note_in_check(
    build: Build, contentops: Run
) -> None:
    root = make(build, {**FACTS, "figures": ["Four sites in 2026"]}, SNIPPETS)
    outcome = contentops("draft", "-C", root, "deal", "--today", TODAY, "--stdout")
    assert outcome.code == 0
    assert "facts.figures[0]: a figure without a source" in outcome.err
    checked = json.loads(contentops("check", "-C", root, "--today", TODAY, "--json").out)
    (note,) = [one for one in checked["problems"] if one["rule"] == "figure-unsourced"]
    assert note["severity"] == "note"
    assert "Four sites in 2026" in at(root, note)


def test_the_limit_of_age_is_the_workspaces(build: Build, contentops: Run) -> None:
    root = make(build, FACTS, SNIPPETS)
    team = (root / "contentops.yaml").read_text(encoding="utf-8")
    (root / "contentops.yaml").write_text(team + "\nfacts: {stale_after: 1w}\n", encoding="utf-8")
    outcome = contentops("draft", "-C", root, "deal", "--today", TODAY, "--stdout")
    assert "a figure older than 1 week when it is printed on 2026-12-01 (got 2026-10)" in outcome.err


@pytest.mark.parametrize(
    ("consent", "rule"),
    [
        ({"by": "Jo", "date": "2026-11-02", "until": "2026-11-30"}, "consent-ended"),
        ({"by": "Jo", "date": "2026-11-02", "for": ["case"]}, "consent-not-covering"),
    ],
)
def test_a_quote_nobody_agreed_to_here_keeps_the_draft_from_being_written(
    consent: dict[str, Any], rule: str, build: Build, contentops: Run
) -> None:
    quote = {**SNIPPETS["quotes"][0], "consent": consent}
    root = make(build, FACTS, {**SNIPPETS, "quotes": [quote]})
    assert contentops("draft", "-C", root, "deal", "--today", TODAY).code == 1
    assert not list(root.glob("drafts/**/*.md"))
    outcome = contentops("draft", "-C", root, "--facts", "deal", "--today", TODAY, "--json")
    (problem,) = json.loads(outcome.out)["items"][0]["problems"]
    assert (outcome.code, problem["rule"], problem["severity"]) == (1, rule, "error")
    assert problem["path"] == "snippets.yaml"


def test_a_standing_text_reaches_the_draft_paragraph_by_paragraph(build: Build, contentops: Run) -> None:
    outcome = contentops("draft", "-C", make(build, FACTS, SNIPPETS), "deal", "--today", TODAY, "--stdout")
    assert "As agreed.\n\nSo far." in outcome.out
    assert "“It held,” said Jo Day, CTO at Bank." in outcome.out


def test_an_unknown_text_in_a_template_is_named_at_its_place(build: Build, contentops: Run) -> None:
    root = make(build, FACTS, SNIPPETS, template="memo")
    folder = root / "templates" / "drafts"
    folder.mkdir(parents=True)
    (folder / "memo.md.j2").write_text('# {{ title }}\n\nSo: {{ snippet("nota") }}\n', encoding="utf-8")
    outcome = contentops("draft", "-C", root, "deal", "--today", TODAY)
    place = "templates/drafts/memo.md.j2:3:17: error: "
    assert f"{place}there is no text of this id in snippets.yaml (got nota)" in outcome.err
    assert "did you mean note?" in outcome.err
    assert place in contentops("check", "-C", root, "--today", TODAY).out


def test_check_names_what_is_unknown_unused_and_overdue(build: Build, contentops: Run) -> None:
    snippets = {
        "quotes": [
            {**SNIPPETS["quotes"][0], "consent": {**SNIPPETS["quotes"][0]["consent"], "for": ["blgo"]}},
            {"id": "mo", "text": "x", "name": "Mo", "title": "CTO"},
        ],
        "texts": [
            {"id": "note", "text": "x", "owner": "anne", "reviewed": "2026-01-01", "refresh_every": "6m"},
            {"id": "old", "text": "x"},
        ],
    }
    facts = {**FACTS, "quotes": ["jo-dai"], "next_steps": {"snippet": "noté"}}
    root = make(build, facts, snippets)
    checked = json.loads(contentops("check", "-C", root, "--today", TODAY, "--json").out)
    found = {(one["rule"], one["severity"], one["got"]) for one in checked["problems"]}
    assert found >= {
        ("unknown-channel", "error", "blgo"),
        ("unknown-person", "error", "anne"),
        ("unknown-quote", "error", "jo-dai"),
        ("unknown-snippet", "error", "noté"),
        ("no-consent", "warning", "mo"),
        ("never-used", "note", "mo"),
        ("never-used", "note", "old"),
        ("stale-text", "warning", "2026-01-01, every 6m"),
    }


def test_snippets_are_read_from_a_folder_and_change_no_plan(build: Build) -> None:
    root = make(build, FACTS)
    before = load_workspace(root)
    (root / "snippets").mkdir()
    (root / "snippets" / "a.yaml").write_text("quotes:\n", encoding="utf-8")
    (root / "snippets" / "b.yaml").write_text("text:\n  - {id: a, text: x}\n", encoding="utf-8")
    after = load_workspace(root)
    assert before.workspace is not None
    assert after.workspace is not None
    assert before.workspace.input_hash == after.workspace.input_hash
    (problem,) = after.problems
    assert (problem.path, problem.line, problem.hint) == ("snippets/b.yaml", 1, "did you mean texts?")
