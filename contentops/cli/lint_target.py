"""Where a report may be written: never over a text, a list, the settings or anything else that is no report."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from pathlib import Path

from contentops.errors import UsageError
from contentops.workspace.find import SETTINGS_FILE

_TABOO = "taboo"
_HINT = "nothing was written; name another file"


def check_target(
    file: Path,
    format_name: str,
    *,
    root: Path | None,
    inputs: Iterable[str],
    lists: Iterable[str],
    baseline: Path | None,
) -> None:
    """Raise `UsageError` when `--output FILE` would destroy something.

    A report is written to a new file, or over a report of the same format. `inputs` are the files and folders to
    lint; a report in one of those folders is not linted itself.
    """
    if file.is_dir():
        raise UsageError(
            f"--output names a folder, {file}", hint=f"name a file, such as {file / 'lint-report'}"
        )
    if file.parent.exists() and not file.parent.is_dir():
        raise UsageError(f"--output names {file}, but {file.parent} is no folder", hint=_HINT)
    _refuse_known(file, root, inputs, lists, baseline)
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


def _refuse_known(
    file: Path, root: Path | None, inputs: Iterable[str], lists: Iterable[str], baseline: Path | None
) -> None:
    """What the run reads is never what it writes."""
    wanted = Path(os.path.realpath(file))
    for names, what in ((inputs, "a text to lint"), (lists, "a taboo list")):
        if any(Path(os.path.realpath(name)) == wanted for name in names):
            raise UsageError(f"--output names {file}, which is {what}", hint=_HINT)
    if baseline is not None and Path(os.path.realpath(baseline)) == wanted:
        raise UsageError(f"--output names {file}, which is the baseline", hint=_HINT)
    for name in lists:
        if Path(name).is_dir() and wanted.is_relative_to(Path(os.path.realpath(name))):
            raise UsageError(f"--output names {file}, which lies among the lists of {name}", hint=_HINT)
    if root is None:
        return
    real_root = Path(os.path.realpath(root))
    if wanted == real_root / SETTINGS_FILE:
        raise UsageError(f"--output names {file}, the settings of the workspace", hint=_HINT)
    if wanted.is_relative_to(real_root / _TABOO):
        raise UsageError(f"--output names {file}, but {_TABOO}/ is for lists", hint=_HINT)
