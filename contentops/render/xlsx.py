"""The calendar as a workbook, `calendars/PERIOD.xlsx`: what a manager opens, and colleagues change and send back.

`contentops.importing.calendar_workbook` reads it again: the sheet that is hidden holds what was exported.
"""

from __future__ import annotations

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from contentops.models.base import text_in
from contentops.render.edition import Edition
from contentops.render.sheets import Sheets, cell_line
from contentops.render.sheets_base import HIDDEN_SHEET, base_rows, cell_digest
from contentops.render.xlsx_file import pack
from contentops.render.xlsx_pages import (
    add_gaps,
    add_legend,
    add_load,
    add_overview,
    add_unscheduled,
    legend_lists,
)
from contentops.render.xlsx_style import PLAIN, Styles
from contentops.render.xlsx_tables import add_table
from contentops.render.xlsx_weeks import add_weeks

_READ_ONLY = ("overview", "weeks", "load", "gaps", "unscheduled", "legend")


def render_xlsx(edition: Edition) -> bytes:
    """The workbook, in the workspace's language."""
    calendar, workspace = edition.calendar, edition.workspace
    sheets = Sheets(calendar, workspace)
    words, tables = sheets.words, sheets.all()
    workbook = Workbook()
    first = workbook.worksheets[0]
    first.title = words["sheet.overview"]
    styles = Styles(workbook, workspace.settings.language)
    brand = text_in(workspace.settings.brand.name, workspace.settings.language)
    paper = cell_line(f"{brand} · {sheets.overview.words.say('title', period=calendar.period)}")
    lists = legend_lists(sheets)
    add_overview(first, styles, sheets, paper)
    add_weeks(workbook, styles, sheets, paper)
    for table in tables.values():
        add_table(workbook, styles, sheets, table, lists, paper)
    add_load(workbook, styles, sheets, paper)
    add_gaps(workbook, styles, sheets, paper)
    add_unscheduled(workbook, styles, sheets, paper)
    add_legend(workbook, styles, sheets, paper)
    hidden = workbook.create_sheet(HIDDEN_SHEET)
    read_only = {words[f"sheet.{name}"] for name in _READ_ONLY}
    computed = {sheet.title: _digests(sheet) for sheet in workbook.worksheets if sheet.title in read_only}
    for line, text in enumerate(base_rows(sheets, computed), start=1):
        styles.put(hidden, line, 1, text, PLAIN)
    hidden.sheet_state = "veryHidden"
    return pack(workbook, paper, calendar.today)


def _digests(sheet: Worksheet) -> dict[str, str]:
    """What stands in each cell of a sheet, so that an edit of it is seen whatever became of the record since."""
    return {
        cell.coordinate: cell_digest(cell.value)
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }
