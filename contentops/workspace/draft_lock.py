"""One process at a time changes drafts.

The lock is one of the operating system's on `.contentops/drafts.lock`: it ends with the process that
holds it, however that ends, so none is ever left behind. The file itself stays. Where it cannot be made, the
check in `write_text` that a file is still what was read remains.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from contentops.errors import ContentopsError

LOCK = Path(".contentops") / "drafts.lock"
_PAUSE = 0.02


@contextmanager
def lock_drafts(root: Path, *, patience: float = 60.0) -> Iterator[None]:
    """Hold the lock of `root`'s drafts. Waits up to `patience` seconds, then raises `ContentopsError`."""
    deadline = time.monotonic() + patience
    file = _open(root / LOCK)
    while file is not None and not (_try_lock(file) and _is_current(file, root / LOCK)):
        if time.monotonic() > deadline:
            file.close()
            raise ContentopsError(
                "another contentops command is writing drafts",
                hint="nothing was written; wait for it to end, then run this again",
            )
        time.sleep(_PAUSE)
        if not _is_current(file, root / LOCK):
            file.close()
            file = _open(root / LOCK)
    try:
        yield
    finally:
        if file is not None:
            _unlock(file)
            file.close()


def _open(path: Path) -> IO[bytes] | None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.open("a+b")
    except OSError:
        return None


def _is_current(file: IO[bytes], path: Path) -> bool:
    """Whether the file that is open is still the one there: somebody may have removed `.contentops/`."""
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except OSError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _try_lock(file: IO[bytes]) -> bool:
        try:
            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock(file: IO[bytes]) -> None:
        with suppress(OSError):
            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _try_lock(file: IO[bytes]) -> bool:
        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return True  # a file system without locks
        return True

    def _unlock(file: IO[bytes]) -> None:
        with suppress(OSError):
            fcntl.flock(file.fileno(), fcntl.LOCK_UN)
