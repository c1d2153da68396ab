"""`contentops show --watch`: draw again whenever a calendar, a pool or a setting changes."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from pathlib import Path

from contentops.cli.lint_watch import is_relevant
from contentops.errors import ContentopsError, InvalidInput

_CLEAR = "\x1b[2J\x1b[3J\x1b[H"
_FOLDERS = ("calendars", "pools", "events")
_FILES = ("contentops.yaml", "nodes.yaml", "working_days.yaml")
_LOOK_EVERY = 1_000
"""Milliseconds after which the width of the terminal and the day are looked at again."""


def watched_paths(root: Path) -> list[Path]:
    """What of a workspace a calendar is shown from, as far as it exists."""
    paths = [root / name for name in (*_FOLDERS, *_FILES)]
    return [path for path in paths if path.exists()]


def redraw(
    changes: Iterable[Iterable[str]],
    draw: Callable[[], str],
    write: Callable[[str], None],
    *,
    around: Callable[[], Hashable] = lambda: None,
    clear: bool = False,
) -> None:
    """Draw now, and again after each set of changed paths that matters, as long as there are `changes`.

    An empty set only asks to look `around` (the terminal's width, the day): it draws when that has changed. What
    looks as it did is not written again. A workspace broken for a moment is told instead and does not end it.
    """
    shown, seen = _draw(draw), around()
    write((_CLEAR if clear else "") + shown)
    for changed in changes:
        paths, now = list(changed), around()
        if paths and not any(is_relevant(path) for path in paths):
            continue
        if not paths and now == seen:
            continue
        text, seen = _draw(draw), now
        if text != shown:
            shown = text
            write((_CLEAR if clear else "\n") + text)


def _draw(draw: Callable[[], str]) -> str:
    from contentops.problem import format_problem

    try:
        return draw()
    except ContentopsError as error:
        problems = error.problems if isinstance(error, InvalidInput) else ()
        lines = [format_problem(problem) for problem in problems]
        lines.append(f"error: {error.message}" + (f"; {error.hint}" if error.hint else ""))
    except OSError as error:  # a file, while somebody's editor replaces it
        lines = [f"error: {error.filename or ''}: {error.strerror or error}"]
    return "".join(f"{line}\n" for line in lines)


def changes_of(root: Path) -> Iterator[set[str]]:
    """Sets of changed paths below a workspace until Ctrl-C; an empty set about every second."""
    from watchfiles import watch

    while True:
        # Editors replace files: what was watched is gone then, so the watch begins anew after each change.
        for changed in watch(
            *watched_paths(root),
            debounce=200,
            watch_filter=None,
            rust_timeout=_LOOK_EVERY,
            yield_on_timeout=True,
        ):
            # Paths from the root down: a workspace that lies below a hidden folder is watched all the same.
            yield {_below(root, path) for _, path in changed}
            if changed:
                break


def _below(root: Path, path: str) -> str:
    given = Path(path)
    return given.relative_to(root).as_posix() if given.is_relative_to(root) else given.name
