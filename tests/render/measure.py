"""Terminal columns measured without the code under test: straight from Unicode's tables."""

from __future__ import annotations

import re
import unicodedata

_COLOUR = re.compile("\x1b\\[[0-9]*m")
_JOINED = re.compile("\u200d.\ufe0f?|(?<=[\U0001f300-\U0001faff])[\U0001f3fb-\U0001f3ff]")


def without_colour(text: str) -> str:
    """`text` without the codes that colour it."""
    return _COLOUR.sub("", text)


def columns(line: str) -> int:
    """Columns of a line: wide characters 2, marks 0; what is joined is drawn in the first one's place."""
    line = _JOINED.sub("", without_colour(line))
    total = 0
    for index, mark in enumerate(line):
        if mark == "\ufe0f":
            narrow = index > 0 and unicodedata.east_asian_width(line[index - 1]) not in "WF"
            total += int(narrow and unicodedata.combining(line[index - 1]) == 0)
        elif unicodedata.category(mark) not in ("Mn", "Me", "Cf"):
            total += 2 if unicodedata.east_asian_width(mark) in "WF" else 1
    return total
