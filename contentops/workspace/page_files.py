"""Page templates on disk: `templates/calendar/` and `templates/manual/`, of the workspace and shipped."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from contentops.errors import ContentopsError
from contentops.page_templates import CALENDAR_PAGES, MANUAL_PAGES, PageFolder
from contentops.resources import template_dir
from contentops.workspace.editions import own_template
from contentops.workspace.write import inside, write_text

FOLDERS = (CALENDAR_PAGES, MANUAL_PAGES)


@dataclass(frozen=True)
class PageFile:
    """A template of a page, or a part of one (style, script): ours, the workspace's, or both."""

    name: str
    """Below its folder."""
    shipped: str | None
    """The text that is shipped."""
    own: str | None = None
    """The workspace's text, which comes first."""
    folder: PageFolder = CALENDAR_PAGES

    @property
    def is_page(self) -> bool:
        """Whether it is a template; else it is put into one as it is."""
        return self.name.endswith(".jinja")

    @property
    def path(self) -> str:
        """Where what is used comes from."""
        return f"{'contentops:' if self.own is None else ''}{self.folder.path}/{self.name}"


def has_own_pages(root: Path) -> bool:
    """Whether a workspace has page templates of its own; costs nothing when it has none."""
    return any(_names_in(root / folder.path) for folder in FOLDERS)


def find_pages(root: Path | None) -> list[PageFile]:
    """All page templates and their parts, ours in order, then what only the workspace has."""
    found: list[PageFile] = []
    for folder in FOLDERS:
        shipped = _names_in(template_dir(folder.name))
        own = _names_in(root / folder.path) if root is not None else []
        names = [*shipped, *(name for name in own if name not in shipped)]
        found += [_read(root, folder, name, name in shipped) for name in names]
    return found


def _read(root: Path | None, folder: PageFolder, name: str, is_shipped: bool) -> PageFile:
    text = (template_dir(folder.name) / name).read_text(encoding="utf-8") if is_shipped else None
    own = own_template(root, name, folder.path) if root is not None else None
    return PageFile(name, text, own, folder)


def _names_in(folder: Path) -> list[str]:
    if not folder.is_dir():
        return []
    paths = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    # Templates before the parts they are made of.
    names = sorted(path.as_posix() for path in paths if not any(part.startswith(".") for part in path.parts))
    return sorted(names, key=lambda name: not name.endswith(".jinja"))


def write_own(root: Path, folder: str, name: str, text: str) -> str:
    """Write a new template of the workspace; returns its path. Raises `ContentopsError` when there is one."""
    shown = f"{folder}/{name}"
    path = inside(root, shown)
    if path.exists():
        raise ContentopsError(
            f"{shown} exists already", hint="nothing was written; edit it, or move it away to copy it anew"
        )
    write_text(path, text, expected=None)
    return shown
