"""`contentops draft --from edited.docx`: a document that somebody edited in Word, merged into its draft."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from contentops.cli.draft_report import Outcome, render_diff
from contentops.cli.options import OpenWorkspace
from contentops.errors import ContentopsError, UsageError

if TYPE_CHECKING:
    from contentops.documents.docx_reader import ReadDocument
    from contentops.models.base import Language
    from contentops.problem import Problem
    from contentops.workspace.draft_update import Update


def bring_back_document(opened: OpenWorkspace, document: Path, items: list[str], *, diff: bool) -> Outcome:
    """Merge the document into the draft it was exported from, so that edits made meanwhile stay.

    The document says whose draft it is; the one of `items` says it for a document that does not. Call it
    within `lock_drafts` unless `diff` is set. Raises `ContentopsError` when it is not clear what to merge.
    """
    from contentops.documents.docx_reader import read_docx
    from contentops.documents.refused import RefusedDocumentError
    from contentops.workspace.draft_files import DraftIndex
    from contentops.workspace.draft_update import change_draft

    try:
        read = read_docx(document.read_bytes())
    except OSError as error:
        raise UsageError(f"{document} cannot be read: {error.strerror or error}") from None
    except RefusedDocumentError as error:
        raise RefusedDocumentError(error.reason, document.as_posix()) from None
    name = _whose(read, document, items)
    path = DraftIndex(opened.root).find(name)
    if path is None:
        raise ContentopsError(
            f"there is no draft of {name}",
            hint=f"run `contentops draft {name}` first, or name the item it is of",
        )
    work = _Back(opened, read, document, name, path)
    update = change_draft(opened.root, path, work.plan, write=not diff)
    shown = render_diff(update.before, update.after, update.path) if diff else None
    problems = (*update.problems, *work.remarks(update))
    return Outcome(name, update.state, update.path, (), problems, update.conflicts, diff=shown)


def _whose(read: ReadDocument, document: Path, items: list[str]) -> str:
    if len(items) > 1:
        raise UsageError("--from takes one document and at most one item")
    said = read.properties.get("contentops-item")
    if said and items and said != items[0]:
        raise UsageError(
            f"{document.name} is a document of {said}, not of {items[0]}", hint=f"leave out {items[0]}"
        )
    name = said or (items[0] if items else None)
    if name is None:
        raise UsageError(
            f"{document.name} does not say whose draft it is", hint="name the item before --from"
        )
    return name


class _Back:
    """What the document changes in a draft."""

    def __init__(
        self, opened: OpenWorkspace, read: ReadDocument, document: Path, name: str, path: Path
    ) -> None:
        from contentops.workspace.draft_files import read_head_fields

        self.opened, self.read, self.document, self.name, self.path = opened, read, document, name, path
        written = read_head_fields(path).get("language")
        self.lost: tuple[str, ...] = ()
        own: Language | None = "zh" if written == "zh" else "en" if written == "en" else None
        self.language: Language = own or opened.workspace.settings.language

    def plan(self, shown: str, draft: str) -> Update:
        """The draft with the document's edits."""
        from contentops.documents.bring_back import bring_back, place_pictures, write_blocks
        from contentops.drafts.merge import keep_line_ends, merge
        from contentops.drafts.merge_front import split_front_matter
        from contentops.drafts.merge_text import Labels
        from contentops.workspace.draft_update import Update, report_marks
        from contentops.workspace.exports import Pictures, find_export

        unsolved = report_marks(self.name, shown, draft)
        if unsolved is not None:
            return unsolved
        exported = find_export(self.opened.root, self.read.properties.get("contentops-text", ""), self.path)
        pictures = Pictures(self.opened.root, self.path)
        blocks, self.lost = place_pictures(self.read.blocks, exported or draft, pictures)
        if exported is not None:
            plain = exported.replace("\r\n", "\n")
            edited = bring_back(plain, blocks)
            edited = exported if edited == plain else edited
        else:
            front = split_front_matter(draft.removeprefix("\ufeff").replace("\r\n", "\n"))[0]
            edited = f"{front}\n{write_blocks(blocks)}"
        labels = Labels(self.document.name, "the draft as it was exported", "the draft now")
        merged = merge(exported, keep_line_ends(edited, draft), draft, self.language, labels=labels)
        text = keep_line_ends(merged.text.removeprefix("\ufeff").replace("\r\n", "\n"), draft)
        if merged.conflicts:
            return Update("conflict", shown, draft, text, merged.conflicts)
        return Update("unchanged" if text == draft else "merged", shown, draft, text)

    def remarks(self, update: Update) -> list[Problem]:
        """What of the document is not in the draft: comments, and what a draft cannot hold."""
        from contentops.problem import Problem

        told = [
            f"{comment.author or 'somebody'} remarks at “{comment.at}”: {comment.text}"
            for comment in self.read.comments
        ]
        told += [f"{one} was left out" for one in (*self.read.left_out, *self.lost)]
        if self.read.tracked:
            told.append(f"{self.read.tracked} tracked changes were taken as accepted")
        if any(conflict.base is None for conflict in update.conflicts):
            told.append("the text it was made from is not kept any more, so that every difference is shown")
        path = self.document.as_posix()
        return [Problem(path, line, 1, "note", "document", one) for line, one in enumerate(told, start=1)]
