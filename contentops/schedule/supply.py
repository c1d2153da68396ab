"""Supply against demand: hours, reviews and channel days, in all and by week.

Capacity is the planner's own: by ISO week, whole weeks, from today on. What plans take is spread over the
weeks of each task as `week_hours` does it, which fits whenever anything fits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from contentops.models.base import text_in
from contentops.models.calendar import Calendar, Entry, Task
from contentops.models.coverage import Shortage, Supply, SupplyReport, WeekSupply
from contentops.models.period import Period, monday_of, week_name
from contentops.models.settings import Person
from contentops.models.workspace import Workspace
from contentops.schedule.demand import (
    Wish,
    all_wishes,
    find_orphans,
    find_squeezes,
    is_review,
    kind_of,
    open_wishes,
    other_wishes,
    planned_wishes,
)
from contentops.schedule.instance import Instance
from contentops.schedule.resources import Countries
from contentops.schedule.slots import find_slots
from contentops.week_hours import lay_out, make_stint

_WEEK = timedelta(days=7)
Use = dict[str, dict[str, list[int]]]
"""By person, then by kind of work or role: an amount for each week."""


@dataclass(frozen=True)
class Book:
    """What the report on supply is made of: an empty instance of the period, and the plans."""

    instance: Instance
    """The period's problem with nothing of it planned."""
    entries: Sequence[Entry]
    beside: Sequence[Calendar]
    countries: Countries
    today: date

    @property
    def workspace(self) -> Workspace:
        """The workspace."""
        return self.instance.workspace

    @property
    def period(self) -> Period:
        """The period."""
        return self.instance.period

    @property
    def mondays(self) -> list[date]:
        """The weeks of the supply: those of the period that are not past."""
        return _weeks(max(self.today, self.period.first), self.period.last)

    @property
    def lead(self) -> list[date]:
        """The weeks from today until the first of the period: work may begin before it."""
        last = monday_of(self.period.first) - timedelta(days=1)
        return _weeks(self.today, min(last, self.period.last))

    def own_tasks(self) -> list[Task]:
        """The tasks of the period's entries; work done for what was cancelled was done all the same."""
        return [task for entry in self.entries for task in entry.tasks]

    def other_tasks(self) -> list[Task]:
        """The tasks of other plans."""
        others = (entry for calendar in self.beside for entry in calendar.entries)
        return [task for entry in others if entry.state != "cancelled" for task in entry.tasks]


def _weeks(first: date, last: date) -> list[date]:
    monday, found = monday_of(first), []
    while monday <= last:
        found.append(monday)
        monday += _WEEK
    return found


def find_supply(book: Book, *, by_week: bool = False) -> SupplyReport:
    """Supply against demand in the period of `book`; with `by_week` every line has its weeks."""
    mondays = book.mondays
    hours = _Hours(book)
    reviews = _Reviews(book)
    wishes = _wishes(book)
    work = [wish for wish in wishes if not wish.is_review]
    asked = [wish for wish in wishes if wish.is_review]
    return SupplyReport(
        people=hours.by_person(work, by_week),
        skills=hours.by_kind(work, by_week),
        reviewers=reviews.by_person(asked, by_week),
        steps=reviews.by_kind(asked, by_week),
        channels=(channels := find_slots(book, mondays, by_week=by_week)),
        shortages=_shortages(book, hours, reviews, channels),
    )


def _wishes(book: Book) -> list[Wish]:
    planned = {entry.item for entry in book.entries}
    jobs = [job for job in book.instance.jobs if job.id not in planned]
    last = book.mondays[-1] + timedelta(days=6) if book.mondays else book.period.last
    return [
        *planned_wishes(book.entries, book.today),
        *open_wishes(jobs, book.instance),
        *other_wishes(book.beside, book.today, last),
    ]


