"""boilerplate-length: the boilerplate is too long.

A boilerplate has up to three sentences in English; in Chinese up to 300 characters. The line with the
website is not counted.

Found:

    ---
    template: partnership_release
    language: en
    ---
    # Northbank to host Acme Commons

    BRISTOL, January 12, 2027 – Acme and Northbank have agreed to offer Acme Commons from three regions.

    ## About Acme

    Acme makes software. It was founded in 2019. It has offices in Leipzig. It employs 74 people.

Not found:

    ---
    template: partnership_release
    language: en
    ---
    # Northbank to host Acme Commons

    BRISTOL, January 12, 2027 – Acme and Northbank have agreed to offer Acme Commons from three regions.

    ## About Acme

    Acme makes software. It was founded in 2019. It employs 74 people.

    For more information, visit https://www.example.com.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from contentops.lint.counts import count_characters, count_sentences
from contentops.lint.document import Document
from contentops.lint.finding import Finding
from contentops.lint.parts import Section
from contentops.lint.rules.options import limit
from contentops.lint.rules.places import at_block

NAME = "boilerplate-length"

_SITE_LINE = re.compile(
    r"(?i)(?:(?:for|to) (?:more|further|learn)[^.]{0,60}?|(?:please )?(?:visit|see|follow"
    r"|find out more|learn more|more information)\b"
    r"[^.]{0,60}?|(?:web(?:site)?|www)\b[^.]{0,20}?)\ufffc[^.。]{0,60}[.。]?\s*\Z|(?:公司)?(?:网址"
    r"|官网|网站|官方网站)[：:].*\Z"
)


def find(document: Document) -> Iterator[Finding]:
    """A finding at every boilerplate over `sentences` or `characters`."""
    chinese = document.parts.chinese
    most, longest = limit(document, NAME, "sentences"), limit(document, NAME, "characters")
    for section in document.parts.about:
        text = _without_site(section)
        if most and (count := count_sentences(text, chinese=chinese)) > most:
            message = f"the boilerplate has {count} sentences; {most} are enough"
        elif longest and (count := count_characters(text)) > longest:
            message = f"the boilerplate has {count} characters; keep it to {longest}"
        else:
            continue
        yield from at_block(
            document, NAME, "warning", section.blocks[0] if section.blocks else section.head, message
        )


def _without_site(section: Section) -> str:
    texts = (section.inline, *(block.text for block in section.blocks))
    return " ".join(part for text in texts if (part := _SITE_LINE.sub("", text).strip()))
