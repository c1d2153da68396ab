"""Finding pieces by words of Chinese and English.

Chinese has no blanks between words, so a run of Chinese is looked for as it stands, and by its pairs of characters
(bigrams, the usual index of Chinese search engines) when it stands nowhere whole. English words are compared without
their endings. What fits is ranked by BM25 (Robertson and Zaragoza 2009; k1 1.2, b 0.75), a word in the title counting
more than one in the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log

from contentops.library.pieces import Piece

_TOKEN = re.compile(r"[a-z0-9]+(?:[.'’-][a-z0-9]+)*|[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]+")
_K1, _B = 1.2, 0.75
_WEIGHTS = {"title": 6, "keywords": 4, "facts": 2, "text": 1}
_ENDINGS = ("ations", "ation", "ings", "ing", "ies", "ied", "ers", "er", "es", "ed", "s")
_SHORTEST_STEM = 3
_MARKS = re.compile(r"^\s*(?:[-*+>]|\d{1,3}[.)])\s+|\*\*|`|\\(?=\W)")
"""What Markdown begins a line with, and marks within it: an excerpt shows words."""
_BEFORE, _AFTER = 30, 90


@dataclass(frozen=True)
class Hit:
    """A piece that fits: how well, and the words around the best place, with what was found from `start` to `end`."""

    piece: Piece
    score: float
    excerpt: str = ""
    start: int = 0
    end: int = 0


@dataclass(frozen=True)
class Found:
    """What a search gave. `all_words`: whether each piece has every word; otherwise none has, and these have some."""

    hits: tuple[Hit, ...]
    all_words: bool


def search(pieces: Sequence[Piece], query: str) -> Found:
    """The pieces that have the words of `query`, the best first; all of them, by name, for an empty query.

    A word is a run of letters and digits, or a run of Chinese characters.
    """
    words = find_words(query)
    if not words:
        return Found(tuple(Hit(piece, 0.0) for piece in sorted(pieces, key=lambda one: one.name)), True)
    index = [_Indexed(piece) for piece in pieces]
    asked = [_terms(word) for word in words]
    idf = {term: _idf(term, index) for terms in asked for term in terms}
    average = sum(one.length for one in index) / len(index) if index else 0.0
    for whole in (True, False):
        hits = []
        for one in index:
            having = [_has(one, word, terms, whole=whole) for word, terms in zip(words, asked, strict=True)]
            if not (all(having) if whole else any(having)):
                continue
            score = sum(
                _bm25(one, term, idf[term], average) * (2.0 if word in one.folded else 1.0)
                for word, terms, has in zip(words, asked, having, strict=True)
                if has
                for term in terms
            )
            hits.append(_with_excerpt(one.piece, round(score, 4), words))
        if hits:
            return Found(tuple(sorted(hits, key=lambda hit: (-hit.score, hit.piece.name))), whole)
    return Found((), True)


def find_words(query: str) -> list[str]:
    """What of a query can be looked for, each once."""
    return list(dict.fromkeys(_TOKEN.findall(fold(query))))


def fold(text: str) -> str:
    """`text` as it is compared: full-width as half-width, no case."""
    return unicodedata.normalize("NFKC", text).casefold()


class _Indexed:
    """A piece with its words counted."""

    def __init__(self, piece: Piece) -> None:
        self.piece = piece
        names = (*piece.keywords, *piece.industries, *piece.product_names, piece.name.replace("-", " "))
        fields = {
            "title": " ".join(piece.titles),
            "keywords": " ".join(names),
            "facts": " ".join(piece.facts),
            "text": piece.text,
        }
        self.counts: Counter[str] = Counter()
        folded = []
        for field, text in fields.items():
            folded.append(fold(text))
            for token in _TOKEN.findall(folded[-1]):
                for term in _terms(token):
                    self.counts[term] += _WEIGHTS[field]
        self.folded = "\n".join(folded)
        self.length = sum(self.counts.values())


def _terms(token: str) -> tuple[str, ...]:
    """What a word is known by: pairs of Chinese characters, or an English word without its ending."""
    if token[0] >= "\u3400":
        return tuple(token[n : n + 2] for n in range(len(token) - 1)) if len(token) > 1 else (token,)
    return (_stem(token),)


def _stem(word: str) -> str:
    word = word.replace("’", "'").removesuffix("'s")
    for ending in _ENDINGS:
        stem = word.removesuffix(ending)
        if (
            stem != word
            and len(stem) >= _SHORTEST_STEM
            and not (ending == "s" and stem.endswith(("s", "u", "i")))
        ):
            return stem.removesuffix("e") + ("y" if ending in ("ies", "ied") else "")
    return word.removesuffix("e") if len(word) > _SHORTEST_STEM else word


def _has(one: _Indexed, word: str, terms: Sequence[str], *, whole: bool) -> bool:
    """Whether a piece has a word: a run of Chinese as it stands, or all its pairs; with `whole` off, half of them."""
    there = sum(term in one.counts for term in terms)
    if word[0] < "\u3400":
        return there == len(terms)
    if word in one.folded:
        return True
    return len(word) > 2 and (there == len(terms) if whole else 2 * there >= len(terms))


def _idf(term: str, index: Sequence[_Indexed]) -> float:
    having = sum(term in one.counts for one in index)
    return log(1 + (len(index) - having + 0.5) / (having + 0.5))


def _bm25(one: _Indexed, term: str, idf: float, average: float) -> float:
    count = one.counts[term]
    if not count:  # a single Chinese character inside a run: found, but not counted as a pair
        return 0.1
    return idf * count * (_K1 + 1) / (count + _K1 * (1 - _B + _B * one.length / (average or 1)))


def _with_excerpt(piece: Piece, score: float, words: Sequence[str]) -> Hit:
    """The place in the text, or else in the facts, where the most of the words stand close together."""
    best: tuple[int, int, int, str] | None = None
    prose = "\n".join(_MARKS.sub("", line) for line in piece.text.splitlines() if not line.startswith("#"))
    for text in (prose, *piece.facts):
        spans = _spans(text, words)
        for start, end in spans:
            near = len({text[a:b].casefold() for a, b in spans if start <= a < start + _AFTER})
            if best is None or near > best[0]:
                best = (near, start, end, text)
    if best is None:
        return Hit(piece, score)
    _, start, end, text = best
    first, last = _sentence(text, start, end)
    return Hit(piece, score, text[first:last], start - first, end - first)


def _spans(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Where the words stand in `text` as it is written."""
    spans = []
    for match in re.finditer(r"[A-Za-z0-9]+(?:[.'’-][A-Za-z0-9]+)*|[\u3400-\u9fff]+", text):
        token = fold(match.group())
        for word in words:
            if word[0] >= "\u3400":
                place = token.find(word) if len(token) == len(match.group()) else -1
                if place >= 0:
                    spans.append((match.start() + place, match.start() + place + len(word)))
            elif token[:1] < "\u3400" and _stem(token) == _stem(word):
                spans.append(match.span())
    return sorted(spans)


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The words around a place: its line, cut to about 120 characters at the ends of words."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    last = len(text) if last < 0 else last
    if start - first > _BEFORE:
        cut = text.find(" ", start - _BEFORE, start)
        first = cut + 1 if cut >= 0 else start - _BEFORE
    if last - end > _AFTER:
        cut = text.rfind(" ", end, end + _AFTER)
        last = cut if cut > end else end + _AFTER
    return first, last
