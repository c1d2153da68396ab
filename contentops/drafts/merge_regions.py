"""A text from beginning to end by who has changed what, from the differences of both sides with the base."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from contentops.drafts.merge_align import Hunk, align, gather_joined
from contentops.drafts.merge_parts import Part

Level = Literal["block", "unit", "sentence"]


@dataclass(frozen=True)
class Region:
    """A stretch of the three versions, and who has changed it."""

    whose: Literal["nobody", "yours", "new", "both"]
    base: slice
    yours: slice
    new: slice


def find_regions(
    base: Sequence[str], yours: Sequence[Part], new: Sequence[Part], level: Level
) -> Iterator[Region]:
    """The text from its beginning to its end, by who has changed what."""
    tagged = sorted(
        [(hunk, "yours") for hunk in _differences(base, keys(yours, level), level)]
        + [(hunk, "new") for hunk in _differences(base, keys(new, level), level)],
        key=lambda pair: (pair[0].start, pair[0].end, pair[1]),
    )
    at = ours = theirs = 0
    for group in _groups(tagged):
        start = min(hunk.start for hunk, _ in group)
        end = max(hunk.end for hunk, _ in group)
        if start > at:
            yield _region("nobody", (at, start), (ours, ours + start - at), (theirs, theirs + start - at))
        ours, theirs = ours + start - at, theirs + start - at
        our_end, new_end = (
            place + (end - start) + sum(_growth(hunk) for hunk, whose in group if whose == side)
            for place, side in ((ours, "yours"), (theirs, "new"))
        )
        owners = {whose for _, whose in group}
        whose = "both" if len(owners) == 2 else owners.pop()
        yield _region(whose, (start, end), (ours, our_end), (theirs, new_end))
        at, ours, theirs = end, our_end, new_end
    rest = len(base) - at
    if rest:
        yield _region("nobody", (at, at + rest), (ours, ours + rest), (theirs, theirs + rest))


def _differences(base: Sequence[str], side: Sequence[str], level: Level) -> list[Hunk]:
    hunks = align(base, side)
    return hunks if level == "sentence" else gather_joined(base, side, hunks)


def _region(whose: str, base: tuple[int, int], yours: tuple[int, int], new: tuple[int, int]) -> Region:
    return Region(whose, slice(*base), slice(*yours), slice(*new))  # type: ignore[arg-type]


def _growth(hunk: Hunk) -> int:
    return (hunk.side_end - hunk.side_start) - (hunk.end - hunk.start)


def _groups(tagged: Sequence[tuple[Hunk, str]]) -> Iterator[list[tuple[Hunk, str]]]:
    """Hunks of both sides that concern the same place, together."""
    group: list[tuple[Hunk, str]] = []
    for one in tagged:
        if group and not any(_meet(one, other) for other in group):
            yield group
            group = []
        group.append(one)
    if group:
        yield group


def _meet(one: tuple[Hunk, str], other: tuple[Hunk, str]) -> bool:
    first, second = one[0], other[0]
    if one[1] == other[1]:
        return False
    if max(first.start, second.start) < min(first.end, second.end):
        return True
    insertion, place = (first, second) if first.start == first.end else (second, first)
    if insertion.start != insertion.end:
        return False
    if place.start < insertion.start < place.end:
        return True
    # Something new beside one part that was changed is clear; beside parts that were replaced, removed
    # or added it is not clear what it belongs to.
    return insertion.start in (place.start, place.end) and not place.pair


def keys(parts: Sequence[Part], level: Level) -> list[str]:
    """What the parts are compared by."""
    return [_key(part, level) for part in parts]


def _key(part: Part, level: Level) -> str:
    """What two parts are compared by. In prose, a line break within a sentence says nothing."""
    return "".join(part.text.split()) if level == "sentence" else part.text
