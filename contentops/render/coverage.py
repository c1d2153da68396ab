"""What a plan serves and where it is silent, in words.

`coverage` and `gaps` of a calendar come from a file that people may have edited: whatever has not the
shape that the planner writes is shown as it stands rather than refused.
"""

from __future__ import annotations

from collections.abc import Mapping

from contentops.render.figures import DASH
from contentops.render.overview import Overview

_NAMES_OF = {"pools": "pool", "means": "means", "roles": "role", "stages": "stage"}
KINDS = ("pools", "means", "roles", "stages", "channels")


def coverage_lines(overview: Overview) -> list[tuple[str, list[tuple[str, int]]]]:
    """For each dimension its name and, in order, each value with the number of entries that serve it."""
    lines = []
    for kind in KINDS:
        found = overview.calendar.coverage.get(kind)
        if not isinstance(found, Mapping):
            continue
        counts = [
            (named(overview, kind, str(name)), figures["entries"])
            for name, figures in found.items()
            if isinstance(figures, Mapping) and isinstance(figures.get("entries"), int)
        ]
        if counts:
            lines.append((overview.words.name("dimension", kind), counts))
    return lines


def gap_sentences(overview: Overview) -> list[str]:
    """One sentence for each channel, role, stage or pool that is silent longer than it may be."""
    runs: dict[tuple[str, str, int], list[str]] = {}
    others = []
    for gap in overview.calendar.gaps:
        match gap:
            case {
                "kind": str(kind),
                "name": str(name),
                "from": str(first),
                "to": str(last),
                "allowed": int(longest),
            }:
                runs.setdefault((kind, name, longest), []).append(_run(first, last))
            case _:
                others.append(overview.words.comma.join(f"{key} {value}" for key, value in gap.items()))
    return [_sentence(overview, *gap, weeks) for gap, weeks in runs.items()] + others


def _sentence(overview: Overview, kind: str, name: str, longest: int, weeks: list[str]) -> str:
    words = overview.words
    return words.say(
        "gap",
        kind=words.name("dimension", kind),
        name=named(overview, kind, name),
        weeks=words.listed(weeks),
        allowed=words.say("gap_allowed", count=longest) if longest else words["gap_every_week"],
    )


def named(overview: Overview, kind: str, name: str) -> str:
    """The name of a value of a dimension: a channel, a role, a pool."""
    if kind == "channels":
        return overview.channel_name(name)
    return overview.words.name(_NAMES_OF.get(kind, kind), name)


def _run(first: str, last: str) -> str:
    """`W03` or `W03–W05`: the year stands in the heading."""
    first, last = first.rpartition("-")[2], last.rpartition("-")[2]
    return first if first == last else f"{first}{DASH}{last}"
