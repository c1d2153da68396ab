"""Work that somebody else could do: assigned anew, or with a skill to be learned."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from contentops.models.item import INTEGRATE
from contentops.models.settings import Person
from contentops.schedule.instance import PARALLEL, REVIEW, Job, Segment
from contentops.schedule.reasons import Cause
from contentops.schedule.remedy_kinds import COSTS, Candidate
from contentops.schedule.what_if import Assignment
from contentops.schedule.why_plan import StandingPlan


def other_people(plan: StandingPlan, job: Job) -> Iterator[Candidate]:
    """For each link of the chain, the person with most time left who would let the job in."""
    for link, segment in enumerate(job.chain):
        for part, own in enumerate(segment.parts or (segment,)):
            for person in _in_order(plan, own):
                if _would_do(plan, job, link, part if segment.kind == PARALLEL else -1, person):
                    yield _candidate(plan, job, own, person)
                    break


def _in_order(plan: StandingPlan, segment: Segment) -> list[int]:
    """People who do not do this kind of work, those who can first, then by the time they have left."""
    state, team = plan.diagnosis.state, plan.workspace.settings.team
    if segment.kind == REVIEW:
        return []
    others = [n for n, one in enumerate(team) if n not in segment.people and one.hours_per_week > 0]
    return sorted(others, key=lambda n: (segment.stage not in team[n].skills, -sum(state.hours[n]), n))


def _would_do(plan: StandingPlan, job: Job, link: int, part: int, person: int) -> bool:
    chain = list(job.chain)
    segment = chain[link]
    if part < 0:
        chain[link] = replace(segment, people=(person,))
    else:
        parts: Sequence[Segment] = segment.parts
        new = [replace(one, people=(person,)) if n == part else one for n, one in enumerate(parts)]
        chain[link] = replace(segment, parts=tuple(new))
    state, tried = plan.diagnosis.state, replace(job, chain=tuple(chain))
    first = state.earliest_day(job)
    days = (day for day in reversed(job.days) if day >= first and state.find_waves(job, day) is not None)
    day = next(days, None)
    return day is not None and state.fits(tried, day)


def _candidate(plan: StandingPlan, job: Job, segment: Segment, number: int) -> Candidate:
    person: Person = plan.workspace.settings.team[number]
    item, stage = job.item, segment.stage
    cost = COSTS["assign"]
    figures = {"person": plan.instance.workers[number].name, "stage": stage}
    code = "remedy.assign"
    changes: list[Assignment] = []
    if stage.startswith("module:"):
        changes.append(Assignment(f"{item.id}.modules.{stage[7:]}.owner", person.id))
    elif stage == INTEGRATE:
        changes.append(Assignment(f"{item.id}.integrator", person.id))
    else:
        if stage not in person.skills:
            code, cost = "remedy.skill", COSTS["skill"]
            changes.append(Assignment(f"{person.id}.skills", [*person.skills, stage]))
        if stage in item.assign:
            changes.append(Assignment(f"{item.id}.assign.{stage}", person.id))
    return Candidate(cost, tuple(changes), (Cause(code, figures),), (job.id,))
