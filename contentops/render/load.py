"""Each person's load: hours and reviews a week against what there is.

A task may be worked on at any time between its start and its end. To tell whether a person has too
much to do, its hours are laid into the weeks earliest deadline first, which fits whenever anything
fits; what remains lands in the task's last week and shows as overload.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from contentops.models.calendar import Entry, Task
from contentops.models.period import monday_of, week_name
from contentops.render.overview import Overview, is_review

_DAYS_OF_WEEK = 7
_TOLERANCE = 1e-6


@dataclass(frozen=True)
class Cell:
    """One week of one person: what is asked for and what there is (hours, or reviews)."""

    used: float
    available: float

    @property
    def over(self) -> bool:
        """Whether more is asked for than there is."""
        return self.used > self.available + _TOLERANCE


@dataclass(frozen=True)
class PersonLoad:
    """A person's weeks in the order of `mondays`; everything 0 for weeks without work."""

    person: str
    cells: tuple[Cell, ...]

    @property
    def total(self) -> Cell:
        """All weeks together."""
        return Cell(sum(cell.used for cell in self.cells), sum(cell.available for cell in self.cells))


@dataclass(frozen=True)
class Assignment:
    """A task with the entry it belongs to."""

    entry: Entry
    task: Task


def assignments(overview: Overview) -> dict[str, list[Assignment]]:
    """Each person's tasks by start, in the order of the team; people who left come last."""
    by_person: dict[str, list[Assignment]] = {person.id: [] for person in overview.workspace.settings.team}
    gone: dict[str, list[Assignment]] = {}
    for entry in overview.active:
        for task in entry.tasks:
            group = by_person if task.person in by_person else gone
            group.setdefault(task.person, []).append(Assignment(entry, task))
    ordered = {**by_person, **{person: gone[person] for person in sorted(gone)}}
    return {
        person: sorted(work, key=lambda a: (a.task.start, a.task.end, a.entry.publish, a.entry.item))
        for person, work in ordered.items()
        if work
    }


def work_weeks(work: Iterable[Assignment]) -> tuple[date, ...]:
    """The Mondays from the first to the last week in which anybody works."""
    days = [day for assigned in work for day in (assigned.task.start, assigned.task.end)]
    if not days:
        return ()
    first, last = monday_of(min(days)), monday_of(max(days))
    return tuple(first + timedelta(days=n) for n in range(0, (last - first).days + 1, _DAYS_OF_WEEK))


def hours_load(overview: Overview, mondays: tuple[date, ...]) -> list[PersonLoad]:
    """Hours of everybody who has work with hours in `mondays`."""
    rows = []
    for person, work in assignments(overview).items():
        tasks = [assigned.task for assigned in work if not is_review(assigned.task) and assigned.task.hours]
        if tasks:
            available = [available_hours(overview, person, monday) for monday in mondays]
            used = _lay_out(tasks, mondays, available)
            rows.append(PersonLoad(person, tuple(map(Cell, used, available))))
    return rows


def review_load(overview: Overview, mondays: tuple[date, ...]) -> list[PersonLoad]:
    """Reviews of everybody who reviews; one counts in the week in which it is due."""
    rows = []
    for person, work in assignments(overview).items():
        due = [monday_of(assigned.task.end) for assigned in work if is_review(assigned.task)]
        if due:
            cells = [
                Cell(float(due.count(monday)), float(available_reviews(overview, person, monday)))
                for monday in mondays
            ]
            rows.append(PersonLoad(person, tuple(cells)))
    return rows


def available_hours(overview: Overview, person_id: str, monday: date) -> float:
    """A person's hours in the week of `monday`: in proportion to the working days less leave.

    Cut to whole half-hours, as the planner counts them.
    """
    person = overview.workspace.people.get(person_id)
    if person is None:
        return 0.0
    return person.half_hours_in(_days_present(overview, person_id, monday), week_name(monday)) / 2


def available_reviews(overview: Overview, person_id: str, monday: date) -> int:
    """How many reviews a person can give in the week of `monday`."""
    person = overview.workspace.people.get(person_id)
    days = _days_present(overview, person_id, monday)
    return person.reviews_in(days, week_name(monday)) if person is not None else 0


def _days_present(overview: Overview, person_id: str, monday: date) -> int:
    """How many days of the week of `monday` a person works; 0 for somebody who has left.

    In the week the plan was made, only the days that were left of it.
    """
    person = overview.workspace.people.get(person_id)
    if person is None:
        return 0
    country = overview.country(person.country or overview.workspace.settings.country)
    days = country.between(monday, monday + timedelta(days=_DAYS_OF_WEEK - 1))
    today = overview.calendar.today
    first = today if monday <= today < monday + timedelta(days=_DAYS_OF_WEEK) else monday
    return sum(day >= first and not person.is_on_leave(day) for day in days)


def _lay_out(tasks: list[Task], mondays: tuple[date, ...], available: list[float]) -> list[float]:
    remaining = [task.hours for task in tasks]
    used = [0.0] * len(mondays)
    by_deadline = sorted(range(len(tasks)), key=lambda n: (tasks[n].end, tasks[n].start, n))
    for week, monday in enumerate(mondays):
        sunday = monday + timedelta(days=_DAYS_OF_WEEK - 1)
        for n in by_deadline:
            if tasks[n].start > sunday or not remaining[n]:
                continue
            part = min(remaining[n], max(0.0, available[week] - used[week]))
            if tasks[n].end <= sunday:
                part = remaining[n]
            used[week] += part
            remaining[n] -= part
    return used
