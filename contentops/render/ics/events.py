"""The events of a calendar: days of publication, later waves, work and reviews.

An event's UID says what it is of which item in which feed of which period, and no date: it stays when the plan
moves it. Each feed has UIDs of its own, so that what one feed cancels never cancels it in another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from hashlib import sha256
from urllib.parse import quote, urljoin

from contentops.models.calendar import Entry, Task, Wave
from contentops.models.feeds import FeedPart
from contentops.render.edition import Edition
from contentops.render.figures import figure
from contentops.render.ics.earlier import FACTS
from contentops.render.ics.text import clean_text, day_value, escape
from contentops.render.ics.words import FEED_WORDS
from contentops.render.overview import Overview, is_review

_DAY = timedelta(days=1)
_LONGEST_PART = 80
_TIMED_MINUTES = 30
"""How long an event lasts that has a time of day: long enough to be seen and touched on a phone."""


@dataclass(frozen=True)
class Event:
    """An event without what counts its changes."""

    uid: str
    item: str
    first: date
    lines: tuple[str, ...]
    """Its properties, unfolded, UID first."""
    part: FeedPart | None = None
    """The part of the feed that it is in; None for what is always there."""
    timed: bool = False
    """Whether it has a time of day."""
    cancelled: bool = False
    """Whether the plan says that it is cancelled."""


def make_uid(what: str, item: str, feed: str, period: str, namespace: str) -> str:
    """The UID of an event, in letters that every calendar program takes."""
    return "+".join(map(_uid_part, (what, item, feed, period))) + f"@{namespace}"


@lru_cache(maxsize=10_000)
def _uid_part(text: str) -> str:
    # What an id may not hold separates; the rest is plain for the programs that name files after a UID.
    part = quote(text.replace(":", "."), safe="@")
    return part if len(part) <= _LONGEST_PART else f"{part[:40]}-{sha256(text.encode()).hexdigest()[:16]}"


def is_own_uid(uid: str, period: str) -> bool:
    """Whether this program made a UID for an event of `period`."""
    parts = uid.rpartition("@")[0].split("+")
    return len(parts) == 4 and parts[3] == _uid_part(period)


class EventWriter:
    """Writes the events of one calendar into the feeds that they belong to."""

    def __init__(self, edition: Edition, overview: Overview, parts: frozenset[FeedPart]) -> None:
        self.edition, self.overview, self.words = edition, overview, overview.words
        self.own = FEED_WORDS[overview.words.language]
        self.settings = edition.workspace.settings.feeds
        self._alarms = "alarms" in parts
        self._facts: dict[int, tuple[list[str], str]] = {}

    def all_events(self, namespace: str) -> list[Event]:
        """The feed of all, with every part that it may have."""
        found: list[Event] = []
        for entry in self.overview.entries:
            found.append(self._publication(entry, "all", namespace))
            found += [
                self._wave(entry, wave, "all", namespace) for wave in entry.channels if _later(entry, wave)
            ]
            found += [self._task(entry, task, "all", namespace) for task in entry.tasks]
        return without_doubles(found)

    def person_events(self, person: str, namespace: str) -> list[Event]:
        """A person's feed: what they own, and their work and reviews."""
        feed, found = f"person.{person}", list[Event]()
        for entry in self.overview.entries:
            if self.overview.owner_id(entry) == person:
                found.append(self._publication(entry, feed, namespace))
            found += [
                self._task(entry, task, feed, namespace) for task in entry.tasks if task.person == person
            ]
        return without_doubles(found)

    def channel_events(self, channel: str, namespace: str) -> list[Event]:
        """A channel's feed: what goes out there."""
        feed, found = f"channel.{channel}", list[Event]()
        for entry in self.overview.entries:
            waves = [wave for wave in entry.channels if wave.channel == channel]
            found += [self._wave(entry, wave, feed, namespace) for wave in waves]
        return without_doubles(found)

    def _publication(self, entry: Entry, feed: str, namespace: str) -> Event:
        title = self.overview.marked_title(entry)
        summary = title if feed == "all" else f"{self.own['publish']} · {title}"
        when = whole_days(entry.publish, entry.publish)
        waves = [f"{wave.channel} {wave.date}" for wave in entry.channels]
        lines = self._lines(entry, when, summary, self.own["publish"], [], *sorted(waves))
        return self._event("publish", entry, feed, namespace, lines, when, entry.publish, entry.publish)

    def _wave(self, entry: Entry, wave: Wave, feed: str, namespace: str) -> Event:
        title, name = self.overview.marked_title(entry), self.overview.channel_name(wave.channel)
        summary = f"{name} · {title}" if feed == "all" else title
        channel = self.edition.workspace.channels.get(wave.channel)
        at = channel.publish_at if channel is not None else None
        zone = self.edition.workspace.settings.timezone
        when = _times(wave.date, at, zone) if at else whole_days(wave.date, wave.date)
        what = f"wave.{wave.channel}" if feed == "all" else "publish"
        lines = self._lines(entry, when, summary, self.own["publish"], [])
        return self._event(
            what, entry, feed, namespace, lines, when, wave.date, wave.date,
            part="waves" if feed == "all" else None, at=at,
        )  # fmt: skip

    def _task(self, entry: Entry, task: Task, feed: str, namespace: str) -> Event:
        stage, review = self.overview.stage_name(entry, task), is_review(task)
        title = self.overview.marked_title(entry)
        summary = f"{stage[:1].upper()}{stage[1:]} · {title}"
        work = self.own["work_hours"].format(work=stage, hours=figure(task.hours)) if task.hours else stage
        about = [(self.words["task"], work)]
        what = task.stage
        if feed == "all":
            person = self.overview.person_name(task.person)
            summary, about = f"{summary} · {person}", [*about, (self.words["person"], person)]
            what = f"{task.stage}.{task.person}"
        last = max(task.start, task.end)
        when = whole_days(task.start, last)
        lines = self._lines(entry, when, summary, self.own["review" if review else "work"], about)
        part: FeedPart | None = ("reviews" if review else "tasks") if feed == "all" else None
        return self._event(what, entry, feed, namespace, lines, when, task.start, last, part=part)

    def _event(
        self, what: str, entry: Entry, feed: str, namespace: str, lines: list[str], when: list[str],
        first: date, last: date, *, part: FeedPart | None = None, at: str | None = None,
    ) -> Event:  # fmt: skip
        uid = make_uid(what, entry.item, feed, self.overview.period.name, namespace)
        cancelled = entry.state == "cancelled"
        if self._alarms and not cancelled and entry.state != "published":
            lines = [*lines, *self._alarm(first, last, lines, at)]
        if cancelled:
            day = self.words.day(entry.publish)
            summary = next(line for line in lines if line.startswith("SUMMARY:")).partition(":")[2]
            lines = self.cancelled_lines(when, summary, self.own["called_off"].format(day=day))
        return Event(uid, entry.item, first, (f"UID:{uid}", *lines), part, at is not None, cancelled)

    def cancelled_lines(self, when: Iterable[str], summary: str, why: str) -> list[str]:
        """The properties, from STATUS on, of an event that is no longer; `summary` is escaped already.

        Many phones do not show the status, so the summary says it too.
        """
        return [
            "STATUS:CANCELLED",
            "TRANSP:TRANSPARENT",
            *when,
            # A damaged feed may have lost the title.
            f"SUMMARY:{escape(self.own['cancelled'])}{f' · {summary}' if summary else ''}",
            f"DESCRIPTION:{escape(why)}",
        ]

    def _lines(
        self,
        entry: Entry,
        when: list[str],
        summary: str,
        kind: str,
        about: list[tuple[str, str]],
        *known: str,
    ) -> list[str]:
        """The properties of an event from STATUS on; `known` are facts that it is about beside its own."""
        common, link = self._common_facts(entry)
        facts = [self._fact(*one) for one in about] + common
        # What a plan may still move is tentative while the days off that it rests on are only assumed.
        tentative = self._is_assumed(entry)
        categories = (kind, self.words.name("pool", entry.pool))
        return [
            f"STATUS:{'TENTATIVE' if tentative else 'CONFIRMED'}",
            "TRANSP:TRANSPARENT",  # a day of publication leaves the day free
            *when,
            f"SUMMARY:{escape(summary)}",
            "DESCRIPTION:" + escape("\n".join(facts)),
            "CATEGORIES:" + ",".join(escape(name[:1].upper() + name[1:]) for name in categories),
            *([f"URL:{link}"] if link else []),
            f"{FACTS}:{self._digest(entry, *known)}",
        ]

    def _digest(self, entry: Entry, *known: str) -> str:
        """What readers plan by and only the description says: a change of it is news, one of its reason is not."""
        facts = (entry.publish.isoformat(), entry.state, self.overview.owner_id(entry) or "", *known)
        return sha256("\n".join(facts).encode()).hexdigest()[:16]

    def _is_assumed(self, entry: Entry) -> bool:
        return self.edition.calendar.provisional and entry.state == "planned"

    def _fact(self, label: str, value: str) -> str:
        return f"{label}{self.words['colon']}{value}"

    def _common_facts(self, entry: Entry) -> tuple[list[str], str]:
        """What every event of an entry says of it, a line each, and the address of its draft or nothing."""
        # By the entry, not its item: a record edited by hand may hold two of one item.
        if id(entry) not in self._facts:
            self._facts[id(entry)] = list(self._find_facts(entry)), self._draft_link(entry)
        return self._facts[id(entry)]

    def _find_facts(self, entry: Entry) -> Iterator[str]:
        words, overview = self.words, self.overview
        waves = [
            self.own["on_day"].format(names=words.listed(list(wave.channels)), day=words.day(wave.day))
            for wave in overview.waves(entry)
        ]
        facts = [
            (words["published_on"], words.day(entry.publish)) if not waves else ("", ""),
            (words["channels"], words["semicolon"].join(waves)),
            (words["owner"], overview.owner_name(entry)),
            (words["state"], words.name("state", entry.state)),
            (words["why"], clean_text(entry.reason)),
            (self.own["notes"], clean_text(entry.notes or "")),
        ]
        yield from (self._fact(label, value) for label, value in facts if value)
        if entry.moved_from is not None and entry.moved_from != entry.publish:
            yield self.own["moved_from"].format(day=words.day(entry.moved_from))
        if self._is_assumed(entry):
            years = overview.provisional_years
            yield f"{words['provisional']}{words['after_label']}{words.say('provisional_short', years=years)}"
        draft = self.edition.drafts.get(entry.item)
        if draft is not None:
            yield self._fact(self.own["draft"], draft.removeprefix("../"))
        yield self._fact(words["id"], entry.item)

    def _draft_link(self, entry: Entry) -> str:
        draft, base = self.edition.drafts.get(entry.item), self.settings.base_url
        if draft is None or base is None:
            return ""
        path = quote(draft.removeprefix("../"), safe="/")
        return urljoin(base if base.endswith("/") else f"{base}/", path)

    def _alarm(self, first: date, last: date, lines: list[str], at: str | None) -> list[str]:
        alarm = self.settings.alarm
        hour, minute = map(int, alarm.at.split(":"))
        # From the event's start, since not every program knows alarms that count from the end.
        minutes = ((last - first).days - alarm.days_before) * 1440 + hour * 60 + minute
        if at:
            begins_hour, begins_minute = map(int, at.split(":"))
            minutes -= begins_hour * 60 + begins_minute
        summary = next(line for line in lines if line.startswith("SUMMARY:"))
        return [
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            f"TRIGGER:{_duration(minutes)}",
            "DESCRIPTION:" + summary.partition(":")[2],
            "END:VALARM",
        ]


