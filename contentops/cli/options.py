"""Options that several commands share, and how they become a workspace and a day."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

if TYPE_CHECKING:
    from contentops.checks.context import Locate
    from contentops.models.period import Period
    from contentops.models.settings import Settings
    from contentops.models.workspace import Workspace

Directory = Annotated[
    Path | None,
    typer.Option(
        "-C", "--directory", metavar="DIR", help="The workspace, or a folder inside it.", show_default=False
    ),
]


def parse_day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    # Python reads more forms than people do.
    if day is None or day.isoformat() != text:
        raise typer.BadParameter(f"{text!r} is not a date, expected YYYY-MM-DD")
    # The years that the files of a workspace may name.
    if not 1901 <= day.year <= 2199:
        raise typer.BadParameter(f"{text} is outside the years that can be planned, 1901 to 2199")
    return day


Today = Annotated[
    Any,
    typer.Option(
        "--today",
        metavar="DATE",
        parser=parse_day,
        help="The day to take for today [default: today in the workspace's timezone].",
        show_default=False,
    ),
]


class OutputFormat(StrEnum):
    """How a command prints what it found."""

    TEXT = "text"
    JSON = "json"


class FailOn(StrEnum):
    """What makes the exit code 1."""

    ERROR = "error"
    WARNING = "warning"

    def counts(self, severity: str) -> bool:
        """Whether a finding of `severity` makes the exit code 1."""
        return severity == "error" or (self is FailOn.WARNING and severity == "warning")


FailOnOption = Annotated[FailOn, typer.Option("--fail-on", help="What makes the exit code 1.")]

Format = Annotated[OutputFormat, typer.Option("--format", help="How to print what was found.")]
Json = Annotated[bool, typer.Option("--json", help="The same as --format json.")]


def find_root(directory: Path | None) -> Path:
    """The workspace's root, from `-C` or the current folder upwards. Raises when there is none."""
    from contentops.workspace.find import find_workspace

    return find_workspace(directory or Path())


class OpenWorkspace(NamedTuple):
    """A valid workspace: where it is, what it holds, and where each value stands in its files."""

    root: Path
    workspace: Workspace
    locate: Locate


def open_workspace(directory: Path | None) -> OpenWorkspace:
    """Load a valid workspace. Raises `InvalidInput` with every problem when it is not valid.

    Commands other than `check` use this: they cannot run on half a workspace.
    """
    from contentops.checks.context import Context
    from contentops.checks.table import check_workspace
    from contentops.errors import InvalidInput
    from contentops.problem import has_errors
    from contentops.workspace.load import load_workspace

    loaded = load_workspace(find_root(directory))
    problems = loaded.problems
    if loaded.workspace is not None:
        context = Context(loaded.workspace, loaded.locate, loaded.broken, incomplete=loaded.incomplete)
        problems = [*problems, *check_workspace(context)]
    if loaded.workspace is None or has_errors(problems):
        errors = sorted((p for p in problems if p.severity == "error"), key=lambda p: p.sort_key())
        raise InvalidInput(
            f"the workspace {loaded.root} has {len(errors)} error{'s' * (len(errors) != 1)}",
            errors,
            hint="mend them; `contentops check` lists them with the warnings",
        )
    return OpenWorkspace(loaded.root, loaded.workspace, loaded.locate)


def resolve_today(today: date | None, settings: Settings) -> date:
    """`--today`, or the day it is now in the workspace's timezone: the only place that reads the clock."""
    return today if today is not None else today_in(settings.timezone)


def today_in(timezone: str) -> date:
    """The day it is now in `timezone`."""
    from datetime import datetime
    from zoneinfo import ZoneInfo

    return datetime.now(ZoneInfo(timezone)).date()


def resolve_at(today: date | None, settings: Settings) -> str:
    """When something is written down: `--today` as a day, or the time it is now in the workspace's timezone."""
    if today is not None:
        return today.isoformat()
    from datetime import datetime
    from zoneinfo import ZoneInfo

    return datetime.now(ZoneInfo(settings.timezone)).isoformat(timespec="seconds")


def read_days(text: str, examples: str) -> int:
    """A length of time such as `14d`, `8w` or `6m` in days. Raises `UsageError` with `examples` of one."""
    from pydantic import TypeAdapter, ValidationError

    from contentops.errors import UsageError
    from contentops.models.base import Duration, Interval

    try:
        duration: Duration = TypeAdapter(Interval).validate_python(text)
    except ValidationError:
        raise UsageError(f"{text!r} is no length of time", hint=f"write for example {examples}") from None
    return duration.days


def read_period(text: str, settings: Settings) -> Period:
    """A period by name, in the workspace's fiscal year. Raises `UsageError`."""
    from contentops.models.period import parse_period

    return parse_period(text, settings.fiscal_year_start)
