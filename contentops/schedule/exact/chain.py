"""The columns and rows of one job: its day, its waves, its reviews, and who works when.

Work is done in the window between the end of what comes before and the start of what follows. A review ends
either just before what follows or on the last working day of an earlier week: any other end can be put off
to one of these, in the same week.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from contentops.schedule.exact.linear import LinearModel, Steps, Terms, add_steps, scaled
from contentops.schedule.exact.room import ReviewerClass, Room, least_days
from contentops.schedule.instance import PARALLEL, REVIEW, Job, Segment

Event = tuple[Steps, ...]
"""What happens at most once, in one of several ways."""


def by(event: Event, day: int) -> Terms:
    """Whether an event has happened by the end of `day`."""
    return [term for steps in event for term in steps.by(day)]


def _ever(event: Event) -> Terms:
    return [term for steps in event for term in steps.ever()]


def _days(event: Event) -> list[int]:
    return sorted({day for steps in event for day in steps.days})


@dataclass(slots=True)
class ReviewColumns:
    """A review: for each class of reviewers, when it ends."""

    segment: Segment
    ends: list[tuple[ReviewerClass, Steps]]


@dataclass(slots=True)
class WorkColumns:
    """One kind of work: who does it, half-hours by person and week, and the window."""

    segment: Segment
    who: dict[int, int] = field(default_factory=dict)
    """Person -> column; empty when only one can, `only` then."""
    only: int = -1
    hours: dict[tuple[int, int], int] = field(default_factory=dict)
    """(person, week) -> column."""
    start: Event = ()
    """When the window opens; empty when it is open from `earliest` on."""
    earliest: int = 0
    end: Event = ()
    """When what follows starts: the window is shut from that day on."""


@dataclass(slots=True)
class JobColumns:
    """Everything of one job in a model."""

    job: Job
    publish: Steps
    waves: list[Steps]
    links: list[ReviewColumns | list[WorkColumns]]
    """In the order of the job's chain; the parts of modules together."""

    def placed(self) -> Terms:
        """Whether the job is done at all."""
        return self.publish.ever()


def add_job(model: LinearModel, room: Room, job: Job) -> JobColumns | None:
    """Add a job to a model; None when it cannot be placed in this room."""
    earliest = _earliest_starts(room, job)
    days = _publish_days(room, job, earliest[-1]) if earliest else []
    if not earliest or not days:
        return None
    publish = add_steps(model, days)
    columns = JobColumns(job, publish, _add_waves(model, room, job, publish), [])
    following: Event = (publish,)
    for position, segment in enumerate(job.chain):
        from_day = earliest[len(job.chain) - 1 - position]
        last_link = position == len(job.chain) - 1
        if segment.kind == REVIEW:
            review, started = _add_review(model, room, segment, following, from_day)
            columns.links.append(review)
        else:
            parts = segment.parts if segment.kind == PARALLEL else (segment,)
            started = () if last_link else _add_boundary(model, room, parts, following, from_day)
            columns.links.append(
                [_add_work(model, room, part, started, following, from_day) for part in parts]
            )
        following = started
    return columns


def _earliest_starts(room: Room, job: Job) -> list[int]:
    """In the order of work: the first day each link may start, then that of publication; empty when never."""
    starts = [max(job.begin, room.instance.axis.today, 0)]
    for segment in reversed(job.chain):
        ends = []
        for part in segment.parts if segment.kind == PARALLEL else (segment,):
            found = [
                end for person in part.people if (end := _earliest_end(room, part, person, starts[-1])) >= 0
            ]
            if not found:
                return []
            ends.append(min(found))
        starts.append(max(ends) + 1)
    return starts


def _earliest_end(room: Room, part: Segment, person: int, start: int) -> int:
    days = room.instance.workers[person].days
    if start > room.instance.axis.size:
        return -1
    position = max(days.before[start], days.today) + least_days(part) - 1
    return days.days[position] if position < len(days.days) else -1


