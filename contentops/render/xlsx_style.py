"""How the workbook looks: styles made once, cells that hold text and nothing else, widths, and paper."""

from __future__ import annotations

import re
from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.formatting.rule import DataBar, FormatObject, Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from contentops.models.base import Language
from contentops.text_width import display_width

BLUE, GREY_HEAD, INK, FAINT = "1F4E79", "DDE2E8", "1F2933", "5B6673"
EMPTY, OFF, OVER, TIGHT, TODAY = "FFE0A3", "ECEFF3", "F8B4B4", "FFBE7D", "FFF59D"
STATE_FILLS: Mapping[str, str] = {
    "planned": "FFFFFF", "pinned": "CFE3F7", "published": "D3EFD8", "cancelled": "E4E7EB",
}  # fmt: skip
_FONTS: Mapping[Language, str] = {"zh": "Microsoft YaHei", "en": "Arial"}
_STANDARD = "Arial"
"""Widths of columns count its digits: a font that every program has, or one of the same widths."""
_DATES: Mapping[Language, str] = {"zh": "[$-804]yyyy\\-mm\\-dd\\ ddd", "en": "[$-409]yyyy\\-mm\\-dd\\ ddd"}
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_FORMULA = tuple("=+-@＝＋－＠")
_LEADING: Mapping[Language, float] = {"zh": 1.45, "en": 1.24}
"""The height of a line in sizes of the font, of the highest of the fonts that programs take."""
_MOST_LINES = 27
_A4 = 9
_PAPER_WIDTH = 152.0
"""Digits of the standard font across A4 landscape between the margins."""
_LEAST_SIZE = 7.0
"""Points: what is printed smaller is not read; a wider sheet takes another page beside the first."""
_HAIR = Side(style="thin", color="D5DAE1")


@dataclass(frozen=True)
class Look:
    """What a cell looks like."""

    bold: bool = False
    size: float = 10
    ink: str = INK
    fill: str = ""
    wrap: bool = False
    centre: bool = False
    day: bool = False
    number: bool = False
    border: bool = True


class Styles:
    """The styles of one workbook; each look is entered into it once."""

    def __init__(self, workbook: Workbook, language: Language) -> None:
        self.language = language
        standard = Font(name=_STANDARD, size=10)
        book: Any = workbook
        book._fonts = IndexedList([standard])
        book._named_styles["Normal"].font = standard
        self._scratch = Cell(workbook.worksheets[0], 1, 1)
        self._known: dict[tuple[Look, bool], Any] = {}

    def height(self, lines: int, size: float = 10, *, most: int = _MOST_LINES) -> float:
        """The height in points of a row with so many lines, `most` at most: programs cut one of more than 409."""
        return round(min(lines, most) * size * _LEADING[self.language] + 3, 1)

    def put(self, sheet: Worksheet, row: int, column: int, value: Any, look: Look = Look()) -> None:
        """Write a value: text is text whatever it begins with, a day is a day."""
        cell: Any = sheet.cell(row, column)
        risky = False
        if isinstance(value, str):
            cell.value = escaped(value) or None
            if value:
                # openpyxl takes `=...` for a formula and `#N/A` for an error.
                cell.data_type = "s"
            risky = value.startswith(_FORMULA)
        elif value is not None:
            cell.value = value
        cell._style = self._style(look, risky)  # as openpyxl itself copies styles

    def _style(self, look: Look, quoted: bool) -> Any:
        style = self._known.get((look, quoted))
        if style is None:
            style = self._known[look, quoted] = self._make(look, quoted)
        return style

    def _make(self, look: Look, quoted: bool) -> Any:
        cell: Any = self._scratch
        cell.font = Font(name=_FONTS[self.language], size=look.size, bold=look.bold, color=f"FF{look.ink}")
        cell.fill = (
            PatternFill("solid", start_color=f"FF{look.fill}", end_color=f"FF{look.fill}")
            if look.fill
            else PatternFill()
        )
        cell.alignment = Alignment(
            wrap_text=look.wrap,
            vertical="top",
            horizontal="center" if look.centre else "right" if look.number else None,
            # A number that touches the text beside it reads as one word with it.
            indent=1 if look.number and not look.centre else 0,
        )
        cell.border = Border(_HAIR, _HAIR, _HAIR, _HAIR) if look.border else Border()
        cell.number_format = _DATES[self.language] if look.day else "General"
        style = copy(cell._style)
        # An apostrophe before the text, as people type it: editing the cell does not make a formula of it either.
        style.quotePrefix = int(quoted)
        return style


