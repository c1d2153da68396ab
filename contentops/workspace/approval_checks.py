"""What `contentops check` says of approval records: broken ones, and entries that name what is not there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from contentops.models.workspace import Workspace
from contentops.problem import Problem, suggest
from contentops.workspace.approvals import (
    TEXTS_FOLDER,
    LoadedRecord,
    list_records,
    load_record,
    read_kept_text,
)


def check_approvals(root: Path, workspace: Workspace) -> list[Problem]:
    """Every problem of every record."""
    found: list[Problem] = []
    for name in list_records(root):
        loaded = load_record(root, name)
        found += loaded.problems
        found += _check_names(root, name, loaded, workspace)
    return found


def _check_names(root: Path, name: str, loaded: LoadedRecord, workspace: Workspace) -> Iterator[Problem]:
    """Warnings: people leave, and items go; what they did once stays true."""
    item = workspace.items.get(name.partition("@")[0])
    if item is None:
        hint = suggest(name, sorted(workspace.items), noun="items")
        yield Problem(loaded.path, 0, 0, "warning", "unknown-item", "this record is of no item", name, hint)
    roles = {step.role for chain in workspace.settings.review_chains for step in chain.steps}
    kept: set[str] = set()
    for entry in loaded.record.entries:
        if entry.who not in workspace.people:
            hint = suggest(entry.who, sorted(workspace.people), noun="people")
            message = "an entry is by a person who is not in the team"
            yield Problem(*loaded.place(entry), "warning", "unknown-person", message, entry.who, hint)
        if entry.what in ("approved", "rejected") and entry.role not in roles:
            hint = suggest(entry.role, sorted(roles), noun="steps")
            message = "an entry is for a step that no review chain has"
            yield Problem(*loaded.place(entry), "warning", "unknown-step", message, entry.role, hint)
        if entry.what == "submitted" and entry.content is not None and entry.content not in kept:
            kept.add(entry.content)
            if read_kept_text(root, entry.content) is None:
                path = f"{TEXTS_FOLDER}/{entry.content}.md"
                message = f"the text that was submitted is gone or altered: {path}"
                hint = "restore it from git; without it nobody can see what changed since"
                yield Problem(*loaded.place(entry), "warning", "text-missing", message, None, hint)
