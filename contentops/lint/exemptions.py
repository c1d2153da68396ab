"""Whether an exemption applies to a finding: what stands in the sentence around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from contentops.lint.taboo import TERM_MARK, Exemption, Pattern
from contentops.lint.words import find_sentence

_REMEMBERED = 2000
"""Sentences whose exemptions are kept, about a megabyte."""


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """The expression of a list's pattern."""
    return re.compile(pattern)


def _applies(pattern: Pattern, sentence: str) -> bool:
    # Most exemptions do not apply, and looking for a literal costs far less than compiling a pattern.
    if pattern.anchors and not any(anchor in sentence for anchor in pattern.anchors):
        return False
    return compiled(pattern.regex).search(sentence) is not None


def _holds(exemption: Exemption, sentence: str, found: str) -> bool:
    if not exemption.sentence and not exemption.needs:
        return False
    if exemption.sentence and not any(_applies(pattern, sentence) for pattern in exemption.sentence):
        return False
    if any(_applies(pattern, sentence) for pattern in exemption.unless):
        return False
    # What is needed may be part of the finding itself, as the region is in `国内第一`.
    whole = sentence.replace(TERM_MARK, found)
    return all(_applies(pattern, whole) for pattern in exemption.needs)


class SentenceExemptions:
    """Answers which exemptions a sentence allows; remembered, since texts repeat their sentences."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, str, str], list[Exemption]] = {}

    def applying(
        self, number: int, exemptions: Sequence[Exemption], folded: str, start: int, end: int
    ) -> list[Exemption]:
        """Those of an entry's exemptions that the sentence around `folded[start:end]` allows."""
        first, last = find_sentence(folded, start, end)
        key = (number, folded[first:start] + TERM_MARK + folded[end:last], folded[start:end])
        known = self._known.get(key)
        if known is None:
            known = [exemption for exemption in exemptions if _holds(exemption, key[1], key[2])]
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            self._known[key] = known
        return known
