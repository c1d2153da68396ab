"""`contentops lsp`: the linter as a language server, for editors."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from contentops.cli.options import Directory, Today
from contentops.errors import ContentopsError, ExitCode, UsageError

_LOOPBACK = "127.0.0.1"


def command(
    directory: Directory = None,
    today: Today = None,
    tcp: Annotated[
        str | None,
        typer.Option(
            "--tcp", metavar="[HOST:]PORT", help="Listen on a port, for debugging, instead of stdio."
        ),
    ] = None,
    stdio: Annotated[  # noqa: ARG001  editors pass it
        bool, typer.Option("--stdio", help="Talk over standard input and output (the default).")
    ] = False,
) -> int:
    """Serve an editor: findings as one types, reasons on hover, quick fixes.

    Your editor starts this; see docs/lint-editor.md for its settings. Each text is linted with the lists of the
    workspace that it lies in; with -C every text is linted with those of that workspace.
    """
    from contentops.cli.lsp_source import DiskSource
    from contentops.lint.server import EditorServer
    from contentops.workspace.find import find_workspace_or_none

    root = find_workspace_or_none(directory) if directory is not None else None
    if directory is not None and root is None:
        raise ContentopsError(f"no workspace in {directory}", hint="leave out -C to use each text's own")
    server = EditorServer(DiskSource(root, today))
    if tcp is None:
        # The server closes its end of the pipe when it is told to exit; the command line still needs its own.
        server.start_io(sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb"))
        return ExitCode.CLEAN if server.asked_to_stop else ExitCode.FINDINGS
    host, port = _parse_address(tcp)
    typer.echo(f"listening on {host}:{port}", err=True)
    server.start_tcp(host, port)
    return ExitCode.CLEAN


def _parse_address(text: str) -> tuple[str, int]:
    host, _, port = text.rpartition(":")
    if not port.isascii() or not port.isdecimal() or not 0 <= int(port) <= 65_535:
        raise UsageError(f"--tcp {text} is no port", hint="write --tcp 2087 or --tcp 127.0.0.1:2087")
    return host or _LOOPBACK, int(port)
