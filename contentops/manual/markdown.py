"""The handbook as Markdown: the same content, for a repository or a wiki."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from markupsafe import Markup

from contentops.manual.blocks import (
    Badge,
    Block,
    Card,
    Document,
    Example,
    Heading,
    Line,
    Paragraph,
    Points,
    Section,
    Span,
    Spans,
    Table,
)
from contentops.manual.handbook import Handbook
from contentops.manual.page import render
from contentops.manual.words import Words, words_in
from contentops.page_templates import FindOwn

PAGE = "handbook.md.jinja"
# `#`, `-`, `+` and numbers matter only where a line begins, and there `_at_start` looks at them.
_SPECIAL = re.compile(r"[\\`*\[\]|~$]|(?<![^\W_])_|_(?![^\W_])|[<>]|&(?=#?\w+;)")
_ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
_START = re.compile(r"(#{1,6}(?=\s|\Z)|[-+=](?=\s|\Z)|[-=]{2,}|:(?=\s|-))|(\d{1,9})([.)])(?=\s|\Z)")


def render_markdown(book: Handbook, document: Document, own: FindOwn) -> str:
    """The whole page."""
    words = words_in(book.language)
    page = render(
        PAGE, book, document, own, inline, escape,
        show=lambda name: _show(document, name, words),
    )  # fmt: skip
    return re.sub(r"\n{3,}", "\n\n", page).rstrip("\n") + "\n"


def _show(document: Document, name: str, words: Words) -> Markup:
    """A chapter; nothing when it is not wanted."""
    found = [section for section in document.sections if section.name == name]
    return _ready("\n\n".join(part for section in found for part in _blocks(section, words)))


def escape(value: Any) -> str:
    """`value` as Markdown that shows exactly its text, on one line, also within a table."""
    text = " ".join(str(value).split())
    return _SPECIAL.sub(lambda match: _ENTITIES.get(match.group(), "\\" + match.group()), text)


def inline(spans: Spans) -> Markup:
    """Words with their marks; whatever they hold is text."""
    return _ready("".join(_span(span) for span in spans))


def _ready(text: str) -> Markup:
    return Markup(text)  # noqa: S704  every value in it went through escape


def _span(span: Span) -> str:
    lead, end = " " * span.text.startswith(" "), " " * span.text.endswith(" ")
    if not span.text.strip():
        return lead
    text = escape(span.text)
    if span.kind == "link" and span.target.startswith("#"):
        return f"[{text}]({span.target})"
    if span.kind == "strong":
        return f"{lead}**{text}**{end}"
    if span.kind == "code":
        bare = " ".join(span.text.split())
        return text if "`" in bare or "|" in bare else f"{lead}`{bare}`{end}"
    return f"{lead}{text}{end}"


def _at_start(text: str) -> str:
    """A line whose first characters are words and no mark of Markdown."""
    match = _START.match(text)
    if match is None:
        return text
    return f"\\{text}" if match[1] else f"{match[2]}\\{text[len(match[2]) :]}"


def _blocks(section: Section, words: Words) -> Iterator[str]:
    yield f'<a id="{section.anchor}"></a>'
    yield f"## {escape(section.title)}"
    cards: list[str] = []
    linked = set(_targets(section))
    for block in section.blocks:
        if isinstance(block, Card):
            cards.append(_card(block, words))
            continue
        if cards:
            yield "\n".join(cards)
            cards = []
        yield from _block(block, words, linked)
    if cards:
        yield "\n".join(cards)


def _targets(section: Section) -> Iterator[str]:
    """The anchors that cards of the section lead to."""
    for block in section.blocks:
        if isinstance(block, Card):
            yield from (
                span.target[1:] for _, value in block.rows for span in value if span.target.startswith("#")
            )


def _block(block: Block, words: Words, linked: Collection[str]) -> Iterator[str]:
    if isinstance(block, Heading):
        if block.level == 3 or block.anchor in linked:
            yield f'<a id="{block.anchor}"></a>'
        yield f"{'#' * block.level} {escape(block.text)}{_badges(block.badges, words)}"
    elif isinstance(block, Paragraph):
        text = _at_start(inline(block.spans))
        yield (
            f"> {text}"
            if block.role == "quote"
            else f"**{text}**"
            if block.role == "lead" and "*" not in text
            else text
        )
    elif isinstance(block, Points):
        marks = (f"{n}. " for n in range(1, len(block.points) + 1)) if block.ordered else None
        yield "\n".join(
            f"{next(marks) if marks else '- [ ] ' if block.check else '- '}{_at_start(inline(point))}"
            for point in block.points
        )
    elif isinstance(block, Table):
        yield "\n".join(_table(block))
    elif isinstance(block, Example):
        yield f"**{escape(block.label)}** {inline(block.origin)}"
        yield "\n".join(_example(block.lines))


def _badges(badges: Iterable[Badge], words: Words) -> str:
    return "".join(words.line("badge", text=escape(badge.text)) for badge in badges)


def _card(card: Card, words: Words) -> str:
    rows = [f"  - {escape(label)}{words['colon']}{inline(value)}" for label, value in card.rows]
    return "\n".join([f"- {_at_start(inline(card.title))}{_badges(card.badges, words)}", *rows])


def _table(table: Table) -> Iterator[str]:
    yield _row(escape(cell) for cell in table.head)
    yield _row("---" for _ in table.head)
    for row in table.rows:
        yield _row(inline(cell) for cell in row)


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _example(lines: Iterable[Line]) -> Iterator[str]:
    """The example within a quotation, its headings in bold: the handbook's outline stays its own."""
    before = ""
    for line in lines:
        together = (before, line.form) in (("li", "li"), ("cells", "cells"), ("head", "cells"))
        if before and not together:
            yield ">"
        before = line.form
        if line.form in ("head", "cells"):
            yield f"> {_row(inline(cell) for cell in line.cells)}"
            if line.form == "head":
                yield f"> {_row('---' for _ in line.cells)}"
        else:
            yield f"> {_example_line(line)}"


def _example_line(line: Line) -> str:
    text = _at_start(inline(line.spans))
    if line.form in ("h1", "h2", "h3"):
        return f"**{inline(tuple(Span(span.text) for span in line.spans))}**"
    if line.form == "li":
        mark = f"{line.number}." if line.number else "-"
        return f"{'  ' * (line.depth - 1)}{mark} {text}"
    if line.form == "quote":
        return f"> {text}"
    if line.form == "rule":
        return "---"
    return text
