"""The whole model of some free jobs in the room that the others leave: one builder for every use.

The same model proves optima on small problems, bounds large ones by its relaxation, and repairs parts of a
plan. Its gain, with `offset`, counts points: the value of free jobs that are done and of those that stay where
an earlier plan has them, less what missed goals cost.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from contentops.schedule.exact.chain import JobColumns, ReviewColumns, add_job
from contentops.schedule.exact.linear import INFINITY, LinearModel, Terms, scaled
from contentops.schedule.exact.room import Room
from contentops.schedule.goals import PERMILLE


@dataclass(slots=True)
class ExactModel:
    """A linear model and what its columns mean."""

    room: Room
    linear: LinearModel
    jobs: dict[int, JobColumns] = field(default_factory=dict)
    """Job -> its columns; jobs that cannot be placed in this room have none."""
    missed: list[tuple[int, Terms, float]] = field(default_factory=list)
    """Columns of missing publications, each the larger of 0 and `constant - sum of terms`."""
    offset: float = 0.0
    """What no column counts: windows that no free job can fill, and moving every job that has an earlier place."""
    misplaced: list[tuple[int, Terms, float]] = field(default_factory=list)
    """Columns of misplaced effort, each the size of `constant + sum of terms`."""


def build_model(room: Room, *, goals: bool = True) -> ExactModel:
    """The model of a room; without `goals` it counts value alone."""
    model = ExactModel(room, LinearModel())
    linear = model.linear
    for job in room.jobs:
        columns = add_job(linear, room, job)
        if columns is None:
            continue
        model.jobs[job.index] = columns
        linear.gain[columns.publish.columns[-1]] += job.value
        if job.index in room.needed:
            linear.add_row(columns.placed(), 1.0, 1.0)
    _limit_dependencies(model)
    _limit_hours(model)
    _limit_reviews(model)
    _limit_channels(model)
    if goals:
        _count_stays(model)
        _count_windows(model)
        _count_mix(model)
    return model


def _limit_dependencies(model: ExactModel) -> None:
    for columns in model.jobs.values():
        for dep in columns.job.deps:
            if dep not in model.jobs and any(job.index == dep for job in model.room.jobs):
                model.linear.at_most(columns.placed(), 0.0)
                continue
            needed = model.jobs.get(dep)
            for day in columns.publish.days if needed is not None else ():
                before = needed.publish.by(day - 1) if needed is not None else []
                model.linear.at_most([*columns.publish.by(day), *scaled(before, -1.0)], 0.0)


def _limit_hours(model: ExactModel) -> None:
    demand: dict[tuple[int, int], list[int]] = {}
    for columns in model.jobs.values():
        for link in columns.links:
            for work in link if isinstance(link, list) else ():
                for key, column in work.hours.items():
                    demand.setdefault(key, []).append(column)
    for (person, week), found in sorted(demand.items()):
        free = model.room.hours[person][week]
        if sum(model.linear.upper[column] for column in found) > free:
            model.linear.at_most([(column, 1.0) for column in found], free)


def _limit_reviews(model: ExactModel) -> None:
    demand: dict[tuple[tuple[int, ...], int], list[tuple[int, float]]] = {}
    for columns in model.jobs.values():
        for link in columns.links:
            for group, ends in link.ends if isinstance(link, ReviewColumns) else ():
                for week in sorted({day // 7 for day in ends.days}):
                    demand.setdefault((group, week), []).extend(ends.within(week * 7, week * 7 + 6))
    for (group, week), terms in sorted(demand.items()):
        model.linear.at_most(terms, sum(model.room.reviews[person][week] for person in group))


def _limit_channels(model: ExactModel) -> None:
    instance = model.room.instance
    by_day: list[dict[int, list[tuple[int, float]]]] = [{} for _ in instance.outlets]
    for columns in model.jobs.values():
        for (number, _, _), steps in zip(columns.job.waves, columns.waves, strict=True):
            for day in steps.days:
                by_day[number].setdefault(day, []).extend(steps.within(day, day))
    for number, outlet in enumerate(instance.outlets):
        fixed, days = model.room.waves[number], by_day[number]
        spans: list[tuple[list[int], int]] = []
        if outlet.per_day:
            spans += [([day], outlet.per_day - fixed.count(day)) for day in sorted(days)]
        if outlet.per_week:
            for week in sorted({day // 7 for day in days}):
                taken = sum(day // 7 == week for day in fixed)
                spans.append(([day for day in sorted(days) if day // 7 == week], outlet.per_week - taken))
        if outlet.per_month:
            months = instance.axis.months
            for month in sorted({months[day] for day in days}):
                taken = sum(months[day] == month for day in fixed)
                spans.append(
                    ([day for day in sorted(days) if months[day] == month], outlet.per_month - taken)
                )
        spans += [(span, 1) for span in _gaps(sorted(days), outlet.gap)]
        for span, limit in spans:
            terms = [term for day in span for term in days[day]]
            model.linear.at_most(terms, max(0, limit))


def _gaps(days: list[int], gap: int) -> Iterator[list[int]]:
    """The longest runs of days that lie within `gap` days of each other; each takes one publication."""
    if not gap:
        return
    reached = -1
    for start, day in enumerate(days):
        span = [other for other in days[start : start + gap] if other < day + gap]
        if span[-1] > reached:
            reached = span[-1]
            yield span


def _count_stays(model: ExactModel) -> None:
    stay = model.room.instance.goals.stay / model.room.instance.point
    model.offset -= stay * sum(job.preferred >= 0 for job in model.room.jobs)
    for columns in model.jobs.values():
        preferred = columns.job.preferred
        if stay and preferred >= 0:
            for column, value in columns.publish.within(preferred, preferred):
                model.linear.gain[column] += stay * value


def _count_windows(model: ExactModel) -> None:
    instance, linear = model.room.instance, model.linear
    counted: dict[int, list[tuple[int, float]]] = {}
    for columns in model.jobs.values():
        events = [(columns.publish, columns.job.windows)]
        events += [
            (steps, instance.outlets[number].windows)
            for (number, _, _), steps in zip(columns.job.waves, columns.waves, strict=True)
        ]
        for steps, windows in events:
            for week in sorted({day // 7 for day in steps.days}):
                for window in windows[week]:
                    counted.setdefault(window, []).extend(steps.within(week * 7, week * 7 + 6))
    for window in range(len(instance.goals.need)):
        terms = counted.get(window, [])
        missing = instance.goals.need[window] - model.room.published[window]
        rate = instance.goals.rate[window] / instance.point
        if missing > 0 and not terms:
            model.offset -= rate * missing
        elif missing > 0 and rate > 0:
            column = linear.add_column(missing, gain=-rate)
            linear.add_row([*terms, (column, 1.0)], missing, INFINITY)
            model.missed.append((column, terms, missing))


def _count_mix(model: ExactModel) -> None:
    """Half-hours away from the target of each name: the larger of too much and too little."""
    goals, linear = model.room.instance.goals, model.linear
    rate = goals.mix_rate / model.room.instance.point / 2
    if not rate:
        return
    for number, shares in enumerate(goals.shares):
        fixed = model.room.effort[number]
        all_hours = sum(fixed) + sum(job.hours for job in model.room.jobs)
        for name, share in enumerate(shares):
            constant = (PERMILLE * fixed[name] - share * sum(fixed)) / PERMILLE
            terms: list[tuple[int, float]] = []
            for columns in model.jobs.values():
                job = columns.job
                part = ((PERMILLE if job.kinds[number] == name else 0) - share) * job.hours / PERMILLE
                terms += scaled(columns.placed(), part)
            column = linear.add_column(all_hours, gain=-rate)
            linear.add_row([*terms, (column, -1.0)], -INFINITY, -constant)
            linear.add_row([*terms, (column, 1.0)], -constant, INFINITY)
            model.misplaced.append((column, terms, constant))
