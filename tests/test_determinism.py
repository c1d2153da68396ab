"""The same workspace gives the same bytes: twice, elsewhere, under another locale, timezone and hash seed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

TODAY = "2026-11-22"
LOOP = (
    ("init", "team", "--lang", "{lang}", "--today", TODAY),
    ("check", "-C", "team", "--today", TODAY, "--json"),
    ("plan", "2027-Q1", "-C", "team", "--today", TODAY, "--effort", "quick", "--json"),
    ("draft", "-C", "team", "--period", "2027-Q1", "--allow-missing", "--today", TODAY, "--json"),
    ("lint", "-C", "team", "--json"),
)


def _run_loop(folder: Path, lang: str, environment: dict[str, str]) -> dict[str, bytes]:
    """Everything the loop writes and prints, by relative path."""
    folder.mkdir(parents=True)
    results: dict[str, bytes] = {}
    inherited = {key: value for key, value in os.environ.items() if key in ("PATH", "HOME", "XDG_CACHE_HOME")}
    for number, command in enumerate(LOOP):
        arguments = [part.format(lang=lang) for part in command]
        done = subprocess.run(
            [sys.executable, "-m", "contentops", *arguments],
            cwd=folder, env={**inherited, **environment}, capture_output=True, check=False,
        )  # fmt: skip
        assert done.returncode in (0, 1), done.stderr.decode()
        results[f"stdout {number} {arguments[0]}"] = done.stdout.replace(str(folder).encode(), b"FOLDER")
    for path in sorted(folder.rglob("*")):
        relative = path.relative_to(folder).as_posix()
        if path.is_file() and "/.contentops/cache/" not in relative:
            results[relative] = path.read_bytes()
    return results


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_loop_gives_the_same_bytes_everywhere(tmp_path: Path, lang: str) -> None:
    first = _run_loop(
        tmp_path / "one",
        lang,
        {"TZ": "Asia/Shanghai", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1", "COLUMNS": "80"},
    )
    second = _run_loop(
        tmp_path / "somewhere" / "else é", lang,
        {"TZ": "America/Los_Angeles", "LC_ALL": "C", "PYTHONHASHSEED": "271828", "COLUMNS": "200"},
    )  # fmt: skip
    assert sorted(first) == sorted(second)
    assert [name for name in first if first[name] != second[name]] == []
    assert "team/calendars/2027-Q1.yaml" in first
    assert sum(name.startswith("team/drafts/") for name in first) >= 5
