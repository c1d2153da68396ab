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
    moved_from: Date | None = None
    """Where the plan before this one had it, when planning again moved it."""


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
    moved_from: Date | None = None
    """Where the plan before this one had it, when it had a place there."""
    notes: str | None = None
    """What people had noted on its entry; kept for when it has a place again."""


class ConflictFact(Record):
    """A fact that contradicts others: which record says it, and where in the record.

    Lines and columns are not kept: they are wrong as soon as anybody edits the file. `contentops check` and
    `contentops plan` print them.
    """

    kind: Literal["entry", "item", "event", "node", "settings"]
    """What says it: an entry of a calendar, or a record of the workspace."""
    id: str
    """The entry's item or the record's id; empty for the settings."""
    period: str | None = None
    """The calendar of an entry."""
    at: str = ""
    """The keys that lead to it within the record, such as `window.not_after`; lists count from 0."""
    text: str
    """What it says, in the workspace's language."""


class Conflict(Record):
    """A pinned date that was not kept: the smallest set of facts that contradict one another."""

    item: str
    """The item whose pin gave way."""
    wished: Date
    """The day it was pinned to."""
    rule: str
    """The rule that they break together."""
    text: str
    """What is wrong, in the workspace's language."""
    facts: list[ConflictFact]
    """All of these are needed: without any one of them the others agree."""


class Goal(Record):
    """One goal of the plan: what was reached, what could be proved possible, and the gap between them.

    `value` and `points` should be much. The others should be little: publications missed against the
    `cadence.*`, hours of work off the `mix.*`, entries moved against the earlier plan (`stability`).
    """

    goal: str
    """`value`, `cadence.KIND`, `mix.KIND`, `stability` or `points` (value less what the misses cost)."""
    reached: float
    """What the plan reaches."""
    bound: float | None = None
    """What no plan could better, as far as it was proved."""
    gap: float | None = None
    """How far apart they are, as a share of the larger, 0 to 1."""
    rate: float | None = None
    """What each miss costs, in points of value."""


class Tool(Record):
    """A program that took part, and its version."""

    name: str
    """Its name."""
    version: str
    """Its version."""


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
    polished_by: Tool | None = None
    """The solver that improved the plan: it is kept as it is, since another machine might not find it again."""


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
    entries_hash: str = ""
    """SHA-256 over the entries as planned: another one now means that people edited them since."""
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
    conflicts: list[Conflict] = Field(default_factory=list)
    """Pinned dates that contradict other facts and were not kept; empty when all of them hold."""
    released: list[Entry] = Field(default_factory=list)
    """The entries of these pins as people left them. Every plan tries them again; delete one to give it up."""
