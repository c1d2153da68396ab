"""Whether something that is not planned would fit beside everything that is: who has hours, which channel a day.

Ideas become jobs of an instance in which all entries of the plan are settled, each tried alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from contentops.models.calendar import Calendar, Entry, SolverReport
from contentops.models.item import Item
from contentops.models.period import Period
from contentops.models.workspace import Workspace
from contentops.schedule.build import build_instance
from contentops.schedule.instance import Instance, Job
from contentops.schedule.resources import Countries
from contentops.schedule.state import State


def settle_all(
    workspace: Workspace,
    period: Period,
    today: date,
    countries: Countries,
    entries: Sequence[Entry],
    beside: Sequence[Calendar],
) -> Instance:
    """The problem that is left when every entry of a plan stays where it stands."""
    pinned = [
        entry.model_copy(update={"state": "pinned"}) if entry.state == "planned" else entry
        for entry in entries
    ]
    existing = Calendar(
        period=period.name,
        provisional=False,
        today=today,
        input_hash=workspace.input_hash,
        solver=SolverReport(name="as it stands", status="feasible"),
        entries=pinned,
    )
    return build_instance(workspace, period, today, countries, existing=existing, beside=beside)


class Openings:
    """What still fits beside a plan; `ideas` are items that do not stand in it.

    `begins` names those whose work begins after a day. An occurrence has the id `ITEM@DATE`.
    """

    def __init__(
        self,
        workspace: Workspace,
        period: Period,
        today: date,
        countries: Countries,
        entries: Sequence[Entry],
        beside: Sequence[Calendar],
        ideas: Iterable[Item],
        begins: Mapping[str, date],
    ) -> None:
        items = _with_dependencies({item.id: item for item in ideas}, workspace)
        own = replace(workspace, items=items)
        self._instance = settle_all(own, period, today, countries, entries, beside)
        self._state = State(self._instance)
        self._jobs: dict[str, Job] = {job.id: job for job in self._instance.jobs}
        for name, day in begins.items():
            if name in self._jobs:
                self._jobs[name].begin = self._instance.axis.index(day) + 1
        self._fits: dict[tuple[int, int], bool] = {}

    def days(self, idea: str) -> list[date]:
        """The days on which an idea may be published, whether it fits or not; empty when there is none."""
        job = self._jobs.get(idea)
        return [self._instance.axis.day(day) for day in job.days] if job is not None else []

    def find_day(self, idea: str, first: date, last: date, channel: str | None = None) -> date | None:
        """The first publish day that serves the days from `first` to `last` and fits beside the plan.

        With a channel, its wave must lie in them, otherwise the publish day.
        """
        job, axis = self._jobs.get(idea), self._instance.axis
        if job is None or any(self._state.placed[dep] is None for dep in job.deps):
            return None
        low, high = (first - axis.first).days, (last - axis.first).days
        for day in job.days:
            if day <= job.after or day > high or (channel is None and day < low):
                continue
            waves = self._state.find_waves(job, day)
            if waves is None:
                continue
            if channel is not None and not self._reaches(job, waves, channel, low, high):
                continue
            if self._has_room(job, day):
                return axis.day(day)
        return None

    def has_channel_day(self, idea: str, first: date, last: date) -> bool:
        """Whether the channels of an idea have days left for a publication from `first` to `last`."""
        job, axis = self._jobs.get(idea), self._instance.axis
        low, high = (first - axis.first).days, (last - axis.first).days
        return job is not None and any(
            low <= day <= high and self._state.find_waves(job, day) is not None for day in job.days
        )

    def _reaches(self, job: Job, waves: Sequence[int], channel: str, low: int, high: int) -> bool:
        return any(
            self._instance.outlets[number].id == channel and low <= wave <= high
            for (number, _, _), wave in zip(job.waves, waves, strict=True)
        )

    def _has_room(self, job: Job, day: int) -> bool:
        key = (job.index, day)
        if key not in self._fits:
            self._fits[key] = self._state.fits(job, day)
        return self._fits[key]


def _with_dependencies(items: dict[str, Item], workspace: Workspace) -> Mapping[str, Item]:
    """The ideas, and what they wait for: whether it is planned or not decides whether they fit."""
    found = dict(items)
    waiting = list(items.values())
    while waiting:
        for name in waiting.pop().depends_on:
            item = workspace.items.get(name)
            if item is not None and name not in found:
                found[name] = item
                waiting.append(item)
    return found
