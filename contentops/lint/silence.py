"""Why the linter says nothing about a term that stands in a text: what protects it, and after which rule.

Nothing of the engine is repeated here. The term's entry is tried on the text again and again, each time with one
more of the things that may protect it; the one with which it falls silent is the reason.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from contentops.lint.engine import lint_text, review_input
from contentops.lint.finding import Finding
from contentops.lint.fold import fold
from contentops.lint.inputs import read_input
from contentops.lint.lookup import Known
from contentops.lint.rules import RULES
from contentops.lint.segments import crosses_words, split_words
from contentops.lint.taboo import Circumstances, Disguises, Entry, TabooList, Where
from contentops.lint.visible import VisibleText
from contentops.lint.where import applies
from contentops.lint.words import detect_languages, is_word, spellings

Why = Literal[
    "switched-off", "not-in-use", "language", "where", "not-read", "case", "longer-word", "word-boundary",
    "context", "exemption", "suggestion", "longer-term", "suppressed", "unknown",
]  # fmt: skip

_OTHER_RULES = frozenset(rule.name for rule in RULES if rule.name != "taboo-word")
_MOST_PLACES = 3
_NEAR = 8
_SUPPRESSION = re.compile(r"(?<=contentops)-(?=dis|en)|(?<=lint)[-_](?=disable)")
_LANGUAGE_NAMES = {"zh": "Chinese", "en": "English"}


@dataclass(frozen=True, slots=True)
class Silent:
    """A term that stands in the text and is no finding.

    `start` and `end` are code-point offsets, `text` what stands there. `by` is what protects it: the context, the
    exemption, the longer word; `source` the law or rule behind that.
    """

    list: str
    term: str
    text: str
    start: int
    end: int
    why: Why
    by: str
    source: str
    message: str


@dataclass(frozen=True, slots=True)
class _Place:
    """A term or pattern of an entry somewhere in the text; offsets in the visible text and in the source."""

    taboo: TabooList
    entry: Entry
    term: str
    start: int
    end: int
    first: int
    last: int
    is_read: bool = True


class Circumspect(NamedTuple):
    """All that decides about a text beside its words. `unused` are lists that exist but are not in use."""

    lists: Sequence[TabooList]
    unused: Sequence[TabooList] = ()
    disable: Collection[str] = ()
    circumstances: Circumstances = Circumstances()
    disguises: Disguises = "normal"


def find_silent(text: str, known: Circumspect, findings: Sequence[Finding]) -> list[Silent]:
    """The terms that stand in the text and are not among its findings, each with what protects it."""
    return _Inquiry(text, known, findings).answer()


def nearly_exempt(text: str, finding: Finding, one: Known) -> Iterator[str]:
    """The titles of the entry's exemptions that fail only for what they need beside, or must not have."""
    only = one.entry._replace(contexts=(), where=Where(), suggestions=())
    for exemption in one.exemptions:
        if not exemption.needs and not exemption.unless:
            continue
        easier = exemption._replace(needs=(), unless=())
        taboo = one.taboo._replace(
            entries=(only._replace(exempt_by=(exemption.name,)),), exemptions=(easier,), contexts=()
        )
        found = lint_text(text, [taboo], disable=_OTHER_RULES)
        same = [f for f in found if f.start < finding.end and finding.start < f.end and f.list]
        if not same or (exemption.severity and all(f.severity != one.entry.severity for f in same)):
            applied = finding.message.endswith(f"({exemption.title})")
            if not applied:
                yield exemption.title


