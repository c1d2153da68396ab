"""How long each format of a calendar takes, what memory it needs, how large its files are.

`python benchmarks/render_speed.py [--items 1000] [--language zh] [--format ics]` plans the demo workspace's quarter
and repeats its entries, with their reasons, waves, work and reviews, until there are as many as asked for. Each
format is rendered in a process of its own: seconds and processor time include the import of what the format needs,
`peak` is the most memory that process held while rendering, `more` how much more that is than before. `ics again`
renders the feeds a second time, with all of the first to compare with, which is what every plan but the first does.
Needs Linux: it reads the memory from /proc.
"""

from __future__ import annotations

import argparse
import gc
import json
import pickle
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from contentops.models.base import Language
from contentops.models.calendar import Calendar, Entry
from contentops.models.period import parse_period
from contentops.render.edition import Edition
from contentops.render.formats import FORMATS, render_files

TODAY, QUARTER = date(2026, 11, 22), parse_period("2027-Q1")
AGAIN = "ics again"


def build_edition(count: int, language: Language) -> Edition:
    """The demo's planned quarter, repeated until it has `count` entries, each of an item of its own."""
    from contentops.schedule.planning import plan_period
    from contentops.workspace.load import load_workspace
    from contentops.workspace.scaffold import scaffold_files, write_workspace

    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "demo"
        write_workspace(root, scaffold_files(language, QUARTER, TODAY))
        workspace = load_workspace(root).workspace
        if workspace is None:
            raise SystemExit("the demo workspace does not load")
        calendar = plan_period(workspace, QUARTER, TODAY, effort="quick")
    entries, items = [], dict(workspace.items)
    for number in range(count):
        entry = calendar.entries[number % len(calendar.entries)]
        turn = number // len(calendar.entries)
        base, at, occurrence = entry.item.partition("@")
        name = f"{base}-{turn}" if turn else base
        items[name] = workspace.items[base].model_copy(update={"id": name})
        entries.append(_moved(entry, f"{name}{at}{occurrence}", turn))
    entries.sort(key=lambda entry: (entry.publish, entry.item))
    return Edition(calendar.model_copy(update={"entries": entries}), replace(workspace, items=items))


def _moved(entry: Entry, name: str, turn: int) -> Entry:
    """The entry as another one, some weekdays of the quarter later."""
    first, last = QUARTER.first, QUARTER.last
    length = (last - first).days + 1
    later = timedelta(days=(entry.publish - first).days + 7 * turn) % timedelta(days=length) + timedelta(
        days=(first - entry.publish).days
    )
    return entry.model_copy(
        update={
            "item": name,
            "title": f"{entry.title} {turn}" if turn else entry.title,
            "publish": entry.publish + later,
            "channels": [wave.model_copy(update={"date": wave.date + later}) for wave in entry.channels],
            "tasks": [
                task.model_copy(update={"start": task.start + later, "end": task.end + later})
                for task in entry.tasks
            ],
        }
    )


def measure(path: Path, name: str) -> dict[str, float]:
    """Render one format in this process: seconds, memory in MB, files, and their size in MB."""
    edition: Edition = pickle.loads(path.read_bytes())  # noqa: S301  what this program wrote a moment ago
    if name == AGAIN:
        edition, name = replace(edition, earlier=render_files(edition, "ics")), "ics"
    gc.collect()
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # forgets the peak so far
    before, start, used = _memory("VmRSS"), time.perf_counter(), time.process_time()
    files = render_files(edition, name)
    seconds, used, peak = time.perf_counter() - start, time.process_time() - used, _memory("VmHWM")
    return {
        "seconds": seconds, "cpu": used, "peak": peak, "more": peak - before, "files": len(files),
        "size": sum(map(len, files.values())) / 1e6, "largest": max(map(len, files.values())) / 1e6,
    }  # fmt: skip


def _memory(name: str) -> float:
    """MB that the kernel says this process holds (`VmRSS`) or has held at most (`VmHWM`)."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) / 1e3 for line in lines if line.startswith(f"{name}:"))


def main() -> None:
    """Print a line for each format."""
    parser = argparse.ArgumentParser(description="Seconds, memory and sizes of every format.")
    parser.add_argument("--items", type=int, default=1000)
    parser.add_argument("--language", choices=["zh", "en"], default="zh")
    parser.add_argument("--format", action="append", choices=[*FORMATS, AGAIN], dest="formats")
    parser.add_argument("--measure", nargs=2, metavar=("FILE", "FORMAT"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(measure(Path(options.measure[0]), options.measure[1])))
        return
    edition = build_edition(options.items, options.language)
    calendar: Calendar = edition.calendar
    waves = sum(len(entry.channels) for entry in calendar.entries)
    tasks = sum(len(entry.tasks) for entry in calendar.entries)
    print(
        f"{len(calendar.entries)} entries, {waves} waves, {tasks} pieces of work and reviews, {options.language}"
    )
    print(
        f"{'format':<10} {'seconds':>8} {'peak MB':>8} {'more MB':>8} {'files':>6} {'size MB':>8} {'largest':>8}"
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "edition"
        path.write_bytes(pickle.dumps(edition))
        for name in options.formats or [*FORMATS, AGAIN]:
            command = [sys.executable, "-m", "benchmarks.render_speed", "--measure", str(path), name]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            if done.returncode:
                raise SystemExit(done.stderr)
            row = json.loads(done.stdout)
            print(
                f"{name:<10} {row['seconds']:8.2f} {row['cpu']:6.2f} {row['peak']:8.0f} {row['more']:8.0f} "
                f"{row['files']:6d} {row['size']:8.2f} {row['largest']:8.2f}"
            )


if __name__ == "__main__":
    main()
