"""The linter beside others, in one run: `python -m benchmarks.lint_peers [--peers FOLDER]`.

Every program reads the same text (Markdown, Chinese and English, of a fixed seed) for the same terms: textlint with
prh, cspell with its flagged words, autocorrect with its spelling list, proselint with the rules it has, and a
plain Aho-Corasick scan as the floor. They are the user's: install them in a folder of their own,

    npm install textlint textlint-rule-prh cspell autocorrect-node
    python -m venv venv && venv/bin/pip install proselint

and name the folder with `--peers`; programs on the PATH are found too, and what is not there is skipped.

Start-up is the time a program takes for one sentence, with the list; MB/s is what it reads beyond that. Memory is
the peak of the process. Ours is `contentops lint` in a workspace, as users run it, and below it the
Python API at each depth of looking, in one process.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from benchmarks.lint_speed import make_terms, make_text
from contentops.lint import TabooList, lint_text
from contentops.lint.taboo import DISGUISES, Entry

SENTENCE = "这是一句话。One short sentence.\n"
TIMES_TEXTLINT = 20.0
TIMES_SCAN = 4.0
MEMORY_MIB = 200.0


class Run(NamedTuple):
    """What one process took."""

    seconds: float
    mebibytes: float
    failed: str = ""


class Row(NamedTuple):
    """One line of the table."""

    name: str
    start: float | None
    speed: float | None
    mebibytes: float | None
    remark: str = ""


class Peer(NamedTuple):
    """A program: how its list is written into a folder, and how it is called on a file there."""

    name: str
    program: str
    prepare: Callable[[Path, Sequence[str]], None]
    arguments: tuple[str, ...]
    good_codes: tuple[int, ...] = (0, 1)
    share: float = 1.0
    """How much of the text it gets, for the slow ones."""
    most_terms: int = 1_000_000
    """How many terms it gets, for one that takes minutes to start with more."""
    remark: str = ""


def _prepare_textlint(folder: Path, terms: Sequence[str]) -> None:
    rules = [{"expected": "□", "pattern": term} for term in terms]
    (folder / "prh.yml").write_text(json.dumps({"version": 1, "rules": rules}, ensure_ascii=False), "utf-8")
    settings = {"rules": {"prh": {"rulePaths": ["prh.yml"]}}}
    (folder / ".textlintrc.json").write_text(json.dumps(settings), "utf-8")


def _prepare_cspell(folder: Path, terms: Sequence[str]) -> None:
    settings = {
        "version": "0.2",
        "flagWords": list(terms),
        "dictionaries": [],
        "enableFiletypes": ["markdown"],
    }
    (folder / "cspell.json").write_text(json.dumps(settings, ensure_ascii=False), "utf-8")


def _prepare_autocorrect(folder: Path, terms: Sequence[str]) -> None:
    settings = {"rules": {"spellcheck": 1}, "spellcheck": {"words": [f"{term} = □" for term in terms]}}
    (folder / ".autocorrectrc").write_text(json.dumps(settings, ensure_ascii=False), "utf-8")


def _prepare_nothing(folder: Path, terms: Sequence[str]) -> None:
    """The program has rules of its own and takes no list."""


def _prepare_ours(folder: Path, terms: Sequence[str]) -> None:
    (folder / "contentops.yaml").write_text("lint:\n  packs: []\n", "utf-8")
    (folder / "taboo").mkdir()
    (folder / "taboo" / "terms.txt").write_text("\n".join(terms) + "\n", "utf-8")


PEERS = (
    Peer("textlint with prh", "textlint", _prepare_textlint, ("--format", "json"), share=0.1),
    Peer("cspell", "cspell", _prepare_cspell, ("lint", "--no-progress", "--no-cache")),
    Peer(
        "autocorrect",
        "autocorrect",
        _prepare_autocorrect,
        ("--lint", "--format", "json"),
        most_terms=400,
        remark="400 terms",
    ),
    Peer(
        "proselint",
        "proselint",
        _prepare_nothing,
        ("check",),
        (0, 1, 2),
        share=0.1,
        remark="rules of its own",
    ),
)


def run_process(command: Sequence[str], folder: Path, good_codes: Sequence[int], limit: float) -> Run:
    """Run to the end (or to the limit, in seconds); output is thrown away."""
    start = time.perf_counter()
    with (folder / "stderr").open("w+", encoding="utf-8", errors="replace") as errors:
        process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=errors)
        while True:
            done, status, usage = os.wait4(process.pid, os.WNOHANG)
            seconds = time.perf_counter() - start
            if done:
                break
            if seconds > limit:
                process.kill()
                _, status, usage = os.wait4(process.pid, 0)
                process.returncode = -9
                return Run(seconds, usage.ru_maxrss / 1024, f"not done in {limit:.0f} s")
            time.sleep(0.002)
        process.returncode = os.waitstatus_to_exitcode(status)
        errors.seek(0)
        said = errors.read().strip().splitlines()
    failed = (
        "" if process.returncode in good_codes else f"exit code {process.returncode}: {' '.join(said)[:60]}"
    )
    return Run(seconds, usage.ru_maxrss / 1024, failed)


def measure_program(
    name: str, command: Sequence[str], peer: Peer, terms: Sequence[str], text: str, limit: float
) -> Row:
    """Start-up, speed and memory of a program with a list of terms. The first call fills its caches."""
    with tempfile.TemporaryDirectory() as created:
        folder = Path(created)
        peer.prepare(folder, terms[: peer.most_terms])
        (folder / "one.md").write_text(SENTENCE, "utf-8")
        part = text[: int(len(text) * peer.share)]
        (folder / "long.md").write_text(part, "utf-8")
        shorts = [run_process([*command, "one.md"], folder, peer.good_codes, limit) for _ in range(3)]
        start = min(shorts[1:], key=lambda run: run.seconds)
        if start.failed:
            return Row(name, None, None, None, start.failed)
        long = run_process([*command, "long.md"], folder, peer.good_codes, limit)
        if long.failed:
            return Row(name, start.seconds, None, long.mebibytes, long.failed)
    beyond = long.seconds - start.seconds
    speed = len(part.encode()) / 1e6 / beyond if beyond > 0 else None
    return Row(name, start.seconds, speed, long.mebibytes, peer.remark)


def measure_api(terms: Sequence[str], text: str) -> list[Row]:
    """The plain scan, and `lint_text` at each depth of looking: the best of five runs, in this process."""
    size = len(text.encode()) / 1e6
    automaton = AhoCorasick([term.lower() for term in terms])
    lower = text.lower()
    scanned = _best(lambda: automaton.find_matches_as_indexes(lower, overlapping=True))
    rows = [
        Row("plain Aho-Corasick scan", None, size / scanned, None, "no markup, no disguise, one way to write")
    ]
    entries = tuple(Entry((term,), (), "error", "company", "not to be printed") for term in terms)
    lists = [TabooList("benchmark", "benchmark", "", entries)]
    for depth in DISGUISES:
        lint_text(SENTENCE, lists, disguises=depth)
        seconds = _best(lambda depth=depth: lint_text(text, lists, disguises=depth))  # type: ignore[misc]
        rows.append(Row(f"lint_text, disguises {depth}", None, size / seconds, None))
    return rows


def _best(function: Callable[[], object]) -> float:
    times = []
    for _ in range(5):
        start = time.perf_counter()
        function()
        times.append(time.perf_counter() - start)
    return min(times)


def find_program(name: str, folder: Path | None) -> str | None:
    """A program in the peers' folder or on the PATH."""
    if folder is not None:
        for place in (folder / "node_modules" / ".bin", folder / "venv" / "bin", folder / "bin", folder):
            if (place / name).is_file():
                return str((place / name).resolve() if place.name == "bin" else place / name)
    return shutil.which(name)


