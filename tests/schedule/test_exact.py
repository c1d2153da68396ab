"""The exact model agrees with the checker: no plan is lost in it, and none that it finds breaks a rule."""

from __future__ import annotations

import math
import sys
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from benchmarks.greedy import greedy_plan
from benchmarks.plan_family import PERIOD as FAMILY_PERIOD
from benchmarks.plan_family import TODAY as FAMILY_TODAY
from benchmarks.plan_family import generate
from contentops.errors import ContentopsError
from contentops.models.calendar import Calendar
from contentops.models.period import parse_period
from contentops.models.workspace import Workspace
from contentops.schedule.build import build_instance
from contentops.schedule.exact import improve as improving
from contentops.schedule.exact.check import find_violation
from contentops.schedule.exact.highs import load_solver, relax, solve
from contentops.schedule.exact.linear import LinearModel
from contentops.schedule.exact.model import ExactModel, build_model
from contentops.schedule.exact.room import find_room
from contentops.schedule.exact.solution import read_placements, write_start
from contentops.schedule.goal_report import bound_in_points, find_bounds, points_of
from contentops.schedule.instance import Instance
from contentops.schedule.planning import plan_period
from contentops.schedule.resources import Countries
from contentops.schedule.state import State
from tests.schedule.test_optimal import DAYS, MONTH, best_value, problems, workspace_of
from tests.schedule.verifier import Verifier
from tests.schedule.workspaces import PERIOD, TODAY, build, workspaces

pytestmark = pytest.mark.usefixtures("short_search")
FEW = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(autouse=True, scope="module")
def _solver() -> None:
    pytest.importorskip("highspy", reason="the extra contentops[solver] is not installed")


def whole_model(instance: Instance, *, goals: bool = True) -> ExactModel:
    count = len(instance.jobs)
    return build_model(find_room(instance, [None] * count, range(count)), goals=goals)


def broken_rows(model: LinearModel, values: list[float]) -> list[int]:
    """The rows and bounds of a model that a solution breaks."""
    ends = [*model.row_start[1:], len(model.row_columns)]
    rows = []
    for row, (start, end) in enumerate(zip(model.row_start, ends, strict=True)):
        total = sum(model.row_values[n] * values[model.row_columns[n]] for n in range(start, end))
        if not model.row_lower[row] - 1e-6 <= total <= model.row_upper[row] + 1e-6:
            rows.append(row)
    bounds = zip(model.lower, values, model.upper, strict=True)
    return rows + [-1 for low, value, high in bounds if not low - 1e-6 <= value <= high + 1e-6]


def gain_of(model: ExactModel, values: list[float]) -> float:
    return sum(g * v for g, v in zip(model.linear.gain, values, strict=True)) + model.offset


@FEW
@given(problems())
def test_the_optimum_is_that_of_brute_force(problem: dict[str, Any]) -> None:
    assert DAYS[0] > TODAY
    workspace = workspace_of(problem)
    instance = build_instance(workspace, MONTH, TODAY, Countries(workspace))
    model = whole_model(instance, goals=False)
    best = best_value(problem)
    if not model.linear.lower:
        assert best == 0
        return
    assert round(solve(model.linear).gain, 4) == best
    assert relax(model.linear) >= best - 1e-6


@FEW
@given(workspaces(beside=False))
def test_every_plan_is_in_the_model_and_every_solution_is_a_plan(workspace: Workspace) -> None:
    instance = build_instance(workspace, parse_period(PERIOD), TODAY, Countries(workspace))
    model = whole_model(instance)
    if not model.jobs:
        return
    plan = greedy_plan(instance)
    start = write_start(model, plan.placed)
    assert start is not None
    assert broken_rows(model.linear, start) == []
    assert gain_of(model, start) == pytest.approx(points_of(instance, plan), abs=1e-3)

    result = solve(model.linear, start=start, nodes=50)
    assert result.values is not None
    found = read_placements(model, result.values)
    assert found is not None
    placed = [found.get(job.index) for job in instance.jobs]
    assert find_violation(instance, placed) is None
    points = points_of(instance, State.of(instance, placed))
    assert points == pytest.approx(result.gain + model.offset, abs=1e-2)
    assert points >= points_of(instance, plan) - 1e-2
    assert relax(model.linear) >= result.gain - 1e-6


