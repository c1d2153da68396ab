"""A finding: what stands in the text, exactly where, and why it must not."""

from typing import NamedTuple

from contentops.lint.taboo import Severity


class Finding(NamedTuple):
    """One finding of one rule.

    `start` and `end` are code-point offsets into the decoded file, so `text == file[start:end]`
    always; `line` and `column` count from 1, in code points. A byte order mark counts as one. The
    end position is the place just after the last character. `list`, `category` and `term` say which
    entry of which taboo list is behind it, and are empty for rules that are no lists. `place` names
    the place where lines say nothing ("paragraph 12, run 3", "Prices!B4"); it is empty for text files.
    """

    path: str
    rule: str
    severity: Severity
    list: str
    category: str
    term: str
    text: str
    message: str
    source: str
    suggestions: tuple[str, ...]
    line: int
    column: int
    end_line: int
    end_column: int
    start: int
    end: int
    place: str = ""
