"""Upper bounds on what any plan can reach: the prices that make the relaxation's bound small.

The bound is convex in the prices, and each answer says for every resource how much more is wanted than there
is: that is the direction its price should move in. Every price has a step of its own that shrinks with what it
has moved already (AdaGrad); as prices swing around the best ones, their mean is asked as well. Each stage
begins where the one before was best, with smaller steps.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from math import sqrt

from contentops.schedule.goals import PERMILLE
from contentops.schedule.instance import Outlet
from contentops.schedule.relaxation import Answer, Prices, Relaxation

_STAGES = (0.2, 0.07, 0.02)
"""The longest step of each stage, in mean values of a job."""
MOST_ROUNDS, _FEWEST_ROUNDS = 100, 24
"""Questions in a stage."""
_ASKED = 400_000
"""Options that are asked for their price in one stage, about: it bounds the rounds of large problems."""
_ASKED_EVERY = 12
_SLACK = 1e-9
"""Sums of floats are off by less than this share."""


@dataclass(slots=True)
class Bound:
    """What no plan exceeds: in units of the score, counting value and goals, but neither jobs nor dates."""

    score: float
    prices: Prices


class Descent:
    """The search for prices over one relaxation. With `goals` False only value counts."""

    def __init__(self, relaxation: Relaxation, *, goals: bool = True) -> None:
        self._relaxation = relaxation
        self._goals = goals
        instance = relaxation.instance
        self._terms = instance.goals
        self._worth = [job.value * instance.point for job in instance.jobs]
        # A price moves as the share of all capacity that it is the price of.
        self._sizes = [float(there) for there in relaxation.capacity]
        self._sizes += [1.0] * len(relaxation.links)
        self._lowest = [0.0] * len(self._sizes)
        self._highest = [float("inf")] * len(self._sizes)
        if goals:
            hours = max(1, sum(job.hours for job in instance.jobs))
            limit = float(self._terms.mix_rate * hours) / 2
            self._sizes += [float(room) for room in relaxation.room]
            self._lowest += [0.0] * len(relaxation.room)
            rows = zip(self._terms.rate, relaxation.room, strict=True)
            self._highest += [float(rate * room) for rate, room in rows]
            for shares in self._terms.shares:
                self._sizes += [float(PERMILLE * hours)] * len(shares)
                self._lowest += [-limit] * len(shares)
                self._highest += [limit] * len(shares)

    def run(self, start: Prices | None = None, *, rounds: int = MOST_ROUNDS) -> Bound:
        """The smallest bound found, from no prices at all, or in short steps from those of a like problem."""
        point = [0.0] * len(self._sizes)
        if start is not None:
            prices = [*start.resources, *start.links]
            point[: len(prices)] = [price * size for price, size in zip(prices, self._sizes, strict=False)]
        best, found = self._ask(point).bound, point
        mean = sum(self._worth) / max(1, len(self._worth))
        options = sum(len(options) for options in self._relaxation.options)
        rounds = min(rounds, max(_FEWEST_ROUNDS, _ASKED // max(1, options)))
        for longest in _STAGES if start is None else _STAGES[1:]:
            best, found = self._stage(best, found, longest * mean, rounds)
        return Bound(best * (1 + _SLACK), self._prices(found))

    def _stage(
        self, best: float, start: list[float], longest: float, rounds: int
    ) -> tuple[float, list[float]]:
        point, found = list(start), start
        squares = [1e-12] * len(point)
        sums, weight = [0.0] * len(point), 0
        for number in range(1, rounds + 1):
            answer = self._ask(point)
            if answer.bound < best:
                best, found = answer.bound, list(point)
            self._step(point, self._excess(answer), squares, longest)
            weight += number
            sums = [total + number * now for total, now in zip(sums, point, strict=True)]
            if number % _ASKED_EVERY == 0:
                middle = [total / weight for total in sums]
                bound = self._ask(middle).bound
                if bound < best:
                    best, found = bound, middle
        return best, found

    def _step(
        self, point: list[float], excess: Sequence[float], squares: list[float], longest: float
    ) -> None:
        lowest, highest = self._lowest, self._highest
        for number, more in enumerate(excess):
            here = point[number]
            if more == 0 or (more < 0 and here <= lowest[number]):
                continue
            squares[number] += more * more
            moved = here + longest * more / sqrt(squares[number])
            point[number] = min(highest[number], max(lowest[number], moved))

    def _ask(self, point: Sequence[float]) -> Answer:
        return self._relaxation.answer(self._prices(point), self._worth, goals=self._goals)

    def _prices(self, point: Sequence[float]) -> Prices:
        each = [now / size if size else 0.0 for now, size in zip(point, self._sizes, strict=True)]
        parts = iter(each)
        resources = list(islice(parts, len(self._relaxation.capacity)))
        links = list(islice(parts, len(self._relaxation.links)))
        if not self._goals:
            free = self._relaxation.free()
            return Prices(resources, free.windows, free.mix, links)
        windows = list(islice(parts, len(self._relaxation.room)))
        mix = [list(islice(parts, len(shares))) for shares in self._terms.shares]
        return Prices(resources, windows, mix, links)

    def _excess(self, answer: Answer) -> list[float]:
        """What is wanted beyond what there is, each as a share; of the windows, what they still want."""
        rows = zip(answer.used, self._relaxation.capacity, strict=True)
        found = [used / there - 1 if there else 0.0 for used, there in rows]
        found += map(float, answer.alone)
        if not self._goals:
            return found
        windows = zip(answer.published, self._relaxation.room, strict=True)
        found += [1 - count / room if room else 0.0 for count, room in windows]
        for effort, shares in zip(answer.effort, self._terms.shares, strict=True):
            total = sum(effort)
            found += [
                (PERMILLE * amount - share * total) / (PERMILLE * max(1, total))
                for amount, share in zip(effort, shares, strict=True)
            ]
        return found


def unavoidable(relaxation: Relaxation) -> list[int]:
    """By window of the goals: how many publications every plan misses, as no job could bring them."""
    instance = relaxation.instance
    supply = [0] * len(instance.goals.need)
    for job, options in zip(instance.jobs, relaxation.options, strict=True):
        weeks = {option.week for option in options}
        reach = [window for option in options for window in option.windows]
        for number, first, last in job.waves:
            outlet = instance.outlets[number]
            if any(outlet.windows):
                days = [day for day in job.days if day // 7 in weeks]
                reach += _reached(outlet, [range(first[day], last[day] + 1) for day in days])
        for window in set(reach):
            supply[window] += 1
    return [max(0, room - there) for room, there in zip(relaxation.room, supply, strict=True)]


def _reached(outlet: Outlet, spans: Sequence[range]) -> set[int]:
    """The windows of a channel that a publication within one of `spans` may count in."""
    open_days = {day for span in spans for day in span if day < len(outlet.closed) and not outlet.closed[day]}
    return {window for week in {day // 7 for day in open_days} for window in outlet.windows[week]}
