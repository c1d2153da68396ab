"""The feeds of a calendar: `PERIOD.ics`, and below `PERIOD/` `people/ID.ics`, `channels/ID.ics`, `dates.ics` and
`holidays.ics`."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from hashlib import sha256
from urllib.parse import unquote, urlsplit

from contentops.models.base import text_in
from contentops.models.calendar import Calendar, Entry
from contentops.models.feeds import FeedPart
from contentops.render.edition import Edition
from contentops.render.ics.dates import DATES, HOLIDAYS, DateWriter
from contentops.render.ics.earlier import FLOOR, EarlierEvent, EarlierFeed, read_feed
from contentops.render.ics.events import Event, EventWriter, is_own_uid
from contentops.render.ics.revisions import Revised, revise, tidy_line, when_of
from contentops.render.ics.text import clean_text, escape, fold_all
from contentops.render.ics.timezone import timezone_lines
from contentops.render.ics.words import FEED_WORDS
from contentops.render.overview import Overview
from contentops.text_width import clean_line

REFRESH = "PT12H"
"""How often a program should fetch a feed again: a plan changes by the day."""

_HOST = re.compile(r"[a-z0-9][a-z0-9.\-]{0,99}\Z")
# Names that Windows keeps for devices, also with a suffix.
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?\Z")


def render_all(edition: Edition) -> bytes:
    """The feed of all."""
    return _Feeds(edition).all_feed()


def render_further(edition: Edition) -> dict[str, bytes]:
    """The feeds of people and channels, of dates and of holidays, by path below `calendars/`."""
    return dict(_Feeds(edition).further())


def file_names(ids: Iterable[str]) -> dict[str, str]:
    """A file name without suffix for each id, none of which any file system takes for another.

    Some tell no capitals or no composed letters apart: the first id keeps its name, later ones get a few
    letters of their hash.
    """
    names, taken = {}, set[str]()
    for one in ids:
        key = unicodedata.normalize("NFC", unicodedata.normalize("NFC", one).casefold())
        safe = key not in taken and not _RESERVED.match(key)
        names[one] = one if safe else f"{one}-{sha256(one.encode()).hexdigest()[:8]}"
        taken.add(key)
    return names


class _Feeds:
    def __init__(self, edition: Edition) -> None:
        self.edition, self.calendar = edition, edition.calendar
        self.overview = Overview(edition.calendar, edition.workspace)
        self.period = self.overview.period
        self.words, self.own = self.overview.words, FEED_WORDS[self.overview.words.language]
        settings = edition.workspace.settings
        self.brand = clean_line(text_in(settings.brand.name, settings.language))
        wanted = edition.feed_parts if edition.feed_parts is not None else settings.feeds.parts
        self.parts: frozenset[FeedPart] = frozenset(wanted)
        self.writer = EventWriter(edition, self.overview, self.parts)
        self.dates = DateWriter(self.writer)
        self._main = read_feed(edition.earlier.get(self._path()), self.calendar.today)

    def all_feed(self) -> bytes:
        namespace = self._namespace(self._main)
        events = [*self.writer.all_events(namespace), *self.dates.dates("all", namespace)]
        name = self.own["calendar"].format(brand=self.brand, period=self.period.name)
        return self._feed(name, events, self._main)

    def further(self) -> Iterator[tuple[str, bytes]]:
        done = set()
        for folder, ids in (("people", self._people()), ("channels", self._channels())):
            for one, name in file_names(ids).items():
                path = f"{self.period.name}/{folder}/{name}.ics"
                done.add(path)
                earlier = read_feed(self.edition.earlier.get(path), self.calendar.today)
                namespace = self._namespace(earlier)
                if folder == "people":
                    events = self.writer.person_events(one, namespace)
                    shown = self.overview.person_name(one)
                else:
                    events = self.writer.channel_events(one, namespace)
                    shown = self.overview.channel_name(one)
                title = self.own["calendar_of"].format(name=shown, period=self.period.name)
                yield path, self._feed(title, events, earlier)
        for feed in (DATES, HOLIDAYS):
            path = f"{self.period.name}/{feed}.ics"
            earlier = read_feed(self.edition.earlier.get(path), self.calendar.today)
            namespace = self._namespace(earlier)
            events = self.dates.dates(feed, namespace) if feed == DATES else self.dates.holidays(namespace)
            title = self.own[feed].format(brand=self.brand, period=self.period.name)
            yield path, self._feed(title, events, earlier, self.own[f"about_{feed}"].format(brand=self.brand))
        yield from self._left(done)

    def _left(self, done: set[str]) -> Iterator[tuple[str, bytes]]:
        """The feeds of people and channels that have left the workspace and the plan: all cancelled."""
        for path, content in sorted(self.edition.earlier.items()):
            folder, _, name = path.removeprefix(f"{self.period.name}/").partition("/")
            known = folder in ("people", "channels") and name.endswith(".ics") and path not in done
            if known and path.startswith(f"{self.period.name}/") and "/" not in name:
                earlier = read_feed(content, self.calendar.today)
                yield path, self._feed(clean_line(earlier.name) or name.removesuffix(".ics"), [], earlier)

    def _people(self) -> list[str]:
        team = [person.id for person in self.edition.workspace.settings.team]
        owners = (self.overview.owner_id(entry) for entry in self.overview.entries)
        named = {task.person for entry in self.calendar.entries for task in entry.tasks} | set(owners)
        return [*team, *sorted(one for one in named if one and one not in team)]

    def _channels(self) -> list[str]:
        known = [channel.id for channel in self.edition.workspace.settings.channels]
        named = {wave.channel for entry in self.calendar.entries for wave in entry.channels}
        return [*known, *sorted(named - set(known))]

    def _feed(self, name: str, events: Sequence[Event], earlier: EarlierFeed, about: str = "") -> bytes:
        wanted = [event for event in events if event.part is None or event.part in self.parts]
        revised = revise(
            wanted, earlier, self.calendar.today, self.period.name,
            planned={event.uid for event in events}, cancel=partial(self._cancel),
        )  # fmt: skip
        return fold_all(
            [*self._header(name, revised, about), *self._timezone(revised), *revised.lines, "END:VCALENDAR"]
        )

    def _header(self, name: str, revised: Revised, about: str) -> list[str]:
        first, last = self.period.first, self.period.last
        about = about or self.own["about"].format(
            brand=self.brand, period=self.period.name, first=first, last=last
        )
        return [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            f"PRODID:-//contentops//calendar feed//{self.words.language.upper()}",
            "CALSCALE:GREGORIAN",
            # No METHOD: with PUBLISH an ORGANIZER is due, and Outlook takes events for invitations.
            f"X-WR-CALNAME:{escape(name)}",
            f"NAME:{escape(name)}",
            f"X-WR-CALDESC:{escape(about)}",
            f"X-WR-TIMEZONE:{self.edition.workspace.settings.timezone}",
            f"REFRESH-INTERVAL;VALUE=DURATION:{REFRESH}",
            f"X-PUBLISHED-TTL:{REFRESH}",
            *([f"{FLOOR}:{revised.floor}"] if revised.floor is not None else []),
        ]

    def _timezone(self, revised: Revised) -> list[str]:
        """A VTIMEZONE for each zone that times are given in; in an empty calendar the workspace's.

        A calendar has at least one part (RFC 5545, section 3.6), or strict readers refuse it.
        """
        days: dict[str, list[date]] = {}
        for line in revised.lines:
            if line.startswith(("DTSTART;TZID=", "DTEND;TZID=")):
                zone, _, value = line.partition("TZID=")[2].partition(":")
                days.setdefault(zone, []).append(date(int(value[:4]), int(value[4:6]), int(value[6:8])))
        if not revised.count:
            days[self.edition.workspace.settings.timezone] = [self.period.first, self.period.last]
        return [line for zone, on in sorted(days.items()) for line in timezone_lines(zone, min(on), max(on))]

    def _namespace(self, earlier: EarlierFeed) -> str:
        """What follows the @ in the UIDs: as it was, else the brand's site, so that no two teams share a UID.

        A company that moves its site keeps the UIDs that were sent.
        """
        for feed in (earlier, self._main):
            found = Counter(
                uid.rpartition("@")[2] for uid in sorted(feed.events) if is_own_uid(uid, self.period.name)
            )
            for name, _ in found.most_common():
                if _HOST.match(name):
                    return name
        brand = self.edition.workspace.settings.brand
        host = _host(brand.website or "")
        if host:
            return host
        return f"{sha256(text_in(brand.name, 'zh').encode()).hexdigest()[:12]}.contentops"

    def _path(self) -> str:
        return f"{self.period.name}.ics"

    def _cancel(self, old: EarlierEvent) -> list[str]:
        return self.writer.cancelled_lines(
            when_of(old), tidy_line(old.value("SUMMARY")), self._why_gone(old.uid)
        )

    def _why_gone(self, uid: str) -> str:
        """Why an event is no longer in the feed: as far as the plan knows."""
        of_date = self.dates.why_gone(uid)
        if of_date is not None:
            return of_date
        item, period = unquote(uid.split("+")[1]), self.period.name
        here = _find_entry(self.calendar, item)
        if here is not None:
            return self.own["elsewhere"].format(day=self.words.day(here.publish))
        for other in self.edition.beside:
            there = _find_entry(other, item)
            if there is not None:
                return self.own["moved_to"].format(period=other.period, day=there.publish.isoformat())
        for refusal in self.calendar.unscheduled:
            if refusal.item == item and refusal.reason.strip():
                return self.own["left_because"].format(period=period, reason=clean_text(refusal.reason))
        return self.own["left"].format(period=period)


def _find_entry(calendar: Calendar, item: str) -> Entry | None:
    return next((one for one in calendar.entries if one.item == item and one.state != "cancelled"), None)


def _host(address: str) -> str:
    try:
        host = (urlsplit(address if "//" in address else f"//{address}").hostname or "").lower()
        host = host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError):
        return ""
    return host if _HOST.match(host) else ""
