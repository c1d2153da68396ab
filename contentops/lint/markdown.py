"""What a reader sees of Markdown (CommonMark with GitHub's tables, strikethrough, footnotes, task lists).

Read: prose, headings, list items, table cells, link texts, alt texts, the values of front-matter fields
that are printed. Not read: code, link destinations, URLs, HTML tags and comments, front-matter keys.
The parser gives byte ranges; one cursor turns them into code-point offsets on the way.
"""

from __future__ import annotations

from typing import Any

from pyromark import Options, events_with_range

from contentops.lint.visible import VisibleBuilder, VisibleText

_OPTIONS = (
    Options.ENABLE_TABLES
    | Options.ENABLE_STRIKETHROUGH
    | Options.ENABLE_FOOTNOTES
    | Options.ENABLE_TASKLISTS
    | Options.ENABLE_GFM
    | Options.ENABLE_YAML_STYLE_METADATA_BLOCKS
)

_DRESSING = frozenset(("Emphasis", "Strong", "Strikethrough", "Superscript", "Subscript"))
"""Inline markup that leaves a word whole."""

_ADDRESS_LINKS = ("Autolink", "Email")


def read_markdown(source: str) -> VisibleText:
    """The visible text of a Markdown file, with its map to the source.

    A byte order mark before the first character is skipped. `source` must not hold lone surrogates.
    """
    reader = _Reader(source, 1 if source.startswith("\ufeff") else 0)
    return reader.read()


class _Reader:
    def __init__(self, source: str, offset: int) -> None:
        self.source = source
        self.builder = VisibleBuilder(source)
        self.text = source[offset:]
        self.data = self.text.encode("utf-8")
        self.ascii = len(self.data) == len(self.text)
        self.byte = 0
        self.char = offset
        self.offset = offset
        self.hidden = 0
        self.html_start = -1
        self.html_end = -1
        self.link_end = -1

    def at(self, byte: int) -> int:
        """The source offset of a byte; cheap for bytes near the last one asked for."""
        if self.ascii:
            return byte + self.offset
        if byte > self.byte:
            self.char += len(self.data[self.byte : byte].decode("utf-8", "ignore"))
            self.byte = byte
        elif byte < self.byte:
            self.char -= len(self.data[byte : self.byte].decode("utf-8", "ignore"))
            self.byte = byte
        return self.char

    def read(self) -> VisibleText:
        """Walk the parser's events once."""
        for event, span in events_with_range(self.text, options=_OPTIONS, merge_text=False):
            if isinstance(event, str):
                self._mark(event, span["start"], span["end"])
                continue
            tagged: Any = event  # the parser's types tell each kind apart; here one pair at a time is read
            [(kind, value)] = tagged.items()
            if kind == "Text":
                if not self.hidden:
                    self._text(value, span["start"], span["end"])
            elif kind == "Start":
                self._start(value, span["start"], span["end"])
            elif kind == "End":
                self._end(value, span["start"], span["end"])
            elif kind == "InlineHtml":
                self._inline_html(span["start"], span["end"])
            elif kind == "Code" and not self.hidden:
                self.builder.hide(self.at(span["start"]), self.at(span["end"]))
        return self.builder.build()

    def _text(self, value: str, first: int, last: int) -> None:
        start = self.at(first)
        end = self.at(last)
        if end - start == len(value):
            self.builder.add(start, end)
        else:
            self.builder.add_expanded(value, start, end)

    def _mark(self, kind: str, first: int, last: int) -> None:
        if self.hidden:
            return
        if kind == "SoftBreak":
            self.builder.soft_break(self.at(first), self.at(last))
        elif kind in ("HardBreak", "Rule"):
            self.builder.part(self.at(first))

    def _start(self, value: Any, first: int, last: int) -> None:
        name = value if isinstance(value, str) else next(iter(value))
        if name in _DRESSING:
            return
        if name == "Link":
            self._start_link(value["Link"]["link_type"], first)
            return
        if name == "HtmlBlock":
            from contentops.lint.html_text import add_html

            self.builder.part(self.at(first))
            add_html(self.builder, self.source, self.at(first), self.at(last))
        elif name == "MetadataBlock":
            self._front_matter(self.at(first), self.at(last))
        if name in ("HtmlBlock", "MetadataBlock", "CodeBlock"):
            self.hidden += 1
        self.builder.part(self.at(first))

    def _start_link(self, link_type: str, first: int) -> None:
        if link_type in _ADDRESS_LINKS:
            self.hidden += 1
        elif self.link_end == first:
            self.builder.part(self.at(first))  # two links side by side are two things

    def _end(self, value: Any, first: int, last: int) -> None:
        name = value if isinstance(value, str) else next(iter(value))
        if name in _DRESSING:
            return
        if name == "Link":
            self.link_end = last
            if self.hidden and self.data[first : first + 1] == b"<":
                self.hidden -= 1
                self.builder.hide(self.at(first), self.at(last))
            return
        if name in ("HtmlBlock", "MetadataBlock", "CodeBlock"):
            self.hidden -= 1
        if not self.hidden:
            self.builder.part(self.at(last))

    def _front_matter(self, start: int, end: int) -> None:
        from contentops.lint.front_matter import add_front_matter

        first_line = self.source.find("\n", start, end)
        if first_line >= 0:
            add_front_matter(self.builder, self.source, first_line + 1, max(first_line + 1, end - 3))

    def _inline_html(self, first: int, last: int) -> None:
        if not self.hidden:
            from contentops.lint.html_text import add_tag

            add_tag(self.builder, self.source, self.at(first), self.at(last))
