"""YAML that means what was meant: a small deterministic writer for the records of a workspace.

Block style, keys in the order given, Chinese as it is. Text is quoted whenever some YAML reader could
take it for anything but text (`no`, `12:30`, `007`, `2027-03-12`, `1.10`), so that the files are read
the same by `contentops.workspace.yaml_reader`, by editors and by YAML 1.1 libraries.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

_STEP = 2
_MAX_KEY = 1000  # libyaml reads `key: value` only when the key is shorter than 1,024 characters
_MAX_DIGITS = 18  # the reader refuses longer numbers

_WORDS = frozenset(("y", "n", "yes", "no", "on", "off", "true", "false", "null"))
_NUMBER = re.compile(r"[0-9][0-9_,.:]*([eE][-+]?[0-9]*)?\Z|0[xXoObB][0-9a-fA-F_]*\Z")
_DAY = re.compile(r"[0-9]{4}-[0-9]{1,2}(-[0-9]{1,2}([Tt ].*)?)?\Z")
# Inside a plain scalar these mean nothing to YAML in block style; `#`, `@`, quotes and backslashes are
# left out although some of them would be legal, because people stumble over them.
_PLAIN_MARKS = frozenset(" _-./:()'!?&+%$;<>=~*,^|，。、；：？！（）《》“”‘’「」【】·—…–×｜")
_PLAIN_OPENING = frozenset("《“‘「【（")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\0": "\\0"}
# Not printable, a line break to some reader, or invisible: zero-width blanks and the marks that turn the
# direction of writing, with which a line can show something else than it says. Joiners stay: emoji need them.
_UNSAFE = re.compile(
    "[^\x20-\x7e\xa0-\u200a\u200c-\u2027\u202f-\u205f\u2070-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_ESCAPED = re.compile(f'{_UNSAFE.pattern}|["\\\\]')
_FLOW_MARKS = re.compile(r"[,\[\]{}:#&*!|>'\"%@`]")
"""What may stand in plain text of block style and means something in flow style, or did to some reader."""
_SURROGATE = re.compile("[\ud800-\udfff]")


def dump(value: Any, indent: int = 0) -> str:
    """YAML text of `value` in block style, each line indented by `indent` blanks, ending in a newline.

    Takes None, bool, int, float, str, date (written plain), lists, tuples, and mappings with such
    keys. Read back by `read_yaml` it gives the same value, dates as text and keys as text.

    Raises `ValueError` for what YAML or our reader cannot hold (an infinite number, one of more than 18
    digits, half of a surrogate pair, a key of more than 1,000 characters or `<<`), `TypeError` for
    other types.
    """
    return "".join(f"{line}\n" for line in _lines(value, indent))


def scalar(value: Any) -> str:
    """One scalar on one line, quoted when it has to be: what `dump` puts after `key: `."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return _number(value)
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, str):
        return value if _is_plain(value) else _quote(value)
    raise TypeError(f"cannot write a {type(value).__name__} as YAML")


def flow(value: Any) -> str:
    """`value` on one line in flow style, `{item: a, on: 2027-01-12}`: mappings, lists and scalars.

    A list of such lines grows by a line an entry, which git's union merge joins.
    """
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_key(key)}: {flow(part)}" for key, part in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(flow(part) for part in value) + "]"
    text = scalar(value)
    if not isinstance(value, str) or text != value or not _FLOW_MARKS.search(value):
        return text
    return f'"{value}"'  # `scalar` left it plain, so there is no quote and no backslash in it


def _lines(value: Any, indent: int) -> list[str]:
    pad = " " * indent
    if isinstance(value, Mapping) and value:
        return [line for key, part in value.items() for line in _entry(key, part, indent)]
    if isinstance(value, list | tuple) and value:
        lines: list[str] = []
        for part in value:
            nested = _item(part, indent)
            lines += [f"{pad}- {nested[0]}", *nested[1:]]
        return lines
    head, *rest = _inline(value, indent)
    return [pad + head, *rest]


def _item(part: Any, indent: int) -> list[str]:
    """Lines of a list's element; the first without its indentation, because `- ` stands there."""
    if isinstance(part, Mapping | list | tuple) and part:
        nested = _lines(part, indent + _STEP)
        return [nested[0][indent + _STEP :], *nested[1:]]
    return _inline(part, indent)


def _entry(key: Any, part: Any, indent: int) -> list[str]:
    head = " " * indent + _key(key) + ":"
    if isinstance(part, Mapping | list | tuple) and part:
        return [head, *_lines(part, indent + _STEP)]
    first, *rest = _inline(part, indent)
    return [f"{head} {first}", *rest]


def _inline(value: Any, indent: int) -> list[str]:
    """A scalar or an empty collection: one line, or a literal block whose lines follow."""
    if isinstance(value, Mapping):
        return ["{}"]
    if isinstance(value, list | tuple):
        return ["[]"]
    if isinstance(value, str) and _fits_literal_block(value):
        pad = " " * (indent + _STEP)
        body = value.removesuffix("\n")
        return ["|" if body != value else "|-", *(pad + line if line else "" for line in body.split("\n"))]
    return [scalar(value)]


def _key(key: Any) -> str:
    text = scalar(key)
    if key == "<<" or len(text) > _MAX_KEY:
        raise ValueError(f"cannot be a YAML key: {text[:40]}")
    return text


def _number(value: int | float) -> str:
    source = getattr(value, "source", None)  # the reader's numbers remember how they were written
    if isinstance(source, str):
        return source
    if isinstance(value, float):
        if not math.isfinite(value):
            raise ValueError(f"not a number for YAML: {value}")
        text = repr(float(value))
        # YAML 1.1 takes 1e+16 for text: it wants the point.
        return text if "." in text else text.replace("e", ".0e")
    text = str(int(value))
    if len(text) > _MAX_DIGITS:
        raise ValueError(f"a number of more than {_MAX_DIGITS} digits: {text[:30]}")
    return text


def _is_plain(text: str) -> bool:
    if not text or text[-1] in " :" or not (text[0].isalnum() or text[0] in _PLAIN_OPENING):
        return False
    if not all(mark.isalnum() or mark in _PLAIN_MARKS for mark in text):
        return False
    if ": " in text or text.casefold() in _WORDS:
        return False
    return not (_NUMBER.match(text) or _DAY.match(text))


def _quote(text: str) -> str:
    if _SURROGATE.search(text):
        raise ValueError("half of a surrogate pair cannot be written")
    if ('"' in text or "\\" in text) and not _UNSAFE.search(text):
        return "'" + text.replace("'", "''") + "'"
    return '"' + _ESCAPED.sub(_escape, text) + '"'


def _escape(match: re.Match[str]) -> str:
    mark = match.group()
    if mark in _ESCAPES:
        return _ESCAPES[mark]
    code = ord(mark)
    return f"\\x{code:02X}" if code <= 0xFF else f"\\u{code:04X}" if code <= 0xFFFF else f"\\U{code:08X}"


def _fits_literal_block(text: str) -> bool:
    """Whether a literal block shows `text` exactly: more than one line and nothing invisible at stake."""
    body = text.removesuffix("\n")
    if "\n" not in body or body.endswith("\n") or body[0].isspace():
        return False
    return all(not _UNSAFE.search(line) and line == line.rstrip() for line in body.split("\n"))
