"""Where the gaps of a plan stand in the week table: the channels of a week, and what else it is short of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from contentops.render.coverage import KINDS, named
from contentops.render.overview import Overview

_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class WeekGaps:
    """The gaps of cadence by week; shares of the effort belong to no week."""

    silent: frozenset[tuple[str, date]]
    """The channel's id and the Monday: nothing goes out, for longer than its cadence allows."""
    thin: frozenset[tuple[str, date]]
    """The same, where less goes out than its rate asks for."""
    others: Mapping[date, tuple[str, ...]]
    """Monday -> what the week is short of, such as `Buying role: users`."""


def week_gaps(overview: Overview) -> WeekGaps:
    """The gaps that the record names. What people wrote there in another shape belongs to no week."""
    names = overview.words
    silent: set[tuple[str, date]] = set()
    thin: set[tuple[str, date]] = set()
    others: dict[date, list[str]] = {}
    for gap in overview.calendar.gaps:
        kind, name = gap.get("kind"), gap.get("name")
        if kind not in KINDS or not isinstance(name, str):
            continue
        for monday in _mondays(gap):
            if kind == "channels":
                (thin if "rate" in gap else silent).add((name, monday))
            else:
                label = f"{names.name('dimension', kind)} · {named(overview, kind, name)}"
                others.setdefault(monday, []).append(label)
    by_week = {monday: tuple(found) for monday, found in others.items()}
    return WeekGaps(frozenset(silent), frozenset(thin), by_week)


def gap_names(overview: Overview) -> frozenset[tuple[str, str]]:
    """The dimension and the value of every gap, those of the mix too."""
    return frozenset(
        (str(gap.get("kind")).removeprefix("mix_"), str(gap.get("name"))) for gap in overview.calendar.gaps
    )


def _mondays(gap: Mapping[str, Any]) -> Iterator[date]:
    first, last = _monday(gap.get("from")), _monday(gap.get("to"))
    if first is None or last is None or last - first > 60 * _WEEK:
        return
    while first <= last:
        yield first
        first += _WEEK


def _monday(week: object) -> date | None:
    """Of `2027-W04`."""
    try:
        year, number = str(week).split("-W")
        return date.fromisocalendar(int(year), int(number), 1)
    except ValueError:
        return None
