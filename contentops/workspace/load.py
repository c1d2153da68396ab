"""Loading a workspace: every file read, every record valid or reported, every value with its place."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from contentops.models.base import Record
from contentops.models.event import Event, Node
from contentops.models.item import Item
from contentops.models.settings import Settings
from contentops.models.working_days import WorkingDaysFile, YearOfDays
from contentops.models.workspace import Workspace
from contentops.problem import Problem, has_errors, suggest
from contentops.workspace.find import SETTINGS_FILE
from contentops.workspace.snippet_files import load_snippets
from contentops.workspace.validate import Place, validate
from contentops.workspace.yaml_files import find_strangers, find_yaml_files, unreadable, why_not_read
from contentops.workspace.yaml_reader import YamlDocument, read_yaml

POOLS = ("basic", "periodic", "hook")
WORKING_DAYS_FILE = "working_days.yaml"

RecordType = TypeVar("RecordType", bound=Record)


@dataclass
class LoadedWorkspace:
    """What loading found. `workspace` is None when the settings are not valid.

    Records that are not valid are left out of `workspace`; their ids stand in `broken`, by kind
    ("item", "event", "node", "quote", "text"), so that a reference to one is not reported as unknown as well. A kind is
    `incomplete` when files or records of it could not be read so far that their ids are known.
    """

    root: Path
    workspace: Workspace | None = None
    problems: list[Problem] = field(default_factory=list)
    broken: dict[str, set[str]] = field(default_factory=dict)
    incomplete: set[str] = field(default_factory=set)
    files: list[str] = field(default_factory=list)
    _places: dict[tuple[str, str], Place] = field(default_factory=dict)

    def locate(self, kind: str, record_id: str, *keys: str | int, key: bool = False) -> tuple[str, int, int]:
        """Path, line and column of a value: `locate("item", "case-bank", "facts", "customer")`.

        `kind` is item, event, node, quote, text, or settings or working_days (then `record_id` is
        empty). Keys that are not there give the place of the nearest mapping that lacks them.
        """
        place = self._places.get((kind, record_id))
        if place is None:
            return (SETTINGS_FILE, 1, 1)
        line, column = place.document.position((*place.keys, *keys), key=key)
        return (place.document.path, line, column)


def load_workspace(root: Path) -> LoadedWorkspace:
    """Load everything below `root`. Bad input never raises: it is in `problems`."""
    loaded = LoadedWorkspace(root)
    loader = Loader(loaded)
    settings = loader.load_settings()
    items = dict(loader.load_items())
    events = dict(loader.load_records("event", "events", Event, loader.yaml_files("events")))
    nodes = dict(loader.load_records("node", "nodes", Node, loader.yaml_files("nodes", single=True)))
    working_days = loader.load_working_days()
    snippets = load_snippets(loader)
    loaded.problems.extend(find_strangers(root))
    if settings is not None:
        loaded.workspace = Workspace(
            settings, items, events, nodes, working_days, loader.input_hash(), snippets
        )
    loaded.problems.sort(key=Problem.sort_key)
    return loaded


def _encoding_hint(content: bytes) -> str:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "save it as UTF-8 (it is UTF-16, which Windows calls Unicode)"
    return "save it as UTF-8"


class Loader:
    """Reads the files of one workspace and keeps what is wrong with them."""

    def __init__(self, loaded: LoadedWorkspace) -> None:
        self.loaded = loaded
        self.root = loaded.root
        self.hash = hashlib.sha256()

    def input_hash(self) -> str:
        """The hash of what was read so far and counts."""
        return self.hash.hexdigest()

    def yaml_files(self, *folders: str, single: bool = False) -> list[Path | Problem]:
        """What stands where YAML files of a folder, or the one file of that name, are looked for."""
        return list(find_yaml_files(self.root, *folders, single=single))

    def read(self, path: Path, *, hashed: bool = True) -> YamlDocument | None:
        """Read one file; what is wrong with it is added to the problems. `hashed`: plans depend on it."""
        name = path.relative_to(self.root).as_posix()
        try:
            content = path.read_bytes()
        except OSError as error:
            self.report(unreadable(path, self.root, error))
            return None
        self.loaded.files.append(name)
        # A checkout may differ in line ends between machines; the plan must not.
        if hashed:
            self.hash.update(name.encode() + b"\0" + content.replace(b"\r\n", b"\n") + b"\0")
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            column = len(content[content.rfind(b"\n", 0, error.start) + 1 : error.start].decode()) + 1
            self.report(
                Problem(
                    name, line, column, "error", "not-utf-8", "the file is not UTF-8 text",
                    f"byte 0x{content[error.start]:02x}", _encoding_hint(content),
                )
            )  # fmt: skip
            return None
        document = read_yaml(text, name)
        self.loaded.problems.extend(document.problems)
        return document

    def load_settings(self) -> Settings | None:
        path = self.root / SETTINGS_FILE
        refused = why_not_read(path, self.root)
        if refused is not None:
            self.report(refused)
        document = self.read(path) if refused is None else None
        if document is None or (document.data is None and document.problems):
            return None
        place = Place(document)
        self.loaded._places[("settings", "")] = place
        settings, problems = validate(Settings, document.data or {}, place, noun=SETTINGS_FILE)
        self.loaded.problems.extend(problems)
        return settings

    def load_items(self) -> Iterator[tuple[str, Item]]:
        pools = self.root / "pools"
        for path in sorted(pools.iterdir()) if pools.is_dir() else ():
            if path.stem not in POOLS and not path.name.startswith("."):
                name = path.relative_to(self.root).as_posix()
                self.report(
                    Problem(
                        name, 0, 0, "error", "unknown-pool", "there is no such content pool", path.stem,
                        suggest(path.stem, POOLS, noun="pools"),
                    )
                )  # fmt: skip
        for pool in POOLS:
            yield from self.load_records("item", "items", Item, self.yaml_files("pools", pool), pool=pool)

    def load_records(
        self,
        kind: str,
        top: str,
        model: type[RecordType],
        files: list[Path | Problem],
        *,
        pool: str | None = None,
    ) -> Iterator[tuple[str, RecordType]]:
        """Read the records listed under the key `top` of each file."""
        for document in self.documents(files, (kind,)):
            before = len(self.loaded.problems)
            listed = self._listed(document, top)
            if has_errors(self.loaded.problems[before:]):
                self.loaded.incomplete.add(kind)
            yield from self.records(document, kind, top, model, listed, pool=pool)

    def documents(
        self, files: list[Path | Problem], kinds: tuple[str, ...], *, hashed: bool = True
    ) -> Iterator[YamlDocument]:
        """The files that can be read; the `kinds` of the others and of faulty ones are incomplete."""
        for path in files:
            if isinstance(path, Problem):
                self.report(path)
            document = None if isinstance(path, Problem) else self.read(path, hashed=hashed)
            if document is None or has_errors(document.problems):
                self.loaded.incomplete.update(kinds)
            if document is not None:
                yield document

    def records(
        self,
        document: YamlDocument,
        kind: str,
        top: str,
        model: type[RecordType],
        listed: list[Any],
        *,
        pool: str | None = None,
    ) -> Iterator[tuple[str, RecordType]]:
        """The valid records of a list, by id; every record that has one gets its place."""
        for index, data in enumerate(listed):
            place = Place(document, (top, index))
            full = self._with_pool(data, pool, place) if pool and isinstance(data, dict) else data
            record, problems = validate(model, full, place, noun=kind)
            self.loaded.problems.extend(problems)
            record_id = data.get("id") if isinstance(data, dict) else None
            if not isinstance(record_id, str):
                self.loaded.incomplete.add(kind)
                continue
            if not self._register(kind, record_id, place):
                continue
            if record is None:
                self.loaded.broken.setdefault(kind, set()).add(record_id)
            else:
                yield record_id, record

    def load_working_days(self) -> dict[str, dict[int, YearOfDays]]:
        files = self.yaml_files("working_days", single=True)
        for refused in files:
            if isinstance(refused, Problem):
                self.report(refused)
        path = next((path for path in files if isinstance(path, Path)), None)
        document = self.read(path) if path is not None else None
        if document is None or document.data is None:
            return {}
        place = self.loaded._places[("working_days", "")] = Place(document)
        file, problems = validate(WorkingDaysFile, document.data, place, noun=WORKING_DAYS_FILE)
        self.loaded.problems.extend(problems)
        if file is None:
            return {}
        return {
            country: {int(year): days for year, days in years.items()}
            for country, years in file.countries.items()
        }

    def _listed(self, document: YamlDocument, top: str) -> list[Any]:
        place = Place(document)
        if document.data is None:
            return []
        if not isinstance(document.data, dict):
            hint = f"begin the file with {top}: and indent the list below it"
            self.report(place.problem("wrong-type", f"expected the key {top} with a list", hint=hint))
            return []
        for key in document.data:
            if key != top:
                self.report(
                    place.problem(
                        "unknown-key", f"the file has no key {key}", key, key=True,
                        hint=suggest(key, [top], noun="keys"),
                    )
                )  # fmt: skip
        listed = document.data.get(top)
        if listed is None:
            if top not in document.data:
                self.report(place.problem("missing-key", f"the file lacks the key {top}", hint=f"add {top}:"))
            return []
        if not isinstance(listed, list):
            hint = "write one entry a line, each after a dash"
            self.report(place.problem("wrong-type", f"{top}: expected a list", top, hint=hint))
            return []
        return listed

    def _with_pool(self, data: dict[str, Any], pool: str, place: Place) -> dict[str, Any]:
        if "pool" not in data:
            return {**data, "pool": pool}
        if data["pool"] in POOLS and data["pool"] != pool:
            message = f"the item is in pools/{pool} but says that its pool is another"
            hint = f"move it to pools/{data['pool']} or leave pool out"
            self.report(place.problem("wrong-pool", message, "pool", got=data["pool"], hint=hint))
        return data

    def _register(self, kind: str, record_id: str, place: Place) -> bool:
        first = self.loaded._places.setdefault((kind, record_id), place)
        if first is place:
            return True
        path, line, _ = self.loaded.locate(kind, record_id, "id")
        self.report(
            place.problem(
                "duplicate-id", f"the {kind} {record_id} is defined twice (first at {path}:{line})", "id",
                hint="give one of them another id",
            )
        )  # fmt: skip
        return False

    def report(self, problem: Problem) -> None:
        """Add one problem."""
        self.loaded.problems.append(problem)
