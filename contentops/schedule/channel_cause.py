"""Which limit of a channel keeps a job out, and what counts against it in the job's own days."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from typing import Any

from contentops.schedule.axis import Axis
from contentops.schedule.instance import Job, Outlet
from contentops.schedule.reasons import Cause
from contentops.schedule.state import State

_KINDS = ("month", "week", "gap", "day")


def limits_of(outlet: Outlet) -> dict[str, int]:
    """The limits a channel has, by kind: `month`, `week` and `day` in publications, `gap` in days."""
    figures = (outlet.per_month, outlet.per_week, outlet.gap, outlet.per_day)
    return {kind: figure for kind, figure in zip(_KINDS, figures, strict=True) if figure}


def blocked_days(state: State, number: int, without: Container[str]) -> bytearray:
    """The days a channel has nothing free for, by all its limits but those of the kinds in `without`."""
    outlet, axis = state.instance.outlets[number], state.instance.axis
    blocked = bytearray(outlet.closed)
    waves = [day for day, _ in waves_on(state, number)]
    for kind in limits_of(outlet):
        if kind not in without:
            for day in shut_days(outlet, axis, waves, kind):
                blocked[day] = 1
    return blocked


def shut_days(outlet: Outlet, axis: Axis, waves: Sequence[int], kind: str) -> set[int]:
    """The days that one kind of limit shuts when a channel publishes on the days `waves`."""
    if kind == "gap":
        near = range(1 - outlet.gap, outlet.gap)
        return {day + step for day in waves for step in near if 0 <= day + step < axis.size}
    counts: dict[int, int] = {}
    for day in waves:
        if 0 <= day < axis.size:
            counts[_span(axis, day, kind)] = counts.get(_span(axis, day, kind), 0) + 1
    full = {span for span, count in counts.items() if count >= limits_of(outlet)[kind]}
    return {day for day in range(axis.size) if _span(axis, day, kind) in full} if full else set()


def _span(axis: Axis, day: int, kind: str) -> int:
    """The month, week or day that a day counts in."""
    if kind == "month":
        return axis.months[day]
    return day // 7 if kind == "week" else day


def limit_cause(state: State, job: Job, days: Iterable[int], number: int, kind: str) -> Cause:
    """What a limit of a channel takes from a job that could be published on `days` without it."""
    axis, outlet = state.instance.axis, state.instance.outlets[number]
    waves = waves_on(state, number)
    wanted = _wave_days(state, job, days, number)
    shut = sorted(wanted & shut_days(outlet, axis, [day for day, _ in waves], kind))
    figures: dict[str, Any] = {"channel": outlet.name, "limit": (kind, limits_of(outlet)[kind])}
    if not shut:
        # The days are free: only its own publications there come too close to one another.
        return Cause("channel-own", figures)
    if kind == "gap":
        near = [(day, title) for day, title in waves if any(abs(other - day) < outlet.gap for other in shut)]
        figures |= {"first": axis.day(shut[0]), "last": axis.day(shut[-1])}
        return Cause("channel-gap", {**figures, "takers": list(dict.fromkeys(title for _, title in near))})
    spans = {_span(axis, day, kind): day for day in reversed(shut)}
    inside = [
        (day, title) for day, title in waves if 0 <= day < axis.size and _span(axis, day, kind) in spans
    ]
    figures |= {
        "spans": [_span_name(axis, spans[span], kind) for span in sorted(spans)],
        "counts": [sum(_span(axis, day, kind) == span for day, _ in inside) for span in sorted(spans)],
        "takers": list(dict.fromkeys(title for _, title in inside)),
    }
    return Cause("channel-limit", figures)


def _span_name(axis: Axis, day: int, kind: str) -> str:
    """`2027-02`, `2027-W05` or `2027-02-03`."""
    if kind == "week":
        return axis.week_name(day // 7)
    return axis.day(day).isoformat()[: 7 if kind == "month" else 10]


def _wave_days(state: State, job: Job, days: Iterable[int], number: int) -> set[int]:
    """The open days a channel could take for a job that is published on one of `days`."""
    closed = state.instance.outlets[number].closed
    spans = [(first, last) for wave, first, last in job.waves if wave == number]
    return {
        near
        for day in days
        for first, last in spans
        for near in range(first[day], min(last[day], job.deadline, len(closed) - 1) + 1)
        if not closed[near]
    }


def closed_cause(state: State, job: Job, days: Sequence[int]) -> Cause:
    """The channel that is open on the fewest of the days, of a job that no limit keeps out."""
    axis = state.instance.axis
    open_days = {number: len(_wave_days(state, job, days, number)) for number, *_ in job.waves}
    number = min(open_days, key=lambda number: (open_days[number], number))
    _, first, last = next(wave for wave in job.waves if wave[0] == number)
    start, end = first[days[0]], min(last[days[-1]], job.deadline, axis.size - 1)
    return Cause(
        "channel-closed",
        {
            "channel": state.instance.outlets[number].name,
            "first": axis.day(start),
            "last": axis.day(max(start, end)),
        },
    )


def waves_on(state: State, number: int) -> list[tuple[int, str]]:
    """(day, title) of everything a channel publishes in the plan, in order."""
    instance = state.instance
    outlet = instance.outlets[number]
    waves = list(zip(outlet.taken, outlet.taken_by, strict=True))
    for index, position in instance.uses_of(number):
        placement = state.placed[index]
        if placement is not None:
            waves.append((placement[1][position], instance.jobs[index].title))
    return sorted(waves)
