"""embargo-line: what the release says of its embargo is not what the plan says.

`HOLD FOR RELEASE UNTIL …` (Chinese: 本稿禁发至……) must name the embargo's day. A line that lifts the embargo
earlier lets others print the news too soon; one that keeps it longer forbids what the plan intends. A
draft that is embargoed must say so, and a draft without an embargo must not be held beyond its day of
publication. When the embargo ends before the planned publication, others may print it first: a warning.

The dates are those of the calendar and the item; where neither is at hand, those of the draft's front
matter.

Found:

    ---
    template: partnership_release
    publish: 2027-01-19
    embargo: 2027-01-19
    ---
    HOLD FOR RELEASE UNTIL 17 January 2027

    # Northbank to host Acme Commons

Not found:

    ---
    template: partnership_release
    publish: 2027-01-19
    embargo: 2027-01-19
    ---
    HOLD FOR RELEASE UNTIL 19 January 2027

    # Northbank to host Acme Commons
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from contentops.lint import labels
from contentops.lint.document import Document
from contentops.lint.finding import Finding
from contentops.lint.outline import Block
from contentops.lint.rules.places import at_beginning, at_block
from contentops.lint.written_dates import WrittenDate, find_dates

NAME = "embargo-line"

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")


def find(document: Document) -> Iterator[Finding]:
    """What is wrong with the line that holds a release back, or with its absence."""
    publish, embargo = _planned(document)
    line = document.parts.release_line
    if line is None:
        if embargo and embargo >= publish and document.parts.salutation is None:
            message = f"the text is under embargo until {embargo} and does not say so"
            yield from at_beginning(document, NAME, "error", message)
    elif labels.IMMEDIATE.match(line.text):
        if embargo and embargo >= publish:
            message = f"the text is for immediate release, but under embargo until {embargo}"
            yield from at_block(document, NAME, "error", line, message)
    elif labels.HOLD_LINE.search(line.text):
        yield from _check_hold(document, line, publish, embargo)


def _check_hold(document: Document, line: Block, publish: str, embargo: str) -> Iterator[Finding]:
    dates = find_dates(line.text)
    if not dates:
        yield from at_block(
            document, NAME, "error", line, "the line does not say until which day the text is held"
        )
        return
    day = dates[0]
    year = int((embargo or publish or "0")[:4])
    held = day.iso(year)
    if not (day.year or year):
        return
    if embargo and held < embargo:
        yield _at_date(document, line, day, f"held until {held}, but the embargo lasts until {embargo}")
    elif embargo and held > embargo and held != publish:
        yield _at_date(document, line, day, f"held until {held}, but the embargo ends on {embargo}")
    elif not embargo and publish and held > publish:
        yield _at_date(document, line, day, f"held until {held}, but planned for {publish}")
    elif publish and held < publish:
        start = line.start + day.start
        message = f"the embargo ends on {held}, before the planned publication on {publish}: others may print it first"
        yield document.finding(NAME, "warning", start, line.start + day.end, message)


def _at_date(document: Document, line: Block, day: WrittenDate, message: str) -> Finding:
    return document.finding(NAME, "error", line.start + day.start, line.start + day.end, message)


def _planned(document: Document) -> tuple[str, str]:
    """The planned publication and the embargo, as the plan or else the front matter has them."""
    plan = document.draft.plan
    if plan is not None and (plan.publish or plan.embargo):
        return plan.publish, plan.embargo
    return _day(document, "publish"), _day(document, "embargo")


def _day(document: Document, field: str) -> str:
    value = document.outline.fields.get(field, "")
    found = _ISO.match(value) if isinstance(value, str) else None
    return found.group() if found else ""
