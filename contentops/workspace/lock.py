"""One process at a time: whoever reads, decides and writes does so alone.

The lock is the operating system's, held on an open file in the cache: a process that dies gives it up, and none is
ever left behind.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import IO

from contentops.errors import ContentopsError
from contentops.workspace.cache import CACHE
from contentops.workspace.write import make_folder

LOCKS = CACHE / "locks"
_PATIENCE = 20.0
"""Seconds: what is done under a lock takes milliseconds, unless it waits for a password."""
_DRAFTS_PATIENCE = 60.0
"""Seconds: a period has many drafts."""
_PAUSE = 0.02


@contextmanager
def locked(root: Path, name: str, patience: float = _PATIENCE) -> Iterator[None]:
    """Hold the lock `name` of the workspace. Raises `ContentopsError` when another process keeps it too long."""
    path = root / LOCKS / f"{name.replace('/', '-')}.lock"
    deadline = time.monotonic() + patience
    file = _open(path)
    try:
        # Somebody may have removed `.contentops/` meanwhile: a lock on a file that is gone holds nobody off.
        while not (_take(file.fileno()) and _is_current(file, path)):
            if time.monotonic() > deadline:
                raise ContentopsError(
                    f"another contentops is working on {name}",
                    hint="nothing was written; wait for it to end, then run this again",
                )
            time.sleep(_PAUSE)
            if not _is_current(file, path):
                newer = _open(path)
                file.close()
                file = newer
        yield
    finally:
        _give(file.fileno())
        file.close()


@contextmanager
def lock_drafts(root: Path) -> Iterator[None]:
    """Hold the lock of the drafts.

    Where it cannot be made, `write_text` still refuses to replace a file that is not what was read.
    """
    with ExitStack() as held:
        with suppress(OSError):
            held.enter_context(locked(root, "drafts", _DRAFTS_PATIENCE))
        yield


def _open(path: Path) -> IO[bytes]:
    make_folder(path.parent)
    return path.open("a+b")


def _is_current(file: IO[bytes], path: Path) -> bool:
    """Whether the file that is open is still the one there."""
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except OSError:
        return False


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
        except OSError:
            return True  # a file system without locks
        return True

    def _give(descriptor: int) -> None:
        with suppress(OSError):
            fcntl.flock(descriptor, fcntl.LOCK_UN)
