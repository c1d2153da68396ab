"""merge-conflict: a conflict of two versions stands unsolved in the text.

`contentops draft` leaves a conflict where a person and the new rendering changed the same sentence, and git leaves one
where two people changed the same line. Both sides stand one after the other between marks; one is to be
kept and the marks deleted. A conflict is found in every kind of text and also in front matter, as is a mark
whose companions were deleted. In a block of code only conflicts of `contentops draft` are found: a page about git
may show the others.

Found:

    <<<<<<< your text
    共有35家机构参加。
    =======
    共有41家机构参加。
    >>>>>>> new rendering

    共有41家机构参加。
    >>>>>>> feature/figures

Not found:

    A heading
    =======

    它比旧版快 >>>>>>> 三倍（原文如此）。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from contentops.conflict_marks import BASE, CLOSE, LAST, MIDDLE, NEW, OPEN, YOURS, Mark, find_marks
from contentops.lint.document import Document
from contentops.lint.finding import Finding

NAME = "merge-conflict"

_OURS = frozenset((YOURS, LAST, NEW))
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})[^\n]*$", re.MULTILINE)


def find(document: Document) -> Iterator[Finding]:
    """Each conflict at its first mark, and each mark that stands alone."""
    text = document.source
    marks = find_marks(text)
    if not marks:
        return
    fences = _fences(text) if document.markup == "markdown" else []
    previous = ""
    for mark in marks:
        begins = mark.kind == OPEN or (mark.kind in (BASE, CLOSE) and not _belongs(mark.kind, previous))
        previous = mark.kind
        if begins and not (mark.label not in _OURS and _within(mark, fences)):
            yield _finding(document, mark)


def _belongs(kind: str, previous: str) -> bool:
    """Whether a mark goes with the one before it."""
    return previous == OPEN if kind == BASE else previous == MIDDLE


def _finding(document: Document, mark: Mark) -> Finding:
    if mark.kind == OPEN:
        message = "a conflict of two versions was not solved: keep what is right and delete the marks"
    else:
        message = "a mark of a conflict was left: delete it, and look whether both versions still stand there"
    return document.finding_at(NAME, "error", mark.start, mark.end, message)


def _fences(text: str) -> list[tuple[int, int]]:
    """The blocks of code between fences."""
    blocks: list[tuple[int, int]] = []
    opened: re.Match[str] | None = None
    for match in _FENCE.finditer(text):
        if opened is None:
            opened = match
        elif match[1].startswith(opened[1]) and match[0].strip() == match[1]:
            blocks.append((opened.start(), match.end()))
            opened = None
    return blocks


def _within(mark: Mark, fences: list[tuple[int, int]]) -> bool:
    return any(start <= mark.start < end for start, end in fences)
