"""What both forms of the handbook share: the values that templates see, and how much a page may take."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from markupsafe import Markup

from contentops.bounded_templates import Limits
from contentops.manual.blocks import Document, Spans
from contentops.manual.handbook import Handbook
from contentops.manual.words import Words, words_in
from contentops.page_templates import MANUAL_PAGES, MAX_SOURCE, FindOwn, render_page

_OUTPUT, _OUTPUT_OF_LETTER = 4_000_000, 40
_STEPS, _STEPS_OF_BLOCK = 100_000, 60


def render(
    name: str,
    book: Handbook,
    document: Document,
    own: FindOwn,
    inline: Callable[[Spans], Markup],
    escape: Callable[[Any], str],
    **more: Any,
) -> str:
    """The template `name` of the manual. Its blocks are named after the chapters, and see the whole handbook."""
    words = words_in(book.language)
    values: Mapping[str, Any] = {
        "words": words,
        "language": book.language,
        "document": document,
        "section": {section.name: section for section in document.sections},
        "workspace": book.workspace,
        "handbook": book,
        "inline": inline,
        "said": lambda key: inline(words.say(key)),
        "footer": footer(document, words),
        **more,
    }
    return render_page(MANUAL_PAGES, name, values, escape=escape, own=own, limits=limits_of(document))


def footer(document: Document, words: Words) -> tuple[Spans, ...]:
    """The lines at the end."""
    return words.say("edition", edition=document.edition), words.say("made_by")


def limits_of(document: Document) -> Limits:
    """What a page may take: it grows with the handbook."""
    letters = len(repr(document))
    blocks = sum(len(section.blocks) for section in document.sections)
    return Limits(
        MAX_SOURCE, _OUTPUT + _OUTPUT_OF_LETTER * letters, _STEPS + _STEPS_OF_BLOCK * blocks + letters // 10
    )