def _publish_days(room: Room, job: Job, earliest: int) -> list[int]:
    first, last = max(earliest, room.first[job.index]), room.last[job.index]
    return [day for day in job.days if first <= day <= last and _has_waves(room, job, day)]


def _has_waves(room: Room, job: Job, day: int) -> bool:
    leads = not job.waves
    for number, first, last in job.waves:
        if room.closed[number].find(0, first[day], min(last[day], job.deadline) + 1) < 0:
            return False
        leads = leads or (first[day] == day and not room.closed[number][day])
    return leads


def _add_waves(model: LinearModel, room: Room, job: Job, publish: Steps) -> list[Steps]:
    leading = [first[publish.days[0]] == publish.days[0] for _, first, _ in job.waves]
    alone = sum(leading) == 1
    waves = []
    for (number, first, last), leads in zip(job.waves, leading, strict=True):
        if leads and alone:
            waves.append(publish)
            continue
        ends = [min(last[day], job.deadline, room.instance.axis.size - 1) for day in publish.days]
        days = sorted(
            {
                day
                for start, end in zip(publish.days, ends, strict=True)
                for day in range(first[start], end + 1)
                if not room.closed[number][day]
            }
        )
        steps = add_steps(model, days)
        model.equals([*steps.ever(), *scaled(publish.ever(), -1.0)], 0.0)
        for day, end in zip(publish.days, ends, strict=True):
            # Published by `day`: this wave is out by `end`; not published by `day`: not out before the next.
            model.at_most([*publish.by(day), *scaled(steps.by(end), -1.0)], 0.0)
        for day, following in zip((-1, *publish.days), publish.days, strict=False):
            model.at_most([*steps.by(first[following] - 1), *scaled(publish.by(day), -1.0)], 0.0)
        waves.append(steps)
    if not alone and job.waves:
        heads = [steps for steps, leads in zip(waves, leading, strict=True) if leads]
        for day in publish.days:
            out = [term for steps in heads for term in steps.within(day, day)]
            model.at_most([*publish.within(day, day), *scaled(out, -1.0)], 0.0)
    return waves


def _add_review(
    model: LinearModel, room: Room, segment: Segment, following: Event, earliest: int
) -> tuple[ReviewColumns, Event]:
    bounds = [day - 1 for day in _days(following)]
    ends: list[tuple[ReviewerClass, Steps]] = []
    starts: list[Steps] = []
    for group in room.classes[segment.people]:
        positions = _review_ends(room, segment, group, bounds, earliest)
        if not positions:
            continue
        days = room.instance.workers[group[0]].days.days
        steps = add_steps(model, [days[position] for position in positions])
        ends.append((group, steps))
        starts.append(
            Steps(tuple(days[position - segment.amount + 1] for position in positions), steps.columns)
        )
    done = tuple(steps for _, steps in ends)
    model.equals([*_ever(done), *scaled(_ever(following), -1.0)], 0.0)
    for day in _days(following):
        model.at_most([*by(following, day), *scaled(by(done, day - 1), -1.0)], 0.0)
    return ReviewColumns(segment, ends), tuple(starts)


