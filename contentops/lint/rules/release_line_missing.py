"""release-line-missing: the English release does not say when it may be printed.

The first line of a release is `FOR IMMEDIATE RELEASE` or `HOLD FOR RELEASE UNTIL` and a date: without it a
journalist does not know whether the text is embargoed. `EMBARGOED UNTIL …` is understood as well.

Found:

    ---
    template: partnership_release
    ---
    # Northbank to host Acme Commons

    BRISTOL, 12 January 2027 – Acme and Northbank have agreed to offer Acme Commons from three regions.

Not found:

    ---
    template: partnership_release
    ---
    FOR IMMEDIATE RELEASE

    # Northbank to host Acme Commons

    BRISTOL, 12 January 2027 – Acme and Northbank have agreed to offer Acme Commons from three regions.
"""

from __future__ import annotations

from collections.abc import Iterator

from contentops.lint.document import Document
from contentops.lint.finding import Finding
from contentops.lint.rules.places import at_beginning

NAME = "release-line-missing"


def find(document: Document) -> Iterator[Finding]:
    """A finding at the beginning of an English release without the line."""
    parts = document.parts
    if not parts.chinese and parts.release_line is None and parts.salutation is None:
        message = "begin with FOR IMMEDIATE RELEASE, or with HOLD FOR RELEASE UNTIL and the date"
        yield from at_beginning(document, NAME, "error", message)
