"""Load the taboo lists and lint settings of a workspace, from a cache when nothing changed."""

from __future__ import annotations

import json
from collections.abc import Mapping
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
    settings_text = (root / SETTINGS_FILE).read_bytes()
    stored = read_cache(root, _CACHE_NAME, _key([settings_text]))
    known = _decode(stored) if stored is not None else None
    if known is not None:
        loaded, bases, key = known
        if key == _files_key(root, settings_text, bases):
            return loaded._replace(key=key)
    loaded, bases = _parse_with_bases(root, settings_text)
    key = _files_key(root, settings_text, bases)
    if key and not has_errors(loaded.problems):
        write_cache(root, _CACHE_NAME, _key([settings_text]), _encode(loaded, bases, key))
    return loaded._replace(key=key)
def _list_files(root: Path, base: Path) -> list[Path]:
    """The files of lists in a folder and its subfolders; those of other programs lie in hidden ones."""
    if not base.is_dir():
        return [base]
    found = [
        path
        for path in base.rglob("*")
        if path.suffix.lower() in SUFFIXES and not path.name.startswith((".", "~$"))
    ]
    return sorted(found, key=lambda path: path.relative_to(root).as_posix())


def _read_files(root: Path, paths: Iterable[Path]) -> tuple[dict[Path, bytes], list[Problem]]:
    """The lists as bytes, and what stands in the way of reading the others."""
    files: dict[Path, bytes] = {}
    refused = []
    for path in paths:
        problem = why_not_read(path, root)
        if problem is None:
            try:
                files[path] = path.read_bytes()
            except OSError as error:
                problem = unreadable(path, root, error)
        if problem is not None:
            refused.append(problem)
    return files, refused


def _chosen(root: Path, document: YamlDocument, wanted: tuple[str, ...] | None) -> tuple[list[Path], list[Problem]]:
    """The list files to use: all of `taboo/`, or those named, by path (files and folders) or by name."""
    from contentops.lint.settings import RULE
    from contentops.problem import suggest

    available = {path.relative_to(root).as_posix(): path for path in _list_files(root, root / FOLDER)}
    if wanted is None:
        return list(available.values()), []
    by_name = {name: path for path in available.values() for name in (path.name, path.stem)}
    chosen: list[Path] = []
    problems = []
    for number, name in enumerate(wanted):
        path = available.get(name) or by_name.get(name)
        if path is None and name and (root / name).exists():
            path = root / name
        if path is None:
            hint = suggest(name, available, noun="lists")
            message = f"there is no list {name}, neither in {FOLDER}/ nor as a file or folder of the workspace"
            line, column = document.position(("lint", "lists", number))
            problems.append(Problem(SETTINGS_FILE, line, column, "error", RULE, message, None, hint))
        elif path.resolve().is_relative_to(root.resolve()):
            chosen += _list_files(root, path)
        else:
            line, column = document.position(("lint", "lists", number))
            message = f"the list {name} lies outside of the workspace"
            hint = "copy it into the workspace, or name it with --list"
            problems.append(Problem(SETTINGS_FILE, line, column, "error", RULE, message, None, hint))
    return list(dict.fromkeys(chosen)), problems


def _parse(root: Path, settings_text: bytes) -> tuple[WorkspaceLists, list[Path], list[ParsedList]]:
    """Everything, read afresh; with the files that were read, and the lists with their places."""
    from contentops.lint.packs import PACKS, choose_packs, load_pack
    from contentops.lint.settings import check_disabled, read_settings
    from contentops.workspace.yaml_reader import read_yaml

    problems: list[Problem] = []
    document = read_yaml(_decode_text(settings_text, SETTINGS_FILE, problems), SETTINGS_FILE)
    settings, found = read_settings(document)
    paths, missing = _chosen(root, document, settings.lists)
    files, refused = _read_files(root, paths)
    parsed, unreadable_files = _parse_lists({path.relative_to(root).as_posix(): files[path] for path in files})
    problems += [*found, *missing, *refused, *unreadable_files]
    for one in parsed:
        problems += one.problems
    if not has_errors(problems):
        from contentops.lint.lists.set_checks import check_set

        packs = [load_pack(name) for name in choose_packs(settings.packs) if name in PACKS]
        problems += check_set(parsed, packs, _channels(document.data))
    lists = [one.taboo for one in parsed]
    if settings.disable:
        problems += check_disabled(document, settings.disable, [*lists, *map(load_pack, PACKS)])
    problems.sort(key=lambda problem: problem.sort_key())
    loaded = WorkspaceLists(
        settings.packs, lists, settings.disable, problems, settings.disguises, settings.rules
    )
    return loaded, list(files), parsed


def _channels(data: Any) -> list[str] | None:
    """The ids of the workspace's channels; None when it names none."""
    channels = data.get("channels") if isinstance(data, dict) else None
    if not isinstance(channels, list):
        return None
    return [one["id"] for one in channels if isinstance(one, dict) and isinstance(one.get("id"), str)]


def _parse_lists(files: dict[str, bytes]) -> tuple[list[ParsedList], list[Problem]]:
    """The lists in files, by the name each is shown under; two of one name are a problem."""
    from contentops.lint.lists.read import read_lists
    from contentops.lint.settings import RULE
    from contentops.workspace.yaml_reader import read_yaml

    lists: dict[str, ParsedList] = {}
    problems = []
    for shown, content in files.items():
        found, unread = read_lists(content, shown, read_yaml)
        problems += unread
        for parsed in found:
            name = parsed.taboo.name
            if name in lists:
                message = f"a second list called {name} (the first is {lists[name].path})"
                problems.append(Problem(shown, 1, 1, "error", RULE, message, None, "rename one of the files"))
            else:
                lists[name] = parsed
    return list(lists.values()), problems


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