class _Inquiry:
    def __init__(self, text: str, known: Circumspect, findings: Sequence[Finding]) -> None:
        self.text = text
        self.known = known
        self.findings = findings
        # A suppression is a reason of its own, and must not stand for the others.
        self.plain = _SUPPRESSION.sub("=", text)
        given = read_input(text, "", "markdown")
        self.visible: VisibleText = given.visible
        self.silenced = review_input(
            given,
            known.lists,
            disable=known.disable,
            circumstances=known.circumstances,
            disguises=known.disguises,
        ).silenced
        self.folded = fold(self.visible.text)
        self.languages = detect_languages(self.folded)
        self.places = [*self._places(known.lists), *self._places(known.unused)]

    def answer(self) -> list[Silent]:
        found = {(one.list, one.term, one.start, one.end) for one in self.findings}
        answers = []
        for place in self.places:
            if (place.taboo.name, place.term, place.first, place.last) not in found and not self._found(
                place
            ):
                why, by, source, message = self._why(place)
                shown = self.text[place.first : place.last]
                answers.append(
                    Silent(
                        place.taboo.name, place.term, shown, place.first, place.last, why, by, source, message
                    )
                )
        answers.sort(key=lambda one: (one.start, -one.end, one.list, one.term))
        return _distinct(answers)

    def _found(self, place: _Place) -> bool:
        """Whether the entry is a finding there by another of its terms: then it is not silent."""
        names = {*place.entry.terms, *(pattern.written for pattern in place.entry.patterns)}
        return any(
            one.list == place.taboo.name
            and one.term in names
            and one.start <= place.first
            and place.last <= one.end
            for one in self.findings
        )

    def _places(self, lists: Sequence[TabooList]) -> Iterator[_Place]:
        raw = fold(self.text)
        for taboo in lists:
            for entry in taboo.entries:
                for term in entry.terms:
                    for spelling in spellings(term):
                        yield from self._in_text(taboo, entry, term, spelling, raw)
                for pattern in entry.patterns:
                    for match in re.finditer(pattern.regex, self.folded):
                        span = self.visible.source_span(*match.span())
                        yield _Place(taboo, entry, pattern.written, *match.span(), *span)

    def _in_text(
        self, taboo: TabooList, entry: Entry, term: str, spelling: str, raw: str
    ) -> Iterator[_Place]:
        if spelling not in raw and spelling not in self.folded:
            return
        seen = []
        for start in _find_all(self.folded, spelling):
            end = start + len(spelling)
            seen.append(self.visible.source_span(start, end))
            yield _Place(taboo, entry, term, start, end, *seen[-1])
        for first in _find_all(raw, spelling):
            last = first + len(spelling)
            if not any(a < last and first < b for a, b in seen):
                yield _Place(taboo, entry, term, -1, -1, first, last, is_read=False)

    def _why(self, place: _Place) -> tuple[Why, str, str, str]:
        """The reason, what protects, its source, and all of it in words."""
        taboo, entry = place.taboo, place.entry
        off = next(
            (name for name in (taboo.name, place.term, "taboo-word") if name in self.known.disable), ""
        )
        if off:
            return (
                "switched-off",
                off,
                "",
                f"{off} is switched off in the settings (lint.disable or lint.rules)",
            )
        if taboo in self.known.unused:
            message = f"the pack {taboo.name} is not in use; name it under lint.packs in contentops.yaml"
            return "not-in-use", taboo.name, "", message
        language = taboo.language or entry.where.language
        if language and language not in self.languages:
            name = _LANGUAGE_NAMES.get(language, language)
            return "language", language, "", f"{taboo.name} is for {name} texts, and this is not read as one"
        return self._why_here(place)

    def _why_here(self, place: _Place) -> tuple[Why, str, str, str]:
        entry = place.entry
        for silenced in self.silenced:
            one = silenced.finding
            if (
                (one.list, one.term) == (place.taboo.name, place.term)
                and one.start < place.last
                and place.first < one.end
            ):
                message = f"a suppression in the text silences it: {silenced.reason}"
                return "suppressed", silenced.reason, "", message
        if not place.is_read:
            return "not-read", "", "", "it stands in code, an address, a tag or a comment, which are not read"
        if not applies(entry.where, self.known.circumstances):
            said = _describe_where(entry.where)
            return "where", said, "", f"the entry is {said}"
        bare = entry._replace(contexts=(), exempt_by=(), where=Where(), suggestions=())
        if not self._fires(place, bare):
            return self._why_never(place, bare)
        return self._protected(place, bare)

    def _why_never(self, place: _Place, bare: Entry) -> tuple[Why, str, str, str]:
        """Why the entry alone, with nothing that protects it, does not find the term here."""
        if bare.case_sensitive and self._fires(place, bare._replace(case_sensitive=False)):
            message = f"the entry is case-sensitive and finds only {place.term} as it is written"
            return "case", place.term, "", message
        if not is_word(self.folded, place.start, place.end):
            word = self._word_around(place)
            return "longer-word", word, "", f"it is part of the longer word {word}"
        if crosses_words(self.folded, place.start, place.end):
            words = self._words_around(place)
            here = self.text[place.first : place.last]
            message = f"the words there are {words}, and {here} only arises across their boundary"
            return "word-boundary", words, "", message
        return "unknown", "", "", "nothing that explain knows of; `contentops lint` decides"

    def _protected(self, place: _Place, bare: Entry) -> tuple[Why, str, str, str]:
        entry, taboo = place.entry, place.taboo
        for context in self._standing(entry.contexts):
            if not self._fires(place, bare._replace(contexts=(context,))):
                return (
                    "context",
                    context,
                    "",
                    f"the entry is fine inside {context}, which is one of its contexts",
                )
        for other in self.known.lists:
            for context in self._standing(other.contexts):
                if not self._fires(place, bare, contexts=(context,)):
                    message = (
                        f"{context} is a context of the list {other.name}, which protects against every list"
                    )
                    return "context", context, "", message
        for exemption in taboo.exemptions:
            if exemption.name in entry.exempt_by and not exemption.severity:
                alone = taboo._replace(exemptions=(exemption,))
                if not self._fires(place, bare._replace(exempt_by=(exemption.name,)), alone=alone):
                    message = f"the exemption {exemption.name} applies: {exemption.title}"
                    return "exemption", exemption.name, exemption.source, message
        if self.text[place.first : place.last] in entry.suggestions:
            return "suggestion", place.term, "", "it is written as the entry suggests"
        return self._covered(place)

    def _covered(self, place: _Place) -> tuple[Why, str, str, str]:
        for one in self.findings:
            covers = one.start <= place.first and place.last <= one.end
            if covers and one.list and one.end - one.start > place.last - place.first:
                message = f"the longer “{one.text}” is found instead ({one.list})"
                return "longer-term", one.text, "", message
        for other in self.places:
            if other.start <= place.start and place.end <= other.end and other.entry is not place.entry:
                longer = self.text[other.first : other.last]
                if len(longer) > place.last - place.first:
                    message = f"the longer “{longer}” decides ({other.taboo.name})"
                    return "longer-term", longer, "", message
        lowered = [
            one for one in self.findings if one.start < place.last and place.first < one.end and one.list
        ]
        if lowered:
            message = f"“{lowered[0].text}” is found at the same place ({lowered[0].list})"
            return "longer-term", lowered[0].text, "", message
        return "unknown", "", "", "nothing that explain knows of; `contentops lint` decides"

    def _fires(
        self,
        place: _Place,
        entry: Entry,
        *,
        contexts: tuple[str, ...] = (),
        alone: TabooList | None = None,
    ) -> bool:
        """Whether an entry, alone, finds something at the place."""
        taboo = alone or place.taboo._replace(exemptions=())
        is_term = place.term in entry.terms
        only = entry._replace(
            terms=(place.term,) if is_term else (),
            patterns=() if is_term else tuple(p for p in entry.patterns if p.written == place.term),
        )
        tried = taboo._replace(entries=(only,), contexts=contexts)
        found = lint_text(self.plain, [tried], disable=_OTHER_RULES, disguises=self.known.disguises)
        return any(one.start < place.last and place.first < one.end and one.list for one in found)

    def _standing(self, contexts: Sequence[str]) -> Iterator[str]:
        """The contexts that stand in the text, the longest first: that is the one a reader sees."""
        for context in sorted(contexts, key=lambda one: (-len(one), one)):
            if any(spelling in self.folded for spelling in spellings(context)):
                yield context

    def _word_around(self, place: _Place) -> str:
        start, end = place.start, place.end
        folded = self.folded
        while start and (_joins(folded[start - 1]) or _is_point(folded, start - 1)):
            start -= 1
        while end < len(folded) and (_joins(folded[end]) or _is_point(folded, end)):
            end += 1
        return self.visible.text[start:end]

    def _words_around(self, place: _Place) -> str:
        """The words that the characters belong to, parted by a bar."""
        first = max(0, place.start - _NEAR)
        cursor = first
        words = []
        for word in split_words(self.folded[first : place.end + _NEAR]):
            if cursor < place.end and place.start < cursor + len(word):
                words.append(self.visible.text[cursor : cursor + len(word)])
            cursor += len(word)
        return "|".join(words)


def _joins(char: str) -> bool:
    return char < "\u2e80" and (char.isalnum() or char == "_")


def _is_point(text: str, at: int) -> bool:
    """Whether a point or comma stands between digits."""
    return text[at] in ".," and text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit()


def _find_all(text: str, phrase: str) -> Iterator[int]:
    at = text.find(phrase)
    for _ in range(_MOST_PLACES):
        if at < 0:
            return
        yield at
        at = text.find(phrase, at + 1)


def _describe_where(where: Where) -> str:
    parts = []
    if where.channels:
        parts.append(f"for the channels {', '.join(where.channels)}")
    if where.formats:
        parts.append(f"for the formats {', '.join(where.formats)}")
    if where.valid_from:
        parts.append(f"valid from {where.valid_from}")
    if where.valid_until:
        parts.append(f"valid until {where.valid_until}")
    return ", ".join(parts)


def _distinct(answers: Sequence[Silent]) -> list[Silent]:
    """Each place of an entry once: the spellings of a term are one term."""
    seen: dict[tuple[str, str, int], Silent] = {}
    for one in answers:
        seen.setdefault((one.list, one.term, one.start), one)
    return list(seen.values())
