"""What differs between two calendars, as facts; `contentops.render.changes` puts them into words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from contentops.models.calendar import Calendar, Entry, Refusal, Task
from contentops.models.changes import Change, ChangeKind

KINDS: tuple[ChangeKind, ...] = (
    "moved", "new", "gone", "refused", "withdrawn", "state", "channel", "person", "work", "title", "notes",
    "goal", "gap", "provisional",
)  # fmt: skip
"""The kinds of change, the weightiest first."""
UNSCHEDULED = "unscheduled"
"""The value of an item that has no place."""


def find_changes(
    old: Calendar | None, new: Calendar, is_working_day: Callable[[date], bool]
) -> tuple[Change, ...]:
    """Everything that differs from `old` to `new`, by kind, then by date and item; without `old` all is new.

    Of an item that stands in both: its day, state, channels, people and work, title and notes. Reasons,
    coverage and the solver's figures follow from these and are no changes of their own, but the goals and
    gaps are. Texts are empty.
    """
    before = old if old is not None else new.model_copy(update={"entries": [], "unscheduled": [], "gaps": []})
    compared = _Compared(before, new, is_working_day)
    found = list(compared.changes())
    if old is not None:
        found += _goals(old, new)
        found += _provisional(old, new)
    found += _gaps(before.gaps, new.gaps)
    order = {kind: number for number, kind in enumerate(KINDS)}
    days = {refusal.item: date.max for refusal in (*before.unscheduled, *new.unscheduled)}
    days |= {entry.item: entry.publish for entry in (*before.entries, *new.entries)}
    # Sorting is stable: what one item has of a kind stays in the order of its channels and work.
    return tuple(sorted(found, key=lambda c: (order[c.kind], days.get(c.item or "", date.max), c.item or "")))


@dataclass(frozen=True)
class _Compared:
    """Two calendars, item by item."""

    old: Calendar
    new: Calendar
    is_working_day: Callable[[date], bool]

    def changes(self) -> Iterator[Change]:
        """The changes of items."""
        before = {entry.item: entry for entry in self.old.entries}
        after = {entry.item: entry for entry in self.new.entries}
        refused = {refusal.item: refusal for refusal in self.new.unscheduled}
        had_none = {refusal.item: refusal for refusal in self.old.unscheduled}
        for item, entry in after.items():
            if item in before:
                yield from self._both(before[item], entry)
            else:
                day = entry.publish.isoformat()
                yield _change("new", entry, before=_waits(item, had_none), after=day, reason=entry.reason)
        for item, entry in before.items():
            if item not in after:
                reason = refused[item].reason if item in refused else None
                day = entry.publish.isoformat()
                yield _change("gone", entry, before=day, after=_waits(item, refused), reason=reason)
        for item, refusal in refused.items():
            if item not in before and item not in had_none:
                yield _change("refused", refusal, after=UNSCHEDULED, reason=refusal.reason)
        for item, refusal in had_none.items():
            if item not in after and item not in refused:
                yield _change("withdrawn", refusal, before=UNSCHEDULED)

    def _both(self, old: Entry, new: Entry) -> Iterator[Change]:
        if old.publish != new.publish:
            yield _change(
                "moved",
                new,
                before=old.publish.isoformat(),
                after=new.publish.isoformat(),
                working_days=self._working_days(old.publish, new.publish),
                # Without `moved_from` the reason says why it stands there, which is not why it moved.
                reason=new.reason if new.moved_from is not None else None,
            )
        if old.state != new.state:
            yield _change("state", new, before=old.state, after=new.state)
        yield from _channels(old, new)
        yield from _work(old, new)
        for kind, told, tells in (("title", old.title, new.title), ("notes", old.notes, new.notes)):
            if told != tells:
                yield _change("title" if kind == "title" else "notes", new, before=told, after=tells)

    def _working_days(self, first: date, last: date) -> int:
        """How many working days from `first` to `last`; below zero when it is earlier."""
        low, high = min(first, last), max(first, last)
        count = sum(self.is_working_day(low + timedelta(days=n)) for n in range(1, (high - low).days + 1))
        return count if first <= last else -count


def _change(kind: ChangeKind, of: Entry | Refusal, *, reason: str | None = None, **values: Any) -> Change:
    return Change(kind=kind, item=of.item, title=of.title, reason=reason or None, text="", **values)


def _waits(item: str, refused: Mapping[str, Refusal]) -> str | None:
    return UNSCHEDULED if item in refused else None


def _channels(old: Entry, new: Entry) -> Iterator[Change]:
    """The channels that an entry reaches on other days; one that comes twice is compared in order."""
    before, after = _by_channel(old), _by_channel(new)
    for name in dict.fromkeys([*before, *after]):
        told, tells = before.get(name), after.get(name)
        if told != tells:
            yield _change("channel", new, about=name, before=told, after=tells)


def _by_channel(entry: Entry) -> dict[str, str]:
    days: dict[str, list[str]] = {}
    for wave in entry.channels:
        days.setdefault(wave.channel, []).append(wave.date.isoformat())
    return {name: ", ".join(sorted(found)) for name, found in days.items()}


def _work(old: Entry, new: Entry) -> Iterator[Change]:
    before, after = _by_stage(old), _by_stage(new)
    for key in dict.fromkeys([*after, *before]):
        stage, told, tells = key[0], before.get(key), after.get(key)
        if told is not None and tells is not None and told.person != tells.person:
            yield _change("person", new, about=stage, before=told.person, after=tells.person)
        if _days(told) != _days(tells):
            yield _change("work", new, about=stage, before=_days(told), after=_days(tells))


def _by_stage(entry: Entry) -> dict[tuple[str, int], Task]:
    """Tasks by stage; those of a quorum, which share one, by person and counted."""
    found: dict[tuple[str, int], Task] = {}
    for task in sorted(entry.tasks, key=lambda task: task.person):
        number = sum(stage == task.stage for stage, _ in found)
        found[task.stage, number] = task
    return {(task.stage, 0): task for task in entry.tasks if (task.stage, 1) not in found} | {
        key: task for key, task in found.items() if (key[0], 1) in found
    }


def _days(task: Task | None) -> str | None:
    """`2027-03-08..2027-03-12, 6 h`; a review has no hours."""
    if task is None:
        return None
    span = f"{task.start}..{task.end}" if task.start != task.end else f"{task.start}"
    return f"{span}, {task.hours:g} h" if task.hours else span


def _goals(old: Calendar, new: Calendar) -> Iterator[Change]:
    before = {goal.goal: goal.reached for goal in old.solver.goals}
    after = {goal.goal: goal.reached for goal in new.solver.goals}
    # How much a plan moved against the one before it is no figure to compare two plans by.
    for name in dict.fromkeys([*after, *before]):
        told, tells = before.get(name), after.get(name)
        if told != tells and name != "stability":
            yield Change(kind="goal", about=name, before=told, after=tells, text="")


def _provisional(old: Calendar, new: Calendar) -> Iterator[Change]:
    told, tells = ", ".join(old.provisional_years), ", ".join(new.provisional_years)
    if told != tells:
        yield Change(kind="provisional", before=told or None, after=tells or None, text="")


def _gaps(old: Sequence[Mapping[str, Any]], new: Sequence[Mapping[str, Any]]) -> Iterator[Change]:
    """Silences that began, ended, or have other weeks, by what is silent."""
    before, after = _silences(old), _silences(new)
    for about in dict.fromkeys([*before, *after]):
        told, tells = before.get(about), after.get(about)
        if told != tells:
            yield Change(kind="gap", about=about, before=told, after=tells, text="")


def _silences(gaps: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """`roles/decider` -> `2027-W03..2027-W05, 2027-W09`. People edit the file: other shapes are left out."""
    found: dict[str, list[str]] = {}
    for gap in gaps:
        match gap:
            case {"kind": str(kind), "name": str(name), "from": str(first), "to": str(last)}:
                run = first if first == last else f"{first}..{last}"
                found.setdefault(f"{kind}/{name}", []).append(run)
    return {about: ", ".join(runs) for about, runs in found.items()}
