"""The earlier plan of the same period as a plan of this instance: what of it still keeps every rule."""

from __future__ import annotations

from collections.abc import Sequence

from contentops.models.calendar import Calendar, Entry, Task
from contentops.schedule.instance import PARALLEL, REVIEW, Instance, Job, Segment
from contentops.schedule.resources import half_hours
from contentops.schedule.state import Hours, Placement, State, Work

Spans = dict[tuple[int, int], tuple[int, int, int, int]]
"""(job, position of the work) -> person, first week, last week, half-hours."""


def restore_plan(instance: Instance, existing: Calendar | None) -> State:
    """A state with every planned entry of `existing` that is still legal, exactly where it stands.

    Entries that break a rule by now are left out, the least valuable first where they collide.
    """
    entries = {entry.item: entry for entry in existing.entries} if existing else {}
    found: dict[int, Placement] = {}
    for job in instance.jobs:
        entry = entries.get(job.id)
        placement = _read(job, entry, instance) if entry is not None else None
        if placement is not None:
            found[job.index] = placement
    return place_together(instance, found)


def place_together(instance: Instance, found: dict[int, Placement]) -> State:
    """A state with placements by job, their hours spread anew over the weeks of their days.

    Where they collide the least valuable are left out.
    """
    state = State(instance)
    found = _spread(instance, dict(found))
    waiting = sorted(found, key=lambda index: (-instance.jobs[index].worth, index))
    while waiting:
        held = [index for index in waiting if not _put(state, instance.jobs[index], found[index])]
        if len(held) == len(waiting):
            break
        waiting = held
    return state


def _put(state: State, job: Job, placement: Placement) -> bool:
    """Place a job as it was, if its dependencies, its channels and its reviewers allow it."""
    day, waves, works = placement
    first = state.earliest_day(job)
    if first < 0 or day < first:
        return False
    added = []
    for (number, _, _), wave in zip(job.waves, waves, strict=True):
        if state.blocked[number][wave]:
            break
        state.add_wave(number, wave)
        added.append((number, wave))
    for number, wave in added:
        state.remove_wave(number, wave)
    if len(added) < len(waves):
        return False
    reviews: dict[tuple[int, int], int] = {}
    for _, person, _, end, amount, _ in works:
        if not amount:
            key = (person, end // 7)
            reviews[key] = reviews.get(key, 0) + 1
    if any(state.reviews[person][week] < count for (person, week), count in reviews.items()):
        return False
    state.restore(job, placement)
    return True


def _read(job: Job, entry: Entry, instance: Instance) -> Placement | None:
    """An entry as a placement (its hours not spread yet); None when it breaks a rule of its own."""
    axis = instance.axis
    day = axis.index(entry.publish)
    waves = tuple(axis.index(wave.date) for wave in entry.channels)
    channels = [instance.outlets[number].id for number, _, _ in job.waves]
    if day not in job.days or [wave.channel for wave in entry.channels] != channels:
        return None
    if waves and min(waves) != day:
        return None
    for (_, first, last), wave in zip(job.waves, waves, strict=True):
        if not first[day] <= wave <= min(last[day], job.deadline, axis.size - 1):
            return None
    works = _read_work(job, entry.tasks, day, instance)
    return (day, waves, works) if works is not None else None


def _read_work(job: Job, tasks: Sequence[Task], day: int, instance: Instance) -> tuple[Work, ...] | None:
    by_stage: dict[str, list[Task]] = {}
    for task in tasks:
        by_stage.setdefault(task.stage, []).append(task)
    works: list[Work] = []
    bound = day - 1
    for segment in job.chain:
        starts = []
        for part in segment.parts if segment.kind == PARALLEL else (segment,):
            given = by_stage.get(part.stage)
            work = _read_task(part, given.pop(0) if given else None, bound, instance)
            if work is None or work[2] < job.begin:
                return None
            if any(one[:2] == work[:2] for one in works):
                return None  # a quorum that one person gives alone
            works.append(work)
            starts.append(work[2])
        bound = min(starts) - 1
    return tuple(works) if not any(by_stage.values()) else None


def _read_task(segment: Segment, task: Task | None, bound: int, instance: Instance) -> Work | None:
    if task is None:
        return None
    numbers = [number for number in segment.people if instance.workers[number].id == task.person]
    start, end = instance.axis.index(task.start), instance.axis.index(task.end)
    if not numbers or start < instance.axis.today or not start <= end <= bound:
        return None
    days = instance.workers[numbers[0]].days
    worked = days.before[end + 1] - days.before[start]
    on_duty = all(days.before[day + 1] > days.before[day] for day in (start, end))
    if segment.kind == REVIEW:
        return (
            (segment.stage, numbers[0], start, end, 0, ()) if on_duty and worked == segment.amount else None
        )
    enough = half_hours(task.hours) == segment.amount and worked * segment.rate >= segment.amount
    return (segment.stage, numbers[0], start, end, segment.amount, ()) if on_duty and enough else None


def _spread(instance: Instance, found: dict[int, Placement]) -> dict[int, Placement]:
    """Spread the hours of all work over the weeks; leave out jobs until what is left fits."""
    while True:
        spans: Spans = {
            (index, position): (work[1], work[2] // 7, work[3] // 7, work[4])
            for index, placement in found.items()
            for position, work in enumerate(placement[2])
            if work[4]
        }
        # Extra hours are for what has no place yet: what stands takes them only when it must.
        hours, short = _as_late_as_possible(instance, spans, extra=False)
        if short and any(any(worker.extra) for worker in instance.workers):
            hours, short = _as_late_as_possible(instance, spans, extra=True)
        if not short:
            break
        least = min(short, key=lambda index: (instance.jobs[index].worth, -index))
        del found[least]
    return {
        index: (
            day,
            waves,
            tuple((*work[:5], hours.get((index, position), ())) for position, work in enumerate(works)),
        )
        for index, (day, waves, works) in found.items()
    }


def _as_late_as_possible(
    instance: Instance, spans: Spans, *, extra: bool
) -> tuple[dict[tuple[int, int], Hours], set[int]]:
    """The hours of each span by week, and the jobs that collide where they do not fit.

    From the last week back, what begins latest goes first: it fits whenever anything fits, and leaves the same
    weeks free as the planner, which puts all work as late as it can.
    """
    taken: dict[tuple[int, int], list[tuple[int, int]]] = {key: [] for key in spans}
    for person, worker in enumerate(instance.workers):
        own = sorted((-span[1], -span[2], key) for key, span in spans.items() if span[0] == person)
        left = {key: spans[key][3] for _, _, key in own}
        for week in range(len(worker.hours) - 1, -1, -1):
            free = worker.hours[week] - (0 if extra else min(worker.extra[week], worker.hours[week]))
            for first, last, key in own:
                amount = min(free, left[key]) if -first <= week <= -last else 0
                if amount:
                    taken[key].append((week, amount))
                    left[key] -= amount
                    free -= amount
        early = [key for key, amount in left.items() if amount]
        if early:
            reach = min(spans[key][1] for key in early)
            return {}, {key[0] for first, _, key in own if -first >= reach}
    return {key: tuple(parts) for key, parts in taken.items()}, set()
