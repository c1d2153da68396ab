"""On small problems the plan is worth as much as the best of all plans, found by trying every one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise, product
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contentops.models.period import parse_period
from contentops.models.workspace import Workspace
from contentops.schedule import search
from contentops.schedule.planning import plan_period
from tests.schedule.workspaces import TODAY, build

# January 2026 from the 5th on: ordinary weeks of five working days.
MONTH = parse_period("2026-01")
DAYS = [date(2026, 1, 12) + timedelta(days=n) for n in range(14)]
WORKDAYS = [day for day in DAYS if day.weekday() < 5]
HOURS_A_WEEK = 8


@pytest.fixture(autouse=True, scope="module")
def _short_search() -> Iterator[None]:
    patch = pytest.MonkeyPatch()
    patch.setattr(search, "MIN_TRIES", 3000)
    patch.setattr(search, "TRIES_PER_JOB", 40)
    yield
    patch.undo()


@st.composite
def problems(draw: st.DrawFn) -> dict[str, Any]:
    """Up to six items that need either hours of one writer or one review, on one channel."""
    work = draw(st.booleans())
    items = []
    for number in range(draw(st.integers(2, 6))):
        first = draw(st.integers(0, len(WORKDAYS) - 1))
        last = min(len(WORKDAYS) - 1, first + draw(st.integers(0, 3)))
        raw: dict[str, Any] = {
            "id": f"i{number}", "value": draw(st.integers(1, 40)), "channels": ["blog"],
            "window": {"not_before": WORKDAYS[first], "not_after": WORKDAYS[last]},
        }  # fmt: skip
        if work:
            raw["effort"] = {"write": draw(st.integers(1, 8))}
        else:
            raw["review_chain"] = "legal"
        if number and draw(st.integers(0, 3)) == 0:
            raw["depends_on"] = [f"i{draw(st.integers(0, number - 1))}"]
        items.append(raw)
    quota = draw(st.sampled_from([{"per_day": 1}, {"per_day": 2, "per_week": 2}, {"per_week": 3}]))
    return {
        "items": items,
        "quota": quota,
        "gap": draw(st.sampled_from([0, 0, 2])),
        "reviews": draw(st.integers(1, 2)),
    }


def workspace_of(problem: dict[str, Any]) -> Workspace:
    """The workspace that a small problem stands for."""
    return build(
        problem["items"],
        team=[
            {"id": "ann", "name": "Ann", "skills": ["write"], "hours_per_week": HOURS_A_WEEK},
            {"id": "lee", "name": "Lee", "reviews_per_week": problem["reviews"]},
        ],
        work_stages=[{"skill": "write", "hours_per_day": 8}],
        review_chains=[{"id": "legal", "steps": [{"role": "legal", "reviewers": ["lee"], "days": 1}]}],
        channels=[
            {
                "id": "blog",
                "name": "Blog",
                "tier": "owned",
                "quota": problem["quota"],
                "min_gap": problem["gap"],
            }
        ],
        country="DE",
    )


@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@given(problems())
def test_the_value_is_that_of_the_best_plan(problem: dict[str, Any]) -> None:
    workspace = workspace_of(problem)
    calendar = plan_period(workspace, MONTH, TODAY, effort="quick")
    best = best_value(problem)
    assert calendar.solver.goals[0].reached == best
    assert (calendar.solver.goals[0].bound or 0) >= best


def best_value(problem: dict[str, Any]) -> int:
    """The greatest value over every choice of a day, or none, for each item."""
    items = problem["items"]
    choices = [[None, *(d for d in WORKDAYS if raw["window"]["not_before"] <= d <= raw["window"]["not_after"])]
               for raw in items]  # fmt: skip
    best = 0
    for chosen in product(*choices):
        value = sum(raw["value"] for raw, day in zip(items, chosen, strict=True) if day)
        if value > best and is_legal(
            problem, {raw["id"]: day for raw, day in zip(items, chosen, strict=True) if day}
        ):
            best = value
    return best


def is_legal(problem: dict[str, Any], days: dict[str, date]) -> bool:
    items = {raw["id"]: raw for raw in problem["items"]}
    for name, day in days.items():
        if any(needed not in days or days[needed] >= day for needed in items[name].get("depends_on", ())):
            return False
    found = sorted(days.values())
    quota = problem["quota"]
    if any(found.count(day) > quota.get("per_day", 99) for day in found):
        return False
    weeks = [day.isocalendar().week for day in found]
    if any(weeks.count(week) > quota.get("per_week", 99) for week in weeks):
        return False
    if any((b - a).days < problem["gap"] for a, b in pairwise(found)):
        return False
    # What must be finished by the end of a week (a publication on Monday: the week before) fits before it.
    needs = [((day - timedelta(days=1)).isocalendar().week, items[name]) for name, day in days.items()]
    for week in range(2, 6):
        early = [raw for last, raw in needs if last <= week]
        hours = sum(raw.get("effort", {}).get("write", 0) for raw in early)
        reviews = sum("review_chain" in raw for raw in early)
        if hours > HOURS_A_WEEK * (week - 1) or reviews > problem["reviews"] * (week - 1):
            return False
    return True
