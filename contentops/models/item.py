"""A content item: one thing to be written, made or refreshed, and everything the plan must know of it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal, get_args

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from contentops.models.base import (
    Count,
    Date,
    FunnelStage,
    Hours,
    Id,
    Interval,
    Means,
    PoolName,
    Record,
    Role,
    Source,
    Text,
    WorkingDays,
    WorkspacePath,
)

Format = Literal[
    "article", "press_release", "case", "white_paper", "book", "course", "live", "slides", "video",
    "comic", "poster", "brochure", "mail", "post", "speech", "page",
]  # fmt: skip
FORMATS: tuple[Format, ...] = get_args(Format)
Status = Literal[
    "idea", "brief", "draft", "edit", "review", "approved", "scheduled", "published", "on_hold", "rejected"
]
"""Where an item is in its life; `on_hold` and `rejected` keep it out of the plan."""

INTEGRATE = "integrate"
"""The kind of work that joins the modules of a hook; its person is the item's integrator."""

Phase = Literal["warm_up", "day", "recap"]


class Window(Record):
    """When an item may be published.

    The publish date lies from `not_before` to `not_after`; on `deadline` the last of its channels
    must have it.
    """

    not_before: Date | None = None
    """The first day it may be published."""
    not_after: Date | None = None
    """The last day its first wave may go out."""
    deadline: Date | None = None
    """The day by which the last of its channels has it."""


class Anchor(Record):
    """What an item's date hangs on: an event or a node, and where before or after it.

    Either `phase` (`warm_up`: before, `day`: on its days, `recap`: after, with the spans of
    `contentops.yaml`), or `offset` in working days from the first day (0 and below) or from the last day
    (above 0), with `within` working days of room after it.
    """

    event: Id | None = None
    """The event it hangs on."""
    node: Id | None = None
    """The node it hangs on."""
    phase: Phase | None = None
    """Before, on, or after the event's days; the spans stand in `phases` of contentops.yaml."""
    offset: WorkingDays | None = None
    """Working days from the event's or node's first day (0 and below) or from its last day (above 0)."""
    within: WorkingDays = 2
    """How many working days after that day are still right."""

    @model_validator(mode="after")
    def _check(self) -> Anchor:
        if (self.event is None) == (self.node is None):
            raise PydanticCustomError("anchor_target", "an anchor names either an event or a node")
        if self.phase is not None and self.offset is not None:
            raise PydanticCustomError("anchor_place", "an anchor has either a phase or an offset")
        if self.within < 0:
            raise PydanticCustomError("anchor_within", "within counts working days and is not negative")
        return self


class ItemChannel(Record):
    """A channel an item goes to: its section there, and how many working days after the first wave."""

    channel: Id
    """The channel."""
    section: Text | None = None
    """The section of a portal."""
    after: WorkingDays | None = None
    """Working days after the item's first wave; default: the channel's or its tier's."""


def _parse_channel(value: Any) -> Any:
    return {"channel": value} if isinstance(value, str) else value


ChannelUse = Annotated[ItemChannel, BeforeValidator(_parse_channel, json_schema_input_type=Id | ItemChannel)]


class Module(Record):
    """A part of a hook, written in parallel with the others by its one owner."""

    title: Text
    """What the module is about."""
    owner: Id
    """Who writes it."""
    effort: Hours
    """Hours of writing."""
    facts: dict[str, Any] = Field(default_factory=dict)
    """What its draft is made of."""


class Gate(Record):
    """What a reader gives for a hook, and how it is handed over."""

    asks: Annotated[
        list[Literal["phone", "email", "wechat", "name", "company", "job_title"]], Field(min_length=1)
    ]
    """What the reader gives."""
    via: Id | None = None
    """The channel on which it is handed over."""
    note: Text | None = None
    """Anything the reader is told."""


