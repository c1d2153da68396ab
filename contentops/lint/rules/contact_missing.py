"""contact-missing: nobody is named whom the press can ask.

A release names a contact (媒体联系人), under a heading such as `Media contact` or `媒体联系`, or in a line such as
`联系人：苏蔓`; it may stand above the headline. For events it is a warning.

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

    **Media contact:** Sinead Farrell, press@example.com, +44 20 7946 0142
"""

from __future__ import annotations

from collections.abc import Iterator

from contentops.lint.document import Document
from contentops.lint.finding import Finding
from contentops.lint.kinds import PRESS
from contentops.lint.rules.places import at_end
from contentops.lint.taboo import Severity

NAME = "contact-missing"


def find(document: Document) -> Iterator[Finding]:
    """A finding at the end of the text, where the contact belongs."""
    if not document.parts.contact:
        label = "媒体联系" if document.parts.chinese else "Media contact"
        severity: Severity = "error" if document.kind in PRESS else "warning"
        yield from at_end(
            document, NAME, severity, f"the contact is missing: close with a part headed {label}"
        )
