"""headline-shouting: the headline is in capitals or has an exclamation mark.

A release is written so that an editor can print it; editors print neither capitals nor exclamation
marks, and portals refuse them.

Found:

    ---
    template: award_release
    ---
    # Acme wins the Northbank security award!

Not found:

    ---
    template: award_release
    ---
    # Acme wins the NORTHBANK security award
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from contentops.lint.document import Document
from contentops.lint.finding import Finding

NAME = "headline-shouting"

_EXCLAMATION = re.compile("(?<!Yahoo)[!！]+")
_WORD = re.compile("[A-Za-z][A-Za-z'’]+")


def find(document: Document) -> Iterator[Finding]:
    """The exclamation marks of a headline, or the headline when it is all capitals."""
    headline = document.parts.headline
    if headline is None:
        return
    for mark in _EXCLAMATION.finditer(headline.text):
        start = headline.start + mark.start()
        message = "no exclamation mark in a headline: let the fact speak"
        yield document.finding(NAME, "warning", start, headline.start + mark.end(), message)
    words = _WORD.findall(headline.text)
    if len(words) > 2 and not document.parts.chinese and all(word.isupper() for word in words):
        message = "the headline is in capitals: write it like a sentence"
        yield document.finding(NAME, "warning", headline.start, headline.end, message)
