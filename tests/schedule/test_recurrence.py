"""Which days a recurrence gives, against computations that share nothing with ours."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from typing import Any

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from contentops.models.item import Recurrence
from contentops.schedule.recurrence import find_occurrences
from contentops.working_days import CountryDays
from tests.conftest import Outcome, item, settings

DAY = timedelta(days=1)
NAMES = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
ORDINALS = {
    1: "first",
    2: "2nd",
    3: "third",
    4: "4th",
    5: "fifth",
    -1: "last",
    -2: "second last",
    -3: "3rd last",
}


def days_of(
    rule: str, first: date, last: date, *, country: str = "CN", fiscal: int = 1, **more: Any
) -> list[date]:
    recurrence = Recurrence.model_validate({"rule": rule, "start": date(2025, 1, 1), **more})
    found = find_occurrences(recurrence, first, last, CountryDays(country), fiscal_year_start=fiscal)
    return [occurrence.day for occurrence in found]


@cache
def worked(country: str, day: date) -> bool:
    return bool(_table(country, day.year).is_working_day(day))


@cache
def _table(country: str, year: int) -> Any:
    subdivision = "ENG" if country == "GB" else None
    return holidays.country_holidays(country, subdiv=subdivision, years=[year - 1, year, year + 1])


@given(
    st.sampled_from([*ORDINALS]), st.sampled_from([*range(5), None]), st.integers(1, 3),
    st.sampled_from(["CN", "GB"]), st.integers(0, 23),
)  # fmt: skip
def test_days_of_a_month(number: int, weekday: int | None, every: int, country: str, month: int) -> None:
    """Against the table of weeks that the standard library prints."""
    word = "day" if weekday is None else NAMES[weekday]
    rule = f"{ORDINALS[number]} working {word} of every {every}{ {1: 'st', 2: 'nd', 3: 'rd'}[every] } month"
    year, number_of_month = 2025 + month // 12, month % 12 + 1
    grid = calendar.Calendar().monthdatescalendar(year, number_of_month)
    days = [day for week in grid for day in week if day.month == number_of_month and worked(country, day)]
    if weekday is not None:
        days = [day for day in days if day.weekday() == weekday]
    wanted = days[number - 1 if number > 0 else number :][:1] if len(days) >= abs(number) else []
    if month % every:
        wanted = []
    first = date(year, number_of_month, 1)
    last = date(year, number_of_month, calendar.monthrange(year, number_of_month)[1])
    assert days_of(rule, first, last, country=country) == wanted


def test_the_last_working_thursday_of_china_and_its_name() -> None:
    """Its name is the date that the plain calendar has for it."""
    recurrence = Recurrence(rule="last working Thursday of the month", start=date(2026, 1, 1))
    found = find_occurrences(recurrence, date(2026, 1, 1), date(2026, 12, 31), CountryDays("CN"))
    assert [str(one.day)[5:] for one in found[:4]] == ["01-29", "02-26", "03-26", "04-30"]
    first = Recurrence(rule="1st working thursday", start=date(2026, 1, 1))
    found = find_occurrences(first, date(2026, 1, 1), date(2026, 10, 31), CountryDays("CN"))
    moved = {str(one.rule_date): str(one.day) for one in found if one.day != one.rule_date}
    assert moved == {"2026-01-01": "2026-01-08", "2026-10-01": "2026-10-08"}, (
        "New Year's Day, the National Day"
    )


def test_the_third_working_day_counts_make_up_days() -> None:
    """In 2026 the 4th of January is a Sunday worked in exchange for the 2nd."""
    assert days_of("3rd working day", date(2026, 1, 1), date(2026, 1, 31)) == [date(2026, 1, 6)]
    assert days_of("first working sunday of the year", date(2026, 1, 1), date(2026, 12, 31)) == [
        date(2026, 1, 4)
    ]


def test_every_second_working_monday_counts_only_those_that_are_worked() -> None:
    mondays = [date(2026, 1, 5) + 7 * n * DAY for n in range(40)]
    wanted = [day for day in mondays if worked("GB", day)][::2]
    found = days_of("every 2nd working monday", mondays[0], mondays[-1], country="GB", start=mondays[0])
    assert found == [day for day in wanted if day <= mondays[-1]]
    assert date(2026, 4, 6) not in found and date(2026, 4, 20) in found, "Easter Monday is not counted"


@pytest.mark.parametrize(
    ("rule", "fiscal", "wanted"),
    [
        ("last working day of the quarter", 1, ["2026-03-31", "2026-06-30", "2026-09-30", "2026-12-31"]),
        ("last working day of the quarter", 2, ["2026-01-30", "2026-04-30", "2026-07-31", "2026-10-30"]),
        ("first working friday of the year", 4, ["2026-04-10"]),  # the 3rd is Good Friday
        ("last working day of each year", 1, ["2026-12-31"]),
        ("1st working day of every second quarter", 1, ["2026-01-02", "2026-07-01"]),
    ],
)
def test_quarters_and_years_follow_the_fiscal_year(rule: str, fiscal: int, wanted: list[str]) -> None:
    found = days_of(rule, date(2026, 1, 1), date(2026, 12, 31), country="GB", fiscal=fiscal)
    assert [day.isoformat() for day in found] == wanted


def test_the_last_working_day_of_the_week() -> None:
    found = days_of("last working day of the week", date(2026, 3, 30), date(2026, 5, 10), country="GB")
    assert [day.isoformat() for day in found] == [
        "2026-04-02", "2026-04-10", "2026-04-17", "2026-04-24", "2026-05-01", "2026-05-08",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("holiday", "wanted"),
    [("next", ["2026-05-06"]), ("previous", ["2026-04-30"]), ("skip", [])],
)
def test_a_holiday_moves_what_an_rrule_gives(holiday: str, wanted: list[str]) -> None:
    """In 2026 China has 1 to 5 May off."""
    found = days_of(
        "FREQ=MONTHLY;BYMONTHDAY=1;BYMONTH=5", date(2026, 4, 1), date(2026, 6, 1), holiday=holiday
    )
    assert [day.isoformat() for day in found] == wanted


def test_single_occurrences_are_skipped_moved_and_renamed() -> None:
    rule = {
        "rule": "last working thursday of the month", "start": date(2026, 1, 1),
        "overrides": {
            date(2026, 1, 29): {"skip": True}, date(2026, 2, 26): {"date": date(2026, 3, 3)},
            date(2026, 4, 30): {"title": "Labour Day"}, date(2026, 5, 27): {"date": date(2026, 3, 4)},
        },
    }  # fmt: skip
    recurrence = Recurrence.model_validate(rule)
    found = find_occurrences(recurrence, date(2026, 1, 1), date(2026, 5, 31), CountryDays("CN"))
    assert [(str(one.rule_date), str(one.day)) for one in found] == [
        ("2026-02-26", "2026-03-03"), ("2026-03-26", "2026-03-26"), ("2026-04-30", "2026-04-30"),
        ("2026-05-28", "2026-05-28"),
    ], "27 May is no Thursday: that override changes nothing"  # fmt: skip
    assert found[2].override is not None and found[2].override.title == "Labour Day"


@given(st.sampled_from(["last working thursday", "2nd working day of the quarter", "every 3rd working tuesday",
                        "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO"]), st.integers(0, 300), st.integers(0, 300))  # fmt: skip
def test_what_a_period_gives_does_not_depend_on_how_time_is_cut(rule: str, one: int, other: int) -> None:
    begin, end = date(2026, 1, 1), date(2026, 12, 31)
    cut = begin + (one + other) // 2 * DAY
    whole = days_of(rule, begin, end)
    assert days_of(rule, begin, cut) + days_of(rule, cut + DAY, end) == whole
    assert all(worked("CN", day) for day in whole)


def test_a_rule_ends_where_it_says() -> None:
    span = date(2026, 1, 1), date(2026, 12, 31)
    until: dict[str, Any] = {"until": date(2026, 4, 30)}
    assert days_of("last working thursday", *span, **until)[-1] == date(2026, 4, 30)
    assert days_of("FREQ=MONTHLY;BYDAY=-1TH", *span, **until)[-1] == date(2026, 4, 30)
    assert days_of("first working day", *span, start=date(2026, 3, 3))[0] == date(2026, 4, 1)


@pytest.mark.parametrize(
    ("recurrence", "rule", "column", "said"),
    [
        ({"rule": "last working thrusday"}, "invalid-recurrence", 13, "did you mean thursday"),
        ({"rule": "6th working monday of the month"}, "invalid-recurrence", 13, "at most 5 Mondays"),
        ({"rule": "24th working day of the month", "until": "2029-12-31"}, "invalid-recurrence", 13, "no day fits"),
        ({"rule": "last working sunday of the week"}, "invalid-recurrence", 13, "no day fits it from"),
        ({"rule": "last working friday", "until": "2027-01-01"}, "invalid-recurrence", 13, "before its start"),
        ({"rule": "working friday"}, "invalid-recurrence", 13, "which working day"),
        ({"rule": "every friday"}, "invalid-recurrence", 13, "working day"),
        ({"rule": "last working friday of the fortnight"}, "invalid-recurrence", 13, "span of time"),
        ({"rule": "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=6"}, "invalid-recurrence", 13, "no day fits"),
        ({"rule": "FREQ=DAILY;BYSETPOS=2;BYDAY=MO"}, "invalid-recurrence", 13, "no day fits"),
        ({"rule": "FREQ=MONTHLY;INTERVAL=12;BYMONTH=4"}, "invalid-recurrence", 13, "no day fits"),
        ({"rule": "FREQ=WEEKLY;COUNT=4", "until": "2027-09-01"}, "invalid-recurrence", 13, "both say"),
        ({"rule": "FREQ=WEEKLY;UNTIL=20270801", "until": "2027-09-01"}, "invalid-recurrence", 13, "different days"),
        ({"rule": "FREQ=WEEKLY", "until": "2027-02-01"}, "invalid-recurrence", 13, "before its start"),
        ({"rule": "last working friday", "holiday": "next"}, "contradictory-recurrence", 16, "working days only"),
        ({"rule": "FREQ=WEEKLY;BYDAY=SU", "holiday": "skip"}, "contradictory-recurrence", 16, "never published"),
        ({"rule": "last working friday", "overrides": {"2027-07-31": {"skip": True}}},
         "override-without-occurrence", 9, "gives nothing"),
    ],
)  # fmt: skip
def test_rules_of_no_use_are_problems_with_their_place(
    build: Callable[..., Any], contentops: Callable[..., Outcome],
    recurrence: dict[str, Any], rule: str, column: int, said: str,
) -> None:  # fmt: skip
    record = item(recurrence={"start": "2027-03-01", **recurrence})
    root = build({"contentops.yaml": settings(), "pools/basic/items.yaml": {"items": [record]}})
    lines = contentops("check", "-C", root, "--today", "2027-01-04").out.splitlines()
    found = [line for line in lines if said in line]
    assert len(found) == 1, lines
    path, _, col, severity = found[0].split(":")[:4]
    assert path == "pools/basic/items.yaml" and int(col) == column
    assert severity.strip() == ("error" if rule == "invalid-recurrence" else "warning")
