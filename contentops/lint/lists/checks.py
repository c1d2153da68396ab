"""What any taboo list must satisfy, whatever it was written in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Protocol

from contentops.lint.fold import fold
from contentops.lint.taboo import Entry
from contentops.lint.visible import hide_addresses, is_invisible
from contentops.lint.words import is_word, spellings
from contentops.problem import Problem

_UNMATCHABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffc\ufffd\ud800-\udfff\ue000]")

RULE = "taboo-list"

MAX_LENGTH = 100
"""Longest term or context. The search is built in a time that grows with the square of the longest."""

Place = tuple[int, int]


class Places(Protocol):
    """Where the parts of an entry stand in its file."""

    def place(self, entry: int, *keys: str | int) -> Place:
        """Line and column, from 1, of a part of the entry with this index; -1 stands for the list itself."""


def check_phrase(phrase: str) -> str | None:  # noqa: PLR0911  one return per reason
    """Why a term or context can never be found, or None when it can."""
    if not phrase.strip():
        return "an empty term"
    if len(phrase.strip()) > MAX_LENGTH:
        return f"a term of {len(phrase.strip())} characters, more than {MAX_LENGTH}"
    if all(is_invisible(char) or char.isspace() for char in phrase):
        return "a term of characters that have no width"
    hidden = next((char for char in phrase if is_invisible(char)), None)
    if hidden is not None:
        name = "a byte order mark" if hidden == "\ufeff" else f"U+{ord(hidden):04X}, which has no width,"
        return f"{name} in a term: texts are searched without such characters, so it could never be found"
    if _UNMATCHABLE.search(phrase):
        return "a control character in a term"
    if "\n" in phrase.strip() or "\r" in phrase.strip():
        return "a term of more than one line"
    if "\t" in phrase.strip():
        return "a tab in a term"
    if hide_addresses(phrase.strip()) != phrase.strip():
        return "a URL or mail address in a term: addresses are not read, so it could never be found"
    return None


def check_entries(path: str, entries: Sequence[Entry], places: Places) -> Iterator[Problem]:
    """Problems between terms and contexts: duplicates, contexts without their term, entries that cannot match."""
    seen: dict[str, tuple[int, int]] = {}
    for index, entry in enumerate(entries):
        for number, term in enumerate(entry.terms):
            first, at = seen.setdefault(duplicate_key(entry, term), (index, number))
            known = entries[first].terms[at]
            if (first, at) == (index, number) or (first == index and fold(known) != fold(term)):
                continue  # `zero risk, zero-risk` in one entry is no slip, only more than it needs
            line, column = places.place(index, "terms", number)
            same = "" if known == term else f", which reads the same as {known}"
            first_line = places.place(first, "terms", at)[0]
            message = f"the term {term} stands twice in this list{same} (first on line {first_line})"
            yield Problem(path, line, column, "error", RULE, message, None, "keep one of them")
        yield from _check_contexts(path, index, entry, places)
        yield from _check_suggestions(path, index, entry, places)


def duplicate_key(entry: Entry, term: str) -> str:
    """The same for two terms that are found in the same texts: spelled alike, and for the same circumstances."""
    key = term if entry.case_sensitive else min(spellings(term))
    return "\0".join((key, *map(str, entry.where)))


def _check_contexts(path: str, index: int, entry: Entry, places: Places) -> Iterator[Problem]:
    terms = {spelling for term in entry.terms for spelling in spellings(term)}
    regexes = [re.compile(pattern.regex) for pattern in entry.patterns]
    for number, context in enumerate(entry.contexts):
        folded = spellings(context)
        line, column = places.place(index, "contexts", number)
        if terms & set(folded):
            message = f"the context {context} is a term of the entry: the term could never be found"
            yield Problem(path, line, column, "error", RULE, message, None, "remove one of them")
        elif not any(term in spelling for term in terms for spelling in folded) and not any(
            regex.search(spelling) for regex in regexes for spelling in folded
        ):
            message = f"the context {context} does not contain the entry's term, so it can never apply"
            hint = f"write a longer phrase that holds {entry.name}"
            yield Problem(path, line, column, "error", RULE, message, None, hint)


def _check_suggestions(path: str, index: int, entry: Entry, places: Places) -> Iterator[Problem]:
    """A suggestion in which the term is found again would be reported for ever."""
    for number, suggestion in enumerate(entry.suggestions):
        folded = spellings(suggestion)
        if entry.case_sensitive and suggestion in entry.terms:
            message = f"the suggestion {suggestion} is the term itself"
        elif any(_holds(term, suggestion, folded, entry) for term in entry.terms):
            message = f"the suggestion {suggestion} holds the term, so it is found again once it is written"
        else:
            continue
        line, column = places.place(index, "suggestions", number)
        hint = "write another" if suggestion in entry.terms else "add it to the contexts, or write another"
        yield Problem(path, line, column, "warning", RULE, message, None, hint)


def _holds(term: str, suggestion: str, folded: Sequence[str], entry: Entry) -> bool:
    if entry.case_sensitive:
        return term in suggestion and is_word(
            suggestion, suggestion.find(term), suggestion.find(term) + len(term)
        )
    for spelling in spellings(term):
        for text in folded:
            at = text.find(spelling)
            if at < 0 or text == spelling or not is_word(text, at, at + len(spelling)):
                continue
            if not any(
                spelling in one and one in text for context in entry.contexts for one in spellings(context)
            ):
                return True
    return False
