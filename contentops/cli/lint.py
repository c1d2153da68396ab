"""`contentops lint`: find what must not be printed, in files, folders or standard input.

This command is run on every save and before every commit, so nothing heavy is imported on its way:
no models, no YAML, lists come compiled, and what an unchanged file gave is kept. Its parts are the modules
`lint_*` beside this one.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from contentops.cli.lint_choice import Choice, Wanted, choose, load_lists
from contentops.cli.lint_files import STDIN, Files, Linter, find_targets, read_tasks
from contentops.cli.lint_output import TEXT, Output, check_output, gather, print_outcome
from contentops.cli.options import Directory, FailOn, FailOnOption, Json, Today
from contentops.errors import ContentopsError, UsageError
from contentops.lint.reporters.report import Suppressed
from contentops.lint.run import Linted, PlannedDraft, Task

if TYPE_CHECKING:
    from contentops.workspace.lint_cache import ResultCache

__all__ = ["command", "load_lists"]


def _option(*names: str, metavar: str | None = None, help: str) -> typer.models.OptionInfo:  # noqa: A002
    option: typer.models.OptionInfo = typer.Option(*names, metavar=metavar, help=help, show_default=False)
    return option


def command(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="[PATH]...", help="Files or folders; - is standard input [default: drafts/]."),
    ] = None,
    directory: Directory = None,
    today: Today = None,
    stdin_filename: Annotated[
        str, _option("--stdin-filename", metavar="NAME", help="What to call standard input, with its suffix.")
    ] = "<stdin>",
    rule: Annotated[
        list[str] | None, _option("--rule", metavar="NAME", help="Only this rule or list; again for more.")
    ] = None,
    disable: Annotated[
        list[str] | None,
        _option("--disable", metavar="NAME", help="Not this rule, list or term; again for more."),
    ] = None,
    pack: Annotated[
        list[str] | None,
        _option(
            "--pack",
            metavar="NAME",
            help="This pack and not those of the settings; again for more; `default`.",
        ),
    ] = None,
    no_packs: Annotated[bool, _option("--no-packs", help="Only the company's lists.")] = False,
    lists: Annotated[
        list[str] | None, _option("--list", metavar="FILE", help="This taboo list too; again for more.")
    ] = None,
    kind: Annotated[
        str,
        _option("--kind", metavar="KIND", help="The kind of draft, where the front matter does not say it."),
    ] = "",
    disguises: Annotated[
        str,
        _option(
            "--disguises",
            metavar="none|normal|thorough",
            help="How far to look behind the way terms are written.",
        ),
    ] = "",
    fix: Annotated[
        bool, _option("--fix", help="Put in what entries with one suggestion suggest; then lint again.")
    ] = False,
    diff: Annotated[bool, _option("--diff", help="Show what --fix would change, and write nothing.")] = False,
    baseline: Annotated[
        Path | None, _option("--baseline", metavar="FILE", help="Old findings, which do not count.")
    ] = None,
    write_baseline: Annotated[
        bool, _option("--write-baseline", help="Write what is found now to the baseline.")
    ] = False,
    watch: Annotated[bool, _option("--watch", help="Lint again when a text or a list changes.")] = False,
    jobs: Annotated[
        str,
        typer.Option(
            "--jobs", "-j", metavar="N|auto", help="Processes; auto starts them when it is worth it."
        ),
    ] = "auto",
    no_cache: Annotated[
        bool, _option("--no-cache", help="Neither use nor keep what unchanged files gave before.")
    ] = False,
    output: Annotated[
        Path | None, _option("--output", "-o", metavar="FILE", help="Write the report to a file.")
    ] = None,
    fail_on: FailOnOption = FailOn.ERROR,
    output_format: Annotated[
        str,
        typer.Option("--format", metavar="FORMAT", help="text, json, jsonl, sarif, github, html, docx, ..."),
    ] = TEXT,
    json_output: Json = False,
    list_rules: Annotated[
        bool, _option("--list-rules", help="List the rules, packs and lists, and leave.")
    ] = False,
    test_lists: Annotated[
        bool, _option("--test-lists", help="Run the examples that the lists carry, and leave.")
    ] = False,
) -> int:
    """Find what must not be printed, exactly where it stands, and say why.

    Exit code 0: no errors; 1: errors (with --fail-on warning also warnings); 2: something could not be
    read. Outside a workspace the shipped packs for the language of each text are used.
    """
    from contentops.workspace.find import find_workspace_or_none

    root = find_workspace_or_none(directory or Path())
    if directory is not None and root is None:
        raise ContentopsError(f"no workspace in {directory}", hint="leave out -C to lint without a workspace")
    wanted = Wanted(
        tuple(rule or ()), tuple(disable or ()), tuple(pack or ()), no_packs, tuple(lists or ()), kind, disguises
    )  # fmt: skip
    if list_rules or test_lists:
        from contentops.cli import lint_about

        choice = choose(root, wanted)
        return lint_about.print_rules(choice) if list_rules else lint_about.test_lists(choice)
    request = Request(
        root=root,
        files=Files(find_targets(paths, root), stdin_filename),
        wanted=wanted,
        day=_find_day(today, root),
        jobs=_read_jobs(jobs),
        cached=not no_cache,
        baseline=baseline,
        write_baseline=write_baseline,
        fix=fix and not diff,
        diff=diff,
        output=Output("json" if json_output else output_format, output, fail_on),
    )
    _check(request, watch=watch)
    return _watch(request) if watch else lint_once(request, _open_cache(request))


class Request(NamedTuple):
    """What the command line asks for."""

    root: Path | None
    files: Files
    wanted: Wanted
    day: str
    jobs: int
    cached: bool
    baseline: Path | None
    write_baseline: bool
    fix: bool
    diff: bool
    output: Output


def _check(request: Request, *, watch: bool) -> None:
    """Raise `UsageError` for words that do not make sense together."""
    check_output(request.output)
    if request.write_baseline and request.baseline is None:
        raise UsageError("--write-baseline needs a file", hint="write --baseline FILE --write-baseline")
    if request.write_baseline and (request.fix or request.diff):
        raise UsageError("--write-baseline goes with neither --fix nor --diff", hint="run lint twice")
    if request.fix and STDIN in request.files.targets:
        raise UsageError("--fix cannot write standard input", hint="--diff shows what it would change")
    if watch and (request.fix or request.diff or request.write_baseline or STDIN in request.files.targets):
        raise UsageError("--watch goes with neither --fix, --diff, --write-baseline nor standard input")


def _read_jobs(written: str) -> int:
    """The number of processes; 0 for `auto`."""
    if written == "auto":
        return 0
    if not (written.isascii() and written.isdecimal()) or not 1 <= int(written) <= 256:
        raise UsageError(f"--jobs cannot be {written}", hint="write a number from 1 to 256, or auto")
    return int(written)


def _find_day(today: object, root: Path | None) -> str:
    from datetime import date

    if isinstance(today, date):
        return today.isoformat()
    from contentops.workspace.lint_settings import read_timezone

    timezone = read_timezone(root)
    if timezone is None:
        return date.today().isoformat()  # noqa: DTZ011  outside a workspace the day is that of the machine
    from contentops.cli.options import today_in

    return today_in(timezone).isoformat()


def _open_cache(request: Request) -> "ResultCache | None":
    """Where results are kept: in the workspace, and nowhere outside of one."""
    if not request.cached or request.root is None:
        return None
    from contentops.workspace.lint_cache import ResultCache

    return ResultCache(request.root)


def lint_once(request: Request, cache: "ResultCache | None") -> int:
    """One run: lint, fix, leave out what is old, print."""
    from contentops.lint.reporters import REPORTERS

    choice = choose(request.root, request.wanted)
    reporter = REPORTERS[request.output.format]
    if cache is not None:
        from contentops.workspace.lint_cache import settings_key

        cache.use_settings(settings_key(choice.settings(request.day, with_lists=False), choice.key))
    # A report that shows whole files needs their texts, which the cache does not have.
    linter = Linter(lambda: choice.settings(request.day), None if reporter.binary else cache, request.jobs)
    planned: dict[str, PlannedDraft | None] = {}
    originals: dict[str, bytes] = {}
    tasks = read_tasks(request.files, request.root)
    results = list(linter.lint(_note(tasks, planned, originals if reporter.binary else None)))
    return _finish(request, choice, linter, results, planned, originals)


def _note(
    tasks: Iterable[Task | Linted],
    planned: dict[str, PlannedDraft | None],
    originals: dict[str, bytes] | None,
) -> Iterator[Task | Linted]:
    """Keep what later steps need of the tasks on their way."""
    for task in tasks:
        if isinstance(task, Task):
            planned[task.path] = task.planned
            if originals is not None and isinstance(task.content, bytes):
                originals[task.path] = task.content
        yield task


def _finish(
    request: Request,
    choice: Choice,
    linter: Linter,
    results: list[Linted],
    planned: dict[str, PlannedDraft | None],
    originals: dict[str, bytes],
) -> int:
    accepted: list[Suppressed] = []
    baseline = None
    if request.baseline is not None:
        from contentops.cli.lint_baseline import BaselineFile, apply_baseline, write_baseline

        baseline = BaselineFile(request.baseline, may_be_new=request.write_baseline)
        if request.write_baseline:
            write_baseline(baseline, results)
            baseline = BaselineFile(request.baseline, may_be_new=False)
    if request.fix or request.diff:
        from contentops.cli.lint_fix import Fixer

        fixer = Fixer(linter.settings, planned, baseline)
        if request.diff:
            fixer.show(results)
        else:
            results = fixer.fix(results)
    if baseline is not None:
        results, accepted = apply_baseline(baseline, results)
    outcome = gather(results, accepted)
    if request.diff:
        from contentops.cli.lint_output import print_summary

        return print_summary(outcome, request.output)
    return print_outcome(
        outcome._replace(
            lists=choice.all_lists() if request.output.format != TEXT else (), originals=originals
        ),
        request.output,
    )


def _watch(request: Request) -> int:
    from contentops.cli.lint_watch import find_watched, watch_files

    paths = find_watched(request.files.targets, request.wanted.list, request.root)
    cache = _open_cache(request)
    return watch_files(paths, lambda: lint_once(request, cache))
