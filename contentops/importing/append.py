"""Adding records to a YAML file that people edit: what stands there stays byte for byte."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from contentops.errors import ContentopsError, InvalidInput
from contentops.problem import has_errors
from contentops.workspace.yaml_reader import YamlDocument, read_yaml
from contentops.yaml_writer import dump

_DASH = re.compile(r"( *)- *")


def append_records(text: str | None, path: str, top: str, records: list[dict[str, Any]]) -> str:
    """`text` with `records` added at the end of the list under the key `top`; None is no file yet.

    Comments, order and line ends of what is there stay as they are. The result is read again, and
    `ContentopsError` is raised unless it holds exactly the old records and the new ones; `InvalidInput`
    when the file is not valid to begin with.
    """
    if not records:
        return text or ""
    try:
        alone = read_yaml(dump(records), path)
    except ValueError as error:
        raise ContentopsError(f"not writable as YAML: {error}", hint="leave its column out") from None
    if has_errors(alone.problems):
        raise ContentopsError(
            f"not writable as YAML: {alone.problems[0].message}", hint="leave its column out"
        )
    if text is None:
        return f"{top}:\n{dump(records, 2)}"
    document = read_yaml(text, path)
    if has_errors(document.problems):
        raise InvalidInput(f"{path} is not valid", document.problems)
    old = _listed(document, top)
    added = _added(document, top, records, exists=bool(old))
    if "\r\n" in text:
        added = added.replace("\n", "\r\n")
    result = _joined(text, top, added, document)
    again = read_yaml(result, path)
    if has_errors(again.problems) or _listed(again, top) != [*old, *_as_read(records)]:
        raise ContentopsError(
            f"cannot add to {path} without changing what stands there",
            hint="name another file with --output",
        )
    return result


def _listed(document: YamlDocument, top: str) -> list[Any]:
    data = document.data
    listed = data.get(top) if isinstance(data, dict) else None
    if (data is not None and not isinstance(data, dict)) or not isinstance(listed, list | None):
        raise ContentopsError(f"{document.path} has no list under {top}", hint="name another --output")
    return listed or []


def _added(document: YamlDocument, top: str, records: list[dict[str, Any]], *, exists: bool) -> str:
    if exists:
        line, column = document.position((top, 0))
        before = document.text.splitlines()[line - 1][: column - 1]
        dash = _DASH.fullmatch(before)
        return dump(records, len(dash[1]) if dash else 2)
    has_key = isinstance(document.data, dict) and top in document.data
    return ("" if has_key else f"{top}:\n") + dump(records, 2)


def _joined(text: str, top: str, added: str, document: YamlDocument) -> str:
    newline = "\r\n" if "\r\n" in text else "\n"
    if isinstance(document.data, dict) and document.data.get(top) == []:
        # `items: []` must lose its brackets: the one thing in the file that says there is nothing.
        text = re.sub(rf"^({re.escape(top)}:)[ \t]*\[\s*\]", r"\1", text, count=1, flags=re.MULTILINE)
    if text and not text.endswith("\n"):
        text += newline
    return text + added


def _as_read(value: Any) -> Any:
    """A record as the reader gives it back: days are text."""
    if isinstance(value, dict):
        return {str(key): _as_read(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_as_read(part) for part in value]
    return value.isoformat() if isinstance(value, date) else value
