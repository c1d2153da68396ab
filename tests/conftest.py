"""What every test may rely on: a fixed environment, and small workspaces built from dicts."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import hypothesis
import pytest

from contentops.cli.app import run
from contentops.yaml_writer import dump

# How long an example takes says something about the machine; nothing here asserts it.
hypothesis.settings.register_profile("unhurried", max_examples=60, deadline=None)
hypothesis.settings.load_profile("unhurried")

SETTINGS: dict[str, Any] = {
    "brand": {
        "name": "Acme",
        "boilerplate": "Acme makes things.",
        "contacts": [{"name": "Ann", "email": "ann@example.com", "phone": "+1 555-0100"}],
    },
    "language": "en",
    "timezone": "UTC",
    "country": "GB",
    "team": [
        {"id": "ann", "name": "Ann", "skills": ["write", "edit"], "hours_per_week": 20},
        {"id": "ben", "name": "Ben", "skills": ["design"], "hours_per_week": 10},
        {"id": "lee", "name": "Lee", "reviews_per_week": 3},
    ],
    "channels": [{"id": "blog", "name": "Blog", "tier": "owned"}],
    "personas": [{"id": "cto", "name": "CTO", "role": "decider"}],
    "review_chains": [{"id": "standard", "steps": [{"role": "legal", "reviewers": ["lee"], "days": 2}]}],
}

ITEM: dict[str, Any] = {
    "id": "intro",
    "title": "Who we are",
    "format": "article",
    "persona": "cto",
    "role": "decider",
    "stage": "acquire",
    "owner": "ann",
    "effort": {"write": 6, "design": 2},
    "review_chain": "standard",
    "channels": ["blog"],
}


@pytest.fixture(autouse=True)
def _fixed_environment(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """No test sees the terminal, the home, the caches or the folder of whoever runs it."""
    for name in ("CI", "FORCE_COLOR", "NO_COLOR", "CLICOLOR_FORCE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    outside = tmp_path_factory.mktemp("outside")
    monkeypatch.setenv("HOME", str(outside / "home"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(outside / "cache"))
    monkeypatch.setenv("TZ", "UTC")
    folder = outside / "cwd"
    folder.mkdir()
    monkeypatch.chdir(folder)


def settings(**changes: Any) -> dict[str, Any]:
    """Valid settings, with some keys replaced."""
    return {**copy.deepcopy(SETTINGS), **changes}


def item(**changes: Any) -> dict[str, Any]:
    """A valid item, with some keys replaced; a value of None takes the key away."""
    merged = {**copy.deepcopy(ITEM), **changes}
    return {key: value for key, value in merged.items() if value is not None}


Build = Callable[..., Path]


@pytest.fixture
def build(tmp_path: Path) -> Build:
    """Write a workspace from a mapping of path to text or value; settings and one item by default."""

    def write(files: Mapping[str, Any] | None = None) -> Path:
        root = tmp_path / "workspace"
        default: dict[str, Any] = {
            "contentops.yaml": settings(),
            "pools/basic/items.yaml": {"items": [item()]},
        }
        for name, content in {**default, **(files or {})}.items():
            if content is None:
                continue
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if isinstance(content, bytes):
                path.write_bytes(content)
            else:
                text = content if isinstance(content, str) else dump(content)
                path.write_text(text, encoding="utf-8", newline="")
        return root

    return write


class Outcome:
    """What a run of the program printed, and its exit code."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err


@pytest.fixture
def contentops(capsys: pytest.CaptureFixture[str]) -> Callable[..., Outcome]:
    """Run the command line in this process."""

    def call(*arguments: str | Path) -> Outcome:
        capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Outcome(code, captured.out, captured.err)

    return call
