"""The merge of running text: blocks first, then units within a block, then sentences within prose.

Both sides are compared with the base. Where only one has changed something, its change is taken; where
both have changed the same part, that part is looked at more closely, down to whole sentences and no
further: a sentence of the result is always one that somebody wrote. What remains is a conflict, which
stands on lines of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from contentops.conflict_marks import BASE, CLOSE, MIDDLE, OPEN
from contentops.drafts.merge_align import align
from contentops.drafts.merge_moves import follow_moves
from contentops.drafts.merge_parts import (
    Part,
    is_atomic,
    is_even_table,
    is_structure,
    is_table,
    split_blocks,
    split_sentences,
    split_units,
)
from contentops.drafts.merge_regions import Level, Region, find_regions, keys
from contentops.models.base import Language


class Sides(NamedTuple):
    """A stretch of text in its three versions."""

    base: str
    yours: str
    new: str


@dataclass(frozen=True)
class Labels:
    """What the sides of a conflict are called in its marks."""

    yours: str
    base: str
    new: str


@dataclass
class TextMerge:
    """One merge: collects the conflicts while it goes. `known_base` is false when there is no base to show."""

    language: Language
    labels: Labels
    known_base: bool = True
    conflicts: list[Sides] = field(default_factory=list)

    def conflict(self, sides: Sides) -> Part:
        """`sides` as a conflict with its marks, on lines of its own."""
        self.conflicts.append(sides)
        lines = [f"{OPEN} {self.labels.yours}", *_content(sides.yours)]
        if self.known_base:
            lines += [f"{BASE} {self.labels.base}", *_content(sides.base)]
        lines += [MIDDLE, *_content(sides.new), f"{CLOSE} {self.labels.new}"]
        gaps = (_gap(sides.yours), _gap(sides.new), _gap(sides.base))
        return Part("\n".join(lines), next((gap for gap in gaps if gap), ""), True, len(self.conflicts))

    def merge_body(self, sides: Sides) -> str:
        """The three versions of a text below the front matter as one."""
        leads, blocks = zip(*(split_blocks(text) for text in sides), strict=True)
        followed = follow_moves(self, *blocks)
        parts = self.merge_parts(*followed, level="block")
        lead = pick(*leads)
        text = join(parts, "block", self.language)
        return lead + text.rstrip("\n") + pick(*(_gap(one) for one in sides))

    def merge_lines(self, sides: Sides) -> str:
        """The same for text whose every line stands for itself, such as a front matter that is broken."""
        merged = self._merge(*(_lines(text) for text in sides), level="unit", refine=False)
        return join(merged, "unit", self.language).rstrip("\n")

    def compare_body(self, yours: str, new: str) -> str:
        """Two versions without a base: what is in both stays, every difference is a conflict."""
        (our_lead, our_blocks), (_, new_blocks) = split_blocks(yours), split_blocks(new)
        text = join(self._compare(our_blocks, new_blocks, "block"), "block", self.language)
        return our_lead + text.rstrip("\n") + _gap(yours)

    def compare_lines(self, yours: str, new: str) -> str:
        """The same line by line."""
        text = join(self._compare(_lines(yours), _lines(new), "unit"), "unit", self.language)
        return text.rstrip("\n")

    def _compare(self, yours: Sequence[Part], new: Sequence[Part], level: Level) -> list[Part]:
        merged: list[Part] = []
        at = 0
        for hunk in align(keys(yours, level), keys(new, level)):
            merged += yours[at : hunk.start]
            at = hunk.end
            ours, theirs = yours[hunk.start : hunk.end], new[hunk.side_start : hunk.side_end]
            sides = Sides("", join(ours, level, self.language), join(theirs, level, self.language))
            if (
                level == "block"
                and hunk.pair
                and not any(is_atomic(text) or is_table(text) for text in sides)
            ):
                parts = self._compare(
                    split_units(sides.yours.rstrip("\n")), split_units(sides.new.rstrip("\n")), "unit"
                )
                text = join(parts, "unit", self.language)
                merged.append(Part(text.rstrip("\n"), ours[0].gap, True, _number(parts)))
            else:
                merged.append(self.conflict(sides))
        return merged + list(yours[at:])

    def merge_parts(
        self, base: Sequence[Part], yours: Sequence[Part], new: Sequence[Part], *, level: Level
    ) -> list[Part]:
        """The parts of three versions as those of one."""
        return self._merge(base, yours, new, level=level, refine=True)

    def _merge(
        self,
        base: Sequence[Part],
        yours: Sequence[Part],
        new: Sequence[Part],
        *,
        level: Level,
        refine: bool,
    ) -> list[Part]:
        merged: list[Part] = []
        for region in find_regions(keys(base, level), yours, new, level):
            parts = (base[region.base], yours[region.yours], new[region.new])
            clear = self._uncontested(region, *parts, level)
            merged += self._resolve(*parts, level, refine) if clear is None else clear
        return merged

    def _resolve(
        self, base: Sequence[Part], yours: Sequence[Part], new: Sequence[Part], level: Level, refine: bool
    ) -> list[Part]:
        """A stretch that both sides have changed."""
        marked = [part for part in (*yours, *new) if part.conflict]
        if marked:  # a conflict is never put into another
            plain = ([part for part in parts if not part.conflict] for parts in (yours, new))
            return marked + self._merge(base, *plain, level=level, refine=refine)
        sides = Sides(*(join(parts, level, self.language) for parts in (base, yours, new)))
        if not refine:
            return [self.conflict(sides)]
        closer = self._closer(sides) if level == "block" else self._by_sentence(base, yours, new)
        return closer if closer is not None else [self.conflict(sides)]

    def _closer(self, sides: Sides) -> list[Part] | None:
        """Blocks by their units; None when they make sense as a whole only."""
        if any(is_atomic(text) for text in sides) or not all(text.strip() for text in sides):
            return None
        known = len(self.conflicts)
        units = (split_units(text.rstrip("\n")) for text in sides)
        parts = self.merge_parts(*follow_moves(self, *units, alike=1.0), level="unit")
        if not parts:
            return []
        text = join(parts, "unit", self.language)
        uneven = (
            any(is_table(one) for one in sides) and len(self.conflicts) == known and not is_even_table(text)
        )
        if uneven or not self._stand_apart(parts):
            del self.conflicts[known:]
            return None
        plain = text.rstrip("\n")
        gap = pick(*(_gap(one) for one in sides)) or text[len(plain) :]
        return [Part(plain, gap, True, _number(parts))]

    def _stand_apart(self, parts: Sequence[Part]) -> bool:
        """Whether units that met for the first time are still units: a line below a list item belongs to it."""
        run: list[Part] = []
        for part in [*parts, None]:
            if part is not None and not part.conflict:
                run.append(part)
                continue
            text = join(run, "unit", self.language)
            alone = [unit for one in run for unit in split_units(one.text)]
            if keys(split_units(text), "sentence") != keys(alone, "sentence"):
                return False
            run = []
        return True

    def _by_sentence(
        self, base: Sequence[Part], yours: Sequence[Part], new: Sequence[Part]
    ) -> list[Part] | None:
        """Prose by its sentences; None when both have changed one, or when it is not prose."""
        versions = (base, yours, new)
        if not all(versions):
            return None
        structured = any(is_structure(part.text) for parts in versions for part in parts)
        if structured and (any(len(parts) != 1 for parts in versions) or base[0].text.lstrip()[:1] == "|"):
            return None
        gap = pick(*(parts[-1].gap for parts in versions)) or "\n"
        clashes, sides = self._sentence_sides(*(_sentences(parts) for parts in versions))
        if sides is None:
            return None
        if clashes:
            return [self.conflict(sides)._replace(gap=gap)]
        plain = sides.yours.rstrip()
        return [Part(plain, gap, True)] if plain else []

    def _sentence_sides(
        self, base: Sequence[Part], yours: Sequence[Part], new: Sequence[Part]
    ) -> tuple[int, Sides | None]:
        """How many sentences both have changed, and the text with each side's choice in them.

        Everything else is merged in all three, so that whoever takes one side loses nothing of the rest.
        None when sentences that met for the first time would run into one another.
        """
        regions = list(find_regions(keys(base, "sentence"), yours, new, "sentence"))
        stretches = [(base[one.base], yours[one.yours], new[one.new]) for one in regions]
        merged = [
            self._uncontested(region, *parts, "sentence")
            for region, parts in zip(regions, stretches, strict=True)
        ]
        clashes = merged.count(None)
        chosen: tuple[list[Part], list[Part], list[Part]] = ([], [], [])
        for at, parts in enumerate(stretches):
            # What was added or removed right beside a clash belongs to it.
            counts = {len(side) for side in parts}
            beside = (
                counts != {1} and regions[at].whose != "nobody" and None in merged[max(0, at - 1) : at + 2]
            )
            taken = None if beside else merged[at]
            for side, own in zip(chosen, parts, strict=True):
                side.extend(own if taken is None else taken)
        if not clashes and _comes_back(base, yours, new, chosen[0]):
            return 1, Sides(*(join(side, "sentence", self.language) for side in (base, yours, new)))
        texts = [join(side, "sentence", self.language) for side in chosen]
        for side, text in zip(chosen, texts, strict=True):
            if keys(_sentences(split_units(text)), "sentence") != keys(side, "sentence"):
                return clashes, None
        return clashes, Sides(*texts)

    def _uncontested(
        self, region: Region, base: Sequence[Part], yours: Sequence[Part], new: Sequence[Part], level: Level
    ) -> Sequence[Part] | None:
        """What a stretch becomes when at most one side has changed it; otherwise None."""
        if region.whose == "both" and not _same(yours, new, level):
            return None
        taken = new if region.whose == "new" else yours
        if not len(base) == len(yours) == len(new):
            return taken
        gaps = [pick(*(part.gap for part in three)) for three in zip(base, yours, new, strict=True)]
        return [part._replace(gap=gap) for part, gap in zip(taken, gaps, strict=True)]


def pick(base: str, yours: str, new: str) -> str:
    """The small three-way merge of what cannot be a conflict, such as white space: the person's wins."""
    return yours if yours != base else new


