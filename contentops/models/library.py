"""`library/uses.yaml`: where content was used again, and what `contentops library` prints for machines."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from contentops.models.base import Date, Id, PoolName, Record


class Use(Record):
    """Somebody used a piece again: in a pitch, a mail, another text. One line of the file each."""

    model_config = ConfigDict(populate_by_name=True)

    item: str
    """The item, for an occurrence `ID@DATE`."""
    date: Date
    """The day."""
    by: Id | None = None
    """Who."""
    what_for: Annotated[str | None, Field(alias="for")] = None
    """What for: the customer, the text, the talk."""


class PublishedAt(Record):
    """Where a piece went out."""

    channel: str | None
    """The channel, when it is known."""
    date: Date
    """The day."""
    url: str | None
    """Its address."""


class FoundPiece(Record):
    """A piece of content that fits."""

    item: str
    """The item's id, or an occurrence's."""
    title: str
    """Its title."""
    pool: PoolName
    """Its pool."""
    format: str
    """What it is made as."""
    industry: str
    """The industry it is about; empty when none is named."""
    products: list[str]
    """Ids of the products it is about."""
    role: str
    """The role in the buying chain."""
    stage: str
    """The funnel stage."""
    made: Date | None
    """When it was last made or refreshed; null when that is not known."""
    age_days: int | None
    """Days since then."""
    fresh_until: Date | None
    """When it goes stale; null when it has no refresh interval."""
    stale: bool
    """Whether that day is over."""
    published: list[PublishedAt]
    """Where it went out, the latest first."""
    last_used: Date | None
    """The last day it went out anywhere, in any form, or was used again."""
    uses: int
    """How often it was used again (`library/uses.yaml`)."""
    draft: str | None
    """Its text, relative to the workspace."""
    score: float
    """How well it fits the words asked for; 0 without any."""
    excerpt: str
    """The words around the best place."""


class LibraryReport(Record):
    """`contentops library --format json`."""

    version: Literal[1]
    """The version of this format."""
    query: list[str]
    """The words asked for."""
    all_words: bool
    """Whether every piece has all of them; otherwise none has, and these have some."""
    total: int
    """How many pieces fit."""
    pieces: list[FoundPiece]
    """The best first, as many as were asked for."""
