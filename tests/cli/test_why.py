"""`contentops why` and `plan --what-if` as a person runs them."""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from contentops.text_width import display_width
from tests.conftest import Outcome, item, settings

Build = Callable[..., Path]
Run = Callable[..., Outcome]
TODAY = ("--today", "2026-01-05")
DAY = {"not_before": "2026-02-09", "not_after": "2026-02-09"}


@pytest.fixture
def root(build: Build, contentops: Run) -> Path:
    """A planned quarter: the blog takes one a day, and three items want the same one."""
    base = settings()
    base["channels"][0]["quota"] = {"per_day": 1}
    items = [
        item(id="news", pool="basic", title="News of the week", value=100, window=DAY),
        item(id="case", pool="basic", title="A case from banking", value=30, window=DAY),
        item(id="later", pool="basic", title="What follows the case", depends_on=["case"], value=5),
        item(id="held", pool="basic", title="Not now", status="on_hold"),
    ]
    root = build({"contentops.yaml": base, "pools/basic/items.yaml": {"items": items}})
    assert contentops("plan", "2026-Q1", "-C", root, *TODAY, "--effort", "quick").code == 0
    return root


def why(contentops: Run, root: Path, *arguments: str) -> dict[str, Any]:
    outcome = contentops("why", *arguments, "-C", root, *TODAY, "--json")
    assert outcome.code == 0, outcome.err
    document: dict[str, Any] = json.loads(outcome.out)
    assert document["version"] == 1
    return document


def test_a_refused_item_names_what_binds_and_what_would_help(contentops: Run, root: Path) -> None:
    (found,) = why(contentops, root, "case")["items"]
    assert (found["standing"], found["binding"], found["impossible_by_itself"]) == (
        "refused", ["channel-limit"], False,
    )  # fmt: skip
    assert "News of the week" in found["reasons"][0]
    assert [neighbour["item"] for neighbour in found["awaited_by"]] == ["later"]
    offered = {part for change in found["changes"] for part in change["what_if"]}
    assert {"case.not_after=2026-02-10", "blog.quota.per_day=2"} <= offered
    costs = [change["cost"] for change in found["changes"]]
    assert costs == sorted(costs)


def test_what_is_offered_can_be_tried_as_it_is_printed(contentops: Run, root: Path) -> None:
    text = contentops("why", "case", "-C", root, *TODAY).out
    assert "blocked in this plan of 2026-Q1" in text
    lines = [line.strip() for line in text.splitlines() if "--what-if" in line]
    assert len(lines) == 3
    before = {path: path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}
    for line in lines:
        words = shlex.split(line)[1:]
        outcome = contentops(*words, "-C", root, *TODAY, "--effort", "quick", "--json")
        assert outcome.code == 0, outcome.err
        report = json.loads(outcome.out)
        new = [change["item"] for change in report["comparison"]["changes"] if change["kind"] == "new"]
        assert "case" in new, line
        value = next(goal for goal in report["goals"] if goal["goal"] == "value")
        assert value["after"] > value["before"], line
    assert before == {path: path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def test_a_placed_item_by_its_title(contentops: Run, root: Path) -> None:
    (found,) = why(contentops, root, "news of the WEEK")["items"]
    assert (found["item"], found["standing"], found["publish"]) == ("news", "planned", "2026-02-09")
    assert found["tasks"] and found["channels"] and found["reasons"]
    text = contentops("why", "news", "2026-Q1", "-C", root, *TODAY).out
    assert "2026-02-09 Mon in the plan of 2026-Q1" in text and "Work" in text


def test_items_that_no_plan_asks_for(contentops: Run, root: Path) -> None:
    (found,) = why(contentops, root, "held")["items"]
    assert (found["standing"], found["period"]) == ("absent", None)
    assert "on hold" in found["reasons"][0]


def test_room_that_came_free(contentops: Run, root: Path) -> None:
    pool = root / "pools/basic/items.yaml"
    text = pool.read_text(encoding="utf-8")
    start = text.index("id: news")
    pool.write_text(
        text[:start] + text[start:].replace("value: 100", "value: 100\n    status: on_hold", 1), "utf-8"
    )
    outcome = contentops("why", "case", "-C", root, *TODAY)
    assert "but there is room by now: 2026-02-09 Mon; plan again" in " ".join(outcome.out.split())
    assert "the workspace has changed since 2026-Q1 was planned" in outcome.err


def test_a_week_and_a_person(contentops: Run, root: Path) -> None:
    (week,) = why(contentops, root, "--week", "2026-W07")["weeks"]
    assert [one["item"] for one in week["publications"]] == ["news"]
    assert [one["item"] for one in week["pushed_out"]] == ["case"]
    blog = next(one for one in week["channels"] if one["channel"] == "blog")
    assert [use["kind"] for use in blog["limits"]] == ["day"]
    name = settings()["team"][0]["id"]
    (person,) = why(contentops, root, "2026-Q1", "--person", name)["people"]
    assert person["period"] == "2026-Q1" and any(one["shares"] for one in person["weeks"])
    for one in person["weeks"]:
        assert one["hours"] <= one["hours_in_all"], one
        assert sum(share["hours"] for share in one["shares"]) == one["hours"]


@pytest.mark.parametrize("columns", [40, 80, 140])
def test_lines_fit_the_terminal(
    contentops: Run, root: Path, columns: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    for arguments in (("case",), ("news",), ("--week", "2026-W07"), ("--person", "ann")):
        outcome = contentops("why", *arguments, "-C", root, *TODAY)
        lines = [line for line in outcome.out.splitlines() if "contentops plan" not in line]
        assert lines and max(map(display_width, lines)) <= columns


def test_questions_that_cannot_be_answered(contentops: Run, root: Path) -> None:
    for arguments, said in (
        (("csae",), "did you mean case?"),
        (("A case form banking",), "did you mean case (A case from banking)?"),
        (("case",), ""),
        ((), "name an item"),
        (("--week", "2026-W40"), "there is: 2026-Q1"),
        (("--week", "2026-Q1"), "write it as 2027-W08"),
        (("--person", "an"), "did you mean ann?"),
        (("case", "2026-Q2"), "run `contentops plan 2026-Q2` first"),
        (("case", "2026-Q1", "--week", "2026-W07"), "one at a time"),
    ):
        outcome = contentops("why", *arguments, "-C", root, *TODAY)
        assert outcome.code == (2 if said else 0), arguments
        assert said in outcome.err, outcome.err


def test_what_is_wrong_with_supposed_changes_is_said_at_once(contentops: Run, root: Path) -> None:
    parts = ["case.owner=nobody", "case.valu=3", "news.deadline=2026-02-30", "case", "news.channels=[blog"]
    options = [word for part in parts for word in ("--what-if", part)]
    outcome = contentops("plan", "2026-Q1", "-C", root, *TODAY, *options)
    assert outcome.code == 2 and outcome.out == ""
    for part in parts:
        assert f"--what-if {part}: error: " in outcome.err
    assert "did you mean value?" in outcome.err and "no such day" in outcome.err
    assert "nobody" in outcome.err
    outcome = contentops(
        "plan", "2026-Q1", "-C", root, *TODAY, "--what-if", "case.value=3", "--format", "yaml"
    )
    assert outcome.code == 2 and "text or JSON" in outcome.err
