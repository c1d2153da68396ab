"""The marks that a conflict leaves in a text, in git's form: written by a merge, refused by everything else.

<<<<<<< your text
what the person wrote
||||||| last rendering
what stood there before
=======
what the program would write now
>>>>>>> new rendering
"""

from __future__ import annotations

import re
from typing import NamedTuple

OPEN, BASE, MIDDLE, CLOSE = "<<<<<<<", "|||||||", "=======", ">>>>>>>"

YOURS, LAST, NEW = "your text", "last rendering", "new rendering"
"""The labels of a conflict in a draft."""

_MARK = re.compile(r"^(?:(<{7}|\|{7}|>{7})(?:[ \t]+([^\r\n]*))?|(={7}))[ \t]*\r?$", re.MULTILINE)


class Mark(NamedTuple):
    """One line that is a conflict mark. `start` and `end` are offsets; `line` counts from 1."""

    kind: str
    label: str
    line: int
    start: int
    end: int


def find_marks(text: str) -> list[Mark]:
    """The conflict marks of `text`, in order.

    A line of seven equals signs is one only between the opening and the closing mark: elsewhere it
    underlines a heading. Any other mark counts also when its companions were deleted.
    """
    if not any(kind in text for kind in (OPEN, BASE, CLOSE)):
        return []
    marks: list[Mark] = []
    is_open = False
    for match in _MARK.finditer(text):
        kind = match[1] or match[3]
        if kind == MIDDLE and not is_open:
            continue
        is_open = kind in (OPEN, BASE) or (is_open and kind != CLOSE)
        line = text.count("\n", 0, match.start()) + 1
        marks.append(
            Mark(kind, (match[2] or "").strip(), line, match.start(), match.start() + len(match[0].rstrip()))
        )
    return marks
