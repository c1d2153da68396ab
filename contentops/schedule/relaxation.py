"""The plan with prices instead of limits: what each job would choose if it only had to pay.

Hours and reviews of a person up to the end of each week, slots of a channel in each week and each month have a
price. A job may be published in any week its rules allow; its work may lie anywhere before the reviews that
follow, with whoever is cheapest. What the jobs would be worth after paying, plus all capacity at these prices,
is at least the score of any plan (Lagrangian relaxation). The goals are priced as well: a window pays up to
its rate for a publication, the mix asks or pays for an hour of a kind that is above or below its share.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from contentops.schedule.goals import PERMILLE, misplaced
from contentops.schedule.instance import PARALLEL, REVIEW, WORK, Instance, Job, Segment
from contentops.schedule.state import State

_PLENTY = 1 << 20
_NEAR = 0.02
"""Ways that cost so little more than the cheapest, as a share of the mean price, share what it would take: where
all crowd to one of several equals, prices swing from one to the other."""


@dataclass(slots=True)
class Option:
    """A week of publication: what it takes, and the windows it counts in."""

    week: int
    uses: tuple[tuple[int, int], ...]
    """(query, amount): the cheapest way of the query pays for the amount."""
    windows: tuple[int, ...]
    bonus: int
    """What staying on the earlier plan's day brings."""


@dataclass(slots=True)
class Prices:
    """A price for each resource, what each window pays, and what the mix asks for each kind of hour."""

    resources: list[float]
    windows: list[float]
    mix: list[list[float]]
    links: list[float]
    """What a job pays to each one it depends on."""


@dataclass(slots=True)
class Answer:
    """The jobs' choice at some prices: the bound that follows, and what is used."""

    bound: float
    used: list[float]
    published: list[float]
    effort: list[list[int]]
    alone: list[int]
    """By link: 1 when the job is chosen and what it depends on is not, -1 the other way round."""


@dataclass(frozen=True, slots=True)
class _Way:
    """One way to serve a query: the slots it takes, or somebody's time up to the end of a week."""

    resources: tuple[int, ...]
    windows: tuple[int, ...] = ()
    size: int = 1
    """How much there is of it: near equals share in proportion."""


