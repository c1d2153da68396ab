"""What a reader sees of a file, and where each character of it stands in the source.

A `VisibleText` is one string for the whole file: markup is gone, entities are expanded, a soft line
break is a blank (nothing between Han characters, where it joins the halves of a word), characters of
no width are gone, and `PART` stands wherever two words cannot be one: between blocks, cells and list
items. A match in it may cover a word that markup or a line end has cut in two in the source.

Positions are kept as pieces rather than as one number per character: within a piece either source
and visible text run in step, or (an entity, a line break) every character stands for the whole piece.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from typing import NamedTuple

PART = "\n"
"""Parts words: no term matches across it."""

HIDDEN = "\ufffc"
"""Stands for each character that is there but not read (URLs), and for an image or code in a line."""

_NO_WIDTH_RANGES = (
    (0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F),
    (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF),
    (0xFFA0, 0xFFA0), (0x1D173, 0x1D17A), (0xE0000, 0xE007F), (0xE0100, 0xE01EF),
)  # fmt: skip
_NO_WIDTH = frozenset(chr(code) for first, last in _NO_WIDTH_RANGES for code in range(first, last + 1))
_NO_WIDTH_BASIC = tuple(sorted(char for char in _NO_WIDTH if char < "\U00010000"))
_BLANKS = frozenset(" \t")
_LATIN_TAB = re.compile(r"(?<=[!-~])\t(?=[!-~])")
_CJK_RANGES = ((0x2E80, 0x303F), (0x3400, 0x9FFF), (0xF900, 0xFAFF), (0xFF00, 0xFF60), (0x20000, 0x3FFFF))
# Sets and comparisons where expressions would be shorter: an expression with a range beyond the basic
# plane takes milliseconds to compile, and this is imported at every start.


def is_invisible(char: str) -> bool:
    """Whether a character takes no room and parts no word: joiners, marks of direction, selectors."""
    return char in _NO_WIDTH


def _find_no_width(source: str) -> tuple[str, ...]:
    """Which characters without width the text holds: a scan for each is faster than a look at every character."""
    if source.isascii():
        return ()
    found = [char for char in _NO_WIDTH_BASIC if char in source]
    if len(source.encode("utf-16-le", "surrogatepass")) != 2 * len(source):
        found += sorted((_NO_WIDTH - {*_NO_WIDTH_BASIC}).intersection(source))
    return tuple(found)


@lru_cache(maxsize=16)
def _gaps(no_width: tuple[str, ...]) -> re.Pattern[str]:
    """A blank with what is not read after it, or characters of no width."""
    chars = "".join(no_width)
    return re.compile(f"[ \t][ \t{chars}]+|[{chars}]+" if chars else "[ \t][ \t]+")


def _blank_tabs(run: str) -> str:
    """The run with a blank for a tab between Latin words; beside Chinese it is a table's and stays."""
    return _LATIN_TAB.sub(" ", run) if "\t" in run else run


def _is_cjk(char: str) -> bool:
    code = ord(char)
    return any(first <= code <= last for first, last in _CJK_RANGES)


class VisibleText(NamedTuple):
    """The text as read, with the map back to the source.

    Piece `i` of the text begins at `starts[i]` and stands at `sources[i]` of the source. Where
    `widths[i]` is 0 both run in step; otherwise the whole piece stands for that many characters.
    """

    text: str
    starts: list[int]
    sources: list[int]
    widths: list[int]

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """The source offsets that the visible characters `start` to `end` (exclusive) came from."""
        first = bisect_right(self.starts, start) - 1
        source_start = self.sources[first]
        if not self.widths[first]:
            source_start += start - self.starts[first]
        last = bisect_right(self.starts, end - 1) - 1
        source_end = self.sources[last]
        source_end += self.widths[last] or end - self.starts[last]
        return source_start, source_end


