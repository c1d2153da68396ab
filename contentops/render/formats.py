"""The formats a calendar is written in: one table, read top to bottom.

A format is a function of the calendar and its workspace that returns text; whoever calls it writes
the file. Each imports its module when it runs, so that one format does not pay for another.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from contentops.models.calendar import Calendar
from contentops.models.workspace import Workspace

RECORD = "yaml"
"""The format that people edit and commit; all others are made from it."""


class CalendarFormat(NamedTuple):
    """How a format is rendered, and what its files end in."""

    render: Callable[[Calendar, Workspace], str]
    suffix: str


def _yaml(calendar: Calendar, workspace: Workspace) -> str:
    from contentops.render.calendar_yaml import render_yaml

    return render_yaml(calendar, workspace)


def _json(calendar: Calendar, workspace: Workspace) -> str:
    from contentops.render.calendar_json import render_json

    return render_json(calendar, workspace)


def _markdown(calendar: Calendar, workspace: Workspace) -> str:
    from contentops.render.markdown import render_markdown

    return render_markdown(calendar, workspace)


FORMATS: dict[str, CalendarFormat] = {
    "yaml": CalendarFormat(_yaml, ".yaml"),
    "json": CalendarFormat(_json, ".json"),
    "md": CalendarFormat(_markdown, ".md"),
}


def formats_beside_the_record() -> list[str]:
    """The names of the formats that are made from the record."""
    return [name for name in FORMATS if name != RECORD]
