"""The bytes of a file of lists, whatever wrote it, as lists: the one table of formats."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from contentops.lint.inputs import UnreadableInput
from contentops.lint.lists.checks import RULE
from contentops.lint.lists.parsed import ParsedList
from contentops.lint.lists.yaml_list import ListDocument
from contentops.problem import Problem

if TYPE_CHECKING:
    from contentops.lint.inputs.xlsx_input import SheetCell
    from contentops.lint.lists.table_list import TableCell

_MOST_COLUMNS = 100

ReadYaml = Callable[[str, str], ListDocument]


def read_lists(data: bytes, path: str, read_yaml: ReadYaml) -> tuple[list[ParsedList], list[Problem]]:
    """The lists in a file (a workbook has one in each sheet), and what is wrong with the file as a whole.

    `path` is shown and names the lists: the name without its suffix, for a Vale rule `Style.Rule` as Vale
    has it. `read_yaml` parses YAML with positions.
    """
    stem, suffix = posixpath.splitext(posixpath.basename(path))
    suffix = suffix.lower()
    try:
        if suffix in (".xlsx", ".xlsm"):
            return _read_workbook(data, path, stem)
        from contentops.lint.inputs.encoding import decode

        text = decode(data, path)[0]
    except UnreadableInput as unreadable:
        return [], [unreadable.problem]
    if suffix in (".csv", ".tsv"):
        from contentops.lint.lists.csv_rows import read_rows
        from contentops.lint.lists.table_list import read_table_list

        rows, problems = read_rows(text, path)
        return [read_table_list(rows, path, stem)], problems
    if suffix == ".txt":
        from contentops.lint.lists.text_list import read_text_list

        return [read_text_list(text, path, stem)], []
    return [_read_yaml_file(read_yaml(text.removeprefix("\ufeff"), path), path, stem)], []


def _read_yaml_file(document: ListDocument, path: str, stem: str) -> ParsedList:
    from contentops.lint.lists.prh import is_prh, read_prh
    from contentops.lint.lists.vale import is_vale, read_vale
    from contentops.lint.lists.yaml_list import read_yaml_list

    if is_vale(document.data):
        style = posixpath.basename(posixpath.dirname(path))
        return read_vale(document, f"{style}.{stem}" if style else stem)
    if is_prh(document.data):
        return read_prh(document, stem)
    return read_yaml_list(document, stem)


def _read_workbook(data: bytes, path: str, stem: str) -> tuple[list[ParsedList], list[Problem]]:
    from contentops.lint.inputs.xlsx_input import read_cells
    from contentops.lint.lists.table_list import has_header, read_table_list

    sheets: dict[str, list[SheetCell]] = {}
    for cell in read_cells(data, path, values=True):
        sheets.setdefault(cell.sheet, []).append(cell)
    tables = {name: _dense(cells) for name, cells in sheets.items()}
    lists = {name: rows for name, rows in tables.items() if has_header(rows)}
    problems = []
    if not lists:
        message = "no sheet has a column called term (or pattern)"
        hint = "name the columns in the first row: term, suggestions, reason, ..."
        problems.append(Problem(path, 0, 0, "error", RULE, message, None, hint))
    for name in tables:
        if lists and name not in lists:
            message = f"the sheet {name} is not read: it has no column called term (or pattern)"
            problems.append(Problem(path, 0, 0, "warning", RULE, message))
    several = len(lists) > 1
    return [
        read_table_list(rows, path, f"{stem}.{name}" if several else stem, name)
        for name, rows in lists.items()
    ], problems


def _dense(cells: Sequence[SheetCell]) -> list[list[TableCell]]:
    """The rows that have something in them, every cell of them up to the last filled column of the sheet."""
    from contentops.lint.lists.table_list import TableCell

    width = min(max(cell.column for cell in cells), _MOST_COLUMNS)
    rows: dict[int, list[TableCell]] = {}
    for cell in cells:
        if cell.column > width:
            continue
        row = rows.setdefault(cell.row, [TableCell("", cell.row, column) for column in range(1, width + 1)])
        row[cell.column - 1] = TableCell(cell.text, cell.row, cell.column, cell.fault)
    return [rows[number] for number in sorted(rows)]
