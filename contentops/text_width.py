"""How many terminal columns a text takes, and cutting it by columns instead of characters.

Chinese and emoji take two columns, combining marks none. Sizes follow Unicode's East Asian Width
(UAX #11) with ambiguous characters counted as one, which is how terminals outside legacy Chinese
encodings show them; what a reader sees as one character (an emoji joined of several, a letter
with its marks, a flag) is never split.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

ELLIPSIS = "…"

_ZWJ = "\u200d"
_EMOJI_STYLE = "\ufe0f"
_BLANKS = re.compile(r"\s+")
# Controls could move the cursor or colour the screen; bidirectional overrides could reorder a whole row.
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\xad\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
# Chinese typesetting: these begin no line, those end none.
_NOT_FIRST = frozenset("，。、；：？！）》」』】〕〉”’…—·％,.;:?!)]}%·～ー")
_NOT_LAST = frozenset("（《「『【〔〈“‘([{￥$")


def clean_line(text: str) -> str:
    """`text` on one line, without anything that a terminal would obey rather than show.

    Blanks and line breaks become one space each run, control characters the replacement character;
    soft hyphens and bidirectional overrides go.
    """
    text = _BLANKS.sub(" ", text).strip()
    return _UNPRINTABLE.sub(_replace_unprintable, text) if _UNPRINTABLE.search(text) else text


def _replace_unprintable(match: re.Match[str]) -> str:
    mark = match.group()
    return "" if mark == "\xad" or unicodedata.category(mark) == "Cf" else "\ufffd"


def display_width(text: str) -> int:
    """The columns that `text` (one line) takes in a terminal."""
    if text.isascii():
        return len(text)
    return sum(width for _, width in clusters(text))


def clusters(text: str) -> Iterator[tuple[str, int]]:
    """`text` in the pieces a reader sees as one character, each with its columns (0, 1 or 2)."""
    start, width, joined, flags = 0, 0, False, 0
    for index, mark in enumerate(text):
        size = _mark_width(mark)
        is_flag = "\U0001f1e6" <= mark <= "\U0001f1ff"
        pairs_flag = is_flag and flags == 1
        is_skin = "\U0001f3fb" <= mark <= "\U0001f3ff" and width == 2
        if index > start and (joined or size == 0 or pairs_flag or is_skin):
            joined = mark == _ZWJ and width == 2
            width = 2 if mark == _EMOJI_STYLE and width else max(width, size)
            flags = 2 if pairs_flag else flags
            continue
        if index > start:
            yield text[start:index], width
        start, width, joined, flags = index, size, False, int(is_flag)
    if text:
        yield text[start:], width


@lru_cache(maxsize=8192)
def _mark_width(mark: str) -> int:
    if "\x20" <= mark <= "\x7e":
        return 1
    code = ord(mark)
    category = unicodedata.category(mark)
    if category in ("Mn", "Me", "Cc", "Zl", "Zp", "Cf"):
        return int(0x600 <= code <= 0x605 or code in (0x6DD, 0xAD))  # formats that are drawn after all
    if 0x1160 <= code <= 0x11FF or 0xD7B0 <= code <= 0xD7FF:
        return 0  # vowels and finals of a Hangul syllable, drawn with the consonant before them
    # Flags; emoji and ideographs younger than Python's own tables.
    young = category == "Cn" and (0x1F300 <= code <= 0x1FAFF or 0x20000 <= code <= 0x3FFFD)
    flag = 0x1F1E6 <= code <= 0x1F1FF
    return 2 if young or flag or unicodedata.east_asian_width(mark) in ("W", "F") else 1


def truncate(text: str, width: int, *, ellipsis: str = ELLIPSIS) -> str:
    """`text` if it fits into `width` columns, else its beginning and `ellipsis`, never wider than `width`."""
    if display_width(text) <= width:
        return text
    room = width - display_width(ellipsis)
    if room < 0:
        return ""
    kept: list[str] = []
    for piece, size in clusters(text):
        if size > room:
            break
        kept.append(piece)
        room -= size
    return "".join(kept).rstrip() + ellipsis


def pad(text: str, width: int, align: Literal["left", "right"] = "left") -> str:
    """`text` filled with spaces up to `width` columns; a wider text stays as it is."""
    blanks = " " * max(0, width - display_width(text))
    return text + blanks if align == "left" else blanks + text


def wrap(text: str, width: int) -> list[str]:
    """`text` (one paragraph) in lines of at most `width` columns, at least one line.

    Lines break at spaces and between ideographs, not before closing nor after opening punctuation;
    a word longer than a line is cut. Raises `ValueError` below a width of 2, which a single
    ideograph needs.
    """
    if width < 2:
        raise ValueError(f"cannot wrap to {width} columns")
    lines: list[str] = []
    line, used = "", 0
    for word, size in _words(text):
        if used + size <= width:
            line, used = line + word, used + size
            continue
        bare = word.rstrip(" ")
        if line and used + display_width(bare) <= width:
            lines.append(line + bare)
            line, used = "", 0
            continue
        if line.strip(" "):
            lines.append(line.rstrip(" "))
        *full, line = _cut(word, width)
        lines.extend(full)
        used = display_width(line)
    if line.strip(" ") or not lines:
        lines.append(line.rstrip(" "))
    return lines


def _words(text: str) -> Iterator[tuple[str, int]]:
    """The pieces between which a line may break, each with the blanks that follow it."""
    word, size, previous, previous_wide = "", 0, "", False
    for piece, width in clusters(text):
        wide = width == 2
        after_blank = previous == " " and piece != " "
        between = (wide or previous_wide) and piece != " " and previous != " "
        allowed = piece[0] not in _NOT_FIRST and previous[:1] not in _NOT_LAST
        if word and (after_blank or (between and allowed)):
            yield word, size
            word, size = "", 0
        word, size, previous, previous_wide = word + piece, size + width, piece, wide
    if word:
        yield word, size


def _cut(word: str, width: int) -> list[str]:
    """A word cut into lines of at most `width` columns, the last of which may be continued."""
    lines, line, used = [], "", 0
    for piece, size in clusters(word):
        if used + size > width:
            if piece == " ":
                continue
            lines.append(line)
            line, used = "", 0
        line, used = line + piece, used + size
    return [*lines, line]
