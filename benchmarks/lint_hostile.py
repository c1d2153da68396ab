"""What hostile texts cost the linter: `python benchmarks/lint_hostile.py [--size 200000] [--only NAME] [--large]`.

Each text of `hostile_texts.py` is linted with all packs, as Markdown, in a process of its own: seconds, microseconds
a character, the peak of memory above the empty process, and by how much the time grows when the text is four
times as long (4 is linear, 16 quadratic). `--large` takes what people ask about: a line of 100 MB, and 100,000
nested quotes, brackets and tags.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import sys
import time
from multiprocessing.connection import Connection
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.hostile_texts import SHAPES, Shape
from contentops.lint import lint_text
from contentops.lint.packs import PACKS, load_pack

LARGE: dict[str, tuple[str, int]] = {
    "a line of 100 MB of prose": ("one line of quiet prose", 60_000_000),
    "a line of 100 MB of one letter": ("one line of one letter", 100_000_000),
    "100,000 nested quotes": ("nested quotes", 200_000),
    "100,000 nested brackets": ("nested brackets", 200_000),
    "100,000 nested tags": ("nested tags", 1_100_000),
}
GROWTH = 4


def _lint(text: str, sender: Connection) -> None:
    lists = [load_pack(name) for name in PACKS]
    lint_text("最佳 best", lists)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.perf_counter()
    findings = lint_text(text, lists)
    seconds = time.perf_counter() - began
    exact = all(text[found.start : found.end] == found.text for found in findings)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    sender.send((seconds, peak / 1024, len(findings), exact))


def measure(shape: Shape, size: int) -> tuple[int, float, float, int, bool]:
    """Length, seconds, MiB, number of findings and whether every place was exact."""
    text = shape(size)
    receiver, sender = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.get_context("fork").Process(target=_lint, args=(text, sender))
    process.start()
    sender.close()
    try:
        seconds, peak, count, exact = receiver.recv()
    except EOFError:
        raise SystemExit(f"the process ended with exit code {process.exitcode}") from None
    process.join()
    return len(text), seconds, peak, count, exact


def main() -> None:
    """Print a line for each text."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--size", type=int, default=50_000)
    parser.add_argument("--only", default="")
    parser.add_argument("--large", action="store_true")
    options = parser.parse_args()
    print(f"{'text':34} {'characters':>11} {'s':>8} {'us/char':>8} {'MiB':>6} {'findings':>9}  grows")
    if options.large:
        for name, (shape, size) in LARGE.items():
            if options.only in name:
                _print(name, *measure(SHAPES[shape], size), None)
        return
    slow = []
    for name, shape_of in SHAPES.items():
        if options.only not in name:
            continue
        small = measure(shape_of, options.size // GROWTH)
        found = measure(shape_of, options.size)
        growth = found[1] / small[1] * GROWTH / (found[0] / small[0]) if small[1] > 0.005 else None
        _print(name, *found, growth)
        if growth is not None and growth > 2 * GROWTH:
            slow.append(name)
    print(f"more than linear: {', '.join(slow) or 'none'}")


def _print(
    name: str, length: int, seconds: float, peak: float, count: int, exact: bool, growth: float | None
) -> None:
    grown = f"x{growth:.1f}" if growth is not None else ""
    per = seconds / length * 1e6
    wrong = "" if exact else "  A PLACE IS WRONG"
    print(
        f"{name:34} {length:11,} {seconds:8.2f} {per:8.2f} {peak:6.0f} {count:9,}  {grown}{wrong}", flush=True
    )


if __name__ == "__main__":
    main()
