"""Years, weeks and parts of a quarter: what `plan`, `show` and `render` do with periods that are no quarter."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from time import monotonic
from typing import TYPE_CHECKING, Literal

import typer

from contentops.cli.misfit import warn_of_misfits
from contentops.cli.options import OpenWorkspace
from contentops.errors import ContentopsError, ExitCode, UsageError

if TYPE_CHECKING:
    from datetime import date

    from contentops.models.calendar import Calendar
    from contentops.models.period import Period
    from contentops.models.year import WorkList, YearPlan
    from contentops.render.year_table import By
    from contentops.schedule.planning import Effort

Form = Literal["text", "json", "md"]
YEAR_SUFFIXES = (".json", ".md")


def choose_period(argument: str | None, option: str | None) -> str:
    """The period given as PERIOD or as --period. Raises `UsageError` for none, or two that differ."""
    if argument is None and option is None:
        raise UsageError("no period is given", hint="write for example 2027-Q1, 2027 or --period 2027-W05")
    if argument is not None and option is not None and argument != option:
        raise UsageError(f"PERIOD says {argument}, --period says {option}", hint="give one of them")
    return argument or option or ""


def all_calendars(opened: OpenWorkspace) -> list[Calendar]:
    """Every plan of the workspace."""
    from contentops.workspace.calendars import list_calendars, load_calendar

    return [load_calendar(opened.root, name) for name in list_calendars(opened.root)]


def named_calendars(opened: OpenWorkspace, names: Iterable[str]) -> list[Calendar]:
    """The plans of these periods as they are on disk."""
    from contentops.workspace.calendars import load_calendar

    return [load_calendar(opened.root, name) for name in names]


def overlapping(opened: OpenWorkspace, period: Period) -> list[Calendar]:
    """The plans of other periods that share a day with `period`."""
    from contentops.schedule.work_list import covering_calendars

    calendars = covering_calendars(opened.workspace, period, all_calendars(opened))
    return [calendar for calendar in calendars if calendar.period != period.name]


def refuse_overlap(opened: OpenWorkspace, period: Period) -> None:
    """Raise `ContentopsError` when other calendars plan days of `period`: two plans of a day would fight."""
    names = [calendar.period for calendar in overlapping(opened, period)]
    if period.kind == "year":
        names = [name for name in names if not name.startswith(f"{period.name}-Q")]
    if not names:
        return
    files = ", ".join(f"calendars/{name}.yaml" for name in names)
    raise ContentopsError(
        f"{files} already plan{'s' if len(names) == 1 else ''} days of {period.name}",
        hint=f"show them with `contentops show {period.name}`, plan again with `contentops plan {names[0]}`, "
        f"or remove {'it' if len(names) == 1 else 'them'} to plan {period.name} as one",
    )


def plan_whole_year(
    opened: OpenWorkspace,
    year: Period,
    today: date,
    *,
    effort: Effort,
    fresh: bool,
    form: str,
    dry_run: bool,
) -> int:
    """Plan the quarters of a year, write them, and print the year's table."""
    from contentops.cli.plan import (
        Progress,
        find_conflicts,
        print_conflicts,
        print_moves,
        render_plan,
        write_plans,
    )
    from contentops.schedule.year import plan_year, quarters_of

    if form == "yaml":
        raise UsageError(
            "a year has no YAML of its own", hint="its quarters are the record; use text or json"
        )
    refuse_overlap(opened, year)
    calendars = all_calendars(opened)
    warn_of_misfits(calendars, opened.workspace.settings)
    quarters = quarters_of(year, opened.workspace.settings.fiscal_year_start)
    past = [one.name for one in quarters if one.last < today]
    if len(past) == len(quarters):
        raise UsageError(f"{year.name} is past", hint=f"`contentops show {year.name}` shows it")
    if past:
        typer.echo(f"{', '.join(past)}: past, left as it is", err=True)
    conflicts = {
        one.name: find_conflicts(opened, one, today) for one in quarters if one.name not in past and not fresh
    }
    with Progress(sys.stderr, monotonic) as progress:
        plans = plan_year(
            opened.workspace,
            year,
            today,
            calendars=calendars,
            effort=effort,
            progress=progress.show,
            fresh=fresh,
        )
    if effort != "quick" and any(plan.solver.effort == "quick" for plan in plans):
        typer.echo("interrupted: this is the best plan found so far; plan again to search on", err=True)
    before = {calendar.period: calendar for calendar in calendars}
    kept = [calendar for calendar in calendars if calendar.period not in {plan.period for plan in plans}]
    view = _make_view(opened, year, [*kept, *plans])
    if not dry_run:
        every = [*kept, *plans]
        # All quarters and the year are rendered before the first file is written: an own template may fail.
        rendered = {
            plan.period: render_plan(opened, plan, tuple(one for one in every if one.period != plan.period))
            for plan in plans
        }
        table = render_year(opened, view)
        for line in [*write_plans(opened, rendered), *write_year(opened, year.name, table)]:
            typer.echo(line if line.endswith("(unchanged)") else f"wrote {line}", err=True)
    for plan in plans:
        print_conflicts(opened, conflicts.get(plan.period, []), plan)
        print_moves(before.get(plan.period), plan, written=not dry_run)
    typer.echo(print_year(opened, view, today, form="json" if form == "json" else "text"), nl=False)
    return ExitCode.FINDINGS if any(plan.conflicts for plan in plans) else ExitCode.CLEAN


