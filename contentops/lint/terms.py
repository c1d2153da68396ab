"""The literals a term is searched for as."""

from __future__ import annotations

import re
from collections.abc import Iterator

from contentops.lint.inflections import inflect
from contentops.lint.taboo import Entry
from contentops.lint.words import spellings

WRITTEN, INFLECTED, COMPACT = range(3)
"""As the list has it; another form of an English word; without blanks and hyphens, which letters that are
spelled out (`b e s t  i n`) have no more of than between themselves."""

_NUMBER = re.compile(r"\bno\. ?(?=\d)")
_PERCENT = re.compile(r"(?<=\d)%")


def forms_of(term: str, entry: Entry) -> Iterator[tuple[str, int]]:
    """Each literal for a term of the entry, with what kind of literal it is; none twice."""
    written = spellings(term)
    if "no." in written[0]:
        written = (*written, *(_NUMBER.sub(sign, written[0]) for sign in ("№ ", "№")))
    if "%" in written[0]:
        written = tuple(dict.fromkeys((*written, *(_PERCENT.sub(" %", one) for one in written))))
    seen = set(written)
    for spelling in written:
        yield spelling, WRITTEN
    if not entry.case_sensitive and entry.inflections:
        for spelling in written:
            for form in inflect(spelling):
                if form not in seen:
                    seen.add(form)
                    yield form, INFLECTED
    if written[0].isalnum():
        return
    compact = "".join(char for char in written[0] if char.isalnum())
    if len(compact) > 2 and compact not in seen:
        yield compact, COMPACT
