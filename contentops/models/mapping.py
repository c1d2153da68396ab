"""The mapping file of `contentops import`, and what the command reports of a row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from pydantic import Field

from contentops.models.base import Record

Into = Literal["basic", "periodic", "hook", "events", "nodes"]
Result = Literal["new", "exists", "duplicate", "error"]


class MappingFile(Record):
    """A mapping file: the options of `contentops import` under the names they have there."""

    into: Into | None = None
    """What the rows become: items of a pool, events or nodes."""
    output: str | None = None
    """The YAML file to add to, inside the workspace."""
    map: dict[str, str] = Field(default_factory=dict)
    """The column that fills a key: `window.not_before: 发布时间`."""
    set: dict[str, Any] = Field(default_factory=dict)
    """The value of a key for every row whose cell is empty or that has no such column."""
    value: dict[str, dict[str, str | int | float | bool | None]] = Field(default_factory=dict)
    """By column or key: what stands in the cell, and what it means; `*` is any other cell."""
    where: list[str] = Field(default_factory=list)
    """Conditions that a row must meet: `date>=2027-01-01`, `tag!=News*`."""
    ignore: list[str] = Field(default_factory=list)
    """Columns to leave out although they are named like a key."""
    id: str | None = None
    """How ids are made: `{date}-{title}`; the names are columns or keys."""
    rest_into: str | None = None
    """The key below which all other columns are put: `facts`."""
    date_format: str | None = None
    """How dates are written when the year does not come first: `%m/%d/%Y`."""
    list_separator: str | None = None
    """What divides a list in a cell; default: `;`, `、` and `|`, for ids a comma too."""
    encoding: str | None = None
    """The encoding of a CSV file; default: found."""
    delimiter: str | None = None
    """The delimiter of a CSV file: comma, semicolon, tab or a character; default: found."""
    sheet: str | None = None
    """The sheet of a workbook; default: the first visible one with anything in it."""
    header_row: int | None = Field(default=None, ge=1)
    """The row with the names of the columns; default: the first that is not empty."""


@dataclass(frozen=True, slots=True)
class ImportedRow:
    """What becomes of one row; `differs` names the keys that the workspace has otherwise."""

    row: int
    result: Result
    id: str | None
    title: str
    note: str
    differs: tuple[str, ...]
