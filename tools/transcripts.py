"""Run the console sessions in our pages, and write what they print into the pages.

In a ```console block a line `$ command` (continued by lines `> ...`) is typed into a shell; the lines after it are
what is printed, on stdout and stderr. A line `...` stands for any lines. Each page is one session in an empty
folder. `python tools/transcripts.py` rewrites the outputs that are no longer right; a test compares.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
PAGES = (
    "README.md",
    "README.zh-CN.md",
    "docs/tutorial.md",
    "docs/tutorial.zh-CN.md",
    "docs/drafts.md",
    "docs/facts.md",
    "docs/variants.md",
    "docs/library.md",
    "docs/word.md",
    "docs/approvals.md",
    "docs/gate.md",
)
_MARK = "=== next command ==="
_BLOCK = re.compile(r"^```console\n(.*?)^```", re.M | re.S)


@dataclass
class Step:
    """A command of a page, and the lines the page says it prints."""

    typed: list[str]
    expected: list[str] = field(default_factory=list)

    @property
    def command(self) -> str:
        """What is given to the shell."""
        return "\n".join(line[2:] for line in self.typed)

    def matches(self, printed: list[str]) -> bool:
        """Whether the page says what was printed."""
        pattern = "".join(
            r"(?:.*\n)*?" if line.strip() == "..." else re.escape(line.rstrip()) + r"\n"
            for line in self.expected
        )
        return re.fullmatch(pattern, "".join(line.rstrip() + "\n" for line in printed)) is not None


def read_steps(block: str) -> list[Step]:
    """The steps of one console block."""
    steps: list[Step] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            steps.append(Step([line]))
        elif line.startswith("> ") and not steps[-1].expected:
            steps[-1].typed.append(line)
        else:
            steps[-1].expected.append(line)
    return steps


def read_page(page: str) -> list[Step]:
    """The steps of all console blocks of a page."""
    text = (ROOT / page).read_text(encoding="utf-8")
    return [step for block in _BLOCK.findall(text) for step in read_steps(block)]


def run_steps(steps: list[Step], folder: Path) -> list[list[str]]:
    """What each step prints, in one shell, so that `cd` and files carry over."""
    script = "".join(f"{step.command}\necho\necho '{_MARK}'\n" for step in steps)
    program = Path(sys.executable).parent
    environment = {**os.environ, "PATH": f"{program}:{os.environ['PATH']}", "COLUMNS": "80"}
    done = subprocess.run(
        ["bash", "-c", f"exec 2>&1\n{script}"], cwd=folder, env=environment, capture_output=True, check=False
    )  # fmt: skip
    parts = done.stdout.decode().split(f"\n{_MARK}\n")
    return [part.strip("\n").splitlines() for part in parts[:-1]]


def _rewrite(page: str) -> None:
    steps = read_page(page)
    with TemporaryDirectory() as folder:
        outputs = iter(run_steps(steps, Path(folder)))

    def block(match: re.Match[str]) -> str:
        lines: list[str] = []
        for step in read_steps(match[1]):
            printed = next(outputs)
            lines += [
                *step.typed,
                *(step.expected if step.matches(printed) else [x.rstrip() for x in printed]),
            ]
        return "```console\n" + "".join(f"{line}\n" for line in lines) + "```"

    path = ROOT / page
    path.write_text(_BLOCK.sub(block, path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    for name in sys.argv[1:] or PAGES:
        _rewrite(name)
