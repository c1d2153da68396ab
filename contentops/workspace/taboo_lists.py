"""Load the taboo lists and lint settings of a workspace, from a cache when nothing changed."""

from __future__ import annotations

import json
from dataclasses import astuple
from pathlib import Path
from typing import Any, NamedTuple

from contentops.lint.draft_settings import NO_OPTIONS, RuleOptions
from contentops.lint.lists.codec import FORMAT, decode_list
from contentops.lint.taboo import Disguises, TabooList
from contentops.problem import Problem, has_errors
from contentops.workspace.cache import content_key, read_cache, write_cache
from contentops.workspace.find import SETTINGS_FILE
from contentops.workspace.yaml_files import unreadable, why_not_read

FOLDER = "taboo"
SUFFIXES = (".yaml", ".yml", ".txt")
_CACHE_NAME = "lint.json"


class WorkspaceLists(NamedTuple):
    """What the linter needs of a workspace. `packs` None means the packs that need not be asked for.

    `disguises` and `rules` are the settings of those names. With errors among `problems` the lists hold what
    could be read; they must not be relied on. `key` differs whenever any of the files does.
    """

    packs: tuple[str, ...] | None
    lists: list[TabooList]
    disable: tuple[str, ...]
    problems: list[Problem]
    disguises: Disguises = "normal"
    rules: RuleOptions = NO_OPTIONS
    key: str = ""


def check_taboo_lists(root: Path) -> list[Problem]:
    """Everything wrong with the workspace's taboo lists and its `lint` settings."""
    return load_taboo_lists(root).problems


def load_taboo_lists(root: Path) -> WorkspaceLists:
    """The lists of `taboo/` (or those that the settings name) and the settings.

    Reads every file on each call, and parses only when one has changed since the last call.
    """
    files, refused = _read_files(root)
    names = "\n".join(path.relative_to(root).as_posix() for path in files)
    key = content_key(
        str(FORMAT).encode(), _program_key(), names.encode("utf-8", "surrogateescape"), *files.values()
    )
    cached = read_cache(root, _CACHE_NAME, key)
    if cached is not None and not refused:
        loaded = _decode(cached)
        if loaded is not None:
            return loaded._replace(key=key)
    loaded = _parse(root, files)._replace(key=key)
    loaded.problems.extend(refused)
    if not has_errors(loaded.problems):
        write_cache(root, _CACHE_NAME, key, _encode(loaded))
    return loaded


def _program_key() -> bytes:
    from contentops import __version__

    return __version__.encode()


def _list_files(root: Path) -> list[Path]:
    folder = root / FOLDER
    found = [path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES]
    return sorted(found, key=lambda path: path.relative_to(root).as_posix())


def _read_files(root: Path) -> tuple[dict[Path, bytes], list[Problem]]:
    """The settings and the lists as bytes, and what stands in the way of reading the others."""
    files = {root / SETTINGS_FILE: (root / SETTINGS_FILE).read_bytes()}
    refused = []
    for path in _list_files(root):
        problem = why_not_read(path, root)
        if problem is None:
            try:
                files[path] = path.read_bytes()
            except OSError as error:
                problem = unreadable(path, root, error)
        if problem is not None:
            refused.append(problem)
    return files, refused


