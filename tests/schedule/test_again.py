"""Planning again: nothing changes without a reason, and what a person supplies is taken as it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings

from contentops.models.base import DateRange
from contentops.models.period import parse_period
from contentops.models.working_days import YearOfDays
from contentops.models.workspace import Workspace
from contentops.schedule.planning import plan_period
from tests.schedule.verifier import Verifier
from tests.schedule.workspaces import PERIOD, TODAY, build, workspaces

MONTH = parse_period(PERIOD)
pytestmark = pytest.mark.usefixtures("short_search")
RANDOM = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


@RANDOM
@given(workspaces())
def test_planning_twice_is_planning_once(workspace: Workspace) -> None:
    first = plan_period(workspace, MONTH, TODAY, effort="quick")
    assert plan_period(workspace, MONTH, TODAY, existing=first, effort="quick") == first


@RANDOM
@given(workspaces())
def test_a_changed_workspace_never_loses_value_that_still_fits(workspace: Workspace) -> None:
    """With another hash the search runs again, from the earlier plan: it cannot end below it."""
    first = plan_period(workspace, MONTH, TODAY, effort="quick")
    touched = replace(workspace, input_hash="1")
    again = plan_period(touched, MONTH, TODAY, existing=first, effort="quick")
    assert again.solver.goals[0].reached >= first.solver.goals[0].reached
    assert Verifier(touched, again, MONTH, TODAY, first).violations() == []


def test_supplied_working_days_are_the_ones_that_count() -> None:
    year = YearOfDays(
        holidays=[DateRange.model_validate({"from": "2026-02-02", "to": "2026-02-06"})],
        make_up=[date(2026, 2, 8)],
    )
    workspace = replace(
        build([{"id": "a", "window": {"not_after": "2026-02-08"}}]), working_days={"CN": {2026: year}}
    )
    calendar = plan_period(workspace, MONTH, TODAY, effort="quick")
    assert [entry.publish for entry in calendar.entries] == [date(2026, 2, 8)]
    assert Verifier(workspace, calendar, MONTH, TODAY).violations() == []
