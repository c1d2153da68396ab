"""Review chains in the plan: a quorum, parallel steps, chains of formats and channels."""

from __future__ import annotations

from datetime import date
from typing import Any

from contentops.models.calendar import Entry, Task
from contentops.models.period import parse_period
from contentops.models.workspace import Workspace
from contentops.schedule.changes import find_changes
from contentops.schedule.planning import plan_period
from tests.schedule.workspaces import build, item

TODAY = date(2026, 1, 5)
MONTH = parse_period("2026-02")


def team() -> list[dict[str, Any]]:
    reviewers = [{"id": name, "name": name.title(), "reviews_per_week": 3} for name in ("lee", "kim", "max")]
    return [{"id": "ann", "name": "Ann", "skills": ["write"], "hours_per_week": 20}, *reviewers]


def planned(steps: list[dict[str, Any]], **changes: Any) -> Entry:
    workspace = build(
        [item(id="a", effort={"write": 4}, channels=["blog"], review_chain="chain", **changes)],
        team=team(),
        review_chains=[{"id": "chain", "steps": steps}],
    )
    return only(workspace)


def only(workspace: Workspace) -> Entry:
    calendar = plan_period(workspace, MONTH, TODAY)
    assert calendar.entries, calendar.unscheduled
    return calendar.entries[0]


def reviews(entry: Entry) -> list[Task]:
    return [task for task in entry.tasks if task.stage.startswith("review:")]


def test_a_quorum_is_given_by_different_people_on_the_same_days() -> None:
    entry = planned([{"role": "legal", "reviewers": ["lee", "kim", "max"], "days": 2, "quorum": 2}])
    given = reviews(entry)
    assert [task.stage for task in given] == ["review:legal", "review:legal"]
    assert len({task.person for task in given}) == 2
    assert len({(task.start, task.end) for task in given}) == 1


def test_parallel_steps_share_their_days_and_the_next_waits_for_both() -> None:
    steps = [
        {"role": "product", "reviewers": ["lee"], "days": 1},
        {"role": "legal", "reviewers": ["kim"], "days": 3, "parallel": True},
        {"role": "boss", "reviewers": ["max"], "days": 1},
    ]
    by_role = {task.stage: task for task in reviews(planned(steps))}
    assert by_role["review:product"].end == by_role["review:legal"].end
    assert by_role["review:boss"].start > by_role["review:legal"].end
    one_by_one = [{**step, "parallel": False} for step in steps]
    later = {task.stage: task for task in reviews(planned(one_by_one))}
    assert later["review:product"].end < later["review:legal"].start


def test_a_quorum_that_too_few_can_give_is_refused_with_its_reason() -> None:
    steps = [{"role": "legal", "reviewers": ["lee", "ann"], "days": 1, "quorum": 2}]
    workspace = build(
        [item(id="a", effort={"write": 4}, channels=["blog"], review_chain="chain")],
        team=team(),
        review_chains=[{"id": "chain", "steps": steps}],
    )
    calendar = plan_period(workspace, MONTH, TODAY)
    assert not calendar.entries
    assert "2 people must agree in legal" in calendar.unscheduled[0].reason


def test_chains_of_format_and_channel_are_planned_together() -> None:
    chains = [
        {"id": "texts", "formats": ["article"], "steps": [{"role": "editor", "reviewers": ["lee"]}]},
        {"id": "wire", "channels": ["blog"], "steps": [{"role": "legal", "reviewers": ["kim"], "days": 2}]},
    ]
    entry = only(
        build(
            [item(id="a", effort={"write": 4}, channels=["blog"], review_chain=None)],
            team=team(),
            review_chains=chains,
        )
    )
    assert [task.stage for task in reviews(entry)] == ["review:editor", "review:legal"]


def test_a_plan_with_a_quorum_stands_when_it_is_made_again() -> None:
    steps = [{"role": "legal", "reviewers": ["lee", "kim", "max"], "days": 2, "quorum": 2}]
    workspace = build(
        [
            item(id="a", effort={"write": 4}, channels=["blog"], review_chain="chain"),
            item(id="b", effort={"write": 4}, channels=["blog"], review_chain="chain"),
        ],
        team=team(),
        review_chains=[{"id": "chain", "steps": steps}],
    )
    first = plan_period(workspace, MONTH, TODAY)
    again = plan_period(workspace, MONTH, TODAY, existing=first)
    assert again.entries == first.entries
    assert not find_changes(first, again, lambda day: day.weekday() < 5)
