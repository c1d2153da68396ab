"""Draft templates and drafts on disk: `templates/drafts/`, of the workspace and shipped, and `drafts/`."""

from __future__ import annotations

from collections.abc import Iterator
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


def find_draft(root: Path, name: str) -> Path | None:
    """The draft `name` in whatever period's folder it stands, the latest period first; or None."""
    folder = root / DRAFTS_FOLDER
    if not folder.is_dir():
        return None
    periods = sorted((path for path in folder.iterdir() if path.is_dir()), reverse=True)
    return next((path for period in periods if (path := period / f"{name}.md").exists()), None)


def _shown(path: Path, root: Path | None) -> str:
    return path.relative_to(root).as_posix() if root is not None else path.name


def _read(path: Path, shown: str) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise ContentopsError(f"the template {shown} is not UTF-8 text", hint="save it as UTF-8") from None
