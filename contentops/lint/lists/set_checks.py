"""What only shows when all lists of a run are put together: terms that stand twice, entries that can never win.

Whether a term can be found is not reasoned about but tried: every term is put on a line of its own and
searched for with all lists. What then finds something else, or nothing, can never report the term anywhere.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence

from ahocorasick_rs import AhoCorasick

from contentops.lint.lists.checks import RULE, duplicate_key
from contentops.lint.lists.parsed import WHOLE, ParsedList
from contentops.lint.taboo import SEVERITIES, Entry, TabooList, Where
from contentops.lint.words import spellings
from contentops.problem import Problem, has_errors, suggest

_MOST_TERMS = 50_000
"""Of a larger set only the first terms are tried: a second's work."""

Term = tuple[int, int, int]
"""A term: the index of its list, of its entry, and of the term in the entry."""


def check_set(
    lists: Sequence[ParsedList],
    packs: Sequence[TabooList],
    disable: Collection[str] = (),
    channels: Collection[str] | None = None,
) -> list[Problem]:
    """Problems between the lists of a workspace, and between them and the packs in use.

    What is in `disable` finds nothing. `channels` are those the workspace knows; None when it names none. Lists
    with errors are left out.
    """
    sound = [
        parsed for parsed in lists if not has_errors(parsed.problems) and parsed.taboo.name not in disable
    ]
    twice, found = _find_twice(sound)
    return [
        *found,
        *_check_winners(sound, packs, twice, disable),
        *_check_contexts(sound, packs),
        *_check_channels(sound, channels),
    ]


def _find_twice(lists: Sequence[ParsedList]) -> tuple[set[Term], list[Problem]]:
    """Terms of one list that another has too, for the same circumstances."""
    first: dict[str, Term] = {}
    twice: set[Term] = set()
    problems = []
    for number, parsed in enumerate(lists):
        for index, entry in enumerate(parsed.taboo.entries):
            for at, term in enumerate(entry.terms):
                here = (number, index, at)
                known = first.setdefault(f"{duplicate_key(entry, term)}\0{parsed.taboo.language}", here)
                if known[0] == number:
                    continue
                twice |= {here, known}
                other = lists[known[0]]
                wins, shown = _winner(other, known, parsed, entry)
                message = f"the term {term} stands in another list too ({shown}); {wins}"
                problems.append(
                    parsed.problem("warning", RULE, message, index, "terms", at, hint="keep one of them")
                )
    return twice, problems


def _winner(other: ParsedList, known: Term, parsed: ParsedList, entry: Entry) -> tuple[str, str]:
    first = other.taboo.entries[known[1]]
    shown = other.shown(known[1], "terms", known[2])
    graver = SEVERITIES.index(entry.severity) < SEVERITIES.index(first.severity)
    winner = parsed if graver else other
    why = "" if entry.severity == first.severity else ", which is graver"
    return f"{winner.taboo.name} is the one reported{why}", shown


def _check_winners(
    lists: Sequence[ParsedList], packs: Sequence[TabooList], twice: set[Term], disable: Collection[str]
) -> Iterator[Problem]:
    terms = [
        ((number, index, at), entry, term)
        for number, parsed in enumerate(lists)
        for index, entry in enumerate(parsed.taboo.entries)
        for at, term in enumerate(entry.terms)
        if term not in entry.suggestions and term not in disable and _is_everywhere(entry)
    ]
    used = [*(parsed.taboo for parsed in lists), *packs]
    terms = list(_doubtful(terms, used))[:_MOST_TERMS]
    found = _try_terms([term for _, _, term in terms], used, disable)
    known = {parsed.taboo.name for parsed in lists}
    for ((number, index, at), entry, term), winners in zip(terms, found, strict=True):
        if (number, index, at) in twice:
            continue
        parsed = lists[number]
        own = {*entry.terms, *(pattern.written for pattern in entry.patterns)}
        if any(name == parsed.taboo.name and other in own for name, other, _ in winners):
            continue
        if winners:
            message, hint = _shadowed(term, winners[0], known)
        else:
            message, hint = _silenced(term, lists, packs)
        yield parsed.problem("warning", RULE, message, index, "terms", at, hint=hint)


