"""What an earlier rendering of a feed said: which events, how often each has changed, and when.

The file may be damaged or edited by hand. What can be read counts; for the rest there is a sequence high enough
to be newer than anything that was ever sent.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from contentops.models.base import FIRST_YEAR, LAST_YEAR
from contentops.render.ics.text import unescape, unfold

FLOOR = "X-CONTENTOPS-SEQUENCE"
"""The calendar property that keeps the highest SEQUENCE of events which are no longer in the feed."""
FACTS = "X-CONTENTOPS-FACTS"
"""The property of an event with a digest of what its description says about dates, people and states."""
REVISION = ("DTSTAMP", "LAST-MODIFIED", "SEQUENCE")
"""The properties that count changes instead of being one."""

_HIGHEST = 2_000_000_000
"""Beyond it lies the end of what an iCalendar INTEGER holds: nobody's count of changes."""
_NUMBER = re.compile(r"[0-9]{1,10}\Z")
# Name, parameters (a colon in quotes ends none of them), value.
_LINE = re.compile(r"""([A-Za-z0-9-]++)((?:;[^:"]*+(?:"[^"]*+"[^:"]*+)*+)?+):(.*)\Z""", re.DOTALL)
_STAMP = re.compile(r"[0-9]{8}T[0-9]{6}Z\Z")
_START_OF_COUNT = date(2000, 1, 1)


@dataclass(frozen=True)
class EarlierEvent:
    """An event as it was sent last."""

    uid: str
    content: tuple[str, ...]
    """Its lines, unfolded, without those of `REVISION`."""
    sequence: int | None
    """How often it has changed; None when that cannot be read."""
    modified: datetime | None
    """When it last changed; None when that cannot be read."""

    def value(self, name: str) -> str:
        """The raw value of a property; empty when it has none."""
        return next((text for key, _, text in map(split_line, self.content) if key == name), "")

    @property
    def cancelled(self) -> bool:
        """Whether it was sent as cancelled."""
        return self.value("STATUS") == "CANCELLED"


@dataclass(frozen=True)
class EarlierFeed:
    """A feed as it was sent last; empty when there was none."""

    events: dict[str, EarlierEvent] = field(default_factory=dict)
    floor: int | None = None
    """Sequences up to this one may have been used by events that are not in `events`; None: none were."""
    damaged: bool = False
    """Whether something was there that could not be read."""
    name: str = ""
    """What the calendar was called."""


def split_line(line: str) -> tuple[str, str, str]:
    """A content line as its name in capitals, its parameters, and its raw value."""
    match = _LINE.match(line)
    return (match[1].upper(), match[2], match[3]) if match is not None else ("", "", line)


def read_feed(data: bytes | None, today: date) -> EarlierFeed:
    """What `data`, the file of an earlier rendering, says; `today` is the day of the plan rendered now."""
    if data is None:
        return EarlierFeed()
    lines, whole = unfold(data)
    reader = _Reader()
    for line in lines:
        reader.read(line)
    damaged = reader.damaged or reader.open != [] or not reader.complete or not whole
    floor = reader.floor
    if damaged:
        # A count that grew by one a day since 2000 is above any that grew by one a change.
        numbers = [number for line in lines if (number := _sequence_in(line)) is not None]
        floor = max([*numbers, floor or 0, (today - _START_OF_COUNT).days])
    return EarlierFeed(reader.events, floor, damaged, reader.name)


def _sequence_in(line: str) -> int | None:
    name, _, value = split_line(line)
    return _number(value) if name in ("SEQUENCE", FLOOR) else None


_Line = tuple[str, str, str]
"""A content line's name and value, and all of it."""


class _Reader:
    """Collects events line by line."""

    def __init__(self) -> None:
        self.events: dict[str, EarlierEvent] = {}
        self.floor: int | None = None
        self.name = ""
        self.open: list[str] = []
        self.damaged = False
        self.complete = False
        self._lines: list[_Line] = []

    def read(self, line: str) -> None:
        """Take the next content line."""
        name, _, value = split_line(line)
        if not name:
            self.damaged = True
            return
        if name == "BEGIN":
            self._begin(value.strip().upper())
            return
        if name == "END":
            self._end(value.strip().upper())
            return
        if "VEVENT" in self.open:
            self._lines.append((name, value, line))
        elif self.open == ["VCALENDAR"]:
            self._header(name, value)

    def _begin(self, part: str) -> None:
        if part == "VEVENT":
            # One that was never closed is lost; the next can still be read.
            self.damaged |= "VEVENT" in self.open
            self.open, self._lines = ["VCALENDAR", "VEVENT"], []
            return
        if "VEVENT" in self.open:
            self._lines.append(("BEGIN", part, f"BEGIN:{part}"))
        self.open.append(part)

    def _end(self, part: str) -> None:
        if not self.open or self.open[-1] != part:
            self.damaged = True
            if part not in self.open:
                return
        while self.open and self.open.pop() != part:
            pass
        if part == "VEVENT":
            self._keep()
        elif part == "VCALENDAR":
            self.complete = True
        elif "VEVENT" in self.open:
            self._lines.append(("END", part, f"END:{part}"))

    def _header(self, name: str, value: str) -> None:
        if name == "X-WR-CALNAME":
            self.name = unescape(value)
        elif name == FLOOR:
            self.floor = _number(value)
            self.damaged |= self.floor is None

    def _keep(self) -> None:
        event = _event(self._lines)
        if event is None:
            self.damaged = True
            return
        self.damaged |= event.sequence is None or event.modified is None
        other = self.events.get(event.uid)
        if other is not None:
            self.damaged = True
            if (other.sequence or 0) > (event.sequence or 0):
                return
        self.events[event.uid] = event


def _event(lines: Sequence[_Line]) -> EarlierEvent | None:
    values: dict[str, str] = {}
    content = []
    for name, value, line in lines:
        values.setdefault(name, value)
        if name not in REVISION:
            content.append(line)
    uid = values.get("UID", "").strip()
    if not uid:
        return None
    sequence, modified = _number(values.get("SEQUENCE", "")), _moment(values.get("LAST-MODIFIED", ""))
    return EarlierEvent(uid, tuple(content), sequence, modified)


def _number(text: str) -> int | None:
    number = int(text) if _NUMBER.match(text) and text.isascii() else None
    return number if number is not None and number <= _HIGHEST else None


def _moment(text: str) -> datetime | None:
    if not _STAMP.match(text) or not text.isascii():
        return None
    try:
        moment = datetime.strptime(text, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError:
        return None
    return moment if FIRST_YEAR <= moment.year <= LAST_YEAR else None
