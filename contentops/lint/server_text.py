"""A text as an editor changes it: positions in the units of the client, lines as the protocol has them.

A line ends at LF, CRLF or CR and at nothing else; positions count UTF-8 bytes, UTF-16 units or code points, as was
agreed. A position inside a character is that of its beginning, one past the end of a line is that end, as
the protocol wants it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from typing import Literal

Encoding = Literal["utf-8", "utf-16", "utf-32"]
Place = tuple[int, int]
"""Line and character, both from 0, the character in units of the client."""

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+\Z")
_CODECS = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}


class EditorText:
    """One open document; changes are made to its lines, so that a change costs what it changes."""

    def __init__(self, text: str, encoding: Encoding = "utf-16") -> None:
        self._encoding = encoding
        self._lines: list[str] = []
        self._text: str | None = text
        self._starts: list[int] = []
        self.replace(text)

    @property
    def text(self) -> str:
        """The whole text as it is now."""
        if self._text is None:
            self._text = "".join(self._lines)
        return self._text

    def replace(self, text: str) -> None:
        """The client sends the whole text."""
        self._lines = _split(text)
        self._text = text
        self._starts = []

    def change(self, start: Place, end: Place, text: str) -> None:
        """What stands between two places becomes `text`."""
        first, last = sorted((self._clamp(start), self._clamp(end)))
        before = self._lines[first[0]][: first[1]]
        after = self._lines[last[0]][last[1] :]
        # The lines beside it too: what is put in may join a CR and a LF that stood apart.
        low = max(first[0] - 1, 0)
        high = min(last[0] + 2, len(self._lines))
        above = "".join(self._lines[low : first[0]])
        below = "".join(self._lines[last[0] + 1 : high])
        changed = _split(above + before + text + after + below)
        if high < len(self._lines):
            changed.pop()  # the empty line after a line end stands only at the end of the text
        self._lines[low:high] = changed
        self._text = None
        self._starts = []

    def offset(self, place: Place) -> int:
        """The code-point offset of a place."""
        line, column = self._clamp(place)
        return self._line_starts()[line] + column

    def place(self, offset: int) -> Place:
        """The place of a code-point offset."""
        starts = self._line_starts()
        line = max(bisect_right(starts, offset) - 1, 0)
        return line, self._units(self._lines[line][: offset - starts[line]])

    def line_span(self, line: int) -> tuple[int, int]:
        """The code-point offsets at which a line begins and ends, without its line end."""
        line = min(max(line, 0), len(self._lines) - 1)
        start = self._line_starts()[line]
        return start, start + len(self._lines[line].rstrip("\r\n"))

    def _line_starts(self) -> list[int]:
        if not self._starts:
            self._starts = [0, *accumulate(map(len, self._lines[:-1]))]
        return self._starts

    def _clamp(self, place: Place) -> tuple[int, int]:
        """The line and the column in code points."""
        number, character = place
        if number >= len(self._lines):
            return len(self._lines) - 1, len(self._lines[-1])
        if number < 0:
            return 0, 0
        line = self._lines[number].rstrip("\r\n")
        return number, self._column(line, max(character, 0))

    def _units(self, text: str) -> int:
        if self._encoding == "utf-32" or text.isascii():
            return len(text)
        codec, width = _CODECS[self._encoding]
        return len(text.encode(codec, "surrogatepass")) // width

    def _column(self, line: str, character: int) -> int:
        if self._encoding == "utf-32" or line.isascii():
            return min(character, len(line))
        codec, width = _CODECS[self._encoding]
        data = line.encode(codec, "surrogatepass")
        cut = character * width
        if cut >= len(data):
            return len(line)
        if width == 1:
            while data[cut] & 0xC0 == 0x80:
                cut -= 1
        elif cut and 0xDC <= data[cut + 1] <= 0xDF and 0xD8 <= data[cut - 1] <= 0xDB:
            cut -= width
        return len(data[:cut].decode(codec, "surrogatepass"))


def _split(text: str) -> list[str]:
    """The lines with their ends; the last has none, and may be empty."""
    lines = _LINE.findall(text)
    if not lines or lines[-1].endswith(("\r", "\n")):
        lines.append("")
    return lines