class Relaxation:
    """The priced problem of one instance. Jobs that cannot be done even alone have no option."""

    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        self.capacity: list[int] = []
        end = instance.axis.index(instance.period.last) // 7
        self._weeks = end + 1
        self.links = [(job.index, dep) for job in instance.jobs for dep in job.deps]
        """(job, what it depends on)."""
        self._chains: list[tuple[int, ...]] = []
        """Resources of one person, week by week: what ends in a week counts in that week's and all later ones."""
        first = self._first_weeks()
        self._hours = [self._add_person(worker.hours, 0) for worker in instance.workers]
        self._reviews = [
            self._add_person(worker.reviews, first[number]) for number, worker in enumerate(instance.workers)
        ]
        empty = State(instance)
        self._slots = [
            self._add_slots(number, empty.blocked[number]) for number in range(len(instance.outlets))
        ]
        self._ways: list[_Way] = []
        self._way_of: dict[_Way, int] = {}
        self._queries: list[tuple[int, ...]] = []
        """Ways that would do."""
        self._query_of: dict[tuple[int, ...], int] = {}
        self._teams: dict[tuple[int, int, tuple[int, ...]], int | None] = {}
        goals = instance.goals
        self.room = [max(0, need - settled) for need, settled in zip(goals.need, goals.settled, strict=True)]
        self.options: list[list[Option]] = [self._options(empty, job) for job in instance.jobs]

    def _first_weeks(self) -> list[int]:
        """By person: the first week in which a review of some job may end, even if everybody were free."""
        found = [self._weeks] * len(self.instance.workers)
        for job in self.instance.jobs:
            after = max(job.begin, self.instance.axis.today) - 1
            for segment in reversed(job.chain):
                ends = []
                for part in segment.parts if segment.kind == PARALLEL else (segment,):
                    length = part.amount if part.kind == REVIEW else -(-part.amount // part.rate)
                    end = self.instance.axis.size
                    for person in part.people:
                        days = self.instance.workers[person].days
                        position = days.before[after + 1] + length - 1
                        done = days.days[position] if position < len(days.days) else end
                        end = min(end, done)
                        if part.kind == REVIEW:
                            found[person] = min(found[person], done // 7)
                    ends.append(end)
                after = max(ends)
                if after >= self.instance.axis.size:
                    break
        return found

    def _add_person(self, free: Sequence[int], begin: int) -> tuple[int, ...]:
        """Resources "free up to the end of week w" for each week of the period's reach."""
        total, first = 0, len(self.capacity)
        for week, amount in enumerate(free[: self._weeks]):
            total += amount if week >= begin else 0
            self.capacity.append(total)
        chain = tuple(range(first, len(self.capacity)))
        self._chains.append(chain)
        return chain

    def _add_slots(self, number: int, blocked: bytearray) -> dict[int, tuple[int, ...]]:
        """By open day of a channel: the resources that a publication takes.

        They are the quotas of its day, week and month less what is settled there, and each run of days of which
        the gap allows only one.
        """
        outlet, months = self.instance.outlets[number], self.instance.axis.months
        days = [day for day, shut in enumerate(blocked) if not shut]
        taken = [day for day in outlet.taken if 0 <= day < len(months)]
        slots: dict[int, tuple[int, ...]] = dict.fromkeys(days, ())
        quotas: list[tuple[int, Callable[[int], int]]] = [
            (outlet.per_day if outlet.gap < 1 else 0, lambda day: day),
            (outlet.per_week, lambda day: day // 7),
            (outlet.per_month, lambda day: months[day]),
        ]
        for quota, span in quotas if days else ():
            if quota:
                settled = Counter(map(span, taken))
                for key, inside in _grouped(days, span).items():
                    self._add_slot(slots, inside, quota - settled[key])
        for run in _runs(days, outlet.gap):
            self._add_slot(slots, run, 1)
        return slots

    def _add_slot(self, slots: dict[int, tuple[int, ...]], days: Sequence[int], limit: int) -> None:
        if limit < len(days) or limit == 1:
            for day in days:
                slots[day] = (*slots[day], len(self.capacity))
            self.capacity.append(max(0, limit))

    def _options(self, empty: State, job: Job) -> list[Option]:
        """The weeks a job may be published in, as far as its own rules and lead times say."""
        days = job.days[bisect_right(job.days, job.after) :]
        found = []
        for week, open_days in sorted(_grouped(days, lambda day: day // 7).items()):
            uses = self._uses(job, open_days) if empty.could_fit(job, open_days[-1]) else None
            if uses is not None:
                stays = self.instance.goals.stay if job.preferred in open_days else 0
                found.append(Option(week, uses, job.windows[week], stays))
        return found

    def _uses(self, job: Job, days: Sequence[int]) -> tuple[tuple[int, int], ...] | None:
        uses = []
        bound = days[-1] - 1
        for segment in job.chain:
            starts = []
            for part in segment.parts if segment.kind == PARALLEL else (segment,):
                placed = self._latest(part, bound)
                if placed is None:
                    return None
                end, start = placed
                query = self._people(part, end // 7)
                if query is None:
                    return None
                uses.append((query, 1 if part.kind == REVIEW else part.amount))
                starts.append(start)
            bound = min(starts) - 1
        for number, first, last in job.waves:
            latest = days[-1] if number == job.lead and first[days[0]] == days[0] else last[days[-1]]
            query = self._wave(number, first[days[0]], min(latest, job.deadline))
            if query is None:
                return None
            uses.append((query, 1))
        return tuple(uses)

    def _latest(self, segment: Segment, bound: int) -> tuple[int, int] | None:
        """The latest end and start of a link that ends by `bound`, whoever does it and however little is free."""
        ends, starts = [], []
        length = segment.amount if segment.kind == REVIEW else -(-segment.amount // segment.rate)
        for person in segment.people:
            days = self.instance.workers[person].days
            last = days.before[bound + 1] - 1
            if last - length + 1 >= days.today:
                ends.append(days.days[last])
                starts.append(days.days[last - length + 1])
        return (max(ends), max(starts)) if ends else None

    def _people(self, segment: Segment, week: int) -> int | None:
        at = min(week, self._weeks - 1)
        kind = REVIEW if segment.kind == REVIEW else WORK
        key = (kind, at, segment.people)
        if key not in self._teams:
            chains = self._reviews if kind == REVIEW else self._hours
            resources = [chains[person][at] for person in segment.people]
            ways = [_Way((one,), size=there) for one in resources if (there := self.capacity[one])]
            self._teams[key] = self._query(ways)
        return self._teams[key]

    def _wave(self, number: int, first: int, last: int) -> int | None:
        slots, windows = self._slots[number], self.instance.outlets[number].windows
        return self._query(
            [
                _Way(slots[day], windows[day // 7])
                for day in range(first, last + 1)
                if day in slots and all(self.capacity[one] for one in slots[day])
            ]
        )

    def _query(self, ways: Sequence[_Way]) -> int | None:
        """The number of a query that any of `ways` would do for; None when there is no way."""
        for way in ways:
            if way not in self._way_of:
                self._way_of[way] = len(self._ways)
                self._ways.append(way)
        numbers = tuple(dict.fromkeys(self._way_of[way] for way in ways))
        if numbers and numbers not in self._query_of:
            self._query_of[numbers] = len(self._queries)
            self._queries.append(numbers)
        return self._query_of.get(numbers)

    def free(self) -> Prices:
        """No prices at all."""
        goals = self.instance.goals
        return Prices(
            [0.0] * len(self.capacity),
            [0.0] * len(goals.need),
            [[0.0] * len(shares) for shares in goals.shares],
            [0.0] * len(self.links),
        )

    def answer(self, prices: Prices, worth: Sequence[int], *, goals: bool = True) -> Answer:
        """What the jobs choose at `prices`, each worth `worth[i]` by itself."""
        asked = self._ask(prices)
        costs = asked[1]
        terms = self.instance.goals
        bound = sum(price * amount for price, amount in zip(prices.resources, self.capacity, strict=True))
        published = [0.0] * len(terms.need)
        effort = [list(row) for row in terms.effort]
        if goals:
            rows = zip(terms.rate, prices.windows, self.room, strict=True)
            bound += sum((rate - price) * room for rate, price, room in rows) + self._mix_constant(prices)
        tolls = self._tolls(prices) if goals else []
        paid = [0.0] * len(worth)
        for (index, dep), price in zip(self.links, prices.links, strict=True):
            paid[index] += price
            paid[dep] -= price
        taken = [0] * len(worth)
        demand = [0] * len(self._queries)
        for job, options, value in zip(self.instance.jobs, self.options, worth, strict=True):
            gain, chosen = _choose(options, costs, prices.windows if goals else None)
            gain += value - paid[job.index]
            gain -= sum(job.hours * row[kind] for row, kind in zip(tolls, job.kinds, strict=False))
            if chosen is None or gain <= 0:
                continue
            bound += gain
            taken[job.index] = 1
            for query, amount in chosen.uses:
                demand[query] += amount
            for window in chosen.windows:
                published[window] += 1
            for row, kind in zip(effort, job.kinds, strict=True):
                row[kind] += job.hours
        used = self._spread(demand, asked, published)
        alone = [taken[index] - taken[dep] for index, dep in self.links]
        return Answer(bound, used, published, effort, alone)

    def _ask(self, prices: Prices) -> tuple[list[float], list[float], float]:
        """What each way costs, what each query's cheapest way does, and how near to that a way must be to share."""
        price = list(prices.resources)
        for chain in self._chains:
            # The price of time that ends in a week: it counts in all later weeks as well.
            total = 0.0
            for resource in reversed(chain):
                total += price[resource]
                price[resource] = total
        near = _NEAR * sum(price) / max(1, len(price))
        windows = prices.windows
        ways = []
        for way in self._ways:
            cost = 0.0
            for one in way.resources:
                cost += price[one]
            for one in way.windows:
                cost -= windows[one]
            ways.append(cost)
        return ways, [min([ways[one] for one in query]) for query in self._queries], near

    def _spread(
        self,
        demand: Sequence[int],
        asked: tuple[list[float], list[float], float],
        published: list[float],
    ) -> list[float]:
        """What the demand takes of each resource; publications of channels are counted on the way."""
        costs, cheapest, near = asked
        used = [0.0] * len(self.capacity)
        for query, amount in enumerate(demand):
            if not amount:
                continue
            limit = cheapest[query] + near
            close = [self._ways[one] for one in self._queries[query] if costs[one] <= limit]
            size = sum(way.size for way in close)
            for way in close:
                share = amount * way.size / size
                for one in way.resources:
                    used[one] += share
                for one in way.windows:
                    published[one] += share
        for chain in self._chains:
            total = 0.0
            for resource in chain:
                total += used[resource]
                used[resource] = total
        return used

    def _tolls(self, prices: Prices) -> list[list[float]]:
        """Per set: what a half-hour of each kind pays for what it does to the mix."""
        tolls = []
        for row, shares in zip(prices.mix, self.instance.goals.shares, strict=True):
            mean = sum(share * price for share, price in zip(shares, row, strict=True))
            tolls.append([PERMILLE * price - mean for price in row])
        return tolls

    def _mix_constant(self, prices: Prices) -> float:
        """What the mix of the settled entries costs now, less what the prices make of it."""
        goals = self.instance.goals
        total = 0.0
        for row, shares, effort in zip(prices.mix, goals.shares, goals.effort, strict=True):
            amount = sum(effort)
            total -= sum(
                price * (PERMILLE * one - share * amount)
                for price, share, one in zip(row, shares, effort, strict=True)
            )
            total += goals.mix_rate * misplaced(effort, shares) / (2 * PERMILLE)
        return total


def _choose(
    options: Sequence[Option], costs: Sequence[float], windows: Sequence[float] | None
) -> tuple[float, Option | None]:
    """The option that leaves most, and what it leaves."""
    best, chosen = 0.0, None
    for option in options:
        gain = 0.0
        for query, amount in option.uses:
            gain -= costs[query] * amount
        if windows is not None:
            gain += option.bonus
            for window in option.windows:
                gain += windows[window]
        if chosen is None or gain > best:
            best, chosen = gain, option
    return best, chosen


def _grouped(days: Sequence[int], key: Callable[[int], int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for day in days:
        found.setdefault(key(day), []).append(day)
    return found


def _runs(days: Sequence[int], gap: int) -> Iterator[list[int]]:
    """The longest runs of open days that lie within `gap` days of one another."""
    end = -1
    for position, day in enumerate(days) if gap else ():
        run = [other for other in days[position : position + gap] if other < day + gap]
        if run[-1] > end:
            end = run[-1]
            yield run
