"""A timezone's rules as a VTIMEZONE (RFC 5545, section 3.6.5), for the days that a feed has times on.

Outlook refuses a TZID without one. Only what holds on those days is written: one observance at the beginning,
and one for each change of the clocks between the first day and the last.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_DAY = timedelta(days=1)
_SECOND = timedelta(seconds=1)
_BEGINNING = datetime(1970, 1, 1)  # noqa: DTZ001  local time, as DTSTART of an observance is


def is_zone(name: str) -> bool:
    """Whether there is a timezone of that name."""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True


def timezone_lines(name: str, first: date, last: date) -> list[str]:
    """The VTIMEZONE of `name`, right for every local time from `first` to `last`."""
    zone = ZoneInfo(name)
    start = datetime.combine(first - _DAY, time(), UTC)
    end = datetime.combine(last + 2 * _DAY, time(), UTC)
    before = start.astimezone(zone)
    lines = ["BEGIN:VTIMEZONE", f"TZID:{name}", *_observance(_BEGINNING, _offset(before), before)]
    for moment in _changes(zone, start, end):
        earlier = _offset((moment - _SECOND).astimezone(zone))
        local = (moment + earlier).replace(tzinfo=None)
        lines += _observance(local, earlier, moment.astimezone(zone))
    return [*lines, "END:VTIMEZONE"]


def _observance(begins: datetime, earlier: timedelta, after: datetime) -> list[str]:
    kind = "DAYLIGHT" if after.dst() else "STANDARD"
    return [
        f"BEGIN:{kind}",
        f"DTSTART:{begins:%Y%m%dT%H%M%S}",
        f"TZOFFSETFROM:{_signed(earlier)}",
        f"TZOFFSETTO:{_signed(_offset(after))}",
        f"TZNAME:{after.tzname()}",
        f"END:{kind}",
    ]


def _changes(zone: ZoneInfo, start: datetime, end: datetime) -> Iterator[datetime]:
    """The moments at which the zone's clocks change, to the second."""
    low = start
    while low < end:
        high = low + _DAY
        if _offset(low.astimezone(zone)) != _offset(high.astimezone(zone)):
            left, right = low, high
            while right - left > _SECOND:
                middle = left + timedelta(seconds=(right - left) // _SECOND // 2)
                same = _offset(middle.astimezone(zone)) == _offset(left.astimezone(zone))
                left, right = (middle, right) if same else (left, middle)
            yield right
        low = high


def _offset(moment: datetime) -> timedelta:
    return moment.utcoffset() or timedelta()


def _signed(offset: timedelta) -> str:
    minutes, seconds = divmod(abs(int(offset.total_seconds())), 60)
    sign = "-" if offset < timedelta() else "+"
    return f"{sign}{minutes // 60:02d}{minutes % 60:02d}" + (f"{seconds:02d}" if seconds else "")
