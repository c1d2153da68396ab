"""body-length: the release is too short or too long.

An English release has 300 to 800 words, a Chinese 正文 300 to 500 characters, counted from the lead to the
boilerplate.

Found:

    ---
    template: upgrade_release
    language: en
    ---
    # Acme Commons 4.3 is out

    BRISTOL, January 12, 2027 – Acme today released version 4.3 of Acme Commons for all customers.

    The release is available today.

Not found, because the notes of an event have no such length:

    ---
    template: event_recap
    language: en
    ---
    # Common Ground Leipzig: three lessons

    LEIPZIG, January 12, 2027 – Practitioners from banks and hospitals met in Leipzig to compare notes.

    The recordings are in the library.
"""

from __future__ import annotations

from collections.abc import Iterator

from contentops.lint.counts import count_characters, count_words
from contentops.lint.document import Document
from contentops.lint.finding import Finding
from contentops.lint.rules.options import limit
from contentops.lint.rules.places import at_block

NAME = "body-length"


def find(document: Document) -> Iterator[Finding]:
    """A finding at the lead of a release outside `min` to `max`."""
    parts = document.parts
    if parts.lead is None or len(parts.body) < 2:
        return
    text = " ".join(block.text for block in parts.body)
    length = count_characters(text) if parts.chinese else count_words(text)
    shortest, longest = limit(document, NAME, "min"), limit(document, NAME, "max")
    unit = "characters" if parts.chinese else "words"
    if longest and length > longest:
        message = f"the text has {length} {unit}; keep it to {longest}"
    elif length < shortest:
        message = f"the text has {length} {unit}; a release takes at least {shortest}"
    else:
        return
    yield from at_block(document, NAME, "warning", parts.lead, message)
