"""`snippets.yaml`: what drafts share word for word, kept once: approved quotes and standing texts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from contentops.models.base import Date, Id, Interval, Record, Text
from contentops.models.item import add_interval


class Consent(Record):
    """Who agreed that a quote is printed, when, until when and where."""

    by: Text
    """Who agreed."""
    date: Date
    """When they agreed."""
    until: Date | None = None
    """The last day they agreed to; default: without end."""
    for_: Annotated[list[Id], Field(alias="for")] = []  # noqa: RUF012  pydantic copies defaults
    """The channels and formats they agreed to; empty: any."""
    note: Text | None = None
    """Where the consent is kept."""

    @model_validator(mode="after")
    def _check_order(self) -> Consent:
        if self.until is not None and self.until < self.date:
            raise PydanticCustomError("consent_order", "the consent ends before it was given")
        return self


class ApprovedQuote(Record):
    """Words of a person that drafts may print as they stand here. Facts name it by its id."""

    id: Id
    """The name that facts use."""
    text: Text
    """The words."""
    name: Text
    """Who says them."""
    title: Text
    """Their title."""
    organisation: Text | None = None
    """Their organisation."""
    consent: Consent | None = None
    """Who agreed that they are printed."""


class SharedText(Record):
    """A text that templates include with `{{ snippet("ID") }}`."""

    id: Id
    """The name that templates use."""
    text: Text
    """The text; blank lines part its paragraphs."""
    owner: Id | None = None
    """Who keeps it true."""
    reviewed: Date | None = None
    """When it was last looked through."""
    refresh_every: Interval | None = None
    """How long it stays good after that."""

    @model_validator(mode="after")
    def _check_review(self) -> SharedText:
        if self.refresh_every is not None and self.reviewed is None:
            raise PydanticCustomError(
                "reviewed_missing", "{key} counts from the day in reviewed", {"key": "refresh_every"}
            )
        return self

    @property
    def review_due(self) -> dt.date | None:
        """When the text must be looked through again, or None when it has no such day."""
        if self.refresh_every is None or self.reviewed is None:
            return None
        return add_interval(self.reviewed, self.refresh_every.count, self.refresh_every.unit)


class SnippetFile(Record):
    """`snippets.yaml`, or a file of `snippets/`: `quotes:` and `texts:`, each with a list."""

    quotes: list[ApprovedQuote] = Field(default_factory=list)
    """Approved quotes."""
    texts: list[SharedText] = Field(default_factory=list)
    """Standing texts."""


@dataclass(frozen=True)
class Snippets:
    """The snippets of a workspace, by id."""

    quotes: Mapping[str, ApprovedQuote] = field(default_factory=dict)
    texts: Mapping[str, SharedText] = field(default_factory=dict)
