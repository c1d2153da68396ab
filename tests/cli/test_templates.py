"""`contentops templates`: pages with their blocks, own ones and what is wrong with them, copies."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Build, Outcome

Run = Callable[..., Outcome]
OWN = "templates/calendar/calendar.md.jinja"


@pytest.fixture
def root(build: Build) -> Path:
    return build({})


def write_own(root: Path, text: str, name: str = OWN) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_pages_are_listed_with_blocks_and_place(root: Path, contentops: Run) -> None:
    write_own(root, '{% extends "shipped/calendar.md.jinja" %}\n{% block footer %}x{% endblock %}')
    write_own(root, "a { color: red }", "templates/calendar/page/own.css")
    out = contentops("templates", "-C", root).out
    assert "[contentops:templates/calendar/page/page.html.jinja]" in out
    assert f"The calendar in Markdown  [{OWN}]" in out
    assert "footer*" in out and "heading*" not in out
    assert "added to the page  [templates/calendar/page/own.css]" in out


def test_the_report_has_them_too(root: Path, contentops: Run) -> None:
    write_own(root, '\n{% extends "shipped/calendar.md.jinja" %}\n\n{% block footer %}x{% endblock %}')
    pages = {
        page["name"]: page for page in json.loads(contentops("templates", "-C", root, "--json").out)["pages"]
    }
    page = pages["calendar.md.jinja"]
    assert (page["path"], page["shipped"], page["extends"]) == (OWN, False, "shipped/calendar.md.jinja")
    assert [(one["name"], one["line"]) for one in page["blocks"] if one["own"]] == [("footer", 4)]
    assert pages["page/page.css"]["kind"] == "part"
    assert pages["year.md.jinja"]["shipped"] and pages["year.md.jinja"]["blocks"]


@pytest.mark.parametrize("name", ["calendar.md.jinja", "calendar.md"])
def test_one_page_shows_its_blocks(root: Path, contentops: Run, name: str) -> None:
    out = contentops("templates", name, "-C", root).out
    assert out.startswith("calendar.md.jinja: The calendar in Markdown\nfrom contentops:templates/calendar/")
    assert "\n  summary (line " in out


def test_a_copy_extends_the_shipped_page_with_the_blocks_asked_for(root: Path, contentops: Run) -> None:
    outcome = contentops("templates", "calendar.md", "--copy", "--block", "footer", "-C", root)
    assert (outcome.code, outcome.out) == (0, f"{OWN}\n")
    text = (root / OWN).read_text("utf-8")
    assert '{% extends "shipped/calendar.md.jinja" %}' in text
    assert text.count("{% block") == 1 and "{% block footer %}" in text
    assert "footer (replaced at line 6)" in contentops("templates", "calendar.md", "-C", root).out


def test_a_copy_never_overwrites(root: Path, contentops: Run) -> None:
    write_own(root, "mine")
    outcome = contentops("templates", "calendar.md", "--copy", "--whole", "-C", root)
    assert outcome.code == 2 and "exists already" in outcome.err
    assert (root / OWN).read_text("utf-8") == "mine"


def test_all_of_a_page_and_a_draft_can_be_copied(root: Path, contentops: Run) -> None:
    assert contentops("templates", "year.md.jinja", "--copy", "--whole", "-C", root).code == 0
    assert "shipped/" not in (root / "templates/calendar/year.md.jinja").read_text("utf-8")
    assert contentops("templates", "event_recap", "--copy", "--lang", "en", "-C", root).out == (
        "templates/drafts/en/event_recap.md.j2\n"
    )
    assert contentops("templates", "event_recap", "--copy", "--lang", "en", "-C", root).code == 2
    assert contentops("templates", "page/page.css", "--copy", "-C", root).code == 0


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["calender.md"], "did you mean calendar.md.jinja?"),
        (["--copy"], "--copy copies one template"),
        (["calendar.md", "--whole"], "--whole goes with --copy"),
        (["calendar.md", "--copy", "--block", "foter"], "did you mean footer?"),
        (["calendar.md", "--copy", "--block", "footer", "--whole"], "--whole copies every block"),
        (["event_recap", "--copy", "--block", "x"], "drafts have no blocks"),
    ],
)
def test_what_cannot_be_done_is_said(root: Path, contentops: Run, options: list[str], said: str) -> None:
    outcome = contentops("templates", *options, "-C", root)
    assert outcome.code == 2 and said in outcome.err
    assert not (root / "templates").exists()


def test_outside_a_workspace_nothing_is_copied(
    tmp_path: Path, contentops: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    outcome = contentops("templates", "calendar.md", "--copy")
    assert outcome.code == 2 and "no workspace" in outcome.err


def test_a_page_that_cannot_be_read_is_an_error_with_its_line(root: Path, contentops: Run) -> None:
    write_own(root, "a\n{% if %}")
    outcome = contentops("templates", "-C", root)
    assert outcome.code == 1
    assert f"{OWN}:2:1: error: Expected an expression" in outcome.err


def test_a_block_that_nothing_shows_is_a_warning(root: Path, contentops: Run) -> None:
    write_own(root, '{% extends "shipped/calendar.md.jinja" %}\n{% block foter %}x{% endblock %}')
    outcome = contentops("templates", "-C", root)
    assert outcome.code == 0
    assert f"{OWN}:2:1: warning: shipped/calendar.md.jinja has no block foter" in outcome.err
    assert "did you mean footer?" in outcome.err


def test_a_failing_page_writes_nothing(root: Path, contentops: Run) -> None:
    (root / "calendars").mkdir()
    today = ("--today", "2026-11-22", "-C", root)
    assert contentops("plan", "2027-Q1", "--effort", "quick", *today).code == 0
    before = {path: path.read_bytes() for path in (root / "calendars").rglob("*") if path.is_file()}
    record = root / "calendars/2027-Q1.yaml"
    record.write_text(record.read_text("utf-8") + "# seen\n", encoding="utf-8")
    before[record] = record.read_bytes()
    write_own(root, '{% extends "shipped/calendar.md.jinja" %}\n{% block footer %}{{ nope }}{% endblock %}')
    for command in (["render", "2027-Q1"], ["plan", "2027-Q1", "--effort", "quick", "--today", "2026-11-23"]):
        outcome = contentops(*command, "-C", root)
        assert outcome.code == 2
        assert f"{OWN}:2:1: error: 'nope' is undefined" in outcome.err
    after = {path: path.read_bytes() for path in (root / "calendars").rglob("*") if path.is_file()}
    assert after == before


def test_check_names_blocks_that_nothing_shows_and_pages_that_cannot_be_read(
    root: Path, contentops: Run
) -> None:
    clean = contentops("check", "-C", root)
    write_own(
        root,
        '{% extends "shipped/calendar.md.jinja" %}\n{% block footer %}x{% endblock %} {% block foter %}y{% endblock %}',
    )
    outcome = contentops("check", "-C", root)
    assert outcome.code == clean.code == 0
    assert f"{OWN}:2:35: warning: shipped/calendar.md.jinja has no block foter" in outcome.out
    assert "did you mean footer?" in outcome.out
    assert contentops("check", "-C", root, "--fail-on", "warning").code == 1
    write_own(root, "{{ }}", "templates/calendar/year.md.jinja")
    outcome = contentops("check", "-C", root)
    assert outcome.code == 1
    assert "templates/calendar/year.md.jinja:1:1: error: " in outcome.out
