"""`contentops plan` as a person runs it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from contentops.cli import plan as plan_command
from contentops.cli.app import run
from contentops.render.formats import FORMATS
from tests.conftest import item, settings

Build = Callable[..., Path]
TODAY = ["--today", "2026-01-05"]


@pytest.fixture
def workspace(build: Build) -> Path:
    """Three items for a quarter, one of them impossible."""
    items = [
        item(id="intro", pool="basic"),
        item(id="case", pool="basic", window={"not_before": "2026-02-02"}),
        item(id="huge", pool="basic", effort={"write": 900}),
    ]
    return build({"contentops.yaml": settings(), "pools/basic/items.yaml": {"items": items}})


def plan(root: Path, *arguments: str) -> int:
    return run(["plan", "2026-Q1", "-C", str(root), *TODAY, "--effort", "quick", *arguments])


def test_it_writes_the_calendar_and_prints_the_plan(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert plan(workspace) == 0
    out, err = capsys.readouterr()
    assert "Who we are" in out and "impossible by itself" in " ".join(out.split())
    names = {path.name for path in (workspace / "calendars").iterdir()}
    assert {f"2026-Q1{one.suffix}" for one in FORMATS.values()} <= names
    assert "wrote calendars/2026-Q1.yaml" in err


def test_json_is_the_file_and_a_second_run_changes_nothing(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert plan(workspace, "--json") == 0
    out = capsys.readouterr().out
    written = (workspace / "calendars/2026-Q1.json").read_text(encoding="utf-8")
    assert out == written
    document = json.loads(out)
    assert [entry["item"] for entry in document["entries"]] == ["intro", "case"]
    assert document["unscheduled"][0]["item"] == "huge" and document["unscheduled"][0]["binding"]
    assert document["solver"]["goals"][0]["bound"] == document["solver"]["goals"][0]["reached"] == 20
    points = document["solver"]["goals"][-1]
    assert points["goal"] == "points" and points["bound"] >= points["reached"]
    assert (document["solver"]["status"] == "optimal") == (points["bound"] == points["reached"])
    assert plan(workspace, "--format", "json") == 0
    assert capsys.readouterr().out == written


def test_a_dry_run_writes_nothing(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert plan(workspace, "--dry-run", "--format", "yaml") == 0
    assert "period: 2026-Q1" in capsys.readouterr().out
    assert not (workspace / "calendars").exists()


def test_pinned_entries_stay_and_the_next_quarter_sees_this_one(workspace: Path) -> None:
    assert plan(workspace) == 0
    record = workspace / "calendars/2026-Q1.yaml"
    text = record.read_text(encoding="utf-8").replace("state: planned", "state: pinned")
    record.write_text(text, encoding="utf-8")
    assert plan(workspace, "--json") == 0
    entries = json.loads(record.with_suffix(".json").read_text(encoding="utf-8"))
    assert {entry["state"] for entry in entries["entries"]} == {"pinned"}
    assert run(["plan", "2026-Q2", "-C", str(workspace), *TODAY, "--effort", "quick", "--json"]) == 0
    second = json.loads((workspace / "calendars/2026-Q2.json").read_text(encoding="utf-8"))
    assert second["entries"] == [], "both items stand in the first quarter's plan"


def test_an_interrupted_search_says_so(
    build: Build, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    items = [item(id=f"i{n}", pool="basic", effort={"write": 20 + n}, value=n) for n in range(20)]
    root = build({"contentops.yaml": settings(), "pools/basic/items.yaml": {"items": items}})

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(plan_command.Progress, "show", interrupt)
        assert run(["plan", "2026-Q1", "-C", str(root), *TODAY]) == 0
    assert "interrupted: this is the best plan found so far" in capsys.readouterr().err
    record = (root / "calendars/2026-Q1.yaml").read_text(encoding="utf-8")
    assert "effort: quick" in record and "status: feasible" in record


def test_an_invalid_workspace_or_period_cannot_be_planned(
    build: Build, capsys: pytest.CaptureFixture[str]
) -> None:
    root = build({"contentops.yaml": settings(), "pools/basic/items.yaml": {
        "items": [item(id="a", pool="basic", owner="nobody"), item(id="b", pool="basic", persona="noone")],
    }})  # fmt: skip
    assert plan(root) == 2
    err = capsys.readouterr().err
    assert "nobody" in err and "noone" in err, "all problems in one run"
    assert not (root / "calendars").exists()
    assert run(["plan", "2026-Q5", "-C", str(root)]) == 2


def test_progress_appears_only_on_a_terminal_after_a_second(capsys: pytest.CaptureFixture[str]) -> None:
    class Stream:
        def __init__(self, terminal: bool) -> None:
            self.terminal, self.text = terminal, ""

        def isatty(self) -> bool:
            return self.terminal

        def write(self, text: str) -> None:
            self.text += text

        def flush(self) -> None:
            pass

    def shown(terminal: bool, moments: list[float]) -> str:
        clock = iter(moments)
        stream: Any = Stream(terminal)
        with plan_command.Progress(stream, lambda: next(clock)) as progress:
            for done in range(len(moments) - 1):
                progress.show(done, 100, 7, 9)
        return str(stream.text)

    assert shown(True, [0.0, 0.2, 0.9]) == ""
    assert "value 7 of at most 9" in shown(True, [0.0, 0.5, 1.1])
    assert shown(False, [0.0, 0.5, 1.1, 5.0]) == ""
