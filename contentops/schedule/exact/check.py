"""Whether a plan keeps every rule: asked of what a solver returns before any of it is believed."""

from __future__ import annotations

from collections.abc import Sequence

from contentops.schedule.instance import PARALLEL, REVIEW, Instance, Job, Segment
from contentops.schedule.state import Placement, State, Work


def find_violation(instance: Instance, placed: Sequence[Placement | None]) -> str | None:
    """The first rule that a plan breaks, as `item: what`; None when it breaks none."""
    state = State(instance)
    for job, placement in zip(instance.jobs, placed, strict=True):
        if placement is None:
            continue
        wrong = _job_violation(instance, job, placement, placed) or _wave_violation(state, job, placement)
        if wrong:
            return f"{job.id}: {wrong}"
        state.restore(job, placement)
    for worker, hours, reviews in zip(instance.workers, state.hours, state.reviews, strict=True):
        for free, name in ((hours, "hours"), (reviews, "reviews")):
            if min(free, default=0) < 0:
                return f"{worker.id}: more {name} than there are in week {free.index(min(free))}"
    return None


def _job_violation(
    instance: Instance, job: Job, placement: Placement, placed: Sequence[Placement | None]
) -> str | None:
    day, waves, works = placement
    if day not in job.days or day <= job.after:
        return "a day it may not have"
    for dep in job.deps:
        needed = placed[dep]
        if needed is None or needed[0] >= day:
            return "before what it depends on"
    if len(waves) != len(job.waves) or (waves and min(waves) != day):
        return "not published with its first wave"
    for (_, first, last), wave in zip(job.waves, waves, strict=True):
        if not first[day] <= wave <= min(last[day], job.deadline, instance.axis.size - 1):
            return "a wave too early or too late"
    return _chain_violation(instance, job, day, works)


def _chain_violation(instance: Instance, job: Job, day: int, works: Sequence[Work]) -> str | None:
    position, following = 0, day
    for segment in job.chain:
        parts = segment.parts if segment.kind == PARALLEL else (segment,)
        own = works[position : position + len(parts)]
        position += len(parts)
        for part, work in zip(parts, own, strict=True):
            wrong = _work_violation(instance, part, work)
            if wrong or work[3] >= following or work[2] < max(job.begin, instance.axis.today):
                return f"{part.stage}: {wrong or 'not between what comes before and what follows'}"
        following = min(work[2] for work in own)
    return None if position == len(works) else "work that nobody asked for"


def _work_violation(instance: Instance, segment: Segment, work: Work) -> str | None:
    stage, person, start, end, amount, hours = work
    if stage != segment.stage or person not in segment.people:
        return "not the work, or not one who may do it"
    days = instance.workers[person].days
    if start not in days.days or end not in days.days:
        return "begins or ends on a day off"
    if segment.kind == REVIEW:
        return None if days.before[end + 1] - days.before[start] == segment.amount else "not its days"
    if amount != segment.amount or sum(part for _, part in hours) != amount:
        return "not its hours"
    for week, part in hours:
        worked = days.before[min(end + 1, week * 7 + 7)] - days.before[max(start, week * 7)]
        if part > max(0, worked) * segment.rate:
            return "more hours in a week than its days allow"
    return None


def _wave_violation(state: State, job: Job, placement: Placement) -> str | None:
    added = []
    for (number, _, _), wave in zip(job.waves, placement[1], strict=True):
        if state.blocked[number][wave]:
            break
        state.add_wave(number, wave)
        added.append((number, wave))
    for number, wave in added:
        state.remove_wave(number, wave)
    return None if len(added) == len(job.waves) else "a channel that is closed or full"
