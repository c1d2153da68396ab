"""What planning again has moved, and why: the rule that the earlier day breaks now, or what has its place.

The questions go to the finished plan. First whether the day is one of the item's own (its event has moved,
its deadline changed), then whether the item could be done for it with nothing else to do (somebody is on
leave), then what of the plan keeps it off; when nothing does, what the plan gains.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from contentops.models.base import text_in
from contentops.models.calendar import Calendar, Entry
from contentops.models.period import week_name
from contentops.schedule.axis import DayList
from contentops.schedule.diagnose import Diagnosis
from contentops.schedule.goals import Window
from contentops.schedule.instance import REVIEW, Instance, Job, Segment
from contentops.schedule.reasons import Cause, Reasons
from contentops.schedule.state import State


@dataclass(frozen=True, slots=True)
class MoveCounts:
    """How much a plan differs from the one before it."""

    moved: int
    new: int
    out: int

    @property
    def any(self) -> bool:
        """Whether anything does."""
        return bool(self.moved or self.new or self.out)


def count_moves(before: Calendar, after: Calendar) -> MoveCounts:
    """How many entries moved to another day, came in, and went out."""
    days = {entry.item: entry.publish for entry in before.entries}
    now = {entry.item: entry.publish for entry in after.entries}
    moved = sum(day != days[item] for item, day in now.items() if item in days)
    return MoveCounts(moved, len(now.keys() - days.keys()), len(days.keys() - now.keys()))


class Moves:
    """The moves from an earlier plan to a finished one.

    `state` is the finished plan; `existing` the earlier one, whose planned entries may have moved.
    """

    def __init__(self, instance: Instance, state: State, existing: Calendar | None) -> None:
        self._instance = instance
        self._diagnosis = Diagnosis(instance, state)
        self._state = self._diagnosis.state
        planned = existing.entries if existing is not None else []
        kept = {entry.item for entry in instance.kept}
        self._before = {entry.item: entry for entry in planned if entry.item not in kept}
        self._now = {
            job.id: instance.axis.day(placed[0])
            for job, placed in zip(instance.jobs, state.placed, strict=True)
            if placed is not None
        }

    def before(self, item: str) -> date | None:
        """The day of an item in the earlier plan, unless it has that day again; None without one."""
        entry = self._before.get(item)
        if entry is None:
            return None
        return entry.publish if self._now.get(item) != entry.publish else None

    def why_moved(self, job: Job) -> Cause | None:
        """Why a placed job does not stand where the earlier plan had it; None when it does, or had no day."""
        day = self.before(job.id)
        if day is None:
            return None
        broken = self._own_rule(job, day)
        if broken is not None:
            return Cause("moved-broken", {"date": day, "because": broken})
        return self._why_not_there(job, day)

    def _why_not_there(self, job: Job, day: date) -> Cause:
        """What keeps a job off one of its own days: its people, what has the place, or what the plan gains."""
        index, figures = self._instance.axis.index(day), {"date": day}
        alone = self._diagnosis.why_not_on(job, index, alone=True)
        cause = alone or self._diagnosis.why_not_on(job, index)
        if cause is None:
            served = self._gain(job, index)
            return (
                Cause("moved-gain", {**figures, "served": served}) if served else Cause("moved-free", figures)
            )
        leave = next(self._leave(job, self._before[job.id]), None)
        if leave is not None:
            return Cause("moved-leave", {**figures, **leave.figures})
        if alone is not None:
            return Cause("moved-broken", {**figures, "because": alone})
        taker = self._newcomer(cause)
        if taker is None:
            return Cause("moved-full", {**figures, "because": cause})
        return Cause("moved-room", {**figures, "because": cause, "other_item": taker})

    def tell_lost(self, item: str, because: str, reasons: Reasons) -> str:
        """Why an item is refused, with the day that the earlier plan had for it, if any."""
        entry = self._before.get(item)
        if entry is None:
            return because
        return reasons.say(Cause("lost-place", {"date": entry.publish, "because": because}))

    def _own_rule(self, job: Job, day: date) -> Cause | None:
        """The rule of the item itself, of its event or of what it waits for, that `day` breaks."""
        window, axis = job.window, self._instance.axis
        if day < window.first.day:
            return window.first.cause
        if day > window.last.day:
            return window.last.cause
        index = axis.index(day)
        if index not in job.days:
            channels = [
                self._instance.outlets[number].name for number in dict.fromkeys(w[0] for w in job.waves)
            ]
            return Cause("closed-channels", {"channels": channels}) if channels else Cause("closed-day")
        if index < self._state.earliest_day(job):
            return self._diagnosis.why_not_on(job, index)
        for number in job.dependants:
            placed = self._state.placed[number]
            if placed is not None and placed[0] <= index:
                title = self._instance.jobs[number].title
                return Cause("moved-dependant", {"name": title, "date": axis.day(placed[0])})
        return None

    def _leave(self, job: Job, entry: Entry) -> Iterator[Cause]:
        """The leave that breaks the work as the earlier plan had it, first work first."""
        workspace, axis = self._instance.workspace, self._instance.axis
        segments = {part.stage: part for link in job.chain for part in (*link.parts, link)}
        days = {worker.id: worker.days for worker in self._instance.workers}
        for task in entry.tasks:
            person, segment = workspace.people.get(task.person), segments.get(task.stage)
            if person is None or segment is None:
                continue
            start, end = axis.index(task.start), axis.index(task.end)
            if 0 <= start <= end < axis.size and _is_whole(segment, days[person.id], start, end):
                continue
            for span in person.leave:
                if span.start <= task.end and span.last >= task.start:
                    name = text_in(person.name, workspace.settings.language)
                    figures = {"name": name, "stage": task.stage, "first": span.start, "last": span.last}
                    yield Cause("moved-leave", figures)

    def _newcomer(self, cause: Cause) -> Cause | None:
        """The most valuable of those that have the place, if the earlier plan did not have them there."""
        takers = set(_takers(cause))
        found: list[tuple[int, str, Cause]] = []
        for job in self._instance.jobs:
            placed = self._state.placed[job.index]
            if job.title not in takers or placed is None or not self._is_new(job.id, placed[0]):
                continue
            found.append((-job.value, job.id, Cause("taker", {"name": job.title, "value": job.value})))
        for entry in self._instance.kept:
            if entry.title in takers and entry.state == "pinned":
                found.append((-(10**6), entry.item, Cause("taker-fixed", {"name": entry.title})))
        return min(found, key=lambda one: one[:2])[2] if found else None

    def _is_new(self, item: str, index: int) -> bool:
        entry = self._before.get(item)
        return entry is None or entry.publish != self._instance.axis.day(index)

    def _gain(self, job: Job, index: int) -> Cause | None:
        """What would be silent with the job on its earlier day, and is not now: the costliest of it."""
        state, goals = self._state, self._instance.goals
        served = [count >= need for count, need in zip(state.served.published, goals.need, strict=True)]
        placement = state.remove(job)
        try:
            if not state.try_place(job, index):
                return None
            then = [count >= need for count, need in zip(state.served.published, goals.need, strict=True)]
            state.remove(job)
        finally:
            state.restore(job, placement)
        gained = [n for n, now in enumerate(served) if now and not then[n] and goals.rate[n]]
        if not gained:
            return None
        return self._served(goals.windows[min(gained, key=lambda n: (-goals.rate[n], n))])

    def _served(self, window: Window) -> Cause:
        names = {outlet.id: outlet.name for outlet in self._instance.outlets}
        weeks = [week_name(monday) for monday in window.mondays]
        if window.kind == "channels":
            whom = Cause("served.channels", {"name": names.get(window.name, window.name)})
        else:
            whom = Cause(f"served.{window.name}")
        return Cause("served", {"whom": whom, "weeks": weeks})


def _is_whole(segment: Segment, days: DayList, start: int, end: int) -> bool:
    """Whether the days from `start` to `end` are still enough for the work, and both of them worked."""
    worked = days.before[end + 1] - days.before[start]
    on_duty = all(days.before[day + 1] > days.before[day] for day in (start, end))
    enough = worked == segment.amount if segment.kind == REVIEW else worked * segment.rate >= segment.amount
    return on_duty and enough


def unsaid(moved: Cause, causes: Iterable[Cause]) -> list[Cause]:
    """The causes of where something stands that its move does not say already."""
    said = moved.figures.get("because")
    return [cause for cause in causes if said is None or said not in (cause, cause.figures.get("because"))]


def _takers(cause: Cause) -> Iterable[str]:
    """The titles that a cause names as having the room."""
    yield from cause.figures.get("takers", ())
    for inner in cause.figures.get("causes", ()):
        yield from _takers(inner)
