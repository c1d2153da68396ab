"""The score: what each job is worth in it, and what the soft goals count, all in whole units.

One point of value is `Instance.point` units. Below it lie the number of jobs done and, below that, their
dates, so that neither outweighs a point. Rates of goals are points too, rounded to units.
"""

from __future__ import annotations

from typing import get_args

from contentops.models.base import Means, PoolName
from contentops.models.calendar import Entry
from contentops.schedule.goals import (
    KINDS,
    PERMILLE,
    GoalTerms,
    Window,
    cadence_windows,
    names_served,
    working_weeks,
)
from contentops.schedule.instance import PARALLEL, REVIEW, Instance
from contentops.schedule.resources import Countries, half_hours

_NAMES: dict[str, tuple[str, ...]] = {"pools": get_args(PoolName), "means": get_args(Means)}


def weigh(instance: Instance, countries: Countries) -> None:
    """Give each job its worth in the score, and the instance its goals."""
    count = len(instance.jobs)
    # A job's date costs less than the days of the axis.
    instance.unit = count * instance.axis.size + 1
    instance.point = (count + 1) * instance.unit
    for job in instance.jobs:
        job.worth = job.value * instance.point + instance.unit
    terms = instance.goals = GoalTerms()
    targets = instance.workspace.settings.targets
    terms.stay = round(targets.rates["moved_entry"] * instance.point)
    _add_cadence(instance, countries)
    _add_mix(instance)


def _add_cadence(instance: Instance, countries: Countries) -> None:
    targets, terms, axis = instance.workspace.settings.targets, instance.goals, instance.axis
    weeks = working_weeks(instance.period, countries.of(None).is_working_day)
    terms.windows = tuple(cadence_windows(targets, weeks))
    terms.need = [window.need for window in terms.windows]
    terms.rate = [round(targets.rates[KINDS[window.kind]] * instance.point) for window in terms.windows]
    terms.settled = [0] * len(terms.windows)
    by_name: dict[tuple[str, str], list[tuple[int, ...]]] = {}
    for number, window in enumerate(terms.windows):
        found = by_name.setdefault((window.kind, window.name), [()] * axis.weeks)
        for week in _weeks(window, instance):
            found[week] = (*found[week], number)
    none: list[tuple[int, ...]] = [()] * axis.weeks
    for outlet in instance.outlets:
        outlet.windows = by_name.get(("channels", outlet.id), none)
    merged: dict[tuple[str, ...], list[tuple[int, ...]]] = {}
    for job in instance.jobs:
        served = names_served(job.item)
        key = tuple(served.values())
        if key not in merged:
            lists = [by_name.get(pair, none) for pair in served.items()]
            merged[key] = [tuple(n for one in lists for n in one[week]) for week in range(axis.weeks)]
        job.windows = merged[key]
    _settle_cadence(instance)


def _weeks(window: Window, instance: Instance) -> list[int]:
    found = (instance.axis.index(monday) // 7 for monday in window.mondays)
    return [week for week in found if 0 <= week < instance.axis.weeks]


def _settle_cadence(instance: Instance) -> None:
    """Count the publications of kept entries; those before the axis too."""
    settled, first = instance.goals.settled, instance.axis.first
    by_monday: dict[tuple[str, str], dict[int, list[int]]] = {}
    for number, window in enumerate(instance.goals.windows):
        weeks = by_monday.setdefault((window.kind, window.name), {})
        for monday in window.mondays:
            weeks.setdefault((monday - first).days // 7, []).append(number)
    for entry in instance.kept:
        if entry.state == "cancelled":
            continue
        item = instance.workspace.items.get(entry.item.partition("@")[0])
        served = names_served(item) if item is not None else {"pools": entry.pool}
        days = [(pair, entry.publish) for pair in served.items()]
        days += [(("channels", wave.channel), wave.date) for wave in entry.channels]
        for pair, day in days:
            for number in by_monday.get(pair, {}).get((day - first).days // 7, ()):
                settled[number] += 1


def _add_mix(instance: Instance) -> None:
    targets, terms = instance.workspace.settings.targets, instance.goals
    terms.mix_rate = round(targets.rates["mix_hour"] * instance.point / 2)
    sets = [kind for kind in _NAMES if targets.mix[kind]]
    shares = {
        kind: [round(PERMILLE * targets.mix[kind].get(name, 0.0)) for name in _NAMES[kind]] for kind in sets
    }
    terms.shares = tuple(tuple(shares[kind]) for kind in sets)
    terms.effort = [[0] * len(_NAMES[kind]) for kind in sets]
    for job in instance.jobs:
        names = {"pools": job.item.pool, "means": job.item.means}
        job.kinds = tuple(_NAMES[kind].index(names[kind]) for kind in sets)
        job.hours = sum(
            part.amount
            for link in job.chain
            for part in (link.parts if link.kind == PARALLEL else (link,))
            if part.kind != REVIEW
        )
    for entry in instance.kept:
        _settle_effort(instance, entry, sets)


def _settle_effort(instance: Instance, entry: Entry, sets: list[str]) -> None:
    item = instance.workspace.items.get(entry.item.partition("@")[0])
    if entry.state == "cancelled" or item is None:
        return
    names = {"pools": item.pool, "means": item.means}
    hours = sum(half_hours(task.hours) for task in entry.tasks)
    for kind, effort in zip(sets, instance.goals.effort, strict=True):
        effort[_NAMES[kind].index(names[kind])] += hours
