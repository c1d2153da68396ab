"""One-to-one folding: letters, widths and scripts that look different and read the same.

A folded text has the length of its source, so a match's offsets hold in both. The table is generated
by `tools/build_fold_table.py`, whose docstring says what is folded to what.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from pathlib import Path

_TABLE = Path(__file__).parent / "tables" / "fold.txt"

_LONG_TEXT = 100_000
"""Characters, in one text or many, from which tables that fold four times as fast pay for being built."""
_SHORT_TEXT = 500
"""Characters up to which looking at each is the fastest."""
_SAMPLE = 2_000
_ASCII_BREAKS = "\x0b\x0c\x1c\x1d\x1e"
_COMMON_MARKS = "，：；！？（）\u3000"
"""The folded characters that Chinese prose is full of."""


@cache
def _mapping() -> tuple[str, str]:
    """The characters that are folded, in order, and what each becomes."""
    sources, targets = _TABLE.read_text(encoding="utf-8").split("\0")
    return sources, targets


class _Few(dict[int, int]):
    """Looks up only the characters a short text has: all of them take longer to load than to search."""

    folded = 0  # characters so far

    def __missing__(self, code: int) -> int:
        sources, targets = _mapping()
        char = chr(code)
        index = bisect_left(sources, char)
        found = index < len(sources) and sources[index] == char
        self[code] = folded = ord(targets[index]) if found else code
        return folded


_few = _Few()


@cache
def _table() -> list[int]:
    sources, targets = _mapping()
    table = list(range(ord(sources[-1]) + 1))
    for source, target in zip(sources, targets, strict=True):
        table[ord(source)] = ord(target)
    return table


@cache
def _rare() -> re.Pattern[str]:
    """Every character of the basic plane that is folded, but ASCII and the common marks."""
    sources, _ = _mapping()
    rare = (char for char in sources if "\x7f" < char < "\U00010000" and char not in _COMMON_MARKS)
    return re.compile("[" + "".join(rare) + "]")


def _fold_mapped(match: re.Match[str]) -> str:
    char = match.group()
    sources, targets = _mapping()
    index = bisect_left(sources, char)
    return targets[index] if index < len(sources) and sources[index] == char else char


def _fold_breaks(text: str) -> str:
    for char in _ASCII_BREAKS:
        if char in text:
            text = text.replace(char, "\n")
    return text


def _fold_sparse(text: str) -> str:
    """A long text of which few characters are folded: they are found, which is faster than a look at each."""
    text = text.encode("utf-8", "surrogatepass").lower().decode("utf-8", "surrogatepass")  # ASCII only
    for mark, folded in zip(_COMMON_MARKS, fold(_COMMON_MARKS), strict=True):
        text = text.replace(mark, folded)
    text = _fold_breaks(text)
    text = _rare().sub(_fold_mapped, text)
    if len(text.encode("utf-16-le", "surrogatepass")) != 2 * len(text):
        text = re.sub("[\U00010000-\U0010ffff]", _fold_mapped, text)
    return text


def fold(text: str) -> str:
    """The text in lower case, half width and Simplified Chinese, character by character."""
    if text.isascii():
        return _fold_breaks(text.lower())
    if len(text) < _SHORT_TEXT:
        return text.translate(_few)
    _few.folded += len(text)
    if _few.folded <= _LONG_TEXT:
        return text.translate(_few)
    sample = text[:: len(text) // _SAMPLE | 1]  # an odd step: pairs of marks have an even one
    if len(_rare().findall(sample)) > len(sample) // 12:  # Traditional Chinese
        return text.translate(_table())
    return _fold_sparse(text)
