"""Which items want a place in a period, and between which dates: from the rules alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from dateutil.rrule import rrulestr

from contentops.models.item import Item, Recurrence
from contentops.models.period import Period
from contentops.models.workspace import Workspace

DAY = timedelta(days=1)
Bounds = tuple[tuple[str, date | None, date | None], ...]


@dataclass
class Wanted:
    """A candidate: its item, and for each rule the first and last publish date it allows."""

    item: Item
    bounds: Bounds


def expected_candidates(
    workspace: Workspace,
    period: Period,
    settled: set[str],
    is_workday: Callable[[date], bool],
    after: Callable[[date, int], date],
) -> dict[str, Wanted]:
    """Every candidate by the name a calendar has for it."""
    found: dict[str, Wanted] = {}
    for item in workspace.items.values():
        if item.status in ("on_hold", "rejected") or item.id in settled or not _is_open(item, period):
            continue
        days: list[tuple[str, date | None]] = [(item.id, None)]
        if item.recurrence is not None:
            days = [
                (f"{item.id}@{rule}", day)
                for rule, day in _occurrences(item, workspace, is_workday)
                if period.first <= day <= period.last
            ]
        for name, day in days:
            bounds = date_bounds(item, day, workspace, is_workday, after)
            if name not in settled and _touches(bounds, period):
                found[name] = Wanted(item, bounds)
    return found


def _is_open(item: Item, period: Period) -> bool:
    made = [day for day in (item.published, item.last_refreshed) if day]
    if not made and item.status != "published":
        return True
    if item.pool != "basic" or not made or item.refresh_every is None:
        return False
    count, unit = item.refresh_every.count, item.refresh_every.unit
    if unit in "dw":
        return max(made) + count * (7 if unit == "w" else 1) * DAY <= period.last
    months = max(made).month - 1 + count * (12 if unit == "y" else 1)
    year, month = max(made).year + months // 12, months % 12 + 1
    day = max(made).day
    while True:
        try:
            return date(year, month, day) <= period.last
        except ValueError:
            day -= 1


def _occurrences(
    item: Item, workspace: Workspace, is_workday: Callable[[date], bool]
) -> list[tuple[date, date]]:
    assert item.recurrence is not None
    recurrence = item.recurrence
    if "=" not in recurrence.rule:
        return list(_in_words(recurrence, is_workday))
    rule: Any = rrulestr(recurrence.rule, dtstart=datetime.combine(recurrence.start, datetime.min.time()))
    always = bool(item.channels) and all(
        workspace.channels[use.channel].non_working_days for use in item.channels
    )
    found = []
    for moment in rule.between(datetime(2025, 1, 1), datetime(2028, 1, 1), inc=True):  # noqa: DTZ001
        day = named = moment.date()
        override = recurrence.overrides.get(named)
        if recurrence.until is not None and named > recurrence.until:
            continue
        if override is not None and override.skip:
            continue
        if override is not None and override.date is not None:
            found.append((named, override.date))
            continue
        if not always and not is_workday(day):
            if recurrence.holiday == "skip":
                continue
            step = DAY if recurrence.holiday == "next" else -DAY
            while not is_workday(day):
                day += step
        found.append((named, day))
    return found


def _in_words(recurrence: Recurrence, is_workday: Callable[[date], bool]) -> Iterator[tuple[date, date]]:
    """The rules in words that random workspaces use: one working day of each month, named as if none were off."""
    first, *_, day = recurrence.rule.removesuffix(" of the month").split()
    weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
    for month in range(12 * 2025, 12 * 2028):
        begin, end = (date(m // 12, m % 12 + 1, 1) for m in (month, month + 1))
        span = [begin + n * DAY for n in range((end - begin).days)]
        if day != "day":
            span = [one for one in span if weekdays[one.weekday()] == day]
        index = -1 if first == "last" else int("".join(c for c in first if c.isdigit())) - 1
        try:
            named, found = ([one for one in span if works(one)][index] for works in (_is_weekday, is_workday))
        except IndexError:
            continue
        override = recurrence.overrides.get(named)
        if named < recurrence.start or (recurrence.until is not None and named > recurrence.until):
            continue
        if override is None or not override.skip:
            yield named, (override.date if override and override.date else found)


def _is_weekday(day: date) -> bool:
    return day.weekday() < 5


def date_bounds(
    item: Item,
    day: date | None,
    workspace: Workspace,
    is_workday: Callable[[date], bool],
    after: Callable[[date, int], date],
) -> Bounds:
    bounds: list[tuple[str, date | None, date | None]] = []
    if day is not None:
        bounds.append(("occurrence", day, day))
    if item.window is not None:
        bounds.append(("window", item.window.not_before, item.window.not_after))
        bounds.append(("deadline", None, item.window.deadline))
    if item.embargo is not None:
        bounds.append(("embargo", item.embargo, None))
    if item.anchor is not None:
        bounds.append(("anchor", *_anchor(item, workspace, is_workday, after)))
    return tuple(bounds)


def _anchor(
    item: Item, workspace: Workspace, is_workday: Callable[[date], bool], after: Callable[[date, int], date]
) -> tuple[date, date]:
    anchor = item.anchor
    assert anchor is not None
    if anchor.event is not None:
        start, end = workspace.events[anchor.event].start, workspace.events[anchor.event].last
    else:
        node = workspace.nodes[str(anchor.node)]
        start, end = node.date, node.last

    def beside(count: int) -> date:
        return after(start if count <= 0 else end, count)

    if anchor.phase is None:
        first = beside(anchor.offset or 0)
        last = after(first, anchor.within)
    else:
        span = getattr(workspace.settings.phases, anchor.phase)
        first, last = beside(span.first), beside(span.last)
        if anchor.phase == "day" and span.last == 0:
            last = end
    if anchor.phase == "day" or (anchor.phase is None and anchor.within == 0):
        days = [first + n * DAY for n in range((last - first).days + 1)]
        while not any(is_workday(day) for day in days):
            first -= DAY
            days.append(first)
    return first, last


def _touches(bounds: Bounds, period: Period) -> bool:
    """Whether an item belongs to the period: what it allows, or at least its anchor, lies in it."""
    anchors = [(first, last) for rule, first, last in bounds if rule == "anchor"]
    if anchors and (anchors[0][1] < period.first or anchors[0][0] > period.last):  # type: ignore[operator]
        return False
    firsts = [first for _, first, _ in bounds if first]
    lasts = [last for _, _, last in bounds if last]
    first, last = max(firsts, default=None), min(lasts, default=None)
    if first and last and first > last:
        return bool(anchors) or any(period.first <= day <= period.last for day in (first, last))
    return not ((first and first > period.last) or (last and last < period.first))
