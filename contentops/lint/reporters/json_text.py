"""JSON that every reader takes: characters that break lines or cannot be encoded are written as escapes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

# U+0085, U+2028 and U+2029 end a line for many readers of JSON Lines; surrogates cannot be encoded.
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]")


def dump_json(document: object, *, indent: int | None = None) -> str:
    """`document` as JSON that ends with a line break; on one line without `indent`."""
    separators = (",", ":") if indent is None else None
    text = json.dumps(document, ensure_ascii=False, indent=indent, separators=separators)
    return _ESCAPED.sub(lambda match: f"\\u{ord(match.group()):04x}", text) + "\n"


def dump_rows(document: dict[str, object], name: str, rows: Iterable[object]) -> str:
    """`document` as indented JSON in which the empty list called `name` has `rows`, each on one line.

    Rows on lines are what people compare, and are written several times faster.
    """
    text = dump_json(document, indent=2)
    lines = ",\n".join(dump_json(row).rstrip("\n") for row in rows)
    empty = f'"{name}": []'
    return text.replace(empty, f'"{name}": [\n{lines}\n]', 1) if lines else text
