"""`contentops plan --what-if`: the effect of supposed changes, without writing anything."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from time import monotonic
from typing import TYPE_CHECKING, Any

import typer

from contentops.cli.options import OpenWorkspace
from contentops.errors import InvalidInput, UsageError

if TYPE_CHECKING:
    from datetime import date

    from pydantic import BaseModel

    from contentops.models.calendar import Calendar
    from contentops.models.period import Period
    from contentops.models.why import WhatIfReport
    from contentops.models.workspace import Workspace
    from contentops.problem import Problem
    from contentops.schedule.planning import Effort
    from contentops.schedule.what_if import Assignment

OPTION = "--what-if"


def suppose(workspace: Workspace, texts: Sequence[str]) -> Workspace:
    """The workspace with supposed changes (`ITEM.deadline=2027-03-12`); its files stay as they are.

    Raises `InvalidInput` with everything that is wrong with any of the changes.
    """
    from contentops.schedule.what_if import apply_assignments

    assignments: list[Assignment] = []
    problems: list[Problem] = []
    for text in texts:
        read = _read(text)
        if isinstance(read, list):
            problems += read
        else:
            assignments.append(read)
    changed, wrong = apply_assignments(workspace, assignments, _explain)
    problems += [*wrong, *_broken_references(changed, texts)]
    if problems:
        several = len(problems) > 1
        raise InvalidInput(
            f"the supposed changes have {len(problems)} errors" if several else "this change cannot be made",
            problems,
            hint="see docs/why.md for what can be supposed",
        )
    return changed


def _read(text: str) -> Assignment | list[Problem]:
    """`TARGET=VALUE`, the value as YAML reads it; without a value it is taken away."""
    from contentops.problem import Problem
    from contentops.schedule.what_if import Assignment
    from contentops.workspace.yaml_reader import read_yaml

    target, equals, value = text.partition("=")
    path = f"{OPTION} {text}"
    if not equals or not target.strip():
        message = "expected NAME.FIELD=VALUE"
        return [Problem(path, 0, 0, "error", "syntax", message, hint="such as ITEM.deadline=2027-03-12")]
    document = read_yaml(value.strip(), path)
    errors = [problem for problem in document.problems if problem.severity == "error"]
    if errors:
        return [_at_option(problem, path) for problem in errors]
    return Assignment(target.strip(), document.data)


def _explain(model: type[BaseModel], data: Any, noun: str, path: str) -> list[Problem]:
    """What is wrong with the changed record, as `check` would say it."""
    from contentops.workspace.validate import Place, validate
    from contentops.workspace.yaml_reader import YamlDocument

    _, problems = validate(model, data, Place(YamlDocument(path, "", data)), noun=noun)
    return [_at_option(problem, path) for problem in problems]


def _at_option(problem: Problem, path: str) -> Problem:
    from dataclasses import replace

    return replace(problem, path=path, line=0, column=0)


def _broken_references(workspace: Workspace, texts: Sequence[str]) -> list[Problem]:
    """Names in changed values that the workspace lacks, and work that nobody could do any more."""
    from contentops.checks.context import Context
    from contentops.checks.table import check_workspace

    def locate(kind: str, record_id: str, *keys: str | int, key: bool = False) -> tuple[str, int, int]:  # noqa: ARG001
        named = next((text for text in texts if record_id and record_id in text), texts[0])
        return f"{OPTION} {named}", 0, 0

    found = check_workspace(Context(workspace, locate))
    return [problem for problem in found if problem.severity == "error"]


def print_effect(
    opened: OpenWorkspace,
    period: Period,
    today: date,
    *,
    effort: Effort,
    texts: Sequence[str],
    form: str,
    fresh: bool = False,
) -> None:
    """Print what the supposed changes do to the plan of a period, as `text` or `json`; nothing is written."""
    if form not in ("text", "json"):
        raise UsageError(f"{OPTION} prints text or JSON, not {form}", hint="leave out --format, or give json")
    report = compare_plans(opened, period, today, effort, texts, fresh=fresh)
    if form == "json":
        import json

        typer.echo(json.dumps(report.model_dump(mode="json"), ensure_ascii=False, indent=2))
        return
    from contentops.cli.terminal import screen_width, wants_colour
    from contentops.render.why import render_effect

    typer.echo(render_effect(report, opened.workspace, screen_width(), wants_colour()), nl=False)


def compare_plans(
    opened: OpenWorkspace,
    period: Period,
    today: date,
    effort: Effort,
    texts: Sequence[str],
    *,
    fresh: bool = False,
) -> WhatIfReport:
    """The period planned as things are and as supposed, both from the calendar there is.

    The second plan mends the first, so that what differs comes of the changes alone; with `fresh` each is
    searched for as if there were no calendar.
    """
    from contentops.cli.plan import Progress, other_plans
    from contentops.models.changes import Comparison
    from contentops.models.why import SupposedGoal, WhatIfReport
    from contentops.render.changes import Describer
    from contentops.schedule.changes import find_changes
    from contentops.schedule.planning import plan_period
    from contentops.schedule.resources import Countries
    from contentops.workspace.calendars import load_calendar_or_none

    changed = suppose(opened.workspace, texts)
    beside = other_plans(opened.root, period, opened.workspace)

    def plan(workspace: Workspace, existing: Calendar | None) -> Calendar:
        with Progress(sys.stderr, monotonic) as progress:
            made = plan_period(
                workspace, period, today,
                existing=existing, beside=beside, effort=effort, progress=progress.show, fresh=fresh,
            )  # fmt: skip
        if made.solver.effort == "quick" != effort:
            # Half a search beside a whole one would compare efforts, not plans.
            raise KeyboardInterrupt
        return made

    before = plan(opened.workspace, load_calendar_or_none(opened.root, period.name))
    after = plan(changed, before)
    describe = Describer(after, changed).describe
    is_working_day = Countries(changed).of(None).is_working_day
    changes = [describe(one) for one in find_changes(before, after, is_working_day)]
    counts: dict[str, int] = {}
    for change in changes:
        counts[change.kind] = counts.get(change.kind, 0) + 1
    reached = {goal.goal: goal for goal in after.solver.goals}
    goals = [
        SupposedGoal(
            goal=goal.goal,
            before=goal.reached,
            after=reached[goal.goal].reached,
            bound=reached[goal.goal].bound,
        )
        for goal in before.solver.goals
        if goal.goal in reached
    ]
    name = f"calendars/{period.name}.yaml"
    return WhatIfReport(
        version=1,
        supposed=list(texts),
        goals=goals,
        comparison=Comparison(period=period.name, old=name, new=OPTION, counts=counts, changes=changes),
    )
