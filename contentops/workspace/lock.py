"""One process at a time: whoever reads, decides and writes a record does so alone.

The lock is the operating system's, held on an open file in the cache: a process that dies gives it up.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from contentops.errors import ContentopsError
from contentops.workspace.cache import CACHE
from contentops.workspace.write import make_folder

LOCKS = CACHE / "locks"
_PATIENCE = 20.0
"""Seconds: what is done under a lock takes milliseconds, unless it waits for a password."""
_PAUSE = 0.02


@contextmanager
def locked(root: Path, name: str, patience: float = _PATIENCE) -> Iterator[None]:
    """Hold the lock `name` of the workspace. Raises `ContentopsError` when another process keeps it too long."""
    path = root / LOCKS / f"{name.replace('/', '-')}.lock"
    make_folder(path.parent)
    with path.open("a+b") as file:
        deadline = time.monotonic() + patience
        while not _take(file.fileno()):
            if time.monotonic() > deadline:
                raise ContentopsError(
                    f"another contentops is working on {name}", hint="nothing was written; try again"
                )
            time.sleep(_PAUSE)
        try:
            yield
        finally:
            _give(file.fileno())


if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int) -> bool:
        os.lseek(descriptor, 0, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _give(descriptor: int) -> None:
        os.lseek(descriptor, 0, os.SEEK_SET)
        with suppress(OSError):
            msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _take(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _give(descriptor: int) -> None:
        with suppress(OSError):
            fcntl.flock(descriptor, fcntl.LOCK_UN)
