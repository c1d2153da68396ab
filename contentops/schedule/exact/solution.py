"""From a solver's columns to placements, and back: plans as starting points."""

from __future__ import annotations

from collections.abc import Sequence

from contentops.schedule.exact.chain import Event, JobColumns, ReviewColumns, WorkColumns
from contentops.schedule.exact.linear import Steps
from contentops.schedule.exact.model import ExactModel
from contentops.schedule.exact.room import Room
from contentops.schedule.exact.spread import Task, spread_hours
from contentops.schedule.instance import PARALLEL
from contentops.schedule.state import Placement, Work


def read_placements(model: ExactModel, values: Sequence[float]) -> dict[int, Placement] | None:
    """The placements of the free jobs that a solution places; None when its hours do not spread evenly.

    A solver is right up to a tolerance. Days and people are rounded here, reviewers of a class get their
    reviews one by one, and the hours are spread anew in whole half-hours.
    """
    reviewers = _Reviewers(model.room)
    days: dict[int, int] = {}
    waves: dict[int, tuple[int, ...]] = {}
    works: dict[int, list[Work | None]] = {}
    tasks: list[Task] = []
    for index, columns in model.jobs.items():
        day = _day_of(columns.publish, values)
        if day is None:
            continue
        found = [_day_of(steps, values) for steps in columns.waves]
        days[index], waves[index] = day, tuple(wave for wave in found if wave is not None)
        works[index] = []
        for link in columns.links:
            if isinstance(link, ReviewColumns):
                review = _read_review(link, values, reviewers)
                if review is None:
                    return None
                works[index].append(review)
                continue
            for work in link:
                tasks.append(_read_task(work, values, (index, len(works[index])), day))
                works[index].append(None)
    spread = spread_hours(model.room, tasks)
    if spread is None:
        return None
    for (index, position), done in spread.items():
        works[index][position] = done
    return {
        index: (day, waves[index], tuple(work for work in works[index] if work is not None))
        for index, day in days.items()
    }


def _day_of(steps: Steps, values: Sequence[float]) -> int | None:
    for day, column in zip(steps.days, steps.columns, strict=True):
        if values[column] > 0.5:
            return day
    return None


def _moment(event: Event, values: Sequence[float]) -> int | None:
    days = [day for steps in event if (day := _day_of(steps, values)) is not None]
    return min(days, default=None)


class _Reviewers:
    """Hands out the reviews of a week within each class."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._free = [list(free) for free in room.reviews]

    def take(self, group: Sequence[int], week: int) -> int | None:
        for person in group:
            if self._free[person][week] > 0:
                self._free[person][week] -= 1
                return person
        return None

    def first_day(self, person: int, end: int, count: int) -> int:
        days = self._room.instance.workers[person].days
        return days.days[days.before[end] - count + 1]


def _read_review(link: ReviewColumns, values: Sequence[float], reviewers: _Reviewers) -> Work | None:
    for group, ends in link.ends:
        end = _day_of(ends, values)
        if end is not None:
            person = reviewers.take(group, end // 7)
            if person is None:
                return None
            start = reviewers.first_day(person, end, link.segment.amount)
            return (link.segment.stage, person, start, end, 0, ())
    return None


def _read_task(work: WorkColumns, values: Sequence[float], key: tuple[int, int], publish: int) -> Task:
    person = work.only
    for candidate, column in work.who.items():
        if values[column] > 0.5:
            person = candidate
    opened, shut = _moment(work.start, values), _moment(work.end, values)
    first = work.earliest if opened is None else max(opened, work.earliest)
    last = (publish if shut is None else shut) - 1
    return Task(key, work.segment, person, first, last)


def write_start(model: ExactModel, placed: Sequence[Placement | None]) -> list[float] | None:
    """The columns of a plan's free jobs; None when the plan places one where the model cannot."""
    values = [0.0] * len(model.linear.lower)
    free = {job.index for job in model.room.jobs}
    for index in sorted(free):
        placement = placed[index]
        if placement is None:
            continue
        columns = model.jobs.get(index)
        if columns is None or not _write_job(columns, placement, values):
            return None
    for column, terms, constant in model.missed:
        values[column] = max(0.0, constant - sum(value * values[other] for other, value in terms))
    for column, terms, constant in model.misplaced:
        values[column] = abs(constant + sum(value * values[other] for other, value in terms))
    return values


def _write_job(columns: JobColumns, placement: Placement, values: list[float]) -> bool:
    day, waves, works = placement
    fine = _write_steps(columns.publish, day, values)
    for steps, wave in zip(columns.waves, waves, strict=True):
        fine = _write_steps(steps, wave, values) and fine
    position, following = 0, day
    for segment, link in zip(columns.job.chain, columns.links, strict=True):
        count = len(segment.parts) if segment.kind == PARALLEL else 1
        own = works[position : position + count]
        position += count
        if isinstance(link, ReviewColumns):
            started = _write_review(link, own[0], following, values)
            if started is None:
                return False
            following = started
            continue
        following = min(work[2] for work in own)
        for work_columns, work in zip(link, own, strict=True):
            fine = _write_work(work_columns, work, following, values) and fine
    return fine


def _write_steps(steps: Steps, day: int, values: list[float]) -> bool:
    for other, column in zip(steps.days, steps.columns, strict=True):
        if other >= day:
            values[column] = 1.0
    return day in steps.days


def _write_review(link: ReviewColumns, work: Work, following: int, values: list[float]) -> int | None:
    """Put a review off within its week as far as the model does; returns the day before which work ends."""
    _, person, start, end, _, _ = work
    for group, ends in link.ends:
        if person in group:
            fitting = [day for day in ends.days if day // 7 == end // 7 and end <= day < following]
            if not fitting:
                return None
            _write_steps(ends, fitting[-1], values)
            return start
    return None


def _write_work(columns: WorkColumns, work: Work, started: int, values: list[float]) -> bool:
    _, person, _, _, _, hours = work
    for steps in columns.start:
        if not _write_steps(steps, started, values):
            return False
    if columns.who:
        if person not in columns.who:
            return False
        values[columns.who[person]] = 1.0
    elif person != columns.only:
        return False
    for week, amount in hours:
        if amount and (person, week) not in columns.hours:
            return False
        if amount:
            values[columns.hours[person, week]] = amount
    return True
