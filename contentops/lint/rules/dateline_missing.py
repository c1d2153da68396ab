"""dateline-missing: the lead does not open with place and date.

A release opens with `CITY, Month D, YYYY –`: without it an editor knows neither how old the news is nor
where it comes from. Chinese forms are known as well: `2027年1月12日，北京——`, `（北京，2027年1月12日）`, `北京讯`,
`新华社北京1月12日电`, or a first sentence that says when. In Chinese, and for events, it is a warning.

Found:

    ---
    template: award_release
    ---
    FOR IMMEDIATE RELEASE

    # Acme wins the Northbank security award

    Acme today received the Northbank security award for its federated learning platform.

Not found:

    ---
    template: award_release
    ---
    FOR IMMEDIATE RELEASE

    # Acme wins the Northbank security award

    BRISTOL, January 12, 2027 – Acme today received the Northbank security award for its platform.
"""

from __future__ import annotations

from collections.abc import Iterator

from contentops.lint.dateline import find_dateline
from contentops.lint.document import Document
from contentops.lint.finding import Finding
from contentops.lint.kinds import PRESS
from contentops.lint.rules.places import at_block
from contentops.lint.taboo import Severity

NAME = "dateline-missing"


def find(document: Document) -> Iterator[Finding]:
    """A finding at the lead that has no dateline, or one without place or date."""
    parts = document.parts
    if parts.lead is None or parts.salutation is not None:
        return
    dateline = find_dateline(parts.lead.text, chinese=parts.chinese)
    if parts.chinese:
        if not dateline.dated:
            message = "the lead does not say when: open it like 2027年1月12日，北京——"
            yield from at_block(document, NAME, "warning", parts.lead, message)
        return
    severity: Severity = "error" if document.kind in PRESS else "warning"
    if not dateline.end:
        message = "the dateline is missing: open the lead like BRISTOL, January 12, 2027 –"
        yield from at_block(document, NAME, severity, parts.lead, message)
    elif not (dateline.placed and dateline.dated):
        missing = "date" if dateline.placed else "place"
        start = parts.lead.start
        message = f"the dateline has no {missing}: write it like BRISTOL, January 12, 2027 –"
        yield document.finding(NAME, severity, start, start + dateline.end, message)
