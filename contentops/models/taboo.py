"""The form of a taboo list, for the schema that editors use.

The linter reads lists with its own reader (`contentops.lint.lists`), which starts ten times faster than a
model and names the place of what is inside an entry; a test holds the two to the same keys.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from contentops.models.base import Date, Flag, Language, Record

Severity = Literal["error", "warning", "note"]


class TabooWhere(Record):
    """Where an entry applies; what is left out does not limit it."""

    language: Language | None = None
    """Only in texts in this language."""
    channels: list[str] = Field(default_factory=list)
    """Only on these channels."""
    formats: list[str] = Field(default_factory=list)
    """Only in these formats."""
    valid_from: Date | None = Field(default=None, alias="from")
    """From this day on."""
    valid_until: Date | None = Field(default=None, alias="until")
    """Until this day."""


class TabooExemption(Record):
    """A circumstance in which entries that name it in `exempt_by` are fine."""

    title: str | None = None
    """What it is called in messages."""
    source: str | None = None
    """The law, guideline or rule that allows it."""
    severity: Severity | None = None
    """What a finding becomes instead of vanishing."""
    contexts: list[str] = Field(default_factory=list)
    """Longer phrases that hold the term."""
    sentence: list[str] = Field(default_factory=list)
    """Patterns over the sentence, in which the finding stands as `{term}`: one of them suffices."""
    needs: list[str] = Field(default_factory=list)
    """Patterns over the sentence each of which must be in it, in any order."""
    unless: list[str] = Field(default_factory=list)
    """Patterns over the sentence none of which may be in it."""


class TabooEntry(Record):
    """Terms or patterns with one reason."""

    term: str | None = None
    """One term."""
    terms: list[str] = Field(default_factory=list)
    """Several terms with the same reason."""
    pattern: str | None = None
    """One regular expression, bounded."""
    patterns: list[str] = Field(default_factory=list)
    """Several regular expressions."""
    severity: Severity | None = None
    """How bad it is; default: the list's."""
    category: str | None = None
    """A kebab-case word; default: the list's."""
    reason: str | None = None
    """Why it must not be printed."""
    source: str | None = None
    """The law and article, or the company's rule."""
    suggestions: list[str] = Field(default_factory=list)
    """What to write instead."""
    contexts: list[str] = Field(default_factory=list)
    """Longer phrases with the term that are fine."""
    exempt_by: list[str] = Field(default_factory=list)
    """Exemptions of the list that apply."""
    case_sensitive: Flag = False
    """Whether upper and lower case differ."""
    inflections: Flag = True
    """Whether an English term is also found inflected."""
    where: TabooWhere | None = None
    """Where it applies."""
    finds: list[str] = Field(default_factory=list)
    """Sentences that must be reported: tests of the entry."""
    ignores: list[str] = Field(default_factory=list)
    """Sentences that must not be reported."""


class TabooListFile(Record):
    """A taboo list, `taboo/*.yaml`."""

    title: str | None = None
    """What it is called in findings; default: the file's name."""
    language: Language | None = None
    """Only for texts in this language."""
    source: str | None = None
    """Default source of the entries."""
    category: str | None = None
    """Default category of the entries."""
    severity: Severity | None = None
    """Default severity of the entries."""
    contexts: list[str] = Field(default_factory=list)
    """Phrases that are fine whatever list would find something in them."""
    parts: dict[str, list[str]] = Field(default_factory=dict)
    """Named alternatives that patterns use as `{name}`."""
    exemptions: dict[str, TabooExemption] = Field(default_factory=dict)
    """Named circumstances that allow what is otherwise found."""
    entries: list[TabooEntry]
    """The entries."""
