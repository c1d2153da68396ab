"""Changes of a workbook written into the files of the workspace: the record, and the owners in pools/."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from contentops.errors import ContentopsError
from contentops.importing.calendar_merge import Change
from contentops.importing.yaml_edits import Path as Keys
from contentops.importing.yaml_edits import replace_values
from contentops.models.calendar import Calendar
from contentops.models.workspace import Workspace
from contentops.render.calendar_yaml import render_yaml
from contentops.render.record_comments import keep_comments
from contentops.workspace.yaml_reader import read_yaml


def edit_record(
    text: str, name: str, calendar: Calendar, workspace: Workspace, changes: Iterable[Change]
) -> str:
    """The record with the changes in place; put in order anew, comments kept, only where that cannot be done."""
    values: dict[Keys, str | None] = {}
    for change in changes:
        for keys, value in change.edits.items():
            values[keys] = None if keys[-1] == "notes" and not value else value
    if not values:
        return text
    edited = replace_values(text, name, values)
    if edited is not None:
        return edited
    data = calendar.model_dump(mode="json")
    for keys, new in values.items():
        part: Any = data
        for key in keys[:-1]:
            part = part[key]
        part[keys[-1]] = new
    return keep_comments(text, render_yaml(Calendar.model_validate(data), workspace))


def edit_owner(text: str, path: str, item: str, owner: str) -> str:
    """A file of pools/ with another owner of one item. Raises `ContentopsError` when that cannot be done in place."""
    data = read_yaml(text, path).data
    listed = data.get("items") if isinstance(data, dict) else None
    for index, record in enumerate(listed or ()):
        if isinstance(record, dict) and record.get("id") == item:
            edited = replace_values(text, path, {("items", index, "owner"): owner})
            if edited is not None:
                return edited
    raise ContentopsError(
        f"{path}: the owner of {item} cannot be changed in place", hint=f"write owner: {owner} yourself"
    )
