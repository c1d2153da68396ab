"""One row of a table as one record, with the cell that each value came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from contentops.importing.cells import as_text, convert, read_date
from contentops.importing.fields import DELETED, FieldRule, Fields
from contentops.importing.ids import fill_pattern, slugify
from contentops.importing.names import Taken, Unresolved, with_ids
from contentops.importing.targets import DESTINATIONS, key_order
from contentops.importing.words import common_meaning
from contentops.models.base import Record
from contentops.models.table import Cell, CellFault, Row, Table, column_letters
from contentops.problem import Problem
from contentops.workspace.validate import Keys, Place, validate
from contentops.workspace.yaml_reader import YamlDocument

_MISSING = object()
_UNREAD = object()
"""Stands for a cell with a problem of its own: nothing takes it, so the model says nothing else of it."""
_UNREAD_RULE = "unread"


@dataclass
class Draft:
    """A row on its way to becoming a record. `model` is None when the row is not valid."""

    row: Row
    id: str | None = None
    values: dict[str, Any] = field(default_factory=dict)
    model: Record | None = None
    problems: list[Problem] = field(default_factory=list)
    taken: list[Taken] = field(default_factory=list)
    """Words of the row and what they were taken for."""
    unread: dict[str, str] = field(default_factory=dict)
    """The text of cells that could not be read, by key: they are in no value."""

    @property
    def content(self) -> tuple[dict[str, Any], dict[str, str]]:
        """All that the row says: two rows with the same content are the same record."""
        return self.values, self.unread

    @property
    def title(self) -> str:
        """The title as text, for the report."""
        title = self.values.get("title", "")
        if isinstance(title, dict):
            title = title.get("zh") or title.get("en") or ""
        return str(title)


def build_draft(row: Row, table: Table, fields: Fields) -> Draft:
    """Turn a row into a record and let the model judge it; all its problems are in the draft."""
    draft = Draft(row)
    source = CellSource(table, row, fields)
    if row.fault is not None:
        draft.problems.append(source.row_problem("wrong-row", row.fault.message, hint=row.fault.hint))
        return draft
    found: dict[str, Any] = {}
    unread: list[Keys] = []
    for rule in fields.rules:
        value = _value(rule, row, fields, draft.taken)
        if isinstance(value, CellFault):
            draft.problems.append(source.cell_problem(rule, value))
            unread.append(rule.target.keys)
            draft.unread[rule.target.name] = as_text(row.cells[rule.column or 0])
        elif value is not _MISSING:
            found[rule.target.name] = value
    # From the words of the row, not from the ids they stand for: a colleague's new name moves no record.
    made = found.get("id") or _make_id(row, table, fields, found)
    if isinstance(made, CellFault):
        # The title or a cell that cannot be read is why there is no id: saying so twice helps nobody.
        explained = draft.problems if fields.id_pattern else not any(_is_title(name) for name in found)
        if not explained:
            draft.problems.append(source.row_problem("missing-id", made.message, hint=made.hint))
        made = ""
    if made:
        draft.id = str(made)
        found = {"id": draft.id, **found}
    draft.values = _nest(found, key_order(fields.into))
    _judge(draft, source, unread)
    return draft


def _judge(draft: Draft, source: CellSource, unread: list[Keys]) -> None:
    """Put ids in place of names and let the model judge the record: everything wrong in one run.

    `unread` are the keys whose cells have a problem of their own.
    """
    fields = source.fields
    destination = DESTINATIONS[fields.into]
    unread = [*unread] if draft.id is not None else [*unread, ("id",)]

    def report(kind: str, keys: Keys, text: str, why: Unresolved) -> None:
        unread.append(keys)
        draft.problems.append(source.name_problem(draft, kind, keys, text, why))

    draft.values, taken = with_ids(draft.values, destination.noun, fields.names, report)
    draft.taken += taken
    whole = draft.values
    for keys in unread:
        whole = _with_unread(whole, keys)
    if destination.noun == "item":
        whole = {**whole, "pool": fields.into}
    model, problems = validate(destination.model, whole, source.place(tuple(unread)), noun=destination.noun)
    draft.problems += [problem for problem in problems if problem.rule != _UNREAD_RULE]
    draft.problems.sort(key=Problem.sort_key)
    if not draft.problems:
        draft.model = model


@dataclass(frozen=True)
class CellSource:
    """Where the values of one record stand in the table, for messages."""

    table: Table
    row: Row
    fields: Fields

    def place(self, unread: tuple[Keys, ...]) -> Place:
        """What `validate` reports at: the cells in place of lines of YAML."""
        return _CellPlace(YamlDocument(self.table.path, "", None), source=self, unread=unread)

    def locate(self, keys: Keys) -> tuple[str, int, int]:
        """Path, row and column number of the cell behind `keys`; of a fixed value, its `--set`."""
        rule = self.fields.rule_for(keys)
        if rule is None:
            return (self.table.path, self.row.line, 1)
        if rule.column is not None and self.row.cells[rule.column] is not None:
            return (self.table.path, self.row.line, rule.column + 1)
        if rule.fixed is not None:
            return self.fields.mapping.place("set", rule.target.name, f"{rule.target.name}={rule.fixed}")
        return (self.table.path, self.row.line, (rule.column or 0) + 1)

    def name(self, keys: Keys) -> str:
        """`column B (tag): ` for a message about a value that came from there, otherwise nothing."""
        rule = self.fields.rule_for(keys)
        if rule is None or rule.column is None or self.row.cells[rule.column] is None:
            return ""
        return f"column {column_letters(rule.column)} ({self.table.header[rule.column]}): "

    def row_problem(self, rule: str, message: str, *, hint: str | None = None) -> Problem:
        """A problem of the row as a whole."""
        return Problem(self.table.path, self.row.line, 1, "error", rule, message, None, hint)

    def name_problem(self, draft: Draft, kind: str, keys: Keys, text: str, why: Unresolved) -> Problem:
        """A problem of a word that should name a person, a channel, … and names none, or several."""
        path, line, column = self.locate(keys)
        plural = "people" if kind == "person" else f"{kind}s"
        article = "an" if kind[0] in "aeiou" else "a"
        noun = DESTINATIONS[self.fields.into].noun
        record = f"{noun} {draft.id}" if draft.id is not None else f"this {noun}"
        message = f"{self.name(keys)}{record} names {article} {kind} that does not exist"
        if why.ids:
            message = f"{self.name(keys)}{text} is the name of {len(why.ids)} {plural}"
        rule = f"{'ambiguous' if why.ids else 'unknown'}-{kind.replace(' ', '-')}"
        return Problem(path, line, column, "error", rule, message, None if why.ids else text, why.hint)

    def cell_problem(self, rule: FieldRule, fault: CellFault) -> Problem:
        """A problem of the cell that a rule reads."""
        column = rule.column or 0
        got = as_text(self.row.cells[column]) or None
        where = f"column {column_letters(column)} ({self.table.header[column]}): {rule.target.name} "
        path, line = self.table.path, self.row.line
        message = where + fault.message
        return Problem(path, line, column + 1, "error", "invalid-cell", message, got, fault.hint)


@dataclass(frozen=True)
class _CellPlace(Place):
    """A `Place` in a table: problems of the model are shown at the cell, in the words of a table."""

    source: CellSource = field(kw_only=True)
    unread: tuple[Keys, ...] = field(kw_only=True)

    def problem(
        self,
        rule: str,
        message: str,
        *keys: str | int,
        key: bool = False,  # noqa: ARG002  a cell has no key to point at
        severity: Literal["error", "warning", "note"] = "error",
        got: str | None = None,
        hint: str | None = None,
    ) -> Problem:
        if any(keys[: len(known)] == known for known in self.unread):
            rule = _UNREAD_RULE
        if rule == "missing-key":
            hint = "fill the cell, or give a value for empty ones with --set"
        path, line, column = self.source.locate(keys)
        return Problem(path, line, column, severity, rule, self.source.name(keys) + message, got, hint)


def _is_title(name: str) -> bool:
    return name.split(".", maxsplit=1)[0] == "title"


def _with_unread(values: dict[str, Any], keys: Keys) -> Any:
    """`values` with `_UNREAD` at `keys`; the mappings on the way are made when they are not there."""

    def put(value: Any, rest: Keys) -> Any:
        if not rest:
            return _UNREAD
        if isinstance(value, list):
            return [put(part, rest[1:]) if index == rest[0] else part for index, part in enumerate(value)]
        inside = value if isinstance(value, dict) else {}
        return {**inside, rest[0]: put(inside.get(rest[0]), rest[1:])}

    return put(values, keys)


def _value(rule: FieldRule, row: Row, fields: Fields, taken: list[Taken]) -> Any:
    cell: Cell = row.cells[rule.column] if rule.column is not None else None
    if rule.values and not isinstance(cell, CellFault):
        listed = rule.target.kind == "list"
        meaning = _meaning(rule.values, as_text(cell), other=not listed)
        if meaning is DELETED:
            cell = None
        elif isinstance(meaning, bool | int | float):
            return meaning
        elif meaning is not _MISSING:
            cell = meaning
    if cell is None:
        return rule.fixed if rule.fixed is not None else _MISSING
    value = convert(cell, rule.target, fields.conversion)
    if rule.target.kind == "choice" and isinstance(value, str):
        text = as_text(cell)
        if common_meaning(rule.target.keys[-1], text, rule.target.choices) == value:
            taken.append((text, value))
    if rule.target.kind == "list" and isinstance(value, list):
        return [part for part in (_part_meaning(rule.values, part) for part in value) if part is not DELETED]
    return value


def _part_meaning(values: Mapping[str, Any], part: str) -> Any:
    """What one entry of a list in a cell means: the table speaks of entries as of whole cells."""
    meaning = _meaning(values, part)
    return part if meaning is _MISSING else meaning


def _meaning(values: Mapping[str, Any], text: str, *, other: bool = True) -> Any:
    """What a value table says about a cell: the exact text first, then without case, then (`other`) `*`."""
    if text in values:
        return values[text]
    folded = text.casefold()
    for cell, meaning in values.items():
        if cell.casefold() == folded:
            return meaning
    return values.get("*", _MISSING) if text and other else _MISSING


def _make_id(row: Row, table: Table, fields: Fields, found: Mapping[str, Any]) -> str | CellFault:
    texts: dict[str, str] = {}
    for name in fields.id_parts:
        text = _id_text(name, row, table, fields, found)
        if not slugify(text):
            if fields.id_pattern is not None:
                return CellFault(f"no id: {name} is empty here", "fill the cell or change --id")
            continue
        texts[name] = text
    if fields.id_pattern is not None:
        made = fill_pattern(fields.id_pattern, texts)
    else:
        made = slugify("-".join(slugify(text) for text in texts.values()))
    return made or CellFault("no id: nothing in the row to make one from", "map a column to id")


def _id_text(name: str, row: Row, table: Table, fields: Fields, found: Mapping[str, Any]) -> str:
    """The text of one part of an id; a day always as YYYY-MM-DD, however the cell writes it."""
    index = table.column(name)
    if index is None:
        value = found.get(name, "")
        return value.isoformat() if isinstance(value, date) else str(value)
    cell = row.cells[index]
    filled = [rule.target.name for rule in fields.rules if rule.column == index]
    for target in filled:
        if isinstance(found.get(target), date):
            return str(found[target].isoformat())
    day = read_date(cell, fields.conversion.date_format)
    return as_text(cell) if isinstance(day, CellFault) else day.isoformat()


def _nest(values: Mapping[str, Any], order: Mapping[str, int]) -> dict[str, Any]:
    """Dotted names as nested mappings, top-level keys in the order of the model."""
    nested: dict[str, Any] = {}
    for name in sorted(values, key=lambda name: order[name.split(".")[0]]):
        *above, last = name.split(".")
        current = nested
        for key in above:
            current = current.setdefault(key, {})
        current[last] = values[name]
    return nested
