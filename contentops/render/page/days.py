"""The days that the page draws: working or off, holidays, make-up days, and what happens in the world."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from contentops.models.base import text_in
from contentops.models.event import Event, Node
from contentops.render.overview import Overview
from contentops.text_width import clean_line

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Occasion:
    """An event of ours or a node of the world, on all its days."""

    key: str
    """`event:ID` or `node:ID`."""
    title: str
    first: date
    last: date
    is_ours: bool
    is_cancelled: bool


@dataclass(frozen=True)
class Day:
    """One day in the workspace's country."""

    date: date
    is_off: bool
    is_make_up: bool
    holiday: str
    is_provisional: bool
    """Whether the country has not announced this year's days off yet."""

    @property
    def is_weekday_off(self) -> bool:
        """Whether it is off although it is named as a holiday or falls on a weekday."""
        return self.is_off and (bool(self.holiday) or self.date.weekday() < 5)

    @property
    def mark(self) -> str:
        """One letter for the data: `w`orked, `m`ake-up, `h`oliday, `r`est."""
        if self.is_make_up:
            return "m"
        return "h" if self.is_weekday_off else "r" if self.is_off else "w"


class Days:
    """Every day from the first to the last that the page shows."""

    def __init__(self, overview: Overview) -> None:
        self.overview = overview
        settings = overview.workspace.settings
        self._country = overview.country(settings.country)
        self._language = overview.words.language

    @cached_property
    def months(self) -> tuple[date, ...]:
        """The first day of each month of the period, and of months outside it that hold a wave."""
        period = self.overview.period
        days = [period.first, period.last]
        for entry in self.overview.entries:
            days += [entry.publish, *(wave.date for wave in entry.channels)]
        months = [min(days).replace(day=1)]
        while (following := (months[-1] + 31 * _DAY).replace(day=1)) <= max(days):
            months.append(following)
        used = {day.replace(day=1) for day in days}
        return tuple(month for month in months if month in used or period.first <= month <= period.last)

    @cached_property
    def span(self) -> tuple[date, date]:
        """The Monday and the Sunday around everything: work begins before the period."""
        days = [self.months[0], self.months[-1] + 30 * _DAY]
        for entry in self.overview.active:
            days += [day for task in entry.tasks for day in (task.start, task.end)]
        first, last = min(days), max(days)
        return first - first.weekday() * _DAY, last + (6 - last.weekday()) * _DAY

    @cached_property
    def mondays(self) -> tuple[date, ...]:
        """The Mondays of the span."""
        first, last = self.span
        return tuple(first + timedelta(days=n) for n in range(0, (last - first).days + 1, 7))

    def all(self) -> Iterator[Day]:
        """Each day of the span."""
        day, last = self.span
        while day <= last:
            yield self.on(day)
            day += _DAY

    def on(self, day: date) -> Day:
        """What `day` is."""
        off = not self._country.is_working_day(day)
        name = self._country.holiday_name(day, self._language) if off else None
        return Day(
            day,
            off,
            self._country.is_make_up(day),
            clean_line(name or ""),
            self._country.is_provisional(day.year),
        )

    @cached_property
    def occasions(self) -> tuple[Occasion, ...]:
        """Events and nodes within the span, by first day."""
        workspace, (first, last) = self.overview.workspace, self.span
        found = [
            Occasion(f"event:{event.id}", self._title(event), event.start, event.last, True,
                     event.status == "cancelled")
            for event in workspace.events.values()
        ]  # fmt: skip
        found += [
            Occasion(f"node:{node.id}", self._title(node), node.date, node.last, False, False)
            for node in workspace.nodes.values()
        ]
        shown = [one for one in found if one.last >= first and one.first <= last]
        return tuple(sorted(shown, key=lambda one: (one.first, not one.is_ours, one.key)))

    def occasions_on(self, day: date) -> list[Occasion]:
        """What happens on `day`."""
        return [one for one in self.occasions if one.first <= day <= one.last]

    def _title(self, one: Event | Node) -> str:
        return clean_line(text_in(one.title, self._language))
