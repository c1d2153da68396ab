"""What the plan serves, and where it stays below target: pools, means, buying roles, funnel stages, channels."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any, get_args

from contentops.models.base import FunnelStage, Means, PoolName, Role
from contentops.models.calendar import Entry
from contentops.models.coverage import Gap, GapKind
from contentops.models.goals import Targets
from contentops.models.period import Period, monday_of, week_name
from contentops.models.workspace import Workspace
from contentops.schedule.goals import Window, cadence_windows, working_weeks

NAMES: dict[str, tuple[str, ...]] = {
    "pools": get_args(PoolName),
    "means": get_args(Means),
    "roles": get_args(Role),
    "stages": get_args(FunnelStage),
}
MIX_ROOM = 0.05
"""A share of the effort is missed when it is more than so far below its target."""
_MIX_KINDS: dict[str, GapKind] = {"pools": "mix_pools", "means": "mix_means"}

Days = dict[str, dict[str, list[date]]]
"""By dimension and name, the days on which it is served."""


def find_coverage(
    entries: Sequence[Entry], workspace: Workspace, period: Period, is_working_day: Callable[[date], bool]
) -> tuple[dict[str, Any], list[Gap]]:
    """Counts and silent weeks by dimension, and the gaps: what stays below target, soonest first.

    A pool, role or stage is seen in the week of the publish date, a channel on the days of its waves.
    Nobody misses anything in a week without a working day. Shares of the effort concern the whole period and
    come last.
    """
    weeks = working_weeks(period, is_working_day)
    days = find_days(entries, workspace)
    coverage: dict[str, Any] = {
        kind: {name: _figures(found, weeks) for name, found in names.items()} for kind, names in days.items()
    }
    coverage["weeks"] = {
        week_name(monday): sum(monday_of(day) == monday for found in days["pools"].values() for day in found)
        for monday in weeks
    }
    targets = workspace.settings.targets
    gaps = sorted(_cadence_gaps(days, weeks, targets), key=lambda gap: (gap.first, gap.last))
    return coverage, [*gaps, *_mix_gaps(entries, workspace, weeks)]


def find_days(entries: Iterable[Entry], workspace: Workspace) -> Days:
    """The days on which each channel, role, stage, pool and means is served; cancelled entries serve nothing."""
    days: Days = {kind: {name: [] for name in names} for kind, names in NAMES.items()}
    days["channels"] = {channel.id: [] for channel in workspace.settings.channels}
    for entry in entries:
        if entry.state == "cancelled":
            continue
        item = workspace.items.get(entry.item.partition("@")[0])
        days["pools"][entry.pool].append(entry.publish)
        if item is not None:
            days["means"][item.means].append(entry.publish)
            days["roles"][item.role].append(entry.publish)
            days["stages"][item.stage].append(entry.publish)
        for wave in entry.channels:
            if wave.channel in days["channels"]:
                days["channels"][wave.channel].append(wave.date)
    return days


def find_silences(days: Iterable[date], weeks: Sequence[date]) -> tuple[list[str], int]:
    """The weeks of `weeks` (Mondays) without any of `days`, and the most of them in a row."""
    served = {monday_of(day) for day in days}
    silent = [monday not in served for monday in weeks]
    runs = [sum(1 for _ in run) for is_silent, run in groupby(silent) if is_silent]
    return [week_name(monday) for monday, is_silent in zip(weeks, silent, strict=True) if is_silent], max(
        runs, default=0
    )


def find_effort(entries: Iterable[Entry], workspace: Workspace) -> dict[str, dict[str, float]]:
    """Hours of work planned by pool and by means, as the mix counts them."""
    effort = {kind: dict.fromkeys(NAMES[kind], 0.0) for kind in ("pools", "means")}
    for entry in entries:
        item = workspace.items.get(entry.item.partition("@")[0])
        if entry.state == "cancelled" or item is None:
            continue
        hours = sum(task.hours for task in entry.tasks)
        effort["pools"][item.pool] += hours
        effort["means"][item.means] += hours
    return effort


def _figures(days: list[date], weeks: Sequence[date]) -> dict[str, Any]:
    return {"entries": len(days), "silent_weeks": find_silences(days, weeks)[0]}


def _cadence_gaps(days: Days, weeks: Sequence[date], targets: Targets) -> Iterator[Gap]:
    """Runs of weeks whose windows want more than there is."""
    windows = cadence_windows(targets, weeks)
    for (kind, name), own in groupby(windows, key=lambda window: (window.kind, window.name)):
        counts: dict[date, int] = {}
        for day in days[kind].get(name, ()):
            counts[monday_of(day)] = counts.get(monday_of(day), 0) + 1
        for run in find_runs(own, counts):
            yield _cadence_gap(kind, name, run, counts, targets)


@dataclass(frozen=True, slots=True)
class Run:
    """Weeks in which windows that touch each other all want more than there is."""

    mondays: tuple[date, ...]
    missing: int
    """The fewest publications that would fill all of them."""


def find_runs(windows: Iterable[Window], counts: Mapping[date, int]) -> list[Run]:
    """The runs of short windows of one channel, role, stage or pool, in order.

    Windows belong together when they share a week; those of a single week also when one follows the other.
    """
    runs: list[list[Window]] = []
    follows = False
    for window in windows:
        short = sum(counts.get(monday, 0) for monday in window.mondays) < window.need
        if short:
            near = runs and (
                window.mondays[0] in runs[-1][-1].mondays or (follows and len(window.mondays) == 1)
            )
            if near:
                runs[-1].append(window)
            else:
                runs.append([window])
        follows = short
    return [
        Run(
            tuple(dict.fromkeys(monday for window in run for monday in window.mondays)), _missing(run, counts)
        )
        for run in runs
    ]


def _missing(run: Sequence[Window], counts: Mapping[date, int]) -> int:
    """The fewest publications that fill the windows: as late in each as possible, so that the next profits."""
    there = dict(counts)
    added = 0
    for window in run:
        lacking = window.need - sum(there.get(monday, 0) for monday in window.mondays)
        if lacking > 0:
            last = window.mondays[-1]
            there[last] = there.get(last, 0) + lacking
            added += lacking
    return added


def _cadence_gap(kind: Any, name: str, run: Run, counts: Mapping[date, int], targets: Targets) -> Gap:
    found = sum(counts.get(monday, 0) for monday in run.mondays)
    rate = targets.channels[name] if kind == "channels" else None
    allowed = targets.silences[kind][name] if rate is None else math.ceil(1 / rate - 1e-9) - 1
    return Gap(
        kind=kind,
        name=name,
        first=week_name(run.mondays[0]),
        last=week_name(run.mondays[-1]),
        weeks=len(run.mondays),
        allowed=allowed if rate is None or rate <= 1 else None,
        rate=rate if rate is not None and rate > 1 else None,
        wanted=found + run.missing,
        found=found,
        missing=run.missing,
    )


def _mix_gaps(entries: Sequence[Entry], workspace: Workspace, weeks: Sequence[date]) -> Iterator[Gap]:
    for kind, effort in find_effort(entries, workspace).items():
        total = sum(effort.values())
        for name, target in workspace.settings.targets.mix[kind].items():
            share = effort[name] / total if total else target
            if not weeks or target - share <= MIX_ROOM:
                continue
            yield Gap(
                kind=_MIX_KINDS[kind],
                name=name,
                first=week_name(weeks[0]),
                last=week_name(weeks[-1]),
                weeks=len(weeks),
                share=round(share, 4),
                target=target,
                hours=round(target * total - effort[name], 1),
            )
