"""A table that people keep in a spreadsheet: what stands in its cells, and nothing of the file's format."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class CellFault:
    """A cell or row that cannot be read as it stands."""

    message: str
    hint: str | None = None


Cell = str | int | float | bool | date | datetime | CellFault | None
"""What a cell holds. CSV gives text only; an empty cell is None."""


@dataclass(frozen=True, slots=True)
class Row:
    """One record of a table.

    `line` is the row number in a sheet, in CSV the line of the file on which the record starts.
    `cells` has one cell for each column of the header. `fault` is set when the row as a whole is wrong.
    """

    line: int
    cells: tuple[Cell, ...]
    fault: CellFault | None = None


@dataclass(frozen=True)
class Table:
    """A table with its header. `described` says in words how the file was read."""

    path: str
    header: tuple[str, ...]
    header_line: int
    rows: tuple[Row, ...]
    described: str
    sheet: str | None = None
    beginning: tuple[tuple[int, tuple[Cell, ...]], ...] = ()
    """The first filled rows of the file with their lines, as they stand: the header may be another."""

    def column(self, name: str) -> int | None:
        """The index of a column, or None."""
        return self.header.index(name) if name in self.header else None


@dataclass(frozen=True)
class ReadOptions:
    """What the reader is told instead of finding it out. `header_row` counts rows from 1."""

    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    header_row: int | None = None


RawRow = tuple[int, list[Cell], CellFault | None]


@dataclass
class RawTable:
    """Rows before the header is found, as the readers of the formats give them."""

    rows: list[RawRow]
    described: str
    sheet: str | None = None
    ragged: bool = field(default=False)
    """Whether rows may differ in length by a mistake of the writer (CSV), not by layout (XLSX)."""


def column_letters(index: int) -> str:
    """The spreadsheet's name of a column, from index 0: A, B, … Z, AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
