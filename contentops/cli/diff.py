"""`contentops diff`: what differs between two calendars, in words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from contentops.cli.options import (
    Directory,
    Format,
    Json,
    OpenWorkspace,
    OutputFormat,
    Today,
    open_workspace,
    read_period,
)
from contentops.errors import ContentopsError, InvalidInput, UsageError

if TYPE_CHECKING:
    from datetime import date

    from contentops.models.calendar import Calendar
    from contentops.models.changes import Comparison

_LARGEST = 50_000_000
_HEAD = "HEAD"


class Side(NamedTuple):
    """One of the two calendars: where it stands, and what it is (None: it is not there)."""

    name: str
    calendar: Calendar | None


def command(
    old: Annotated[
        str | None,
        typer.Argument(
            metavar="[OLD]", help="A period such as 2027-Q1, or a calendar file.", show_default=False
        ),
    ] = None,
    new: Annotated[
        str | None,
        typer.Argument(metavar="[NEW]", help="Another one, to compare OLD with.", show_default=False),
    ] = None,
    against: Annotated[
        str | None,
        typer.Option(
            "--against",
            metavar="REVISION",
            help="The git revision to compare the working calendar with [default: HEAD].",
            show_default=False,
        ),
    ] = None,
    previous: Annotated[
        bool,
        typer.Option("--previous", help="Compare with what stood before the last `plan` instead of git."),
    ] = False,
    directory: Directory = None,
    today: Today = None,
    output_format: Format = OutputFormat.TEXT,
    json_output: Json = False,
) -> None:
    """Say what differs between two calendars: what moved, is new or gone, and why.

    With two periods or files, OLD is compared with NEW. With one period, its calendar as git has it in a
    revision is compared with the working one (outside a repository: as it stood before the last plan); with
    one file, that file with the working calendar of its period; with nothing, every calendar with its revision.
    The exit code is 0 whether or not anything differs.
    """
    del today  # accepted as everywhere; a comparison does not depend on the current day
    opened = open_workspace(directory)
    pairs = _find_pairs(opened, old, new, Earlier(against, previous))
    as_json = json_output or output_format is OutputFormat.JSON
    typer.echo(_render(opened, pairs, as_json=as_json), nl=False)


class Earlier(NamedTuple):
    """What the working calendar is compared with: a git revision, or what stood before the last plan."""

    against: str | None
    previous: bool

    @property
    def option(self) -> str | None:
        """The option that asks for one of them; None without any."""
        return "--previous" if self.previous else "--against" if self.against is not None else None


def _find_pairs(
    opened: OpenWorkspace, old: str | None, new: str | None, earlier: Earlier
) -> list[tuple[Side, Side]]:
    """The calendars to compare, the old one first."""
    from contentops.workspace.calendars import list_calendars

    if earlier.previous and earlier.against is not None:
        raise UsageError("--previous and --against exclude each other", hint="leave out one of them")
    if old is not None and new is not None:
        if earlier.option:
            raise UsageError(
                f"{earlier.option} takes one calendar, not two", hint="leave out NEW or the option"
            )
        return [(_open_side(opened, old), _open_side(opened, new))]
    if old is None:
        periods = list_calendars(opened.root)
        if not periods:
            raise UsageError("there is no calendar yet", hint="run `contentops plan PERIOD` first")
        return [(_earlier_side(opened, period, earlier), _working(opened, period)) for period in periods]
    period = _period_of(opened, old)
    if period is not None:
        working = _working(opened, period)
        return [(_earlier_side(opened, period, earlier), working)]
    if earlier.option:
        raise UsageError(
            f"{earlier.option} takes a period of this workspace, not a file", hint="name a period"
        )
    side = _read_file(old)
    assert side.calendar is not None  # noqa: S101  a file that cannot be read is an error
    return [(side, _working(opened, side.calendar.period))]


def _period_of(opened: OpenWorkspace, name: str) -> str | None:
    """The period that an argument names, also by the file of its calendar in the workspace."""
    from contentops.models.period import is_period_name
    from contentops.workspace.calendars import CALENDARS_FOLDER

    if is_period_name(name.strip().upper()):
        return read_period(name, opened.workspace.settings).name
    path = Path(name)
    folder = opened.root / CALENDARS_FOLDER
    own = path.suffix == ".yaml" and is_period_name(path.stem) and path.parent.resolve() == folder.resolve()
    return path.stem if own and path.is_file() else None


def _open_side(opened: OpenWorkspace, name: str) -> Side:
    period = _period_of(opened, name)
    return _working(opened, period) if period is not None else _read_file(name)


def _working(opened: OpenWorkspace, period: str) -> Side:
    from contentops.workspace.calendars import CALENDARS_FOLDER, load_calendar

    return Side(f"{CALENDARS_FOLDER}/{period}.yaml", load_calendar(opened.root, period))


def _earlier_side(opened: OpenWorkspace, period: str, earlier: Earlier) -> Side:
    """The calendar of `period` in a git revision or, outside a repository, before the last plan."""
    from contentops.workspace.calendars import CALENDARS_FOLDER
    from contentops.workspace.revisions import NoRepositoryError, find_revision, path_before_plan, read_at

    before = path_before_plan(period)
    kept = opened.root / before
    if earlier.previous:
        if not kept.is_file():
            raise ContentopsError(
                f"it is not known how {CALENDARS_FOLDER}/{period}.yaml stood before the last plan",
                hint="it is kept when `contentops plan` changes it; `--against REVISION` asks git",
            )
        return _parse(kept.read_bytes(), before)
    name = earlier.against if earlier.against is not None else _HEAD
    try:
        revision = find_revision(opened.root, name)
    except NoRepositoryError:
        if earlier.against is None and kept.is_file():
            return _parse(kept.read_bytes(), before)
        raise
    file = f"{CALENDARS_FOLDER}/{period}.yaml"
    content = read_at(opened.root, revision, file)
    return Side(name, None) if content is None else _parse(content, f"{name}:{file}")


def _read_file(name: str) -> Side:
    path = Path(name)
    if not name.strip() or not path.exists():
        shown = name if name.strip() else "an empty name"
        raise UsageError(
            f"{shown} is neither a period nor a file",
            hint="write a period such as 2027-Q1, or a calendar's path",
        )
    if not path.is_file() or path.stat().st_size > _LARGEST:
        raise ContentopsError(f"{name} is not a calendar that can be read")
    return _parse(path.read_bytes(), name)


def _parse(content: bytes, name: str) -> Side:
    from contentops.workspace.calendars import parse_calendar

    calendar, _, problems = parse_calendar(content, name)
    if calendar is None:
        raise InvalidInput(f"{name} is not a calendar that can be read", problems)
    return Side(name, calendar)


def _render(opened: OpenWorkspace, pairs: list[tuple[Side, Side]], *, as_json: bool) -> str:
    comparisons = [_compare(opened, old, new) for old, new in pairs]
    if as_json:
        import json

        records = [comparison.model_dump(mode="json") for comparison in comparisons]
        return json.dumps({"version": 1, "comparisons": records}, ensure_ascii=False, indent=2) + "\n"
    from contentops.cli.terminal import screen_width, wants_colour
    from contentops.render.changes import render_comparison

    width, colour = screen_width(), wants_colour()
    return "\n".join(render_comparison(one, opened.workspace, width, colour) for one in comparisons)


def _elsewhere(opened: OpenWorkspace, period: str) -> dict[str, date]:
    """When the workspace's plans of other periods publish their items; a plan that cannot be read counts as none."""
    from contentops.workspace.calendars import calendar_path, list_calendars, read_calendar

    days: dict[str, date] = {}
    for name in list_calendars(opened.root):
        calendar = read_calendar(calendar_path(opened.root, name), opened.root)[0] if name != period else None
        for entry in calendar.entries if calendar is not None else ():
            if entry.state != "cancelled":
                days[entry.item] = min(entry.publish, days.get(entry.item, entry.publish))
    return days


def _compare(opened: OpenWorkspace, old: Side, new: Side) -> Comparison:
    from contentops.models.changes import Comparison
    from contentops.render.changes import Describer
    from contentops.schedule.changes import find_changes
    from contentops.schedule.resources import Countries

    assert new.calendar is not None  # noqa: S101  only a revision may lack the calendar
    country = Countries(opened.workspace).of(None)
    describe = Describer(new.calendar, opened.workspace, _elsewhere(opened, new.calendar.period)).describe
    changes = [describe(one) for one in find_changes(old.calendar, new.calendar, country.is_working_day)]
    counts: dict[str, int] = {}
    for change in changes:
        counts[change.kind] = counts.get(change.kind, 0) + 1
    return Comparison(
        period=new.calendar.period,
        old=old.name,
        new=new.name,
        old_exists=old.calendar is not None,
        counts=counts,
        changes=changes,
    )
