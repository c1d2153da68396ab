"""What a run of `contentops lint` has passed over in folders, told on standard error."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from contentops.problem import harmless

if TYPE_CHECKING:
    from contentops.workspace.texts import Unread

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
