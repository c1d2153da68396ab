"""`contentops.yaml`: who we are, who works here, where we publish and by which rules."""

from __future__ import annotations

from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, StrictInt, model_validator
from pydantic_core import PydanticCustomError

from contentops.models.base import (
    Count,
    DateRange,
    Flag,
    FunnelStage,
    Hours,
    Id,
    Language,
    Means,
    PoolName,
    Record,
    Role,
    Share,
    Text,
    Weekday,
    WorkingDays,
)

Country = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
"""A country as two capital letters (ISO 3166-1), for example CN, US, GB, DE, JP, SG."""

ProductStage = Literal["introduction", "growth", "maturity"]
Tier = Literal["portal", "vertical", "owned"]
TIERS: tuple[Tier, ...] = ("portal", "vertical", "owned")


def _check_timezone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError):
        raise PydanticCustomError(
            "timezone_unknown", "expected a timezone name such as Asia/Shanghai or Europe/Berlin"
        ) from None
    return value


class Contact(Record):
    """Whom journalists and partners reach."""

    name: Text
    title: Text | None = None
    email: str | None = None
    phone: str | None = None
    wechat: str | None = None


class Product(Record):
    """A product of the brand, with the facts that drafts share."""

    id: Id
    name: Text
    one_liner: Text | None = None
    facts: dict[str, Any] = Field(default_factory=dict)


class Brand(Record):
    """The company as its texts name it."""

    name: Text
    full_name: Text | None = None
    one_liner: Text | None = None
    boilerplate: Text
    """The standing paragraph about the company that closes a press release."""
    city: Text | None = None
    website: str | None = None
    contacts: Annotated[list[Contact], Field(min_length=1)]
    products: list[Product] = Field(default_factory=list)
    facts: dict[str, Any] = Field(default_factory=dict)


class Person(Record):
    """Somebody who writes, designs, reviews or watches; also a reviewer at a partner (`outside`)."""

    id: Id
    name: Text
    title: Text | None = None
    email: str | None = None
    outside: Flag = False
    organisation: Text | None = None
    country: Country | None = None
    """Whose public holidays are this person's; default: the workspace's country."""
    skills: list[Id] = Field(default_factory=list)
    """The kinds of work this person may do: the keys of an item's `effort`."""
    hours_per_week: Hours = 0
    """Hours for content in a week of five working days; a shorter week gives less in proportion."""
    reviews_per_week: Count = 0
    """How many reviews this person can give in one week."""
    leave: list[DateRange] = Field(default_factory=list)


class Quota(Record):
    """How much a channel takes."""

    per_day: Annotated[StrictInt, Field(ge=1)] | None = None
    per_week: Annotated[StrictInt, Field(ge=1)] | None = None
    per_month: Annotated[StrictInt, Field(ge=1)] | None = None


class Channel(Record):
    """A place we publish in. Tiers go out in waves: portals, then vertical media, then owned channels."""

    id: Id
    name: Text
    tier: Tier
    private_domain: Flag = False
    """Whether its readers are ours to write to: a community, an assistant, a mailing list."""
    sections: list[Text] = Field(default_factory=list)
    languages: list[Language] = Field(default_factory=list)
    quota: Quota = Quota()
    min_gap: Count = 0
    """Calendar days that lie between two publications: 1 means never on the same day."""
    weekdays: list[Weekday] = Field(default_factory=list)
    """The only weekdays it publishes on; empty: every working day."""
    non_working_days: Flag = False
    """Whether it also publishes on weekends and public holidays."""
    blackouts: list[DateRange] = Field(default_factory=list)
    after: WorkingDays | None = None
    """Working days between the first wave and this channel; default: its tier's."""
    title_limit: Count | None = None
    """The longest title it takes, in characters."""
    links: Flag = True
    url: str | None = None
    notes: Text | None = None


class Persona(Record):
    """A reader: who they are, what they care about, and which buying role they play."""

    id: Id
    name: Text
    role: Role
    cares_about: list[Text] = Field(default_factory=list)
    industry: Text | None = None


class WorkStage(Record):
    """A kind of work on an item, in the order of the list; `skill` is the key of `effort`."""

    skill: Id
    name: Text | None = None
    hours_per_day: Annotated[Hours, Field(gt=0)] = 4.0
    """How much of it one person can do on one item in a day; with the hours, how long it takes."""


