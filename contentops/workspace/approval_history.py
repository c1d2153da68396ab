"""What was in a record once: its entries in the history of git, and those that this machine has written.

A record shows by itself when an entry in its middle is taken out, and not when its last lines are. Git remembers
what was committed; for what was not, the ids written here are noted in the cache.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from contextlib import suppress
from pathlib import Path

from contentops.errors import ContentopsError
from contentops.models.approval import ID_LENGTH
from contentops.workspace.cache import CACHE
from contentops.workspace.revisions import run_git
from contentops.workspace.write import write_text

SEEN = CACHE / "approvals"
_ADDED = re.compile(rf"^\+\s*- \{{id: [\"']?([0-9a-f]{{{ID_LENGTH}}})", re.MULTILINE)


def recorded_ids(root: Path, name: str, present: Collection[str]) -> set[str]:
    """The ids of entries that the record `name` (below `root`) has had, as far as anybody can tell."""
    committed = _committed(root, name, every_branch=False)
    noted = _noted(root, name)
    if committed is not None and noted - set(present) - committed:
        # Written here, and on no commit of this branch: it may belong to another one.
        elsewhere = _committed(root, name, every_branch=True) or set()
        noted -= elsewhere - committed
    return noted | (committed or set())


def note_seen(root: Path, name: str, ids: Iterable[str]) -> None:
    """Note entries that this machine has written; a folder that cannot be written to is no reason to fail."""
    with suppress(OSError, ContentopsError):
        known = _noted(root, name)
        new = known | set(ids)
        if new != known:
            write_text(_noted_path(root, name), "".join(f"{one}\n" for one in sorted(new)))


def _noted_path(root: Path, name: str) -> Path:
    return root / SEEN / f"{Path(name).stem}.ids"


def _noted(root: Path, name: str) -> set[str]:
    try:
        return set(_noted_path(root, name).read_text(encoding="ascii").split())
    except (OSError, UnicodeDecodeError):
        return set()


def _committed(root: Path, name: str, *, every_branch: bool) -> set[str] | None:
    """The ids that commits have added to the file; None without git, a repository or a commit."""
    which = "--all" if every_branch else "HEAD"
    try:
        found = run_git(
            root, "log", which, "-p", "-m", "--full-history", "--format=",
            # --text: an attribute that calls the records binary would hide what they held.
            "--text", "--no-color", "--no-ext-diff", "--no-textconv", "--relative", "--", name,
        )  # fmt: skip
    except ContentopsError:
        return None
    if found.returncode:
        return None
    return set(_ADDED.findall(found.stdout.decode("utf-8", "replace")))


def git_setting(folder: Path, name: str) -> str:
    """A setting of git such as `user.email`, as it holds in `folder`; empty without git or the setting."""
    try:
        found = run_git(folder, "config", "--get", name)
    except ContentopsError:
        return ""
    return found.stdout.decode("utf-8", "replace").strip() if found.returncode == 0 else ""
