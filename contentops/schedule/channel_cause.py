"""Which channel keeps a job out, by which of its limits, and what takes its days."""

from __future__ import annotations

from contentops.schedule.axis import Axis
from contentops.schedule.instance import Job, Outlet
from contentops.schedule.reasons import Cause
from contentops.schedule.state import State


def find_channel_cause(state: State, job: Job, days: list[int]) -> Cause:
    """The channel that leaves the fewest of the days, and the limit that shuts most of the others."""
    axis = state.instance.axis
    open_days: dict[int, int] = {}
    for number, first, last in job.waves:
        found = sum(
            state.blocked[number].find(0, first[day], min(last[day], job.deadline) + 1) >= 0 for day in days
        )
        open_days[number] = min(open_days.get(number, found), found)
    number = min(open_days, key=lambda number: (open_days[number], number))
    _, first, last = next(wave for wave in job.waves if wave[0] == number)
    start, end = first[days[0]], min(last[days[-1]], job.deadline, axis.size - 1)
    outlet = state.instance.outlets[number]
    figures = {"channel": outlet.name, "first": axis.day(start), "last": axis.day(end)}
    waves = _waves_on(state, number)
    limit = _tightest_limit(outlet, axis, [day for day, _ in waves], range(start, end + 1))
    if limit is None:
        return Cause("channel-closed", figures)
    kind, amount = limit
    reach = {"day": 0, "week": 6, "month": 30, "gap": outlet.gap}[kind]
    takers = [title for day, title in waves if start - reach <= day <= end + reach]
    return Cause(
        "channel-limit", {**figures, "limit": [(kind, amount)], "takers": list(dict.fromkeys(takers))}
    )


def _waves_on(state: State, number: int) -> list[tuple[int, str]]:
    """(day, title) of everything a channel publishes in the plan, in order."""
    outlet = state.instance.outlets[number]
    waves = list(zip(outlet.taken, outlet.taken_by, strict=True))
    for job, placement in zip(state.jobs, state.placed, strict=True):
        for wave, day in zip(job.waves, placement[1], strict=True) if placement is not None else ():
            if wave[0] == number:
                waves.append((day, job.title))
    return sorted(waves)


def _tightest_limit(outlet: Outlet, axis: Axis, taken: list[int], days: range) -> tuple[str, int] | None:
    """The limit of a channel that shuts the most of its open days; None when none does."""
    shut = {"month": 0, "week": 0, "gap": 0, "day": 0}
    for day in days:
        if outlet.closed[day]:
            continue
        shut["day"] += _reached(outlet.per_day, sum(other == day for other in taken))
        shut["week"] += _reached(outlet.per_week, sum(other // 7 == day // 7 for other in taken))
        same_month = sum(0 <= other < axis.size and axis.months[other] == axis.months[day] for other in taken)
        shut["month"] += _reached(outlet.per_month, same_month)
        shut["gap"] += any(abs(other - day) < outlet.gap for other in taken)
    kind = max(shut, key=lambda name: shut[name])
    if not shut[kind]:
        return None
    limits = {"day": outlet.per_day, "week": outlet.per_week, "month": outlet.per_month, "gap": outlet.gap}
    return kind, limits[kind]


def _reached(limit: int, count: int) -> bool:
    return bool(limit) and count >= limit
