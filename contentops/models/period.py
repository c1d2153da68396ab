"""Periods: `2027` (a year), `2027-Q1`, `2027-01` (a month), `2027-W05` (an ISO week).

Years and quarters follow the month the fiscal year starts in; a fiscal year carries the number of
the calendar year it starts in. Months and weeks are those of the ordinary calendar.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from contentops.errors import UsageError

_PERIOD = re.compile(r"([0-9]{4})(?:-(?:Q([1-4])|W([0-9]{2})|([0-9]{2})))?\Z")


@dataclass(frozen=True, slots=True)
class Period:
    """A span of days with its name; `first` and `last` are both included."""

    name: str
    kind: Literal["year", "quarter", "month", "week"]
    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def __str__(self) -> str:
        return self.name


def monday_of(day: date) -> date:
    """The Monday on or before a day."""
    return day - timedelta(days=day.weekday())


def week_name(day: date) -> str:
    """The ISO week of a day: `2027-W08`."""
    year, number, _ = day.isocalendar()
    return f"{year}-W{number:02d}"


def monday_of_week(name: str) -> date:
    """The Monday of a week by its name, which must be one: `2027-W08`."""
    return date.fromisocalendar(int(name[:4]), int(name[6:]), 1)


def is_period_name(text: str) -> bool:
    """Whether `text` has the form of a period (it may still name a week that a year lacks)."""
    return _PERIOD.match(text) is not None


def parse_period(text: str, fiscal_year_start: int = 1) -> Period:
    """Read a period's name. Raises `UsageError` when it is none."""
    match = _PERIOD.match(text.strip().upper())
    if match is None or not 1901 <= int(match[1]) <= 2199:
        raise UsageError(
            f"{text!r} is not a period",
            hint="write a year 2027, a quarter 2027-Q1, a month 2027-01 or a week 2027-W05",
        )
    year = int(match[1])
    if match[2]:
        return quarter(year, int(match[2]), fiscal_year_start)
    if match[3]:
        return _week(text, year, int(match[3]))
    if match[4]:
        month = int(match[4])
        if not 1 <= month <= 12:
            raise UsageError(f"{text!r} is not a period: there is no month {match[4]}")
        return Period(match[0], "month", _month_start(year, month), _month_start(year, month + 1) - _DAY)
    first = _month_start(year, fiscal_year_start)
    return Period(match[0], "year", first, _month_start(year + 1, fiscal_year_start) - _DAY)


def quarter(year: int, number: int, fiscal_year_start: int = 1) -> Period:
    """The `number`-th quarter (1 to 4) of the fiscal year that starts in `year`."""
    month = fiscal_year_start + 3 * (number - 1)
    return Period(
        f"{year}-Q{number}", "quarter", _month_start(year, month), _month_start(year, month + 3) - _DAY
    )


def quarter_of(day: date, fiscal_year_start: int = 1) -> Period:
    """The quarter that `day` lies in."""
    months = day.year * 12 + day.month - 1 - (fiscal_year_start - 1)
    year, month = divmod(months, 12)
    return quarter(year, month // 3 + 1, fiscal_year_start)


def next_quarter(period: Period, fiscal_year_start: int = 1) -> Period:
    """The quarter after `period`."""
    return quarter_of(period.last + _DAY, fiscal_year_start)


_DAY = timedelta(days=1)


def _month_start(year: int, month: int) -> date:
    extra, index = divmod(month - 1, 12)
    return date(year + extra, index + 1, 1)


def _week(text: str, year: int, number: int) -> Period:
    try:
        monday = date.fromisocalendar(year, number, 1)
    except ValueError:
        raise UsageError(f"{text!r} is not a period: {year} has no week {number:02d}") from None
    return Period(f"{year}-W{number:02d}", "week", monday, monday + timedelta(days=6))
