"""`contentops show`: a planned period in the terminal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from contentops.cli.options import (
    Directory,
    Format,
    Json,
    OutputFormat,
    Today,
    open_workspace,
    read_period,
    resolve_today,
)

if TYPE_CHECKING:
    from contentops.models.base import PoolName


def command(
    period: Annotated[str, typer.Argument(metavar="PERIOD", help="A planned period, such as 2027-Q1.")],
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
    output_format: Format = OutputFormat.TEXT,
    json_output: Json = False,
) -> None:
    """Show what is published when, what did not fit and why, from calendars/PERIOD.yaml."""
    from contentops.cli.terminal import screen_width, wants_colour
    from contentops.render.calendar_json import render_json
    from contentops.render.selection import select
    from contentops.render.terminal import render_table
    from contentops.workspace.calendars import load_calendar

    opened = open_workspace(directory)
    workspace = opened.workspace
    calendar = load_calendar(opened.root, read_period(period, workspace.settings).name)
    person_id = _known(person, workspace.people, "--person", "people")
    part = select(
        calendar,
        workspace,
        person=person_id,
        channel=_known(channel, workspace.channels, "--channel", "channels"),
        pool=_pool(pool),
    )
    if json_output or output_format is OutputFormat.JSON:
        typer.echo(render_json(part, workspace), nl=False)
        return
    day = resolve_today(today, workspace.settings)
    table = render_table(part, workspace, screen_width(), wants_colour(), today=day, person=person_id)
    typer.echo(table, nl=False)


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
