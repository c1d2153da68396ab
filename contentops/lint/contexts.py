"""Contexts: longer phrases in which a term is fine.

They are searched for only in texts in which a term was found, so a clean text does not pay for them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from ahocorasick_rs import AhoCorasick

from contentops.lint.words import spellings

Span = tuple[int, int]


class FoundContexts:
    """Where the contexts of each scope stand in one text."""

    def __init__(self, spans: dict[int, list[Span]], longest: int) -> None:
        self._spans = spans
        self._longest = longest

    def cover(self, scope: int, start: int, end: int) -> bool:
        """Whether a context of this scope holds all of the text from `start` to `end`."""
        spans = self._spans.get(scope)
        if not spans:
            return False
        at = bisect_right(spans, start, key=_start_of) - 1
        while at >= 0 and spans[at][0] + self._longest >= end:
            if spans[at][1] >= end:
                return True
            at -= 1
        return False


class ContextSearch:
    """Finds all contexts of the lists of a run; each belongs to a scope, a number of the matcher's."""

    def __init__(self, contexts: Iterable[tuple[int, str]]) -> None:
        scopes: dict[str, list[int]] = {}
        for scope, context in contexts:
            for spelling in spellings(context):
                scopes.setdefault(spelling, []).append(scope)
        self._scopes = list(scopes.values())
        self._longest = max(map(len, scopes), default=0)
        self._automaton = AhoCorasick(list(scopes)) if scopes else None

    def find(self, folded: str) -> FoundContexts:
        """The contexts that stand in `folded`."""
        spans: dict[int, list[Span]] = {}
        if self._automaton is not None:
            for literal, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
                for scope in self._scopes[literal]:
                    spans.setdefault(scope, []).append((start, end))
            for found in spans.values():
                found.sort()
        return FoundContexts(spans, self._longest)


def _start_of(span: Span) -> int:
    return span[0]
