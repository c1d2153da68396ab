"""Reading a table that people keep in a spreadsheet: CSV in any of the encodings Excel writes, or XLSX.

A table is what stands in the file and nothing else: text stays text (`=1+1`, `@name`, `007`), a formula
counts as the value that Excel saved with it, and nothing is evaluated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from contentops.errors import ContentopsError, UsageError
from contentops.models.table import Cell, CellFault, RawRow, RawTable, ReadOptions, Row, Table, column_letters

_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")
_WORKBOOK = b"PK\x03\x04"
_LARGEST = 100_000_000  # bytes
_MOST_COLUMNS = 2_000
_BEGINNING = 10  # rows; a title and a few notes stand above a header, not more
_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"


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