class ReviewStep(Record):
    """One level of a review chain; any one of `reviewers` may take it."""

    role: Id
    name: Text | None = None
    reviewers: Annotated[list[Id], Field(min_length=1)]
    days: Annotated[StrictInt, Field(ge=1, le=60)] = 1
    """Working days the reviewer has to answer (the reviewer's own working days)."""


class ReviewChain(Record):
    """The levels an item passes, in order, before it may be published."""

    id: Id
    name: Text | None = None
    steps: Annotated[list[ReviewStep], Field(min_length=1)]


class Span(Record):
    """Working days relative to an event: 0 is its day, below 0 before it, above 0 after it."""

    first: WorkingDays
    last: WorkingDays

    @model_validator(mode="after")
    def _check(self) -> Span:
        if self.last < self.first:
            raise PydanticCustomError("span_order", "last lies before first")
        return self


class Phases(Record):
    """How many working days before and after an event each phase of an anchor means."""

    warm_up: Span = Span(first=-15, last=-3)
    day: Span = Span(first=0, last=0)
    recap: Span = Span(first=1, last=5)


class Waves(Record):
    """Working days between an item's first wave and the channels of each tier, and the room after that."""

    portal: WorkingDays = 0
    vertical: WorkingDays = 1
    owned: WorkingDays = 2
    room: Annotated[StrictInt, Field(ge=0, le=60)] = 5
    """How many working days later than that a channel may still follow when it is full."""


class Mix(Record):
    """Target shares of effort over the pools and over the means; each set adds up to 1."""

    pools: dict[PoolName, Share] = Field(default_factory=dict)
    means: dict[Means, Share] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _check(self) -> Mix:
        for name, shares in (("pools", self.pools), ("means", self.means)):
            total = sum(shares.values())
            if shares and abs(total - 1) > 0.005:
                raise PydanticCustomError(
                    "mix_total",
                    "the shares of {name} add up to {total}, expected 1",
                    {"name": name, "total": f"{total:.2f}"},
                )
        return self


class Cadence(Record):
    """How often something should be seen: publications a week, and the longest silence in weeks."""

    channels: dict[Id, Annotated[float, Field(gt=0, le=50)]] = Field(default_factory=dict)
    roles: dict[Role, Annotated[StrictInt, Field(ge=1, le=52)]] = Field(default_factory=dict)
    stages: dict[FunnelStage, Annotated[StrictInt, Field(ge=1, le=52)]] = Field(default_factory=dict)
    pools: dict[PoolName, Annotated[StrictInt, Field(ge=1, le=52)]] = Field(default_factory=dict)


class LintSettings(Record):
    """Which lists the linter uses: shipped packs by name, files of our own by path, rules switched off."""

    packs: list[Id] | None = None
    """Default: every shipped pack of the text's language."""
    lists: list[str] | None = None
    """Default: everything in `taboo/`."""
    disable: list[Id] = Field(default_factory=list)


class Settings(Record):
    """The workspace's settings, `contentops.yaml`."""

    brand: Brand
    language: Language
    timezone: Annotated[str, AfterValidator(_check_timezone)] = "Asia/Shanghai"
    country: Country = "CN"
    """Whose public holidays count unless a person has their own."""
    fiscal_year_start: Annotated[StrictInt, Field(ge=1, le=12)] = 1
    """The month the year of our quarters begins in."""
    product_stage: ProductStage = "growth"
    team: Annotated[list[Person], Field(min_length=1)]
    work_stages: Annotated[list[WorkStage], Field(min_length=1)] = [  # noqa: RUF012  pydantic copies defaults
        WorkStage(skill="collect"),
        WorkStage(skill="write"),
        WorkStage(skill="design"),
        WorkStage(skill="video"),
        WorkStage(skill="edit"),
    ]
    channels: list[Channel] = Field(default_factory=list)
    personas: list[Persona] = Field(default_factory=list)
    review_chains: list[ReviewChain] = Field(default_factory=list)
    phases: Phases = Phases()
    waves: Waves = Waves()
    mix: Mix = Mix()
    cadence: Cadence = Cadence()
    lint: LintSettings = LintSettings()
