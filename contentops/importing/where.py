"""Which rows to take: conditions such as `date>=2025-01-01` or `tag!=News*` on the columns of a table."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from contentops.errors import UsageError
from contentops.importing.cells import Conversion, as_text, read_date, read_number
from contentops.models.table import Cell, CellFault

_CONDITION = re.compile(r"\s*(.+?)\s*(>=|<=|!=|==|=|>|<)\s*(.*?)\s*\Z", re.DOTALL)


@dataclass(frozen=True)
class Condition:
    """A comparison of one column with a value; every condition given must hold."""

    column: str
    operator: str
    value: str

    def __str__(self) -> str:
        return f"{self.column}{self.operator}{self.value}"


def parse_condition(text: str) -> Condition:
    """Read `COLUMN OPERATOR VALUE`. Raises `UsageError` when there is no operator in it."""
    match = _CONDITION.match(text)
    if match is None:
        raise UsageError(
            f"--where {text}".rstrip() + ": no comparison", hint="write COLUMN=VALUE, or use != >= <= > <, for example "
            "'date>=2027-01-01' or 'tag=News*'",
        )  # fmt: skip
    return Condition(match[1], "=" if match[2] == "==" else match[2], match[3])


def holds(condition: Condition, cell: Cell, how: Conversion) -> bool | CellFault:
    """Whether a cell meets a condition; a `CellFault` when it cannot be compared.

    `=` and `!=` compare text without case, `*` standing for anything; the others compare dates when
    the value is one, otherwise numbers. An empty cell meets only `=` with nothing and `!=`.
    """
    if isinstance(cell, CellFault):
        return cell
    if condition.operator in ("=", "!="):
        return _matches(condition.value, cell, how) == (condition.operator == "=")
    if cell is None:
        return False
    left, right = _comparable(cell, condition.value, how)
    if isinstance(left, CellFault):
        return left
    result: bool = {
        ">=": lambda: left >= right,
        "<=": lambda: left <= right,
        ">": lambda: left > right,
        "<": lambda: left < right,
    }[condition.operator]()
    return result


def _matches(pattern: str, cell: Cell, how: Conversion) -> bool:
    texts = {as_text(cell).casefold()}
    day = read_date(cell, how.date_format)
    if not isinstance(day, CellFault):
        texts.add(day.isoformat())
    # Only the star is special: brackets and question marks are ordinary in titles.
    glob = re.sub(r"([\[\]?])", r"[\1]", pattern.casefold())
    return any(fnmatchcase(text, glob) for text in texts)


def _comparable(cell: Cell, value: str, how: Conversion) -> tuple[Any, Any]:
    right = read_date(value)
    if not isinstance(right, CellFault):
        left = read_date(cell, how.date_format)
        if isinstance(left, CellFault):
            return CellFault(f"cannot be compared with {value}: it {left.message}", left.hint), right
        return left, right
    number, bound = read_number(cell), read_number(value)
    if bound is None:
        raise UsageError(f"--where: {value} is neither a date nor a number", hint="use = or != for text")
    if number is None:
        return CellFault(f"cannot be compared with {value}: it is not a number"), bound
    return number, bound
