"""end-mark-missing: an English release does not say where it ends.

`###` (or `ENDS`, `-30-`) on a line of its own tells an editor that nothing follows for print.

Found:

    ---
    template: award_release
    language: en
    ---
    # Acme wins the Northbank security award

    BRISTOL, January 12, 2027 – Acme today received the Northbank security award for its platform.

Not found:

    ---
    template: award_release
    language: en
    ---
    # Acme wins the Northbank security award

    BRISTOL, January 12, 2027 – Acme today received the Northbank security award for its platform.

    ###
"""

from __future__ import annotations

from collections.abc import Iterator

from contentops.lint.document import Document
from contentops.lint.finding import Finding
from contentops.lint.rules.places import at_end

NAME = "end-mark-missing"


def find(document: Document) -> Iterator[Finding]:
    """A finding at the last block of an English release without an end mark."""
    parts = document.parts
    if not parts.chinese and parts.end_mark is None and parts.salutation is None:
        yield from at_end(
            document, NAME, "warning", "the end mark is missing: close with ### on a line of its own"
        )
