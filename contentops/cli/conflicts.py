"""Contradictions among what does not move, as problems with the place of every fact."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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

_PINNED = {
    "released": "its pin is not kept: move it, or change one of the facts below",
    "replanned": "its date holds, and its work is planned anew",
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
    items: bool = True,
) -> list[Contradiction]:
    """What contradicts what in the plan of `period`; with `items` also items whose own dates exclude each other."""
    from contentops.schedule.impossible import find_impossible
    from contentops.schedule.nearest import settle_conflicts
    from contentops.schedule.resources import Countries

    countries = Countries(workspace)
    settled = settle_conflicts(workspace, period, today, countries, existing=existing, beside=beside)
    impossible = find_impossible(workspace, period, today, countries) if items else ()
    return [*settled.contradictions, *impossible]


def conflict_problems(
    root: Path, workspace: Workspace, locate: Locate, found: Sequence[Contradiction]
) -> Iterator[Problem]:
    """Each contradiction as one error or warning, followed by a note for each of its facts."""
    from contentops.problem import Problem
    from contentops.schedule.conflict_words import ConflictWords
    from contentops.workspace.entry_places import EntryPlaces

    places = EntryPlaces(root)
    words = ConflictWords(workspace, "en")

    def place_of(fact: Fact, one: Contradiction) -> tuple[str, int, int]:
        if fact.kind == "entry":
            gone = one.outcome == "released" and one.released is not None and one.released.item == fact.id
            return places.locate(fact.period or "", fact.id, *fact.keys, released=gone)
        return locate(fact.kind, fact.id, *fact.keys)

    for one in found:
        severity, hint = _verdict(one)
        yield Problem(*place_of(one.facts[0], one), severity, one.rule, words.say(one), hint=hint)
        for fact in one.facts:
            yield Problem(*place_of(fact, one), "note", one.rule, words.say_fact(fact))


def _verdict(one: Contradiction) -> tuple[Severity, str]:
    if one.released is None:
        return "warning", _IMPOSSIBLE if one.rule in ("window-past", "empty-window") else _SETTLED
    if one.released.state != "pinned":
        return "warning", _BEGUN
    return ("error" if one.outcome == "released" else "warning"), _PINNED[one.outcome]
