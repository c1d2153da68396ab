"""Each person's load: hours and reviews a week against what there is.

A task may be worked on at any time between its start and its end, at most at its stage's `hours_per_day`. To
tell whether a person has too much to do, its hours are laid into the weeks as `week_hours` does it, which fits
whenever anything fits; what does not fit shows as overload.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from contentops.models.calendar import Entry, Task
from contentops.models.period import monday_of, week_name
from contentops.render.overview import Overview, is_review
from contentops.week_hours import lay_out, make_stint

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
        lasting = [assigned for assigned in work if not is_review(assigned.task) and assigned.task.hours]
        if lasting:
            laid = _by_week(overview, person, lasting)
            cells = (
                Cell(laid.get(monday, 0) / 2, available_hours(overview, person, monday)) for monday in mondays
            )
            rows.append(PersonLoad(person, tuple(cells)))
    return rows


def _by_week(overview: Overview, person_id: str, work: Iterable[Assignment]) -> Counter[date]:
    """The half-hours of a person's tasks by Monday."""
    # Of tasks due on the same day, the same one comes first as in the work lists.
    ordered = sorted(work, key=lambda a: (a.task.end, a.task.start, a.entry.item, a.task.stage))
    stints = [
        make_stint(
            one.task,
            overview.workspace.settings,
            _days_worked(overview, person_id, one.task.start, one.task.end),
        )
        for one in ordered
    ]
    laid: Counter[date] = Counter()
    for weeks in lay_out(stints, lambda monday: int(available_hours(overview, person_id, monday) * 2)):
        laid.update(weeks)
    return laid


def _days_worked(overview: Overview, person_id: str, first: date, last: date) -> list[date]:
    """The days a person works; of somebody who has left, the country's."""
    person = overview.workspace.people.get(person_id)
    country = overview.country((person.country if person else None) or overview.workspace.settings.country)
    days = country.between(first, last)
    return [day for day in days if person is None or not person.is_on_leave(day)]


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
    days = _days_worked(overview, person_id, monday, monday + timedelta(days=_DAYS_OF_WEEK - 1))
    today = overview.calendar.today
    first = today if monday <= today < monday + timedelta(days=_DAYS_OF_WEEK) else monday
    return sum(day >= first for day in days)
