"""The plans of a workspace on disk: `calendars/PERIOD.yaml`."""

from __future__ import annotations

from pathlib import Path

from contentops.errors import ContentopsError, InvalidInput
from contentops.models.calendar import Calendar
from contentops.models.period import is_period_name
from contentops.workspace.validate import Place, validate
from contentops.workspace.yaml_reader import read_yaml

CALENDARS_FOLDER = "calendars"


def calendar_path(root: Path, period: str, suffix: str = ".yaml") -> Path:
    """Where the calendar of `period` stands, in the format of `suffix`."""
    return root / CALENDARS_FOLDER / f"{period}{suffix}"


def list_calendars(root: Path) -> list[str]:
    """The names of the periods that have a calendar, in order."""
    folder = root / CALENDARS_FOLDER
    if not folder.is_dir():
        return []
    return sorted(path.stem for path in folder.glob("*.yaml") if is_period_name(path.stem))


def load_calendar_or_none(root: Path, period: str) -> Calendar | None:
    """The calendar of `period`, or None when there is none. Raises `InvalidInput` when it is not valid."""
    path = calendar_path(root, period)
    if not path.is_file():
        return None
    name = path.relative_to(root).as_posix()
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise ContentopsError(f"{name} is not UTF-8 text", hint="save it as UTF-8") from None
    document = read_yaml(text, name)
    problems = [problem for problem in document.problems if problem.severity == "error"]
    if not problems:
        calendar, problems = validate(Calendar, document.data or {}, Place(document), noun="calendar")
        if calendar is not None:
            return calendar
    raise InvalidInput(f"{name} is not a calendar that can be read", problems)


def load_calendar(root: Path, period: str) -> Calendar:
    """The calendar of `period`. Raises `ContentopsError` when there is none or it is not valid."""
    calendar = load_calendar_or_none(root, period)
    if calendar is None:
        known = list_calendars(root)
        there = f"; there is: {', '.join(known)}" if known else ""
        raise ContentopsError(
            f"{CALENDARS_FOLDER}/{period}.yaml does not exist",
            hint=f"run `contentops plan {period}` first{there}",
        )
    return calendar
