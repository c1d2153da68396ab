"""Events of our own, and nodes: dates in the world that matter to us."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from contentops.models.base import Date, Id, Record, Text

EventKind = Literal[
    "salon", "summit", "exhibition", "speaking_slot", "online_class", "competition", "joint_event",
    "online_activity", "round_table", "meeting", "release",
]  # fmt: skip
NodeKind = Literal[
    "release", "news", "partnership", "standard", "company_event", "summit", "exhibition", "holiday",
    "round_table", "meeting", "industry",
]  # fmt: skip


class Event(Record):
    """An event of our own, or one we take part in, from `start` to `end` (default: one day)."""

    id: Id
    title: Text
    kind: EventKind
    start: Date
    end: Date | None = None
    city: Text | None = None
    venue: Text | None = None
    owner: Id | None = None
    partners: list[Text] = Field(default_factory=list)
    goal: Text | None = None
    registration: str | None = None
    facts: dict[str, Any] = Field(default_factory=dict)
    status: Literal["planned", "confirmed", "cancelled", "done"] = "planned"
    notes: Text | None = None

    @model_validator(mode="after")
    def _check_order(self) -> Event:
        if self.end is not None and self.end < self.start:
            raise PydanticCustomError("end_before_start", "the event ends before it starts")
        return self

    @property
    def last(self) -> dt.date:
        """The last day."""
        return self.end or self.start


class Node(Record):
    """A date in the world that content can be tied to."""

    id: Id
    title: Text
    kind: NodeKind
    date: Date
    end: Date | None = None
    country: str | None = None
    notes: Text | None = None

    @model_validator(mode="after")
    def _check_order(self) -> Node:
        if self.end is not None and self.end < self.date:
            raise PydanticCustomError("end_before_start", "the node ends before it starts")
        return self

    @property
    def last(self) -> dt.date:
        """The last day."""
        return self.end or self.date


class EventFile(Record):
    """A file of `events/`: `events:` with a list of events."""

    events: list[Event]


class NodeFile(Record):
    """`nodes.yaml`: `nodes:` with a list of nodes."""

    nodes: list[Node]
