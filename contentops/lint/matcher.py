"""Find the entries of taboo lists in folded text.

All literals (terms, contexts, the anchors of patterns) are found in one scan. Then, in this order:
a term must be a word; the longest match decides over those inside it; a context or an exemption
silences what it covers; what only arises across the boundary of Chinese words is dropped.

Disguises that need more literals (inflections) are further forms of a term; those that need other text
(something put between the characters) are searched for in a second text, see `separators`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from ahocorasick_rs import AhoCorasick

from contentops.lint.candidates import Candidate, Match, has_word_inside, longest
from contentops.lint.contexts import ContextSearch, FoundContexts
from contentops.lint.exemptions import SentenceExemptions, compiled
from contentops.lint.packs import PACKS
from contentops.lint.segments import crosses_words
from contentops.lint.taboo import (
    MAX_WIDTH,
    SEVERITIES,
    Circumstances,
    Disguises,
    Entry,
    Exemption,
    Pattern,
    TabooList,
)
from contentops.lint.terms import COMPACT, INFLECTED, WRITTEN, forms_of
from contentops.lint.visible import PART
from contentops.lint.where import applies
from contentops.lint.words import LANGUAGES, ends_word, is_word, starts_word

if TYPE_CHECKING:
    from contentops.lint.homophones import HomophoneSearch

_LOOKAHEAD = 40

Span = tuple[int, int]
Hits = Sequence[tuple[int, int, int]]


class Matcher:
    """The lists that apply to texts in `languages`, prepared for searching.

    Building one costs a few milliseconds for every 1,000 terms, so keep it for the texts of a run.
    """

    def __init__(self, lists: Sequence[TabooList], languages: Sequence[str] = LANGUAGES) -> None:
        self._numbers: dict[str, int] = {}
        self._terms: dict[int, list[tuple[int, str, int]]] = {}
        self._patterns: list[tuple[int, Pattern]] = []
        self._anchored: dict[int, list[int]] = {}
        self._unanchored: list[int] = []
        self._contexts: list[tuple[int, str]] = []
        self._entries: list[tuple[TabooList, Entry]] = []
        self._scopes: list[tuple[int, int]] = []
        self._sentences = SentenceExemptions()
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
                for literal, form in forms_of(term, entry):
                    self._terms.setdefault(self._number(literal), []).append((number, term, form))
            for pattern in entry.patterns:
                if not pattern.anchors:
                    self._unanchored.append(len(self._patterns))
                for anchor in pattern.anchors:
                    self._anchored.setdefault(self._number(anchor), []).append(len(self._patterns))
                self._patterns.append((number, pattern))

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

    @cached_property
    def _pairs(self) -> frozenset[str]:
        from contentops.lint.separators import term_pairs

        literals = list(self._numbers)
        return term_pairs([literals[number] for number in self._terms])

    def find(
        self,
        folded: str,
        original: str,
        circumstances: Circumstances = Circumstances(),
        disguises: Disguises = "normal",
    ) -> list[Match]:
        """What the lists find in `folded`, in order of place; `original` is the text before folding."""
        if self._automaton is None:
            return []
        silent = self._silent(circumstances)
        hits = self._automaton.find_matches_as_indexes(folded, overlapping=True)
        forms = (WRITTEN,) if disguises == "none" else (WRITTEN, INFLECTED)
        terms = self._find_terms(hits, folded, _from(original), forms)
        found = self._settle([*terms, *self._find_patterns(hits, folded)], folded, silent)
        if disguises == "none":
            return found
        hidden = self._find_between(folded, original, silent)
        if disguises == "thorough":
            hidden += self._find_look_alikes(folded, original, silent)
            hidden += self._find_sounding(folded, silent)
            hidden += self._find_halved(folded, original, silent)
        return longest([*found, *hidden], self._gravity, self._is_own) if hidden else found

    def _silent(self, circumstances: Circumstances) -> frozenset[int]:
        """The entries that do not apply."""
        return frozenset(
            number for number in self._limited if not applies(self._entries[number][1].where, circumstances)
        )

    @cached_property
    def _limited(self) -> list[int]:
        """The entries that are for certain channels, formats or dates."""
        return [number for number, (_, entry) in enumerate(self._entries) if any(entry.where[1:])]

    def _find_between(self, folded: str, original: str, silent: Collection[int]) -> list[Match]:
        """The terms that something between their characters hides, at their places in `folded`."""
        from contentops.lint.separators import find_gaps, is_hidden, take_out

        gaps = find_gaps(folded, self._pairs, self._numbers)
        if not gaps or self._automaton is None:
            return []
        view = take_out(folded, gaps)
        hits = self._automaton.find_matches_as_indexes(view.text, overlapping=True)

        def written(start: int, end: int) -> str:
            at = [view.source(offset) for offset in range(start, end)]
            return "".join(original[source] for source in at)

        terms = self._find_terms(hits, view.text, written, (WRITTEN, INFLECTED, COMPACT), view.gaps)
        candidates = [
            found
            for found in (*terms, *self._find_patterns(hits, view.text, view.seams))
            if is_hidden(view, found.start, found.end)
        ]
        return [
            found._replace(start=view.source(found.start), end=view.source(found.end - 1) + 1)
            for found in self._settle(candidates, view.text, silent)
        ]

    def _find_look_alikes(self, folded: str, original: str, silent: Collection[int]) -> list[Match]:
        """The terms in which letters stand for others."""
        from contentops.lint.look_alikes import read_look_alikes

        read, places = read_look_alikes(folded)
        if not places or self._automaton is None:
            return []
        hits = self._automaton.find_matches_as_indexes(read, overlapping=True)
        terms = self._find_terms(hits, read, _from(original), (WRITTEN, INFLECTED))
        candidates = [
            found
            for found in (*terms, *self._find_patterns(hits, read, places))
            if read[found.start : found.end] != folded[found.start : found.end]
        ]
        return self._settle(candidates, read, silent)

    @cached_property
    def _homophones(self) -> HomophoneSearch:
        from contentops.lint.homophones import HomophoneSearch

        literals = list(self._numbers)
        return HomophoneSearch(
            (number, term, literals[literal])
            for literal, terms in self._terms.items()
            for number, term, form in terms
            # A note is about style and spelling, where the right word often sounds like the wrong one.
            if form == WRITTEN and self._entries[number][1].severity != "note"
        )

    def _find_sounding(self, folded: str, silent: Collection[int]) -> list[Match]:
        """The Chinese terms that are written with other characters of the same sound."""
        from contentops.lint.homophones import describe

        candidates = [Candidate(*sounding, False) for sounding in self._homophones.find(folded)]
        return [
            _guessed(match, describe(folded[match.start : match.end], match.term))
            for match in self._settle(candidates, folded, silent)
        ]

    def _find_halved(self, folded: str, original: str, silent: Collection[int]) -> list[Match]:
        """The Chinese terms of which a character is written as its two halves."""
        from contentops.lint.homophones import describe, join_halves
        from contentops.lint.separators import take_out

        joined, halves = join_halves(folded)
        if not halves or self._automaton is None:
            return []
        view = take_out(joined, halves)
        hits = self._automaton.find_matches_as_indexes(view.text, overlapping=True)
        terms = self._find_terms(hits, view.text, lambda start, end: view.text[start:end], (WRITTEN,))
        found = [*terms, *self._find_patterns(hits, view.text, view.seams)]
        judged = self._settle([one for one in found if view.has_seam(one.start, one.end)], view.text, silent)
        placed = [
            match._replace(start=view.source(match.start), end=view.source_end(match.end)) for match in judged
        ]
        return [
            _guessed(
                match,
                describe(original[match.start : match.end], view.text[one.start : one.end], halves=True),
            )
            for match, one in zip(placed, judged, strict=True)
        ]

    def _settle(self, candidates: Iterable[Candidate], folded: str, silent: Collection[int]) -> list[Match]:
        """The candidates that are findings."""
        candidates = [found for found in candidates if found.number not in silent]
        if not candidates:
            return []
        contexts = self._context_search.find(folded)
        while True:
            chosen = longest(candidates, self._gravity, self._is_own)
            judged = list(self._judge(chosen, contexts, folded))
            outdone = self._outdone(chosen, judged, candidates)
            if outdone:
                candidates = [found for found in candidates if found[:3] not in outdone]
                continue
            crossing = {
                (found.start, found.end, found.number)
                for found in judged
                if crosses_words(folded, found.start, found.end, is_pattern=found.is_pattern)
                and not has_word_inside(found, candidates, folded)
            }
            if not crossing:
                return judged
            # What is no word covers nothing either: a shorter term inside it gets its turn.
            candidates = [found for found in candidates if found[:3] not in crossing]

    def _outdone(
        self, chosen: Sequence[Candidate], judged: Sequence[Match], candidates: Sequence[Candidate]
    ) -> set[tuple[int, int, int]]:
        """The silenced for which another list has an entry at the same place.

        What silences one list's entry says nothing of a company's own.
        """
        if len(chosen) == len(judged):
            return set()
        speaking = {(match.start, match.end, match.number) for match in judged}
        silenced = {found[:2]: found.number for found in chosen if found[:3] not in speaking}
        return {
            (found.start, found.end, silenced[found[:2]])
            for found in candidates
            if found[:2] in silenced
            and self._entries[found.number][0] is not self._entries[silenced[found[:2]]][0]
        }

    def _find_terms(
        self,
        hits: Hits,
        folded: str,
        original: Callable[[int, int], str],
        forms: Sequence[int],
        seams: Collection[int] = (),
    ) -> Iterator[Candidate]:
        terms = self._terms
        for literal, start, end in hits:
            for number, term, form in terms.get(literal, ()):
                if form not in forms:
                    continue
                starts = starts_word(folded, start) or start in seams
                if not starts or not (ends_word(folded, end) or end in seams):
                    break
                written = original(start, end)
                if not self._entries[number][1].case_sensitive or term in (written, _plain_sign(written)):
                    yield Candidate(start, end, number, term, False)

    def _find_patterns(
        self, hits: Hits, folded: str, seams: Sequence[int] | None = None
    ) -> Iterator[Candidate]:
        """Matches of patterns, each looked for only around its anchors, in the order of the lists.

        With `seams` only where one of them may be inside.
        """
        areas: dict[int, list[Span]] = {number: list(_lines(folded)) for number in self._unanchored}
        anchored, patterns = self._anchored, self._patterns
        for literal, start, end in hits:
            if literal not in anchored:
                continue
            before = folded.rfind(PART, max(0, end - MAX_WIDTH), start) + 1
            after = folded.find(PART, end, end + MAX_WIDTH + _LOOKAHEAD)
            after = after if after >= 0 else len(folded)
            for number in anchored[literal]:
                width = patterns[number][1].width
                first = max(before, end - width)
                last = min(after, end + width + _LOOKAHEAD)
                spans = areas.setdefault(number, [])
                if spans and first <= spans[-1][1]:
                    spans[-1] = (spans[-1][0], max(last, spans[-1][1]))
                else:
                    spans.append((first, last))
        for number, spans in sorted(areas.items()):
            entry, pattern = patterns[number]
            search = compiled(pattern.regex).finditer
            for first, last in spans:
                if seams is not None and bisect_left(seams, last) == bisect_right(seams, first):
                    continue
                for match in search(folded, first, last):
                    if is_word(folded, match.start(), match.end()):
                        yield Candidate(match.start(), match.end(), entry, pattern.written, True)

    def _judge(
        self, candidates: Sequence[Candidate], contexts: FoundContexts, folded: str
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
            start, end, number, term, is_pattern = found
            yield Match(start, end, source, entry, term, severity, exempt, number, is_pattern)

    def _exempt(self, found: Candidate, contexts: FoundContexts, folded: str) -> Exemption | None:
        """The exemption that applies, one that silences before one that lowers."""
        exemptions = self._exemptions[found.number]
        if not exemptions:
            return None
        all_exemptions = [exemption for exemption, _ in exemptions]
        by_sentence = self._sentences.applying(found.number, all_exemptions, folded, found.start, found.end)
        applying = [
            exemption
            for exemption, scope in exemptions
            if exemption in by_sentence or contexts.cover(scope, found.start, found.end)
        ]
        return min(applying, key=lambda exemption: exemption.severity != "", default=None)

    def _is_own(self, number: int) -> bool:
        """Whether the entry is of a company's list, not of a pack."""
        return self._entries[number][0].name not in PACKS

    def _gravity(self, number: int) -> int:
        return SEVERITIES.index(self._entries[number][1].severity)


def _plain_sign(written: str) -> str:
    """The text with the sign for a number in letters."""
    return written.replace("№ ", "№").replace("№", "No. ") if "№" in written else written


def _guessed(match: Match, remark: str) -> Match:
    """The finding at most as a warning: what is guessed may be meant as it is written."""
    return match._replace(severity=max(match.severity, "warning", key=SEVERITIES.index), remark=remark)


def _from(original: str) -> Callable[[int, int], str]:
    """What stands in the text from one offset to another."""
    return lambda start, end: original[start:end]


def _lines(text: str) -> Iterator[Span]:
    cursor = 0
    while cursor < len(text):
        stop = text.find(PART, cursor)
        stop = len(text) if stop < 0 else stop
        if stop > cursor:
            yield cursor, stop
        cursor = stop + 1
