"""One-to-one folding: letters, widths and scripts that look different and read the same.

A folded text has the length of its source, so a match's offsets hold in both. The table is generated
by `tools/build_fold_table.py`, whose docstring says what is folded to what.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

_TABLE = Path(__file__).parent / "tables" / "fold.txt"

_LONG_TEXT = 100_000
"""Characters from which a list, three times as fast to translate with, pays for being built."""

LINE_BREAK = "\n"
"""What parts words in folded text: block ends, hard line breaks, cells."""


@cache
def _mapping() -> dict[int, int]:
    sources, targets = _TABLE.read_text(encoding="utf-8").split("\0")
    return dict(zip(map(ord, sources), map(ord, targets), strict=True))


@cache
def _table() -> list[int]:
    mapping = _mapping()
    table = list(range(max(mapping) + 1))
    for source, target in mapping.items():
        table[source] = target
    return table


def fold(text: str) -> str:
    """The text in lower case, half width and Simplified Chinese, character by character."""
    if text.isascii():
        return text.lower()
    return text.translate(_table() if len(text) > _LONG_TEXT else _mapping())
