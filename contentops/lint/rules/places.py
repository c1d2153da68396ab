"""Where a finding about a part stands: the part's first line, or the line where a missing part belongs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from contentops.lint.document import Document
    from contentops.lint.finding import Finding
    from contentops.lint.outline import Block
    from contentops.lint.taboo import Severity

_LINE = re.compile(r"[^\r\n]*")
_FRONT_MATTER = re.compile(r"\ufeff?(---|\+\+\+)[ \t]*\r?\n.*?^\1[ \t]*\r?$", re.DOTALL | re.MULTILINE)
_TEXT_LINE = re.compile(r"[^\s\ufeff][^\r\n]*")


def at_block(
    document: Document, rule: str, severity: Severity, block: Block | None, message: str
) -> list[Finding]:
    """One finding over the first line of a block; without one, over the first line of the text.

    A text in which nothing stands at all has no place for a finding, and gets none.
    """
    first, last = (0, 0) if block is None else (block.first, block.last)
    line = _LINE.match(document.source, first, last)
    if block is None or line is None or not line.group().strip():
        return at_beginning(document, rule, severity, message)
    end = line.start() + len(line.group().rstrip())
    return [document.finding_at(rule, severity, first, end, message)]


def at_beginning(document: Document, rule: str, severity: Severity, message: str) -> list[Finding]:
    """One finding over the first line after the front matter, else over the first line."""
    front = _FRONT_MATTER.match(document.source)
    line = _TEXT_LINE.search(document.source, front.end() if front else 0) or _TEXT_LINE.search(
        document.source
    )
    if line is None:
        return []
    end = line.start() + len(line.group().rstrip())
    return [document.finding_at(rule, severity, line.start(), end, message)]


def at_end(document: Document, rule: str, severity: Severity, message: str) -> list[Finding]:
    """One finding over the first line of the last block."""
    blocks = document.outline.blocks
    return at_block(document, rule, severity, blocks[-1] if blocks else None, message)
