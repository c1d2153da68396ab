"""No plan breaks a hard rule: the verifier, which knows only the rules, finds nothing."""

from __future__ import annotations

import os
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.plan_family import PERIOD as FAMILY_PERIOD
from benchmarks.plan_family import TODAY as FAMILY_TODAY
from benchmarks.plan_family import generate
from contentops.models.period import parse_period
from contentops.models.workspace import Workspace
from contentops.schedule.planning import plan_period
from tests.schedule.verifier import Verifier
from tests.schedule.workspaces import FIRST, LAST, PERIOD, TODAY, workspaces

MONTH = parse_period(PERIOD)
pytestmark = pytest.mark.usefixtures("short_search")
RANDOM = settings(
    max_examples=int(os.environ.get("PLANNER_EXAMPLES", "20")),
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
"""`PLANNER_EXAMPLES=500 pytest tests/schedule/test_rules.py` is the thorough run."""


@RANDOM
@given(workspaces())
def test_a_plan_breaks_no_rule(workspace: Workspace) -> None:
    calendar = plan_period(workspace, MONTH, TODAY, effort="quick")
    verifier = Verifier(workspace, calendar, MONTH, TODAY)
    assert verifier.violations() == []
    assert verifier.check_goals() == []


@RANDOM
@given(workspaces(), st.data(), st.integers(0, 40))
def test_a_new_plan_leaves_what_is_settled(workspace: Workspace, data: st.DataObject, later: int) -> None:
    first = plan_period(workspace, MONTH, TODAY, effort="quick")
    states = st.sampled_from(["planned", "planned", "pinned", "published", "cancelled"])
    edited = first.model_copy(
        update={"entries": [e.model_copy(update={"state": data.draw(states)}) for e in first.entries]}
    )
    today = min(TODAY + timedelta(days=later), LAST)
    again = plan_period(workspace, MONTH, today, existing=edited, effort="quick")
    verifier = Verifier(workspace, again, MONTH, today, edited)
    assert verifier.violations() == []
    assert verifier.check_goals() == []


@RANDOM
@given(workspaces())
def test_two_periods_share_people_and_channels(workspace: Workspace) -> None:
    january = parse_period("2026-01")
    before = plan_period(workspace, january, TODAY, effort="quick")
    calendar = plan_period(workspace, MONTH, TODAY, beside=[before], effort="quick")
    assert Verifier(workspace, calendar, MONTH, TODAY, None, (before,)).violations() == []


@pytest.mark.parametrize("count", [100, 160])
def test_a_hundred_items_and_more(count: int) -> None:
    workspace = generate(count, 1)
    period = parse_period(FAMILY_PERIOD)
    calendar = plan_period(workspace, period, FAMILY_TODAY, effort="quick")
    assert Verifier(workspace, calendar, period, FAMILY_TODAY).violations() == []
    assert len(calendar.entries) + len(calendar.unscheduled) == count
    assert len(calendar.entries) >= (100 if count == 160 else 50)


def test_a_period_that_is_over_plans_nothing() -> None:
    workspace = generate(10, 1)
    calendar = plan_period(workspace, parse_period(FAMILY_PERIOD), date(2026, 5, 1))
    assert calendar.entries == []
    assert {tuple(refusal.binding) for refusal in calendar.unscheduled} <= {("window-past",), ("dependency",)}
    assert FIRST < LAST
