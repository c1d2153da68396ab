"""`contentops init`: a workspace that reads like a real team's."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from contentops.cli.options import Today, today_in

if TYPE_CHECKING:
    from datetime import date

    from contentops.models.period import Period

Lang = Annotated[Literal["zh", "en"], typer.Option("--lang", help="The language of the workspace's content.")]
ForPeriod = Annotated[
    str | None,
    typer.Option(
        "--period",
        metavar="QUARTER",
        help="The quarter its dates fit [default: this one, or the next when under six weeks are left].",
        show_default=False,
    ),
]
DEMO_YEARS = range(2010, 2090)
"""The years of which we know the public holidays that the demo workspaces are dated by."""
TIMEZONES = {"zh": "Asia/Shanghai", "en": "Europe/London"}


def command(
    directory: Annotated[Path, typer.Argument(metavar="[DIR]", help="The new workspace.")] = Path(),
    lang: Lang = "en",
    period: ForPeriod = None,
    today: Today = None,
) -> None:
    """Write the workspace of a fictional vendor, to look at and to make your own.

    Nothing that exists is overwritten: when one file is in the way, nothing is written.
    """
    day = today or today_in(TIMEZONES[lang])
    quarter = choose_quarter(period, day)
    count = write_scaffold(directory, lang, quarter, day)
    where = "" if directory == Path() else f" -C {shlex.quote(str(directory))}"
    typer.echo(f"Wrote {count} files to {directory.resolve()}, dated for {quarter.name}.")
    typer.echo(f"Next: contentops check{where}")
    typer.echo(f"      contentops plan {quarter.name}{where}")


def choose_quarter(period: str | None, today: date) -> Period:
    """The quarter that `--period` names, or the one worth planning on the day."""
    from contentops.errors import UsageError
    from contentops.models.period import parse_period
    from contentops.workspace.scaffold import quarter_to_plan

    quarter = quarter_to_plan(today) if period is None else parse_period(period)
    if quarter.kind != "quarter":
        raise UsageError(f"{period} is not a quarter", hint="write for example 2027-Q1")
    if quarter.first.year not in DEMO_YEARS:
        first, last = DEMO_YEARS[0], DEMO_YEARS[-1]
        raise UsageError(f"no demo for {quarter.name}", hint=f"name a quarter of the years {first} to {last}")
    return quarter


def write_scaffold(directory: Path, lang: Literal["zh", "en"], quarter: Period, today: date) -> int:
    """Write the demo workspace with its JSON Schemas; returns how many files."""
    from contentops.workspace.scaffold import SCHEMAS_FOLDER, scaffold_files, write_workspace
    from contentops.workspace.schemas import WORKSPACE_SCHEMAS, render_schema

    files = scaffold_files(lang, quarter, today)
    for name in WORKSPACE_SCHEMAS:
        files[f"{SCHEMAS_FOLDER}/{name}.json"] = render_schema(name)
    write_workspace(directory, files)
    return len(files)
