"""Writing files so that nothing is ever half written and nobody's change is lost."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from enum import Enum
from pathlib import Path

from contentops.errors import ContentopsError


class Unchecked(Enum):
    """The sentinel for "whatever stands there may be replaced" (rendered files)."""

    UNCHECKED = "unchecked"


UNCHECKED = Unchecked.UNCHECKED


class ChangedMeanwhileError(ContentopsError):
    """The file is not what it was when it was read."""


def write_text(path: Path, text: str, *, expected: str | Unchecked | None = UNCHECKED) -> None:
    """Replace `path` with `text` (UTF-8, as given: no newline translation) in one atomic step.

    `expected` is what the file must still hold: a text, None for "must not exist yet", or `UNCHECKED`.
    Raises `ChangedMeanwhileError`, writing nothing, when it does not.
    """
    write_bytes(path, text.encode("utf-8"), expected=expected)


def write_bytes(path: Path, content: bytes, *, expected: str | Unchecked | None = UNCHECKED) -> None:
    """The same for bytes; see `write_text`."""
    if path.is_dir():
        raise ContentopsError(f"{path} is a folder, not a file", hint="nothing was written; move it away")
    make_folder(path.parent)
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=".tmp", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(path.stat().st_mode & 0o777 if path.exists() else _new_file_mode())
        if expected is None:
            _create(temporary, path)
            return
        if isinstance(expected, str):
            _check_unchanged(path, expected)
        temporary.replace(path)
    finally:
        with suppress(FileNotFoundError):
            temporary.unlink()


def make_folder(folder: Path) -> None:
    """Make a folder with those above it. Raises `ContentopsError` where a file, or a broken link, has its place."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        taken = next(one for one in (folder, *folder.parents) if one.exists() or one.is_symlink())
        raise ContentopsError(
            f"{taken} is no folder, and one has to be there", hint="nothing was written; move it away"
        ) from None


def inside(root: Path, relative: str) -> Path:
    """`root / relative`, refused when it would leave `root` (also through a symbolic link)."""
    path = root / relative
    if not path.resolve().is_relative_to(root.resolve()):
        raise ContentopsError(
            f"{relative} lies outside the workspace {root}", hint="use a path inside the workspace"
        )
    return path


def _create(temporary: Path, path: Path) -> None:
    try:
        os.link(temporary, path)  # fails when the name exists, unlike a rename
    except FileExistsError:
        raise ChangedMeanwhileError(
            f"{path} exists already", hint="nothing was written; look at it, then move or remove it"
        ) from None
    except OSError:
        # A file system without hard links: a small window remains, as small as it can be made here.
        if path.exists():
            raise ChangedMeanwhileError(
                f"{path} exists already", hint="nothing was written; look at it, then move or remove it"
            ) from None
        temporary.replace(path)


def _check_unchanged(path: Path, expected: str) -> None:
    try:
        current: bytes | None = path.read_bytes()
    except FileNotFoundError:
        current = None
    if current != expected.encode("utf-8"):
        raise ChangedMeanwhileError(
            f"{path} was changed by somebody else meanwhile",
            hint="nothing was written; run the command again",
        )


def _new_file_mode() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
