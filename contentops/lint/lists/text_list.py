"""Lists as plain text: one term a line, optionally `term => suggestion; another`.

A line that begins with `#` is a comment, and so is what follows a blank and `# ` in a line. A term that
itself begins with `#` needs a YAML list. Every term is an error in the category `company`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from contentops.lint.lists.checks import RULE, Place, check_entries, check_phrase
from contentops.lint.lists.parsed import ParsedList
from contentops.lint.taboo import Entry, TabooList
from contentops.problem import Problem

_LINE_END = re.compile("\r\n|\n|\r")
_COMMENT = re.compile(r"\s#(?:\s.*)?\Z")
CATEGORY = "company"


@dataclass
class _LinePlaces:
    places: list[Place] = field(default_factory=list)

    def place(self, entry: int, *keys: str | int) -> Place:  # noqa: ARG002  a line has no parts
        return self.places[entry]


def parse_text_list(text: str, path: str, name: str) -> tuple[TabooList, list[Problem]]:
    """The list in `text`, and what is wrong with it; with errors the list holds what could be read."""
    parsed = read_text_list(text, path, name)
    return parsed.taboo, parsed.problems


def read_text_list(text: str, path: str, name: str) -> ParsedList:
    """The same, with the places of what was read."""
    problems: list[Problem] = []
    entries: list[Entry] = []
    places = _LinePlaces()
    for number, line in enumerate(_LINE_END.split(text.removeprefix("\ufeff")), 1):
        content = line.strip()
        if not content or content.startswith("#"):
            continue
        term, arrow, replacement = _COMMENT.sub("", line).partition("=>")
        column = len(line) - len(line.lstrip()) + 1
        problem = check_phrase(term)
        suggestions = tuple(part.strip() for part in re.split("[;；]", replacement) if part.strip())
        if problem is None and arrow and not suggestions:
            problem = "no suggestion after =>"
        if problem is not None:
            hint = "write `term => suggestion`" if arrow else "remove the line"
            problems.append(Problem(path, number, column, "error", RULE, problem, content, hint))
            continue
        entries.append(Entry((term.strip(),), (), "error", CATEGORY, "", path, suggestions))
        places.places.append((number, column))
    problems.extend(check_entries(path, entries, places))
    if not entries and not problems:
        problems.append(Problem(path, 1, 1, "warning", RULE, "the list has no terms"))
    return ParsedList(path, TabooList(name, name, "", tuple(entries)), problems, places)
