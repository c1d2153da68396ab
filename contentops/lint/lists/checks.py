"""What any taboo list must satisfy, whatever it was written in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Protocol

from contentops.lint.taboo import Entry
from contentops.lint.visible import is_invisible
from contentops.lint.words import spellings
from contentops.problem import Problem

_UNMATCHABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffc\ufffd\ud800-\udfff\ue000]")

RULE = "taboo-list"

Place = tuple[int, int]


class Places(Protocol):
    """Where the parts of an entry stand in its file."""

    def place(self, entry: int, *keys: str | int) -> Place:
        """Line and column, from 1, of a part of the entry with this index."""


def check_phrase(phrase: str) -> str | None:
    """Why a term or context can never be found, or None when it can."""
    if not phrase.strip():
        return "an empty term"
    if _UNMATCHABLE.search(phrase):
        return "a control character in a term"
    if all(is_invisible(char) or char.isspace() for char in phrase):
        return "a term of characters that have no width"
    if "\n" in phrase.strip() or "\r" in phrase.strip():
        return "a term of more than one line"
    return None


def check_entries(path: str, entries: Sequence[Entry], places: Places) -> Iterator[Problem]:
    """Problems between terms and contexts: duplicates, contexts without their term, entries that cannot match."""
    seen: dict[str, tuple[str, Place]] = {}
    for index, entry in enumerate(entries):
        for number, term in enumerate(entry.terms):
            line, column = places.place(index, "terms", number)
            first = seen.setdefault(_duplicate_key(entry, term), (term, (line, column)))
            if first[1] != (line, column):
                same = "" if first[0] == term else f", which reads the same as {first[0]}"
                message = f"the term {term} stands twice in this list{same} (first on line {first[1][0]})"
                yield Problem(path, line, column, "error", RULE, message, None, "keep one of them")
        yield from _check_contexts(path, index, entry, places)


def _duplicate_key(entry: Entry, term: str) -> str:
    key = term if entry.case_sensitive else spellings(term)[0]
    return f"{entry.where.language}\0{key}"


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
