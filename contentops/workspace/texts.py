"""Find and read the texts that commands work on."""

from __future__ import annotations

import os
import stat
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from contentops.problem import Problem


class Unread:
    """What a search for texts has passed over, so that nobody takes silence for a clean bill."""

    def __init__(self) -> None:
        self.kinds: Counter[str] = Counter()
        """Files of kinds that are not read, by suffix in small letters ("" without one)."""
        self.special: list[Path] = []
        """Pipes, sockets and devices, which are no files."""
        self.links: list[Path] = []
        """Folders behind symbolic links, which could form a circle."""
        self.closed: list[tuple[Path, str]] = []
        """Folders that may not be entered, and why not."""


def find_texts(path: Path, unread: Unread | None = None) -> Iterator[Path]:
    """The texts in a folder and its subfolders in sorted order; a file stands for itself.

    Texts are the kinds of file that `contentops.lint.inputs` reads. Hidden files and folders are left out, and
    so are the files with which Word marks what is open (`~$`); what else is passed over goes into `unread`.
    """
    from contentops.lint.inputs import SUFFIXES

    suffixes = tuple(SUFFIXES)
    if not path.is_dir():
        yield path
        return
    passed = unread if unread is not None else Unread()

    def note_closed(error: OSError) -> None:
        passed.closed.append((Path(error.filename or path), error.strerror or str(error)))

    for folder, subfolders, names in os.walk(path, onerror=note_closed):
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        passed.links += [Path(folder) / name for name in subfolders if (Path(folder) / name).is_symlink()]
        for name in sorted(names):
            if name.startswith((".", "~$")):
                continue
            if not name.lower().endswith(suffixes):
                passed.kinds[Path(name).suffix.lower()] += 1
            elif _is_special(Path(folder) / name):
                passed.special.append(Path(folder) / name)
            else:
                yield Path(folder) / name


def _is_special(path: Path) -> bool:
    """Whether a path is there and is no ordinary file: to read a pipe would be to wait for somebody to write."""
    try:
        return not stat.S_ISREG(path.stat().st_mode)
    except OSError:
        return False  # reading it tells what is wrong


def why_no_text(path: Path) -> str:
    """Why a file that somebody names cannot be read as a text, or "": a pipe can, a device never ends."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return ""
    return "" if stat.S_ISREG(mode) or stat.S_ISFIFO(mode) else "a device or socket, and no file"


def read_text_file(path: Path, shown: str) -> str | Problem:
    """The file's text as its bytes have it (line ends and byte order mark included), or why not.

    `shown` is how the problem names the file.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        from contentops.problem import Problem

        message = f"cannot be read: {error.strerror or error}"
        return Problem(shown, 0, 0, "error", "unreadable-file", message)
    return decode_text(content, shown)


def decode_text(content: bytes, shown: str) -> str | Problem:
    """UTF-8 bytes as text, or the problem with them, placed at the first bad byte."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        from contentops.problem import Problem

        before = content[: error.start].decode("utf-8")
        line = before.count("\n") + 1
        column = len(before) - before.rfind("\n")
        hint = (
            "save it as UTF-8 (this looks like UTF-16)"
            if content[:2] in (b"\xff\xfe", b"\xfe\xff")
            else "save it as UTF-8"
        )
        return Problem(shown, line, column, "error", "encoding", "not UTF-8 text", None, hint)
