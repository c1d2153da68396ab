"""`contentops submit`: a draft goes to its reviewers as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from contentops.cli.options import Directory, Today, open_workspace, resolve_at, resolve_today
from contentops.cli.signing import ItemName, Note
from contentops.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from contentops.approvals.chain import Progress
    from contentops.models.approval import ApprovalEntry
    from contentops.workspace.approvals import LoadedRecord


def command(
    item: ItemName,
    as_: Annotated[
        str | None,
        typer.Option(
            "--as",
            metavar="PERSON|ROLE",
            help="Who submits: a person, owner or a role [default: from git, or the owner].",
        ),
    ] = None,
    note: Note = None,
    directory: Directory = None,
    today: Today = None,
) -> int:
    """Submit a draft for approval: the text as it is now, with its versions for channels and its assets.

    Every sign-off binds to what was submitted; a change of content afterwards needs a new submission.
    Exit code 0: submitted, or no approval is needed; 2: could not run.
    """
    from contentops.cli.approving import Desk
    from contentops.cli.signer import find_submitter
    from contentops.cli.signing import (
        build_entry,
        judge_with,
        only_name,
        refuse_earlier,
        require_content,
        tell_progress,
    )
    from contentops.workspace.approvals import append_entry, keep_text

    opened = open_workspace(directory)
    desk = Desk(opened, resolve_today(today, opened.workspace.settings))
    at = resolve_at(today, opened.workspace.settings)
    name = only_name(desk, item)
    record = desk.item(name)
    chain = desk.chain(name)
    if chain is None:
        typer.echo(f"{name} passes no review chain: no approvals are needed, nothing was written")
        return ExitCode.CLEAN
    if record.is_held_back:
        status = record.status.replace("_", " ")
        raise UsageError(f"{name} is {status}", hint="change its status first, then submit it")
    signer = find_submitter(desk, record, chain, as_)
    content, hashed = require_content(desk, name)

    def make(loaded: LoadedRecord) -> ApprovalEntry:
        refuse_earlier(loaded, at)
        _refuse_again(name, desk.progress(name, loaded.record, hashed))
        keep_text(desk.root, content, hashed)
        return build_entry(
            desk,
            loaded,
            at,
            signer,
            None,
            sign=False,
            what="submitted",
            content=hashed,
            chain=chain.id,
            note=note,
        )

    entry = append_entry(desk.root, name, make)
    loaded = desk.record(name)
    typer.echo(f"{name}: submitted by {desk.person_name(entry.who)} on the chain {chain.id} ({hashed[:8]})")
    tell_progress(desk, name, judge_with(desk, name, loaded, entry, hashed))
    return ExitCode.CLEAN


def _refuse_again(name: str, progress: Progress | None) -> None:
    """Raise `UsageError` for a text that is submitted as it is."""
    if progress is None or progress.submission is None or progress.state not in ("in-review", "approved"):
        return
    before = progress.submission
    raise UsageError(
        f"{name} was submitted as it is by {before.who} on {before.day}",
        hint=f"`contentops status {name}` says who has it",
    )
