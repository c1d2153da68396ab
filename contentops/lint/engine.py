"""Lint one text: pure, no disk, no clock. This is the Python API."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Literal

from contentops.lint.document import Document
from contentops.lint.finding import Finding
from contentops.lint.rules import RULES
from contentops.lint.taboo import TabooList

Markup = Literal["markdown", "text"]


def lint_text(
    text: str,
    lists: Sequence[TabooList],
    *,
    markup: Markup = "markdown",
    path: str = "",
    disable: Collection[str] = (),
) -> list[Finding]:
    """Everything the rules find in `text`, in order of place.

    `lists` are the taboo lists to use; each is applied when the text is in its language. `disable` has
    names of rules, lists and entries that are switched off. `path` is what the findings show. For
    every finding `finding.text == text[finding.start:finding.end]`. Never raises, whatever the text.
    """
    readable = _make_readable(text)
    if markup == "markdown":
        from contentops.lint.markdown import read_markdown

        visible = read_markdown(readable)
    else:
        from contentops.lint.plain import read_plain

        visible = read_plain(readable)
    used = [taboo for taboo in lists if taboo.name not in disable]
    document = Document(path, text, visible, used)
    findings = [
        finding
        for rule in RULES
        if rule.name not in disable
        for finding in rule.find(document)
        if finding.term not in disable
    ]
    return sorted(findings, key=lambda found: (found.start, found.end, found.rule, found.list, found.term))


def _make_readable(text: str) -> str:
    """The text with a stand-in for each character that neither the parser nor the term search takes."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        text = "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in text)
    return text.replace("\x00", "\ufffd")
