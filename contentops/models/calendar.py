"""The plan of a period: `calendars/PERIOD.yaml` and the JSON contract.

People edit and commit the YAML; everything else beside it is rendered. It holds no wall-clock time
and no random id, so the same workspace gives the same bytes on every machine.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from contentops.models.base import Date, Hours, Id, PoolName, Record

CALENDAR_VERSION = 1
# 1: first version.

EntryState = Literal["planned", "pinned", "published", "cancelled"]


class Wave(Record):
    """The day an entry reaches one channel."""

    channel: Id
    """The channel."""
    date: Date
    """The day it goes out there."""


class Task(Record):
    """Work of one person on an entry from `start` to `end`, both included.

    `stage` is a skill (`write`), `module:N` (the N-th module of a hook, from 1), `integrate`, or
    `review:ROLE`; a review has 0 hours and takes one of the reviewer's weekly reviews.
    """

    stage: str
    """A skill, `module:N`, `integrate`, or `review:ROLE`."""
    person: Id
    """Who does it."""
    start: Date
    """The first day."""
    end: Date
    """The last day."""
    hours: Hours
    """Hours of work; 0 for a review."""


class Entry(Record):
    """An item on the calendar. `item` is its id, for an occurrence `ID@2027-02-04` (the rule's date)."""

    item: str
    """The item's id; of an occurrence, `ID@DATE`."""
    title: str
    """The title when it was planned."""
    pool: PoolName
    """The content pool."""
    publish: Date
    """The day of the first wave."""
    state: EntryState = "planned"
    """Whether it may move."""
    channels: list[Wave] = Field(default_factory=list)
    """When it reaches each channel."""
    tasks: list[Task] = Field(default_factory=list)
    """The work, in order."""
    reason: str = ""
    """Why it stands where it stands."""
    notes: str | None = None
    """For people; kept."""


class Refusal(Record):
    """An item that has no place in this plan: why, and which rules bind."""

    item: str
    """The item's id."""
    title: str
    """Its title."""
    pool: PoolName
    """Its content pool."""
    value: int = 0
    """Its value."""
    reason: str
    """Why it has no place."""
    binding: list[str] = Field(default_factory=list)
    """The rules that bind."""


class Goal(Record):
    """One goal of the plan: what was reached, the best that could be proved possible, the gap (0 to 1)."""

    goal: str
    """The goal's name."""
    reached: float
    """What the plan reaches."""
    bound: float | None = None
    """The most that was proved possible."""
    gap: float | None = None
    """How far apart they are, 0 to 1."""


class SolverReport(Record):
    """How the plan was found."""

    name: str
    """The method."""
    effort: Literal["quick", "normal", "thorough"] = "normal"
    """How much work was allowed."""
    status: Literal["optimal", "feasible"]
    """Whether the plan is proved best."""
    goals: list[Goal] = Field(default_factory=list)
    """What was reached."""


class Calendar(Record):
    """The plan of one period."""

    version: Literal[1] = 1
    """The version of this format."""
    period: str
    """The period's name."""
    provisional: bool
    """Whether a year it spans has no announced public holidays yet, so that dates may still move."""
    provisional_years: list[str] = Field(default_factory=list)
    """Which, as `CN 2027`."""
    today: Date
    """The day the plan was made for: nothing starts before it."""
    input_hash: str
    """SHA-256 over the files it was computed from."""
    solver: SolverReport
    """How it was found."""
    entries: list[Entry] = Field(default_factory=list)
    """By publish date, then item."""
    unscheduled: list[Refusal] = Field(default_factory=list)
    """What did not fit."""
    coverage: dict[str, Any] = Field(default_factory=dict)
    """Counts by pool, means, role, stage and channel."""
    gaps: list[dict[str, Any]] = Field(default_factory=list)
    """Weeks and roles with nothing."""
