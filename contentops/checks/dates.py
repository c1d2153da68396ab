"""Dates: windows that hold no day, anchors that miss them, ranges the wrong way round, stale content."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from contentops.checks.context import Context
from contentops.models.announcements import HOW, hangs_late
from contentops.models.base import DateRange
from contentops.models.item import Item
from contentops.problem import Problem


def check_windows(context: Context) -> Iterator[Problem]:
    """Windows and embargoes that leave no day to publish on."""
    for item in context.items:
        window = item.window
        if window is None:
            continue
        ends = [(name, getattr(window, name)) for name in ("not_after", "deadline")]
        starts = [(("window", "not_before"), window.not_before), (("embargo",), item.embargo)]
        for keys, start in starts:
            for name, end in ends:
                if start is not None and end is not None and end < start:
                    yield context.problem(
                        "item", item.id, "window", name, rule="impossible-window", got=end.isoformat(),
                        message=f"item {item.id} must be out before it may be: {name} lies before "
                        f"{keys[-1]} {start}",
                        hint=f"move {name} to {start} or later",
                    )  # fmt: skip
        if context.today is not None and item.is_open:
            for name, end in ends:
                if end is not None and end < context.today:
                    yield context.problem(
                        "item", item.id, "window", name, rule="window-past", severity="warning",
                        message=f"item {item.id} can no longer be published in time: {name} is past",
                        got=end.isoformat(), hint="move the date, or set status: rejected",
                    )  # fmt: skip
                    break


def check_anchors(context: Context) -> Iterator[Problem]:
    """Anchors on cancelled events, outside the item's own window, or outside the period asked for."""
    for item in context.items:
        target = _anchor_days(context, item)
        if target is None or item.anchor is None:
            continue
        name, key, first, last = target
        event = context.workspace.events.get(item.anchor.event or "")
        if event is not None and event.status == "cancelled" and item.is_open:
            yield context.problem(
                "item", item.id, "anchor", key, rule="anchor-cancelled", severity="warning", got=event.id,
                message=f"item {item.id} hangs on an event that is cancelled",
                hint="set the item's status to rejected, or hang it on something else",
            )  # fmt: skip
        yield from _anchor_against_window(context, item, key, first, last)
        period = context.period
        if period is not None and (last < period.first or first > period.last):
            yield context.problem(
                "item", item.id, "anchor", key, rule="anchor-outside-period", severity="note",
                message=f"item {item.id} hangs on {name} ({first}), which lies outside {period.name} "
                f"({period.first} to {period.last})",
            )  # fmt: skip


def check_announcements(context: Context) -> Iterator[Problem]:
    """Announcements whose anchor puts them on a day on which their event has begun."""
    for item in context.items:
        event = context.workspace.events.get((item.anchor.event or "") if item.anchor else "")
        if event is None or event.status == "cancelled" or not item.is_open or not hangs_late(item):
            continue
        yield context.problem(
            "item", item.id, "anchor", rule="announcement-late", severity="warning",
            message=f"item {item.id} announces an event and hangs on its days: it begins on {event.start}",
            hint=HOW,
        )  # fmt: skip


def _anchor_days(context: Context, item: Item) -> tuple[str, str, date, date] | None:
    """What the item hangs on: its name, the key that says so, its first and its last day."""
    if item.anchor is None:
        return None
    if item.anchor.event is not None:
        event = context.workspace.events.get(item.anchor.event)
        return (f"event {event.id}", "event", event.start, event.last) if event else None
    node = context.workspace.nodes.get(item.anchor.node or "")
    return (f"node {node.id}", "node", node.date, node.last) if node else None


def _anchor_against_window(
    context: Context, item: Item, key: str, first: date, last: date
) -> Iterator[Problem]:
    """Compares calendar days, widely: only what no choice of working days could mend is an error."""
    if item.anchor is None or item.window is None:
        return
    phases = context.workspace.settings.phases
    if item.anchor.phase is not None:
        span = getattr(phases, item.anchor.phase)
        offsets = (span.first, span.last)
    else:
        offset = item.anchor.offset or 0
        offsets = (offset, offset + item.anchor.within)
    earliest = (first if offsets[0] <= 0 else last) + timedelta(
        days=2 * offsets[0] if offsets[0] < 0 else offsets[0]
    )
    latest = (first if offsets[1] < 0 else last) + timedelta(
        days=2 * offsets[1] + 10 if offsets[1] >= 0 else 0
    )
    window = item.window
    end = min((day for day in (window.not_after, window.deadline) if day), default=None)
    if (end is not None and end < earliest - timedelta(days=10)) or (
        window.not_before is not None and window.not_before > latest
    ):
        yield context.problem(
            "item", item.id, "anchor", key, rule="anchor-outside-window",
            message=f"item {item.id} hangs on {first}, which its own window rules out",
            hint="change the window or the anchor",
        )  # fmt: skip


def check_ranges(context: Context) -> Iterator[Problem]:
    """Leave and blackouts that end before they start."""
    settings = context.workspace.settings
    ranges: list[tuple[str, int, str, Sequence[DateRange]]] = [
        ("team", index, "leave", person.leave) for index, person in enumerate(settings.team)
    ]
    ranges += [("channels", i, "blackouts", channel.blackouts) for i, channel in enumerate(settings.channels)]
    for key, index, name, listed in ranges:
        for number, span in enumerate(listed):
            if span.last < span.start:
                yield context.problem(
                    "settings", "", key, index, name, number, "to", rule="impossible-range",
                    message=f"{name} ends before it starts", got=span.last.isoformat(), hint="swap from and to",
                )  # fmt: skip


def check_stale(context: Context) -> Iterator[Problem]:
    """Basic content whose refresh interval has passed."""
    if context.today is None:
        return
    for item in context.items:
        due = item.refresh_due
        if due is not None and due < context.today and not item.is_held_back:
            yield context.problem(
                "item", item.id, "last_refreshed", rule="stale-content", severity="warning",
                message=f"item {item.id} is stale: its refresh was due on {due}",
                got=f"{item.last_refreshed}, every {item.refresh_every}",
                hint=f"ask {item.owner} to refresh it, or plan it",
            )  # fmt: skip
