"""`approvals/ITEM.yaml`: who submitted, approved, rejected and published an item, and exactly which text.

The file is only ever added to, one line an entry, so that git's union merge joins two branches. The order of
the lines means nothing: `after` says what each entry has seen.
"""

from __future__ import annotations

import datetime as clock
import re
from typing import Annotated, Literal

from pydantic import AfterValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from contentops.models.base import Date, Id, Record

Deed = Literal["submitted", "approved", "rejected", "withdrawn", "published"]

_AT = re.compile(r"\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2}[+-]\d{2}:\d{2})?\Z")
_HEX = re.compile(r"[0-9a-f]+\Z")
ID_LENGTH, CONTENT_LENGTH = 32, 64


def _check_at(value: str) -> str:
    try:
        if not _AT.match(value):
            raise ValueError(value)
        clock.datetime.fromisoformat(value)
    except ValueError:
        raise PydanticCustomError(
            "at_format", "expected a day 2027-01-13 or a time 2027-01-13T09:30:00+08:00"
        ) from None
    return value


def _check_id(value: str) -> str:
    return _check_hex(value, ID_LENGTH)


def _check_content(value: str) -> str:
    return _check_hex(value, CONTENT_LENGTH)


def _check_hex(value: str, length: int) -> str:
    if len(value) != length or not _HEX.match(value):
        raise PydanticCustomError("hash_form", "expected {count} digits of 0-9a-f", {"count": length})
    return value


At = Annotated[str, AfterValidator(_check_at)]
EntryId = Annotated[str, AfterValidator(_check_id)]
ContentHash = Annotated[str, AfterValidator(_check_content)]


class ApprovalEntry(Record):
    """One deed of one person about one item. Entries are never changed; a later one says otherwise."""

    model_config = ConfigDict(populate_by_name=True)

    id: EntryId
    """The hash of everything else in the entry."""
    after: list[EntryId] = Field(default_factory=list)
    """The entries that nothing followed yet when this one was written; empty for the first."""
    item: str
    """The item, for an occurrence `ID@DATE`: an entry means nothing in another item's record."""
    at: At
    """When: a day, or a time with seconds and the distance from UTC."""
    who: Id
    """The person."""
    role: Annotated[str, Field(alias="as")]
    """As what: a role of the review chain, or `owner`, `watcher`, `integrator` or `author`."""
    what: Deed
    """What the person did."""
    content: ContentHash | None = None
    """The content the person had before them, see docs/approvals.md."""
    chain: str | None = None
    """The review chain the item passed then."""
    stands_in_for: Annotated[Id | None, Field(alias="for")] = None
    """The reviewer who was away, when a substitute signed."""
    entered_by: Id | None = None
    """Who wrote the entry down, when it was somebody else: a partner's answer came by mail."""
    note: str | None = None
    """Why."""
    channel: Id | None = None
    """Where it went out (published)."""
    url: str | None = None
    """Under which address (published)."""
    date: Date | None = None
    """On which day (published)."""
    override: str | None = None
    """Why it went out although the gate was shut, and what shut it (published)."""
    signature: str | None = None
    """A signature by one of the person's SSH keys over everything else but `id`."""

    @property
    def day(self) -> clock.date:
        """The day it was written."""
        return clock.date.fromisoformat(self.at[:10])
