"""`contentops lint --fix` and `--diff`: put suggestions in, or show what that would change."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from contentops.lint.fixes import EDITABLE, Fixed, find_edits, fix_text, render_diff
from contentops.lint.packs import ADVICE
from contentops.lint.run import Linted, Task, lint_file
from contentops.problem import harmless
from contentops.workspace.write import write_text

if TYPE_CHECKING:
    from contentops.cli.lint_baseline import BaselineFile
    from contentops.lint.finding import Finding
    from contentops.lint.run import PlannedDraft, RunSettings


class Fixer:
    """Fixes the files of one run. With a baseline its old findings are left as they are."""

    def __init__(
        self,
        settings: Callable[[], RunSettings],
        planned: Mapping[str, PlannedDraft | None],
        baseline: BaselineFile | None,
    ) -> None:
        self._load_settings = settings
        self._planned = planned
        self._baseline = baseline
        self._changed = 0
        self._places = 0

    def fix(self, results: Sequence[Linted]) -> list[Linted]:
        """Fix and write the files; returns what is found in them afterwards.

        What a symbolic link leads to is written, and once, however many names of it were linted.
        """
        after = []
        written: dict[str, str] = {}
        for linted in results:
            real = os.path.realpath(linted.path)
            if real in written:
                after.append(lint_file(self._task(linted, written[real]), self._load_settings()))
                continue
            fixed = self._fix_one(linted)
            if fixed is None:
                after.append(linted)
                continue
            write_text(Path(real), fixed.text, expected=linted.text)
            written[real] = fixed.text
            after.append(lint_file(self._task(linted, fixed.text), self._load_settings()))
        self._tell("fixed")
        return after

    def show(self, results: Sequence[Linted]) -> None:
        """Print as a diff what `fix` would change."""
        shown: set[str] = set()
        for linted in results:
            real = os.path.realpath(linted.path)
            fixed = self._fix_one(linted) if real not in shown else None
            if fixed is not None:
                shown.add(real)
                typer.echo(render_diff(linted.text, fixed.text, linted.path), nl=False)
        self._tell("would fix")

    def _task(self, linted: Linted, text: str) -> Task:
        return Task(linted.path, text, self._planned.get(linted.path))

    def _fix_one(self, linted: Linted) -> Fixed | None:
        """The fixed text of one file, or None when nothing changes; says why what could be fixed is not."""
        if not linted.findings or not self._is_editable(linted):
            return None
        settings = self._load_settings()
        leave_out = self._baseline.new_findings(linted.path) if self._baseline is not None else None

        def lint(text: str) -> Sequence[Finding]:
            findings = lint_file(self._task(linted, text), settings).findings
            return leave_out(findings, text) if leave_out is not None else findings

        fixed = fix_text(linted.text, linted.path, linted.kind, lint, ADVICE)
        for taboo, term in fixed.circular:
            message = f"{linted.path}: note: the suggestion for {term} ({taboo}) leads back to it; it is left to you"
            typer.echo(harmless(message), err=True)
        if fixed.text == linted.text:
            return None
        self._changed += 1
        self._places += fixed.changes
        return fixed

    def _is_editable(self, linted: Linted) -> bool:
        if linted.kind in EDITABLE and linted.encoding in ("utf-8", ""):
            return True
        if next(find_edits(linted.text, "text", linted.findings, ADVICE), None) is not None:
            why = (
                f"it is in {linted.encoding}: save it as UTF-8"
                if linted.kind in EDITABLE
                else "correct it in the program that made it"
            )
            typer.echo(harmless(f"{linted.path}: note: not fixed; {why}"), err=True)
        return False

    def _tell(self, verb: str) -> None:
        places = "1 place" if self._places == 1 else f"{self._places} places"
        files = "1 file" if self._changed == 1 else f"{self._changed} files"
        typer.echo(f"{verb} {places} in {files}" if self._places else "nothing to fix", err=True)
