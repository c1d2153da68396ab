"""How each kind of draft is written: when, from which facts, in which form, and how a good one reads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from contentops.manual.blocks import (
    Badge,
    Block,
    Card,
    Example,
    Heading,
    Paragraph,
    Points,
    Spans,
    Table,
    anchor_of,
    code,
    joined,
    plain,
    strong,
)
from contentops.manual.handbook import DraftKind, FactLine, Handbook, RuleHere
from contentops.manual.rule_words import PARTS, advise, part_of, severity_of
from contentops.manual.words import Words

_EVERY = "draft"
"""The kind of a draft of which nothing more is known: what reads it reads every draft."""


def blocks(book: Handbook, words: Words) -> Iterator[Block]:
    """The chapter."""
    yield Paragraph(words.say("drafts.lead"), "lead")
    yield Heading(words["drafts.every"], "every-draft")
    yield Paragraph(words.say("drafts.every_note"), "note")
    common = [rule for rule in book.rules if rule.kinds is None or _EVERY in rule.kinds]
    yield from _form(common, _EVERY, book, words)
    yield Paragraph(words.say("drafts.figures", age=age(book, words)))
    yield Paragraph(words.say("drafts.shapes"))
    for draft in book.drafts:
        yield from _kind(draft, book, words)


def age(book: Handbook, words: Words) -> str:
    """How old a figure may be, in words."""
    limit = book.workspace.settings.facts.stale_after
    unit = {"d": "days_long", "w": "weeks", "m": "months", "y": "years"}[limit.unit]
    return words.line(unit, count=limit.count)


def _kind(draft: DraftKind, book: Handbook, words: Words) -> Iterator[Block]:
    name, _, rest = draft.summary.partition("：" if "：" in draft.summary else ":")
    badges = (Badge(words["drafts.own_badge"]),) if draft.own else ()
    yield Heading(name.strip() or draft.name, anchor_of("draft", draft.name), badges=badges)
    if rest.strip():
        about = rest.strip()
        yield Paragraph(plain(about[:1].upper() + about[1:] + ("。" if words.language == "zh" else ".")))
    yield Card(code(draft.name), tuple(_about(draft, book, words)))
    if "draft" in draft.needs and not draft.facts:
        yield Paragraph(words.say("drafts.version"))
    else:
        yield from _facts_and_form(draft, book, words)
    yield Heading(words["drafts.example"], anchor_of("example", draft.name), 4)
    why = "drafts.from_drafts" if {"draft", "modules"} & set(draft.needs) else "drafts.no_example"
    yield _example(draft, book, words) or Paragraph(words.say(why), "note")


def _facts_and_form(draft: DraftKind, book: Handbook, words: Words) -> Iterator[Block]:
    yield Heading(words["drafts.facts"], anchor_of("facts", draft.name), 4)
    if draft.facts:
        heads = tuple(words[f"head.{key}"] for key in ("fact", "type", "required", "about", "example"))
        yield Table(heads, tuple(_fact(line, words) for line in draft.facts), wide=(3, 4))
    else:
        yield Paragraph(words.say("drafts.no_facts"), "note")
    yield Heading(words["drafts.structure"], anchor_of("form", draft.name), 4)
    own = [
        rule
        for rule in book.rules
        if rule.kinds is not None and draft.kind in rule.kinds and _EVERY not in rule.kinds
    ]
    form = list(_form(own, draft.kind, book, words))
    yield from form or [Paragraph(words.say("drafts.structure_none"))]
    if form:
        yield Paragraph(words.say("drafts.kind", kind=draft.kind), "note")


def _about(draft: DraftKind, book: Handbook, words: Words) -> Iterator[tuple[str, Spans]]:
    if draft.formats:
        yield words["drafts.when"], plain(words.listed(words.name("format", one) for one in draft.formats))
    if draft.needs:
        yield words["drafts.needs"], plain(words.listed(words.name("need", one) for one in draft.needs))
    if draft.channels:
        known = book.workspace.channels
        names = [words.local(known[one].name) if one in known else one for one in draft.channels]
        yield words["drafts.channels"], plain(words.listed(names))
        yield words["drafts.command"], code(f"contentops draft ITEM --channel {draft.channels[0]}")
    if "draft" in draft.needs:
        yield words["drafts.template"], _origin(draft, words)
        return
    items = [joined((words.plain(book.workspace.items[one].title), code(one)), " ") for one in draft.items]
    yield words["drafts.used"], joined(items, words.semicolon) or words.say("drafts.unused")
    yield words["drafts.command"], code(f"contentops draft {draft.items[0] if draft.items else 'ITEM'}")
    yield words["drafts.template"], _origin(draft, words)


def _origin(draft: DraftKind, words: Words) -> Spans:
    return words.say("drafts.own" if draft.own else "drafts.shipped", path=code(draft.path))


def _fact(line: FactLine, words: Words) -> tuple[Spans, ...]:
    kind = words.name("fact", line.kind)
    shown = words.line("drafts.list_of", type=kind) if line.many else kind
    required = words["yes"] if line.required else words["no"]
    return (
        code(line.key),
        plain(shown),
        strong(required) if line.required else plain(required),
        plain(line.description),
        plain(line.example),
    )


def _form(rules: Sequence[RuleHere], kind: str, book: Handbook, words: Words) -> Iterator[Block]:
    """What the rules ask, part by part."""
    brand = words.local(book.workspace.settings.brand.name)
    for part in PARTS:
        points = []
        for rule in rules:
            if part_of(rule) != part or not rule.on:
                continue
            sentence = advise(rule, words, brand)
            if sentence is None:
                continue
            points.append(
                (
                    *sentence,
                    *plain(" "),
                    *code(rule.name),
                    *plain(
                        words.line(
                            "drafts.severity",
                            severity=words.name("severity", severity_of(rule, kind, words.language)),
                        )
                    ),
                )
            )
        if points:
            yield Paragraph(strong(words.name("part", part)))
            yield Points(tuple(points))


def _example(draft: DraftKind, book: Handbook, words: Words) -> Example | None:
    example = draft.example
    if example is None:
        return None
    if example.item is not None and example.channel is not None:
        channel = book.workspace.channels[example.channel]
        origin = words.say("drafts.example_version", item=example.item, channel=words.local(channel.name))
    elif example.item is not None:
        origin = words.say("drafts.example_item", item=example.item)
    else:
        origin = words.say("drafts.example_made")
    return Example(words["example_badge"], origin, example.lines)
