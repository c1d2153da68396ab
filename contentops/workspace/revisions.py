"""Earlier versions of a calendar: as a git revision has it, and as it stood before the last plan.

Nothing here changes the repository. What stood before a plan is a cache: it may be deleted at any time.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from contentops.errors import ContentopsError, UsageError
from contentops.workspace.cache import CACHE
from contentops.workspace.write import write_text

_TIMEOUT = 30
"""Seconds: reading one file takes milliseconds, unless the repository stands on a lost network drive."""
# A hook, or an editor's terminal, may name another repository than the one that the workspace lies in.
_MISLEADING = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY",
               "GIT_NAMESPACE")  # fmt: skip
_COMPARE_FILES = "compare two files instead: `contentops diff OLD.yaml NEW.yaml`"


class NoRepositoryError(ContentopsError):
    """The workspace is not in a git repository that has a commit, or there is no git."""


def path_before_plan(period: str) -> str:
    """Where, below the workspace, the calendar of `period` is kept as it stood before the last plan."""
    return (CACHE / "before-plan" / f"{period}.yaml").as_posix()


def keep_before_plan(root: Path, period: str, text: str) -> None:
    """Keep the calendar that a new plan has replaced. A workspace that cannot be written to stays as it is."""
    with suppress(OSError, ContentopsError):
        write_text(root / path_before_plan(period), text)


@dataclass(frozen=True, slots=True)
class Revision:
    """A commit, and the name by which somebody asked for it."""

    name: str
    commit: str


def find_revision(root: Path, name: str) -> Revision:
    """The commit that `name` (a branch, a tag, `HEAD~3`, a hash) means in the repository around `root`.

    Raises `ContentopsError` without git, outside a repository, or when there is no such commit.
    """
    if not name or name.startswith("-") or any(mark in name for mark in "\0\n"):
        raise UsageError(f"{name!r} names no git revision", hint="write a branch, a tag, a commit or HEAD~1")
    inside = run_git(root, "rev-parse", "--is-inside-work-tree")
    if inside.returncode:
        said = inside.stderr.decode(errors="replace").strip()
        if "not a git repository" in said:
            raise NoRepositoryError(f"{root} is not in a git repository", hint=_COMPARE_FILES)
        raise ContentopsError(f"git cannot read the repository of {root}: {_first_line(said)}")
    found = run_git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    if found.returncode:
        if run_git(root, "rev-parse", "--verify", "--quiet", "HEAD").returncode:
            raise NoRepositoryError(
                "the git repository has no commit yet",
                hint=f"commit the calendars first, or {_COMPARE_FILES}",
            )
        raise ContentopsError(
            f"there is no git revision {name}",
            hint="`git log --oneline -- calendars` lists those of the plans",
        )
    return Revision(name, found.stdout.decode("ascii").strip())


def read_at(root: Path, revision: Revision, relative: str) -> bytes | None:
    """The content of the file `relative` to `root` in a revision; None when it does not have that file."""
    listed = run_git(root, "ls-tree", "-z", revision.commit, relative)
    fields = listed.stdout.partition(b"\t")[0].split()
    if listed.returncode or len(fields) != 3 or fields[1] != b"blob":
        return None
    found = run_git(root, "cat-file", "blob", fields[2].decode("ascii"))
    if found.returncode:
        said = _first_line(found.stderr.decode(errors="replace"))
        raise ContentopsError(f"git cannot read {relative} in {revision.name}: {said}")
    return found.stdout


def run_git(root: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Run git in `root`; a code other than 0 is for the caller to read."""
    program = shutil.which("git")
    if program is None:
        raise NoRepositoryError("git is not installed (or not on the PATH)", hint=_COMPARE_FILES)
    environment = {name: value for name, value in os.environ.items() if name not in _MISLEADING}
    environment |= {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}
    try:
        return subprocess.run(  # noqa: S603  a list of arguments without a shell; names are checked above
            [program, *arguments],
            cwd=root,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=_TIMEOUT,
        )
    except subprocess.TimeoutExpired:
        raise ContentopsError(f"git gave no answer within {_TIMEOUT} seconds in {root}") from None


def _first_line(said: str) -> str:
    return said.splitlines()[0] if said else "no reason given"
