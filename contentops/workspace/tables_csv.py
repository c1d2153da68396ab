"""CSV as it is found: the encodings of Excel in China and elsewhere, three delimiters, quoted line breaks."""

from __future__ import annotations

import codecs
import csv
import io
import re

from contentops.errors import ContentopsError, UsageError
from contentops.models.table import Cell, CellFault, RawRow, RawTable

DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab"}
_BOMS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8 with BOM"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
_LONGEST_FIELD = 1_000_000
_EXCEL_HINT = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)  # Excel's own first line, which names the delimiter


def read_csv(content: bytes, shown: str, encoding: str | None, delimiter: str | None) -> RawTable:
    """The rows of a CSV file. Raises `ContentopsError` when it cannot be read to its end."""
    text, encoding_name = decode(content, shown, encoding)
    first_line = 1
    if match := _EXCEL_HINT.match(text):
        delimiter = delimiter or match[1]
        text, first_line = text[match.end() :], 2
    delimiter = delimiter or find_delimiter(text)
    if len(delimiter) != 1 or delimiter in '"\r\n':
        raise UsageError(f"{delimiter!r} cannot be a delimiter", hint="one character, or the word tab")
    rows = _rows(text, delimiter, shown, first_line)
    described = f"{encoding_name}, {DELIMITERS.get(delimiter, delimiter)}"
    return RawTable(rows, described, ragged=True)


def decode(content: bytes, shown: str, encoding: str | None = None) -> tuple[str, str]:
    """The text of a file and the name of its encoding.

    A byte order mark decides; without one valid UTF-8 is UTF-8, and anything else must be valid
    GB18030 (which includes GBK and GB2312). Both are strict: nothing is replaced silently.
    """
    if encoding is not None:
        return _decode_as(content, shown, encoding)
    for mark, name, title in _BOMS:
        if content.startswith(mark):
            return _decode_as(content[len(mark) :], shown, name)[0], title
    try:
        text, title = content.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError as not_utf8:
        try:
            text, title = content.decode("gb18030"), "GB18030"
        except UnicodeDecodeError as not_chinese:
            later = max(not_utf8, not_chinese, key=lambda error: error.start)
            line = content.count(b"\n", 0, later.start) + 1
            raise ContentopsError(
                f"{shown}:{line}: neither UTF-8 nor GB18030 (byte 0x{content[later.start]:02x})",
                hint="name the encoding, for example --encoding cp1252, or save the file as UTF-8",
            ) from None
    if "\0" in text:
        raise ContentopsError(
            f"{shown} holds zero bytes: it is no text, or UTF-16 without a byte order mark",
            hint="for UTF-16 say --encoding utf-16-le",
        )
    return text, title


def find_delimiter(text: str) -> str:
    """The delimiter that divides the first filled line into most fields; a comma when none does."""
    lines = text.lstrip("\r\n ").splitlines()
    first = lines[0] if lines else ""

    def fields(delimiter: str) -> int:
        return len(next(csv.reader([first], delimiter=delimiter), []))

    return max(DELIMITERS, key=fields)  # the first of equals: comma, then semicolon, then tab


def _decode_as(content: bytes, shown: str, encoding: str) -> tuple[str, str]:
    try:
        text = content.decode(encoding)
    except LookupError:
        raise UsageError(
            f"there is no encoding named {encoding}", hint="for example utf-8, gb18030, utf-16, cp1252"
        ) from None
    except UnicodeError as error:  # some codecs raise the bare class, without a place
        start = error.start if isinstance(error, UnicodeDecodeError) else 0
        line = content.count(b"\n", 0, start) + 1
        raise ContentopsError(
            f"{shown}:{line}: not valid {encoding}", hint="leave --encoding out to have it found"
        ) from None
    return text.removeprefix("\ufeff"), encoding


def _rows(text: str, delimiter: str, shown: str, first_line: int) -> list[RawRow]:
    csv.field_size_limit(_LONGEST_FIELD)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[RawRow] = []
    start = first_line
    try:
        for fields in reader:
            rows.append((start, [_cell(field) for field in fields], None))
            start = reader.line_num + first_line
    except csv.Error as error:
        if "field limit" in str(error):
            raise ContentopsError(
                f"{shown}:{start}: a cell of more than {_LONGEST_FIELD:,} characters in the record that starts here",
                hint="shorten it; or is a quote not closed?",
            ) from None
        raise ContentopsError(
            f"{shown}:{start}: the quotes of the record that starts here do not match ({error})",
            hint='a quote inside a quoted text is written twice: "say ""hi"""',
        ) from None
    return rows


def _cell(field: str) -> Cell:
    text = field.strip()
    if "\ufffd" in text:
        return CellFault(
            "holds U+FFFD: a character was lost when the file was converted", "save the original as UTF-8"
        )
    return text or None
