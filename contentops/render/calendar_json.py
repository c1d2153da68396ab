"""The calendar for programs: `calendars/PERIOD.json`, the contract of `plan --format json`.

History of `version`: 1, the first.
"""

from __future__ import annotations

import json
from typing import Any

from contentops.models.calendar import Calendar, Entry, Refusal
from contentops.models.workspace import Workspace


def render_json(calendar: Calendar, workspace: Workspace) -> str:
    """JSON in a fixed order of keys, two blanks of indentation, UTF-8 unescaped, a newline at the end."""
    del workspace  # everything in it that matters for programs is in the calendar
    return json.dumps(calendar_record(calendar), ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def calendar_record(calendar: Calendar) -> dict[str, Any]:
    """The calendar as plain values, keys in the order of the contract, entries by date."""
    entries = sorted(calendar.entries, key=lambda entry: (entry.publish, entry.item))
    record = {
        "version": calendar.version,
        "period": calendar.period,
        "provisional": calendar.provisional,
        "provisional_years": calendar.provisional_years,
        "today": calendar.today.isoformat(),
        "input_hash": calendar.input_hash,
        "solver": _without_empty(calendar.solver.model_dump(mode="json"), "polished_by"),
        "entries": [entry_record(entry) for entry in entries],
        "unscheduled": [_refusal_record(refusal) for refusal in calendar.unscheduled],
        "coverage": calendar.coverage,
        "gaps": calendar.gaps,
    }
    if calendar.entries_hash:
        record["entries_hash"] = calendar.entries_hash
    if calendar.conflicts or calendar.released:
        record["conflicts"] = [conflict.model_dump(mode="json") for conflict in calendar.conflicts]
        record["released"] = [entry_record(entry) for entry in calendar.released]
    return record


def entry_record(entry: Entry) -> dict[str, Any]:
    """An entry in the order of the contract; `notes` and `moved_from` only where there are some."""
    return _without_empty(entry.model_dump(mode="json"), "notes", "moved_from")


def _refusal_record(refusal: Refusal) -> dict[str, Any]:
    return _without_empty(refusal.model_dump(mode="json"), "notes", "moved_from")


def _without_empty(record: dict[str, Any], *keys: str) -> dict[str, Any]:
    return {key: value for key, value in record.items() if key not in keys or value is not None}
