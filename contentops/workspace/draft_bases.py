"""The last renderings of drafts, `.contentops/drafts/NAME/FINGERPRINT.md`: the bases of later merges.

A file here never changes: its name is the fingerprint of its content, and a draft says by its key
`rendering` which one it comes from. So a base can be written before its draft, a run that ends between the
two leaves only a file that nothing refers to, and a draft fetched from git never meets a wrong base.
"""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from pathlib import Path

from contentops.drafts.rendering_mark import fingerprint, strip_mark
from contentops.errors import ContentopsError
from contentops.workspace.write import write_text

BASES = Path(".contentops") / "drafts"
KEPT = 20
"""How many renderings of one draft are kept: older drafts come back from git, too."""


def store_base(root: Path, name: str, rendered: str) -> str:
    """Keep `rendered` as a rendering of the draft `name`; its fingerprint.

    Where it cannot be written, drafts are merged without a base.
    """
    text = strip_mark(rendered)
    mark = fingerprint(text)
    path = _folder(root, name) / f"{mark}.md"
    if _read(path) is None:
        with suppress(OSError, ContentopsError):
            write_text(path, text)
            _drop_old(path.parent, path)
    return mark


def find_base(root: Path, name: str, mark: str | None, edited: str) -> str | None:
    """The rendering that the draft `edited` comes from, or None.

    It is the one with the fingerprint `mark`; for a draft whose mark somebody removed, the stored one that it
    has the most lines in common with.
    """
    if mark is not None:
        return _read(_folder(root, name) / f"{mark}.md")
    lines = Counter(edited.splitlines())
    folder = _folder(root, name)
    paths = sorted(folder.glob("*.md")) if folder.is_dir() else []
    known = [text for text in map(_read, paths) if text is not None]
    return max(known, key=lambda text: (Counter(text.splitlines()) & lines).total(), default=None)


def _folder(root: Path, name: str) -> Path:
    return root / BASES / name


def _read(path: Path) -> str | None:
    """A base; None when it is not there, or no longer what its name says."""
    try:
        text = path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    return text if fingerprint(text) == path.stem else None


def _drop_old(folder: Path, newest: Path) -> None:
    found = [path for path in folder.glob("*.md") if path != newest]
    for path in sorted(found, key=lambda one: (one.stat().st_mtime_ns, one.name), reverse=True)[KEPT - 1 :]:
        path.unlink()
