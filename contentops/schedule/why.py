"""Why a plan is as it is: for an item, in figures and sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from contentops.models.base import text_in
from contentops.models.calendar import Calendar, Entry
from contentops.models.item import Item
from contentops.models.why import BetterDate, Neighbour, OfferedChange, Standing, WhyItem
from contentops.models.workspace import Workspace
from contentops.schedule.candidates import was_made
from contentops.schedule.instance import Job, Refused
from contentops.schedule.reasons import Cause, Reasons
from contentops.schedule.remedies import Remedy, find_remedies, fits_now
from contentops.schedule.why_plan import StandingPlan

_IDLE = {"no-better", "goals-better", "even", "even.days"}
"""What is said of an item that nothing holds; the earlier plan does, when the calendar says so."""


def names_in(plan: StandingPlan) -> list[str]:
    """Every id a plan knows: what stands on it, what has no place, and what is asked for since."""
    names = [entry.item for entry in plan.calendar.entries]
    names += [refusal.item for refusal in plan.calendar.unscheduled]
    names += [job.id for job in plan.instance.jobs]
    names += [refused.id for refused in plan.instance.refused]
    return list(dict.fromkeys(names))


def why_item(plan: StandingPlan, name: str) -> WhyItem | None:
    """Why an item (or occurrence) stands where it stands in a plan; None when the plan does not know it."""
    job = plan.jobs.get(name)
    if name in plan.kept:
        return _why_kept(plan, plan.kept[name])
    if job is not None and plan.state.placed[job.index] is not None:
        return _why_placed(plan, job)
    if name in plan.entries:
        return _why_broken(plan, plan.entries[name])
    if job is not None:
        return _why_refused(plan, job)
    refused = next((one for one in plan.instance.refused if one.id == name), None)
    return _why_excluded(plan, refused) if refused is not None else None


def why_absent(workspace: Workspace, item: Item, periods: Sequence[str]) -> WhyItem:
    """Why no plan has asked for an item."""
    if item.is_held_back:
        cause = Cause(f"held-back.{item.status}")
    elif was_made(item):
        cause = Cause("made")
    else:
        cause = Cause("elsewhere", {"periods": list(periods)})
    return WhyItem(
        item=item.id,
        title=text_in(item.title, workspace.settings.language),
        period=None,
        standing="absent",
        value=item.value,
        reasons=[Reasons.of(workspace, item).say(cause)],
        binding=[cause.code],
    )


def _item_of(plan: StandingPlan, name: str) -> Item | None:
    return plan.workspace.items.get(name.partition("@")[0])


def _why_kept(plan: StandingPlan, entry: Entry) -> WhyItem:
    item = _item_of(plan, entry.item)
    standing: Standing = "begun" if entry.state == "planned" else entry.state
    return WhyItem(
        item=entry.item,
        title=entry.title,
        period=plan.period.name,
        standing=standing,
        value=item.value if item is not None else 0,
        publish=entry.publish,
        reasons=[Reasons.of(plan.workspace, item).say(Cause(f"kept.{entry.state}"))],
        binding=[f"kept.{entry.state}"],
        channels=entry.channels,
        tasks=entry.tasks,
        waits_for=_waits_for(plan, item),
        awaited_by=_awaited_by(plan, item),
    )


def _why_placed(plan: StandingPlan, job: Job) -> WhyItem:
    causes, binding = plan.diagnosis.why_there(job)
    say = Reasons.of(plan.workspace, job.item).say
    entry = plan.entries[job.id]
    if binding[0] in _IDLE and say(Cause("kept-date")) in entry.reason:
        causes, binding = [*causes[:-1], Cause("kept-date")], ["kept-date"]
    return WhyItem(
        item=job.id,
        title=job.title,
        period=plan.period.name,
        standing="planned",
        value=job.value,
        publish=entry.publish,
        reasons=[entry.reason] if plan.is_as_planned and entry.reason else [say(cause) for cause in causes],
        binding=binding,
        channels=entry.channels,
        tasks=entry.tasks,
        waits_for=_waits_for(plan, job.item),
        awaited_by=_awaited_by(plan, job.item),
        better=_next_better(plan, job),
    )


def _next_better(plan: StandingPlan, job: Job) -> BetterDate | None:
    """The next earlier day of an item, and what it would break or cost; None on the first day there is."""
    state, axis = plan.diagnosis.state, plan.instance.axis
    placement = state.placed[job.index]
    assert placement is not None  # noqa: S101  asked of placed jobs
    first = state.earliest_day(job)
    earlier = [day for day in job.days if first <= day < placement[0]]
    if not earlier:
        return None
    day = earlier[-1]
    cause = plan.diagnosis.why_not_on(job, day)
    if cause is None:
        cause = _costs(plan, job, day)
    return BetterDate(publish=axis.day(day), text=Reasons.of(plan.workspace, job.item).say(cause))


def _costs(plan: StandingPlan, job: Job, day: int) -> Cause:
    """What an item that would fit on another day costs the goals there."""
    state = plan.diagnosis.state
    before = state.score
    placement = state.remove(job)
    moved = state.try_place(job, day)
    after = state.score
    if moved:
        state.remove(job)
    state.restore(job, placement)
    lost = (before - after) / plan.instance.point
    figures = {"date": plan.instance.axis.day(day)}
    if not moved or round(lost, 1) == 0:
        return Cause("no-better", figures)
    if lost < 0:
        return Cause("later-better", figures)
    return Cause("goals-worse", {**figures, "points": round(lost, 1)})


def _why_broken(plan: StandingPlan, entry: Entry) -> WhyItem:
    """An entry that the calendar has and the rules do not allow any more."""
    item = _item_of(plan, entry.item)
    say = Reasons.of(plan.workspace, item).say
    reasons, binding = [say(Cause("broken", {"date": entry.publish}))], ["broken"]
    job = plan.jobs.get(entry.item)
    if job is not None:
        causes, binding = plan.diagnosis.why_refused(job)
        there = fits_now(plan, job.id)
        reasons += [] if there is not None else [say(cause) for cause in causes]
    return WhyItem(
        item=entry.item,
        title=entry.title,
        period=plan.period.name,
        standing="broken",
        value=item.value if item is not None else 0,
        publish=entry.publish,
        reasons=reasons,
        binding=binding,
        channels=entry.channels,
        tasks=entry.tasks,
        waits_for=_waits_for(plan, item),
        awaited_by=_awaited_by(plan, item),
    )


def _why_refused(plan: StandingPlan, job: Job) -> WhyItem:
    there = fits_now(plan, job.id)
    causes, binding = plan.diagnosis.why_refused(job)
    say = Reasons.of(plan.workspace, job.item).say
    reasons = [say(cause) for cause in causes]
    told = next((one for one in plan.calendar.unscheduled if one.item == job.id), None)
    if told is not None and plan.is_as_planned:
        # The plan knew how its hours fall on the weeks; a calendar does not say.
        reasons, binding = [told.reason], told.binding
    return WhyItem(
        item=job.id,
        title=job.title,
        period=plan.period.name,
        standing="refused",
        value=job.value,
        reasons=reasons if there is None else [],
        binding=binding if there is None else [],
        impossible_by_itself=causes[0].code == "alone",
        fits_on=there.publish if there is not None else None,
        waits_for=_waits_for(plan, job.item),
        awaited_by=_awaited_by(plan, job.item),
        changes=list(_offers(plan, job.item, find_remedies(plan, job.id))) if there is None else [],
    )


def _why_excluded(plan: StandingPlan, refused: Refused) -> WhyItem:
    return WhyItem(
        item=refused.id,
        title=refused.title,
        period=plan.period.name,
        standing="refused",
        value=refused.item.value,
        reasons=[Reasons.of(plan.workspace, refused.item).say(refused.cause)],
        binding=[refused.cause.code],
        impossible_by_itself=refused.cause.code not in ("dependency", "dependency-late"),
        waits_for=_waits_for(plan, refused.item),
        awaited_by=_awaited_by(plan, refused.item),
        changes=list(_offers(plan, refused.item, find_remedies(plan, refused.id))),
    )


def _offers(plan: StandingPlan, item: Item, remedies: Sequence[Remedy]) -> Iterator[OfferedChange]:
    words = Reasons.of(plan.workspace, item)
    for remedy in remedies:
        yield OfferedChange(
            text=words.join_changes(remedy.steps),
            what_if=[str(assignment) for assignment in remedy.assignments],
            cost=remedy.cost,
            publish=remedy.entries[-1].publish,
            lost_value=remedy.lost_value,
        )


def _waits_for(plan: StandingPlan, item: Item | None) -> list[Neighbour]:
    return [_neighbour(plan, name) for name in (item.depends_on if item is not None else ())]


def _awaited_by(plan: StandingPlan, item: Item | None) -> list[Neighbour]:
    if item is None:
        return []
    waiting = [one.id for one in plan.workspace.items.values() if item.id in one.depends_on]
    known = {name.partition("@")[0] for name in names_in(plan)}
    return [_neighbour(plan, name) for name in waiting if name in known]


def _neighbour(plan: StandingPlan, name: str) -> Neighbour:
    """An item beside this one, on the day its first publication has in any plan."""
    item = plan.workspace.items.get(name)
    title = text_in(item.title, plan.workspace.settings.language) if item is not None else name
    days = [day for calendar in (plan.calendar, *plan.beside) for day in _days_of(calendar, name)]
    made = item.published or item.last_refreshed if item is not None else None
    return Neighbour(item=name, title=title, publish=min(days, default=made))


def _days_of(calendar: Calendar, name: str) -> Iterator[date]:
    for entry in calendar.entries:
        if entry.state != "cancelled" and entry.item.partition("@")[0] == name:
            yield entry.publish
