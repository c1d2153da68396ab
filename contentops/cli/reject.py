"""`contentops reject` and `contentops withdraw`: a round of review ends without approval."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import typer

from contentops.cli.options import Directory, Today, open_workspace, resolve_at, resolve_today
from contentops.cli.signing import AsRole, By, ItemName, Key, Note, Sign
from contentops.errors import ContentopsError, ExitCode, UsageError

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from contentops.cli.approving import Desk
    from contentops.cli.signer import Signer
    from contentops.models.approval import ApprovalEntry
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
    """Reject what was submitted: the round ends, and every approval of it with it. Say why with --note.

    Exit code 0: recorded; 2: could not run, and nothing was written.
    """
    from contentops.approvals.people import find_seats
    from contentops.cli.signer import find_reviewer, read_role
    from contentops.cli.signing import require_chain

    if note is None or not note.strip():
        raise UsageError(
            "a rejection without a reason helps nobody", hint='say why: --note "what has to change"'
        )
    desk = _open(directory, today)
    name = _name(desk, item)
    chain = require_chain(desk, name)
    signer = find_reviewer(desk, chain, *read_role(desk, name, chain, as_, by))
    steps = [step for step in chain.steps if step.role == signer.role]
    if not any(find_seats(signer.who, step, desk.workspace.people, desk.today) for step in steps):
        raise ContentopsError(
            f"{signer.who} is no reviewer of {signer.role}, and stands in for none on {desk.today}",
            hint="nothing was written",
        )
    at = resolve_at(today, desk.workspace.settings)
    end_round(desk, name, at, signer, "rejected", note, key, sign=sign)
    return ExitCode.CLEAN


def _open(directory: Path | None, today: date | None) -> Desk:
    from contentops.cli.approving import Desk

    opened = open_workspace(directory)
    return Desk(opened, resolve_today(today, opened.workspace.settings))


def _name(desk: Desk, item: str) -> str:
    from contentops.cli.signing import only_name

    return only_name(desk, item)


def end_round(
    desk: Desk,
    name: str,
    at: str,
    signer: Signer,
    what: Literal["rejected", "withdrawn"],
    note: str | None,
    key: Path | None = None,
    *,
    sign: bool = False,
) -> None:
    """Record that the round of `name` is over, and say what follows."""
    from contentops.cli.signing import build_entry, refuse_earlier
    from contentops.workspace.approvals import append_entry

    def make(loaded: LoadedRecord) -> ApprovalEntry:
        refuse_earlier(loaded, at)
        hashed = desk.content(name).hashed
        progress = desk.progress(name, loaded.record, hashed)
        if progress is None or progress.state in ("not-submitted", "rejected", "withdrawn"):
            state = "passes no chain" if progress is None else f"is {progress.state.replace('-', ' ')}"
            raise ContentopsError(f"{name} {state}: there is nothing to end", hint="nothing was written")
        return build_entry(
            desk, loaded, at, signer, key, sign=sign,
            what=what, content=hashed, chain=progress.chain.id, note=note,
        )  # fmt: skip

    entry = append_entry(desk.root, name, make)
    typer.echo(
        f"{name}: {what} by {desk.person_name(entry.who)} as {entry.role}" + (f": {note}" if note else "")
    )
    typer.echo(f"  the round is over; `contentops submit {name}` begins the next one")
