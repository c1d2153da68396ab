"""What a reader sees of plain text: everything.

Lines broken by a program at its margin are joined, because they cut words; a line that is short, or
ends a sentence, or is followed by something like a list item, ends where it ends.
"""

from __future__ import annotations

import re

from contentops.lint.visible import VisibleBuilder, VisibleText

_NEW_THOUGHT = re.compile(
    r"[ \t\u3000]*(?:\Z|[-*+•·#>|【\[（(]|[0-9０-９一二三四五六七八九十]{1,3}[.、．)）])|[ \t\u3000]{2,}"
)
_FULL_STOP = re.compile(r"[.。!！?？:：;；…”」』）)]\s*\Z")
_WRAPPED_CELLS = 40
"""A line is taken for wrapped from this width on: half of the 80 columns of terminals and mail."""


def read_plain(source: str) -> VisibleText:
    """The visible text of a plain-text file, with its map to the source."""
    builder = VisibleBuilder(source.replace("\r", "\n"))  # each ends a line; offsets stay
    start = 1 if source.startswith("\ufeff") else 0  # lines from here on are added together
    cursor = start
    for line in source[start:].split("\n"):
        end = cursor + len(line)
        following = end + 1
        words = line.removesuffix("\r")
        if len(words) >= _WRAPPED_CELLS // 2 and _goes_on(words, source, following):
            builder.add(start, cursor + len(words))
            builder.soft_break(cursor + len(words), following)
            start = following
        cursor = following
    builder.add(start, len(source))
    return builder.build()


def _goes_on(line: str, source: str, following: int) -> bool:
    if following > len(source) or "\r" in line or _FULL_STOP.search(line[-8:]):
        return False
    if len(line) < _WRAPPED_CELLS:
        cells = len(line) + sum(char > "\u2e7f" for char in line)
        if cells < _WRAPPED_CELLS:
            return False
    end = source.find("\n", following, following + 16)
    return not _NEW_THOUGHT.match(source[following : end if end >= 0 else following + 16])
