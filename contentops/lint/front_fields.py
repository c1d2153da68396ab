"""Front matter as data: the scalars and short lists that say what a draft is.

No YAML library: that would cost as much as the rest of the start, and these fields (`template`,
`publish`, `channels`) are a word, a date or a list of words. What is nested deeper is left out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from contentops.lint.outline import FieldValue

_FENCED = re.compile(r"\ufeff?---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*\r?$", re.DOTALL | re.MULTILINE)
_TOML = re.compile(r"\ufeff?\+\+\+[ \t]*\r?\n(.*?)^\+\+\+[ \t]*\r?$", re.DOTALL | re.MULTILINE)
_KEY = re.compile(r"[\"']?([A-Za-z_][\w-]*)[\"']?[ \t]*:(?:[ \t]+(.*))?")
_ITEM = re.compile(r"[ \t]*-[ \t]+(.*)")
_COMMENT = re.compile(r"(?:\A|[ \t])#.*")


def read_fields(source: str) -> dict[str, FieldValue]:
    """The fields of the front matter at the beginning of `source`, as text; {} without front matter.

    Keys are lower case with underscores. Never raises: what is no front matter gives no fields.
    """
    if source.startswith(("---", "\ufeff---")):
        fenced = _FENCED.match(source)
        return _read_lines(fenced.group(1).splitlines()) if fenced else {}
    if source.startswith(("+++", "\ufeff+++")):
        fenced = _TOML.match(source)
        return _read_toml(fenced.group(1)) if fenced else {}
    return {}


def _read_lines(lines: list[str]) -> dict[str, FieldValue]:
    fields: dict[str, FieldValue] = {}
    key = ""
    for line in lines:
        item = _ITEM.fullmatch(line)
        if item and key:
            known = fields[key]
            fields[key] = (*(known if isinstance(known, tuple) else ()), _scalar(item.group(1)))
            continue
        found = _KEY.fullmatch(line)
        if found:
            key = _name(found.group(1))
            fields[key] = _value(found.group(2) or "")
        elif line.strip() and not line.startswith((" ", "\t", "#")):
            key = ""
    return fields


def _name(key: str) -> str:
    return key.lower().replace("-", "_")


def _value(written: str) -> FieldValue:
    bare = _COMMENT.sub("", written).strip()
    if bare.startswith("[") and bare.endswith("]"):
        return tuple(_scalar(part) for part in bare[1:-1].split(",") if part.strip())
    return _scalar(written)


def _scalar(written: str) -> str:
    written = written.strip()
    if len(written) > 1 and written[0] in "\"'":
        end = written.find(written[0], 1)
        if end > 0:
            return written[1:end]
    return _COMMENT.sub("", written).strip()


def _read_toml(text: str) -> dict[str, FieldValue]:
    import tomllib

    try:
        given = tomllib.loads(text.replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError:
        return {}
    fields: dict[str, FieldValue] = {}
    for key, value in given.items():
        if isinstance(value, list):
            fields[_name(key)] = tuple(str(part) for part in value)
        elif not isinstance(value, dict):
            fields[_name(key)] = str(value)
    return fields
