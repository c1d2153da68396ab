"""The calendar as Markdown, `calendars/PERIOD.md`: read in a repository or pasted into a chat.

The page is `templates/calendar/calendar.md.jinja`; every value it prints goes through `escape`, so a title
is text whatever it contains.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from contentops.models.base import text_in
from contentops.models.calendar import Entry
from contentops.render.assumed_days import assumed_sentence
from contentops.render.coverage import coverage_lines, gap_lines
from contentops.render.edition import Edition
from contentops.render.figures import figure, short_day, short_span
from contentops.render.load import (
    Assignment,
    PersonLoad,
    assignments,
    hours_load,
    review_load,
    work_weeks,
)
from contentops.render.overview import Overview, is_review
from contentops.render.summary import method_lines, summary_lines
from contentops.render.templating import render_page
from contentops.text_width import clean_line

_WEEKS_A_TABLE = 20
_WIDEST_TABLE = 1_000
# `#`, `-` and numbers matter only at the beginning of a block, where the page never puts a value.
_SPECIAL = re.compile(r"[\\`*\[\]|~$]|(?<![^\W_])_|_(?![^\W_])|[<>]|&(?=#?\w+;)")
_COMMAND = re.compile(r"`(contentops [^`]+)`")
_ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}


class Ready(str):
    """Text that is Markdown already: `escape` leaves it alone."""

    __slots__ = ()


def escape(value: Any) -> str:
    """`value` as Markdown that shows exactly its text, on one line, also within a table."""
    if isinstance(value, Ready):
        return value
    text = clean_line(str(value))
    return _SPECIAL.sub(lambda match: _ENTITIES.get(match.group(), "\\" + match.group()), text)


def code(text: str) -> Ready:
    """An id in a code span; as escaped text when it holds what would end the span or the table cell."""
    text = clean_line(text)
    return Ready(escape(text) if "`" in text or "|" in text else f"`{text}`")


def with_commands(text: str) -> Ready:
    """Escaped text in which our commands, written between backticks, are code to be copied."""
    pieces = []
    for n, part in enumerate(_COMMAND.split(text)):
        lead, end = " " * part.startswith(" "), " " * part.endswith(" ")
        pieces.append(code(part) if n % 2 else f"{lead}{escape(part)}{end}" if part.strip() else part)
    return Ready("".join(pieces))


def bold(text: str) -> Ready:
    """Escaped text in bold."""
    return Ready(f"**{escape(text)}**")


def row(cells: Sequence[Any]) -> Ready:
    """One line of a table."""
    return Ready("| " + " | ".join(escape(cell) for cell in cells) + " |")


def rule(left: int, right: int = 0) -> Ready:
    """The line under a table's head: columns set left, then columns set right."""
    # Own templates call this with numbers of their own.
    left, right = min(left, _WIDEST_TABLE), min(right, _WIDEST_TABLE)
    return Ready("| " + " | ".join(["---"] * left + ["---:"] * right) + " |")


def stack(parts: Sequence[Any]) -> Ready:
    """Several texts below each other in one cell."""
    return Ready("<br>".join(escape(part) for part in parts))


def counted(counts: Sequence[tuple[str, int]]) -> Ready:
    """Names with their counts on one line, what has nothing in bold."""
    return Ready(" · ".join(f"{escape(name)} {n}" if n else bold(f"{name} 0") for name, n in counts))


