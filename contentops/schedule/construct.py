"""Placing one job, and first plans: list scheduling in several orders."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence

from contentops.schedule.chance import Chance
from contentops.schedule.instance import PARALLEL, REVIEW, Instance, Job
from contentops.schedule.state import State

EARLIEST, LATEST, ANYWHERE = 0, 1, 2
"""Where in its room a job is put."""


def place(  # noqa: PLR0911  one return per way it ends
    state: State, job: Job, policy: int, chance: Chance | None = None
) -> bool:
    """Place a job if it fits anywhere; where, the policy says. An earlier plan's day comes first."""
    first = state.earliest_day(job)
    days = job.days
    if first < 0 or first > days[-1]:
        return False
    low = 0 if first <= days[0] else bisect_left(days, first)
    if job.preferred >= first and policy == EARLIEST and _prefers(state, job):
        return True
    high = len(days) - 1
    high = _latest_open(state, job, low, high)
    if high < low:
        return False
    if policy == LATEST or low == high:
        return state.try_place(job, days[high])
    if not state.fits(job, days[high]):
        return False
    if policy == ANYWHERE and chance is not None:
        low += chance.below(high - low + 1)
    found = _first_that_fits(state, job, low, high)
    while found < high:
        if state.find_waves(job, days[found]) is not None and state.try_place(job, days[found]):
            return True
        found += 1
    return state.try_place(job, days[high])


def _latest_open(state: State, job: Job, low: int, high: int) -> int:
    """The last position of `low..high` on which the channels take the job; below `low` when there is none."""
    days = job.days
    if job.lead < 0:
        while high >= low and state.find_waves(job, days[high]) is None:
            high -= 1
        return high
    # With a single channel in the first wave, only its free days need a look.
    blocked, first, last = state.blocked[job.lead], days[low], days[high]
    while True:
        last = blocked.rfind(0, first, last + 1)
        if last < 0:
            return low - 1
        if state.find_waves(job, last) is not None:
            return bisect_left(days, last)
        last -= 1


def _prefers(state: State, job: Job) -> bool:
    position = bisect_left(job.days, job.preferred)
    return (
        position < len(job.days)
        and job.days[position] == job.preferred
        and state.try_place(job, job.preferred)
    )


def _first_that_fits(state: State, job: Job, low: int, high: int) -> int:
    """The first position of `low..high` whose work fits; that of `high` is known to."""
    while low < high:
        middle = (low + high) // 2
        if state.fits(job, job.days[middle]):
            high = middle
        else:
            low = middle + 1
    return low


def effort_of(job: Job) -> int:
    """What a job takes, roughly, in half-hours; a day of review counts as an hour."""
    total = 0
    for segment in job.chain:
        if segment.kind == PARALLEL:
            total += sum(part.amount for part in segment.parts)
        else:
            total += 2 if segment.kind == REVIEW else segment.amount
    return total


def worth_with_dependants(jobs: Sequence[Job]) -> list[int]:
    """The worth of each job plus that of all that wait for it, directly or not."""
    total = []
    for job in jobs:
        seen, stack = {job.index}, [job.index]
        while stack:
            for index in jobs[stack.pop()].dependants:
                if index not in seen:
                    seen.add(index)
                    stack.append(index)
        total.append(sum(jobs[index].worth for index in seen))
    return total


def insert_all(state: State, order: Sequence[Job], policy: int, chance: Chance | None = None) -> list[Job]:
    """Place jobs in order; those whose dependencies come later in the order get another turn.

    Returns what was placed, in that order.
    """
    placed: list[Job] = []
    waiting = [job for job in order if state.placed[job.index] is None]
    while waiting:
        held: list[Job] = []
        before = len(placed)
        for job in waiting:
            if job.deps and any(state.placed[dep] is None for dep in job.deps):
                held.append(job)
            elif place(state, job, policy, chance):
                placed.append(job)
        if len(placed) == before:
            break
        waiting = held
    return placed


def construct(instance: Instance) -> State:
    """The best of several list schedules."""
    worth = worth_with_dependants(instance.jobs)
    effort = [effort_of(job) + 4 for job in instance.jobs]
    orders: list[Callable[[Job], tuple[int, ...]]] = [
        lambda job: (-(worth[job.index] // effort[job.index]), job.days[-1], job.index),
        lambda job: (-worth[job.index], job.days[-1], job.index),
        lambda job: (job.days[-1], -worth[job.index], job.index),
        lambda job: (len(job.days), -worth[job.index], job.index),
    ]
    best: State | None = None
    for key in orders:
        for policy in (EARLIEST, LATEST):
            state = State(instance)
            insert_all(state, sorted(instance.jobs, key=key), policy)
            if best is None or state.score > best.score:
                best = state
    assert best is not None  # noqa: S101  there is at least one order
    return best
