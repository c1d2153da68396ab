"""lead-length: the lead is too short or too long.

An English lead has 25 to 40 words; a Chinese 导语 has up to 50 characters. The dateline is not counted. A
number or an English word is one character of a Chinese text, as word processors count.

Found:

    ---
    template: funding_release
    language: en
    ---
    # Acme raises 20 million euros

    BRISTOL, January 12, 2027 – Acme raised money.

Not found:

    ---
    template: funding_release
    language: en
    ---
    # Acme raises 20 million euros

    BRISTOL, January 12, 2027 – Acme has raised 20 million euros from Northbank Ventures and two earlier
    investors to open an office in Leipzig and to bring its federated learning platform to hospitals.
"""

from __future__ import annotations

from collections.abc import Iterator

from contentops.lint.counts import count_characters, count_words
from contentops.lint.dateline import find_dateline
from contentops.lint.document import Document
from contentops.lint.finding import Finding
from contentops.lint.rules.options import limit
from contentops.lint.rules.places import at_block

NAME = "lead-length"


def find(document: Document) -> Iterator[Finding]:
    """A finding at a lead outside `min` to `max`."""
    parts = document.parts
    if parts.lead is None:
        return
    text = parts.lead.text[find_dateline(parts.lead.text, chinese=parts.chinese).end :]
    length = count_characters(text) if parts.chinese else count_words(text)
    shortest, longest = limit(document, NAME, "min"), limit(document, NAME, "max")
    unit = "characters" if parts.chinese else "words"
    if longest and length > longest:
        message = f"the lead has {length} {unit}; keep it to {longest}"
    elif length < shortest:
        message = f"the lead has {length} {unit}; it takes at least {shortest}"
    else:
        return
    yield from at_block(document, NAME, "warning", parts.lead, message)
