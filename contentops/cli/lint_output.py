"""What a run of `contentops lint` prints, in whatever format, and its exit code."""

import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import typer

from contentops.cli.lint_choice import print_problems
from contentops.cli.options import FailOn
from contentops.errors import ContentopsError, ExitCode, UsageError
from contentops.lint.finding import Finding
from contentops.lint.reporters.report import Report, Suppressed
from contentops.lint.run import Linted
from contentops.lint.taboo import TabooList
from contentops.problem import Problem

TEXT = "text"


class Output(NamedTuple):
    """Where the report goes and how: a name of `REPORTERS`, a file or None for standard output, what fails."""

    format: str
    file: Path | None
    fail_on: FailOn


class Outcome(NamedTuple):
    """What came of a run: findings that count, those a person has accepted, files that could not be read.

    `language` is the workspace's, for pages that people read.
    """

    files: int
    findings: Sequence[Finding]
    accepted: Sequence[Suppressed]
    sources: Mapping[str, str]
    problems: Sequence[Problem]
    lists: Sequence[TabooList] = ()
    originals: Mapping[str, bytes] = {}
    language: str = ""


def check_output(output: Output) -> None:
    """Raise `UsageError` for a format that does not exist, or that belongs into a file and has none."""
    from contentops.lint.reporters import REPORTERS

    if output.format not in REPORTERS:
        from contentops.problem import suggest

        hint = suggest(output.format, REPORTERS, noun="formats")
        raise UsageError(f"--format cannot be {output.format}", hint=hint)
    if REPORTERS[output.format].binary and output.file is None:
        hint = f"write --output report{REPORTERS[output.format].suffix}"
        raise UsageError(f"a report in the format {output.format} belongs into a file", hint=hint)


def gather(results: Iterable[Linted], accepted: Sequence[Suppressed] = ()) -> Outcome:
    """The outcome of these results; `accepted` are findings that a baseline has taken out of them."""
    findings: list[Finding] = []
    silenced: list[Suppressed] = []
    sources: dict[str, str] = {}
    problems: list[Problem] = []
    for linted in results:
        if linted.problem is not None:
            problems.append(linted.problem)
            continue
        findings.extend(linted.findings)
        silenced += [Suppressed(one.finding, one.reason) for one in linted.silenced]
        sources[linted.path] = linted.text
    order = {path: number for number, path in enumerate(sources)}
    everything = [*silenced, *accepted]
    everything.sort(key=lambda one: (order.get(one.finding.path, 0), one.finding.start))
    return Outcome(len(sources), findings, everything, sources, problems)


def print_outcome(outcome: Outcome, output: Output) -> int:
    """Print the report and the summary, and say how the command ends."""
    from contentops.lint.reporters import render_report
    from contentops.lint.reporters.summary import summarize

    if output.format == TEXT and output.file is None and not outcome.findings:
        return print_summary(outcome, output)  # the module that prints findings is not needed
    print_problems(outcome.problems)
    summary = summarize(outcome.findings, outcome.files)
    on_screen = output.file is None and output.format == TEXT and sys.stdout.isatty()
    colour, width = _terminal() if on_screen else (False, 0)
    report = Report(
        outcome.findings,
        summary,
        outcome.sources,
        originals=outcome.originals,
        lists=outcome.lists,
        suppressed=outcome.accepted,
        language=outcome.language,
        width=width,
        colour=colour,
        fail_on=output.fail_on.value,
    )
    rendered = render_report(output.format, report)
    if output.file is not None:
        _write(output.file, rendered)
    elif isinstance(rendered, str):
        typer.echo(rendered, nl=False)
    if output.file is not None or output.format == TEXT:
        typer.echo(_summary_line(outcome, output), err=True)
    return exit_code(outcome, output.fail_on)


def print_summary(outcome: Outcome, output: Output) -> int:
    """Only what could not be read and the summary: standard output has something else."""
    print_problems(outcome.problems)
    typer.echo(_summary_line(outcome, output._replace(file=None)), err=True)
    return exit_code(outcome, output.fail_on)


def _terminal() -> tuple[bool, int]:
    from contentops.cli.terminal import screen_width, wants_colour

    return wants_colour(), screen_width()


def _write(path: Path, rendered: str | bytes) -> None:
    from contentops.workspace.write import write_bytes

    content = rendered.encode("utf-8", "backslashreplace") if isinstance(rendered, str) else rendered
    try:
        write_bytes(path.resolve(), content)
    except OSError as error:  # it may name a file that only lives while another is written
        raise ContentopsError(f"cannot write {path}: {error.strerror or error}") from None


def _summary_line(outcome: Outcome, output: Output) -> str:
    from contentops.lint.reporters.summary import render_summary, summarize

    line = render_summary(summarize(outcome.findings, outcome.files))
    old = sum(one.in_baseline for one in outcome.accepted)
    silenced = len(outcome.accepted) - old
    notes = [f"{silenced} suppressed in the text"] * bool(silenced) + [f"{old} in the baseline"] * bool(old)
    if notes:
        line += f" ({', '.join(notes)})"
    return f"{line}; report in {output.file}" if output.file is not None else line


def exit_code(outcome: Outcome, fail_on: FailOn) -> int:
    """2 when a file could not be read, else 1 when there are findings that count."""
    if outcome.problems:
        return ExitCode.COULD_NOT_RUN
    found = any(fail_on.counts(finding.severity) for finding in outcome.findings)
    return ExitCode.FINDINGS if found else ExitCode.CLEAN
