"""The work of all calendars by week: whose hours fall when, and how many there are.

A task may be worked on at any time between its start and its end, at most at its stage's `hours_per_day`. Its
hours are laid into the weeks as `week_hours` does it, earliest deadline first.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from contentops.models.calendar import Calendar, Entry, Task
from contentops.models.period import monday_of, week_name
from contentops.models.settings import Person
from contentops.models.workspace import Workspace
from contentops.schedule.resources import Countries
from contentops.week_hours import lay_out, make_stint

_WEEK = timedelta(days=7)


@dataclass(slots=True)
class Piece:
    """A task with its entry, and the half-hours of it by week (Mondays)."""

    entry: Entry
    task: Task
    parts: dict[date, int] = field(default_factory=dict)

    @property
    def is_review(self) -> bool:
        """Whether it takes one of the reviewer's weekly reviews rather than hours."""
        return self.task.stage.startswith("review:")


def gather_entries(calendars: Iterable[Calendar]) -> list[Entry]:
    """The entries of several calendars by date, each once."""
    found: dict[str, Entry] = {}
    for calendar in calendars:
        for entry in calendar.entries:
            # A refreshed basic item stands in two calendars on different days.
            found.setdefault(f"{entry.item} {entry.publish}", entry)
    return sorted(found.values(), key=lambda entry: (entry.publish, entry.item))


class Workload:
    """Everybody's work in the entries that are not cancelled."""

    def __init__(self, workspace: Workspace, entries: Iterable[Entry], countries: Countries) -> None:
        self._workspace = workspace
        self._countries = countries
        self.pieces: dict[str, list[Piece]] = {person.id: [] for person in workspace.settings.team}
        """By person, in the order of the team; people who left come last."""
        gone: dict[str, list[Piece]] = {}
        for entry in entries:
            for task in entry.tasks if entry.state != "cancelled" else ():
                listed = self.pieces if task.person in self.pieces else gone
                listed.setdefault(task.person, []).append(Piece(entry, task))
        self.pieces |= {person: gone[person] for person in sorted(gone)}
        for person, pieces in self.pieces.items():
            self._spread(person, [piece for piece in pieces if piece.task.hours and not piece.is_review])

    def available(self, person_id: str, monday: date) -> tuple[int, int]:
        """Half-hours and reviews of a person in a week; nothing for somebody who has left."""
        person = self._workspace.people.get(person_id)
        if person is None:
            return 0, 0
        days = len(self.days_of(person, monday))
        return person.half_hours_in(days, week_name(monday)), person.reviews_in(days, week_name(monday))

    def days_of(self, person: Person | None, first: date, last: date | None = None) -> list[date]:
        """The days a person works, from a Monday to its Sunday by default; of somebody who has left, the country's."""
        country = self._countries.of(person.country if person is not None else None)
        days = country.between(first, last or first + _WEEK - timedelta(days=1))
        return [day for day in days if person is None or not person.is_on_leave(day)]

    def hours_in(self, person_id: str, monday: date) -> int:
        """Half-hours of work that fall in a week."""
        return sum(piece.parts.get(monday, 0) for piece in self.pieces.get(person_id, ()))

    def reviews_in(self, person_id: str, monday: date) -> int:
        """Reviews that end in a week."""
        pieces = self.pieces.get(person_id, ())
        return sum(piece.is_review and monday_of(piece.task.end) == monday for piece in pieces)

    def _spread(self, person_id: str, pieces: list[Piece]) -> None:
        person = self._workspace.people.get(person_id)
        urgent = sorted(pieces, key=lambda p: (p.task.end, p.task.start, p.entry.item, p.task.stage))
        stints = [
            make_stint(
                piece.task,
                self._workspace.settings,
                self.days_of(person, piece.task.start, piece.task.end),
            )
            for piece in urgent
        ]
        laid = lay_out(stints, lambda monday: self.available(person_id, monday)[0])
        for piece, parts in zip(urgent, laid, strict=True):
            piece.parts = parts