class _Side:
    """Capacity and use of one resource of people (hours or reviews), in whole units, by person and week."""

    unit = 1.0

    def __init__(self, book: Book) -> None:
        self.book = book
        self.before = len(book.lead)
        self.mondays = [*book.lead, *book.mondays]
        """The weeks before the period, then its own."""
        self.people = [person for person in book.workspace.settings.team if self.gives(person)]
        self.capacity = {
            person.id: [self.capacity_of(person, monday) for monday in self.mondays] for person in self.people
        }
        self.used = self.lay_out([*book.own_tasks(), *book.other_tasks()])
        """By person, then by kind: what the plans take in each week."""
        self.others = self.lay_out(book.other_tasks()) if book.lead else {}
        """The same for the plans of other periods alone."""

    def gives(self, person: Person) -> bool:
        raise NotImplementedError

    def capacity_of(self, person: Person, monday: date) -> int:
        raise NotImplementedError

    def lay_out(self, tasks: Sequence[Task]) -> Use:
        raise NotImplementedError

    def days_left(self, person: Person, monday: date, first: date) -> int:
        """Working days of a person in a week, from `first` on."""
        return len(self.days_worked(person, max(monday, first), monday + timedelta(days=6)))

    def days_worked(self, person: Person, first: date, last: date) -> list[date]:
        """The days from `first` to `last` on which a person works."""
        days = self.book.countries.of(person.country).between(first, last)
        return [day for day in days if not person.is_on_leave(day)]

    def total(self, person: str) -> int:
        """What a person has in the period."""
        return sum(self.capacity.get(person, ())[self.before :])

    def lead(self, people: Iterable[str]) -> int:
        """What people have before the period, less what other plans take."""
        found = 0
        for person in people:
            weeks = zip(self.capacity.get(person, ()), self.taken(person, self.others), strict=False)
            found += sum(max(0, there - used) for there, used in list(weeks)[: self.before])
        return found

    def taken(self, person: str, use: Use | None = None) -> list[int]:
        """What the plans take of a person in each week."""
        kinds = (self.used if use is None else use).get(person, {}).values()
        return [sum(week) for week in zip(*kinds, strict=True)] if kinds else [0] * len(self.mondays)

    def by_person(self, wishes: Sequence[Wish], by_week: bool) -> list[Supply]:
        needed = self._shared(wishes)
        lines = []
        for person in self.book.workspace.settings.team:
            name = text_in(person.name, self.book.workspace.settings.language)
            # Whoever gives nothing stands in the list when asked for something.
            capacity = self.capacity.get(person.id) or [0] * len(self.mondays)
            taken = self.taken(person.id)
            if sum(capacity) or sum(taken) or needed.get(person.id):
                free = [there - used for there, used in zip(capacity, taken, strict=True)]
                line = self._line(person.id, name, capacity, needed.get(person.id, 0.0), taken, free, by_week)
                lines.append(line.model_copy(update={"lead": self.lead([person.id]) * self.unit}))
        return lines

    def by_kind(self, wishes: Sequence[Wish], by_week: bool) -> list[Supply]:
        """Lines by skill or role: what is free is what the people who can do it have left for anything."""
        lines = []
        for kind, people in self.kinds(wishes).items():
            capacity = self._sum([self.capacity.get(person, []) for person in people])
            taken = self._sum([weeks for used in self.used.values() for weeks in (used.get(kind, []),)])
            left = [
                [there - used for there, used in zip(self.capacity[person], self.taken(person), strict=True)]
                for person in people
                if person in self.capacity
            ]
            needed = float(sum(wish.amount for wish in wishes if wish.kind == kind))
            line = self._line(kind, self.name_of(kind), capacity, needed, taken, self._sum(left), by_week)
            lead = self.lead(people) * self.unit
            lines.append(line.model_copy(update={"people": list(people), "lead": lead}))
        return lines

    def kinds(self, wishes: Sequence[Wish]) -> dict[str, tuple[str, ...]]:
        raise NotImplementedError

    def name_of(self, kind: str) -> str:
        raise NotImplementedError

    def _sum(self, rows: Iterable[Sequence[int]]) -> list[int]:
        found = [0] * len(self.mondays)
        for row in rows:
            for week, amount in enumerate(row):
                found[week] += amount
        return found

    def _shared(self, wishes: Sequence[Wish]) -> dict[str, float]:
        """What is asked of each person; work that several may do in proportion to what they have."""
        needed: dict[str, float] = {}
        for wish in wishes:
            weights = {person: self.total(person) for person in wish.people}
            whole = sum(weights.values())
            for person, weight in weights.items():
                part = weight / whole if whole else 1 / len(weights)
                needed[person] = needed.get(person, 0.0) + wish.amount * part
        return needed

    def _line(
        self, name: str, title: str, capacity: Sequence[int], needed: float, taken: Sequence[int],
        free: Sequence[int], by_week: bool,
    ) -> Supply:  # fmt: skip
        capacity, taken, free = capacity[self.before :], taken[self.before :], free[self.before :]
        whole = sum(capacity)
        weeks = [
            WeekSupply(
                week=week_name(monday),
                capacity=there * self.unit,
                planned=used * self.unit,
                free=left * self.unit,
            )
            for monday, there, used, left in zip(self.book.mondays, capacity, taken, free, strict=True)
        ]
        return Supply(
            id=name,
            name=title,
            capacity=whole * self.unit,
            needed=round(needed * self.unit, 1),
            planned=sum(taken) * self.unit,
            free=sum(free) * self.unit,
            ratio=round(needed / whole, 3) if whole else None,
            weeks=weeks if by_week else [],
        )


