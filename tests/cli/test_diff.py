"""`contentops diff`: two calendars, or a calendar and its revision, as a person compares them."""

from __future__ import annotations

import copy
import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from contentops.yaml_writer import dump
from tests.conftest import Build, Outcome, item, settings

Run = Callable[..., Outcome]
FILE = "calendars/2027-Q1.yaml"
CALENDAR: dict[str, Any] = {
    "version": 1,
    "period": "2027-Q1",
    "provisional": False,
    "today": "2026-11-22",
    "input_hash": "0",
    "solver": {"name": "x", "status": "feasible", "goals": [{"goal": "value", "reached": 40.0}]},
    "entries": [
        {
            "item": "intro",
            "title": "Who we are",
            "pool": "basic",
            "publish": "2027-01-12",
            "channels": [{"channel": "blog", "date": "2027-01-12"}],
            "tasks": [
                {"stage": "write", "person": "ann", "start": "2027-01-04", "end": "2027-01-05", "hours": 6},
                {"stage": "review:legal", "person": "lee", "start": "2027-01-06", "end": "2027-01-07", "hours": 0},
            ],
            "reason": "the first day",
        },
        {"item": "case", "title": "A case", "pool": "basic", "publish": "2027-01-20"},
        {"item": "talk", "title": "A talk", "pool": "basic", "publish": "2027-02-02"},
    ],
    "unscheduled": [
        {"item": "paper", "title": "A paper", "pool": "hook", "value": 30, "reason": "nobody has the hours"}
    ],
    "gaps": [{"kind": "channels", "name": "blog", "from": "2027-W04", "to": "2027-W05", "weeks": 2, "allowed": 0}],
}  # fmt: skip


def changed() -> dict[str, Any]:
    """The calendar after a quarter's worth of changes."""
    after = copy.deepcopy(CALENDAR)
    intro, case, _ = after["entries"]
    intro |= {
        "publish": "2027-01-18",
        "moved_from": "2027-01-12",
        "reason": "moved from 2027-01-12: Blog is full",
    }
    intro["channels"][0]["date"] = "2027-01-18"
    intro["tasks"][0] |= {"person": "ben", "hours": 8}
    case |= {"state": "published", "title": "A better case", "notes": "went well"}
    after["entries"] = [
        intro,
        case,
        {"item": "paper", "title": "A paper", "pool": "hook", "publish": "2027-02-09"},
    ]
    after["unscheduled"] = [
        {"item": "talk", "title": "A talk", "pool": "basic", "value": 5, "reason": "Lee is away"},
        {"item": "new", "title": "New", "pool": "basic", "value": 5, "reason": "no room"},
    ]
    after["solver"]["goals"][0]["reached"] = 52.5
    after["gaps"] = [{"kind": "roles", "name": "decider", "from": "2027-W02", "to": "2027-W02", "weeks": 1,
                      "allowed": 0}]  # fmt: skip
    return after


