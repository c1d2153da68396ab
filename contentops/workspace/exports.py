"""Texts that went out as Word documents: what a person's edit of one is compared with when it comes back.

They stand in `.contentops/exports/`, named by their content. A text that is gone from there is still found
while the draft has not changed since, or when somebody signed it.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from contentops.errors import ContentopsError
from contentops.workspace.write import inside, write_text

EXPORTS = ".contentops/exports"
SIGNED_TEXTS = "approvals/texts"
_LARGEST_PICTURE = 20_000_000


def text_digest(text: str) -> str:
    """The name of a text: SHA-256 in hex over its UTF-8 bytes."""
    return sha256(text.encode("utf-8")).hexdigest()


def store_export(root: Path, text: str) -> str:
    """Keep `text`, which goes out as a document; gives the name it is found by."""
    name = text_digest(text)
    path = root / EXPORTS / f"{name}.md"
    if not path.is_file():
        write_text(path, text)
    return name


def find_export(root: Path, name: str, draft: Path | None = None) -> str | None:
    """The text that went out under `name`, or None when nobody kept it. A damaged copy is none."""
    if len(name) != 64 or not name.isalnum():
        return None
    for path in _candidates(root, name, draft):
        try:
            text = path.read_bytes().decode("utf-8")
        except (OSError, UnicodeDecodeError):
            continue
        if text_digest(text) == name:
            return text
    return None


def _candidates(root: Path, name: str, draft: Path | None) -> Iterator[Path]:
    yield root / EXPORTS / f"{name}.md"
    if draft is not None:
        yield draft
    folder = root / SIGNED_TEXTS
    if folder.is_dir():
        yield from sorted(folder.glob("*.md"))


class Pictures:
    """Pictures that a draft names, by their path from the draft's folder or from the workspace's."""

    def __init__(self, root: Path, draft: Path) -> None:
        self.root = root
        self.folder = draft.parent

    def __call__(self, path: str) -> bytes | None:
        """The picture's bytes, or None when it is not in the workspace or larger than 20 MB."""
        for folder in (self.folder, self.root):
            try:
                found = inside(self.root, (folder / path).relative_to(self.root).as_posix())
                if found.is_file() and found.stat().st_size <= _LARGEST_PICTURE:
                    return found.read_bytes()
            except (ContentopsError, OSError, ValueError):
                continue
        return None
