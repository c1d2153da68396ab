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
_UNREAD_BLOCKS = ("HtmlBlock", "MetadataBlock", "CodeBlock")


def read_markdown(source: str) -> VisibleText:
    """The visible text of a Markdown file, with its map to the source.

    A byte order mark before the first character is skipped. `source` must not hold lone surrogates.
    """
    reader = _Reader(source, 1 if source.startswith("\ufeff") else 0)
    return reader.read()


class _Reader:
    """Walks the parser's events once. The loops are written for speed: ten megabytes have half a million."""

    def __init__(self, source: str, offset: int) -> None:
        self.source = source
        self.builder = VisibleBuilder(source)
        self.text = source[offset:]
        self.data = self.text.encode("utf-8")
        self.byte = 0
        self.char = offset
        self.hidden = 0
        self.link_end = -1

    def at(self, byte: int) -> int:
        """The source offset of a byte; cheap for bytes near the last one asked for."""
        known = self.byte
        if byte > known:
            self.char += len(self.data[known:byte].decode("utf-8", "ignore"))
        elif byte < known:
            self.char -= len(self.data[byte:known].decode("utf-8", "ignore"))
        self.byte = byte
        return self.char

    def read(self) -> VisibleText:
        """The visible text."""
        add_run = self.builder.add_run
        others = {"Start": self._start, "End": self._end, "InlineHtml": self._inline_html, "Code": self._code}
        for event, span in events_with_range(self.text, options=_OPTIONS, merge_text=False):
            if isinstance(event, str):
                self._mark(event, span["start"], span["end"])
                continue
            [kind] = event
            value: Any = event[kind]  # type: ignore[literal-required]
            if kind != "Text":
                if kind in others:
                    others[kind](value, span["start"], span["end"])
            elif not self.hidden:
                first = span["start"]
                last = span["end"]
                start = self.char if first == self.byte else self.at(first)
                if last - first == len(value.encode()):
                    self.byte = last
                    self.char = start + len(value)
                    add_run(value, start)
                else:
                    self.builder.add_expanded(value, start, self.at(last))
        return self.builder.build()

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
        if name in _DRESSING:
            return
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
        if name in _DRESSING:
            return
        if name == "Link":
            self.link_end = last
            if self.hidden and self.data[first : first + 1] == b"<":
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
        from contentops.lint.front_matter import add_front_matter

        first_line = self.source.find("\n", start, end)
        if first_line >= 0:
            add_front_matter(self.builder, self.source, first_line + 1, max(first_line + 1, end - 3))
