"""Days as small integers: what the planner computes with.

Day 0 is a Monday, so the ISO week of day `d` is `d // 7`. Everything the search touches is an index
into plain lists; dates come back only in the calendar it writes.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from contentops.models.period import week_name


class Axis:
    """The days from the Monday on or before `first` to the Sunday on or after `last`."""

    def __init__(self, first: date, last: date, today: date) -> None:
        self.first = first - timedelta(days=first.weekday())
        end = last + timedelta(days=6 - last.weekday())
        self.size = (end - self.first).days + 1
        self.weeks = self.size // 7
        self.today = self.index(today)
        """The first day on which anything may start."""
        self.months = [self.day(n).year * 12 + self.day(n).month for n in range(self.size)]

    def index(self, day: date) -> int:
        """The index of `day`; days outside the axis are clamped to one before or one after it."""
        return max(-1, min((day - self.first).days, self.size))

    def day(self, index: int) -> date:
        """The date of an index."""
        return self.first + timedelta(days=index)

    def week_name(self, week: int) -> str:
        """`2027-W08`."""
        return week_name(self.day(week * 7))


class DayList:
    """The working days of somebody (or of a country) on an axis.

    `days` holds them in order; `before[d]` counts those with an index below `d`, so that the k-th
    working day from `d` on is `days[before[d] + k]`.
    """

    def __init__(self, axis: Axis, is_worked: Callable[[date], bool]) -> None:
        worked = [is_worked(axis.day(n)) for n in range(axis.size)]
        self.days = [n for n, works in enumerate(worked) if works]
        self.before = [0]
        for works in worked:
            self.before.append(self.before[-1] + works)
        self.today = self.before[max(0, min(axis.today, axis.size))]
        """How many lie before today: the position of the first one that may be used."""

    def in_week(self, week: int) -> int:
        """How many working days an ISO week has."""
        return self.before[week * 7 + 7] - self.before[week * 7]

    def left_in_week(self, week: int) -> int:
        """How many of them are not past."""
        return max(0, self.before[week * 7 + 7] - max(self.today, self.before[week * 7]))

    def shifted(self, size: int, count: int) -> list[int]:
        """For each day the `count`-th working day after it (0: the day itself); `size` when past the end."""
        if count == 0:
            return list(range(size))
        result = []
        for day in range(size):
            position = self.before[day + 1] + count - 1
            result.append(self.days[position] if position < len(self.days) else size)
        return result
