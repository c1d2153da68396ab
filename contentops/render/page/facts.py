"""What an item and an event are, as labelled lines for the side panel."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from contentops.models.base import LocalizedText, text_in
from contentops.models.event import Event, Node
from contentops.models.item import Item
from contentops.render.overview import Overview
from contentops.render.page.words import NAMES, PAGE_WORDS
from contentops.text_width import clean_line

Fact = tuple[str, str]
"""What it is about (`fact.KEY` of the page's words names it) and what it says."""


class Facts:
    """Facts in the reader's language; empty ones are left out."""

    def __init__(self, overview: Overview) -> None:
        self.overview, self.words = overview, overview.words
        self.own = PAGE_WORDS[overview.words.language]
        self._names = NAMES[overview.words.language]

    def of_item(self, item: Item) -> list[Fact]:
        """What colleagues ask about an item besides its owner, role and stage, most asked first."""
        return list(self._labelled(self._item(item)))

    def of_event(self, event: Event | Node) -> list[Fact]:
        """What is known of an event or node."""
        return list(self._labelled(self._event(event)))

    def _labelled(self, lines: Iterator[Fact]) -> Iterator[Fact]:
        for key, text in lines:
            if cleaned := clean_line(text):
                yield key, cleaned

    def _item(self, item: Item) -> Iterator[Fact]:
        words, overview = self.words, self.overview
        yield "watcher", overview.person_name(item.watcher) if item.watcher else ""
        yield "integrator", overview.person_name(item.integrator) if item.integrator else ""
        yield "format", self._name("format", item.format)
        persona = overview.workspace.personas.get(item.persona) if item.persona else None
        yield "persona", self._text(persona.name) if persona else item.persona or ""
        yield "means", words.name("means", item.means)
        yield "source", self._name("source", item.source)
        yield "industry", self._text(item.industry)
        yield "value", str(item.value)
        yield "status", self._name("status", item.status)
        chain = overview.workspace.chain_of(item)
        yield "chain", (self._text(chain.name) or chain.id) if chain else item.review_chain or ""
        yield "anchor", self._anchor(item)
        yield "depends", words.listed([self._title_of(other) for other in item.depends_on])
        if item.window:
            yield "window", self._span(item.window.not_before, item.window.not_after)
            yield "deadline", str(item.window.deadline or "")
        yield "embargo", str(item.embargo or "")
        yield "rule", item.recurrence.rule if item.recurrence else ""
        if item.refresh_every:
            every = item.refresh_every
            yield "refresh", self.own[f"interval.{every.unit}"].format(count=every.count)
        yield from self._readers(item)

    def _readers(self, item: Item) -> Iterator[Fact]:
        words = self.words
        yield "campaign", item.campaign or ""
        yield "keywords", words.listed([self._text(keyword) for keyword in item.keywords])
        yield "tone", self._text(item.tone)
        yield "cta", self._text(item.cta)
        if item.conversion_path:
            yield "path", " → ".join(self._text(step) for step in item.conversion_path.steps)
        if item.gate:
            yield "gate", words.listed([self._name("asks", asked) for asked in item.gate.asks])
        yield (
            "repackages",
            words.listed(
                [
                    f"{self._text(other.title)} ({self._name('format', other.format)})"
                    for other in item.repackages
                ]
            ),
        )

    def _event(self, event: Event | Node) -> Iterator[Fact]:
        yield "kind", self._name("kind", event.kind)
        first = event.start if isinstance(event, Event) else event.date
        yield "days", str(first) if event.last == first else self._span(first, event.last)
        if isinstance(event, Event):
            yield "place", " · ".join(filter(None, (self._text(event.city), self._text(event.venue))))
            yield "owner", self.overview.person_name(event.owner) if event.owner else ""
            yield "partners", self.words.listed([self._text(partner) for partner in event.partners])
            yield "goal", self._text(event.goal)
            yield "registration", event.registration or ""

    def _anchor(self, item: Item) -> str:
        if item.anchor is None:
            return ""
        workspace = self.overview.workspace
        found: Event | Node | None = None
        if item.anchor.event is not None:
            found = workspace.events.get(item.anchor.event)
        elif item.anchor.node is not None:
            found = workspace.nodes.get(item.anchor.node)
        title = self._text(found.title) if found else item.anchor.event or item.anchor.node or ""
        phase = item.anchor.phase
        return f"{title} · {self._name('phase', phase)}" if phase else title

    def _title_of(self, item_id: str) -> str:
        item = self.overview.workspace.items.get(item_id)
        return self._text(item.title) if item else item_id

    def _span(self, first: date | None, last: date | None) -> str:
        if first and last:
            return self.own["from_until"].format(first=first, last=last)
        if first:
            return self.own["from"].format(day=first)
        return self.own["until"].format(day=last) if last else ""

    def _text(self, text: str | LocalizedText | None) -> str:
        return text_in(text, self.words.language)

    def _name(self, kind: str, value: str) -> str:
        return self._names[kind].get(value, value)