class Repackage(Record):
    """Another form of a hook: the item that carries it once it exists, or a plan to make one."""

    format: Format
    """The new form."""
    title: Text
    """Its working title."""
    item: Id | None = None
    """The item that carries it, once there is one."""
    after: Interval | None = None
    """How long after the hook it should come."""


class ConversionPath(Record):
    """How a reader comes from the public channel into the private domain; every step loses people."""

    steps: Annotated[list[Text], Field(min_length=1)]
    """What the reader does, in order; the fewer the better."""
    into: Id | None = None
    """The private channel it ends in."""


class Asset(Record):
    """A file that goes out with an item: a picture, a logo, a deck."""

    path: WorkspacePath
    """Where it is, from the workspace's folder."""
    note: Text | None = None
    """What it is, and where it comes from."""


def _parse_asset(value: Any) -> Any:
    return {"path": value} if isinstance(value, str) else value


AssetUse = Annotated[Asset, BeforeValidator(_parse_asset, json_schema_input_type=WorkspacePath | Asset)]


class OccurrenceOverride(Record):
    """What differs for one occurrence of a recurring item."""

    skip: bool = False
    """This occurrence does not happen."""
    date: Date | None = None
    """It moves to this day."""
    title: Text | None = None
    """Its own title."""
    facts: dict[str, Any] | None = None
    """Facts that replace or add to the item's."""


class Recurrence(Record):
    """When an item repeats: a rule, what happens on a day off, and single exceptions.

    A rule is an RFC 5545 RRULE (`FREQ=MONTHLY;BYDAY=-1TH`), or in words when it is about working days:
    `last working thursday of the month`, `3rd working day of every 2nd month`, `last working day of the quarter`,
    `every 2nd working monday`. See [periods](periods.md#what-repeats).
    """

    rule: str
    """An RFC 5545 rule such as `FREQ=MONTHLY;BYDAY=-1TH`, or words such as `last working thursday of the month`."""
    start: Date
    """The rule's first day (DTSTART)."""
    until: Date | None = None
    """The last day the rule may give; default: without end."""
    holiday: Literal["next", "previous", "skip"] = "next"
    """What happens when the day of an RFC 5545 rule is a day off; a rule in words gives working days."""
    overrides: dict[Date, OccurrenceOverride] = Field(default_factory=dict)
    """Single exceptions, by the date that names the occurrence (`ITEM@DATE` in the calendar)."""


