"""The files of a run of `contentops lint`: which they are, and linting them, from the cache and with all cores."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from contentops.errors import ContentopsError, UsageError
from contentops.lint.run import Linted, PlannedDraft, RunSettings, Task, draft_fields, lint_file, unreadable

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from contentops.problem import Problem
    from contentops.workspace.lint_cache import ResultCache
    from contentops.workspace.lint_plan import LintPlan

STDIN = "-"
DRAFTS = "drafts"

WORTH_PROCESSES = 2_000_000
"""Bytes of text still to be linted from which on `--jobs auto` starts processes, one for each core that is free.

Measured on two cores: starting two costs 0.15 s of processor time, and what they find has to come back; two
megabytes of drafts take three seconds. Where others use the cores, processes only add their cost.
"""

_BATCH = 32_000_000
_CHUNKS = 4


class Files(NamedTuple):
    """What to lint: files and folders, or `-`, and what standard input is called.

    `output` is the file that the report of this run replaces, which is not linted itself.
    """

    targets: tuple[str, ...]
    stdin_filename: str
    output: Path | None = None


def find_targets(paths: Sequence[str] | None, root: Path | None) -> tuple[str, ...]:
    """What the command line names, or the drafts of the workspace."""
    if paths:
        return tuple(paths)
    if root is None:
        raise UsageError(
            "no PATH and no workspace here", hint="name the files to lint, or - for standard input"
        )
    drafts = root / DRAFTS
    if not drafts.is_dir():
        raise ContentopsError(f"there is no {DRAFTS}/ in {root}", hint="name the files to lint")
    return (os.path.relpath(drafts),)


def read_tasks(files: Files, root: Path | None) -> Iterator[Task | Linted]:
    """Each file once, in the order asked for; one that cannot be read is a result already.

    What was passed over in the folders is told at the end.
    """
    from contentops.workspace.texts import Unread, find_texts

    find_planned = PlannedDrafts(root)
    unread = Unread()
    seen: set[str] = set()
    for target in files.targets:
        if target == STDIN:
            yield Task(files.stdin_filename, sys.stdin.buffer.read())
            continue
        for path in find_texts(Path(target), unread):
            shown = path.as_posix()
            if shown in seen or (files.output is not None and _is_same(path, files.output)):
                continue
            seen.add(shown)
            content = _read(path)
            if isinstance(content, bytes):
                yield Task(shown, content, find_planned(content))
            else:
                yield Linted(shown, problem=content)
    for folder, why in unread.closed:
        yield Linted(folder.as_posix(), problem=unreadable(folder.as_posix(), f"cannot be read: {why}"))
    if unread.kinds or unread.special or unread.links:
        from contentops.cli.lint_unread import tell_unread

        tell_unread(unread)


def _read(path: Path) -> "bytes | Problem":
    from contentops.workspace.texts import why_no_text

    why = why_no_text(path)
    if why:
        return unreadable(path.as_posix(), f"cannot be read: it is {why}")
    try:
        return path.read_bytes()
    except OSError as error:
        return unreadable(path.as_posix(), f"cannot be read: {error.strerror or error}")


def _is_same(path: Path, other: Path) -> bool:
    try:
        return path.samefile(other)
    except OSError:
        return False


class PlannedDrafts:
    """What the workspace's calendars say of a draft; they are read when the first draft is."""

    def __init__(self, root: Path | None) -> None:
        self._root = root
        self._plan: LintPlan | None = None

    def __call__(self, content: bytes) -> PlannedDraft | None:
        """What is planned for a draft, which its front matter names; None for other texts."""
        if self._root is None:
            return None
        fields = draft_fields(content)
        if not fields.get("item"):
            return None
        if self._plan is None:
            from contentops.workspace.lint_plan import load_lint_plan

            self._plan = load_lint_plan(self._root)
        return self._plan.find_by_fields(fields)


