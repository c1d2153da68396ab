"""The tables that a spreadsheet of a calendar shows, as values: what people may change, and what tells rows apart.

The workbook lays them out, the CSV prints one of them, and `contentops.importing` compares what comes back with what
was written. All three therefore see the same text for the same entry.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from contentops.models.base import text_in
from contentops.models.calendar import Calendar, Entry, EntryState
from contentops.models.workspace import Workspace
from contentops.render.figures import figure, short_day
from contentops.render.overview import Overview, is_review
from contentops.render.sheet_words import SHEET_WORDS
from contentops.text_width import clean_line

SheetName = Literal["items", "waves", "tasks"]
Value = str | date | float | None
STATES: tuple[EntryState, ...] = get_args(EntryState)
LONGEST_TEXT = 32_000
"""Characters that a cell is given; programs take 32,767."""

_NO_XML = re.compile("[\ufffe\uffff]")
_BREAKS = re.compile(r"\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_ELLIPSIS = "…"


@dataclass(frozen=True)
class Column:
    """A column: what it holds, and whether people may change it."""

    field: str
    kind: Literal["text", "day", "number", "state", "person"] = "text"
    editable: bool = False


@dataclass(frozen=True)
class SheetRow:
    """A row with its key, the code of each editable cell, and where it stands in the calendar."""

    key: str
    values: Mapping[str, Value]
    codes: Mapping[str, str]
    """What an editable cell means: an ISO date, a state, a person's id, the text of a note."""
    entry: int
    part: int = -1
    """The index of the wave or task within its entry."""


@dataclass(frozen=True)
class Sheet:
    """A table with its columns and rows."""

    name: SheetName
    columns: tuple[Column, ...]
    rows: tuple[SheetRow, ...]

    @property
    def key(self) -> str:
        """The column that tells rows apart."""
        return self.columns[-1].field


COLUMNS: Mapping[SheetName, tuple[Column, ...]] = {
    "items": (
        Column("publish", "day", True), Column("week"), Column("title"), Column("state", "state", True),
        Column("owner", "person", True), Column("pool"), Column("channels"), Column("hours", "number"),
        Column("notes", "text", True), Column("reason"), Column("item"),
    ),
    "waves": (
        Column("date", "day", True), Column("week"), Column("channel"), Column("title"), Column("pool"),
        Column("state"), Column("owner"), Column("publish", "day"), Column("notes"), Column("ref"),
    ),
    "tasks": (
        Column("person", "person", True), Column("work"), Column("title"), Column("start", "day", True),
        Column("end", "day", True), Column("hours", "number"), Column("publish", "day"), Column("ref"),
    ),
}  # fmt: skip
"""The columns in their order; the last one is the key."""


def cell_line(text: str) -> str:
    """A text for a cell, on one line."""
    return _cut(_NO_XML.sub("\ufffd", clean_line(text)))


def cell_text(text: str) -> str:
    """A text for a cell, its line breaks kept: each line as it shows."""
    lines = [clean_line(line) if line.strip() else "" for line in _BREAKS.sub("\n", text).split("\n")]
    return _cut(_NO_XML.sub("\ufffd", "\n".join(lines).strip()))


def is_cut(text: str | None) -> bool:
    """Whether a text is too long to stand in a cell in full."""
    return len(text or "") > LONGEST_TEXT


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 1] + _ELLIPSIS