def plan(workspace: Workspace, **options: Any) -> Calendar:
    return plan_period(workspace, parse_period(PERIOD), TODAY, effort="quick", **options)


@FEW
@given(workspaces())
def test_a_polished_plan_keeps_every_rule_and_is_kept(workspace: Workspace) -> None:
    patch = pytest.MonkeyPatch()
    patch.setattr(improving, "_WHOLE_UP_TO", 4)
    patch.setitem(improving.ROUNDS, "quick", 3)
    try:
        polished = plan(workspace, solver="highs")
    finally:
        patch.undo()
    assert Verifier(workspace, polished, parse_period(PERIOD), TODAY).violations() == []
    assert polished.solver.polished_by is not None
    assert polished.solver.name == "ruin-and-recreate+highs"
    assert plan(workspace, existing=polished) == polished
    assert plan(workspace, existing=polished, solver="highs") == polished


def test_repairs_find_what_the_search_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = generate(30, 13)
    instance = build_instance(workspace, parse_period(FAMILY_PERIOD), FAMILY_TODAY, Countries(workspace))
    before = greedy_plan(instance)
    monkeypatch.setitem(improving.ROUNDS, "quick", 3)
    monkeypatch.setattr(improving, "_BOUND_UP_TO", 0)
    first = improving.improve(instance, before.placed, "quick")
    again = improving.improve(instance, before.placed, "quick")
    assert first.placed == again.placed
    assert find_violation(instance, first.placed) is None
    assert points_of(instance, State.of(instance, first.placed)) > points_of(instance, before)
    assert math.isinf(first.points)


@FEW
@given(workspaces(beside=False))
def test_no_plan_is_better_than_the_bounds(workspace: Workspace) -> None:
    """The exact optimum of points, and that of value, lie within what the prices prove."""
    instance = build_instance(workspace, parse_period(PERIOD), TODAY, Countries(workspace))
    bounds = find_bounds(instance, rounds=30)
    value = whole_model(instance, goals=False)
    if value.jobs:
        assert solve(value.linear, nodes=200).gain <= bounds.value + 1e-6
    # The best plan, from the solver's own solution, in the planner's own points.
    model = whole_model(instance)
    found = solve(model.linear, nodes=200).values if model.jobs else None
    placements = read_placements(model, found) if found is not None else {}
    if placements is not None:
        best = State.of(instance, [placements.get(job.index) for job in instance.jobs])
        assert points_of(instance, best) <= bound_in_points(instance, bounds) + 1e-6


def test_a_broken_plan_is_named() -> None:
    workspace = generate(30, 13)
    instance = build_instance(workspace, parse_period(FAMILY_PERIOD), FAMILY_TODAY, Countries(workspace))
    placed = list(greedy_plan(instance).placed)
    index = next(n for n, placement in enumerate(placed) if placement is not None and placement[2])
    placement = placed[index]
    assert placement is not None
    day, waves, works = placement
    placed[index] = (day, waves, works[1:])
    assert str(find_violation(instance, placed)).startswith(instance.jobs[index].id)
    placed[index] = (day, waves, ((*works[0][:3], day, *works[0][4:]), *works[1:]))
    assert find_violation(instance, placed) is not None


def test_without_the_solver_the_message_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "highspy", None)
    with pytest.raises(ContentopsError) as caught:
        load_solver()
    assert caught.value.hint == "pip install 'contentops[solver]'"
    workspace = build([{"id": "one", "value": 3, "window": {"not_before": date(2026, 2, 2)}}])
    with pytest.raises(ContentopsError, match="not installed"):
        plan(workspace, solver="highs")
