"""Why a week, or a person's weeks, look as they do: who is full, with what, and what that pushes out."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from typing import get_args

from contentops.models.base import FunnelStage, PoolName, Role
from contentops.models.calendar import Entry
from contentops.models.period import monday_of, monday_of_week, week_name
from contentops.models.why import (
    ChannelWeek,
    Neighbour,
    PersonWeek,
    PushedOut,
    Share,
    Silence,
    SlotUse,
    WhyPerson,
    WhyWeek,
)
from contentops.schedule.channel_cause import limits_of, shut_days, waves_on
from contentops.schedule.goals import working_weeks
from contentops.schedule.instance import Instance, Job
from contentops.schedule.state import PLENTY, State
from contentops.schedule.why_plan import StandingPlan
from contentops.schedule.why_words import SERVED
from contentops.schedule.workload import Piece, Workload, gather_entries

_WEEK = timedelta(days=7)


def why_week(plan: StandingPlan, week: str) -> WhyWeek:
    """Who is full in a week (`2027-W08`) and with what, which channels are, what it pushes out, what is silent."""
    monday = monday_of_week(week)
    number = plan.instance.axis.index(monday) // 7
    entries = [entry for entry in plan.calendar.entries if entry.state != "cancelled"]
    published = [entry for entry in entries if monday <= entry.publish < monday + _WEEK]
    work = _workload(plan)
    people = [_person_week(plan, work, person, number) for person in range(len(plan.instance.workers))]
    return WhyWeek(
        week=week,
        period=plan.period.name,
        publications=[_neighbour(entry) for entry in published],
        people=[one for one in people if one.hours_in_all or one.reviews_in_all or one.shares],
        channels=[_channel_week(plan, outlet, number) for outlet in range(len(plan.instance.outlets))],
        pushed_out=list(_pushed_out_of_week(plan, number)),
        silences=list(_silences(plan, monday, entries)),
    )


def why_person(plan: StandingPlan, person: str) -> WhyPerson:
    """A person's weeks from the first with work to the period's end, and what they block."""
    instance = plan.instance
    number = next(n for n, worker in enumerate(instance.workers) if worker.id == person)
    first, last = max(0, instance.axis.today) // 7, instance.axis.index(plan.period.last) // 7
    work = _workload(plan)
    weeks = [_person_week(plan, work, number, week) for week in range(first, last + 1)]
    while weeks and not weeks[0].shares and monday_of_week(weeks[0].week) + _WEEK <= plan.period.first:
        weeks.pop(0)
    with _without_limits(plan.diagnosis.state, [number], range(instance.axis.weeks)):
        blocks = list(_fitting(plan.diagnosis.state))
    return WhyPerson(
        person=person,
        name=instance.workers[number].name,
        period=plan.period.name,
        weeks=weeks,
        blocks=blocks,
    )


def _neighbour(entry: Entry) -> Neighbour:
    return Neighbour(item=entry.item, title=entry.title, publish=entry.publish)


# --- people ------------------------------------------------------------------------------------


def _person_week(plan: StandingPlan, work: Workload, number: int, week: int) -> PersonWeek:
    instance, axis = plan.instance, plan.instance.axis
    worker, label = instance.workers[number], axis.week_name(week)
    person = plan.workspace.people[worker.id]
    days = worker.days.left_in_week(week)
    shares = _shares(work.pieces[worker.id], axis.day(week * 7))
    hours = sum(share.hours for share in shares)
    reviews = sum(share.reviews for share in shares)
    capacity, given = person.half_hours_in(days, label) / 2, person.reviews_in(days, label)
    return PersonWeek(
        person=worker.id,
        name=worker.name,
        week=label,
        hours=hours,
        hours_in_all=capacity,
        reviews=reviews,
        reviews_in_all=given,
        full=0 < capacity <= hours or 0 < given <= reviews,
        working_days=days,
        shares=shares,
    )


def _workload(plan: StandingPlan) -> Workload:
    """The work of this plan and those beside it, laid into the weeks as the work lists show it."""
    return Workload(plan.workspace, gather_entries([plan.calendar, *plan.beside]), plan.countries)


def _shares(pieces: Sequence[Piece], monday: date) -> list[Share]:
    found: dict[str, Share] = {}
    for piece in pieces:
        hours = piece.parts.get(monday, 0) / 2
        reviews = int(piece.is_review and monday_of(piece.task.end) == monday)
        if hours or reviews:
            item, title = piece.entry.item, piece.entry.title
            before = found.get(item, Share(item=item, title=title, hours=0, reviews=0))
            found[item] = Share(
                item=item, title=title, hours=before.hours + hours, reviews=before.reviews + reviews
            )
    return sorted(found.values(), key=lambda share: (-share.hours, -share.reviews, share.item))


# --- channels ----------------------------------------------------------------------------------


def _channel_week(plan: StandingPlan, number: int, week: int) -> ChannelWeek:
    instance, axis = plan.instance, plan.instance.axis
    outlet = instance.outlets[number]
    days = range(week * 7, week * 7 + 7)
    open_days = [day for day in days if not outlet.closed[day]]
    waves = [day for day, _ in waves_on(plan.state, number)]
    limits = []
    for kind, limit in limits_of(outlet).items():
        shut = shut_days(outlet, axis, waves, kind)
        span, used = _span_and_count(instance, kind, waves, week)
        full = bool(open_days) and all(day in shut for day in open_days)
        limits.append(SlotUse(kind=kind, span=span, used=used, limit=limit, full=full))
    first, last = axis.day(week * 7), axis.day(week * 7 + 6)
    publications = [
        Neighbour(item=entry.item, title=entry.title, publish=wave.date)
        for calendar in (plan.calendar, *plan.beside)
        for entry in calendar.entries
        for wave in entry.channels
        if entry.state != "cancelled" and wave.channel == outlet.id and first <= wave.date <= last
    ]
    return ChannelWeek(
        channel=outlet.id,
        name=outlet.name,
        open_days=len(open_days),
        publications=sorted(publications, key=lambda one: (one.publish or date.min, one.item)),
        limits=limits,
        full=bool(open_days) and all(plan.state.blocked[number][day] for day in open_days),
    )


def _span_and_count(instance: Instance, kind: str, waves: Sequence[int], week: int) -> tuple[str, int]:
    """The month, week or fullest day that a limit counts in a week, and the publications in it."""
    axis = instance.axis
    if kind == "month":
        # Of a week in two months, the one with more in it.
        months = sorted({axis.months[day] for day in range(week * 7, week * 7 + 7)})
        counts = {
            month: sum(0 <= day < axis.size and axis.months[day] == month for day in waves)
            for month in months
        }
        month = max(months, key=lambda one: (counts[one], -one))
        return f"{(month - 1) // 12}-{(month - 1) % 12 + 1:02d}", counts[month]
    inside = [day for day in waves if day // 7 == week]
    if kind == "day" and inside:
        day = max(inside, key=lambda one: (inside.count(one), -one))
        return axis.day(day).isoformat(), inside.count(day)
    return axis.week_name(week), len(inside) if kind != "day" else 0


# --- what is pushed out ------------------------------------------------------------------------


@contextmanager
def _without_limits(state: State, people: Collection[int], weeks: Collection[int]) -> Iterator[None]:
    """Some people with hours and reviews without end in some weeks."""
    before = [(person, list(state.hours[person]), list(state.reviews[person])) for person in people]
    for person in people:
        worker = state.instance.workers[person]
        for week in weeks:
            if worker.days.left_in_week(week):
                state.hours[person][week] += PLENTY if worker.hours_per_week else 0
                state.reviews[person][week] += PLENTY if worker.reviews_per_week else 0
    try:
        yield
    finally:
        for person, hours, reviews in before:
            state.hours[person][:] = hours
            state.reviews[person][:] = reviews


def _pushed_out_of_week(plan: StandingPlan, week: int) -> Iterator[PushedOut]:
    """What would have a place, or an earlier one in this week, if nothing in this week had a limit."""
    state = plan.diagnosis.state
    everybody = range(len(plan.instance.workers))
    with _without_limits(state, everybody, [week]), _open_channels(state, week):
        yield from _fitting(state)
    for job in _of_later_weeks(state, week):
        placement = state.remove(job)
        days = _days_in(state, job, week)
        fits_as_it_is = _fits_on(state, job, days)
        with _without_limits(state, everybody, [week]), _open_channels(state, week):
            fits = _fits_on(state, job, days)
        state.restore(job, placement)
        if fits and not fits_as_it_is:
            entry = plan.entries[job.id]
            yield PushedOut(item=job.id, title=job.title, value=job.value, publish=entry.publish)


@contextmanager
def _open_channels(state: State, week: int) -> Iterator[None]:
    """All channels without limits in one week."""
    blocked = state.blocked
    state.blocked = [bytearray(days) for days in blocked]
    for days, outlet in zip(state.blocked, state.instance.outlets, strict=True):
        days[week * 7 : week * 7 + 7] = outlet.closed[week * 7 : week * 7 + 7]
    try:
        yield
    finally:
        state.blocked = blocked


def _fitting(state: State) -> Iterator[PushedOut]:
    """Refused jobs that fit now."""
    refused = [job for job in state.jobs if state.placed[job.index] is None]
    for job in sorted(refused, key=lambda job: (-job.value, job.id)):
        if all(state.placed[dep] is not None for dep in job.deps) and _fits(state, job):
            yield PushedOut(item=job.id, title=job.title, value=job.value, publish=None)


def _fits(state: State, job: Job) -> bool:
    first = state.earliest_day(job)
    days = (day for day in reversed(job.days) if day >= first and state.find_waves(job, day) is not None)
    day = next(days, None)
    return day is not None and state.fits(job, day)


def _of_later_weeks(state: State, week: int) -> list[Job]:
    """Placed jobs of later weeks that their windows and dependencies allow in this one."""
    later = []
    for job in state.jobs:
        placement = state.placed[job.index]
        if placement is not None and placement[0] // 7 > week and _days_in(state, job, week):
            later.append(job)
    return sorted(later, key=lambda job: (-job.value, job.id))


def _days_in(state: State, job: Job, week: int) -> list[int]:
    first = state.earliest_day(job)
    return [day for day in job.days if day // 7 == week and day >= first]


def _fits_on(state: State, job: Job, days: Sequence[int]) -> bool:
    """Whether a job that is taken out fits on one of some days."""
    return any(state.find_waves(job, day) is not None and state.fits(job, day) for day in days)


# --- silence -----------------------------------------------------------------------------------


def _silences(plan: StandingPlan, monday: date, entries: Sequence[Entry]) -> Iterator[Silence]:
    """What has nothing in the week, with the run of weeks around it that have nothing either."""
    weeks = working_weeks(plan.period, plan.countries.of(None).is_working_day)
    if monday not in weeks:
        return
    targets = plan.workspace.settings.targets
    language = plan.workspace.settings.language
    served = _served(plan, entries)
    names = {("channels", outlet.id): outlet.name for outlet in plan.instance.outlets}
    for (kind, name), days in served.items():
        busy = {day - timedelta(days=day.weekday()) for day in days}
        if monday in busy:
            continue
        at = weeks.index(monday)
        first = next((n + 1 for n in range(at, -1, -1) if weeks[n] in busy), 0)
        last = next((n - 1 for n in range(at, len(weeks)) if weeks[n] in busy), len(weeks) - 1)
        if kind == "channels":
            rate = targets.channels.get(name)
            wanted = None if rate is None else max(1, round(1 / rate)) - 1
        else:
            wanted = targets.silences[kind].get(name)
        count = last - first + 1
        yield Silence(
            kind=kind,
            name=name,
            label=names.get((kind, name)) or SERVED[language][kind].get(name, name),
            since=week_name(weeks[first]),
            until=week_name(weeks[last]),
            weeks=count,
            too_long=wanted is not None and count > wanted,
        )


def _served(plan: StandingPlan, entries: Sequence[Entry]) -> dict[tuple[str, str], list[date]]:
    """The days of everything that wants to be seen; roles, stages, pools and channels without a day too."""
    known = {"roles": get_args(Role), "stages": get_args(FunnelStage), "pools": get_args(PoolName)}
    days: dict[tuple[str, str], list[date]] = {(kind, name): [] for kind in known for name in known[kind]}
    days |= {("channels", channel.id): [] for channel in plan.workspace.settings.channels}
    for entry in entries:
        item = plan.workspace.items.get(entry.item.partition("@")[0])
        days["pools", entry.pool].append(entry.publish)
        if item is not None:
            days["roles", item.role].append(entry.publish)
            days["stages", item.stage].append(entry.publish)
        for wave in entry.channels:
            if ("channels", wave.channel) in days:
                days["channels", wave.channel].append(wave.date)
    return days
