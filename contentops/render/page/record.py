"""What the page's script reads: the plan as one JSON document within the page.

Names are resolved here, so that the script holds no rule of ours and no word of its own. Dates are ISO texts.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from urllib.parse import quote

from contentops.models.base import text_in
from contentops.models.calendar import Entry
from contentops.models.event import Event, Node
from contentops.render.edition import Edition
from contentops.render.load import PersonLoad
from contentops.render.overview import Overview, is_review
from contentops.render.page.days import Days
from contentops.render.page.facts import Facts
from contentops.render.page.words import PAGE_WORDS
from contentops.text_width import clean_line

_TIERS = ("portal", "vertical", "owned")
_DIMENSIONS = {
    "pool": ("basic", "periodic", "hook"),
    "role": ("initiator", "evaluator", "decider", "user"),
    "stage": ("acquire", "activate", "convert", "retain", "renew"),
    "state": ("planned", "pinned", "published", "cancelled"),
}
_ESCAPES = {
    ord("<"): "\\u003c",
    ord(">"): "\\u003e",
    ord("&"): "\\u0026",
    0x2028: "\\u2028",
    0x2029: "\\u2029",
}


def embed_json(value: Any) -> str:
    """JSON that may stand within `<script>`: nothing in it ends the element or begins a comment."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).translate(_ESCAPES)


