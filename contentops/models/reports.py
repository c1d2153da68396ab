"""What commands print for machines besides the calendar and lists of problems and findings.

The commands write these documents directly; the models are their schemas, and tests hold the two together.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from contentops.models.base import Language, Record


class DraftConflict(Record):
    """A place that both a person and the new rendering have changed."""

    line: int
    """The line of its first mark in the draft, from 1."""
    yours: str
    """The person's text."""
    base: str | None
    """What stood there before; null when that is not known."""
    new: str
    """What the new rendering says."""


class DraftedItem(Record):
    """What became of one draft."""

    item: str
    """The item's id, or an occurrence's."""
    path: str | None
    """The draft, relative to the workspace."""
    state: Literal[
        "written",
        "updated",
        "merged",
        "conflict",
        "unchanged",
        "kept",
        "printed",
        "missing",
        "failed",
        "no-template",
        "skipped",
    ]
    """`updated`: nobody had edited it; `merged`: edits and the new rendering are both in it; `conflict`: so they
    are, and both changed the same; `unchanged`: there was nothing to do; `kept`: it stays for a reason that is
    said; `missing`: facts are lacking; `printed`: with --stdout."""
    missing: list[str]
    """The facts that are lacking, as keys to fill in."""
    conflicts: list[DraftConflict]
    """What both sides changed."""
    text: str | None = None
    """The draft, when it was printed."""
    diff: str | None = None
    """With --diff: what would change, as a unified diff; "" when nothing would."""


class DraftReport(Record):
    """`contentops draft --format json`."""

    version: Literal[1]
    """The version of this format."""
    drafts: list[DraftedItem]
    """One for each draft asked for."""


class WrittenDocument(Record):
    """A draft that became a document."""

    item: str
    """Its name: an item, an occurrence, `ITEM.CHANNEL` for a version."""
    draft: str
    """The draft, relative to the workspace."""
    path: str
    """The document: relative to the workspace when it stands there."""
    written: bool
    """Whether it was written; false when it was there as it is."""


class DocumentsReport(Record):
    """`contentops draft --to docx|html --format json`."""

    version: Literal[1]
    """The version of this format."""
    documents: list[WrittenDocument]
    """One for each draft that was exported."""
    failed: list[str]
    """The names of those that were not; why stands on standard error."""


class ListedFact(Record):
    """One fact of a draft: needed, given or both."""

    key: str
    """As people write it: `facts.partner.name`; a part of a fact stands below the fact."""
    type: str
    """What the template declares: `text`, `list of figure`; empty for a part."""
    required: bool
    """Whether the draft needs it."""
    state: Literal["given", "inherited", "missing", "empty", "wrong", "unused"]
    """`empty`: optional and not given; `wrong`: not of its type; `unused`: given, and not declared."""
    origin: str | None
    """The record that gives it: `facts` is the item's."""
    overrides: list[str]
    """The farther records whose value does not count."""
    troubles: list[str]
    """`stale`, `unsourced`, `undated`, `later-than-today`, `no-consent`, `consent-ended`,
    `consent-not-covering`, `consent-later`; for `wrong` what is wrong."""
    value: str
    """On one line; of a list the first entry after the number of entries."""
    path: str
    """Where it stands, or where it is to be filled in."""
    line: int
    """The line there, from 1."""
    column: int
    """The column there, from 1."""
    description: str
    """What the template says about it."""
    example: str
    """What a good one looks like."""


class FactProblem(Record):
    """Something doubtful about a fact."""

    path: str
    """The file."""
    line: int
    """From 1."""
    column: int
    """From 1."""
    severity: Literal["error", "warning", "note"]
    """An error keeps the draft from being written."""
    rule: str
    """The name of the check."""
    message: str
    """What is wrong."""
    got: str | None
    """What stands there."""
    hint: str | None
    """What to do."""


class ItemFacts(Record):
    """The facts of one draft."""

    item: str
    """The item's id, or an occurrence's."""
    title: str
    """Its title."""
    template: str | None
    """Its template."""
    complete: bool
    """Whether the draft can be written as its template wants it."""
    facts: list[ListedFact]
    """The declared facts, then those that are not declared."""
    problems: list[FactProblem]
    """Doubtful figures and quotes."""
    fitting: list[str]
    """For an item without a template: those written for its format."""


class FactsReport(Record):
    """`contentops draft --facts --format json`."""

    version: Literal[1]
    """The version of this format."""
    language: Language
    """The language that facts were read in."""
    items: list[ItemFacts]
    """One for each draft asked for."""


class ListedTemplate(Record):
    """A draft template and what it needs."""

    name: str
    """The name that items use."""
    language: Language
    """The language it writes."""
    path: str
    """Where it comes from."""
    shipped: bool
    """Whether it is ours; else it is the workspace's own."""
    summary: str
    """What it writes."""
    formats: list[str]
    """The formats of items it is written for; empty: not said."""
    needs: list[str]
    """Records without which it makes no sense."""
    facts: list[dict[str, Any]] = Field(default_factory=list)
    """The facts it uses: key, type, required, many, description, example, fields."""


class PageBlock(Record):
    """A block of a page template, which a workspace can replace alone."""

    name: str
    """Its name."""
    line: int
    """The line it begins on, in the workspace's own template when it is replaced there, else in the shipped one."""
    own: bool
    """Whether the workspace replaces it."""


class ListedPage(Record):
    """A template of a rendered page, or a part of one."""

    name: str
    """Its name below `templates/calendar/`."""
    kind: Literal["page", "part"]
    """A template, or a style or script that is put into one as it is."""
    path: str
    """Where what is used comes from."""
    shipped: bool
    """Whether it is ours alone; else the workspace has its own, which may extend ours."""
    extends: str | None
    """The template that the workspace's own extends."""
    summary: str
    """What it is."""
    blocks: list[PageBlock] = Field(default_factory=list)
    """The blocks there are."""


class TemplatesReport(Record):
    """`contentops templates --format json`."""

    version: Literal[1]
    """The version of this format."""
    templates: list[ListedTemplate]
    """The draft templates, by name."""
    pages: list[ListedPage] = Field(default_factory=list)
    """The templates of rendered pages."""
