"""English dates, which differ by country: `January 12, 2027` after AP, `12 January 2027` elsewhere."""

from __future__ import annotations

from datetime import date

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_MONTH_FIRST = frozenset(("US", "CA", "PH", "CN"))
"""Where the press writes the month first; Chinese agencies write their English so."""


class EnglishDates:
    """What both orders have in common."""

    def write_month(self, year: int, month: int) -> str:
        """`November 2026`."""
        return f"{_MONTHS[month - 1]} {year}"

    def write_year(self, year: int) -> str:
        """`2026`."""
        return str(year)

    def write_weekday(self, day: date) -> str:
        """`Tuesday`."""
        return _WEEKDAYS[day.weekday()]


class MonthFirst(EnglishDates):
    """Dates after AP."""

    def write_date(self, day: date) -> str:
        """`January 12, 2027`."""
        return f"{_MONTHS[day.month - 1]} {day.day}, {day.year}"

    def write_days(self, first: date, last: date) -> str:
        """`March 9, 2027`, `March 9-11, 2027`, `March 30 to April 1, 2027`."""
        if first == last:
            return self.write_date(first)
        if first.year != last.year:
            return f"{self.write_date(first)}, to {self.write_date(last)}"
        if first.month != last.month:
            return f"{_MONTHS[first.month - 1]} {first.day} to {self.write_date(last)}"
        return f"{_MONTHS[first.month - 1]} {first.day}-{last.day}, {first.year}"


class DayFirst(EnglishDates):
    """Dates as in Britain and most other countries."""

    def write_date(self, day: date) -> str:
        """`12 January 2027`."""
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"

    def write_days(self, first: date, last: date) -> str:
        """`9 March 2027`, `9-11 March 2027` with an en dash, `30 March to 1 April 2027`."""
        if first == last:
            return self.write_date(first)
        if first.year != last.year:
            return f"{self.write_date(first)} to {self.write_date(last)}"
        if first.month != last.month:
            return f"{first.day} {_MONTHS[first.month - 1]} to {self.write_date(last)}"
        return f"{first.day}\u2013{self.write_date(last)}"


def dates_of(country: str) -> MonthFirst | DayFirst:
    """How English texts of a company in `country` (two capital letters) write dates."""
    return MonthFirst() if country in _MONTH_FIRST else DayFirst()
