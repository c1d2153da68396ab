"""`contentops import calendar FILE`: what colleagues changed in a workbook comes back into the record."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from contentops.cli.options import OpenWorkspace, open_workspace, resolve_today
from contentops.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from datetime import date

    from contentops.importing.calendar_merge import ChangeSet
    from contentops.importing.calendar_report import Report


_SHOWN = 3
_NO_WAY_BACK = (".csv", ".tsv")


def import_calendar(
    file: Path,
    directory: Path | None,
    *,
    write: bool,
    skip_invalid: bool,
    as_json: bool,
    date_format: str | None,
    today: date | None = None,
) -> int:
    """Preview the changes of a workbook, or write them; returns the exit code."""
    from contentops.importing.calendar_merge import merge
    from contentops.importing.calendar_report import Report, render_json, render_text
    from contentops.importing.calendar_warnings import warn
    from contentops.importing.calendar_workbook import find_base, read_returned
    from contentops.workspace.calendars import calendar_path, load_calendar
    from contentops.workspace.tables import read_yaml_text
    from contentops.workspace.tables_xlsx import read_sheets

    if file.suffix.lower() in _NO_WAY_BACK:
        raise UsageError(
            f"{file}: a CSV carries nothing of what was exported, so it cannot come back",
            hint="make the changes in calendars/PERIOD.xlsx and import that, or in the record calendars/PERIOD.yaml",
        )
    cells = read_sheets(file, str(file))
    opened = open_workspace(directory)
    base = find_base(cells, str(file))
    # The text first: whoever changes the record in between is noticed when it is written.
    path = calendar_path(opened.root, base.period)
    before = read_yaml_text(path) if path.is_file() else ""
    calendar = load_calendar(opened.root, base.period)
    returned = read_returned(cells, str(file), opened.workspace, base, date_format)
    found = merge(returned, calendar, opened.workspace, str(file))
    found.problems[:0] = returned.problems
    found.warnings = warn(found, calendar, opened.workspace, resolve_today(today, opened.workspace.settings))
    from contentops.importing.calendar_record import edit_record

    record = path.relative_to(opened.root).as_posix()
    new = edit_record(before, record, calendar, opened.workspace, found.changes)
    files = {record: (before, new)} if new != before else {}
    files |= _owners(opened, found)
    writing = write and bool(files) and (not found.problems or skip_invalid)
    if writing:
        _write(opened.root, files)
    report = Report(str(file), returned, found, opened.workspace, list(files), writing)
    typer.echo(render_json(report) if as_json else render_text(report), nl=False)
    _conclude(report, skip_invalid=skip_invalid)
    findings = bool(found.conflicts) or (bool(found.problems) and not skip_invalid)
    return ExitCode.FINDINGS if findings else ExitCode.CLEAN


def refuse_unread_workbook(opened: OpenWorkspace, period: str, content: bytes) -> None:
    """Raise `ContentopsError` when a workbook about to be replaced holds changes that the record has not.

    A colleague who opens calendars/PERIOD.xlsx and saves it there must not lose them to the next rendering.
    """
    from contentops.render.xlsx_file import is_as_packed

    if is_as_packed(content):
        return
    from contentops.errors import ContentopsError
    from contentops.importing.calendar_guard import not_taken_over
    from contentops.importing.calendar_merge import merge
    from contentops.importing.calendar_workbook import find_base, read_returned
    from contentops.workspace.calendars import load_calendar_or_none
    from contentops.workspace.tables_xlsx import parse_sheets

    name = f"calendars/{period}.xlsx"
    away = "nothing was written; move the file away"
    calendar = load_calendar_or_none(opened.root, period)
    if calendar is None:
        raise ContentopsError(f"{name} was saved by another program and there is no record of it", hint=away)
    try:
        cells = parse_sheets(content, name)
        returned = read_returned(cells, name, opened.workspace, find_base(cells, name))
        found = merge(returned, calendar, opened.workspace, name)
        lost = not_taken_over(content, cells, returned)
    except ContentopsError as error:
        message = f"{name} was saved by another program and cannot be compared: {error.message}"
        raise ContentopsError(message, hint=away) from None
    problems = [*returned.problems, *found.problems]
    count = len(found.changes) + len(found.conflicts) + len(problems)
    if count:
        message = f"{name} holds {count} change{'s' * (count != 1)} that the record does not have"
        first = f" ({problems[0].path.partition(':')[2]}: {problems[0].message})" if problems else ""
        hint = f"`contentops import calendar {name}` shows them; or move the file away"
        raise ContentopsError(f"{message}{first}; nothing was written", hint=hint)
    if lost:
        more = f"; and {len(lost) - _SHOWN} more" if len(lost) > _SHOWN else ""
        message = f"{name} holds what an import does not take over: {'; '.join(lost[:_SHOWN])}{more}"
        raise ContentopsError(message, hint=away)


def _owners(opened: OpenWorkspace, found: ChangeSet) -> dict[str, tuple[str, str]]:
    """The files of pools/ that hold items with a new owner: what stands there and what will."""
    from contentops.importing.calendar_record import edit_owner
    from contentops.workspace.tables import read_yaml_text

    files: dict[str, tuple[str, str]] = {}
    for change in found.changes:
        if change.owner is not None:
            item, owner = change.owner
            path, _, _ = opened.locate("item", item, "owner")
            before, now = files.get(path) or (read_yaml_text(opened.root / path),) * 2
            files[path] = (before, edit_owner(now, path, item, owner))
    return files


def _write(root: Path, files: dict[str, tuple[str, str]]) -> None:
    """Write all files. None is touched when one of them changed meanwhile."""
    from contentops.workspace.tables import read_yaml_text
    from contentops.workspace.write import ChangedMeanwhileError, write_text

    for name, (before, _) in files.items():
        if read_yaml_text(root / name) != before:
            raise ChangedMeanwhileError(
                f"{name} was changed by somebody else meanwhile",
                hint="nothing was written; run the command again",
            )
    for name, (before, new) in files.items():
        write_text(root / name, new, expected=before)


def _conclude(report: Report, *, skip_invalid: bool) -> None:
    """The last word, for the person at the terminal."""
    found, period = report.found, report.returned.base.period
    if report.written:
        files = ", ".join(report.files)
        message = f"written to {files}; `contentops render {period}` brings the other files up to date"
    elif not report.files:
        message = "nothing to write"
    elif found.problems and not skip_invalid:
        message = "nothing was written: mend the cells with errors, or add --skip-invalid"
    else:
        message = f"dry run, nothing was written: add --write to change {', '.join(report.files)}"
    typer.echo(message, err=True)
    if found.conflicts:
        typer.echo("conflicts are never written: decide, and change the record or the workbook", err=True)
    moved = any(change.field == "dates" for change in found.changes)
    if moved:
        typer.echo("the next plan may move these dates again, unless their state is pinned", err=True)
