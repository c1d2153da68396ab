"""What `contentops why` and `contentops plan --what-if` print for machines; their text is made of the same."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from contentops.models.base import Count, Date, Hours, Record
from contentops.models.calendar import Task, Wave
from contentops.models.changes import Comparison

Standing = Literal["planned", "begun", "pinned", "published", "cancelled", "broken", "refused", "absent"]
"""How an item stands: `begun` is a planned one whose work has come, `broken` one that breaks a rule by now,
`refused` one without a place, `absent` one that no plan has asked for."""


class Neighbour(Record):
    """An item that this one waits for, or that waits for it."""

    item: str
    """Its id."""
    title: str
    """Its title."""
    publish: Date | None
    """When it is published; null when it has no place."""


class BetterDate(Record):
    """The next date that would be better, and what stands against it."""

    publish: Date
    """The date."""
    text: str
    """What it would break, or cost."""


class OfferedChange(Record):
    """A change that was tried on a copy and lets the item in while everything else stays."""

    text: str
    """The change in words, in the workspace's language."""
    what_if: list[str]
    """The change as `contentops plan --what-if` takes it, one part each."""
    cost: float
    """What it costs, in hours; see docs/why.md."""
    publish: Date
    """When the item would be published."""
    lost_value: int = 0
    """The value of what it takes the place of."""


class WhyItem(Record):
    """Why an item stands where it stands, or does not stand at all."""

    item: str
    """Its id; of an occurrence `ID@DATE`."""
    title: str
    """Its title."""
    period: str | None
    """The period of the plan it was looked up in; null when no plan asked for it."""
    standing: Standing
    """How it stands."""
    value: int
    """Its value."""
    publish: Date | None = None
    """When it is published."""
    reasons: list[str] = Field(default_factory=list)
    """Why, in the workspace's language."""
    binding: list[str] = Field(default_factory=list)
    """The rules that bind."""
    impossible_by_itself: bool = False
    """Whether it cannot be done even in an empty calendar."""
    fits_on: Date | None = None
    """Of a refused item: where there is room by now; planning again would place it."""
    channels: list[Wave] = Field(default_factory=list)
    """When it reaches each channel."""
    tasks: list[Task] = Field(default_factory=list)
    """Its work."""
    waits_for: list[Neighbour] = Field(default_factory=list)
    """What it depends on."""
    awaited_by: list[Neighbour] = Field(default_factory=list)
    """What depends on it."""
    better: BetterDate | None = None
    """The next better date."""
    changes: list[OfferedChange] = Field(default_factory=list)
    """Of a refused item: what would let it in, the cheapest first."""


class Share(Record):
    """What one item takes of a person's week."""

    item: str
    """Its id."""
    title: str
    """Its title."""
    hours: Hours
    """Hours of work; a task over several weeks is laid into them earliest deadline first, as on the work lists."""
    reviews: Count = 0
    """Reviews that end in the week."""


class PersonWeek(Record):
    """A person's week: what there is, and what it goes to."""

    person: str
    """The person's id."""
    name: str
    """The person's name."""
    week: str
    """The ISO week, `2027-W08`."""
    hours: float
    """Hours planned."""
    hours_in_all: float
    """Hours there are, from the day the question is asked for on."""
    reviews: int
    """Reviews planned."""
    reviews_in_all: int
    """Reviews there are."""
    full: bool
    """Whether no half-hour (or, of a reviewer, no review) is left of what there is."""
    working_days: int
    """Working days of the person in that week."""
    shares: list[Share] = Field(default_factory=list)
    """What it goes to, the largest part first."""


class SlotUse(Record):
    """One limit of a channel in a week: of a day, the fullest one, or of the week, or of its month."""

    kind: Literal["day", "week", "month", "gap"]
    """Which limit."""
    span: str
    """Its day, week or month."""
    used: int
    """Publications in it."""
    limit: int
    """How many it takes; of a gap, the days."""
    full: bool
    """Whether it takes no more in this week."""


class ChannelWeek(Record):
    """A channel's week."""

    channel: str
    """The channel's id."""
    name: str
    """Its name."""
    open_days: int
    """Days on which it publishes at all."""
    publications: list[Neighbour] = Field(default_factory=list)
    """What it publishes."""
    limits: list[SlotUse] = Field(default_factory=list)
    """Its limits."""
    full: bool = False
    """Whether none of its open days is free."""


class PushedOut(Record):
    """An item that would stand in the week (or be done by the person) if there were no limit to it."""

    item: str
    """Its id."""
    title: str
    """Its title."""
    value: int
    """Its value."""
    publish: Date | None
    """Where it stands instead; null when nowhere."""


class Silence(Record):
    """Something that has nothing in the week."""

    kind: Literal["channels", "roles", "stages", "pools"]
    """What kind of thing."""
    name: str
    """Its id."""
    label: str
    """Its name for readers."""
    since: str
    """The first week of the silence."""
    until: str
    """Its last week."""
    weeks: int
    """How many working weeks it lasts."""
    too_long: bool
    """Whether that is longer than the cadence wants."""


class WhyWeek(Record):
    """Why a week looks as it does."""

    week: str
    """The ISO week."""
    period: str
    """The plan's period."""
    publications: list[Neighbour] = Field(default_factory=list)
    """What is published."""
    people: list[PersonWeek] = Field(default_factory=list)
    """Everybody who has hours or reviews."""
    channels: list[ChannelWeek] = Field(default_factory=list)
    """Every channel."""
    pushed_out: list[PushedOut] = Field(default_factory=list)
    """What would have its place, or stand in this week, if the week had no limits."""
    silences: list[Silence] = Field(default_factory=list)
    """What has nothing in it."""


class WhyPerson(Record):
    """Why a person's weeks look as they do."""

    person: str
    """The person's id."""
    name: str
    """The person's name."""
    period: str
    """The plan's period."""
    weeks: list[PersonWeek] = Field(default_factory=list)
    """Week by week."""
    blocks: list[PushedOut] = Field(default_factory=list)
    """What would have its place if this person had no limits."""


class WhyReport(Record):
    """`contentops why --format json`."""

    version: Literal[1]
    """The version of this format."""
    items: list[WhyItem] = Field(default_factory=list)
    """One for each item and plan asked about."""
    weeks: list[WhyWeek] = Field(default_factory=list)
    """With --week, one for each plan."""
    people: list[WhyPerson] = Field(default_factory=list)
    """With --person, one for each plan."""


class SupposedGoal(Record):
    """What a plan reaches as things are, and as supposed."""

    goal: str
    """The goal."""
    before: float
    """As things are."""
    after: float
    """As supposed."""
    bound: float | None = None
    """What was proved possible as supposed."""


class WhatIfReport(Record):
    """`contentops plan --what-if ... --format json`: nothing is written."""

    version: Literal[1]
    """The version of this format."""
    supposed: list[str]
    """The changes, as given."""
    goals: list[SupposedGoal]
    """Each goal before and after."""
    comparison: Comparison
    """What comes in, falls out and moves."""
