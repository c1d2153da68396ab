"""A list as it was read: its entries, what is wrong with it, and where each part of it stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from contentops.lint.lists.checks import Places
from contentops.lint.taboo import TabooList
from contentops.problem import Problem

WHOLE = -1
"""Instead of an entry's index: a part of the list itself."""


class ParsedList(NamedTuple):
    """One list from a file. `sheet` is the sheet of a workbook, whose rows and columns are the places."""

    path: str
    taboo: TabooList
    problems: list[Problem]
    places: Places
    sheet: str = ""

    def problem(
        self,
        severity: str,
        rule: str,
        message: str,
        entry: int,
        *keys: str | int,
        hint: str | None = None,
    ) -> Problem:
        """A problem at a part of the entry with this index, or of the list itself (`WHOLE`)."""
        line, column = self.places.place(entry, *keys)
        found = Problem(self.path, line, column, severity, rule, message, None, hint)  # type: ignore[arg-type]
        return in_sheet(found, self.sheet)

    def shown(self, entry: int, *keys: str | int) -> str:
        """The place of a part of an entry, as messages about other places name it."""
        line, column = self.places.place(entry, *keys)
        return (
            f"{self.path}, {cell_name(self.sheet, line, column)}"
            if self.sheet
            else f"{self.path}:{line}:{column}"
        )


def in_sheet(problem: Problem, sheet: str) -> Problem:
    """The problem with its cell named as spreadsheets name it; line and column are the row and the column."""
    if not sheet:
        return problem
    return replace(problem, message=f"{cell_name(sheet, problem.line, problem.column)}: {problem.message}")


def cell_name(sheet: str, row: int, column: int) -> str:
    """`Sheet!B4`."""
    from contentops.lint.inputs.xlsx_input import name_cell

    return name_cell(sheet, row, column)


def gather(problems: Sequence[Problem]) -> list[Problem]:
    """The problems, but of several warnings that say the same only the first, with their number."""
    counts = Counter((problem.severity, problem.message) for problem in problems)
    seen: set[str] = set()
    kept = []
    for problem in problems:
        number = counts[problem.severity, problem.message]
        if problem.severity != "warning" or number == 1:
            kept.append(problem)
        elif problem.message not in seen:
            seen.add(problem.message)
            kept.append(replace(problem, message=f"{problem.message} (and {number - 1} more in this file)"))
    return kept
