"""What an import did or would do, as text for people and as JSON for machines."""

from __future__ import annotations

import json
import shlex
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from contentops.importing.plan import ImportPlan, Outcome
from contentops.models.mapping import ImportedRow
from contentops.problem import format_problem
from contentops.yaml_writer import dump

_SHOWN = 2  # records shown as YAML in a terminal; JSON has them all


def render_text(plan: ImportPlan, output: str) -> str:
    """The report line by line: how the table was read, every row, the sum, and the YAML to be written."""
    lines = [*_reading(plan), ""]
    lines += [format_problem(problem) for problem in plan.shared]
    for outcome in plan.outcomes:
        lines += _row(outcome)
    lines += ["", *_sum(plan), *_yaml(plan, output)]
    return "\n".join(lines) + "\n"


def render_json(plan: ImportPlan, output: str, *, written: bool) -> str:
    """The same as a document for machines, with the whole YAML (the records as a list, not indented)."""
    records = plan.records
    document = {
        "version": 1,
        "file": plan.table.path,
        "read_as": plan.table.described,
        "into": plan.fields.into,
        "output": output,
        "written": written,
        "summary": _summary(plan),
        "columns": dict(_columns(plan)),
        "taken": [{"word": word, "value": value} for word, value in plan.taken],
        "unmapped": list(plan.fields.unmapped),
        "warnings": plan.warnings,
        "rows": [_row_document(outcome) for outcome in plan.outcomes],
        "problems": [asdict(problem) for problem in plan.problems],
        "yaml": dump(records) if records else "",
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def sum_line(plan: ImportPlan) -> str:
    """`87 new, 3 exist, 1 error; 156 left out by --where`: empty parts are left out."""
    exist, errors, duplicates = plan.count("exists"), plan.count("error"), plan.count("duplicate")
    parts = [f"{plan.count('new')} new"]
    parts += [f"{exist} there already"] if exist else []
    parts += [f"{duplicates} twice in the file"] if duplicates else []
    parts += [f"{errors} with errors"] if errors else []
    text = ", ".join(parts)
    return text + (f"; {plan.left_out} left out by --where" if plan.left_out else "")


def _reading(plan: ImportPlan) -> Iterator[str]:
    count = len(plan.table.rows)
    yield f"{plan.table.path}: {plan.table.described}; {count} row{'s' * (count != 1)}"
    columns = dict(_columns(plan))
    width = max((len(rule.target.name) for rule in plan.fields.rules), default=0)
    for target, column in columns.items():
        yield f"  {target:<{width}}  from column {column}"
    for rule in plan.fields.rules:
        if rule.fixed is not None:
            when = " where the cell is empty" if rule.column is not None else ""
            yield f"  {rule.target.name:<{width}}  set to {_shown(rule.fixed)}{when}"
    for word, value in plan.taken:
        yield f"  {_printable(word)} is {_printable(value)}"
    if plan.fields.unmapped:
        yield f"  not used: {', '.join(plan.fields.unmapped)}"


def _row(outcome: Outcome) -> Iterator[str]:
    draft = outcome.draft
    if outcome.result == "error" and draft.problems:
        yield from (format_problem(problem) for problem in draft.problems)
        return
    name = f"{draft.id} {_printable(json.dumps(draft.title, ensure_ascii=False))}"
    if outcome.result == "exists":
        name = f"{draft.id} {outcome.note}"
        if outcome.differs:
            name += f" (differs in {', '.join(outcome.differs)}; kept as it is)"
    elif outcome.note:
        name += f" ({outcome.note})"
    yield f"row {outcome.line}: {outcome.result} {name}"


def _sum(plan: ImportPlan) -> Iterator[str]:
    yield sum_line(plan)
    for (column, cell), count in _without_meaning(plan).items():
        times = f"{count} row{'s' * (count != 1)}"
        yield f"say what {column} {_printable(cell)} means ({times}): --value {shlex.quote(f'{column}:{cell}')}=..."
    if plan.warnings:
        listed = ", ".join(f"{rule} {count}" for rule, count in plan.warnings.items())
        yield f"`contentops check` will remark on the new records: {listed}"


def _without_meaning(plan: ImportPlan) -> Counter[tuple[str, str]]:
    """The cells that stand for no value of the key they fill, by column, with how many rows have them."""
    header = plan.table.header
    return Counter(
        (header[problem.column - 1], problem.got)
        for outcome in plan.outcomes
        for problem in outcome.draft.problems
        if problem.rule == "unknown-value" and problem.got is not None
    )


def _yaml(plan: ImportPlan, output: str) -> Iterator[str]:
    records = plan.records
    if not records:
        return
    yield ""
    yield f"{output}:"
    yield from ("  " + line if line else "" for line in dump(records[:_SHOWN]).splitlines())
    if len(records) > _SHOWN:
        yield f"  # and {len(records) - _SHOWN} more (--format json shows all)"


def _summary(plan: ImportPlan) -> dict[str, int]:
    return {
        "rows": len(plan.table.rows),
        "new": plan.count("new"),
        "exists": plan.count("exists"),
        "duplicates": plan.count("duplicate"),
        "errors": plan.count("error"),
        "left_out": plan.left_out,
    }


def _columns(plan: ImportPlan) -> Iterator[tuple[str, str]]:
    for rule in plan.fields.rules:
        if rule.column is not None:
            yield rule.target.name, plan.table.header[rule.column]


def _row_document(outcome: Outcome) -> dict[str, Any]:
    draft = outcome.draft
    row = ImportedRow(outcome.line, outcome.result, draft.id, draft.title, outcome.note, outcome.differs)
    return asdict(row)


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key}: {part}" for key, part in value.items())
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _printable(text: str) -> str:
    """Control and direction characters spelled out: a cell must not steer the terminal."""
    return "".join(mark if mark.isprintable() else f"\\u{ord(mark):04x}" for mark in text)
