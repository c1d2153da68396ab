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
from dataclasses import dataclass

PART = "\n"
"""Parts words: no term matches across it."""

HIDDEN = "\ufffc"
"""Stands for each character that is there but not read (URLs), and for an image or code in a line."""

_NO_WIDTH = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_SKIPPED = re.compile(f"[{_NO_WIDTH}]+(?:(?<=[ \t])[ \t]+)?|(?<=[ \t])[ \t]+")
_ANY_NO_WIDTH = re.compile(f"[{_NO_WIDTH}]")
_HAN_LIKE = re.compile("[\u2e80-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uff60\U00020000-\U0003ffff]")


def is_invisible(char: str) -> bool:
    """Whether a character takes no room and parts no word: joiners, marks of direction, selectors."""
    return _ANY_NO_WIDTH.match(char) is not None


@dataclass(frozen=True, slots=True)
class VisibleText:
    """The text as read, with the map back to the source."""

    text: str
    _starts: list[int]
    _sources: list[int]
    _widths: list[int]

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """The source offsets that the visible characters `start` to `end` (exclusive) came from."""
        first = bisect_right(self._starts, start) - 1
        source_start = self._sources[first]
        if not self._widths[first]:
            source_start += start - self._starts[first]
        last = bisect_right(self._starts, end - 1) - 1
        source_end = self._sources[last]
        source_end += self._widths[last] or end - self._starts[last]
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
        self._pending_break: tuple[int, int] | None = None
        self._has_no_width = _ANY_NO_WIDTH.search(source) is not None

    def add(self, start: int, end: int) -> None:
        """The source from `start` to `end` is read as it stands."""
        run = self._source[start:end]
        if not run:
            return
        if self._pending_break is not None:
            self._resolve_break(run)
        if (self._has_no_width and _ANY_NO_WIDTH.search(run)) or "  " in run or "\t" in run:
            self._add_without_gaps(run, start)
        else:
            self._push(run, start, 0)

    def _add_without_gaps(self, run: str, start: int) -> None:
        cursor = 0
        for gap in _SKIPPED.finditer(run):
            if gap.start() > cursor:
                self._push(run[cursor : gap.start()], start + cursor, 0)
            cursor = gap.end()
        if cursor < len(run):
            self._push(run[cursor:], start + cursor, 0)

    def add_expanded(self, text: str, start: int, end: int) -> None:
        """`text` is read where the source has something else (an entity)."""
        text = _ANY_NO_WIDTH.sub("", text)
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
        if not (_HAN_LIKE.match(self._last) and _HAN_LIKE.match(following)):
            self._push(" ", start, end - start)

    def _push(self, text: str, source: int, width: int) -> None:
        self._parts.append(text)
        self._starts.append(self._length)
        self._sources.append(source)
        self._widths.append(width)
        self._length += len(text)
        self._last = text[-1]

    def build(self) -> VisibleText:
        """The collected text, its URLs and mail addresses hidden."""
        self.part(len(self._source))
        return VisibleText(hide_addresses("".join(self._parts)), self._starts, self._sources, self._widths)


# Addresses end at the first character that is no ASCII: `https://a.example/b，国家级` goes on in Chinese.
# Their last character is no punctuation, which belongs to the sentence.
_ADDRESS_REST = r"[!#-;=?-~]*[#-&+\-/-9=@-Z_a-z~]"
_URL = re.compile("://" + _ADDRESS_REST)
_WWW = re.compile(r"www\." + _ADDRESS_REST)
_MAIL = re.compile(r"@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,5}")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,15}\Z")
_MAILBOX = re.compile(r"[A-Za-z0-9._%+-]{1,64}\Z")
_NOTHING = re.compile(r"(?<![\w.])\Z")


def hide_addresses(text: str) -> str:
    """The text with every bare URL and mail address overwritten, character for character."""
    spans: list[tuple[int, int]] = []
    for mark, rest, before in (("://", _URL, _SCHEME), ("www.", _WWW, _NOTHING), ("@", _MAIL, _MAILBOX)):
        if mark not in text:
            continue
        for match in rest.finditer(text):
            offset = max(0, match.start() - 64)
            lead = before.search(text[offset : match.start()])
            if lead:
                spans.append((offset + lead.start(), match.end()))
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
