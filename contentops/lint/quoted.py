"""What stands in quotation marks: somebody else's words, or a name."""

from __future__ import annotations

import re
from collections.abc import Sequence

_PAIRS = {"“": "”", "「": "」", "『": "』", "«": "»", "„": "“", "《": "》"}
_MARK = re.compile("[“「『«„《\"]|(?<![^\\s(（—–-])[‘']")
_CLOSING_SINGLE = {"‘": re.compile("’(?!\\w)"), "'": re.compile("(?<=[^\\s])'(?!\\w)")}


def quoted_spans(text: str) -> list[tuple[int, int]]:
    """The spans in quotation marks (outermost, marks included) of one paragraph.

    A quotation that is not closed goes on to the end: a speech over several paragraphs opens each of
    them and closes the last.
    """
    spans = []
    cursor = 0
    unclosed: set[str] = set()  # tried once: what has no closing mark from here has none from further on
    while (mark := _MARK.search(text, cursor)) is not None:
        opening = mark.group()
        if opening in unclosed:
            cursor = mark.end()
            continue
        if opening in _CLOSING_SINGLE:
            found = _CLOSING_SINGLE[opening].search(text, mark.end())  # no apostrophe inside a word
            end = found.start() if found else -1
        elif opening == '"':
            end = text.find('"', mark.end())
        else:
            end = _closing(text, mark.end(), opening, _PAIRS[opening])
        if opening in ("‘", "'", "«", "《", "„") and end < 0:  # an apostrophe or a stray mark
            unclosed.add(opening)
            cursor = mark.end()
            continue
        cursor = len(text) if end < 0 else end + 1
        spans.append((mark.start(), cursor))
    return spans


def _closing(text: str, start: int, opening: str, closing: str) -> int:
    depth = 1
    for index in range(start, len(text)):
        if text[index] == closing:
            depth -= 1
            if not depth:
                return index
        elif text[index] == opening:
            depth += 1
    return text.rfind(closing, start)


def outside(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The text with what stands in the spans overwritten by blanks, character for character."""
    pieces = []
    cursor = 0
    for start, end in spans:
        pieces += [text[cursor:start], " " * (end - start)]
        cursor = end
    return "".join([*pieces, text[cursor:]])
