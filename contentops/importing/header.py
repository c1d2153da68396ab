"""Which row of a sheet names its columns, when the first is a title: `2027 年选题表`."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from contentops.importing.cells import read_date, read_number
from contentops.importing.words import fold
from contentops.models.table import Cell, CellFault, Table

_SHOWN = 12


def describe_columns(table: Table, known: Collection[str]) -> str:
    """The columns of a table in words; with a row that looks more like its header when there is one.

    `known` are words that a header would hold: keys, and the columns a mapping speaks of.
    """
    text = f"columns in row {table.header_line}: {_listed(table.header)}"
    found = likely_header(table, known)
    if found is None:
        return text
    line, names = found
    return f"{text}; row {line} looks like the header ({_listed(names)}): add --header-row {line}"


def likely_header(table: Table, known: Collection[str]) -> tuple[int, tuple[str, ...]] | None:
    """A row after the header that looks more like one, by line and names; None when the header is likelier.

    A row counts by how many of its cells are `known` words, then by how many are different words at all;
    rows with dates, numbers or the same word twice are data.
    """
    words = {fold(word) for word in known}
    best = _likeness(table.header, words)
    found = None
    for line, cells in table.beginning:
        names = _names(cells)
        if line > table.header_line and names and (score := _likeness(names, words)) > best:
            best, found = score, (line, names)
    return found


def _likeness(names: Sequence[str], words: Collection[str]) -> tuple[int, int]:
    return sum(fold(name) in words for name in names), len(names)


def _names(cells: Sequence[Cell]) -> tuple[str, ...]:
    """The cells of a row when all that are filled could be names of columns, otherwise nothing."""
    filled = [cell for cell in cells if cell is not None]
    if not all(isinstance(cell, str) and _is_word(cell) for cell in filled):
        return ()
    names = tuple(" ".join(str(cell).split()) for cell in filled)
    return names if len(set(names)) == len(names) else ()


def _is_word(cell: str) -> bool:
    return read_number(cell) is None and isinstance(read_date(cell), CellFault)


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:_SHOWN]) + (", ..." if len(names) > _SHOWN else "")
