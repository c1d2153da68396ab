"""Reading a table that people keep in a spreadsheet: CSV in any of the encodings Excel writes, or XLSX.

A table is what stands in the file and nothing else: text stays text (`=1+1`, `@name`, `007`), a formula
counts as the value that Excel saved with it, and nothing is evaluated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from contentops.errors import ContentopsError, UsageError

_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")
_WORKBOOK = b"PK\x03\x04"
_LARGEST = 100_000_000  # bytes
_MOST_COLUMNS = 2_000
_BEGINNING = 10  # rows; a title and a few notes stand above a header, not more
_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"


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


def read_table(path: Path, shown: str, options: ReadOptions) -> Table:
    """Read the table at `path`; `shown` is the path to name in messages.

    Raises `ContentopsError` when the file is no table, `UsageError` when the options do not fit it.
    """
    if path.is_file() and path.stat().st_size > _LARGEST:
        raise ContentopsError(f"{shown} is larger than {_LARGEST // 1_000_000} MB", hint="divide it")
    content = path.read_bytes()
    if content.startswith(_OLD_WORKBOOK):
        raise ContentopsError(
            f"{shown} is an old Excel file (.xls) or protected by a password",
            hint="save it as .xlsx without a password, or as CSV",
        )
    if content.startswith(_WORKBOOK):
        from contentops.workspace.tables_xlsx import read_workbook

        if options.encoding or options.delimiter:
            raise UsageError(f"{shown} is a workbook: --encoding and --delimiter are for CSV")
        raw = read_workbook(content, shown, options.sheet)
    else:
        from contentops.workspace.tables_csv import read_csv

        if options.sheet:
            raise UsageError(f"{shown} is no workbook: --sheet is for XLSX")
        raw = read_csv(content, shown, options.encoding, options.delimiter)
    return _with_header(raw, shown, options.header_row)


def read_yaml_text(path: Path) -> str:
    """The text of a YAML file, line ends as they are. Raises `ContentopsError` when it is not UTF-8."""
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        raise ContentopsError(f"{path} is not UTF-8 text", hint="save it as UTF-8") from None


def column_letters(index: int) -> str:
    """The spreadsheet's name of a column, from index 0: A, B, … Z, AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _with_header(raw: RawTable, shown: str, header_row: int | None) -> Table:
    filled = [row for row in raw.rows if any(cell is not None for cell in row[1]) or row[2]]
    lines = [row[0] for row in filled]
    start = 0 if header_row is None else lines.index(header_row) if header_row in lines else -1
    if not filled or start < 0:
        what = "is empty" if not filled else f"has nothing in row {header_row}"
        raise ContentopsError(f"{shown} {what}", hint="the first row names the columns (--header-row N)")
    line, cells, fault = filled[start]
    if fault is not None:
        raise ContentopsError(f"{shown}:{line}: {fault.message}", hint=fault.hint)
    header = _header_names(cells, shown, line)
    width = len(header)
    rows = tuple(_fit(row, width, ragged=raw.ragged) for row in filled[start + 1 :])
    beginning = tuple((number, tuple(row)) for number, row, fault in filled[:_BEGINNING] if fault is None)
    return Table(shown, header, line, rows, raw.described, raw.sheet, beginning)


def _header_names(cells: list[Cell], shown: str, line: int) -> tuple[str, ...]:
    while cells and cells[-1] is None:
        cells = cells[:-1]
    if len(cells) > _MOST_COLUMNS:
        raise ContentopsError(
            f"{shown}:{line}: {len(cells)} columns, more than {_MOST_COLUMNS}",
            hint="is this the row with the names (--header-row N), and the delimiter right (--delimiter)?",
        )
    names: list[str] = []
    for index, cell in enumerate(cells):
        if isinstance(cell, CellFault):
            raise ContentopsError(f"{shown}:{line}:{index + 1}: {cell.message}", hint=cell.hint)
        # Nobody could type an invisible control character into --map.
        name = " ".join(_CONTROL.sub("", str(cell)).split()) if cell is not None else ""
        name = name or f"column {column_letters(index)}"
        if name in names:
            first = column_letters(names.index(name))
            raise ContentopsError(
                f"{shown}:{line}:{index + 1}: two columns are named {name} "
                f"({first} and {column_letters(index)})",
                hint="give one of them another name",
            )
        names.append(name)
    return tuple(names)


def _fit(row: RawRow, width: int, *, ragged: bool) -> Row:
    line, cells, fault = row
    extra = [cell for cell in cells[width:] if cell is not None]
    if extra and fault is None:
        fault = CellFault(
            f"{len(cells)} fields, but the header names {width} columns",
            "put quotes around a text that holds the delimiter" if ragged else "name the column",
        )
    padded: Iterator[Cell] = (cells[index] if index < len(cells) else None for index in range(width))
    return Row(line, tuple(padded), fault)