class Linter:
    """Lints files in order: results that are known come from `cache`, the others from here or from processes.

    `load_settings` is called when the first file really has to be linted.
    """

    def __init__(
        self, load_settings: Callable[[], RunSettings], cache: "ResultCache | None", jobs: int
    ) -> None:
        self._load_settings = load_settings
        self._cache = cache
        self._jobs = jobs
        self._settings: RunSettings | None = None
        self._pool: Executor | None = None

    def settings(self) -> RunSettings:
        """What the run uses, lists and all."""
        if self._settings is None:
            self._settings = self._load_settings()
        return self._settings

    def lint(self, tasks: Iterable[Task | Linted]) -> Iterator[Linted]:
        """The results, in the order of the tasks whatever the number of processes."""
        try:
            for batch in _batches(tasks):
                yield from self._lint_batch(batch)
        finally:
            if self._pool is not None:
                self._pool.shutdown(wait=True, cancel_futures=True)
                self._pool = None
            if self._cache is not None:
                self._cache.save()

    def _lint_batch(self, batch: list[Task | Linted]) -> Iterator[Linted]:
        known: dict[int, Linted] = {}
        keys: dict[int, bytes] = {}
        for number, task in enumerate(batch):
            if isinstance(task, Linted):
                known[number] = task
            elif self._cache is not None:
                keys[number] = self._cache.key(task.path, task.content, task.planned)
                found = self._cache.get(keys[number], task.path, task.content)
                if found is not None:
                    known[number] = found
        missing = [(number, task) for number, task in enumerate(batch) if number not in known]
        tasks = [task for _, task in missing if isinstance(task, Task)]
        for (number, _), linted in zip(missing, self._lint_all(tasks), strict=True):
            known[number] = linted
            if self._cache is not None:
                self._cache.put(keys[number], linted)
        for number in range(len(batch)):
            yield known.pop(number)

    def _lint_all(self, tasks: list[Task]) -> Iterator[Linted]:
        jobs = self._jobs or _processes_for(tasks)
        if jobs < 2 or len(tasks) < 3:
            settings = self.settings() if tasks else None
            for task in tasks:
                if settings is not None:
                    yield lint_file(task, settings)
            return
        # The first file is linted here, so that the processes begin with all that was imported and built for it.
        yield lint_file(tasks[0], self.settings())
        yield from self._lint_with_processes(tasks[1:], jobs)

    def _lint_with_processes(self, tasks: list[Task], jobs: int) -> Iterator[Linted]:
        from concurrent.futures.process import BrokenProcessPool

        if self._pool is None:
            # Both languages' terms are made ready here, whatever the first file was, and not in each process.
            lint_file(Task("", "中文。\n\nEnglish.\n"), self.settings())
            self._pool = _start_pool(jobs, self.settings())
        size = max(sum(len(task.content) for task in tasks) // (jobs * _CHUNKS), 1)
        try:
            for results in self._pool.map(_lint_chunk, _chunks(tasks, size)):
                yield from results
        except BrokenProcessPool:
            message = "a process of the linter was ended from outside, perhaps for want of memory"
            raise ContentopsError(message, hint="try again with --jobs 1") from None


def _batches(tasks: Iterable[Task | Linted]) -> Iterator[list[Task | Linted]]:
    """Tasks to hold in memory at once."""
    batch: list[Task | Linted] = []
    size = 0
    for task in tasks:
        batch.append(task)
        size += len(task.content) if isinstance(task, Task) else 0
        if size >= _BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _chunks(tasks: Sequence[Task], size: int) -> Iterator[list[Task]]:
    chunk: list[Task] = []
    filled = 0
    for task in tasks:
        chunk.append(task)
        filled += len(task.content)
        if filled >= size:
            yield chunk
            chunk, filled = [], 0
    if chunk:
        yield chunk


def _processes_for(tasks: Sequence[Task]) -> int:
    if len(tasks) < 2 or sum(len(task.content) for task in tasks) < WORTH_PROCESSES:
        return 1
    return min(free_cores(), len(tasks))


def available_cores() -> int:
    """The cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def free_cores() -> int:
    """The cores that nobody else is using, at least one."""
    return max(available_cores() - round(_others_running()), 1)


def _others_running() -> float:
    """How many other processes want a core: on average of the last minute or, where it is less, just now."""
    try:
        average = os.getloadavg()[0]
    except (OSError, AttributeError):  # not on every system
        return 0
    try:
        running = Path("/proc/loadavg").read_text(encoding="ascii").split()[3]
        return min(average, int(running.partition("/")[0]) - 1)  # this process runs too
    except (OSError, ValueError, IndexError):
        return average


def _start_pool(jobs: int, settings: RunSettings) -> "Executor":
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    # A forked process has the program and the lists already; elsewhere they are sent to it.
    method = "fork" if sys.platform == "linux" else "spawn"
    context = multiprocessing.get_context(method)
    return ProcessPoolExecutor(jobs, mp_context=context, initializer=_start_process, initargs=(settings,))


_process_settings: list[RunSettings] = []


def _start_process(settings: RunSettings) -> None:
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process says that it was interrupted
    _process_settings[:] = [settings]


def _lint_chunk(tasks: list[Task]) -> list[Linted]:
    [settings] = _process_settings
    results = [lint_file(task, settings) for task in tasks]
    return [linted if linted.findings or linted.silenced else linted._replace(text="") for linted in results]
