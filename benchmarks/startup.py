"""How long commands take to start, as ratios of `python -c pass` in the same run: `python benchmarks/startup.py`.

The commands alternate with the empty program and the medians are compared, so that a busy machine
slows both. A first round is not counted: it leaves the compiled modules behind, as installing does.
The target is a ratio of at most 8.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 15
TARGET = 8.0

CLEAN = "# 发布说明\n\n本版本支持增量同步，修复了若干问题。详见 [文档](https://example.com/docs)。\n"
FINDINGS = "# 发布说明\n\n我们是**国家**级平台，全球领先，【待补：facts.date】发布。公司荣获“最佳平台”奖。\n"


def run_ms(arguments: list[str], folder: Path) -> float:
    """Milliseconds of one run; the exit code does not matter, a traceback does."""
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, *arguments], cwd=folder, capture_output=True, text=True, check=False
    )
    elapsed = (time.perf_counter() - start) * 1000
    if "Traceback" in done.stderr:
        raise SystemExit(done.stderr)
    return elapsed


def main() -> None:
    """Print the median of each command and its ratio to the empty program."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "clean.md").write_text(CLEAN, encoding="utf-8")
        (folder / "findings.md").write_text(FINDINGS, encoding="utf-8")
        commands = {
            "python -c pass": ["-c", "pass"],
            "contentops --version": ["-m", "contentops", "--version"],
            "contentops --help": ["-m", "contentops", "--help"],
            "contentops lint clean.md": ["-m", "contentops", "lint", "clean.md"],
            "contentops lint findings.md": ["-m", "contentops", "lint", "findings.md"],
        }
        times: dict[str, list[float]] = {command: [] for command in commands}
        for number in range(ROUNDS + 1):
            for command, arguments in commands.items():
                elapsed = run_ms(arguments, folder)
                if number:
                    times[command].append(elapsed)
    base = statistics.median(times["python -c pass"])
    for command, values in times.items():
        median = statistics.median(values)
        verdict = "" if command == "python -c pass" else ("ok" if median / base <= TARGET else "too slow")
        print(f"{command:<30} {median:7.1f} ms {median / base:6.2f} x  {verdict}")


if __name__ == "__main__":
    main()
