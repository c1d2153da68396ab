"""Where a workspace begins: the folder that holds `contentops.yaml`."""

from __future__ import annotations

from pathlib import Path

from contentops.errors import ContentopsError

SETTINGS_FILE = "contentops.yaml"


def find_workspace(start: Path) -> Path:
    """The nearest folder from `start` upwards that holds `contentops.yaml`.

    Raises `ContentopsError` when there is none.
    """
    root = find_workspace_or_none(start)
    if root is None and not start.exists():
        raise ContentopsError(f"there is no folder {start}", hint="name the workspace with -C DIR")
    if root is None:
        raise ContentopsError(
            f"no workspace here: {start.resolve()} and the folders above hold no {SETTINGS_FILE}",
            hint="run `contentops init DIR`, or name the workspace with -C DIR",
        )
    return root


def find_workspace_or_none(start: Path) -> Path | None:
    """The same, with None when there is no workspace (`lint` works anywhere)."""
    folder = start.resolve()
    for candidate in (folder, *folder.parents):
        if (candidate / SETTINGS_FILE).is_file():
            return candidate
    return None
