"""What people cannot do: work while they are away, more hours or reviews in a week than they have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from contentops.models.base import text_in
from contentops.models.calendar import Task
from contentops.models.item import Item
from contentops.models.period import monday_of, week_name
from contentops.models.settings import Person
from contentops.models.workspace import Workspace
from contentops.schedule.conflict_facts import Fact, Kept, Limit, Part
from contentops.schedule.conflict_ground import DAY, Ground, task_fact
from contentops.schedule.resources import half_hours

_DEFAULT_RATE = 4.0
_Capacity = Callable[[Collection[int]], int]


def _tasks(ground: Ground) -> Iterator[tuple[int, Person, Kept, int, Task]]:
    team = {person.id: (n, person) for n, person in enumerate(ground.workspace.settings.team)}
    for kept in ground.kept:
        for number, task in enumerate(kept.entry.tasks):
            if task.person in team and task.start <= task.end:
                yield *team[task.person], kept, number, task


def days_away(ground: Ground) -> Iterator[Limit]:
    """Work and reviews for which the person's leave leaves too few days."""
    for index, person, kept, number, task in _tasks(ground):
        if not kept.movable or task.end < ground.today:
            continue
        needed = _days_needed(task, ground.item_of(kept), ground.workspace)
        days = [task.start + n * DAY for n in range((task.end - task.start).days + 1)]
        spans = [
            n for n, span in enumerate(person.leave) if span.start <= task.end and task.start <= span.last
        ]

        def worked(leave: Collection[int], days: Sequence[date] = days, person: Person = person) -> int:
            return sum(ground.works(person, day, leave) for day in days)

        here = worked(spans)
        least = needed if worked(()) >= needed else 1
        if not needed or here >= least:
            continue
        for span in list(spans):
            if worked([n for n in spans if n != span]) < least:
                spans.remove(span)
        name = text_in(person.name, ground.language)
        facts = [_leave_fact(person, index, n, name) for n in spans]
        if not facts:
            facts = [Fact("days-off", "settings", "", ("team", index), {"person": name})]
        yield Limit(
            "days-away", 0, (Part(kept, 1, task_fact(kept, number, name)),), tuple(facts),
            {"person": name, "title": kept.entry.title, "stage": task.stage, "days": here, "needed": least},
        )  # fmt: skip