def load_year(opened: OpenWorkspace, year: Period) -> YearPlan:
    """The year's table from the calendars on disk. Raises `ContentopsError` when none plans a day of it."""
    view = _make_view(opened, year, all_calendars(opened))
    if not view.calendars:
        raise ContentopsError(
            f"nothing of {year.name} is planned", hint=f"run `contentops plan {year.name}` first"
        )
    warn_of_misfits(all_calendars(opened), opened.workspace.settings)
    return view


def _make_view(opened: OpenWorkspace, year: Period, calendars: list[Calendar]) -> YearPlan:
    from contentops.schedule.year_view import make_year_plan

    return make_year_plan(opened.workspace, year, calendars)


def print_year(
    opened: OpenWorkspace, view: YearPlan, today: date | None, *, form: Form, by: By = "pool"
) -> str:
    """The table in a format."""
    from contentops.render.period_view import render_document

    if form == "json":
        return render_document(view)
    if form == "md":
        from contentops.render.year_markdown import render_year_markdown
        from contentops.workspace.editions import own_template

        return render_year_markdown(view, opened.workspace, own=lambda name: own_template(opened.root, name))
    from contentops.cli.terminal import screen_width, wants_colour
    from contentops.render.year_table import render_year_table

    return render_year_table(view, opened.workspace, screen_width(), wants_colour(), today=today, by=by)


def render_year(
    opened: OpenWorkspace, view: YearPlan, suffixes: tuple[str, ...] = YEAR_SUFFIXES
) -> dict[str, str]:
    """The files of a year by suffix. There is no .yaml: the quarters are the record."""
    forms: dict[str, Form] = {".json": "json", ".md": "md"}
    return {suffix: print_year(opened, view, None, form=forms[suffix]) for suffix in suffixes}


def write_year(opened: OpenWorkspace, year: str, texts: Mapping[str, str]) -> list[str]:
    """Write the files of a year by suffix, such as calendars/2027.md; returns a line for each."""
    from contentops.workspace.calendars import calendar_path
    from contentops.workspace.write import write_text

    lines = []
    for suffix, text in texts.items():
        path = calendar_path(opened.root, year, suffix)
        old = path.read_text(encoding="utf-8", errors="surrogateescape") if path.is_file() else None
        if text != old:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_text(path, text)
        lines.append(path.relative_to(opened.root).as_posix() + (" (unchanged)" if text == old else ""))
    return lines


def load_week(opened: OpenWorkspace, week: Period, today: date, person: str | None = None) -> WorkList | None:
    """The week's work list from the calendars on disk; None when none of them has anything to do with it.

    Work for a quarter begins in the weeks before it, so its calendar counts there too.
    """
    from contentops.schedule.work_list import make_work_list

    work = make_work_list(opened.workspace, week, all_calendars(opened), today, person=person)
    return work if work.calendars else None


def require_week(opened: OpenWorkspace, week: Period, today: date, person: str | None = None) -> WorkList:
    """The same; raises `ContentopsError` when there is none."""
    from contentops.models.period import quarter_of

    work = load_week(opened, week, today, person)
    if work is None:
        name = quarter_of(week.first, opened.workspace.settings.fiscal_year_start).name
        raise ContentopsError(f"no calendar plans {week.name}", hint=f"run `contentops plan {name}` first")
    return work


def print_week(opened: OpenWorkspace, work: WorkList, *, form: Form, person: str | None = None) -> str:
    """The work list in a format."""
    from contentops.render.period_view import render_document
    from contentops.render.work_list import render_work_list, render_work_list_markdown

    if form == "json":
        return render_document(work)
    if form == "md":
        return render_work_list_markdown(work, opened.workspace, person=person)
    from contentops.cli.terminal import screen_width, wants_colour

    return render_work_list(work, opened.workspace, screen_width(), wants_colour(), person=person)


def show_planned_week(opened: OpenWorkspace, week: Period, today: date, *, form: str) -> int:
    """Print the work list of a week that the calendar of its quarter plans; nothing is planned or written."""
    if form == "yaml":
        raise UsageError("a work list is not a record", hint="use text or json")
    work = require_week(opened, week, today)
    typer.echo(f"{week.name} is planned in {', '.join(work.calendars)}: this is its work list", err=True)
    typer.echo(print_week(opened, work, form="json" if form == "json" else "text"), nl=False)
    return ExitCode.CLEAN


def load_part(opened: OpenWorkspace, period: Period) -> Calendar:
    """The calendar of a period, or its part of the one that covers it. Raises `ContentopsError` without either."""
    from contentops.render.selection import select_days
    from contentops.workspace.calendars import load_calendar, load_calendar_or_none

    own = load_calendar_or_none(opened.root, period.name)
    if own is not None:
        return own
    for calendar in overlapping(opened, period):
        if period.kind == "month":
            typer.echo(f"from calendars/{calendar.period}.yaml, which also says what did not fit", err=True)
            return select_days(calendar, opened.workspace, period)
    return load_calendar(opened.root, period.name)
