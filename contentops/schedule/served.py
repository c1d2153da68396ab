"""What the jobs placed so far do for the goals, kept up to date as they come and go."""

from __future__ import annotations

from contentops.schedule.goals import PERMILLE, misplaced
from contentops.schedule.instance import Instance, Job


class Served:
    """The publications in each window of the cadence, and the effort by kind."""

    def __init__(self, instance: Instance) -> None:
        goals = instance.goals
        self._outlets = instance.outlets
        self._need, self._rate = goals.need, goals.rate
        self._shares, self._mix_rate = goals.shares, goals.mix_rate
        self.published = list(goals.settled)
        """By window: the publications in it."""
        self.effort = [list(effort) for effort in goals.effort]
        """By set with a target mix, by name: half-hours."""
        self._mix = self._mix_cost()

    def add(self, job: Job, day: int, waves: tuple[int, ...]) -> int:
        """Count a job that is placed; returns what the score gains by it."""
        published, need, rate, gained = self.published, self._need, self._rate, 0
        for window in job.windows[day // 7]:
            if published[window] < need[window]:
                gained += rate[window]
            published[window] += 1
        for (number, _, _), wave in zip(job.waves, waves, strict=True):
            for window in self._outlets[number].windows[wave // 7]:
                if published[window] < need[window]:
                    gained += rate[window]
                published[window] += 1
        return gained + self._shift_mix(job, job.hours)

    def remove(self, job: Job, day: int, waves: tuple[int, ...]) -> int:
        """Undo `add`; returns what the score loses by it."""
        published, need, rate, lost = self.published, self._need, self._rate, 0
        for window in job.windows[day // 7]:
            published[window] -= 1
            if published[window] < need[window]:
                lost += rate[window]
        for (number, _, _), wave in zip(job.waves, waves, strict=True):
            for window in self._outlets[number].windows[wave // 7]:
                published[window] -= 1
                if published[window] < need[window]:
                    lost += rate[window]
        return lost - self._shift_mix(job, -job.hours)

    def _shift_mix(self, job: Job, hours: int) -> int:
        """Add half-hours of a job to the effort; returns by how much the mix comes closer to its target."""
        if not hours or not job.kinds:
            return 0
        for effort, kind in zip(self.effort, job.kinds, strict=True):
            effort[kind] += hours
        if not self._mix_rate:
            return 0
        before, self._mix = self._mix, self._mix_cost()
        return before - self._mix

    def _mix_cost(self) -> int:
        """What the mix costs as it is."""
        wrong = 0
        for effort, shares in zip(self.effort, self._shares, strict=True):
            wrong += misplaced(effort, shares)
        return self._mix_rate * wrong // (2 * PERMILLE)
