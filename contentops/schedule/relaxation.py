"""The plan with prices instead of limits: what each job would choose if it only had to pay.

Hours and reviews of a person up to the end of each week, slots of a channel in each week and each month have a
price. A job may be published in any week its rules allow; its work may lie anywhere before the reviews that
follow, with whoever is cheapest. What the jobs would be worth after paying, plus all capacity at these prices,
is at least the score of any plan (Lagrangian relaxation). The goals are priced as well: a window pays up to
its rate for a publication, the mix asks or pays for an hour of a kind that is above or below its share.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from contentops.schedule.goals import PERMILLE, misplaced
from contentops.schedule.instance import PARALLEL, REVIEW, Instance, Job, Outlet, Segment
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


@dataclass(slots=True)
class Answer:
    """The jobs' choice at some prices: the bound that follows, and what is used."""

    bound: float
    used: list[float]
    published: list[float]
    effort: list[list[int]]
    profits: list[float]
    """By job: what it is worth after paying its cheapest way; negative when it does not pay for itself."""


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
        self._chains: list[tuple[int, ...]] = []
        """Resources of one person, week by week: what ends in a week counts in that week's and all later ones."""
        self._hours = [self._add_person(worker.hours) for worker in instance.workers]
        self._reviews = [self._add_person(worker.reviews) for worker in instance.workers]
        self._slots = [self._add_slots(outlet) for outlet in instance.outlets]
        self._queries: list[tuple[_Way, ...]] = []
        self._query_of: dict[tuple[_Way, ...], int] = {}
        goals = instance.goals
        self.room = [max(0, need - settled) for need, settled in zip(goals.need, goals.settled, strict=True)]
        empty = State(instance)
        self.options: list[list[Option]] = [self._options(empty, job) for job in instance.jobs]

    def _add_person(self, free: Sequence[int]) -> tuple[int, ...]:
        """Resources "free up to the end of week w" for each week of the period's reach."""
        total, first = 0, len(self.capacity)
        for amount in free[: self._weeks]:
            total += amount
            self.capacity.append(total)
        chain = tuple(range(first, len(self.capacity)))
        self._chains.append(chain)
        return chain

    def _add_slots(self, outlet: Outlet) -> tuple[dict[int, int], dict[int, int]]:
        """Resources of a channel by week and by month, where a limit can bind."""
        months = self.instance.axis.months
        open_days = [day for day, closed in enumerate(outlet.closed) if not closed]
        by_week = _grouped(open_days, lambda day: day // 7)
        by_month = _grouped(open_days, lambda day: months[day])
        inside = [day for day in outlet.taken if 0 <= day < len(months)]
        weeks: dict[int, int] = {}
        found: dict[int, int] = {}
        for week, days in by_week.items():
            taken = sum(day // 7 == week for day in inside)
            self._limit(weeks, week, _most(outlet, days), outlet.per_week, taken)
        for month, days in by_month.items():
            taken = sum(months[day] == month for day in inside)
            most = _most(outlet, days) if outlet.gap else _PLENTY
            self._limit(found, month, most, outlet.per_month, taken)
        return weeks, found

    def _limit(self, table: dict[int, int], key: int, most: int, quota: int, taken: int) -> None:
        limit = min(most, quota - taken) if quota else most
        if limit < _PLENTY:
            table[key] = len(self.capacity)
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
            query = self._wave(number, first[days[0]], min(last[days[-1]], job.deadline))
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
        chains = self._reviews if segment.kind == REVIEW else self._hours
        at = min(week, self._weeks - 1)
        ways = tuple(
            _Way((chains[person][at],), size=self.capacity[chains[person][at]])
            for person in segment.people
            if self.capacity[chains[person][at]]
        )
        return self._query(ways) if ways else None

    def _wave(self, number: int, first: int, last: int) -> int | None:
        outlet, axis = self.instance.outlets[number], self.instance.axis
        spans = dict.fromkeys(
            (day // 7, axis.months[day])
            for day in range(first, min(last, axis.size - 1) + 1)
            if not outlet.closed[day]
        )
        weeks, months = self._slots[number]
        ways = []
        for week, month in spans:
            taken = tuple(table[at] for table, at in ((weeks, week), (months, month)) if at in table)
            if all(self.capacity[resource] for resource in taken):
                ways.append(_Way(taken, outlet.windows[week]))
        return self._query(tuple(ways)) if ways else None

    def _query(self, ways: tuple[_Way, ...]) -> int:
        if ways not in self._query_of:
            self._query_of[ways] = len(self._queries)
            self._queries.append(ways)
        return self._query_of[ways]

    def free(self) -> Prices:
        """No prices at all."""
        goals = self.instance.goals
        return Prices(
            [0.0] * len(self.capacity),
            [0.0] * len(goals.need),
            [[0.0] * len(shares) for shares in goals.shares],
        )

    def answer(self, prices: Prices, worth: Sequence[int], *, goals: bool = True) -> Answer:
        """What the jobs choose at `prices`, each worth `worth[i]` by itself."""
        costs, shares = self._ask(prices)
        terms = self.instance.goals
        bound = sum(price * amount for price, amount in zip(prices.resources, self.capacity, strict=True))
        published = [0.0] * len(terms.need)
        effort = [list(row) for row in terms.effort]
        if goals:
            rows = zip(terms.rate, prices.windows, self.room, strict=True)
            bound += sum((rate - price) * room for rate, price, room in rows) + self._mix_constant(prices)
        tolls = self._tolls(prices) if goals else []
        demand = [0] * len(self._queries)
        profits = []
        for job, options, value in zip(self.instance.jobs, self.options, worth, strict=True):
            gain, chosen = _choose(options, costs, prices.windows if goals else None)
            gain += value - sum(job.hours * row[kind] for row, kind in zip(tolls, job.kinds, strict=False))
            profits.append(gain if chosen is not None else -float(value))
            if chosen is None or gain <= 0:
                continue
            bound += gain
            for query, amount in chosen.uses:
                demand[query] += amount
            for window in chosen.windows:
                published[window] += 1
            for row, kind in zip(effort, job.kinds, strict=True):
                row[kind] += job.hours
        used = self._spread(demand, shares, published)
        return Answer(bound, used, published, effort, profits)

    def _ask(self, prices: Prices) -> tuple[list[float], list[list[tuple[_Way, float]]]]:
        """For every query what the cheapest way costs, and the ways near it with their shares."""
        price = list(prices.resources)
        for chain in self._chains:
            # The price of time that ends in a week: it counts in all later weeks as well.
            total = 0.0
            for resource in reversed(chain):
                total += price[resource]
                price[resource] = total
        near = _NEAR * sum(price) / max(1, len(price))
        costs, shares = [], []
        for ways in self._queries:
            asked = [
                sum([price[one] for one in way.resources]) - sum([prices.windows[one] for one in way.windows])
                for way in ways
            ]
            best = min(asked)
            costs.append(best)
            close = [way for way, cost in zip(ways, asked, strict=True) if cost <= best + near]
            size = sum(way.size for way in close)
            shares.append([(way, way.size / size) for way in close])
        return costs, shares

    def _spread(
        self,
        demand: Sequence[int],
        shares: Sequence[list[tuple[_Way, float]]],
        published: list[float],
    ) -> list[float]:
        """What the demand takes of each resource; publications of channels are counted on the way."""
        used = [0.0] * len(self.capacity)
        for amount, ways in zip(demand, shares, strict=True):
            if amount:
                for way, share in ways:
                    for resource in way.resources:
                        used[resource] += amount * share
                    for window in way.windows:
                        published[window] += amount * share
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


def _most(outlet: Outlet, days: Sequence[int]) -> int:
    """At most how many publications fit on open `days` by the daily limit and the gap."""
    if not outlet.gap:
        return len(days) * outlet.per_day if outlet.per_day else _PLENTY
    count, free = 0, -1
    for day in days:
        if day >= free:
            count, free = count + 1, day + outlet.gap
    return count
