"""Periods and their days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contentops.errors import UsageError
from contentops.models.item import add_interval
from contentops.models.period import next_quarter, parse_period, quarter_of
from contentops.workspace.scaffold import quarter_to_plan


@pytest.mark.parametrize(
    ("name", "fiscal", "kind", "first", "last"),
    [
        ("2027", 1, "year", "2027-01-01", "2027-12-31"),
        ("2027", 4, "year", "2027-04-01", "2028-03-31"),
        ("2027-Q1", 1, "quarter", "2027-01-01", "2027-03-31"),
        ("2027-Q4", 4, "quarter", "2028-01-01", "2028-03-31"),
        ("2027-q3", 10, "quarter", "2028-04-01", "2028-06-30"),
        ("2027-02", 4, "month", "2027-02-01", "2027-02-28"),
        ("2027-W05", 1, "week", "2027-02-01", "2027-02-07"),
        ("2026-W53", 1, "week", "2026-12-28", "2027-01-03"),
    ],
)
def test_names_and_days(name: str, fiscal: int, kind: str, first: str, last: str) -> None:
    period = parse_period(name, fiscal)
    assert (period.kind, period.first, period.last) == (
        kind,
        date.fromisoformat(first),
        date.fromisoformat(last),
    )


@pytest.mark.parametrize(
    "name", ["", "27", "2027-Q5", "2027-13", "2027-W54", "2027-W53", "2027-1", "Q1", "2027-W1"]
)
def test_what_is_no_period(name: str) -> None:
    with pytest.raises(UsageError, match="is not a period"):
        parse_period(name)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 12))
def test_every_day_lies_in_one_quarter_and_quarters_follow_each_other(day: date, fiscal: int) -> None:
    quarter = quarter_of(day, fiscal)
    assert day in quarter
    assert parse_period(quarter.name, fiscal) == quarter
    following = next_quarter(quarter, fiscal)
    assert following.first == quarter.last + timedelta(days=1)


def test_the_next_quarter_is_planned_when_little_is_left() -> None:
    assert quarter_to_plan(date(2026, 11, 20)).name == "2026-Q4"
    assert quarter_to_plan(date(2026, 11, 21)).name == "2027-Q1"


@pytest.mark.parametrize(
    ("start", "count", "unit", "end"),
    [
        ("2027-01-31", 1, "m", "2027-02-28"),
        ("2024-02-29", 1, "y", "2025-02-28"),
        ("2027-11-30", 3, "m", "2028-02-29"),
        ("2027-01-31", 2, "w", "2027-02-14"),
        ("2027-01-31", 90, "d", "2027-05-01"),
    ],
)
def test_intervals_end_on_a_real_day(start: str, count: int, unit: str, end: str) -> None:
    assert add_interval(date.fromisoformat(start), count, unit) == date.fromisoformat(end)  # type: ignore[arg-type]
