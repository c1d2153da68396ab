"""Windows, deadlines and anchors that end a little later, or begin a little earlier."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from contentops.models.item import Item
from contentops.schedule.instance import Job
from contentops.schedule.reasons import Cause
from contentops.schedule.remedy_kinds import COSTS, Candidate
from contentops.schedule.state import State
from contentops.schedule.what_if import Assignment
from contentops.schedule.why_plan import StandingPlan
from contentops.schedule.windows import anchor_span

_FURTHEST = 60
"""How many working days an anchor's span is stretched at most."""
_PHASES_AFTER = ("recap",)
"""Phases that may end later without reaching the event they belong to."""


def later_dates(plan: StandingPlan, job: Job, state: State) -> Iterator[Candidate]:
    """The first day after the job's last on which it fits into `state`, and what it takes to get there."""
    axis = plan.instance.axis
    first = job.days[-1] + 1
    free = replace(job, deadline=axis.size - 1)
    # A deadline may bind before the window ends: its channels come too late.
    for day in [*job.days, *range(first, axis.index(plan.period.last) + 1)]:
        if day < plan.state.earliest_day(job) or not (job.waves or day in plan.instance.base.days):
            continue
        waves = state.find_waves(free, day)
        if waves is None or not state.fits(free, day):
            continue
        reached = axis.day(max(waves, default=day))
        yield from _reach(plan, job, axis.day(day), reached)
        return


def _reach(plan: StandingPlan, job: Job, day: date, reached: date) -> Iterator[Candidate]:
    """The change that lets a job be published on `day`, with its last channel on `reached`."""
    item, last = job.item, job.window.last.day
    changes: list[Assignment] = []
    steps: list[Cause] = []
    costs = [0.0]
    window = item.window
    for name, wanted in (("not_after", day), ("deadline", reached)):
        old = getattr(window, name) if window is not None else None
        if old is not None and old < wanted:
            count = working_days_between(plan, old, wanted)
            changes.append(Assignment(f"{item.id}.{name}", wanted))
            steps.append(
                Cause(f"remedy.{name.replace('_', '-')}", {"days": count, "date": wanted, "old": old})
            )
            costs.append(count * COSTS["day"])
    if item.recurrence is not None:
        rule_date = job.id.partition("@")[2]
        count = working_days_between(plan, last, day)
        changes.append(Assignment(f"{item.id}.recurrence.overrides.{rule_date}.date", day))
        steps.append(Cause("remedy.occurrence", {"days": count, "date": day, "old": last}))
        costs.append(count * COSTS["day"])
    elif item.anchor is not None:
        stretched = _stretch(plan, item, day)
        if stretched is None:
            return
        for change, step, cost in stretched:
            changes.append(change)
            steps.append(step)
            costs.append(cost)
    if changes:
        yield Candidate(max(costs), tuple(changes), tuple(steps), (job.id,))


def _stretch(plan: StandingPlan, item: Item, day: date) -> list[tuple[Assignment, Cause, float]] | None:
    """How an anchor's span must end later to reach `day`; nothing when it does, None when it must not."""
    anchor, days = item.anchor, plan.countries.of(None)
    span = anchor_span(anchor, plan.workspace, days) if anchor is not None else None
    if anchor is None or span is None:
        return None
    if span.last >= day:
        return []
    if anchor.phase is not None:
        return _stretch_phase(plan, anchor.phase, span.last, day)
    for within in range(anchor.within + 1, anchor.within + _FURTHEST):
        if days.add(span.first, within) >= day:
            count = within - anchor.within
            figures = {"days": count, "number": within, "old": anchor.within, "date": day}
            change = Assignment(f"{item.id}.anchor.within", within)
            return [(change, Cause("remedy.within", figures), count * COSTS["day"])]
    return None


def _stretch_phase(
    plan: StandingPlan, phase: str, end: date, day: date
) -> list[tuple[Assignment, Cause, float]] | None:
    """How a phase of all events must end later than `end` to reach `day`."""
    days, old = plan.countries.of(None), getattr(plan.workspace.settings.phases, phase).last
    for last in range(old + 1, old + _FURTHEST) if phase in _PHASES_AFTER else ():
        if days.add(end, last - old) >= day:
            figures = {"days": last - old, "number": last, "old": old, "date": day}
            change = Assignment(f"phases.{phase}.last", last)
            return [(change, Cause("remedy.phase", figures), (last - old) * COSTS["phase-day"])]
    return None


def earlier_dates(plan: StandingPlan, job: Job) -> Iterator[Candidate]:
    """The last day before `not_before` on which a job fits."""
    window, axis, state = job.item.window, plan.instance.axis, plan.diagnosis.state
    if window is None or window.not_before is None or job.window.first.cause.code != "not-before":
        return
    least = max(axis.index(plan.period.first), axis.today, state.earliest_day(job))
    for day in range(job.days[0] - 1, least - 1, -1):
        if not job.waves and day not in plan.instance.base.days:
            continue
        if state.find_waves(job, day) is None:
            continue
        if not state.fits(job, day):
            return
        new = axis.day(day)
        if job.item.embargo is not None and new < job.item.embargo:
            return
        count = working_days_between(plan, new, window.not_before)
        figures = {"days": count, "date": new, "old": window.not_before}
        yield Candidate(
            count * COSTS["day"],
            (Assignment(f"{job.item.id}.not_before", new),),
            (Cause("remedy.not-before", figures),),
            (job.id,),
        )
        return


def working_days_between(plan: StandingPlan, old: date, new: date) -> int:
    """How many working days `new` lies after `old`; at least 1."""
    return max(1, len(plan.countries.of(None).between(old + timedelta(days=1), new)))