def _days_needed(task: Task, item: Item | None, workspace: Workspace) -> int:
    """The working days a task takes at least; 0 when nothing says it."""
    if not task.stage.startswith("review:"):
        rates = {stage.skill: stage.hours_per_day for stage in workspace.settings.work_stages}
        skill = "write" if task.stage.startswith("module:") else task.stage
        rate = rates.get(skill, rates.get("write", _DEFAULT_RATE))
        return -(-half_hours(task.hours) // half_hours(rate))
    chain = workspace.chain_of(item) if item is not None else None
    role = task.stage.partition(":")[2]
    return next((step.days for step in chain.steps if step.role == role), 0) if chain is not None else 0


def _leave_fact(person: Person, index: int, number: int, name: str) -> Fact:
    span = person.leave[number]
    said = {"person": name, "first": span.start, "last": span.last}
    return Fact("leave", "settings", "", ("team", index, "leave", number), said)


def all_leave(workspace: Workspace) -> Iterator[Fact]:
    """Everybody's leave, span by span."""
    for index, person in enumerate(workspace.settings.team):
        for number in range(len(person.leave)):
            yield _leave_fact(person, index, number, text_in(person.name, workspace.settings.language))


def only_leave(workspace: Workspace, leave: Collection[Fact]) -> Workspace:
    """The workspace as if nobody took any other leave than that of `leave`."""
    taken = {fact.keys for fact in leave}
    team = [
        person.model_copy(
            update={
                "leave": [span for n, span in enumerate(person.leave) if ("team", index, "leave", n) in taken]
            }
        )
        for index, person in enumerate(workspace.settings.team)
    ]
    return replace(workspace, settings=workspace.settings.model_copy(update={"team": team}))


def review_limits(ground: Ground) -> Iterator[Limit]:
    """The reviews that end in a week, of every person and week that is not over."""
    weeks: dict[tuple[int, date], list[Part]] = defaultdict(list)
    team = ground.workspace.settings.team
    for index, person, kept, number, task in _tasks(ground):
        monday = monday_of(task.end)
        if task.stage.startswith("review:") and monday + 6 * DAY >= ground.today:
            fact = task_fact(kept, number, text_in(person.name, ground.language))
            weeks[index, monday].append(Part(kept, 1, fact))
    for (index, monday), parts in sorted(weeks.items()):
        person = team[index]
        cap = _capacity(ground, index, monday, monday, lambda p, days, week: p.reviews_in(days, week))
        name = text_in(person.name, ground.language)
        figures = {
            "person": name,
            "limit": cap(range(len(person.leave))),
            "week": week_name(monday),
        }
        fact = Fact("reviews", "settings", "", ("team", index, "reviews_per_week"),
                    {"person": name, "limit": person.reviews_per_week})  # fmt: skip
        yield _with_leave("review-limit", parts, fact, figures, index, (monday, monday), cap, ground)


def hour_limits(ground: Ground) -> Iterator[Limit]:
    """Of every run of weeks: the hours that lie wholly inside it. Enough of them exactly when all runs hold.

    That is how hours that divide freely over weeks can be checked without dividing them.
    """
    rows: dict[int, list[tuple[date, date, Part]]] = defaultdict(list)
    for index, person, kept, number, task in _tasks(ground):
        if task.hours and not task.stage.startswith("review:"):
            fact = task_fact(kept, number, text_in(person.name, ground.language))
            part = Part(kept, half_hours(task.hours), fact)
            rows[index].append((monday_of(task.start), monday_of(task.end), part))
    for index, listed in sorted(rows.items()):
        person = ground.workspace.settings.team[index]
        name = text_in(person.name, ground.language)
        fact = Fact("hours", "settings", "", ("team", index, "hours_per_week"),
                    {"person": name, "hours": person.hours_per_week})  # fmt: skip
        for first in sorted({row[0] for row in listed}):
            for last in sorted({row[1] for row in listed if row[1] >= first}):
                inside = [part for start, end, part in listed if first <= start and end <= last]
                if last + 6 * DAY < ground.today or not any(part.kept.movable for part in inside):
                    continue
                cap = _capacity(ground, index, first, last, lambda p, days, week: p.half_hours_in(days, week))
                full = cap(range(len(person.leave)))
                if sum(part.load for part in inside) > full:
                    figures = {"person": name, "limit": full / 2, "first": first, "last": last + 6 * DAY}
                    yield _with_leave("hours", inside, fact, figures, index, (first, last), cap, ground)


def _capacity(
    ground: Ground, index: int, first: date, last: date, count: Callable[[Person, int, str], int]
) -> _Capacity:
    """What a person can do from the week of `first` to that of `last` when only some of the leave is taken."""
    person = ground.workspace.settings.team[index]

    def capacity(leave: Collection[int]) -> int:
        total, monday = 0, first
        while monday <= last:
            days = sum(ground.works(person, monday + n * DAY, leave) for n in range(7))
            total += count(person, days, week_name(monday))
            monday += 7 * DAY
        return total

    return capacity


def _with_leave(
    rule: str, parts: Sequence[Part], fact: Fact, figures: dict[str, Any], index: int,
    weeks: tuple[date, date], cap: _Capacity, ground: Ground,
) -> Limit:  # fmt: skip
    """A limit of a person, with the leave that lowers it."""
    person = ground.workspace.settings.team[index]
    name = text_in(person.name, ground.language)
    away = {
        number: _leave_fact(person, index, number, name)
        for number, span in enumerate(person.leave)
        if span.start <= weeks[1] + 6 * DAY and weeks[0] <= span.last
    }

    def cap_without(gone: Collection[Fact]) -> int:
        return cap([number for number, leave in away.items() if leave not in gone])

    full = cap(list(away))
    return Limit(rule, full, tuple(parts), (fact,), figures, tuple(away.values()), cap_without)
