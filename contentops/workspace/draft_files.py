"""Draft templates and drafts on disk: `templates/drafts/`, of the workspace and shipped, and `drafts/`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from contentops.drafts.template import TEMPLATE_SUFFIX, TemplateSource
from contentops.errors import ContentopsError
from contentops.models.base import Language
from contentops.resources import template_dir
from contentops.workspace.write import inside

DRAFTS_FOLDER = "drafts"
OWN_TEMPLATES = "templates/drafts"


class TemplateFolders:
    """Where templates are looked for: the workspace's own by language, its own, then the shipped ones."""

    def __init__(self, root: Path | None) -> None:
        self.root = root

    def __call__(self, name: str, language: Language, *, shipped_only: bool = False) -> TemplateSource | None:
        """The source of `name` (`event_recap.md.j2`), or None when there is none."""
        if "/" in name or "\\" in name or name.startswith("."):
            return None
        for folder, shipped in self._folders(language):
            if shipped_only and not shipped:
                continue
            path = folder / name
            if not path.is_file():
                continue
            shown = f"templates/drafts/{language}/{name}" if shipped else _shown(path, self.root)
            if not shipped and self.root is not None:
                inside(self.root, shown)
            return TemplateSource(f"contentops:{shown}" if shipped else shown, _read(path, shown), shipped)
        return None

    def names(self, language: Language) -> list[str]:
        """The names of the templates that items can use, in order; snippets (`_parts`) are none."""
        found = {
            path.name.removesuffix(TEMPLATE_SUFFIX)
            for folder, _ in self._folders(language)
            if folder.is_dir()
            for path in folder.glob(f"*{TEMPLATE_SUFFIX}")
        }
        return sorted(name for name in found if not name.startswith(("_", ".")))

    def _folders(self, language: Language) -> Iterator[tuple[Path, bool]]:
        if self.root is not None:
            own = self.root / OWN_TEMPLATES
            yield own / language, False
            yield own, False
        yield template_dir("drafts", language), True


def draft_path(root: Path, period: str, name: str) -> Path:
    """Where the draft `name` of `period` stands. Raises `ContentopsError` when that is not in the workspace."""
    return inside(root, f"{DRAFTS_FOLDER}/{period}/{name}.md")


def draft_name(item: str, *, channel: str | None = None, module: int | None = None) -> str:
    """The name of a draft's file without its ending: `ITEM`, `ITEM.CHANNEL` or `ITEM.module-N`."""
    if channel is not None:
        return f"{item}.{channel}"
    return item if module is None else f"{item}.module-{module}"


class SeveralDraftsError(ContentopsError):
    """More than one file says that it is the draft of one item; which of them counts, only people know."""

    def __init__(self, name: str, paths: Sequence[str]) -> None:
        super().__init__(
            f"{name} has {len(paths)} drafts: {', '.join(paths)}",
            hint="keep one; give the others another item in their front matter, or move them out of drafts/",
        )
        self.paths = tuple(paths)


class DraftIndex:
    """Which file below `drafts/` is the draft of what, as the front matter of each says.

    A file may have any name and stand in any folder there; one whose front matter names no item is known
    by its own name. Files and folders whose name begins with a dot are not looked at.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._found: dict[str, list[Path]] = {}
        folder = root / DRAFTS_FOLDER
        for path in sorted(_draft_files(folder)) if folder.is_dir() else ():
            self._found.setdefault(_claim(path), []).append(path)

    def latest(self) -> dict[str, Path]:
        """Every draft by its name; where several files claim to be it, the one whose path sorts last."""
        return {name: paths[-1] for name, paths in sorted(self._found.items())}

    def find(self, name: str, *, channel: str | None = None, module: int | None = None) -> Path | None:
        """The draft of `name`, its version for `channel`, or its `module` (counted from 1); or None.

        Raises `SeveralDraftsError` when several files claim to be it.
        """
        wanted = draft_name(name, channel=channel, module=module)
        paths = self._found.get(wanted, [])
        if len(paths) > 1:
            raise SeveralDraftsError(wanted, [path.relative_to(self.root).as_posix() for path in paths])
        return paths[0] if paths else None


def find_draft(
    root: Path, name: str, *, channel: str | None = None, module: int | None = None
) -> Path | None:
    """The draft of `name` wherever it stands below `drafts/`; see `DraftIndex.find`.

    Reads the front matter of every draft: who looks for many makes one `DraftIndex`.
    """
    return DraftIndex(root).find(name, channel=channel, module=module)


_HEAD_BYTES = 1 << 16
_SUFFIXES = (".md", ".markdown")
_FIELD = re.compile(r"(item|channel|module|template|language|status|integrator)[ \t]*:[ \t]+(.*)")


def _draft_files(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.name.startswith("."):
            continue
        if path.is_dir() and not path.is_symlink():
            yield from _draft_files(path)
        elif path.suffix.lower() in _SUFFIXES and path.is_file():
            yield path


def _claim(path: Path) -> str:
    """What the file at `path` says that it is the draft of, as `draft_name` writes it."""
    fields = read_head_fields(path)
    if "item" not in fields:
        return path.stem
    module = fields.get("module", "")
    return draft_name(
        fields["item"], channel=fields.get("channel"), module=int(module) if module.isdecimal() else None
    )


def read_head_fields(path: Path) -> dict[str, str]:
    """The same keys of a file; nothing of one that cannot be read."""
    try:
        with path.open("rb") as file:
            return head_fields(file.read(_HEAD_BYTES).decode("utf-8-sig", errors="replace"))
    except OSError:
        return {}


def head_fields(head: str) -> dict[str, str]:
    """The keys of a front matter that say whose draft it is and in which form.

    Read line by line: a front matter that holds a conflict, or that somebody broke, still says it.
    """
    lines = head.removeprefix("\ufeff").splitlines()
    if not lines or lines[0].rstrip() != "---":
        return {}
    fields: dict[str, str] = {}
    for line in lines[1:]:
        if line.rstrip() in ("---", "..."):
            break
        match = _FIELD.match(line)
        value = _scalar(match[2]) if match else ""
        if match and value:
            fields.setdefault(match[1], value)
    return fields


def _scalar(text: str) -> str:
    """A plain or quoted scalar without the comment behind it."""
    text = text.strip()
    if text[:1] in ("'", '"'):
        return text[1:].partition(text[0])[0]
    return re.split(r"[ \t]#", text)[0].strip()


def _shown(path: Path, root: Path | None) -> str:
    return path.relative_to(root).as_posix() if root is not None else path.name


def _read(path: Path, shown: str) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise ContentopsError(f"the template {shown} is not UTF-8 text", hint="save it as UTF-8") from None
