"""Whether a calendar still lies in the period that it is named after.

A quarter's name says which days it means only together with `fiscal_year_start`; who changes that moves every quarter,
and the calendars that were planned before stay where they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from contentops.models.calendar import Calendar
from contentops.models.period import Period, parse_period, quarter_of


@dataclass(frozen=True)
class Misfit:
    """A calendar whose entries are published outside the days that its name means."""

    period: Period
    days: tuple[date, ...]
    """The publish dates, in order."""
    fiscal_year_start: int

    @property
    def outside(self) -> int:
        """How many of them lie outside."""
        return sum(day not in self.period for day in self.days)

    @property
    def message(self) -> str:
        """What is wrong."""
        name, first, last = self.period.name, self.period.first, self.period.last
        return (
            f"{name} means {first} to {last}, and {self.outside} of {len(self.days)} entries are published outside it "
            f"({self.days[0]} to {self.days[-1]})"
        )

    @property
    def hint(self) -> str:
        """What to do about it."""
        plan = f"`contentops plan {self.period.name}` plan the period anew"
        if self.period.kind != "quarter":
            return f"let {plan}"
        meant = _starts_that_fit(self.period.name, self.days)
        back = (
            f"set fiscal_year_start back to {meant[0]}" if len(meant) == 1 else "set fiscal_year_start back"
        )
        now = quarter_of(self.days[0], self.fiscal_year_start)
        rename = f", make it {now.name} (its file name and `period`)" if self.days[-1] in now else ""
        return f"{back}{rename}, or let {plan}" if meant else f"let {plan}"


def find_misfit(calendar: Calendar, fiscal_year_start: int) -> Misfit | None:
    """What is wrong when the whole calendar lies elsewhere; None for one in place, or with a few entries moved out.

    Of several entries outside nobody knows which were moved by hand; it is the calendar when another
    `fiscal_year_start` would fit all of them, or when most lie outside. Raises `UsageError` for a period that
    is none.
    """
    period = parse_period(calendar.period, fiscal_year_start)
    days = tuple(sorted(entry.publish for entry in calendar.entries))
    found = Misfit(period, days, fiscal_year_start)
    if found.outside < 2:
        return None
    shifted = period.kind == "quarter" and _starts_that_fit(period.name, days)
    return found if shifted or 2 * found.outside > len(days) else None


def _starts_that_fit(name: str, days: Sequence[date]) -> list[int]:
    """The values of `fiscal_year_start` under which all days lie in the quarter of that name."""
    quarters = [(month, parse_period(name, month)) for month in range(1, 13)]
    return [month for month, one in quarters if days[0] in one and days[-1] in one]
