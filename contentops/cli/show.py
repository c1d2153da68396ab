"""`contentops show`: a planned period in the terminal in several views, as JSON or as Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from contentops.cli.misfit import warn_of_misfits
from contentops.cli.options import (
    Directory,
    Json,
    OpenWorkspace,
    Today,
    find_root,
    open_workspace,
    read_period,
    resolve_today,
)
from contentops.cli.periods import (
    all_calendars,
    choose_period,
    load_part,
    load_year,
    named_calendars,
    overlapping,
    print_week,
    print_year,
    require_week,
)

if TYPE_CHECKING:
    from datetime import date

    from contentops.models.calendar import Calendar
    from contentops.models.period import Period
    from contentops.models.settings import Settings
    from contentops.models.workspace import Workspace
    from contentops.render.selection import Filters
    from contentops.render.year_table import By


class ShowFormat(StrEnum):
    """How a period is printed."""

    TEXT = "text"
    JSON = "json"
    MD = "md"


class ViewChoice(StrEnum):
    """How a calendar is laid out in the terminal."""

    LIST = "list"
    MONTH = "month"
    PEOPLE = "people"
    CHANNELS = "channels"


class ByChoice(StrEnum):
    """What the columns of a table stand for: of a year's table pools or channels, of a timeline weeks or days."""

    POOL = "pool"
    CHANNEL = "channel"
    WEEK = "week"
    DAY = "day"


_OF_TIMELINES = (ByChoice.WEEK, ByChoice.DAY)


class _Wanted(NamedTuple):
    """What was asked for, as it was written."""

    period: str
    today: date | None
    view: ViewChoice
    by: ByChoice | None
    form: ShowFormat
    filters: Mapping[str, str | None]


def command(
    period: Annotated[
        str | None,
        typer.Argument(
            metavar="PERIOD",
            help="A planned year, quarter, month or week, such as 2027, 2027-Q1 or 2027-W05.",
        ),
    ] = None,
    period_option: Annotated[
        str | None, typer.Option("--period", metavar="PERIOD", help="The same as PERIOD.")
    ] = None,
    directory: Directory = None,
    today: Today = None,
    view: Annotated[
        ViewChoice,
        typer.Option("--view", help="A list by weeks, a grid of months, or timelines of people or channels."),
    ] = ViewChoice.LIST,
    person: Annotated[
        str | None, typer.Option("--person", metavar="ID", help="Only what this person owns or works on.")
    ] = None,
    channel: Annotated[
        str | None, typer.Option("--channel", metavar="ID", help="Only what this channel publishes.")
    ] = None,
    pool: Annotated[
        str | None, typer.Option("--pool", metavar="POOL", help="Only basic, periodic or hook content.")
    ] = None,
    role: Annotated[
        str | None, typer.Option("--role", metavar="ROLE", help="Only what is for this buying role.")
    ] = None,
    stage: Annotated[
        str | None, typer.Option("--stage", metavar="STAGE", help="Only what serves this funnel stage.")
    ] = None,
    state: Annotated[
        str | None,
        typer.Option(
            "--state", metavar="STATE", help="Only planned, pinned, published or cancelled entries."
        ),
    ] = None,
    text: Annotated[
        str | None,
        typer.Option(
            "--text", metavar="WORDS", help="Only what has all these words in its title, id or notes."
        ),
    ] = None,
    by: Annotated[
        ByChoice | None,
        typer.Option(
            "--by",
            help="The columns: pool or channel in a year's table, week or day in a timeline "
            "[default: pool; week, but day for a month].",
            show_default=False,
        ),
    ] = None,
    output_format: Annotated[ShowFormat, typer.Option("--format", help="How to print it.")] = ShowFormat.TEXT,
    json_output: Json = False,
    watch: Annotated[
        bool, typer.Option("--watch", help="Draw it again whenever the plan or the workspace changes.")
    ] = False,
) -> None:
    """Show what is published when, from the calendars: a quarter or month with what did not fit and why, a year
    as a table of its weeks, a week as everybody's work list.

    `--view month` draws a box a day, `--view people` the load of everybody against their hours, `--view channels`
    the places of every channel. `--watch` keeps it on the screen until Ctrl-C.
    """
    filters = {
        "person": person, "channel": channel, "pool": pool, "role": role, "stage": stage, "state": state, "text": text,
    }  # fmt: skip
    form = ShowFormat.JSON if json_output else output_format
    wanted = _Wanted(choose_period(period, period_option), today, view, by, form, filters)
    if watch:
        _keep_on_screen(wanted, directory)
        return
    text, warnings = _render(open_workspace(directory), wanted)
    for warning in warnings:
        typer.echo(warning, err=True)
    typer.echo(text, nl=False)


