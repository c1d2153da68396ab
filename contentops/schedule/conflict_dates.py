"""What a date may contradict by itself: its item, its event, a closed channel, what the item depends on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from contentops.models.base import WEEKDAYS, text_in
from contentops.models.item import Item
from contentops.models.settings import Channel
from contentops.models.workspace import Workspace
from contentops.schedule.candidates import was_made
from contentops.schedule.conflict_facts import Fact, Kept, Limit, Part
from contentops.schedule.conflict_ground import Ground, channel_name, publish_fact, wave_fact
from contentops.schedule.resources import Countries
from contentops.schedule.windows import anchor_span


def date_limits(ground: Ground) -> Iterator[Limit]:
    """Dates outside of what their items and events allow."""
    for kept in ground.kept:
        item = ground.item_of(kept)
        if not kept.movable or item is None:
            continue
        part = (Part(kept, 1, publish_fact(kept)),)
        for rule, facts, broken in _bounds(item, kept.entry.publish, ground):
            if broken:
                yield Limit(rule, 0, part, facts, {"title": kept.entry.title, "date": kept.entry.publish})
        deadline = item.window.deadline if item.window is not None else None
        for number, wave in enumerate(kept.entry.channels):
            if deadline is not None and wave.date > deadline:
                fact = Fact("deadline", "item", item.id, ("window", "deadline"), {"date": deadline})
                name = channel_name(ground, wave.channel)
                yield Limit(
                    "deadline", 0, (Part(kept, 1, wave_fact(kept, number, name)),), (fact,),
                    {"title": kept.entry.title, "date": wave.date},
                )  # fmt: skip


def _bounds(item: Item, day: date, ground: Ground) -> Iterator[tuple[str, tuple[Fact, ...], bool]]:
    """What an item says of its date: the rule, the facts behind it, and whether `day` breaks it."""
    for fact, first, last in item_bounds(item, ground.workspace, ground.countries):
        early, late = first is not None and day < first, last is not None and day > last
        yield fact[0].code, fact, early or late
    anchor = item.anchor
    event = ground.workspace.events.get(anchor.event or "") if anchor is not None else None
    if event is not None and event.status == "cancelled":
        name = text_in(event.title, ground.language)
        hangs = Fact("hangs-on", "item", item.id, ("anchor",), {"name": name})
        yield (
            "event-cancelled",
            (hangs, Fact("cancelled", "event", event.id, ("status",), {"name": name})),
            True,
        )


def item_bounds(
    item: Item, workspace: Workspace, countries: Countries
) -> Iterator[tuple[tuple[Fact, ...], date | None, date | None]]:
    """The facts that bound an item's publish date, and between which days."""
    window = item.window
    if window is not None and window.not_before is not None:
        day = window.not_before
        yield (Fact("not-before", "item", item.id, ("window", "not_before"), {"date": day}),), day, None
    if window is not None and window.not_after is not None:
        day = window.not_after
        yield (Fact("not-after", "item", item.id, ("window", "not_after"), {"date": day}),), None, day
    if window is not None and window.deadline is not None:
        day = window.deadline
        yield (Fact("deadline", "item", item.id, ("window", "deadline"), {"date": day}),), None, day
    if item.embargo is not None:
        yield (Fact("embargo", "item", item.id, ("embargo",), {"date": item.embargo}),), item.embargo, None
    span = anchor_span(item.anchor, workspace, countries.of(None)) if item.anchor is not None else None
    if span is not None and item.anchor is not None:
        yield _anchor_facts(item, workspace, span.first, span.last), span.first, span.last


def _anchor_facts(item: Item, workspace: Workspace, first: date, last: date) -> tuple[Fact, ...]:
    """The anchor, the date of what it names, and the span of its phase."""
    anchor, language = item.anchor, workspace.settings.language
    assert anchor is not None  # noqa: S101  the caller has looked
    event, node = workspace.events.get(anchor.event or ""), workspace.nodes.get(anchor.node or "")
    figures: dict[str, Any] = {"place": anchor.phase or "offset", "offset": anchor.offset or 0,
                               "within": anchor.within, "first": first, "last": last}  # fmt: skip
    facts = []
    if event is not None:
        figures["name"] = text_in(event.title, language)
        key = "end" if (anchor.offset or 0) > 0 and event.end is not None else "start"
        facts.append(
            Fact("event", "event", event.id, (key,), {**figures, "from": event.start, "to": event.last})
        )
    elif node is not None:
        figures["name"] = text_in(node.title, language)
        facts.append(
            Fact("event", "node", node.id, ("date",), {**figures, "from": node.date, "to": node.last})
        )
    facts.insert(0, Fact("anchor", "item", item.id, ("anchor",), figures))
    if anchor.phase is not None:
        span = getattr(workspace.settings.phases, anchor.phase)
        said = {"phase": anchor.phase, "first": span.first, "last": span.last}
        facts.append(Fact("phase", "settings", "", ("phases", anchor.phase), said))
    return tuple(facts)


def closed_days(ground: Ground) -> Iterator[Limit]:
    """Days on which a channel does not publish."""
    channels = {channel.id: (n, channel) for n, channel in enumerate(ground.workspace.settings.channels)}
    for kept in ground.kept:
        for number, wave in enumerate(kept.entry.channels if kept.movable else ()):
            index, channel = channels.get(wave.channel, (-1, None))
            if channel is None:
                continue
            for fact in _why_closed(channel, index, wave.date, ground):
                name = text_in(channel.name, ground.language)
                yield Limit(
                    "channel-closed", 0, (Part(kept, 1, wave_fact(kept, number, name)),), (fact,),
                    {"channel": name, "date": wave.date},
                )  # fmt: skip


def _why_closed(channel: Channel, index: int, day: date, ground: Ground) -> Iterator[Fact]:
    figures = {"channel": text_in(channel.name, ground.language), "date": day}
    for number, span in enumerate(channel.blackouts):
        if span.covers(day):
            said = {**figures, "first": span.start, "last": span.last}
            yield Fact("blackout", "settings", "", ("channels", index, "blackouts", number), said)
    if channel.weekdays and WEEKDAYS[day.weekday()] not in channel.weekdays:
        said = {**figures, "weekdays": list(channel.weekdays)}
        yield Fact("weekdays", "settings", "", ("channels", index, "weekdays"), said)
    if not channel.non_working_days and not ground.countries.of(None).is_working_day(day):
        yield Fact("working-days", "settings", "", ("channels", index, "non_working_days"), figures)


def dependency_limits(ground: Ground) -> Iterator[Limit]:
    """Entries published before, or with, what they depend on."""
    first: dict[str, Kept] = {}
    for kept in sorted(ground.kept, key=lambda kept: (kept.entry.publish, kept.entry.item)):
        if kept.entry.state != "cancelled":
            first.setdefault(kept.entry.item.partition("@")[0], kept)
    for kept in ground.kept:
        item = ground.item_of(kept)
        for number, name in enumerate(item.depends_on if item is not None and kept.movable else ()):
            other, needed = first.get(name), ground.workspace.items.get(name)
            if item is None or other is None or needed is None or was_made(needed):
                continue
            if other.entry.publish >= kept.entry.publish:
                titles = {"title": kept.entry.title, "other": other.entry.title}
                fact = Fact("depends-on", "item", item.id, ("depends_on", number), titles)
                parts = (Part(kept, 1, publish_fact(kept)), Part(other, 1, publish_fact(other)))
                yield Limit("dependency", 1, parts, (fact,), titles)
