"""A draft on disk brought up to date with a new rendering, without losing what anybody wrote."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from contentops.conflict_marks import OPEN, find_marks
from contentops.drafts.merge import DRAFT_LABELS, Conflict, Merged, merge, read_conflicts
from contentops.drafts.merge_text import Labels
from contentops.drafts.rendering_mark import fingerprint, is_unedited, read_mark, set_mark, strip_mark
from contentops.models.base import Language
from contentops.problem import Problem
from contentops.workspace.draft_bases import find_base, store_base
from contentops.workspace.draft_files import (
    DRAFTS_FOLDER,
    DraftIndex,
    draft_name,
    draft_path,
    head_fields,
)
from contentops.workspace.texts import read_text_file
from contentops.workspace.write import ChangedMeanwhileError, inside, write_text

State = Literal["written", "updated", "merged", "conflict", "unchanged", "kept", "failed"]
_TRIES = 5


@dataclass(frozen=True)
class Rendering:
    """A draft as the program writes it now: whose it is, and where it stands when it is new."""

    item: str
    period: str
    text: str
    language: Language
    channel: str | None = None
    module: int | None = None

    @property
    def name(self) -> str:
        """The name of its file without the ending."""
        return draft_name(self.item, channel=self.channel, module=self.module)


@dataclass(frozen=True)
class Update:
    """What became of a draft.

    `written`: it is new; `updated`: nobody had edited it; `merged`: edits and new rendering are both in it;
    `conflict`: so they are, with marks where both changed the same, or it holds such marks from before;
    `unchanged`: there was nothing to do; `kept`: it is not one of ours. `path` is below the workspace,
    `before` the text found there (None: no draft), `after` what stands there now or would.
    """

    state: State
    path: str
    before: str | None
    after: str
    conflicts: tuple[Conflict, ...] = ()
    problems: tuple[Problem, ...] = ()


def update_draft(root: Path, index: DraftIndex, rendering: Rendering, *, write: bool = True) -> Update:
    """Bring the draft of `rendering` up to date, wherever it stands, or write it.

    Call it within `lock_drafts`; `index` must be made within it, too. With `write` false nothing is
    written. Raises `SeveralDraftsError`, and `ChangedMeanwhileError` when somebody saves the draft again and again.
    """
    path = index.find(rendering.item, channel=rendering.channel, module=rendering.module)
    if path is None:
        return _create(root, rendering, write=write)
    return change_draft(
        root, path, lambda shown, text: _plan(root, rendering, shown, text), rendering, write=write
    )


def change_draft(
    root: Path,
    path: Path,
    plan: Callable[[str, str], Update],
    rendering: Rendering | None = None,
    *,
    write: bool = True,
) -> Update:
    """Replace the draft at `path` by what `plan` makes of it (path shown, text), safe against other writers.

    When the file changes while `plan` works, it is asked again with the new text.
    """
    shown = path.relative_to(root).as_posix()
    inside(root, shown)
    for attempt in range(_TRIES):
        edited = read_text_file(path, shown)
        if not isinstance(edited, str):
            return Update("failed", shown, None, "", problems=(edited,))
        update = plan(shown, edited)
        if not write:
            return update
        if rendering is not None and update.state not in ("kept", "failed"):
            store_base(root, rendering.name, rendering.text)
        if update.after == edited:
            return update
        try:
            write_text(path.resolve(), update.after, expected=edited)
        except ChangedMeanwhileError:
            if attempt == _TRIES - 1:
                raise
            continue
        return update
    raise AssertionError("unreachable")


def _create(root: Path, rendering: Rendering, *, write: bool) -> Update:
    shown = f"{DRAFTS_FOLDER}/{rendering.period}/{rendering.name}.md"
    path = draft_path(root, rendering.period, rendering.name)
    text = set_mark(rendering.text, fingerprint(rendering.text))
    update = Update("written", shown, None, text)
    if path.exists():
        return _occupied(rendering, shown)
    if write:
        store_base(root, rendering.name, rendering.text)
        try:
            write_text(path, text, expected=None)
        except ChangedMeanwhileError:
            return _occupied(rendering, shown)
    return update


def _occupied(rendering: Rendering, shown: str) -> Update:
    problem = Problem(
        shown, 1, 1, "error", "draft-occupied",
        f"{rendering.name}: the file of its draft says that it is the draft of something else", None,
        "correct `item` in its front matter, or rename the file",
    )  # fmt: skip
    return Update("failed", shown, None, "", problems=(problem,))


def _plan(root: Path, rendering: Rendering, shown: str, edited: str) -> Update:
    unsolved = report_marks(rendering.name, shown, edited)
    if unsolved is not None:
        return unsolved
    mark, now = read_mark(edited), fingerprint(rendering.text)
    if mark == now:
        return Update("unchanged", shown, edited, edited)
    base = find_base(root, rendering.name, mark, edited)
    if base is None and is_unedited(edited):
        base = strip_mark(edited)
    if base is None and mark is None and "template" not in head_fields(edited):
        return Update("kept", shown, edited, edited, problems=(_not_ours(rendering, shown),))
    merged = merge_marked(base, edited, rendering.text, rendering.language)
    if merged.conflicts:
        return Update("conflict", shown, edited, merged.text, merged.conflicts)
    if strip_mark(merged.text) == strip_mark(edited):
        return Update("unchanged", shown, edited, merged.text)
    is_new = fingerprint(merged.text) == now
    return Update("updated" if is_new else "merged", shown, edited, merged.text)


def report_marks(name: str, shown: str, edited: str) -> Update | None:
    """The unsolved conflicts of a draft, on top of which nothing is merged; None when there are none."""
    marks = find_marks(edited)
    if not marks:
        return None
    problems = tuple(
        Problem(
            shown, mark.line, 1, "error", "merge-conflict",
            f"{name}: a conflict that nobody has solved", None,
            "keep what is right, delete the marks, then run this again",
        )
        for mark in [mark for mark in marks if mark.kind == OPEN] or marks
    )  # fmt: skip
    return Update("conflict", shown, edited, edited, read_conflicts(edited), problems)


def merge_marked(
    base: str | None,
    edited: str,
    rendered: str,
    language: Language,
    *,
    labels: Labels = DRAFT_LABELS,
) -> Merged:
    """`merge` of drafts whose front matter says what they come from: the result comes from `rendered`."""
    mark = fingerprint(rendered)
    versions = [None if text is None else set_mark(text, mark) for text in (base, rendered)]
    ours = set_mark(edited, mark) if read_mark(edited) else edited
    merged = merge(versions[0], ours, versions[1] or "", language, labels=labels)
    return Merged(merged.text, merged.conflicts, changed=merged.text != edited)


def _not_ours(rendering: Rendering, shown: str) -> Problem:
    return Problem(
        shown, 1, 1, "note", "draft-kept",
        f"{rendering.name}: this file was not made by `contentops draft` and stays as it is", None,
        "to have it kept up to date, rename it, run this again, and move the text over",
    )  # fmt: skip
