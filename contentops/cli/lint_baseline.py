"""`contentops lint --baseline`: old findings do not count, and entries that are no longer found are told."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from contentops.errors import ContentopsError, UsageError
from contentops.lint.baseline import Baseline, BrokenBaseline, Key, find_keys, parse_baseline, render_baseline
from contentops.problem import harmless
from contentops.workspace.write import write_bytes, write_text

if TYPE_CHECKING:
    from contentops.lint.finding import Finding
    from contentops.lint.reporters.report import Suppressed
    from contentops.lint.run import Linted

_MOST_STALE = 20
_MOST_COPIES = 100
_SUFFIXES = (".json", "")
"""Names of files that may be a baseline which was damaged, and are written anew."""


class BaselineFile:
    """A baseline on disk. Paths in it are relative to its folder, so that it is the same for everybody."""

    def __init__(self, path: Path, *, may_be_new: bool) -> None:
        self.path = path
        self._folder = os.path.realpath(path.parent)
        self.counts: dict[Key, int] = {}
        self.broken = b""
        """What the file holds when it is no baseline and is about to be written anew."""
        content = b""
        try:
            content = path.read_bytes()
            self.counts = parse_baseline(_decode(content, path), str(path))
        except FileNotFoundError:
            if not may_be_new:
                hint = f"write it with `contentops lint --baseline {path} --write-baseline`"
                raise ContentopsError(f"there is no baseline {path}", hint=hint) from None
        except OSError as error:
            raise ContentopsError(f"cannot read the baseline {path}: {error.strerror or error}") from None
        except BrokenBaseline:
            if not may_be_new:
                raise
            if path.suffix.lower() not in _SUFFIXES:  # somebody's text or calendar, and a slip
                raise UsageError(
                    f"--baseline names {path}, which is not a baseline",
                    hint="nothing was written; name another file",
                ) from None
            self.broken = content

    def name(self, shown: str) -> str:
        """What the baseline calls the file that findings call `shown`."""
        try:
            return Path(os.path.relpath(os.path.realpath(shown), self._folder)).as_posix()
        except ValueError:  # on another drive
            return shown

    def keys(self, shown: str, findings: Sequence[Finding], text: str) -> list[Key]:
        """The keys of findings in one file."""
        return find_keys(self.name(shown), findings, text)

    def new_findings(self, shown: str) -> Callable[[Sequence[Finding], str], list[Finding]]:
        """What leaves the old findings of one file out of its findings."""
        name = self.name(shown)
        counts = {key: times for key, times in self.counts.items() if key.path == name}

        def leave_out(findings: Sequence[Finding], text: str) -> list[Finding]:
            claimed = Baseline(counts).claim(self.keys(shown, findings, text))
            return [found for found, is_old in zip(findings, claimed, strict=True) if not is_old]

        return leave_out

    def is_gone(self, name: str) -> bool:
        """Whether the file that the baseline calls `name` is no longer there."""
        return not os.path.lexists(os.path.join(self._folder, name))  # noqa: PTH118  a name may be no path here


def _decode(content: bytes, path: Path) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        column = error.start - content.rfind(b"\n", 0, error.start)
        hint = "save it as UTF-8, or write it anew with --write-baseline, which keeps a copy"
        raise BrokenBaseline(f"{path}:{line}:{column}: not UTF-8 text", hint=hint) from None


def _keep_copy(path: Path, content: bytes) -> Path:
    """Write `content` beside `path` under a name that nothing has yet."""
    for number in range(1, _MOST_COPIES):
        copy = path.with_name(f"{path.name}.old{number if number > 1 else ''}")
        if not os.path.lexists(copy):
            write_bytes(copy, content, expected=None)
            return copy
    raise ContentopsError(f"too many copies of {path}", hint=f"remove {path.name}.old and the like")


def apply_baseline(baseline: BaselineFile, results: list[Linted]) -> tuple[list[Linted], list[Suppressed]]:
    """The results without the old findings, and these. Tells entries that are no longer found."""
    from contentops.lint.reporters.report import Suppressed

    old = Baseline(baseline.counts)
    keys = [baseline.keys(linted.path, linted.findings, linted.text) for linted in results]
    claimed = [old.claim(of_file) for of_file in keys]
    kept: list[Linted] = []
    accepted: list[Suppressed] = []
    for linted, of_file, is_old in zip(results, keys, claimed, strict=True):
        unclaimed = [number for number, was_old in enumerate(is_old) if not was_old]
        renamed = old.claim_renamed([of_file[number] for number in unclaimed], baseline.is_gone)
        new = {number for number, was_old in zip(unclaimed, renamed, strict=True) if not was_old}
        accepted += [
            Suppressed(found, in_baseline=True) for n, found in enumerate(linted.findings) if n not in new
        ]
        kept.append(linted._replace(findings=tuple(linted.findings[number] for number in sorted(new))))
    _tell_stale(baseline, old, _judged(baseline, results))
    return kept, accepted


def _judged(baseline: BaselineFile, results: Sequence[Linted]) -> Callable[[str], bool]:
    """A run says something of the files it has linted, and of those that are gone."""
    linted = {baseline.name(one.path) for one in results if one.problem is None}
    return lambda name: name in linted or baseline.is_gone(name)


def _tell_stale(baseline: BaselineFile, old: Baseline, is_judged: Callable[[str], bool]) -> None:
    stale = old.stale(is_judged)
    for entry in stale[:_MOST_STALE]:
        key = entry.key
        what = key.text or key.rule
        times = f" {entry.times} times" if entry.times > 1 else ""
        message = f"{key.path} no longer has {' '.join(what.split())} ({key.list or key.rule}){times}"
        typer.echo(f"{baseline.path}: note: {message}", err=True)
    if len(stale) > _MOST_STALE:
        typer.echo(f"{baseline.path}: note: and {len(stale) - _MOST_STALE} more", err=True)
    if stale:
        noun = "entry is" if len(stale) == 1 else "entries are"
        typer.echo(
            f"{baseline.path}: {len(stale)} {noun} out of date; --write-baseline takes them out", err=True
        )


def write_baseline(baseline: BaselineFile, results: Sequence[Linted]) -> None:
    """Write what was found; what the baseline has of files that this run did not look at stays."""
    is_judged = _judged(baseline, results)
    keys = [key for linted in results for key in baseline.keys(linted.path, linted.findings, linted.text)]
    kept: Mapping[Key, int] = {key: n for key, n in baseline.counts.items() if not is_judged(key.path)}
    keys += [key for key, times in kept.items() for _ in range(times)]
    if baseline.broken:
        copy = _keep_copy(baseline.path, baseline.broken)
        message = (
            f"{baseline.path}: note: it was not a baseline, and is written anew; what it held is in {copy}"
        )
        typer.echo(harmless(message), err=True)
    write_text(Path(os.path.realpath(baseline.path)), render_baseline(keys))
    files = len({key.path for key in keys})
    findings = "1 finding" if len(keys) == 1 else f"{len(keys)} findings"
    in_files = "1 file" if files == 1 else f"{files} files"
    typer.echo(f"{baseline.path}: {findings} in {in_files}", err=True)
