"""The feeds of dates and of holidays: what they hold, that nothing is there twice, and what becomes of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from contentops.models.event import Event, Node
from contentops.models.working_days import YearOfDays
from contentops.models.workspace import Workspace
from tests.render.example import build_calendar, build_workspace
from tests.render.feed_reader import Phone, Seen, read_with_icalendar, read_with_vobject, render
from tests.render.strategies import HOSTILE
from tests.render.test_ics import with_settings

DATES, HOLIDAYS = "2027-01/dates.ics", "2027-01/holidays.ics"
SUMMIT: dict[str, Any] = {
    "id": "summit", "title": "Data summit", "kind": "summit", "start": "2027-01-20", "end": "2027-01-21",
    "venue": "Hall 5", "city": "Shenzhen", "owner": "lin", "status": "confirmed", "goal": "300 talks",
}  # fmt: skip
STANDARD: dict[str, Any] = {
    "id": "standard", "title": "PEC-17", "kind": "standard", "date": "2027-01-27", "country": "SG",
}  # fmt: skip


def team(events: list[dict[str, Any]], nodes: list[dict[str, Any]], **changes: Any) -> Workspace:
    base = with_settings(build_workspace("en"), **changes)
    return Workspace(
        base.settings, base.items, {one["id"]: Event.model_validate(one) for one in events},
        {one["id"]: Node.model_validate(one) for one in nodes},
    )  # fmt: skip


def seen(
    workspace: Workspace, path: str, earlier: dict[str, bytes] | None = None, **plan: Any
) -> dict[str, Seen]:
    data = render(build_calendar("en", **plan), workspace, earlier)[path]
    events = read_with_icalendar(data)
    assert events == read_with_vobject(data)
    return {event.summary: event for event in events.values()}


def test_events_and_nodes_have_a_feed_of_their_own() -> None:
    workspace = team([SUMMIT, {**SUMMIT, "id": "salon", "title": "Salon", "status": "planned"}], [STANDARD])
    found = seen(workspace, DATES)
    assert set(found) == {"Data summit", "Salon", "PEC-17"}
    summit = found["Data summit"]
    assert (summit.start, summit.end, summit.status) == (date(2027, 1, 20), date(2027, 1, 22), "CONFIRMED")
    assert summit.description == "Owner: Lin Xiao\nGoal: 300 talks\nId: summit"
    assert summit.uid.startswith("event+summit+dates+2027-01@")
    assert summit.categories == {"Event"}
    assert found["Salon"].status == "TENTATIVE"
    assert found["PEC-17"].description == "Country: Singapore\nId: standard"
    assert b"LOCATION:Hall 5\\, Shenzhen\r\n" in render(build_calendar("en"), workspace)[DATES]


def test_the_feed_of_all_has_them_when_asked_for() -> None:
    workspace = team([SUMMIT], [STANDARD])
    plain = read_with_icalendar(render(build_calendar("en"), workspace)["2027-01.ics"])
    full = read_with_icalendar(render(build_calendar("en"), workspace, feed_parts=("dates",))["2027-01.ics"])
    assert {event.summary for uid, event in full.items() if uid not in plain} == {"Data summit", "PEC-17"}
    own = read_with_icalendar(render(build_calendar("en"), workspace)[DATES])
    assert not own.keys() & full.keys()


def test_what_goes_over_the_end_of_the_period_goes_on_in_the_next() -> None:
    workspace = team([{**SUMMIT, "start": "2027-01-30", "end": "2027-02-02"}], [])
    january = seen(workspace, DATES)["Data summit"]
    assert (january.start, january.end) == (date(2027, 1, 30), date(2027, 2, 1))
    assert january.description.startswith("30 January to 2 February\n")
    february = seen(workspace, "2027-02/dates.ics", period="2027-02", entries=[])["Data summit"]
    assert (february.start, february.end) == (date(2027, 2, 1), date(2027, 2, 3))


def test_nothing_is_there_twice() -> None:
    node = {"id": "n", "title": "Data summit", "kind": "summit", "date": "2027-01-20", "end": "2027-01-21"}
    new_year = {"id": "ny", "title": "New Year", "kind": "holiday", "date": "2027-01-01"}
    ours = {"id": "founded", "title": "Our day off", "kind": "holiday", "date": "2027-01-13"}
    workspace = team([SUMMIT], [node, new_year, ours])
    assert set(seen(workspace, DATES)) == {"Data summit", "Our day off"}
    assert "New Year's Day" in seen(workspace, HOLIDAYS)


def test_an_event_moves_in_place_and_one_that_left_is_cancelled() -> None:
    workspace, phone = team([SUMMIT, {**SUMMIT, "id": "salon", "title": "Salon"}], [STANDARD]), Phone()
    first = render(build_calendar("en"), workspace)
    phone.take(first[DATES])
    later = {**SUMMIT, "start": "2027-01-25", "end": "2027-01-26", "goal": "400 talks"}
    away = {**SUMMIT, "id": "salon", "title": "Salon", "start": "2027-03-02", "end": "2027-03-02"}
    second = render(build_calendar("en", today="2026-11-30"), team([later, away], []), first)
    phone.take(second[DATES])
    assert phone.shown() == {"Data summit": date(2027, 1, 25)}
    gone = {event.summary: event for event in phone.events.values() if event.status == "CANCELLED"}
    assert gone["Cancelled · Salon"].description == "Now on 2027-03-02, outside the days of this calendar."
    assert gone["Cancelled · PEC-17"].description == "No longer in nodes.yaml."
    assert {event.sequence for event in phone.events.values()} == {1}
    again = render(build_calendar("en", today="2026-12-01"), team([{**later, "goal": "x"}, away], []), second)
    moved = next(
        one for uid, one in read_with_icalendar(again[DATES]).items() if uid.startswith("event+summit")
    )
    assert (moved.sequence, moved.modified.date()) == (1, date(2026, 12, 1))


def test_a_cancelled_event_is_cancelled_for_who_had_it() -> None:
    first = render(build_calendar("en"), team([SUMMIT], []))
    off = team([{**SUMMIT, "status": "cancelled"}], [])
    found = seen(off, DATES, first)
    assert found["Cancelled · Data summit"].description == "The event is cancelled."
    assert seen(off, DATES) == {}


def test_holidays_and_make_up_days_of_everybody() -> None:
    year = YearOfDays.model_validate(
        {
            "holidays": [{"from": "2027-01-01", "to": "2027-01-03"}, {"from": "2027-01-29"}],
            "make_up": ["2027-01-24"],
        }
    )
    members = [
        one.model_dump(exclude_unset=True, by_alias=True) for one in build_workspace("en").settings.team
    ]
    members[1]["country"] = "SG"
    members[0]["country"] = "US"
    workspace = replace(team([], [], team=members), working_days={"CN": {2027: year}})
    found = seen(workspace, HOLIDAYS)
    days = {summary: (one.start, one.end) for summary, one in found.items()}
    # New Year's Day in Singapore and America is one at home too.
    assert days == {
        "New Year's Day": (date(2027, 1, 1), date(2027, 1, 4)),
        "Martin Luther King Jr. Day · the US": (date(2027, 1, 18), date(2027, 1, 19)),
        "Make-up working day": (date(2027, 1, 24), date(2027, 1, 25)),
        "public holiday": (date(2027, 1, 29), date(2027, 1, 30)),
    }
    assert found["Martin Luther King Jr. Day · the US"].description == "People: Lin Xiao"
    assert {one.status for one in found.values()} == {"CONFIRMED"}


def test_an_announcement_confirms_what_was_assumed() -> None:
    workspace, phone = team([], []), Phone()
    first = render(build_calendar("en", period="2027-02", entries=[]), workspace)
    path = "2027-02/holidays.ics"
    phone.take(first[path])
    (assumed,) = phone.events.values()
    assert assumed.status == "TENTATIVE" and "not announced yet" in assumed.description
    year = YearOfDays.model_validate(
        {"holidays": [{"from": "2027-02-05", "to": "2027-02-11"}], "make_up": ["2027-02-20"]}
    )
    known = replace(workspace, working_days={"CN": {2027: year}})
    phone.take(
        render(build_calendar("en", period="2027-02", entries=[], today="2026-12-01"), known, first)[path]
    )
    after = phone.events[assumed.uid]
    assert (after.status, after.sequence, after.start) == ("CONFIRMED", 1, date(2027, 2, 5))
    assert sorted(event.summary for event in phone.events.values() if event.uid != assumed.uid) == [
        "Make-up working day"
    ]


@pytest.mark.parametrize("read", [read_with_icalendar, read_with_vobject])
def test_hostile_dates_are_text(read: Any) -> None:
    events = [
        {**SUMMIT, "id": f"e{number}", "title": title, "venue": title, "goal": title, "notes": title,
         "registration": title, "partners": [title]}
        for number, title in enumerate(HOSTILE)
    ]  # fmt: skip
    data = render(build_calendar("en"), team(events, []))[DATES]
    assert len(read(data)) == len(HOSTILE)
    assert "\u202e" not in data.decode()
    assert max(len(line) for line in data.split(b"\r\n")) <= 75


def test_a_country_that_nobody_knows_has_no_holidays() -> None:
    assert seen(team([], [], country="XZ"), HOLIDAYS) == {}
