"""How far outside its period the days of a calendar may be moved in a workbook.

The same limits as a plan's: it publishes within the period, its channels may follow after the end, and work may
begin before the start.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from contentops.render.overview import Overview

_LATEST = timedelta(days=100)
"""How long after the period a channel may follow whose item had one there already; later is a slip of the hand."""
_TASKS = 366
"""Days before and after the period within which work is done on what it publishes."""


@dataclass(frozen=True)
class Refusal:
    """Why a day cannot be."""

    rule: str
    message: str
    got: str
    hint: str | None = None


class Limits:
    """The limits of one calendar."""

    def __init__(self, overview: Overview) -> None:
        self._overview, self._period = overview, overview.period
        settings = overview.workspace.settings
        delays = [settings.waves.portal, settings.waves.vertical, settings.waves.owned]
        delays += [channel.after or 0 for channel in settings.channels]
        delays += [use.after or 0 for item in overview.workspace.items.values() for use in item.channels]
        self._reach = max(delays) - min(0, *delays) + settings.waves.room

    def of_dates(
        self,
        dates: Mapping[str, str],
        exported: Mapping[str, str],
        record: Mapping[str, str],
        places: Mapping[str, str],
    ) -> tuple[str, Refusal] | None:
        """The first day of an entry that cannot be, with its cell; `places` are the cells that were changed."""
        period = self._period
        choose = f"choose a day from {period.first} to {period.last}"
        if dates["publish"] != exported["publish"] and date.fromisoformat(dates["publish"]) not in period:
            place = places.get("publish", next(iter(places.values())))
            message = f"the entry would be published outside {period.name}"
            return place, Refusal("outside-period", message, dates["publish"], choose)
        held = [date.fromisoformat(day) for side in (exported, record) for day in side.values()]
        publish = date.fromisoformat(dates["publish"])
        latest = period.last + _LATEST if max(held) > period.last else self._follows_until(publish)
        for name, place in places.items():
            day = date.fromisoformat(dates[name])
            if name != "publish" and not period.first <= day <= latest:
                where = "before" if day < period.first else "after"
                hint = f"choose a day from {period.first} to {latest}"
                message = f"the channel would publish {where} {period.name}"
                return place, Refusal("outside-period", message, dates[name], hint)
        return None

    def _follows_until(self, publish: date) -> date:
        """The last day on which a plan may put a channel of what is published on `publish`."""
        country = self._overview.country(self._overview.workspace.settings.country)
        return max(self._period.last, country.add(publish, self._reach))

    def of_task(self, days: Mapping[str, str]) -> Refusal | None:
        """Why a task cannot be on these days: they are hardly of this plan."""
        first, last = self._period.first - timedelta(_TASKS), self._period.last + timedelta(_TASKS)
        for day in (days["start"], days["end"]):
            if not first <= date.fromisoformat(day) <= last:
                message = f"the day is more than a year away from {self._period.name}"
                return Refusal("far-date", message, day)
        return None
