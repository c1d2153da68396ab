"""The fields of CSV, each with the line and column it begins at, which the standard reader does not tell."""

from __future__ import annotations

import re

from contentops.lint.lists.checks import RULE
from contentops.lint.lists.table_list import TableCell
from contentops.problem import Problem

_DELIMITERS = (",", ";", "\t", "，")
_NAMED = re.compile(r"\ufeff?sep=(.)\r?\n", re.IGNORECASE)
_LINE_END = re.compile(r"\r\n|\n|\r")


def read_rows(text: str, path: str) -> tuple[list[list[TableCell]], list[Problem]]:
    """The rows of a CSV text (RFC 4180; comma, semicolon or tab), and the quote that is not closed."""
    named = _NAMED.match(text)
    start = named.end() if named else 1 if text.startswith("\ufeff") else 0
    delimiter = named.group(1) if named else _find_delimiter(text[start:])
    reader = _Reader(text, start, delimiter)
    rows = reader.read()
    problems = []
    if reader.unclosed is not None:
        line, column = reader.unclosed
        message, hint = "a quote that is not closed", 'write "" for a quote inside a quoted field'
        problems.append(Problem(path, line, column, "error", RULE, message, None, hint))
    return rows, problems


def _find_delimiter(text: str) -> str:
    """The delimiter that the first filled line has most of; a comma when it has none."""
    first = text.lstrip("\r\n ").split("\n", 1)[0]
    return max(_DELIMITERS, key=first.count)


class _Reader:
    def __init__(self, text: str, start: int, delimiter: str) -> None:
        self.text = text
        self.cursor = start
        self.line = 1 + len(_LINE_END.findall(text[:start]))
        self.line_start = start if self.line > 1 else 0
        self.delimiter = delimiter
        self.unclosed: tuple[int, int] | None = None
        self.field_end = re.compile(f"[{re.escape(delimiter)}\r\n]")

    def read(self) -> list[list[TableCell]]:
        rows = []
        while self.cursor < len(self.text):
            rows.append(self.row())
        return rows

    def row(self) -> list[TableCell]:
        cells = [self.cell()]
        while self.cursor < len(self.text):
            if self.text[self.cursor] == self.delimiter:
                self.cursor += 1
                cells.append(self.cell())
                continue
            self.cursor += 2 if self.text.startswith("\r\n", self.cursor) else 1
            self.line += 1
            self.line_start = self.cursor
            break
        return cells

    def cell(self) -> TableCell:
        line, column = self.line, self.cursor - self.line_start + 1
        if self.text.startswith('"', self.cursor):
            value = self.quoted(line, column)
            value += (
                self.bare()
            )  # what follows the closing quote belongs to the field, as spreadsheets read it
        else:
            value = self.bare()
        return TableCell(value, line, column)

    def bare(self) -> str:
        found = self.field_end.search(self.text, self.cursor)
        end = found.start() if found else len(self.text)
        value = self.text[self.cursor : end]
        self.cursor = end
        return value

    def quoted(self, line: int, column: int) -> str:
        pieces = []
        self.cursor += 1
        while True:
            closing = self.text.find('"', self.cursor)
            if closing < 0:
                self.unclosed = self.unclosed or (line, column)
                closing = len(self.text)
            piece = self.text[self.cursor : closing]
            for end in _LINE_END.finditer(piece):
                self.line += 1
                self.line_start = self.cursor + end.end()
            pieces.append(piece)
            self.cursor = min(closing + 1, len(self.text))
            if not self.text.startswith('"', self.cursor) or closing == len(self.text):
                return "".join(pieces)
            pieces.append('"')
            self.cursor += 1
