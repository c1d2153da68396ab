"""What a reader sees of plain text: everything.

Lines broken by a program at its margin are joined, because they cut words; a line that is short, or
ends a sentence, or is followed by something like a list item, ends where it ends.
"""

from __future__ import annotations

import re

from contentops.lint.visible import VisibleBuilder, VisibleText

_LINE = re.compile(r"([^\r\n]*)(\r\n|\n|\r|\Z)")
_NEW_THOUGHT = re.compile(
    r"[ \t\u3000]*(?:\Z|[-*+•·#>|【\[（(]|[0-9０-９一二三四五六七八九十]{1,3}[.、．)）])|[ \t\u3000]{2,}"
)
_FULL_STOP = re.compile(r"[.。!！?？:：;；…”」』）)]\s*\Z")
_WRAPPED_CELLS = 40
"""A line is taken for wrapped from this width on: half of the 80 columns of terminals and mail."""


def read_plain(source: str) -> VisibleText:
    """The visible text of a plain-text file, with its map to the source."""
    builder = VisibleBuilder(source)
    cursor = 1 if source.startswith("\ufeff") else 0
    while cursor < len(source):
        line = _LINE.match(source, cursor)
        if line is None:  # cannot be: the pattern matches the empty string
            break
        builder.add(cursor, line.end(1))
        if _goes_on(line.group(1), source, line.end()):
            builder.soft_break(line.start(2), line.end(2))
        else:
            builder.part(line.start(2))
        cursor = line.end()
    return builder.build()


def _goes_on(line: str, source: str, following: int) -> bool:
    if len(line) < _WRAPPED_CELLS // 2:
        return False
    cells = (
        len(line) if line.isascii() else len(line) + sum(char > "\u2e7f" for char in line[:_WRAPPED_CELLS])
    )
    if cells < _WRAPPED_CELLS or _FULL_STOP.search(line[-8:]):
        return False
    return not _NEW_THOUGHT.match(source[following : following + 16].partition("\n")[0])
