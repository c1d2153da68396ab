"""Which entries that do not move must give way, from the rules alone: every choice tried, the smallest taken.

Shares no code with the planner. Each rule becomes a limit: a sum of loads that may not exceed a number.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import combinations
from typing import TYPE_CHECKING

from contentops.models.calendar import Entry
from tests.schedule.expected import date_bounds

if TYPE_CHECKING:
    from tests.schedule.verifier import Verifier

DAY = timedelta(days=1)
WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
Limit = tuple[int, list[tuple[str | None, int]]]
"""How much, and of which entries (None: one that cannot move) how much each."""
MOST_TRIED = 4


def monday(day: date) -> date:
    return day - day.weekday() * DAY


def gives_way(verifier: Verifier) -> tuple[set[str], set[str]] | None:
    """The entries that give way, and those of them that contradict themselves; None when too many must."""
    standing = Standing(verifier)
    names = sorted(standing.movable)
    for count in range(MOST_TRIED + 1):
        found = [
            (sum(standing.value(name) for name in chosen), list(chosen))
            for chosen in combinations(names, count)
            if standing.holds_without(set(chosen))
        ]
        if found:
            gone = {*min(found)[1], *standing.torn}
            return gone | standing.overdue(gone), standing.torn
    return None


class Standing:
    """The entries that do not move: those of the earlier plan, the pins it released, those of other plans."""

    def __init__(self, verifier: Verifier) -> None:
        self.verifier, self.workspace, self.today = verifier, verifier.workspace, verifier.today
        existing = verifier.existing
        assert existing is not None
        wishes = verifier.wishes()
        rows = [e for e in existing.entries if verifier.is_settled(e) and e.item not in wishes]
        rows += wishes.values()
        # What was published, cancelled, or should have been published before today is a fact.
        self.movable = {
            e.item: e for e in rows if e.state in ("pinned", "planned") and e.publish >= self.today
        }
        self.torn = {name for name, entry in self.movable.items() if self._is_torn(entry)}
        whole = [e for e in rows if e.item not in self.torn]
        bare = [self._dated(e) for e in rows if e.item in self.torn]
        fixed = [e for other in verifier.beside for e in other.entries if e.state != "cancelled"]
        here = [(e, e.item if e.item in self.movable else None) for e in [*whole, *bare]]
        self.entries: list[tuple[Entry, str | None]] = [*here, *((e, None) for e in fixed)]
        rules = (self._own, self._away, self._depends, self._quotas, self._gaps, self._reviews, self._hours)
        limits = [limit for rule in rules for limit in rule()]
        self.limits = [
            (cap, loads)
            for cap, loads in limits
            if sum(load for _, load in loads) > cap >= sum(load for name, load in loads if name is None)
        ]

    def value(self, name: str) -> int:
        item = self.workspace.items.get(name.partition("@")[0])
        return item.value if item else 0

    def holds_without(self, gone: set[str]) -> bool:
        return all(sum(load for name, load in loads if name not in gone) <= cap for cap, loads in self.limits)

    def _dated(self, entry: Entry) -> Entry:
        """What is left of an entry whose work was left behind: its date, and the channels if they go with it."""
        together = entry.publish == min((wave.date for wave in entry.channels), default=entry.publish)
        return entry.model_copy(update={"tasks": []} if together else {"tasks": [], "channels": []})

    def overdue(self, gone: set[str]) -> set[str]:
        """Released pins that could hold again, but whose work should have begun meanwhile."""
        return {
            name
            for name, entry in self.verifier.wishes().items()
            if name not in gone and any(task.start < self.today for task in entry.tasks)
        }

    def _is_torn(self, entry: Entry) -> bool:
        """Its date was moved and its work was not."""
        if entry.channels and min(wave.date for wave in entry.channels) != entry.publish:
            return True
        return any(task.end >= entry.publish for task in entry.tasks)

    # --- one entry -----------------------------------------------------------------------------

    def _own(self) -> Iterator[Limit]:
        """Dates outside of what the item, its event, or the channel allows."""
        for entry, name in self.entries:
            item = self.workspace.items.get(entry.item.partition("@")[0])
            if name is None or item is None:
                continue
            bad = any(
                (first and entry.publish < first) or (last and entry.publish > last)
                for _, first, last in date_bounds(
                    item, None, self.workspace, self.verifier.is_workday, self.verifier.after
                )
            )
            event = self.workspace.events.get((item.anchor.event if item.anchor else None) or "")
            bad = bad or (event is not None and event.status == "cancelled")
            for wave in entry.channels:
                channel = self.workspace.channels[wave.channel]
                day = wave.date
                late = item.window and item.window.deadline and day > item.window.deadline
                shut = any(span.start <= day <= (span.end or span.start) for span in channel.blackouts)
                wrong = channel.weekdays and WEEKDAYS[day.weekday()] not in channel.weekdays
                off = not channel.non_working_days and not self.verifier.is_workday(day)
                bad = bad or bool(late or shut or wrong or off)
            if bad:
                yield 0, [(name, 1)]

    def _away(self) -> Iterator[Limit]:
        """Work or reviews within leave that takes the days they need."""
        settings = self.workspace.settings
        rates = {stage.skill: stage.hours_per_day for stage in settings.work_stages}
        for entry, name in self.entries:
            item = self.workspace.items.get(entry.item.partition("@")[0])
            for task in entry.tasks if name is not None else ():
                if task.end < self.today:
                    continue
                person = next(p for p in settings.team if p.id == task.person)
                if task.stage.startswith("review:"):
                    chain = self.workspace.review_chains.get((item.review_chain if item else None) or "")
                    steps = chain.steps if chain else []
                    needed = sum(step.days for step in steps if f"review:{step.role}" == task.stage)
                else:
                    rate = rates["write"] if task.stage.startswith("module:") else rates.get(task.stage)
                    needed = -(-int(task.hours * 2) // int((rate or rates["write"]) * 2))
                days = [task.start + n * DAY for n in range((task.end - task.start).days + 1)]
                there = sum(self.verifier.works(task.person, day) for day in days)
                without = sum(self.verifier.is_workday(day, person.country) for day in days)
                if needed and there < (needed if without >= needed else 1):
                    yield 0, [(name, 1)]

    # --- between entries -----------------------------------------------------------------------

    def _depends(self) -> Iterator[Limit]:
        first: dict[str, tuple[date, str | None]] = {}
        for entry, name in sorted(self.entries, key=lambda pair: (pair[0].publish, pair[0].item)):
            if entry.state != "cancelled":
                first.setdefault(entry.item.partition("@")[0], (entry.publish, name))
        for entry, name in self.entries:
            item = self.workspace.items.get(entry.item.partition("@")[0])
            for other in item.depends_on if item and name is not None else ():
                needed = self.workspace.items[other]
                made = needed.status == "published" or needed.published or needed.last_refreshed
                if other in first and not made and first[other][0] >= entry.publish:
                    yield 1, [(name, 1), (first[other][1], 1)]

    def _waves(self) -> dict[str, list[tuple[date, str | None, str]]]:
        waves: dict[str, list[tuple[date, str | None, str]]] = defaultdict(list)
        for entry, name in self.entries:
            for wave in entry.channels if entry.state != "cancelled" else ():
                waves[wave.channel].append((wave.date, name, entry.item))
        return waves

    def _quotas(self) -> Iterator[Limit]:
        spans: dict[str, Callable[[date], date]] = {
            "per_day": lambda day: day,
            "per_week": lambda day: monday(day) + 6 * DAY,
            "per_month": lambda day: date(day.year + day.month // 12, day.month % 12 + 1, 1) - DAY,
        }
        for channel, waves in self._waves().items():
            for quota, last_of in spans.items():
                limit = getattr(self.workspace.channels[channel].quota, quota)
                groups: dict[date, list[tuple[str | None, int]]] = defaultdict(list)
                for day, name, _ in waves:
                    groups[last_of(day)].append((name, 1))
                for last, loads in groups.items():
                    if limit is not None and last >= self.today:
                        yield limit, loads

    def _gaps(self) -> Iterator[Limit]:
        for channel, waves in self._waves().items():
            gap = self.workspace.channels[channel].min_gap
            for (day, name, item), (other_day, other_name, other_item) in combinations(waves, 2):
                near = abs((day - other_day).days) < gap and max(day, other_day) >= self.today
                if near and (item != other_item or name is None or other_name is None):
                    yield 1, [(name, 1), (other_name, 1)]

    def _reviews(self) -> Iterator[Limit]:
        groups: dict[tuple[str, date], list[tuple[str | None, int]]] = defaultdict(list)
        for entry, name in self.entries:
            for task in entry.tasks:
                week = monday(task.end)
                if task.stage.startswith("review:") and week + 6 * DAY >= self.today:
                    groups[task.person, week].append((name, 1))
        for (person, week), loads in groups.items():
            yield self.verifier.reviews_of(person, week), loads

    def _hours(self) -> Iterator[Limit]:
        rows: dict[str, list[tuple[date, date, str | None, int]]] = defaultdict(list)
        for entry, name in self.entries:
            for task in entry.tasks:
                if task.hours and not task.stage.startswith("review:"):
                    row = (monday(task.start), monday(task.end), name, int(task.hours * 2))
                    rows[task.person].append(row)
        for person, found in rows.items():
            for first in {row[0] for row in found}:
                for last in {row[1] for row in found if row[1] >= first and row[1] + 6 * DAY >= self.today}:
                    weeks = [first + n * DAY for n in range(0, (last - first).days + 1, 7)]
                    cap = sum(self.verifier.half_hours_of(person, week) for week in weeks)
                    yield cap, [(n, load) for start, end, n, load in found if first <= start and end <= last]
