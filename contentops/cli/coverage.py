"""`contentops coverage`: supply against demand, what exists and what is missing."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from contentops.cli.options import (
    Directory,
    Json,
    Today,
    open_workspace,
    read_period,
    resolve_today,
)

if TYPE_CHECKING:
    from pathlib import Path

    from contentops.models.calendar import Calendar, Entry, Refusal
    from contentops.models.period import Period
    from contentops.models.workspace import Workspace


class CoverageFormat(StrEnum):
    """How the report is printed."""

    TEXT = "text"
    JSON = "json"
    MD = "md"


def command(
    period: Annotated[
        str, typer.Argument(metavar="PERIOD", help="What to look at, such as 2027-Q1 or 2027-01.")
    ],
    directory: Directory = None,
    today: Today = None,
    weeks: Annotated[bool, typer.Option("--weeks", help="Supply and demand of every week too.")] = False,
    remedies: Annotated[
        bool,
        typer.Option(
            "--remedies", help="Look for the smallest change that lets in each item proposed; takes longer."
        ),
    ] = False,
    output_format: Annotated[
        CoverageFormat, typer.Option("--format", help="How to print the report.")
    ] = CoverageFormat.TEXT,
    json_output: Json = False,
) -> None:
    """Show supply against demand, what exists and is missing, and the gaps with what could fill them.

    Reads the calendars that cover PERIOD; without one it shows what there is and what is asked for.
    """
    from contentops.schedule.inventory import take_inventory

    opened = open_workspace(directory)
    workspace = opened.workspace
    span = read_period(period, workspace.settings)
    plans = find_plans(opened.root, span, workspace)
    report = take_inventory(
        workspace,
        span,
        resolve_today(today, workspace.settings),
        calendars=plans.names,
        entries=plans.entries,
        refusals=plans.refusals,
        beside=plans.beside,
        by_week=weeks,
        plan=plans.own if remedies else None,
    )
    choice = CoverageFormat.JSON if json_output else output_format
    if choice is CoverageFormat.JSON:
        typer.echo(report.model_dump_json(indent=2, by_alias=True, exclude_none=False))
    elif choice is CoverageFormat.MD:
        from contentops.render.coverage_markdown import render_coverage_markdown

        typer.echo(render_coverage_markdown(report, workspace), nl=False)
    else:
        from contentops.cli.terminal import screen_width, wants_colour
        from contentops.render.coverage_terminal import render_coverage

        typer.echo(render_coverage(report, workspace, screen_width(), wants_colour()), nl=False)


class Plans(NamedTuple):
    """What is planned for a period, and what the plans of other days hold."""

    names: list[str]
    entries: list[Entry]
    refusals: list[Refusal]
    beside: list[Calendar]
    own: Calendar | None
    """The period's own calendar."""


_WIDEST_LAST = ("quarter", "month", "week", "year")


def find_plans(root: Path, period: Period, workspace: Workspace) -> Plans:
    """The plan of `period`; without one of its own, what the plans that share days with it hold for it.

    Of plans that overlap each other the quarter's counts rather than the year's.
    """
    from contentops.models.period import parse_period
    from contentops.workspace.calendars import list_calendars, load_calendar

    start = workspace.settings.fiscal_year_start
    spans = [parse_period(name, start) for name in list_calendars(root)]
    spans.sort(key=lambda span: (span.name != period.name, _WIDEST_LAST.index(span.kind), span.first))
    chosen: list[Period] = []
    for span in spans:
        if not any(span.first <= other.last and other.first <= span.last for other in chosen):
            chosen.append(span)
    chosen.sort(key=lambda span: span.first)
    names, entries, refusals, beside, own = [], [], [], [], None
    for span in chosen:
        calendar = load_calendar(root, span.name)
        own = calendar if span.name == period.name else own
        inside = [entry for entry in calendar.entries if entry.publish in period or span.name == period.name]
        if span.first <= period.last and period.first <= span.last:
            names.append(span.name)
            entries += inside
            refusals += calendar.unscheduled
            inside_ids = {entry.item for entry in inside}
            rest = [entry for entry in calendar.entries if entry.item not in inside_ids]
            calendar = calendar.model_copy(update={"entries": rest})
        if calendar.entries:
            beside.append(calendar)
    return Plans(names, entries, refusals, beside, own)
