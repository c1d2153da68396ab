"""The workspace as an integer problem: jobs with legal days, people with half-hours, channels with slots.

Time is in days of an `Axis`, work in half-hours, capacity by ISO week. The classes hold plain lists and
tuples because the search reads them hundreds of thousands of times.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from contentops.models.calendar import Entry
from contentops.models.item import Item
from contentops.models.period import Period
from contentops.models.workspace import Workspace
from contentops.schedule.axis import Axis, DayList
from contentops.schedule.goals import GoalTerms
from contentops.schedule.reasons import Cause
from contentops.schedule.windows import Window

REVIEW, WORK, PARALLEL = 0, 1, 2


@dataclass(slots=True)
class Segment:
    """A link of a job's chain: a review, one kind of work, or modules or reviews side by side.

    Reviews side by side that are of one stage are a quorum: each is another person's.

    `amount` is half-hours of work or working days of review; `rate` half-hours a person can do in a day.
    `people` are indices, the preferred one first.
    """

    kind: int
    stage: str
    people: tuple[int, ...] = ()
    amount: int = 0
    rate: int = 0
    parts: tuple[Segment, ...] = ()
    prefers: bool = False
    """Whether the first of `people` should have it when that costs nothing: the owner writes."""


@dataclass(slots=True)
class Job:
    """A candidate of this period: one item or one occurrence of a recurring item."""

    index: int
    id: str
    item: Item
    title: str
    value: int
    window: Window
    days: list[int]
    """The days it may be published on, as far as they do not depend on other jobs, in order."""
    deadline: int
    """The last day on which its last channel may have it."""
    waves: tuple[tuple[int, list[int], list[int]], ...]
    """Per channel: its index, and by publish day the first and the last day it may follow."""
    repeats: bool
    """Whether a channel comes twice, so that its waves must be placed one after the other."""
    lead: int
    """The channel of the first wave when there is just one; else -1."""
    chain: tuple[Segment, ...]
    """From the last review back to the first work."""
    begin: int = 0
    """The first day its work may take: a recap is made of what has happened."""
    deps: tuple[int, ...] = ()
    after: int = -1
    """It is published later than this day (dependencies that are settled)."""
    dependants: tuple[int, ...] = ()
    preferred: int = -1
    """Where an earlier plan has it; -1 when nowhere."""
    worth: int = 0
    """Its value in the search's score."""
    windows: list[tuple[int, ...]] = field(default_factory=list)
    """By week of publication: the windows of the goals it counts in, but for those of channels."""
    kinds: tuple[int, ...] = ()
    """For each set with a target mix: the number of the name it counts for."""
    hours: int = 0
    """Half-hours of work in all."""


@dataclass(slots=True)
class Worker:
    """A person: working days, and by ISO week the half-hours and reviews that are free."""

    id: str
    name: str
    days: DayList
    hours: list[int]
    reviews: list[int]
    hours_per_week: float
    reviews_per_week: int
    extra: list[int] = field(default_factory=list)
    """By week: half-hours of `hours` that come on top of an ordinary week."""


@dataclass(slots=True)
class Outlet:
    """A channel: `closed[d]` is 1 on days without publication; limits of 0 mean none.

    `taken` are the days of waves that are settled already.
    """

    id: str
    name: str
    closed: bytearray
    per_day: int
    per_week: int
    per_month: int
    gap: int
    taken: list[int] = field(default_factory=list)
    taken_by: list[str] = field(default_factory=list)
    windows: list[tuple[int, ...]] = field(default_factory=list)
    """By week: the windows of the goals that a publication there counts in."""


@dataclass(slots=True)
class Refused:
    """A candidate that is refused before any search: its id, and why."""

    id: str
    item: Item
    title: str
    cause: Cause


@dataclass(slots=True)
class Instance:
    """Everything the search works on."""

    workspace: Workspace
    period: Period
    axis: Axis
    base: DayList
    """The working days of the workspace's country."""
    workers: list[Worker]
    outlets: list[Outlet]
    jobs: list[Job] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    kept: list[Entry] = field(default_factory=list)
    """Entries of the existing calendar that do not move."""
    lost: int = 0
    """How many entries of the earlier plan are refused before any search."""
    point: int = 1
    """What a point of value counts in the score."""
    unit: int = 1
    """What a job counts for being done; its date counts less."""
    goals: GoalTerms = field(default_factory=GoalTerms)
    fixed_work: dict[tuple[int, int], list[str]] = field(default_factory=dict)
    """(worker, week) -> items whose settled tasks take hours there."""
    fixed_reviews: dict[tuple[int, int], list[str]] = field(default_factory=dict)
    """(worker, week) -> items whose settled reviews end there."""
    _uses: list[list[tuple[int, int]]] = field(default_factory=list)

    def uses_of(self, outlet: int) -> list[tuple[int, int]]:
        """(job, position of the wave) for every wave to a channel; to be asked when all jobs are there."""
        if not self._uses:
            self._uses = [[] for _ in self.outlets]
            for job in self.jobs:
                for position, (number, _, _) in enumerate(job.waves):
                    self._uses[number].append((job.index, position))
        return self._uses[outlet]
