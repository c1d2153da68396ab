"""Single values of a YAML file replaced where they stand: comments, order and everything else stay byte for byte.

The result is read again and must hold exactly the old data with the new values; where that cannot be done in place
(values over several lines in braces, and the like), `None` says so.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping
from typing import Any

from contentops.problem import has_errors
from contentops.workspace.yaml_reader import YamlDocument, read_yaml
from contentops.yaml_writer import dump, scalar

Path = tuple[str | int, ...]

_TOKEN = re.compile(r'"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\n]|\'\')*\'|[^\s,\[\]{}#"\'][^\s,\[\]{}]*')
_COMMENT = re.compile(r"\s#")
_KEY_LINE = re.compile(r"( *)(- +)?[\w-]+:(?= |\r?$)")


def replace_values(text: str, path: str, values: Mapping[Path, str | None]) -> str | None:
    """`text` with the values at the given paths; None takes the key away, a key that is not there is added.

    None when the file cannot be changed in place without changing anything else.
    """
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    document = read_yaml(text, path)
    if has_errors(document.problems):
        return None
    wanted = copy.deepcopy(document.data)
    editor = _Editor(document)
    for where, value in values.items():
        if not editor.edit(where, value) or not _set(wanted, where, value):
            return None
    result = mark + editor.result()
    again = read_yaml(result, path)
    return result if not has_errors(again.problems) and again.data == wanted else None


def _set(data: Any, where: Path, value: str | None) -> bool:
    try:
        for key in where[:-1]:
            data = data[key]
        if value is None:
            data.pop(where[-1])
        else:
            data[where[-1]] = value
    except (KeyError, IndexError, TypeError, AttributeError):
        return False
    return True


class _Editor:
    def __init__(self, document: YamlDocument) -> None:
        self.document, self.text = document, document.text
        self.newline = "\r\n" if "\r\n" in self.text else "\n"
        self.lines = self.text.split("\n")
        self.starts = [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + len(line) + 1)
        self.changes: list[tuple[int, int, str]] = []

    def result(self) -> str:
        text = self.text
        for start, end, new in sorted(self.changes, reverse=True):
            text = text[:start] + new + text[end:]
        return text

    def edit(self, where: Path, value: str | None) -> bool:
        parent = self._at(where[:-1])
        if not isinstance(parent, dict):
            return False
        if where[-1] in parent:
            if value is not None and self._token(where, value):
                return True
            return self._block(where, value)
        return value is None or self._add(where, parent, value)

    def _at(self, where: Path) -> Any:
        value = self.document.data
        for key in where:
            try:
                value = value[key]
            except (KeyError, IndexError, TypeError):
                return None
        return value

    def _token(self, where: Path, value: str) -> bool:
        """Replace a short value that stands on one line and goes on one."""
        new = _inline(value)
        old = self._at(where)
        if new is None or not isinstance(old, str) or "\n" in old:
            return False
        line, column = self.document.position(where)
        start = self.starts[line - 1] + column - 1
        match = _TOKEN.match(self.text, start)
        if match is None or _read_scalar(match[0]) != old:
            return False
        self.changes.append((start, match.end(), new))
        return True

    def _block(self, where: Path, value: str | None) -> bool:
        """Replace or remove all lines of a key that begins its line."""
        span = self._span(where)
        if span is None:
            return False
        first, last, indent, dash = span
        kept = self._comment_behind(first, last)
        new = ""
        if value is not None:
            lines = dump({str(where[-1]): value}, indent).split("\n")[:-1]
            if dash:
                lines[0] = lines[0][: indent - len(dash)] + dash + lines[0][indent:]
            if kept and len(lines) == 1:
                lines[0] += f"  {kept}"
                kept = ""
            new = "".join(line + self.newline for line in lines)
        elif dash:
            return False
        above = f"{' ' * indent}{kept}{self.newline}" if kept else ""
        self.changes.append((self.starts[first], self._end(last), above + new))
        return True

    def _add(self, where: Path, parent: dict[str, Any], value: str) -> bool:
        """Add a key behind the last of the keys beside it that usually stand before it."""
        for beside in ("reason", "state", "publish", *reversed(list(parent))):
            if beside not in parent:
                continue
            span = self._span((*where[:-1], beside))
            if span is None:
                return False
            _, last, indent, _ = span
            new = dump({str(where[-1]): value}, indent).replace("\n", self.newline)
            end = self._end(last)
            ends_open = end == len(self.text) and not self.text.endswith("\n")
            self.changes.append((end, end, (self.newline if ends_open else "") + new))
            return True
        return False

    def _span(self, where: Path) -> tuple[int, int, int, str] | None:
        """First and last line of a key that begins its line, its indentation, and the dash before it."""
        line, column = self.document.position(where, key=True)
        match = _KEY_LINE.match(self.lines[line - 1])
        if match is None or column - 1 != len(match[1]) + len(match[2] or ""):
            return None
        indent, last = column - 1, line
        while last < len(self.lines) and self._belongs(self.lines[last], indent):
            last += 1
        # Blank lines and comments below belong to what follows.
        while last > line and not self.lines[last - 1].strip():
            last -= 1
        return line - 1, last - 1, indent, match[2] or ""

    @staticmethod
    def _belongs(line: str, indent: int) -> bool:
        return not line.strip() or len(line) - len(line.lstrip(" ")) > indent

    def _end(self, last: int) -> int:
        return min(self.starts[last + 1], len(self.text))

    def _comment_behind(self, first: int, last: int) -> str:
        """The comment at the end of a value that stands on one line."""
        line = self.lines[first].rstrip("\r")
        if first != last:
            return ""
        match = _KEY_LINE.match(line)
        rest = line[match.end() :].lstrip(" ") if match else ""
        token = re.compile(r'"(?:[^"\\]|\\.)*"|\'(?:[^\']|\'\')*\'').match(rest)
        tail = rest[token.end() :] if token else rest
        found = _COMMENT.search(tail)
        return tail[found.start() :].strip() if found else ""


def _inline(value: str) -> str | None:
    """A value as it may stand in braces too; None when it takes more than one line or marks that end it."""
    if "\n" in value or len(value) > 200:
        return None
    # A day is text to our reader and a day to others: as everywhere in a record it stands bare.
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        return value
    text = scalar(value)
    plain = text == value
    return text if not plain or not re.search(r"[,\[\]{}:]", text) else None


def _read_scalar(token: str) -> Any:
    data = read_yaml(f"a: {token}\n", "").data
    return data.get("a") if isinstance(data, dict) else None
