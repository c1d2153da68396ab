"""What a plan lacks and what could fill it, and the inventory that `contentops coverage` prints."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import ConfigDict, Field

from contentops.models.base import Date, Hours, PoolName, Record

COVERAGE_VERSION = 1
# 1: first version.

GapKind = Literal["channels", "roles", "stages", "pools", "mix_pools", "mix_means"]
ProposalKind = Literal["refresh", "repackage", "case", "recur", "unplaced"]


class Proposal(Record):
    """Something that exists and could fill a gap."""

    kind: ProposalKind
    """A basic item to refresh, a repackaging of a hook, a case to tell to an industry, one more occurrence of a
    recurring item, or an item that has no place in the plan."""
    items: list[str]
    """The items it is about, by id."""
    text: str
    """What it is, in the workspace's language."""
    action: str
    """What to do."""
    publish: Date | None = None
    """A day on which it fits beside everything planned; None when something would have to give way."""
    hours: Hours | None = None
    """The hours of work it takes; None when nothing like it is known."""
    what_if: list[str] = Field(default_factory=list)
    """The change that lets it in, as `plan --what-if` takes it (`coverage --remedies`)."""


class Gap(Record):
    """Weeks below target, or a share of the effort below target, with proposals to fill it."""

    model_config = ConfigDict(populate_by_name=True)

    kind: GapKind
    """A channel, role, stage or pool too rarely served; or a pool or means below its share of the effort."""
    name: str
    """Which one."""
    first: str = Field(alias="from")
    """The first week, `2027-W05`."""
    last: str = Field(alias="to")
    """The last week."""
    weeks: int
    """How many working weeks that is."""
    allowed: int | None = None
    """The longest silence that is allowed, in weeks; for channels that publish up to once a week too."""
    rate: float | None = None
    """Publications a week that are wanted, for channels that publish more than once a week."""
    wanted: int | None = None
    """Publications that these weeks want at least."""
    found: int | None = None
    """Publications there are."""
    missing: int | None = None
    """Publications that would close the gap."""
    share: float | None = None
    """The share of the planned effort, 0 to 1."""
    target: float | None = None
    """The share that is wanted."""
    hours: float | None = None
    """Hours below target."""
    proposals: list[Proposal] = Field(default_factory=list)
    """Up to three, the best first."""

    def as_data(self) -> dict[str, Any]:
        """The gap as it stands in a calendar: plain values, nothing that is not there."""
        record = self.model_dump(mode="json", by_alias=True, exclude_none=True)
        for part in (record, *record["proposals"]):
            part.update({key: int(value) for key, value in part.items() if _is_whole(value)})
        for proposal in record["proposals"]:
            if not proposal["what_if"]:
                del proposal["what_if"]
        if not self.proposals:
            del record["proposals"]
        return record


def _is_whole(value: Any) -> bool:
    return isinstance(value, float) and value.is_integer()


class WeekSupply(Record):
    """One ISO week of a line of supply."""

    week: str
    """`2027-W05`."""
    capacity: float | None
    """What there is; None means no limit."""
    planned: float
    """What the plans take."""
    free: float | None
    """The rest; below 0 when the plans take more than there is."""


class Supply(Record):
    """What there is of something, what is asked of it, what the plans take, and what is left."""

    id: str
    """A person, a skill, a review step's role, a channel."""
    name: str
    """Its name for readers."""
    capacity: float | None
    """What there is in the period from today on; None means no limit."""
    needed: float
    """What everything that wants a place would take, planned or not; the work may begin before the period."""
    planned: float
    """What the plans take in the period."""
    free: float | None
    """`capacity - planned`; for a skill or step, what its people have left for anything."""
    ratio: float | None
    """`needed / capacity`; None without a limit or without capacity."""
    lead: float = 0
    """What there is from today until the period's first week, less what other plans take: work may begin early."""
    people: list[str] = Field(default_factory=list)
    """For a skill or a review step: who can do it, by id."""
    weeks: list[WeekSupply] = Field(default_factory=list)
    """By ISO week, when asked for."""


