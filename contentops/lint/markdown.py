"""What a reader sees of Markdown (CommonMark with GitHub's tables, strikethrough, footnotes, task lists).

Read: prose, headings, list items, table cells, link texts, alt texts, the values of front-matter fields
that are printed. Not read: code, link destinations, URLs, HTML tags and comments, front-matter keys.
The parser gives byte ranges. It is given a stand-in of the text in which every character is one byte, so
that its ranges are code-point offsets and nothing has to be counted.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, AnyStr

from pyromark import Options, events_with_range

from contentops.lint.visible import VisibleBuilder, VisibleText

_OPTIONS = (
    Options.ENABLE_TABLES
    | Options.ENABLE_STRIKETHROUGH
    | Options.ENABLE_FOOTNOTES
    | Options.ENABLE_TASKLISTS
    | Options.ENABLE_GFM
    | Options.ENABLE_YAML_STYLE_METADATA_BLOCKS
    | Options.ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS
)

_DRESSING = frozenset(("Emphasis", "Strong", "Strikethrough", "Superscript", "Subscript"))
"""Inline markup that leaves a word whole."""

_ADDRESS_LINKS = ("Autolink", "Email")
_UNREAD_BLOCKS = ("HtmlBlock", "MetadataBlock", "CodeBlock")


def read_markdown(source: str) -> VisibleText:
    """The visible text of a Markdown file, with its map to the source.

    A byte order mark before the first character is skipped. `source` must not hold lone surrogates.
    """
    reader = _Reader(source, 1 if source.startswith("\ufeff") else 0)
    return reader.read()


_LIST_MARKS = (b". ", b".\n", b".\r", b".\t", b") ", b")\n", b")\r", b")\t")


def stand_in(text: str) -> str:
    """A text of as many bytes as `text` has characters that a Markdown parser reads the same way.

    What is not ASCII becomes a digit: to Markdown a digit is as ordinary as any Chinese character, ends no
    tag name and no address.
    """
    if text.isascii():
        return text
    data = bytearray(text.encode("ascii", "replace").replace(b"?", b"0"))
    for at in _places(text, "?"):
        data[at] = ord("?")
    for mark in _LIST_MARKS:
        for at in _places(data, mark):
            _spoil_number(text, data, at)
    for delimiter in "*_~":
        last = -1
        for at in _places(text, delimiter):
            if at >= last:
                last = at + 1
                while last < len(text) and text[last] == delimiter:
                    last += 1
                _show_punctuation(text, data, at - 1, last)
    return data.decode("ascii")


def _places(text: AnyStr | bytearray, part: AnyStr) -> Iterator[int]:
    """Where `part` stands: for what is rare this is many times as fast as an expression."""
    at = text.find(part)  # type: ignore[arg-type]
    while at >= 0:
        yield at
        at = text.find(part, at + 1)  # type: ignore[arg-type]


def _spoil_number(text: str, data: bytearray, end: int) -> None:
    """`国. ` begins no list."""
    for at in range(end - 1, max(-1, end - 11), -1):
        if not text[at].isascii():
            data[at] = ord("x")
            return
        if not text[at].isdigit():
            return


def _show_punctuation(text: str, data: bytearray, before: int, after: int) -> None:
    """Let the punctuation beside asterisks or underscores be seen, on which depends what they mean.

    Except in `国**“家”**级`: there the standard sees no bold text because of the quotation marks, but its
    author meant it, and many programs show it so.
    """
    last = text[before] if before >= 0 else " "
    first = text[after] if after < len(text) else " "
    if last.isascii() and first.isascii():
        return
    bold = data[after - 1] != ord("_")
    if not (first.isascii() or first.isalnum() or (bold and last.isalnum())):
        data[after] = ord(",")
    escaped = before > 0 and text[before - 1] == "\\"
    if not (last.isascii() or last.isalnum() or escaped or (bold and first.isalnum())):
        data[before] = ord(",")


class _Reader:
    """Walks the parser's events once. The loop is written for speed: ten megabytes have half a million."""

    def __init__(self, source: str, offset: int) -> None:
        self.source = source
        self.offset = offset
        self.builder = VisibleBuilder(source)
        self.text = source[offset:] if offset else source
        self.hidden = 0
        self.link_end = -1

    def at(self, byte: int) -> int:
        """The source offset of a byte of the stand-in."""
        return byte + self.offset

    def read(self) -> VisibleText:
        """The visible text."""
        source, offset, builder = self.source, self.offset, self.builder
        add_run, dressing = builder.add_run, _DRESSING
        for event, span in events_with_range(stand_in(self.text), options=_OPTIONS, merge_text=False):
            if isinstance(event, str):
                self._mark(event, span["start"], span["end"])
                continue
            text: Any = event.get("Text")
            if text is not None:
                if not self.hidden:
                    start = span["start"] + offset
                    end = span["end"] + offset
                    run = source[start:end]
                    if end - start == len(text) or not run.isascii():
                        add_run(run, start)
                    else:
                        builder.add_expanded(text, start, end)
                continue
            kind: str
            value: Any
            [(kind, value)] = event.items()
            if kind == "Start":
                if not (isinstance(value, str) and value in dressing):
                    self._start(value, span["start"], span["end"])
            elif kind == "End":
                if not (isinstance(value, str) and value in dressing):
                    self._end(value, span["start"], span["end"])
            elif kind == "Code":
                self._code(value, span["start"], span["end"])
            elif kind == "InlineHtml":
                self._inline_html(value, span["start"], span["end"])
        return builder.build()

    def _mark(self, kind: str, first: int, last: int) -> None:
        if self.hidden:
            return
        if kind == "SoftBreak":
            self.builder.soft_break(self.at(first), self.at(last))
        elif kind in ("HardBreak", "Rule"):
            self._part(first)

    def _part(self, byte: int) -> None:
        if self.builder.needs_part():
            self.builder.part(self.at(byte))

    def _start(self, value: Any, first: int, last: int) -> None:
        name = value if isinstance(value, str) else next(iter(value))
        if name == "Link":
            self._start_link(value["Link"]["link_type"], first)
            return
        if name == "HtmlBlock":
            self._html_block(first, last)
        elif name == "MetadataBlock":
            self._front_matter(self.at(first), self.at(last))
        if name in _UNREAD_BLOCKS:
            self.hidden += 1
        self._part(first)

    def _start_link(self, link_type: str, first: int) -> None:
        if link_type in _ADDRESS_LINKS:
            self.hidden += 1
        elif self.link_end == first:
            self._part(first)  # two links side by side are two things

    def _end(self, value: Any, first: int, last: int) -> None:
        name = value if isinstance(value, str) else next(iter(value))
        if name == "Link":
            self.link_end = last
            if self.hidden and self.text[first] == "<":
                self.hidden -= 1
                self.builder.hide(self.at(first), self.at(last))
            return
        if name in _UNREAD_BLOCKS:
            self.hidden -= 1
        if not self.hidden:
            self._part(last)

    def _code(self, _value: str, first: int, last: int) -> None:
        if not self.hidden:
            self.builder.hide(self.at(first), self.at(last))

    def _inline_html(self, _value: str, first: int, last: int) -> None:
        if not self.hidden:
            from contentops.lint.html_text import add_tag

            add_tag(self.builder, self.source, self.at(first), self.at(last))

    def _html_block(self, first: int, last: int) -> None:
        from contentops.lint.html_text import add_html

        self._part(first)
        add_html(self.builder, self.source, self.at(first), self.at(last))

    def _front_matter(self, start: int, end: int) -> None:
        first_line = self.source.find("\n", start, end)
        if first_line < 0:
            return
        if self.source.startswith("+++", start):
            from contentops.lint.inputs.toml_front_matter import add_toml_front_matter as add
        else:
            from contentops.lint.front_matter import add_front_matter as add
        add(self.builder, self.source, first_line + 1, max(first_line + 1, end - 3))
