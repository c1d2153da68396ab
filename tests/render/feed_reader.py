"""Feeds as other programs see them: read by `icalendar` and by `vobject`, and taken into a calendar."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import icalendar
import vobject  # type: ignore[import-untyped]  # it has no types of its own

from contentops.models.calendar import Calendar
from contentops.models.workspace import Workspace
from contentops.render.edition import Edition
from contentops.render.formats import render_files


@dataclass(frozen=True)
class Seen:
    """An event as a reader understands it."""

    uid: str
    summary: str
    description: str
    start: date
    end: date
    status: str
    sequence: int
    modified: datetime
    stamp: datetime
    url: str = ""
    categories: frozenset[str] = frozenset()


def read_with_icalendar(data: bytes) -> dict[str, Seen]:
    """The events of a feed by UID, as `icalendar` reads them; it must find no error in them."""
    calendar = icalendar.Calendar.from_ical(data)
    assert calendar.errors == []
    found = {}
    events: list[Any] = calendar.walk("VEVENT")
    for event in events:
        assert event.errors == []
        seen = Seen(
            str(event["UID"]), str(event["SUMMARY"]), str(event.get("DESCRIPTION", "")), event.decoded("DTSTART"),
            event.decoded("DTEND"), str(event["STATUS"]), int(event["SEQUENCE"]), event.decoded("LAST-MODIFIED"),
            event.decoded("DTSTAMP"), str(event.get("URL", "")), _categories(event),
        )  # fmt: skip
        assert seen.uid not in found
        found[seen.uid] = seen
    return found


def _categories(event: Any) -> frozenset[str]:
    return frozenset(map(str, event["CATEGORIES"].cats)) if "CATEGORIES" in event else frozenset()


def read_with_vobject(data: bytes) -> dict[str, Seen]:
    """The same as `vobject` reads them."""
    calendar = vobject.readOne(data.decode("utf-8"))
    found = {}
    for event in calendar.contents.get("vevent", []):
        values = {name: children[0].value for name, children in event.contents.items() if name != "valarm"}
        seen = Seen(
            values["uid"], values["summary"], values.get("description", ""), values["dtstart"], values["dtend"],
            values["status"], int(values["sequence"]), values["last-modified"], values["dtstamp"],
            values.get("url", ""), frozenset(values.get("categories", ())),
        )  # fmt: skip
        found[seen.uid] = seen
    return found


@dataclass
class Phone:
    """A calendar program that imports feeds: it knows events by UID and takes only what is newer."""

    events: dict[str, Seen] = field(default_factory=dict)
    refused: int = 0

    def take(self, data: bytes) -> None:
        """Import a feed, the way RFC 5546 (section 2.1.5) tells a newer event from an older one."""
        for uid, event in read_with_icalendar(data).items():
            known = self.events.get(uid)
            if known is None or (event.sequence, event.stamp) > (known.sequence, known.stamp):
                self.events[uid] = event
            elif event != known:
                self.refused += 1

    def shown(self) -> dict[str, date]:
        """What is on the screen: titles and days, without what was cancelled."""
        return {e.summary: e.start for e in self.events.values() if e.status != "CANCELLED"}


def render(
    calendar: Calendar, workspace: Workspace, earlier: Mapping[str, bytes] | None = None, **more: Any
) -> dict[str, bytes]:
    """All feeds of a calendar by path."""
    return render_files(Edition(calendar, workspace, earlier=earlier or {}, **more), "ics")