class VisibleBuilder:
    """Collects the visible pieces of a source in reading order."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._parts: list[str] = []
        self._starts: list[int] = []
        self._sources: list[int] = []
        self._widths: list[int] = []
        self._length = 0
        self._last = PART
        self._next = -1  # where the source goes on if the next piece only continues the last one
        self._pending_break: tuple[int, int] | None = None
        self._no_width = _find_no_width(source)

    def add(self, start: int, end: int) -> None:
        """The source from `start` to `end` is read as it stands."""
        if end > start:
            self.add_run(self._source[start:end], start)

    def add_run(self, run: str, start: int) -> None:
        """`run`, which stands in the source at `start`, is read as it stands. It is not empty."""
        if self._pending_break is not None:
            self._resolve_break(run)
        if "  " in run or "\t" in run:
            self._add_without_gaps(run, start)
            return
        for char in self._no_width:
            if char in run:
                self._add_without_gaps(run, start)
                return
        # As `_push`, which a call for every run would make noticeably slower.
        if start != self._next:
            self._starts.append(self._length)
            self._sources.append(start)
            self._widths.append(0)
        length = len(run)
        self._next = start + length
        self._length += length
        self._parts.append(run)
        self._last = run[-1]

    def _add_without_gaps(self, run: str, start: int) -> None:
        """Push the run without characters of no width and without the second of two blanks."""
        cursor = len(run) - len(run.lstrip(" \t")) if self._last in _BLANKS else 0
        for gap in _gaps(self._no_width).finditer(run, cursor):
            end = gap.start() + (run[gap.start()] in _BLANKS)
            if end > cursor:
                self._push(_blank_tabs(run[cursor:end]), start + cursor, 0)
            cursor = gap.end()
        if cursor < len(run):
            self._push(_blank_tabs(run[cursor:]), start + cursor, 0)

    def add_expanded(self, text: str, start: int, end: int) -> None:
        """`text` is read where the source has something else (an entity)."""
        text = "".join(char for char in text if char not in _NO_WIDTH)
        if not text:
            return
        if self._pending_break is not None:
            self._resolve_break(text)
        self._push(text, start, end - start)

    def hide(self, start: int, end: int) -> None:
        """Something that is no text stands here (code, an image, a URL): no word continues past it."""
        self._pending_break = None
        self._push(HIDDEN, start, end - start)

    def soft_break(self, start: int, end: int) -> None:
        """A line ends inside a paragraph."""
        self._pending_break = (start, end)

    def needs_part(self) -> bool:
        """Whether a `PART` here would part anything; otherwise only a pending line break is dropped."""
        self._pending_break = None
        return self._last != PART

    def part(self, at: int) -> None:
        """A block, cell or line ends at the source offset `at`."""
        self._pending_break = None
        if self._last != PART:
            self._push(PART, at, 1)

    def _resolve_break(self, following: str) -> None:
        start, end = self._pending_break or (0, 0)
        self._pending_break = None
        if self._last.isspace() or following[0].isspace():
            return
        if self._last == "-" and following[0].isalpha():  # a compound broken at its hyphen
            return
        if not (_is_cjk(self._last) and _is_cjk(following[0])):
            self._push(" ", start, end - start)

    def _push(self, text: str, source: int, width: int) -> None:
        if width or source != self._next:  # otherwise it only goes on with the piece before
            self._starts.append(self._length)
            self._sources.append(source)
            self._widths.append(width)
        self._next = -1 if width else source + len(text)
        self._parts.append(text)
        self._length += len(text)
        self._last = text[-1]

    def build(self) -> VisibleText:
        """The collected text, its URLs and mail addresses hidden."""
        self.part(len(self._source))
        return VisibleText(hide_addresses("".join(self._parts)), self._starts, self._sources, self._widths)


# Addresses end at the first character that is no ASCII: `https://a.example/b，国家级` and
# `https://a.example/b国家级` go on in Chinese. Only directly after a slash it is the path's, to a blank or mark,
# and directly after the host only when the path goes on: `https://a.example/了解国家级平台` is a sentence.
# Their last character is no punctuation, which belongs to the sentence.
_ADDRESS_REST = (
    r"[!#-;=?-~]*[#-&+\-/-9=@-Z_a-z~]"
    r"((?<=/)[\u3400-\u9fff][#-&*+\--:=?-Z_a-z~\u3400-\u9fff]{0,200}(?<=[#-&+\-/-9=@-Z_a-z~\u3400-\u9fff]))?"
)
_ADDRESSES = (
    ("://", "://" + _ADDRESS_REST, r"[A-Za-z][A-Za-z0-9+.-]{0,15}\Z"),
    ("www.", r"www\." + _ADDRESS_REST, r"(?<![\w.])\Z"),
    ("@", r"@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,5}", r"[A-Za-z0-9._%+-]{1,64}\Z"),
)
"""A mark that every such address has, the address from there on, and what must stand before the mark."""


_GOES_ON = re.compile(r"[/?#]|\.[A-Za-z0-9]")


def _address_end(match: re.Match[str]) -> int:
    """Where the address ends; the group is the Chinese of its path and what follows."""
    if not match.lastindex:
        return match.end()
    before = match.string[match.start() : match.start(1)].removeprefix("://")
    goes_on = before.count("/") > 1 or _GOES_ON.search(match.group(1))
    return match.end() if goes_on else match.start(1)


def hide_addresses(text: str) -> str:
    """The text with every bare URL and mail address overwritten, character for character."""
    spans: list[tuple[int, int]] = []
    for mark, rest, before in _ADDRESSES:
        if mark not in text:
            continue
        for match in re.finditer(rest, text):
            offset = max(0, match.start() - 64)
            lead = re.search(before, text[offset : match.start()])
            if lead:
                spans.append((offset + lead.start(), _address_end(match)))
    if not spans:
        return text
    pieces: list[str] = []
    cursor = 0
    for start, end in sorted(spans):
        if end > cursor:
            first = max(start, cursor)
            pieces += [text[cursor:first], HIDDEN * (end - first)]
            cursor = end
    return "".join([*pieces, text[cursor:]])
