"""What a change costs, and a change that may help."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from contentops.schedule.reasons import Cause
from contentops.schedule.what_if import Assignment

COSTS: Mapping[str, float] = MappingProxyType(
    {
        "hour": 1.0,
        "review": 2.0,
        "outside-review": 4.0,
        "day": 1.0,
        "phase-day": 2.0,
        "slot": 4.0,
        "gap-day": 2.0,
        "value": 1.0,
        "assign": 2.0,
        "take-up": 4.0,
        "chain": 6.0,
        "skill": 8.0,
        "channel": 8.0,
        "dependency": 8.0,
    }
)
"""What changes cost, in hours.

An `hour` of somebody's work on top costs an hour; a `review` on top two, of a partner's reviewer four; a
window or deadline an hour for each working `day`, a phase of all events two; another publication a day, week
or month on a channel (`slot`) four, each day of its gap two; an item left out an hour for each point of its
`value`; work given to somebody else who can do it (`assign`) two, taking up an item that was held back four,
a shorter review `chain` six, a `skill` to be learned eight, going without a `channel` or not waiting for a
`dependency` eight.
"""


@dataclass(frozen=True)
class Candidate:
    """A change that may let an item in: its cost, how it is written and said, and what it does."""

    cost: float
    assignments: tuple[Assignment, ...]
    steps: tuple[Cause, ...]
    targets: tuple[str, ...]
    """What is to be placed, in this order."""
    without: tuple[str, ...] = ()
    """Entries that leave the calendar for it."""

    def order(self) -> tuple[float, int, str]:
        """Cheap ones first, of equal ones those with fewer parts."""
        return (self.cost, len(self.assignments), " ".join(map(str, self.assignments)))

    def then(self, name: str) -> Candidate:
        """The same with another item placed after the others."""
        return replace(self, targets=(*self.targets, name))

    def plus(self, other: Candidate) -> Candidate:
        """Both, one after the other; the second was found after the first."""
        return Candidate(
            self.cost + other.cost,
            (*self.assignments, *other.assignments),
            (*self.steps, *other.steps),
            other.targets,
            (*self.without, *other.without),
        )
