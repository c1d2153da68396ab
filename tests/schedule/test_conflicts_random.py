"""Plans that people and events made contradictory: the fewest entries give way, and each says why."""

from __future__ import annotations

import os
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contentops.models.period import parse_period
from contentops.models.workspace import Workspace
from contentops.schedule.planning import plan_period
from tests.schedule.verifier import Verifier
from tests.schedule.workspaces import (
    LAST,
    PERIOD,
    TODAY,
    changed_workspaces,
    edited_plans,
    workspaces,
)

MONTH = parse_period(PERIOD)
pytestmark = pytest.mark.usefixtures("short_search")
RANDOM = settings(
    max_examples=int(os.environ.get("PLANNER_EXAMPLES", "20")),
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


@RANDOM
@given(workspaces(most=9, least=4), st.data(), st.integers(0, 40))
def test_the_nearest_plan(workspace: Workspace, data: st.DataObject, later: int) -> None:
    """The verifier tries every choice of entries that could give way: no smaller one, no less valuable one."""
    first = plan_period(workspace, MONTH, TODAY, effort="quick")
    edited = data.draw(edited_plans(first))
    changed = data.draw(changed_workspaces(workspace))
    today = min(TODAY + timedelta(days=later), LAST)
    plan = plan_period(changed, MONTH, today, existing=edited, effort="quick")
    verifier = Verifier(changed, plan, MONTH, today, edited)
    assert verifier.violations() == []
    assert verifier.check_goals() == []
    again = plan_period(changed, MONTH, today, existing=plan, effort="quick")
    assert again == plan
    assert Verifier(changed, again, MONTH, today, plan).violations() == []