def _keep_on_screen(wanted: _Wanted, directory: Path | None) -> None:
    """Draw, and draw again after every change, until Ctrl-C."""
    import sys

    from contentops.cli.show_watch import changes_of, redraw
    from contentops.cli.terminal import screen_width
    from contentops.errors import UsageError

    if wanted.form is not ShowFormat.TEXT:
        raise UsageError(
            f"--watch draws on a terminal, not as {wanted.form.value}", hint="leave --format out"
        )
    root = find_root(directory).resolve()
    zone: list[str] = []

    def draw() -> str:
        opened = open_workspace(root)
        zone[:] = [opened.workspace.settings.timezone]
        text, warnings = _render(opened, wanted)
        return "\n".join([text, *warnings, ""]) if warnings else text

    def around() -> tuple[int, object]:
        from contentops.cli.options import today_in

        return screen_width(), wanted.today or (today_in(zone[0]) if zone else None)

    typer.echo("watching calendars, pools, events and settings; Ctrl-C ends it", err=True)

    def write(drawn: str) -> None:
        typer.echo(drawn, nl=False)
        sys.stdout.flush()

    redraw(changes_of(root), draw, write, around=around, clear=sys.stdout.isatty())


def _render(opened: OpenWorkspace, wanted: _Wanted) -> tuple[str, list[str]]:
    """What is shown, in its format, and warnings of what in it was changed by hand and does not agree with itself.

    Raises `UsageError` for what the period does not have.
    """
    from contentops.cli.render import left_behind
    from contentops.workspace.calendars import list_calendars

    settings = opened.workspace.settings
    day = resolve_today(wanted.today, settings)
    span = read_period(wanted.period, settings)
    filters = _read_filters(wanted.filters, opened.workspace)
    _refuse_options(span, wanted)
    if span.kind == "year":
        by: By = "channel" if wanted.by is ByChoice.CHANNEL else "pool"
        view = load_year(opened, span)
        text = print_year(opened, view, day, form=wanted.form.value, by=by)
        return text, left_behind(opened, named_calendars(opened, view.calendars))
    if span.kind == "week":
        work = require_week(opened, span, day, filters.person)
        text = print_week(opened, work, form=wanted.form.value, person=filters.person)
        return text, left_behind(opened, named_calendars(opened, work.calendars))
    calendar = load_part(opened, span)
    whole = [calendar] if span.name in list_calendars(opened.root) else overlapping(opened, span)
    return _render_calendar(opened, span, calendar, wanted, filters, day), left_behind(opened, whole)


def _render_calendar(
    opened: OpenWorkspace, span: Period, calendar: Calendar, wanted: _Wanted, filters: Filters, day: date
) -> str:
    from contentops.render.selection import select

    workspace = opened.workspace
    warn_of_misfits([calendar], workspace.settings)
    if wanted.form is not ShowFormat.TEXT:
        from contentops.render.formats import render_text
        from contentops.workspace.editions import make_edition

        part = select(calendar, workspace, filters)
        return render_text(make_edition(opened.root, part, workspace), wanted.form.value)
    from contentops.cli.terminal import screen_width, wants_colour
    from contentops.render.views import Terminal, render_view

    is_timeline = wanted.view in (ViewChoice.PEOPLE, ViewChoice.CHANNELS)
    beside = [one for one in all_calendars(opened) if one.period != calendar.period] if is_timeline else []
    return render_view(
        wanted.view.value,
        calendar,
        workspace,
        Terminal(screen_width(), wants_colour(), day),
        filters=filters,
        beside=beside,
        by_day=wanted.by is ByChoice.DAY or (wanted.by is None and span.kind == "month"),
    )


