"""`contentops show`: a planned period in the terminal, as JSON or as Markdown."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from contentops.cli.options import (
    Directory,
    Json,
    Today,
    open_workspace,
    read_period,
    resolve_today,
)
from contentops.cli.periods import (
    choose_period,
    load_part,
    load_year,
    print_week,
    print_year,
    require_week,
)

if TYPE_CHECKING:
    from datetime import date

    from contentops.models.base import PoolName
    from contentops.models.calendar import Calendar
    from contentops.models.period import Period
    from contentops.models.workspace import Workspace


class ShowFormat(StrEnum):
    """How a period is printed."""

    TEXT = "text"
    JSON = "json"
    MD = "md"


class ByChoice(StrEnum):
    """What the columns of a year's table count."""

    POOL = "pool"
    CHANNEL = "channel"


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
    person: Annotated[
        str | None, typer.Option("--person", metavar="ID", help="Only what this person owns or works on.")
    ] = None,
    channel: Annotated[
        str | None, typer.Option("--channel", metavar="ID", help="Only what this channel publishes.")
    ] = None,
    pool: Annotated[
        str | None, typer.Option("--pool", metavar="POOL", help="Only basic, periodic or hook content.")
    ] = None,
    by: Annotated[
        ByChoice, typer.Option("--by", help="Whether a year's table counts pools or channels.")
    ] = ByChoice.POOL,
    output_format: Annotated[ShowFormat, typer.Option("--format", help="How to print it.")] = ShowFormat.TEXT,
    json_output: Json = False,
) -> None:
    """Show what is published when, from the calendars: a quarter or month with what did not fit and why, a year
    as a table of its weeks, a week as everybody's work list.
    """
    opened = open_workspace(directory)
    workspace = opened.workspace
    day = resolve_today(today, workspace.settings)
    span = read_period(choose_period(period, period_option), workspace.settings)
    person_id = _known(person, workspace.people, "--person", "people")
    channel_id = _known(channel, workspace.channels, "--channel", "channels")
    pool_name = _pool(pool)
    form = ShowFormat.JSON if json_output else output_format
    if span.kind in ("year", "week"):
        _refuse_filters(span, channel=channel, pool=pool, person=person if span.kind == "year" else None)
    if span.kind == "year":
        text = print_year(opened, load_year(opened, span), day, form=form.value, by=by.value)
    elif span.kind == "week":
        text = print_week(
            opened, require_week(opened, span, day, person_id), form=form.value, person=person_id
        )
    else:
        calendar = load_part(opened, span)
        text = _show(calendar, workspace, day, form, person_id, channel_id, pool_name)
    typer.echo(text, nl=False)


def _show(
    calendar: Calendar,
    workspace: Workspace,
    day: date,
    form: ShowFormat,
    person: str | None,
    channel: str | None,
    pool: PoolName | None,
) -> str:
    from contentops.render.edition import Edition
    from contentops.render.formats import render_text
    from contentops.render.selection import select

    part = select(calendar, workspace, person=person, channel=channel, pool=pool)
    if form is not ShowFormat.TEXT:
        return render_text(Edition(part, workspace), form.value)
    from contentops.cli.terminal import screen_width, wants_colour
    from contentops.render.terminal import render_table

    return render_table(part, workspace, screen_width(), wants_colour(), today=day, person=person)


def _refuse_filters(span: Period, **filters: str | None) -> None:
    """Filters that a year's table or a week's list does not have."""
    from contentops.errors import UsageError

    given = [f"--{name}" for name, value in filters.items() if value is not None]
    if given:
        noun = "a year's table" if span.kind == "year" else "a week's work list"
        raise UsageError(
            f"{noun} has no {given[0]}", hint="show a quarter or a month with it, such as 2027-Q1"
        )


def _known(wanted: str | None, records: Mapping[str, Any], option: str, noun: str) -> str | None:
    """The id of a person or channel given by id or by name. Raises `UsageError` for nobody."""
    from contentops.errors import UsageError
    from contentops.models.base import LANGUAGES, text_in
    from contentops.problem import suggest

    if wanted is None or wanted in records:
        return wanted
    for record_id, record in records.items():
        if wanted in {text_in(record.name, language) for language in LANGUAGES}:
            return record_id
    raise UsageError(f"{option} {wanted} is not in this workspace", hint=suggest(wanted, records, noun=noun))


def _pool(wanted: str | None) -> PoolName | None:
    from contentops.errors import UsageError
    from contentops.problem import suggest
    from contentops.render.overview import POOLS

    for pool in POOLS:
        if wanted == pool:
            return pool
    if wanted is None:
        return None
    raise UsageError(f"--pool {wanted} is not a pool", hint=suggest(wanted, POOLS, noun="pools"))
