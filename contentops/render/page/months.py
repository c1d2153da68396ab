"""The months of the page as grids: weeks of seven days with what is published on each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from math import ceil

from contentops.models.calendar import Entry
from contentops.render.overview import Overview
from contentops.render.page.days import Day, Days, Occasion
from contentops.text_width import display_width

_WEEK = 7
_LINES_OF_A_SHEET = 36
"""How many chips of one line fit below each other on a printed sheet beside the heads of five weeks."""
_SHEET = 168
"""Millimetres below the names of the days on a printed sheet."""
_WEEK_HEAD, _OCCASION_LINE = 6.5, 3.5
_ROOMY = (4.5, 3.4, 7.0, 3.0)
_SNUG = (0.9, 3.1, 4.0, 3.0)
"""Millimetres of a chip beside its title (its channels, too, where there is room), of a line of the title, of a later
wave and of a state, as print.css sets them."""
_COLUMNS = 23
"""Half-width columns of a line in a day."""
_AFTER = 8
"""How many later waves after the last month with publications are printed below that month."""
_LINES_OF_AFTER = 5
"""How many of the lines of a sheet they take."""


@dataclass(frozen=True)
class Chip:
    """An entry on one day of a grid: its publication, or later waves of it."""

    number: int
    entry: Entry
    title: str
    channels: tuple[str, ...]
    is_later: bool


@dataclass(frozen=True)
class GridDay:
    """A cell: a day of the month, or of a neighbour (`is_outside`), which stays empty."""

    day: Day
    is_outside: bool
    chips: tuple[Chip, ...]
    occasions: tuple[Occasion, ...]

    @property
    def feast(self) -> str:
        """The public holiday, unless a node of that name stands in the cell anyway."""
        name = self.day.holiday
        return "" if any(name == one.title for one in self.occasions) else name

    def height(self, beside: float, line: float, later: float, state: float) -> float:
        """Its millimetres on paper, with chips of those measures and titles of two lines at most."""
        height = _WEEK_HEAD + sum(_OCCASION_LINE * _lines(one.title) for one in self.occasions)
        for chip in self.chips:
            if chip.is_later:
                height += later
            else:
                height += beside + line * min(2, _lines(chip.title)) + state * (chip.entry.state != "planned")
        return height


@dataclass(frozen=True)
class GridWeek:
    """A row: an ISO week."""

    name: str
    monday: date
    days: tuple[GridDay, ...]
    is_silent: bool
    overloaded: tuple[str, ...]
    """The people with more to do in this week than they have hours or reviews, by name."""


@dataclass(frozen=True)
class Month:
    """A month as its grid."""

    first: date
    name: str
    weeks: tuple[GridWeek, ...]
    after: tuple[tuple[date, Chip], ...] = ()
    """Later waves of the months that follow: paper has them below this month instead of on a sheet of their own."""
    is_after: bool = False
    """Whether its later waves are printed below the month before it."""

    @property
    def key(self) -> str:
        """`2027-01`."""
        return f"{self.first:%Y-%m}"

    @property
    def is_provisional(self) -> bool:
        """Whether its days off may still change."""
        return any(
            cell.day.is_provisional for week in self.weeks for cell in week.days if not cell.is_outside
        )

    @property
    def density(self) -> str:
        """How small its chips are printed to fit one sheet: `""`, `snug`, `dense`, `denser`, `densest`."""
        everything = sum(
            max(len(cell.chips) + len(cell.occasions) for cell in week.days) for week in self.weeks
        )
        first = sum(
            max(sum(not chip.is_later for chip in cell.chips) + len(cell.occasions) for cell in week.days)
            for week in self.weeks
        )
        room = _LINES_OF_A_SHEET - (_LINES_OF_AFTER if self.after else 0)
        sheet = _SHEET * room / _LINES_OF_A_SHEET
        for name, measures in (("", _ROOMY), ("snug", _SNUG)):
            if sum(max(cell.height(*measures) for cell in week.days) for week in self.weeks) <= sheet:
                return name
        if everything <= room:
            return "dense"
        return "denser" if first <= room else "densest"


class Months:
    """All months of the page."""

    def __init__(self, overview: Overview, days: Days, overloaded: Mapping[date, Sequence[str]]) -> None:
        self.overview, self.days, self.overloaded = overview, days, overloaded
        self._silent = {week.monday for week in overview.silent_weeks}

    @cached_property
    def all(self) -> tuple[Month, ...]:
        """The months in order."""
        after = self._after
        months = [
            Month(first, self.overview.words.month(first), self._weeks(first), is_after=first in after)
            for first in self.days.months
        ]
        if after:
            last = len(months) - len(after) - 1
            waves = tuple(
                (day, chip) for day in sorted(self._chips) if day >= after[0] for chip in self._chips[day]
            )
            months[last] = replace(months[last], after=waves)
        return tuple(months)

    @cached_property
    def _after(self) -> tuple[date, ...]:
        """The months past the period in which only a few later waves go out."""
        last = max([self.overview.period.last, *(entry.publish for entry in self.overview.entries)])
        after = tuple(first for first in self.days.months if first > last)
        waves = sum(len(chips) for day, chips in self._chips.items() if after and day >= after[0])
        return after if waves <= _AFTER else ()

    @cached_property
    def _chips(self) -> dict[date, list[Chip]]:
        """By day, publications first."""
        by_day: dict[date, list[Chip]] = {}
        for number, entry in enumerate(self.overview.entries):
            title, waves = self.overview.marked_title(entry), self.overview.waves(entry)
            channels = {wave.day: wave.channels for wave in waves}
            by_day.setdefault(entry.publish, []).append(
                Chip(number, entry, title, channels.get(entry.publish, ()), False)
            )
            for day, names in channels.items():
                if day != entry.publish:
                    by_day.setdefault(day, []).append(Chip(number, entry, title, names, True))
        return {day: sorted(chips, key=lambda chip: chip.is_later) for day, chips in by_day.items()}

    def _weeks(self, first: date) -> tuple[GridWeek, ...]:
        monday, weeks = first - timedelta(days=first.weekday()), []
        while monday <= first or (monday.year, monday.month) == (first.year, first.month):
            days = tuple(self._cell(monday + timedelta(days=n), first.month) for n in range(_WEEK))
            number = monday.isocalendar().week
            people = tuple(self.overloaded.get(monday, ()))
            weeks.append(GridWeek(f"W{number:02d}", monday, days, monday in self._silent, people))
            monday += timedelta(days=_WEEK)
        return tuple(weeks)

    def _cell(self, day: date, month: int) -> GridDay:
        outside = day.month != month
        chips = () if outside else tuple(self._chips.get(day, ()))
        occasions = () if outside else tuple(self.days.occasions_on(day))
        return GridDay(self.days.on(day), outside, chips, occasions)


def _lines(title: str) -> int:
    return ceil(display_width(title) / _COLUMNS)
