"""A feed against what it said before: what changed counts up, what left is cancelled, the rest stays as it was."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum
from typing import NamedTuple

from contentops.models.base import FIRST_YEAR, LAST_YEAR
from contentops.render.ics.earlier import FACTS, EarlierEvent, EarlierFeed, split_line
from contentops.render.ics.events import Event, is_own_uid
from contentops.render.ics.text import clean_text, escape, unescape, utc
from contentops.render.ics.timezone import is_zone
from contentops.text_width import clean_line

KEPT_DAYS = 90
"""How long what left the plan stays in its feed as cancelled: long enough for a calendar that is opened rarely."""

_ZONE = re.compile(r";TZID=([A-Za-z0-9_+/\-]+)\Z")

Cancel = Callable[[EarlierEvent], Sequence[str]]
"""The lines of an event that left, from STATUS on, made from what it was."""


@dataclass(frozen=True)
class Revised:
    """The events of a feed as they are sent now."""

    lines: list[str]
    """Of all events, unfolded, by first day and UID."""
    floor: int | None
    """The highest SEQUENCE of events that are no longer in the feed."""
    count: int
    """How many events there are."""


def revise(
    events: Iterable[Event], earlier: EarlierFeed, today: date, period: str, *, planned: Collection[str],
    cancel: Cancel,
) -> Revised:  # fmt: skip
    """`events` with SEQUENCE, LAST-MODIFIED and DTSTAMP, and beside them what was sent earlier and left.

    `planned` are the UIDs that the plan still has, in the feed or not: without a part that was asked for
    earlier, the feed falls silent about it instead of cancelling it. `today` is the day of the plan.
    """
    now = datetime.combine(today, time(), UTC)
    present: dict[str, tuple[date, tuple[str, ...]]] = {}
    for event in events:
        # Nobody needs to be told of what was cancelled before they heard of it.
        if not event.cancelled or event.uid in earlier.events or earlier.damaged:
            present[event.uid] = event.first, event.lines
    floor = earlier.floor
    for old in earlier.events.values():
        if old.uid in present:
            continue
        left = is_own_uid(old.uid, period) and old.uid not in planned
        first = _first_day(old)
        if left and first is not None and not _is_over(old, now):
            present[old.uid] = first, (f"UID:{old.uid}", *_cancelled(old, cancel))
        else:
            floor = max(floor or 0, old.sequence or 0)
    ordered = sorted(present.items(), key=lambda one: (one[1][0], one[0]))
    lines = [
        line
        for uid, (_, content) in ordered
        for line in _revised(content, earlier.events.get(uid), earlier.floor, now)
    ]
    return Revised(lines, floor, len(ordered))


class Change(Enum):
    """What has changed between two versions of an event."""

    NONE = "nothing"
    TEXT = "the description, and no fact in it, the link or the alarm"
    NEWS = "what people plan by"


def _change_of(before: Sequence[str], after: Sequence[str]) -> Change:
    """RFC 5546, 2.1.4: SEQUENCE counts the changes that whoever is invited must hear of.

    LAST-MODIFIED and DTSTAMP count every change, and of two versions with one SEQUENCE the later DTSTAMP is the
    newer one (2.1.5): a program that imports takes it, without telling anybody.
    """
    if tuple(before) == tuple(after):
        return Change.NONE
    one, other = _sorted_out(before), _sorted_out(after)
    if one.shown != other.shown:
        return Change.NEWS
    if one.facts:
        return Change.NEWS if one.facts != other.facts else Change.TEXT
    # Sent before events had a digest: what has changed within a description cannot be told.
    return Change.NEWS if one.text != other.text else Change.NONE


class _Parts(NamedTuple):
    shown: list[str]
    text: list[str]
    facts: str


def _sorted_out(lines: Iterable[str]) -> _Parts:
    parts, in_alarm = _Parts([], [], ""), False
    for line in lines:
        name, _, value = split_line(line)
        in_alarm |= (name, value) == ("BEGIN", "VALARM")
        if name == FACTS:
            parts = parts._replace(facts=value)
        else:
            (parts.text if in_alarm or name in ("DESCRIPTION", "URL") else parts.shown).append(line)
        in_alarm &= (name, value) != ("END", "VALARM")
    return parts


def _revised(
    content: tuple[str, ...], old: EarlierEvent | None, floor: int | None, now: datetime
) -> Iterator[str]:
    sequence, modified = (0 if floor is None else floor + 1), now
    if old is not None and old.sequence is not None:
        sequence = old.sequence
        change = _change_of(old.content, content) if old.modified is not None else Change.NEWS
        changed = change is not Change.NONE
        if change is Change.NEWS:
            sequence += 1
        if old.modified is not None:
            # Two plans of one day: the second is later all the same.
            modified = max(now, old.modified + timedelta(seconds=1)) if changed else old.modified
    yield "BEGIN:VEVENT"
    yield content[0]
    yield f"DTSTAMP:{utc(modified)}"
    yield f"LAST-MODIFIED:{utc(modified)}"
    yield f"SEQUENCE:{sequence}"
    yield from content[1:]
    yield "END:VEVENT"


def _cancelled(old: EarlierEvent, cancel: Cancel) -> Sequence[str]:
    if not old.cancelled:
        return cancel(old)
    # Sent as cancelled already: the same again, read and written anew, as somebody may have edited it.
    summary, why = tidy_line(old.value("SUMMARY")), clean_text(unescape(old.value("DESCRIPTION")))
    return [
        "STATUS:CANCELLED",
        "TRANSP:TRANSPARENT",
        *when_of(old),
        f"SUMMARY:{summary}",
        f"DESCRIPTION:{escape(why)}",
    ]


def tidy_line(value: str) -> str:
    """The raw value of a one-line text, read and escaped again."""
    return escape(clean_line(unescape(value)))


def when_of(old: EarlierEvent) -> list[str]:
    """The DTSTART and DTEND lines of an event as they were; an end that is none becomes the shortest there is."""
    start, end = _date_of(old, "DTSTART"), _date_of(old, "DTEND")
    if start is None:
        return []
    in_order = end is not None and end[1] == start[1] and end[2] > start[2]
    if end is not None and in_order:
        return [start[0], end[0]]
    line, parameters, moment = start
    until = moment + (timedelta(days=1) if parameters == ";VALUE=DATE" else timedelta(minutes=30))
    return [
        line,
        f"DTEND{parameters}:{until.strftime('%Y%m%d' if parameters == ';VALUE=DATE' else '%Y%m%dT%H%M%S')}",
    ]


def _first_day(old: EarlierEvent) -> date | None:
    start = _date_of(old, "DTSTART")
    return start[2].date() if start is not None else None


def _date_of(old: EarlierEvent, name: str) -> tuple[str, str, datetime] | None:
    """A property's line, its parameters and the local time it gives; None when it is missing or no such time."""
    for line in old.content:
        key, parameters, value = split_line(line)
        if key != name:
            continue
        zone = _ZONE.match(parameters)
        whole_day = parameters == ";VALUE=DATE" and len(value) == 8
        if not whole_day and not (zone and is_zone(zone[1]) and len(value) == 15):
            return None
        try:
            moment = datetime.strptime(value, "%Y%m%d" if whole_day else "%Y%m%dT%H%M%S")  # noqa: DTZ007  local
        except ValueError:
            return None
        if not FIRST_YEAR <= moment.year <= LAST_YEAR:
            return None
        return f"{name}{parameters}:{value}", parameters, moment
    return None


def _is_over(old: EarlierEvent, now: datetime) -> bool:
    return old.cancelled and old.modified is not None and now - old.modified > timedelta(days=KEPT_DAYS)
