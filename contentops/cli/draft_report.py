"""How `contentops draft` says what became of each draft."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import typer

from contentops.cli.terminal import wants_colour

if TYPE_CHECKING:
    from contentops.drafts.merge import Conflict
    from contentops.problem import Problem


@dataclass(frozen=True)
class Outcome:
    """What became of one draft; `text` is the draft when it was printed, `diff` the change with --diff."""

    item: str
    state: str
    path: str | None = None
    missing: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    text: str | None = None
    diff: str | None = None
    channel: str | None = None
    """The channel it is a version for."""
    module: int | None = None
    """The module it is, from 1."""


SUMMARY = {
    "written": "written", "updated": "brought up to date", "merged": "merged", "conflict": "with conflicts",
    "unchanged": "up to date", "kept": "kept as they are", "printed": "printed", "missing": "lacking facts",
    "failed": "failed", "no-template": "without a template", "skipped": "without a template",
}  # fmt: skip
"""State -> how the last line counts it. Each draft has one of these states."""

FINDINGS = ("missing", "failed", "no-template", "conflict")
"""The states that make the exit code 1."""

_LISTED = ("written", "updated", "merged", "conflict", "unchanged", "kept")


def report(outcomes: Sequence[Outcome], *, as_json: bool) -> None:
    """Data to stdout, everything else to stderr."""
    from contentops.problem import format_problem

    problems = {problem for one in outcomes for problem in (*one.problems, *_conflict_problems(one))}
    for problem in sorted(problems, key=lambda p: p.sort_key()):
        typer.echo(format_problem(problem), err=True)
    shown = [outcome for outcome in outcomes if outcome.state != "skipped"]
    if as_json:
        typer.echo(_render_json(shown))
        return
    texts = [outcome.text for outcome in shown if outcome.text is not None]
    if texts:
        typer.echo("\n".join(texts), nl=False)
    for outcome in shown:
        if outcome.diff is not None:
            typer.echo(_coloured(outcome.diff) if wants_colour() else outcome.diff, nl=False)
        elif outcome.state in _LISTED:
            typer.echo(f"{outcome.state} {outcome.path}")
    _print_summary(outcomes)


def _conflict_problems(outcome: Outcome) -> list[Problem]:
    from contentops.problem import Problem

    if outcome.diff is not None or any(one.rule == "merge-conflict" for one in outcome.problems):
        return []  # the lines are those of a file that was not written; or it is said already
    return [
        Problem(
            outcome.path or "", conflict.line, 1, "error", "merge-conflict",
            f"{outcome.item}: you and the new rendering both changed this"
            if conflict.base is not None
            else f"{outcome.item}: the new rendering differs, and what it said before is not known",
            None, "keep what is right and delete the marks",
        )
        for conflict in outcome.conflicts
    ]  # fmt: skip


def _print_summary(outcomes: Sequence[Outcome]) -> None:
    counts: dict[str, int] = {}
    for outcome in outcomes:
        word = SUMMARY[outcome.state]
        counts[word] = counts.get(word, 0) + 1
    parts = [f"{counts[word]} {word}" for word in dict.fromkeys(SUMMARY.values()) if word in counts]
    would = " (nothing was written)" if any(one.diff is not None for one in outcomes) else ""
    typer.echo(f"drafts: {', '.join(parts) if parts else 'none to make'}{would}", err=True)


def _render_json(outcomes: Sequence[Outcome]) -> str:
    import json

    drafts: list[dict[str, Any]] = []
    for outcome in outcomes:
        entry: dict[str, Any] = {
            "item": outcome.item,
            "path": outcome.path,
            "state": outcome.state,
            "missing": list(outcome.missing),
            "conflicts": [
                {"line": one.line, "yours": one.yours, "base": one.base, "new": one.new}
                for one in outcome.conflicts
            ],
        }
        more = (
            ("channel", outcome.channel),
            ("module", outcome.module),
            ("text", outcome.text),
            ("diff", outcome.diff),
        )
        for key, value in more:
            if value is not None:
                entry[key] = value
        drafts.append(entry)
    return json.dumps({"version": 1, "drafts": drafts}, ensure_ascii=False, indent=2)


def render_diff(before: str | None, after: str, path: str) -> str:
    """The change of one draft as a unified diff; "" when there is none."""
    from difflib import unified_diff

    lines = unified_diff(
        (before or "").replace("\r\n", "\n").splitlines(keepends=True),
        after.replace("\r\n", "\n").splitlines(keepends=True),
        "/dev/null" if before is None else f"a/{path}",
        f"b/{path}",
    )
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
    )


_COLOURS = (
    ("---", "", True),
    ("+++", "", True),
    ("@@", "cyan", False),
    ("+", "green", False),
    ("-", "red", False),
)


def _coloured(diff: str) -> str:
    lines = []
    for line in diff.splitlines():
        colour, bold = next(
            ((one, bold) for start, one, bold in _COLOURS if line.startswith(start)), ("", False)
        )
        lines.append(typer.style(line, fg=colour or None, bold=bold) if colour or bold else line)
    return "".join(f"{line}\n" for line in lines)
