"""Where Chinese words begin and end, told at the places where it matters.

`确保本地` holds the characters of 保本 but not the word: the words there are 确保 and 本地. Whether a
term is one of the words, or only arises across their boundary, is decided by how common the words are
that each reading needs (one reading keeps the term whole, the other is free). Only the few characters
around a place are looked at, so a text costs nothing where nothing was found. The table is generated
by `tools/build_word_table.py`.
"""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path

_TABLE = Path(__file__).parent / "tables" / "words.txt"
_LONGEST = 4
_REACH = 6
"""Characters looked at on each side: no word is longer than four."""
_TOTAL = 17.9
"""Natural logarithm of all counts together (60 million)."""
_FEW = 200
_UNKNOWN = -_TOTAL - 2.0
"""A character that is in no table, or one that stands for no word."""

MARGIN = 0.9
"""How much likelier (natural logarithm) the free reading must be to silence a term."""


@cache
def _table() -> bytes:
    return b"\n" + _TABLE.read_bytes()


@cache
def _lines() -> dict[str, str]:
    return {line[0]: line for line in _table().decode("utf-8").split("\n") if line}


def _find_line(first: str) -> str | None:
    """The line of the words that begin with a character: for a few a search is faster than all lines."""
    if _words_from.cache_info().currsize > _FEW:
        return _lines().get(first)
    try:
        start = _table().find(b"\n" + first.encode("utf-8")) + 1
    except UnicodeEncodeError:  # half of a pair
        return None
    return _table()[start : _table().find(b"\n", start)].decode("utf-8") if start else None


@cache
def _words_from(first: str) -> dict[str, float]:
    """The words that begin with a character, each with its logarithm of probability."""
    line = _find_line(first)
    if line is None:
        return {first: _UNKNOWN}
    own, *groups = line.split("\t")
    found = {first: _score(own[1])}
    for length, group in enumerate(groups, 1):
        for start in range(0, len(group), length + 1):
            found[first + group[start : start + length]] = _score(group[start + length])
    return found


def _score(letter: str) -> float:
    return (ord(letter) - 48) / 2 - _TOTAL


def commonness(word: str) -> float:
    """How common a word is: the natural logarithm of its count, below 0 for what is no word."""
    return _words_from(word[0]).get(word, _UNKNOWN) + _TOTAL


def _is_han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff"


def _best(text: str) -> float:
    """The logarithm of the probability of the likeliest words that make up the text."""
    best = [0.0] + [-1e9] * len(text)
    for start in range(len(text)):
        words = _words_from(text[start])
        here = best[start]
        for end in range(start + 1, min(start + _LONGEST, len(text)) + 1):
            score = words.get(text[start:end])
            if score is not None and here + score > best[end]:
                best[end] = here + score
    return best[-1]


@lru_cache(maxsize=5_000)
def split_words(text: str) -> tuple[str, ...]:
    """The likeliest words of a short Chinese text."""
    best = [0.0] + [-1e9] * len(text)
    origin = [0] * (len(text) + 1)
    for start in range(len(text)):
        words = _words_from(text[start])
        for end in range(start + 1, min(start + _LONGEST, len(text)) + 1):
            score = words.get(text[start:end])
            if score is not None and best[start] + score > best[end]:
                best[end] = best[start] + score
                origin[end] = start
    found: list[str] = []
    end = len(text)
    while end:
        found.append(text[origin[end] : end])
        end = origin[end]
    return tuple(reversed(found))


@lru_cache(maxsize=20_000)
def _advantage(text: str, start: int, end: int) -> float:
    """How much likelier the free reading of the text is than those that keep `text[start:end]` whole."""
    kept = _best(text[:start]) + _best(text[start:end]) + _best(text[end:])
    if end - start > 1:  # a term of one character is a word only by itself
        for first in range(max(0, end - _LONGEST), start + 1):
            words = _words_from(text[first])
            for last in range(end, min(first + _LONGEST, len(text)) + 1):
                score = words.get(text[first:last])
                if score is not None:
                    kept = max(kept, _best(text[:first]) + score + _best(text[last:]))
    return _best(text) - kept


def advantage(text: str, start: int, end: int, *, only_start: bool = False) -> float:
    """The same at a place in a longer folded text; 0.0 where neither side goes on in Chinese.

    With `only_start` the place may end in the middle of a word.
    """
    if only_start:
        end = min(end, start + _REACH)
    first = start
    while first > 0 and start - first < _REACH and _is_han(text[first - 1]):
        first -= 1
    last = end
    while not only_start and last < len(text) and last - end < _REACH and _is_han(text[last]):
        last += 1
    if not (_is_crossed(text, first, last, start) or _is_crossed(text, first, last, end)):
        return 0.0
    return _advantage(text[first:last], start - first, end - first)


def _is_crossed(text: str, first: int, last: int, at: int) -> bool:
    """Whether any word of the table, inside `text[first:last]`, goes across the offset `at`."""
    for start in range(max(first, at - _LONGEST + 1), at):
        words = _words_from(text[start])
        for end in range(at + 1, min(start + _LONGEST, last) + 1):
            if text[start:end] in words:
                return True
    return False


def crosses_words(text: str, start: int, end: int, *, is_pattern: bool = False) -> bool:
    """Whether the folded `text[start:end]` only arises across the boundary of words around it.

    A grade is no such case: 国家级别 says 国家级. A pattern's match may end wherever its author cut it.
    """
    only_start = is_pattern or text.startswith("级别", end - 1)
    return advantage(text, start, end, only_start=only_start) > MARGIN
