"""dateline-date: the date in the dateline is not the planned day of publication.

The dateline's date is the day the news goes out. When the plan moves and the text does not, a release
goes out with yesterday's date. The planned day is the calendar's; where no calendar is at hand, that of
`publish` in the front matter. A recap may carry the day of its event.

Found:

    ---
    template: upgrade_release
    publish: 2027-01-19
    ---
    # Acme Commons 4.3 is out

    BRISTOL, January 12, 2027 – Acme today released version 4.3 of Acme Commons for all customers.

Not found:

    ---
    template: upgrade_release
    publish: 2027-01-12
    ---
    # Acme Commons 4.3 is out

    BRISTOL, January 12, 2027 – Acme today released version 4.3 of Acme Commons for all customers.
"""

from __future__ import annotations

from collections.abc import Iterator

from contentops.lint.dateline import find_dateline
from contentops.lint.document import Document
from contentops.lint.finding import Finding

NAME = "dateline-date"


def find(document: Document) -> Iterator[Finding]:
    """A finding over the dateline's date when it is another day than the planned one."""
    parts = document.parts
    plan = document.draft.plan
    given = plan.publish if plan is not None and plan.publish else document.outline.fields.get("publish", "")
    publish = given[:10] if isinstance(given, str) else ""
    if parts.lead is None or len(publish) != 10 or not publish[:4].isdecimal():
        return
    day = find_dateline(parts.lead.text, chinese=parts.chinese).day
    if day is None or day.is_on(publish):
        return
    if document.kind == "event_recap" and not (plan and plan.publish):
        return
    start = parts.lead.start
    message = f"the dateline says {day.iso(int(publish[:4]))}, the plan {publish}"
    yield document.finding(NAME, "warning", start + day.start, start + day.end, message)
