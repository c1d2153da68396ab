"""What is made from the calendars of several periods: the table of a year, and the work list of a week.

Neither is a record: both are computed from the quarters' calendars whenever they are asked for.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from contentops.models.base import Date, Hours, Id, PoolName, Record
from contentops.models.calendar import EntryState, Refusal, Wave

YEAR_VERSION = 1
# 1: first version.


class Publication(Record):
    """Something that is published in a week, with its waves of that week."""

    item: str
    """The item's id; of an occurrence, `ID@DATE`."""
    title: str
    """The title when it was planned."""
    pool: PoolName
    """The content pool."""
    state: EntryState
    """Whether it may move."""
    publish: Date
    """The day of the first wave, which may lie in an earlier week."""
    channels: list[Wave] = Field(default_factory=list)
    """What goes out this week, and where."""


class Occasion(Record):
    """An event of our own or a node that falls into a week."""

    kind: Literal["event", "node"]
    """Which of the two."""
    id: Id
    """Its id."""
    title: str
    """Its title."""
    first: Date
    """Its first day."""
    last: Date
    """Its last day."""


class YearWeek(Record):
    """One week of the table, Monday to Sunday."""

    week: str
    """`2027-W05`."""
    first: Date
    """The Monday."""
    last: Date
    """The Sunday."""
    working_days: int
    """The working days of the workspace's country."""
    planned: bool
    """Whether a calendar covers it; in other weeks silence means nothing."""
    publications: list[Publication] = Field(default_factory=list)
    """What is published, cancelled entries left out."""
    pools: dict[str, int] = Field(default_factory=dict)
    """First waves by content pool."""
    channels: dict[str, int] = Field(default_factory=dict)
    """Publications by channel."""
    late_pools: list[str] = Field(default_factory=list)
    """Pools that are silent in this week and longer than the cadence allows."""
    late_channels: list[str] = Field(default_factory=list)
    """Channels that are."""
    occasions: list[Occasion] = Field(default_factory=list)
    """Events and nodes."""
    hours: float
    """Hours of work planned for everybody."""
    hours_available: float
    """Hours there are."""
    reviews: int
    """Reviews that end in this week."""
    reviews_available: int
    """Reviews that can be given."""


class YearQuarter(Record):
    """What became of a quarter."""

    period: str
    """`2027-Q1`."""
    planned: bool
    """Whether it has a calendar, or others cover days of it."""
    entries: int
    """Publications, cancelled ones left out."""
    unscheduled: int
    """What did not fit."""
    value: int
    """The value of what is planned."""


class YearPlan(Record):
    """A year's table, `contentops show 2027 --format json` and `calendars/2027.json`."""

    version: Literal[1] = 1
    """The version of this format."""
    period: str
    """The year."""
    first: Date
    """Its first day."""
    last: Date
    """Its last day."""
    today: Date
    """The latest day that one of its calendars was planned for."""
    provisional: bool
    """Whether a year it spans has no announced public holidays yet."""
    provisional_years: list[str] = Field(default_factory=list)
    """Which, as `CN 2027`."""
    calendars: list[str]
    """The calendars it is made of."""
    quarters: list[YearQuarter]
    """The quarters."""
    weeks: list[YearWeek]
    """Every week that has a day in the year."""
    unscheduled: list[Refusal] = Field(default_factory=list)
    """What found no place in any of the calendars, each with its last reason."""


Action = Literal["start", "finish", "do", "go_on", "review"]
"""`do`: it starts and ends in this week."""


class WeekTask(Record):
    """A piece of work somebody has in a week."""

    action: Action
    """What is to be done with it."""
    stage: str
    """A skill, `module:N`, `integrate`, or `review:ROLE`."""
    item: str
    """The item's id; of an occurrence, `ID@DATE`."""
    title: str
    """Its title."""
    state: EntryState
    """The state of the entry."""
    start: Date
    """The first day of the work."""
    end: Date
    """The last day of the work."""
    days_left: int
    """Working days of the person from this week's Monday (or today, when that is later) to the end."""
    hours: Hours
    """Hours that fall in this week when the most urgent is done first; 0 for a review."""
    hours_total: Hours
    """Hours of the whole work."""
    publish: Date
    """The day of the first wave."""


class PersonWeek(Record):
    """What one person has to do in a week."""

    person: Id
    """The person."""
    hours: float
    """Hours of work."""
    hours_available: float
    """Hours there are."""
    reviews: int
    """Reviews that end in this week."""
    reviews_available: int
    """Reviews that can be given."""
    tasks: list[WeekTask]
    """The work, most urgent first."""


class DayOff(Record):
    """A day of the week on which the country does not work, or a weekend day on which it does."""

    date: Date
    """The day."""
    country: str
    """The country, two capital letters."""
    name: str | None
    """What is celebrated; null for a make-up day."""
    worked: bool
    """Whether it is a make-up working day."""


class Absence(Record):
    """Days on which somebody is away although the workspace's country works."""

    person: Id
    """The person."""
    days: list[Date]
    """The days."""
    reason: Literal["leave", "holiday"]
    """Leave, or a public holiday of the person's country."""


class WorkList(Record):
    """A week's work list, `contentops show 2027-W05 --format json`."""

    version: Literal[1] = 1
    """The version of this format."""
    week: str
    """`2027-W05`."""
    first: Date
    """The Monday."""
    last: Date
    """The Sunday."""
    provisional: bool
    """Whether the year's public holidays are not announced yet."""
    calendars: list[str]
    """The calendars it was taken from."""
    not_planned: list[str] = Field(default_factory=list)
    """Quarters the week touches that have no calendar."""
    days_off: list[DayOff] = Field(default_factory=list)
    """Public holidays and make-up working days of the workspace's country."""
    away: list[Absence] = Field(default_factory=list)
    """Who is away."""
    occasions: list[Occasion] = Field(default_factory=list)
    """Events and nodes."""
    publications: list[Publication] = Field(default_factory=list)
    """What is published this week."""
    people: list[PersonWeek] = Field(default_factory=list)
    """Everybody who has work."""
