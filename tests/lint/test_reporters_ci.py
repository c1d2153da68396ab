"""The pre-commit hook and the GitHub Action say what the command line really takes."""

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

from contentops.lint.inputs import SUFFIXES
from contentops.lint.reporters import REPORTERS

ROOT = Path(__file__).resolve().parents[2]
Run = Callable[..., Any]


@pytest.fixture
def drafts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "a b.md").write_text("我们是最佳平台。\n", encoding="utf-8")
    (tmp_path / "fine.md").write_text("我们的平台让数据留在本地。\n", encoding="utf-8")
    (tmp_path / "-dash.md").write_text("全国首家。\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def hook() -> dict[str, Any]:
    [found] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def test_the_hook_runs_on_the_names_it_is_given(contentops: Run, drafts: Path) -> None:
    program, *arguments = shlex.split(hook()["entry"])
    assert program == "contentops"
    assert contentops(*arguments, "fine.md").code == 0
    failing = contentops(*arguments, "fine.md", "a b.md")
    assert failing.code == 1
    assert failing.out.startswith("a b.md:1:4: error: 最佳")
    assert contentops(*arguments, "--fail-on", "warning", "fine.md", "a b.md").code == 1


def test_the_hook_is_run_on_every_kind_of_file_and_no_other() -> None:
    files = re.compile(hook()["files"])
    assert all(files.search(f"drafts/a{suffix}") for suffix in SUFFIXES)
    assert files.search("READ.MD")
    assert not any(files.search(name) for name in ("a.py", "a.yaml", "md", "a.mdx", "a.md.bak"))
    assert hook()["language"] == "python"
    assert set(hook()) == {"id", "name", "description", "entry", "language", "files", "require_serial"}


def action() -> dict[str, Any]:
    read = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    assert isinstance(read, dict)
    return read


def lint_step() -> dict[str, Any]:
    step = action()["runs"]["steps"][-1]
    assert isinstance(step, dict)
    return step


def act(folder: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """Run the last step of the action as the runner does, with these inputs."""
    given = {name: values["default"] for name, values in action()["inputs"].items()} | inputs
    step = lint_step()
    environment = {
        name: re.sub(r"\$\{\{ inputs\.([a-z-]+) \}\}", lambda match: given[match[1]], value)
        for name, value in step["env"].items()
    }
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
        cwd=folder,
        env={**os.environ, **environment, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_every_input_is_used_and_no_script_has_one_in_it() -> None:
    used = set(re.findall(r"inputs\.([a-z-]+)", yaml.safe_dump(action()["runs"])))
    assert used == set(action()["inputs"])
    for step in action()["runs"]["steps"]:
        assert "${{" not in step.get("run", "")
    for name, values in action()["inputs"].items():
        assert values["description"].endswith("."), name


def test_the_options_of_the_action_are_those_of_the_command(contentops: Run) -> None:
    options = set(re.findall(r"--[a-z][a-z-]+", lint_step()["run"]))
    assert options == {"--format", "--fail-on", "--output"}
    shown = contentops("lint", "--help").out
    assert all(option in shown for option in options)
    assert action()["inputs"]["format"]["default"] in REPORTERS


def test_the_action_annotates_and_fails(drafts: Path) -> None:
    done = act(drafts, paths="a b.md\nfine.md\n")
    assert done.returncode == 1, done.stderr
    assert done.stdout.startswith("::error file=a b.md,line=1,col=4,endColumn=6,title=taboo-word/")
    assert act(drafts, paths="fine.md").returncode == 0


def test_paths_and_inputs_of_the_action_are_never_options_or_commands(drafts: Path) -> None:
    assert act(drafts, paths="-dash.md").returncode == 0
    assert "file=-dash.md" in act(drafts, paths="-dash.md").stdout
    assert act(drafts, paths="-dash.md", **{"fail-on": "warning"}).returncode == 1
    assert act(drafts, paths="$(touch hacked); touch hacked").returncode == 2
    assert not (drafts / "hacked").exists()


def test_the_action_writes_a_report(drafts: Path) -> None:
    done = act(drafts, paths="a b.md", format="sarif", output="lint.sarif", args="--disable\n最佳")
    assert done.returncode == 0, done.stderr
    assert '"results": []' in (drafts / "lint.sarif").read_text(encoding="utf-8")
