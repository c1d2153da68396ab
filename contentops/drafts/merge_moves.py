"""Paragraphs that one side moved while the other changed them: the change follows the paragraph."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from contentops.drafts.merge_align import Hunk, align, gather_joined, similarity
from contentops.drafts.merge_parts import Part

if TYPE_CHECKING:
    from contentops.drafts.merge_text import TextMerge

_SHORTEST = 12
"""Shorter paragraphs (a rule, `Contact`) are too alike to say that one has moved."""
_ALIKE = 0.6
_MOST = 200  # paragraphs that went and came: more is another text, not one that was rearranged

Three = tuple[list[Part], list[Part], list[Part]]


def follow_moves(
    merge: TextMerge,
    base: Sequence[Part],
    yours: Sequence[Part],
    new: Sequence[Part],
    *,
    alike: float = _ALIKE,
) -> Three:
    """The three versions with every paragraph that was moved made up to date where it stands now.

    Moved by the person: the program's change of it is made at the new place; if the program no longer
    has it, that is a conflict. Moved by the program: it stands there as the person left it, or
    not at all when the person removed it. Moved by both: it stands where the person put it. A copy that
    the person made of a paragraph which the program changed is a conflict. At its old place a paragraph that
    moved is in none of the three, so that what was written beside it there is no conflict with its leaving.
    `alike` is how similar a part must be (0 to 1) to be the one that is gone from elsewhere.
    """
    return _Moves(merge, list(base), list(yours), list(new), alike).follow()


class _Moves:
    def __init__(
        self, merge: TextMerge, base: list[Part], yours: list[Part], new: list[Part], alike: float
    ) -> None:
        self.merge = merge
        yours, new = _glue_split(base, yours), _glue_split(base, new)
        self.base, self.yours, self.new = base, yours, new
        self.gone_base: set[int] = set()
        self.gone_yours: set[int] = set()
        self.gone_new: set[int] = set()
        our_hunks, new_hunks = (align(_texts(base), _texts(side)) for side in (yours, new))
        self.moved_by_you = _moved(base, yours, our_hunks, alike)
        self.moved_by_us = _moved(base, new, new_hunks, alike)
        self.in_yours = _places(len(base), our_hunks)
        self.in_new = _places(len(base), new_hunks)
        self.copies = _copies(base, yours, our_hunks)

    def follow(self) -> Three:
        for at, place in self.moved_by_you.items():
            self._moved_by_person(at, place)
        for at, place in self.moved_by_us.items():
            if at not in self.moved_by_you:
                self._moved_by_program(at, place)
        for place, at in self.copies.items():
            there = self.in_new.get(at)
            if there is not None and self.new[there].text != self.base[at].text:
                self.yours[place] = self._conflict(at, self.yours[place], self.new[there].text)
        return (
            _without(self.base, self.gone_base),
            _without(self.yours, self.gone_yours),
            _without(self.new, self.gone_new),
        )

    def _moved_by_person(self, at: int, place: int) -> None:
        was = self.base[at]
        there = self.moved_by_us.get(at, self.in_new.get(at))
        self.gone_base.add(at)
        if there is None:
            self.yours[place] = self._conflict(at, self.yours[place], "")
            return
        self.yours[place] = self._together(was, self.yours[place], self.new[there])
        self.gone_new.add(there)

    def _moved_by_program(self, at: int, place: int) -> None:
        was = self.base[at]
        there = self.in_yours.get(at)
        self.gone_base.add(at)
        if there is None:
            if self.new[place].text == was.text:
                self.gone_new.add(place)
            else:
                self.new[place] = self._conflict(at, Part("", ""), self.new[place].text)
            return
        merged = self._together(was, self.yours[there], self.new[place])
        self.new[place] = merged._replace(gap=self.new[place].gap)
        self.gone_yours.add(there)

    def _together(self, was: Part, yours: Part, new: Part) -> Part:
        from contentops.drafts.merge_text import Sides, join

        if new.text in (was.text, yours.text):
            return yours
        if was.text == yours.text:
            return yours._replace(text=new.text)
        known = len(self.merge.conflicts)
        parts = self.merge.merge_parts([was], [yours], [new], level="block")
        text = join(parts, "block", self.merge.language).rstrip("\n")
        if len(self.merge.conflicts) > known + 1:  # one conflict a paragraph, so that it can be moved
            del self.merge.conflicts[known:]
            return self.merge.conflict(Sides(was.text, yours.text, new.text))._replace(gap=yours.gap)
        return Part(
            text, yours.gap, True, len(self.merge.conflicts) if len(self.merge.conflicts) > known else 0
        )

    def _conflict(self, at: int, yours: Part, new: str) -> Part:
        from contentops.drafts.merge_text import Sides

        return self.merge.conflict(Sides(self.base[at].text, yours.text, new))._replace(
            gap=yours.gap or "\n\n"
        )


def _glue_split(base: Sequence[Part], side: Sequence[Part]) -> list[Part]:
    """`side` with every paragraph that it split held together, so that all of it moves or none."""
    glued = list(side)
    for hunk in reversed(gather_joined(_texts(base), _texts(side), align(_texts(base), _texts(side)))):
        pieces = side[hunk.side_start : hunk.side_end]
        if hunk.pair and hunk.end - hunk.start == 1 and len(pieces) > 1:
            text = "".join(part.text + part.gap for part in pieces[:-1]) + pieces[-1].text
            glued[hunk.side_start : hunk.side_end] = [pieces[-1]._replace(text=text)]
    return glued


def _without(parts: Sequence[Part], gone: set[int]) -> list[Part]:
    return [part for at, part in enumerate(parts) if at not in gone]


def _texts(parts: Sequence[Part]) -> list[str]:
    return [part.text for part in parts]


def _places(count: int, hunks: Sequence[Hunk]) -> dict[int, int]:
    """Where each part of the base stands in the side, as it was or changed; missing when it is gone."""
    places: dict[int, int] = {}
    at = there = 0
    for hunk in [*hunks, Hunk(count, count, 0, 0)]:
        while at < hunk.start:
            places[at] = there
            at, there = at + 1, there + 1
        if hunk.pair:
            places[at] = there
        at, there = hunk.end, hunk.side_end
    return places


def _moved(
    base: Sequence[Part], side: Sequence[Part], hunks: Sequence[Hunk], enough: float
) -> dict[int, int]:
    """The parts that are gone from their place and stand at another, as they were or little changed."""
    gone = [at for hunk in hunks if not hunk.pair for at in range(hunk.start, hunk.end)]
    came = [at for hunk in hunks if not hunk.pair for at in range(hunk.side_start, hunk.side_end)]
    gone = [at for at in gone if len(base[at].text) >= _SHORTEST]
    if not gone or not came or len(gone) > _MOST or len(came) > _MOST:
        return {}
    counts = Counter(part.text for part in (*base, *side))
    pairs = sorted(
        (
            (similarity(base[at].text, side[place].text), at, place)
            for at in gone
            for place in came
            if counts[base[at].text] <= 2
        ),
        key=lambda found: (-found[0], found[1], found[2]),
    )
    moved: dict[int, int] = {}
    for likeness, at, place in pairs:
        if likeness >= enough and at not in moved and place not in moved.values():
            moved[at] = place
    return moved


def _copies(base: Sequence[Part], yours: Sequence[Part], hunks: Sequence[Hunk]) -> dict[int, int]:
    """The paragraphs that the person doubled: where the copy stands, and of what it is one."""
    came = [at for hunk in hunks for at in range(hunk.side_start, hunk.side_end)]
    places = {part.text: at for at, part in enumerate(base) if len(part.text) >= _SHORTEST}
    kept = Counter(part.text for part in yours)
    return {
        at: places[yours[at].text] for at in came if yours[at].text in places and kept[yours[at].text] > 1
    }
