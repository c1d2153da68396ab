"""The command line: one table of commands, each loaded when it runs, and the one error boundary."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any, TextIO

import typer
from typer.core import TyperGroup
from typer.main import get_command_from_info
from typer.models import CommandInfo

from contentops import __version__
from contentops.errors import ContentopsError, ExitCode, InvalidInput

COMMANDS: dict[str, tuple[str, str]] = {
    "init": ("init", "Write a workspace that reads like a real team's."),
    "demo": ("demo", "See the whole loop on a demo workspace: plan, draft, lint."),
    "check": ("check", "Report every problem of the workspace, to the line and column."),
    "schema": ("schema", "Print the JSON Schemas of the workspace's files."),
    "import": ("importing", "Turn a CSV or XLSX file into pool, event or node YAML."),
    "plan": ("plan", "Decide what is done, by whom and when, within real capacity."),
    "why": ("why", "Say why an item stands where it stands, or what would let it in."),
    "show": ("show", "Show a planned period in the terminal."),
    "diff": ("diff", "Say what differs between two calendars, or from an earlier revision."),
    "render": ("render", "Render a planned period again, without planning."),
    "coverage": ("coverage", "Show supply against demand, what exists, and the gaps."),
    "draft": ("draft", "Write first drafts from facts and templates."),
    "templates": ("templates", "List the templates of drafts and pages, and copy one out."),
    "lint": ("lint", "Find what must not be printed, exactly where it stands."),
    "submit": ("submit", "Submit a draft for approval as it is."),
    "approve": ("approve", "Approve what was submitted, as one step of its review chain."),
    "reject": ("reject", "Reject what was submitted: the round of review ends."),
    "withdraw": ("withdraw", "Take a submitted draft back."),
    "status": ("status", "Show who has to answer since when, what is late and what is stale."),
    "gate": ("gate", "Say whether an item may go out now, and what bars it."),
    "publish": ("publish", "Record where and when an item went out."),
    "explain": ("explain", "Say what a rule or term is about, or why a sentence is found or not."),
    "library": ("library", "Find published and basic content to use again."),
    "manual": ("manual", "Write the team's handbook from the data the commands use."),
    "lsp": ("lsp", "Serve an editor: findings as one types, reasons, quick fixes."),
}
"""Name -> (module below `contentops.cli`, one line of help). Help reads only this table."""


class LazyGroup(TyperGroup):
    """A command group that imports a command's module only when that command is asked for."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002  the base class passes it
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002
        entry = COMMANDS.get(cmd_name)
        if entry is None:
            return None
        function = import_module(f"contentops.cli.{entry[0]}").command
        info = CommandInfo(
            name=cmd_name,
            callback=function,
            short_help=entry[1],
            context_settings={"help_option_names": ["-h", "--help"]},
        )
        return get_command_from_info(info, pretty_exceptions_short=False, rich_markup_mode=None)

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002
        """List the commands from the table: `--help` imports none of them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary) for name, (_, summary) in COMMANDS.items()])


app = typer.Typer(
    cls=LazyGroup,
    name="contentops",
    help="Plan, draft, lint and clear the content of a B2B company from plain YAML.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(value: bool) -> None:
    if value:
        typer.echo(f"contentops {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: bool = typer.Option(
        False, "--version", help="Show the version and leave.", callback=_print_version, is_eager=True
    ),
) -> None:
    """Plan, draft, lint and clear the content of a B2B company from plain YAML."""


def run(arguments: Sequence[str]) -> int:  # noqa: PLR0911  one return per kind of end
    """Run the command line and return its exit code; nothing else turns exceptions into messages."""
    # Started with a closed stream (`>&-`) Python has None there.
    sys.stdout = sys.stdout or _nowhere()
    sys.stderr = sys.stderr or _nowhere()
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a character gets an escape, never a traceback.
        if hasattr(stream, "reconfigure"):
            encoding = None if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace", newline="\n")
    try:
        result = typer.main.get_command(app).main(
            list(arguments), prog_name="contentops", standalone_mode=False
        )
        if result == ExitCode.INTERRUPTED:  # how typer ends on Ctrl-C
            raise KeyboardInterrupt
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.CLEAN
    except (KeyboardInterrupt, typer.Abort):
        print("interrupted", file=sys.stderr)  # noqa: T201
        return ExitCode.INTERRUPTED
    except ContentopsError as error:
        return _report(error)
    except typer.Exit as leave:
        return int(leave.exit_code)
    except OSError as error:
        place = f"{error.filename}: " if error.filename else _lost_folder()
        print(f"error: {place}{error.strerror or error}", file=sys.stderr)  # noqa: T201
        return ExitCode.COULD_NOT_RUN
    except Exception as error:
        if type(error).__module__.startswith("typer._click") and hasattr(error, "show"):
            error.show()
            return ExitCode.COULD_NOT_RUN
        return _report_defect(error)
    return int(result) if isinstance(result, int) else ExitCode.CLEAN


def _nowhere() -> TextIO:
    return open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123  it lives as long as the process


def _lost_folder() -> str:
    """What to say first when the folder that the command runs in was deleted."""
    try:
        os.getcwd()  # noqa: PTH109  pathlib costs the start of every command more
    except OSError:
        return "the current folder was deleted, go to another: "
    return ""


def _report_defect(error: Exception) -> int:
    """Our own mistake: nobody but us can do anything with a traceback, so it is shown on request."""
    if os.environ.get("CONTENTOPS_TRACEBACK"):
        raise error
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = f"{place.tb_frame.f_code.co_filename}:{place.tb_lineno}" if place is not None else "unknown place"
    message = (
        f"error: a defect in contentops {__version__} stopped this command: {type(error).__name__}: {error} ({where}); "
        "please report it with this line, and with all the details that CONTENTOPS_TRACEBACK=1 shows"
    )
    print(message, file=sys.stderr)  # noqa: T201
    return ExitCode.COULD_NOT_RUN


def _report(error: ContentopsError) -> int:
    from contentops.problem import format_problem

    if isinstance(error, InvalidInput):
        for problem in error.problems:
            print(format_problem(problem), file=sys.stderr)  # noqa: T201
    print(f"error: {error.message}" + (f"; {error.hint}" if error.hint else ""), file=sys.stderr)  # noqa: T201
    return error.exit_code
