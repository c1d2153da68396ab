"""Workbooks: the text of every cell of every sheet, hidden ones too, each placed as `Sheet!B4`.

Read from the XML of the package as it is saved: of a formula its saved value, and when a program saved
none, the texts in quotes inside it, so that nothing passes because a formula puts it together. Numbers
and dates are no text. Comments, text boxes and charts are not read.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from contentops.lint.inputs import LintInput
from contentops.lint.inputs.extracted import read_extracted
from contentops.lint.inputs.package import Package, refuse
from contentops.models.table import column_letters

_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_QUOTED = re.compile('"((?:[^"]|"")*)"')
_PLAIN_NAME = re.compile(r"[^\W\d][\w.]*\Z")
_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})\Z")
_MOST_CELLS = 3_000_000
_LARGEST_TEXT = 50_000_000


class _Cell(NamedTuple):
    offset: int
    sheet: str
    row: int
    column: int


class XlsxPlaces:
    """Where each cell's text stands."""

    def __init__(self, cells: list[_Cell]) -> None:
        self._cells = cells
        self._offsets = [cell.offset for cell in cells]

    def name(self, offset: int) -> str:
        """`Prices!B4`, or `'Price list'!B4` as spreadsheets quote such a name."""
        at = bisect_right(self._offsets, offset) - 1
        if at < 0:
            return ""
        cell = self._cells[at]
        return name_cell(cell.sheet, cell.row, cell.column)


def name_cell(sheet: str, row: int, column: int) -> str:
    """The name of a cell: `Prices!B4`; row and column count from 1."""
    quoted = sheet if _PLAIN_NAME.match(sheet) else "'" + sheet.replace("'", "''") + "'"
    return f"{quoted}!{column_letters(column - 1)}{row}"


class SheetCell(NamedTuple):
    """A cell with something in it. `fault` says why its text cannot be known."""

    sheet: str
    row: int
    column: int
    text: str
    fault: str = ""


def read_xlsx(data: bytes, name: str) -> LintInput:
    """The text of a workbook, one cell (or line of one) a line. Raises `UnreadableInput`."""
    texts: list[str] = []
    cells: list[_Cell] = []
    length = 0
    for cell in read_cells(data, name):
        cells.append(_Cell(length, cell.sheet, cell.row, cell.column))
        texts.append(cell.text)
        length += len(cell.text) + 1
    joined = "".join(f"{text}\n" for text in texts)
    return LintInput(joined, read_extracted(joined), "xlsx", XlsxPlaces(cells))


def read_cells(data: bytes, name: str, *, values: bool = False) -> list[SheetCell]:
    """Every cell with text, in order of sheets and places. Raises `UnreadableInput`.

    With `values` the numbers too, and a formula without a saved value is a fault and not the texts in it.
    """
    package = Package(data, name, "Excel")
    main = package.main_part()
    if main is None:
        raise refuse(name, "no workbook in it", package.again)
    workbook = _Workbook()
    package.parse(main, workbook)
    if not workbook.sheets:
        raise refuse(name, "no workbook in it", package.again)
    relations = package.relations(main)
    strings = _SharedStrings(package)
    for relation in relations.values():
        if relation.kind == "sharedStrings":
            package.parse(relation.target, strings)
    found: list[SheetCell] = []
    budget = _Budget(package)
    for title, key in workbook.sheets:
        relation_of_sheet = relations.get(key)
        if relation_of_sheet is None:
            raise refuse(name, f"damaged: the sheet {title} is not in it", package.again)
        if relation_of_sheet.kind == "worksheet":
            package.parse(relation_of_sheet.target, _Sheet(title, strings.texts, found, budget, values))
    return found


class _Budget:
    """How much text a workbook may have: one shared string can stand in a million cells."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.cells = 0
        self.length = 0

    def spend(self, text: str) -> None:
        self.cells += 1
        self.length += len(text)
        if self.cells > _MOST_CELLS or self.length > _LARGEST_TEXT:
            raise refuse(
                self.package.name, "more text than a workbook is read with", "divide it into several files"
            )


class _Workbook:
    def __init__(self) -> None:
        self.sheets: list[tuple[str, str]] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if _local(name) == "sheet":
            key = next((value for key, value in attributes.items() if key.endswith("/relationships id")), "")
            self.sheets.append((attributes.get("name", ""), key))

    def end(self, name: str) -> None:
        pass

    def text(self, text: str) -> None:
        pass


class _SharedStrings:
    """The texts that cells name by number; readings of characters (`rPh`) are no part of them."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.texts: list[str] = []
        self.parts: list[str] = []
        self.reading = 0
        self.in_text = False

    def start(self, name: str, attributes: dict[str, str]) -> None:  # noqa: ARG002
        local = _local(name)
        if local == "si":
            self.parts = []
        elif local == "rPh":
            self.reading += 1
        self.in_text = local == "t" and not self.reading

    def end(self, name: str) -> None:
        local = _local(name)
        self.in_text = False
        if local == "si":
            self.texts.append(_unescape("".join(self.parts)))
        elif local == "rPh":
            self.reading -= 1

    def text(self, text: str) -> None:
        if self.in_text:
            self.parts.append(text)


class _Sheet:
    """The cells of one sheet."""

    def __init__(
        self, title: str, strings: list[str], found: list[SheetCell], budget: _Budget, values: bool
    ) -> None:
        self.title = title
        self.strings = strings
        self.found = found
        self.budget = budget
        self.row = self.column = 0
        self.kind = self.element = ""
        self.reading = 0
        self.with_values = values
        self.values: dict[str, list[str]] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = self.element = _local(name)
        if local == "row":
            self.row = _number(attributes.get("r")) or self.row + 1
            self.column = 0
        elif local == "c":
            address = _ADDRESS.match(attributes.get("r", ""))
            self.column = _column(address.group(1)) if address else self.column + 1
            self.row = int(address.group(2)) if address else self.row
            self.kind = attributes.get("t", "n")
            self.values = {"v": [], "f": [], "t": []}
        elif local == "rPh":
            self.reading += 1

    def end(self, name: str) -> None:
        local = _local(name)
        self.element = ""
        if local == "rPh":
            self.reading -= 1
        elif local == "c":
            fault = self.cell_fault() if self.with_values else ""
            text = "" if fault else self.cell_text()
            if text.strip() or fault:
                self.budget.spend(text)
                self.found.append(SheetCell(self.title, self.row, self.column, text, fault))
            self.values = {}

    def text(self, text: str) -> None:
        if not self.reading and self.element in self.values:
            self.values[self.element].append(text)

    def cell_fault(self) -> str:
        if self.kind == "e":
            return f"the cell shows the error {''.join(self.values['v'])}"
        is_formula = "".join(self.values["f"]) and not self.values["v"]
        return "a formula without a saved value" if is_formula else ""

    def cell_text(self) -> str:
        value = "".join(self.values["v"])
        if self.kind == "s":
            index = _number(value)
            return self.strings[index] if index is not None and index < len(self.strings) else ""
        if self.kind == "inlineStr":
            return _unescape("".join(self.values["t"]))
        if value:
            return _unescape(value) if self.kind == "str" or self.with_values else ""
        quoted = _QUOTED.findall("".join(self.values["f"]))
        return "\n".join(text.replace('""', '"') for text in quoted)


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


def _number(text: str | None) -> int | None:
    return int(text) if text is not None and text.isascii() and text.isdigit() and len(text) < 10 else None


def _unescape(text: str) -> str:
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda match: _character(int(match[1], 16)), text)


def _character(code: int) -> str:
    return "\ufffd" if code == 0 or 0xD800 <= code <= 0xDFFF else chr(code)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