class Item(Record):
    """A content item of any pool; what only one pool has is checked by `_check_pool`."""

    id: Id
    """The name other files, the calendar and the draft's file use."""
    title: Text
    """The working title."""
    pool: PoolName
    """The content pool; the folder says it, so it may be left out."""
    format: Format
    """What it is made as."""
    template: Id | None = None
    """The draft template that writes it, see `contentops templates`."""
    persona: Id | None = None
    """The reader it is for."""
    role: Role
    """The role in the buying chain it is for."""
    stage: FunnelStage
    """The funnel stage it serves."""
    means: Means = "content"
    """Which of the five means of acquisition it belongs to."""
    source: Source = "self"
    """Who makes it: self-written, contributed by users, from a partner, or collected."""
    owner: Id
    """Who is responsible, and writes it when able to."""
    watcher: Id | None = None
    """Who watches its progress."""
    effort: dict[Id, Hours] = Field(default_factory=dict)
    """Hours of each kind of work, by the skill that does it, for example `{write: 6, design: 2}`."""
    assign: dict[Id, Id] = Field(default_factory=dict)
    """Who does a kind of work when it must be this person; without it anybody with the skill."""
    review_chain: Id | None = None
    """The review chain it passes before it may be published."""
    channels: list[ChannelUse] = Field(default_factory=list)
    """Where it goes, each a channel's id or a mapping."""
    window: Window | None = None
    """When it may be published."""
    anchor: Anchor | None = None
    """What its date hangs on."""
    depends_on: list[Id] = Field(default_factory=list)
    """Items that must be published before it."""
    value: Annotated[Count, Field(le=100)] = 10
    """What getting it done is worth, 0 to 100, compared with the other items."""
    keywords: list[Text] = Field(default_factory=list)
    """Search terms it should carry."""
    tone: Text | None = None
    """How it should sound."""
    campaign: Id | None = None
    """The campaign it is part of."""
    cta: Text | None = None
    """What the reader is asked to do."""
    conversion_path: ConversionPath | None = None
    """How the reader comes into the private domain."""
    facts: dict[str, Any] = Field(default_factory=dict)
    """What a draft is made of; which keys a template needs is in its header."""
    assets: list[AssetUse] = Field(default_factory=list)
    """Files that must be there before it goes out, each a path or a mapping."""
    embargo: Date | None = None
    """The first day it may be public."""
    status: Status = "idea"
    """Where it is in its life."""
    published: Date | None = None
    """When it went out, for an item that is published."""
    recurrence: Recurrence | None = None
    """When it repeats."""
    notes: Text | None = None
    """Anything for colleagues."""

    # basic
    industry: Text | None = None
    """The industry a case or page is for (basic)."""
    refresh_every: Interval | None = None
    """How long it stays fresh (basic)."""
    last_refreshed: Date | None = None
    """When it was last made or refreshed (basic)."""

    # hook
    modules: list[Module] = Field(default_factory=list)
    """The parts written in parallel (hook)."""
    integrator: Id | None = None
    """Who joins the modules into one (hook)."""
    gate: Gate | None = None
    """What a reader gives for it (hook)."""
    repackages: list[Repackage] = Field(default_factory=list)
    """Other forms to make of it later (hook)."""

    @model_validator(mode="after")
    def _check_pool(self) -> Item:
        for pool, names in _ONLY_IN.items():
            for name in names:
                if pool != self.pool and getattr(self, name) not in (None, []):
                    raise PydanticCustomError(
                        "pool_fields",
                        "{key} belongs to items of the {other} pool, this one is {pool}",
                        {"key": name, "pool": self.pool, "other": pool},
                    )
        if self.modules and self.integrator is None:
            raise PydanticCustomError(
                "integrator_missing", "{key} need an integrator: who joins the parts", {"key": "modules"}
            )
        if self.anchor is not None and self.recurrence is not None:
            raise PydanticCustomError(
                "anchor_and_recurrence", "an item has an anchor or a recurrence, not both"
            )
        return self

    @property
    def is_held_back(self) -> bool:
        """Whether it is on hold or rejected: it gets no place in any plan."""
        return self.status in ("on_hold", "rejected")

    @property
    def is_open(self) -> bool:
        """Whether it is still to be published: neither held back nor out."""
        return not self.is_held_back and self.status != "published"

    @property
    def refresh_due(self) -> date | None:
        """When basic content goes stale, or None when it has no refresh interval or was never made."""
        if self.refresh_every is None or self.last_refreshed is None:
            return None
        return add_interval(self.last_refreshed, self.refresh_every.count, self.refresh_every.unit)


_ONLY_IN: dict[str, tuple[str, ...]] = {
    "basic": ("industry", "refresh_every", "last_refreshed"),
    "periodic": (),
    "hook": ("modules", "integrator", "gate", "repackages"),
}


def add_interval(day: date, count: int, unit: Literal["d", "w", "m", "y"]) -> date:
    """`day` plus `count` days, weeks, months or years; the 31st becomes the last day of a shorter month."""
    if unit in ("d", "w"):
        return date.fromordinal(day.toordinal() + count * (7 if unit == "w" else 1))
    months = day.year * 12 + day.month - 1 + count * (12 if unit == "y" else 1)
    year, month = divmod(months, 12)
    for last in (31, 30, 29, 28):
        try:
            return date(year, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise ValueError(f"no day for month {month + 1}")


class PoolFile(Record):
    """A file of a content pool: `items:` with a list of content items.

    Within `pools/basic/` the pool of each item may be left out: the folder says it.
    """

    items: list[Item]
    """The content items."""
