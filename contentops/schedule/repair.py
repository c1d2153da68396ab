"""Planning again after something changed: the earlier plan is mended where it broke, not searched anew.

What still keeps every rule stays exactly as it is. What does not, and what is new, takes the nearest place that
is free; only when there is none do others make room for it, as few as it takes, and they go back as soon as
they can. What had no place before comes in where nothing has to move for it. So an entry moves for one of
two reasons: its old day breaks a rule, or somebody who lost theirs needs it.

`plan --fresh`, or more effort on an unchanged workspace, searches for a plan that is better as a whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, islice

from contentops.models.calendar import Calendar
from contentops.schedule.chance import Chance
from contentops.schedule.construct import EARLIEST, insert_all, worth_with_dependants
from contentops.schedule.incumbent import place_together
from contentops.schedule.instance import PARALLEL, Instance, Job
from contentops.schedule.state import Placement, State

_MOST_NEW = 0.5
"""With more new items than this share of the earlier entries, it is another plan that is asked for."""
_SINGLES = 400
"""How many entries are asked whether they would make room, the nearest first; beside them pairs of the nearest."""
_PAIRS_OF = 14
_PASSES = 4
_ROUNDS, _MORE_ROUNDS, _ITEMS = 700, 300, 6
"""How many groups by chance are asked for one item, how many more with each step of effort, and for how many items."""
_CHANCE_OF, _LARGEST_GROUP = 40, 8
"""Groups by chance come from so many of the nearest, and grow to about this size."""


def can_repair(instance: Instance, standing: State, existing: Calendar) -> bool:
    """Whether there is a plan to mend: some of it stands, and not too much is new."""
    placed = sum(placement is not None for placement in standing.placed)
    known = sum(job.preferred >= 0 for job in instance.jobs)
    new = sum(job.preferred < 0 for job in _open_jobs(instance, standing, existing))
    return placed > 0 and new <= _MOST_NEW * known


def repair(instance: Instance, standing: State, existing: Calendar, effort: int = 1) -> State:
    """The earlier plan mended. `standing` is what of it keeps the rules; it is changed.

    `effort` is a factor of the work, as in the search; it may be 1 to 30.
    """
    return _Repair(instance, standing, existing, effort).run()


def _open_jobs(instance: Instance, standing: State, existing: Calendar) -> list[Job]:
    """What lost its place, is new, or is worth something else than when it was refused; dearest first."""
    refused = {refusal.item: refusal.value for refusal in existing.unscheduled}
    worth = worth_with_dependants(instance.jobs)
    found = [
        job
        for job in instance.jobs
        if standing.placed[job.index] is None and refused.get(job.id) != job.value
    ]
    return sorted(found, key=lambda job: (-worth[job.index], job.index))


class _Repair:
    def __init__(self, instance: Instance, standing: State, existing: Calendar, effort: int) -> None:
        self.instance, self.state = instance, standing
        self.rounds = _ROUNDS + _MORE_ROUNDS * effort
        self.left = _ITEMS * self.rounds
        """How many exchanges may still be tried."""
        self.open = _open_jobs(instance, standing, existing)
        self.worth = worth_with_dependants(instance.jobs)
        self.before: list[Placement | None] = list(standing.placed)
        """Where the entries stood that still keep the rules."""

    def run(self) -> State:
        if self._place_all(self.open):
            self._make_room()
        self._go_back()
        self._draw_near()
        self._go_back()
        waiting = [job for job in self.instance.jobs if self.state.placed[job.index] is None]
        insert_all(self.state, waiting, EARLIEST)
        return self.state

    def _place_all(self, wanted: Sequence[Job]) -> list[Job]:
        """Place what fits without moving anything; returns what did not."""
        waiting = list(wanted)
        while True:
            held = [job for job in waiting if not self._place_near(job)]
            if len(held) == len(waiting):
                return held
            waiting = held

    def _place_near(self, job: Job) -> bool:
        """Place a job as near to its earlier day as it fits; a new one where the plan gains most."""
        days = self._days(job)
        if job.preferred >= 0:
            return any(self.state.try_place(job, day) for day in days)
        best, best_score = -1, 0
        for day in days:
            if self.state.try_place(job, day):
                if best < 0 or self.state.score > best_score:
                    best, best_score = day, self.state.score
                self.state.remove(job)
        return best >= 0 and self.state.try_place(job, best)

    def _days(self, job: Job) -> list[int]:
        """The days a job may have now: after what it waits for, and before what waits for it."""
        state = self.state
        first = state.earliest_day(job)
        if first < 0:
            return []
        waiting = (state.placed[number] for number in job.dependants)
        last = min((placed[0] for placed in waiting if placed is not None), default=self.instance.axis.size)
        days = [day for day in job.days if first <= day < last]
        if job.preferred >= 0:
            days.sort(key=lambda day: (abs(day - job.preferred), day))
        return days

    def _make_room(self) -> None:
        """For each job that lost its place, the dearest first: let the fewest others make room, if that pays.

        Who lost it that way is asked in the next pass.
        """
        empty = State(self.instance)
        for _ in range(_PASSES):
            score = self.state.score
            wanted = {job.index for job in self.open}
            wanted |= {index for index, before in enumerate(self.before) if before is not None}
            wanted -= {index for index, placed in enumerate(self.state.placed) if placed is not None}
            for index in sorted(wanted, key=lambda index: (-self.worth[index], index)):
                job = self.instance.jobs[index]
                waits = self.state.placed[index] is None and self.state.earliest_day(job) >= 0
                if waits and _fits_somewhere(empty, job, job.days):
                    self._make_room_for(job)
            if self.state.score == score:
                break

    def _make_room_for(self, job: Job) -> None:
        """Take the best exchange of the smallest kind that helps: with one other, with two, with several."""
        for groups in self._groups(job):
            best, least = None, self.state.score
            for group in islice(groups, self.left):
                self.left -= 1
                found = self._exchange(job, group)
                if found is not None and found[0] > least:
                    least, best = found
            if best is not None:
                self.state = State.of(self.instance, best)
                return

    def _groups(self, job: Job) -> Iterator[Iterable[tuple[Job, ...]]]:
        """Who may make room: those that use what the job needs near its days, alone, in pairs, and some by chance."""
        mine = _resources(job)
        middle = job.preferred if job.preferred >= 0 else (job.days[0] + job.days[-1]) // 2
        near: list[tuple[int, int]] = []
        for other in self.instance.jobs:
            placed = self.state.placed[other.index]
            if placed is not None and other.index not in job.deps and mine & _resources(other):
                near.append((abs(placed[0] - middle), other.index))
        ordered = [self.instance.jobs[index] for _, index in sorted(near)]
        yield [(other,) for other in ordered[:_SINGLES]]
        yield combinations(ordered[:_PAIRS_OF], 2)
        yield self._by_chance(ordered[:_CHANCE_OF], job.index)

    def _by_chance(self, near: Sequence[Job], seed: int) -> Iterator[tuple[Job, ...]]:
        """Larger and larger groups of neighbours."""
        chance = Chance(seed + 1)
        for number in range(self.rounds if len(near) > 2 else 0):
            size = min(len(near), 3 + number * _LARGEST_GROUP // self.rounds)
            found = {chance.below(len(near)) for _ in range(size)}
            yield tuple(near[index] for index in sorted(found))

    def _exchange(self, job: Job, group: Iterable[Job]) -> tuple[int, list[Placement | None]] | None:
        """What comes of it when some make room for a job: the score and the plan; None when it does not fit then.

        The state is left as it was.
        """
        state = self.state
        taken = [(other, state.remove(other)) for other in self._with_dependants(group)]
        placed: list[Job] = []
        try:
            days = self._days(job)
            if not _fits_somewhere(state, job, sorted(days)) or not any(
                state.try_place(job, day) for day in days
            ):
                return None
            placed.append(job)
            elsewhere: list[Job] = []
            for other, placement in reversed(taken):
                done = self._put_back(other, placement)
                (placed if done else elsewhere).append(other)
            # Those that wait for the job come in with it.
            waiting = [
                other for other in self.open if job.index in other.deps and state.placed[other.index] is None
            ]
            placed += [other for other in (*elsewhere, *waiting) if self._place_near(other)]
            return state.score, list(state.placed)
        finally:
            for other in reversed(placed):
                state.remove(other)
            for other, placement in reversed(taken):
                state.restore(other, placement)

    def _with_dependants(self, group: Iterable[Job]) -> list[Job]:
        """Some jobs and the placed ones that wait for them, each after all that wait for it."""
        out: list[Job] = []

        def visit(job: Job) -> None:
            for number in job.dependants:
                other = self.instance.jobs[number]
                if self.state.placed[number] is not None and other not in out:
                    visit(other)
            if job not in out:
                out.append(job)

        for job in group:
            visit(job)
        return out

    def _go_back(self) -> None:
        """Let everybody who made room return as far as there is room again."""
        changed = True
        while changed:
            changed = False
            for job in self.instance.jobs:
                before, now = self.before[job.index], self.state.placed[job.index]
                if before is not None and not _same(now, before):
                    changed = self._return(job, before) or self._return_together(job, before) or changed

    def _return(self, job: Job, before: Placement) -> bool:
        """Let a job return as it was, or at least to its day."""
        state = self.state
        now = state.remove(job) if state.placed[job.index] is not None else None
        if self._put_back(job, before):
            return True
        elsewhere = now is None or now[0] != before[0]
        if elsewhere and before[0] in self._days(job) and state.try_place(job, before[0]):
            return True
        if now is not None:
            state.restore(job, now)
        return False

    def _return_together(self, job: Job, before: Placement) -> bool:
        """Let a job return when that takes other weeks for the hours of others within their days."""
        found = {index: placed for index, placed in enumerate(self.state.placed) if placed is not None}
        together = place_together(self.instance, {**found, job.index: before})
        if any(together.placed[index] is None for index in (*found, job.index)):
            return False
        self.state = together
        return True

    def _draw_near(self) -> None:
        """Let what has another day now come nearer to its earlier one, as far as others have left room by now."""
        state = self.state
        for job in self.instance.jobs:
            now = state.placed[job.index]
            if job.preferred < 0 or now is None or now[0] == job.preferred:
                continue
            far = abs(now[0] - job.preferred)
            state.remove(job)
            near = (day for day in self._days(job) if abs(day - job.preferred) < far)
            if not any(state.try_place(job, day) for day in near):
                state.restore(job, now)

    def _put_back(self, job: Job, placement: Placement) -> bool:
        """Place a job exactly as it was, if all of that is still free."""
        day, waves, works = placement
        if day not in self._days(job) or not self._waves_free(job, waves):
            return False
        state = self.state
        hours: dict[tuple[int, int], int] = {}
        reviews: dict[tuple[int, int], int] = {}
        for _, person, _, end, amount, taken in works:
            if not amount:
                reviews[person, end // 7] = reviews.get((person, end // 7), 0) + 1
            for week, part in taken:
                hours[person, week] = hours.get((person, week), 0) + part
        if any(state.reviews[person][week] < count for (person, week), count in reviews.items()):
            return False
        if any(state.hours[person][week] < amount for (person, week), amount in hours.items()):
            return False
        state.restore(job, placement)
        return True

    def _waves_free(self, job: Job, waves: Sequence[int]) -> bool:
        state, added = self.state, []
        for (number, _, _), wave in zip(job.waves, waves, strict=True):
            if state.blocked[number][wave]:
                break
            state.add_wave(number, wave)
            added.append((number, wave))
        for number, wave in added:
            state.remove_wave(number, wave)
        return len(added) == len(waves)


def _fits_somewhere(state: State, job: Job, days: Sequence[int]) -> bool:
    """Whether the work fits before the last of the days that the channels have; if not, it fits before no other."""
    last = next((day for day in reversed(days) if state.find_waves(job, day) is not None), None)
    return last is not None and state.fits(job, last)


def _same(now: Placement | None, before: Placement) -> bool:
    """Whether days, channels and people are the same; how hours lie in the weeks is not."""
    if now is None or now[:2] != before[:2]:
        return False
    return [work[:5] for work in now[2]] == [work[:5] for work in before[2]]


def _resources(job: Job) -> frozenset[tuple[str, int]]:
    """The people and channels a job may use."""
    people = {
        ("person", person)
        for segment in job.chain
        for part in (segment.parts if segment.kind == PARALLEL else (segment,))
        for person in part.people
    }
    return frozenset(people | {("channel", number) for number, _, _ in job.waves})
