"""What a plan reaches for each goal, beside what was proved to be possible."""

from __future__ import annotations

from dataclasses import dataclass

from contentops.models.calendar import Goal
from contentops.schedule.bound import MOST_ROUNDS, Descent, unavoidable
from contentops.schedule.goals import KINDS, PERMILLE, misplaced
from contentops.schedule.instance import Instance
from contentops.schedule.relaxation import Relaxation
from contentops.schedule.state import State

_SETS = ("pools", "means")
_HUNDREDTH = 0.005


@dataclass(slots=True)
class Bounds:
    """What no plan of an instance exceeds (or, for what should be little, falls below)."""

    value: int
    """Value of what is still to be placed."""
    score: float
    """In units of the score, without the number of jobs and their dates."""
    missing: list[int]
    """By window of the cadence: the publications that cannot be had."""
    complete: bool = True
    """Whether nobody interrupted the search for them."""


def find_bounds(instance: Instance, *, rounds: int = MOST_ROUNDS) -> Bounds:
    """The bounds of an instance, by its relaxation; loose ones when an interrupt (Ctrl-C) comes in between."""
    try:
        relaxation = Relaxation(instance)
        score = Descent(relaxation).run(rounds=rounds)
        value = Descent(relaxation, goals=False).run(score.prices, rounds=rounds)
        return Bounds(int(value.score // instance.point), score.score, unavoidable(relaxation))
    except KeyboardInterrupt:
        total = sum(job.value for job in instance.jobs)
        terms = instance.goals
        most = sum(rate * need for rate, need in zip(terms.rate, terms.need, strict=True))
        most += sum(terms.stay for job in instance.jobs if job.preferred >= 0)
        mix = sum(
            misplaced(effort, shares) for effort, shares in zip(terms.effort, terms.shares, strict=True)
        )
        most += terms.mix_rate * mix // (2 * PERMILLE)
        return Bounds(total, float(total * instance.point + most + 1), [0] * len(terms.need), complete=False)


def value_of(instance: Instance, state: State) -> int:
    """The value of the jobs that have a place."""
    return sum(job.value for job in instance.jobs if state.placed[job.index] is not None)


def points_of(instance: Instance, state: State) -> float:
    """Value less what the goals cost, in points; what is settled counts in the goals but not in the value."""
    return value_of(instance, state) - _cost(instance, state) / instance.point


def bound_in_points(instance: Instance, bounds: Bounds) -> float:
    """The most points any plan could have."""
    return (bounds.score - _cost(instance, State(instance))) / instance.point


def is_optimal(instance: Instance, state: State, bounds: Bounds) -> bool:
    """Whether the plan is proved to be the best by value and goals."""
    return bound_in_points(instance, bounds) - points_of(instance, state) < _HUNDREDTH


def report_goals(instance: Instance, state: State, bounds: Bounds, kept_value: int) -> list[Goal]:
    """Every goal: value first, then what the misses of each cost, and the sum in points."""
    rates = instance.workspace.settings.targets.rates
    goals = [_most("value", value_of(instance, state) + kept_value, bounds.value + kept_value)]
    missing = _missing(instance, state)
    # The search rounds rates to whole units; what is told is exact.
    points = float(goals[0].reached)
    for kind, rate in KINDS.items():
        numbers = [n for n, window in enumerate(instance.goals.windows) if window.kind == kind]
        if numbers:
            reached = sum(missing[number] for number in numbers)
            least = sum(bounds.missing[number] for number in numbers)
            goals.append(_least(f"cadence.{kind}", reached, least, rates[rate]))
            points -= reached * rates[rate]
    sets = [kind for kind in _SETS if instance.workspace.settings.targets.mix[kind]]
    for kind, effort, shares in zip(sets, _effort(instance, state), instance.goals.shares, strict=True):
        hours = misplaced(effort, shares) / (4 * PERMILLE)
        goals.append(Goal(goal=f"mix.{kind}", reached=round(hours, 1), rate=rates["mix_hour"]))
        points -= hours * rates["mix_hour"]
    wished = [job for job in instance.jobs if job.preferred >= 0]
    if wished or instance.lost:
        moved = instance.lost + sum(not _stays(state, job.index, job.preferred) for job in wished)
        forced = instance.lost + sum(job.preferred not in job.days for job in wished)
        goals.append(_least("stability", moved, forced, rates["moved_entry"]))
        points -= moved * rates["moved_entry"]
    most = points if is_optimal(instance, state, bounds) else bound_in_points(instance, bounds) + kept_value
    goals.append(_most("points", round(points, 2), round(most, 2)))
    return goals


def _most(name: str, reached: float, bound: float) -> Goal:
    bound = max(bound, reached)
    gap = round((bound - reached) / bound, 4) if bound > 0 else 0.0
    return Goal(goal=name, reached=reached, bound=bound, gap=gap)


def _least(name: str, reached: int, bound: int, rate: float) -> Goal:
    gap = round((reached - bound) / reached, 4) if reached else 0.0
    return Goal(goal=name, reached=reached, bound=bound, gap=gap, rate=rate)


def _missing(instance: Instance, state: State) -> list[int]:
    rows = zip(instance.goals.need, state.served.published, strict=True)
    return [max(0, need - there) for need, there in rows]


def _effort(instance: Instance, state: State) -> list[list[int]]:
    """Half-hours by set and name; the search does not count them when they cost nothing."""
    effort = [list(settled) for settled in instance.goals.effort]
    for job, placement in zip(instance.jobs, state.placed, strict=True):
        for amounts, kind in zip(effort, job.kinds, strict=True) if placement is not None else ():
            amounts[kind] += job.hours
    return effort


def _stays(state: State, index: int, day: int) -> bool:
    placement = state.placed[index]
    return placement is not None and placement[0] == day


def _cost(instance: Instance, state: State) -> float:
    """What the goals cost in a plan, in units of the score."""
    terms = instance.goals
    cost = float(sum(rate * gone for rate, gone in zip(terms.rate, _missing(instance, state), strict=True)))
    for effort, shares in zip(state.served.effort, terms.shares, strict=True):
        cost += terms.mix_rate * misplaced(effort, shares) / (2 * PERMILLE)
    wished = [job for job in instance.jobs if job.preferred >= 0]
    moved = instance.lost + sum(not _stays(state, job.index, job.preferred) for job in wished)
    return cost + terms.stay * moved
