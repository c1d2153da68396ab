"""What a cell means for the key it fills: dates, numbers, lists and choices as people type them."""

from __future__ import annotations

import contextlib
import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from contentops.importing.targets import Target
from contentops.importing.words import common_meaning
from contentops.models.table import Cell, CellFault

_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[T ]\d{1,2}:\d{2}\S*)?\Z")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})\Z")
_CHINESE = re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日号號]?\Z")
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{2}|\d{4})\Z")
_DIGITS_OF_A_YEAR = 4
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?\Z")
_WHOLE = re.compile(r"[+-]?\d{1,15}\Z")
_FRACTION = re.compile(r"[+-]?\d{1,15}\.\d+\Z")
_SEPARATORS = ";；、|｜\n"
_SEPARATORS_OF_IDS = _SEPARATORS + ",，"
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_SOFT_BREAKS = str.maketrans(
    {"\r": "\n", "\x0b": "\n", "\x0c": "\n"}
)  # what Word and Excel break a line with
_FLAGS = {"true": True, "yes": True, "是": True, "false": False, "no": False, "否": False}


@dataclass(frozen=True)
class Conversion:
    """How cells are read where their text alone does not say it."""

    date_format: str | None = None
    list_separator: str | None = None


def convert(cell: Cell, target: Target, how: Conversion) -> Any:  # noqa: PLR0911  one return per kind
    """The value of a filled cell for its target; a `CellFault` when it cannot be one."""
    if isinstance(cell, CellFault):
        return cell
    if isinstance(cell, str) and (bad := _CONTROL.search(cell)):
        # No file we read may hold one: it is invisible, and it can drive the terminal that shows it.
        return CellFault(
            f"holds the invisible control character U+{ord(bad[0]):04X}", "delete it in the table"
        )
    if target.kind == "date":
        return read_date(cell, how.date_format)
    if target.kind == "list":
        return _read_list(as_text(cell), target, how.list_separator)
    if target.kind == "any":
        return cell if isinstance(cell, bool | int | float) else as_text(cell)
    if target.kind in ("number", "number_or_text", "flag"):
        return _read_number_or_flag(cell, target)
    text = as_text(cell)
    if target.kind == "choice":
        # Anything less plain is left for the model to refuse.
        return (
            _nearest_spelling(text, target.choices)
            or common_meaning(target.keys[-1], text, target.choices)
            or text
        )
    # A title broken over two lines of a cell is still one line.
    return " ".join(text.split()) if target.keys[0] == "title" else text


def as_text(cell: Cell) -> str:
    """A cell as the text a person sees; line ends are newlines."""
    if cell is None or isinstance(cell, CellFault):
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "minutes")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float):
        return repr(cell)
    return str(cell).replace("\r\n", "\n").translate(_SOFT_BREAKS).strip()


def read_date(cell: Cell, date_format: str | None = None) -> date | CellFault:
    """A day: a real date of XLSX, `2027-03-01`, `2027/3/1`, `2027.3.1`, `20270301` or `2027年3月1日`.

    A time after it is dropped. With the year last, in four digits, a day is taken when only one order of day
    and month is in the calendar (`19/1/2027`, `3.3.2027`); anything else needs a `date_format` (as of
    `datetime.strptime`): nobody can know whether 3/1/2027 is in March or in January.
    """
    if isinstance(cell, date):
        return cell.date() if isinstance(cell, datetime) else cell
    text = unicodedata.normalize("NFKC", as_text(cell))
    if date_format is not None:
        try:
            return datetime.strptime(text, date_format).date()  # noqa: DTZ007  a day has no timezone
        except ValueError:
            return CellFault("is not a date as --date-format says", f"expected {date_format}")
    for pattern, groups in ((_YEAR_FIRST, (1, 3, 4)), (_COMPACT, (1, 2, 3)), (_CHINESE, (1, 2, 3))):
        if match := pattern.match(text):
            try:
                return date(*(int(match[group]) for group in groups))
            except ValueError:
                return CellFault("is no day of the calendar")
    days = _year_last(text)
    return days.pop() if len(days) == 1 else _why_not_a_date(text)


def _year_last(text: str) -> set[date]:
    """The days that a date with its year last, in four digits, can mean; 19-1-27 may begin with a year."""
    match = _YEAR_LAST.match(text)
    if match is None or len(match[4]) != _DIGITS_OF_A_YEAR:
        return set()
    days = set()
    for day, month in ((match[1], match[3]), (match[3], match[1])):
        with contextlib.suppress(ValueError):
            days.add(date(int(match[4]), int(month), int(day)))
    return days


def _why_not_a_date(text: str) -> CellFault:
    if match := _YEAR_LAST.match(text):
        if len(match[4]) == _DIGITS_OF_A_YEAR and not _year_last(text):
            return CellFault("is no day of the calendar")
        return CellFault(
            "is ambiguous: day and month could be either",
            "say --date-format %m/%d/%Y or %d/%m/%Y, or write YYYY-MM-DD",
        )
    if _WHOLE.match(text) or _FRACTION.match(text):
        return CellFault("is a number, not a date", "format the column as a date, or write YYYY-MM-DD")
    return CellFault("is not a date", "write YYYY-MM-DD, or say --date-format")


def read_number(cell: Cell) -> int | float | None:
    """The number that a cell holds or spells (`1,200`, full-width digits), or None."""
    if isinstance(cell, bool):
        return None
    if isinstance(cell, int | float):
        return cell
    text = unicodedata.normalize("NFKC", as_text(cell))
    if _THOUSANDS.match(text):
        text = text.replace(",", "")
    if _WHOLE.match(text):
        return int(text)
    if _FRACTION.match(text):
        number = float(text)
        return int(number) if number.is_integer() else number
    return None


def _read_number_or_flag(cell: Cell, target: Target) -> Any:
    if target.kind == "flag":
        if isinstance(cell, bool):
            return cell
        flag = _FLAGS.get(as_text(cell).casefold())
        return flag if flag is not None else CellFault("is neither true nor false")
    number = read_number(cell)
    if number is not None:
        return number
    return as_text(cell) if target.kind == "number_or_text" else CellFault("is not a number")


def _read_list(text: str, target: Target, separator: str | None) -> list[str]:
    marks = separator or (_SEPARATORS_OF_IDS if target.of_ids else _SEPARATORS)
    parts = text.split(separator) if separator else re.split(f"[{re.escape(marks)}]", text)
    return [part.strip() for part in parts if part.strip()]


def _nearest_spelling(text: str, choices: tuple[str, ...]) -> str | None:
    """`Press Release` is `press_release`."""
    folded = text.casefold().replace(" ", "_").replace("-", "_")
    return folded if folded in choices else None
