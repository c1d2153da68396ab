"""The hours of tasks by week, wherever they are shown: a calendar has a task's days and its hours, not more.

The planner lets one person do a task at most at its stage's `hours_per_day`, so no week gets more of a task than
its person's working days in it allow at that rate. Within this, the earliest deadline comes first, and nobody's week
gets more than it has room for as long as any arrangement avoids it.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from contentops.models.period import monday_of

if TYPE_CHECKING:
    from contentops.models.calendar import Task
    from contentops.models.settings import Settings

_DEFAULT_RATE = 8
"""Half-hours a day of a kind of work that is not among the work stages, as the planner takes it."""

ByWeek = dict[date, int]
"""Half-hours by Monday."""
_Move = tuple[int, date, date]
"""Of which stint, from which week, to which week."""


@dataclass(frozen=True, slots=True)
class Stint:
    """A task as far as its hours go."""

    start: date
    end: date
    half_hours: int
    per_day: int
    """How many half-hours of it one person can do in a day, above 0."""
    days: Sequence[date]
    """The days from `start` to `end` on which its person works, in order."""


def make_stint(task: Task, settings: Settings, days: Sequence[date]) -> Stint:
    """The stint of a task; `days` are its person's working days within it, in order."""
    rates = {stage.skill: int(stage.hours_per_day * 2) for stage in settings.work_stages}
    writing = rates.get("write", _DEFAULT_RATE)
    if task.stage.startswith("module:"):
        per_day = writing
    else:
        per_day = rates.get(task.stage, writing if task.stage == "integrate" else _DEFAULT_RATE)
    return Stint(task.start, task.end, int(task.hours * 2), per_day, days)


def lay_out(stints: Sequence[Stint], room: Callable[[date], int]) -> list[ByWeek]:
    """By stint its half-hours in each week, all of one person; their sums are those of the stints.

    `room` has the half-hours of the week of a Monday. Stints due on the same day, and begun on the same, keep
    their order.
    """
    most = [most_by_week(stint) for stint in stints]
    order = sorted(range(len(stints)), key=lambda n: (stints[n].end, stints[n].start, n))
    mondays = sorted({monday for weeks in most for monday in weeks})
    free = {monday: room(monday) for monday in mondays}
    left = [stint.half_hours for stint in stints]
    later = [sum(weeks.values()) for weeks in most]
    parts: list[ByWeek] = [{} for _ in stints]
    for monday in mondays:
        here = [n for n in order if left[n] and monday in most[n]]
        for n in here:
            # What the weeks to come cannot take has to be done now.
            later[n] -= most[n][monday]
            parts[n][monday] = max(0, left[n] - later[n])
            free[monday] -= parts[n][monday]
        for n in here:
            more = max(0, min(left[n], most[n][monday]) - parts[n][monday])
            more = min(more, max(0, free[monday]))
            free[monday] -= more
            parts[n][monday] += more
            left[n] -= parts[n][monday]
    _relieve(parts, most, free, order)
    return [{monday: part for monday, part in sorted(weeks.items()) if part} for weeks in parts]


def most_by_week(stint: Stint) -> ByWeek:
    """How many half-hours of a stint a week can take, at least all of them together.

    When the whole does not fit at its rate, in proportion to the days; without any day, all in its last week.
    """
    days = Counter(monday_of(day) for day in stint.days)
    whole = days.total()
    if not whole:
        return {monday_of(stint.end): stint.half_hours}
    if whole * stint.per_day >= stint.half_hours:
        return {monday: count * stint.per_day for monday, count in days.items()}
    most: ByWeek = {}
    seen = given = 0
    for monday, count in days.items():
        seen += count
        most[monday] = stint.half_hours * seen // whole - given
        given += most[monday]
    return most


def _relieve(parts: list[ByWeek], most: Sequence[ByWeek], free: ByWeek, order: Sequence[int]) -> None:
    """Move work out of weeks that have too much, for as long as there is a way to one that has room."""
    for monday in list(free):
        while free[monday] < 0 and (way := _find_way(monday, parts, most, free, order)):
            _, _, target = way[-1]
            amount = min(-free[monday], free[target])
            for n, source, to in way:
                amount = min(amount, parts[n][source], most[n][to] - parts[n].get(to, 0))
            for n, source, to in way:
                parts[n][source] -= amount
                parts[n][to] = parts[n].get(to, 0) + amount
            free[monday] += amount
            free[target] -= amount


def _find_way(
    start: date, parts: Sequence[ByWeek], most: Sequence[ByWeek], free: ByWeek, order: Sequence[int]
) -> list[_Move]:
    """The fewest moves that take work from a week to one with room, what is due last first; empty without any."""
    came: dict[date, _Move | None] = {start: None}
    waiting = deque([start])
    while waiting:
        week = waiting.popleft()
        if free[week] > 0:
            way: list[_Move] = []
            while (move := came[week]) is not None:
                way.append(move)
                week = move[1]
            return way[::-1]
        for n in reversed(order):
            if parts[n].get(week, 0):
                for to, limit in most[n].items():
                    if to not in came and parts[n].get(to, 0) < limit:
                        came[to] = (n, week, to)
                        waiting.append(to)
    return []
