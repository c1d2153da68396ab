"""Three sides of a calendar become one set of changes: what was exported, what came back, what the record says now.

What only the workbook changed is a change. What both changed to the same is agreed. What both changed differently is
a conflict, and nothing is written for it. The dates of an entry hang together, so its publish date and its channels
are one unit; so are the days of a task.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from contentops.errors import ContentopsError
from contentops.importing.calendar_limits import Limits, Refusal
from contentops.importing.calendar_workbook import Given, Returned
from contentops.models.calendar import Calendar, Entry, Wave
from contentops.models.workspace import Workspace
from contentops.problem import Problem
from contentops.render.sheets import SheetName, SheetRow, Sheets, is_cut
from contentops.schedule.earlier import take_earlier

Field = Literal["dates", "state", "owner", "notes", "person", "days"]
Path = tuple[str | int, ...]
_FACTS = ("published", "cancelled")
_FIELDS: tuple[Field, ...] = ("dates", "state", "owner", "notes", "person", "days")


@dataclass(frozen=True)
class Change:
    """A unit that the workbook changed, with what each side says of it."""

    item: str
    title: str
    field: Field
    about: str
    """The task that it is about; empty for what belongs to the entry."""
    places: tuple[str, ...]
    """The cells: `Items!A5`."""
    exported: Mapping[str, str]
    workbook: Mapping[str, str]
    record: Mapping[str, str] | None
    """None: the record has the entry or task no longer."""
    edits: Mapping[Path, str] = dataclasses.field(default_factory=dict)
    """What is written into the record."""
    owner: tuple[str, str] | None = None
    """The item in pools/ and its new owner."""
    follows: bool = False
    """Whether the record's publish date was moved and its channels wait for the next plan to follow."""


@dataclass
class ChangeSet:
    """What comes of a workbook."""

    changes: list[Change] = dataclasses.field(default_factory=list)
    conflicts: list[Change] = dataclasses.field(default_factory=list)
    agreed: int = 0
    """Changes that the record has already."""
    problems: list[Problem] = dataclasses.field(default_factory=list)
    warnings: list[str] = dataclasses.field(default_factory=list)


def merge(returned: Returned, calendar: Calendar, workspace: Workspace, shown: str) -> ChangeSet:
    """The changes of a workbook against the record as it is now.

    Raises `ContentopsError` when the record has an item twice: nobody could say which one is meant.
    """
    twice = [item for item, count in Counter(entry.item for entry in calendar.entries).items() if count > 1]
    if twice:
        raise ContentopsError(
            f"{twice[0]} stands on the calendar {calendar.period} twice", hint="`contentops check` says where"
        )
    merger = _Merger(returned, calendar, workspace, shown)
    merger.run()
    return merger.found


