"""Evening out: a plan that is as early as possible crowds the first weeks and leaves the last ones silent.

Among plans of the same value the one with an even flow of publications is better, so jobs that nothing
holds move from crowded weeks to quiet ones.
"""

from __future__ import annotations

from contentops.schedule.instance import Instance, Job
from contentops.schedule.state import State

_PASSES = 3
_LEAST_RELIEF = 2
"""A week gives up a publication only to one that would still have fewer by this many."""


def level(instance: Instance, state: State) -> None:
    """Move publications out of crowded weeks, in proportion to the working days of each week.

    What an earlier plan had, a dependency or a single legal week holds stays where it is.
    """
    counts = [0] * instance.axis.weeks
    for placement in state.placed:
        if placement is not None:
            counts[placement[0] // 7] += 1
    for entry in instance.kept:
        week = instance.axis.index(entry.publish) // 7
        if entry.state != "cancelled" and 0 <= week < len(counts):
            counts[week] += 1
    days = [instance.base.in_week(week) for week in range(instance.axis.weeks)]
    for _ in range(_PASSES):
        moved = [_relieve(state, job, counts, days) for job in _movable(instance, state)]
        if not any(moved):
            break


def _movable(instance: Instance, state: State) -> list[Job]:
    """Jobs with room, those with the most of it first."""
    jobs = [
        job
        for job in instance.jobs
        if state.placed[job.index] is not None
        and job.preferred < 0
        and job.days[0] // 7 != job.days[-1] // 7
        and not job.dependants
    ]
    return sorted(jobs, key=lambda job: (job.days[0] - job.days[-1], job.index))


def _relieve(state: State, job: Job, counts: list[int], days: list[int]) -> bool:
    """Move a job to the quietest week that takes it, if that is quieter than its own."""
    placement = state.placed[job.index]
    if placement is None:
        return False
    here = placement[0] // 7
    earliest = state.earliest_day(job)
    by_week: dict[int, list[int]] = {}
    for day in job.days:
        if (
            day >= earliest
            and counts[here] * days[day // 7] >= (counts[day // 7] + _LEAST_RELIEF) * days[here]
        ):
            by_week.setdefault(day // 7, []).append(day)
    # Publications a working day, compared as fractions of a common denominator.
    quiet = sorted(by_week, key=lambda week: (counts[week] * 60 // max(1, days[week]), week))
    if not quiet:
        return False
    # The goals weigh more than an even flow; by itself a later day costs less than a unit.
    least = state.score - state.instance.unit
    state.remove(job)
    for week in quiet:
        for day in by_week[week]:
            if state.try_place(job, day):
                if state.score > least:
                    counts[here] -= 1
                    counts[week] += 1
                    return True
                state.remove(job)
    state.restore(job, placement)
    return False