class Shortage(Record):
    """More asked for than there is, or nobody who can do it."""

    kind: Literal["hours", "reviews", "slots", "nobody"]
    """Hours of skills, reviews, publications of a channel; or work or reviews that nobody has time for."""
    is_review: bool = False
    """Whether it is about reviews rather than hours."""
    ids: list[str]
    """The skills, the review step, or the channel."""
    names: list[str]
    """Their names for readers."""
    people: list[str] = Field(default_factory=list)
    """Everybody who can do any of it, by id."""
    needed: float
    """What is asked for."""
    capacity: float
    """What there is."""
    ratio: float | None
    """`needed / capacity`; None when there is nothing."""
    lead: float = 0
    """What these people have before the period's first week, less what other plans take."""


class SupplyReport(Record):
    """Supply against demand."""

    people: list[Supply]
    """Hours by person; work that several can do counts in proportion to the hours they have."""
    skills: list[Supply]
    """Hours by skill; whoever has several skills counts in each."""
    reviewers: list[Supply]
    """Reviews by person; a step that several may take counts in proportion to the reviews they give."""
    steps: list[Supply]
    """Reviews by the role of the step; whoever serves several roles counts in each."""
    channels: list[Supply]
    """Publications by channel."""
    shortages: list[Shortage]
    """What is asked for beyond what there is, the worst first."""


class MatrixCell(Record):
    """The items of one pool, funnel stage and role. Every item counts once."""

    pool: PoolName
    """The content pool."""
    stage: str
    """The funnel stage."""
    role: str
    """The role of the buying chain."""
    existing: int
    """Items that were made before: published and evergreen ones."""
    planned: int
    """Items not made yet that stand in the calendar."""
    open: int
    """Items that are neither made nor planned."""
    held: int
    """Items on hold or rejected."""
    refreshed: int = 0
    """How many of the existing ones the calendar refreshes."""
    missing: bool
    """Whether there is nothing: neither made nor planned."""


class MixShare(Record):
    """A pool's or means' part of the effort."""

    kind: Literal["pools", "means"]
    """Which set."""
    name: str
    """Which one."""
    hours: float
    """Hours planned; without a calendar, hours asked for."""
    share: float | None
    """The part of all hours, 0 to 1; None when there are none."""
    target: float | None
    """The part that is wanted; None without a target."""


class CadenceLine(Record):
    """How often something is seen, against its target."""

    kind: Literal["channels", "roles", "stages", "pools"]
    """What it is."""
    name: str
    """Which one."""
    entries: int
    """Publications planned in the period."""
    silent_weeks: list[str]
    """Working weeks with none."""
    longest_silence: int
    """The most working weeks in a row with none."""
    rate: float | None = None
    """Publications a week wanted (channels)."""
    allowed: int | None = None
    """The longest silence wanted, in weeks."""
    missing: int = 0
    """Publications that would bring it on target."""


class CoverageReport(Record):
    """`contentops coverage --format json`."""

    version: Literal[1] = 1
    """The version of this format."""
    period: str
    """The period's name."""
    first: Date
    """Its first day."""
    last: Date
    """Its last day."""
    today: Date
    """The day the report is for: what lies before it is not counted as supply."""
    calendars: list[str]
    """The calendars it read for this period; empty when nothing is planned yet."""
    weeks: list[str]
    """The ISO weeks of the supply, whole ones, from today on."""
    items: int
    """The items of the workspace."""
    gaps: list[Gap]
    """What is below target, soonest first."""
    supply: SupplyReport
    """Supply against demand."""
    matrix: list[MatrixCell]
    """Pool by stage by role."""
    mix: list[MixShare]
    """Shares of the effort against their targets."""
    cadence: list[CadenceLine]
    """How often each channel, role, stage and pool is seen."""
