"""docs/lint-reports.md shows what the program really prints, on a terminal and in a pipe."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from contentops.lint.reporters import REPORTERS

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "lint-reports.md"
BLOCK = re.compile(r"<!-- (file|output|screen): (.*?) -->\n```\w*\n(.*?)```\n", re.DOTALL)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo terminal")
def test_the_page_shows_real_output(
    contentops: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    kinds = []
    for kind, name, content in BLOCK.findall(PAGE.read_text(encoding="utf-8")):
        kinds.append(kind)
        path = tmp_path / name
        if kind == "file":
            path.parent.mkdir(exist_ok=True)
            path.write_text(content, encoding="utf-8")
        elif kind == "output":
            assert contentops(*shlex.split(name)[1:]).out == content, name
        else:
            assert on_a_terminal(shlex.split(name)[1:], tmp_path) == content, name
    assert kinds.count("output") == 6
    assert kinds.count("screen") == 1


def on_a_terminal(arguments: list[str], folder: Path) -> str:
    """What the command prints on a terminal of 80 columns without colour."""
    import pty

    outer, inner = pty.openpty()
    environment = {**os.environ, "NO_COLOR": "1", "COLUMNS": "80", "TERM": "xterm"}
    program = "import sys; from contentops.cli.app import run; sys.exit(run(sys.argv[1:]))"
    with subprocess.Popen(
        [sys.executable, "-c", program, *arguments],
        cwd=folder,
        env=environment,
        stdout=inner,
        stderr=subprocess.DEVNULL,
    ):
        os.close(inner)
        read = b""
        while True:
            try:
                part = os.read(outer, 65536)
            except OSError:  # how Linux says that the other side is closed
                break
            if not part:
                break
            read += part
    os.close(outer)
    return read.decode().replace("\r\n", "\n")


def test_every_format_is_on_the_page() -> None:
    page = PAGE.read_text(encoding="utf-8")
    table = page.partition("| format |")[2].partition("\n\n")[0]
    assert set(re.findall(r"`([a-z]+)`", table.replace("`columnKind", ""))) == set(REPORTERS)


def test_the_inputs_of_the_action_are_on_the_page() -> None:
    page = PAGE.read_text(encoding="utf-8")
    table = page.partition("| input |")[2].partition("\n\n")[0]
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    assert re.findall(r"^\| `([a-z-]+)`", table, re.MULTILINE) == list(action["inputs"])