def _later(entry: Entry, wave: Wave) -> bool:
    return wave.date != entry.publish


def whole_days(first: date, last: date) -> list[str]:
    """Whole days; the end of an event is the day after its last."""
    return [f"DTSTART;VALUE=DATE:{day_value(first)}", f"DTEND;VALUE=DATE:{day_value(last + _DAY)}"]


def _times(day: date, at: str, zone: str) -> list[str]:
    begins = datetime.combine(day, datetime.strptime(at, "%H:%M").time())  # noqa: DTZ007  local, TZID says where
    ends = begins + timedelta(minutes=_TIMED_MINUTES)
    return [f"DTSTART;TZID={zone}:{begins:%Y%m%dT%H%M%S}", f"DTEND;TZID={zone}:{ends:%Y%m%dT%H%M%S}"]


def _duration(minutes: int) -> str:
    hours, rest = divmod(abs(minutes), 60)
    days, hours = divmod(hours, 24)
    clock = "".join(f"{count}{unit}" for count, unit in ((hours, "H"), (rest, "M")) if count)
    text = (f"{days}D" if days else "") + (f"T{clock}" if clock else "")
    return f"{'-' if minutes < 0 else ''}P{text or 'T0M'}"


def without_doubles(events: list[Event]) -> list[Event]:
    """Two tasks of the same kind, item and person are told apart by their order: nothing else differs for sure."""
    seen: dict[str, int] = {}
    result = []
    for event in events:
        seen[event.uid] = number = seen.get(event.uid, 0) + 1
        if number > 1:
            what, _, rest = event.uid.partition("+")
            uid = f"{what}.{number}+{rest}"
            event = replace(event, uid=uid, lines=(f"UID:{uid}", *event.lines[1:]))  # noqa: PLW2901
        result.append(event)
    return result
