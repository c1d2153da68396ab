"""The goals of a plan counted again, from the calendar and the workspace alone, as docs/planning.md defines them."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from fractions import Fraction

from contentops.models.calendar import Calendar, Entry
from contentops.models.period import Period
from contentops.models.workspace import Workspace

DAY = timedelta(days=1)
RATES = {"channels": "channel_week", "roles": "role_week", "stages": "stage_week", "pools": "pool_week"}


def recount(
    workspace: Workspace,
    calendar: Calendar,
    period: Period,
    is_workday: Callable[[date], bool],
    wished: Mapping[str, date],
) -> dict[str, Fraction]:
    """What each goal reaches; `wished` are the days on which the earlier plan had what it only planned."""
    settings = workspace.settings
    entries = [entry for entry in calendar.entries if entry.state != "cancelled"]
    known = [
        (e, item) for e in entries if (item := workspace.items.get(e.item.partition("@")[0])) is not None
    ]
    reached = {"value": Fraction(sum(item.value for _, item in known))}
    cost = Fraction(0)
    weeks = _weeks(period, is_workday)
    wanted = [("channels", name, *_round(rate)) for name, rate in settings.targets.channels.items()]
    for kind, silences in settings.targets.silences.items():
        wanted += [(kind, name, longest + 1, 1) for name, longest in silences.items()]
    for kind, name, length, need in wanted:
        days = _publications(workspace, entries, kind, name)
        for n in range(len(weeks) - length + 1):
            there = sum(day - day.weekday() * DAY in weeks[n : n + length] for day in days)
            missing = max(0, need - there)
            goal = f"cadence.{kind}"
            reached[goal] = reached.get(goal, Fraction(0)) + missing
            cost += missing * Fraction(settings.targets.rates[RATES[kind]])
    for kind in ("pools", "means"):
        shares = settings.targets.mix[kind]
        if shares:
            hours: dict[str, Fraction] = {}
            for entry, item in known:
                name = item.pool if kind == "pools" else item.means
                work = sum((Fraction(task.hours) for task in entry.tasks), Fraction(0))
                hours[name] = hours.get(name, Fraction(0)) + work
            total = sum(hours.values(), Fraction(0))
            off = [abs(hours.get(name, 0) - _share(shares, name) * total) for name in {*shares, *hours}]
            reached[f"mix.{kind}"] = sum(off, Fraction(0)) / 2
            cost += reached[f"mix.{kind}"] * Fraction(settings.targets.rates["mix_hour"])
    if wished:
        now = {entry.item: entry.publish for entry in calendar.entries}
        reached["stability"] = Fraction(sum(now.get(name) != day for name, day in wished.items()))
        cost += reached["stability"] * Fraction(settings.targets.rates["moved_entry"])
    reached["points"] = reached["value"] - cost
    return reached


def _share(shares: Mapping[str, float], name: str) -> Fraction:
    """A target share, which counts in thousandths."""
    return Fraction(round(1000 * shares.get(name, 0)), 1000)


def _weeks(period: Period, is_workday: Callable[[date], bool]) -> list[date]:
    """The Mondays of the weeks with a working day in the period."""
    days = (period.first + n * DAY for n in range((period.last - period.first).days + 1))
    return sorted({day - day.weekday() * DAY for day in days if is_workday(day)})


def _round(rate: float) -> tuple[int, int]:
    """So many weeks want so many publications."""
    if rate < 1:
        return math.ceil(1 / rate - 1e-9), 1
    closest = min(
        ((abs(Fraction(rate) - Fraction(round(rate * q), q)), q) for q in (1, 2, 3, 4)), key=lambda pair: pair
    )[1]
    return closest, round(rate * closest)


def _publications(workspace: Workspace, entries: list[Entry], kind: str, name: str) -> list[date]:
    if kind == "channels":
        return [wave.date for entry in entries for wave in entry.channels if wave.channel == name]
    found = []
    for entry in entries:
        item = workspace.items.get(entry.item.partition("@")[0])
        own = {"pools": entry.pool} if item is None else {
            "roles": item.role, "stages": item.stage, "pools": item.pool
        }  # fmt: skip
        if own.get(kind) == name:
            found.append(entry.publish)
    return found