class _Hours(_Side):
    unit = 0.5

    def gives(self, person: Person) -> bool:
        return person.hours_per_week > 0 or bool(person.extra_hours)

    def capacity_of(self, person: Person, monday: date) -> int:
        return person.half_hours_in(self.days_left(person, monday, self.book.today), week_name(monday))

    def lay_out(self, tasks: Sequence[Task]) -> Use:
        by_person: dict[str, list[Task]] = {}
        for task in tasks:
            if not is_review(task) and task.hours:
                by_person.setdefault(task.person, []).append(task)
        return {
            person.id: self._lay_out(person, by_person[person.id])
            for person in self.book.workspace.settings.team
            if person.id in by_person and self.mondays
        }

    def _lay_out(self, person: Person, tasks: Sequence[Task]) -> dict[str, list[int]]:
        """By skill, what the tasks take in each week of the supply; weeks before them count too."""
        ordered = sorted(tasks, key=lambda task: (task.end, task.start, task.stage))
        stints = [
            make_stint(task, self.book.workspace.settings, self.days_worked(person, task.start, task.end))
            for task in ordered
        ]

        def whole(monday: date) -> int:
            return person.half_hours_in(self.days_left(person, monday, monday), week_name(monday))

        # What was to be done by yesterday has taken the days of this week that are over.
        past = {
            monday: max(0, whole(monday) - self.capacity_of(person, monday))
            for monday in self.mondays
            if monday <= self.book.today
        }
        laid: dict[str, list[int]] = {}
        for task, parts in zip(ordered, lay_out(stints, whole), strict=True):
            for week, monday in enumerate(self.mondays):
                gone = min(parts.get(monday, 0), past.get(monday, 0))
                if gone:
                    past[monday] -= gone
                if part := parts.get(monday, 0) - gone:
                    row = laid.setdefault(kind_of(task.stage), [0] * len(self.mondays))
                    row[week] += part
        return laid

    def kinds(self, wishes: Sequence[Wish]) -> dict[str, tuple[str, ...]]:
        """Each skill of the workspace, in the order of work, with everybody who has it or is assigned to it."""
        settings = self.book.workspace.settings
        able: dict[str, dict[str, None]] = {stage.skill: {} for stage in settings.work_stages}
        for person in settings.team:
            for skill in person.skills:
                if person.hours_per_week:
                    able.setdefault(skill, {})[person.id] = None
        asked = set()
        for wish in wishes:
            asked.add(wish.kind)
            for person_id in wish.people:
                able.setdefault(wish.kind, {})[person_id] = None
            able.setdefault(wish.kind, {})
        taken = {kind for used in self.used.values() for kind in used}
        return {kind: tuple(people) for kind, people in able.items() if people or kind in asked | taken}

    def name_of(self, kind: str) -> str:
        settings = self.book.workspace.settings
        named = {stage.skill: stage.name for stage in settings.work_stages if stage.name is not None}
        return text_in(named[kind], settings.language) if kind in named else kind


