"""What differs between two calendars: the document of `contentops diff --format json`."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from contentops.models.base import Record

ChangeKind = Literal[
    "moved", "new", "gone", "state", "channel", "person", "work", "title", "notes", "refused", "withdrawn",
    "gap", "goal", "provisional",
]  # fmt: skip
"""What changed. `work` is a kind of work on other days or with other hours, `channel` the day of one channel;
`refused` is an item that was not asked for before and has no place now, `withdrawn` one that had none and is
not asked for any more."""


class Change(Record):
    """One difference. Dates are written `2027-03-12`, spans of days `2027-03-08..2027-03-12`."""

    kind: ChangeKind
    """What changed."""
    item: str | None = None
    """The item's id (of an occurrence `ID@DATE`); null for goals, gaps and the whole calendar."""
    title: str | None = None
    """The item's title."""
    about: str | None = None
    """What of it: a channel, a kind of work, a goal, or the dimension and name of a gap."""
    before: str | float | None = None
    """The value in the old calendar; null when there was none, `unscheduled` for an item without a place."""
    after: str | float | None = None
    """The value in the new calendar; null when there is none, `unscheduled` for an item without a place."""
    working_days: int | None = None
    """Of a move: how many working days later; below zero: earlier."""
    text: str
    """The change in words, in the workspace's language."""
    reason: str | None = None
    """Why, as the new calendar says."""


class Comparison(Record):
    """Two calendars and what differs between them."""

    period: str
    """The period of the new calendar."""
    old: str
    """Where the old calendar stands: a file, or `REVISION:FILE`."""
    new: str
    """Where the new calendar stands."""
    old_exists: bool = True
    """Whether there is an old one; without it everything is new."""
    counts: dict[str, int] = Field(default_factory=dict)
    """How many changes of each kind there are; kinds without a change are left out."""
    changes: list[Change] = Field(default_factory=list)
    """By kind, then by date and item."""


class DiffReport(Record):
    """`contentops diff --format json`."""

    version: Literal[1]
    """The version of this format."""
    comparisons: list[Comparison]
    """One for each pair of calendars."""