def _refuse_options(span: Period, wanted: _Wanted) -> None:
    """Raise `UsageError` for options that this period or view does not have."""
    from contentops.errors import UsageError

    if span.kind in ("year", "week"):
        noun = "a year's table" if span.kind == "year" else "a week's work list"
        allowed = ("person",) if span.kind == "week" else ()
        given = [
            f"--{name}" for name, value in wanted.filters.items() if value is not None and name not in allowed
        ]
        if wanted.view is not ViewChoice.LIST:
            given.append(f"--view {wanted.view.value}")
        if given:
            raise UsageError(
                f"{noun} has no {given[0]}", hint="show a quarter or a month with it, such as 2027-Q1"
            )
    if wanted.view is not ViewChoice.LIST and wanted.form is not ShowFormat.TEXT:
        raise UsageError(
            f"--view lays out the terminal; {wanted.form.value} is the same for all views",
            hint="leave it out",
        )
    is_timeline = wanted.view in (ViewChoice.PEOPLE, ViewChoice.CHANNELS)
    if wanted.by is None or (is_timeline if wanted.by in _OF_TIMELINES else span.kind == "year"):
        return
    where = "--view people or channels" if wanted.by in _OF_TIMELINES else "a year"
    raise UsageError(f"--by {wanted.by.value} is for {where}")


def _read_filters(given: Mapping[str, str | None], workspace: Workspace) -> Filters:
    """The filters with ids and values as the models have them. Raises `UsageError` for what there is not."""
    from typing import get_args

    from contentops.models.base import FunnelStage, Role
    from contentops.models.calendar import EntryState
    from contentops.render.overview import POOLS
    from contentops.render.selection import Filters

    settings = workspace.settings
    return Filters(
        person=_known(given["person"], workspace.people, "--person", "people"),
        channel=_known(given["channel"], workspace.channels, "--channel", "channels"),
        pool=_value(given["pool"], POOLS, "pool", "pools", settings),
        role=_value(given["role"], get_args(Role), "role", "roles", settings),
        stage=_value(given["stage"], get_args(FunnelStage), "stage", "stages", settings),
        state=_value(given["state"], get_args(EntryState), "state", "states", settings),
        text=given["text"],
    )


def _known(wanted: str | None, records: Mapping[str, Any], option: str, noun: str) -> str | None:
    """The id of a person or channel given by id or by name. Raises `UsageError` for nobody."""
    from contentops.cli.ids import find_id
    from contentops.errors import UsageError
    from contentops.models.base import LANGUAGES, text_in
    from contentops.problem import suggest

    if wanted is None or wanted in records:
        return wanted
    for record_id, record in records.items():
        if wanted in {text_in(record.name, language) for language in LANGUAGES}:
            return record_id
    if (known := find_id(wanted, records)) is not None:
        return known
    raise UsageError(f"{option} {wanted} is not in this workspace", hint=suggest(wanted, records, noun=noun))


def _value(wanted: str | None, known: Iterable[Any], kind: str, noun: str, settings: Settings) -> Any:
    """A value of a model by its own name, or by the word that the calendar shows for it."""
    from contentops.errors import UsageError
    from contentops.problem import suggest
    from contentops.render.words import words_in

    name: Callable[[str, str], str] = words_in(settings.language).name
    for value in known:
        if wanted is not None and wanted.casefold() in (value, name(kind, value).casefold()):
            return value
    if wanted is None:
        return None
    raise UsageError(f"--{kind} {wanted} is not a {kind}", hint=suggest(wanted, known, noun=noun))