def _review_ends(
    room: Room, segment: Segment, group: ReviewerClass, bounds: Sequence[int], earliest: int
) -> list[int]:
    """Positions, among the reviewers' working days, on which a review need end at all."""
    worker = room.instance.workers[group[0]].days
    days, before = worker.days, worker.before
    if not bounds:
        return []
    sundays = range(6, bounds[-1] + 1, 7)
    found = {before[day + 1] - 1 for day in (*bounds, *sundays) if day >= 0}
    return [
        position
        for position in sorted(found)
        if position - segment.amount + 1 >= worker.today
        and days[position - segment.amount + 1] >= earliest
        and any(room.reviews[person][days[position] // 7] > 0 for person in group)
    ]


def _add_boundary(
    model: LinearModel, room: Room, parts: Sequence[Segment], following: Event, earliest: int
) -> Event:
    """When work may start that has something before it."""
    last = max(_days(following), default=0)
    worked = {
        day
        for part in parts
        for person in part.people
        for day in room.instance.workers[person].days.days
        if earliest <= day < last
    }
    steps = add_steps(model, sorted(worked))
    model.equals([*steps.ever(), *scaled(_ever(following), -1.0)], 0.0)
    for day in _days(following):
        for part in parts:
            start = max(
                (_days_before(room, person, day, least_days(part)) for person in part.people), default=-1
            )
            model.at_most([*by(following, day), *scaled(steps.by(start), -1.0)], 0.0)
    return (steps,)


def _days_before(room: Room, person: int, day: int, count: int) -> int:
    """The day from which `person` has `count` working days before `day`; -1 when there is none."""
    days = room.instance.workers[person].days
    position = days.before[day] - count
    return days.days[position] if position >= days.today else -1


def _add_work(
    model: LinearModel, room: Room, segment: Segment, start: Event, end: Event, earliest: int
) -> WorkColumns:
    work = WorkColumns(segment, start=start, end=end, earliest=earliest)
    last = max(_days(end), default=0) - 1
    weeks = range(earliest // 7, last // 7 + 1)
    most = {
        (person, week): bound
        for person in segment.people
        for week in weeks
        if (bound := _most_hours(room, segment, person, week, earliest, last)) > 0
    }
    able = [
        person
        for person in dict.fromkeys(segment.people)
        if sum(most.get((person, week), 0) for week in weeks) >= segment.amount
    ]
    placed = _ever(end)
    for person in able:
        own = {week: most[person, week] for week in weeks if (person, week) in most}
        for week, bound in own.items():
            work.hours[person, week] = model.add_column(bound)
        done = [(work.hours[person, week], 1.0) for week in own]
        if len(able) == 1:
            work.only = person
            model.equals([*done, *scaled(placed, -segment.amount)], 0.0)
        else:
            work.who[person] = model.add_column(1.0, whole=True)
            model.equals([*done, (work.who[person], -segment.amount)], 0.0)
    if work.who or not able:
        model.equals([*((column, 1.0) for column in work.who.values()), *scaled(placed, -1.0)], 0.0)
    for week in weeks:
        _keep_in_window(model, room, work, able, week, placed)
    return work


def _most_hours(room: Room, segment: Segment, person: int, week: int, earliest: int, last: int) -> int:
    days = room.instance.workers[person].days
    first_position = max(days.before[max(earliest, week * 7)], days.today)
    worked = days.before[min(last + 1, week * 7 + 7)] - first_position
    return min(room.hours[person][week], segment.amount, worked * segment.rate)


def _keep_in_window(
    model: LinearModel, room: Room, work: WorkColumns, able: Sequence[int], week: int, placed: Terms
) -> None:
    """Nothing before the window opens or after it shuts, and at most `rate` on each day between."""
    amount, rate = work.segment.amount, work.segment.rate
    monday = week * 7
    later = [(column, 1.0) for (_, other), column in work.hours.items() if other >= week]
    ended = by(work.end, monday)
    if later and ended:
        model.at_most([*later, *scaled(ended, amount), *scaled(placed, -amount)], 0.0)
    if work.start:
        sooner = [(column, 1.0) for (_, other), column in work.hours.items() if other <= week]
        opened = by(work.start, monday + 6)
        model.at_most([*sooner, *scaled(opened, -amount)], 0.0)
    today = {person: room.instance.workers[person].days.today for person in able}
    worked = {
        person: frozenset(
            day
            for position, day in enumerate(room.instance.workers[person].days.days)
            if monday <= day < monday + 7 and day >= work.earliest and position >= today[person]
        )
        for person in able
        if (person, week) in work.hours
    }
    if not worked:
        return
    union = frozenset().union(*worked.values())
    groups: list[tuple[frozenset[int], list[int]]] = [(union, list(worked))]
    groups += [(days, [person]) for person, days in worked.items() if days != union]
    for days, people in groups:
        terms = [(work.hours[person, week], 1.0) for person in people]
        for day in sorted(days):
            terms += scaled(by(work.start, day) if work.start else placed, -rate)
            terms += scaled(by(work.end, day), rate)
        model.at_most(terms, 0.0)
