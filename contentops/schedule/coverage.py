"""What the plan serves, and where it is silent: pools, means, buying roles, funnel stages, channels."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from typing import Any, get_args

from contentops.models.base import FunnelStage, Means, PoolName, Role
from contentops.models.calendar import Entry
from contentops.models.period import Period
from contentops.models.workspace import Workspace

_WEEK = timedelta(days=7)


def find_coverage(
    entries: Sequence[Entry], workspace: Workspace, period: Period, is_working_day: Callable[[date], bool]
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Counts and silent weeks by dimension, and the gaps: silences longer than the cadence allows.

    A pool, role or stage is seen in the week of the publish date, a channel on the days of its waves.
    Nobody misses anything in a week without a working day.
    """
    weeks = _weeks(period, is_working_day)
    days: dict[str, dict[str, list[date]]] = {
        "pools": {name: [] for name in get_args(PoolName)},
        "means": {name: [] for name in get_args(Means)},
        "roles": {name: [] for name in get_args(Role)},
        "stages": {name: [] for name in get_args(FunnelStage)},
        "channels": {channel.id: [] for channel in workspace.settings.channels},
    }
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
    coverage: dict[str, Any] = {
        kind: {name: _figures(found, weeks) for name, found in names.items()} for kind, names in days.items()
    }
    coverage["weeks"] = {name: len(_within(days["pools"], monday)) for name, monday in weeks}
    return coverage, list(_find_gaps(days, weeks, workspace))


def _weeks(period: Period, is_working_day: Callable[[date], bool]) -> list[tuple[str, date]]:
    monday = period.first - timedelta(days=period.first.weekday())
    weeks = []
    while monday <= period.last:
        year, number, _ = monday.isocalendar()
        days = (monday + timedelta(days=n) for n in range(7))
        if any(day in period and is_working_day(day) for day in days):
            weeks.append((f"{year}-W{number:02d}", monday))
        monday += _WEEK
    return weeks


def _within(days: dict[str, list[date]], monday: date) -> list[date]:
    return [day for found in days.values() for day in found if monday <= day < monday + _WEEK]


def _silent(days: Iterable[date], weeks: Sequence[tuple[str, date]]) -> list[str]:
    served = {day - timedelta(days=day.weekday()) for day in days}
    return [name for name, monday in weeks if monday not in served]


def _figures(days: list[date], weeks: Sequence[tuple[str, date]]) -> dict[str, Any]:
    return {"entries": len(days), "silent_weeks": _silent(days, weeks)}


def _find_gaps(
    days: dict[str, dict[str, list[date]]], weeks: Sequence[tuple[str, date]], workspace: Workspace
) -> Iterable[dict[str, Any]]:
    cadence = workspace.settings.cadence
    allowed: dict[str, dict[str, int]] = {
        "channels": {name: max(1, math.ceil(1 / rate)) - 1 for name, rate in cadence.channels.items()},
        "roles": {str(name): longest for name, longest in cadence.roles.items()},
        "stages": {str(name): longest for name, longest in cadence.stages.items()},
        "pools": {str(name): longest for name, longest in cadence.pools.items()},
    }
    for kind, names in allowed.items():
        for name, longest in names.items():
            for run in _runs(_silent(days[kind].get(name, []), weeks), weeks):
                if len(run) > longest:
                    yield {"kind": kind, "name": name, "from": run[0], "to": run[-1], "weeks": len(run),
                           "allowed": longest}  # fmt: skip


def _runs(silent: Sequence[str], weeks: Sequence[tuple[str, date]]) -> list[list[str]]:
    """Consecutive silent weeks."""
    runs: list[list[str]] = []
    missing = set(silent)
    previous = False
    for name, _ in weeks:
        if name in missing:
            if previous:
                runs[-1].append(name)
            else:
                runs.append([name])
        previous = name in missing
    return runs
