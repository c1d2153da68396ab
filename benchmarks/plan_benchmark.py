"""The planner on a generated, oversubscribed family: value, seconds, bound, and what a greedy planner gets.

    python benchmarks/plan_benchmark.py [--sizes 30,100,300] [--seeds 1,2] [--effort normal]

The greedy list scheduler is what planning tools ship: the most valuable item first, each at its earliest
day, on the same rules and the same checker, in the same run.
"""

from __future__ import annotations

import argparse
import resource
import sys
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.plan_family import PERIOD, TODAY, generate
from contentops.models.period import parse_period
from contentops.schedule.build import build_instance
from contentops.schedule.construct import EARLIEST, construct, insert_all
from contentops.schedule.instance import Instance
from contentops.schedule.planning import Effort, plan_period
from contentops.schedule.resources import Countries
from contentops.schedule.state import State

HEADER = (
    f"{'items':>6} {'seed':>4} {'first s':>8} {'s':>7} {'MB':>5} {'planned':>8} {'value':>7} "
    f"{'bound':>7} {'gap %':>6} {'greedy':>7} {'over greedy %':>14}"
)


def main() -> None:
    """Print a line for each size and seed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="30,100")
    parser.add_argument("--seeds", default="1")
    parser.add_argument("--effort", default="quick", choices=["quick", "normal", "thorough"])
    options = parser.parse_args()
    print(f"effort {options.effort}")
    print(HEADER)
    for size in map(int, options.sizes.split(",")):
        for seed in map(int, options.seeds.split(",")):
            measure(size, seed, options.effort)


def measure(size: int, seed: int, effort: Effort) -> None:
    """Plan one workspace of the family and print its line."""
    workspace = generate(size, seed)
    period = parse_period(PERIOD)
    start = perf_counter()
    instance = build_instance(workspace, period, TODAY, Countries(workspace))
    construct(instance)
    first = perf_counter() - start
    greedy = greedy_value(instance)
    start = perf_counter()
    calendar = plan_period(workspace, period, TODAY, effort=effort)
    seconds = perf_counter() - start
    goal = calendar.solver.goals[0]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{size:6d} {seed:4d} {first:8.2f} {seconds:7.1f} {memory:5.0f} {len(calendar.entries):8d} "
        f"{goal.reached:7.0f} {goal.bound or 0:7.0f} {100 * (goal.gap or 0):6.1f} {greedy:7d} "
        f"{100 * (goal.reached / greedy - 1):14.1f}",
        flush=True,
    )


def greedy_value(instance: Instance) -> int:
    """The better of two greedy list schedulers: by value, and by the end of the window."""
    orders = (
        sorted(instance.jobs, key=lambda job: (-job.value, job.days[-1], job.index)),
        sorted(instance.jobs, key=lambda job: (job.days[-1], -job.value, job.index)),
    )
    best = 0
    for order in orders:
        state = State(instance)
        insert_all(state, order, EARLIEST)
        best = max(best, sum(job.value for job in instance.jobs if state.placed[job.index] is not None))
    return best


if __name__ == "__main__":
    main()
