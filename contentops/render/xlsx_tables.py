"""The sheets that people change: items, channel dates and work, with filters, lists to choose from, and colours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from openpyxl import Workbook
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from contentops.render.sheets import STATES, Column, Sheet, SheetName, Sheets
from contentops.render.xlsx_measure import lines_in
from contentops.render.xlsx_style import (
    DAY,
    FAINT,
    HEAD,
    HEAD_EDITABLE,
    NUMBER,
    STATE_FILLS,
    TEXT,
    WRAPPED,
    Look,
    Styles,
    colour_where,
    fitted,
    set_paper,
    set_widths,
    strike_where,
)

# Field -> least and most width in characters of the font; what is wider is wrapped.
_WIDTHS: Mapping[str, tuple[float, float]] = {
    "publish": (16, 16), "date": (16, 16), "start": (16, 16), "end": (16, 16), "week": (6.5, 11), "title": (24, 38),
    "state": (10, 11), "owner": (10, 18), "person": (10, 22), "pool": (8.5, 11), "channels": (16, 25),
    "channel": (12, 30), "hours": (8, 9), "notes": (20, 26), "reason": (24, 51), "work": (12, 30), "item": (10, 30),
    "ref": (10, 38),
}  # fmt: skip
_WIDE_TITLE = 52.0
"""Where no reason stands beside it, a title is on one line."""
_WRAPPED = frozenset({"title", "channels", "channel", "notes", "reason", "work", "owner", "person", "pool"})
_FROZEN: Mapping[SheetName, int] = {"items": 3, "waves": 4, "tasks": 3}
"""How many columns stay when one scrolls to the right."""
_MOST_LINES = 20
"""What a row shows of a long text; the rest is read in the cell."""
_ROOM = 200
"""Rows below the last one that lists and colours cover as well."""


@dataclass(frozen=True)
class Lists:
    """Where the legend has what people choose from: ranges such as `'Legend'!$A$4:$A$7`."""

    states: str
    people: str


def add_table(
    workbook: Workbook, styles: Styles, sheets: Sheets, table: Sheet, lists: Lists, paper: str
) -> None:
    """Add the sheet of one table."""
    words = sheets.words
    sheet = workbook.create_sheet(words[f"sheet.{table.name}"])
    for number, column in enumerate(table.columns, start=1):
        styles.put(sheet, 1, number, words[column.field], HEAD_EDITABLE if column.editable else HEAD)
    looks = [_look(column) for column in table.columns]
    widths = [_width(table, column, words) for column in table.columns]
    for line, row in enumerate(table.rows, start=2):
        highest = 1
        for number, (column, look, width) in enumerate(
            zip(table.columns, looks, widths, strict=True), start=1
        ):
            value = row.values.get(column.field)
            styles.put(sheet, line, number, value, look)
            if look.wrap and isinstance(value, str):
                highest = max(highest, lines_in(value, width))
        sheet.row_dimensions[line].height = styles.height(highest, most=_MOST_LINES)
    last = get_column_letter(len(table.columns))
    rows = len(table.rows) + 1
    set_widths(sheet, dict(enumerate(widths, start=1)))
    sheet.freeze_panes = f"{get_column_letter(_FROZEN[table.name] + 1)}2"
    sheet.auto_filter.ref = f"A1:{last}{rows}"
    sheet.sheet_view.zoomScale = 90
    # The key is for the way back: on paper it tells nobody anything.
    printed = len(table.columns) - 1
    set_paper(sheet, paper, words["page"], head_rows=1, repeated=_FROZEN[table.name], printed=printed)
    _validate(sheet, table, lists, words, rows + _ROOM)
    _colour_states(sheet, sheets, table, rows + _ROOM)


def _look(column: Column) -> Look:
    if column.kind == "day":
        return DAY
    if column.kind == "number":
        return NUMBER
    look = WRAPPED if column.field in _WRAPPED else TEXT
    return replace(look, ink=FAINT) if column.field in ("item", "ref") else look


def _width(table: Sheet, column: Column, words: Mapping[str, str]) -> float:
    least, most = _WIDTHS[column.field]
    if column.field == "title" and table.name != "items":
        most = _WIDE_TITLE
    if column.kind == "day":
        return least
    texts = [str(row.values.get(column.field) or "") for row in table.rows]
    # The arrow of the filter stands over the head.
    return fitted([*texts, f"{words[column.field]}  "], least=least, most=most)


def _validate(sheet: Worksheet, table: Sheet, lists: Lists, words: Mapping[str, str], last: int) -> None:
    for number, column in enumerate(table.columns, start=1):
        if not column.editable or column.kind == "text":
            continue
        if column.kind == "day":
            # Any day from 1900 on: the period is checked with words when the workbook comes back.
            rule = DataValidation(type="date", operator="greaterThan", formula1="1", allow_blank=True)
            rule.error = words["dv.date"]
        else:
            source = lists.states if column.kind == "state" else lists.people
            rule = DataValidation(type="list", formula1=source, allow_blank=True)
            rule.error = words["dv.state" if column.kind == "state" else "dv.person"]
        rule.errorTitle = words[column.field]
        rule.showErrorMessage = True
        letter = get_column_letter(number)
        rule.add(f"{letter}2:{letter}{last}")
        sheet.add_data_validation(rule)


def _colour_states(sheet: Worksheet, sheets: Sheets, table: Sheet, last: int) -> None:
    """The state's colour on its cell; a cancelled row is struck out."""
    fields = [column.field for column in table.columns]
    if "state" not in fields:
        return
    letter = get_column_letter(fields.index("state") + 1)
    names = sheets.overview.words
    area, cells = f"A2:{get_column_letter(len(fields))}{last}", f"{letter}2:{letter}{last}"
    for state in STATES:
        condition = f'${letter}2="{names.name("state", state)}"'
        if state == "cancelled":
            strike_where(sheet, area, condition)
        if state != "planned":
            colour_where(sheet, cells, condition, STATE_FILLS[state])


def sheet_range(title: str, column: int, first: int, last: int) -> str:
    """A range on another sheet, fixed: `'Legend'!$A$4:$A$7`."""
    letter = get_column_letter(column)
    return f"{quote_sheetname(title)}!${letter}${first}:${letter}${max(first, last)}"
