"""The limits that entries which do not move may break together: channels, hours, reviews, dates, dependencies.

Each limit is a sum that may not be exceeded, so that leaving entries out never breaks another one. What lies
wholly before today is not looked at: nothing can be done about it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from contentops.models.base import WEEKDAYS, text_in
from contentops.models.calendar import Task
from contentops.models.item import Item
from contentops.models.settings import Channel, Person
from contentops.models.workspace import Workspace
from contentops.schedule.candidates import was_made
from contentops.schedule.conflict_facts import Fact, Kept, Limit, Part
from contentops.schedule.resources import Countries, half_hours
from contentops.schedule.windows import anchor_span

_DAY = timedelta(days=1)
_DEFAULT_RATE = 4.0


class Ground:
    """What the limits are read from."""

    def __init__(self, workspace: Workspace, today: date, countries: Countries, kept: Sequence[Kept]) -> None:
        self.workspace, self.today, self.countries = workspace, today, countries
        self.kept = kept
        self.language = workspace.settings.language

    def broken_limits(self) -> list[Limit]:
        """Every limit that the entries break, in a fixed order."""
        rules = (_dates, _closed_days, _days_away, _dependencies, _channel_limits, _reviews, _hours)
        return [limit for rule in rules for limit in rule(self) if limit.is_broken()]

    def item_of(self, kept: Kept) -> Item | None:
        """The item of an entry; None when the workspace has it no more."""
        return self.workspace.items.get(kept.entry.item.partition("@")[0])

    def works(self, person: Person, day: date, leave: Collection[int] | None = None) -> bool:
        """Whether a person works on a day; of the person's leave only the spans of `leave` count when given."""
        spans = person.leave if leave is None else [person.leave[n] for n in leave]
        country = self.countries.of(person.country)
        return country.is_working_day(day) and not any(span.covers(day) for span in spans)


def publish_fact(kept: Kept) -> Fact:
    """The day an entry is published, and why it does not move."""
    entry = kept.entry
    return Fact(
        f"entry.{entry.state}", "entry", entry.item, ("publish",),
        {"title": entry.title, "date": entry.publish}, kept.period,
    )  # fmt: skip


def _wave_fact(kept: Kept, number: int, channel: str) -> Fact:
    wave = kept.entry.channels[number]
    figures = {"title": kept.entry.title, "date": wave.date, "channel": channel}
    code = f"wave.{kept.entry.state}"
    return Fact(code, "entry", kept.entry.item, ("channels", number, "date"), figures, kept.period)


def _task_fact(kept: Kept, number: int, person: str) -> Fact:
    task = kept.entry.tasks[number]
    code = "review" if task.stage.startswith("review:") else "task"
    figures = {"title": kept.entry.title, "stage": task.stage, "person": person, "hours": task.hours,
               "first": task.start, "last": task.end}  # fmt: skip
    return Fact(code, "entry", kept.entry.item, ("tasks", number), figures, kept.period)


# --- dates of one entry ----------------------------------------------------------------------------------


def _dates(ground: Ground) -> Iterator[Limit]:
    for kept in ground.kept:
        item = ground.item_of(kept)
        if not kept.movable or item is None:
            continue
        part = (Part(kept, 1, publish_fact(kept)),)
        for rule, facts, broken in _bounds(item, kept.entry.publish, ground):
            if broken:
                yield Limit(rule, 0, part, facts, {"title": kept.entry.title, "date": kept.entry.publish})
        deadline = item.window.deadline if item.window is not None else None
        for number, wave in enumerate(kept.entry.channels):
            if deadline is not None and wave.date > deadline:
                fact = Fact("deadline", "item", item.id, ("window", "deadline"), {"date": deadline})
                name = _channel_name(ground, wave.channel)
                yield Limit(
                    "deadline", 0, (Part(kept, 1, _wave_fact(kept, number, name)),), (fact,),
                    {"title": kept.entry.title, "date": wave.date},
                )  # fmt: skip


