"""Processes that end at any moment, and processes that run at once: no draft is lost or half written."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from contentops.cli.app import run
from tests.conftest import Build, settings
from tests.drafts.workspaces import make_files

# Ends the process, without any clean-up, before the n-th call that changes the disk.
KILL = """
import os, shutil, sys
from contentops.cli.app import run
import contentops.cli.draft_write, contentops.drafts.render, contentops.workspace.draft_update
import contentops.workspace.validate

root, log = sys.argv[1], sys.argv[2]

def arm(number):
    calls = 0
    def guard(name, real):
        def call(*args, **kwargs):
            nonlocal calls
            calls += 1
            if calls == number:
                os._exit(9)
            return real(*args, **kwargs)
        setattr(os, name, call)
    for name in ("fsync", "replace", "rename", "link", "unlink", "mkdir", "chmod"):
        guard(name, getattr(os, name))

for number in range(1, 60):
    copy = f"{root}-{number}"
    shutil.copytree(root, copy)
    child = os.fork()
    if child == 0:
        arm(number)
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1); os.dup2(null, 2)
        os._exit(run(["draft", "-C", copy, "event-recap", "customer-case", "--today", "2027-02-04"]))
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    with open(log, "a") as file:
        file.write(f"{number} {status}\\n")
    if status != 9:
        sys.exit(0)
"""


def drafts_of(root: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in (root / "drafts").rglob("*.md")}


def call(root: Path, *arguments: str) -> int:
    return run(["draft", "-C", str(root), *arguments, "--today", "2027-02-04"])


def change_facts(root: Path) -> None:
    path = root / "pools/periodic/items.yaml"
    text = path.read_text(encoding="utf-8")
    assert "Severnside" in text
    path.write_text(text.replace("Severnside", "Severnbank"), encoding="utf-8")


@pytest.fixture
def workspace(build: Build) -> Path:
    """Two drafts, one of them edited, and facts that changed since."""
    root = build(make_files("en", settings()))
    assert call(root, "customer-case") == 0
    path = root / "drafts/2027-Q1/customer-case.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(text + "\nA last word by a person.\n", encoding="utf-8")
    change_facts(root)
    return root


@pytest.mark.skipif(not hasattr(os, "fork"), reason="ends a copy of the process")
def test_a_process_that_ends_at_any_write_loses_nothing(workspace: Path, tmp_path: Path) -> None:
    before = drafts_of(workspace)
    log = tmp_path / "kills"
    subprocess.run([sys.executable, "-c", KILL, str(workspace), str(log)], check=True)
    kills = [line.split() for line in log.read_text(encoding="utf-8").splitlines()]
    assert kills[-1][1] == "0"  # the last one ran to its end
    assert len(kills) >= 15
    finished = drafts_of(Path(f"{workspace}-{kills[-1][0]}"))
    assert "Severnbank" in finished["customer-case.md"]
    assert "A last word by a person." in finished["customer-case.md"]
    for number, status in kills:
        copy = Path(f"{workspace}-{number}")
        if status == "9":
            for name, text in drafts_of(copy).items():
                assert text in (before.get(name), finished[name]), f"half written at {number}"
            assert before.keys() <= drafts_of(copy).keys()
            assert call(copy, "event-recap", "customer-case") == 0
        assert drafts_of(copy) == finished
        shutil.rmtree(copy)


def start(root: Path, *arguments: str) -> subprocess.Popen[str]:
    command = [
        sys.executable,
        "-m",
        "contentops",
        "draft",
        "-C",
        str(root),
        "--json",
        "--today",
        "2027-02-04",
    ]
    return subprocess.Popen(
        [*command, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    )


def test_two_processes_at_once_come_to_one_result(workspace: Path, tmp_path: Path) -> None:
    alone = tmp_path / "alone"
    shutil.copytree(workspace, alone)
    assert call(alone, "event-recap", "customer-case") == 0
    processes = [start(workspace, "event-recap", "customer-case") for _ in range(3)]
    states: list[dict[str, Any]] = []
    for process in processes:
        out, err = process.communicate(timeout=120)
        assert process.returncode == 0, err
        states.append({one["item"]: one["state"] for one in json.loads(out)["drafts"]})
    assert sorted(one["event-recap"] for one in states) == ["unchanged", "unchanged", "written"]
    assert sorted(one["customer-case"] for one in states) == ["merged", "unchanged", "unchanged"]
    assert drafts_of(workspace) == drafts_of(alone)


def test_a_person_who_saves_while_drafts_are_merged_loses_nothing(workspace: Path) -> None:
    path = workspace / "drafts/2027-Q1/customer-case.md"
    text = path.read_text(encoding="utf-8")
    processes = [start(workspace, "customer-case") for _ in range(2)]
    path.write_text(text + "\nA second word.\n", encoding="utf-8")
    for process in processes:
        _, err = process.communicate(timeout=120)
        assert process.returncode == 0, err
    assert call(workspace, "customer-case") == 0
    merged = path.read_text(encoding="utf-8")
    assert "A last word by a person." in merged
    assert "A second word." in merged
    assert "Severnbank" in merged
