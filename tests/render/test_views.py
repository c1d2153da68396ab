"""Month grid and timelines in a terminal: right at any width, with any title, with and without colour."""

from __future__ import annotations

from datetime import date
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contentops.models.calendar import Calendar
from contentops.models.event import Node
from contentops.models.workspace import Workspace
from contentops.render.selection import Filters
from contentops.render.terminal import NARROWEST
from contentops.render.views import Terminal, View, render_view
from tests.render.example import build_calendar, build_workspace
from tests.render.measure import columns, without_colour
from tests.render.strategies import HOSTILE, calendars

ZH, EN = build_workspace("zh"), build_workspace("en")
VIEWS: tuple[View, ...] = get_args(View)
TODAY = date(2027, 1, 12)


def draw(view: View, language: str = "en", width: int = 80, **options: Any) -> str:
    calendar = options.pop("calendar", build_calendar(language))
    workspace = options.pop("workspace", build_workspace(language))
    return render_view(view, calendar, workspace, Terminal(width, False, TODAY), **options)


@settings(max_examples=12, deadline=None)
@given(
    calendars,
    st.integers(NARROWEST, 200),
    st.booleans(),
    st.booleans(),
    st.sampled_from([Filters(), Filters(person="lin"), Filters(channel="blog", text="白")]),
)
@pytest.mark.parametrize("view", VIEWS)
def test_no_line_is_wider_than_the_terminal(
    view: View, calendar: Calendar, width: int, colour: bool, by_day: bool, filters: Filters
) -> None:
    drawn = render_view(
        view, calendar, ZH, Terminal(width, colour, date(2027, 2, 10)), filters=filters, by_day=by_day
    )
    assert drawn.endswith("\n")
    assert max(columns(line) for line in drawn.splitlines()) <= width


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [40, 80, 140])
def test_colour_changes_nothing_but_colour(view: View, language: str, width: int) -> None:
    calendar, workspace = build_calendar(language), build_workspace(language)
    plain = render_view(view, calendar, workspace, Terminal(width, False, TODAY))
    coloured = render_view(view, calendar, workspace, Terminal(width, True, TODAY))
    assert "\x1b" not in plain
    assert without_colour(coloured) == plain != coloured


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("title", HOSTILE)
def test_a_hostile_title_moves_no_cursor(view: View, title: str) -> None:
    calendar = build_calendar("en")
    entries = [entry.model_copy(update={"title": title}) for entry in calendar.entries]
    drawn = draw(view, calendar=calendar.model_copy(update={"entries": entries}))
    assert not any(mark in drawn for mark in "\x1b\x07\r\t\u202e")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [80, 140])
def test_the_boxes_of_a_month_stand_in_line(language: str, width: int) -> None:
    rows = [line for line in draw("month", language, width).splitlines() if line and line[0] in "│├┌└"]
    assert {columns(row) for row in rows} == {columns(rows[0])}
    edges = [
        [columns(row[:n]) for n, mark in enumerate(row) if mark in "│┼├┤"] for row in rows if row[0] == "│"
    ]
    assert all(edge == edges[0] for edge in edges)
    assert len(edges[0]) == 8


def test_a_month_marks_states_holidays_and_today() -> None:
    drawn = draw("month")
    assert "January 2027 · 3 items begin" in drawn
    assert "▸12" in drawn
    assert "●* Federated" in drawn  # pinned
    assert "✓ How a" in drawn  # published
    assert "× Who we are" in drawn  # cancelled
    assert "  1 元旦" in draw("month", "zh", 140)


def test_a_make_up_day_is_a_day_to_work() -> None:
    calendar = build_calendar("zh", period="2026-02", entries=[], unscheduled=[], gaps=[], conflicts=[])
    drawn = draw("month", "zh", 140, calendar=calendar, workspace=Workspace(ZH.settings, {}, {}, {}))
    assert "14 调休上班" in drawn and "16 " in drawn and "春节" in drawn


def test_a_title_of_wide_characters_is_cut_between_characters() -> None:
    calendar = build_calendar("zh")
    entry = calendar.entries[0].model_copy(update={"title": "联邦学习" * 30})
    drawn = draw("month", "zh", 80, calendar=calendar.model_copy(update={"entries": [entry]}))
    cut = [line for line in drawn.splitlines() if "联邦" in line]
    assert len(cut) == 3 and "…" in cut[2]


