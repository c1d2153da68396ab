"""paragraph-length: a paragraph is too long.

In English news a paragraph has up to four sentences: editors cut from the end, and long paragraphs are
cut whole. Chinese texts are counted in characters, with no limit unless you set one.

Found:

    ---
    template: upgrade_release
    language: en
    ---
    # Acme Commons 4.3 is out

    LEIPZIG, January 12, 2027 – Acme has released version 4.3. It is faster. It is smaller. Jobs can be paused. It
    is available today.

Not found:

    ---
    template: upgrade_release
    language: en
    ---
    # Acme Commons 4.3 is out

    LEIPZIG, January 12, 2027 – Acme Inc. has released version 4.3. It is faster. It is smaller. Jobs can be paused.

    It is available today.
"""

from __future__ import annotations

from collections.abc import Iterator

from contentops.lint.counts import count_characters, count_sentences
from contentops.lint.document import Document
from contentops.lint.finding import Finding
from contentops.lint.parts import paragraphs
from contentops.lint.rules.options import limit
from contentops.lint.rules.places import at_block

NAME = "paragraph-length"


def find(document: Document) -> Iterator[Finding]:
    """A finding at every paragraph of the body over `sentences` or `characters`."""
    chinese = document.parts.chinese
    most, longest = limit(document, NAME, "sentences"), limit(document, NAME, "characters")
    for block in paragraphs(document.parts.body):
        if most and (count := count_sentences(block.text, chinese=chinese)) > most:
            message = f"the paragraph has {count} sentences; split it after {most} at the latest"
        elif longest and (count := count_characters(block.text)) > longest:
            message = f"the paragraph has {count} characters; split it before {longest}"
        else:
            continue
        yield from at_block(document, NAME, "warning", block, message)
