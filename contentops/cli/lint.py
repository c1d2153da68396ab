"""`contentops lint`: find what must not be printed, in files, folders or standard input.

This command is run on every save and before every commit, so nothing heavy is imported on its way:
no models, no YAML, lists come compiled, and what an unchanged file gave is kept. Its parts are the modules
`lint_*` beside this one.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from contentops.cli.lint_choice import Choice, Wanted, choose
from contentops.cli.lint_files import STDIN, Files, Linter, find_targets, read_tasks
from contentops.cli.lint_options import (
    BaselinePath,
    Diff,
    DisabledNames,
    DisguisesName,
    Fix,
    FormatName,
    Jobs,
    Kind,
    ListFiles,
    ListRules,
    NoCache,
    NoPacks,
    OutputPath,
    PackNames,
    Paths,
    RuleNames,
    StdinFilename,
    TestLists,
    Watch,
    WriteBaseline,
)
from contentops.cli.lint_output import TEXT, Output, check_output, gather, print_outcome, print_summary
from contentops.cli.options import Directory, FailOn, FailOnOption, Json, Today
from contentops.errors import ContentopsError, UsageError
from contentops.lint.reporters.report import Suppressed
from contentops.lint.run import Linted, PlannedDraft, Task
from contentops.workspace.lint_settings import read_language, read_timezone

if TYPE_CHECKING:
    from contentops.workspace.lint_cache import ResultCache

_WITHOUT_LISTS = (TEXT, "json", "jsonl", "github")
"""Formats that say nothing of the lists; loading all packs for them would be for nothing."""


def command(
    paths: Paths = None,
    directory: Directory = None,
    today: Today = None,
    stdin_filename: StdinFilename = "<stdin>",
    rule: RuleNames = None,
    disable: DisabledNames = None,
    pack: PackNames = None,
    no_packs: NoPacks = False,
    lists: ListFiles = None,
    kind: Kind = "",
    disguises: DisguisesName = "",
    fix: Fix = False,
    diff: Diff = False,
    baseline: BaselinePath = None,
    write_baseline: WriteBaseline = False,
    watch: Watch = False,
    jobs: Jobs = "auto",
    no_cache: NoCache = False,
    output: OutputPath = None,
    fail_on: FailOnOption = FailOn.ERROR,
    output_format: FormatName = TEXT,
    json_output: Json = False,
    list_rules: ListRules = False,
    test_lists: TestLists = False,
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
        return lint_about.print_rules(choice) if list_rules else lint_about.test_lists(choice, root)
    request = Request(
        root=root,
        files=Files(find_targets(paths, root), stdin_filename, output),
        wanted=wanted,
        day=_find_day(today, root),
        jobs=_read_jobs(jobs),
        cached=not no_cache,
        baseline=baseline,
        write_baseline=write_baseline,
        fix=fix and not diff,
        diff=diff,
        output=Output(_choose_format(output_format, json_output=json_output), output, fail_on),
    )
    _check(request, watch=watch)
    if root is None and not lists:
        from contentops.cli.lint_unread import tell_unused_lists

        tell_unused_lists([name for name in request.files.targets if name != STDIN])
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
    if request.output.file is not None or request.write_baseline:
        _check_written(request)
    if request.write_baseline and (request.fix or request.diff):
        raise UsageError("--write-baseline goes with neither --fix nor --diff", hint="run lint twice")
    if request.fix and STDIN in request.files.targets:
        raise UsageError("--fix cannot write standard input", hint="--diff shows what it would change")
    if watch and (request.fix or request.diff or request.write_baseline or STDIN in request.files.targets):
        raise UsageError("--watch goes with neither --fix, --diff, --write-baseline nor standard input")


def _choose_format(name: str, *, json_output: bool) -> str:
    if json_output and name not in (TEXT, "json"):
        raise UsageError(f"--json and --format {name} contradict each other", hint="leave one of them out")
    return "json" if json_output else name


def _check_written(request: Request) -> None:
    """Raise `UsageError` when the report or the baseline would be written over something else."""
    from contentops.cli.lint_target import Read, check_baseline, check_report

    texts = tuple(name for name in request.files.targets if name != STDIN)
    read = Read(request.root, texts, request.wanted.list)
    if request.output.file is not None:
        check_report(request.output.file, request.output.format, read, request.baseline)
    if request.write_baseline and request.baseline is not None:
        check_baseline(request.baseline, read)


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
    # A report that shows whole files needs their texts, which neither the cache nor other processes give.
    kept, jobs = (None, 1) if reporter.binary else (cache, request.jobs)
    linter = Linter(lambda: choice.settings(request.day), kept, jobs)
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
        return print_summary(outcome, request.output)
    output = request.output
    if output.format not in _WITHOUT_LISTS:
        outcome = outcome._replace(
            lists=choice.all_lists(), originals=originals, language=read_language(request.root)
        )
    return print_outcome(outcome, output)


def _watch(request: Request) -> int:
    from contentops.cli.lint_watch import find_watched, watch_files

    paths = find_watched(request.files.targets, request.wanted.list, request.root)
    cache = _open_cache(request)
    return watch_files(paths, lambda: lint_once(request, cache))
