"""Suppressions: a finding that may stand is silenced in the file itself, by name and with a reason.

    <!-- contentops-disable-next-line best-in-class: the name of the award -->
    <!-- contentops-disable-line RULE, LIST, "TERM": reason -->
    <!-- contentops-disable NAME: reason --> ... <!-- contentops-enable NAME -->
    <!-- contentops-disable-file NAME: reason -->

A name is that of a rule, of a list, or a term (as the list has it, or as it stands in the text). There is no
way to silence everything: what is silenced is named, so that a new finding beside it is still seen. What
is wrong with a suppression is a finding of `invalid-suppression`, and one that silences nothing, or names
nothing, is a finding of `unused-suppression`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from contentops.lint.finding import Finding
from contentops.lint.review import INVALID, UNUSED, Review, Silenced
from contentops.lint.taboo import SEVERITIES

if TYPE_CHECKING:
    from contentops.lint.directives import Directive, Name
    from contentops.lint.document import Document
    from contentops.lint.taboo import Severity


_MOST_SUGGESTED = 3000


def apply_suppressions(document: Document, findings: list[Finding], disable: Collection[str] = ()) -> Review:
    """The findings that no suppression in the document silences, and what is wrong with its suppressions.

    `disable` has the names of rules, lists and terms that were not looked for: their suppressions are not
    called unused, because nobody knows.
    """
    from contentops.lint.directives import find_directives

    source = document.source
    run = _Run(document, disable)
    directives = find_directives(source, document.markup)
    for directive in directives:
        if directive.problem:
            run.report(INVALID, "error", directive.start, directive.end, directive.problem)
    regions = list(run.regions(directives))
    if document.markup == "text":  # there the suppressions are part of the text, and name what they silence
        findings = _outside(directives, findings)
    by_name = _Regions(regions)
    kept: list[Finding] = []
    silenced: list[Silenced] = []
    for found in findings:
        reason = run.find_reason(found, by_name)
        if reason is None:
            kept.append(found)
        else:
            silenced.append(Silenced(found, reason))
    for region in regions:
        run.report_unused(region)
    kept += [found for found in run.found if found.rule not in disable]
    kept.sort(key=lambda found: (found.start, found.end, found.rule, found.list, found.term))
    return Review(kept, silenced)


def find_of(rule: str, document: Document) -> Iterator[Finding]:
    """What the rule of this name has to say about the suppressions of the document."""
    from contentops.lint.rules import run_rules

    review = apply_suppressions(document, list(run_rules(document)))
    return (found for found in review.findings if found.rule == rule)


def _outside(directives: Sequence[Directive], findings: Sequence[Finding]) -> list[Finding]:
    """The findings that do not stand in a suppression itself."""
    starts = [directive.start for directive in directives]
    kept = []
    for found in findings:
        number = bisect_right(starts, found.start) - 1
        if number < 0 or found.end > directives[number].end:
            kept.append(found)
    return kept


class _Region:
    """Where one name of one suppression holds: source offsets, the end excluded."""

    def __init__(self, name: Name, reason: str, start: int, end: int) -> None:
        self.name = name
        self.reason = reason
        self.start = start
        self.end = end
        self.used = False


class _Run:
    """One document: what its suppressions silence, and what there is to say about them."""

    def __init__(self, document: Document, disable: Collection[str]) -> None:
        self.document = document
        self.disable = disable
        self.found: list[Finding] = []

    def report(self, rule: str, severity: Severity, start: int, end: int, message: str) -> None:
        """Add a finding over source offsets."""
        given = self.document.draft.options.get(rule, {}).get("severity")
        severity = next((known for known in SEVERITIES if known == given), severity)
        line, column = self.document.place(start)
        end_line, end_column = self.document.place(end)
        text = self.document.source[start:end]
        self.found.append(
            Finding(
                self.document.path, rule, severity, "", "suppression", "", text, message, "", (),
                line, column, end_line, end_column, start, end,
            )
        )  # fmt: skip

    def regions(self, directives: Sequence[Directive]) -> Iterator[_Region]:
        """What each valid suppression covers. A block that is never closed reaches to the end, and says so."""
        whole = len(self.document.source) + 1
        open_blocks: list[_Region] = []
        for directive in directives:
            if directive.problem:
                continue
            if directive.verb == "enable":
                yield from self._close(directive, open_blocks)
            elif directive.verb == "disable":
                open_blocks += [
                    _Region(name, directive.reason, directive.end, whole) for name in directive.names
                ]
            else:
                start, end = self._reach(directive, whole)
                yield from (_Region(name, directive.reason, start, end) for name in directive.names)
        for block in open_blocks:
            message = (
                f"{block.name.text} is never enabled again, so this reaches to the end; "
                "write contentops-enable below, or contentops-disable-file"
            )
            self.report(INVALID, "warning", block.name.start, block.name.end, message)
            yield block

    def _close(self, directive: Directive, open_blocks: list[_Region]) -> Iterator[_Region]:
        wanted = {key for name in directive.names for key in (name.text, _fold(name.text))}
        closed = [
            block for block in open_blocks if not wanted or {block.name.text, _fold(block.name.text)} & wanted
        ]
        if not closed:
            message = "this enables nothing: no contentops-disable above is open"
            self.report(INVALID, "warning", directive.start, directive.end, message)
        for block in closed:
            open_blocks.remove(block)
            block.end = directive.start
            yield block

    def _reach(self, directive: Directive, whole: int) -> tuple[int, int]:
        if directive.verb == "disable-file":
            return 0, whole
        starts = self.document.line_starts
        line = bisect_right(starts, directive.start if directive.verb == "disable-line" else directive.target)
        return starts[line - 1], starts[line] if line < len(starts) else whole

    def find_reason(self, found: Finding, regions: _Regions) -> str | None:
        """The reason of the innermost suppression that covers the finding, which then counts as used."""
        region = regions.covering(found)
        if region is None:
            return None
        region.used = True
        return region.reason

    def report_unused(self, region: _Region) -> None:
        """Say that a suppression silences nothing, unless what it names was not looked for."""
        name = region.name
        if region.used or name.text in self._not_run:
            return
        if name.text not in self._known:
            if "taboo-word" in self.disable:
                return
            if _fold(name.text) not in self._folded_terms:
                hint = self._suggestion(name.text)
                message = f"this silences nothing: no rule, list or term is called {name.text}{hint}"
                self.report(UNUSED, "warning", name.start, name.end, message)
                return
        message = f"this silences nothing: {name.text} was not found here; remove it"
        self.report(UNUSED, "warning", name.start, name.end, message)

    @cached_property
    def _known(self) -> set[str]:
        from contentops.lint.packs import PACKS
        from contentops.lint.rules import RULES

        return {
            *(rule.name for rule in RULES),
            *PACKS,
            *(taboo.name for taboo in self.document.lists),
        }

    @cached_property
    def _not_run(self) -> set[str]:
        """Known names of which this run says nothing: packs that are not in use."""
        from contentops.lint.packs import PACKS

        used = {taboo.name for taboo in self.document.lists}
        lists = {*PACKS, *used} if "taboo-word" in self.disable else set(PACKS) - used
        return {*lists, *self.disable}

    def _terms(self) -> Iterator[str]:
        for taboo in self.document.lists:
            for entry in taboo.entries:
                yield from entry.terms
                yield from (pattern.written for pattern in entry.patterns)

    @cached_property
    def _folded_terms(self) -> set[str]:
        return {_fold(term) for term in self._terms()}

    def _suggestion(self, name: str) -> str:
        from contentops.problem import nearest

        terms = list(self._terms())
        match = nearest(name, [*self._known, *(terms if len(terms) <= _MOST_SUGGESTED else ())])
        return f"; did you mean {match}?" if match else ""


class _Regions:
    """The regions by what they name, so that a finding is held only against those that name it."""

    def __init__(self, regions: Sequence[_Region]) -> None:
        self._by_name: dict[str, list[_Region]] = {}
        for region in sorted(regions, key=lambda region: (region.start, -region.end)):
            for key in {region.name.text, _fold(region.name.text)}:
                self._by_name.setdefault(key, []).append(region)
        self._starts = {key: [one.start for one in named] for key, named in self._by_name.items()}
        self._reaches = {
            key: list(accumulate((one.end for one in named), max)) for key, named in self._by_name.items()
        }

    def covering(self, found: Finding) -> _Region | None:
        """The region that begins last of those around the finding that name its rule, list, term or text."""
        written = {found.rule, found.list, found.term, found.text, _fold(found.term), _fold(found.text)}
        inside = [region for key in written if key and (region := self._innermost(key, found)) is not None]
        return max(inside, key=lambda region: (region.start, -region.end), default=None)

    def _innermost(self, key: str, found: Finding) -> _Region | None:
        named = self._by_name.get(key)
        if named is None:
            return None
        reaches = self._reaches[key]
        last = max(found.end, found.start + 1)
        number = bisect_left(self._starts[key], last) - 1
        while number >= 0 and reaches[number] > found.start:  # none before reaches as far as the finding
            if named[number].end > found.start:
                return named[number]
            number -= 1
        return None


@lru_cache(maxsize=4096)
def _fold(text: str) -> str:
    """A name without what nobody means to tell apart: case, width, script, hyphens and blanks."""
    from contentops.lint.fold import fold

    return re.sub(r"[\s\-_*]+", " ", fold(text)).strip()
