"""What would have to leave the calendar for a refused job to come in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from contentops.schedule.instance import Job
from contentops.schedule.reasons import Cause
from contentops.schedule.remedy_kinds import COSTS, Candidate
from contentops.schedule.state import Placement, State
from contentops.schedule.what_if import Assignment
from contentops.schedule.why_plan import StandingPlan

_MOST_LEAVE = 4
_OFFERED = 4
"""How many exchanges of one item for another are looked at, the least valuable first."""


def find_exchanges(plan: StandingPlan, job: Job) -> Iterator[Candidate]:
    """Single items in whose place the job fits, the least valuable first; several when no single one does."""
    state = plan.diagnosis.state
    near = sorted(_rivals(state, job), key=lambda other: (other.value, other.index))
    single = []
    for other in near:
        placement = state.remove(other)
        if _fits(state, job):
            single.append(other)
        state.restore(other, placement)
        if len(single) == _OFFERED:
            break
    if single:
        for other in single:
            yield _candidate(job, [other])
        return
    several = _fewest(state, job, near)
    if several and len(several) <= _MOST_LEAVE:
        yield _candidate(job, several)


def _rivals(state: State, job: Job) -> Iterator[Job]:
    """Placed jobs that use what the job needs, and that nothing placed (nor the job) waits for."""
    people = {person for link in job.chain for part in link.parts or (link,) for person in part.people}
    outlets = {number for number, _, _ in job.waves}
    for other in state.jobs:
        placement = state.placed[other.index]
        if placement is None or other.index in job.deps:
            continue
        if any(state.placed[index] is not None or index == job.index for index in other.dependants):
            continue
        if any(work[1] in people for work in placement[2]) or outlets & {wave[0] for wave in other.waves}:
            yield other


def _fits(state: State, job: Job) -> bool:
    """Whether a job fits: work that misses the latest day the channels have misses all the others."""
    first = state.earliest_day(job)
    days = (day for day in reversed(job.days) if day >= first and state.find_waves(job, day) is not None)
    day = next(days, None)
    return day is not None and state.fits(job, day)


def _fewest(state: State, job: Job, near: Sequence[Job]) -> list[Job]:
    """Take out the least valuable ones until the job fits, then put back what need not go."""
    removed: list[tuple[Job, Placement]] = []
    for other in near:
        removed.append((other, state.remove(other)))
        if _fits(state, job):
            break
    fits = _fits(state, job)
    gone: list[tuple[Job, Placement]] = []
    for other, placement in reversed(removed):
        state.restore(other, placement)
        if fits and not _fits(state, job):
            state.remove(other)
            gone.append((other, placement))
    for other, placement in gone:
        state.restore(other, placement)
    return [other for other, _ in gone] if fits else []


def _candidate(job: Job, leave: Sequence[Job]) -> Candidate:
    changes = []
    for other in leave:
        rule_date = other.id.partition("@")[2]
        held = f"{other.item.id}.recurrence.overrides.{rule_date}.skip"
        changes.append(
            Assignment(held, True) if rule_date else Assignment(f"{other.item.id}.status", "on_hold")
        )
    value = sum(other.value for other in leave)
    figures = {"names": [other.title for other in leave], "value": value, "gain": job.value}
    return Candidate(
        value * COSTS["value"],
        tuple(changes),
        (Cause("remedy.exchange", figures),),
        (job.id,),
        tuple(other.id for other in leave),
    )
