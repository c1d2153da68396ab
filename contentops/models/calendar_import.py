"""What `contentops import calendar` found: a document for machines."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from contentops.models.base import Record

CALENDAR_IMPORT_VERSION = 1
# 1: first version.


class CellChange(Record):
    """A unit that the workbook changed; each side by field, as the record writes it (days, states, ids, text)."""

    item: str
    """The entry's item."""
    title: str
    """Its title."""
    field: Literal["dates", "state", "owner", "notes", "person", "days"]
    """What was changed: the publish date with the channels, the state, the item's owner, the notes, or who does a
    task and when."""
    about: str
    """The stage of the task; empty for what belongs to the entry."""
    cells: list[str]
    """Where in the workbook: `Items!A5`."""
    exported: dict[str, str]
    """What the workbook was made with."""
    workbook: dict[str, str]
    """What stands there now; of dates, with those that follow."""
    record: dict[str, str] | None
    """What the record says now; null when it has the entry or the task no longer."""
    text: str
    """The change in words."""


class CellProblem(Record):
    """A cell that cannot be used."""

    place: str
    """The file, the sheet and the cell."""
    rule: str
    """The name of the check."""
    message: str
    """What is wrong."""
    got: str | None = None
    """What stands there."""
    hint: str | None = None
    """What to do."""


class CalendarImport(Record):
    """`contentops import calendar FILE --format json`."""

    version: Literal[1] = 1
    """The version of this format."""
    file: str
    """The workbook."""
    period: str
    """The period it was exported from."""
    written: bool
    """Whether the changes were written."""
    files: list[str] = Field(default_factory=list)
    """The files that are changed, or would be."""
    summary: dict[str, int]
    """How many changes, conflicts, problems, and changes that the record has already."""
    changes: list[CellChange]
    """What only the workbook changed."""
    conflicts: list[CellChange]
    """What both changed differently: nothing is written for these."""
    problems: list[CellProblem]
    """Cells that cannot be used."""
    remarks: list[str]
    """Changes that nothing follows from."""
