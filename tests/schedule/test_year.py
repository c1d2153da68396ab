"""Planning a year: what needs a long time ahead gets it, quarters fit together, planning again changes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from contentops.models.calendar import Calendar, Entry
from contentops.models.period import parse_period
from contentops.models.workspace import Workspace
from contentops.schedule.planning import plan_period
from contentops.schedule.year import plan_year
from contentops.schedule.year_view import make_year_plan
from tests.schedule.verifier import Verifier
from tests.schedule.workspaces import build, item

pytestmark = pytest.mark.usefixtures("short_search")
TODAY = date(2025, 12, 15)
YEAR = parse_period("2026")


def hook(**changes: Any) -> dict[str, Any]:
    """A white paper with 120 hours of modules for two writers, on the second day of an April summit."""
    base = {
        "pool": "hook", "value": 60, "integrator": "ann", "channels": ["blog"], "review_chain": "legal",
        "modules": [{"title": f"M{n}", "owner": owner, "effort": 30} for n, owner in enumerate(["ann", "bob"] * 2)],
        "anchor": {"event": "summit", "phase": "day"},
    }  # fmt: skip
    return item(**{**base, **changes})


TEAM = [
    {"id": "ann", "name": "Ann", "skills": ["write"], "hours_per_week": 10},
    {"id": "bob", "name": "Bob", "skills": ["write"], "hours_per_week": 10},
    {"id": "lee", "name": "Lee", "reviews_per_week": 3},
]
SUMMIT = {
    "id": "summit",
    "title": "Summit",
    "kind": "summit",
    "start": date(2026, 4, 14),
    "end": date(2026, 4, 15),
}


def crowded(*more: dict[str, Any], **settings: Any) -> Workspace:
    """Twenty articles of 16 hours that would fill the whole first quarter, and what else is given."""
    articles = [
        item(id=f"a{n:02}", pool="basic", effort={"write": 16}, value=10, channels=["blog"])
        for n in range(20)
    ]
    return build([*articles, *more], events=[SUMMIT], team=TEAM, country="GB", **settings)


def entries_of(plans: Sequence[Calendar]) -> dict[str, Entry]:
    return {entry.item: entry for plan in plans for entry in plan.entries}


def quarter_by_quarter(workspace: Workspace) -> list[Calendar]:
    made: list[Calendar] = []
    for name in ("2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"):
        made.append(plan_period(workspace, parse_period(name), TODAY, beside=made, effort="quick"))
    return made


def test_a_hook_of_the_second_quarter_gets_its_hours_in_the_first() -> None:
    workspace = crowded(hook(id="paper"))
    assert "paper" not in entries_of(quarter_by_quarter(workspace)), "else this test shows nothing"
    plans = plan_year(workspace, YEAR, TODAY, effort="quick")
    paper = entries_of(plans)["paper"]
    assert paper.publish in (date(2026, 4, 14), date(2026, 4, 15))
    modules = [task for task in paper.tasks if task.stage.startswith("module:")]
    assert sum(task.hours for task in modules) == 120
    assert all(task.start < date(2026, 4, 1) for task in modules), "before the quarter it appears in"
    assert {plan.period: "paper" in {e.item for e in plan.entries} for plan in plans} == {
        "2026-Q1": False, "2026-Q2": True, "2026-Q3": False, "2026-Q4": False,
    }  # fmt: skip
    assert len(entries_of(plans)) == 21, "and the articles all find a place in the year"


def test_the_quarters_of_a_year_keep_every_rule_together() -> None:
    workspace = crowded(
        hook(id="paper"),
        hook(id="course", anchor=None, window={"not_before": date(2026, 8, 3), "not_after": date(2026, 8, 28)}),
        item(id="teaser", anchor={"event": "summit", "phase": "warm_up"}, effort={"write": 6}, value=20),
        item(id="letter", recurrence={"rule": "last working thursday", "start": date(2026, 1, 1)},
             effort={"write": 3}, value=50, channels=["blog"]),
    )  # fmt: skip
    plans = plan_year(workspace, YEAR, TODAY, effort="quick")
    for plan in plans:
        others = tuple(other for other in plans if other is not plan)
        assert _violations(workspace, plan, others) == []
    items = [entry.item for plan in plans for entry in plan.entries]
    assert len(items) == len(set(items)), "nothing is planned twice"
    assert sum(name.startswith("letter@") for name in items) == 12


def _violations(workspace: Workspace, plan: Calendar, others: tuple[Calendar, ...]) -> list[str]:
    period = parse_period(plan.period)
    found = Verifier(workspace, plan, period, TODAY, None, others).violations()
    # What a later quarter has is no candidate of this one, and need not be refused in it.
    return [line for line in found if not line.startswith("complete")]


def test_planning_again_changes_nothing_and_a_change_moves_little() -> None:
    workspace = crowded(hook(id="paper"))
    plans = plan_year(workspace, YEAR, TODAY, effort="quick")
    assert plan_year(workspace, YEAR, TODAY, calendars=plans, effort="quick") == plans
    moved = replace(workspace, input_hash="1", events={"summit": workspace.events["summit"].model_copy(
        update={"start": date(2026, 4, 21), "end": date(2026, 4, 22)})})  # fmt: skip
    again = plan_year(moved, YEAR, TODAY, calendars=plans, effort="quick")
    before, after = entries_of(plans), entries_of(again)
    changed = {name for name in before if name not in after or before[name].publish != after[name].publish}
    assert changed == {"paper"}


def test_past_quarters_stay_and_pins_hold() -> None:
    workspace = crowded(hook(id="paper"))
    plans = plan_year(workspace, YEAR, TODAY, effort="quick")
    pinned = plans[1].entries[-1].model_copy(update={"state": "pinned"})
    plans[1] = plans[1].model_copy(update={"entries": [*plans[1].entries[:-1], pinned]})
    again = plan_year(workspace, YEAR, date(2026, 4, 6), calendars=plans, effort="quick")
    assert [plan.period for plan in again] == ["2026-Q2", "2026-Q3", "2026-Q4"]
    kept = entries_of(again)[pinned.item]
    assert (kept.publish, kept.state) == (pinned.publish, "pinned")
    assert plan_year(workspace, YEAR, date(2027, 1, 1), calendars=plans) == []


def test_a_fiscal_year_has_its_own_quarters() -> None:
    workspace = crowded(fiscal_year_start=4)
    plans = plan_year(workspace, parse_period("2026", 4), TODAY, effort="quick")
    assert [plan.period for plan in plans] == ["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"]
    assert min(entry.publish for plan in plans for entry in plan.entries) >= date(2026, 4, 1)


def test_a_dependency_on_a_recurring_item_waits_for_the_first_occurrence_of_its_own_quarter() -> None:
    workspace = build([
        item(id="live", recurrence={"rule": "FREQ=MONTHLY;BYMONTHDAY=10", "start": date(2026, 1, 10)}),
        item(id="clips", depends_on=["live"], window={"not_after": date(2026, 3, 10)}),
    ])  # fmt: skip
    first, second = parse_period("2026-Q1"), parse_period("2026-Q2")
    later = plan_period(workspace, second, TODAY, effort="quick")
    plan = plan_period(workspace, first, TODAY, beside=[later], effort="quick")
    assert {entry.item for entry in plan.entries} >= {"clips", "live@2026-01-10"}


def test_the_table_of_the_year() -> None:
    workspace = crowded(
        hook(id="paper"), cadence={"channels": {"blog": 0.5}, "pools": {"hook": 5}, "roles": {}, "stages": {}}
    )
    plans = plan_year(workspace, YEAR, date(2025, 12, 29), effort="quick")
    view = make_year_plan(workspace, YEAR, plans[:3])
    assert [week.week for week in view.weeks] == ["2026-W01", *(f"2026-W{n:02}" for n in range(2, 54))]
    weeks = {week.week: week for week in view.weeks}
    assert weeks["2026-W15"].working_days == 4, "Easter Monday"
    assert [one.id for one in weeks["2026-W16"].occasions] == ["summit"]
    assert weeks["2026-W16"].pools["hook"] == 1
    assert not weeks["2026-W45"].planned and weeks["2026-W45"].late_pools == []
    assert "hook" in weeks["2026-W10"].late_pools and "hook" not in weeks["2026-W16"].late_pools
    hours = sum(task.hours for plan in plans[:3] for entry in plan.entries for task in entry.tasks)
    assert sum(week.hours for week in view.weeks) == hours
    assert all(week.hours <= week.hours_available for week in view.weeks)
    assert [(one.period, one.planned) for one in view.quarters][-1] == ("2026-Q4", False)
    assert sum(one.entries for one in view.quarters) == sum(len(plan.entries) for plan in plans[:3])


def test_a_quarter_planned_afresh_keeps_what_a_later_one_refreshes() -> None:
    workspace = build(
        [item(id="intro", pool="basic", effort={"write": 4}, refresh_every="6m")], team=TEAM, country="GB"
    )
    plans = plan_year(workspace, YEAR, TODAY, effort="quick")
    assert [[entry.item for entry in plan.entries] for plan in plans] == [["intro"], [], ["intro"], []]
    again = plan_period(
        workspace, parse_period("2026-Q1"), TODAY, existing=plans[0], beside=plans[1:], effort="quick", fresh=True
    )  # fmt: skip
    assert [entry.item for entry in again.entries] == ["intro"]
