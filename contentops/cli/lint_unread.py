"""What a run of `contentops lint` has passed over in folders, told on standard error."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from contentops.problem import harmless

if TYPE_CHECKING:
    from contentops.workspace.texts import Unread

_TABOO = "taboo"
_MOST_KINDS = 6
_MOST_NAMES = 5


def tell_unread(unread: Unread) -> None:
    """A line each for files of other kinds, for what is no file, and for folders behind links."""
    total = sum(unread.kinds.values())
    if total:
        noun, verb = ("file of another kind", "was") if total == 1 else ("files of other kinds", "were")
        _note(f"{total} {noun} {verb} not read ({_list_kinds(unread)})")
    if unread.special:
        _note(f"not read, because they are no ordinary files: {_list_names(unread.special)}")
    if unread.links:
        _note(f"folders behind symbolic links were not entered: {_list_names(unread.links)}")


def tell_unused_lists(targets: Sequence[str]) -> None:
    """Outside of a workspace: where lists lie that are not used, because nothing says that they belong to the texts."""
    from contentops.workspace.find import SETTINGS_FILE, find_workspace_or_none

    told: set[Path] = set()
    for target in targets:
        path = Path(target).absolute()
        start = path if path.is_dir() else path.parent
        root = find_workspace_or_none(start)
        if root is not None and root not in told:
            told.add(root)
            _note(
                f"{target} lies in the workspace {root}, whose lists and settings are not used; add -C {root}"
            )
        elif root is None:
            folder = next((one / _TABOO for one in (start, *start.parents) if (one / _TABOO).is_dir()), None)
            if folder is not None and folder not in told:
                told.add(folder)
                _note(
                    f"the lists in {folder} are not used, because {SETTINGS_FILE} is missing beside that folder; "
                    "`contentops init` makes one, and --list uses a list from anywhere"
                )


def _list_kinds(unread: Unread) -> str:
    """The most frequent suffixes with how many files have them."""
    kinds = sorted(unread.kinds.items(), key=lambda kind: (-kind[1], kind[0]))
    if len(kinds) <= _MOST_KINDS:
        kinds.sort()
    listed = [f"{suffix or 'without a suffix'} {count}" for suffix, count in kinds[:_MOST_KINDS]]
    rest = sum(count for _, count in kinds[_MOST_KINDS:])
    return ", ".join([*listed, *([f"others {rest}"] if rest else [])])


def _list_names(paths: Sequence[Path]) -> str:
    names = [path.as_posix() for path in sorted(paths)]
    more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
    return ", ".join(names[:_MOST_NAMES]) + more


def _note(message: str) -> None:
    typer.echo(harmless(f"note: {message}"), err=True)
