"""`contentops render`: a planned period again in its formats, without planning."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from contentops.cli.options import Directory, Today, open_workspace, read_period

if TYPE_CHECKING:
    from pathlib import Path

    from contentops.models.calendar import Calendar
    from contentops.models.workspace import Workspace


def command(
    period: Annotated[str, typer.Argument(metavar="PERIOD", help="A planned period, such as 2027-Q1.")],
    directory: Directory = None,
    today: Today = None,
    formats: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            metavar="yaml|json|md|all",
            help="What to write; may be repeated [default: all that are made from the record].",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Write the files beside calendars/PERIOD.yaml again, from that record as it stands.

    `--format yaml` puts the record itself in order (entries by date, your comments kept); only then is it
    touched.
    """
    del today  # accepted as everywhere; a rendering does not depend on the current day
    from contentops.workspace.calendars import load_calendar

    names = _format_names(formats or ["all"])
    opened = open_workspace(directory)
    workspace = opened.workspace
    span = read_period(period, workspace.settings)
    if span.kind == "year":
        from contentops.cli.periods import load_year, write_year
        from contentops.errors import UsageError

        suffixes = tuple(f".{name}" for name in names if name in ("json", "md"))
        if not suffixes:
            raise UsageError("a year is written as json and md", hint="its quarters are the record")
        for line in write_year(opened, load_year(opened, span), suffixes):
            typer.echo(line)
        return
    calendar = load_calendar(opened.root, span.name)
    for line in write_formats(opened.root, calendar, workspace, names):
        typer.echo(line)


def write_formats(root: Path, calendar: Calendar, workspace: Workspace, names: list[str]) -> list[str]:
    """Write `calendar` in the formats `names`; returns a line for each: its path, and if it was unchanged.

    All are rendered before the first is written. Comments that people put into the record stay in it.
    """
    from contentops.render.formats import FORMATS, RECORD
    from contentops.render.record_comments import keep_comments
    from contentops.workspace.calendars import calendar_path
    from contentops.workspace.write import write_text

    outputs = []
    for name in names:
        path = calendar_path(root, calendar.period, FORMATS[name].suffix)
        # A rendered file may hold anything by now (a spreadsheet saved it); only the record must be text.
        errors = "strict" if name == RECORD else "surrogateescape"
        old = path.read_text(encoding="utf-8", errors=errors) if path.is_file() else None
        text = FORMATS[name].render(calendar, workspace)
        if name == RECORD and old is not None:
            text = keep_comments(old, text)
        outputs.append((name, path, old, text))
    lines = []
    for name, path, old, text in outputs:
        shown = path.relative_to(root).as_posix()
        if text == old:
            lines.append(f"{shown} (unchanged)")
        elif name == RECORD:
            write_text(path, text, expected=old)
            lines.append(shown)
        else:
            write_text(path, text)
            lines.append(shown)
    return lines


def _format_names(wanted: list[str]) -> list[str]:
    from contentops.errors import UsageError
    from contentops.problem import suggest
    from contentops.render.formats import FORMATS, formats_beside_the_record

    names: list[str] = []
    for name in wanted:
        if name != "all" and name not in FORMATS:
            known = [*FORMATS, "all"]
            raise UsageError(f"there is no format {name}", hint=suggest(name, known, noun="formats"))
        names += formats_beside_the_record() if name == "all" else [name]
    return [name for name in FORMATS if name in names]
