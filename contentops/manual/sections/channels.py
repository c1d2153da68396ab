"""Where we publish: each channel by tier, with what it takes and when."""

from __future__ import annotations

from collections.abc import Iterator

from contentops.manual.blocks import (
    Badge,
    Block,
    Card,
    Heading,
    Paragraph,
    Spans,
    code,
    joined,
    plain,
    say,
    strong,
)
from contentops.manual.handbook import Handbook
from contentops.manual.words import Words
from contentops.models.settings import TIERS, Channel


def blocks(book: Handbook, words: Words) -> Iterator[Block]:
    """The chapter."""
    channels = book.workspace.settings.channels
    if not channels:
        yield Paragraph(words.say("channels.none"))
    for tier in TIERS:
        found = [channel for channel in channels if channel.tier == tier]
        if found:
            yield Heading(words.name("tier", tier), f"tier-{tier}")
            yield Paragraph(plain(words.name("tier_about", tier)), "note")
            yield from (_card(channel, book, words) for channel in found)


def _card(channel: Channel, book: Handbook, words: Words) -> Card:
    rows = [(words[f"channels.{key}"], value) for key, value in _rows(channel, book, words) if value]
    badges = (Badge(words["channels.private"]),) if channel.private_domain else ()
    title = joined((strong(words.local(channel.name)), code(channel.id)), " ")
    return Card(title, tuple(rows), badges)


def _rows(channel: Channel, book: Handbook, words: Words) -> Iterator[tuple[str, Spans]]:
    yield "sections", plain(words.listed(words.local(one) for one in channel.sections))
    if channel.languages:
        yield "languages", plain(words.listed(words.name("language", one) for one in channel.languages))
    limits = (("title", channel.title_limit), ("length", channel.length_limit))
    for key, limit in limits:
        free = words[f"channels.{key}_free"]
        yield key, plain(words.line(f"channels.{key}_limit", count=limit) if limit is not None else free)
    yield "links", plain(words["channels.links_yes" if channel.links else "channels.links_no"])
    quota = [
        words.line(f"channels.{key}", count=value)
        for key in ("per_day", "per_week", "per_month")
        if (value := getattr(channel.quota, key)) is not None
    ]
    yield "quota", plain(words.listed(quota) or words["channels.no_quota"])
    target = book.workspace.settings.targets.channels.get(channel.id)
    if target is not None:
        yield "target", plain(words.line("channels.a_week", count=words.number(target)))
    yield "weekdays", plain(_weekdays(channel, words))
    if channel.min_gap:
        yield "gap", plain(words.line("channels.gap_days", count=channel.min_gap))
    yield "wave", plain(_wave(channel, book, words))
    if channel.publish_at is not None:
        yield "time", plain(str(channel.publish_at))
    yield "blackouts", plain(words.semicolon.join(_blackouts(channel, book, words)))
    if channel.template is not None:
        yield "version", say(words["channels.adapted"], words.text, template=channel.template)
    yield "address", plain(channel.url or "")
    yield "note", words.plain(channel.notes)


def _weekdays(channel: Channel, words: Words) -> str:
    if channel.weekdays:
        days = words.listed(words.name("weekday", day) for day in channel.weekdays)
        return words.listed([days, words["channels.also_off"]]) if channel.non_working_days else days
    return words["channels.all_days" if channel.non_working_days else "channels.any_weekday"]


def _wave(channel: Channel, book: Handbook, words: Words) -> str:
    waves = book.workspace.settings.waves
    after = channel.after if channel.after is not None else getattr(waves, channel.tier)
    return words.line("channels.after", count=after) if after else words["channels.first"]


def _blackouts(channel: Channel, book: Handbook, words: Words) -> Iterator[str]:
    """Days ahead on which it takes nothing."""
    for span in sorted(channel.blackouts, key=lambda one: one.start):
        if span.last >= book.today:
            days = words.days(span.start, span.last)
            yield words.line("channels.blackout_note", days=days, note=span.note) if span.note else days
