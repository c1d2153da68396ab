"""Terms written with other characters of the same sound (国加级, 嘬佳) or with one character as its two halves (弓虽).

Only for `disguises="thorough"`, and kept from crying wolf: only whole Chinese terms, only where none of the
characters belongs to a common word (国家及地方 is no disguise of 国家级), and in a term of two characters only
a rare character may stand for another. What sounds the same may be meant: a finding is a warning.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from contentops.lint.segments import commonness, split_words

_TABLE = Path(__file__).parent / "tables" / "sounds.txt"
_RARE = 8.0
"""Up to this commonness a character may be one that nobody writes for its own sake."""
_REACH = 6

_LOOKS_LIKE = {"嘬": "最", "蕞": "最", "苐": "第", "隹": "佳", "圀": "国", "囯": "国"}
"""Rare characters that hold another one, and are read as it by who does not look twice."""

_HALVES = {
    "弓虽": "强", "王里": "理", "木及": "极", "丁页": "顶", "亻圭": "佳", "纟及": "级", "讠正": "证", "纟色": "绝",
    "又寸": "对", "仓刂": "创", "贝兼": "赚", "亻呆": "保", "牛寺": "特", "交攵": "效", "亻介": "价", "禾急": "稳",
    "氵台": "治", "疒只": "疾", "钅戋": "钱", "禾口": "和", "亻旦": "但", "犭虫": "独", "女口": "如", "米青": "精",
}  # fmt: skip
"""Two characters that are read as one, side by side."""


class Sounding(NamedTuple):
    """A term found by its sound at `start` to `end`; `number` as it was given to the search."""

    start: int
    end: int
    number: int
    term: str


class _Sounds(dict[int, int]):
    """Every character as the one that stands for its sound; what is no known character stays itself."""

    def __missing__(self, code: int) -> int:
        self[code] = code
        return code


@cache
def _sounds() -> _Sounds:
    sounds = _Sounds()
    for line in _TABLE.read_text(encoding="utf-8").split("\n"):
        sounds.update((ord(char), ord(line[0])) for char in line)
    for char, other in _LOOKS_LIKE.items():
        sounds[ord(char)] = sounds[ord(other)]
    return sounds


@cache
def _halves() -> re.Pattern[str]:
    return re.compile("|".join(_HALVES))


def _is_han(text: str) -> bool:
    return all("\u3400" <= char <= "\u9fff" for char in text)


class HomophoneSearch:
    """Finds folded Chinese terms by their sound."""

    def __init__(self, terms: Iterable[tuple[int, str, str]]) -> None:
        by_sound: dict[str, list[tuple[int, str, str]]] = {}
        for number, term, literal in terms:
            if len(literal) > 1 and _is_han(literal):
                by_sound.setdefault(literal.translate(_sounds()), []).append((number, term, literal))
        self._terms = list(by_sound.values())
        self._automaton = AhoCorasick(list(by_sound)) if by_sound else None

    def find(self, folded: str) -> Iterator[Sounding]:
        """Terms that are written with other characters in the folded text."""
        if self._automaton is None or folded.isascii():
            return
        for place, start, end in self._automaton.find_matches_as_indexes(
            folded.translate(_sounds()), overlapping=True
        ):
            written = folded[start:end]
            for number, term, literal in self._terms[place]:
                if written != literal and _stands_for(written, literal, folded, start, end):
                    yield Sounding(start, end, number, term)


def _stands_for(written: str, literal: str, text: str, start: int, end: int) -> bool:
    others = [at for at, (char, meant) in enumerate(zip(written, literal, strict=True)) if char != meant]
    if len(others) == len(literal):
        return False
    rare = all(commonness(written[at]) <= _RARE for at in others)
    if len(literal) == 2 and not rare:
        return False
    # A word of the term itself may stay whole (第壹品牌) when what is beside it is no word anybody writes there.
    return _stands_apart(text, start, end, [start + at for at in others] if rare else None)


def _stands_apart(text: str, start: int, end: int, others: Collection[int] | None = None) -> bool:
    """Whether none of the characters belongs to a word of more than one.

    With `others` a word inside `start` to `end` is let be that has none of these offsets.
    """
    first = start
    while first > 0 and start - first < _REACH and _is_han(text[first - 1]):
        first -= 1
    last = end
    while last < len(text) and last - end < _REACH and _is_han(text[last]):
        last += 1
    at = first
    for word in split_words(text[first:last]):
        after = at + len(word)
        if len(word) > 1 and at < end and after > start:
            inside = others is not None and start <= at and after <= end
            if not inside or not set(others or ()).isdisjoint(range(at, after)):
                return False
        at = after
    return True


def join_halves(folded: str) -> tuple[str, list[tuple[int, int]]]:
    """The text with the whole character in the place of its first half, and the spans of the second halves."""
    found: list[tuple[int, int]] = []
    pieces: list[str] = []
    cursor = 0
    for match in _halves().finditer(folded) if not folded.isascii() else ():
        start, end = match.span()
        if not _stands_apart(folded, start, end):
            continue
        pieces += [folded[cursor:start], _HALVES[match.group()]]
        found.append((start + 1, end))
        cursor = start + 1
    return "".join([*pieces, folded[cursor:]]), found


def describe(written: str, term: str, *, halves: bool = False) -> str:
    """What to say of it, before the reason."""
    return f"“{written}”{'拆写' if halves else '谐音'}“{term}”："
