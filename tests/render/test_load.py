"""Hours and reviews a week against what there is."""

from __future__ import annotations

from datetime import date
from typing import Any

from contentops.render.load import assignments, available_hours, hours_load, review_load
from contentops.render.overview import Overview
from tests.render.example import build_calendar, build_workspace

WEEKS = (date(2027, 1, 4), date(2027, 1, 11), date(2027, 1, 18))


def _overview(*tasks: dict[str, Any]) -> Overview:
    entry = {"item": "intro", "title": "x", "pool": "basic", "publish": "2027-01-25", "tasks": list(tasks)}
    return Overview(build_calendar("en", entries=[entry]), build_workspace("en"))


def _task(hours: float, start: str, end: str, person: str = "lin", stage: str = "write") -> dict[str, Any]:
    return {"stage": stage, "person": person, "start": start, "end": end, "hours": hours}


def _used(overview: Overview) -> list[float]:
    return [cell.used for cell in hours_load(overview, WEEKS)[0].cells]


def test_work_that_may_wait_gives_way_to_work_that_may_not() -> None:
    long, short = _task(10, "2027-01-04", "2027-01-15"), _task(8, "2027-01-04", "2027-01-08")
    assert _used(_overview(long, short)) == [10, 8, 0]


def test_what_does_not_fit_shows_as_too_much_in_its_last_week() -> None:
    overview = _overview(_task(15, "2027-01-04", "2027-01-08"))
    row = hours_load(overview, WEEKS)[0]
    assert (row.cells[0].used, row.cells[0].available, row.cells[0].over) == (15, 10, True)
    assert not row.cells[1].over


def test_all_hours_are_laid_out_somewhere() -> None:
    tasks = [
        _task(7.5, "2027-01-04", "2027-01-22"),
        _task(12, "2027-01-06", "2027-01-13"),
        _task(4, "2027-01-18", "2027-01-20"),
    ]
    assert sum(_used(_overview(*tasks))) == 23.5


def test_leave_and_holidays_take_hours_away() -> None:
    overview = _overview()
    assert available_hours(overview, "wei", date(2027, 1, 11)) == 0
    assert available_hours(overview, "lin", date(2027, 1, 11)) == 10
    assert available_hours(overview, "lin", date(2026, 12, 28)) == 8
    assert available_hours(overview, "wei", date(2026, 12, 28)) == 6  # 6.4, in whole half-hours
    assert available_hours(overview, "nobody", date(2027, 1, 11)) == 0


def test_days_past_when_the_plan_was_made_give_no_hours() -> None:
    calendar = build_calendar("en", today="2027-01-14")
    overview = Overview(calendar, build_workspace("en"))
    hours = [available_hours(overview, "lin", monday) for monday in WEEKS]
    assert hours == [10, 4, 10]


def test_reviews_count_in_the_week_they_are_due() -> None:
    reviews = [
        _task(0, day, day, "zhao", "review:legal") for day in ("2027-01-11", "2027-01-13", "2027-01-18")
    ]
    row = review_load(_overview(*reviews), WEEKS)[0]
    assert [(cell.used, cell.available, cell.over) for cell in row.cells] == [
        (0, 1, False), (2, 1, True), (1, 1, False),
    ]  # fmt: skip


def test_cancelled_entries_are_nobodys_work() -> None:
    calendar = build_calendar("en")
    cancelled = [entry.model_copy(update={"state": "cancelled"}) for entry in calendar.entries]
    assert (
        assignments(Overview(calendar.model_copy(update={"entries": cancelled}), build_workspace("en"))) == {}
    )


def test_a_week_gets_no_more_of_a_task_than_its_days_allow() -> None:
    """A Friday takes 4 hours of writing; what cannot be done at that pace is shared out by days."""
    assert _used(_overview(_task(12, "2027-01-08", "2027-01-12"))) == [4, 8, 0]
    assert _used(_overview(_task(15, "2027-01-08", "2027-01-12"))) == [5, 10, 0]


def test_work_of_somebody_who_has_left_keeps_its_days() -> None:
    row = hours_load(_overview(_task(12, "2027-01-08", "2027-01-12", "gone")), WEEKS)[0]
    assert [(cell.used, cell.available) for cell in row.cells] == [(4, 0), (8, 0), (0, 0)]
