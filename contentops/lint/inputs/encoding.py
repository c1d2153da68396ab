"""Bytes to text: UTF-8, UTF-16 and UTF-32 with a byte order mark, and GB18030 where it is plainly that.

Nothing is guessed that could be wrong in silence: a text decoded wrongly would be searched in vain and
called clean. Chinese in GB18030 (which GBK and GB2312 are parts of) shows itself by its pairs of bytes; other
encodings are refused with the place of the first byte that is not UTF-8.
"""

from __future__ import annotations

import codecs
import re

from contentops.lint.inputs import UnreadableInput
from contentops.problem import Problem

RULE = "encoding"

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark its own begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_OTHERS = (
    (b"%PDF-", "a PDF, not a text file", "lint the file it was made from"),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "an Office file of before 2007, or one with a password",
        "save it as DOCX or XLSX without a password",
    ),
    (b"PK\x03\x04", "a ZIP package, not a text file", "name a Word file .docx and a workbook .xlsx"),
    (b"{\\rtf", "RTF, not plain text", "save it as DOCX or as plain text"),
)
_SAMPLE = 200_000
_DECLARED = re.compile(
    rb"<meta[^>]{0,200}charset\s{0,4}=\s{0,4}[\"']?\s{0,4}gb(?:k|2312|18030)\b", re.IGNORECASE
)
_PAIR = re.compile(rb"[\x81-\xfe][\x40-\x7e\x80-\xfe]")
_FOUR = re.compile(rb"[\x81-\xfe][0-9][\x81-\xfe][0-9]")


def decode(data: bytes, name: str) -> tuple[str, str]:
    """The text, with its byte order mark as a character if it has one, and the encoding it was in.

    Raises `UnreadableInput`, with line and column of the first bad byte where it has one.
    """
    for mark, message, hint in _OTHERS:
        if data.startswith(mark):
            raise UnreadableInput(Problem(name, 0, 0, "error", RULE, message, None, hint))
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_marked(data, name, encoding), encoding
    if b"\x00" in data[:_SAMPLE] and _looks_like_utf_16(data[:_SAMPLE]):  # ASCII in it is valid UTF-8
        message = "looks like UTF-16 without a byte order mark"
        raise UnreadableInput(Problem(name, 0, 0, "error", RULE, message, None, "save it as UTF-8"))
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        return _decode_other(data, name, error)


def _decode_other(data: bytes, name: str, error: UnicodeDecodeError) -> tuple[str, str]:
    """What is not UTF-8: GB18030, or nothing we know."""
    if b"\x00" in data[:_SAMPLE]:
        problem = Problem(name, 0, 0, "error", RULE, "not a text file", None, "name the texts to lint")
        raise UnreadableInput(problem) from None
    if _DECLARED.search(data[:2000]) or _looks_like_gb18030(data[:_SAMPLE]):
        try:
            return data.decode("gb18030"), "gb18030"
        except UnicodeDecodeError as other:
            before = data[: other.start].decode("gb18030")
            message = "looks like GB18030 (GBK), and is damaged here"
            raise UnreadableInput(_at(name, before, message, "save it as UTF-8")) from None
    before = data[: error.start].decode("utf-8")
    got = f"byte {data[error.start]:#04x}"
    raise UnreadableInput(_at(name, before, "not UTF-8 text", "save it as UTF-8", got)) from None


def _decode_marked(data: bytes, name: str, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(encoding)
        shown = encoding.upper().removesuffix("-LE").removesuffix("-BE")
        message = f"begins like {shown} and is damaged here"
        raise UnreadableInput(_at(name, before, message, "save it as UTF-8")) from None


def _at(name: str, before: str, message: str, hint: str, got: str | None = None) -> Problem:
    line = before.count("\n") + 1
    column = len(before) - before.rfind("\n")
    return Problem(name, line, column, "error", RULE, message, got, hint)


def _looks_like_utf_16(sample: bytes) -> bool:
    """Every other byte of Latin text, and of blanks and line ends in Chinese, is zero in UTF-16."""
    zeros = (sample[0::2].count(0), sample[1::2].count(0))
    return max(zeros) > 1 + len(sample) // 50 and min(zeros) <= max(zeros) // 4


def _looks_like_gb18030(sample: bytes) -> bool:
    """Whether the bytes beyond ASCII are pairs as Chinese text in GB18030 has them.

    In real text nearly every pair is one of GB2312 (both bytes from A1 on), and most are of its first, frequent half
    or punctuation. UTF-8 that is damaged, Big5 and the Windows code pages have at most every second
    pair there.
    """
    pairs = common = frequent = 0
    cursor = 0
    while cursor < len(sample) - 1:
        if sample[cursor] < 0x80:
            cursor += 1
            continue
        if _FOUR.match(sample, cursor):
            pairs += 1
            cursor += 4
            continue
        if not _PAIR.match(sample, cursor):
            return False
        first, second = sample[cursor], sample[cursor + 1]
        pairs += 1
        if second >= 0xA1:
            common += 0xA1 <= first <= 0xF7
            frequent += 0xA1 <= first <= 0xA3 or 0xB0 <= first <= 0xD7
        cursor += 2
    return pairs > 0 and common >= 0.95 * pairs and frequent >= 0.8 * pairs
