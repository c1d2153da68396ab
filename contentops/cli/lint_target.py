"""Where a report or a baseline may be written: never over what somebody wrote."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import NamedTuple

from contentops.errors import UsageError
from contentops.workspace.find import SETTINGS_FILE

_TABOO = "taboo"
_HINT = "nothing was written; name another file"


class Read(NamedTuple):
    """What a run reads: the workspace, and the texts and lists that the command line names."""

    root: Path | None
    texts: tuple[str, ...]
    lists: tuple[str, ...]


def check_report(file: Path, format_name: str, read: Read, baseline: Path | None) -> None:
    """Raise `UsageError` when `--output FILE` would destroy something.

    A report is written to a new file, or over a report of the same format; such a report, in a folder
    that is linted, is not linted itself.
    """
    _check_place("--output", file, read, "lint-report")
    if baseline is not None and os.path.realpath(baseline) == os.path.realpath(file):
        raise UsageError(f"--output names {file}, which is the baseline", hint=_HINT)
    try:
        mode = file.stat().st_mode
        content = file.read_bytes() if stat.S_ISREG(mode) else b""
    except FileNotFoundError:
        return
    except OSError as error:
        raise UsageError(f"--output {file}: {error.strerror or error}", hint=_HINT) from None
    if not stat.S_ISREG(mode):
        raise UsageError(
            f"--output names {file}, which is no ordinary file",
            hint="leave --output out to print the report, and send it where you like with > or |",
        )
    from contentops.lint.reporters.recognition import is_report

    if not is_report(content, format_name):
        what = "that nobody has changed since " if format_name == "docx" else ""
        raise UsageError(
            f"{file} exists and is no {format_name} report {what}of the linter",
            hint="nothing was written; name another file, or remove this one",
        )


def check_baseline(file: Path, read: Read) -> None:
    """Raise `UsageError` when `--write-baseline` would put a baseline where something else belongs."""
    _check_place("--baseline", file, read, "lint-baseline.json")
    if file.exists() and not file.is_file():
        raise UsageError(f"--baseline names {file}, which is no ordinary file", hint=_HINT)


def _check_place(option: str, file: Path, read: Read, example: str) -> None:
    """Raise `UsageError` when `file` is a folder, or what the run reads: a text, a list, the settings."""
    if file.is_dir():
        raise UsageError(f"{option} names a folder, {file}", hint=f"name a file, such as {file / example}")
    if file.parent.exists() and not file.parent.is_dir():
        raise UsageError(f"{option} names {file}, but {file.parent} is no folder", hint=_HINT)
    wanted = Path(os.path.realpath(file))
    for names, what in ((read.texts, "a text to lint"), (read.lists, "a taboo list")):
        if any(Path(os.path.realpath(name)) == wanted for name in names):
            raise UsageError(f"{option} names {file}, which is {what}", hint=_HINT)
    for name in read.lists:
        if Path(name).is_dir() and wanted.is_relative_to(Path(os.path.realpath(name))):
            raise UsageError(f"{option} names {file}, which lies among the lists of {name}", hint=_HINT)
    if read.root is None:
        return
    root = Path(os.path.realpath(read.root))
    if wanted == root / SETTINGS_FILE:
        raise UsageError(f"{option} names {file}, the settings of the workspace", hint=_HINT)
    if wanted.is_relative_to(root / _TABOO):
        raise UsageError(f"{option} names {file}, but {_TABOO}/ is for lists", hint=_HINT)