def _doubtful(
    terms: Sequence[tuple[Term, Entry, str]], lists: Sequence[TabooList]
) -> Iterator[tuple[Term, Entry, str]]:
    """The terms that could lose: those something else may find or protect. Trying is dear, telling them is not."""
    entries = [entry for taboo in lists for entry in taboo.entries]
    held = Counter(spelling for entry in entries for term in entry.terms for spelling in {*spellings(term)})
    contexts = {
        spelling
        for taboo in lists
        for phrases in (taboo.contexts, *(exemption.contexts for exemption in taboo.exemptions))
        for phrase in phrases
        for spelling in spellings(phrase)
    }
    patterns = [pattern for entry in entries for pattern in entry.patterns]
    anchors = sorted({anchor for pattern in patterns for anchor in pattern.anchors})
    automaton = AhoCorasick(anchors) if anchors else None
    unanchored = any(not pattern.anchors for pattern in patterns)
    for place, entry, term in terms:
        if (
            unanchored
            or term.isascii()  # another term may be found inflected
            or any(held[spelling] > 1 or spelling in contexts for spelling in spellings(term))
            or (automaton is not None and automaton.find_matches_as_indexes(spellings(term)[0]))
        ):
            yield place, entry, term


def _is_everywhere(entry: Entry) -> bool:
    """Whether an entry is for every channel, format and day; of the others nothing can be said in general."""
    return entry.where._replace(language="") == Where()


def _shadowed(term: str, winner: tuple[str, str, str], own_lists: Collection[str]) -> tuple[str, str]:
    name, other, severity = winner
    what = f"{other} of {name}" if other != term else f"the same term of {name}"
    message = f"the term {term} is never reported: {what} ({severity}) always stands before it"
    if name in own_lists:
        return message, "keep one of them"
    return message, "remove it, or leave the pack out of lint.packs"


def _silenced(term: str, lists: Sequence[ParsedList], packs: Sequence[TabooList]) -> tuple[str, str]:
    held = set(spellings(term))
    for taboo in [*(parsed.taboo for parsed in lists), *packs]:
        for context in taboo.contexts:
            if held & set(spellings(context)):
                message = (
                    f"the term {term} is never reported: it is one of the contexts of the list {taboo.name}"
                )
                return message, "remove it from them"
    return f"the term {term} is never found, not even on a line of its own", "write it as it stands in texts"


def _try_terms(
    terms: Sequence[str], lists: Sequence[TabooList], disable: Collection[str]
) -> list[list[tuple[str, str, str]]]:
    """For each term on a line of its own: list, term and severity of what is found in it."""
    from contentops.lint.engine import lint_input
    from contentops.lint.inputs import LintInput
    from contentops.lint.inputs.extracted import read_extracted

    if not terms:
        return []
    text = "".join(f"{term}\n" for term in terms)
    anywhere = [
        taboo._replace(
            language="",
            entries=tuple(entry._replace(where=Where()) for entry in taboo.entries if _is_everywhere(entry)),
        )
        for taboo in lists
    ]
    found: list[list[tuple[str, str, str]]] = [[] for _ in terms]
    given = LintInput(text, read_extracted(text), "text")
    for finding in lint_input(given, anywhere, disable=disable, disguises="none"):
        if finding.rule == "taboo-word" and finding.line == finding.end_line:
            found[finding.line - 1].append((finding.list, finding.term, finding.severity))
    return found


def _check_contexts(lists: Sequence[ParsedList], packs: Sequence[TabooList]) -> Iterator[Problem]:
    """Contexts of a whole list, which protect against every list: those that hold nothing any list finds."""
    if not any(parsed.taboo.contexts for parsed in lists):
        return
    holds = _holder([*(parsed.taboo for parsed in lists), *packs])
    for parsed in lists:
        for number, context in enumerate(parsed.taboo.contexts):
            if not any(map(holds, spellings(context))):
                message = f"the context {context} of the list holds no term of any list or pack, so it protects nothing"
                yield parsed.problem("warning", RULE, message, WHOLE, "contexts", number, hint="remove it")


def _holder(lists: Sequence[TabooList]) -> Callable[[str], bool]:
    literals = {
        spelling
        for taboo in lists
        for entry in taboo.entries
        for term in entry.terms
        for spelling in spellings(term)
    }
    automaton = AhoCorasick(sorted(literals)) if literals else None
    patterns = [pattern for taboo in lists for entry in taboo.entries for pattern in entry.patterns]

    def holds(text: str) -> bool:
        if automaton is not None and automaton.find_matches_as_indexes(text):
            return True
        return any(re.search(pattern.regex, text) for pattern in patterns)

    return holds


def _check_channels(lists: Sequence[ParsedList], channels: Collection[str] | None) -> Iterator[Problem]:
    if channels is None:
        return
    for parsed in lists:
        for index, entry in enumerate(parsed.taboo.entries):
            for number, channel in enumerate(entry.where.channels):
                if channel not in channels:
                    hint = suggest(channel, channels, noun="channels")
                    message = f"no channel is called {channel}: texts for it do not exist"
                    yield parsed.problem(
                        "warning", RULE, message, index, "where", "channels", number, hint=hint
                    )