def _parse(root: Path, files: dict[Path, bytes]) -> WorkspaceLists:
    from contentops.lint.packs import PACKS, load_pack
    from contentops.lint.settings import RULE, check_disabled, read_settings
    from contentops.workspace.yaml_reader import read_yaml

    problems: list[Problem] = []
    text = _decode_text(files[root / SETTINGS_FILE], SETTINGS_FILE, problems)
    document = read_yaml(text, SETTINGS_FILE)
    settings, found = read_settings(document)
    problems.extend(found)
    lists: dict[str, TabooList] = {}
    for path, content in _chosen(root, files, settings.lists, problems):
        relative = path.relative_to(root).as_posix()
        taboo = _parse_list(relative, content, problems)
        if taboo is not None and taboo.name in lists:
            message = f"a second list called {taboo.name}"
            problems.append(Problem(relative, 1, 1, "error", RULE, message, None, "rename one of the files"))
        elif taboo is not None:
            lists[taboo.name] = taboo
    if settings.disable:
        shipped = [load_pack(name) for name in PACKS]
        problems += check_disabled(document, settings.disable, [*lists.values(), *shipped])
    problems.sort(key=lambda problem: problem.sort_key())
    return WorkspaceLists(
        settings.packs,
        list(lists.values()),
        settings.disable,
        problems,
        settings.disguises,
        settings.rules,
    )


def _chosen(
    root: Path, files: dict[Path, bytes], wanted: tuple[str, ...] | None, problems: list[Problem]
) -> list[tuple[Path, bytes]]:
    """The list files to use: all of `taboo/`, or those named, by path or by name."""
    from contentops.lint.settings import RULE
    from contentops.problem import suggest

    available = {path.relative_to(root).as_posix(): path for path in files if path != root / SETTINGS_FILE}
    if wanted is None:
        return [(path, files[path]) for path in available.values()]
    by_name = {name: path for path in available.values() for name in (path.name, path.stem)}
    chosen = []
    for name in wanted:
        path = available.get(name) or by_name.get(name)
        if path is None:
            hint = suggest(name, available, noun="lists")
            message = f"there is no list {name} in {FOLDER}/"
            problems.append(Problem(SETTINGS_FILE, 0, 0, "error", RULE, message, None, hint))
        else:
            chosen.append((path, files[path]))
    return chosen


def _parse_list(path: str, content: bytes, problems: list[Problem]) -> TabooList | None:
    from contentops.lint.lists.text_list import parse_text_list
    from contentops.lint.lists.yaml_list import parse_yaml_list
    from contentops.workspace.yaml_reader import read_yaml

    before = len(problems)
    text = _decode_text(content, path, problems)
    if len(problems) > before:
        return None
    name = Path(path).stem
    if path.lower().endswith(".txt"):
        taboo, found = parse_text_list(text, path, name)
    else:
        taboo, found = parse_yaml_list(read_yaml(text, path), name)
    problems.extend(found)
    return taboo


def _decode_text(content: bytes, path: str, problems: list[Problem]) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message = "not UTF-8 text"
        problems.append(Problem(path, line, 1, "error", "encoding", message, None, "save the file as UTF-8"))
        return ""


def _encode(loaded: WorkspaceLists) -> str:
    document = {**loaded._asdict(), "problems": [astuple(problem) for problem in loaded.problems]}
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def _decode(text: str) -> WorkspaceLists | None:
    try:
        document = json.loads(text)
        packs = document["packs"]
        return WorkspaceLists(
            packs=None if packs is None else tuple(packs),
            lists=[decode_list(values) for values in document["lists"]],
            disable=tuple(document["disable"]),
            problems=[Problem(*values) for values in document["problems"]],
            disguises=document["disguises"],
            rules={rule: _options(given) for rule, given in document["rules"].items()},
        )
    except (ValueError, TypeError, KeyError):
        return None


def _options(given: dict[str, Any]) -> dict[str, Any]:
    """Lists of texts are tuples, as they were before JSON."""
    return {
        name: tuple(value)
        if isinstance(value, list)
        else _options(value)
        if isinstance(value, dict)
        else value
        for name, value in given.items()
    }


def load_list_file(path: Path, shown: str) -> tuple[TabooList | None, list[Problem], bytes]:
    """One list from anywhere, what is wrong with it, and the bytes of its file. `shown` is what problems call it.

    Raises `OSError` when it cannot be read.
    """
    problems: list[Problem] = []
    content = path.read_bytes()
    taboo = _parse_list(shown, content, problems)
    return taboo, problems, content
