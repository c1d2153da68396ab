"""headline-missing: the draft has no headline.

Every kind of draft is found, quoted and filed by its headline; a release without one is not read
(press-release practice in both languages: the headline is one of the parts that must not be missing).
A heading counts, or `title` in the front matter, or in plain text a short first line.

Found:

    ---
    template: partnership_release
    ---
    FOR IMMEDIATE RELEASE

    BRISTOL, 12 January 2027 – Acme and Northbank have agreed to offer Acme Commons from three regions.

Not found:

    ---
    template: partnership_release
    ---
    # Northbank to host Acme Commons

    BRISTOL, 12 January 2027 – Acme and Northbank have agreed to offer Acme Commons from three regions.
"""

from __future__ import annotations

from collections.abc import Iterator

from contentops.lint.document import Document
from contentops.lint.finding import Finding
from contentops.lint.rules.places import at_beginning

NAME = "headline-missing"


def find(document: Document) -> Iterator[Finding]:
    """A finding at the beginning of a draft without a headline."""
    if document.parts.headline is None:
        message = "the headline is missing: begin with one, as a heading or as title in the front matter"
        yield from at_beginning(document, NAME, "error", message)
