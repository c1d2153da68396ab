"""From a finding or a word back to the entry behind it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from contentops.lint.finding import Finding
from contentops.lint.taboo import Entry, Exemption, TabooList


class Known(NamedTuple):
    """An entry and the list that it stands in."""

    taboo: TabooList
    entry: Entry

    @property
    def exemptions(self) -> tuple[Exemption, ...]:
        """The exemptions that the entry names, in its order."""
        by_name = {exemption.name: exemption for exemption in self.taboo.exemptions}
        return tuple(by_name[name] for name in self.entry.exempt_by if name in by_name)


def entry_of(finding: Finding, lists: Sequence[TabooList]) -> Known | None:
    """The entry behind a finding; None for findings of rules that are no lists."""
    found = None
    for taboo in lists:
        if taboo.name != finding.list:
            continue
        for entry in taboo.entries:
            written = (*entry.terms, *(pattern.written for pattern in entry.patterns))
            if finding.term in written:
                if finding.message.startswith(entry.reason or finding.term):
                    return Known(taboo, entry)
                found = found or Known(taboo, entry)
    return found