def _bounds(item: Item, day: date, ground: Ground) -> Iterator[tuple[str, tuple[Fact, ...], bool]]:
    """What an item says of its date: the rule, the facts behind it, and whether `day` breaks it."""
    for fact, first, last in item_bounds(item, ground.workspace, ground.countries):
        early, late = first is not None and day < first, last is not None and day > last
        yield fact[0].code, fact, early or late
    anchor = item.anchor
    event = ground.workspace.events.get(anchor.event or "") if anchor is not None else None
    if event is not None and event.status == "cancelled":
        name = text_in(event.title, ground.language)
        hangs = Fact("hangs-on", "item", item.id, ("anchor",), {"name": name})
        yield (
            "event-cancelled",
            (hangs, Fact("cancelled", "event", event.id, ("status",), {"name": name})),
            True,
        )


def item_bounds(
    item: Item, workspace: Workspace, countries: Countries
) -> Iterator[tuple[tuple[Fact, ...], date | None, date | None]]:
    """The facts that bound an item's publish date, and between which days."""
    window = item.window
    if window is not None and window.not_before is not None:
        day = window.not_before
        yield (Fact("not-before", "item", item.id, ("window", "not_before"), {"date": day}),), day, None
    if window is not None and window.not_after is not None:
        day = window.not_after
        yield (Fact("not-after", "item", item.id, ("window", "not_after"), {"date": day}),), None, day
    if window is not None and window.deadline is not None:
        day = window.deadline
        yield (Fact("deadline", "item", item.id, ("window", "deadline"), {"date": day}),), None, day
    if item.embargo is not None:
        yield (Fact("embargo", "item", item.id, ("embargo",), {"date": item.embargo}),), item.embargo, None
    span = anchor_span(item.anchor, workspace, countries.of(None)) if item.anchor is not None else None
    if span is not None and item.anchor is not None:
        yield _anchor_facts(item, workspace, span.first, span.last), span.first, span.last


def _anchor_facts(item: Item, workspace: Workspace, first: date, last: date) -> tuple[Fact, ...]:
    """The anchor, the date of what it names, and the span of its phase."""
    anchor, language = item.anchor, workspace.settings.language
    assert anchor is not None  # noqa: S101  the caller has looked
    event, node = workspace.events.get(anchor.event or ""), workspace.nodes.get(anchor.node or "")
    figures: dict[str, Any] = {"place": anchor.phase or "offset", "offset": anchor.offset or 0,
                               "within": anchor.within, "first": first, "last": last}  # fmt: skip
    facts = []
    if event is not None:
        figures["name"] = text_in(event.title, language)
        key = "end" if (anchor.offset or 0) > 0 and event.end is not None else "start"
        facts.append(
            Fact("event", "event", event.id, (key,), {**figures, "from": event.start, "to": event.last})
        )
    elif node is not None:
        figures["name"] = text_in(node.title, language)
        facts.append(
            Fact("event", "node", node.id, ("date",), {**figures, "from": node.date, "to": node.last})
        )
    facts.insert(0, Fact("anchor", "item", item.id, ("anchor",), figures))
    if anchor.phase is not None:
        span = getattr(workspace.settings.phases, anchor.phase)
        said = {"phase": anchor.phase, "first": span.first, "last": span.last}
        facts.append(Fact("phase", "settings", "", ("phases", anchor.phase), said))
    return tuple(facts)


def _closed_days(ground: Ground) -> Iterator[Limit]:
    channels = {channel.id: (n, channel) for n, channel in enumerate(ground.workspace.settings.channels)}
    for kept in ground.kept:
        for number, wave in enumerate(kept.entry.channels if kept.movable else ()):
            index, channel = channels.get(wave.channel, (-1, None))
            if channel is None:
                continue
            for fact in _why_closed(channel, index, wave.date, ground):
                name = text_in(channel.name, ground.language)
                yield Limit(
                    "channel-closed", 0, (Part(kept, 1, _wave_fact(kept, number, name)),), (fact,),
                    {"channel": name, "date": wave.date},
                )  # fmt: skip


def _why_closed(channel: Channel, index: int, day: date, ground: Ground) -> Iterator[Fact]:
    figures = {"channel": text_in(channel.name, ground.language), "date": day}
    for number, span in enumerate(channel.blackouts):
        if span.covers(day):
            said = {**figures, "first": span.start, "last": span.last}
            yield Fact("blackout", "settings", "", ("channels", index, "blackouts", number), said)
    if channel.weekdays and WEEKDAYS[day.weekday()] not in channel.weekdays:
        said = {**figures, "weekdays": list(channel.weekdays)}
        yield Fact("weekdays", "settings", "", ("channels", index, "weekdays"), said)
    if not channel.non_working_days and not ground.countries.of(None).is_working_day(day):
        yield Fact("working-days", "settings", "", ("channels", index, "non_working_days"), figures)