def git(folder: Path, *arguments: str) -> None:
    name = ["-c", "user.name=Ann", "-c", "user.email=ann@example.com", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *name, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def team(build: Build) -> Path:
    return build({FILE: CALENDAR, "pools/basic/items.yaml": {"items": [item(), item(id="case")]}})


@pytest.fixture
def committed(team: Path) -> Path:
    """A workspace in a subfolder, with a name that no shell would like, of a repository."""
    repository = team.parent / "a repository; $(touch no)"
    repository.mkdir()
    root = repository / "工作 区"
    shutil.move(team, root)
    git(repository, "init", "-q")
    git(repository, "add", ".")
    git(repository, "commit", "-q", "-m", "planned")
    return root


def test_every_kind_of_change_is_said(team: Path, contentops: Run, tmp_path: Path) -> None:
    other = tmp_path / "after.yaml"
    other.write_text(dump(changed()), encoding="utf-8")
    outcome = contentops("diff", team / FILE, other, "-C", team)
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.partition("\n\n")[2] == (
        "Moved (1)\n"
        "  Who we are · intro\n"
        "    from Tue 2027-01-12 to Mon 2027-01-18, 4 working days later\n"
        "    why: moved from 2027-01-12: Blog is full\n"
        "    channels: Blog 01-12 → 01-18\n"
        "    passed on: write from Ann to Ben\n"
        "    work: write 01-04–01-05 6 h → 01-04–01-05 8 h\n"
        "\n"
        "New (1)\n"
        "  A paper · paper\n"
        "    on Tue 2027-02-09; it had no place before\n"
        "\n"
        "Gone (1)\n"
        "  A talk · talk\n"
        "    it stood on Tue 2027-02-02 and has no place now\n"
        "    why: Lee is away\n"
        "\n"
        "Asked for and without a place (1)\n"
        "  New · new\n"
        "    asked for now, and has no place\n"
        "    why: no room\n"
        "\n"
        "Other state (1)\n"
        "  A better case · case\n"
        "    published, it was planned\n"
        "    it was called “A case”\n"
        "    note: “went well” was added\n"
        "\n"
        "Goals (1)\n"
        "  value of what is done 40 → 52.5 (+12.5)\n"
        "\n"
        "Gaps (2)\n"
        "  Channels · Blog: gap in W04–W05 closed\n"
        "  Buying roles · deciders: new gap in W02\n"
    )


def test_in_chinese(build: Build, contentops: Run, tmp_path: Path) -> None:
    root = build({"contentops.yaml": settings(language="zh", country="CN"), FILE: CALENDAR})
    other = tmp_path / "after.yaml"
    other.write_text(dump(changed()), encoding="utf-8")
    lines = contentops("diff", "2027-Q1", other, "-C", root).out.splitlines()
    assert "    从 2027-01-12（周二）改到 2027-01-18（周一），推后 4 个工作日" in lines
    assert "    排在 2027-02-09（周二），此前未能排入" in lines
    assert "    原定 2027-02-02（周二），现在排不进来" in lines
    assert "    由已排期变为已发布" in lines
    assert "  采购角色 · 决策者：W02 新出现空档" in lines


def test_the_other_way_round_is_the_opposite(team: Path, contentops: Run, tmp_path: Path) -> None:
    other = tmp_path / "after.yaml"
    other.write_text(dump(changed()), encoding="utf-8")
    report = json.loads(contentops("diff", "2027-Q1", other, "-C", team, "--json").out)
    jsonschema.validate(report, json.loads(contentops("schema", "diff-report").out))
    there = report["comparisons"][0]
    back = json.loads(contentops("diff", other, "2027-Q1", "-C", team, "--json").out)["comparisons"][0]
    swapped = {"new": "gone", "gone": "new", "refused": "withdrawn", "withdrawn": "refused"}
    assert {swapped.get(kind, kind): n for kind, n in there["counts"].items()} == back["counts"]
    assert [c["working_days"] for c in there["changes"] if c["kind"] == "moved"] == [4]
    assert [c["working_days"] for c in back["changes"] if c["kind"] == "moved"] == [-4]


def test_what_is_gone_without_a_refusal_says_why(build: Build, contentops: Run, tmp_path: Path) -> None:
    items = [item(id="case", status="on_hold"), item(id="talk")]
    root = build({FILE: {**CALENDAR, "entries": [], "gaps": []}, "pools/basic/items.yaml": {"items": items}})
    other = tmp_path / "before.yaml"
    other.write_text(dump(CALENDAR), encoding="utf-8")
    out = contentops("diff", other, "-C", root).out
    assert "it stood on Tue 2027-01-12; its item is no longer in the workspace" in out
    assert "it stood on Wed 2027-01-20; its item is held back" in out
    assert "it stood on Tue 2027-02-02; nothing asks for it in this period any more" in out


def test_what_another_period_has_now_says_when(build: Build, contentops: Run, tmp_path: Path) -> None:
    stands = [
        {"item": name, "title": name, "pool": "basic", "publish": "2027-04-06"} for name in ("talk", "paper")
    ]
    second = {**CALENDAR, "period": "2027-Q2", "entries": stands, "unscheduled": [], "gaps": []}
    here = {**CALENDAR, "entries": [], "unscheduled": [], "gaps": []}
    items = [item(id="talk"), item(id="paper")]
    files = {FILE: here, "calendars/2027-Q2.yaml": second, "pools/basic/items.yaml": {"items": items}}
    other = tmp_path / "before.yaml"
    other.write_text(dump(CALENDAR), encoding="utf-8")
    out = " ".join(contentops("diff", other, "-C", build(files)).out.split())
    assert "it stood on Tue 2027-02-02; another period has it now, on Tue 2027-04-06" in out
    assert "it had no place here; another period has it now, on Tue 2027-04-06" in out


def test_against_a_revision(committed: Path, contentops: Run) -> None:
    assert "nothing has changed" in contentops("diff", "2027-Q1", "-C", committed).out
    (committed / FILE).write_text(dump(changed()), encoding="utf-8")
    for arguments in (["2027-q1"], [], [committed / FILE]):
        outcome = contentops("diff", *arguments, "-C", committed)
        assert outcome.code == 0, outcome.err
        assert outcome.out.startswith(f"2027-Q1: HEAD:{FILE} → {FILE}\n"), outcome.out
        assert "4 working days later" in outcome.out
    git(committed, "commit", "-q", "-a", "-m", "planned again")
    assert "nothing has changed" in contentops("diff", "-C", committed).out
    assert "4 working days later" in contentops("diff", "-C", committed, "--against", "HEAD~1").out
    assert not list(committed.parent.parent.rglob("no"))


def test_a_calendar_that_the_revision_lacks_is_all_new(committed: Path, contentops: Run) -> None:
    second = copy.deepcopy(CALENDAR) | {"period": "2027-Q2"}
    (committed / "calendars/2027-Q2.yaml").write_text(dump(second), encoding="utf-8")
    outcome = contentops("diff", "2027-Q2", "-C", committed)
    assert outcome.code == 0
    assert "2027-Q2: calendars/2027-Q2.yaml, which HEAD does not have" in outcome.out
    assert "New (3)" in outcome.out and "Gone" not in outcome.out and "Goals" not in outcome.out
    both = json.loads(contentops("diff", "-C", committed, "--json").out)["comparisons"]
    assert [one["old_exists"] for one in both] == [True, False]


@pytest.mark.parametrize("name", ["nowhere", "-x", "--output=x", "HEAD:calendars", "", "a\nb"])
def test_a_revision_that_is_none(committed: Path, contentops: Run, name: str) -> None:
    outcome = contentops("diff", "2027-Q1", "-C", committed, f"--against={name}")
    assert outcome.code == 2 and outcome.out == ""
    assert outcome.err.startswith("error: ") and "git revision" in outcome.err


def test_without_a_repository_what_stood_before_the_last_plan_is_compared(
    build: Build, contentops: Run
) -> None:
    root = build()
    plan = ("plan", "2027-Q1", "-C", root, "--today", "2026-11-22", "--effort", "quick")
    assert "against the plan before" not in contentops(*plan).err
    asked = contentops("diff", "2027-Q1", "-C", root, "--previous")
    assert asked.code == 2 and "it is not known how calendars/2027-Q1.yaml stood before" in asked.err
    text = dump({"items": [item(window={"not_before": "2027-03-25"})]})
    (root / "pools/basic/items.yaml").write_text(text, encoding="utf-8")
    said = contentops(*plan).err
    assert "against the plan before: moved 1, new 0, out 0: see `contentops diff 2027-Q1 --previous`" in said
    for arguments in (["2027-Q1", "--previous"], ["2027-Q1"], []):
        outcome = contentops("diff", *arguments, "-C", root)
        assert "working days later" in outcome.out, outcome.err
        assert "it may not be published before 2027-03-25" in " ".join(outcome.out.split())
    assert "wrote" not in contentops(*plan).err
    assert "Moved (1)" in contentops("diff", "-C", root).out
    both = contentops("diff", "2027-Q1", "--previous", "--against", "HEAD", "-C", root)
    assert both.code == 2 and "exclude each other" in both.err


def test_outside_a_repository_and_before_its_first_commit(team: Path, contentops: Run) -> None:
    outcome = contentops("diff", "2027-Q1", "-C", team)
    assert outcome.code == 2
    assert "is not in a git repository; compare two files instead" in outcome.err
    git(team, "init", "-q")
    assert "has no commit yet" in contentops("diff", "2027-Q1", "-C", team).err


def test_without_git(team: Path, contentops: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    outcome = contentops("diff", "2027-Q1", "-C", team)
    assert outcome.code == 2
    assert "git is not installed" in outcome.err


def test_another_repository_in_the_environment_is_not_asked(
    committed: Path, contentops: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_DIR", "/nowhere/.git")
    assert contentops("diff", "2027-Q1", "-C", committed).code == 0


def test_a_broken_calendar_is_named_to_the_line_on_either_side(committed: Path, contentops: Run) -> None:
    (committed / FILE).write_text(dump(CALENDAR | {"entires": []}), encoding="utf-8")
    outcome = contentops("diff", "2027-Q1", "-C", committed)
    assert outcome.code == 2
    assert f"{FILE}:" in outcome.err and "entires" in outcome.err
    git(committed, "commit", "-q", "-a", "-m", "broken")
    (committed / FILE).write_text(dump(CALENDAR), encoding="utf-8")
    outcome = contentops("diff", "2027-Q1", "-C", committed)
    assert outcome.code == 2
    assert f"HEAD:{FILE}:" in outcome.err and "entires" in outcome.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["2027-Q2"], "calendars/2027-Q2.yaml does not exist"),
        (["nothing.yaml"], "is neither a period nor a file"),
        (["2027-Q1", "2027-Q1", "--against", "HEAD"], "takes one calendar, not two"),
        (["."], "is not a calendar that can be read"),
    ],
)
def test_what_cannot_be_compared(committed: Path, contentops: Run, arguments: list[str], words: str) -> None:
    outcome = contentops("diff", *arguments, "-C", committed)
    assert outcome.code == 2
    assert words in outcome.err


def test_nothing_is_wider_than_the_terminal(
    team: Path, contentops: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "after.yaml"
    other.write_text(dump(changed()), encoding="utf-8")
    for width in (40, 60, 140):
        monkeypatch.setenv("COLUMNS", str(width))
        out = contentops("diff", "2027-Q1", other, "-C", team).out
        assert max(map(len, out.splitlines())) <= width
