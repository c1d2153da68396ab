"""Load the taboo lists and lint settings of a workspace, from a cache when nothing changed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from contentops.lint.draft_settings import NO_OPTIONS, RuleOptions
from contentops.lint.lists.codec import FORMAT, decode_list
from contentops.lint.taboo import Disguises, TabooList
from contentops.problem import Problem, has_errors
from contentops.workspace.cache import content_key, read_cache, write_cache
from contentops.workspace.find import SETTINGS_FILE
from contentops.workspace.list_folder import find_unread_lists
from contentops.workspace.yaml_files import unreadable, why_not_read

if TYPE_CHECKING:
    from contentops.lint.lists.parsed import ParsedList
    from contentops.lint.settings import LintSettings
    from contentops.workspace.yaml_reader import YamlDocument

FOLDER = "taboo"
SUFFIXES = (".yaml", ".yml", ".txt", ".csv", ".tsv", ".xlsx", ".xlsm")
_CACHE_NAME = "lint.json"
_NOTHING: Mapping[Path, bytes] = {}


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


def load_taboo_lists(root: Path, changed: Mapping[Path, bytes] = _NOTHING) -> WorkspaceLists:
    """The lists of `taboo/` (or those that the settings name) and the settings.

    Reads every file on each call, and parses only when one has changed since the last call. `changed` has what
    files hold in an editor that has not saved them; it is read instead of them, and nothing of it is kept.
    """
    settings_path = root / SETTINGS_FILE
    settings_text = changed[settings_path] if settings_path in changed else settings_path.read_bytes()
    stored_key = content_key(str(FORMAT).encode(), _program_key(), settings_text)
    stored = read_cache(root, _CACHE_NAME, stored_key)
    known = None if stored is None else _decode(stored)
    unread = find_unread_lists(root)
    if known is not None:
        loaded, wanted = known
        key = _files_key(stored_key, root, _read_files(root, _choose(root, wanted).paths, changed), unread)
        if key == loaded.key:
            return loaded
    loaded, wanted, files = _parse(root, settings_text, changed)
    loaded.problems.extend(unread if wanted is None else (one for one in unread if one.severity == "error"))
    loaded = loaded._replace(key=_files_key(stored_key, root, files, unread))
    if not changed and not has_errors(loaded.problems):
        write_cache(root, _CACHE_NAME, stored_key, _encode(loaded, wanted))
    return loaded


def load_list_files(path: Path, shown: str) -> tuple[list[TabooList], list[Problem], bytes]:
    """The lists in a file or folder from anywhere, what is wrong with them, and all of the bytes.

    `shown` is what problems call it. Raises `OSError` when it cannot be read.
    """
    paths = _list_files(path, path) if path.is_dir() else [path]
    names = [shown if one == path else f"{shown}/{one.relative_to(path).as_posix()}" for one in paths]
    files = {name: one.read_bytes() for name, one in zip(names, paths, strict=True)}
    parsed, problems = _parse_lists(files)
    for one in parsed:
        problems += one.problems
    return [one.taboo for one in parsed], problems, b"\0".join(files.values())


def load_list_places(root: Path) -> dict[str, ParsedList]:
    """The lists of the workspace by name, read afresh, with the place of every entry (for `--test-lists`)."""
    from contentops.workspace.yaml_reader import read_yaml

    settings_text = (root / SETTINGS_FILE).read_bytes()
    wanted = _read_settings(read_yaml(_decode_text(settings_text, []), SETTINGS_FILE))[0].lists
    files = _read_files(root, _choose(root, wanted).paths)
    return {parsed.taboo.name: parsed for parsed in _parse_lists(_by_name(root, files))[0]}


class _Files(NamedTuple):
    """The lists as bytes, and what stands in the way of reading the others."""

    contents: dict[Path, bytes]
    refused: list[Problem]


class _Choice(NamedTuple):
    """The files of lists to use, and why others that are named are not: number, message, hint."""

    paths: list[Path]
    missing: list[tuple[int, str, str]]


def _by_name(root: Path, files: _Files) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): content for path, content in files.contents.items()}


def _files_key(settings_key: str, root: Path, files: _Files, unread: Sequence[Problem]) -> str:
    named = _by_name(root, files)
    names = "\n".join([*named, "", *(problem.path for problem in (*files.refused, *unread))])
    return content_key(settings_key.encode(), names.encode("utf-8", "surrogateescape"), *named.values())


def _program_key() -> bytes:
    from contentops import __version__

    return __version__.encode()


def _list_files(root: Path, base: Path) -> list[Path]:
    """The files of lists in a folder and its subfolders; those of other programs lie in hidden ones."""
    if not base.is_dir():
        return [base] if base.exists() or base.is_symlink() else []
    found = [
        path
        for path in base.rglob("*")
        if path.suffix.lower() in SUFFIXES and not path.name.startswith((".", "~$"))
    ]
    return sorted(found, key=lambda path: path.relative_to(root).as_posix())


def _read_files(root: Path, paths: Iterable[Path], changed: Mapping[Path, bytes] = _NOTHING) -> _Files:
    contents: dict[Path, bytes] = {}
    refused = []
    for path in paths:
        problem = why_not_read(path, root)
        if problem is None:
            try:
                contents[path] = changed[path] if path in changed else path.read_bytes()
            except OSError as error:
                problem = unreadable(path, root, error)
        if problem is not None:
            refused.append(problem)
    return _Files(contents, refused)


def _choose(root: Path, wanted: Sequence[str] | None) -> _Choice:
    """All of `taboo/`, or what is named: by path, a file or a folder, or by the name of a list in `taboo/`."""
    folder = root / FOLDER
    available = {path.relative_to(root).as_posix(): path for path in _list_files(root, folder)}
    if wanted is None:
        return _Choice(list(available.values()), [])
    by_name = {name: path for path in available.values() for name in (path.name, path.stem)}
    chosen: list[Path] = []
    missing = []
    for number, name in enumerate(wanted):
        path = available.get(name) or by_name.get(name) or root / name
        if not path.exists():
            from contentops.problem import suggest

            message = f"there is no list {name}, neither in {FOLDER}/ nor elsewhere in the workspace"
            missing.append((number, message, suggest(name, available, noun="lists")))
        elif not path.resolve().is_relative_to(root.resolve()):
            hint = "copy it into the workspace, or name it with --list"
            missing.append((number, f"the list {name} lies outside of the workspace", hint))
        else:
            chosen += _list_files(root, path) if path.is_dir() else [path]
    return _Choice(list(dict.fromkeys(chosen)), missing)


def _parse(
    root: Path, settings_text: bytes, changed: Mapping[Path, bytes]
) -> tuple[WorkspaceLists, tuple[str, ...] | None, _Files]:
    """Everything, read afresh, with the setting `lists` and the files."""
    from contentops.lint.packs import PACKS, load_pack
    from contentops.lint.settings import RULE, check_disabled
    from contentops.workspace.yaml_reader import read_yaml

    problems: list[Problem] = []
    document = read_yaml(_decode_text(settings_text, problems), SETTINGS_FILE)
    settings, found = _read_settings(document)
    choice = _choose(root, settings.lists)
    files = _read_files(root, choice.paths, changed)
    parsed, unread = _parse_lists(_by_name(root, files))
    problems += [*found, *files.refused, *unread]
    for number, message, hint in choice.missing:
        line, column = document.position(("lint", "lists", number))
        problems.append(Problem(SETTINGS_FILE, line, column, "error", RULE, message, None, hint))
    lists = [one.taboo for one in parsed]
    if settings.disable:
        problems += check_disabled(document, settings.disable, [*lists, *map(load_pack, PACKS)])
    for one in parsed:
        problems += one.problems
    problems += _check_set(parsed, settings, document.data)
    problems.sort(key=lambda problem: problem.sort_key())
    loaded = WorkspaceLists(
        settings.packs, lists, settings.disable, problems, settings.disguises, settings.rules
    )
    return loaded, settings.lists, files


def _read_settings(document: YamlDocument) -> tuple[LintSettings, list[Problem]]:
    from contentops.lint.settings import read_settings

    return read_settings(document)


def _check_set(parsed: Sequence[ParsedList], settings: LintSettings, data: Any) -> list[Problem]:
    """What is wrong between the lists, and between them and the packs in use."""
    if not parsed:
        return []
    from contentops.lint.lists.set_checks import check_set
    from contentops.lint.packs import PACKS, choose_packs, load_pack

    in_use = [name for name in choose_packs(settings.packs) if name in PACKS and name not in settings.disable]
    return check_set(parsed, [load_pack(name) for name in in_use], settings.disable, _channels(data))


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


def _decode_text(content: bytes, problems: list[Problem]) -> str:
    """The text of the settings."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        hint = "save the file as UTF-8"
        problems.append(Problem(SETTINGS_FILE, line, 1, "error", "encoding", "not UTF-8 text", None, hint))
        return ""


def _encode(loaded: WorkspaceLists, wanted: tuple[str, ...] | None) -> str:
    problems = [astuple(problem) for problem in loaded.problems]
    document = {**loaded._asdict(), "problems": problems, "wanted": wanted}
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def _decode(text: str) -> tuple[WorkspaceLists, tuple[str, ...] | None] | None:
    try:
        document = json.loads(text)
        packs, wanted = document["packs"], document["wanted"]
        loaded = WorkspaceLists(
            packs=None if packs is None else tuple(packs),
            lists=[decode_list(values) for values in document["lists"]],
            disable=tuple(document["disable"]),
            problems=[Problem(*values) for values in document["problems"]],
            disguises=document["disguises"],
            rules={rule: _options(given) for rule, given in document["rules"].items()},
            key=document["key"],
        )
        return loaded, None if wanted is None else tuple(wanted)
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
