"""What is read for a rendering, and the writing of its files, all or none."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from contentops.models.calendar import Calendar
from contentops.models.workspace import Workspace
from contentops.render.edition import Edition
from contentops.workspace.calendars import CALENDARS_FOLDER
from contentops.workspace.draft_files import DraftIndex
from contentops.workspace.texts import decode_text
from contentops.workspace.write import inside, write_bytes

OWN_TEMPLATES = "templates/calendar"
_LARGEST = 100_000_000


def make_edition(
    root: Path, calendar: Calendar, workspace: Workspace, beside: tuple[Calendar, ...] = ()
) -> Edition:
    """An edition of `calendar`, as of the files in the workspace now."""
    return Edition(
        calendar,
        workspace,
        beside,
        drafts=_find_drafts(root),
        earlier=_read_earlier(root, calendar.period),
        own_template=lambda name: own_template(root, name),
    )


def write_files(root: Path, files: Mapping[str, bytes], earlier: Mapping[str, bytes]) -> list[str]:
    """Write files by path below `calendars/`; those that stand as they are stay.

    Returns a line for each, and one for all of a folder below: nobody reads twenty.
    """
    paths = {name: inside(root, f"{CALENDARS_FOLDER}/{name}") for name in files}
    shown: dict[str, list[bool]] = {}
    for name, content in files.items():
        same = earlier.get(name) == content
        if not same:
            write_bytes(paths[name], content)
        folder, slash, _ = name.rpartition("/")
        shown.setdefault(folder + slash if slash else name, []).append(same)
    return [f"{CALENDARS_FOLDER}/{name}{_said(name, same)}" for name, same in shown.items()]


def _said(name: str, same: list[bool]) -> str:
    count = f" ({len(same)} {'file' if len(same) == 1 else 'files'})" if name.endswith("/") else ""
    return f"{count} (unchanged)" if all(same) else count


def _read_earlier(root: Path, period: str) -> dict[str, bytes]:
    folder = root / CALENDARS_FOLDER
    found = [*folder.glob(f"{period}.*"), *folder.glob(f"{period}/**/*")]
    return {
        path.relative_to(folder).as_posix(): _read_or_nothing(path)
        for path in sorted(found)
        if path.is_file() and path.stat().st_size <= _LARGEST
    }


def _read_or_nothing(path: Path) -> bytes:
    """A file's content; nothing of one that cannot be read, since what is rendered anew takes its place."""
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _find_drafts(root: Path) -> dict[str, str]:
    """By item its draft, the latest period's if there are several, as a link from `calendars/`."""
    drafts = DraftIndex(root).latest()
    return {name: f"../{path.relative_to(root).as_posix()}" for name, path in drafts.items()}


def own_template(root: Path, name: str, folder: str = OWN_TEMPLATES) -> str | None:
    """The workspace's own template of that name below `templates/calendar/`, or another folder; or None.

    Raises `InvalidInput` when it is no text, and `ContentopsError` when it lies outside the workspace.
    """
    path = inside(root, f"{folder}/{name}")
    if not path.is_file():
        return None
    text = decode_text(path.read_bytes(), path.relative_to(root).as_posix())
    if isinstance(text, str):
        return text
    from contentops.errors import InvalidInput

    raise InvalidInput(f"{path.relative_to(root).as_posix()} is not a template that can be read", [text])
