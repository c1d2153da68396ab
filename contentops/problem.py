"""Problems are values: what is wrong, where, what stood there and what to do.

Colour and layout are added at the edge (`contentops.cli`); nothing parses a formatted problem back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "note"]

_GOT_LIMIT = 60
# What drives a terminal or turns the order of its letters: it comes from the input, and is shown, not obeyed.
_DRIVES = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with the input.

    `path` is relative to the workspace (or as the person named it); `line` and `column` start at 1
    and count Unicode code points, 0 meaning that the problem has no position (a missing file).
    `rule` is a kebab-case word that names the check. `got` is the offending value as written.
    """

    path: str
    line: int
    column: int
    severity: Severity
    rule: str
    message: str
    got: str | None = None
    hint: str | None = None

    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Order of a report: by place, then by rule, so that the same input lists the same way."""
        return (self.path, self.line, self.column, self.rule, self.message)


def format_problem(problem: Problem) -> str:
    """Render `path:line:column: severity: message (got X); hint` on one line."""
    place = problem.path
    if problem.line:
        place += f":{problem.line}:{problem.column}"
    text = f"{place}: {problem.severity}: {problem.message}"
    if problem.got is not None:
        text += f" (got {_shorten(problem.got)})"
    if problem.hint:
        text += f"; {problem.hint}"
    return harmless(text)


def harmless(text: str) -> str:
    """`text` on one line, with control characters and marks of direction written out (`\\x1b`, `\\u202e`)."""
    return _DRIVES.sub(lambda match: match[0].encode("unicode_escape").decode("ascii"), text)


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether any problem is an error (warnings and notes do not stop a command)."""
    return any(problem.severity == "error" for problem in problems)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known name most like `word`, or None when none is near enough to suggest."""
    import difflib  # 2 ms that a run without a misspelling does not pay

    folded = {name.casefold(): name for name in sorted(known, reverse=True)}
    matches = difflib.get_close_matches(word.casefold(), list(folded), n=1, cutoff=0.6)
    return folded[matches[0]] if matches else None


def suggest(word: str, known: Iterable[str], *, noun: str) -> str:
    """A hint that names the nearest known name, or lists the known ones when there are few."""
    names = sorted(known)
    match = nearest(word, names)
    if match:
        return f"did you mean {match}?"
    if not names:
        return f"no {noun} are defined yet"
    shown = ", ".join(names[:12]) + (", ..." if len(names) > 12 else "")
    return f"known {noun}: {shown}"


def _shorten(text: str) -> str:
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= _GOT_LIMIT else one_line[: _GOT_LIMIT - 3] + "..."