def test_a_busy_day_says_how_much_more_there_is() -> None:
    calendar = build_calendar("en")
    entries = [
        calendar.entries[0].model_copy(update={"item": f"item-{n}", "title": f"Title {n}"}) for n in range(7)
    ]
    drawn = draw("month", calendar=calendar.model_copy(update={"entries": entries}))
    assert "Title 2" in drawn and "Title 3" not in drawn and "+4 more" in drawn


def test_events_and_nodes_stand_on_their_days() -> None:
    node = Node.model_validate(
        {"id": "fair", "title": "The fair", "kind": "exhibition", "date": "2027-01-20", "end": "2027-01-21"}
    )
    drawn = draw("month", width=140, workspace=Workspace(EN.settings, EN.items, {}, {"fair": node}))
    assert drawn.count("★ The fair") == 2


def test_a_channel_shows_its_own_days() -> None:
    drawn = draw("month", filters=Filters(channel="blog"))
    assert "Website publishes 2 times" in drawn  # the cancelled one does not count
    week = next(line for line in drawn.splitlines() if "●* Federat" in line)
    assert week.index("●*") > week.index("│", week.index("│", 1) + 1), "on Wednesday, not on Tuesday"


def test_a_narrow_terminal_lists_the_days() -> None:
    drawn = draw("month", width=40)
    assert "┌" not in drawn
    assert "01-12 Tue ▸\n  ●* Federated Platform 3.0" in drawn


def test_load_is_shown_against_what_there_is() -> None:
    drawn = draw("people", width=140)
    lin = next(line for line in drawn.splitlines() if line.startswith("Lin Xiao"))
    assert "!12" in lin, "12 hours of 10"
    assert "Lin Xiao W01 12/10 h" in drawn
    wei = next(line for line in drawn.splitlines() if line.startswith("Wei Dong"))
    assert "–" in wei, "the week on leave"


def test_somebody_without_work_is_shown_with_their_time() -> None:
    calendar = build_calendar("en").model_copy(update={"entries": []})
    drawn = draw("people", calendar=calendar)
    assert "Lin Xiao" in drawn and "Zhao (counsel)" in drawn
    assert "Nobody is overloaded." in drawn


def test_work_of_other_calendars_fills_the_same_weeks() -> None:
    own = build_calendar("en").model_copy(update={"entries": []})
    other = build_calendar("en", period="2027-02")
    drawn = draw("people", calendar=own, beside=[other])
    assert "Lin Xiao W01 12/10 h" in drawn


def test_filters_choose_the_rows_and_leave_the_load() -> None:
    drawn = draw("people", filters=Filters(pool="hook"))
    assert "Only: pool hook; hours and places still count everything." in drawn
    assert "Lin Xiao W01 12/10 h" in drawn, "the hours of the release count too"
    assert "Zhao" in drawn
    only = draw("people", filters=Filters(person="wei"))
    assert "Wei Dong" in only and "Lin Xiao" not in only


def test_days_count_the_tasks_in_hand() -> None:
    drawn = draw("people", by_day=True)
    assert " We Th Fr Sa Su" in drawn
    lin = next(line for line in drawn.splitlines() if line.startswith("Lin Xiao"))
    assert "!1" in lin


def test_places_of_a_channel() -> None:
    quota = {"per_week": 2, "per_day": 1}
    channels = [
        channel.model_copy(update={"quota": type(channel.quota).model_validate(quota)})
        if channel.id == "account"
        else channel
        for channel in EN.settings.channels
    ]
    workspace = Workspace(EN.settings.model_copy(update={"channels": channels}), EN.items, {}, {})
    lines = draw("channels", width=140, workspace=workspace).splitlines()
    account = next(line for line in lines if line.startswith("LinkedIn page"))
    assert account.split()[2:] == ["0/2", "0/2", "2/2", "0/2", "0/2", "2"]
    portal = next(line for line in lines if line.startswith("TechWire"))
    assert portal.split()[2:] == ["·", "·", "1", "·", "·", "1"]
    assert any("LinkedIn page: nothing in" in line for line in lines)


def test_too_many_publications_are_seen() -> None:
    quota = {"per_week": 1}
    channels = [
        channel.model_copy(update={"quota": type(channel.quota).model_validate(quota)})
        for channel in EN.settings.channels
    ]
    workspace = Workspace(EN.settings.model_copy(update={"channels": channels}), EN.items, {}, {})
    drawn = draw("channels", workspace=workspace)
    assert "!2" in drawn and "Over the limit (1): LinkedIn page W02: 2" in drawn


@pytest.mark.parametrize("view", VIEWS)
def test_what_matches_nothing_is_still_drawn(view: View) -> None:
    assert draw(view, filters=Filters(text="no such words"))
