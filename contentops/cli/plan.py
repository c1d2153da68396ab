"""`contentops plan`: decide what is done in a period, by whom and when, and write it down."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from time import monotonic
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from contentops.cli.misfit import warn_of_misfits
from contentops.cli.options import (
    Directory,
    Json,
    OpenWorkspace,
    Today,
    open_workspace,
    read_period,
    resolve_today,
)
from contentops.cli.periods import (
    choose_period,
    overlapping,
    plan_whole_year,
    refuse_overlap,
    show_planned_week,
)
from contentops.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from contentops.cli.render import RenderedFiles
    from contentops.models.calendar import Calendar
    from contentops.models.period import Period
    from contentops.models.workspace import Workspace
    from contentops.schedule.conflict_facts import Contradiction
    from contentops.schedule.planning import Effort, SolverName

_SHOW_AFTER = 1.0
_SHOW_EVERY = 0.25


class EffortChoice(StrEnum):
    """How much work the search may do: counted, not timed, so that it finds the same plan everywhere."""

    QUICK = "quick"
    NORMAL = "normal"
    THOROUGH = "thorough"


class SolverChoice(StrEnum):
    """A solver that may improve what the search found."""

    HIGHS = "highs"


class PlanFormat(StrEnum):
    """How the plan is printed."""

    TEXT = "text"
    JSON = "json"
    YAML = "yaml"


def command(
    period: Annotated[
        str | None,
        typer.Argument(metavar="PERIOD", help="What to plan, such as 2027-Q1, or 2027 for its quarters."),
    ] = None,
    period_option: Annotated[
        str | None, typer.Option("--period", metavar="PERIOD", help="The same as PERIOD.")
    ] = None,
    directory: Directory = None,
    today: Today = None,
    effort: Annotated[
        EffortChoice, typer.Option("--effort", help="How long to search: a count of steps, not of seconds.")
    ] = EffortChoice.NORMAL,
    output_format: Annotated[
        PlanFormat, typer.Option("--format", help="How to print the plan.")
    ] = PlanFormat.TEXT,
    json_output: Json = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Print the plan and write nothing.")] = False,
    fresh: Annotated[
        bool,
        typer.Option(
            "--fresh",
            help="Ignore the earlier plan, pins too, except what was published or cancelled; notes stay.",
        ),
    ] = False,
    solver: Annotated[
        SolverChoice | None,
        typer.Option(
            "--solver",
            help="Let a solver improve what the search found; needs the extra contentops[solver].",
            show_default=False,
        ),
    ] = None,
    what_if: Annotated[
        list[str] | None,
        typer.Option(
            "--what-if",
            metavar="NAME.FIELD=VALUE",
            help="Show what a change would do, such as ITEM.deadline=2027-03-12; may be repeated, writes nothing.",
            show_default=False,
        ),
    ] = None,
) -> int:
    """Plan PERIOD and write calendars/PERIOD.yaml, .json and .md.

    A year is planned quarter by quarter. A week of a planned quarter is not planned again: its work list is shown.
    Published, pinned and cancelled entries of an earlier plan stay as they are. Ctrl-C ends the search with the
    best plan found so far. Exit code 1: pins contradict one another or the rules, and some were not kept.
    """
    opened = open_workspace(directory)
    settings = opened.workspace.settings
    span = read_period(choose_period(period, period_option), settings)
    day = resolve_today(today, settings)
    choice = PlanFormat.JSON if json_output else output_format
    if what_if:
        from contentops.cli.what_if import print_effect

        if span.kind == "year":
            raise UsageError("--what-if plans one period", hint="ask for a quarter, such as 2027-Q1")
        print_effect(opened, span, day, effort=effort.value, texts=what_if, form=choice.value, fresh=fresh)
        return ExitCode.CLEAN
    if span.kind == "year":
        if solver is not None:
            raise UsageError("--solver improves one period", hint="ask for a quarter, such as 2027-Q1")
        return plan_whole_year(
            opened, span, day, effort=effort.value, fresh=fresh, form=choice.value, dry_run=dry_run
        )
    if span.kind == "week" and overlapping(opened, span):
        return show_planned_week(opened, span, day, form=choice.value)
    refuse_overlap(opened, span)
    conflicts = find_conflicts(opened, span, day, fresh=fresh)
    before = _load_before(opened, span)
    warn_of_misfits([before], settings)
    calendar = make_plan(
        opened, span, day, effort=effort.value, fresh=fresh, solver=solver.value if solver else None
    )
    if effort is not EffortChoice.QUICK and calendar.solver.effort == "quick":
        typer.echo("interrupted: this is the best plan found so far; plan again to search on", err=True)
    if not dry_run:
        for line in write_plan(opened, calendar):
            typer.echo(line if line.endswith("(unchanged)") else f"wrote {line}", err=True)
    print_conflicts(opened, conflicts, calendar)
    print_moves(before, calendar, written=not dry_run)
    typer.echo(_render(choice, calendar, opened.workspace), nl=False)
    return ExitCode.FINDINGS if calendar.conflicts else ExitCode.CLEAN


def find_conflicts(
    opened: OpenWorkspace, period: Period, today: date, *, fresh: bool = False
) -> list[Contradiction]:
    """What contradicts what in the workspace and its earlier plan of `period`, before that is planned again."""
    from contentops.cli.conflicts import find_contradictions
    from contentops.workspace.calendars import load_calendar_or_none

    existing = load_calendar_or_none(opened.root, period.name)
    beside = other_plans(opened.root, period, opened.workspace) if existing is not None else ()
    return find_contradictions(opened.workspace, period, today, existing=existing, beside=beside, fresh=fresh)


def print_conflicts(opened: OpenWorkspace, found: Sequence[Contradiction], calendar: Calendar) -> None:
    """Print contradictions with the place of every fact, as the files are now."""
    if not found:
        return
    from contentops.cli.conflicts import conflict_problems
    from contentops.problem import format_problem

    for problem in conflict_problems(opened.root, opened.workspace, opened.locate, found, calendar):
        typer.echo(format_problem(problem), err=True)


def _load_before(opened: OpenWorkspace, period: Period) -> Calendar | None:
    from contentops.workspace.calendars import load_calendar_or_none

    return load_calendar_or_none(opened.root, period.name)


def print_moves(before: Calendar | None, after: Calendar, *, written: bool) -> None:
    """Say in one line how much a plan differs from the one before it, and where to read more."""
    from contentops.schedule.moves import count_moves

    counts = count_moves(before, after) if before is not None else None
    if counts is None or not counts.any:
        return
    said = f"moved {counts.moved}, new {counts.new}, out {counts.out}"
    more = f": see `contentops diff {after.period} --previous`" if written else ""
    typer.echo(f"against the plan before: {said}{more}", err=True)


def make_plan(
    opened: OpenWorkspace,
    period: Period,
    today: date,
    *,
    effort: Effort = "normal",
    fresh: bool = False,
    solver: SolverName | None = None,
) -> Calendar:
    """Plan `period` of a workspace, beside its other plans, with progress on the terminal.

    Raises ContentopsError before anything else when the solver is not installed.
    """
    if solver is not None:
        from contentops.schedule.exact.highs import load_solver

        load_solver()
    from contentops.schedule.planning import plan_period
    from contentops.workspace.calendars import load_calendar_or_none

    with Progress(sys.stderr, monotonic) as progress:
        return plan_period(
            opened.workspace,
            period,
            today,
            existing=load_calendar_or_none(opened.root, period.name),
            beside=other_plans(opened.root, period, opened.workspace),
            effort=effort,
            progress=progress.show,
            fresh=fresh,
            solver=solver,
        )


def write_plan(
    opened: OpenWorkspace, calendar: Calendar, beside: tuple[Calendar, ...] | None = None
) -> list[str]:
    """Write the plan in every format; returns a line for each file. What the record was before is kept.

    `beside` are the plans of other periods, those on disk by default.
    """
    return write_plans(opened, {calendar.period: render_plan(opened, calendar, beside)})


def render_plan(
    opened: OpenWorkspace, calendar: Calendar, beside: tuple[Calendar, ...] | None = None
) -> RenderedFiles:
    """The plan in every format, about to be written; see `write_plan`."""
    from contentops.cli.render import render_formats
    from contentops.render.formats import FORMATS

    return render_formats(opened, calendar, list(FORMATS), beside)


def write_plans(opened: OpenWorkspace, rendered: Mapping[str, RenderedFiles]) -> list[str]:
    """Write plans by their period; returns a line for each file. What a record was before is kept."""
    from contentops.workspace.revisions import keep_before_plan

    lines = []
    for period, files in rendered.items():
        lines += files.write()
        if files.old is not None and files.old != files.text:
            keep_before_plan(opened.root, period, files.old)
    return lines


def other_plans(root: Path, period: Period, workspace: Workspace) -> list[Calendar]:
    """The plans of periods that share no day with this one: what they use is not free."""
    from contentops.models.period import parse_period
    from contentops.workspace.calendars import list_calendars, load_calendar

    others = []
    for name in list_calendars(root):
        other = parse_period(name, workspace.settings.fiscal_year_start)
        if other.last < period.first or other.first > period.last:
            others.append(load_calendar(root, name))
    return others


def _render(choice: PlanFormat, calendar: Calendar, workspace: Workspace) -> str:
    from contentops.render.edition import Edition
    from contentops.render.formats import render_text

    if choice is not PlanFormat.TEXT:
        return render_text(Edition(calendar, workspace), choice.value)
    from contentops.cli.terminal import screen_width, wants_colour
    from contentops.render.terminal import render_table

    return render_table(calendar, workspace, screen_width(), wants_colour(), today=calendar.today)


class Progress:
    """One line on stderr, when that is a terminal and the search takes more than a second."""

    def __init__(self, stream: TextIO, clock: Callable[[], float]) -> None:
        self._stream = stream
        self._clock = clock
        self._next = clock() + _SHOW_AFTER
        self._shown = False

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        if self._shown:
            self._stream.write("\r\x1b[K")
            self._stream.flush()

    def show(self, done: int, total: int, value: int, bound: int) -> None:
        """Show how far the search is; called by the planner."""
        now = self._clock()
        if now < self._next or not self._stream.isatty():
            return
        self._next = now + _SHOW_EVERY
        self._shown = True
        share = 100 * done // max(1, total)
        self._stream.write(
            f"\r\x1b[Kplanning {share:3d} %   value {value} of at most {bound}   Ctrl-C keeps this"
        )
        self._stream.flush()
