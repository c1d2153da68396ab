"""How much each channel takes in a period, against what wants it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from contentops.models.coverage import Supply, WeekSupply
from contentops.models.period import monday_of, week_name
from contentops.schedule.instance import Instance, Outlet

if TYPE_CHECKING:
    from contentops.schedule.supply import Book


def find_slots(book: Book, mondays: Sequence[date], *, by_week: bool) -> list[Supply]:
    """A line for each channel: what its limits admit in the period from today on, and what wants it.

    What is open on a channel is counted from the first day on, as often as its limits and its gap allow;
    a channel without any limit has no capacity to run out of.
    """
    planned: dict[str, list[date]] = {}
    others = (entry for calendar in book.beside for entry in calendar.entries)
    first, last = max(book.today, book.period.first), book.period.last
    for entry in (*book.entries, *others):
        for wave in entry.channels if entry.state != "cancelled" else ():
            if first <= wave.date <= last:
                planned.setdefault(wave.channel, []).append(wave.date)
    known = {entry.item for entry in book.entries}
    wanted: dict[str, int] = {}
    for job in book.instance.jobs:
        if job.id not in known:
            for number, *_ in job.waves:
                name = book.instance.outlets[number].id
                wanted[name] = wanted.get(name, 0) + 1
    for entry in book.entries:
        # A wave that has run over the end of the period wanted a place in it all the same.
        for wave in entry.channels if entry.state != "cancelled" else ():
            if wave.date > last:
                wanted[wave.channel] = wanted.get(wave.channel, 0) + 1
    return [
        _line(book, mondays, outlet, planned.get(outlet.id, []), wanted.get(outlet.id, 0), by_week)
        for outlet in book.instance.outlets
    ]


def _line(
    book: Book, mondays: Sequence[date], outlet: Outlet, planned: Sequence[date], wanted: int, by_week: bool
) -> Supply:
    first, last = max(book.today, book.period.first), book.period.last
    capacity = count_slots(outlet, book.instance, first, last)
    needed = len(planned) + wanted
    return Supply(
        id=outlet.id,
        name=outlet.name,
        capacity=capacity,
        needed=needed,
        planned=len(planned),
        free=capacity - len(planned) if capacity is not None else None,
        ratio=round(needed / capacity, 3) if capacity else None,
        weeks=[_week(book, outlet, planned, monday) for monday in mondays] if by_week else [],
    )


def _week(book: Book, outlet: Outlet, planned: Sequence[date], monday: date) -> WeekSupply:
    first = max(book.today, book.period.first, monday)
    last = min(book.period.last, monday + timedelta(days=6))
    capacity = count_slots(outlet, book.instance, first, last)
    used = sum(monday_of(day) == monday for day in planned)
    return WeekSupply(
        week=week_name(monday),
        capacity=capacity,
        planned=used,
        free=capacity - used if capacity is not None else None,
    )


def count_slots(outlet: Outlet, instance: Instance, first: date, last: date) -> int | None:
    """How many publications a channel takes from `first` to `last`; None when nothing limits it."""
    if not (outlet.per_day or outlet.per_week or outlet.per_month or outlet.gap):
        return None
    axis, count, ready = instance.axis, 0, -1
    weeks: dict[int, int] = {}
    months: dict[int, int] = {}
    for day in range(max(0, (first - axis.first).days), min(axis.size - 1, (last - axis.first).days) + 1):
        if outlet.closed[day] or day < ready:
            continue
        week, month = day // 7, axis.months[day]
        room = min(
            1 if outlet.gap else math.inf,
            outlet.per_day or math.inf,
            outlet.per_week - weeks.get(week, 0) if outlet.per_week else math.inf,
            outlet.per_month - months.get(month, 0) if outlet.per_month else math.inf,
        )
        if room >= 1:
            taken = int(room)
            count += taken
            weeks[week] = weeks.get(week, 0) + taken
            months[month] = months.get(month, 0) + taken
            ready = day + outlet.gap if outlet.gap else day + 1
    return count
