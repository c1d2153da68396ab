"""`contentops render`: a planned period again in its formats, without planning."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from contentops.cli.misfit import warn_of_misfits
from contentops.cli.options import Directory, OpenWorkspace, Today, open_workspace, read_period

if TYPE_CHECKING:
    from contentops.models.calendar import Calendar
    from contentops.models.feeds import FeedPart


def command(
    period: Annotated[str, typer.Argument(metavar="PERIOD", help="A planned period, such as 2027-Q1.")],
    directory: Directory = None,
    today: Today = None,
    formats: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            metavar="yaml|json|md|html|ics|xlsx|csv|all",
            help="What to write; may be repeated [default: all that are made from the record].",
            show_default=False,
        ),
    ] = None,
    with_parts: Annotated[
        list[str] | None,
        typer.Option(
            "--with",
            metavar="tasks|reviews|waves|alarms",
            help="What calendar feeds hold too; may be repeated [default: as feeds.with in contentops.yaml].",
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
    parts = _feed_parts(with_parts, names)
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
    warn_of_misfits([calendar], workspace.settings)
    for line in write_formats(opened, calendar, names, feed_parts=parts):
        typer.echo(line)


def write_formats(
    opened: OpenWorkspace,
    calendar: Calendar,
    names: list[str],
    beside: tuple[Calendar, ...] | None = None,
    feed_parts: tuple[FeedPart, ...] | None = None,
) -> list[str]:
    """Write `calendar` in the formats `names`; returns a line for each file: its path, and if it was unchanged.

    All are rendered before the first is written. Comments that people put into the record stay in it. `beside` are
    the plans of other periods, those on disk by default.
    """
    from dataclasses import replace

    from contentops.render.formats import FORMATS, RECORD, render_files
    from contentops.render.record_comments import keep_comments
    from contentops.workspace.calendars import calendar_path
    from contentops.workspace.editions import make_edition, write_files
    from contentops.workspace.write import write_text

    root = opened.root
    others = plans_beside(opened, calendar) if beside is None else beside
    edition = make_edition(root, calendar, opened.workspace, others)
    edition = replace(edition, feed_parts=feed_parts)
    record, text, old = calendar_path(root, calendar.period), None, None
    if RECORD in names:
        old = record.read_text(encoding="utf-8") if record.is_file() else None
        text = str(FORMATS[RECORD].render(edition))
        text = keep_comments(old, text) if old is not None else text
    files: dict[str, bytes] = {}
    workbook = edition.earlier.get(f"{calendar.period}.xlsx")
    if "xlsx" in names and workbook is not None:
        from contentops.cli.import_calendar import refuse_unread_workbook

        refuse_unread_workbook(opened, calendar.period, workbook)
    for name in names:
        if name != RECORD:
            files |= render_files(edition, name)
    lines = []
    if text is not None:
        if text != old:
            write_text(record, text, expected=old)
        shown = record.relative_to(root).as_posix()
        lines.append(f"{shown} (unchanged)" if text == old else shown)
    return [*lines, *write_files(root, files, edition.earlier)]


def plans_beside(opened: OpenWorkspace, calendar: Calendar) -> tuple[Calendar, ...]:
    """The plans of periods that share no day with this one."""
    from contentops.cli.plan import other_plans

    span = read_period(calendar.period, opened.workspace.settings)
    return tuple(other_plans(opened.root, span, opened.workspace))


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


def _feed_parts(wanted: list[str] | None, formats: list[str]) -> tuple[FeedPart, ...] | None:
    """What `--with` asks for, in order; None without it. Raises `UsageError`."""
    if wanted is None:
        return None
    from contentops.errors import UsageError
    from contentops.models.feeds import FEED_PARTS
    from contentops.problem import suggest

    for name in wanted:
        if name not in FEED_PARTS:
            raise UsageError(f"feeds have no {name}", hint=suggest(name, FEED_PARTS, noun="parts"))
    if "ics" not in formats:
        raise UsageError("--with is about calendar feeds", hint="add --format ics")
    return tuple(part for part in FEED_PARTS if part in wanted)