class PageRecord:
    """The document, from an edition and what was computed of it."""

    def __init__(
        self,
        edition: Edition,
        overview: Overview,
        days: Days,
        hours: Iterable[PersonLoad],
        reviews: Iterable[PersonLoad],
    ) -> None:
        self.edition, self.overview, self.days = edition, overview, days
        self.hours, self.reviews = list(hours), list(reviews)
        self.facts = Facts(overview)
        self.words = overview.words

    def as_data(self) -> dict[str, Any]:
        """The whole document."""
        overview, days = self.overview, self.days
        calendar = overview.calendar
        return {
            "version": 1,
            "period": {"name": calendar.period, "first": overview.period.first.isoformat(),
                       "last": overview.period.last.isoformat()},
            "entries": [self._entry(entry) for entry in overview.entries],
            "people": [{"id": one, "name": overview.person_name(one), **self._person(one)} for one in self._people()],
            "channels": [self._channel(one) for one in self._channels()],
            "names": {kind: {value: self.words.name(kind, value) for value in values}
                      for kind, values in _DIMENSIONS.items()},
            "first": days.span[0].isoformat(),
            "days": "".join(day.mark for day in days.all()),
            "holidays": {day.date.isoformat(): day.holiday for day in days.all() if day.holiday and day.is_off},
            "provisional": sorted({str(day.date.year) for day in days.all() if day.is_provisional}),
            "months": [f"{month:%Y-%m}" for month in days.months],
            "weeks": [self._week(week.monday, silent=week in overview.silent_weeks) for week in overview.weeks],
            "occasions": [
                {"key": one.key, "title": one.title, "first": one.first.isoformat(), "last": one.last.isoformat(),
                 "ours": one.is_ours, "cancelled": one.is_cancelled, "facts": self._occasion(one.key),
                 "link": self._registration(one.key)}
                for one in days.occasions
            ],
            "gaps": [
                {"channel": gap["name"], "from": gap["from"], "to": gap["to"]}
                for gap in calendar.gaps
                if gap.get("kind") == "channels" and all(isinstance(gap.get(k), str) for k in ("name", "from", "to"))
            ],
            "load": {"hours": self._loads(self.hours), "reviews": self._loads(self.reviews)},
            "words": dict(PAGE_WORDS[self.words.language]),
            "weekdays": list(self.words.weekdays),
            "monthNames": [self.words.month(month) for month in _months_between(*days.span)],
            "monthKeys": [f"{month:%Y-%m}" for month in _months_between(*days.span)],
        }  # fmt: skip

    def _entry(self, entry: Entry) -> dict[str, Any]:
        item, overview = self.overview.item(entry), self.overview
        notes = [entry.notes or "", text_in(item.notes, self.words.language) if item else ""]
        return _without_empty(
            {
                "id": entry.item,
                "title": overview.marked_title(entry),
                "pool": entry.pool,
                "publish": entry.publish.isoformat(),
                "state": entry.state,
                "role": item.role if item else "",
                "stage": item.stage if item else "",
                "owner": overview.owner_id(entry) or "",
                "waves": [[wave.channel, wave.date.isoformat(), self._section(entry, wave.channel)]
                          for wave in sorted(entry.channels, key=lambda wave: wave.date)],
                "tasks": [
                    [overview.stage_name(entry, task), task.person, task.start.isoformat(), task.end.isoformat(),
                     task.hours, int(is_review(task))]
                    for task in entry.tasks
                ],
                "reason": entry.reason.strip(),
                "notes": [note.strip() for note in notes if note.strip()],
                "moved": entry.moved_from.isoformat() if entry.moved_from else "",
                "draft": self._draft(entry),
                "facts": self.facts.of_item(item) if item else [],
                "anchor": self._anchor(entry),
            }
        )  # fmt: skip

    def _section(self, entry: Entry, channel: str) -> str:
        item = self.overview.item(entry)
        for use in item.channels if item else ():
            if use.channel == channel:
                return clean_line(text_in(use.section, self.words.language))
        return ""

    def _draft(self, entry: Entry) -> str:
        path = self.edition.drafts.get(entry.item) or self.edition.drafts.get(entry.item.partition("@")[0])
        return quote(path, safe="/@") if path else ""

    def _anchor(self, entry: Entry) -> str:
        item = self.overview.item(entry)
        if item is None or item.anchor is None:
            return ""
        return f"event:{item.anchor.event}" if item.anchor.event else f"node:{item.anchor.node}"

    def _occasion(self, key: str) -> list[tuple[str, str]]:
        return self.facts.of_event(self._find(key))

    def _registration(self, key: str) -> str:
        """Where people sign up, when it is a web address: nothing else becomes a link."""
        link = getattr(self._find(key), "registration", None) or ""
        return link if link.startswith(("https://", "http://")) else ""

    def _find(self, key: str) -> Event | Node:
        kind, _, name = key.partition(":")
        workspace = self.overview.workspace
        return workspace.events[name] if kind == "event" else workspace.nodes[name]

    def _people(self) -> list[str]:
        """The team in its order, then whoever has left but still has work or an item."""
        people = list(self.overview.workspace.people)
        for entry in self.overview.entries:
            owner = self.overview.owner_id(entry)
            people += [task.person for task in entry.tasks] + ([owner] if owner else [])
        return list(dict.fromkeys(people))

    def _person(self, person_id: str) -> dict[str, Any]:
        person = self.overview.workspace.people.get(person_id)
        if person is None:
            return {}
        about = [text_in(person.title, self.words.language)]
        if person.outside:
            about.append(text_in(person.organisation, self.words.language) or self.words["outside"])
        first, last = self.days.span
        leave = [
            [max(first, span.start).isoformat(), min(last, span.last).isoformat()]
            for span in person.leave
            if span.start <= last and span.last >= first
        ]
        return _without_empty({"about": clean_line(" · ".join(filter(None, about))), "leave": leave})

    def _channels(self) -> list[str]:
        channels = self.overview.workspace.settings.channels
        ordered = sorted(channels, key=lambda channel: _TIERS.index(channel.tier))
        waves = [wave.channel for entry in self.overview.entries for wave in entry.channels]
        return list(dict.fromkeys([*(channel.id for channel in ordered), *waves]))

    def _channel(self, channel_id: str) -> dict[str, Any]:
        channel = self.overview.workspace.channels.get(channel_id)
        tier = PAGE_WORDS[self.words.language][f"tier.{channel.tier}"] if channel else ""
        return {"id": channel_id, "name": self.overview.channel_name(channel_id), "about": tier}

    def _week(self, monday: date, *, silent: bool) -> dict[str, Any]:
        year, week, _ = monday.isocalendar()
        return {"monday": monday.isoformat(), "name": f"{year}-W{week:02d}", "silent": silent}

    def _loads(self, loads: list[PersonLoad]) -> Mapping[str, list[list[float]]]:
        """By person, for each Monday of the span, what is used and what there is."""
        return {
            load.person: [[round(cell.used, 1), round(cell.available, 1)] for cell in load.cells]
            for load in loads
        }


def _without_empty(data: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if value not in ("", [], None)}


def _months_between(first: date, last: date) -> list[date]:
    count = (last.year - first.year) * 12 + last.month - first.month
    months = [first.year * 12 + first.month - 1 + n for n in range(count + 1)]
    return [date(month // 12, month % 12 + 1, 1) for month in months]
