"""Events of our own, and nodes: dates in the world that matter to us."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from contentops.models.base import Country, Date, Id, Record, Text

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
    """The name items use."""
    title: Text
    """Its name."""
    kind: EventKind
    """What kind of event it is."""
    start: Date
    """The first day."""
    end: Date | None = None
    """The last day; default: the first."""
    city: Text | None = None
    """Where, the city."""
    venue: Text | None = None
    """Where, the house or the platform."""
    owner: Id | None = None
    """Who is responsible."""
    partners: list[Text] = Field(default_factory=list)
    """Who holds it with us."""
    goal: Text | None = None
    """What it should bring."""
    registration: str | None = None
    """Where people sign up."""
    facts: dict[str, Any] = Field(default_factory=dict)
    """What drafts about it are made of."""
    status: Literal["planned", "confirmed", "cancelled", "done"] = "planned"
    """Whether it stands."""
    notes: Text | None = None
    """Anything for colleagues."""

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
    """The name items use."""
    title: Text
    """What happens."""
    kind: NodeKind
    """What kind of node it is."""
    date: Date
    """The first day."""
    end: Date | None = None
    """The last day; default: the first."""
    country: Country | None = None
    """The country it matters in, two capital letters."""
    notes: Text | None = None
    """Anything for colleagues."""

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
    """The events."""


class NodeFile(Record):
    """`nodes.yaml`: `nodes:` with a list of nodes."""

    nodes: list[Node]
    """The nodes."""
