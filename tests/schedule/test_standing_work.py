"""Hours that are spoken for: what stands, and what the earlier plan has besides, share the same weeks."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from contentops.models.calendar import Calendar, Entry
from contentops.models.period import parse_period
from contentops.models.workspace import Workspace
from contentops.schedule.planning import plan_period
from tests.schedule.verifier import Verifier
from tests.schedule.workspaces import PERIOD, TODAY, build

MONTH = parse_period(PERIOD)
pytestmark = pytest.mark.usefixtures("short_search")


def writing(item: str, publish: str, state: str, work: tuple[str, str, float] | None = None) -> Entry:
    """An entry without channels; `work` is the start, the end and the hours of Ann's writing."""
    tasks: list[dict[str, Any]] = []
    if work is not None:
        start, end, hours = work
        tasks.append({"stage": "write", "person": "ann", "start": start, "end": end, "hours": hours})
    raw = {"item": item, "title": f"T {item}", "pool": "periodic", "publish": publish, "state": state}
    return Entry.model_validate({**raw, "tasks": tasks})


def calendar(*entries: Entry) -> Calendar:
    return Calendar.model_validate(
        {
            "period": PERIOD, "provisional": False, "today": TODAY, "input_hash": "before",
            "solver": {"name": "by hand", "status": "feasible"}, "entries": list(entries),
        }
    )  # fmt: skip


def replan(workspace: Workspace, existing: Calendar, today: date) -> dict[str, Entry]:
    """The new plan by item: it keeps every rule, and planning once more changes nothing."""
    plan = plan_period(workspace, MONTH, today, existing=existing, effort="quick")
    verifier = Verifier(workspace, plan, MONTH, today, existing)
    assert verifier.violations() == []
    assert verifier.check_goals() == []
    assert plan_period(workspace, MONTH, today, existing=plan, effort="quick") == plan
    return {entry.item: entry for entry in plan.entries}


def team(hours_per_week: float) -> list[dict[str, Any]]:
    return [
        {"id": "ann", "name": "Ann", "skills": ["write"], "hours_per_week": hours_per_week},
        {"id": "lee", "name": "Lee", "reviews_per_week": 3},
    ]


def test_a_pin_that_looks_for_other_work_leaves_begun_work_its_hours() -> None:
    workspace = build(
        [{"id": "begun", "effort": {"write": 12}}, {"id": "pin", "effort": {"write": 4}}], team=team(4)
    )
    begun = writing("begun", "2026-02-12", "planned", ("2026-01-19", "2026-02-06", 12))
    pin = writing("pin", "2026-02-09", "pinned", ("2026-02-10", "2026-02-10", 4))
    plan = replan(workspace, calendar(begun, pin), date(2026, 1, 20))
    assert plan["begun"].tasks == begun.tasks
    assert plan["pin"].publish > pin.publish, "every hour before its day belongs to what was begun"
    assert plan["pin"].state == "planned"


def test_what_is_gone_of_this_week_is_not_promised_to_work_ahead() -> None:
    workspace = build([{"id": "a", "effort": {"write": 32}}, {"id": "pin", "effort": {"write": 20}}])
    # Ann has 12 h from Wednesday on, and 20 h a week: 52 h to the end of the third week, all of them needed.
    planned = writing("a", "2026-02-02", "planned", ("2026-01-07", "2026-01-16", 32))
    pin = writing("pin", "2026-02-03", "pinned", ("2026-01-07", "2026-01-23", 20))
    plan = replan(workspace, calendar(planned, pin), date(2026, 1, 7))
    assert plan["a"].tasks == planned.tasks


def test_work_found_today_cannot_have_been_done_in_the_days_before() -> None:
    workspace = build([{"id": "a", "effort": {"write": 5}}, {"id": "pin", "effort": {"write": 24}}])
    # Ann has 8 h from Thursday on and 20 h a week: 28 h before Monday, and 29 h are wanted.
    planned = writing("a", "2026-02-02", "planned", ("2026-01-22", "2026-01-30", 5))
    pin = writing("pin", "2026-02-02", "pinned", ("2026-02-02", "2026-02-10", 24))
    plan = replan(workspace, calendar(planned, pin), date(2026, 1, 22))
    assert plan["pin"].publish == pin.publish
    assert plan["a"].publish > planned.publish


def test_work_of_the_next_period_takes_its_own_weeks_first() -> None:
    workspace = build([{"id": name, "effort": {"write": 10}} for name in ("a", "b", "c", "d")], team=team(10))
    planned = writing("a", "2026-02-27", "planned", ("2026-02-24", "2026-02-26", 10))
    # All the weeks after that of `a` are needed for `b`; what follows it has a week of its own besides.
    later = [
        writing("b", "2026-04-01", "planned", ("2026-02-24", "2026-03-27", 40)),
        writing("c", "2026-04-06", "planned", ("2026-03-23", "2026-04-03", 10)),
    ]
    far = calendar(writing("d", "2026-06-10", "planned", ("2026-06-01", "2026-06-02", 4)))
    beside = calendar(*later).model_copy(update={"period": "2026-03"})
    day = date(2026, 2, 18)
    plan = plan_period(workspace, MONTH, day, existing=calendar(planned), beside=[beside], effort="quick")
    assert [entry.tasks for entry in plan.entries] == [planned.tasks]
    assert Verifier(workspace, plan, MONTH, day, calendar(planned), (beside,)).violations() == []
    away = plan_period(workspace, MONTH, day, existing=calendar(planned), beside=[far], effort="quick")
    assert {entry.item for entry in away.entries} >= {"a"}


def test_what_only_was_intended_does_not_drive_a_pin_out_of_its_weeks() -> None:
    workspace = build([{"id": "a", "effort": {"write": 20}}, {"id": "pin", "effort": {"write": 24}}])
    planned = writing("a", "2026-02-10", "planned", ("2026-01-26", "2026-01-30", 20))
    pin = writing("pin", "2026-02-09", "pinned", ("2026-01-30", "2026-02-06", 24))
    plan = replan(workspace, calendar(planned, pin), TODAY)
    assert plan["pin"].tasks == pin.tasks
    assert plan["a"].publish == planned.publish
    assert plan["a"].tasks[0].start > planned.tasks[0].start


def test_entries_of_one_day_keep_their_order_beside_a_released_pin() -> None:
    workspace = build(
        [
            {"id": "a", "effort": {"write": 4}},
            {"id": "z"},
            {"id": "early", "window": {"not_before": "2026-02-20"}},
        ]
    )
    existing = calendar(
        writing("early", "2026-02-06", "pinned"),
        writing("z", "2026-02-09", "planned"),
        writing("a", "2026-02-09", "pinned", ("2026-02-06", "2026-02-06", 4)),
    )
    plan = replan(workspace, existing, TODAY)
    assert list(plan) == ["z", "a", "early"]
