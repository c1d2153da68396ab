"""The disk behind the language server: workspaces, their lists as they are now, and where rules are described."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from contentops.lint.finding import Finding
from contentops.lint.packs import PACKS, choose_packs, load_pack, pack_source
from contentops.lint.run import PlannedDraft, RunSettings, draft_fields
from contentops.lint.server_documents import Served
from contentops.workspace.find import SETTINGS_FILE, find_workspace_or_none
from contentops.workspace.taboo_lists import FOLDER, SUFFIXES, load_taboo_lists
from contentops.workspace.texts import read_text_file

if TYPE_CHECKING:
    from contentops.workspace.lint_plan import LintPlan

_Stamp = tuple[tuple[str, int, int], ...]


class DiskSource:
    """Looks at the files each time, cheaply, so that nothing has to tell it of changes."""

    def __init__(self, root: Path | None = None, today: date | None = None) -> None:
        self._fixed = root
        self._today = today
        self._served: dict[str | None, tuple[object, Served]] = {}
        self._plans: dict[str, tuple[_Stamp, LintPlan]] = {}

    def find_root(self, path: str) -> str | None:
        """The workspace of a file: the one given with `-C`, else the nearest above it."""
        if self._fixed is not None:
            return str(self._fixed)
        file = Path(path)
        if not file.is_absolute():  # no file of ours: a text that was never saved, or an address
            return None
        found = find_workspace_or_none(file.parent)
        return None if found is None else str(found)

    def name_in(self, root: str, path: str) -> str | None:
        """`taboo/house.yaml` or `contentops.yaml`; None for what is no list."""
        file = Path(path)
        try:
            name = file.resolve().relative_to(Path(root).resolve())
        except (ValueError, OSError):
            return None
        if name.as_posix() == SETTINGS_FILE:
            return SETTINGS_FILE
        is_list = name.parts[0] == FOLDER and file.suffix.lower() in SUFFIXES
        return name.as_posix() if is_list else None

    def path_of(self, root: str, name: str) -> str:
        """The file that a problem names."""
        return str(Path(root) / name)

    def load(self, root: str | None, unsaved: Mapping[str, str]) -> Served:
        """Lists and settings as they are now; the same object while no file has changed."""
        inside = {
            path: text
            for path, text in unsaved.items()
            if root is not None and self.name_in(root, path) is not None
        }
        key = (_stamp_lists(root) if root is not None else (), tuple(sorted(inside.items())))
        known = self._served.get(root)
        if known is None or known[0] != key:
            known = (key, self._load(root, inside))
            self._served[root] = known
        return known[1]

    def _load(self, root: str | None, unsaved: Mapping[str, str]) -> Served:
        day = self._today.isoformat() if self._today is not None else _today()
        advice = frozenset(PACKS)
        if root is None:
            packs = tuple(load_pack(name) for name in choose_packs())
            return Served(RunSettings(packs, date=day), (), advice)
        changed = {
            Path(root) / str(self.name_in(root, path)): text.encode("utf-8", "replace")
            for path, text in unsaved.items()
        }
        loaded = load_taboo_lists(Path(root), changed)
        settings = RunSettings(
            lists=(*loaded.lists, *map(load_pack, choose_packs(loaded.packs))),
            disable=frozenset(loaded.disable),
            disguises=loaded.disguises,
            options=loaded.rules,
            date=day,
        )
        return Served(settings, tuple(loaded.problems), advice)

    def find_planned(self, root: str | None, text: str) -> PlannedDraft | None:
        """What the calendar says of a draft that names its item."""
        fields = draft_fields(text)
        return self._plan(root).find_by_fields(fields) if root is not None and fields.get("item") else None

    def _plan(self, root: str) -> LintPlan:
        stamp = _stamp(Path(root), ("calendars", "pools"))
        known = self._plans.get(root)
        if known is None or known[0] != stamp:
            from contentops.workspace.lint_plan import load_lint_plan

            known = (stamp, load_lint_plan(Path(root)))
            self._plans[root] = known
        return known[1]

    def find_page(self, root: str | None, finding: Finding) -> str | None:
        """The entry in the YAML of its list, with its line; for other rules the page in the docs, where it is."""
        if not finding.list:
            page = Path(__file__).parents[2] / "docs" / "rules" / f"{finding.rule}.md"
            return page.as_uri() if page.is_file() else None
        if finding.list in PACKS:
            path = pack_source(finding.list)
        elif root is not None:
            found = [one for one in _list_files(Path(root)) if one.stem == finding.list]
            if not found:
                return None
            path = found[0]
        else:
            return None
        line = _find_line(path, finding.term, _modified(path))
        return f"{path.as_uri()}#L{line}" if line else path.as_uri()


def _today() -> str:
    return date.today().isoformat()  # noqa: DTZ011  the writer's day, in the place where the editor runs


def _list_files(root: Path) -> list[Path]:
    return sorted(path for path in (root / FOLDER).rglob("*") if path.suffix.lower() in SUFFIXES)


def _stamp_lists(root: str) -> _Stamp:
    return _stamp(Path(root), (FOLDER,))


def _stamp(root: Path, folders: tuple[str, ...]) -> _Stamp:
    """Names, sizes and times of the settings and of all files in some folders."""
    found = [root / SETTINGS_FILE]
    for folder in folders:
        found += sorted((root / folder).rglob("*"))
    stamps = []
    for path in found:
        try:
            seen = path.stat()
        except OSError:
            continue
        stamps.append((str(path), seen.st_size, seen.st_mtime_ns))
    return tuple(stamps)


def _modified(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


@lru_cache(maxsize=512)
def _find_line(path: Path, term: str, _modified: int) -> int:
    """The line of a list that a term stands on, as far as a look at its text tells; 0 when it does not."""
    if path.suffix.lower() not in (".yaml", ".yml", ".txt"):
        return 0
    text = read_text_file(path, path.name)
    if not isinstance(text, str):
        return 0
    lines = text.split("\n")
    keys = ("term", "terms", "pattern", "patterns", "- ")
    best = 0
    for number, line in enumerate(lines, 1):
        if term in line or term.replace("'", "''") in line:
            if line.strip().lstrip("- ").startswith(keys) or path.suffix == ".txt":
                return number
            best = best or number
    return best
