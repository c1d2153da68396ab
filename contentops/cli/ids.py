"""Ids as people type them: `--as Sam` means the person `sam`."""

from __future__ import annotations

from collections.abc import Collection


def find_id(wanted: str, known: Collection[str]) -> str | None:
    """The id that `wanted` is, else the only one that differs from it in case alone; None for none or several."""
    if wanted in known:
        return wanted
    alike = {one for one in known if one.casefold() == wanted.casefold()}
    return alike.pop() if len(alike) == 1 else None
