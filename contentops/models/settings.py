"""`contentops.yaml`: who we are, who works here, where we publish and by which rules."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, StrictInt, model_validator
from pydantic_core import PydanticCustomError

from contentops.models.base import (
    Count,
    Country,
    DateRange,
    Duration,
    Flag,
    Hours,
    Id,
    Interval,
    Language,
    Record,
    Role,
    Text,
    Weekday,
    WeekName,
    WorkingDays,
)
from contentops.models.feeds import Feeds, TimeOfDay
from contentops.models.goals import Cadence, GoalRates, Mix, ProductStage, Targets, resolve_targets
from contentops.models.review import Approvals, Leave, ReviewChain, SigningKey

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
    """The person's name."""
    title: Text | None = None
    """The person's job title."""
    email: str | None = None
    """Email address."""
    phone: str | None = None
    """Telephone, with country code."""
    wechat: str | None = None
    """WeChat id."""


class Product(Record):
    """A product of the brand, with the facts that drafts share."""

    id: Id
    """The name `facts.product` uses."""
    name: Text
    """The product's name as printed."""
    one_liner: Text | None = None
    """One sentence that says what it is."""
    facts: dict[str, Any] = Field(default_factory=dict)
    """Facts that its drafts share."""


class Brand(Record):
    """The company as its texts name it."""

    name: Text
    """The short name."""
    full_name: Text | None = None
    """The registered name."""
    one_liner: Text | None = None
    """One sentence that says what the company does."""
    boilerplate: Text
    """The standing paragraph about the company that closes a press release."""
    city: Text | None = None
    """The city that datelines name."""
    website: str | None = None
    """The public site."""
    contacts: Annotated[list[Contact], Field(min_length=1)]
    """Press contacts."""
    products: list[Product] = Field(default_factory=list)
    """The products."""
    facts: dict[str, Any] = Field(default_factory=dict)
    """Facts that all drafts share."""


class Person(Record):
    """Somebody who writes, designs, reviews or watches; also a reviewer at a partner (`outside`)."""

    id: Id
    """The name other files use."""
    name: Text
    """The person's name."""
    title: Text | None = None
    """The job title."""
    email: str | None = None
    """Email address."""
    outside: Flag = False
    """Whether the person belongs to a partner."""
    organisation: Text | None = None
    """The partner's name."""
    country: Country | None = None
    """Whose public holidays are this person's; default: the workspace's country."""
    skills: list[Id] = Field(default_factory=list)
    """The kinds of work this person may do: the keys of an item's `effort`."""
    hours_per_week: Hours = 0
    """Hours for content in a week of five working days; a shorter week gives less in proportion."""
    reviews_per_week: Count = 0
    """How many reviews this person can give in one week."""
    extra_hours: dict[WeekName, Hours] = Field(default_factory=dict)
    """Hours on top of that in single ISO weeks, for example `{2027-W07: 4}`."""
    extra_reviews: dict[WeekName, Count] = Field(default_factory=dict)
    """Reviews on top of that in single ISO weeks."""
    leave: list[Leave] = Field(default_factory=list)
    """Days away."""
    substitute: Id | None = None
    """Who answers reviews instead while this person is away; a stay of `leave` may name another."""
    signing_keys: list[SigningKey] = Field(default_factory=list)
    """The SSH public keys this person signs approvals with, as they stand in a `.pub` file."""

    def half_hours_in(self, days: int, week: str = "") -> int:
        """Half-hours for content in a week (`2027-W07`) with `days` working days of this person.

        `hours_per_week` stands for five days; other weeks count in proportion, rounded down. `extra_hours`
        come on top unless the person is away all week.
        """
        extra = int(self.extra_hours.get(week, 0) * 2) if days else 0
        return int(self.hours_per_week * 2) * days // 5 + extra

    def reviews_in(self, days: int, week: str = "") -> int:
        """Reviews the person can give in a week with `days` working days of this person."""
        return self.reviews_per_week + self.extra_reviews.get(week, 0) if days else 0

    def is_on_leave(self, day: date) -> bool:
        """Whether `day` is one of the person's days away."""
        return any(span.covers(day) for span in self.leave)


class Quota(Record):
    """How much a channel takes."""

    per_day: Annotated[StrictInt, Field(ge=1)] | None = None
    """Publications a day."""
    per_week: Annotated[StrictInt, Field(ge=1)] | None = None
    """Publications an ISO week."""
    per_month: Annotated[StrictInt, Field(ge=1)] | None = None
    """Publications a calendar month."""


class Channel(Record):
    """A place we publish in. Tiers go out in waves: portals, then vertical media, then owned channels."""

    id: Id
    """The name other files use."""
    name: Text
    """The channel's name."""
    tier: Tier
    """Wide portals, vertical media, or owned and private channels."""
    private_domain: Flag = False
    """Whether its readers are ours to write to: a community, an assistant, a mailing list."""
    sections: list[Text] = Field(default_factory=list)
    """The sections a portal offers."""
    languages: list[Language] = Field(default_factory=list)
    """The languages it takes; empty: any."""
    quota: Quota = Quota()
    """How much it takes."""
    min_gap: Count = 0
    """Calendar days that lie between two publications: 1 means never on the same day."""
    weekdays: list[Weekday] = Field(default_factory=list)
    """The only weekdays it publishes on; empty: every working day."""
    non_working_days: Flag = False
    """Whether it also publishes on weekends and public holidays."""
    blackouts: list[DateRange] = Field(default_factory=list)
    """Days it takes nothing."""
    after: WorkingDays | None = None
    """Working days between the first wave and this channel; default: its tier's."""
    publish_at: TimeOfDay | None = None
    """The time of day at which it publishes, as its calendar feed shows it; default: all day."""
    title_limit: Count | None = None
    """The longest title it takes, in characters."""
    length_limit: Count | None = None
    """The longest text it takes: characters of Chinese, words of English."""
    links: Flag = True
    """Whether texts may carry links."""
    template: Id | None = None
    """The draft template that adapts an item's text to it; default: its tier's."""
    url: str | None = None
    """Where it is."""
    notes: Text | None = None
    """Anything for colleagues."""


