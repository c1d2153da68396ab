"""Lists as tables, CSV or a sheet of a workbook: one entry a row, columns named in English or Chinese.

The first rows may be a title; the header is the first row with a column for the term or the pattern. Several terms,
suggestions or contexts in one cell are separated by `;`, `；` or line ends. Rows become entries as in YAML, so
both kinds of list have one meaning and one set of checks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, NamedTuple

from contentops.lint.lists.checks import RULE, Place
from contentops.lint.lists.parsed import ParsedList, in_sheet
from contentops.lint.lists.yaml_list import read_yaml_list
from contentops.lint.taboo import TabooList
from contentops.problem import Problem, nearest, suggest

COLUMNS: dict[str, tuple[str, ...]] = {
    "term": ("term", "terms", "word", "words", "禁用词", "违禁词", "敏感词", "禁词", "词语", "词条", "用语", "词"),
    "pattern": ("pattern", "patterns", "regex", "正则表达式", "正则", "模式"),
    "severity": ("severity", "level", "级别", "等级", "严重程度"),
    "category": ("category", "类别", "分类", "类型"),
    "reason": ("reason", "why", "message", "原因", "理由", "说明"),
    "source": ("source", "law", "来源", "依据", "出处"),
    "suggestions": (
        "suggestions", "suggestion", "instead", "replacement", "建议", "建议用语", "替换词", "替换为", "改为",
    ),
    "contexts": ("contexts", "context", "except", "exceptions", "例外", "语境", "允许的用法"),
    "case_sensitive": ("case_sensitive", "case sensitive", "区分大小写"),
    "inflections": ("inflections", "词形变化"),
    "language": ("language", "语言"),
    "channels": ("channels", "channel", "渠道"),
    "formats": ("formats", "format", "形式"),
    "from": ("from", "valid from", "生效日期", "开始日期"),
    "until": ("until", "valid until", "失效日期", "截止日期"),
    "finds": ("finds", "应查出"),
    "ignores": ("ignores", "应放过"),
}  # fmt: skip
"""The columns of a list with their headings, the first of which is the key of the YAML list."""

WORDS: dict[str, dict[str, str]] = {
    "severity": {
        "错误": "error",
        "禁止": "error",
        "警告": "warning",
        "慎用": "warning",
        "提示": "note",
        "提醒": "note",
    },
    "language": {"中文": "zh", "英文": "en", "chinese": "zh", "english": "en"},
}
"""What a cell may say instead of the value that YAML has."""

_FLAGS = {
    "true": True, "yes": True, "y": True, "1": True, "是": True, "√": True,
    "false": False, "no": False, "n": False, "0": False, "否": False,
}  # fmt: skip
_UNREAD = frozenset(
    ("id", "no", "no.", "#", "number", "note", "notes", "remark", "remarks", "comment", "comments", "owner", "date",
     "序号", "编号", "备注", "注释", "负责人", "日期", "更新日期", "添加人", "更新时间")
)  # fmt: skip
_SEVERAL = frozenset(
    ("term", "pattern", "suggestions", "contexts", "channels", "formats", "finds", "ignores")
)
_WHERE = ("language", "channels", "formats", "from", "until")
_BY_LINE = frozenset(("pattern", "finds", "ignores"))
"""Columns in which `;` belongs to the text."""
_SEPARATOR = re.compile(r"\s*(?:[;；]|\r\n|\n|\r)\s*")
_LINE_END = re.compile(r"\s*(?:\r\n|\n|\r)\s*")
_SLASHED = re.compile(r"(\d{4})[./年-](\d{1,2})[./月-](\d{1,2})日?(?:[ T]00:00(?::00)?)?\Z")
_SERIAL = re.compile(r"[34567]\d{4}(?:\.0)?\Z")
_HEADER_ROWS = 10
_TITLES = {title: key for key, titles in COLUMNS.items() for title in titles}


class TableCell(NamedTuple):
    """The text of a cell and where it stands: line and column of the file, or row and column of the sheet.

    A `fault` says why the text cannot be known (a formula without a saved value).
    """

    text: str
    line: int
    column: int
    fault: str = ""


@dataclass
class _TableDocument:
    """The rows as the data of a YAML list, with the places of their cells."""

    path: str
    data: Any
    problems: list[Problem]
    rows: list[Place]
    cells: dict[tuple[int, str], Place] = field(default_factory=dict)

    def position(self, path: Sequence[str | int], *, key: bool = False) -> Place:  # noqa: ARG002
        if len(path) < 2 or path[0] != "entries" or not isinstance(path[1], int):
            return (1, 1)
        for name in reversed(path[2:]):
            found = self.cells.get((path[1], _plain(str(name))))
            if found is not None:
                return found
        return self.rows[path[1]]


def _plain(key: str) -> str:
    return {"terms": "term", "patterns": "pattern"}.get(key, key)


def read_table_list(rows: Sequence[Sequence[TableCell]], path: str, name: str, sheet: str = "") -> ParsedList:
    """The list in the rows of a table; `sheet` is the sheet of a workbook they stand in."""
    problems: list[Problem] = []

    def report(
        cell: TableCell,
        message: str,
        got: str | None = None,
        hint: str | None = None,
        severity: Any = "error",
    ) -> None:
        problems.append(Problem(path, cell.line, cell.column, severity, RULE, message, got, hint))

    filled = [row for row in rows if any(cell.text.strip() or cell.fault for cell in row)]
    start, header = _find_header(filled)
    document = _TableDocument(path, {"entries": []}, problems, [])
    if header is None:
        first = filled[0][0] if filled else TableCell("", 1, 1)
        message = "no column is called term (or pattern)" if filled else "an empty table"
        report(first, message, None, "name the columns in the first row: term, suggestions, reason, ...")
        return ParsedList(path, TabooList(name, name, "", ()), _placed(problems, sheet), _NoPlaces(), sheet)
    columns = _read_header(filled[start], header, report)
    for row in filled[start + 1 :]:
        _add_row(document, row[: len(header)], columns, report)
        beyond = next((cell for cell in row[len(header) :] if cell.text.strip()), None)
        if beyond is not None:
            hint = "put quotes around a text that holds the delimiter" if not sheet else "name the column"
            report(beyond, "a field beyond the last column", beyond.text, hint)
    if not document.data["entries"]:
        report(filled[start][0], "the list has no terms", severity="warning")
        return ParsedList(path, TabooList(name, name, "", ()), _placed(problems, sheet), _NoPlaces(), sheet)
    parsed = read_yaml_list(document, name)
    taboo = parsed.taboo._replace(
        entries=tuple(
            entry if entry.source else entry._replace(source=path) for entry in parsed.taboo.entries
        )
    )
    return ParsedList(path, taboo, _placed(parsed.problems, sheet), parsed.places, sheet)


class _NoPlaces:
    def place(self, entry: int, *keys: str | int) -> Place:  # noqa: ARG002
        return (1, 1)


def _placed(problems: Sequence[Problem], sheet: str) -> list[Problem]:
    return [in_sheet(problem, sheet) for problem in problems]


def has_header(rows: Sequence[Sequence[TableCell]]) -> bool:
    """Whether a table is a list: one of its first rows names a column for terms or patterns."""
    return _find_header([row for row in rows if any(cell.text.strip() for cell in row)])[1] is not None


def _find_header(rows: Sequence[Sequence[TableCell]]) -> tuple[int, list[str] | None]:
    for index, row in enumerate(rows[:_HEADER_ROWS]):
        keys = [_TITLES.get(_heading(cell.text), "") for cell in row]
        if "term" in keys or "pattern" in keys:
            return index, keys
    return 0, None


def _heading(text: str) -> str:
    """A heading as it is compared: `Case-sensitive *` is `case sensitive`, `禁用词（必填）` is `禁用词`."""
    text = re.sub(r"[(（\[【].*", "", text).strip().strip("*＊:： ").lower()
    return text if text in _TITLES else " ".join(re.split(r"[\s_-]+", text))


def _read_header(row: Sequence[TableCell], keys: Sequence[str], report: Any) -> dict[int, str]:
    columns: dict[int, str] = {}
    for index, (cell, key) in enumerate(zip(row, keys, strict=True)):
        title = cell.text.strip()
        if key and key in columns.values():
            report(cell, f"a second column for {key}", title, "put both into one column, separated by ;")
        elif key:
            columns[index] = key
        elif title and _heading(title) not in _UNREAD:
            near = nearest(_heading(title), _TITLES)
            hint = f"did you mean {near}?" if near else suggest("", COLUMNS, noun="columns")
            report(cell, f"the column {title} is not read", None, hint, "error" if near else "warning")
    return columns


def _add_row(
    document: _TableDocument, row: Sequence[TableCell], columns: dict[int, str], report: Any
) -> None:
    number = len(document.rows)
    item: dict[str, Any] = {}
    where: dict[str, Any] = {}
    for index, cell in enumerate(row):
        key = columns.get(index, "")
        if key and cell.fault:
            report(cell, cell.fault, None, "replace the formula by its value")
            if key in ("term", "pattern"):
                return
        if not key or not cell.text.strip():
            continue
        document.cells[number, key] = (cell.line, cell.column)
        (where if key in _WHERE else item)[_yaml_key(key)] = _value(key, cell.text.strip())
    if where:
        item["where"] = where
    document.rows.append((row[0].line, row[0].column))
    document.data["entries"].append(item)


def _yaml_key(key: str) -> str:
    return {"term": "terms", "pattern": "patterns"}.get(key, key)


def _value(key: str, text: str) -> Any:
    if key in _SEVERAL:
        separator = _LINE_END if key in _BY_LINE else _SEPARATOR
        return [part for part in separator.split(text) if part]
    if key in ("case_sensitive", "inflections"):
        return _FLAGS.get(text.lower(), text)
    if key in ("from", "until"):
        return _iso_date(text)
    if key in WORDS:
        return WORDS[key].get(text.lower(), text.lower())
    return " ".join(text.split())


def _iso_date(text: str) -> str:
    """`2027/1/31` and the number a workbook keeps for a day, as `2027-01-31`; anything else as it stands."""
    if _SERIAL.match(text):
        return (date(1899, 12, 30) + timedelta(days=int(float(text)))).isoformat()
    written = _SLASHED.match(text)
    if written is None:
        return text
    year, month, day = written.groups()
    return f"{year}-{int(month):02}-{int(day):02}"
