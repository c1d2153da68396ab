"""`contentops withdraw`: whoever submitted a draft takes it back."""

from __future__ import annotations

from typing import Annotated

import typer

from contentops.cli.options import Directory, Today, open_workspace, resolve_at, resolve_today
from contentops.cli.signing import ItemName, Note
from contentops.errors import ExitCode


def command(
    item: ItemName,
    as_: Annotated[
        str | None,
        typer.Option(
            "--as", metavar="PERSON|ROLE", help="Who takes it back [default: from git, or the owner]."
        ),
    ] = None,
    note: Note = None,
    directory: Directory = None,
    today: Today = None,
) -> int:
    """Take a submitted draft back: the round ends, and every approval of it with it.

    Exit code 0: recorded; 2: could not run, and nothing was written.
    """
    from contentops.cli.approving import Desk
    from contentops.cli.reject import end_round
    from contentops.cli.signer import find_submitter
    from contentops.cli.signing import only_name, require_chain

    opened = open_workspace(directory)
    desk = Desk(opened, resolve_today(today, opened.workspace.settings))
    name = only_name(desk, item)
    signer = find_submitter(desk, desk.item(name), require_chain(desk, name), as_)
    end_round(desk, name, resolve_at(today, opened.workspace.settings), signer, "withdrawn", note)
    return ExitCode.CLEAN
