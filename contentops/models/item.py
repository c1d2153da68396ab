"""A content item: one thing to be written, made or refreshed, and everything the plan must know of it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

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
)

Format = Literal[
    "article", "press_release", "case", "white_paper", "book", "course", "live", "slides", "video",
    "comic", "poster", "brochure", "mail", "post", "speech", "page",
]  # fmt: skip
Status = Literal[
    "idea", "brief", "draft", "edit", "review", "approved", "scheduled", "published", "on_hold", "rejected"
]
"""Where an item is in its life; `on_hold` and `rejected` keep it out of the plan."""

Phase = Literal["warm_up", "day", "recap"]


class Window(Record):
    """When an item may be published.

    The publish date lies from `not_before` to `not_after`; on `deadline` the last of its channels
    must have it.
    """

    not_before: Date | None = None
    not_after: Date | None = None
    deadline: Date | None = None


class Anchor(Record):
    """What an item's date hangs on: an event or a node, and where before or after it.

    Either `phase` (`warm_up`: before, `day`: on its days, `recap`: after, with the spans of
    `contentops.yaml`), or `offset` in working days from the first day (0 and below) or from the last day
    (above 0), with `within` working days of room after it.
    """

    event: Id | None = None
    node: Id | None = None
    phase: Phase | None = None
    offset: WorkingDays | None = None
    within: WorkingDays = 2

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
    section: Text | None = None
    after: WorkingDays | None = None


def _parse_channel(value: Any) -> Any:
    return {"channel": value} if isinstance(value, str) else value


ChannelUse = Annotated[ItemChannel, BeforeValidator(_parse_channel)]


class Module(Record):
    """A part of a hook, written in parallel with the others by its one owner."""

    title: Text
    owner: Id
    effort: Hours


class Gate(Record):
    """What a reader gives for a hook, and how it is handed over."""

    asks: Annotated[
        list[Literal["phone", "email", "wechat", "name", "company", "job_title"]], Field(min_length=1)
    ]
    via: Id | None = None
    note: Text | None = None


class Repackage(Record):
    """Another form of a hook: the item that carries it once it exists, or a plan to make one."""

    format: Format
    title: Text
    item: Id | None = None
    after: Interval | None = None


class ConversionPath(Record):
    """How a reader comes from the public channel into the private domain; every step loses people."""

    steps: Annotated[list[Text], Field(min_length=1)]
    into: Id | None = None


class OccurrenceOverride(Record):
    """What differs for one occurrence of a recurring item."""

    skip: bool = False
    date: Date | None = None
    title: Text | None = None
    facts: dict[str, Any] | None = None


class Recurrence(Record):
    """When an item repeats: an RFC 5545 RRULE, what happens on a day off, and single exceptions.

    `start` is the rule's DTSTART. `overrides` is keyed by the date the rule gives.
    """

    rule: str
    start: Date
    holiday: Literal["next", "previous", "skip"] = "next"
    overrides: dict[Date, OccurrenceOverride] = Field(default_factory=dict)


class Item(Record):
    """A content item of any pool; what only one pool has is checked by `_check_pool`."""

    id: Id
    title: Text
    pool: PoolName
    format: Format
    template: Id | None = None
    """The draft template that writes it, see `contentops templates`."""
    persona: Id | None = None
    role: Role
    stage: FunnelStage
    means: Means = "content"
    source: Source = "self"
    owner: Id
    watcher: Id | None = None
    effort: dict[Id, Hours] = Field(default_factory=dict)
    """Hours of each kind of work, by the skill that does it, for example `{write: 6, design: 2}`."""
    assign: dict[Id, Id] = Field(default_factory=dict)
    """Who does a kind of work when it must be this person; without it anybody with the skill."""
    review_chain: Id | None = None
    channels: list[ChannelUse] = Field(default_factory=list)
    window: Window | None = None
    anchor: Anchor | None = None
    depends_on: list[Id] = Field(default_factory=list)
    value: Annotated[Count, Field(le=100)] = 10
    """What getting it done is worth, 0 to 100, compared with the other items."""
    keywords: list[Text] = Field(default_factory=list)
    tone: Text | None = None
    campaign: Id | None = None
    cta: Text | None = None
    conversion_path: ConversionPath | None = None
    facts: dict[str, Any] = Field(default_factory=dict)
    """What a draft is made of; which keys a template needs is in its header."""
    embargo: Date | None = None
    status: Status = "idea"
    published: Date | None = None
    """When it went out, for an item that is published."""
    recurrence: Recurrence | None = None
    notes: Text | None = None

    # basic
    industry: Text | None = None
    refresh_every: Interval | None = None
    last_refreshed: Date | None = None

    # hook
    modules: list[Module] = Field(default_factory=list)
    integrator: Id | None = None
    gate: Gate | None = None
    repackages: list[Repackage] = Field(default_factory=list)

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
