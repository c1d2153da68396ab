"""The planner on a generated, oversubscribed family, beside a greedy planner, a solver and what can be proved.

    python benchmarks/plan_benchmark.py [--sizes 30,100,300] [--seeds 1,2] [--effort normal] [--exact] [--bound]

Each measurement is a process of its own, so that its peak memory is its own. "first s" is the time to a first plan,
"s" to the calendar with all its reasons. Points are value less what missed goals cost; the gap is that to the bound
the planner itself proves. "greedy" is what planning tools ship: a list scheduler, the most valuable item first
(or the one due first, whichever comes out better), each at its earliest day, on the same rules and goals.

`--exact` gives the whole model to HiGHS for ten times as long as the plan took, from nothing (cold) and from the
plan (warm). `--bound` solves its relaxation, which is the best bound there is, and shows the gap to that.
`--polish` shows what `plan --solver highs` makes of it. All three need the extra `contentops[solver]`.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

HEADER = (
    f"{'items':>6} {'seed':>4} {'first s':>7} {'s':>6} {'MB':>4} {'planned':>7} {'value':>7} {'points':>8} "
    f"{'bound':>8} {'gap %':>5} {'greedy':>8} {'over %':>6} {'value over %':>12}"
)
_LEAST_SECONDS = 30.0
"""What a solver is given at least."""


def main() -> None:
    """Print a line for each size and seed, and more lines below it when asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", default="30,100")
    parser.add_argument("--seeds", default="1")
    parser.add_argument("--effort", default="normal", choices=["quick", "normal", "thorough"])
    parser.add_argument("--exact", action="store_true", help="the whole model given to HiGHS")
    parser.add_argument("--bound", action="store_true", help="the relaxation of the whole model")
    parser.add_argument("--polish", action="store_true", help="`plan --solver highs`")
    parser.add_argument("--child", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        print(json.dumps(measure(**json.loads(options.child))))
        return
    print(f"effort {options.effort}")
    print(HEADER)
    for size in map(int, options.sizes.split(",")):
        for seed in map(int, options.seeds.split(",")):
            compare(size, seed, options)


def compare(size: int, seed: int, options: argparse.Namespace) -> None:
    """Measure one workspace of the family, each measurement in a process of its own."""
    case = {"size": size, "seed": seed, "effort": options.effort}
    greedy = run_child(kind="greedy", **case)
    plan = run_child(kind="plan", **case)
    gap = 100 * (1 - plan["points"] / plan["bound"]) if plan["bound"] > 0 else 0.0
    print(
        f"{size:6d} {seed:4d} {plan['first']:7.2f} {plan['seconds']:6.1f} {plan['megabytes']:4.0f} "
        f"{plan['planned']:7d} {plan['value']:7.0f} {plan['points']:8.1f} {plan['bound']:8.1f} {gap:5.1f} "
        f"{greedy['points']:8.1f} {over(plan['points'], greedy['points']):6.1f} "
        f"{over(plan['value'], greedy['value']):12.1f}",
        flush=True,
    )
    if options.polish:
        tell("plan --solver highs", run_child(kind="polish", **case), plan)
    if options.exact:
        seconds = max(_LEAST_SECONDS, 10 * plan["seconds"])
        for kind in ("cold", "warm"):
            tell(f"HiGHS, {kind}, {seconds:.0f} s", run_child(kind=kind, limit=seconds, **case), plan)
    if options.bound:
        tell("relaxation", run_child(kind="relaxation", **case), plan)


def over(more: float, less: float) -> float:
    """By how many per cent `more` exceeds `less`."""
    return 100 * (more / less - 1) if less > 0 else 0.0


def tell(name: str, found: dict[str, Any], plan: dict[str, Any]) -> None:
    """Print a line about another way to solve the same problem."""
    parts = [f"{found['seconds']:.1f} s", f"{found['megabytes']:.0f} MB"]
    if found.get("points") is not None:
        parts.append(
            f"points {found['points']:.1f} (the plan: {over(plan['points'], found['points']):+.1f} %)"
        )
    elif "points" in found:
        parts.append("no plan")
    if found.get("bound") is not None:
        parts.append(
            f"bound {found['bound']:.1f} (the plan reaches {100 * plan['points'] / found['bound']:.1f} %)"
        )
    print(f"{'':11s} {name}: {', '.join(parts)}", flush=True)


def run_child(**arguments: Any) -> dict[str, Any]:
    """One measurement in a fresh process; with its peak memory."""
    command = [sys.executable, str(Path(__file__).resolve()), "--child", json.dumps(arguments)]
    done = subprocess.run(command, check=True, capture_output=True, encoding="utf-8")
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def measure(kind: str, size: int, seed: int, effort: str, limit: float = 0.0) -> dict[str, Any]:
    """One measurement: `greedy`, `plan`, `polish`, `cold`, `warm` or `relaxation`."""
    from benchmarks.plan_family import replan

    case = replan(size, seed)
    ways: dict[str, Callable[[], dict[str, Any]]] = {
        "greedy": lambda: measure_greedy(case),
        "plan": lambda: measure_plan(case, effort),
        "polish": lambda: measure_plan(case, effort, solver="highs"),
        "cold": lambda: measure_solver(case, effort, limit, warm=False),
        "warm": lambda: measure_solver(case, effort, limit, warm=True),
        "relaxation": lambda: measure_relaxation(case),
    }
    found = ways[kind]()
    return {**found, "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def build(case: Any) -> Any:
    """The instance of a case, as the planner builds it."""
    from benchmarks.plan_family import PERIOD, TODAY
    from contentops.models.period import parse_period
    from contentops.schedule.build import build_instance
    from contentops.schedule.resources import Countries

    workspace = case.workspace
    return build_instance(workspace, parse_period(PERIOD), TODAY, Countries(workspace), existing=case.earlier)


def kept_value(instance: Any) -> int:
    """The value of entries that do not move; every plan has it."""
    items = instance.workspace.items
    return sum(items[entry.item].value for entry in instance.kept if entry.state != "cancelled")


def measure_greedy(case: Any) -> dict[str, Any]:
    """The list scheduler."""
    from benchmarks.greedy import greedy_plan
    from contentops.schedule.goal_report import points_of, value_of

    start = perf_counter()
    instance = build(case)
    state = greedy_plan(instance)
    seconds, kept = perf_counter() - start, kept_value(instance)
    return {
        "seconds": seconds,
        "value": value_of(instance, state) + kept,
        "points": points_of(instance, state) + kept,
    }


def measure_plan(case: Any, effort: Any, solver: Any = None) -> dict[str, Any]:
    """The planner, from the workspace to the calendar with its reasons."""
    from benchmarks.plan_family import PERIOD, TODAY
    from contentops.models.period import parse_period
    from contentops.schedule.construct import EARLIEST, insert_all
    from contentops.schedule.incumbent import restore_plan
    from contentops.schedule.planning import plan_period

    start = perf_counter()
    instance = build(case)
    insert_all(restore_plan(instance, case.earlier), instance.jobs, EARLIEST)
    first = perf_counter() - start
    start = perf_counter()
    calendar = plan_period(
        case.workspace, parse_period(PERIOD), TODAY, existing=case.earlier, effort=effort, solver=solver
    )
    seconds = perf_counter() - start
    goals = {goal.goal: goal for goal in calendar.solver.goals}
    return {
        "first": first,
        "seconds": seconds,
        "planned": len(calendar.entries),
        "value": goals["value"].reached,
        "points": goals["points"].reached,
        "bound": goals["points"].bound,
    }


def measure_solver(case: Any, effort: str, limit: float, *, warm: bool) -> dict[str, Any]:
    """The whole model given to HiGHS, from nothing or from the planner's search."""
    from contentops.schedule.exact.check import find_violation
    from contentops.schedule.exact.highs import solve
    from contentops.schedule.exact.solution import read_placements, write_start
    from contentops.schedule.goal_report import find_bounds, points_of
    from contentops.schedule.incumbent import restore_plan
    from contentops.schedule.search import EFFORTS, Search
    from contentops.schedule.state import State

    instance = build(case)
    model, start = _whole_model(instance), None
    if warm:
        search = Search(
            instance, EFFORTS[effort], find_bounds(instance), restore_plan(instance, case.earlier)
        )
        start = write_start(model, search.run().placed)
    begun = perf_counter()
    result = solve(model.linear, start=start, seconds=limit, gap=0.01)
    found: dict[str, Any] = {"seconds": perf_counter() - begun, "points": None}
    found["bound"] = result.bound + model.offset + kept_value(instance)
    placements = read_placements(model, result.values) if result.values is not None else None
    if placements is not None:
        placed = [placements.get(job.index) for job in instance.jobs]
        assert find_violation(instance, placed) is None
        found["points"] = points_of(instance, State.of(instance, placed)) + kept_value(instance)
    return found


def measure_relaxation(case: Any) -> dict[str, Any]:
    """The bound of the whole model's relaxation."""
    from contentops.schedule.exact.highs import relax

    instance = build(case)
    begun = perf_counter()
    model = _whole_model(instance)
    bound = relax(model.linear) + model.offset + kept_value(instance)
    return {"seconds": perf_counter() - begun, "bound": bound}


def _whole_model(instance: Any) -> Any:
    from contentops.schedule.exact.model import build_model
    from contentops.schedule.exact.room import find_room

    count = len(instance.jobs)
    return build_model(find_room(instance, [None] * count, range(count)))


if __name__ == "__main__":
    main()
