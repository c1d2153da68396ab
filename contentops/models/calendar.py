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
    date: Date


class Task(Record):
    """Work of one person on an entry from `start` to `end`, both included.

    `stage` is a skill (`write`), `module:N` (the N-th module of a hook, from 1), `integrate`, or
    `review:ROLE`; a review has 0 hours and takes one of the reviewer's weekly reviews.
    """

    stage: str
    person: Id
    start: Date
    end: Date
    hours: Hours


class Entry(Record):
    """An item on the calendar. `item` is its id, for an occurrence `ID@2027-02-04` (the rule's date)."""

    item: str
    title: str
    pool: PoolName
    publish: Date
    state: EntryState = "planned"
    channels: list[Wave] = Field(default_factory=list)
    tasks: list[Task] = Field(default_factory=list)
    reason: str = ""
    notes: str | None = None


class Refusal(Record):
    """An item that has no place in this plan: why, and which rules bind."""

    item: str
    title: str
    pool: PoolName
    value: int = 0
    reason: str
    binding: list[str] = Field(default_factory=list)


class Goal(Record):
    """One goal of the plan: what was reached, the best that could be proved possible, the gap (0 to 1)."""

    goal: str
    reached: float
    bound: float | None = None
    gap: float | None = None


class SolverReport(Record):
    """How the plan was found."""

    name: str
    effort: Literal["quick", "normal", "thorough"] = "normal"
    status: Literal["optimal", "feasible"]
    goals: list[Goal] = Field(default_factory=list)


class Calendar(Record):
    """The plan of one period."""

    version: Literal[1] = 1
    period: str
    provisional: bool
    """Whether a year it spans has no announced public holidays yet, so that dates may still move."""
    provisional_years: list[str] = Field(default_factory=list)
    """Which, as `CN 2027`."""
    today: Date
    """The day the plan was made for: nothing starts before it."""
    input_hash: str
    solver: SolverReport
    entries: list[Entry] = Field(default_factory=list)
    """By publish date, then item."""
    unscheduled: list[Refusal] = Field(default_factory=list)
    coverage: dict[str, Any] = Field(default_factory=dict)
    gaps: list[dict[str, Any]] = Field(default_factory=list)
