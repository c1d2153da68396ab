"""The rules, one module each; a rule's docstring is its page in the documentation."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from contentops.lint.document import Document
from contentops.lint.finding import Finding
from contentops.lint.rules import placeholder_left, taboo_word


class Rule(NamedTuple):
    """A rule by name; `find` yields its findings in one document."""

    name: str
    find: Callable[[Document], Iterator[Finding]]


RULES: tuple[Rule, ...] = (
    Rule("taboo-word", taboo_word.find),
    Rule("placeholder-left", placeholder_left.find),
)
