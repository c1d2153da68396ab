"""`contentops draft`: drafts from facts and templates, kept up to date without losing an edit.

The options' work stands in the modules beside this one, `draft_*.py`, imported when it is asked for.
"""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from contentops.cli.options import (
    Directory,
    Format,
    Json,
    OutputFormat,
    Today,
    open_workspace,
    resolve_today,
)
from contentops.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from contentops.cli.draft_report import Outcome
    from contentops.cli.draft_write import Drafter
    from contentops.drafts.orders import DraftOrder


def command(
    items: Annotated[
        list[str] | None, typer.Argument(metavar="[ITEM]...", help="Items by id; an occurrence as ID@DATE.")
    ] = None,
    period: Annotated[
        str | None, typer.Option("--period", metavar="PERIOD", help="Every open entry of this calendar.")
    ] = None,
    due_within: Annotated[
        str | None,
        typer.Option(
            "--due-within",
            metavar="14d",
            help="Entries whose writing or publication begins within this time.",
        ),
    ] = None,
    language: Annotated[
        Literal["zh", "en"] | None,
        typer.Option("--lang", help="Language [default: the draft's own, else the workspace's]."),
    ] = None,
    allow_missing: Annotated[
        bool, typer.Option("--allow-missing", help="Leave visible placeholders where facts are missing.")
    ] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help="Show what would change in the drafts and write nothing.")
    ] = False,
    to_stdout: Annotated[
        bool, typer.Option("--stdout", "--dry-run", help="Print the new drafts and write nothing.")
    ] = False,
    channels: Annotated[
        list[str] | None,
        typer.Option(
            "--channel", metavar="ID", help="The version for this channel, from the words of the draft."
        ),
    ] = None,
    every_channel: Annotated[
        bool, typer.Option("--channels", help="The versions for all channels of the items.")
    ] = False,
    modules: Annotated[
        list[int] | None,
        typer.Option("--module", metavar="N", help="The draft of this module, for its owner.", min=1),
    ] = None,
    every_module: Annotated[
        bool, typer.Option("--modules", help="The drafts of all modules of the items.")
    ] = False,
    integrate: Annotated[
        bool, typer.Option("--integrate", help="Join the modules' texts in the draft of their item.")
    ] = False,
    facts: Annotated[
        bool, typer.Option("--facts", help="List what the templates need, have and lack; write nothing.")
    ] = False,
    document: Annotated[
        Path | None,
        typer.Option(
            "--from",
            metavar="FILE.docx",
            help="Merge a document, exported from a draft and edited in Word, into its draft.",
            show_default=False,
        ),
    ] = None,
    to: Annotated[
        Literal["docx", "html"] | None,
        typer.Option("--to", help="Write the drafts that exist as Word documents, or pages to print."),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar="PATH",
            help="With --to: a file or folder [default: exports/].",
            show_default=False,
        ),
    ] = None,
    directory: Directory = None,
    today: Today = None,
    output_format: Format = OutputFormat.TEXT,
    json_output: Json = False,
) -> int:
    """Write drafts to drafts/PERIOD/ITEM.md, and bring those that exist up to date.

    What you changed in a draft stays; what only the facts, the plan or the template changed is taken over;
    what both changed becomes a conflict with both sides. Missing facts are reported all at once.
    Exit code 0: all there; 1: a conflict, or an item lacks facts or a template; 2: could not run.
    """
    from contentops.cli.draft_report import report
    from contentops.cli.draft_write import Drafter, find_orders
    from contentops.workspace.lock import lock_drafts

    if diff and to_stdout:
        raise UsageError("--diff and --stdout do not go together", hint="leave out one of them")
    opened = open_workspace(directory)
    as_json = json_output or output_format is OutputFormat.JSON
    if document is not None:
        from contentops.cli.draft_from import bring_back_document

        if period or due_within or to_stdout or facts:
            raise UsageError("--from takes a document and nothing but --diff", hint="leave the others out")
        with nullcontext() if diff else lock_drafts(opened.root):
            outcomes = [bring_back_document(opened, document, items or [], diff=diff)]
        report(outcomes, as_json=as_json)
        return _exit_code(outcomes)
    day = resolve_today(today, opened.workspace.settings)
    orders = find_orders(opened, items or [], period, due_within, day)
    if to is not None:
        from contentops.cli.draft_export import export_drafts

        if facts or diff or to_stdout:
            raise UsageError("--to writes documents of drafts that exist", hint="leave the other options out")
        return export_drafts(opened, orders, to, output, channels or [], every=every_channel, as_json=as_json)
    if output is not None:
        raise UsageError("-o belongs to --to", hint="add --to docx or --to html")
    if facts:
        from contentops.cli.draft_facts import show_facts

        return show_facts(opened, orders, language, day, as_json=as_json)
    with nullcontext() if diff or to_stdout else lock_drafts(opened.root):
        drafter = Drafter(
            opened,
            language,
            allow_missing=allow_missing,
            to_stdout=to_stdout,
            diff=diff,
            today=day,
            integrate=integrate,
        )
        make = _choose(drafter, channels, every_channel, modules, every_module)
        outcomes = [one for order in orders for one in make(order, bool(items))]
    report(outcomes, as_json=as_json)
    return _exit_code(outcomes)


def _choose(
    drafter: Drafter,
    channels: list[str] | None,
    every_channel: bool,
    modules: list[int] | None,
    every_module: bool,
) -> Callable[[DraftOrder, bool], list[Outcome]]:
    """What is made of each order: its draft, versions for channels, or modules."""
    kinds = (bool(channels) or every_channel, bool(modules) or every_module, drafter.integrate)
    if sum(kinds) > 1:
        raise UsageError(
            "--channel, --module and --integrate make different texts", hint="run them one after the other"
        )
    if kinds[0]:
        from contentops.cli.draft_variants import VersionDrafter

        versions = VersionDrafter(drafter, channels or [], every=every_channel)
        return lambda order, named: versions.draft(order, named=named)
    if kinds[1]:
        from contentops.cli.draft_modules import ModuleDrafter

        parts = ModuleDrafter(drafter, modules or [], every=every_module)
        return lambda order, named: parts.draft(order, named=named)
    if drafter.integrate:
        from contentops.cli.draft_modules import without_modules

        return lambda order, named: [
            drafter.draft(order, named=named)
            if order.item.modules
            else without_modules(drafter, order, named)
        ]
    return lambda order, named: [drafter.draft(order, named=named)]


def _exit_code(outcomes: list[Outcome]) -> int:
    from contentops.cli.draft_report import FINDINGS

    return ExitCode.FINDINGS if any(one.state in FINDINGS for one in outcomes) else ExitCode.CLEAN