def _channel_name(ground: Ground, channel: str) -> str:
    known = ground.workspace.channels.get(channel)
    return text_in(known.name, ground.language) if known is not None else channel


# --- people ------------------------------------------------------------------------------------------------


def _tasks(ground: Ground) -> Iterator[tuple[int, Person, Kept, int, Task]]:
    team = {person.id: (n, person) for n, person in enumerate(ground.workspace.settings.team)}
    for kept in ground.kept:
        for number, task in enumerate(kept.entry.tasks):
            if task.person in team and task.start <= task.end:
                yield *team[task.person], kept, number, task


def _days_away(ground: Ground) -> Iterator[Limit]:
    """Work and reviews for which the person's leave leaves too few days."""
    for index, person, kept, number, task in _tasks(ground):
        if not kept.movable or task.end < ground.today:
            continue
        needed = _days_needed(task, ground.item_of(kept), ground.workspace)
        days = [task.start + n * _DAY for n in range((task.end - task.start).days + 1)]
        spans = [
            n for n, span in enumerate(person.leave) if span.start <= task.end and task.start <= span.last
        ]

        def worked(leave: Collection[int], days: Sequence[date] = days, person: Person = person) -> int:
            return sum(ground.works(person, day, leave) for day in days)

        here = worked(spans)
        least = needed if worked(()) >= needed else 1
        if not needed or here >= least:
            continue
        for span in list(spans):
            if worked([n for n in spans if n != span]) < least:
                spans.remove(span)
        name = text_in(person.name, ground.language)
        facts = [_leave_fact(person, index, n, name) for n in spans]
        if not facts:
            facts = [Fact("days-off", "settings", "", ("team", index), {"person": name})]
        yield Limit(
            "days-away", 0, (Part(kept, 1, _task_fact(kept, number, name)),), tuple(facts),
            {"person": name, "title": kept.entry.title, "stage": task.stage, "days": here, "needed": least},
        )  # fmt: skip


