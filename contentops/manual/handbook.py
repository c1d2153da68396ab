"""What the handbook is made from: the workspace, and what the commands know of templates, lists and rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from contentops.manual.blocks import Line
from contentops.models.base import Language
from contentops.models.item import Format
from contentops.models.workspace import Workspace

RuleValue = int | str | bool | tuple[str, ...]
Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True)
class FactLine:
    """A fact that a template asks for. `key` is written as in YAML (`partner.name`), `depth` counts its parents."""

    key: str
    kind: str
    many: bool
    required: bool
    description: str
    example: str
    depth: int = 0


@dataclass(frozen=True)
class WorkedExample:
    """A draft as it comes out of a template: of an item of the workspace, or of the template's own examples."""

    lines: tuple[Line, ...]
    item: str | None = None
    """The item's id; None when it is made of the template's examples."""
    channel: str | None = None
    """The channel it is a version for."""


@dataclass(frozen=True)
class DraftKind:
    """A template of drafts, and how the linter looks at what comes out of it."""

    name: str
    summary: str
    kind: str
    """What the linter takes its drafts for: `press_release`, `customer_case`, ... or `draft`."""
    formats: tuple[Format, ...]
    needs: tuple[str, ...]
    facts: tuple[FactLine, ...]
    own: bool
    path: str
    items: tuple[str, ...] = ()
    """The ids of items that use it."""
    example: WorkedExample | None = None
    channels: tuple[str, ...] = ()
    """The channels for whose versions it is used."""


@dataclass(frozen=True)
class TabooEntryHere:
    """What must not be printed, with one reason. `patterns` are wordings that no single term names."""

    terms: tuple[str, ...]
    patterns: tuple[str, ...]
    severity: Severity
    category: str
    reason: str
    source: str
    suggestions: tuple[str, ...]
    contexts: tuple[str, ...]
    exemptions: tuple[str, ...]
    """Names of exemptions of its list."""
    finds: tuple[str, ...]
    channels: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    valid_from: str = ""
    valid_until: str = ""


@dataclass(frozen=True)
class ExemptionHere:
    """A circumstance in which what is named is fine (`severity` empty), or less grave."""

    name: str
    title: str
    source: str
    severity: str


@dataclass(frozen=True)
class TabooListHere:
    """A list in force: the company's own, or a pack."""

    name: str
    title: str
    language: str
    own: bool
    entries: tuple[TabooEntryHere, ...]
    exemptions: tuple[ExemptionHere, ...] = ()
    contexts: tuple[str, ...] = ()


@dataclass(frozen=True)
class RuleHere:
    """A rule of the linter as this workspace sets it; `kinds` None means that it reads every text."""

    name: str
    summary: str
    kinds: frozenset[str] | None
    severity: str
    usual_severity: str
    on: bool
    options: Mapping[str, Mapping[Language, RuleValue]] = field(default_factory=dict)
    changed: bool = False
    """Whether `contentops.yaml` sets one of its limits."""
    severity_set: bool = False
    """Whether it sets its severity, which then holds for every kind of draft."""


@dataclass(frozen=True)
class Handbook:
    """Everything. `today` matters only for what is dated: leave, blackouts, what is due."""

    workspace: Workspace
    language: Language
    today: date
    drafts: tuple[DraftKind, ...]
    lists: tuple[TabooListHere, ...]
    rules: tuple[RuleHere, ...]
    disguises: str = "normal"
    disabled: tuple[str, ...] = ()
    """Lists and terms that are switched off."""
    unused_packs: tuple[str, ...] = ()
    """Packs that are shipped and not in force."""
    packs_elsewhere: tuple[str, ...] = ()
    """Packs in force for texts in a language that nobody here writes and no channel takes: named, not printed."""