class _Reviews(_Side):
    def lay_out(self, tasks: Sequence[Task]) -> Use:
        used: Use = {}
        for task in tasks:
            if is_review(task) and monday_of(task.end) in self.mondays:
                row = used.setdefault(task.person, {}).setdefault(
                    kind_of(task.stage), [0] * len(self.mondays)
                )
                row[self.mondays.index(monday_of(task.end))] += 1
        return used

    def gives(self, person: Person) -> bool:
        return person.reviews_per_week > 0 or bool(person.extra_reviews)

    def capacity_of(self, person: Person, monday: date) -> int:
        return person.reviews_in(self.days_left(person, monday, self.book.today), week_name(monday))

    def kinds(self, wishes: Sequence[Wish]) -> dict[str, tuple[str, ...]]:
        """Each role of the review chains, with everybody who may take it."""
        able: dict[str, dict[str, None]] = {}
        for chain in self.book.workspace.settings.review_chains:
            for step in chain.steps:
                able.setdefault(step.role, {}).update(dict.fromkeys(step.reviewers))
        for wish in wishes:
            able.setdefault(wish.kind, {})
        return {kind: tuple(people) for kind, people in able.items()}

    def name_of(self, kind: str) -> str:
        """The step's name, when it has the same one in every chain."""
        settings = self.book.workspace.settings
        names = {
            text_in(step.name, settings.language)
            for chain in settings.review_chains
            for step in chain.steps
            if step.role == kind
        }
        return next(iter(names)) or kind if len(names) == 1 else kind


def _shortages(book: Book, hours: _Hours, reviews: _Reviews, channels: Sequence[Supply]) -> list[Shortage]:
    """What is asked for beyond what there is: by groups of people for work, by channel for slots."""
    last = book.mondays[-1] + timedelta(days=6) if book.mondays else book.period.last
    wishes = list(all_wishes(book.instance, book.entries, book.beside, book.today, last))
    found: list[Shortage] = []
    sides: list[tuple[_Side, Callable[[Wish], bool]]] = [
        (hours, lambda wish: not wish.is_review),
        (reviews, lambda wish: wish.is_review),
    ]
    for side, belongs in sides:
        own = [wish for wish in wishes if belongs(wish)]
        capacity: Mapping[str, int] = {person.id: side.total(person.id) for person in side.people}
        for kind, amount in sorted(find_orphans(own, dict(capacity)).items()):
            found.append(
                Shortage(
                    kind="nobody", is_review=side is reviews, ids=[kind], names=[side.name_of(kind)],
                    needed=amount * side.unit,
                    capacity=0, ratio=None,
                )
            )  # fmt: skip
        for squeeze in find_squeezes(own, dict(capacity)):
            found.append(
                Shortage(
                    kind="hours" if side is hours else "reviews",
                    is_review=side is reviews,
                    ids=list(squeeze.kinds),
                    names=[side.name_of(kind) for kind in squeeze.kinds],
                    people=list(squeeze.people),
                    needed=squeeze.needed * side.unit,
                    capacity=squeeze.capacity * side.unit,
                    ratio=round(squeeze.needed / squeeze.capacity, 3),
                    lead=side.lead(squeeze.people) * side.unit,
                )
            )
    for line in channels:
        if line.capacity is not None and line.needed > line.capacity:
            found.append(
                Shortage(
                    kind="slots", ids=[line.id], names=[line.name], needed=line.needed, capacity=line.capacity,
                    ratio=line.ratio,
                )
            )  # fmt: skip
    return sorted(found, key=lambda one: (one.ratio is not None, -(one.ratio or 0.0), one.ids))
