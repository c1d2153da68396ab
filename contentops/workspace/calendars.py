"""The plans of a workspace on disk: `calendars/PERIOD.yaml`."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from contentops.errors import ContentopsError, InvalidInput, UsageError
from contentops.models.announcements import hangs_late, is_late
from contentops.models.calendar import Calendar, Entry
from contentops.models.period import is_period_name, parse_period
from contentops.models.period_fit import find_misfit
from contentops.models.workspace import Workspace
from contentops.problem import Problem, suggest
from contentops.workspace.texts import decode_text
from contentops.workspace.validate import Keys, Place, validate
from contentops.workspace.write import inside
from contentops.workspace.yaml_files import unreadable, why_not_read
from contentops.workspace.yaml_reader import read_yaml

CALENDARS_FOLDER = "calendars"


def calendar_path(root: Path, period: str, suffix: str = ".yaml") -> Path:
    """Where the calendar of `period` stands, in the format of `suffix`.

    Raises `ContentopsError` when that is not in the workspace (a link that leads out of it).
    """
    return inside(root, f"{CALENDARS_FOLDER}/{period}{suffix}")


def list_calendars(root: Path) -> list[str]:
    """The names of the periods that have a calendar, in order."""
    folder = root / CALENDARS_FOLDER
    if not folder.is_dir():
        return []
    return sorted(path.stem for path in folder.glob("*.yaml") if is_period_name(path.stem))


def load_calendar_or_none(root: Path, period: str) -> Calendar | None:
    """The calendar of `period`, or None when there is none. Raises `InvalidInput` when it is not valid."""
    path = calendar_path(root, period)
    if not os.path.lexists(path):
        return None
    name = path.relative_to(root).as_posix()
    calendar, _, problems = read_calendar(path, root)
    if calendar is None:
        raise InvalidInput(f"{name} is not a calendar that can be read", problems)
    return calendar


def read_calendar(path: Path, root: Path) -> tuple[Calendar | None, Place | None, list[Problem]]:
    """The calendar in a file with its place, or what is wrong with it."""
    name = path.relative_to(root).as_posix()
    refused = why_not_read(path, root)
    if refused is not None:
        return None, None, [refused]
    try:
        content = path.read_bytes()
    except OSError as error:
        return None, None, [unreadable(path, root, error)]
    calendar, place, problems = parse_calendar(content, name)
    if calendar is not None and place is not None and calendar.period != path.stem:
        message = "the calendar names another period than its file"
        hint = f"write period: {path.stem}, or rename the file"
        return None, place, [place.problem("wrong-period", message, "period", got=calendar.period, hint=hint)]
    return calendar, place, problems


def parse_calendar(content: bytes, name: str) -> tuple[Calendar | None, Place | None, list[Problem]]:
    """A calendar from the bytes of its file, which problems call `name`."""
    text = decode_text(content, name)
    if not isinstance(text, str):
        return None, None, [text]
    document = read_yaml(text, name)
    place = Place(document)
    problems = [problem for problem in document.problems if problem.severity == "error"]
    if problems:
        return None, place, problems
    if not document.data:
        hint = "restore it, or delete the file and plan the period again"
        return None, place, [place.problem("empty-calendar", "the calendar is empty", hint=hint)]
    calendar, problems = validate(Calendar, document.data, place, noun="calendar")
    return calendar, place, problems


def check_calendars(root: Path, workspace: Workspace, today: date) -> list[Problem]:
    """What is wrong on the day `today` with the calendars that people edited by hand.

    What a plan names and the workspace lacks is a warning: items come and go between two plans.
    """
    found: list[Problem] = []
    for period in list_calendars(root):
        path = root / CALENDARS_FOLDER / f"{period}.yaml"
        calendar, place, problems = read_calendar(path, root)
        found += problems
        if calendar is not None and place is not None:
            found += _check_entries(calendar, place, workspace, today)
    return found


def _check_entries(calendar: Calendar, place: Place, workspace: Workspace, today: date) -> Iterator[Problem]:
    first: dict[str, int] = {}
    try:
        days = parse_period(calendar.period, workspace.settings.fiscal_year_start)
        misfit = find_misfit(calendar, workspace.settings.fiscal_year_start)
    except UsageError as error:
        yield place.problem("wrong-period", error.message, "period", hint=error.hint)
        return
    if misfit is not None:
        # Said once: entry by entry it would hide all else.
        yield place.problem("period-moved", misfit.message, "period", severity="warning", hint=misfit.hint)
    for index, entry in enumerate(calendar.entries):
        keys = ("entries", index)
        if entry.item in first:
            line, _ = place.document.position(("entries", first[entry.item], "item"))
            message = f"{entry.item} stands on the calendar twice (first on line {line})"
            yield place.problem("duplicate-entry", message, *keys, "item", hint="keep one of the entries")
        first.setdefault(entry.item, index)
        if entry.publish not in days and misfit is None:
            yield place.problem(
                "outside-period", f"{entry.item} is published outside {days.name}", *keys, "publish",
                severity="warning", got=entry.publish.isoformat(),
                hint=f"choose a day from {days.first} to {days.last}",
            )  # fmt: skip
        if entry.state == "published" and entry.publish > today:
            yield place.problem(
                "published-ahead", f"{entry.item} is published on a day that is still to come", *keys, "state",
                severity="warning", got=entry.publish.isoformat(),
                hint="write `state: pinned` to hold the date, or the day on which it was published",
            )  # fmt: skip
        yield from _late_announcement(entry, index, place, workspace)
        if _is_left_behind(entry):
            yield _left_behind(entry, index, place, calendar.period)
        named: list[tuple[str, str, Mapping[str, object], Keys]]
        named = [("item", entry.item.partition("@")[0], workspace.items, (*keys, "item"))]
        for number, wave in enumerate(entry.channels):
            named.append(
                ("channel", wave.channel, workspace.channels, (*keys, "channels", number, "channel"))
            )
        for number, task in enumerate(entry.tasks):
            named.append(("person", task.person, workspace.people, (*keys, "tasks", number, "person")))
            if task.end < task.start:
                yield place.problem(
                    "impossible-range", "the task ends before it starts", *keys, "tasks", number, "end",
                    got=task.end.isoformat(), hint="swap start and end",
                )  # fmt: skip
        for kind, name, known, where in named:
            if name not in known:
                plural = "people" if kind == "person" else f"{kind}s"
                message = f"the calendar names {'an' if kind == 'item' else 'a'} {kind} that does not exist"
                yield place.problem(
                    f"unknown-{kind}", message, *where,
                    severity="warning", got=name, hint=suggest(name, known, noun=plural),
                )  # fmt: skip


def _late_announcement(entry: Entry, index: int, place: Place, workspace: Workspace) -> Iterator[Problem]:
    """An announcement on a day of its event, unless its anchor is why: that is said at the item."""
    item = workspace.items.get(entry.item.partition("@")[0])
    if item is None or item.anchor is None or entry.state not in ("planned", "pinned") or hangs_late(item):
        return
    event = workspace.events.get(item.anchor.event or "")
    if event is not None and is_late(item.template, event, entry.publish):
        yield place.problem(
            "announcement-late",
            f"{entry.item} announces an event that begins on {event.start}", "entries", index, "publish",
            severity="warning", got=entry.publish.isoformat(), hint="choose a day before it, or plan again",
        )  # fmt: skip


def find_left_behind(root: Path, calendars: Iterable[Calendar]) -> list[Problem]:
    """The entries of these calendars whose date was changed by hand without their channels, with their places."""
    found: list[Problem] = []
    for one in calendars:
        if not any(map(_is_left_behind, one.entries)):
            continue
        calendar, place, _ = read_calendar(calendar_path(root, one.period), root)
        if calendar is not None and place is not None:
            entries = enumerate(calendar.entries)
            found += [
                _left_behind(entry, index, place, calendar.period)
                for index, entry in entries
                if _is_left_behind(entry)
            ]
    return found


def _is_left_behind(entry: Entry) -> bool:
    first_wave = min((wave.date for wave in entry.channels), default=entry.publish)
    return entry.publish != first_wave and entry.state not in ("published", "cancelled")


def _left_behind(entry: Entry, index: int, place: Place, period: str) -> Problem:
    first_wave = min(wave.date for wave in entry.channels)
    return place.problem(
        "left-behind", f"{entry.item} was moved and its channels were not: its first is {first_wave}",
        "entries", index, "publish", severity="warning", got=entry.publish.isoformat(),
        hint=f"run `contentops plan {period}`: the channels and the work follow",
    )  # fmt: skip


def load_calendar(root: Path, period: str) -> Calendar:
    """The calendar of `period`. Raises `ContentopsError` when there is none or it is not valid."""
    calendar = load_calendar_or_none(root, period)
    if calendar is None:
        known = list_calendars(root)
        there = f"; there is: {', '.join(known)}" if known else ""
        advice = f"run `contentops plan {period}` first"
        if period.isdigit():
            advice = f"a year is kept by the quarter: name one of {period}-Q1 to {period}-Q4"
        raise ContentopsError(f"{CALENDARS_FOLDER}/{period}.yaml does not exist", hint=f"{advice}{there}")
    return calendar
