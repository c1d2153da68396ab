"""Finding out why: the same checker that places jobs is asked what stops this one.

Nothing here changes the plan: capacity is lent to the checker and taken back.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from contentops.schedule.channel_cause import find_channel_cause
from contentops.schedule.instance import PARALLEL, REVIEW, WORK, Instance, Job, Segment
from contentops.schedule.reasons import Cause
from contentops.schedule.state import State

_PLENTY = 1 << 30
_WEEKS_SHOWN = 2
_RULES = ("review-limit", "hours", "channel-limit")


class Diagnosis:
    """Questions to a finished plan."""

    def __init__(self, instance: Instance, state: State) -> None:
        self.instance = instance
        self.state = state
        self._empty = State(instance)

    def why_refused(self, job: Job) -> tuple[list[Cause], list[str]]:
        """Why a job has no place: causes for the reader, and the names of the rules that bind."""
        for dep in job.deps:
            if self.state.placed[dep] is None:
                return [Cause("dependency", {"name": self.state.jobs[dep].title, "state": "refused"})], [
                    "dependency"
                ]
        days = self._days(job, job.days[0], job.days[-1])
        last = self.instance.axis.day(job.days[-1])
        if not days:
            return [self._late(job)], ["dependency-late"]
        if not _any_day(self._empty, job, days):
            cause = self._what_stops(self._empty, job, days)
            return [Cause("alone", {"because": cause}), *self._earliest(self._empty, job)], [cause.code]
        cause = self._what_stops(self.state, job, days)
        binding = self._binding(job, days)
        if not binding:
            binding = sorted({cause.code, *self._jointly(job, days)})
            first = self.instance.axis.day(days[0])
            cause = Cause("together", {"first": first, "last": last, "because": cause})
        return [cause, *self._earliest(self.state, job)], binding

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
        earlier = self._days(job, job.days[0], day - 1)
        if earlier:
            self.state.remove(job)
            try:
                cause = self._what_stops(self.state, job, earlier)
            finally:
                self.state.restore(job, placement)
            if cause.code == "free":
                code = "kept-date" if job.preferred == day else "room"
                return [*causes, Cause(code)], [code]
            return [*causes, Cause("not-earlier", {"because": cause})], [cause.code]
        return [*causes, *self._first_day(job)] or [Cause("first-of-period")], ["first-day"]

    def _late(self, job: Job) -> Cause:
        day = self.state.earliest_day(job) - 1
        titles = [
            self.state.jobs[dep].title
            for dep in job.deps
            if (placed := self.state.placed[dep]) is not None and placed[0] == day
        ] or job.item.depends_on
        axis = self.instance.axis
        return Cause(
            "dependency-late", {"names": titles, "date": axis.day(day), "last": axis.day(job.days[-1])}
        )

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

    def _days(self, job: Job, first: int, last: int) -> list[int]:
        first = max(first, self.state.earliest_day(job))
        return [day for day in job.days if first <= day <= last]

    def _binding(self, job: Job, days: list[int]) -> list[str]:
        """The rules that alone stop the job: lifting any one of them makes room."""
        return [rule for rule in _RULES if self._fits_without(job, days, (rule,), self.state)]

    def _jointly(self, job: Job, days: list[int]) -> list[str]:
        for left_out in _RULES:
            pair = tuple(rule for rule in _RULES if rule != left_out)
            if self._fits_without(job, days, pair, self.state):
                return list(pair)
        return list(_RULES)

    @staticmethod
    def _fits_without(job: Job, days: list[int], rules: tuple[str, ...], state: State) -> bool:
        with _lifted(state, rules):
            return _any_day(state, job, days)

    def _what_stops(self, state: State, job: Job, days: list[int]) -> Cause:
        """What stops the job on the latest of `days` that its channels have free."""
        day = next((day for day in reversed(days) if state.find_waves(job, day) is not None), None)
        if day is None:
            return find_channel_cause(state, job, days)
        stopped = _first_that_fails(state, job, day)
        if stopped is None:
            return Cause("free")
        segment, bound, before = stopped
        if not any(_is_able(self.instance, segment, person) for person in segment.people):
            return Cause("nobody", {"stage": segment.stage})
        with _lifted(state, ("review-limit", "hours")):
            if _first_that_fails(state, job, day) is not None:
                return self._lead_time(state, job)
        segment, bound, first = self._culprit(state, before, day, segment, bound, job)
        if segment.kind == REVIEW:
            return self._review(state, segment, bound)
        # What the later links of the same job take is gone too while its hours are counted.
        taken = state.find_work(before, day) or ()
        try:
            return self._hours(state, segment, range(first, bound + 1), before if taken else None)
        finally:
            state.give_back(list(taken))

    def _culprit(
        self, state: State, before: Job, day: int, segment: Segment, bound: int, job: Job
    ) -> tuple[Segment, int, int]:
        """The link to blame, the last day it may end on, and the day since when there was no room for it.

        The link that fails may only pay for another that had to go far back: unless lifting its own kind of
        rule helps, the link that waited longest is to blame, of the other kind when lifting that helps.
        """
        today = max(0, self.instance.axis.today, job.begin)
        own, other = ("review-limit", "hours") if segment.kind == REVIEW else ("hours", "review-limit")
        if self._fits_without(job, [day], (own,), state):
            return segment, bound, today
        kinds = {WORK, REVIEW}
        if self._fits_without(job, [day], (other,), state):
            kinds.discard(segment.kind)
        best, widest = (segment, bound, today), 0
        works = iter(state.find_work(before, day) or ())
        taken = []
        latest = day - 1
        for link in before.chain:
            starts = []
            for part in link.parts or (link,):
                work = next(works)
                taken.append(work)
                starts.append(work[2])
                if part.kind in kinds and latest - work[3] > widest:
                    best, widest = (part, latest, work[3] + 1), latest - work[3]
            latest = min(starts) - 1
        state.give_back(taken)
        return best

    def _lead_time(self, state: State, job: Job) -> Cause:
        axis = self.instance.axis
        last = axis.day(job.days[-1])
        begins = {"first": axis.day(job.begin)} if job.begin > axis.today else {}
        for day in range(job.days[-1] + 1, axis.size):
            if _first_that_fails(state, job, day) is None:
                code = "lead-time-recap" if begins else "lead-time"
                return Cause(code, {"earliest": axis.day(day), "last": last, **begins})
        return Cause("lead-time-never", {"last": last})

    def _review(self, state: State, segment: Segment, bound: int) -> Cause:
        axis, workers = self.instance.axis, self.instance.workers
        weeks: list[int] = []
        takers: list[str] = []
        for week in range(max(0, bound) // 7, -1, -1):
            found = [title for person in segment.people for title in self._reviewed(state, person, week)]
            # Weeks without any review to give (leave, the past) are no reason; two full ones are enough.
            if found:
                weeks.insert(0, week)
                takers = [*found, *takers]
            if len(weeks) == _WEEKS_SHOWN:
                break
        return Cause(
            "review-limit",
            {
                "stage": segment.stage,
                "people": [workers[person].name for person in segment.people],
                "limit": sum(workers[person].reviews_per_week for person in segment.people),
                "weeks": [axis.week_name(week) for week in weeks or [max(0, bound) // 7]],
                "takers": list(dict.fromkeys(takers)),
            },
        )

    def _reviewed(self, state: State, person: int, week: int) -> list[str]:
        titles = list(self.instance.fixed_reviews.get((person, week), []))
        for job, placement in zip(state.jobs, state.placed, strict=True):
            for work in placement[2] if placement is not None else ():
                if work[1] == person and not work[4] and work[3] // 7 == week:
                    titles.append(job.title)
        return titles

    def _hours(self, state: State, segment: Segment, days: range, own: Job | None) -> Cause:
        axis, workers = self.instance.axis, self.instance.workers
        first = days.start
        last = max(days.stop - 1, first)
        weeks = range(first // 7, last // 7 + 1)
        free = {
            person: sum(min(state.hours[person][week], _worked(workers[person].days.before, week, first, last)
                            * segment.rate) for week in weeks)
            for person in segment.people
        }  # fmt: skip
        person = max(segment.people, key=lambda number: (free[number], -number))
        return Cause(
            "hours",
            {
                "stage": segment.stage,
                "hours": segment.amount / 2,
                "people": [workers[person].name],
                "free": free[person] / 2,
                "capacity": sum(workers[person].hours[week] for week in weeks) / 2,
                "first": axis.day(first),
                "last": axis.day(last),
                "takers": [
                    *self._busy_with(state, person, weeks),
                    *([own.title] if own and _works(own, person) else []),
                ],
            },
        )

    def _busy_with(self, state: State, person: int, weeks: range) -> list[str]:
        """What takes a person's hours in some weeks, the largest part first."""
        hours: dict[str, int] = {}
        for week in weeks:
            for title in self.instance.fixed_work.get((person, week), []):
                hours[title] = hours.get(title, 0) + 1
        for job, placement in zip(state.jobs, state.placed, strict=True):
            for work in placement[2] if placement is not None else ():
                if work[1] == person:
                    spent = sum(amount for week, amount in work[5] if week in weeks)
                    if spent:
                        hours[job.title] = hours.get(job.title, 0) + spent
        return sorted(hours, key=lambda title: (-hours[title], title))

    def _earliest(self, state: State, job: Job) -> list[Cause]:
        """The first day after the job's last on which it would fit, if its window did not end."""
        axis = self.instance.axis
        end = axis.index(self.instance.period.last)
        later = replace(job, deadline=axis.size - 1)
        for day in range(job.days[-1] + 1, end + 1):
            open_day = bool(job.waves) or day in self.instance.base.days
            if open_day and state.find_waves(later, day) is not None and state.fits(later, day):
                figures = {
                    "date": axis.day(day),
                    "week": axis.week_name(day // 7),
                    "last": axis.day(job.days[-1]),
                }
                return [Cause("earliest", figures)]
        return []


def _any_day(state: State, job: Job, days: list[int]) -> bool:
    """Whether the job fits on any of `days`; when its work misses the latest, it misses all."""
    for day in reversed(days):
        if state.find_waves(job, day) is not None:
            return state.fits(job, day)
    return False


@contextmanager
def _lifted(state: State, rules: tuple[str, ...]) -> Iterator[None]:
    """Lift some rules while the checker is asked."""
    hours, reviews, blocked = state.hours, state.reviews, state.blocked
    weeks = state.instance.axis.weeks
    if "hours" in rules:
        state.hours = [[_PLENTY] * weeks for _ in hours]
    if "review-limit" in rules:
        state.reviews = [[_PLENTY] * weeks for _ in reviews]
    if "channel-limit" in rules:
        state.blocked = [bytearray(outlet.closed) for outlet in state.instance.outlets]
    try:
        yield
    finally:
        state.hours, state.reviews, state.blocked = hours, reviews, blocked


def _first_that_fails(state: State, job: Job, day: int) -> tuple[Segment, int, Job] | None:
    """The link of the chain that does not fit when the job is published on `day`.

    With the last day it may end on, and the job with only the links that come after it.
    """
    for length in range(1, len(job.chain) + 1):
        shorter = replace(job, chain=job.chain[:length])
        if state.fits(shorter, day):
            continue
        before = replace(job, chain=job.chain[: length - 1])
        work = state.find_work(before, day)
        assert work is not None  # noqa: S101  it fitted in the round before
        state.give_back(list(work))
        bound = min((part[2] for part in work), default=day) - 1
        segment = job.chain[length - 1]
        if segment.kind == PARALLEL:
            return _failing_part(state, segment, job, day, length), bound, before
        return segment, bound, before
    return None


def _failing_part(state: State, segment: Segment, job: Job, day: int, length: int) -> Segment:
    for count in range(1, len(segment.parts) + 1):
        shorter = replace(segment, parts=segment.parts[:count])
        if not state.fits(replace(job, chain=(*job.chain[: length - 1], shorter)), day):
            return segment.parts[count - 1]
    return segment.parts[-1]


def _is_able(instance: Instance, segment: Segment, person: int) -> bool:
    """Whether a person gives any time to this kind of link at all."""
    worker = instance.workers[person]
    return bool(worker.reviews_per_week if segment.kind == REVIEW else worker.hours_per_week)


def _worked(before: list[int], week: int, first: int, last: int) -> int:
    """The working days of a week that lie from `first` to `last`."""
    return max(0, before[min(week * 7 + 7, last + 1)] - before[max(week * 7, first)])


def _works(job: Job, person: int) -> bool:
    """Whether the job's links shown so far include work of the person."""
    return any(
        person in part.people
        for segment in job.chain
        for part in segment.parts or (segment,)
        if part.kind != REVIEW
    )
