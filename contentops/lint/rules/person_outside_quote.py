"""person-outside-quote: the text says we or you outside a quotation.

A release is written in the third person, so that an editor can print it as it stands: `we`, `our`, `I`, `you`
(我们, 您) belong into quotations. In announcements and recaps of events, readers may be addressed; `we` may not
stand there either. Headings, lists of talks and the contact are not looked at.

Found:

    ---
    template: partnership_release
    language: en
    ---
    # Northbank to host Acme Commons

    BRISTOL, January 12, 2027 – Acme and Northbank have agreed to offer Acme Commons, and we are proud of it.

Not found:

    ---
    template: partnership_release
    language: en
    ---
    # Northbank to host Acme Commons

    BRISTOL, January 12, 2027 – Acme and Northbank have agreed to offer Acme Commons in the US.

    “We are proud of it,” said Jo Day, CTO at Acme.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from contentops.lint.document import Document
from contentops.lint.finding import Finding
from contentops.lint.kinds import EVENTS
from contentops.lint.parts import paragraphs
from contentops.lint.quoted import outside, quoted_spans

NAME = "person-outside-quote"

_FIRST_EN = (
    r"\b(?:we|our|ours|ourselves|us|my|myself)\b(?!-)|\b(?:We|Our|My)\b(?=['’]|\s[a-z])"
    r"|\bI(?=['’](?:m|ve|d|ll)\b|\s(?:am|was|have|had|will|would|can|could|do|did|think|believe|know|hope|want)\b)"
)
_SECOND_EN = r"\b(?:you|your|yours|yourself|yourselves)\b(?!-)|\b(?:You|Your)\b(?=['’]|\s[a-z])"
_FIRST_ZH = r"(?<!自)我们|咱们|我司|我公司|本公司"
_SECOND_ZH = r"您|你们|你(?=[的可能会要想是在有将需])"
_REPORTED_ZH = re.compile(
    r"(?:表示|说|指出|认为|谈到|介绍|强调|坦言|透露|提到|称|坚信|相信)[，,：:][^。！？]*\Z"
)


def find(document: Document) -> Iterator[Finding]:
    """Every such word of the body, outside quotations and reported speech."""
    parts = document.parts
    if parts.salutation is not None:
        return
    first, second = (_FIRST_ZH, _SECOND_ZH) if parts.chinese else (_FIRST_EN, _SECOND_EN)
    word = re.compile(first if document.kind in EVENTS else f"{first}|{second}")
    for block in paragraphs(parts.body):
        if block.kind == "quotation":
            continue
        text = outside(block.text, quoted_spans(block.text))
        for match in word.finditer(text):
            if not (parts.chinese and _REPORTED_ZH.search(text[max(0, match.start() - 60) : match.start()])):
                message = (
                    f"“{match.group()}” outside a quotation: write in the third person, or quote who says it"
                )
                yield document.finding(
                    NAME, "warning", block.start + match.start(), block.start + match.end(), message
                )
