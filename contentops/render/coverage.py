"""What a plan serves and where it is silent, in words.

`coverage` and `gaps` of a calendar come from a file that people may have edited: whatever has not the
shape that the planner writes is shown as it stands rather than refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from contentops.render.coverage_words import COVERAGE_WORDS
from contentops.render.figures import DASH, figure, percent
from contentops.render.overview import Overview
from contentops.render.words import Words

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


@dataclass(frozen=True)
class GapLine:
    """A gap in one sentence, and what could fill it: what, and what to do."""

    sentence: str
    proposals: tuple[tuple[str, str], ...] = ()


class Names(Protocol):
    """What a gap is named by: words, and the names of channels."""

    @property
    def words(self) -> Words:
        """The words of the reader's language."""

    def channel_name(self, channel_id: str, /) -> str:
        """A channel's name."""


def gap_lines(names: Names, gaps: Iterable[Mapping[str, Any]]) -> list[GapLine]:
    """What stays below target, in the order of the calendar."""
    return [GapLine(_sentence(names, gap), tuple(_proposals(gap.get("proposals", ())))) for gap in gaps]


def _sentence(names: Names, gap: Mapping[str, Any]) -> str:
    words, own = names.words, COVERAGE_WORDS[names.words.language]
    match gap:
        case {"kind": "mix_pools" | "mix_means" as kind, "name": str(name), "share": int() | float() as share,
              "target": int() | float() as target, "hours": int() | float() as hours}:  # fmt: skip
            kind = kind.removeprefix("mix_")
            return own["gap.mix"].format(
                kind=words.name("dimension", kind),
                name=named(names, kind, name),
                share=percent(share),
                target=percent(target),
                hours=figure(hours),
            )
        case {"kind": str(kind), "name": str(name), "from": str(first), "to": str(last), "rate": int()
              | float() as rate, "wanted": int(wanted), "found": int(found)}:  # fmt: skip
            return own["gap.rate"].format(
                kind=words.name("dimension", kind),
                name=named(names, kind, name),
                weeks=week_run(first, last),
                wanted=wanted,
                found=found,
                rate=figure(rate, 2),
            )
        case {"kind": str(kind), "name": str(name), "from": str(first), "to": str(last), "allowed": int(
            longest
        )}:  # fmt: skip
            return words.say(
                "gap",
                kind=words.name("dimension", kind),
                name=named(names, kind, name),
                weeks=week_run(first, last),
                allowed=words.say("gap_allowed", count=longest) if longest else words["gap_every_week"],
            )
        case _:
            return words.comma.join(f"{key} {value}" for key, value in gap.items() if key != "proposals")


def _proposals(listed: Any) -> Iterator[tuple[str, str]]:
    for proposal in listed if isinstance(listed, list) else ():
        match proposal:
            case {"text": str(text), "action": str(action)}:
                yield text, action
            case {}:
                yield ", ".join(f"{key} {value}" for key, value in proposal.items()), ""
            case _:
                yield str(proposal), ""


def named(names: Names, kind: str, name: str) -> str:
    """The name of a value of a dimension: a channel, a role, a pool."""
    if kind == "channels":
        return names.channel_name(name)
    return names.words.name(_NAMES_OF.get(kind, kind), name)


def week_run(first: str, last: str) -> str:
    """`W03` or `W03–W05`: the year stands in the heading."""
    first, last = first.rpartition("-")[2], last.rpartition("-")[2]
    return first if first == last else f"{first}{DASH}{last}"
