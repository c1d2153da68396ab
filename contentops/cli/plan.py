"""`contentops plan`: decide what is done in a period, by whom and when, and write it down."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from contentops.cli.options import Directory, Json, Today, open_workspace, read_period, resolve_today

if TYPE_CHECKING:
    from pathlib import Path

    from contentops.models.calendar import Calendar
    from contentops.models.period import Period
    from contentops.models.workspace import Workspace

_SHOW_AFTER = 1.0
_SHOW_EVERY = 0.25


class EffortChoice(StrEnum):
    """How much work the search may do: counted, not timed, so that it finds the same plan everywhere."""

    QUICK = "quick"
    NORMAL = "normal"
    THOROUGH = "thorough"


class PlanFormat(StrEnum):
    """How the plan is printed."""

    TEXT = "text"
    JSON = "json"
    YAML = "yaml"


def command(
    period: Annotated[
        str, typer.Argument(metavar="PERIOD", help="What to plan, such as 2027-Q1 or 2027-01.")
    ],
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
) -> None:
    """Plan PERIOD and write calendars/PERIOD.yaml, .json and .md.

    Published, pinned and cancelled entries of an earlier plan stay as they are. Ctrl-C ends the search with the
    best plan found so far.
    """
    loaded = open_workspace(directory)
    workspace = loaded.workspace
    assert workspace is not None  # noqa: S101  open_workspace raises otherwise
    wanted = read_period(period, workspace.settings)
    day = resolve_today(today, workspace.settings)

    from contentops.schedule.planning import plan_period
    from contentops.workspace.calendars import load_calendar_or_none

    with _Progress() as progress:
        calendar = plan_period(
            workspace,
            wanted,
            day,
            existing=load_calendar_or_none(loaded.root, wanted.name),
            beside=_other_plans(loaded.root, wanted, workspace),
            effort=effort.value,
            progress=progress.show,
        )
    if not dry_run:
        _write(loaded.root, calendar, workspace)
    choice = PlanFormat.JSON if json_output else output_format
    typer.echo(_render(choice, calendar, workspace), nl=False)


def _other_plans(root: Path, period: Period, workspace: Workspace) -> list[Calendar]:
    """The plans of periods that share no day with this one: what they use is not free."""
    from contentops.models.period import parse_period
    from contentops.workspace.calendars import list_calendars, load_calendar

    others = []
    for name in list_calendars(root):
        other = parse_period(name, workspace.settings.fiscal_year_start)
        if other.last < period.first or other.first > period.last:
            others.append(load_calendar(root, name))
    return others


def _write(root: Path, calendar: Calendar, workspace: Workspace) -> None:
    from contentops.cli.render import write_formats
    from contentops.render.formats import FORMATS

    for line in write_formats(root, calendar, workspace, list(FORMATS)):
        typer.echo(line if line.endswith("(unchanged)") else f"wrote {line}", err=True)


def _render(choice: PlanFormat, calendar: Calendar, workspace: Workspace) -> str:
    from contentops.render.formats import FORMATS

    if choice is not PlanFormat.TEXT:
        return FORMATS[choice.value].render(calendar, workspace)
    from contentops.cli.terminal import screen_width, wants_colour
    from contentops.render.terminal import render_table

    return render_table(calendar, workspace, screen_width(), wants_colour(), today=calendar.today)


class _Progress:
    """One line on stderr, when that is a terminal and the search takes more than a second."""

    def __init__(self) -> None:
        import sys
        from time import monotonic

        self._stream = sys.stderr
        self._clock: Callable[[], float] = monotonic
        self._next = monotonic() + _SHOW_AFTER
        self._shown = False

    def __enter__(self) -> _Progress:
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