def join(parts: Sequence[Part], level: Level, language: Language) -> str:
    """Parts as text again; those from different versions are kept apart as the text needs it."""
    pieces: list[str] = []
    for at, part in enumerate(parts):
        following = parts[at + 1] if at + 1 < len(parts) else None
        gap = part.gap
        if following is not None:
            if level == "block":
                gap += "\n" * max(0, 2 - gap.count("\n"))
            elif level == "unit" or following.opens:
                gap += "" if "\n" in gap else "\n"
            elif not gap:
                gap = _between(part.text, following.text, language)
        pieces.append(part.text + gap)
    return "".join(pieces)


def _between(before: str, after: str, language: Language) -> str:
    """What stands between two sentences that met here for the first time."""
    if before[-1:] > "\u2e7f" or (language == "zh" and after[:1] > "\u2e7f"):
        return ""
    return "" if before[-1:] in "”’" and language == "zh" else " "


def _lines(text: str) -> list[Part]:
    return [Part(line, "\n", True) for line in text.split("\n")] if text else []


def _number(parts: Sequence[Part]) -> int:
    return max(part.conflict for part in parts)


def _same(one: Sequence[Part], other: Sequence[Part], level: Level) -> bool:
    return keys(one, level) == keys(other, level)


def _comes_back(
    base: Sequence[Part], yours: Sequence[Part], new: Sequence[Part], merged: Sequence[Part]
) -> bool:
    """Whether a sentence is there still that one side has removed and the other only moved."""
    was, ours, theirs, now = (set(keys(parts, "sentence")) for parts in (base, yours, new, merged))
    return bool(was & now & (ours ^ theirs))


def _sentences(units: Sequence[Part]) -> list[Part]:
    sentences: list[Part] = []
    for unit in units:
        split = split_sentences(unit.text)
        if not split:
            continue
        split[0] = split[0]._replace(opens=is_structure(unit.text))
        split[-1] = split[-1]._replace(gap=unit.gap)
        sentences += split
    return sentences


def _content(text: str) -> list[str]:
    plain = text.strip("\n")
    return plain.split("\n") if plain else []


def _gap(text: str) -> str:
    return text[len(text.rstrip("\n")) :]
