"""The record of one item: entries that name what they have seen, and what is wrong with them.

An entry's id is the hash of everything else in it, and `after` holds the ids of the entries that nothing
followed yet. So an entry that was changed no longer fits its id, one that was taken out is missed by those after
it, and the order of the lines means nothing: two people who sign on two branches at once leave two
entries after the same one, and the union of the lines is the record of both.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from contentops.approvals.content import canonical_json
from contentops.models.approval import ID_LENGTH, ApprovalEntry

SIGNATURE_NAMESPACE = "contentops"
"""Binds a signature to this purpose: one made for a commit or a file is none here."""


@dataclass(frozen=True)
class Fault:
    """What makes a record unfit to be believed: `index` is the entry in the file, None for the whole."""

    index: int | None
    rule: str
    message: str
    hint: str


@dataclass(frozen=True)
class Record:
    """The entries of one item in an order in which each stands behind what it has seen."""

    item: str
    entries: tuple[ApprovalEntry, ...] = ()
    faults: tuple[Fault, ...] = ()
    _ancestors: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @cached_property
    def by_id(self) -> dict[str, ApprovalEntry]:
        """The entries by id."""
        return {entry.id: entry for entry in self.entries}

    def ancestors(self, entry: ApprovalEntry) -> frozenset[str]:
        """The ids of everything that `entry` has seen."""
        return self._ancestors.get(entry.id, frozenset())

    @cached_property
    def heads(self) -> tuple[str, ...]:
        """The ids of the entries that nothing follows yet; two or more after a merge."""
        seen = {parent for entry in self.entries for parent in entry.after}
        return tuple(sorted(entry.id for entry in self.entries if entry.id not in seen))


def make_entry(**values: Any) -> ApprovalEntry:
    """An entry with the id that belongs to its content; a signature is part of it."""
    draft = ApprovalEntry.model_validate({"id": "0" * ID_LENGTH, **values})
    return draft.model_copy(update={"id": entry_id(draft)})


def entry_id(entry: ApprovalEntry) -> str:
    """The id that an entry with this content has."""
    return hashlib.sha256(canonical_json(_fields(entry, "id"))).hexdigest()[:ID_LENGTH]


def signed_bytes(entry: ApprovalEntry) -> bytes:
    """What the person signs: everything in the entry but its id and the signature."""
    return canonical_json(_fields(entry, "id", "signature"))


def entry_fields(entry: ApprovalEntry) -> dict[str, Any]:
    """The entry as it is written, in the order of its keys; what is empty is left out."""
    return {
        key: value for key, value in entry.model_dump(mode="json", by_alias=True).items() if value is not None
    }


def _fields(entry: ApprovalEntry, *without: str) -> dict[str, Any]:
    return {key: value for key, value in entry_fields(entry).items() if key not in without}


def read_record(item: str, entries: Sequence[ApprovalEntry]) -> Record:
    """Put entries in order and find what is wrong with them.

    The same line twice, which a merge may leave, counts once and is no fault.
    """
    first: dict[str, int] = {}
    kept: list[tuple[int, ApprovalEntry]] = []
    for index, entry in enumerate(entries):
        if entry.id in first and entry == entries[first[entry.id]]:
            continue
        first.setdefault(entry.id, index)
        kept.append((index, entry))
    faults = [fault for index, entry in kept for fault in _faults_of(item, index, entry, first)]
    ordered, circle = _order([entry for _, entry in kept])
    faults += [
        Fault(
            first[entry.id], "approval-circle", f"entry {entry.id[:8]} is said to come after itself",
            "restore the file from git",
        )
        for entry in circle
    ]  # fmt: skip
    ancestors = _find_ancestors(ordered)
    faults += _find_backdated(ordered, first)
    return Record(item, tuple(ordered), tuple(faults), ancestors)


def _faults_of(item: str, index: int, entry: ApprovalEntry, known: Mapping[str, int]) -> Iterator[Fault]:
    restore = "restore the file from git; entries are added by contentops and never changed"
    if entry_id(entry) != entry.id:
        yield Fault(
            index,
            "approval-altered",
            f"entry {entry.id[:8]} is not what its id says: it was changed or forged",
            restore,
        )
    elif known[entry.id] != index:
        yield Fault(index, "approval-altered", f"there are two entries {entry.id[:8]}", restore)
    if entry.item != item:
        yield Fault(
            index, "approval-foreign", f"entry {entry.id[:8]} belongs to the record of {entry.item}",
            "remove the line; each item is approved by itself",
        )  # fmt: skip
    for parent in entry.after:
        if parent not in known:
            yield Fault(
                index, "approval-missing",
                f"entry {entry.id[:8]} comes after entry {parent[:8]}, which is gone", restore,
            )  # fmt: skip


def _order(entries: Sequence[ApprovalEntry]) -> tuple[list[ApprovalEntry], list[ApprovalEntry]]:
    """The entries behind what they have seen, else by time and id; and those that wait for themselves."""
    waiting = {entry.id: entry for entry in entries}
    ordered: list[ApprovalEntry] = []
    while waiting:
        ready = [entry for entry in waiting.values() if not any(parent in waiting for parent in entry.after)]
        if not ready:
            break
        first = min(ready, key=lambda entry: (entry.day, entry.at, entry.id))
        ordered.append(first)
        del waiting[first.id]
    return ordered, list(waiting.values())


def _find_ancestors(ordered: Iterable[ApprovalEntry]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for entry in ordered:
        parents = [parent for parent in entry.after if parent in found]
        found[entry.id] = frozenset(parents).union(*(found[parent] for parent in parents))
    return found


def _find_backdated(ordered: Sequence[ApprovalEntry], index: Mapping[str, int]) -> Iterator[Fault]:
    """Entries dated before what they have seen: a sign-off moved into somebody's leave looks like this."""
    by_id = {entry.id: entry for entry in ordered}
    for entry in ordered:
        for parent in entry.after:
            seen = by_id.get(parent)
            if seen is not None and entry.day < seen.day:
                yield Fault(
                    index[entry.id], "approval-backdated",
                    f"entry {entry.id[:8]} of {entry.day} comes after entry {parent[:8]} of {seen.day}",
                    "restore the file from git; a day is not set back",
                )  # fmt: skip
                break


def find_removed(record: Record, ever: Iterable[str]) -> list[Fault]:
    """Entries that are known to have been written once, and are not there any more."""
    return [
        Fault(
            None, "approval-removed", f"entry {one[:8]} was in this record and is gone",
            "restore the file from git: a later entry revokes one, nothing is removed",
        )
        for one in sorted(set(ever) - set(record.by_id))
    ]  # fmt: skip
