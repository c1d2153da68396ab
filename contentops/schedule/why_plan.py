"""A plan that stands on the calendar, taken up again: its problem, its placements, and what of it broke since."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from contentops.models.calendar import Calendar, Entry
from contentops.models.period import Period
from contentops.models.workspace import Workspace
from contentops.schedule.build import build_instance
from contentops.schedule.diagnose import Diagnosis
from contentops.schedule.earlier import is_edited, take_earlier
from contentops.schedule.entries import make_entry
from contentops.schedule.incumbent import restore_plan
from contentops.schedule.instance import Instance, Job
from contentops.schedule.resources import Countries
from contentops.schedule.state import Placement, State


@dataclass(frozen=True)
class StandingPlan:
    """A calendar and the state it stands for, as of `today`.

    `state` holds every planned entry that keeps the rules, `lost` are those that do not by now. Nobody may
    leave it changed: whoever tries something gives it back.
    """

    workspace: Workspace
    period: Period
    today: date
    calendar: Calendar
    beside: tuple[Calendar, ...]
    countries: Countries
    instance: Instance
    state: State

    @cached_property
    def jobs(self) -> dict[str, Job]:
        """The candidates by id."""
        return {job.id: job for job in self.instance.jobs}

    @cached_property
    def entries(self) -> dict[str, Entry]:
        """The calendar's entries by item."""
        return {entry.item: entry for entry in self.calendar.entries}

    @cached_property
    def kept(self) -> dict[str, Entry]:
        """The entries that do not move, by item."""
        return {entry.item: entry for entry in self.instance.kept}

    @cached_property
    def standing(self) -> frozenset[str]:
        """What has its place: entries that do not move, and planned ones that keep the rules."""
        placed = {job.id for job in self.instance.jobs if self.state.placed[job.index] is not None}
        return frozenset(placed | self.kept.keys())

    @cached_property
    def diagnosis(self) -> Diagnosis:
        """Questions to this plan."""
        return Diagnosis(self.instance, self.state)

    @property
    def is_stale(self) -> bool:
        """Whether the workspace has changed since the plan was made."""
        return self.calendar.input_hash != self.workspace.input_hash

    @cached_property
    def is_as_planned(self) -> bool:
        """Whether the calendar stands as it was planned, for the same files and day: what it says still holds."""
        return not self.is_stale and self.today == self.calendar.today and not is_edited(self.calendar)

    def changed(self, workspace: Workspace, without: Collection[str] = ()) -> StandingPlan:
        """The same calendar in a changed workspace; the entries `without` are taken off it."""
        entries = [entry for entry in self.calendar.entries if entry.item not in without]
        calendar = self.calendar.model_copy(update={"entries": entries}) if without else self.calendar
        return take_up(workspace, self.period, self.today, calendar, beside=self.beside, like=self)

    def entry_of(self, job: Job, placement: Placement) -> Entry:
        """A placement as it would stand on the calendar, without a reason."""
        return make_entry(job, self.instance, placement)


def take_up(
    workspace: Workspace,
    period: Period,
    today: date,
    calendar: Calendar,
    *,
    beside: Sequence[Calendar] = (),
    like: StandingPlan | None = None,
) -> StandingPlan:
    """The plan that `calendar` stands for, in the workspace as it is and on the day `today`.

    A day before the calendar's own counts as that day: the plan knew it. How a task's hours fall on its
    weeks does not stand on a calendar; as in planning, they are taken to lie as late as they can, or, where
    that is possible, as they do in the plan `like` (of the same working days).
    """
    day = max(today, calendar.today)
    known = like.countries if like is not None else Countries(workspace)
    calendar = take_earlier(calendar, known.of(None))
    instance = build_instance(workspace, period, day, known, existing=calendar, beside=beside)
    for job in instance.jobs:
        # It is this plan that is asked, not one that follows it.
        job.preferred = -1
    early = restore_plan(instance, calendar)
    placed = _hours_like(instance, early.placed, like) if like is not None else None
    state = State.of(instance, placed or _hours_late(instance, early.placed))
    return StandingPlan(workspace, period, day, calendar, tuple(beside), known, instance, state)


def _hours_like(
    instance: Instance, placed: Sequence[Placement | None], like: StandingPlan
) -> list[Placement | None] | None:
    """The same placements with each task's hours where another plan has them; None when that does not fit."""
    free = [list(worker.hours) for worker in instance.workers]
    spread: list[Placement | None] = []
    for job, placement in zip(instance.jobs, placed, strict=True):
        other = like.jobs.get(job.id)
        before = like.state.placed[other.index] if other is not None else None
        if placement is None:
            spread.append(None)
            continue
        if before is None or [work[:5] for work in before[2]] != [work[:5] for work in placement[2]]:
            return None
        spread.append((placement[0], placement[1], before[2]))
        for _, person, _, _, _, hours in before[2]:
            for week, amount in hours:
                free[person][week] -= amount
                if free[person][week] < 0:
                    return None
    return spread


def _hours_late(instance: Instance, placed: Sequence[Placement | None]) -> list[Placement | None]:
    """The same placements with each task's hours as late as its days and the others allow.

    Going back from the last week, the task that begins last comes first: that fits whenever anything does.
    """
    taken: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for person, worker in enumerate(instance.workers):
        own = [
            (-(work[2] // 7), -(work[3] // 7), (index, position), work[4])
            for index, placement in enumerate(placed)
            if placement is not None
            for position, work in enumerate(placement[2])
            if work[1] == person and work[4]
        ]
        own.sort()
        left = {key: amount for _, _, key, amount in own}
        for week in reversed(range(instance.axis.weeks)):
            free = worker.hours[week]
            for first, last, key, _ in own:
                amount = min(free, left[key]) if -first <= week <= -last else 0
                if amount:
                    taken.setdefault(key, []).append((week, amount))
                    left[key] -= amount
                    free -= amount
    spread: list[Placement | None] = []
    for index, placement in enumerate(placed):
        if placement is None:
            spread.append(None)
            continue
        day, waves, works = placement
        later = tuple(
            (*work[:5], tuple(taken.get((index, position), ()))) if work[4] else work
            for position, work in enumerate(works)
        )
        spread.append((day, waves, later))
    return spread


def with_entry(calendar: Calendar, entry: Entry) -> Calendar:
    """The calendar with one entry more."""
    entries = sorted([*calendar.entries, entry], key=lambda one: (one.publish, one.item))
    refused = [one for one in calendar.unscheduled if one.item != entry.item]
    return calendar.model_copy(update={"entries": entries, "unscheduled": refused})
