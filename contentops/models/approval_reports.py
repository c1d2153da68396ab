"""What `contentops status` and `contentops gate` print for machines.

The commands write these documents directly; the models are their schemas, and tests hold the two together.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from contentops.models.base import Date, Record

ApprovalState = Literal[
    "none-needed", "not-submitted", "in-review", "approved", "rejected", "withdrawn", "stale", "other-chain"
]


class GateChannel(Record):
    """A channel an item reaches; null for an item without channels."""

    channel: str | None
    """The channel."""
    date: Date
    """Its day on the calendar."""
    due: bool
    """Whether it may go out there now, as far as the calendar goes."""
    published: bool
    """Whether it went out there already."""


class Bar(Record):
    """One reason why the gate is shut."""

    path: str
    """The file."""
    line: int
    """Its line, 0 without one."""
    column: int
    """Its column."""
    severity: Literal["error"]
    """Always `error`."""
    rule: str
    """What kind of reason it is."""
    message: str
    """What bars the item."""
    got: str | None
    """What stands there."""
    hint: str | None
    """What to do."""


class GatedItem(Record):
    """The verdict on one item."""

    item: str
    """The item, or the occurrence."""
    open: bool
    """Whether it may go out."""
    approvals: ApprovalState
    """How far it is on its review chain."""
    channels: list[GateChannel]
    """Where it goes."""
    bars: list[Bar]
    """What bars it; empty when it is open."""
    notes: list[str]
    """What is worth knowing."""


class GateReport(Record):
    """`contentops gate --format json`."""

    version: Literal[1]
    """The version of this format."""
    day: Date
    """The day it was judged for."""
    open: bool
    """Whether everything asked for may go out."""
    items: list[GatedItem]
    """The items."""
    unknown: list[Bar]
    """Names that no item has."""


class StandIn(Record):
    """A reviewer whose answer is missing."""

    person: str
    """The reviewer."""
    stand_ins: list[str]
    """Who may answer instead today, nearest first."""


class StatusStep(Record):
    """One step of the chain."""

    role: str
    """Its role."""
    state: Literal["done", "open", "waiting"]
    """Whether it is done, its turn has come, or others come first."""
    quorum: int
    """How many must agree."""
    parallel: bool
    """Whether it runs beside the step before it."""
    approvals: list[dict[str, Any]]
    """The entries that count."""
    waits_for: list[StandIn]
    """Whose answers are missing."""


class WaitingAnswer(Record):
    """An answer that an item waits for now."""

    role: str
    """The step."""
    lacking: int
    """How many approvals it still needs."""
    since: Date | None
    """Since when."""
    working_days: int
    """How many of the reviewer's working days that is."""
    due: Date | None
    """The day by which the step has to be answered."""
    planned: Date | None
    """The day by which the plan has the answer."""
    late: bool
    """Whether one of the two is past."""


class IgnoredEntry(Record):
    """An approval that does not count."""

    entry: dict[str, Any]
    """The entry of the record."""
    why: str
    """Why not."""


class StatusItem(Record):
    """Where one item stands."""

    item: str
    """The item, or the occurrence."""
    title: str
    """Its title."""
    state: Literal[
        "broken", "no-draft", "no-chain", "published", "not-submitted", "in-review", "approved", "rejected",
        "withdrawn", "stale", "other-chain",
    ]  # fmt: skip
    """`broken`: its record is not to be believed."""
    publish: Date | None
    """Its day on the calendar."""
    draft: str | None
    """The file of its draft."""
    holder: str | None
    """Its owner, when the next move is not a reviewer's."""
    due: Date | None
    """The day by which the plan has that move: to be submitted when its first review begins, or to go out."""
    late: bool
    """Whether that move, or an answer it waits for, is late."""
    chain: str | None
    """The chain it passes."""
    submitted: dict[str, Any] | None
    """The entry of the last submission."""
    ended_by: dict[str, Any] | None
    """The rejection or withdrawal that ended the round."""
    steps: list[StatusStep]
    """The steps of the chain."""
    waiting: list[WaitingAnswer]
    """The answers it waits for now."""
    ignored: list[IgnoredEntry]
    """Approvals that do not count."""
    published: list[dict[str, Any]]
    """Where it went out; `override` says why that was past the gate."""
    problems: list[str]
    """What is wrong with its draft or its record."""
    changes: list[str] = Field(default_factory=list)
    """What changed since it was submitted."""


class StatusReport(Record):
    """`contentops status --format json`."""

    version: Literal[1]
    """The version of this format."""
    today: Date
    """The day it holds for."""
    items: list[StatusItem]
    """By day of publication."""