class _Merger:
    def __init__(self, returned: Returned, calendar: Calendar, workspace: Workspace, shown: str) -> None:
        self.returned, self.calendar, self.workspace, self.shown = returned, calendar, workspace, shown
        self.sheets = Sheets(calendar, workspace)
        tables = self.sheets.all(cancelled_work=True)
        self.now = {name: {row.key: row for row in table.rows} for name, table in tables.items()}
        self.found = ChangeSet()
        self.limits = Limits(self.sheets.overview)
        self.owners: dict[str, tuple[str, str]] = {}
        self.waves: dict[str, list[str]] = {}
        for key in returned.base.sheets["waves"].rows:
            self.waves.setdefault(key.rpartition("/")[0], []).append(key)

    def run(self) -> None:
        for key, given in self.returned.rows["items"].items():
            for name in ("state", "owner", "notes"):
                self._single(key, given, name)
        for key in self.returned.base.sheets["items"].rows:
            self._dates(key)
        for key, given in self.returned.rows["tasks"].items():
            self._single(key, given, "person")
            self._days(key, given)
        # An item's changes stand together, the items as the workbook listed them.
        order = {key: place for place, key in enumerate(self.returned.base.sheets["items"].rows)}
        for changes in (self.found.changes, self.found.conflicts):
            changes.sort(
                key=lambda one: (order.get(one.item, len(order)), one.item, _FIELDS.index(one.field))
            )

    # One cell

    def _single(self, key: str, given: Given, name: Literal["state", "owner", "notes", "person"]) -> None:
        sheet: SheetName = "tasks" if name == "person" else "items"
        before, after = self.returned.base.sheets[sheet].rows[key][name], given.codes.get(name, None)
        if after is None or after == before:
            return
        row = self.now[sheet].get(key)
        place = given.places[name]
        if name in ("owner", "person") and not self._is_known(after, place):
            return
        change = self._change(key, sheet, name, (place,), {name: before}, {name: after}, row)
        if row is not None and name == "owner":
            self._owner(change, row, place)
        elif row is not None and name == "notes" and is_cut(self.calendar.entries[row.entry].notes):
            self._problem(place, "long-note", "the note in the record is longer than a cell takes",
                          hint="change it in the record")  # fmt: skip
        elif row is not None:
            path: Path = ("entries", row.entry, name)
            if name == "person":
                path = ("entries", row.entry, "tasks", row.part, "person")
            self._sort(_with_edits(change, {path: after}))
        else:
            self._sort(change)

    def _is_known(self, person: str, place: str) -> bool:
        if person in self.workspace.people:
            return True
        self._problem(place, "unknown-person", "nobody of this name is in the team any more", got=person or None,
                      hint="choose somebody of the team")  # fmt: skip
        return False

    def _owner(self, change: Change, row: SheetRow, place: str) -> None:
        """The owner belongs to the item, and to all of its occurrences."""
        item, owner = self.calendar.entries[row.entry].item.partition("@")[0], change.workbook["owner"]
        if item not in self.workspace.items:
            self._problem(
                place, "unknown-item", "the item is not in pools/ any more, so it has no owner", got=item
            )
            return
        earlier = self.owners.setdefault(item, (owner, place))
        if earlier[0] != owner:
            self._problem(place, "two-owners", f"{item} is given another owner than in {earlier[1]}", got=owner,
                          hint="occurrences of one item have one owner")  # fmt: skip
        elif earlier[1] == place or change.record != change.exported:
            self._sort(dataclasses.replace(change, owner=(item, owner)))

    # Days of a task

    def _days(self, key: str, given: Given) -> None:
        names = ("start", "end")
        before = {name: self.returned.base.sheets["tasks"].rows[key][name] for name in names}
        if any(name in given.places and name not in given.codes for name in names):
            return
        after = {name: given.codes.get(name, before[name]) for name in names}
        if after == before:
            return
        places = tuple(given.places[name] for name in names if after[name] != before[name])
        if after["end"] < after["start"]:
            self._problem(places[-1], "impossible-range", "the task ends before it starts",
                          got=f"{after['start']} to {after['end']}", hint="swap start and end")  # fmt: skip
            return
        refusal = self.limits.of_task(after)
        if refusal is not None:
            self._refuse(places[-1], refusal)
            return
        row = self.now["tasks"].get(key)
        change = self._change(key, "tasks", "days", places, before, after, row)
        if row is not None:
            root: Path = ("entries", row.entry, "tasks", row.part)
            changed = [name for name in names if after[name] != row.codes[name]]
            change = _with_edits(change, {(*root, name): after[name] for name in changed})
        self._sort(change)

    # Publish date and channels

    def _dates(self, key: str) -> None:
        base = self.returned.base.sheets
        exported = {"publish": base["items"].rows[key]["publish"]}
        exported |= {wave: base["waves"].rows[wave]["date"] for wave in self.waves.get(key, ())}
        given, places = dict(exported), dict[str, str]()
        for name, code, place in self._given_dates(key):
            if code is None:
                return  # a date that cannot be read: the others wait for it
            if code != exported[name]:
                given[name], places[name] = code, place
        if not places:
            return
        row = self.now["items"].get(key)
        record = None if row is None else self._recorded(row)
        state = self._state(key)
        settled = self._settle(exported, given, places, state, record or {})
        if settled is None:
            return
        change = Change(
            key, self._title(key, row), "dates", "", tuple(places.values()), exported, settled, record
        )
        ahead = record
        if record is not None and record != exported and row is not None:
            # By hand the record may have its publish date alone: compared is what its channels will do.
            ahead = self._following(record, self.calendar.entries[row.entry].state)
            change = dataclasses.replace(change, follows=ahead != record)
        if row is not None and ahead is not None and ahead != settled:
            entry = self.calendar.entries[row.entry]
            edits: dict[Path, str] = {}
            if settled["publish"] != entry.publish.isoformat():
                edits[("entries", row.entry, "publish")] = settled["publish"]
            for wave_key in self.waves.get(key, ()):
                wave = self.now["waves"].get(wave_key)
                if wave is not None and settled[wave_key] != wave.codes["date"]:
                    edits[("entries", row.entry, "channels", wave.part, "date")] = settled[wave_key]
            change = _with_edits(change, edits)
        self._sort(change, ahead)

    def _given_dates(self, key: str) -> Iterator[tuple[str, str | None, str]]:
        items, waves = self.returned.rows["items"], self.returned.rows["waves"]
        if key in items and "publish" in items[key].places:
            yield "publish", items[key].codes.get("publish"), items[key].places["publish"]
        for wave in self.waves.get(key, ()):
            if wave in waves and "date" in waves[wave].places:
                yield wave, waves[wave].codes.get("date"), waves[wave].places["date"]

    def _state(self, key: str) -> str:
        """The state that the entry will have: what happened does not take its channels along."""
        given = self.returned.rows["items"].get(key)
        return (given.codes.get("state") if given else None) or self.returned.base.sheets["items"].rows[key][
            "state"
        ]

    def _recorded(self, row: SheetRow) -> dict[str, str]:
        dates = {"publish": row.codes["publish"]}
        return dates | {
            wave.key: wave.codes["date"] for wave in self.now["waves"].values() if wave.entry == row.entry
        }

    def _settle(
        self,
        exported: Mapping[str, str],
        given: Mapping[str, str],
        places: Mapping[str, str],
        state: str,
        record: Mapping[str, str],
    ) -> dict[str, str] | None:
        """The dates as they are meant: channels follow the publish date, the publish date its first channel."""
        settled = dict(given)
        waves = {name: day for name, day in given.items() if name != "publish"}
        if "publish" in places and len(places) == 1:
            settled = self._following(settled, state)
        elif "publish" not in places:
            settled = self._first_channel(exported, given, places, state)
        elif waves and state not in _FACTS and min(waves.values()) != given["publish"]:
            message = "the entry is published on another day than its first channel"
            self._problem(places["publish"], "dates-disagree", message,
                          got=f"{given['publish']}, first channel {min(waves.values())}",
                          hint="change one of the two: the others follow")  # fmt: skip
            return None
        refused = self.limits.of_dates(settled, exported, record, places)
        if refused is not None:
            self._refuse(*refused)
            return None
        return settled

    def _first_channel(
        self, exported: Mapping[str, str], given: Mapping[str, str], places: Mapping[str, str], state: str
    ) -> dict[str, str]:
        """The dates after channels were moved alone: the first of them is the publish date."""
        settled = self._following(exported, state) | {name: given[name] for name in places}
        first = min(day for name, day in exported.items() if name != "publish")
        if state not in _FACTS or first == exported["publish"]:
            settled["publish"] = min(day for name, day in settled.items() if name != "publish")
        return settled

    def _following(self, dates: Mapping[str, str], state: str) -> dict[str, str]:
        """The dates with the channels as far behind the publish date as they were: as the next plan reads it."""
        names = [name for name in dates if name != "publish"]
        entry = Entry.model_validate(
            {
                "item": "moved", "title": "moved", "pool": "basic", "publish": dates["publish"], "state": state,
                "channels": [{"channel": "channel", "date": dates[name]} for name in names],
            }
        )  # fmt: skip
        country = self.sheets.overview.country(self.workspace.settings.country)
        followed = take_earlier(self.calendar.model_copy(update={"entries": [entry]}), country).entries[0]
        waves: list[Wave] = followed.channels
        return {
            "publish": dates["publish"],
            **{name: wave.date.isoformat() for name, wave in zip(names, waves, strict=True)},
        }

    # All

    def _change(
        self,
        key: str,
        sheet: SheetName,
        name: Field,
        places: tuple[str, ...],
        exported: Mapping[str, str],
        workbook: Mapping[str, str],
        row: SheetRow | None,
    ) -> Change:
        record = None if row is None else {one: row.codes[one] for one in exported}
        item, about = (key.rpartition("/")[0], key.rpartition("/")[2]) if sheet == "tasks" else (key, "")
        return Change(item, self._title(item, row), name, about, places, exported, workbook, record)

    def _title(self, key: str, row: SheetRow | None) -> str:
        if row is not None:
            return str(row.values["title"])
        item = self.workspace.items.get(key.partition("@")[0])
        return str(item.title) if item is not None else ""

    def _sort(self, change: Change, ahead: Mapping[str, str] | None = None) -> None:
        """Into its list; `ahead` is where the record's dates are going, when that is not where they stand."""
        if change.workbook in (change.record, ahead):
            self.found.agreed += 1
        elif change.record == change.exported:
            self.found.changes.append(change)
        else:
            self.found.conflicts.append(change)

    def _refuse(self, place: str, refusal: Refusal) -> None:
        self._problem(place, refusal.rule, refusal.message, got=refusal.got, hint=refusal.hint)

    def _problem(
        self, place: str, rule: str, message: str, *, got: str | None = None, hint: str | None = None
    ) -> None:
        self.found.problems.append(Problem(f"{self.shown}:{place}", 0, 0, "error", rule, message, got, hint))


def _with_edits(change: Change, edits: Mapping[Path, str]) -> Change:
    return dataclasses.replace(change, edits=edits)
