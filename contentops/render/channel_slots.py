"""What each channel still takes: publications planned against the places there are, by day and by week.

A place is a day on which the channel is open, as often as its quota allows. The limits are those of the
channel's `quota`, `weekdays`, `blackouts`, `min_gap` and working days, as the planner keeps them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from contentops.models.base import WEEKDAYS
from contentops.models.calendar import Entry
from contentops.models.settings import Channel
from contentops.render.overview import Overview

_WEEK = 7


@dataclass(frozen=True)
class Slots:
    """Publications of a channel in a span of days, and the places left; `free` None: without a limit."""

    used: int
    free: int | None
    over: bool
    """Whether there are more publications than the channel takes."""

    @property
    def closed(self) -> bool:
        """Whether nothing is published and nothing could be."""
        return self.used == 0 and self.free == 0


class ChannelSlots:
    """One channel's publications in `entries`, which are all there are: a place is taken whoever takes it."""

    def __init__(self, overview: Overview, channel_id: str, entries: Iterable[Entry]) -> None:
        self._overview = overview
        self._channel: Channel | None = overview.workspace.channels.get(channel_id)
        waves = [
            wave.date
            for entry in entries
            if entry.state != "cancelled"
            for wave in entry.channels
            if wave.channel == channel_id
        ]
        self.days = Counter(waves)
        """By day how often it publishes."""
        self._weeks = Counter(day - timedelta(days=day.weekday()) for day in waves)
        self._months = Counter((day.year, day.month) for day in waves)

    def is_open(self, day: date) -> bool:
        """Whether the channel publishes on such a day at all."""
        channel = self._channel
        if channel is None:
            return False
        if channel.weekdays and WEEKDAYS[day.weekday()] not in channel.weekdays:
            return False
        if any(span.covers(day) for span in channel.blackouts):
            return False
        country = self._overview.country(self._overview.workspace.settings.country)
        return channel.non_working_days or country.is_working_day(day)

    def on_day(self, day: date) -> Slots:
        """The places of one day, as far as its week and month leave any."""
        used = self.days[day]
        monday = day - timedelta(days=day.weekday())
        return Slots(used, self._free([day], monday), self._day_over(day))

    def in_week(self, monday: date) -> Slots:
        """The places of the week that begins with `monday`."""
        days = [monday + timedelta(days=n) for n in range(_WEEK)]
        over = self._week_over(monday) or any(self._day_over(day) for day in days)
        return Slots(self._weeks[monday], self._free(days, monday), over)

    def _free(self, days: list[date], monday: date) -> int | None:
        """The places left on `days`, all of the week of `monday`; None where nothing limits them."""
        channel = self._channel
        if channel is None:
            return 0
        quota, places, unlimited = channel.quota, 0, False
        months: Counter[tuple[int, int]] = Counter()
        last: date | None = None
        for day in days:
            if not self.is_open(day):
                continue
            room = self._room_on(day, last)
            if room is None:
                unlimited = unlimited or quota.per_month is None
                room = quota.per_month or 0
            if quota.per_month is not None:
                month = (day.year, day.month)
                room = min(room, quota.per_month - self._months[month] - months[month])
            if room > 0:
                months[(day.year, day.month)] += room
                places, last = places + room, day
        if quota.per_week is not None:
            left = max(0, quota.per_week - self._weeks[monday])
            return left if unlimited else min(left, places)
        return None if unlimited else places

    def _room_on(self, day: date, last: date | None) -> int | None:
        """How many more publications an open day takes, `last` being the day just given one."""
        channel = self._channel
        if channel is None:
            return 0
        gap, per_day = channel.min_gap, channel.quota.per_day
        if gap:
            near = (day + timedelta(days=n) for n in range(1 - gap, gap))
            if any(self.days[other] for other in near) or (last is not None and (day - last).days < gap):
                return 0
            return 1
        return None if per_day is None else max(0, per_day - self.days[day])

    def _day_over(self, day: date) -> bool:
        used, channel = self.days[day], self._channel
        if not used or channel is None:
            return False
        per_day = channel.quota.per_day if not channel.min_gap else 1
        per_month = channel.quota.per_month
        return (per_day is not None and used > per_day) or (
            per_month is not None and self._months[(day.year, day.month)] > per_month
        )

    def _week_over(self, monday: date) -> bool:
        per_week = self._channel.quota.per_week if self._channel is not None else None
        return per_week is not None and self._weeks[monday] > per_week
