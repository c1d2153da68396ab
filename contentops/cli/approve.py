"""`contentops approve`: a reviewer agrees to the text as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from contentops.cli.options import Directory, Today, open_workspace, resolve_at, resolve_today
from contentops.cli.signing import AsRole, By, ItemName, Key, Note, Sign
from contentops.errors import ContentopsError, ExitCode

if TYPE_CHECKING:
    from contentops.approvals.chain import Progress
    from contentops.cli.approving import Desk
    from contentops.cli.signer import Signer
    from contentops.models.approval import ApprovalEntry
    from contentops.models.review import ReviewChain
    from contentops.workspace.approvals import LoadedRecord


def command(
    item: ItemName,
    as_: AsRole,
    by: By = None,
    note: Note = None,
    sign: Sign = False,
    key: Key = None,
    directory: Directory = None,
    today: Today = None,
) -> int:
    """Approve what was submitted, as one step of the review chain. The text must still be the one submitted.

    Exit code 0: recorded; 2: could not run, and nothing was written.
    """
    from contentops.cli.approving import Desk
    from contentops.cli.signer import find_reviewer, read_role
    from contentops.cli.signing import (
        build_entry,
        judge_with,
        only_name,
        refuse_earlier,
        require_chain,
        require_content,
        tell_progress,
    )
    from contentops.workspace.approvals import append_entry

    opened = open_workspace(directory)
    desk = Desk(opened, resolve_today(today, opened.workspace.settings))
    at = resolve_at(today, opened.workspace.settings)
    name = only_name(desk, item)
    chain = require_chain(desk, name)
    signer = find_reviewer(desk, chain, *read_role(desk, name, chain, as_, by))
    _, hashed = require_content(desk, name)
    result: list[Progress] = []

    def make(loaded: LoadedRecord) -> ApprovalEntry:
        refuse_earlier(loaded, at)
        progress = desk.progress(name, loaded.record, hashed)
        if progress is not None:
            _require_review(name, progress)
        instead = _find_seat(desk, chain, signer)
        entry = build_entry(
            desk, loaded, at, signer, key, sign=sign,
            what="approved", content=hashed, chain=chain.id, note=note, stands_in_for=instead,
        )  # fmt: skip
        after = judge_with(desk, name, loaded, entry, hashed)
        why = next((reason for one, reason in after.ignored if one.id == entry.id), None)
        if why is not None:
            raise ContentopsError(f"this approval would not count: {why}", hint="nothing was written")
        result.append(after)
        return entry

    entry = append_entry(desk.root, name, make)
    person = desk.person_name(entry.who)
    instead = f" for {desk.person_name(entry.stands_in_for)}" if entry.stands_in_for else ""
    signed = ", signed" if entry.signature else ""
    typer.echo(f"{name}: approved by {person}{instead} as {entry.role} ({hashed[:8]}{signed})")
    tell_progress(desk, name, result[-1])
    return ExitCode.CLEAN


def _find_seat(desk: Desk, chain: ReviewChain, signer: Signer) -> str | None:
    """The reviewer whom the signer stands in for, when that is clear; None for a reviewer."""
    from contentops.approvals.people import find_seats

    steps = [step for step in chain.steps if step.role == signer.role]
    seats = {
        seat for step in steps for seat in find_seats(signer.who, step, desk.workspace.people, desk.today)
    }
    return seats.pop() if len(seats) == 1 and signer.who not in seats else None


def _require_review(name: str, progress: Progress) -> None:
    """Raise unless the item is in review as it is."""
    again = f"`contentops submit {name}` when the text is ready"
    ended = progress.ended_by
    if progress.state == "not-submitted":
        raise ContentopsError(f"{name} was not submitted yet", hint=again)
    if progress.state in ("rejected", "withdrawn") and ended is not None:
        raise ContentopsError(
            f"{name} was {progress.state} by {ended.who} on {ended.day} and not submitted since", hint=again
        )
    if progress.state == "stale":
        raise ContentopsError(
            f"{name} has changed since it was submitted",
            hint=f"`contentops status {name} --diff` shows what changed; submit it again",
        )
    if progress.state == "other-chain":
        raise ContentopsError(
            f"{name} passes another chain than when it was submitted", hint="submit it again"
        )
