"""Contradictions among what does not move, as problems with the place of every fact."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from contentops.checks.context import Locate
    from contentops.models.calendar import Calendar
    from contentops.models.period import Period
    from contentops.models.workspace import Workspace
    from contentops.problem import Problem, Severity
    from contentops.schedule.conflict_facts import Contradiction, Fact

_KEEP = "move the pin, or change one of the facts below"
_PINNED = {
    "released": "its pin is not kept",
    "replanned": "its date holds; its work and channels are planned anew",
}
_BEGUN = "its work has begun, and is planned anew from today on"
_SETTLED = "none of them can give way, so nothing moves"
_IMPOSSIBLE = "it has no place in the plan until one of the facts below changes"


def find_contradictions(
    workspace: Workspace,
    period: Period,
    today: date,
    *,
    existing: Calendar | None,
    beside: Sequence[Calendar] = (),
    fresh: bool = False,
    items: bool = True,
) -> list[Contradiction]:
    """What contradicts what in the plan of `period`; with `items` also items whose own dates exclude each other."""
    from contentops.schedule.earlier import take_earlier
    from contentops.schedule.impossible import find_impossible
    from contentops.schedule.nearest import settle_conflicts
    from contentops.schedule.resources import Countries

    countries = Countries(workspace)
    if existing is not None:
        existing = take_earlier(existing, countries.of(None), fresh=fresh)
    settled = settle_conflicts(workspace, period, today, countries, existing=existing, beside=beside)
    impossible = find_impossible(workspace, period, today, countries) if items else ()
    return [*settled.contradictions, *impossible]


def conflict_problems(
    root: Path,
    workspace: Workspace,
    locate: Locate,
    found: Sequence[Contradiction],
    calendar: Calendar | None = None,
) -> Iterator[Problem]:
    """Each contradiction as one error or warning, followed by a note for each of its facts.

    `calendar` is the plan that was made of it: then each pin that gave way is said where it stands now.
    """
    from contentops.problem import Problem
    from contentops.schedule.conflict_words import ConflictWords
    from contentops.workspace.entry_places import EntryPlaces

    places = EntryPlaces(root)
    words = ConflictWords(workspace, "en")
    now = {entry.item: entry.publish for entry in calendar.entries} if calendar is not None else None

    def place_of(fact: Fact, one: Contradiction) -> tuple[str, int, int]:
        if fact.kind == "entry":
            gone = one.outcome == "released" and one.released is not None and one.released.item == fact.id
            return places.locate(fact.period or "", fact.id, *fact.keys, released=gone)
        return locate(fact.kind, fact.id, *fact.keys)

    for one in found:
        severity, hint = _verdict(one, now)
        yield Problem(*place_of(one.facts[0], one), severity, one.rule, words.say(one), hint=hint)
        for fact in one.facts:
            yield Problem(*place_of(fact, one), "note", one.rule, words.say_fact(fact))


def _verdict(one: Contradiction, now: Mapping[str, date] | None) -> tuple[Severity, str]:
    if one.released is None:
        return "warning", _IMPOSSIBLE if one.rule in ("window-past", "empty-window") else _SETTLED
    if one.released.state != "pinned":
        return "warning", _BEGUN
    if one.outcome != "released":
        return "warning", _PINNED[one.outcome]
    if now is None:
        return "error", _KEEP
    day = now.get(one.released.item)
    where = f"planned for {day} instead" if day is not None else "it has no place in this plan"
    return "error", f"{_PINNED[one.outcome]}, {where}: {_KEEP}"


def check_conflicts(root: Path, workspace: Workspace, locate: Locate, today: date) -> Iterator[Problem]:
    """What contradicts what in the calendars that are not over; calendars that cannot be read are left aside."""
    from contentops.models.period import parse_period
    from contentops.workspace.calendars import calendar_path, list_calendars, read_calendar

    read = {name: read_calendar(calendar_path(root, name), root)[0] for name in list_calendars(root)}
    plans = {name: calendar for name, calendar in read.items() if calendar is not None}
    spans = {name: parse_period(name, workspace.settings.fiscal_year_start) for name in plans}
    for name, calendar in plans.items():
        span = spans[name]
        if span.last < today or not _stands(calendar, today):
            continue
        beside = [
            other
            for other_name, other in plans.items()
            if spans[other_name].last < span.first or spans[other_name].first > span.last
        ]
        found = find_contradictions(workspace, span, today, existing=calendar, beside=beside, items=False)
        yield from _in_one_line_each(conflict_problems(root, workspace, locate, found))


def _in_one_line_each(problems: Iterator[Problem]) -> Iterator[Problem]:
    """Each contradiction as one problem that names the places of its facts: a report is sorted by place."""
    from dataclasses import replace

    head: Problem | None = None
    places: list[str] = []
    for problem in problems:
        if problem.severity == "note":
            places.append(f"{problem.path}:{problem.line}:{problem.column} ({problem.message})")
            continue
        if head is not None:
            yield replace(head, hint=f"these cannot all hold: {', '.join(places)}")
        head, places = problem, []
    if head is not None:
        yield replace(head, hint=f"these cannot all hold: {', '.join(places)}")


def _stands(calendar: Calendar, today: date) -> bool:
    """Whether a calendar holds anything that planning again would not move."""
    return bool(calendar.released) or any(
        entry.state != "planned" or entry.publish < today or any(task.start < today for task in entry.tasks)
        for entry in calendar.entries
    )
