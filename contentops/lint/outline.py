"""The outline of a text: its front matter as data, its blocks in order, its links and images.

Structure rules work on this and not on markup, so that any reader can provide it: Markdown is read with
the parser that also finds what is visible; every other input line by line (`outline_of_lines`), where
a line is a paragraph.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

from contentops.lint.visible import VisibleText

BlockKind = Literal["heading", "paragraph", "item", "quotation", "table", "break"]
FieldValue = str | tuple[str, ...]

LONGEST = 4_000
"""Of a block longer than this, which no paragraph is, only the beginning is kept: rules stay quick."""


class Block(NamedTuple):
    """A heading, paragraph, list item, paragraph of a block quotation, table or thematic break.

    `text` is what a reader sees of it and begins at `start` of the document's visible text; line ends
    inside it are blanks, addresses are hidden, and a very long one is cut. `first` and `last` are its
    offsets in the source, where also an empty heading stands (`###`). `level` is 1 to 6 for a heading, else 0.
    """

    kind: BlockKind
    level: int
    start: int
    text: str
    first: int
    last: int

    @property
    def end(self) -> int:
        """The offset in the visible text just after it."""
        return self.start + len(self.text)


class Link(NamedTuple):
    """A link, with its offsets in the source."""

    target: str
    first: int
    last: int


class Image(NamedTuple):
    """An image, with its offsets in the source. `alt` and `title` are its texts."""

    target: str
    alt: str
    title: str
    first: int
    last: int


class Outline(NamedTuple):
    """Plain data; everything in the order of the text. `fields` is the front matter."""

    fields: Mapping[str, FieldValue] = {}
    blocks: tuple[Block, ...] = ()
    links: tuple[Link, ...] = ()
    images: tuple[Image, ...] = ()


_BARE_URL = re.compile(r"https?://[!#-;=?-~]*[#-&+\-/-9=@-Z_a-z~]")
_SPACE = " \t\r\n\u3000"


def read_outline(source: str, visible: VisibleText, markup: str) -> Outline:
    """The outline of a text in `markup` (markdown, text, html, docx, xlsx)."""
    from contentops.lint.front_fields import read_fields

    if markup == "markdown":
        return _Markdown(source, visible).read()
    return outline_of_lines(source, visible, read_fields(source) if markup == "text" else {})


def outline_of_lines(
    source: str, visible: VisibleText, fields: Mapping[str, FieldValue] | None = None
) -> Outline:
    """The outline of a text without markup: every visible line is a paragraph, URLs are links."""
    blocks = []
    start = 0
    for line in visible.text.split("\n"):
        text = line.strip(_SPACE)[:LONGEST]
        if text:
            begin = start + line.index(text[0])
            first, last = visible.source_span(begin, begin + len(text))
            blocks.append(Block("paragraph", 0, begin, text, first, last))
        start += len(line) + 1
    links = tuple(Link(url.group(), url.start(), url.end()) for url in _BARE_URL.finditer(source))
    return Outline(fields or {}, tuple(blocks), links)


class _Markdown:
    """Walks the parser's events once and keeps what is a block, a link or an image."""

    def __init__(self, source: str, visible: VisibleText) -> None:
        self.source = source
        self.visible = visible
        self.blocks: list[Block] = []
        self.links: list[Link] = []
        self.images: list[Image] = []
        self.fields: Mapping[str, FieldValue] = {}
        self.quotations = 0
        self.items: list[int] = []  # where the text of each open list item begins; -1 once it has blocks

    def read(self) -> Outline:
        from pyromark import events_with_range

        from contentops.lint.markdown import _OPTIONS

        offset = 1 if self.source.startswith("\ufeff") else 0
        text = self.source[offset:].replace("\x00", "\ufffd")
        data = text.encode("utf-8", "replace")
        known_byte, known = 0, offset

        def at(byte: int) -> int:
            nonlocal known_byte, known
            if byte >= known_byte:
                known += len(data[known_byte:byte].decode("utf-8", "ignore"))
            else:
                known -= len(data[byte:known_byte].decode("utf-8", "ignore"))
            known_byte = byte
            return known

        for event, span in events_with_range(data.decode("utf-8"), options=_OPTIONS, merge_text=False):
            if event == "Rule":
                self._add("break", 0, at(span["start"]), at(span["end"]))
            elif isinstance(event, dict):
                [(name, value)] = event.items()
                if name == "Start":
                    self._start(value, at(span["start"]), at(span["end"]))
                elif name == "End":
                    self._end(value, at(span["end"]))
        covered = [(link.first, link.last) for link in self.links]
        for url in _BARE_URL.finditer(self.source):
            place = bisect_left(covered, (url.start() + 1,)) - 1
            if place < 0 or covered[place][1] <= url.start():
                self.links.append(Link(url.group(), url.start(), url.end()))
        self.links.sort(key=lambda link: link.first)
        return Outline(self.fields, tuple(self.blocks), tuple(self.links), tuple(self.images))

    def _start(self, value: Any, first: int, last: int) -> None:
        given: Any
        name, given = (value, {}) if isinstance(value, str) else next(iter(value.items()))
        if name == "MetadataBlock":
            from contentops.lint.front_fields import read_fields

            self.fields = read_fields(self.source)
        elif name == "Link":
            if not given["dest_url"].startswith("mailto:") and given["link_type"] != "Email":
                self.links.append(Link(given["dest_url"], first, last))
        elif name == "Image":
            start, end = self._visible(first, last)
            alt = self.visible.text[start:end].strip(_SPACE)
            self.images.append(Image(given["dest_url"], alt, given["title"], first, last))
        elif name == "Heading":
            self._close_item(first)
            self._add("heading", int(given["level"][1:]), first, last)
        elif name == "Paragraph":
            self._add(
                "quotation" if self.quotations else "item" if self.items else "paragraph", 0, first, last
            )
            if self.items:
                self.items[-1] = -1
        elif name == "Table":
            self._close_item(first)
            self._add("table", 0, first, last)
        elif name == "BlockQuote":
            self._close_item(first)
            self.quotations += 1
        elif name == "Item":
            self.items.append(first)
        elif name in ("List", "CodeBlock"):
            self._close_item(first)

    def _end(self, value: Any, last: int) -> None:
        name = value if isinstance(value, str) else next(iter(value))
        if name == "Item":
            self._close_item(last)
            self.items.pop()
        elif name == "BlockQuote":
            self.quotations -= 1

    def _close_item(self, last: int) -> None:
        """The open item's own text ends here: an item of a tight list has no paragraph."""
        if self.items and self.items[-1] >= 0:
            self._add("item", 0, self.items[-1], last)
            self.items[-1] = -1

    def _add(self, kind: BlockKind, level: int, first: int, last: int) -> None:
        start, end = self._visible(first, last)
        text = self.visible.text[start : min(end, start + LONGEST)]
        lead = len(text) - len(text.lstrip(_SPACE))
        last = first + len(self.source[first:last].rstrip(_SPACE))
        self.blocks.append(Block(kind, level, start + lead, text.strip(_SPACE), first, last))

    def _visible(self, first: int, last: int) -> tuple[int, int]:
        """The visible characters that stand in the source from `first` to `last`."""
        return self._visible_at(first), self._visible_at(last)

    def _visible_at(self, offset: int) -> int:
        """The first visible character that stands at this source offset or after it."""
        visible = self.visible
        piece = bisect_left(visible.sources, offset)
        if piece:
            start = visible.starts[piece - 1]
            end = visible.starts[piece] if piece < len(visible.starts) else len(visible.text)
            if not visible.widths[piece - 1]:
                inside = start + offset - visible.sources[piece - 1]
                if inside < end:
                    return inside
        return visible.starts[piece] if piece < len(visible.starts) else len(visible.text)
