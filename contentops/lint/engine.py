"""Lint one text: pure, no disk, no clock. This is the Python API."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Literal

from contentops.lint.document import Document
from contentops.lint.draft_settings import DraftSettings
from contentops.lint.finding import Finding
from contentops.lint.overlaps import one_at_a_place
from contentops.lint.review import Review
from contentops.lint.rules import run_rules
from contentops.lint.taboo import Circumstances, Disguises, TabooList

if TYPE_CHECKING:
    from contentops.lint.inputs import LintInput

Markup = Literal["markdown", "text", "html"]

_SUPPRESSION_MARKS = ("contentops-dis", "contentops-en", "lint-disable", "lint_disable")
"""A text without any of these has no suppressions."""


def lint_text(
    text: str,
    lists: Sequence[TabooList],
    *,
    markup: Markup = "markdown",
    path: str = "",
    disable: Collection[str] = (),
    circumstances: Circumstances = Circumstances(),
    disguises: Disguises = "normal",
    draft: DraftSettings = DraftSettings(),
) -> list[Finding]:
    """Everything the rules find in `text`, in order of place.

    `lists` are the taboo lists to use; each is applied when the text is in its language. `disable` has
    names of rules, lists and entries that are switched off. `path` is what the findings show.
    `circumstances` say where the text is going, for entries that are for certain channels, formats or
    dates. `disguises` is how far terms are looked for behind the way they are written.
    `draft` is what is known of a draft beside its text: kind, plan, options of rules. For every
    finding `finding.text == text[finding.start:finding.end]`. Never raises, whatever the text.
    """
    from contentops.lint.inputs import read_input

    given = read_input(text, path, markup)
    return lint_input(
        given,
        lists,
        path=path,
        disable=disable,
        circumstances=circumstances,
        disguises=disguises,
        draft=draft,
    )


def lint_input(
    given: LintInput,
    lists: Sequence[TabooList],
    *,
    path: str = "",
    disable: Collection[str] = (),
    circumstances: Circumstances = Circumstances(),
    disguises: Disguises = "normal",
    draft: DraftSettings = DraftSettings(),
) -> list[Finding]:
    """The same for a text that was read already (`contentops.lint.inputs`), also from a Word file or a workbook.

    Offsets are those of `given.text`; findings in documents without lines name their `place`.
    """
    return review_input(
        given,
        lists,
        path=path,
        disable=disable,
        circumstances=circumstances,
        disguises=disguises,
        draft=draft,
    ).findings


def review_input(
    given: LintInput,
    lists: Sequence[TabooList],
    *,
    path: str = "",
    disable: Collection[str] = (),
    circumstances: Circumstances = Circumstances(),
    disguises: Disguises = "normal",
    draft: DraftSettings = DraftSettings(),
) -> Review:
    """The same, with the findings that suppressions in the text have silenced, and their reasons."""
    used = [taboo for taboo in lists if taboo.name not in disable]
    document = Document(path, given.text, given.visible, used, given.kind, circumstances, disguises, draft)
    review = _review(document, disable)
    places = given.places
    if places is not None:
        findings = [found._replace(place=places.name(found.start)) for found in review.findings]
        review = review._replace(findings=findings)
    return review


def _review(document: Document, disable: Collection[str]) -> Review:
    findings = [finding for finding in run_rules(document, disable) if finding.term not in disable]
    findings = one_at_a_place(findings, document.lists)
    findings.sort(key=lambda found: (found.start, found.end, found.rule, found.list, found.term))
    if not any(mark in document.source for mark in _SUPPRESSION_MARKS):
        return Review(findings, [])
    from contentops.lint.suppressions import apply_suppressions

    return apply_suppressions(document, findings, disable)
