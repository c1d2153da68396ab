"""What exists and could be published beside a plan: the five sources of proposals for its gaps.

Each idea carries a trial item: what would be planned if the idea were taken up. Trial items never reach a
plan; `openings` tells whether one would fit.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from contentops.models.base import text_in
from contentops.models.calendar import Calendar, Entry, Refusal
from contentops.models.coverage import ProposalKind
from contentops.models.item import Item, Repackage, Window, add_interval
from contentops.models.period import Period, monday_of
from contentops.models.workspace import Workspace
from contentops.schedule.candidates import was_made
from contentops.schedule.resources import Countries
from contentops.schedule.windows import anchor_span

_NEARLY_DUE = timedelta(days=91)
"""A refresh may come forward by a quarter."""
_SLACK = timedelta(days=14)
"""How much later than its last day an item without a place is tried: more would be no small change."""
_INDUSTRIES = re.compile(r"[、，,;；/]|\band\b|和|与|及")


@dataclass(frozen=True, slots=True)
class Idea:
    """Something that could be published, and how it is told."""

    kind: ProposalKind
    source: Item
    """The item that exists."""
    trial: Item
    """What would be planned; its id is the idea's own."""
    says: str
    """The key of its words."""
    figures: Mapping[str, Any] = field(default_factory=dict)
    about: tuple[str, ...] = ()
    """The ids it names."""
    known: bool = True
    """Whether its hours are known."""
    avoids: frozenset[date] = frozenset()
    """Mondays of weeks in which it makes no sense: a recurring item is there already."""
    only: date | None = None
    """The only week it can be in, by its Monday."""
    begins: date | None = None
    """The day after which its work begins: a recap is made of what has happened."""
    blocked: bool = False
    """Whether it is an item without a place as it stands: it serves the weeks it could have been in."""

    @property
    def hours(self) -> float:
        """The hours of its work."""
        return sum(self.trial.effort.values()) + sum(module.effort for module in self.trial.modules)


@dataclass(frozen=True)
class Plan:
    """What ideas are looked for beside: a plan with its refusals, and the plans of other periods."""

    workspace: Workspace
    period: Period
    countries: Countries
    entries: Sequence[Entry]
    refusals: Sequence[Refusal]
    beside: Sequence[Calendar]

    @cached_property
    def days(self) -> dict[str, list[date]]:
        """The publish days of every item on a calendar, cancelled entries left out."""
        found: dict[str, list[date]] = {}
        others = (entry for calendar in self.beside for entry in calendar.entries)
        for entry in (*self.entries, *others):
            if entry.state != "cancelled":
                found.setdefault(entry.item.partition("@")[0], []).append(entry.publish)
        return found

    @cached_property
    def refused(self) -> frozenset[str]:
        """The ids of the items that have no place, and of those of which an occurrence has none."""
        return frozenset(refusal.item.partition("@")[0] for refusal in self.refusals)


def find_ideas(plan: Plan) -> list[Idea]:
    """Every idea, in the order of the workspace's items. Nothing on hold, rejected or planned already."""
    return [*_unplaced(plan), *_refreshes(plan), *_repackagings(plan), *_recurrences(plan), *_cases(plan)]


def _as_new(item: Item, suffix: str, **changes: Any) -> Item:
    """A trial item like `item`, free of what ties that one to its own time."""
    fresh: dict[str, Any] = {
        "id": f"{item.id}~{suffix}", "window": None, "anchor": None, "recurrence": None, "embargo": None,
        "status": "idea", "published": None, "last_refreshed": None, "depends_on": [],
    }  # fmt: skip
    return item.model_copy(update={**fresh, **changes})


def _refreshes(plan: Plan) -> Iterator[Idea]:
    """Basic items due for a refresh in the period, or within a quarter after it."""
    for item in plan.workspace.items.values():
        made = max((day for day in (item.last_refreshed, item.published) if day is not None), default=None)
        every = item.refresh_every
        if item.pool != "basic" or item.is_held_back or made is None or every is None:
            continue
        due = add_interval(made, every.count, every.unit)
        is_planned = item.id in plan.days or item.id in plan.refused
        if is_planned or due > plan.period.last + _NEARLY_DUE:
            continue
        early = due > plan.period.last
        interval = _interval_until(made, plan.period.last) if early else None
        if early and interval is None:
            continue
        yield Idea(
            "refresh",
            item,
            _as_new(item, "refresh"),
            "refresh.early" if early else "refresh.due",
            {"made": made, "due": due, "every": every, "interval": interval},
            (item.id,),
        )


def _interval_until(made: date, last: date) -> str | None:
    """The longest interval, in months or else in weeks, after which something made then is due by `last`."""
    months = (last.year - made.year) * 12 + last.month - made.month
    while months > 0 and add_interval(made, months, "m") > last:
        months -= 1
    weeks = (last - made).days // 7
    return f"{months}m" if months > 0 else f"{weeks}w" if weeks > 0 else None


def _repackagings(plan: Plan) -> Iterator[Idea]:
    """Forms of a hook that is out, or planned, which nobody has made yet."""
    for hook in plan.workspace.items.values():
        if hook.is_held_back:
            continue
        planned = min(plan.days.get(hook.id, ()), default=None)
        out = hook.published or (plan.period.first if was_made(hook) else None)
        day = out or planned
        for number, form in enumerate(hook.repackages if day is not None else ()):
            if day is None or (form.item is not None and form.item in plan.workspace.items):
                continue
            ready = _ready(form, day)
            if ready > plan.period.last:
                continue
            like = _typical(plan.workspace, form)
            trial = _as_new(
                hook, f"form{number}", title=form.title, format=form.format, modules=[], integrator=None,
                gate=None, repackages=[], assign={}, effort=dict(like.effort) if like else {},
                window=Window(not_before=ready),
            )  # fmt: skip
            yield Idea(
                "repackage",
                hook,
                trial,
                "repackage.out" if out else "repackage.planned",
                {"hook": hook.title, "hook_id": hook.id, "date": day, "format": form.format},
                (hook.id,),
                known=like is not None,
            )


