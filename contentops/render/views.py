"""The views of a calendar in a terminal: list, months, people, channels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from contentops.models.calendar import Calendar
from contentops.models.workspace import Workspace
from contentops.render.overview import Overview
from contentops.render.selection import Filters, select
from contentops.render.view_words import VIEW_WORDS
from contentops.text_width import clean_line

View = Literal["list", "month", "people", "channels"]


@dataclass(frozen=True)
class Terminal:
    """What is drawn on: columns, whether it shows colour, and the day that is today there."""

    width: int
    colour: bool
    today: date | None = None


def render_view(
    view: View,
    calendar: Calendar,
    workspace: Workspace,
    terminal: Terminal,
    *,
    filters: Filters | None = None,
    beside: Sequence[Calendar] = (),
    by_day: bool = False,
) -> str:
    """One view of what the filters leave, ending in a newline; no line is wider than the terminal.

    `beside` are the plans of other periods, whose work and publications take hours and places too.
    """
    filters = filters or Filters()
    width, colour, today = terminal.width, terminal.colour, terminal.today
    part = select(calendar, workspace, filters)
    note = describe(filters, Overview(calendar, workspace), rows_only=view in ("people", "channels"))
    if view == "month":
        from contentops.render.month_grid import render_month_grid

        return render_month_grid(
            part, workspace, width, colour, today=today, channel=filters.channel, note=note
        )
    if view == "people":
        from contentops.render.timeline import render_people

        people = _people(part, workspace, filters) if filters.any else None
        return render_people(
            calendar, workspace, width, colour,
            people=people, beside=beside, today=today, by_day=by_day, note=note,
        )  # fmt: skip
    if view == "channels":
        from contentops.render.timeline import render_channels

        channels = _channels(part, filters) if filters.any else None
        return render_channels(
            calendar, workspace, width, colour,
            channels=channels, beside=beside, today=today, by_day=by_day, note=note,
        )  # fmt: skip
    from contentops.render.terminal import render_table

    return render_table(part, workspace, width, colour, today=today, person=filters.person, note=note)


def describe(filters: Filters, overview: Overview, *, rows_only: bool = False) -> str:
    """What is filtered, in a line; empty when everything is shown."""
    if not filters.any:
        return ""
    words, own = overview.words, VIEW_WORDS[overview.words.language]
    named = {
        "person": overview.person_name(filters.person) if filters.person else None,
        "channel": overview.channel_name(filters.channel) if filters.channel else None,
        "pool": words.name("pool", filters.pool) if filters.pool else None,
        "role": words.name("role", filters.role) if filters.role else None,
        "stage": words.name("stage", filters.stage) if filters.stage else None,
        "state": words.name("state", filters.state) if filters.state else None,
        "text": clean_line(filters.text) if filters.text is not None else None,
    }
    parts = [own[key].format(name=name) for key, name in named.items() if name is not None]
    line = own["shown"] + words["after_label"] + words.listed(parts)
    return f"{line}{words['semicolon']}{own['rows_only']}" if rows_only else line


def _people(part: Calendar, workspace: Workspace, filters: Filters) -> frozenset[str]:
    """The people to show: the one asked for, or everybody who owns or works on what is left."""
    if filters.person is not None:
        return frozenset((filters.person,))
    overview = Overview(part, workspace)
    owners = {owner for entry in overview.active if (owner := overview.owner_id(entry)) is not None}
    return frozenset(owners | {task.person for entry in overview.active for task in entry.tasks})


def _channels(part: Calendar, filters: Filters) -> frozenset[str]:
    if filters.channel is not None:
        return frozenset((filters.channel,))
    return frozenset(wave.channel for entry in part.entries for wave in entry.channels)
