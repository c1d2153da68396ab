"""A mapping laid against the columns of one table: every name checked before the first row is read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from contentops.errors import InvalidInput
from contentops.importing.cells import Conversion, convert
from contentops.importing.header import describe_columns
from contentops.importing.ids import placeholders
from contentops.importing.mapping import Mapping
from contentops.importing.names import NO_NAMES, Names
from contentops.importing.targets import (
    DESTINATIONS,
    Target,
    find_target,
    holds_free_keys,
    key_order,
    required_names,
    target_names,
)
from contentops.importing.where import Condition, parse_condition
from contentops.models.mapping import Into
from contentops.models.table import CellFault, Table
from contentops.problem import Problem, suggest

_DATES = {"events": "start", "nodes": "date"}
"""What the automatic id takes for the date: titles of events and nodes come back every month. Items have
none: their dates are plans, and a plan that moves must not make a second item of the row."""

_ABOUT_COLUMNS = ("unknown-column", "missing-key", "missing-id")

DELETED = object()
"""The meaning of a cell that a value table maps to nothing: as if it were empty."""


@dataclass(frozen=True)
class FieldRule:
    """How one key of the record is filled: from a column, a value table, a fixed value."""

    target: Target
    column: int | None = None
    fixed: Any = None
    values: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Fields:
    """Everything needed to turn a row into a record."""

    into: Into
    rules: tuple[FieldRule, ...]
    conditions: tuple[tuple[Condition, int], ...]
    id_pattern: str | None
    id_parts: tuple[str, ...]
    conversion: Conversion
    unmapped: tuple[str, ...]
    mapping: Mapping
    names: Names = NO_NAMES
    """What the workspace knows; without a kind in it, words for that kind are taken as ids."""

    def rule_for(self, keys: Iterable[str | int]) -> FieldRule | None:
        """The rule that fills the value at `keys` of a record, or the value that holds it."""
        wanted = tuple(keys)
        found = [rule for rule in self.rules if wanted[: len(rule.target.keys)] == rule.target.keys]
        return max(found, key=lambda rule: len(rule.target.keys), default=None)


def resolve_fields(mapping: Mapping, table: Table, into: Into, names: Names = NO_NAMES) -> Fields:
    """Lay `mapping` against `table`. Raises `InvalidInput` with every name that does not fit."""
    resolver = _Resolver(mapping, table, into)
    fields = resolver.resolve()
    if resolver.problems:
        known = {*target_names(into), *mapping.options.map.values()}
        about_columns = any(problem.rule in _ABOUT_COLUMNS for problem in resolver.problems)
        hint = describe_columns(table, known) if about_columns else None
        raise InvalidInput(f"the mapping does not fit {table.path}", resolver.problems, hint=hint)
    return replace(fields, names=names)


class _Resolver:
    def __init__(self, mapping: Mapping, table: Table, into: Into) -> None:
        self.mapping, self.table, self.into = mapping, table, into
        self.options = mapping.options
        self.noun = DESTINATIONS[into].noun
        self.conversion = Conversion(self.options.date_format, self.options.list_separator)
        self.problems: list[Problem] = []

    def resolve(self) -> Fields:
        columns = dict(self._columns())
        fixed = dict(self._fixed())
        used = {column for _, column in columns.values()}
        rest = [index for index in range(len(self.table.header)) if index not in used]
        rest = [index for index in rest if self.table.header[index] not in self.options.ignore]
        if self.options.rest_into is not None:
            columns.update(self._rest(self.options.rest_into, rest, set(columns)))
            rest = []
        self._check_values(columns)
        self._check_ignored()
        names = [*columns, *(name for name in fixed if name not in columns)]
        rules = tuple(self._rule(name, columns, fixed) for name in names)
        self._check_overlap(names)
        # Of a key whose column is not there that is said already.
        self._check_required([*names, *self.options.map])
        return Fields(
            self.into,
            rules,
            tuple(self._conditions()),
            self.options.id,
            self._id_parts(columns),
            self.conversion,
            tuple(self.table.header[index] for index in rest),
            self.mapping,
        )

    def _columns(self) -> Iterator[tuple[str, tuple[Target, int]]]:
        for name, column in self.options.map.items():
            target = self._target("map", name, f"{name}={column}")
            index = self._index("map", name, column, f"{name}={column}")
            if target is not None and index is not None:
                yield name, (target, index)
        # A column that is named like a key fills it, unless it was given another meaning.
        taken = set(self.options.map.values())
        for index, column in enumerate(self.table.header):
            if column in self.options.map or column in taken or column in self.options.ignore:
                continue
            target = find_target(self.into, column)
            if target is not None and column not in self.options.set:
                yield column, (target, index)

    def _fixed(self) -> Iterator[tuple[str, tuple[Target, Any]]]:
        for name, value in self.options.set.items():
            said = f"{name}={value}"
            if not isinstance(value, str) and name.split(".")[0] in key_order(self.into):
                # A mapping file can give whole lists and mappings; the model judges them with the row.
                yield name, (find_target(self.into, name) or Target(name, "any"), value)
                continue
            target = self._target("set", name, said)
            if target is None:
                continue
            converted = convert(value, target, self.conversion)
            if isinstance(converted, CellFault):
                self._report(
                    "set", name, "invalid-value", f"{name} {converted.message}", said, converted.hint
                )
            else:
                yield name, (target, converted)

    def _rule(self, name: str, columns: dict[str, Any], fixed: dict[str, Any]) -> FieldRule:
        target, column = columns.get(name, (None, None))
        default = None
        if name in fixed:
            target, default = fixed[name]
        header = self.table.header[column] if column is not None else None
        spoken = self.options.value.get(name) or self.options.value.get(header or "") or {}
        values = {cell: DELETED if value in (None, "") else value for cell, value in spoken.items()}
        return FieldRule(target, column, default, values)

    def _rest(self, into: str, rest: list[int], taken: set[str]) -> Iterator[tuple[str, tuple[Target, int]]]:
        if not holds_free_keys(self.into, into):
            message = f"{self.noun} has no key {into}".rstrip() + " that takes keys of any name"
            self._report(
                "rest_into", into, "unknown-target", message,
                hint="use facts" if holds_free_keys(self.into, "facts") else f"{self.noun} has no such key",
            )  # fmt: skip
            return
        for index in rest:
            # A dot in a column's name is part of the name, not a way into a mapping.
            column = self.table.header[index]
            name = f"{into}.{column.replace('.', '_')}"
            if name in taken:
                message = f"column {column} would fill {name}, which another column fills"
                self._report("rest_into", into, "overlapping-target", message, hint=f"--ignore {column}")
                continue
            taken.add(name)
            yield name, (Target(name, "any"), index)

    def _conditions(self) -> Iterator[tuple[Condition, int]]:
        for text in self.options.where:
            condition = parse_condition(text)
            index = self._index("where", text, condition.column, text)
            if index is not None:
                yield condition, index

    def _id_parts(self, columns: dict[str, tuple[Target, int]]) -> tuple[str, ...]:
        if self.options.id is None:
            day = _DATES[self.into] if _DATES.get(self.into) in columns else None
            title = next((name for name in ("title", "title.zh", "title.en") if name in columns), None)
            parts = tuple(name for name in (day, title) if name)
            if not parts and "id" not in columns and self._sets_title():
                self.problems.append(
                    Problem(
                        self.table.path, self.table.header_line, 1, "error", "missing-id",
                        "there is nothing to make ids from: no column gives a title or an id", None,
                        "map a title or an id, or give --id PATTERN",
                    )
                )  # fmt: skip
            return parts
        known = {*self.table.header, *columns}
        parts = tuple(placeholders(self.options.id))
        for name in parts:
            if name not in known:
                hint = suggest(name, known, noun="columns")
                self._report("id", self.options.id, "unknown-column", f"there is no column {name}", hint=hint)
        if not parts:
            message = "an id pattern without a column gives every row the same id"
            self._report("id", self.options.id, "invalid-value", message, hint="for example '{date}-{title}'")
        return parts

    def _sets_title(self) -> bool:
        """Whether the title is a fixed one; where there is none at all, that is said already."""
        return any(name.split(".")[0] == "title" for name in self.options.set)

    def _check_values(self, columns: dict[str, tuple[Target, int]]) -> None:
        used = {self.table.header[index] for _, index in columns.values()}
        for name in self.options.value:
            if name not in columns and name not in used:
                hint = suggest(name, {*columns, *used}, noun="columns in use")
                self._report("value", name, "unknown-column", f"no column in use is named {name}", hint=hint)

    def _check_ignored(self) -> None:
        for name in self.options.ignore:
            self._index("ignore", name, name, name)

    def _check_overlap(self, names: list[str]) -> None:
        for name in names:
            for other in names:
                if other.startswith(f"{name}."):
                    option = "map" if other in self.options.map else "set"
                    message = f"{other} lies inside {name}, which is filled as a whole"
                    self._report(option, other, "overlapping-target", message, hint=f"leave out {name}")

    def _check_required(self, names: list[str]) -> None:
        for required in required_names(self.into):
            if not any(name == required or name.startswith(f"{required}.") for name in names):
                target = find_target(self.into, required)
                values = f" ({' | '.join(target.choices)})" if target and target.choices else ""
                self.problems.append(
                    Problem(
                        self.table.path, self.table.header_line, 1, "error", "missing-key",
                        f"every {self.noun} needs {required}, and no column or --set gives it{values}", None,
                        f"add --map {required}=COLUMN or --set {required}=VALUE",
                    )
                )  # fmt: skip

    def _target(self, option: str, name: str, said: str) -> Target | None:
        target = find_target(self.into, name)
        if target is None:
            message = f"{self.noun} has no key {name} that a cell can fill"
            hint = suggest(name, target_names(self.into), noun="keys")
            if name == "pool":
                hint = "--into says the pool"
            self._report(option, name, "unknown-target", message, said, hint)
        return target

    def _index(self, option: str, name: str, column: str, said: str) -> int | None:
        index = self.table.column(column)
        if index is None:
            message = f"{self.table.path} has no column {column}"
            hint = suggest(column, self.table.header, noun="columns")
            self._report(option, name, "unknown-column", message, said, hint)
        return index

    def _report(
        self,
        option: str,
        name: str,
        rule: str,
        message: str,
        said: str | None = None,
        hint: str | None = None,
    ) -> None:
        path, line, column = self.mapping.place(option, name, said)
        self.problems.append(Problem(path, line, column, "error", rule, message, None, hint))