class Persona(Record):
    """A reader: who they are, what they care about, and which buying role they play."""

    id: Id
    """The name items use."""
    name: Text
    """What we call this reader."""
    role: Role
    """The role in the buying chain."""
    cares_about: list[Text] = Field(default_factory=list)
    """What matters to them."""
    industry: Text | None = None
    """Their industry."""


class WorkStage(Record):
    """A kind of work on an item, in the order of the list; `skill` is the key of `effort`."""

    skill: Id
    """The kind of work."""
    name: Text | None = None
    """Its name for readers."""
    hours_per_day: Annotated[Hours, Field(gt=0)] = 4.0
    """How much of it one person can do on one item in a day; with the hours, how long it takes."""


class Span(Record):
    """Working days relative to an event: 0 is its day, below 0 before it, above 0 after it."""

    first: WorkingDays
    """The first working day."""
    last: WorkingDays
    """The last working day."""

    @model_validator(mode="after")
    def _check(self) -> Span:
        if self.last < self.first:
            raise PydanticCustomError("span_order", "last lies before first")
        return self


class Phases(Record):
    """How many working days before and after an event each phase of an anchor means."""

    warm_up: Span = Span(first=-15, last=-3)
    """Before the event."""
    day: Span = Span(first=0, last=0)
    """On the event's days."""
    recap: Span = Span(first=1, last=5)
    """After the event."""


class Waves(Record):
    """Working days between an item's first wave and the channels of each tier, and the room after that."""

    portal: WorkingDays = 0
    """Wide portals."""
    vertical: WorkingDays = 1
    """Vertical media."""
    owned: WorkingDays = 2
    """Owned and private channels."""
    room: Annotated[StrictInt, Field(ge=0, le=60)] = 5
    """How many working days later than that a channel may still follow when it is full."""


class FactSettings(Record):
    """What drafts may be made of."""

    stale_after: Interval = Duration(count=12, unit="m")
    """How old a figure may be; a figure's own `valid_until` comes before it."""


class LintSettings(Record):
    """What the linter uses, and how it reads."""

    packs: list[Id] | None = None
    """Shipped packs by name; `default` stands for all that need not be asked for, which is the default."""
    lists: list[str] | None = None
    """Files and folders of lists, from the workspace; default: everything in `taboo/`."""
    disable: list[str] = Field(default_factory=list)
    """Rules, lists and single terms switched off."""
    disguises: Literal["none", "normal", "thorough"] = "normal"
    """How far terms are looked for behind the way they are written."""
    rules: dict[str, Literal["error", "warning", "note", "off"] | dict[str, Any]] = Field(
        default_factory=dict
    )
    """By rule: its severity, `off`, or a mapping of `severity` and the rule's options."""


class Settings(Record):
    """The workspace's settings, `contentops.yaml`."""

    brand: Brand
    """The company."""
    language: Language
    """The language of everything rendered for readers."""
    timezone: Annotated[str, AfterValidator(_check_timezone)] = "Asia/Shanghai"
    """Whose day it is when no --today is given."""
    country: Country = "CN"
    """Whose public holidays count unless a person has their own."""
    fiscal_year_start: Annotated[StrictInt, Field(ge=1, le=12)] = 1
    """The month the year of our quarters begins in."""
    product_stage: ProductStage = "growth"
    """How well the market knows the product; it sets what `mix`, `cadence` and `goals` leave out."""
    team: Annotated[list[Person], Field(min_length=1)]
    """The people, reviewers at partners too."""
    work_stages: Annotated[list[WorkStage], Field(min_length=1)] = [  # noqa: RUF012  pydantic copies defaults
        WorkStage(skill="collect"),
        WorkStage(skill="write"),
        WorkStage(skill="design"),
        WorkStage(skill="video"),
        WorkStage(skill="edit"),
    ]
    """The kinds of work, in the order they happen."""
    channels: list[Channel] = Field(default_factory=list)
    """Where content goes."""
    personas: list[Persona] = Field(default_factory=list)
    """Whom it is for."""
    review_chains: list[ReviewChain] = Field(default_factory=list)
    """Who must agree before it goes out."""
    phases: Phases = Phases()
    """What warm-up, day and recap mean in working days."""
    waves: Waves = Waves()
    """How far apart the tiers of channels follow."""
    mix: Mix = Mix()
    """Target shares."""
    cadence: Cadence = Cadence()
    """How often something should be seen."""
    goals: GoalRates = GoalRates()
    """What missing a goal costs, in points of value."""
    feeds: Feeds = Feeds()
    """What calendar feeds hold."""
    approvals: Approvals = Approvals()
    """What a sign-off must carry."""
    facts: FactSettings = FactSettings()
    """When facts are too old."""
    lint: LintSettings = LintSettings()
    """Which lists the linter uses."""
    csv_bom: Flag = False
    """Whether calendars/PERIOD.csv begins with a byte order mark, so that Excel reads its Chinese."""

    @cached_property
    def targets(self) -> Targets:
        """The targets and rates that hold for planning."""
        return resolve_targets(self.product_stage, self.mix, self.cadence, self.goals)
