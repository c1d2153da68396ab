"""`contentops render`: a planned period again in its formats, without planning."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated

import typer

from contentops.cli.misfit import warn_of_misfits
from contentops.cli.options import Directory, OpenWorkspace, Today, open_workspace, read_period

if TYPE_CHECKING:
    from pathlib import Path

    from contentops.models.calendar import Calendar
    from contentops.models.feeds import FeedPart
    from contentops.models.period import Period

_OF_A_YEAR = ("json", "md")


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
            metavar="tasks|reviews|waves|dates|alarms",
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
    span = read_period(period, opened.workspace.settings)
    if span.kind == "year":
        _refuse_for_year(span.name, formats or [], with_parts)
        _write_year(opened, span, tuple(f".{name}" for name in names if name in _OF_A_YEAR))
        return
    calendar = load_calendar(opened.root, span.name)
    warn_of_misfits([calendar], opened.workspace.settings)
    for problem in left_behind(opened, [calendar]):
        typer.echo(problem, err=True)
    for line in render_formats(opened, calendar, names, feed_parts=parts).write():
        typer.echo(line)


def _write_year(opened: OpenWorkspace, year: Period, suffixes: tuple[str, ...]) -> None:
    from contentops.cli.periods import load_year, named_calendars, render_year, write_year

    view = load_year(opened, year)
    for problem in left_behind(opened, named_calendars(opened, view.calendars)):
        typer.echo(problem, err=True)
    for line in write_year(opened, year.name, render_year(opened, view, suffixes)):
        typer.echo(line)


def left_behind(opened: OpenWorkspace, calendars: Iterable[Calendar]) -> list[str]:
    """A warning for each entry of calendars on disk whose date was changed by hand without its channels: what is
    printed of such an entry does not agree with itself.
    """
    from contentops.problem import format_problem
    from contentops.workspace.calendars import find_left_behind

    return [format_problem(problem) for problem in find_left_behind(opened.root, calendars)]


@dataclass(frozen=True)
class RenderedFiles:
    """A calendar in its formats, about to be written."""

    root: Path
    record: Path
    text: str | None
    """The record; None when it is not written."""
    old: str | None
    """What the record holds now; None when there is none, or it is not written."""
    files: Mapping[str, bytes]
    """By path below `calendars/`."""
    earlier: Mapping[str, bytes]

    def write(self) -> list[str]:
        """Write everything; returns a line for each file: its path, and if it was unchanged."""
        from contentops.workspace.editions import write_files
        from contentops.workspace.write import write_text

        lines = []
        if self.text is not None:
            if self.text != self.old:
                write_text(self.record, self.text, expected=self.old)
            shown = self.record.relative_to(self.root).as_posix()
            lines.append(f"{shown} (unchanged)" if self.text == self.old else shown)
        return [*lines, *write_files(self.root, self.files, self.earlier)]


def render_formats(
    opened: OpenWorkspace,
    calendar: Calendar,
    names: list[str],
    beside: tuple[Calendar, ...] | None = None,
    feed_parts: tuple[FeedPart, ...] | None = None,
) -> RenderedFiles:
    """Render `calendar` in the formats `names`, all of them before anybody writes one.

    Comments that people put into the record stay in it. `beside` are the plans of other periods, those on disk by
    default. Raises `ContentopsError` when a template of the workspace fails, or a workbook would be lost.
    """
    from contentops.render.formats import FORMATS, RECORD, render_files
    from contentops.render.record_comments import keep_comments
    from contentops.workspace.calendars import calendar_path
    from contentops.workspace.editions import make_edition

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
    return RenderedFiles(root, record, text, old, files, edition.earlier)


def plans_beside(opened: OpenWorkspace, calendar: Calendar) -> tuple[Calendar, ...]:
    """The plans of periods that share no day with this one."""
    from contentops.cli.plan import other_plans

    span = read_period(calendar.period, opened.workspace.settings)
    return tuple(other_plans(opened.root, span, opened.workspace))


def _refuse_for_year(year: str, formats: Sequence[str], with_parts: Sequence[str] | None) -> None:
    """Raise `UsageError` for what a year does not have: it is a table of its quarters."""
    from contentops.errors import UsageError

    missing = [name for name in formats if name not in (*_OF_A_YEAR, "all")]
    if missing:
        raise UsageError(
            f"a year is written as json and md, not as {missing[0]}",
            hint=f"its quarters have that format: `contentops render {year}-Q1 --format {missing[0]}`",
        )
    if with_parts is not None:
        raise UsageError(
            f"a year has no calendar feeds, so --with {with_parts[0]} changes nothing",
            hint=f"its quarters have them: `contentops render {year}-Q1 --with {with_parts[0]}`",
        )


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
