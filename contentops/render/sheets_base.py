"""What a workbook carries of the calendar it was made from: the base of the three-way comparison when it comes back.

The text is JSON in ASCII, cut into pieces that a cell holds, after its SHA-256: whatever a program does to the file,
either the exported values are all there or the damage is noticed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from contentops.render.sheets import SheetName, SheetRow, Sheets, shown

MARK = "contentops export 1"
"""The first cell of the hidden sheet; the number is the version of what follows."""
HIDDEN_SHEET = "contentops"
_PIECE = 30_000
_DIGITS = 8
_ESCAPED = re.compile(r"_x005F_(?=x[0-9A-Fa-f]{4}_)", re.IGNORECASE)


@dataclass(frozen=True)
class BaseSheet:
    """A table as it was exported: its sheet's title, the heads of its columns, and what its rows said."""

    title: str
    heads: Mapping[str, str]
    """Field -> the text in its head."""
    rows: Mapping[str, Mapping[str, str]]
    """Key -> field -> the code of an editable cell, the digest of another."""


@dataclass(frozen=True)
class Base:
    """What was exported."""

    period: str
    people: Mapping[str, str]
    """Id -> what the workbook calls the person."""
    sheets: Mapping[SheetName, BaseSheet]
    computed: Mapping[str, Mapping[str, str]] | None
    """Title of a sheet that is only read -> address of a cell -> its digest; None where an earlier version wrote it."""


def digest(text: str) -> str:
    """What stands for a cell that nobody may change: enough to see that it did."""
    return sha256(text.encode()).hexdigest()[:_DIGITS]


def cell_digest(value: object) -> str:
    """What stands for a cell of a sheet that is only read: the same for what any program makes of it on saving."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return digest(repr(round(float(value), 6)))
    if isinstance(value, date | datetime):
        return digest(value.isoformat())
    return digest(" ".join(_ESCAPED.sub("_", str(value)).split()))


def base_rows(sheets: Sheets, computed: Mapping[str, Mapping[str, str]] | None = None) -> list[str]:
    """The cells of the hidden sheet, top to bottom; `computed` as in `Base`."""
    document = {
        "period": sheets.overview.calendar.period,
        "people": sheets.people,
        "sheets": {
            name: {
                "title": sheets.words[f"sheet.{name}"],
                "heads": {column.field: sheets.words[column.field] for column in sheet.columns},
                "rows": {row.key: _row(row) for row in sheet.rows},
            }
            for name, sheet in sheets.all().items()
        },
        "computed": computed,
    }
    # Blanks and underscores are written out: a cell that begins with a blank is trimmed by some program, and
    # `_x0041_` is an A to others.
    text = json.dumps(document, separators=(",", ":"))
    text = text.replace("_", "\\u005f").replace(" ", "\\u0020")
    pieces = [text[start : start + _PIECE] for start in range(0, len(text), _PIECE)]
    return [MARK, sha256(text.encode()).hexdigest(), *pieces]


def _row(row: SheetRow) -> dict[str, str]:
    return {
        name: row.codes[name] if name in row.codes else digest(shown(value))
        for name, value in row.values.items()
    }


def read_base(cells: Sequence[str]) -> Base | None:
    """What `base_rows` wrote; None when it is not all there."""
    if len(cells) < 3 or cells[0] != MARK:
        return None
    text = "".join(cells[2:])
    if sha256(text.encode()).hexdigest() != cells[1]:
        return None
    try:
        document: dict[str, Any] = json.loads(text)
        sheets: dict[SheetName, BaseSheet] = {
            name: BaseSheet(part["title"], part["heads"], part["rows"])
            for name, part in document["sheets"].items()
        }
        computed = document.get("computed")
        if computed is not None:
            computed = {title: dict(cells) for title, cells in computed.items()}
        return Base(document["period"], document["people"], sheets, computed)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
