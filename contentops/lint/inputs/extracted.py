"""What a reader sees of text that was taken from a Word file or a workbook: all of it.

Line ends part paragraphs, cells and broken lines; a tab parts columns.
"""

from __future__ import annotations

import re

from contentops.lint.visible import VisibleBuilder, VisibleText

_PARTS = re.compile("[\n\r\t\x0b\x0c\u2028\u2029]+")


def read_extracted(text: str) -> VisibleText:
    """The visible text of an extracted one, with its map to it."""
    builder = VisibleBuilder(text)
    cursor = 0
    for part in _PARTS.finditer(text):
        builder.add(cursor, part.start())
        builder.part(part.start())
        cursor = part.end()
    builder.add(cursor, len(text))
    return builder.build()
