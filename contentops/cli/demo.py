"""`contentops demo`: the whole loop on a demo workspace, and what to look at afterwards."""

from __future__ import annotations

import shlex
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from contentops.cli.init import TIMEZONES, ForPeriod, Lang, choose_quarter, write_scaffold
from contentops.cli.options import Today, open_workspace, today_in

if TYPE_CHECKING:
    from contentops.cli.options import OpenWorkspace
    from contentops.drafts.orders import DraftOrder
    from contentops.lint.finding import Finding
    from contentops.models.calendar import Calendar
    from contentops.models.period import Period

DRAFTS = 5
"""How many drafts the demo writes: enough to see several kinds, few enough to read."""


def command(
    directory: Annotated[Path, typer.Argument(metavar="[DIR]", help="Where the demo workspace goes.")] = Path(
        "contentops-demo"
    ),
    lang: Lang = "en",
    period: ForPeriod = None,
    today: Today = None,
) -> None:
    """Write a demo workspace, plan its quarter, draft what is due first and lint it.

    The quarter is the current one, or the next when fewer than six weeks of it are left.
    """
    day: date = today or today_in(TIMEZONES[lang])
    quarter = choose_quarter(period, day)
    write_scaffold(directory, lang, quarter, day)
    opened = open_workspace(directory)
    _say_workspace(opened, directory)
    calendar = _plan(opened, quarter, day)
    drafts = _draft(opened, calendar)
    _write(opened, calendar)
    _lint(opened, drafts, day)
    _say_next(directory, quarter, drafts)


def _say_workspace(opened: OpenWorkspace, directory: Path) -> None:
    from contentops.models.base import text_in

    workspace = opened.workspace
    settings = workspace.settings
    makers = sum(person.hours_per_week > 0 for person in settings.team)
    typer.echo(
        f"{directory}: the workspace of {text_in(settings.brand.name, settings.language)}, a fictional company\n"
        f"  {len(workspace.items)} items, {len(workspace.events)} events, {len(workspace.nodes)} nodes, "
        f"{len(workspace.channels)} channels, {makers} people who make content"
    )


def _plan(opened: OpenWorkspace, quarter: Period, day: date) -> Calendar:
    from contentops.cli.plan import make_plan

    calendar = make_plan(opened, quarter, day, effort="quick")
    typer.echo(f"Planned {quarter.name} from {day} on")
    typer.echo(
        f"  {len(calendar.entries)} publications, {len(calendar.unscheduled)} that do not fit, each with its reason"
    )
    for goal in calendar.solver.goals:
        if goal.bound:
            proof = (
                "the best there is" if goal.reached == goal.bound else f"at most {goal.bound:g} is possible"
            )
            typer.echo(f"  {goal.goal} {goal.reached:g}; {proof}")
    if calendar.provisional_years:
        years = ", ".join(calendar.provisional_years)
        typer.echo(f"  provisional: the public holidays of {years} are not announced yet")
    return calendar


def _draft(opened: OpenWorkspace, calendar: Calendar) -> list[str]:
    """Draft the first entries to be started that have a template and all their facts."""
    from contentops.cli.draft_write import Drafter
    from contentops.drafts.orders import order_period

    drafter = Drafter(opened, opened.workspace.settings.language)
    starts = {
        entry.item: min((task.start for task in entry.tasks), default=entry.publish)
        for entry in calendar.entries
    }

    def due(order: DraftOrder) -> tuple[date, str]:
        return (starts[order.name], order.name)

    orders = [order for order in order_period(calendar, opened.workspace, []) if order.item.template]
    written: list[str] = []
    for order in sorted(orders, key=due):
        outcome = drafter.draft(order, named=False)
        if outcome.state == "written" and outcome.path is not None:
            written.append(outcome.path)
        if len(written) == DRAFTS:
            break
    typer.echo("Drafted what has to be started first")
    for path in written:
        typer.echo(f"  {path}")
    return written


def _write(opened: OpenWorkspace, calendar: Calendar) -> None:
    """Write the calendar when its drafts are there: the page and the feeds link to them."""
    from contentops.cli.plan import write_plan

    write_plan(opened, calendar)


def _lint(opened: OpenWorkspace, drafts: list[str], day: date) -> None:
    from contentops.cli.lint_choice import Wanted, choose
    from contentops.cli.lint_files import PlannedDrafts
    from contentops.lint.reporters.summary import render_summary, summarize
    from contentops.lint.run import Task, lint_file

    settings = choose(opened.root, Wanted()).settings(day.isoformat())
    find_planned = PlannedDrafts(opened.root)
    findings: list[Finding] = []
    for path in drafts:
        content = (opened.root / path).read_bytes()
        findings += lint_file(Task(path, content, find_planned(content)), settings).findings
    typer.echo(f"Linted them: {render_summary(summarize(findings, len(drafts)))}")
    for finding in findings:
        typer.echo(f"  {finding.path}:{finding.line}:{finding.column}: {finding.severity}: {finding.message}")


def _say_next(directory: Path, quarter: Period, drafts: list[str]) -> None:
    typer.echo("Open")
    typer.echo(f"  {directory}/calendars/{quarter.name}.md   the quarter, week by week")
    if drafts:
        typer.echo(f"  {directory}/{drafts[0]}")
    where = shlex.quote(str(directory))
    typer.echo("Go on")
    typer.echo(f"  contentops show {quarter.name} -C {where}")
    typer.echo(f"  contentops draft --due-within 30d -C {where}")
    typer.echo(f"  contentops lint -C {where}")
    typer.echo(f"  contentops status -C {where}")