HEAD = Look(bold=True, fill=GREY_HEAD, wrap=True)
HEAD_EDITABLE = replace(HEAD, fill=BLUE, ink="FFFFFF")
TEXT = Look()
WRAPPED = Look(wrap=True)
DAY = Look(day=True, centre=True)
NUMBER = Look(number=True)
PLAIN = Look(border=False)
PLAIN_WRAPPED = Look(border=False, wrap=True)
LABEL = Look(border=False, bold=True)
TITLE = Look(border=False, bold=True, size=16, ink=BLUE)
SUBTITLE = Look(border=False, size=10, ink=FAINT)
SECTION = Look(border=False, bold=True, size=12, ink=BLUE)
WARNING = Look(border=False, fill=TODAY, wrap=True)


def escaped(text: str) -> str:
    """`_x0041_` in a text would be read as an A: the first underscore is written as a code itself."""
    return _LOOKS_ESCAPED.sub("_x005F_", text)


def set_widths(sheet: Worksheet, widths: Mapping[int, float]) -> None:
    """Widths by column number, in characters of the font; Chinese counts two."""
    for column, width in widths.items():
        sheet.column_dimensions[get_column_letter(column)].width = round(width, 1)


def fitted(texts: list[str], *, least: float, most: float) -> float:
    """A width that shows the longest line of `texts`, within bounds."""
    longest = max((display_width(line) for text in texts for line in text.split("\n")), default=0)
    return min(max(longest * 1.1 + 2, least), most)


def set_paper(
    sheet: Worksheet,
    title: str,
    footer: str,
    *,
    size: float = 10,
    head_rows: int = 0,
    repeated: int = 0,
    printed: int = 0,
) -> None:
    """A4 landscape, the head on each page, what it is above and the page number below.

    As wide as one page when its text of `size` points can then be read, else several beside each other, each
    with the first `repeated` columns. Of `printed` columns the rest stays off the paper; 0 prints all.
    """
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", _A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = (
        _pages_beside(sheet, size, repeated, printed),
        0,
    )
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.35
    margins.top, margins.bottom, margins.header, margins.footer = 0.7, 0.6, 0.3, 0.3
    # An & begins a code in headers.
    header: Any = sheet.oddHeader
    header.left.text, header.right.text = title.replace("&", "&&"), "&A"
    below: Any = sheet.oddFooter
    below.right.text = footer
    if head_rows:
        sheet.print_title_rows = f"1:{head_rows}"
    if repeated and sheet.page_setup.fitToWidth > 1:
        sheet.print_title_cols = f"A:{get_column_letter(repeated)}"
        sheet.page_setup.pageOrder = "overThenDown"
    if printed:
        sheet.print_area = f"A1:{get_column_letter(printed)}{sheet.max_row}"


def _pages_beside(sheet: Worksheet, size: float, repeated: int, printed: int) -> int:
    """How many pages beside each other a sheet needs to be read, its widths set."""
    widths = [
        sheet.column_dimensions[get_column_letter(column)].width
        for column in range(1, (printed or sheet.max_column) + 1)
    ]
    head, rest = sum(widths[:repeated]), widths[repeated:]
    pages = 1
    while pages < len(rest):
        # A column is not divided: on each page but the last up to one of them finds no room.
        needed = head + sum(rest) / pages + (max(rest) / 2 if pages > 1 else 0)
        if needed * _LEAST_SIZE <= _PAPER_WIDTH * size:
            break
        pages += 1
    return pages


def colour_where(sheet: Worksheet, area: str, condition: str, colour: str) -> None:
    """Colour the cells of `area` for which a formula, written for the first of them, holds; the first rule wins."""
    rule: Any = Rule(type="expression", formula=[condition], stopIfTrue=True)
    rule.dxf = DifferentialStyle(fill=PatternFill("solid", bgColor=f"FF{colour}"))
    sheet.conditional_formatting.add(area, rule)


def strike_where(sheet: Worksheet, area: str, condition: str) -> None:
    """Strike the text of the cells of `area` out where a formula holds."""
    rule: Any = Rule(type="expression", formula=[condition])
    rule.dxf = DifferentialStyle(font=Font(strike=True, color=f"FF{FAINT}"))
    sheet.conditional_formatting.add(area, rule)


def add_bars(sheet: Worksheet, area: str) -> None:
    """Draw a bar behind each number of `area`, from 0 to the largest."""
    ends = [FormatObject(type="num", val=0), FormatObject(type="max")]
    rule: Any = Rule(type="dataBar", dataBar=DataBar(cfvo=ends, color="FF9CC3E6"))
    sheet.conditional_formatting.add(area, rule)


def day_text(day: date) -> str:
    """`01-04`."""
    return f"{day:%m-%d}"
