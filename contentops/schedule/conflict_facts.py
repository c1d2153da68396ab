"""What can contradict what: facts with the record that says them, and the limits they break together."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from contentops.models.calendar import Entry

FactKind = Literal["entry", "item", "event", "node", "settings"]

Outcome = Literal["released", "replanned", "warned"]


@dataclass(frozen=True, slots=True, eq=False)
class Fact:
    """One thing that a file says: an entry's date or task, a limit, somebody's leave.

    `kind`, `id` and `keys` say where (`period` names the calendar of an entry); `code` and `figures` say
    what, see `conflict_words`.
    """

    code: str
    kind: FactKind
    id: str
    keys: tuple[str | int, ...] = ()
    figures: Mapping[str, Any] = field(default_factory=dict)
    period: str | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """An entry that stands in a calendar. A `movable` one may give way; the others are facts of the past,
    or belong to another calendar."""

    entry: Entry
    period: str
    movable: bool


@dataclass(frozen=True, slots=True)
class Part:
    """What one date or task of an entry adds to a limit."""

    kept: Kept
    load: int
    fact: Fact


@dataclass(frozen=True, slots=True)
class Limit:
    """The loads of `parts` may not exceed `cap` in sum.

    `facts` set the limit. `leave` lower it; `cap_without` says what it would be if only some of them held.
    """

    rule: str
    cap: int
    parts: tuple[Part, ...]
    facts: tuple[Fact, ...]
    figures: Mapping[str, Any] = field(default_factory=dict)
    leave: tuple[Fact, ...] = ()
    cap_without: Callable[[Collection[Fact]], int] | None = None

    def load(self, gone: Collection[str]) -> int:
        """The load without the movable entries of `gone`."""
        return sum(
            part.load for part in self.parts if not (part.kept.movable and part.kept.entry.item in gone)
        )

    def is_broken(self, gone: Collection[str] = ()) -> bool:
        """Whether it is exceeded without the entries of `gone`."""
        return self.load(gone) > self.cap

    def is_hopeless(self) -> bool:
        """Whether what cannot move exceeds it alone."""
        return sum(part.load for part in self.parts if not part.kept.movable) > self.cap


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Facts that cannot all hold, while any of them less would do.

    `released` is the entry that gives way, or None when nothing can. `outcome` says what becomes of it: its date
    is given up (`released`), its date holds and only its work is planned anew (`replanned`), or nothing changes
    (`warned`).
    """

    rule: str
    facts: tuple[Fact, ...]
    figures: Mapping[str, Any]
    released: Entry | None
    outcome: Outcome
