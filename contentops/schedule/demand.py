"""What a period asks of people and channels: the work of its entries, and of everything that has no place.

An entry asks for what its tasks say; what is not planned asks for the work of its item, by anybody able to do
it. Work that was over before today is asked for no more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from contentops.models.calendar import Calendar, Entry, Task
from contentops.schedule.instance import PARALLEL, REVIEW, Instance, Job, Segment
from contentops.schedule.resources import half_hours

_MOST_GROUPS = 4096
"""How many groups of people are looked at for a shortage: a team of twelve has fewer."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Work that is asked for: which, how much (half-hours, or one review), and who may do it (by id)."""

    stage: str
    amount: int
    people: tuple[str, ...]

    @property
    def is_review(self) -> bool:
        """Whether it is a review."""
        return self.stage.startswith("review:")

    @property
    def kind(self) -> str:
        """The skill, or the role of the review."""
        return kind_of(self.stage)


def kind_of(stage: str) -> str:
    """The skill of a task's stage (a module is written), or the role of a review."""
    before, _, rest = stage.partition(":")
    return rest if before == "review" else "write" if before == "module" else stage


def is_review(task: Task) -> bool:
    """Whether a task is a review."""
    return task.stage.startswith("review:")


def planned_wishes(entries: Sequence[Entry], today: date) -> Iterator[Wish]:
    """What the tasks of entries ask for from today on."""
    for entry in entries:
        for task in entry.tasks:
            if task.end >= today:
                yield Wish(task.stage, 1 if is_review(task) else half_hours(task.hours), (task.person,))


def open_wishes(jobs: Sequence[Job], instance: Instance) -> Iterator[Wish]:
    """What jobs ask for, by anybody able to do it."""
    for job in jobs:
        for link in job.chain:
            for part in link.parts if link.kind == PARALLEL else (link,):
                yield _wish(part, instance)


def _wish(segment: Segment, instance: Instance) -> Wish:
    people = tuple(sorted({instance.workers[number].id for number in segment.people}))
    return Wish(segment.stage, 1 if segment.kind == REVIEW else segment.amount, people)


def all_wishes(
    instance: Instance, entries: Sequence[Entry], beside: Sequence[Calendar], today: date, last: date
) -> Iterator[Wish]:
    """What the period's candidates ask for as if nothing were planned yet, and other plans until `last`.

    Entries whose work has begun ask for their own people; so do those that are no candidates any more.
    """
    jobs = {job.id: job for job in instance.jobs}
    begun = [
        entry
        for entry in entries
        if entry.item not in jobs or any(task.start < today for task in entry.tasks)
    ]
    yield from planned_wishes(begun, today)
    fixed = {entry.item for entry in begun}
    yield from open_wishes([job for name, job in jobs.items() if name not in fixed], instance)
    yield from other_wishes(beside, today, last)


def other_wishes(beside: Sequence[Calendar], today: date, last: date) -> Iterator[Wish]:
    """What other plans take from today until `last`."""
    for calendar in beside:
        for entry in calendar.entries:
            if entry.state != "cancelled":
                tasks = [task for task in entry.tasks if task.end <= last]
                yield from planned_wishes([entry.model_copy(update={"tasks": tasks})], today)


@dataclass(frozen=True, slots=True)
class Squeeze:
    """People of whom more is asked than they have: what only they can do, against all they have."""

    kinds: tuple[str, ...]
    people: tuple[str, ...]
    needed: int
    capacity: int


def find_squeezes(wishes: Sequence[Wish], capacity: dict[str, int]) -> list[Squeeze]:
    """The groups of people who cannot do what only they can do, the worst first, nobody named twice.

    By Hall's theorem all of it can be shared out, as far as totals go, exactly when there is no such group; a
    group is a union of the sets of people who may do one piece of work.
    """
    asked: dict[tuple[str, ...], dict[str, int]] = {}
    for wish in wishes:
        if wish.amount and any(capacity.get(person, 0) for person in wish.people):
            kinds = asked.setdefault(wish.people, {})
            kinds[wish.kind] = kinds.get(wish.kind, 0) + wish.amount
    found = []
    for group in _groups([frozenset(people) for people in asked]):
        kinds = {}
        for people, amounts in asked.items():
            if group.issuperset(people):
                for kind, amount in amounts.items():
                    kinds[kind] = kinds.get(kind, 0) + amount
        needed, there = sum(kinds.values()), sum(capacity.get(person, 0) for person in group)
        if needed > there:
            names = tuple(sorted(kinds, key=lambda kind: (-kinds[kind], kind)))
            found.append(Squeeze(names, tuple(sorted(group)), needed, there))
    found.sort(key=lambda one: (-one.needed / one.capacity, len(one.people), one.people))
    chosen: list[Squeeze] = []
    for squeeze in found:
        if not any(set(squeeze.people) & set(other.people) for other in chosen):
            chosen.append(squeeze)
    return chosen


def _groups(sets: Sequence[frozenset[str]]) -> list[frozenset[str]]:
    """The unions of the sets, up to a number that no small team reaches."""
    found: dict[frozenset[str], None] = {}
    for one in sorted(set(sets), key=sorted):
        for other in [frozenset[str](), *found]:
            if len(found) < _MOST_GROUPS:
                found.setdefault(one | other)
    return list(found)


def find_orphans(wishes: Sequence[Wish], capacity: dict[str, int]) -> dict[str, int]:
    """By kind of work, what is asked for and nobody who may do it has any time for."""
    orphans: dict[str, int] = {}
    for wish in wishes:
        if wish.amount and not any(capacity.get(person, 0) for person in wish.people):
            orphans[wish.kind] = orphans.get(wish.kind, 0) + wish.amount
    return orphans
