"""An upper bound on the value of any plan, by prices on what is scarce (Lagrangian relaxation).

Let each person's hours, each person's reviews and each channel's slots, summed over the time in which a
publication of this period can use them, have a price. Whatever the prices, no plan is worth more than the
capacity at those prices plus, for every job, what is left of its value after paying for what it takes (or
nothing). Lower prices where capacity stays over, raise them where it is overdrawn, and keep the smallest
sum. All in integers, so that the bound is exact and the same everywhere.
"""

from __future__ import annotations

from contentops.schedule.instance import PARALLEL, REVIEW, Instance, Job
from contentops.schedule.state import State

_SCALE = 1 << 16
_ROUNDS = 160

Use = tuple[tuple[tuple[int, ...], int], ...]
"""What a job takes: (any one of these resources, how much of it)."""


def value_bound(instance: Instance) -> int:
    """A value that no plan of the instance exceeds; jobs that are impossible by themselves are left out.

    Such a job is recognised by the checker: nothing else is placed, and no day fits.
    """
    empty = State(instance)
    jobs = [job for job in instance.jobs if _possible(empty, job)]
    total = sum(job.value for job in jobs)
    capacity = _capacity(instance)
    uses = [_use(instance, job) for job in jobs]
    prices = [0] * len(capacity)
    best = total * _SCALE
    values = [job.value * _SCALE for job in jobs]
    for number in range(_ROUNDS):
        bound, demand = _evaluate(values, uses, prices, capacity)
        best = min(best, bound)
        _adjust(prices, demand, capacity, total, number)
    return min(total, best // _SCALE)


def _possible(state: State, job: Job) -> bool:
    """Whether the job could fit when it is the only one; its dependencies are taken to be out in time.

    Wrongly yes is harmless here, wrongly no is not: each link of the chain is asked as if the others
    took nothing.
    """
    for day in reversed(job.days):
        if day <= job.after:
            return False
        if job.repeats or state.find_waves(job, day) is not None:
            return state.could_fit(job, day)
    return False


def _capacity(instance: Instance) -> list[int]:
    """Half-hours by person, reviews by person, slots by channel; of a channel without limits, plenty."""
    end = instance.axis.index(instance.period.last) // 7
    hours = [sum(worker.hours[: end + 1]) for worker in instance.workers]
    reviews = [sum(worker.reviews[: end + 1]) for worker in instance.workers]
    return [*hours, *reviews, *(_slots(instance, number) for number in range(len(instance.outlets)))]


def _slots(instance: Instance, number: int) -> int:
    """At most how many waves a channel takes on the axis: no more than any single limit allows."""
    outlet = instance.outlets[number]
    open_days = [day for day, closed in enumerate(outlet.closed) if not closed]
    limits = [len(open_days) * (outlet.per_day or 1 << 20)]
    if outlet.per_week:
        limits.append(len({day // 7 for day in open_days}) * outlet.per_week)
    if outlet.per_month:
        limits.append(len({instance.axis.months[day] for day in open_days}) * outlet.per_month)
    if outlet.gap:
        count, free = 0, -1
        for day in open_days:
            if day >= free:
                count, free = count + 1, day + outlet.gap
        limits.append(count)
    return min(limits)


def _use(instance: Instance, job: Job) -> Use:
    people = len(instance.workers)
    uses: list[tuple[tuple[int, ...], int]] = []
    for segment in job.chain:
        for part in segment.parts if segment.kind == PARALLEL else (segment,):
            if part.kind == REVIEW:
                uses.append((tuple(people + person for person in part.people), 1))
            else:
                uses.append((part.people, part.amount))
    uses += [((2 * people + number,), 1) for number, _, _ in job.waves]
    return tuple(uses)


def _evaluate(
    values: list[int], uses: list[Use], prices: list[int], capacity: list[int]
) -> tuple[int, list[int]]:
    """The bound at these prices, and what the jobs that pay for themselves would take."""
    bound = sum(price * amount for price, amount in zip(prices, capacity, strict=True))
    demand = [0] * len(capacity)
    for value, use in zip(values, uses, strict=True):
        left = value
        chosen = []
        for choices, amount in use:
            cheapest = min(choices, key=lambda resource: (prices[resource], resource))
            left -= prices[cheapest] * amount
            chosen.append((cheapest, amount))
        if left > 0:
            bound += left
            for resource, amount in chosen:
                demand[resource] += amount
    return bound, demand


def _adjust(prices: list[int], demand: list[int], capacity: list[int], total: int, number: int) -> None:
    """Move each price towards what balances it, in steps that shrink."""
    for resource, (wanted, there) in enumerate(zip(demand, capacity, strict=True)):
        if there <= 0:
            prices[resource] = total * _SCALE
            continue
        step = total * _SCALE // (len(prices) * there * (number // 8 + 2))
        change = step * (wanted - there) // there
        prices[resource] = max(0, prices[resource] + max(-step, min(step, change)))
