"""The rules: one table, read from top to bottom. A rule's docstring is its page in the documentation.

Structure rules are imported when a text of their kind is read for the first time, so that they cost
nothing at start.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from contentops.lint.draft_settings import OptionValue
from contentops.lint.taboo import Severity

if TYPE_CHECKING:
    from contentops.lint.document import Document
    from contentops.lint.finding import Finding


class Option(NamedTuple):
    """An option of a rule: its default for Chinese and for English texts, and what it means."""

    name: str
    zh: OptionValue
    en: OptionValue
    meaning: str


class Rule(NamedTuple):
    """A rule by name.

    `kinds` are the kinds of draft it looks at, None for every text. `severity` is the one it has
    unless `lint.rules` gives another; "" when each finding has its own (`taboo-word`).
    """

    name: str
    module: str
    kinds: frozenset[str] | None = None
    severity: Severity | str = ""
    options: tuple[Option, ...] = ()

    @property
    def find(self) -> Callable[[Document], Iterator[Finding]]:
        """What yields the rule's findings in one document."""
        found: Callable[[Document], Iterator[Finding]] = import_module(
            f"contentops.lint.rules.{self.module}"
        ).find
        return found


RULES: tuple[Rule, ...] = (
    Rule("taboo-word", "taboo_word"),
    Rule("placeholder-left", "placeholder_left", severity="error"),
)


def run_rules(document: Document, disable: Collection[str] = ()) -> Iterator[Finding]:
    """What the rules for this kind of text find, with the severities the settings give."""
    options = document.draft.options
    for rule in RULES:
        if rule.name in disable or (rule.kinds is not None and document.kind not in rule.kinds):
            continue
        severity = options.get(rule.name, {}).get("severity")
        for finding in rule.find(document):
            yield finding if severity is None else finding._replace(severity=severity)  # type: ignore[arg-type]
