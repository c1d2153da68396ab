"""The lines of iCalendar (RFC 5545, section 3.1): escaping, folding by octets, and both ways back."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime

from contentops.text_width import clean_line

LINE_OCTETS = 75
"""The longest line, in octets of UTF-8, without its line break."""

_ESCAPED = re.compile(r"\\(.)")
_FOLD = re.compile(rb"(?:\r\n|\n|\r)[ \t]")
_CONTINUES = 0x80
_LEADS = 0xC0


def escape(text: str) -> str:
    """`text` as a TEXT value. The backslash comes first, or it would escape the others' escapes."""
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return text.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")


def unescape(text: str) -> str:
    """The text of a TEXT value."""
    return _ESCAPED.sub(lambda match: "\n" if match[1] in "nN" else match[1], text)


def clean_text(text: str) -> str:
    """`text` in its lines, each without what a reader would obey rather than show; empty lines go."""
    return "\n".join(line for part in text.splitlines() if (line := clean_line(part)))


def fold(line: str) -> bytes:
    """A content line in lines of at most 75 octets, broken between characters, with its CRLF."""
    data = line.encode("utf-8", "replace")
    if len(data) <= LINE_OCTETS:
        return data + b"\r\n"
    pieces, start, room = [], 0, LINE_OCTETS
    while len(data) - start > room:
        end = start + room
        while _CONTINUES <= data[end] < _LEADS:
            end -= 1
        # A blank at the end of a line is what editors and mail take away; before a character, it is safe.
        unbroken = len(data[start:end].rstrip(b" "))
        end = start + unbroken if unbroken else end
        pieces.append(data[start:end])
        start, room = end, LINE_OCTETS - 1
    return b"\r\n ".join([*pieces, data[start:]]) + b"\r\n"


def fold_all(lines: Iterable[str]) -> bytes:
    """Content lines as a file."""
    return b"".join(map(fold, lines))


def unfold(data: bytes) -> tuple[list[str], bool]:
    """The content lines of a file, whatever ends its lines, and whether it is all UTF-8.

    It is joined before it is decoded, since other programs fold inside a character; octets that are no UTF-8
    become U+FFFD.
    """
    joined = _FOLD.sub(b"", data.removeprefix(b"\xef\xbb\xbf"))
    try:
        text, whole = joined.decode("utf-8"), True
    except UnicodeDecodeError:
        text, whole = joined.decode("utf-8", "replace"), False
    return [line for line in re.split(r"[\r\n]+", text) if line], whole


def utc(moment: datetime) -> str:
    """A moment as `20270112T000000Z`."""
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def day_value(day: date) -> str:
    """A day as `20270112`."""
    return day.strftime("%Y%m%d")
