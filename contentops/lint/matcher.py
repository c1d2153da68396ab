"""Find the entries of taboo lists in folded text.

All literals (terms, contexts, the anchors of patterns) are found in one scan. Then, in this order:
a term must be a word; the longest match decides over those inside it; a context or an exemption
silences what it covers; what only arises across the boundary of Chinese words is dropped.

Ways of disguising a term that need more literals (inflections) belong into `spellings`; ways that need
other text (separators between letters) are a second text given to `Matcher.find`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache, cached_property
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from contentops.lint.contexts import ContextSearch, FoundContexts
from contentops.lint.segments import crosses_words
from contentops.lint.taboo import SEVERITIES, TERM_MARK, Entry, Exemption, Pattern, Severity, TabooList
from contentops.lint.visible import PART
from contentops.lint.words import LANGUAGES, find_sentence, is_word, spellings

_LOOKAHEAD = 40
_REMEMBERED = 2000
"""Sentences whose exemptions are kept, about a megabyte."""

Span = tuple[int, int]


class Match(NamedTuple):
    """An entry found at `start` to `end` of the text searched; `term` as the list writes it.

    `severity` is the entry's, or lower when `exemption` says so.
    """

    start: int
    end: int
    source: TabooList
    entry: Entry
    term: str
    severity: Severity
    exemption: Exemption | None


@cache
def _regex(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _applies(pattern: Pattern, sentence: str) -> bool:
    # Most exemptions do not apply, and looking for a literal costs far less than compiling a pattern.
    if pattern.anchors and not any(anchor in sentence for anchor in pattern.anchors):
        return False
    return _regex(pattern.regex).search(sentence) is not None


def _holds(exemption: Exemption, sentence: str, found: str) -> bool:
    if not exemption.sentence and not exemption.needs:
        return False
    if exemption.sentence and not any(_applies(pattern, sentence) for pattern in exemption.sentence):
        return False
    if any(_applies(pattern, sentence) for pattern in exemption.unless):
        return False
    # What is needed may be part of the finding itself, as the region is in `国内第一`.
    whole = sentence.replace(TERM_MARK, found)
    return all(_applies(pattern, whole) for pattern in exemption.needs)


class Matcher:
    """The lists that apply to texts in `languages`, prepared for searching.

    Building one costs a few milliseconds for every 1,000 terms, so keep it for the texts of a run.
    """

    def __init__(self, lists: Sequence[TabooList], languages: Sequence[str] = LANGUAGES) -> None:
        self._numbers: dict[str, int] = {}
        self._terms: dict[int, list[tuple[int, str]]] = {}
        self._anchored: dict[int, list[tuple[int, Pattern]]] = {}
        self._unanchored: list[tuple[int, Pattern]] = []
        self._contexts: list[tuple[int, str]] = []
        self._entries: list[tuple[TabooList, Entry]] = []
        self._scopes: list[tuple[int, int]] = []
        self._known_sentences: dict[tuple[int, str, str], list[Exemption]] = {}
        self._exemptions: list[tuple[tuple[Exemption, int], ...]] = []
        # A scope says which entries a context protects: 0 all, then one an exemption and one an entry.
        self._scope_count = 1
        for taboo_list in lists:
            if not taboo_list.language or taboo_list.language in languages:
                self._add_list(taboo_list, languages)
        literals = list(self._numbers)
        self._automaton = AhoCorasick(literals) if literals else None

    def _add_list(self, taboo_list: TabooList, languages: Sequence[str]) -> None:
        self._add_contexts(taboo_list.contexts, 0)
        exemptions = {
            exemption.name: (exemption, self._new_scope(exemption.contexts))
            for exemption in taboo_list.exemptions
        }
        for entry in taboo_list.entries:
            if entry.where.language and entry.where.language not in languages:
                continue
            number = len(self._entries)
            self._entries.append((taboo_list, entry))
            self._scopes.append((0, self._new_scope(entry.contexts)))
            self._exemptions.append(tuple(exemptions[name] for name in entry.exempt_by if name in exemptions))
            for term in entry.terms:
                for spelling in spellings(term):
                    self._terms.setdefault(self._number(spelling), []).append((number, term))
            for pattern in entry.patterns:
                if not pattern.anchors:
                    self._unanchored.append((number, pattern))
                for anchor in pattern.anchors:
                    self._anchored.setdefault(self._number(anchor), []).append((number, pattern))

    def _number(self, literal: str) -> int:
        return self._numbers.setdefault(literal, len(self._numbers))

    def _new_scope(self, contexts: Sequence[str]) -> int:
        scope = self._scope_count
        self._scope_count += 1
        self._add_contexts(contexts, scope)
        return scope

    def _add_contexts(self, contexts: Sequence[str], scope: int) -> None:
        self._contexts.extend((scope, context) for context in contexts)

    @cached_property
    def _context_search(self) -> ContextSearch:
        return ContextSearch(self._contexts)

    def find(self, folded: str, original: str) -> list[Match]:
        """What the lists find in `folded`, in order of place; `original` is the text before folding."""
        if self._automaton is None:
            return []
        hits = self._automaton.find_matches_as_indexes(folded, overlapping=True)
        candidates = [*self._find_terms(hits, folded, original), *self._find_patterns(hits, folded)]
        if not candidates:
            return []
        contexts = self._context_search.find(folded)
        while True:
            judged = list(self._judge(_longest(candidates, self._gravity), contexts, folded))
            crossing = {found[:2] for found in judged if crosses_words(folded, found.start, found.end)}
            if not crossing:
                return judged
            # What is no word covers nothing either: a shorter term inside it gets its turn.
            candidates = [found for found in candidates if found[:2] not in crossing]

    def _find_terms(
        self, hits: Sequence[tuple[int, int, int]], folded: str, original: str
    ) -> Iterator[_Candidate]:
        terms = self._terms
        for literal, start, end in hits:
            for number, term in terms.get(literal, ()):
                if not is_word(folded, start, end):
                    break
                if not self._entries[number][1].case_sensitive or original[start:end] == term:
                    yield _Candidate(start, end, number, term, False)

    def _find_patterns(self, hits: Sequence[tuple[int, int, int]], folded: str) -> Iterator[_Candidate]:
        areas: dict[tuple[int, str], tuple[Pattern, list[Span]]] = {}
        for literal, start, end in hits:
            for number, pattern in self._anchored.get(literal, ()):
                first = max(0, end - pattern.width)
                last = min(len(folded), start + pattern.width + _LOOKAHEAD)
                first = folded.rfind(PART, first, start) + 1 or first
                stop = folded.find(PART, end, last)
                last = stop if stop >= 0 else last
                spans = areas.setdefault((number, pattern.regex), (pattern, []))[1]
                if spans and first <= spans[-1][1]:
                    spans[-1] = (spans[-1][0], max(last, spans[-1][1]))
                else:
                    spans.append((first, last))
        for number, pattern in self._unanchored:
            areas[number, pattern.regex] = (pattern, list(_lines(folded)))
        for (number, regex), (pattern, spans) in areas.items():
            search = _regex(regex).finditer
            for first, last in spans:
                for match in search(folded, first, last):
                    if is_word(folded, match.start(), match.end()):
                        yield _Candidate(match.start(), match.end(), number, pattern.written, True)

    def _judge(
        self, candidates: Sequence[_Candidate], contexts: FoundContexts, folded: str
    ) -> Iterator[Match]:
        """Drop what a context or an exemption silences, lower what an exemption lowers."""
        for found in candidates:
            source, entry = self._entries[found.number]
            if any(contexts.cover(scope, found.start, found.end) for scope in self._scopes[found.number]):
                continue
            exempt = self._exempt(found, contexts, folded)
            if exempt is not None and not exempt.severity:
                continue
            severity = entry.severity
            if exempt is not None and exempt.severity:
                severity = max(severity, exempt.severity, key=SEVERITIES.index)
            yield Match(found.start, found.end, source, entry, found.term, severity, exempt)

    def _exempt(self, candidate: _Candidate, contexts: FoundContexts, folded: str) -> Exemption | None:
        """The exemption that applies, one that silences before one that lowers."""
        exemptions = self._exemptions[candidate.number]
        if not exemptions:
            return None
        first, last = find_sentence(folded, candidate.start, candidate.end)
        sentence = folded[first : candidate.start] + TERM_MARK + folded[candidate.end : last]
        by_sentence = self._exempt_in(candidate.number, sentence, folded[candidate.start : candidate.end])
        applying = [
            exemption
            for exemption, scope in exemptions
            if exemption in by_sentence or contexts.cover(scope, candidate.start, candidate.end)
        ]
        return min(applying, key=lambda exemption: exemption.severity != "", default=None)

    def _exempt_in(self, number: int, sentence: str, found: str) -> list[Exemption]:
        """The exemptions whose pattern applies to the sentence; remembered, since texts repeat theirs."""
        key = (number, sentence, found)
        known = self._known_sentences.get(key)
        if known is None:
            known = [
                exemption for exemption, _ in self._exemptions[number] if _holds(exemption, sentence, found)
            ]
            if len(self._known_sentences) >= _REMEMBERED:
                self._known_sentences.clear()
            self._known_sentences[key] = known
        return known

    def _gravity(self, candidate: _Candidate) -> int:
        return SEVERITIES.index(self._entries[candidate.number][1].severity)


class _Candidate(NamedTuple):
    start: int
    end: int
    number: int
    term: str
    is_pattern: bool


def _longest(candidates: list[_Candidate], severity: Callable[[_Candidate], int]) -> list[_Candidate]:
    """The candidates that no longer one covers; of several at one place the gravest, then the first.

    A pattern reaches over words that are not its own, so it covers only what is no graver than itself.
    Of one entry's overlapping places the first stands for all: they have one reason.
    """
    kept: list[_Candidate] = []
    covering: list[_Candidate] = []  # those that a later candidate may lie inside
    ordered = sorted(candidates, key=lambda found: (found.start, -found.end, severity(found), found.number))
    for candidate in ordered:
        covering = [other for other in covering if other.end > candidate.start]
        if any(
            other.number == candidate.number
            or (
                other.end >= candidate.end
                and not (other.is_pattern and severity(candidate) < severity(other))
            )
            for other in covering
        ):
            continue
        covering.append(candidate)
        kept.append(candidate)
    return kept


def _lines(text: str) -> Iterator[Span]:
    cursor = 0
    while cursor < len(text):
        stop = text.find(PART, cursor)
        stop = len(text) if stop < 0 else stop
        if stop > cursor:
            yield cursor, stop
        cursor = stop + 1
