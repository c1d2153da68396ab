"""What a lack of hours or reviews says about one link of a job's chain.

The link may take the days between the earliest end of what comes before it and the start of what comes
after. Every figure is counted in those days, and a cause is given only when its figures bear it out.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from contentops.schedule.instance import REVIEW, Job, Segment
from contentops.schedule.limits import Limit
from contentops.schedule.reasons import Cause
from contentops.schedule.state import State, Work


def work_cause(state: State, job: Job, lifted: Job, day: int, limit: Limit) -> Cause:
    """Why the link of `limit` finds no time for a publication on `day`.

    `lifted` is the job with the links done by twins that are not to blame, and this one.
    """
    link = lifted.chain[limit.link]
    own = list(state.find_work(replace(lifted, chain=lifted.chain[: limit.link]), day) or ())
    bound = min((work[2] for work in own), default=day) - 1
    if limit.part > 0:
        beside = replace(link, parts=link.parts[: limit.part])
        own += state.find_work(replace(lifted, chain=(beside,)), bound + 1) or ()
    rest = replace(lifted, chain=lifted.chain[limit.link + 1 :])
    today = max(0, state.instance.axis.today, job.begin)
    days = range(today, bound + 1)
    first = today + bisect_left(days, True, key=lambda start: state.fits(rest, start))
    segment = job.chain[limit.link]
    segment = segment if limit.part < 0 else segment.parts[limit.part]
    say = _reviews if segment.kind == REVIEW else _hours
    try:
        cause = say(state, job, segment, range(first, bound + 1), own)
        if cause is None:
            # Alone it would find the time: its own earlier links take it.
            own += state.find_work(rest, first) or ()
            cause = say(state, job, segment, range(first, bound + 1), own)
    finally:
        state.give_back(own)
    axis = state.instance.axis
    return cause or Cause(
        "own-steps", {"stage": segment.stage, "first": axis.day(first), "last": axis.day(max(first, bound))}
    )


def _reviews(state: State, job: Job, segment: Segment, days: range, own: Sequence[Work]) -> Cause | None:
    """The weeks in which a review could end, when its reviewers have none left in any of them."""
    axis, workers = state.instance.axis, state.instance.workers
    people = [person for person in segment.people if workers[person].reviews_per_week]
    weeks = []
    for week in range(days.start // 7, days.stop // 7 + 1):
        able = [person for person in people if _can_end(state, person, segment.amount, week, days)]
        if any(state.reviews[person][week] for person in able):
            return None
        if able and not any(state.reviews[person][week] for person in people):
            weeks.append(week)
    if not weeks:
        return None
    takers = [
        title
        for week in weeks
        for person in people
        for title in (
            *_reviewed(state, person, week),
            *(job.title for work in own if work[1] == person and not work[4] and work[3] // 7 == week),
        )
    ]
    return Cause(
        "review-limit",
        {
            "stage": segment.stage,
            "people": [workers[person].name for person in people],
            "limit": sum(workers[person].reviews_per_week for person in people),
            "weeks": [axis.week_name(week) for week in weeks],
            "takers": list(dict.fromkeys(takers)),
        },
    )


def _can_end(state: State, person: int, amount: int, week: int, days: range) -> bool:
    """Whether a review of `amount` working days that lies within `days` may end in a week."""
    worked = state.instance.workers[person].days
    end = worked.before[min(days.stop, week * 7 + 7)] - 1
    start = end - amount + 1
    return (
        end >= worked.before[week * 7] and start >= worked.today and start >= 0
        and worked.days[start] >= days.start
    )  # fmt: skip


def _reviewed(state: State, person: int, week: int) -> list[str]:
    titles = list(state.instance.fixed_reviews.get((person, week), []))
    for job, placement in zip(state.jobs, state.placed, strict=True):
        for work in placement[2] if placement is not None else ():
            if work[1] == person and not work[4] and work[3] // 7 == week:
                titles.append(job.title)
    return titles


def _hours(state: State, job: Job, segment: Segment, days: range, own: Sequence[Work]) -> Cause | None:
    """The hours left to whoever has most, when they are too few for the link.

    Hours count as far as the link can use them: so many a day on the person's working days among `days`.
    """
    instance = state.instance
    axis, workers = instance.axis, instance.workers
    people = [person for person in segment.people if workers[person].hours_per_week]
    weeks = range(days.start // 7, days.stop // 7 + 1)
    room = {person: {week: _worked(state, person, week, days) * segment.rate for week in weeks}
            for person in people}  # fmt: skip
    free = {
        person: sum(min(state.hours[person][week], room[person][week]) for week in weeks) for person in people
    }
    person = max(people, key=lambda number: (free[number], -number), default=-1)
    if person < 0 or free[person] >= segment.amount or not any(room[person].values()):
        return None
    used = [week for week in weeks if room[person][week]]
    has = instance.workspace.people[workers[person].id].half_hours_in
    worked = workers[person].days
    whole = {week: has(worked.left_in_week(week), axis.week_name(week)) for week in used}
    span = worked.days[worked.before[max(0, days.start)] : worked.before[days.stop]]
    takers = _busy_with(state, person, used)
    if any(work[1] == person and any(week in used for week, _ in work[5]) for work in own):
        takers.append(job.title)
    return Cause(
        "hours",
        {
            "stage": segment.stage,
            "hours": segment.amount / 2,
            "people": [workers[person].name],
            "others": len(people) - 1,
            "free": free[person] / 2,
            "capacity": sum(min(whole[week], room[person][week]) for week in used) / 2,
            "first": axis.day(span[0]),
            "last": axis.day(span[-1]),
            "takers": takers,
        },
    )


def _worked(state: State, person: int, week: int, days: range) -> int:
    """The person's working days of a week that lie in `days`, from today on."""
    before = state.instance.workers[person].days.before
    first = max(week * 7, days.start, state.instance.axis.today)
    return max(0, before[min(week * 7 + 7, days.stop)] - before[first])


def _busy_with(state: State, person: int, weeks: Sequence[int]) -> list[str]:
    """What takes a person's hours in some weeks, the largest part first."""
    hours: dict[str, int] = {}
    for week in weeks:
        for title in state.instance.fixed_work.get((person, week), []):
            hours[title] = hours.get(title, 0) + 1
    for job, placement in zip(state.jobs, state.placed, strict=True):
        for work in placement[2] if placement is not None else ():
            if work[1] == person:
                spent = sum(amount for week, amount in work[5] if week in weeks)
                if spent:
                    hours[job.title] = hours.get(job.title, 0) + spent
    return sorted(hours, key=lambda title: (-hours[title], title))
