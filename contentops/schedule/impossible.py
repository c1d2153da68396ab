"""Items that no plan of a period can hold, because their own dates contradict one another, an event or today."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from contentops.models.base import text_in
from contentops.models.item import Item
from contentops.models.period import Period
from contentops.models.workspace import Workspace
from contentops.schedule.candidates import is_candidate
from contentops.schedule.conflict_dates import item_bounds
from contentops.schedule.conflict_facts import Contradiction, Fact
from contentops.schedule.reasons import Cause
from contentops.schedule.resources import Countries
from contentops.schedule.windows import find_window


def find_impossible(
    workspace: Workspace, period: Period, today: date, countries: Countries
) -> Iterator[Contradiction]:
    """Items of the period without any day: bounds that exclude each other, and what belongs before an event
    that is still to come but whose days for it are past.

    An item that is merely late, or whose event is over, is no contradiction: the plan says so where it refuses it.
    """
    days = countries.of(None)
    for item in workspace.items.values():
        if item.recurrence is not None or not is_candidate(item, period):
            continue
        verdict = find_window(item, workspace, period, today, days)
        if not isinstance(verdict, Cause) or verdict.code not in ("window-past", "empty-window"):
            continue
        bounds = list(item_bounds(item, workspace, countries))
        lows = [(first, facts) for facts, first, _ in bounds if first is not None]
        highs = [(last, facts) for facts, _, last in bounds if last is not None]
        if not highs:
            # Only the period lies behind today: nothing of the item's own contradicts it.
            continue
        last, above = min(highs, key=lambda bound: bound[0])
        title = text_in(item.title, workspace.settings.language)
        if verdict.code == "window-past":
            if _is_ahead(item, workspace, today):
                figures = {"title": title, "last": last, "today": today}
                yield Contradiction("window-past", above, figures, None, "warned")
            continue
        first, below = max(lows, key=lambda bound: bound[0])
        together: list[Fact] = [*below, *(fact for fact in above if fact not in below)]
        said = {"title": title, "start": first, "end": last}
        yield Contradiction("empty-window", tuple(together), said, None, "warned")


def _is_ahead(item: Item, workspace: Workspace, today: date) -> bool:
    """Whether the event or node an item hangs on is not over."""
    anchor = item.anchor
    if anchor is None:
        return False
    target = workspace.events.get(anchor.event or "") or workspace.nodes.get(anchor.node or "")
    return target is not None and target.last >= today
