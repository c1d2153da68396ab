"""Ruin and recreate: take a few related jobs out, put what fits back in another order, keep what is better.

The budget counts days tried, not seconds, and every choice comes from `Chance` or an explicit order, so
the same problem gives the same plan everywhere.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from contentops.schedule.chance import Chance
from contentops.schedule.construct import (
    ANYWHERE,
    EARLIEST,
    LATEST,
    construct,
    effort_of,
    insert_all,
    place,
    worth_with_dependants,
)
from contentops.schedule.goal_report import Bounds
from contentops.schedule.instance import PARALLEL, Instance, Job
from contentops.schedule.state import Placement, State

EFFORTS = {"quick": 1, "normal": 6, "thorough": 30}
"""How many times the search may cool down, the first of them quickly; it ends when that stops paying."""
TRIES_PER_JOB = 900
MIN_TRIES, MOST_TRIES = 20_000, 600_000
"""The length of one cooling; a try is one chain of work before one day."""
_FULL_CYCLES_UP_TO = 100
_PATIENCE = 4
_POLICIES = (EARLIEST, EARLIEST, LATEST, ANYWHERE)
_POOL = 6
_RUIN = 8


@dataclass(slots=True)
class Outcome:
    """The best plan found."""

    placed: list[Placement | None]
    score: int
    interrupted: bool = False


class Search:
    """One run over one instance."""

    def __init__(
        self,
        instance: Instance,
        effort: int,
        bounds: Bounds | None,
        incumbent: State | None = None,
        on_progress: Callable[[int, int, int], None] | None = None,
    ) -> None:
        self.instance = instance
        self.bounds = bounds
        self.jobs = instance.jobs
        self.chance = Chance(len(instance.jobs) + 1)
        # A try takes longer the more people there are to ask; large problems cool down fewer times.
        count = len(instance.jobs)
        self.cycles = max(min(effort, 1), effort * _FULL_CYCLES_UP_TO // max(_FULL_CYCLES_UP_TO, count))
        length = max(MIN_TRIES, min(MOST_TRIES, TRIES_PER_JOB * count))
        self.length = length // 3 if effort <= EFFORTS["quick"] else length
        self.on_progress = on_progress
        self.state = State(instance) if incumbent is None else incumbent
        self.best: list[Placement | None] = list(self.state.placed)
        self.best_score = self.state.score
        self.worth = worth_with_dependants(self.jobs)
        self.effort = [effort_of(job) + 4 for job in self.jobs]
        self.masks = [_resource_mask(job, len(instance.workers)) for job in self.jobs]
        mean = sum(job.worth for job in self.jobs) // max(1, len(self.jobs))
        self.heat = mean // 3

    def run(self) -> Outcome:
        """Search until the budget is spent or the bound is reached; an interrupt keeps the best so far.

        An incumbent (an earlier plan) is kept unless something scores higher.
        """
        interrupted = False
        try:
            fresh = construct(self.instance)
            if fresh.score > self.state.score:
                self.state = fresh
            self._keep()
            if self.jobs:
                self._improve()
        except KeyboardInterrupt:
            interrupted = True
        return Outcome(self.best, self.best_score, interrupted)

    def _keep(self) -> None:
        if self.state.score > self.best_score:
            self.best, self.best_score = list(self.state.placed), self.state.score

    @property
    def _is_proved(self) -> bool:
        """Whether no plan can be better, but for the number of jobs and their dates."""
        return self.bounds is not None and self.best_score >= self.bounds.score

    def _improve(self) -> None:
        """Cool down again and again, until that stops paying: from the best plan, or, after a fruitless one, afresh."""
        fruitless = 0
        for cycle in range(self.cycles):
            if fruitless % 2:
                self.state = self._start_afresh()
            elif cycle:
                self.state = State.of(self.instance, self.best)
            score = self.best_score
            self._cool(cycle)
            fruitless = 0 if self.best_score - score >= self.instance.point // 2 else fruitless + 1
            if self._is_proved or fruitless == _PATIENCE:
                break

    def _start_afresh(self) -> State:
        """A plan in an order of chance: what leads away from the best plan found may lead to a better one."""
        state = State(self.instance)
        order = sorted(self.jobs, key=lambda job: (-job.worth * (50 + self.chance.below(100)), job.index))
        insert_all(state, order, ANYWHERE, self.chance)
        return state

    def _cool(self, cycle: int) -> None:
        state, start = self.state, self.state.tries
        rounds = 0
        while (spent := state.tries - start) < self.length and not self._is_proved:
            self._round(self.heat * (self.length - spent) // self.length)
            # Rounds that try nothing (every window shut) must end too.
            state.tries += 1
            rounds += 1
            if self.on_progress is not None and rounds % 64 == 0:
                self.on_progress(cycle * self.length + spent, self.cycles * self.length, self.best_score)

    def _round(self, heat: int) -> None:
        state, chance = self.state, self.chance
        before = state.score
        seed = self._pick_seed()
        day = self._day_of(seed)
        removed = self._ruin(seed, day)
        placed = self._recreate(seed, day, [job for job, _ in removed])
        if state.score >= before - chance.below(heat + 1):
            self._keep()
            return
        for job in reversed(placed):
            state.remove(job)
        for job, placement in reversed(removed):
            state.restore(job, placement)

    def _pick_seed(self) -> Job:
        """A refused job three times of four, else any."""
        placed, chance = self.state.placed, self.chance
        job = self.jobs[chance.below(len(self.jobs))]
        if chance.below(4):
            for _ in range(8):
                if placed[job.index] is None:
                    break
                job = self.jobs[chance.below(len(self.jobs))]
        return job

    def _day_of(self, job: Job) -> int:
        placement = self.state.placed[job.index]
        return placement[0] if placement is not None else job.days[self.chance.below(len(job.days))]

    def _ruin(self, seed: Job, day: int) -> list[tuple[Job, Placement]]:
        """Take out jobs near `day` that use what the seed needs, and what waits for them."""
        chance, placed, masks = self.chance, self.state.placed, self.masks
        mask, width = masks[seed.index], 4 + chance.below(18)
        near = [
            index
            for index, placement in enumerate(placed)
            if placement is not None and -width <= placement[0] - day <= width and masks[index] & mask
        ]
        removed: list[tuple[Job, Placement]] = []
        if placed[seed.index] is not None:
            self._take_out(seed, removed)
        for _ in range(1 + chance.below(_RUIN)):
            if not near:
                break
            position = chance.below(len(near))
            index = near[position]
            near[position] = near[-1]
            near.pop()
            if placed[index] is not None:
                self._take_out(self.jobs[index], removed)
        return removed

    def _take_out(self, job: Job, removed: list[tuple[Job, Placement]]) -> None:
        for index in job.dependants:
            if self.state.placed[index] is not None:
                self._take_out(self.jobs[index], removed)
        removed.append((job, self.state.remove(job)))

    def _recreate(self, seed: Job, day: int, removed: list[Job]) -> list[Job]:
        chance, state = self.chance, self.state
        pool = [*removed, *self._refused_near(seed, day, {job.index for job in removed})]
        keys = self._keys(pool, chance.below(4))
        order = [job for _, _, job in sorted(zip(keys, (job.index for job in pool), pool, strict=True))]
        policy = _POLICIES[chance.below(len(_POLICIES))]
        placed = []
        if state.placed[seed.index] is None and chance.below(3) and place(state, seed, policy, chance):
            placed.append(seed)
        return placed + insert_all(state, order, policy, chance)

    def _refused_near(self, seed: Job, day: int, removed: set[int]) -> list[Job]:
        """Some refused jobs that might use the room made around `day`."""
        placed, jobs, chance = self.state.placed, self.jobs, self.chance
        count = len(jobs)
        found = [] if seed.index in removed or placed[seed.index] is not None else [seed]
        start = chance.below(count)
        for offset in range(min(count, 400)):
            index = (start + offset) % count
            if placed[index] is None and index not in removed and index != seed.index:
                job = jobs[index]
                if job.days[0] <= day + 25 and job.days[-1] >= day - 25:
                    found.append(job)
                    if len(found) >= _POOL:
                        break
        return found

    def _keys(self, pool: list[Job], kind: int) -> list[int]:
        """By value, by value for the work, by room, or by chance; each with some noise."""
        chance, worth, effort = self.chance, self.worth, self.effort
        if kind == 0:
            return [-worth[job.index] * (80 + chance.below(40)) for job in pool]
        if kind == 1:
            return [-(worth[job.index] // effort[job.index]) * (80 + chance.below(40)) for job in pool]
        if kind == 2:
            return [len(job.days) * (80 + chance.below(40)) for job in pool]
        return [chance.below(1 << 20) for _ in pool]


def _resource_mask(job: Job, workers: int) -> int:
    """The people and channels a job may use, as bits."""
    mask = 0
    for segment in job.chain:
        for part in segment.parts if segment.kind == PARALLEL else (segment,):
            for person in part.people:
                mask |= 1 << person
    for number, _, _ in job.waves:
        mask |= 1 << (workers + number)
    return mask or -1
