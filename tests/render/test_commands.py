"""`contentops render` and `contentops show` on a workspace on disk."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from contentops.models.calendar import Calendar
from contentops.render.calendar_yaml import render_yaml
from contentops.workspace.load import load_workspace
from tests.conftest import Build, Outcome, item
from tests.render.measure import columns

Run = Callable[..., Outcome]

CALENDAR: dict[str, Any] = {
    "period": "2027-Q1", "provisional": False, "today": "2026-11-22", "input_hash": "0" * 64,
    "solver": {"name": "search", "status": "feasible"},
    "entries": [
        {"item": "intro", "title": "Who we are | and why", "pool": "basic", "publish": "2027-01-12",
         "channels": [{"channel": "blog", "date": "2027-01-12"}],
         "tasks": [{"stage": "write", "person": "ann", "start": "2027-01-04", "end": "2027-01-06", "hours": 6}]},
        {"item": "news", "title": "联邦学习新国标 🎉", "pool": "periodic", "publish": "2027-02-02",
         "channels": [{"channel": "blog", "date": "2027-02-02"}],
         "tasks": [{"stage": "review:legal", "person": "lee", "start": "2027-02-01", "end": "2027-02-01", "hours": 0}]},
    ],
    "unscheduled": [{"item": "talk", "title": "Talk", "pool": "periodic", "value": 5, "reason": "no time"}],
}  # fmt: skip


@pytest.fixture
def planned(build: Build) -> Path:
    """A workspace with a calendar for 2027-Q1."""
    news = item(id="news", title="联邦学习新国标 🎉", owner="ben")
    root = build({"pools/periodic/items.yaml": {"items": [news, item(id="talk", owner="ben", title="Talk")]}})
    workspace = load_workspace(root).workspace
    assert workspace is not None
    folder = root / "calendars"
    folder.mkdir()
    text = render_yaml(Calendar.model_validate(CALENDAR), workspace)
    (folder / "2027-Q1.yaml").write_text(text, encoding="utf-8", newline="\n")
    return root


def test_render_writes_what_stands_beside_the_record_and_not_the_record(
    planned: Path, contentops: Run
) -> None:
    record = planned / "calendars/2027-Q1.yaml"
    before = record.read_bytes()
    outcome = contentops("render", "2027-q1", "-C", planned)
    assert (outcome.code, outcome.err) == (0, "")
    written = outcome.out.splitlines()
    assert {"calendars/2027-Q1.json", "calendars/2027-Q1.md", "calendars/2027-Q1.ics"} < set(written)
    assert "calendars/2027-Q1/people/ (3 files)" in written
    assert "calendars/2027-Q1.yaml" not in written
    assert record.read_bytes() == before
    assert json.loads((planned / "calendars/2027-Q1.json").read_text("utf-8"))["period"] == "2027-Q1"
    assert "Who we are \\| and why" in (planned / "calendars/2027-Q1.md").read_text("utf-8")


def test_rendering_again_changes_nothing_and_says_so(planned: Path, contentops: Run) -> None:
    contentops("render", "2027-Q1", "-C", planned)
    again = contentops("render", "2027-Q1", "--format", "md", "-C", planned)
    assert again.out == "calendars/2027-Q1.md (unchanged)\n"


def test_a_changed_date_reaches_the_page_and_the_record_can_be_put_in_order(
    planned: Path, contentops: Run
) -> None:
    record = planned / "calendars/2027-Q1.yaml"
    text = record.read_text("utf-8").replace("publish: 2027-02-02", "publish: 2027-01-05")
    record.write_text(text, encoding="utf-8")
    outcome = contentops("render", "2027-Q1", "--format", "yaml", "--format", "md", "-C", planned)
    assert outcome.out.splitlines() == ["calendars/2027-Q1.yaml", "calendars/2027-Q1.md"]
    ordered = record.read_text("utf-8")
    assert ordered.index("item: news") < ordered.index("item: intro")
    assert "01-05 Tue" in (planned / "calendars/2027-Q1.md").read_text("utf-8")


def test_the_record_keeps_the_comments_that_people_put_into_it(planned: Path, contentops: Run) -> None:
    record = planned / "calendars/2027-Q1.yaml"
    text = record.read_text("utf-8").replace("state: planned", "state: planned  # ask Ann first", 1)
    text = text.replace("publish: 2027-02-02", "publish: 2027-01-05")
    record.write_text(text, encoding="utf-8")
    assert contentops("render", "2027-Q1", "--format", "yaml", "-C", planned).code == 0
    ordered = record.read_text("utf-8")
    assert ordered.index("item: news") < ordered.index("item: intro") < ordered.index("  # ask Ann first\n")


def test_feeds_hold_what_is_asked_for(planned: Path, contentops: Run) -> None:
    outcome = contentops("render", "2027-Q1", "--format", "ics", "--with", "tasks", "-C", planned)
    assert outcome.out.splitlines() == [
        "calendars/2027-Q1.ics",
        "calendars/2027-Q1/people/ (3 files)",
        "calendars/2027-Q1/channels/ (1 file)",
        "calendars/2027-Q1/ (2 files)",
    ]
    assert "UID:write.ann+intro+all+2027-Q1@" in (planned / "calendars/2027-Q1.ics").read_text("utf-8")
    again = contentops("render", "2027-Q1", "--format", "ics", "--with", "tasks", "-C", planned)
    assert all(line.endswith("(unchanged)") for line in again.out.splitlines())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["render", "2027-Q1", "--with", "taks"], "did you mean tasks?"),
        (["render", "2027-Q1", "--format", "md", "--with", "tasks"], "add --format ics"),
        (["render", "2027-Q2"], "contentops plan 2027-Q2"),
        (["render", "soon"], "'soon' is not a period"),
        (["render", "2027-Q1", "--format", "markdwn"], "there is no format markdwn"),
        (["show", "2027-Q1", "--person", "anne"], "did you mean ann?"),
        (["show", "2027-Q1", "--channel", "blgo"], "did you mean blog?"),
        (["show", "2027-Q1", "--pool", "hok"], "did you mean hook?"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    planned: Path, contentops: Run, arguments: list[str], said: str
) -> None:
    outcome = contentops(*arguments, "-C", planned)
    assert (outcome.code, outcome.out) == (2, "")
    assert said in outcome.err
    assert len(outcome.err.splitlines()) == 1


def test_a_record_broken_by_hand_is_reported_with_its_line(planned: Path, contentops: Run) -> None:
    record = planned / "calendars/2027-Q1.yaml"
    text = record.read_text("utf-8").replace("state: planned", "state: plannd", 1)
    record.write_text(text, encoding="utf-8")
    line = text[: text.index("plannd")].count("\n") + 1
    outcome = contentops("render", "2027-Q1", "-C", planned)
    assert outcome.code == 2
    assert f"calendars/2027-Q1.yaml:{line}:12: error" in outcome.err


def test_show_prints_a_table_that_fits_eighty_columns(planned: Path, contentops: Run) -> None:
    outcome = contentops("show", "2027-Q1", "--today", "2027-01-06", "-C", planned)
    assert (outcome.code, outcome.err) == (0, "")
    assert "联邦学习新国标 🎉" in outcome.out and "no time" in outcome.out
    assert "W01  01-04–01-10  nothing published  ← this week" in outcome.out
    assert max(map(columns, outcome.out.splitlines())) <= 80
    assert "\x1b" not in outcome.out


@pytest.mark.parametrize(
    ("options", "items", "refused"),
    [
        (["--person", "ann"], ["intro"], []),
        (["--person", "Ben"], ["news"], ["talk"]),
        (["--person", "lee"], ["news"], []),
        (["--pool", "basic"], ["intro"], []),
        (["--channel", "blog"], ["intro", "news"], ["talk"]),
        (["--channel", "blog", "--pool", "periodic"], ["news"], ["talk"]),
    ],
)
def test_show_filters(
    planned: Path, contentops: Run, options: list[str], items: list[str], refused: list[str]
) -> None:
    shown = json.loads(contentops("show", "2027-Q1", *options, "--json", "-C", planned).out)
    assert [entry["item"] for entry in shown["entries"]] == items
    assert [refusal["item"] for refusal in shown["unscheduled"]] == refused


def test_show_json_is_the_rendered_json(planned: Path, contentops: Run) -> None:
    contentops("render", "2027-Q1", "-C", planned)
    shown = contentops("show", "2027-Q1", "--format", "json", "-C", planned).out
    assert shown == (planned / "calendars/2027-Q1.json").read_text("utf-8")


@pytest.mark.parametrize("command", [("render", "--format", "md"), ("show",), ("show", "--json")])
def test_a_date_changed_by_hand_alone_is_said_wherever_it_is_printed(
    planned: Path, contentops: Run, command: tuple[str, ...]
) -> None:
    record = planned / "calendars/2027-Q1.yaml"
    text = record.read_text("utf-8")
    assert contentops(command[0], "2027-Q1", *command[1:], "-C", planned).err == ""
    moved = text.replace("publish: 2027-01-12", "publish: 2027-01-14", 1)
    assert moved != text
    record.write_text(moved, encoding="utf-8")
    line = 1 + moved[: moved.index("publish: 2027-01-14")].count("\n")
    for period in ["2027-Q1"] if command[0] == "render" else ["2027-Q1", "2027-01", "2027-W02", "2027"]:
        outcome = contentops(command[0], period, *command[1:], "-C", planned)
        assert outcome.code == 0
        assert (
            f"calendars/2027-Q1.yaml:{line}:14: warning: intro was moved and its channels were not"
            in outcome.err
        )
    assert "was moved" not in outcome.out
