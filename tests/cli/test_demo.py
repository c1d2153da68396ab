"""`demo`, help and the error boundary, as a person meets them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from contentops import __version__
from contentops.cli.app import COMMANDS
from tests.conftest import Outcome

Run = Callable[..., Outcome]
TODAY = ("--today", "2026-11-22")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_demo_shows_the_whole_loop_and_what_it_names_exists(
    contentops: Run, tmp_path: Path, lang: str
) -> None:
    root = tmp_path / "demo"
    outcome = contentops("demo", root, "--lang", lang, *TODAY)
    assert outcome.code == 0, outcome.err
    drafts = [line.strip() for line in outcome.out.splitlines() if line.startswith("  drafts/")]
    assert len(drafts) == 5
    page = (root / "calendars/2027-Q1.html").read_text(encoding="utf-8")
    assert all(f"../{draft}" in page for draft in drafts), "the page links to the drafts"
    assert all("(unchanged)" in line for line in contentops("render", "2027-Q1", "-C", root).out.splitlines())
    assert all((root / draft).is_file() for draft in drafts)
    plan = json.loads((root / "calendars/2027-Q1.json").read_text(encoding="utf-8"))
    assert f"{len(plan['entries'])} publications, {len(plan['unscheduled'])} that do not fit" in outcome.out
    assert len(plan["entries"]) >= 40
    assert "5 files: nothing found" in outcome.out
    assert contentops("lint", "-C", root, *(str(root / draft) for draft in drafts)).code == 0


def test_demo_does_not_touch_what_is_there(contentops: Run, tmp_path: Path) -> None:
    (tmp_path / "contentops.yaml").write_text("mine")
    outcome = contentops("demo", tmp_path, *TODAY)
    assert outcome.code == 2
    assert "nothing was written" in outcome.err
    assert (tmp_path / "contentops.yaml").read_text() == "mine"


def test_help_names_every_command_without_loading_one() -> None:
    script = (
        "import sys\nfrom contentops.cli.app import run\nrun(['--help'])\n"
        "loaded = [m for m in ('pydantic', 'yaml', 'jinja2', 'holidays', 'openpyxl', 'rich') if m in sys.modules]\n"
        "print('loaded', loaded)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert all(f"\n  {name} " in done.stdout for name in COMMANDS)
    assert done.stdout.endswith("loaded []\n")


def test_lint_of_a_file_loads_no_models_and_no_yaml(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("We follow best practice and are world-leading.\n")
    script = (
        "import sys\nfrom contentops.cli.app import run\nrun(['lint', sys.argv[1]])\n"
        "print('loaded', [m for m in ('pydantic', 'yaml', 'jinja2', 'rich') if m in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", script, path], capture_output=True, text=True, check=True)
    assert "world-leading" in done.stdout
    assert done.stdout.endswith("loaded []\n")


def test_version(contentops: Run) -> None:
    assert contentops("--version").out == f"contentops {__version__}\n"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(contentops: Run, command: str) -> None:
    outcome = contentops(command, "--help")
    assert outcome.code == 0
    assert f"contentops {command}" in outcome.out
