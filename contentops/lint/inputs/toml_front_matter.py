"""Front matter in TOML (`+++`): keys are not read, the texts of fields that readers see are.

No TOML parser: texts are taken where they stand, which needs no library, knows every position and
cannot fail. A field is known by the last part of its key: `title`, `seo.title`, `title` in `[params]`.
"""

from __future__ import annotations

import re

from contentops.lint.front_matter import READ_FIELDS
from contentops.lint.visible import VisibleBuilder

_KEY = re.compile(r"[ \t]*([\"'A-Za-z_][\"'\w. \t-]*?)[ \t]*=[ \t]*")
_LINE_END = re.compile(r"\r\n|\n|\r")
_STRING = re.compile(
    r'"""(?P<many>(?:[^\\"]|\\.|"(?!""))*)"""'
    r"|'''(?P<raw>(?:[^']|'(?!''))*)'''"
    r'|"(?P<one>(?:[^"\\\r\n]|\\.)*)"'
    r"|'(?P<plain>[^'\r\n]*)'"
    r"|#[^\r\n]*",
    re.DOTALL,
)
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|\r?\n\s*|(.))|\r\n|\n|\r", re.DOTALL)
_ESCAPED = {"b": "", "t": " ", "n": " ", "f": " ", "r": " ", '"': '"', "\\": "\\"}


def add_toml_front_matter(builder: VisibleBuilder, source: str, start: int, end: int) -> None:
    """Read the texts of `READ_FIELDS` in the TOML at `source[start:end]` (its fences excluded)."""
    cursor = start
    while cursor < end:
        key = _KEY.match(source, cursor, end)
        if key is None:
            cursor = _line_after(source, cursor, end)
            continue
        stop = _value_end(source, key.end(), end)
        if _name(key.group(1)) in READ_FIELDS:
            _add_texts(builder, source, key.end(), stop)
        cursor = _line_after(source, stop, end)
    builder.part(end)


def _name(key: str) -> str:
    return key.rpartition(".")[2].strip("\"' \t").lower().replace("-", "_")


def _line_after(source: str, cursor: int, end: int) -> int:
    found = _LINE_END.search(source, cursor, end)
    return found.end() if found else end


def _value_end(source: str, start: int, end: int) -> int:
    """Where a value ends: a list at its bracket, a text at its quotes, anything else at the end of the line."""
    opening = source[start : start + 1]
    if opening not in "[{" or not opening:
        text = _STRING.match(source, start, end)
        found = None if text else _LINE_END.search(source, start, end)
        return text.end() if text else found.start() if found else end
    depth = 0
    cursor = start
    while cursor < end:
        text = _STRING.match(source, cursor, end)
        if text is not None:
            cursor = text.end()
            continue
        depth += (source[cursor] in "[{") - (source[cursor] in "]}")
        cursor += 1
        if depth == 0:
            break
    return cursor


def _add_texts(builder: VisibleBuilder, source: str, start: int, end: int) -> None:
    for text in _STRING.finditer(source, start, end):
        kind = text.lastgroup
        if kind is None:  # a comment
            continue
        builder.part(text.start())
        first, last = text.span(kind)
        if kind in ("raw", "plain"):
            _add_lines(builder, source, first, last)
        else:
            _add_escaped(builder, source, first, last)
        builder.part(last)


def _add_lines(builder: VisibleBuilder, source: str, start: int, end: int) -> None:
    cursor = start
    for line_end in _LINE_END.finditer(source, start, end):
        builder.add(cursor, line_end.start())
        builder.soft_break(line_end.start(), line_end.end())
        cursor = line_end.end()
    builder.add(cursor, end)


def _add_escaped(builder: VisibleBuilder, source: str, start: int, end: int) -> None:
    cursor = start
    for escape in _ESCAPE.finditer(source, start, end):
        builder.add(cursor, escape.start())
        cursor = escape.end()
        code = escape.group(1) or escape.group(2)
        if code is not None:
            number = int(code, 16)
            is_char = number < 0x110000 and not 0xD800 <= number <= 0xDFFF
            builder.add_expanded(chr(number) if is_char else "\ufffd", escape.start(), cursor)
        elif escape.group(3) is not None:
            builder.add_expanded(_ESCAPED.get(escape.group(3), escape.group(3)), escape.start(), cursor)
        elif not escape.group().startswith("\\"):
            builder.soft_break(escape.start(), cursor)
    builder.add(cursor, end)
