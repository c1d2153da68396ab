"""The table in a terminal: right at any width, with any title, with and without colour."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contentops.models.calendar import Calendar
from contentops.render.terminal import NARROWEST, render_table
from tests.render.example import build_calendar, build_workspace
from tests.render.measure import columns, without_colour
from tests.render.strategies import HOSTILE, calendars

ZH, EN = build_workspace("zh"), build_workspace("en")


@given(calendars, st.integers(NARROWEST, 200), st.booleans(), st.sampled_from([None, "lin"]))
def test_no_line_is_wider_than_the_terminal(
    calendar: Calendar, width: int, colour: bool, person: str | None
) -> None:
    table = render_table(calendar, ZH, width, colour, today=date(2027, 2, 10), person=person)
    assert max(columns(line) for line in table.splitlines()) <= width


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [80, 140])
def test_colour_changes_nothing_but_colour(language: str, width: int) -> None:
    calendar, workspace = build_calendar(language), build_workspace(language)
    plain = render_table(calendar, workspace, width, False)
    coloured = render_table(calendar, workspace, width, True)
    assert "\x1b" not in plain
    assert without_colour(coloured) == plain != coloured


def test_every_column_begins_where_its_head_begins() -> None:
    table = render_table(build_calendar("zh"), ZH, 100, False)
    lines = table.splitlines()
    head = next(line for line in lines if line.startswith("日期 "))
    start = columns(head[: head.index("负责人")])
    owners = {"林晓", "魏东"}
    rows = [line for line in lines if line.startswith("  01-")]
    found = [
        columns(line[: line.index(owner)]) for line in rows for owner in owners if f"  {owner}  " in line
    ]
    assert found == [start] * 4


@pytest.mark.parametrize("title", HOSTILE)
def test_a_hostile_title_moves_no_cursor_and_breaks_no_row(title: str) -> None:
    calendar = build_calendar("en")
    entries = [entry.model_copy(update={"title": title}) for entry in calendar.entries]
    table = render_table(calendar.model_copy(update={"entries": entries}), EN, 80, False)
    assert not any(mark in table for mark in "\x1b\x07\r\t\u202e")
    assert sum(line.startswith("  01-") for line in table.splitlines()) == 4


def test_the_week_of_today_is_marked() -> None:
    table = render_table(build_calendar("en"), EN, 80, False, today=date(2027, 1, 20))
    assert [line for line in table.splitlines() if "this week" in line] == [
        "W03  01-18–01-24  nothing published  ← this week"
    ]


def test_a_narrow_terminal_keeps_dates_and_titles() -> None:
    table = render_table(build_calendar("en"), EN, 40, False)
    heads = next(line for line in table.splitlines() if line.startswith("Date"))
    assert heads.split() == ["Date", "Title"]


def test_channels_that_find_no_room_are_counted() -> None:
    assert "TechWire newsr… +2" in render_table(build_calendar("en"), EN, 80, False)
    assert "+" not in render_table(build_calendar("en"), EN, 140, False)


def test_a_person_sees_their_work() -> None:
    table = render_table(build_calendar("en"), EN, 100, False, person="zhou")
    assert "Work by person · Dr Zhou, City Hospital" in table
    assert "review: partner" in table


@pytest.mark.parametrize("width", [60, 80, 99, 100, 140])
def test_every_id_can_be_copied(width: int) -> None:
    calendar = build_calendar("en")
    ids = {"case-bank": "case-bank@2027-01-05", "intro": "introduction-of-the-company"}
    entries = [e.model_copy(update={"item": ids.get(e.item, e.item)}) for e in calendar.entries]
    table = render_table(calendar.model_copy(update={"entries": entries}), EN, width, False)
    words = table.split()
    assert all(entry.item in words for entry in entries)


def test_an_id_that_is_the_title_is_not_said_twice() -> None:
    calendar, workspace = build_calendar("zh"), build_workspace("zh")
    first = calendar.entries[0].model_copy(update={"title": calendar.entries[0].item})
    table = render_table(calendar.model_copy(update={"entries": [first]}), workspace, 80, False)
    assert table.count(first.item) == 1
    assert calendar.entries[1].item in render_table(calendar, workspace, 80, False)