def measure(terms: Sequence[str], text: str, folder: Path | None, limit: float) -> list[Row]:
    """Every program that is there, ours first."""
    ours = Peer("contentops lint", "contentops", _prepare_ours, ("lint",))
    program = Path(sys.executable).parent / "contentops"
    rows = [measure_program(ours.name, [str(program), *ours.arguments], ours, terms, text, limit)]
    rows += measure_api(terms, text)
    for peer in PEERS:
        found = find_program(peer.program, folder)
        if found is None:
            rows.append(Row(peer.name, None, None, None, "not installed: skipped"))
        else:
            rows.append(measure_program(peer.name, [found, *peer.arguments], peer, terms, text, limit))
    return rows


def render_rows(rows: Sequence[Row]) -> str:
    """The table of one number of terms."""
    lines = [f"{'':<28}{'start, s':>10}{'MB/s':>9}{'MiB':>7}"]
    for row in rows:
        start = f"{row.start:.2f}" if row.start is not None else "-"
        speed = f"{row.speed:.{1 if row.speed >= 1 else 3}f}" if row.speed is not None else "-"
        memory = f"{row.mebibytes:.0f}" if row.mebibytes is not None else "-"
        lines.append(f"{row.name:<28}{start:>10}{speed:>9}{memory:>7}  {row.remark}".rstrip())
    return "\n".join(lines)


def judge(rows: Sequence[Row], count: int) -> tuple[list[str], bool]:
    """The promises, in words, and whether all that could be measured are kept."""
    speeds = {row.name: row.speed for row in rows if row.speed}
    memory = next((row.mebibytes for row in rows if row.name == "contentops lint" and row.mebibytes), 0.0)
    said, kept = [], True
    most, none = (speeds.get(f"lint_text, disguises {depth}", 0.0) for depth in ("thorough", "none"))
    if textlint := speeds.get("textlint with prh"):
        said.append(
            f"{most / textlint:.0f} times textlint with every disguise (at least {TIMES_TEXTLINT:.0f})"
        )
        kept = kept and most / textlint >= TIMES_TEXTLINT
    times = speeds["plain Aho-Corasick scan"] / none if none else float("inf")
    said.append(
        f"the plain scan is {times:.1f} times as fast as lint_text without disguises (at most {TIMES_SCAN:.0f})"
    )
    said.append(f"{memory:.0f} MiB with {count} terms (below {MEMORY_MIB:.0f})")
    return said, kept and times <= TIMES_SCAN and memory < MEMORY_MIB


def main() -> int:
    """Measure and print; 1 when a promise is not kept."""
    parser = argparse.ArgumentParser(description="The linter beside others.")
    parser.add_argument("--peers", type=Path, help="folder where the other programs are installed")
    parser.add_argument("--terms", type=int, nargs="+", default=[2_000, 20_000])
    parser.add_argument("--megabytes", type=float, default=1.0)
    parser.add_argument("--limit", type=float, default=60.0, help="seconds after which a program is stopped")
    options = parser.parse_args()
    every = True
    for count in options.terms:
        terms = make_terms(count, 7)
        text = make_text(options.megabytes, terms, 7)
        rows = measure(terms, text, options.peers, options.limit)
        said, kept = judge(rows, count)
        every = every and kept
        print(f"== {count} terms, {options.megabytes} MB\n\n{render_rows(rows)}\n\n" + "\n".join(said) + "\n")
    return 0 if every else 1


if __name__ == "__main__":
    sys.exit(main())
