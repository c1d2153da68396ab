"""`contentops lint --watch`: lint again whenever a text, a list or the settings change."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import typer

from contentops.errors import ContentopsError, ExitCode, InvalidInput

_CLEAR = "\x1b[2J\x1b[3J\x1b[H"
_WORKSPACE_FOLDERS = ("taboo", "calendars", "pools")


def find_watched(targets: Iterable[str], lists: Iterable[str], root: Path | None) -> list[Path]:
    """The files and folders to watch: the texts, the lists of the command line, the workspace's lists and plans."""
    paths = [Path(name) for name in (*targets, *lists)]
    if root is not None:
        paths += [root / "contentops.yaml", *(root / name for name in _WORKSPACE_FOLDERS)]
    return sorted({path for path in paths if path.exists()})


def is_relevant(path: str) -> bool:
    """Whether a change of this file can change a finding: not when it or its folder is hidden, or an editor's copy."""
    name = Path(path).name
    if name.endswith(("~", ".swp", ".tmp", ".lock")) or name.startswith(("~$", "#")):
        return False
    return not any(part.startswith(".") and part not in (".", "..") for part in Path(path).parts)


def watch(
    changes: Iterable[Iterable[str]], lint: Callable[[], int], *, show: Callable[[str], None], clear: bool
) -> int:
    """Lint now, and again after each set of changed paths that matters. Returns the last exit code.

    A list that is broken for a moment is told and does not end the watch.
    """
    code = _lint_once(lint, show)
    for changed in changes:
        names = sorted({Path(path).name for path in changed if is_relevant(path)})
        if not names:
            continue
        listed = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
        show(f"{_CLEAR if clear else ''}changed: {listed}")
        code = _lint_once(lint, show)
    return code


def _lint_once(lint: Callable[[], int], show: Callable[[str], None]) -> int:
    from contentops.problem import format_problem

    try:
        return lint()
    except ContentopsError as error:
        for problem in error.problems if isinstance(error, InvalidInput) else ():
            show(format_problem(problem))
        show(f"error: {error.message}" + (f"; {error.hint}" if error.hint else ""))
        return error.exit_code
    except OSError as error:  # a list or the settings, while somebody's editor replaces them
        show(f"error: {error.filename or ''}: {error.strerror or error}")
        return ExitCode.COULD_NOT_RUN


def watch_files(paths: list[Path], lint: Callable[[], int]) -> int:
    """Watch these files and folders until Ctrl-C."""
    from watchfiles import watch as changes_of

    noun = "file or folder" if len(paths) == 1 else "files and folders"
    typer.echo(f"watching {len(paths)} {noun}; Ctrl-C ends it", err=True)
    sets = ([path for _, path in changed] for changed in changes_of(*paths, debounce=200, watch_filter=None))
    return watch(sets, lint, show=lambda line: typer.echo(line, err=True), clear=sys.stderr.isatty())
