"""The record of a plan, `calendars/PERIOD.yaml`: what people read in a diff, edit and commit.

One block an entry, one line a wave and a task, entries by date under a comment for each week. Read
back by `contentops.workspace.calendars.load_calendar` it is the same calendar.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from contentops.models.calendar import Calendar, Conflict, Entry, Refusal
from contentops.models.workspace import Workspace
from contentops.render.words import words_in
from contentops.yaml_writer import dump, scalar

_LARGEST_WHOLE = 1e15
# Within `{...}` a comma or bracket ends a plain text, and a colon is safe only inside a word.
_PLAIN_IN_FLOW = re.compile(r"[^,\[\]{}:?]+(:[\w.\-][^,\[\]{}:?]*)*\Z")


def render_yaml(calendar: Calendar, workspace: Workspace) -> str:
    """The YAML of `calendar`, its header and week comments in the workspace's language."""
    words = words_in(workspace.settings.language)
    parts = [_comment(words.say("yaml_header", period=calendar.period)), _head(calendar)]
    parts.append(_entries(calendar))
    parts.append(_refusals(calendar))
    if calendar.conflicts or calendar.released:
        parts.append(_released(calendar))
    parts.append(dump({"coverage": calendar.coverage}) + dump({"gaps": calendar.gaps}))
    solver = {**calendar.solver.model_dump(), "goals": [_goal(g.model_dump()) for g in calendar.solver.goals]}
    if calendar.solver.polished_by is None:
        del solver["polished_by"]
    hashes = {"input_hash": calendar.input_hash}
    if calendar.entries_hash:
        hashes["entries_hash"] = calendar.entries_hash
    parts.append(dump({"solver": solver, **hashes}))
    return "\n".join(parts)


def _comment(text: str) -> str:
    return "".join(f"# {line}".rstrip() + "\n" for line in text.split("\n"))


def _head(calendar: Calendar) -> str:
    years = ", ".join(_in_flow(year) for year in calendar.provisional_years)
    return (
        dump({"version": calendar.version, "period": calendar.period, "provisional": calendar.provisional})
        + f"provisional_years: [{years}]\n"
        + dump({"today": calendar.today})
    )


def _entries(calendar: Calendar) -> str:
    if not calendar.entries:
        return "entries: []\n"
    lines, week = ["entries:\n"], None
    # Sorting is stable: the order that people give the entries of a day is theirs.
    for entry in sorted(calendar.entries, key=lambda entry: entry.publish):
        iso = entry.publish.isocalendar()
        if (iso.year, iso.week) != week:
            week = (iso.year, iso.week)
            monday = date.fromisocalendar(iso.year, iso.week, 1)
            lines.append(f"  # {iso.year}-W{iso.week:02d} · {monday}\n")
        lines.append(_entry(entry))
        lines.append("\n")
    return "".join(lines[:-1])


def _entry(entry: Entry) -> str:
    head = {"item": entry.item, "title": entry.title, "pool": entry.pool, "publish": entry.publish}
    moved = {} if entry.moved_from is None else {"moved_from": entry.moved_from}
    text = dump([{**head, "state": entry.state, **moved}], 2)
    text += _flow_list("channels", [wave.model_dump() for wave in entry.channels])
    text += _flow_list("tasks", [_task(task.model_dump()) for task in entry.tasks])
    text += dump({"reason": entry.reason}, 4)
    return text if entry.notes is None else text + dump({"notes": entry.notes}, 4)


def _released(calendar: Calendar) -> str:
    """The pins that were not kept, as people left them, and what each contradicts."""
    conflicts = "".join(_conflict(conflict) for conflict in calendar.conflicts)
    entries = "\n".join(_entry(entry) for entry in calendar.released)
    return (f"conflicts:\n{conflicts}" if conflicts else "conflicts: []\n") + (
        f"released:\n{entries}" if entries else "released: []\n"
    )


def _conflict(conflict: Conflict) -> str:
    head = conflict.model_dump(exclude={"facts"})
    return dump([head], 2) + _flow_list("facts", [f.model_dump(exclude_none=True) for f in conflict.facts])


def _refusals(calendar: Calendar) -> str:
    if not calendar.unscheduled:
        return "unscheduled: []\n"
    return "unscheduled:\n" + "\n".join(dump([_refusal(refusal)], 2) for refusal in calendar.unscheduled)


def _refusal(refusal: Refusal) -> dict[str, Any]:
    record = refusal.model_dump()
    return {key: value for key, value in record.items() if value is not None}


def _flow_list(key: str, records: list[dict[str, Any]]) -> str:
    if not records:
        return f"    {key}: []\n"
    return f"    {key}:\n" + "".join(f"      - {_flow(record)}\n" for record in records)


def _flow(record: Mapping[str, Any]) -> str:
    return "{" + ", ".join(f"{key}: {_in_flow(value)}" for key, value in record.items()) + "}"


def _in_flow(value: Any) -> str:
    text = scalar(value)
    if text == value and not _PLAIN_IN_FLOW.match(text):
        return "'" + text.replace("'", "''") + "'"
    return text


def _task(record: dict[str, Any]) -> dict[str, Any]:
    return {**record, "hours": _whole(record["hours"])}


def _goal(record: dict[str, Any]) -> dict[str, Any]:
    return {key: _whole(value) if isinstance(value, float) else value for key, value in record.items()}


def _whole(number: float) -> float | int:
    """12 rather than 12.0: people write it that way."""
    return int(number) if number.is_integer() and abs(number) < _LARGEST_WHOLE else number
