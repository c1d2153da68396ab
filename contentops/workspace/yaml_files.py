"""The YAML files of a workspace: which are read, and what stands in the way of reading the others."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from contentops.problem import Problem, has_errors
from contentops.workspace.find import SETTINGS_FILE

SUFFIXES = (".yaml", ".yml")
LARGEST = 10_000_000
"""Bytes. A person's file has a thousandth of that; a program's belongs elsewhere."""

_FOLDERS = (
    "pools",
    "events",
    "taboo",
    "templates",
    "calendars",
    "drafts",
    "approvals",
    "metrics",
    "snippets",
)
_OTHER_FOLDERS = ("tools",)
"""What many a repository has; one letter from one of ours, and no slip."""
_FILES = (SETTINGS_FILE, "nodes.yaml", "events.yaml", "snippets.yaml", "working_days.yaml")
_SHORT_FILES = ("nodes.yml", "events.yml", "snippets.yml", "working_days.yml")
_MOST_MISTYPED = 2


def find_yaml_files(root: Path, *folders: str, single: bool = False) -> Iterator[Path | Problem]:
    """The YAML files of a folder below `root`, or the one file of that name, in sorted order.

    With `single` only the file of that name counts. What has the name of one and cannot be read as one
    is a problem in its place.
    """
    base = root.joinpath(*folders)
    found = [base.with_name(base.name + suffix) for suffix in SUFFIXES]
    found = [path for path in found if os.path.lexists(path)]
    if base.is_dir() and not single:
        found += [
            path
            for path in base.rglob("*")
            if path.suffix.lower() in SUFFIXES and not path.name.startswith(".")
        ]
    for path in sorted(found, key=lambda path: path.relative_to(root).as_posix()):
        yield why_not_read(path, root) or path


def why_not_read(path: Path, root: Path) -> Problem | None:
    """What keeps `path` from being read as a file of the workspace, or None."""
    try:
        path.name.encode("utf-8")
        if not path.resolve().is_relative_to(root.resolve()):
            return _refusal(path, root, "the link leads out of the workspace", "copy the file to this place")
        found = path.stat()
    except UnicodeEncodeError:
        return _refusal(path, root, "the name of the file is not UTF-8", "rename it")
    except FileNotFoundError:
        return _refusal(path, root, "the link leads nowhere", "remove it, or put the file there")
    except (OSError, RuntimeError) as error:  # a circle of links is a RuntimeError before Python 3.13
        return unreadable(path, root, error)
    return _why_not_text(path, root, found)


def _why_not_text(path: Path, root: Path, found: os.stat_result) -> Problem | None:
    if stat.S_ISDIR(found.st_mode):
        return _refusal(path, root, "a folder with the name of a YAML file", "give the folder another name")
    if not stat.S_ISREG(found.st_mode):
        return _refusal(path, root, "not an ordinary file", "remove it")
    if found.st_size > LARGEST:
        message = (
            f"the file has {found.st_size // 1_000_000} MB, more than the {LARGEST // 1_000_000} allowed"
        )
        return _refusal(path, root, message, "divide it into several files")
    return None


def unreadable(path: Path, root: Path, error: Exception) -> Problem:
    """The problem that the operating system has with `path`."""
    why = getattr(error, "strerror", None) or str(error)
    return _refusal(path, root, f"cannot be read: {why}", "check who may read it")


def find_strangers(root: Path) -> Iterator[Problem]:
    """Files and folders that look meant for us and are not read: `event/`, `node.yaml`, `items.yaml.txt`."""
    for path in sorted(root.iterdir()):
        if path.name.startswith(".") or path.name in (*_FILES, *_SHORT_FILES):
            continue
        if path.is_dir():
            near = _near(path.name, _FOLDERS)
            if near and path.name not in (*_FOLDERS, *_OTHER_FOLDERS):
                yield _stranger(path, root, "this folder is not read", f"did you mean {near}?")
        elif path.suffix.lower() in SUFFIXES and path.stem not in _FOLDERS:
            if _is_mapping(path, root):
                continue
            near = _near(path.name, _FILES)
            hint = f"did you mean {near}?" if near else f"known files: {', '.join(sorted(_FILES))}"
            yield _stranger(path, root, "this file is not read", hint)
    for folder in ("pools", "events", "taboo", "snippets"):
        for path in sorted((root / folder).rglob("*.y*ml.*")):
            if path.name.lower().endswith((".yaml.txt", ".yml.txt")):
                hint = f"rename it to {path.stem}; Windows may hide the last ending"
                yield _stranger(path, root, "this file is not read as YAML: its name ends in .txt", hint)


def _near(name: str, known: Iterable[str]) -> str | None:
    """The known name that `name` is mistyped from: at most two letters added, left out or changed."""
    distances = [(_distance(name.casefold(), word), word) for word in sorted(known)]
    distance, word = min(distances)
    return word if distance <= _MOST_MISTYPED else None


def _distance(one: str, other: str) -> int:
    """The edit distance of Levenshtein: how many letters to add, leave out or change."""
    row = list(range(len(other) + 1))
    for index, letter in enumerate(one, start=1):
        above, row[0] = row[0], index
        for column, wanted in enumerate(other, start=1):
            change = above + (letter != wanted)
            above = row[column]
            row[column] = min(change, above + 1, row[column - 1] + 1)
    return row[-1]


def _is_mapping(path: Path, root: Path) -> bool:
    """Whether a file is a mapping for `contentops import`, which people keep beside what it fills."""
    from contentops.models.mapping import MappingFile  # only for files that are ours by no name
    from contentops.workspace.validate import Place, validate
    from contentops.workspace.yaml_reader import read_yaml

    if why_not_read(path, root) is not None:
        return False
    try:
        document = read_yaml(path.read_bytes().decode("utf-8"), path.name)
    except (OSError, UnicodeDecodeError):
        return False
    if has_errors(document.problems) or not isinstance(document.data, dict) or "into" not in document.data:
        return False
    return validate(MappingFile, document.data, Place(document), noun="the mapping")[0] is not None


def _refusal(path: Path, root: Path, message: str, hint: str) -> Problem:
    return Problem(path.relative_to(root).as_posix(), 0, 0, "error", "unreadable-file", message, None, hint)


def _stranger(path: Path, root: Path, message: str, hint: str) -> Problem:
    name = path.relative_to(root).as_posix()
    return Problem(name, 0, 0, "warning", "not-read", message, None, hint)
