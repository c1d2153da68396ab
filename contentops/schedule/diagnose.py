"""Finding out why: the same checker that places jobs is asked what stops this one.

Nothing here changes the plan: the questions go to a copy, and what they take is given back.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from contentops.schedule.channel_cause import closed_cause, limit_cause
from contentops.schedule.instance import REVIEW, Instance, Job, Segment
from contentops.schedule.limits import DEPENDENCY, Limit, Question
from contentops.schedule.reasons import Cause
from contentops.schedule.state import Placement, State
from contentops.schedule.work_cause import work_cause

_SHOWN = 3
"""How many of the rules that bind together are said."""
_SCARCE = {"hours", "review-limit", "channel-limit", "channel-gap", "together"}
"""Causes that what is settled may have a part in."""
_LOOKED_AT = 20
"""How many earlier days are compared with the one a job has."""


class Diagnosis:
    """Questions to a finished plan."""

    def __init__(self, instance: Instance, state: State) -> None:
        self.instance = instance
        self.state = State.of(instance, state.placed)
        self.state.add_twins()
        self.empty = State(instance)
        """The same with nothing placed; it must be left as it is."""
        self.empty.add_twins()

    def why_refused(self, job: Job) -> tuple[list[Cause], list[str]]:
        """Why a job has no place: causes for the reader, and the names of the rules that bind."""
        for dep in job.deps:
            if self.state.placed[dep] is None:
                figures = {"name": self.state.jobs[dep].title, "state": "refused"}
                return [Cause("dependency", figures)], ["dependency"]
        earliest = self._earliest(job)
        alone = Question(self.empty, job, job.days, job.days)
        if not alone.fits():
            cause, binding = self._explain(alone)
            scarce = cause.code in _SCARCE and self._has_settled()
            return [Cause("beside-settled" if scarce else "alone", {"because": cause}), *earliest], binding
        cause, binding = self._explain(Question(self.state, job, self._days(job), job.days))
        return [cause, *earliest], binding

    def _has_settled(self) -> bool:
        """Whether entries that do not move, of this plan or of others, take anything."""
        instance = self.instance
        taken = any(outlet.taken for outlet in instance.outlets)
        return taken or bool(instance.fixed_work or instance.fixed_reviews)

    def fits_alone(self, job: Job) -> bool:
        """Whether a job could be done if it were the only one; its dependencies are taken to be out in time."""
        return Question(self.empty, job, job.days, job.days).fits()

    def why_there(self, job: Job) -> tuple[list[Cause], list[str]]:
        """Why a placed job stands on its day and not on an earlier one."""
        placement = self.state.placed[job.index]
        assert placement is not None  # noqa: S101  callers ask about placed jobs
        day = placement[0]
        causes: list[Cause] = []
        window = job.window
        if window.first.cause.code in ("anchor", "occurrence"):
            causes.append(window.first.cause)
        elif window.last.cause.code == "anchor":
            causes.append(window.last.cause)
        earlier = [other for other in self._days(job) if other < day]
        if not earlier:
            return [*causes, *self._first_day(job)] or [Cause("first-of-period")], ["first-day"]
        self.state.remove(job)
        try:
            question = Question(self.state, job, earlier, earlier)
            if question.fits():
                cause = (
                    Cause("kept-date") if job.preferred == day else self._better_here(job, placement, earlier)
                )
                return [*causes, cause], [cause.code]
            cause, binding = self._explain(question)
        finally:
            self.state.restore(job, placement)
        return [*causes, Cause("not-earlier", {"because": cause})], binding

    def why_not_on(self, job: Job, day: int, *, alone: bool = False) -> Cause | None:
        """What keeps a job off one of its days when everything else stays; None when it would fit there.

        `alone` asks the same when nothing but settled entries were on the calendar.
        """
        state = self.empty if alone else self.state
        placement = state.remove(job) if state.placed[job.index] is not None else None
        try:
            days = [day] if day >= state.earliest_day(job) else []
            question = Question(state, job, days, [day])
            return None if question.fits() else self._explain(question)[0]
        finally:
            if placement is not None:
                state.restore(job, placement)

    def _better_here(self, job: Job, placement: Placement, earlier: Sequence[int]) -> Cause:
        """Why a job that would fit earlier stands where it stands; asked while it is taken out."""
        state, axis = self.state, self.instance.axis
        day, here = placement[0], self._goals_of(job, placement)
        counts = self._publications()
        # Cadence and crowding are counted by week, so a day of an earlier week says more.
        before = [other for other in earlier if other // 7 < day // 7]
        same_week = [other for other in earlier if other // 7 == day // 7]
        found: list[tuple[int, int, int]] = []
        for days in (before, same_week):
            for other in reversed(days):
                if len(found) < _LOOKED_AT and state.try_place(job, other):
                    found.append((self._goals_of(job, state.remove(job)), -counts[other // 7], other))
            if found:
                break
        goals, there, other = max(found)
        if goals > here:
            return Cause("goals-better", {"date": axis.day(other)})
        if goals < here:
            served = self._served(job, placement, other)
            if served is not None:
                return served
        crowd, own = 1 - there, counts[day // 7] + 1
        crowd_days, own_days = (self.instance.base.in_week(one // 7) for one in (other, day))
        if crowd * own_days > own * crowd_days:
            figures = {"date": axis.day(other), "there": crowd, "here": own}
            if crowd_days == own_days:
                return Cause("even", figures)
            return Cause("even.days", {**figures, "there_days": crowd_days, "here_days": own_days})
        return Cause("no-better", {"date": axis.day(other)})

    def _goals_of(self, job: Job, placement: Placement) -> int:
        """What the goals gain by a job that stands at a placement, its own date apart."""
        before = self.state.score
        self.state.restore(job, placement)
        gained = self.state.score - before - self.state.gain(job, placement[0])
        self.state.remove(job)
        return gained

    def _publications(self) -> list[int]:
        """How many entries each week publishes."""
        counts = [0] * self.instance.axis.weeks
        days = [placement[0] for placement in self.state.placed if placement is not None]
        days += [self.instance.axis.index(entry.publish) for entry in self.instance.kept
                 if entry.state != "cancelled"]  # fmt: skip
        for day in days:
            if 0 <= day // 7 < len(counts):
                counts[day // 7] += 1
        return counts

    def _served(self, job: Job, placement: Placement, other: int) -> Cause | None:
        """The goal that loses most when a job moves to the day `other`; None when no window does."""
        state, goals = self.state, self.instance.goals
        state.restore(job, placement)
        served = list(state.served.published)
        state.remove(job)
        if not state.try_place(job, other):
            return None
        moved = list(state.served.published)
        state.remove(job)
        lost = [
            number
            for number, need in enumerate(goals.need)
            if goals.rate[number] and moved[number] < need and moved[number] < served[number]
        ]
        if not lost:
            return None
        window = goals.windows[max(lost, key=lambda number: (goals.rate[number], -number))]
        name = window.name
        if window.kind == "channels":
            name = next(outlet.name for outlet in self.instance.outlets if outlet.id == name)
        weeks = [self.instance.axis.week_name(self.instance.axis.index(day) // 7) for day in window.mondays]
        figures = {"served": (window.kind, name), "weeks": weeks, "allowed": len(weeks) - 1}
        return Cause("serves" if window.need == 1 else "serves.rate", figures)

    def _days(self, job: Job) -> list[int]:
        first = self.state.earliest_day(job)
        return [day for day in job.days if day >= first]

    def _explain(self, question: Question) -> tuple[Cause, list[str]]:
        """What stops a job that does not fit: the limit that does, or those that do together."""
        single = question.alone()
        if single:
            cause = self._limit(question, single[0], single[:1])
            return cause, list(dict.fromkeys(limit.rule for limit in single))
        limits = question.jointly()
        if not limits:
            cause = self._without_limits(question)
            return cause, [cause.code]
        days = question.days(limits)
        figures = {
            "first": self.instance.axis.day(days[0]),
            "last": self.instance.axis.day(days[-1]),
            "count": len(limits),
            "causes": _most_telling([self._limit(question, limit, limits) for limit in limits]),
        }
        if DEPENDENCY not in limits and len(days) < len(question.days((DEPENDENCY,))):
            figures["after"] = self._waits(question.job)
        return Cause("together", figures), list(dict.fromkeys(limit.rule for limit in limits))

    def _limit(self, question: Question, limit: Limit, lifted: Sequence[Limit]) -> Cause:
        """One limit in figures, when the others of `lifted` are lifted too."""
        job = question.job
        if limit == DEPENDENCY:
            return self._waits(job)
        if limit.outlet >= 0:
            return limit_cause(question.state, job, question.possible_days(lifted), limit.outlet, limit.kind)
        day = question.latest_day(lifted)
        assert day is not None  # noqa: S101  the job fits when they are lifted
        return work_cause(question.state, job, question.lift_work(lifted), day, limit)

    def _without_limits(self, question: Question) -> Cause:
        """What stops a job that does not fit even when everybody and every channel is free."""
        job = question.job
        for segment in reversed(job.chain):
            for part in segment.parts or (segment,):
                able = sum(_is_able(self.instance, part, person) for person in part.people)
                wanted = sum(one.stage == part.stage for one in segment.parts)
                if not able:
                    return Cause("nobody", {"stage": part.stage})
                if part.kind == REVIEW and able < wanted:
                    return Cause("quorum", {"stage": part.stage, "wanted": wanted, "able": able})
        if question.latest_day(question.limits) is None:
            return closed_cause(question.state, job, question.days(question.limits))
        return self._lead_time(question)

    def _lead_time(self, question: Question) -> Cause:
        """The first day for publication when everybody is free, as far as the plan reaches."""
        axis, job, state = self.instance.axis, question.job, question.state
        last = axis.day(job.days[-1])
        free = replace(question.lift_work(question.limits), deadline=axis.size - 1)
        days = range(axis.size)
        first = bisect_left(days, True, key=lambda day: state.fits(free, day))
        with question.open_channels(question.limits):
            open_days = (
                day for day in days[first:]
                if (state.find_waves(free, day) is not None if free.waves else day in self.instance.base.days)
            )  # fmt: skip
            earliest = next(open_days, None)
        if earliest is None:
            return Cause("lead-time-never", {"last": last})
        # A job that has a place is asked why it stands no earlier: its last day is no matter then.
        figures = {"earliest": axis.day(earliest), **({"last": last} if last < axis.day(earliest) else {})}
        if job.begin > axis.today:
            return Cause("lead-time-recap", {**figures, "first": axis.day(job.begin)})
        return Cause("lead-time", figures)

    def _waits(self, job: Job) -> Cause:
        """The dependency that is published last of all, so that too few days (or none) are left."""
        day = self.state.earliest_day(job) - 1
        titles = [
            self.state.jobs[dep].title
            for dep in job.deps
            if (placed := self.state.placed[dep]) is not None and placed[0] == day
        ] or job.item.depends_on
        axis = self.instance.axis
        code = "dependency-late" if day >= job.days[-1] else "dependency-first"
        return Cause(code, {"names": titles, "date": axis.day(day), "last": axis.day(job.days[-1])})

    def _first_day(self, job: Job) -> list[Cause]:
        window = job.window
        after = self.state.earliest_day(job)
        for dep in job.deps:
            placed = self.state.placed[dep]
            if placed is not None and placed[0] + 1 == after and after > job.days[0]:
                figures = {"name": self.state.jobs[dep].title, "date": self.instance.axis.day(placed[0])}
                return [Cause("after-dependency", figures)]
        if window.first.cause.code in ("anchor", "occurrence"):
            return []
        if window.first.cause.code == "period":
            return [Cause("first-of-period")]
        return [Cause("first-of-window", {"rule_text": window.first.cause})]

    def _earliest(self, job: Job) -> list[Cause]:
        """The first day after the job's last on which it would fit, if its window did not end."""
        axis, state = self.instance.axis, self.state
        end = axis.index(self.instance.period.last)
        later = replace(job, deadline=axis.size - 1)
        for day in range(max(job.days[-1] + 1, state.earliest_day(job)), end + 1):
            open_day = bool(job.waves) or day in self.instance.base.days
            if open_day and state.find_waves(later, day) is not None and state.fits(later, day):
                figures = {
                    "date": axis.day(day),
                    "week": axis.week_name(day // 7),
                    "last": axis.day(job.days[-1]),
                }
                return [Cause("earliest", figures)]
        return []


def _most_telling(causes: Sequence[Cause]) -> list[Cause]:
    """The causes to be said of those that bind together: the hardest to lift, in their own order."""
    hard = sorted(range(len(causes)), key=lambda number: (-_hardness(causes[number]), number))
    return [causes[number] for number in sorted(hard[:_SHOWN])]


def _hardness(cause: Cause) -> float:
    """How much of what a job wants is missing, 0 to 1; what only its own other steps take says least."""
    figures = cause.figures
    if cause.code in ("dependency-late", "dependency-first"):
        return 1.0
    if cause.code == "hours":
        # Short by half the work weighs as much as all weeks of a reviewer.
        short = float(figures["hours"] - figures["free"]) / float(figures["hours"])
        return min(1.0, 2 * short)
    if cause.code == "review-limit":
        return 0.9
    if cause.code == "channel-limit":
        return 0.7
    return 0.5 if cause.code == "channel-gap" else 0.1


def _is_able(instance: Instance, segment: Segment, person: int) -> bool:
    """Whether a person gives any time to this kind of link at all."""
    worker = instance.workers[person]
    return bool(worker.reviews_per_week if segment.kind == REVIEW else worker.hours_per_week)