def render_markdown(edition: Edition) -> str:
    """The whole page, in the workspace's language."""
    calendar, workspace = edition.calendar, edition.workspace
    overview = Overview(calendar, workspace)
    words, work = overview.words, assignments(overview)
    mondays = work_weeks(assigned for person in work.values() for assigned in person)
    page = _Page(overview)
    values = {
        "words": words,
        "calendar": calendar,
        "period": overview.period,
        "overview": overview,
        "brand": text_in(workspace.settings.brand.name, words.language),
        "assumed": assumed_sentence(overview),
        "summary": summary_lines(overview),
        "method": method_lines(overview),
        "coverage": coverage_lines(overview),
        "counted": counted,
        "gaps": gap_lines(overview, calendar.gaps),
        "load_tables": _load_tables(overview, hours_load(overview, mondays), mondays),
        "review_tables": _load_tables(overview, review_load(overview, mondays), mondays),
        "people": [_PersonWork(overview, person, assigned) for person, assigned in work.items()],
        "channels": page.channels,
        "shown_title": page.title,
        "with_states": any(entry.state != "planned" for entry in overview.entries),
        "load_cells": load_cells,
        "day": short_day,
        "span": short_span,
        "code": code,
        "with_commands": with_commands,
        "bold": bold,
        "row": row,
        "rule": rule,
        "stack": stack,
    }
    count = len(calendar.entries) + len(calendar.unscheduled)
    return render_page("calendar.md.jinja", values, escape=escape, own=edition.own_template, entries=count)


class _Page:
    """The pieces of the page that are more than one value."""

    def __init__(self, overview: Overview) -> None:
        self.overview = overview

    def title(self, entry: Entry) -> Ready:
        """The title as its state shows it: struck out when cancelled, ticked when published."""
        text = escape(self.overview.marked_title(entry))
        if entry.state == "cancelled":
            return Ready(f"~~{text}~~")
        return Ready(f"{text} ✓" if entry.state == "published" else text)

    def channels(self, entry: Entry) -> Ready:
        """The channels, one wave a line; a wave after the first says its day."""
        listed = self.overview.words.listed
        return stack(
            [
                listed(list(wave.channels)) if wave.day == entry.publish
                else f"{short_day(wave.day)} {listed(list(wave.channels))}"
                for wave in self.overview.waves(entry)
            ]
        )  # fmt: skip


def load_cells(load: PersonLoad) -> list[Ready | str]:
    """`used / available` a week, bold where it is too much, and the total; blank where nothing is used."""
    cells: list[Ready | str] = []
    for cell in (*load.cells, load.total):
        text = f"{figure(cell.used)}/{figure(cell.available)}" if cell.used else ""
        cells.append(bold(text) if cell.over else text)
    return cells


@dataclass(frozen=True)
class _LoadTable:
    weeks: list[str]
    rows: list[tuple[str, PersonLoad]]


def _load_tables(overview: Overview, loads: list[PersonLoad], mondays: Sequence[date]) -> list[_LoadTable]:
    """One table for a quarter; a year is cut into several that still fit a screen."""
    tables = []
    for start in range(0, len(mondays) if loads else 0, _WEEKS_A_TABLE):
        part = slice(start, start + _WEEKS_A_TABLE)
        rows = [
            (overview.person_name(load.person), PersonLoad(load.person, load.cells[part])) for load in loads
        ]
        tables.append(_LoadTable([f"W{day.isocalendar().week:02d}" for day in mondays[part]], rows))
    return tables


class _PersonWork:
    """A person's heading and tasks, for the list of work."""

    def __init__(self, overview: Overview, person_id: str, work: list[Assignment]) -> None:
        words, person = overview.words, overview.workspace.people.get(person_id)
        hours = sum(assigned.task.hours for assigned in work)
        reviews = sum(is_review(assigned.task) for assigned in work)
        self.name = overview.person_name(person_id)
        about = [text_in(person.title, words.language)] if person and person.title else []
        if person is not None and person.outside:
            about.append(text_in(person.organisation, words.language) or words["outside"])
        if hours:
            about.append(words.say("hours_short", hours=figure(hours)))
        if reviews:
            about.append(words.say("reviews_count", count=reviews))
        self.about = " · ".join(about)
        self.rows = [
            (
                short_span(assigned.task.start, assigned.task.end),
                overview.stage_name(assigned.entry, assigned.task),
                overview.marked_title(assigned.entry),
                short_day(assigned.entry.publish),
                figure(assigned.task.hours) if assigned.task.hours else "",
            )
            for assigned in work
        ]