class Sheets:
    """The tables of one calendar in the workspace's language."""

    def __init__(self, calendar: Calendar, workspace: Workspace) -> None:
        self.overview = Overview(calendar, workspace)
        self.words = SHEET_WORDS[workspace.settings.language]
        self.people = person_labels(workspace)
        self._indices = {id(entry): index for index, entry in enumerate(calendar.entries)}

    def person(self, person_id: str) -> str:
        """A person's label in a cell: the name, with the id where two share it."""
        return self.people.get(person_id) or cell_line(person_id)

    def all(self, *, cancelled_work: bool = False) -> dict[SheetName, Sheet]:
        """The three tables; the work of cancelled entries only when asked for."""
        makers: dict[SheetName, Iterator[SheetRow]] = {
            "items": self._items(), "waves": self._waves(), "tasks": self._tasks(cancelled_work),
        }  # fmt: skip
        return {name: Sheet(name, COLUMNS[name], _with_keys(rows)) for name, rows in makers.items()}

    def _common(self, entry: Entry) -> dict[str, Value]:
        overview, names = self.overview, self.overview.words
        owner = overview.owner_id(entry)
        return {
            "publish": entry.publish,
            "title": cell_line(overview.marked_title(entry)),
            "pool": names.name("pool", entry.pool),
            "state": names.name("state", entry.state),
            "owner": self.person(owner) if owner else "",
            "notes": cell_text(entry.notes or ""),
        }

    def _items(self) -> Iterator[SheetRow]:
        for entry in self.overview.entries:
            common = self._common(entry)
            hours = sum(task.hours for task in entry.tasks)
            values = {
                **common,
                "week": week_name(entry.publish),
                "channels": self.channel_days(entry),
                "hours": hours or None,
                "reason": cell_text(entry.reason),
                "item": cell_line(entry.item),
            }
            codes = {
                "publish": entry.publish.isoformat(),
                "state": entry.state,
                "owner": self.overview.owner_id(entry) or "",
                "notes": str(common["notes"]),
            }
            yield SheetRow(cell_line(entry.item), values, codes, self._indices[id(entry)])

    def _waves(self) -> Iterator[SheetRow]:
        found = []
        for entry in self.overview.entries:
            common = self._common(entry)
            for part, wave in enumerate(entry.channels):
                name = cell_line(self.overview.channel_name(wave.channel))
                values = {**common, "date": wave.date, "week": week_name(wave.date), "channel": name}
                key, codes = f"{cell_line(entry.item)}/{wave.channel}", {"date": wave.date.isoformat()}
                found.append((wave.date, SheetRow(key, values, codes, self._indices[id(entry)], part)))
        found.sort(key=lambda pair: pair[0])
        yield from (row for _, row in found)

    def _tasks(self, cancelled: bool) -> Iterator[SheetRow]:
        order = {person.id: place for place, person in enumerate(self.overview.workspace.settings.team)}
        found = []
        for entry in self.overview.entries if cancelled else self.overview.active:
            common = self._common(entry)
            stages = [task.stage for task in entry.tasks]
            for part, task in enumerate(entry.tasks):
                work = cell_line(self.overview.stage_name(entry, task))
                values = {
                    **common, "person": self.person(task.person), "work": work, "start": task.start, "end": task.end,
                    "hours": None if is_review(task) else task.hours,
                }  # fmt: skip
                codes = {
                    "person": task.person, "start": task.start.isoformat(), "end": task.end.isoformat(),
                }  # fmt: skip
                place = (order.get(task.person, len(order)), task.person, task.start, task.end)
                key = f"{cell_line(entry.item)}/{cell_line(task.stage)}"
                before = stages[:part].count(task.stage)
                key += f"#{before + 1}" if before else ""  # the others of a quorum
                found.append((place, SheetRow(key, values, codes, self._indices[id(entry)], part)))
        found.sort(key=lambda pair: pair[0])
        yield from (row for _, row in found)

    def channel_days(self, entry: Entry) -> str:
        """The channels by day: those of the publish date first, a later wave behind its day."""
        listed = self.overview.words.listed
        parts = [
            listed(list(group.channels))
            if group.day == entry.publish
            else f"{short_day(group.day)} {listed(list(group.channels))}"
            for group in self.overview.waves(entry)
        ]
        return cell_line(" · ".join(parts))


def _with_keys(rows: Iterator[SheetRow]) -> tuple[SheetRow, ...]:
    """Rows with a key each: of several with one key, those further down in the record are numbered."""
    listed = list(rows)
    seen: Counter[str] = Counter()
    keys: dict[int, str] = {}
    for index in sorted(range(len(listed)), key=lambda n: (listed[n].entry, listed[n].part)):
        key = listed[index].key
        seen[key] += 1
        keys[index] = key if seen[key] == 1 else f"{key} #{seen[key]}"
    return tuple(
        SheetRow(keys[index], {**row.values, **_key_value(row, keys[index])}, row.codes, row.entry, row.part)
        for index, row in enumerate(listed)
    )


def _key_value(row: SheetRow, key: str) -> dict[str, Value]:
    return {"item": key} if row.part < 0 else {"ref": key}


def person_labels(workspace: Workspace) -> dict[str, str]:
    """By id what a cell calls a person: the name, with the id where two share it."""
    language = workspace.settings.language
    names = {one.id: cell_line(text_in(one.name, language)) for one in workspace.settings.team}
    shared = Counter(names.values())
    return {key: name if shared[name] == 1 and name else f"{name} ({key})" for key, name in names.items()}


def week_name(day: date) -> str:
    """`W05`; with its year outside that of the day: `2026-W53`."""
    year, week, _ = day.isocalendar()
    return f"W{week:02d}" if year == day.year else f"{year}-W{week:02d}"


def shown(value: Value) -> str:
    """A value as the text that a reader of the file gets back for it."""
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else figure(value) if isinstance(value, float | int) else value