def _days_needed(task: Task, item: Item | None, workspace: Workspace) -> int:
    """The working days a task takes at least; 0 when nothing says it."""
    if not task.stage.startswith("review:"):
        rates = {stage.skill: stage.hours_per_day for stage in workspace.settings.work_stages}
        skill = "write" if task.stage.startswith("module:") else task.stage
        rate = rates.get(skill, rates.get("write", _DEFAULT_RATE))
        return -(-half_hours(task.hours) // half_hours(rate))
    chain = workspace.review_chains.get(item.review_chain or "") if item is not None else None
    role = task.stage.partition(":")[2]
    return next((step.days for step in chain.steps if step.role == role), 0) if chain is not None else 0


def _leave_fact(person: Person, index: int, number: int, name: str) -> Fact:
    span = person.leave[number]
    said = {"person": name, "first": span.start, "last": span.last}
    return Fact("leave", "settings", "", ("team", index, "leave", number), said)


def all_leave(workspace: Workspace) -> Iterator[Fact]:
    """Everybody's leave, span by span."""
    for index, person in enumerate(workspace.settings.team):
        for number in range(len(person.leave)):
            yield _leave_fact(person, index, number, text_in(person.name, workspace.settings.language))


def only_leave(workspace: Workspace, leave: Collection[Fact]) -> Workspace:
    """The workspace as if nobody took any other leave than that of `leave`."""
    taken = {fact.keys for fact in leave}
    team = [
        person.model_copy(
            update={
                "leave": [span for n, span in enumerate(person.leave) if ("team", index, "leave", n) in taken]
            }
        )
        for index, person in enumerate(workspace.settings.team)
    ]
    return replace(workspace, settings=workspace.settings.model_copy(update={"team": team}))


def _reviews(ground: Ground) -> Iterator[Limit]:
    weeks: dict[tuple[int, date], list[Part]] = defaultdict(list)
    team = ground.workspace.settings.team
    for index, person, kept, number, task in _tasks(ground):
        monday = _monday(task.end)
        if task.stage.startswith("review:") and monday + 6 * _DAY >= ground.today:
            fact = _task_fact(kept, number, text_in(person.name, ground.language))
            weeks[index, monday].append(Part(kept, 1, fact))
    for (index, monday), parts in sorted(weeks.items()):
        person = team[index]
        cap = _capacity(ground, index, monday, monday, lambda p, days, week: p.reviews_in(days, week))
        name = text_in(person.name, ground.language)
        figures = {
            "person": name,
            "limit": cap(range(len(person.leave))),
            "week": _week(monday),
        }
        fact = Fact("reviews", "settings", "", ("team", index, "reviews_per_week"),
                    {"person": name, "limit": person.reviews_per_week})  # fmt: skip
        yield _with_leave("review-limit", parts, fact, figures, index, (monday, monday), cap, ground)


def _hours(ground: Ground) -> Iterator[Limit]:
    """Of every run of weeks: the hours that lie wholly inside it. Enough of them exactly when all runs hold.

    That is how hours that divide freely over weeks can be checked without dividing them.
    """
    rows: dict[int, list[tuple[date, date, Part]]] = defaultdict(list)
    for index, person, kept, number, task in _tasks(ground):
        if task.hours and not task.stage.startswith("review:"):
            fact = _task_fact(kept, number, text_in(person.name, ground.language))
            part = Part(kept, half_hours(task.hours), fact)
            rows[index].append((_monday(task.start), _monday(task.end), part))
    for index, listed in sorted(rows.items()):
        person = ground.workspace.settings.team[index]
        name = text_in(person.name, ground.language)
        fact = Fact("hours", "settings", "", ("team", index, "hours_per_week"),
                    {"person": name, "hours": person.hours_per_week})  # fmt: skip
        for first in sorted({row[0] for row in listed}):
            for last in sorted({row[1] for row in listed if row[1] >= first}):
                inside = [part for start, end, part in listed if first <= start and end <= last]
                if last + 6 * _DAY < ground.today or not any(part.kept.movable for part in inside):
                    continue
                cap = _capacity(ground, index, first, last, lambda p, days, week: p.half_hours_in(days, week))
                full = cap(range(len(person.leave)))
                if sum(part.load for part in inside) > full:
                    figures = {"person": name, "limit": full / 2, "first": first, "last": last + 6 * _DAY}
                    yield _with_leave("hours", inside, fact, figures, index, (first, last), cap, ground)


_Capacity = Callable[[Collection[int]], int]


def _capacity(
    ground: Ground, index: int, first: date, last: date, count: Callable[[Person, int, str], int]
) -> _Capacity:
    """What a person can do from the week of `first` to that of `last` when only some of the leave is taken."""
    person = ground.workspace.settings.team[index]

    def capacity(leave: Collection[int]) -> int:
        total, monday = 0, first
        while monday <= last:
            days = sum(ground.works(person, monday + n * _DAY, leave) for n in range(7))
            total += count(person, days, _week(monday))
            monday += 7 * _DAY
        return total

    return capacity


def _with_leave(
    rule: str, parts: Sequence[Part], fact: Fact, figures: dict[str, Any], index: int,
    weeks: tuple[date, date], cap: _Capacity, ground: Ground,
) -> Limit:  # fmt: skip
    """A limit of a person, with the leave that lowers it."""
    person = ground.workspace.settings.team[index]
    name = text_in(person.name, ground.language)
    away = {
        number: _leave_fact(person, index, number, name)
        for number, span in enumerate(person.leave)
        if span.start <= weeks[1] + 6 * _DAY and weeks[0] <= span.last
    }

    def cap_without(gone: Collection[Fact]) -> int:
        return cap([number for number, leave in away.items() if leave not in gone])

    full = cap(list(away))
    return Limit(rule, full, tuple(parts), (fact,), figures, tuple(away.values()), cap_without)


# --- channels and dependencies -----------------------------------------------------------------------------


def _channel_limits(ground: Ground) -> Iterator[Limit]:
    for index, channel in enumerate(ground.workspace.settings.channels):
        name = text_in(channel.name, ground.language)
        parts = sorted(
            (
                (
                    wave.date,
                    kept.period,
                    kept.entry.item,
                    number,
                    Part(kept, 1, _wave_fact(kept, number, name)),
                )
                for kept in ground.kept
                if kept.entry.state != "cancelled"
                for number, wave in enumerate(kept.entry.channels)
                if wave.channel == channel.id
            ),
            key=lambda row: row[:4],
        )
        yield from _quotas(ground, channel, index, [(row[0], row[4]) for row in parts])
        yield from _gaps(ground, channel, index, [(row[0], row[4]) for row in parts])


def _quotas(
    ground: Ground, channel: Channel, index: int, waves: Sequence[tuple[date, Part]]
) -> Iterator[Limit]:
    spans: dict[str, Callable[[date], tuple[date, str]]] = {
        "day": lambda day: (day, day.isoformat()),
        "week": lambda day: (_monday(day) + 6 * _DAY, _week(day)),
        "month": lambda day: ((day.replace(day=28) + 4 * _DAY).replace(day=1) - _DAY, f"{day:%Y-%m}"),
    }
    for kind, span_of in spans.items():
        limit = getattr(channel.quota, f"per_{kind}")
        if limit is None:
            continue
        groups: dict[tuple[date, str], list[Part]] = defaultdict(list)
        for day, part in waves:
            groups[span_of(day)].append(part)
        name = text_in(channel.name, ground.language)
        fact = Fact("quota", "settings", "", ("channels", index, "quota", f"per_{kind}"),
                    {"channel": name, "limit": (kind, limit)})  # fmt: skip
        for (last, label), parts in sorted(groups.items()):
            if last >= ground.today:
                figures = {"channel": name, "limit": (kind, limit), "span": label}
                yield Limit("channel-limit", limit, tuple(parts), (fact,), figures)


def _gaps(
    ground: Ground, channel: Channel, index: int, waves: Sequence[tuple[date, Part]]
) -> Iterator[Limit]:
    name, gap = text_in(channel.name, ground.language), channel.min_gap
    fact = Fact(
        "gap", "settings", "", ("channels", index, "min_gap"), {"channel": name, "limit": ("gap", gap)}
    )
    figures = {"channel": name, "limit": ("gap", gap)}
    near: list[tuple[date, Part]] = []
    for day, part in waves:
        near = [(other, its) for other, its in near if (day - other).days < gap]
        if day >= ground.today:
            for _, other_part in near:
                if other_part.kept is not part.kept:
                    yield Limit("channel-gap", 1, (other_part, part), (fact,), figures)
        near.append((day, part))


def _dependencies(ground: Ground) -> Iterator[Limit]:
    first: dict[str, Kept] = {}
    for kept in sorted(ground.kept, key=lambda kept: (kept.entry.publish, kept.entry.item)):
        if kept.entry.state != "cancelled":
            first.setdefault(kept.entry.item.partition("@")[0], kept)
    for kept in ground.kept:
        item = ground.item_of(kept)
        for number, name in enumerate(item.depends_on if item is not None and kept.movable else ()):
            other, needed = first.get(name), ground.workspace.items.get(name)
            if item is None or other is None or needed is None or was_made(needed):
                continue
            if other.entry.publish >= kept.entry.publish:
                titles = {"title": kept.entry.title, "other": other.entry.title}
                fact = Fact("depends-on", "item", item.id, ("depends_on", number), titles)
                parts = (Part(kept, 1, publish_fact(kept)), Part(other, 1, publish_fact(other)))
                yield Limit("dependency", 1, parts, (fact,), titles)


def _monday(day: date) -> date:
    return day - day.weekday() * _DAY


def _week(day: date) -> str:
    year, number, _ = day.isocalendar()
    return f"{year}-W{number:02d}"


def is_out_of_order(kept: Kept) -> bool:
    """Whether an entry contradicts itself: somebody moved its date by hand, and its work or waves stayed behind."""
    entry = kept.entry
    if entry.channels and min(wave.date for wave in entry.channels) != entry.publish:
        return True
    if any(task.start > task.end or task.end >= entry.publish for task in entry.tasks):
        return True
    reviews = [task for task in entry.tasks if task.stage.startswith("review:")]
    work = [task for task in entry.tasks if not task.stage.startswith("review:")]
    chain = [max(work, key=lambda task: task.end), *reviews] if work else reviews
    return any(after.start <= before.end for before, after in pairwise(chain))
