"""What a page of the handbook is made of, between the data and its two forms, HTML and Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

SpanKind = Literal["", "strong", "code", "link", "mark"]


@dataclass(frozen=True, slots=True)
class Span:
    """Words that look alike; `target` is where a link leads."""

    text: str
    kind: SpanKind = ""
    target: str = ""


Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Badge:
    """A short mark beside a name: how grave, required or not. `tone` chooses its colour."""

    text: str
    tone: Literal["error", "warning", "note", "plain"] = "plain"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading within a section; those of level 3 stand in the table of contents."""

    text: str
    anchor: str
    level: Literal[3, 4] = 3
    badges: tuple[Badge, ...] = ()
    kind: str = "heading"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words; `lead` opens a section, `note` explains, `quote` is text to be used word for word."""

    spans: Spans
    role: Literal["", "lead", "note", "quote"] = ""
    kind: str = "paragraph"


@dataclass(frozen=True, slots=True)
class Points:
    """A list; `check` gives each point a box to tick."""

    points: tuple[Spans, ...]
    ordered: bool = False
    check: bool = False
    kind: str = "points"


@dataclass(frozen=True, slots=True)
class Table:
    """A table; its first column names the row. `wide` columns (by number) take the room there is."""

    head: tuple[str, ...]
    rows: tuple[tuple[Spans, ...], ...]
    wide: tuple[int, ...] = ()
    kind: str = "table"


@dataclass(frozen=True, slots=True)
class Card:
    """One thing with what there is to say of it, label by label."""

    title: Spans
    rows: tuple[tuple[str, Spans], ...]
    badges: tuple[Badge, ...] = ()
    kind: str = "card"


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of a worked example, as it would be printed."""

    form: Literal["h1", "h2", "h3", "p", "li", "quote", "code", "head", "cells", "rule"]
    spans: Spans = ()
    cells: tuple[Spans, ...] = ()
    depth: int = 1
    number: int = 0
    """Of an ordered point; 0 for others."""


@dataclass(frozen=True, slots=True)
class Example:
    """A worked example: where it comes from, and how it reads."""

    label: str
    origin: Spans
    lines: tuple[Line, ...]
    kind: str = "example"


Block = Heading | Paragraph | Points | Table | Card | Example


@dataclass(frozen=True, slots=True)
class Section:
    """A chapter of the handbook."""

    name: str
    title: str
    blocks: tuple[Block, ...]

    @property
    def anchor(self) -> str:
        """Where links to it lead."""
        return self.name

    @property
    def headings(self) -> tuple[Heading, ...]:
        """What of it stands in the table of contents."""
        return tuple(block for block in self.blocks if isinstance(block, Heading) and block.level == 3)


@dataclass(frozen=True, slots=True)
class Document:
    """The whole handbook."""

    title: str
    subtitle: str
    sections: tuple[Section, ...]
    edition: str
    """A fingerprint of the content: two copies with the same one say the same."""


_PIECE = re.compile(r"`([^`]*)`|\*\*([^*]*)\*\*|\{(\w+)\}|\[(\w+)\]")
_NO_ANCHOR = re.compile(r"[^\w.-]+")


def plain(text: str) -> Spans:
    """Words as they are."""
    return (Span(text),) if text else ()


def code(text: str) -> Spans:
    """A name or command, set as such."""
    return (Span(text, "code"),) if text else ()


def strong(text: str) -> Spans:
    """Words that stand out."""
    return (Span(text, "strong"),) if text else ()


def say(sentence: str, titles: Mapping[str, str], **values: str | int | Spans) -> Spans:
    """A sentence of ours with its values: `code`, **strong**, {names} and [sections] count in it, nothing in the
    values does. `titles` are what sections are called.
    """
    spans: list[Span] = []
    cursor = 0
    for match in _PIECE.finditer(sentence):
        spans += plain(sentence[cursor : match.start()])
        cursor = match.end()
        if match[3] is not None:
            value = values[match[3]]
            spans += value if isinstance(value, tuple) else plain(str(value))
        elif match[4] is not None:
            spans.append(Span(titles[match[4]], "link", f"#{match[4]}"))
        else:
            inside = match[1] if match[1] is not None else match[2]
            filled = re.sub(r"\{(\w+)\}", lambda name: _text(values[name[1]]), inside)
            spans.append(Span(filled, "code" if match[1] is not None else "strong"))
    return (*spans, *plain(sentence[cursor:]))


def _text(value: str | int | Spans) -> str:
    return "".join(span.text for span in value) if isinstance(value, tuple) else str(value)


def joined(parts: Iterable[Spans], separator: str) -> Spans:
    """Several pieces in a row; empty ones are left out."""
    spans: list[Span] = []
    for part in parts:
        if part:
            spans += [*(plain(separator) if spans else ()), *part]
    return tuple(spans)


def anchor_of(*parts: str) -> str:
    """A name for links, without blanks or marks."""
    return "-".join(_NO_ANCHOR.sub("-", part).strip("-") or "x" for part in parts)


def distinct_anchors(sections: Iterable[Section]) -> tuple[Section, ...]:
    """The same sections, in which no two headings have one anchor."""
    made = list(sections)
    seen = {section.anchor for section in made}
    for index, section in enumerate(made):
        blocks: list[Block] = []
        for block in section.blocks:
            if isinstance(block, Heading):
                name, number = block.anchor, 2
                while name in seen:
                    name, number = f"{block.anchor}-{number}", number + 1
                seen.add(name)
                blocks.append(replace(block, anchor=name))
            else:
                blocks.append(block)
        made[index] = replace(section, blocks=tuple(blocks))
    return tuple(made)
