"""XLSX through openpyxl: saved values, real dates, and a plain word about what cannot be used."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from contentops.errors import ContentopsError, UsageError
from contentops.models.table import Cell, CellFault, RawRow, RawTable, column_letters
from contentops.problem import suggest

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook

_ZIP = b"PK\x03\x04"
_ODS = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"
_ODS_WITHIN = 200  # bytes: OpenDocument puts its type first, uncompressed
_LARGEST = 300_000_000  # bytes once unpacked; a zip bomb is refused before it is opened
_LARGEST_NUMBER = 1e15  # Excel keeps 15 digits; longer ones are codes that were meant as text


def read_workbook(content: bytes, shown: str, sheet: str | None) -> RawTable:
    """The rows of one sheet: the one named, or the first that is visible and not empty.

    Raises `ContentopsError` when the file is damaged or far too large, `UsageError` for an unknown
    sheet.
    """
    _check_size(content, shown)
    # Two readings: the saved values, and the formulas, to tell "no saved value" from "empty".
    values, formulas = _open(content, shown, values=True), _open(content, shown, values=False)
    try:
        name = _choose(values, shown, sheet)
        rows = list(_rows(values[name], formulas[name]))
        others = [title for title in values.sheetnames if title != name]
    except (KeyError, ValueError, TypeError, zipfile.BadZipFile) as error:
        raise ContentopsError(
            f"{shown} cannot be read: {error}", hint="open it in Excel and save it again"
        ) from None
    finally:
        values.close()
        formulas.close()
    described = f"XLSX, sheet {name}"
    if others:
        described += f" (not read: {', '.join(others)})"
    return RawTable(rows, described, name)


def _check_size(content: bytes, shown: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
    except zipfile.BadZipFile:
        raise ContentopsError(f"{shown} is damaged: no complete XLSX file") from None
    if size > _LARGEST:
        raise ContentopsError(
            f"{shown} unpacks to {size // 1_000_000} MB, more than the {_LARGEST // 1_000_000} MB allowed",
            hint="save the sheet as CSV",
        )


def _open(content: bytes, shown: str, *, values: bool) -> Workbook:
    from openpyxl import load_workbook

    try:
        return load_workbook(io.BytesIO(content), read_only=True, data_only=values)
    except Exception as error:  # openpyxl lets through whatever zip, XML and its own models raise
        raise ContentopsError(
            f"{shown} cannot be read as XLSX: {error}", hint="open it in Excel and save it again, or as CSV"
        ) from None


def _choose(workbook: Workbook, shown: str, wanted: str | None) -> str:
    # Chart sheets are in `sheetnames` but have no cells.
    names = [sheet.title for sheet in workbook.worksheets]
    if wanted is not None:
        if wanted not in names:
            raise UsageError(f"{shown} has no sheet {wanted}", hint=suggest(wanted, names, noun="sheets"))
        return wanted
    for sheet in workbook.worksheets:
        if sheet.sheet_state == "visible" and _has_content(sheet):
            return sheet.title
    raise ContentopsError(f"{shown} has no visible sheet with anything in it")


def _has_content(sheet: Any) -> bool:
    sheet.reset_dimensions()
    return any(value is not None for row in sheet.iter_rows(values_only=True) for value in row)


def _rows(values: Any, formulas: Any) -> Iterator[RawRow]:
    # Programs write wrong dimensions; without them the reader goes by the cells that are there.
    values.reset_dimensions()
    formulas.reset_dimensions()
    pairs = zip(values.iter_rows(), formulas.iter_rows(), strict=True)
    for line, (row, row_formulas) in enumerate(pairs, start=1):
        cells = [
            _cell(cell, formula, f"{column_letters(index)}{line}")
            for index, (cell, formula) in enumerate(zip(row, row_formulas, strict=True))
        ]
        yield line, cells, None


def _cell(cell: Any, formula: Any, address: str) -> Cell:
    value = cell.value
    if value is None and formula.data_type == "f":
        return CellFault(
            f"the formula in {address} has no saved value",
            "open the file in Excel and save it, or replace the formula by its value",
        )
    if cell.data_type == "e":
        return CellFault(f"{address} shows the error {value}", "mend the formula or empty the cell")
    return _plain(value)


def _plain(value: Any) -> Cell:
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, datetime):
        return value.date() if value.time() == time() else value
    if isinstance(value, float) and value.is_integer() and abs(value) < _LARGEST_NUMBER:
        return int(value)
    if isinstance(value, int | float) and not abs(value) < _LARGEST_NUMBER:
        return str(int(value)) if float(value).is_integer() else str(value)
    if isinstance(value, bool | int | float | date):
        return value
    return str(value) if isinstance(value, time | timedelta) else None


@dataclass(frozen=True)
class WorkbookCells:
    """The rows of every sheet of a workbook, hidden ones too, and the day that its serial numbers count from."""

    sheets: dict[str, list[RawRow]]
    epoch: date


def read_sheets(path: Path, shown: str) -> WorkbookCells:
    """All cells of a workbook. Raises `ContentopsError` when the file is none, damaged or far too large."""
    return parse_sheets(path.read_bytes(), shown)


def parse_sheets(content: bytes, shown: str) -> WorkbookCells:
    """The same from the bytes of a file; see `read_sheets`."""
    if content.startswith(_ZIP) and _ODS in content[:_ODS_WITHIN]:
        raise ContentopsError(f"{shown}: an ODS file is not read", hint="save it as XLSX")
    if not content.startswith(_ZIP):
        raise ContentopsError(f"{shown} is no XLSX workbook", hint="save it as .xlsx, without a password")
    _check_size(content, shown)
    with warnings.catch_warnings():
        # openpyxl says what it would lose on writing: nothing is written here.
        warnings.simplefilter("ignore")
        return _all_cells(content, shown)


def _all_cells(content: bytes, shown: str) -> WorkbookCells:
    values, formulas = _open(content, shown, values=True), _open(content, shown, values=False)
    try:
        sheets = {
            sheet.title: list(_rows(sheet, formulas[sheet.title]))
            for sheet in values.worksheets  # chart sheets have no cells
        }
        return WorkbookCells(sheets, values.epoch.date())
    except (KeyError, ValueError, TypeError, zipfile.BadZipFile) as error:
        raise ContentopsError(
            f"{shown} cannot be read: {error}", hint="open it in Excel and save it again"
        ) from None
    finally:
        values.close()
        formulas.close()
