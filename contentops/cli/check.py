"""`contentops check`: every problem of the workspace in one run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from contentops.cli.options import (
    Directory,
    FailOn,
    FailOnOption,
    Format,
    Json,
    OutputFormat,
    Today,
    find_root,
    read_period,
    resolve_today,
)
from contentops.errors import ExitCode

if TYPE_CHECKING:
    from datetime import date

    from contentops.problem import Problem
    from contentops.workspace.load import LoadedWorkspace


def command(
    directory: Directory = None,
    today: Today = None,
    period: Annotated[
        str | None, typer.Option("--period", metavar="PERIOD", help="Also name anchors outside this period.")
    ] = None,
    fail_on: FailOnOption = FailOn.ERROR,
    output_format: Format = OutputFormat.TEXT,
    json_output: Json = False,
) -> int:
    """Load everything and report every problem in one run, as path:line:column.

    Exit code 0: no errors; 1: errors (with --fail-on warning also warnings); 2: no workspace.
    """
    from contentops.workspace.load import load_workspace

    loaded = load_workspace(find_root(directory))
    problems = [*loaded.problems, *_check_records(loaded, today, period), *_check_lists(loaded),
                *_check_pages(loaded)]  # fmt: skip
    problems.sort(key=lambda problem: problem.sort_key())
    if json_output or output_format is OutputFormat.JSON:
        typer.echo(_render_json(problems))
    else:
        _print_text(loaded, problems)
    found = any(fail_on.counts(problem.severity) for problem in problems)
    return ExitCode.FINDINGS if found else ExitCode.CLEAN


def _check_records(loaded: LoadedWorkspace, today: date | None, period: str | None) -> list[Problem]:
    from contentops.checks.context import Context
    from contentops.checks.table import check_workspace
    from contentops.cli.conflicts import check_conflicts
    from contentops.problem import has_errors
    from contentops.workspace.approval_checks import check_approvals
    from contentops.workspace.calendars import check_calendars
    from contentops.workspace.draft_files import TemplateFolders
    from contentops.workspace.fact_checks import check_facts
    from contentops.workspace.library import check_uses

    workspace = loaded.workspace
    if workspace is None:
        return []
    day = resolve_today(today, workspace.settings)
    within = read_period(period, workspace.settings) if period is not None else None
    templates = TemplateFolders(loaded.root).names(workspace.settings.language)
    context = Context(workspace, loaded.locate, loaded.broken, templates, day, within, loaded.incomplete)
    found = check_workspace(context)
    found += check_facts(loaded, workspace, day)
    if "item" not in loaded.incomplete and not loaded.broken.get("item"):
        found += check_calendars(loaded.root, workspace, day)
        found += check_approvals(loaded.root, workspace)
        found += check_uses(loaded.root, workspace)
        if not has_errors(found) and not has_errors(loaded.problems):
            found += check_conflicts(loaded.root, workspace, loaded.locate, day)
    return found


def _check_lists(loaded: LoadedWorkspace) -> list[Problem]:
    from contentops.workspace.find import SETTINGS_FILE
    from contentops.workspace.taboo_lists import check_taboo_lists

    found = check_taboo_lists(loaded.root)
    if loaded.workspace is None:
        # What is wrong with the settings as a whole is said already.
        found = [problem for problem in found if problem.path != SETTINGS_FILE]
    return found


def _check_pages(loaded: LoadedWorkspace) -> list[Problem]:
    """What is wrong with the workspace's own templates of pages, when it has any."""
    from contentops.workspace.page_files import has_own_pages

    if not has_own_pages(loaded.root):
        return []
    from contentops.cli.templates_pages import page_problems
    from contentops.workspace.page_files import find_pages

    return page_problems(find_pages(loaded.root))


def _count(problems: list[Problem]) -> dict[str, int]:
    return {f"{name}s": sum(p.severity == name for p in problems) for name in ("error", "warning", "note")}


def _render_json(problems: list[Problem]) -> str:
    import json
    from dataclasses import asdict

    document = {
        "version": 1,
        "summary": _count(problems),
        "problems": [asdict(problem) for problem in problems],
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def _print_text(loaded: LoadedWorkspace, problems: list[Problem]) -> None:
    from contentops.problem import format_problem

    for problem in problems:
        typer.echo(format_problem(problem))
    counts = _count(problems)
    if problems:
        parts = [f"{n} {name if n != 1 else name.removesuffix('s')}" for name, n in counts.items() if n]
        summary = ", ".join(parts)
    else:
        summary = "no problems"
    workspace = loaded.workspace
    if workspace is None:
        typer.echo(f"{summary}; contentops.yaml is not valid, so references were not checked", err=True)
        return
    typer.echo(
        f"{summary} in {len(loaded.files)} files: {len(workspace.items)} items, {len(workspace.events)} events, "
        f"{len(workspace.nodes)} nodes",
        err=True,
    )
