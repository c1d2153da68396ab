"""The events of our own, the nodes of the world, public holidays and make-up days, as events of feeds.

Each feed shows the days of its period: what reaches over its end goes on in the next period's, so that nobody
who reads both has a day twice. A UID says what it is of which record or holiday, and no date, save that of a
make-up day, which is its date.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from hashlib import sha256
from urllib.parse import unquote

from contentops.models.base import text_in
from contentops.models.event import Event as OwnEvent
from contentops.models.event import Node
from contentops.models.feeds import FeedPart
from contentops.render.ics.earlier import FACTS
from contentops.render.ics.events import Event, EventWriter, make_uid, whole_days, without_doubles
from contentops.render.ics.text import clean_text, escape
from contentops.text_width import clean_line
from contentops.working_days import CountryDays, UnknownCountryError

DATES, HOLIDAYS = "dates", "holidays"
"""The feeds, by the names of their files."""
_DAY = timedelta(days=1)
_UNNAMED = ("农历除夕", "Chinese New Year's Eve", "节假日", "public holiday")
"""Days off that people count to the holiday beside them: its eve, and what an announcement gives no name."""


@dataclass(frozen=True)
class _Days:
    """A run of days off with what is celebrated on them."""

    first: date
    last: date
    names: tuple[str, ...]


class DateWriter:
    """Writes what happens in a period beside the publications; `writer` knows the plan and its words."""

    def __init__(self, writer: EventWriter) -> None:
        self._writer, self._overview, self._own = writer, writer.overview, writer.own
        self._words, self._period = writer.overview.words, writer.overview.period
        self._workspace = writer.overview.workspace

    def dates(self, feed: str, namespace: str) -> list[Event]:
        """Our events and the nodes, for the feed of their own or, as a part of it, the feed of all."""
        workspace, events = self._workspace, self._workspace.events.values()
        found = [
            self._occasion("event", one, one.start, one.last, feed, namespace)
            for one in events if self._touches(one.start, one.last)
        ]  # fmt: skip
        seen = {(text_in(one.title, self._words.language), one.start, one.last) for one in events}
        for node in workspace.nodes.values():
            # Some are events of ours as well, and some are holidays, which have a feed.
            said = (text_in(node.title, self._words.language), node.date, node.last) in seen
            if self._touches(node.date, node.last) and not said and not self._is_holiday(node):
                found.append(self._occasion("node", node, node.date, node.last, feed, namespace))
        return without_doubles(found)

    def _is_holiday(self, node: Node) -> bool:
        return node.kind == "holiday" and any(run.first <= node.date <= run.last for _, run in self._days_off)

    @cached_property
    def _days_off(self) -> tuple[tuple[str, _Days], ...]:
        """By country the days off that somebody of the team has while others work, or everybody has."""
        found, home = [], self._overview.country(self._workspace.settings.country)
        for code in self._countries:
            days = self._overview.country(code)
            try:
                runs = list(_runs(days, self._period.first, self._period.last, self._words.language))
                # Who is off while everybody is need not be said.
                found += [(code, run) for run in runs if days is home or home.between(run.first, run.last)]
            except UnknownCountryError:
                continue  # `check` has said so
        return tuple(found)

    @cached_property
    def _countries(self) -> tuple[str, ...]:
        home = self._workspace.settings.country
        others = {person.country for person in self._workspace.settings.team if person.country} - {home}
        return (home, *sorted(others))

    def _touches(self, first: date, last: date) -> bool:
        return first <= self._period.last and last >= self._period.first

    def _occasion(
        self, kind: str, one: OwnEvent | Node, first: date, last: date, feed: str, namespace: str
    ) -> Event:
        uid = make_uid(kind, one.id, feed, self._period.name, namespace)
        begin, end = max(first, self._period.first), min(last, self._period.last)
        summary = escape(clean_line(text_in(one.title, self._words.language)) or clean_line(one.id))
        part: FeedPart | None = "dates" if feed == "all" else None
        if isinstance(one, OwnEvent) and one.status == "cancelled":
            lines = self._writer.cancelled_lines(whole_days(begin, end), summary, self._own["event_off"])
            return Event(uid, one.id, begin, (f"UID:{uid}", *lines), part, cancelled=True)
        where = self._where(one)
        lines = [
            f"STATUS:{'TENTATIVE' if isinstance(one, OwnEvent) and one.status == 'planned' else 'CONFIRMED'}",
            "TRANSP:TRANSPARENT",
            *whole_days(begin, end),
            f"SUMMARY:{summary}",
            *([f"LOCATION:{escape(where)}"] if where else []),
            "DESCRIPTION:" + escape("\n".join(self._facts(one, first, last))),
            f"CATEGORIES:{escape(self._own[kind])}",
            _digest(first, last, where, (one.owner or "") if isinstance(one, OwnEvent) else ""),
        ]
        return Event(uid, one.id, begin, (f"UID:{uid}", *lines), part)

    def _where(self, one: OwnEvent | Node) -> str:
        places = (one.venue, one.city) if isinstance(one, OwnEvent) else ()
        return self._words.listed(
            [clean_line(text_in(place, self._words.language)) for place in places if place]
        )

    def _facts(self, one: OwnEvent | Node, first: date, last: date) -> Iterator[str]:
        words, own, language = self._words, self._own, self._words.language
        if first < self._period.first or last > self._period.last:
            yield words.say("span", first=words.day(first), last=words.day(last))
        if isinstance(one, OwnEvent):
            partners = words.listed([clean_line(text_in(name, language)) for name in one.partners])
            owner = self._overview.person_name(one.owner) if one.owner else ""
            goal = clean_text(text_in(one.goal, language)) if one.goal else ""
            sign_up = clean_line(one.registration or "")
            facts = [
                (own["with"], partners),
                (words["owner"], owner),
                (own["goal"], goal),
                (own["sign_up"], sign_up),
            ]
            yield from (f"{label}{words['colon']}{value}" for label, value in facts if value)
        elif one.country:
            yield f"{own['country']}{words['colon']}{words.name('country', one.country)}"
        if one.notes:
            yield f"{own['notes']}{words['colon']}{clean_text(text_in(one.notes, language))}"
        yield f"{words['id']}{words['colon']}{one.id}"

    def holidays(self, namespace: str) -> list[Event]:
        """Public holidays and make-up working days of the workspace's country and of those its people work in."""
        found: list[Event] = []
        for code, run in self._days_off:
            # By its English name, so that it stays itself when the team changes its language.
            name = next(_runs(self._overview.country(code), run.first, run.last, "en"), run).names[0]
            summary = self._words.listed(list(run.names))
            found.append(self._day_event("holiday", code, name, run.first, run.last, summary, namespace))
        for code, day in self._make_up_days():
            summary, name = self._own["make_up_day"], day.isoformat()
            found.append(self._day_event("make_up", code, name, day, day, summary, namespace))
        return without_doubles(found)

    def _make_up_days(self) -> Iterator[tuple[str, date]]:
        for code in self._countries:
            days = self._overview.country(code)
            for number in range((self._period.last - self._period.first).days + 1):
                day = self._period.first + number * _DAY
                try:
                    if days.is_make_up(day):
                        yield code, day
                except UnknownCountryError:
                    break

    def _day_event(
        self, kind: str, code: str, name: str, first: date, last: date, summary: str, namespace: str
    ) -> Event:
        words, own, home = self._words, self._own, self._workspace.settings.country
        uid = make_uid(kind, f"{code}.{name}", HOLIDAYS, self._period.name, namespace)
        country, facts = words.name("country", code), []
        if code != home:
            summary = f"{summary} · {country}"
            here = [person.id for person in self._workspace.settings.team if person.country == code]
            people = words.listed([self._overview.person_name(one) for one in here])
            facts.append(f"{own['people']}{words['colon']}{people}")
        assumed = kind == "holiday" and self._overview.country(code).is_provisional(first.year)
        if assumed:
            years = words.say("provisional_year", country=country, year=first.year)
            facts.append(words.say("provisional_short", years=years))
        lines = [
            f"STATUS:{'TENTATIVE' if assumed else 'CONFIRMED'}",
            "TRANSP:TRANSPARENT",
            *whole_days(first, last),
            f"SUMMARY:{escape(summary)}",
            *(["DESCRIPTION:" + escape("\n".join(facts))] if facts else []),
            f"CATEGORIES:{escape(own[kind])}",
            _digest(first, last),
        ]
        return Event(uid, name, first, (f"UID:{uid}", *lines))

    def why_gone(self, uid: str) -> str | None:
        """Why a date is no longer in its feed; None for what is no date."""
        kind, name = map(unquote, uid.split("+")[:2])
        if kind in ("holiday", "make_up"):
            return self._own["holiday_gone"]
        if kind not in ("event", "node"):
            return None
        event, node = self._workspace.events.get(name), self._workspace.nodes.get(name)
        day = event.start if kind == "event" and event else node.date if kind == "node" and node else None
        if day is None:
            return self._own["date_gone"].format(source="events/" if kind == "event" else "nodes.yaml")
        return self._own["date_moved"].format(day=day.isoformat())


def _digest(first: date, last: date, *known: str) -> str:
    facts = "\n".join((first.isoformat(), last.isoformat(), *known))
    return f"{FACTS}:{sha256(facts.encode()).hexdigest()[:16]}"


def _runs(days: CountryDays, begin: date, end: date, language: str) -> Iterator[_Days]:
    """The days off from `begin` to `end` in one piece each, from the first day that is named to the last."""
    named: list[tuple[date, str]] = []
    day = begin
    while day <= end + _DAY:
        if named and (day > end or days.is_working_day(day)):
            names = tuple(dict.fromkeys(name for _, name in named if name not in _UNNAMED))
            yield _Days(named[0][0], named[-1][0], names or (named[0][1],))
            named = []
        off = day <= end and not days.is_working_day(day)
        name = clean_line(days.holiday_name(day, "zh" if language == "zh" else "en") or "") if off else ""
        if name:
            named.append((day, name))
        day += _DAY
