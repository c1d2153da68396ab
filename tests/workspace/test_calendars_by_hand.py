"""Calendars that people edited: wrong ones are named to the line, and nothing leaves the workspace."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Build, Outcome, item, settings

Run = Callable[..., Outcome]
TODAY = ("--today", "2026-11-22")
FILE = "calendars/2027-Q1.yaml"
CALENDAR: dict[str, Any] = {
    "version": 1,
    "period": "2027-Q1",
    "provisional": False,
    "today": "2026-11-22",
    "input_hash": "0",
    "solver": {"name": "by hand", "status": "feasible"},
    "entries": [
        {
            "item": "intro",
            "title": "Who we are",
            "pool": "basic",
            "publish": "2027-01-12",
            "channels": [{"channel": "blog", "date": "2027-01-12"}],
            "tasks": [
                {"stage": "write", "person": "ann", "start": "2027-01-04", "end": "2027-01-05", "hours": 6}
            ],
        }
    ],
}


def _edited(*changes: tuple[str, Any]) -> dict[str, Any]:
    calendar = copy.deepcopy(CALENDAR)
    entry = calendar["entries"][0]
    for key, value in changes:
        if key in ("person", "end"):
            entry["tasks"][0][key] = value
        elif key == "channel":
            entry["channels"][0][key] = value
        elif key in entry:
            entry[key] = value
        else:
            calendar[key] = value
    return calendar


def test_a_calendar_in_order_is_no_news(build: Build, contentops: Run) -> None:
    outcome = contentops("check", "-C", build({FILE: CALENDAR}), *TODAY)
    assert (outcome.code, outcome.out) == (0, "")


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        (
            "item",
            "intor",
            "warning: the calendar names a item that does not exist (got intor); did you mean intro?",
        ),
        ("item", "../../evil", "warning: the calendar names a item that does not exist"),
        (
            "channel",
            "blgo",
            "warning: the calendar names a channel that does not exist (got blgo); did you mean blog?",
        ),
        (
            "person",
            "anna",
            "warning: the calendar names a person that does not exist (got anna); did you mean ann?",
        ),
        ("publish", "2027-04-12", "warning: intro is published outside 2027-Q1"),
        ("publish", "2027-02-30", "error: entries[1].publish: there is no such day"),
        ("end", "2027-01-01", "error: the task ends before it starts"),
        (
            "state",
            "pined",
            "error: entries[1].state is none of the values it may have (got pined); did you mean pinned?",
        ),
        ("period", "2027-Q2", "error: the calendar names another period than its file"),
    ],
)
def test_what_is_wrong_is_said_at_its_line(
    build: Build, contentops: Run, key: str, value: str, words: str
) -> None:
    calendar = _edited((key, value))
    if key == "state":
        calendar["entries"][0]["state"] = calendar.pop("state")
    root = build({FILE: calendar})
    line = next(n for n, text in enumerate((root / FILE).read_text().splitlines(), 1) if value in text)
    outcome = contentops("check", "-C", root, *TODAY)
    assert outcome.out.startswith(f"{FILE}:{line}:"), outcome.out
    assert words.replace("a item", "an item") in outcome.out
    assert outcome.code == (1 if "error" in words else 0)


def test_an_entry_that_stands_twice(build: Build, contentops: Run) -> None:
    calendar = _edited()
    calendar["entries"] *= 2
    outcome = contentops("check", "-C", build({FILE: calendar}), *TODAY)
    assert outcome.code == 1
    assert "intro stands on the calendar twice" in outcome.out


@pytest.mark.parametrize("period", ["2027-Q2", "../../evil"])
def test_no_other_file_is_written_than_the_one_asked_for(build: Build, contentops: Run, period: str) -> None:
    root = build({FILE: _edited(("period", period))})
    before = sorted(root.parent.rglob("*"))
    outcome = contentops("render", "2027-Q1", "-C", root)
    assert outcome.code == 2
    assert "names another period" in outcome.err
    assert sorted(root.parent.rglob("*")) == before


def test_a_folder_of_calendars_that_leads_out(build: Build, contentops: Run, tmp_path: Path) -> None:
    root = build()
    (tmp_path / "outside").mkdir()
    (root / "calendars").symlink_to(tmp_path / "outside")
    outcome = contentops("show", "2027-Q1", "-C", root)
    assert outcome.code == 2
    assert "lies outside the workspace" in outcome.err


def test_a_rendered_file_that_a_spreadsheet_saved_is_written_again(build: Build, contentops: Run) -> None:
    root = build({FILE: CALENDAR, "calendars/2027-Q1.md": b"\xff\xfeold"})
    outcome = contentops("render", "2027-Q1", "-C", root)
    assert outcome.code == 0, outcome.err
    assert "Who we are" in (root / "calendars/2027-Q1.md").read_text(encoding="utf-8")


def test_a_folder_in_the_place_of_a_rendered_file(build: Build, contentops: Run) -> None:
    root = build({FILE: CALENDAR})
    (root / "calendars/2027-Q1.md").mkdir()
    outcome = contentops("render", "2027-Q1", "-C", root, "--format", "md")
    assert outcome.code == 2
    assert "2027-Q1.md is a folder, not a file" in outcome.err


MOVED = "2027-Q1 means 2027-04-01 to 2027-06-30, and 3 of 3 entries are published outside it (2027-01-12 to 2027-02-16)"


def _quarter(*days: str) -> dict[str, Any]:
    """The calendar with an entry on each of these days, of items `intro`, `second` and so on."""
    calendar = copy.deepcopy(CALENDAR)
    entry = calendar["entries"][0]
    names = ("intro", "second", "third", "fourth")
    calendar["entries"] = [
        {**entry, "item": name, "publish": day, "channels": [{"channel": "blog", "date": day}]}
        for name, day in zip(names, days, strict=False)
    ]
    return calendar


def _with_items(build: Build, calendar: dict[str, Any], **changes: Any) -> Path:
    items = [item(id=name, title=name) for name in ("second", "third", "fourth")]
    files = {
        FILE: calendar,
        "pools/basic/more.yaml": {"items": items},
        "contentops.yaml": settings(**changes),
    }
    return build(files)


def test_a_year_that_starts_otherwise_is_said_once(build: Build, contentops: Run) -> None:
    days = ("2027-01-12", "2027-02-02", "2027-02-16")
    root = _with_items(build, _quarter(*days), fiscal_year_start=4)
    outcome = contentops("check", "-C", root, *TODAY)
    hint = (
        "; set fiscal_year_start back to 1, make it 2026-Q4 (its file name and `period`), "
        "or let `contentops plan 2027-Q1`"
    )
    assert outcome.out.count("warning: ") == 1
    assert f"{FILE}:2:9: warning: {MOVED}{hint}" in outcome.out
    warning = f"warning: {FILE}: {MOVED}{hint} plan the period anew\n"
    for command in (
        ("render", "2027-Q1"),
        ("show", "2027-Q1"),
        ("plan", "2027-Q1", "--effort", "quick", "--dry-run"),
    ):
        assert warning in contentops(*command, "-C", root, *TODAY).err


def test_the_start_that_it_was_planned_with_is_named(build: Build, contentops: Run) -> None:
    root = _with_items(build, _quarter("2027-01-12", "2027-01-19", "2027-03-30"), fiscal_year_start=2)
    outcome = contentops("check", "-C", root, *TODAY)
    assert outcome.out.count("warning: ") == 1
    assert "2 of 3 entries are published outside it" in outcome.out
    assert "set fiscal_year_start back to 1, or let" in outcome.out


def test_entries_moved_out_by_hand_are_named_one_by_one(build: Build, contentops: Run) -> None:
    root = _with_items(build, _quarter("2027-01-12", "2027-03-02", "2027-04-06", "2027-05-04"))
    outcome = contentops("check", "-C", root, *TODAY)
    assert "third is published outside 2027-Q1" in outcome.out
    assert "fourth is published outside 2027-Q1" in outcome.out
    assert "means" not in outcome.out
    assert "warning" not in contentops("render", "2027-Q1", "-C", root).err
