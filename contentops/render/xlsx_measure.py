"""How much room a text takes in a cell: programs do not fit the rows of a file that they did not write themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from contentops.text_width import display_width

_DIGIT = 5.25
"""Points that a column is wide for each digit of its width (7 pixels, Arial at 10 points)."""
_PADDING = 5.0
_WIDTHS = {
    191: "'", 222: "ijl", 260: "|", 278: " !,./:;I[\\]ft", 333: "()-`r", 334: "{}", 355: '"', 389: "*",
    469: "^", 500: "Jckysvxz", 556: "#$0123456789?L_abdeghnopqu", 584: "+<=>~", 611: "FTZ",
    667: "&ABEKPSVXY", 722: "CDHNRUw", 778: "GOQ", 833: "Mm", 889: "%", 944: "W", 1015: "@",
}  # fmt: skip
"""Thousandths of the size: Helvetica's widths, which Arial and Liberation Sans share."""
_EM = {ord(char): width / 1000 for width, chars in _WIDTHS.items() for char in chars}
_WORDS = re.compile(r" +|[!-~\u00a1-\u024f\u2010-\u2027]+|.", re.DOTALL)
"""What is not divided at the end of a line: a word of an alphabet; others may end after any character."""
_COLUMN = 0.5
"""A column of the terminal in ems: a Chinese character is two."""
_WIDER = 1.02
"""Fonts for Chinese have slightly wider letters; and no two programs round alike."""


def lines_in(text: str, width: float, size: float = 10) -> int:
    """How many lines a wrapped cell of `width` digits takes in a font of `size` points."""
    room = max((width * _DIGIT - _PADDING) / (size * _WIDER), 2.0)
    return sum(_lines(line, room) for line in text.split("\n"))


def _lines(text: str, room: float) -> int:
    lines, used = 1, 0.0
    for word, ems in _words(text):
        if used + ems <= room:
            used += ems
        elif word == " ":
            continue  # a blank at the end of a line takes no room
        elif ems > room:
            # A word longer than a line begins on the next one and is divided.
            lines += int(ems / room) + (used > 0)
            used = ems % room
        else:
            lines, used = lines + 1, ems
    return lines


def _words(text: str) -> Iterator[tuple[str, float]]:
    for word in _WORDS.findall(text):
        yield word[:1], _ems(word)


@lru_cache(maxsize=10_000)
def _ems(word: str) -> float:
    return sum(_EM.get(ord(char)) or max(display_width(char) * _COLUMN, 0.0) for char in word)
