"""Large neighbourhoods repaired exactly: free some related jobs, let the solver place them anew, keep what is better.

The number of neighbourhoods and the solver's nodes are counted, not timed, and it runs on one thread. Its
arithmetic is still that of one machine: a plan improved here is stored and checked, never computed again.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from contentops.models.calendar import Tool
from contentops.schedule.chance import Chance
from contentops.schedule.exact.check import find_violation
from contentops.schedule.exact.highs import relax, solve, solver_version
from contentops.schedule.exact.model import build_model
from contentops.schedule.exact.room import find_room
from contentops.schedule.exact.solution import read_placements, write_start
from contentops.schedule.instance import PARALLEL, REVIEW, Instance, Job
from contentops.schedule.state import Placement, State

ROUNDS = {"quick": 8, "normal": 48, "thorough": 240}
"""How many neighbourhoods are repaired at most."""
_PATIENCE = 3
"""It ends when a third of them in a row brought nothing."""
_FEWEST, _MOST, _FIRST = 8, 20, 12
"""Free jobs in a neighbourhood: fewer when the solver runs out of nodes, more when it is quickly done."""
_NODES = 10
_SLACK = 0.01
"""Points that a repair may leave on the table."""
_REFUSED = 3
"""One free job in so many may be one without a place."""
_WHOLE_UP_TO = 20
"""Problems up to this size are also given to the solver as a whole, once."""
_WHOLE_NODES = 100
_BOUND_UP_TO = 15_000
"""Columns up to which the relaxation of the whole problem is solved for a bound."""
_REACH = 24
"""A repair moves a publication by at most so many days."""


@dataclass(slots=True)
class Improved:
    """The better plan, who made it so, and what was proved on the way."""

    placed: list[Placement | None]
    tool: Tool
    points: float = math.inf
    """What no plan exceeds in points; infinite when the problem is too large to prove it."""


def improve(
    instance: Instance,
    placed: Sequence[Placement | None],
    effort: str,
    on_progress: Callable[[int, int, int], None] | None = None,
) -> Improved:
    """Improve a plan; what comes back keeps every rule and scores no less.

    Raises ContentopsError when the solver is not installed.
    """
    run = _Run(instance, placed)
    improved = Improved(run.placed, Tool(name="highs", version=solver_version()))
    count = len(instance.jobs)
    if all(is_modelled(job) for job in instance.jobs):
        whole = build_model(find_room(instance, [None] * count, range(count)))
        if len(whole.linear.lower) <= _BOUND_UP_TO:
            improved.points = relax(whole.linear) + whole.offset
        if count <= _WHOLE_UP_TO:
            improved.points = min(improved.points, run.repair(range(count), _WHOLE_NODES))
    rounds = 0 if count <= _WHOLE_UP_TO else ROUNDS[effort]
    last = 0
    for number in range(rounds):
        score = run.score
        run.repair_near(run.pick_seed())
        last = number if run.score > score else last
        if number - last >= rounds // _PATIENCE:
            break
        if on_progress is not None:
            on_progress(number + 1, rounds, run.score)
    improved.placed = run.placed
    return improved


def is_modelled(job: Job) -> bool:
    """Whether the exact model has this job: reviews side by side are left where the search put them."""
    return not any(part.kind == REVIEW for segment in job.chain for part in segment.parts)


class _Run:
    """The best plan so far and the size of neighbourhoods that suits the solver."""

    def __init__(self, instance: Instance, placed: Sequence[Placement | None]) -> None:
        self.instance = instance
        self.placed = list(placed)
        self.score = State.of(instance, self.placed).score
        self._chance = Chance(len(instance.jobs) + 7)
        self._size = _FIRST
        self._needs = [_resources(job) for job in instance.jobs]

    def pick_seed(self) -> Job:
        """Any job, one without a place every other time."""
        jobs = self.instance.jobs
        refused = [job for job in jobs if self.placed[job.index] is None]
        pool = refused if refused and self._chance.below(2) else jobs
        return pool[self._chance.below(len(pool))]

    def repair_near(self, seed: Job) -> None:
        """Free what is related to a job and near it in time, and place it anew."""
        before = self._size
        self.repair(self._neighbours(seed), _NODES)
        if self._size == before and before < _MOST:
            self._size += 1

    def repair(self, free: Sequence[int] | range, nodes: int) -> float:
        """Place the free jobs anew if that is better; returns what no plan that keeps the others exceeds."""
        free = [index for index in free if is_modelled(self.instance.jobs[index])]
        if not free:
            return math.inf
        room = find_room(self.instance, self.placed, frozenset(free))
        for index in free if len(free) < len(self.placed) else ():
            placement = self.placed[index]
            if placement is not None and index in room.first:
                room.first[index] = max(room.first[index], placement[0] - _REACH)
                room.last[index] = min(room.last[index], placement[0] + _REACH)
        model = build_model(room)
        result = solve(model.linear, start=write_start(model, self.placed), nodes=nodes, gap=_SLACK)
        if not result.optimal:
            self._size = max(_FEWEST, self._size - 2)
        found = read_placements(model, result.values) if result.values is not None else None
        if found is not None:
            plan = list(self.placed)
            for index in free:
                plan[index] = found.get(index)
            score = State.of(self.instance, plan).score
            if score > self.score and find_violation(self.instance, plan) is None:
                self.placed, self.score = plan, score
        return result.bound + model.offset

    def _neighbours(self, seed: Job) -> list[int]:
        """The seed and the jobs nearest to it: by the people and channels they share, and by days."""
        placement = self.placed[seed.index]
        day = placement[0] if placement is not None else seed.days[self._chance.below(len(seed.days))]
        placed: list[tuple[int, int]] = []
        refused: list[tuple[int, int]] = []
        for job in self.instance.jobs:
            if job.index == seed.index:
                continue
            shared = len(self._needs[job.index] & self._needs[seed.index])
            other = self.placed[job.index]
            if other is not None:
                placed.append((abs(other[0] - day) - 4 * shared + self._chance.below(5), job.index))
            elif shared:
                outside = max(0, job.days[0] - day, day - job.days[-1])
                refused.append((outside - 4 * shared + self._chance.below(9), job.index))
        others = [index for _, index in sorted(refused)[: self._size // _REFUSED]]
        stand = [index for _, index in sorted(placed)[: self._size - 1 - len(others)]]
        return sorted([seed.index, *others, *stand])


def _resources(job: Job) -> frozenset[tuple[str, int]]:
    people = {
        ("person", person)
        for segment in job.chain
        for part in (segment.parts if segment.kind == PARALLEL else (segment,))
        for person in part.people
    }
    return frozenset(people | {("channel", number) for number, _, _ in job.waves})
