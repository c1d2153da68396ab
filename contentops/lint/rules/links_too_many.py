"""links-too-many: an English release has too many links.

More than one link per 200 words reads as advertising, to spam filters as well as to editors. Links in the
boilerplate and the contact are not counted, and one link is always fine. The option `words` says how many words
a link takes; 0 (the default for Chinese) means no limit.

Found:

    ---
    template: upgrade_release
    language: en
    ---
    # Acme Commons 4.3 is out

    BRISTOL, January 12, 2027 – Acme today released [version 4.3](https://example.com/a) of
    [Acme Commons](https://example.com/b) for all customers.

Not found:

    ---
    template: upgrade_release
    language: en
    ---
    # Acme Commons 4.3 is out

    BRISTOL, January 12, 2027 – Acme today released [version 4.3](https://example.com/a) of Acme Commons.
"""

from __future__ import annotations

from collections.abc import Iterator

from contentops.lint.counts import count_words
from contentops.lint.document import Document
from contentops.lint.finding import Finding
from contentops.lint.outline import Link
from contentops.lint.rules.options import limit

NAME = "links-too-many"


def find(document: Document) -> Iterator[Finding]:
    """A finding over the first link that is one too many."""
    each = limit(document, NAME, "words")
    links = body_links(document)
    if not each or len(links) < 2:
        return
    words = sum(count_words(block.text) for block in document.parts.body)
    allowed = max(1, words // each)
    if len(links) > allowed:
        message = f"{len(links)} links in {words} words: one per {each} words is enough"
        extra = links[allowed]
        yield document.finding_at(NAME, "warning", extra.first, extra.last, message)


def body_links(document: Document) -> list[Link]:
    """The links from the lead to the end of the body."""
    body = document.parts.body
    if not body:
        return []
    first, last = body[0].first, body[-1].last
    return [link for link in document.outline.links if first <= link.first < last]
