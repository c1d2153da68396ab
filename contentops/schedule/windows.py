"""When an item may be published: its window, its anchor, its embargo, the period, today.

Every bound keeps its cause, so that a refusal can say which one left no room.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from contentops.models.base import text_in
from contentops.models.item import Anchor, Item
from contentops.models.period import Period
from contentops.models.workspace import Workspace
from contentops.schedule.reasons import Cause
from contentops.working_days import CountryDays


@dataclass(frozen=True, slots=True)
class Bound:
    """The first or last day something allows, and what that is."""

    day: date
    cause: Cause


@dataclass(frozen=True, slots=True)
class Window:
    """The publish dates an item may have in this period, and the day by which its last wave is out."""

    first: Bound
    last: Bound
    deadline: date | None


@dataclass(frozen=True, slots=True)
class AnchorSpan:
    """The publish dates an anchor asks for."""

    first: date
    last: date
    cause: Cause
    cancelled: bool


def anchor_span(anchor: Anchor, workspace: Workspace, days: CountryDays) -> AnchorSpan | None:
    """The days an anchor means; None when what it names does not exist.

    Offsets of 0 and below count from the first day of the event, those above 0 from its last. The phase
    `day` ends with the event's last day; when none of its days is worked, it begins on the last working
    day before.
    """
    target = workspace.events.get(anchor.event or "") or workspace.nodes.get(anchor.node or "")
    if target is None:
        return None
    start = target.date if hasattr(target, "date") else target.start
    name = text_in(target.title, workspace.settings.language)
    cancelled = getattr(target, "status", "") == "cancelled"
    offset = anchor.offset or 0
    counted = target.last if offset > 0 else start
    figures = {"name": name, "date": counted, "place": anchor.phase or "offset", "offset": offset}
    if anchor.phase is not None:
        span = getattr(workspace.settings.phases, anchor.phase)
        first = _beside(start, target.last, span.first, days)
        last = _beside(start, target.last, span.last, days)
        if anchor.phase == "day" and span.last == 0:
            last = target.last
        if anchor.phase == "day" and not days.between(first, last):
            first = days.on_or_before(first)
    else:
        first = _beside(start, target.last, offset, days)
        last = days.add(first, anchor.within) if anchor.within else first
        if anchor.within == 0 and not days.is_working_day(first):
            first = days.on_or_before(first)
    return AnchorSpan(first, last, Cause("anchor", {**figures, "first": first, "last": last}), cancelled)


def _beside(start: date, end: date, offset: int, days: CountryDays) -> date:
    if offset == 0:
        return start
    return days.add(start, offset) if offset < 0 else days.add(end, offset)


Verdict = Window | Cause | Literal["elsewhere"]


def find_window(  # noqa: PLR0911  one return per verdict
    item: Item,
    workspace: Workspace,
    period: Period,
    today: date,
    days: CountryDays,
    *,
    fixed_day: date | None = None,
) -> Verdict:
    """The publish dates `item` may have in `period` from `today` on.

    `fixed_day` is the day of an occurrence. Returns "elsewhere" when its time lies outside the period (it is
    no candidate then), or the cause that leaves no day although it belongs here.
    """
    span = anchor_span(item.anchor, workspace, days) if item.anchor is not None else None
    if item.anchor is not None and span is None:
        return Cause("unknown-anchor", {"name": item.anchor.event or item.anchor.node or ""})
    if span is not None and (span.last < period.first or span.first > period.last):
        return "elsewhere"
    lower, upper = _own_bounds(item, span, fixed_day)
    first = max(lower, key=lambda bound: bound.day, default=None)
    last = min(upper, key=lambda bound: bound.day, default=None)
    if first is not None and last is not None and first.day > last.day:
        belongs = span is not None or any(bound.day in period for bound in (first, last))
        return _empty(first, last) if belongs else "elsewhere"
    if (first is not None and first.day > period.last) or (last is not None and last.day < period.first):
        return "elsewhere"
    if span is not None and span.cancelled:
        return Cause("event-cancelled", span.cause.figures)
    lower += [
        Bound(period.first, Cause("period", {"name": period.name, "date": period.first})),
        Bound(today, Cause("today", {"date": today})),
    ]
    upper.append(Bound(period.last, Cause("period", {"name": period.name, "date": period.last})))
    first, last = max(lower, key=lambda bound: bound.day), min(upper, key=lambda bound: bound.day)
    if first.day > last.day:
        return _empty(first, last)
    return Window(first, last, item.window.deadline if item.window else None)


def _own_bounds(
    item: Item, span: AnchorSpan | None, fixed_day: date | None
) -> tuple[list[Bound], list[Bound]]:
    """What the item itself says; of equal days the first listed names the cause."""
    lower, upper = [], []
    if fixed_day is not None:
        cause = Cause("occurrence", {"date": fixed_day})
        lower.append(Bound(fixed_day, cause))
        upper.append(Bound(fixed_day, cause))
    if span is not None:
        lower.append(Bound(span.first, span.cause))
        upper.append(Bound(span.last, span.cause))
    if item.embargo is not None:
        lower.append(Bound(item.embargo, Cause("embargo", {"date": item.embargo})))
    window = item.window
    if window is not None:
        if window.not_before is not None:
            lower.append(Bound(window.not_before, Cause("not-before", {"date": window.not_before})))
        if window.deadline is not None:
            upper.append(Bound(window.deadline, Cause("deadline", {"date": window.deadline})))
        if window.not_after is not None:
            upper.append(Bound(window.not_after, Cause("not-after", {"date": window.not_after})))
    return lower, upper


def _empty(first: Bound, last: Bound) -> Cause:
    if first.cause.code == "today":
        return Cause("window-past", {"date": last.day, "today": first.day, "rule": last.cause.code})
    return Cause(
        "empty-window",
        {"first": first.day, "last": last.day, "rule": first.cause.code, "other": last.cause.code},
    )
