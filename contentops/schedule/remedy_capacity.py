"""Hours, reviews and channel slots on top: as few as let a refused job in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations, islice, product
from typing import Any

from contentops.schedule.channel_cause import limits_of, shut_days, waves_on
from contentops.schedule.instance import Job, Outlet, Segment
from contentops.schedule.limits import DEPENDENCY, Limit, Question
from contentops.schedule.reasons import Cause
from contentops.schedule.remedy_kinds import COSTS, Candidate
from contentops.schedule.state import State
from contentops.schedule.what_if import Assignment
from contentops.schedule.why_plan import StandingPlan

_CHOICES = 12
"""How many ways to choose people for the links that lack time are looked at."""
_SETS = 6
_LITTLE = 8
"""Half-hours on top that nobody would rather spread over several weeks."""


@dataclass
class _Trial:
    """One way to lift limits: extra half-hours or reviews by limit and week, and other channels."""

    job: Job
    day: int
    people: dict[Limit, int]
    outlets: dict[int, Outlet]
    extra: dict[Limit, dict[int, int]] = field(default_factory=dict)

    def fits(self, state: State) -> bool:
        """Whether the job fits with what is on top."""
        self._move(state, 1)
        try:
            return state.fits(self.job, self.day)
        finally:
            self._move(state, -1)

    def _move(self, state: State, sign: int) -> None:
        for limit, weeks in self.extra.items():
            free = (state.reviews if limit.rule == "review-limit" else state.hours)[self.people[limit]]
            for week, amount in weeks.items():
                free[week] += sign * amount


class CapacitySearch:
    """What would have to come on top for one job of a plan."""

    def __init__(self, plan: StandingPlan, job: Job) -> None:
        self.plan = plan
        self.job = job
        self.state = plan.diagnosis.state
        first = self.state.earliest_day(job)
        days = [day for day in job.days if day >= first]
        self.question = Question(self.state, job, days, job.days)
        self.is_impossible = not plan.diagnosis.fits_alone(job)

    def candidates(self) -> Iterator[Candidate]:
        """One for each way to lift the limits that bind: each alone, else as few together as do it."""
        for limits in islice(self._sets(), _SETS):
            if DEPENDENCY not in limits:
                yield from self._quantify(limits)

    def _sets(self) -> Iterator[tuple[Limit, ...]]:
        question = self.question
        limits = [limit for limit in question.limits if limit != DEPENDENCY]
        single = [(limit,) for limit in limits if question.fits((limit,))]
        if single:
            yield from single
            return
        pairs = [pair for pair in combinations(limits, 2) if question.fits(pair)]
        if pairs:
            yield from pairs
        elif limits := list(question.jointly()):
            yield tuple(limits)

    def _quantify(self, limits: Sequence[Limit]) -> Iterator[Candidate]:
        work = [limit for limit in limits if limit.link >= 0]
        for outlets in self._outlets([limit for limit in limits if limit.outlet >= 0]):
            day = self._latest_day(outlets)
            if day is None:
                continue
            found = False
            for people in islice(product(*(self._people(limit) for limit in work)), _CHOICES):
                trial = _Trial(self.job, day, dict(zip(work, people, strict=True)), outlets)
                if self._least(trial):
                    found = True
                    yield self._candidate(trial)
            if found:
                return

    # --- channels ------------------------------------------------------------------------------

    def _outlets(self, limits: Sequence[Limit]) -> Iterator[dict[int, Outlet]]:
        """The channels with one publication more, or with a smaller gap, the largest that is left first."""
        steps: dict[int, dict[str, Sequence[int]]] = {}
        for limit in limits:
            now = limits_of(self.plan.instance.outlets[limit.outlet])[limit.kind]
            more = range(now - 1, -1, -1) if limit.kind == "gap" else (now + 1,)
            steps.setdefault(limit.outlet, {})[limit.kind] = more
        keys = [(number, kind) for number, kinds in steps.items() for kind in kinds]
        for values in product(*(steps[number][kind] for number, kind in keys)):
            outlets: dict[int, Outlet] = {}
            for (number, kind), value in zip(keys, values, strict=True):
                name = "gap" if kind == "gap" else f"per_{kind}"
                changes: dict[str, Any] = {name: value}
                outlet = outlets.get(number, self.plan.instance.outlets[number])
                outlets[number] = replace(outlet, **changes)
            yield outlets

    def _latest_day(self, outlets: dict[int, Outlet]) -> int | None:
        state = self.state
        blocked = list(state.blocked)
        try:
            for number, outlet in outlets.items():
                state.blocked[number] = self._blocked(number, outlet)
            days = reversed(self.question.days(()))
            return next((day for day in days if state.find_waves(self.job, day) is not None), None)
        finally:
            state.blocked = blocked

    def _blocked(self, number: int, outlet: Outlet) -> bytearray:
        axis = self.plan.instance.axis
        blocked = bytearray(outlet.closed)
        waves = [day for day, _ in waves_on(self.state, number)]
        for kind in limits_of(outlet):
            for day in shut_days(outlet, axis, waves, kind):
                blocked[day] = 1
        return blocked

    # --- people --------------------------------------------------------------------------------

    def _segment(self, limit: Limit) -> Segment:
        segment = self.job.chain[limit.link]
        return segment if limit.part < 0 else segment.parts[limit.part]

    def _people(self, limit: Limit) -> list[int]:
        """Who could do it, those with most time left first."""
        workers, state = self.plan.instance.workers, self.state
        people = [
            person
            for person in self._segment(limit).people
            if (
                workers[person].reviews_per_week
                if limit.rule == "review-limit"
                else workers[person].hours_per_week
            )
        ]
        return sorted(people, key=lambda person: (-sum(state.hours[person]), person))

    def _weeks(self, trial: _Trial, person: int) -> list[int]:
        axis, worked = self.plan.instance.axis, self.plan.instance.workers[person].days
        first = max(0, axis.today, self.job.begin) // 7
        return [week for week in range(first, trial.day // 7 + 1) if worked.left_in_week(week)]

    def _least(self, trial: _Trial) -> bool:
        """Put on top what is needed and no more; False when more time does not help."""
        for limit, person in trial.people.items():
            amount = 1 if limit.rule == "review-limit" else self._segment(limit).amount
            trial.extra[limit] = dict.fromkeys(self._weeks(trial, person), amount)
        if not trial.fits(self.state):
            return False
        for limit in sorted(trial.people, key=lambda limit: (limit.rule != "review-limit", limit.link)):
            self._shrink(trial, limit)
        return True

    def _shrink(self, trial: _Trial, limit: Limit) -> None:
        """The fewest extra half-hours (or the one review) in the fewest weeks, given the rest."""
        whole = trial.extra[limit]
        best = self._in_one_week(trial, limit, whole)
        if best is None or sum(best.values()) > _LITTLE:
            trial.extra[limit] = dict(whole)
            several = self._in_several_weeks(trial, limit)
            if best is None or sum(several.values()) < sum(best.values()):
                best = several
        trial.extra[limit] = best

    def _in_one_week(self, trial: _Trial, limit: Limit, whole: dict[int, int]) -> dict[int, int] | None:
        best: dict[int, int] | None = None
        for week in sorted(whole, reverse=True):
            trial.extra[limit] = {week: whole[week]}
            if trial.fits(self.state):
                amount = self._smallest(trial, limit, week)
                if best is None or amount < sum(best.values()):
                    best = {week: amount}
        return best

    def _in_several_weeks(self, trial: _Trial, limit: Limit) -> dict[int, int]:
        for week in sorted(trial.extra[limit]):
            kept = trial.extra[limit].pop(week)
            if not trial.fits(self.state):
                trial.extra[limit][week] = kept
        for week in sorted(trial.extra[limit]):
            self._smallest(trial, limit, week)
        return {week: amount for week, amount in sorted(trial.extra[limit].items()) if amount}

    def _smallest(self, trial: _Trial, limit: Limit, week: int) -> int:
        """The smallest amount on top of a week that still does; it stays in the trial."""
        weeks = trial.extra[limit]
        low, high = 0, weeks[week]
        while low < high:
            weeks[week] = (low + high) // 2
            if trial.fits(self.state):
                high = weeks[week]
            else:
                low = weeks[week] + 1
        weeks[week] = high
        return high

    # --- words ---------------------------------------------------------------------------------

    def _candidate(self, trial: _Trial) -> Candidate:
        cost = 0.0
        changes: list[Assignment] = []
        steps: list[Cause] = []
        for part in (self._reviews, self._hours, self._channels):
            more, said, price = part(trial)
            changes += more
            steps += said
            cost += price
        return Candidate(cost, tuple(changes), tuple(steps), (self.job.id,))

    def _sum(self, trial: _Trial, rule: str) -> dict[int, dict[int, int]]:
        """What comes on top by person and week."""
        total: dict[int, dict[int, int]] = {}
        for limit, weeks in trial.extra.items():
            if limit.rule == rule:
                own = total.setdefault(trial.people[limit], {})
                for week, amount in weeks.items():
                    own[week] = own.get(week, 0) + amount
        return {
            person: {week: n for week, n in sorted(weeks.items()) if n} for person, weeks in total.items()
        }

    def _on_top(
        self, trial: _Trial, rule: str, form: Callable[[int], float]
    ) -> Iterator[tuple[str, Assignment, float, list[str]]]:
        axis = self.plan.instance.axis
        name = "extra_reviews" if rule == "review-limit" else "extra_hours"
        for number, weeks in self._sum(trial, rule).items():
            person = self.plan.instance.workers[number].id
            there = getattr(self.plan.workspace.people[person], name)
            for week, amount in weeks.items():
                label = axis.week_name(week)
                value = there.get(label, 0) + form(amount)
                yield person, Assignment(f"{person}.{name}.{label}", value), form(amount), [label]

    def _reviews(self, trial: _Trial) -> tuple[list[Assignment], list[Cause], float]:
        return self._told(trial, "review-limit", int, "remedy.review")

    def _hours(self, trial: _Trial) -> tuple[list[Assignment], list[Cause], float]:
        return self._told(trial, "hours", lambda halves: halves / 2, "remedy.hours")

    def _told(
        self, trial: _Trial, rule: str, form: Callable[[int], float], code: str
    ) -> tuple[list[Assignment], list[Cause], float]:
        changes, cost = [], 0.0
        said: dict[str, tuple[float, list[str]]] = {}
        for person, change, amount, weeks in self._on_top(trial, rule, form):
            changes.append(change)
            before = said.get(person, (0, []))
            said[person] = (before[0] + amount, [*before[1], *weeks])
            outside = self.plan.workspace.people[person].outside
            price = COSTS["hour"] if rule == "hours" else COSTS["outside-review" if outside else "review"]
            cost += price * amount
        names = {worker.id: worker.name for worker in self.plan.instance.workers}
        steps = [
            Cause(code, {"person": names[person], "amount": amount, "weeks": weeks})
            for person, (amount, weeks) in said.items()
        ]
        return changes, steps, cost

    def _channels(self, trial: _Trial) -> tuple[list[Assignment], list[Cause], float]:
        changes, steps, cost = [], [], 0.0
        for number, outlet in trial.outlets.items():
            before = limits_of(self.plan.instance.outlets[number])
            for kind, old in before.items():
                new = outlet.gap if kind == "gap" else int(getattr(outlet, f"per_{kind}"))
                if new == old:
                    continue
                name = "min_gap" if kind == "gap" else f"quota.per_{kind}"
                changes.append(Assignment(f"{outlet.id}.{name}", new))
                steps.append(
                    Cause(f"remedy.{'gap' if kind == 'gap' else 'slot'}",
                          {"channel": outlet.name, "limit": (kind, new), "old": old, "number": new})
                )  # fmt: skip
                cost += COSTS["gap-day"] * (old - new) if kind == "gap" else COSTS["slot"]
        return changes, steps, cost