def _ready(form: Repackage, day: date) -> date:
    if form.after is None:
        return day + timedelta(days=1)
    return add_interval(day, form.after.count, form.after.unit)


def _typical(workspace: Workspace, form: Repackage) -> Item | None:
    """The item of the same format in the middle by hours: how much work such a thing is."""
    alike = [
        item
        for item in workspace.items.values()
        if item.format == form.format and item.effort and not item.modules
    ]
    alike.sort(key=lambda item: (sum(item.effort.values()), item.id))
    return alike[(len(alike) - 1) // 2] if alike else None


def _recurrences(plan: Plan) -> Iterator[Idea]:
    """Recurring items: one more occurrence, or one that is skipped."""
    for item in plan.workspace.items.values():
        rule = item.recurrence
        if rule is None or item.is_held_back:
            continue
        there = {monday_of(day) for day in plan.days.get(item.id, ())}
        wanted = [
            date.fromisoformat(refusal.item.partition("@")[2])
            for refusal in plan.refusals
            if refusal.item.startswith(f"{item.id}@")
        ]
        taken = frozenset(there | {monday_of(day) for day in wanted})
        for day, override in sorted(rule.overrides.items()):
            if override.skip and day in plan.period and monday_of(day) not in taken:
                trial = _as_new(item, f"{day}", window=Window(not_before=day, not_after=day))
                yield Idea("recur", item, trial, "recur.skipped", {"date": day}, (item.id,),
                           only=monday_of(day))  # fmt: skip
        early = Window(not_before=rule.start) if rule.start > plan.period.first else None
        yield Idea("recur", item, _as_new(item, "again", window=early), "recur", {}, (item.id,), avoids=taken)


def _cases(plan: Plan) -> Iterator[Idea]:
    """For each industry of a persona without a case, the best case there is, told to that industry."""
    workspace, language = plan.workspace, plan.workspace.settings.language
    cases = [item for item in workspace.items.values() if item.format == "case" and not item.is_held_back]
    told = [_plain(text_in(case.industry, language)) for case in cases if case.industry]
    strong = [case for case in cases if was_made(case) or case.id in plan.days]
    done: set[str] = set()
    for persona in workspace.settings.personas:
        for industry in _split(text_in(persona.industry, language)):
            name = _plain(industry)
            if name in done or any(name in other or other in name for other in told):
                continue
            done.add(name)
            for case in sorted(strong, key=lambda case: (case.role != persona.role, -case.value, case.id))[
                :1
            ]:
                trial = _as_new(case, f"{name}", role=persona.role, persona=persona.id, refresh_every=None)
                figures = {"industry": industry, "persona": persona.name}
                yield Idea("case", case, trial, "case", figures, (case.id,))


def _split(industries: str) -> Iterable[str]:
    return [part.strip() for part in _INDUSTRIES.split(industries) if part.strip()]


def _plain(industry: str) -> str:
    return industry.casefold().strip()


def _unplaced(plan: Plan) -> Iterator[Idea]:
    """Items without a place: as they stand, and with a last day a little later."""
    for refusal in plan.refusals:
        name, _, rule_date = refusal.item.partition("@")
        item = plan.workspace.items.get(name)
        if item is None or item.is_held_back:
            continue
        figures: dict[str, Any] = {"why": tuple(refusal.binding), "title": refusal.title}
        occurrence = item.model_copy(update={"id": refusal.item})
        yield Idea("unplaced", item, occurrence, "unplaced", figures, (refusal.item,), blocked=True)
        later = _later(plan, item, date.fromisoformat(rule_date) if rule_date else None)
        if later is not None:
            last, trial = later
            figures = {**figures, "last": last, "rule_date": rule_date}
            says = "unplaced.moved" if rule_date else "unplaced.later"
            begins = _event_end(plan.workspace, item)
            yield Idea("unplaced", item, trial, says, figures, (refusal.item,), begins=begins)


def _event_end(workspace: Workspace, item: Item) -> date | None:
    """The last day of the event that a recap tells of."""
    if item.anchor is None or item.anchor.phase != "recap":
        return None
    target = workspace.events.get(item.anchor.event or "") or workspace.nodes.get(item.anchor.node or "")
    return target.last if target is not None else None


def _later(plan: Plan, item: Item, rule_date: date | None) -> tuple[date, Item] | None:
    """The item's last day and a trial item that may come a little later; None when nothing says by when."""
    if rule_date is not None:
        window = Window(not_before=rule_date - _SLACK, not_after=rule_date + _SLACK)
        trial = _as_new(item, f"{rule_date}~later", window=window, depends_on=item.depends_on)
        return rule_date, trial
    own = item.window or Window()
    lasts = [day for day in (own.not_after, own.deadline) if day is not None]
    first = own.not_before
    if item.anchor is not None:
        # A warm-up after its event is none; a recap that comes later still is one.
        after = item.anchor.phase == "recap" or (item.anchor.offset or 0) > 0
        span = anchor_span(item.anchor, plan.workspace, plan.countries.of(None))
        if span is None or span.cancelled or not after:
            return None
        lasts.append(span.last)
        first = max(span.first, first or span.first)
    if item.embargo is not None:
        first = max(item.embargo, first or item.embargo)
    if not lasts:
        return None
    window = Window(not_before=first, not_after=min(lasts) + _SLACK)
    return min(lasts), _as_new(item, "later", window=window, depends_on=item.depends_on)
