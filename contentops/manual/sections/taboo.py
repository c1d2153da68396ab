"""What we never print: the company's lists first, then the packs in force, every term with its reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from contentops.manual.blocks import (
    Badge,
    Block,
    Card,
    Heading,
    Paragraph,
    Points,
    Span,
    Spans,
    anchor_of,
    joined,
    plain,
    strong,
)
from contentops.manual.handbook import ExemptionHere, Handbook, TabooEntryHere, TabooListHere
from contentops.manual.words import Words

_SEVERITIES = ("error", "warning", "note")
_BOLD = 10
"""Terms of one entry that are set in bold; more of them would be a wall."""
_CONTEXTS = 12
"""Phrases shown of an entry of a pack; packs have hundreds that only matter to the program."""


def blocks(book: Handbook, words: Words) -> Iterator[Block]:
    """The chapter."""
    yield Paragraph(words.say("taboo.lead"), "lead")
    yield Points(tuple(words.say(f"taboo.{severity}") for severity in _SEVERITIES))
    yield Paragraph(words.say("taboo.search"))
    yield Paragraph(words.say("taboo.allow"))
    if book.disabled:
        yield Paragraph(words.say("taboo.off", names=words.listed(book.disabled)), "note")
    if not book.lists:
        yield Paragraph(words.say("taboo.none"), "note")
    for taboo in sorted(book.lists, key=lambda one: (not one.own, one.language not in ("", words.language))):
        yield from _list(taboo, book, words)
    if book.packs_elsewhere:
        yield Paragraph(words.say("taboo.elsewhere", names=words.listed(book.packs_elsewhere)), "note")
    if book.unused_packs:
        yield Paragraph(words.say("taboo.unused_packs", names=words.listed(book.unused_packs)), "note")


def _list(taboo: TabooListHere, book: Handbook, words: Words) -> Iterator[Block]:
    badge = Badge(words["taboo.own" if taboo.own else "taboo.pack"])
    yield Heading(taboo.title or taboo.name, anchor_of("list", taboo.name), badges=(badge,))
    counts = {
        severity: sum(entry.severity == severity for entry in taboo.entries) for severity in _SEVERITIES
    }
    about = words.line(
        "taboo.counts",
        entries=words.line("taboo.entries", count=len(taboo.entries)),
        **{
            f"{severity}s": words.line(f"taboo.{severity}s", count=counts[severity])
            for severity in _SEVERITIES
        },
    )
    language = (
        words.line("taboo.for", language=words.name("language", taboo.language)) if taboo.language else ""
    )
    yield Paragraph(words.say("taboo.about", name=taboo.name, counts=about, language=language), "note")
    if taboo.contexts:
        yield Paragraph(words.say("taboo.contexts", contexts=words.listed(taboo.contexts)), "note")
    numbers = {exemption.name: f"E{n}" for n, exemption in enumerate(taboo.exemptions, 1)}
    by_category: dict[str, list[TabooEntryHere]] = {}
    for entry in taboo.entries:
        by_category.setdefault(entry.category, []).append(entry)
    for category, entries in by_category.items():
        name = words.name("category", category) if category else words["taboo.uncategorised"]
        name = name[:1].upper() + name[1:].replace("-", " ")
        yield Heading(name, anchor_of("list", taboo.name, category), 4)
        ordered = sorted(entries, key=lambda entry: _SEVERITIES.index(entry.severity))
        yield from (_entry(entry, taboo, numbers, book, words) for entry in ordered)
    if taboo.exemptions:
        yield Heading(words["taboo.exceptions"], anchor_of("list", taboo.name, "exceptions"), 4)
        yield Paragraph(words.say("taboo.exceptions_note"), "note")
        yield Points(tuple(_exemption(one, numbers, words) for one in taboo.exemptions))


def _exemption(exemption: ExemptionHere, numbers: Mapping[str, str], words: Words) -> Spans:
    key = "taboo.exception_lowered" if exemption.severity else "taboo.exception"
    said = words.say(
        key,
        number=numbers[exemption.name],
        title=exemption.title or exemption.name,
        severity=words.name("severity", exemption.severity),
    )
    if not exemption.source:
        return said
    return (*said, *plain(f"{words['dash']}{exemption.source}"))


def _entry(
    entry: TabooEntryHere, taboo: TabooListHere, numbers: Mapping[str, str], book: Handbook, words: Words
) -> Card:
    listed = words["slash"].join(entry.terms)
    title = strong(listed) if len(entry.terms) <= _BOLD else plain(listed)
    if not entry.terms:
        example = entry.finds[0] if entry.finds else entry.patterns[0]
        title = strong(words.line("taboo.wordings", example=example.strip().rstrip("。.")))
    badge = Badge(words.name("severity", entry.severity), entry.severity)
    rows = [
        (words[f"taboo.{key}"], value) for key, value in _rows(entry, taboo, numbers, book, words) if value
    ]
    return Card(title, tuple(rows), (badge,))


def _rows(
    entry: TabooEntryHere, taboo: TabooListHere, numbers: Mapping[str, str], book: Handbook, words: Words
) -> Iterator[tuple[str, Spans]]:
    yield "why", plain(entry.reason)
    yield "source", plain(entry.source)
    yield "instead", plain(words.semicolon.join(entry.suggestions))
    if entry.patterns:
        yield "such_as", plain(words.line("slash_wide").join(entry.finds[: 4 if entry.terms else 6]))
    yield "fine", _contexts(entry.contexts, taboo, words)
    place = f"#{anchor_of('list', taboo.name, 'exceptions')}"
    known = sorted(
        (name for name in entry.exemptions if name in numbers), key=lambda name: int(numbers[name][1:])
    )
    yield "unless", joined([(Span(numbers[name], "link", place),) for name in known], words.comma)
    yield "only", plain(words.semicolon.join(_where(entry, book, words)))
    days = [
        words.line(f"taboo.{key}", day=day)
        for key, day in (("from", entry.valid_from), ("until", entry.valid_until))
        if day
    ]
    yield "valid", plain(words.listed(days))


def _contexts(contexts: Sequence[str], taboo: TabooListHere, words: Words) -> Spans:
    if taboo.own or len(contexts) <= _CONTEXTS + 2:
        return plain(words.listed(contexts))
    shown = words.listed(contexts[:_CONTEXTS])
    return plain(words.line("taboo.more_contexts", shown=shown, count=len(contexts) - _CONTEXTS))


def _where(entry: TabooEntryHere, book: Handbook, words: Words) -> Iterator[str]:
    if entry.channels:
        channels = book.workspace.channels
        names = [words.local(channels[one].name) if one in channels else one for one in entry.channels]
        yield words.line("taboo.on_channels", names=words.listed(names))
    if entry.formats:
        yield words.line(
            "taboo.in_formats", names=words.listed(words.name("format", one) for one in entry.formats)
        )
