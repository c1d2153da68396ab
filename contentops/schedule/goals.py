"""The soft goals as numbers: windows of weeks that want publications, effort that wants shares.

Cadence becomes windows: so many consecutive weeks want so many publications, and each one missing costs its
rate. A longest silence of L weeks is one publication in every L + 1 weeks; a rate of r a week is p in every
q weeks with p / q as close to r as q up to four allows. Weeks without a working day do not count.

The mix becomes effort in the wrong place: half the sum, over the names of a set, of how far the effort is
from its share of all effort. Stability is a bonus for every entry that stays on its day.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction

from contentops.models.goals import Targets
from contentops.models.item import Item
from contentops.models.period import Period

_WEEK = timedelta(days=7)
_LONGEST_ROUND = 4
"""A rate of publications a week is a whole number in a round of at most so many weeks."""
KINDS = {"channels": "channel_week", "roles": "role_week", "stages": "stage_week", "pools": "pool_week"}
"""The kinds of cadence, and the rate of each."""
PERMILLE = 1000


@dataclass(frozen=True, slots=True)
class Window:
    """Consecutive weeks of the period that want publications: of a channel, a role, a stage or a pool."""

    kind: str
    """`channels`, `roles`, `stages` or `pools`."""
    name: str
    mondays: tuple[date, ...]
    need: int
    """How many publications it wants."""


@dataclass(slots=True)
class GoalTerms:
    """What the search counts. Rates are in units of its score."""

    windows: tuple[Window, ...] = ()
    need: list[int] = field(default_factory=list)
    """By window."""
    rate: list[int] = field(default_factory=list)
    """By window: what a missing publication costs."""
    settled: list[int] = field(default_factory=list)
    """By window: the publications of entries that do not move."""
    shares: tuple[tuple[int, ...], ...] = ()
    """Per set with a target (pools, means): the share of each name, in thousandths."""
    effort: list[list[int]] = field(default_factory=list)
    """Per set: the half-hours of entries that do not move, by name."""
    mix_rate: int = 0
    """What a half-hour in the wrong place costs."""
    stay: int = 0
    """What an entry of the earlier plan brings when it stays on its day."""


def working_weeks(period: Period, is_working_day: Callable[[date], bool]) -> list[date]:
    """The Mondays of the weeks that have a working day in the period."""
    monday = period.first - timedelta(days=period.first.weekday())
    weeks = []
    while monday <= period.last:
        days = (monday + timedelta(days=n) for n in range(7))
        if any(day in period and is_working_day(day) for day in days):
            weeks.append(monday)
        monday += _WEEK
    return weeks


def cadence_windows(targets: Targets, weeks: Sequence[date]) -> Iterator[Window]:
    """Every window of the period's working weeks that wants publications.

    A period shorter than a silence that is allowed has no window for it.
    """
    wanted = [("channels", name, *_round(rate)) for name, rate in targets.channels.items()]
    for kind, silences in targets.silences.items():
        wanted += [(kind, name, longest + 1, 1) for name, longest in silences.items()]
    for kind, name, length, need in wanted:
        for start in range(len(weeks) - length + 1):
            yield Window(kind, name, tuple(weeks[start : start + length]), need)


def _round(rate: float) -> tuple[int, int]:
    """A rate a week as (weeks, publications)."""
    if rate < 1:
        return math.ceil(1 / rate - 1e-9), 1
    parts = Fraction(rate).limit_denominator(_LONGEST_ROUND)
    return parts.denominator, parts.numerator


def names_served(item: Item) -> dict[str, str]:
    """What an item serves by its own fields, by kind of cadence; its channels are a matter of its waves."""
    return {"roles": item.role, "stages": item.stage, "pools": item.pool}


def misplaced(effort: Sequence[int], shares: Sequence[int]) -> int:
    """Half-hours of a set that would have to move to bring it on target, times `2 * PERMILLE`."""
    total, wrong = sum(effort), 0
    for amount, share in zip(effort, shares, strict=True):
        wrong += abs(PERMILLE * amount - share * total)
    return wrong
