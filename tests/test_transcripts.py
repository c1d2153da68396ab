"""The pages that show the program at work are run word by word, and show what it really prints.

In a ```console block a line `$ command` (continued by lines `> ...`) is typed into a shell; the lines after it are
what is printed, on stdout and stderr. A line `...` stands for any lines. Each page is one session in an empty folder.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = ("README.md", "README.zh-CN.md", "docs/tutorial.md", "docs/tutorial.zh-CN.md")
MARK = "=== next command ==="


def _transcript(page: Path) -> list[tuple[str, list[str]]]:
    """The commands of a page with the lines it says they print."""
    steps: list[tuple[str, list[str]]] = []
    for block in re.findall(r"^```console\n(.*?)^```", page.read_text(encoding="utf-8"), re.M | re.S):
        for line in block.splitlines():
            if line.startswith("$ "):
                steps.append((line[2:], []))
            elif line.startswith("> ") and not steps[-1][1]:
                steps[-1] = (steps[-1][0] + "\n" + line[2:], [])
            else:
                steps[-1][1].append(line)
    return steps


def _run(commands: list[str], folder: Path) -> list[list[str]]:
    # Commands run one after the other in one shell, so that `cd` and files carry over.
    script = "".join(f"{command}\necho\necho '{MARK}'\n" for command in commands)
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "COLUMNS": "80",
    }
    done = subprocess.run(
        ["bash", "-c", f"exec 2>&1\n{script}"], cwd=folder, env=environment, capture_output=True, check=False
    )
    parts = done.stdout.decode().split(f"\n{MARK}\n")
    return [part.strip("\n").splitlines() for part in parts[:-1]]


def _matches(expected: list[str], printed: list[str]) -> bool:
    pattern = "".join(
        r"(?:.*\n)*?" if line.strip() == "..." else re.escape(line.rstrip()) + r"\n" for line in expected
    )
    return re.fullmatch(pattern, "".join(line.rstrip() + "\n" for line in printed)) is not None


@pytest.mark.parametrize("page", PAGES)
def test_a_page_shows_what_the_program_prints(page: str, tmp_path: Path) -> None:
    steps = _transcript(ROOT / page)
    assert steps, f"{page} shows no console session"
    outputs = _run([command for command, _ in steps], tmp_path)
    assert len(outputs) == len(steps)
    for (command, expected), printed in zip(steps, outputs, strict=True):
        if not _matches(expected, printed):
            # A plain comparison reads better than a pattern that did not match.
            assert [f"$ {command}", *printed] == [f"$ {command}", *expected]
