"""Find and read the texts that commands work on."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from contentops.problem import Problem


def find_texts(path: Path) -> Iterator[Path]:
    """The texts in a folder and its subfolders in sorted order; a file stands for itself.

    Texts are the kinds of file that `contentops.lint.inputs` reads. Hidden files and folders are left out, and
    so are the files with which Word marks what is open (`~$`), and folders behind symbolic links, which
    could form a circle.
    """
    from contentops.lint.inputs import SUFFIXES

    suffixes = tuple(SUFFIXES)
    if not path.is_dir():
        yield path
        return
    for folder, subfolders, names in os.walk(path):
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        for name in sorted(names):
            if name.lower().endswith(suffixes) and not name.startswith((".", "~$")):
                yield Path(folder) / name


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
