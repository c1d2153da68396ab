"""Which items want a place in a period."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from contentops.models.calendar import Entry
from contentops.models.item import Item, add_interval
from contentops.models.period import Period
from contentops.models.workspace import Workspace


def was_made(item: Item) -> bool:
    """Whether an item has ever been published."""
    return item.status == "published" or item.published is not None or item.last_refreshed is not None


def is_candidate(item: Item, period: Period) -> bool:
    """Whether an item wants a place at all: not held back, and never published or due for a refresh."""
    if item.is_held_back:
        return False
    if not was_made(item):
        return True
    made = max((day for day in (item.last_refreshed, item.published) if day is not None), default=None)
    return item.pool == "basic" and made is not None and _is_due(item, made, period)


def stays(entry: Entry, workspace: Workspace, today: date) -> bool:
    """Whether an entry of the period's earlier plan is settled.

    Published, pinned and cancelled ones are; so are planned ones whose work (or day) has come, as long as their
    item is still wanted.
    """
    if entry.state != "planned":
        return True
    item = workspace.items.get(entry.item.partition("@")[0])
    if item is None or item.is_held_back:
        return False
    return entry.publish < today or any(task.start < today for task in entry.tasks)


def find_settled(
    kept: Iterable[Entry],
    elsewhere: Iterable[Entry],
    workspace: Workspace,
    period: Period,
    planned: Collection[str] = (),
) -> set[str]:
    """The ids that need no place: kept in this period's plan, or standing in another period's.

    What stands in an earlier plan comes back when its refresh falls due again; what this period's own plan
    has (`planned`) stays wanted although a later plan has its next refresh.
    """
    settled = {entry.item for entry in kept}
    for entry in elsewhere:
        item = workspace.items.get(entry.item)
        if item is None or item.pool != "basic":
            settled.add(entry.item)
        elif entry.publish > period.last and item.refresh_every is not None and item.id in planned:
            continue
        elif not _is_due(item, entry.publish, period):
            settled.add(entry.item)
    return settled


def _is_due(item: Item, made: date, period: Period) -> bool:
    """Whether the refresh after `made` falls due by the period's end."""
    if item.refresh_every is None:
        return False
    return add_interval(made, item.refresh_every.count, item.refresh_every.unit) <= period.last
