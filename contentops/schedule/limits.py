"""Which limits keep a job out: each is lifted by itself, then as few of them together as let the job in.

A limit is as narrow as a sentence about it: the reviews of one step, the hours of one kind of work, one quota
of one channel, what the job waits for.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import combinations

from contentops.schedule.channel_cause import blocked_days, limits_of
from contentops.schedule.instance import PARALLEL, REVIEW, Job, Segment
from contentops.schedule.state import State

_FEW = 3
"""Sets of limits up to this size are searched for the smallest; larger ones are only made irreducible."""


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit on a job; `rule` is its name in `binding`."""

    rule: str
    link: int = -1
    """The link of the chain whose people have no time; -1 when it is none."""
    part: int = -1
    """The module of that link; -1 when the link has none."""
    outlet: int = -1
    """The channel that is full; -1 when it is none."""
    kind: str = ""
    """Which of the channel's limits: `month`, `week`, `gap` or `day`."""


DEPENDENCY = Limit("dependency-late")


class Question:
    """A job that is not placed, asked about on some days: does it fit when some of its limits are lifted?

    `state` must have twins (`State.add_twins`). `days` respect the dependencies; `all_days` do not.
    """

    def __init__(self, state: State, job: Job, days: Sequence[int], all_days: Sequence[int]) -> None:
        self.state = state
        self.job = job
        self._days = days
        self._all_days = all_days
        self._latest: dict[tuple[Limit, ...], int | None] = {}
        self.limits = tuple(self._find_limits())

    def _find_limits(self) -> Iterator[Limit]:
        for rule, reviews in (("review-limit", True), ("hours", False)):
            for link, segment in enumerate(self.job.chain):
                if segment.kind == PARALLEL:
                    parts = enumerate(segment.parts)
                    yield from (Limit(rule, link, n) for n, part in parts if (part.kind == REVIEW) == reviews)
                elif (segment.kind == REVIEW) == reviews:
                    yield Limit(rule, link)
        for number in dict.fromkeys(wave[0] for wave in self.job.waves):
            for kind in limits_of(self.state.instance.outlets[number]):
                yield Limit("channel-limit", outlet=number, kind=kind)
        if len(self._days) < len(self._all_days):
            yield DEPENDENCY

    def days(self, lifted: Sequence[Limit]) -> Sequence[int]:
        """The publish days that are left when some limits are lifted."""
        return self._all_days if DEPENDENCY in lifted else self._days

    def lift_work(self, lifted: Sequence[Limit]) -> Job:
        """The job with the lifted links done by twins, who have the same days and no limit."""
        chain = list(self.job.chain)
        for limit in lifted:
            if limit.link < 0:
                continue
            segment = chain[limit.link]
            if limit.part < 0:
                chain[limit.link] = self._by_twins(segment)
            else:
                parts = list(segment.parts)
                parts[limit.part] = self._by_twins(parts[limit.part])
                chain[limit.link] = replace(segment, parts=tuple(parts))
        return replace(self.job, chain=tuple(chain))

    def _by_twins(self, segment: Segment) -> Segment:
        count = len(self.state.instance.workers)
        return replace(segment, people=tuple(person + count for person in segment.people))

    @contextmanager
    def open_channels(self, lifted: Sequence[Limit]) -> Iterator[None]:
        """The channels without the lifted limits."""
        blocked = list(self.state.blocked)
        kinds: dict[int, set[str]] = {}
        for limit in lifted:
            if limit.outlet >= 0:
                kinds.setdefault(limit.outlet, set()).add(limit.kind)
        for number, without in kinds.items():
            self.state.blocked[number] = blocked_days(self.state, number, without)
        try:
            yield
        finally:
            self.state.blocked = blocked

    def latest_day(self, lifted: Sequence[Limit] = ()) -> int | None:
        """The latest publish day the channels have; work that misses it misses all the others."""
        key = tuple(limit for limit in lifted if limit.link < 0)
        if key not in self._latest:
            with self.open_channels(key):
                self._latest[key] = next(
                    (day for day in reversed(self.days(key)) if self.state.find_waves(self.job, day) is not None),
                    None,
                )  # fmt: skip
        return self._latest[key]

    def fits(self, lifted: Sequence[Limit] = ()) -> bool:
        """Whether the job has a place when some limits are lifted."""
        day = self.latest_day(lifted)
        return day is not None and self.state.fits(self.lift_work(lifted), day)

    def possible_days(self, lifted: Sequence[Limit]) -> list[int]:
        """All publish days on which the job fits when some limits are lifted."""
        days, job = self.days(lifted), self.lift_work(lifted)
        first = bisect_left(days, True, key=lambda day: self.state.fits(job, day))
        with self.open_channels(lifted):
            return [day for day in days[first:] if self.state.find_waves(job, day) is not None]

    def alone(self) -> list[Limit]:
        """The limits of which lifting any one lets the job in."""
        return [limit for limit in self.limits if self.fits((limit,))]

    def jointly(self) -> tuple[Limit, ...]:
        """Limits that let the job in when all of them are lifted, and not when one of them is kept.

        Empty when the job does not fit even without any limit. Asked when no limit does it alone.
        """
        if not self.fits(self.limits):
            return ()
        # What it waits for is lifted only when nothing else helps.
        rest = tuple(limit for limit in self.limits if limit != DEPENDENCY)
        return self._reduce(rest if self.fits(rest) else self.limits)

    def _reduce(self, limits: tuple[Limit, ...]) -> tuple[Limit, ...]:
        """The smallest set of some limits that lets the job in, or at least one without a needless one."""
        lifted = limits
        for limit in limits:
            fewer = tuple(other for other in lifted if other != limit)
            if self.fits(fewer):
                lifted = fewer
        for size in range(2, min(len(lifted), _FEW + 1)):
            for some in combinations(limits, size):
                if self.fits(some):
                    return some
        return lifted
