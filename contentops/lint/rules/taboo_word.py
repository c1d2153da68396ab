"""taboo-word: a word or claim that the law, the regulator or the company forbids.

The words come from the shipped packs and from the lists in `taboo/`. A list in one language is used on
texts in that language. Letter case, width, Traditional characters, characters of no width, markup
inside a word and line ends inside a paragraph do not hide a word; a longer harmless word or an
exemption of the entry silences it.

Found (with the pack for Article 9):

    我们是国**家**级平台。

Not found, because the words are others:

    最后，用最小二乘法求解。
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from contentops.lint.candidates import Match
from contentops.lint.document import Document
from contentops.lint.finding import Finding
from contentops.lint.matcher import Matcher
from contentops.lint.taboo import TabooList

NAME = "taboo-word"


@lru_cache(maxsize=16)
def _matcher(lists: tuple[TabooList, ...], languages: tuple[str, ...]) -> Matcher:
    return Matcher(lists, languages)


def find(document: Document) -> Iterator[Finding]:
    """The entries of the document's lists that stand in it."""
    matcher = _matcher(tuple(document.lists), document.languages)
    for match in matcher.find(
        document.folded, document.visible.text, document.circumstances, document.disguises
    ):
        entry = match.entry
        finding = document.finding(
            NAME,
            match.severity,
            match.start,
            match.end,
            _message(match),
            taboo=match.source.name,
            category=entry.category,
            term=match.term,
            source=entry.source,
            suggestions=entry.suggestions,
        )
        if finding.text not in entry.suggestions:  # github => GitHub: in any case but the right one
            yield finding


def _message(match: Match) -> str:
    reason = match.entry.reason or f"{match.term} is on the list {match.source.name}"
    reason = match.remark + reason
    if match.exemption is None:
        return reason
    return f"{reason} ({match.exemption.title})"
