"""The calendar as CSV, `calendars/PERIOD.csv`: a row for each wave, for spreadsheets and for filtering.

UTF-8, commas, CRLF (RFC 4180); with `csv_bom: true` in contentops.yaml a byte order mark, without which Excel reads
Chinese as gibberish. A cell that a spreadsheet would take for a formula begins with an apostrophe.
"""

from __future__ import annotations

import csv
import io

from contentops.render.edition import Edition
from contentops.render.sheets import Sheets, Value, shown

_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
_COLUMNS = ("date", "week", "channel", "title", "pool", "state", "owner", "publish", "notes", "item")
_BOM = "\ufeff"


def render_csv(edition: Edition) -> str:
    """The list of entries, one row a wave by date; an entry without channels has one row."""
    sheets = Sheets(edition.calendar, edition.workspace)
    tables = sheets.all()
    items = {row.entry: row for row in tables["items"].rows}
    rows = [{**row.values, "item": items[row.entry].key} for row in tables["waves"].rows]
    served = {row.entry for row in tables["waves"].rows}
    rows += [
        {**row.values, "date": row.values["publish"], "channel": ""}
        for row in tables["items"].rows
        if row.entry not in served
    ]
    rows.sort(key=lambda row: str(row["date"]))
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([sheets.words[name] for name in _COLUMNS])
    writer.writerows([[harmless_cell(row[name]) for name in _COLUMNS] for row in rows])
    return (_BOM if edition.workspace.settings.csv_bom else "") + text.getvalue()


def harmless_cell(value: Value) -> str:
    """A value as a cell that no program takes for a formula, not even behind blanks."""
    text = shown(value)
    begins = text.lstrip(" \u3000\xa0").startswith(_FORMULA) or text.startswith(_FORMULA)
    return f"'{text}" if begins else text
