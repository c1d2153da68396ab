"""`contentops lint`: find what must not be printed, in files, folders or standard input.

This command is run on every save and before every commit, so nothing heavy is imported on its way:
no models, no YAML, and lists come compiled.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from contentops.cli.options import Directory, FailOn, FailOnOption, Format, Json, OutputFormat, Today
from contentops.errors import ContentopsError, ExitCode, InvalidInput, UsageError

if TYPE_CHECKING:
    from contentops.lint.finding import Finding
    from contentops.lint.taboo import TabooList
    from contentops.problem import Problem
    from contentops.workspace.taboo_lists import WorkspaceLists

STDIN = "-"
DRAFTS = "drafts"


def command(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="[PATH]...", help="Files or folders; - is standard input [default: drafts/]."),
    ] = None,
    directory: Directory = None,
    today: Today = None,  # noqa: ARG001  every command takes it; lists with dates of validity will use it
    stdin_filename: Annotated[
        str,
        typer.Option(
            "--stdin-filename", metavar="NAME", help="What to call standard input, with its suffix."
        ),
    ] = "<stdin>",
    fail_on: FailOnOption = FailOn.ERROR,
    output_format: Format = OutputFormat.TEXT,
    json_output: Json = False,
) -> int:
    """Find what must not be printed, exactly where it stands, and say why.

    Exit code 0: no errors; 1: errors (with --fail-on warning also warnings); 2: something could not be
    read. Outside a workspace the shipped packs for the language of each text are used.
    """
    from contentops.workspace.find import find_workspace_or_none

    root = find_workspace_or_none(directory or Path())
    if directory is not None and root is None:
        raise ContentopsError(f"no workspace in {directory}", hint="leave out -C to lint without a workspace")
    lists, disable = load_lists(root)
    findings: list[Finding] = []
    problems: list[Problem] = []
    sources: dict[str, str] = {}
    for shown, content in _read_texts(_targets(paths, root), stdin_filename):
        if isinstance(content, str):
            found = _lint(content, shown, lists, disable)
            findings.extend(found)
            sources[shown] = content if found else ""
        else:
            problems.append(content)
    _print_problems(problems)
    _print(findings, sources, as_json=json_output or output_format is OutputFormat.JSON)
    return _exit_code(findings, problems, fail_on)


def load_lists(root: Path | None) -> tuple[list[TabooList], frozenset[str]]:
    """The lists for texts of a workspace (the shipped packs without one), and the rules switched off."""
    from contentops.lint.packs import choose_packs, load_pack

    if root is None:
        return [load_pack(name) for name in choose_packs()], frozenset()
    from contentops.workspace.taboo_lists import load_taboo_lists

    loaded = load_taboo_lists(root)
    _refuse_broken(loaded)
    return [*loaded.lists, *map(load_pack, choose_packs(loaded.packs))], frozenset(loaded.disable)


def _refuse_broken(loaded: WorkspaceLists) -> None:
    """A list that cannot work stops the run: what it should have found would pass in silence."""
    errors = [problem for problem in loaded.problems if problem.severity == "error"]
    if errors:
        noun = "error" if len(errors) == 1 else "errors"
        raise InvalidInput(f"{len(errors)} {noun} in the taboo lists or lint settings", errors)
    _print_problems(loaded.problems)


def _targets(paths: Sequence[str] | None, root: Path | None) -> list[str]:
    if paths:
        return list(paths)
    if root is None:
        raise UsageError(
            "no PATH and no workspace here", hint="name the files to lint, or - for standard input"
        )
    drafts = root / DRAFTS
    if not drafts.is_dir():
        raise ContentopsError(f"there is no {DRAFTS}/ in {root}", hint="name the files to lint")
    return [os.path.relpath(drafts)]


def _read_texts(targets: Sequence[str], stdin_filename: str) -> Iterator[tuple[str, str | Problem]]:
    """Each text once, in the order asked for, with the name it is shown under."""
    from contentops.workspace.texts import decode_text, find_texts, read_text_file

    seen: set[str] = set()
    for target in targets:
        if target == STDIN:
            yield stdin_filename, decode_text(sys.stdin.buffer.read(), stdin_filename)
            continue
        for path in find_texts(Path(target)):
            shown = path.as_posix()
            if shown not in seen:
                seen.add(shown)
                yield shown, read_text_file(path, shown)


def _lint(text: str, shown: str, lists: Sequence[TabooList], disable: frozenset[str]) -> list[Finding]:
    from contentops.lint import lint_text

    markup = "text" if shown.lower().endswith(".txt") else "markdown"
    return lint_text(text, lists, markup=markup, path=shown, disable=disable)  # type: ignore[arg-type]


def _print(findings: Sequence[Finding], sources: dict[str, str], *, as_json: bool) -> None:
    """The findings are data; the summary line for people goes where it does not mix with them."""
    from contentops.lint.reporters.summary import render_summary, summarize

    summary = summarize(findings, len(sources))
    if as_json:
        from contentops.lint.reporters.json_report import render_json

        typer.echo(render_json(findings, summary), nl=False)
        return
    if findings:
        from contentops.cli.terminal import wants_colour
        from contentops.lint.reporters.text_report import render_text

        typer.echo(render_text(findings, sources, colour=wants_colour()))
    typer.echo(render_summary(summary), err=True)


def _print_problems(problems: Sequence[Problem]) -> None:
    if not problems:
        return
    from contentops.problem import format_problem

    for problem in problems:
        typer.echo(format_problem(problem), err=True)


def _exit_code(findings: Sequence[Finding], problems: Sequence[Problem], fail_on: FailOn) -> int:
    if problems:
        return ExitCode.COULD_NOT_RUN
    found = any(fail_on.counts(finding.severity) for finding in findings)
    return ExitCode.FINDINGS if found else ExitCode.CLEAN
