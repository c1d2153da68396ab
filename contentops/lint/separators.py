"""Terms with something put between their characters: `国 家 级`, `国.家*级`, `第·一`, `b e s t`.

What is put there is taken out and the text searched again; but only the places where it can matter are
copied: gaps whose neighbours stand side by side in a term of the lists, rows of single characters, and
letters that stand alone. A term found there counts when its gaps only hide it. They part it when words
that stand by themselves are on both sides: `国家/级别`, `第一，品牌词`, `确保 本地`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from contentops.lint.segments import commonness, split_words
from contentops.lint.visible import PART

_GAP = r"[^\w\n\ufffc]"
_HAN = r"[^\W\d_a-z]"
"""Chinese, or another script that is not Latin: a range of thousands takes milliseconds to compile."""
_SYMBOL = r"[^\w\s\ufffc\-.,:;!?'\"/\\&+=@#()<>%{}\[\]（）。、《》【】“”‘’「」…—]"
_MARKS = frozenset(",.;:!?/\\|。、…")
"""What parts clauses and things of a list, folded."""
_CLAUSE_MARKS = ",.:;、。"
"""Of these, those that Chinese prose is full of."""
_STOPS = frozenset(",;:!?、。…")
"""Those after which another clause or thing begins, unless every character of a longer term stands alone."""
_BRACKETS = frozenset("()[]{}<>\"'“”‘’「」『』《》〈〉【】〔〕—`")
_PARTING = _MARKS | _BRACKETS | {"-"}
_REACH = 160
"""Characters copied around a gap: exemptions look at the sentence."""
_RUN = 8
_LONG = 5_000
"""Characters from which a set of all neighbours pays for being prepared."""
_COMMON = 10.8
"""From this commonness on one character is a word by itself after a comma (最 不 人, but not 第 佳 级)."""


Span = tuple[int, int]


class Gapless(NamedTuple):
    """Pieces of a text without the gaps in them, and where each piece stands in the text.

    `seams` are the offsets in `text` at which a gap was taken out; `gaps` has what stood there.
    """

    text: str
    starts: list[int]
    sources: list[int]
    seams: list[int]
    gaps: dict[int, str]

    def source(self, offset: int) -> int:
        """The offset in the whole text of a character here."""
        at = bisect_right(self.starts, offset) - 1
        return self.sources[at] + offset - self.starts[at]

    def inner_seams(self, start: int, end: int) -> list[int]:
        """The seams inside `text[start:end]`."""
        return self.seams[bisect_right(self.seams, start) : bisect_right(self.seams, end - 1)]

    def has_seam(self, start: int, end: int) -> bool:
        """Whether a gap was taken out inside `text[start:end]` or just behind."""
        return bisect_right(self.seams, start) < bisect_right(self.seams, end)

    def source_end(self, end: int) -> int:
        """The offset in the whole text of an end here, with the gap behind it."""
        return self.source(end - 1) + 1 + len(self.gaps.get(end, ""))


@cache
def _chinese_gaps() -> re.Pattern[str]:
    # The gap's first character stands first: a search for one of a set is the fast one. Left out are a blank
    # between Chinese and Latin and a mark between words of two characters, which make up nine in ten.
    return re.compile(
        f"[\\W_](?<![\n\ufffc])"
        f"(?:(?<={_HAN}.)(?!(?<= )[a-z0-9]|(?<={_HAN}{_HAN}[{_CLAUSE_MARKS}]){_HAN}{_HAN})"
        f"(?:{_GAP}|_){{0,7}}(?=[^\\W_])"
        f"|(?<=[a-z0-9].)(?!(?<= ){_HAN})(?:{_GAP}|_){{0,7}}(?={_HAN}))"
    )


@cache
def _typographic_blanks() -> re.Pattern[str]:
    return re.compile(f" (?:(?<={_HAN} )(?=[a-z0-9])|(?<=[a-z0-9] )(?={_HAN}))")


@cache
def _marks() -> re.Pattern[str]:
    return re.compile(f"[{_CLAUSE_MARKS}](?<=\\w.)(?=\\w)")


@lru_cache(maxsize=16)
def _marks_between(pairs: frozenset[str]) -> re.Pattern[str]:
    """A mark whose neighbours may be those inside a term."""
    left, right = ("".join(sorted({re.escape(pair[at]) for pair in pairs})) for at in (0, 1))
    return re.compile(f"[{_CLAUSE_MARKS}](?<=[{left}].)(?=[{right}])")


@cache
def _gaps() -> re.Pattern[str]:
    return re.compile(f"(?:{_GAP}|_)+")


@cache
def _spaced_letters() -> re.Pattern[str]:
    return re.compile(rf"[a-z](?<![a-z0-9].)(?:(?:{_GAP}|_){{1,3}}[a-z0-9](?![a-z0-9])){{2,}}")


@cache
def _split_words() -> re.Pattern[str]:
    return re.compile(rf"{_SYMBOL}(?<=[a-z].){_SYMBOL}?(?=[a-z])")


@cache
def _joints() -> re.Pattern[str]:
    return re.compile(r"[._-](?<=[a-z].)(?=[a-z])")


@cache
def _joined_words() -> re.Pattern[str]:
    return re.compile(r"(?<![\w@/-])[a-z]+(?:[._-][a-z]+){1,8}(?![\w@/-])")


def _joined_terms(text: str, literals: Collection[str]) -> Iterator[Span]:
    """The gaps in words joined by dots, low lines or hyphens where all of it is a term: `un-beat-able`.

    A compound that the lists have as it stands (`best-in-class`) is no disguise.
    """
    last = 0
    for joint in _joints().finditer(text):
        if joint.start() < last:
            continue
        first = joint.start()
        while (
            first > last
            and joint.start() - first < _REACH
            and (text[first - 1].isalpha() or text[first - 1] in "._-")
        ):
            first -= 1
        found = _joined_words().match(text, first)
        last = found.end() if found else joint.end()
        if found and _is_disguise(found.group(), literals):
            yield from (gap.span() for gap in _gaps().finditer(text, *found.span()))


def _is_disguise(joined: str, literals: Collection[str]) -> bool:
    if re.sub("[._-]", "", joined) not in literals:
        return False
    return joined not in literals and joined.replace("-", " ") not in literals


def term_pairs(terms: Collection[str]) -> frozenset[str]:
    """The neighbours inside folded terms of which one is Chinese; blanks and marks in a term do not count."""
    pairs: set[str] = set()
    for term in terms:
        if not term.isascii():
            letters = term if term.isalnum() else "".join(char for char in term if char.isalnum())
            pairs.update(map("".join, pairwise(letters)))
    return frozenset(pairs)


def find_gaps(text: str, pairs: frozenset[str], literals: Collection[str] = ()) -> list[Span]:
    """The gaps of the folded text that may hide a term, in order; `pairs` are the neighbours inside terms.

    Blanks, symbols and emoji count wherever they are, and so does all between single characters in a row:
    patterns have no neighbours that could be listed, and what stands around a term there must be read as
    the words it makes.
    """
    found = {
        (start, start + 1)
        for start in map(re.Match.start, _typographic_blanks().finditer(text))
        if "\u3400" <= max(text[start - 1], text[start + 1]) <= "\u9fff"
    }
    if pairs:
        marks = _marks_between(pairs) if len(text) > _LONG else _marks()
        for match in marks.finditer(text):
            start, end = match.span()
            if text[start - 1] + text[end] in pairs:
                found.add((start, end))
    for match in _chinese_gaps().finditer(text):
        start, end = match.span()
        if not (_is_han(text[start - 1]) or _is_han(text[end])):
            continue
        if (
            not _PARTING.intersection(text[start:end])
            or text[start - 1] + text[end] in pairs
            or (start > 1 and _is_gap(text[start - 2]))
            or _is_gap(text[end + 1 : end + 2])
        ):
            found.add((start, end))
    for match in _spaced_letters().finditer(text):
        found.update(gap.span() for gap in _gaps().finditer(text, match.start(), match.end()))
    found.update(match.span() for match in _split_words().finditer(text))
    found.update(_joined_terms(text, literals))
    return sorted(found)


def _is_gap(char: str) -> bool:
    return char != "" and char not in "\n\ufffc" and not char.isalnum()


def take_out(text: str, gaps: Sequence[Span]) -> Gapless:
    """The text without the gaps; when they are few only their surroundings, each on a line of its own."""
    if len(gaps) * _REACH < len(text):
        return _take_out_near(text, gaps)
    starts, sources, seams, pieces = [], [], [], []
    length = cursor = 0
    removed: dict[int, str] = {}
    for start, end in gaps:
        if start < cursor:  # inside the gap before
            continue
        starts.append(length)
        sources.append(cursor)
        pieces.append(text[cursor:start])
        length += start - cursor
        seams.append(length)
        removed[length] = text[start:end]
        cursor = end
    starts.append(length)
    sources.append(cursor)
    pieces.append(text[cursor:])
    return Gapless("".join(pieces), starts, sources, seams, removed)


def _take_out_near(text: str, gaps: Sequence[Span]) -> Gapless:
    pieces: list[str] = []
    starts: list[int] = []
    sources: list[int] = []
    seams: list[int] = []
    removed: dict[int, str] = {}
    length = 0

    def copy(first: int, last: int) -> None:
        nonlocal length
        starts.append(length)
        sources.append(first)
        pieces.append(text[first:last])
        length += last - first

    for group in _groups(text, gaps):
        first, last, inside = group
        cursor = first
        for start, end in inside:
            copy(cursor, start)
            seams.append(length)
            removed[length] = text[start:end]
            cursor = end
        copy(cursor, last)
        starts.append(length)
        sources.append(last)
        pieces.append(PART)
        length += 1
    return Gapless("".join(pieces), starts, sources, seams, removed)


def _groups(text: str, gaps: Sequence[Span]) -> Iterator[tuple[int, int, list[Span]]]:
    """Stretches of lines around gaps: from where, to where, and the gaps inside."""
    first = last = -1
    inside: list[Span] = []
    for start, end in gaps:
        if start < last and inside and start >= inside[-1][1]:
            inside.append((start, end))
        elif start < last:
            continue
        else:
            if inside:
                yield first, last, inside
            reach = max(0, start - _REACH, last)
            first = max(reach, text.rfind(PART, reach, start) + 1)
            inside = [(start, end)]
        stop = text.find(PART, end, end + _REACH)
        last = stop if stop >= 0 else min(len(text), end + _REACH)
    if inside:
        yield first, last, inside


def is_hidden(found: Gapless, start: int, end: int) -> bool:
    """Whether the gaps inside `text[start:end]` only hide what stands there, rather than part it."""
    seams = found.inner_seams(start, end)
    if not seams:
        return False
    text = found.text[start:end]
    letters = sum(map(str.isalnum, text))
    everywhere = len(seams) >= letters - 1
    if text.isascii():
        return _hides_latin(found, start, end, seams, everywhere=everywhere)
    return not any(_parts(found, seam, start, end, everywhere and letters > 2) for seam in seams)


def _hides_latin(found: Gapless, start: int, end: int, seams: Sequence[int], *, everywhere: bool) -> bool:
    if start not in found.gaps and end not in found.gaps and all(found.gaps[seam] in "._-" for seam in seams):
        return True
    if not everywhere:  # each gap is beside a letter that stands alone, or is a symbol that parts no words
        return all(
            seam - 1 in found.gaps or seam + 1 in found.gaps or not set(found.gaps[seam]) & set("-. ")
            for seam in seams
        )
    length = end - start
    whole = start not in found.gaps and end not in found.gaps
    return length >= 4 or (length == 3 and whole)


def _parts(found: Gapless, seam: int, start: int, end: int, everywhere: bool) -> bool:
    """Whether the gap at a seam parts words; `everywhere` if three or more characters all stand apart."""
    kinds = set(found.gaps[seam])
    before, after = found.text[seam - 1], found.text[seam]
    if before.isascii() or after.isascii():  # a blank beside Latin letters is typography, all else parts
        return not found.gaps[seam].isspace() and not everywhere
    left = split_words(_run_before(found, seam))[-1]
    right = split_words(_run_after(found, seam))[0]
    if len(left) > seam - start or len(right) > end - seam:
        return True  # the term begins or ends in the middle of a word on one side of the gap
    if everywhere or kinds <= {" "}:
        return False
    if kinds & (_BRACKETS | _STOPS):
        return True
    if kinds & _MARKS:
        return _stands(left) and _stands(right)
    return len(left) > 1 and len(right) > 1


def _stands(word: str) -> bool:
    return len(word) > 1 or commonness(word) >= _COMMON


def _run_before(found: Gapless, seam: int) -> str:
    first = seam - 1
    while first > 0 and seam - first < _RUN and first not in found.gaps and _is_han(found.text[first - 1]):
        first -= 1
    return found.text[first:seam]


def _run_after(found: Gapless, seam: int) -> str:
    last = seam + 1
    text = found.text
    while last < len(text) and last - seam < _RUN and last not in found.gaps and _is_han(text[last]):
        last += 1
    return text[seam:last]


def _is_han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff"
