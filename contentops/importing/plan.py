"""What an import would do, row by row: what is new, what is there already, what cannot be taken."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from contentops.checks.context import Context
from contentops.checks.table import check_workspace
from contentops.importing.fields import Fields
from contentops.importing.names import Taken, Unresolved
from contentops.importing.records import CellSource, Draft, build_draft
from contentops.importing.targets import DESTINATIONS
from contentops.importing.where import holds
from contentops.models.base import Record
from contentops.models.mapping import Result
from contentops.models.table import CellFault, Row, Table
from contentops.models.workspace import Workspace
from contentops.problem import Problem, suggest
from contentops.workspace.validate import Keys


@dataclass
class Outcome:
    """What becomes of one row. `note` says more about the result in words."""

    draft: Draft
    result: Result
    note: str = ""
    differs: tuple[str, ...] = ()

    @property
    def line(self) -> int:
        """The row."""
        return self.draft.row.line


@dataclass
class ImportPlan:
    """The whole dry run. `shared` are problems of the mapping that many rows have in common."""

    table: Table
    fields: Fields
    outcomes: list[Outcome] = field(default_factory=list)
    left_out: int = 0
    shared: list[Problem] = field(default_factory=list)
    warnings: dict[str, int] = field(default_factory=dict)

    @property
    def records(self) -> list[dict[str, Any]]:
        """The records to add, in the order of the rows."""
        return [outcome.draft.values for outcome in self.outcomes if outcome.result == "new"]

    @property
    def problems(self) -> list[Problem]:
        """Everything that is wrong, mapping first, then by row."""
        rows = [problem for outcome in self.outcomes for problem in outcome.draft.problems]
        return [*self.shared, *rows]

    @property
    def taken(self) -> list[Taken]:
        """Each word that was taken for an id or a value, once, in the order of the rows."""
        return list(dict.fromkeys(taken for outcome in self.outcomes for taken in outcome.draft.taken))

    def count(self, result: Result) -> int:
        """How many rows have this result."""
        return sum(outcome.result == result for outcome in self.outcomes)


@dataclass(frozen=True)
class Existing:
    """The records of a kind that the workspace has; `place` names one as `path:line`."""

    records: Mapping[str, Record]
    place: Callable[[str], str]

    @cached_property
    def by_title(self) -> dict[str, list[str]]:
        """The ids that each title has."""
        ids: dict[str, list[str]] = defaultdict(list)
        for record_id, record in self.records.items():
            ids[_title(record)].append(record_id)
        return ids


def plan_import(table: Table, fields: Fields, existing: Existing) -> ImportPlan:
    """Decide about every row. Nothing depends on the order of the rows but the order of the report."""
    plan = ImportPlan(table, fields)
    drafts: list[Draft] = []
    for row in table.rows:
        taken = _is_taken(row, table, fields)
        if isinstance(taken, Draft):
            drafts.append(taken)
        elif taken:
            drafts.append(build_draft(row, table, fields))
        else:
            plan.left_out += 1
    same_id: dict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        if draft.id is not None:
            same_id[draft.id].append(draft)
    plan.outcomes = [
        _decide(draft, same_id[draft.id] if draft.id is not None else [draft], existing, table, fields)
        for draft in drafts
    ]
    _share(plan)
    return plan


def check_against(plan: ImportPlan, workspace: Workspace, today: date | None) -> None:
    """Check the new records with the workspace they are to join; what is wrong goes into the plan.

    A problem of a fixed value (`--set owner=...`) is the same in every row: it is told once.
    """
    new = {outcome.draft.id: outcome for outcome in plan.outcomes if outcome.result == "new"}
    models = {outcome.draft.id: outcome.draft.model for outcome in new.values()}
    noun = DESTINATIONS[plan.fields.into].noun
    group = f"{noun}s"
    joined = replace(workspace, **{group: {**getattr(workspace, group), **models}})  # type: ignore[arg-type]
    # The place of a record that is being added is carried through the checks as its id.
    told: list[tuple[str, Keys]] = []

    def locate(
        kind: str,
        record_id: str,
        *keys: str | int,
        key: bool = False,  # noqa: ARG001  a cell has no key to point at
    ) -> tuple[str, int, int]:
        if kind != noun or record_id not in new:
            return ("", 0, 0)
        told.append((record_id, keys))
        return ("\0", len(told), 0)

    found = check_workspace(Context(joined, locate, today=today))
    warnings: Counter[str] = Counter()
    errors: dict[str, list[tuple[Keys, Problem]]] = defaultdict(list)
    for problem in found:
        if problem.path != "\0":
            continue
        record_id, keys = told[problem.line - 1]
        if problem.severity == "error":
            errors[record_id].append((keys, problem))
        else:
            warnings[problem.rule] += 1
    plan.warnings = dict(sorted(warnings.items()))
    for record_id, listed in errors.items():
        _refuse(plan, new[record_id], listed)
    _check_refused(plan, workspace, noun)
    _share(plan)


def _check_refused(plan: ImportPlan, workspace: Workspace, noun: str) -> None:
    """References of rows that are errors already, which no check of the workspace sees: all in one run."""
    items = {*workspace.items, *(outcome.draft.id for outcome in plan.outcomes if outcome.draft.id)}
    products = {product.id for product in workspace.settings.brand.products}
    for outcome in plan.outcomes if noun == "item" else ():
        draft = outcome.draft
        if outcome.result != "error" or draft.model is not None:
            continue
        source = CellSource(plan.table, draft.row, plan.fields)
        others, facts = draft.values.get("depends_on"), draft.values.get("facts")
        product = facts.get("product") if isinstance(facts, dict) else None
        listed = others if isinstance(others, list) else []
        named: list[tuple[str, Keys, Any, set[str]]] = [
            ("item", ("depends_on", index), other, items) for index, other in enumerate(listed)
        ]
        if products:
            named.append(("product", ("facts", "product"), product, products))
        for kind, keys, word, known in named:
            if isinstance(word, str) and word not in known:
                why = Unresolved(hint=suggest(word, known, noun=f"{kind}s"))
                draft.problems.append(source.name_problem(draft, kind, keys, word, why))


def _is_taken(row: Row, table: Table, fields: Fields) -> bool | Draft:
    """Whether the conditions let a row in; a draft with the problem when that cannot be told."""
    if row.fault is not None:
        return True
    for condition, index in fields.conditions:
        verdict = holds(condition, row.cells[index], fields.conversion)
        if isinstance(verdict, CellFault):
            message = f"column {table.header[index]}: {verdict.message}"
            problem = Problem(
                table.path, row.line, index + 1, "error", "invalid-cell", message, None, verdict.hint
            )
            return Draft(row, problems=[problem])
        if not verdict:
            return False
    return True


def _decide(draft: Draft, same_id: list[Draft], existing: Existing, table: Table, fields: Fields) -> Outcome:
    there = existing.records.get(draft.id or "")
    first = next((other for other in same_id if other.content == draft.content), draft)
    if first is not draft:
        draft.problems = []
        return Outcome(draft, "duplicate", f"same as row {first.row.line}")
    others = [other for other in same_id if other.content != draft.content]
    if there is not None:
        differs = _differences(draft, there)
        if not others or not differs:
            draft.problems = []
            return Outcome(draft, "exists", f"in {existing.place(draft.id or '')}", differs)
    if others and draft.id is not None:
        message = f"the id {draft.id} is also that of row {_rows(others)}, which differs"
        hint = "tell them apart with --id '{date}-{title}', or by a column mapped to id"
        source = CellSource(table, draft.row, fields)
        draft.problems.append(source.row_problem("duplicate-id", message, hint=hint))
    if draft.problems:
        return Outcome(draft, "error")
    return Outcome(draft, "new", _likeness(draft, existing))


def _rows(drafts: list[Draft]) -> str:
    shown = ", ".join(str(draft.row.line) for draft in drafts[:3])
    return shown + (f" and {len(drafts) - 3} more" if len(drafts) > 3 else "")


def _title(record: Record | None) -> str:
    return repr(getattr(record, "title", None))


def _differences(draft: Draft, there: Record) -> tuple[str, ...]:
    """The keys that the row would write differently from what the workspace has."""
    if draft.model is None:
        return ()
    return tuple(
        key for key in draft.values if key != "id" and getattr(draft.model, key) != getattr(there, key, None)
    )


def _likeness(draft: Draft, existing: Existing) -> str:
    """A word of warning when the workspace has a record with the same title under another id."""
    alike = existing.by_title.get(_title(draft.model), [])
    for record_id in alike:
        if not _differences(draft, existing.records[record_id]):
            return f"like {record_id} in {existing.place(record_id)}, which has another id"
    return f"same title as {alike[0]} in {existing.place(alike[0])}" if alike else ""


def _refuse(plan: ImportPlan, outcome: Outcome, listed: list[tuple[Keys, Problem]]) -> None:
    """Make a row an error for what the checks of the workspace found, told at its cells."""
    source = CellSource(plan.table, outcome.draft.row, plan.fields)
    outcome.result = "error"
    refused = {other.draft.id: other.line for other in plan.outcomes if other.draft.model is None}
    for keys, problem in listed:
        path, line, column = source.locate(keys)
        message, hint = source.name(keys) + problem.message, problem.hint
        if problem.rule == "unknown-item" and problem.got in refused:
            hint = f"row {refused[problem.got]} becomes it once its own errors are mended"
        outcome.draft.problems.append(
            replace(problem, path=path, line=line, column=column, message=message, hint=hint)
        )


def _share(plan: ImportPlan) -> None:
    """Move the problems of fixed values out of the rows, where each would stand as often as there are rows."""
    told = {(_place(problem), problem.rule, problem.got) for problem in plan.shared}
    for outcome in plan.outcomes:
        fixed = [problem for problem in outcome.draft.problems if problem.path != plan.table.path]
        if not fixed:
            continue
        outcome.note = f"see {', '.join(dict.fromkeys(map(_place, fixed)))}"
        for problem in fixed:
            if (_place(problem), problem.rule, problem.got) not in told:
                told.add((_place(problem), problem.rule, problem.got))
                plan.shared.append(problem)
        outcome.draft.problems = [p for p in outcome.draft.problems if p.path == plan.table.path]


def _place(problem: Problem) -> str:
    return f"{problem.path}:{problem.line}" if problem.line else problem.path
