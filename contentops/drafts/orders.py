"""Which drafts are to be made: items named, a period's entries, or what is due."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from contentops.errors import UsageError
from contentops.models.base import Text
from contentops.models.calendar import Calendar, Entry, Task, Wave
from contentops.models.item import Item
from contentops.models.period import quarter_of
from contentops.models.workspace import Workspace
from contentops.problem import suggest

_OPEN_STATES = ("planned", "pinned")


@dataclass(frozen=True)
class DraftOrder:
    """One draft to be made.

    `name` is the item's id, for an occurrence `ID@2027-02-04`; it becomes the file's name. `publish`
    is None when nobody knows the day yet. `facts` are the occurrence's own, before the item's.
    """

    name: str
    item: Item
    title: Text
    period: str
    publish: date | None
    channels: tuple[str, ...]
    facts: Mapping[str, Any] = field(default_factory=dict)
    occurrence: date | None = None
    waves: tuple[Wave, ...] = ()
    """When it reaches each channel, once it is planned."""
    tasks: tuple[Task, ...] = ()
    """The work, once it is planned."""
    module: int | None = None
    """The part of a hook that it is, from 1: its facts are those of the module."""


def order_period(calendar: Calendar, workspace: Workspace, names: Sequence[str] = ()) -> list[DraftOrder]:
    """A draft for every open entry of `calendar`, or for those that `names` lists.

    Raises `UsageError` for a name that the calendar does not have.
    """
    entries = [entry for entry in calendar.entries if entry.state in _OPEN_STATES]
    if names:
        known = {entry.item for entry in entries} | {_item_id(entry.item) for entry in entries}
        for name in names:
            if name not in known:
                raise UsageError(
                    f"{calendar.period} has no open entry for {name}",
                    hint=suggest(name, sorted(known), noun="entries"),
                )
        wanted = set(names)
        entries = [entry for entry in entries if {entry.item, _item_id(entry.item)} & wanted]
    return _from_entries([(calendar.period, entry) for entry in entries], workspace)


def order_due(
    calendars: Iterable[Calendar], workspace: Workspace, today: date, days: int
) -> list[DraftOrder]:
    """A draft for every open entry not yet past whose writing, or publication, begins within `days`.

    Writing that should have begun before `today` is due as well: it is late, not over.
    """
    until = today + timedelta(days=days)
    due: dict[str, tuple[str, Entry]] = {}
    for calendar in calendars:
        for entry in calendar.entries:
            if entry.state not in _OPEN_STATES or entry.publish < today:
                continue
            if min(_writing_starts(entry), entry.publish) <= until:
                due.setdefault(entry.item, (calendar.period, entry))
    ordered = sorted(due.values(), key=lambda pair: (pair[1].publish, pair[1].item))
    return _from_entries(ordered, workspace)


def order_items(
    names: Sequence[str], calendars: Sequence[Calendar], workspace: Workspace, today: date
) -> list[DraftOrder]:
    """A draft for each named item, dated by its calendar entry, or else by the item itself.

    The name of a recurring item stands for its planned occurrences. Raises `UsageError` for a name
    that no item has, or for an occurrence that cannot be.
    """
    entries: dict[str, tuple[str, Entry]] = {}
    for calendar in calendars:
        for entry in calendar.entries:
            if entry.state != "cancelled":
                entries[entry.item] = (calendar.period, entry)
    orders: list[DraftOrder] = []
    for name in dict.fromkeys(names):
        item = workspace.items.get(_item_id(name))
        if item is None:
            raise UsageError(
                f"there is no item {name}", hint=suggest(name, sorted(workspace.items), noun="items")
            )
        planned = [pair for key, pair in entries.items() if key == name or _item_id(key) == name]
        open_ones = [pair for pair in planned if len(planned) == 1 or pair[1].publish >= today]
        if open_ones:
            orders += _from_entries(open_ones, workspace)
        else:
            _check_occurrence(name, item)
            orders.append(_unplanned(name, item, workspace, today))
    return orders


def _check_occurrence(name: str, item: Item) -> None:
    """Raises `UsageError` for an occurrence of what does not recur, or on what is no day."""
    if "@" not in name:
        return
    if item.recurrence is None:
        raise UsageError(f"{item.id} does not recur", hint=f"leave out {name.removeprefix(item.id)}")
    day = _occurrence(name)
    if day is None or name != f"{item.id}@{day.isoformat()}":
        raise UsageError(f"{name} names no day", hint=f"write for example {item.id}@2027-01-14")


def _from_entries(entries: Iterable[tuple[str, Entry]], workspace: Workspace) -> list[DraftOrder]:
    """Orders for entries whose item still exists; a calendar may be older than the pools."""
    orders = []
    for period, entry in entries:
        item = workspace.items.get(_item_id(entry.item))
        if item is not None:
            channels = tuple(dict.fromkeys(wave.channel for wave in entry.channels))
            order = _order(entry.item, item, period, entry.publish, channels)
            orders.append(replace(order, waves=tuple(entry.channels), tasks=tuple(entry.tasks)))
    return orders


def _unplanned(name: str, item: Item, workspace: Workspace, today: date) -> DraftOrder:
    channels = tuple(dict.fromkeys(use.channel for use in item.channels))
    known = item.published or _fact_date(item) or item.embargo
    window = item.window
    event = workspace.events.get(item.anchor.event or "") if item.anchor else None
    near = (
        _occurrence(name)
        or known
        or (window and (window.not_before or window.deadline or window.not_after))
        or (event and event.start)
        or today
    )
    period = quarter_of(near, workspace.settings.fiscal_year_start).name
    return _order(name, item, period, known, channels)


def _order(name: str, item: Item, period: str, publish: date | None, channels: tuple[str, ...]) -> DraftOrder:
    occurrence = _occurrence(name)
    override = None
    if occurrence is not None and item.recurrence is not None:
        override = item.recurrence.overrides.get(occurrence)
    title = override.title if override and override.title else item.title
    facts = (override.facts or {}) if override else {}
    return DraftOrder(name, item, title, period, publish, channels, facts, occurrence)


def _writing_starts(entry: Entry) -> date:
    """The first day of writing; of any work but a review when nobody writes."""
    writing = [
        task.start for task in entry.tasks if task.stage == "write" or task.stage.startswith("module:")
    ]
    work = [task.start for task in entry.tasks if not task.stage.startswith("review:")]
    return min(writing or work or [entry.publish])


def _item_id(name: str) -> str:
    return name.partition("@")[0]


def _occurrence(name: str) -> date | None:
    try:
        return date.fromisoformat(name.partition("@")[2])
    except ValueError:
        return None


def _fact_date(item: Item) -> date | None:
    value = item.facts.get("date")
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
