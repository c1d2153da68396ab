"""What a workbook holds that an import of it would not take over: nobody may write over that.

An import reads three tables. Everything else is compared with a rendering of what was exported, which is made from
the record by putting the exported values back.
"""

from __future__ import annotations

import dataclasses
import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from contentops.importing.calendar_workbook import Returned
from contentops.importing.cells import as_text
from contentops.models.calendar import Calendar, Entry
from contentops.models.table import Cell, CellFault, RawRow, column_letters
from contentops.models.workspace import Workspace
from contentops.render.sheets import SheetRow, Sheets, is_cut
from contentops.workspace.tables_xlsx import WorkbookCells

_COMMENTS = re.compile(r"xl/(?:worksheets/)?(?:comments|threadedComments)", re.IGNORECASE)
_DRAWN = re.compile(r"xl/(?:media/|charts/|chartsheets/|embeddings/)", re.IGNORECASE)
_ESCAPED = re.compile(r"_x005F_(?=x[0-9A-Fa-f]{4}_)", re.IGNORECASE)


def not_taken_over(
    content: bytes, cells: WorkbookCells, returned: Returned, exported: WorkbookCells
) -> list[str]:
    """What would be lost, one line each: `exported` is the workbook as it went out."""
    found = [*_beside_the_cells(content), *returned.remarks]
    tables = {sheet.title for sheet in returned.base.sheets.values()}
    read = tables | {place.partition("!")[0] for place in _places(returned)}
    for title, rows in cells.sheets.items():
        if title in exported.sheets and title not in tables:
            found += _differing(title, rows, exported.sheets[title])
        elif title not in read:
            found.append(f"{title}: a sheet of somebody's own")
    found += [
        f"{title}: the sheet is missing"
        for title in exported.sheets
        if title not in cells.sheets | _any(tables)
    ]
    return found


def as_exported(calendar: Calendar, workspace: Workspace, returned: Returned) -> tuple[Calendar, Workspace]:
    """The record with the values that stood in the workbook when it was made; what it does not carry stays."""
    base = returned.base.sheets
    entries: dict[int, Entry] = dict(enumerate(calendar.entries))
    owners: dict[str, str] = {}
    tables = Sheets(calendar, workspace).all(cancelled_work=True)
    for name, table in tables.items():
        for row in table.rows:
            codes = base[name].rows.get(row.key)
            if codes is not None:
                entries[row.entry] = _put_back(entries[row.entry], name, row, dict(codes))
                if name == "items" and codes["owner"]:
                    owners[entries[row.entry].item.partition("@")[0]] = codes["owner"]
    items = {
        name: item.model_copy(update={"owner": owners[name]}) if name in owners else item
        for name, item in workspace.items.items()
    }
    before = calendar.model_copy(update={"entries": list(entries.values())})
    return before, dataclasses.replace(workspace, items=items)


def _put_back(entry: Entry, name: str, row: SheetRow, codes: dict[str, str]) -> Entry:
    if name == "items":
        update: dict[str, Any] = {"publish": date.fromisoformat(codes["publish"]), "state": codes["state"]}
        if not is_cut(entry.notes) and (entry.notes or "") != codes["notes"]:
            update["notes"] = codes["notes"]
        return entry.model_copy(update=update)
    if name == "waves":
        waves = list(entry.channels)
        waves[row.part] = waves[row.part].model_copy(update={"date": date.fromisoformat(codes["date"])})
        return entry.model_copy(update={"channels": waves})
    tasks = list(entry.tasks)
    days = {one: date.fromisoformat(codes[one]) for one in ("start", "end")}
    tasks[row.part] = tasks[row.part].model_copy(update={"person": codes["person"], **days})
    return entry.model_copy(update={"tasks": tasks})


def _any(titles: set[str]) -> dict[str, None]:
    """Tables may be renamed: the reader finds them by their heads and says when it does not."""
    return dict.fromkeys(titles)


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


def _differing(title: str, rows: list[RawRow], exported: list[RawRow]) -> Iterator[str]:
    """The cells of a sheet that say something else than was exported."""
    now, before = _by_place(rows), _by_place(exported)
    for line, column in sorted(now.keys() | before.keys()):
        old, new = before.get((line, column)), now.get((line, column))
        # A formula that no program has computed yet says nothing to compare with.
        if not isinstance(old, CellFault) and _said(old) != _said(new):
            yield f"{title}!{column_letters(column)}{line}: changed, and not taken over"


def _by_place(rows: list[RawRow]) -> dict[tuple[int, int], Cell]:
    return {
        (line, column): cell
        for line, cells, _ in rows
        for column, cell in enumerate(cells)
        if cell is not None and cell != ""
    }


def _said(cell: Cell) -> object:
    if isinstance(cell, CellFault):
        return cell
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return round(float(cell), 6)
    if isinstance(cell, date | datetime):
        return cell.isoformat()
    return " ".join(_ESCAPED.sub("_", as_text(cell)).split())
