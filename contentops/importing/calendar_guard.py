"""What a workbook holds that an import of it would not take over: nobody may write over that.

An import reads three tables, and compares them with what was exported. So is every cell of the other sheets, by the
digests that the workbook carries: whatever became of the record meanwhile.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping

from contentops.importing.calendar_workbook import Returned, is_base
from contentops.models.table import Cell, CellFault, RawRow, column_letters
from contentops.render.sheets_base import cell_digest
from contentops.workspace.tables_xlsx import WorkbookCells

_COMMENTS = re.compile(r"xl/(?:worksheets/)?(?:comments|threadedComments)", re.IGNORECASE)
_DRAWN = re.compile(r"xl/(?:media/|charts/|chartsheets/|embeddings/)", re.IGNORECASE)


def not_taken_over(content: bytes, cells: WorkbookCells, returned: Returned) -> list[str]:
    """What would be lost, one line each."""
    base = returned.base
    found = [*_beside_the_cells(content), *returned.remarks]
    if base.computed is None:
        return [*found, "sheets of an earlier version of contentops, which cannot be compared any more"]
    tables = {sheet.title for sheet in base.sheets.values()}
    read = tables | {place.partition("!")[0] for place in _places(returned)}
    for title, rows in cells.sheets.items():
        if title in base.computed:
            found += _differing(title, rows, base.computed[title])
        elif is_base(rows):
            found += _beside_the_base(title, rows)
        elif title not in read:
            found.append(f"{title}: a sheet of somebody's own")
    # Tables may be renamed: the reader finds them by their heads and says when it does not.
    found += [f"{title}: the sheet is missing" for title in base.computed if title not in cells.sheets]
    return found


def _beside_the_base(title: str, rows: list[RawRow]) -> Iterator[str]:
    """The hidden sheet has one column, and a checksum over it."""
    for line, cells, _ in rows:
        for column, cell in enumerate(cells[1:], start=1):
            if cell is not None:
                yield f"{title}!{column_letters(column)}{line}: changed, and not taken over"


def _beside_the_cells(content: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        # LibreOffice gives a sheet a drawing with nothing in it: what is drawn has an anchor.
        drawn = any(_DRAWN.match(name) for name in names) or any(
            b"Anchor" in archive.read(name) for name in names if name.startswith("xl/drawings/drawing")
        )
    if any(_COMMENTS.match(name) for name in names):
        yield "comments on cells"
    if drawn:
        yield "pictures, charts or drawings"


def _places(returned: Returned) -> Iterator[str]:
    for rows in returned.rows.values():
        for given in rows.values():
            yield from given.places.values()


def _differing(title: str, rows: list[RawRow], exported: Mapping[str, str]) -> Iterator[str]:
    """The cells of a sheet that say something else than was exported."""
    now = {
        f"{column_letters(column)}{line}": (line, column, _digest(cell))
        for line, cells, _ in rows
        for column, cell in enumerate(cells)
        if cell is not None and cell != ""
    }
    found = [where[:2] for place, where in now.items() if exported.get(place) != where[2]]
    found += [_where(place) for place in exported.keys() - now.keys()]
    for line, column in sorted(found):
        yield f"{title}!{column_letters(column)}{line}: changed, and not taken over"


def _digest(cell: Cell) -> str | None:
    """None for a formula without a value and the like: nothing of this kind is exported."""
    return None if isinstance(cell, CellFault) else cell_digest(cell)


def _where(place: str) -> tuple[int, int]:
    letters = place.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(place[len(letters) :]), column - 1
