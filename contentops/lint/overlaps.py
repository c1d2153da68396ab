"""Of the shipped packs' findings on the same words one stands.

A text of ours gets one finding for one claim. What a company's own list has stays, whatever a pack says there.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter

from contentops.lint.finding import Finding
from contentops.lint.lookup import entry_of
from contentops.lint.packs import PACKS
from contentops.lint.taboo import SEVERITIES, TabooList


def one_at_a_place(findings: Sequence[Finding], lists: Sequence[TabooList]) -> list[Finding]:
    """The findings without those of packs that overlap a graver one of a pack, or one as grave that goes before.

    Of two as grave a term goes before a pattern, which reaches over words that are not its own, then the
    longer, then the first in the text, then the first by its list and term. `lists` are those used. Findings of
    rules and of a company's lists are neither dropped nor do they drop any.
    """
    of_packs = sorted((one for one in findings if one.list in PACKS), key=attrgetter("start"))
    dropped: set[int] = set()

    def standing(one: Finding) -> tuple[int, bool, int, int, str, str]:
        entry = entry_of(one, lists)
        is_pattern = entry is None or one.term not in entry.entry.terms
        gravity = SEVERITIES.index(one.severity)
        return gravity, is_pattern, one.start - one.end, one.start, one.list, one.term

    for group in _overlapping(of_packs):
        kept: list[Finding] = []
        for one in sorted(group, key=standing):
            if any(one.start < other.end and other.start < one.end for other in kept):
                dropped.add(id(one))
            else:
                kept.append(one)
    return [one for one in findings if id(one) not in dropped] if dropped else list(findings)


def _overlapping(ordered: Sequence[Finding]) -> list[list[Finding]]:
    """The findings in groups of two and more that hang together."""
    groups: list[list[Finding]] = []
    end = -1
    for one in ordered:
        if one.start < end:
            groups[-1].append(one)
        else:
            groups.append([one])
        end = max(end, one.end)
    return [group for group in groups if len(group) > 1]
