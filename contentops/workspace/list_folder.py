"""What of `taboo/` is not read: folders that may not be entered, and lists of a kind that is none."""

from __future__ import annotations

import os
from pathlib import Path

from contentops.problem import Problem
from contentops.workspace.yaml_files import unreadable

_FOLDER = "taboo"
_NO_LISTS = (
    ".docx", ".docm", ".doc", ".rtf", ".odt", ".pages", ".pdf", ".xls", ".xlsb", ".ods", ".numbers", ".json", ".jsonl",
    ".toml", ".html", ".htm",
)  # fmt: skip
"""Kinds of file in which people keep lists, and which are not read as one."""
_OF_STYLES = ("meta.json",)
"""What the packages of Vale have beside their rules."""


def find_unread_lists(root: Path) -> list[Problem]:
    """An error for each folder in `taboo/` that may not be entered, a warning for each list of another kind."""
    problems: list[Problem] = []

    def note_closed(error: OSError) -> None:
        path = Path(error.filename or root / _FOLDER)
        if os.path.lexists(path) and not isinstance(error, NotADirectoryError):
            problems.append(unreadable(path, root, error))

    for folder, subfolders, names in os.walk(root / _FOLDER, onerror=note_closed):
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        for name in sorted(names):
            suffix = Path(name).suffix.lower()
            if suffix in _NO_LISTS and name not in _OF_STYLES and not name.startswith((".", "~$")):
                problems.append(_stranger(Path(folder) / name, root, suffix))
    return problems


def _stranger(path: Path, root: Path, suffix: str) -> Problem:
    message = f"not read: a {suffix} file is no taboo list"
    hint = "save the terms as .xlsx, .csv, .txt or .yaml"
    return Problem(path.relative_to(root).as_posix(), 0, 0, "warning", "not-read", message, None, hint)
