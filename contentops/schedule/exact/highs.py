"""Running HiGHS on a linear model: one thread and counted nodes, so that a run can be repeated.

The only module that imports the solver; without the extra `contentops[solver]` it raises.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from contentops.errors import ContentopsError
from contentops.schedule.exact.linear import LinearModel

_TINY = 1e-7


@dataclass(frozen=True, slots=True)
class Result:
    """What a run found."""

    values: list[float] | None
    """The best solution; None when there is none."""
    gain: float
    """What it gains; minus infinity when there is none."""
    bound: float
    """No solution gains more."""
    optimal: bool
    nodes: int


def load_solver() -> Any:
    """The solver's module.

    Raises ContentopsError when it is not installed.
    """
    try:
        import highspy
    except ImportError as error:
        raise ContentopsError(
            "the solver HiGHS is not installed", hint="pip install 'contentops[solver]'"
        ) from error
    return highspy


def solver_version() -> str:
    """Which HiGHS this is."""
    return str(load_solver().Highs().version())


def solve(
    model: LinearModel,
    *,
    start: Sequence[float] | None = None,
    seconds: float | None = None,
    nodes: int | None = None,
    gap: float = 0.0,
    log: bool = False,
) -> Result:
    """The best solution of a model, from `start` on, within a limit of seconds or of nodes.

    `gap` is how much gain may be left on the table.
    """
    highspy = load_solver()
    highs = _open(highspy, model, log)
    highs.setOptionValue("mip_rel_gap", 0.0)
    highs.setOptionValue("mip_abs_gap", max(gap, 1e-6))
    if seconds is not None:
        highs.setOptionValue("time_limit", float(seconds))
    if nodes is not None:
        highs.setOptionValue("mip_max_nodes", nodes)
    if start is not None:
        solution = highspy.HighsSolution()
        solution.col_value = list(start)
        highs.setSolution(solution)
    highs.run()
    info = highs.getInfo()
    status = highs.getModelStatus()
    found = info.primal_solution_status == highspy.kSolutionStatusFeasible
    values = [float(value) for value in highs.getSolution().col_value] if found else None
    return Result(
        values=values,
        gain=-info.objective_function_value if found else -math.inf,
        bound=-info.mip_dual_bound,
        optimal=status == highspy.HighsModelStatus.kOptimal,
        nodes=int(info.mip_node_count),
    )


def relax(model: LinearModel, *, seconds: float | None = None, log: bool = False) -> float:
    """A gain that no solution exceeds, from the relaxation: proved again here from the prices HiGHS finds.

    Any prices on the rows prove a bound, so the solver's tolerances do no harm.
    """
    highspy = load_solver()
    highs = _open(highspy, model, log, relaxed=True)
    # Steps make the relaxation degenerate: the simplex method takes many times as long.
    highs.setOptionValue("solver", "ipm")
    highs.setOptionValue("run_crossover", "off")
    if seconds is not None:
        highs.setOptionValue("time_limit", float(seconds))
    highs.run()
    return priced_bound(model, [-float(price) for price in highs.getSolution().row_dual])


def priced_bound(model: LinearModel, prices: Sequence[float]) -> float:
    """What no solution exceeds at these prices of the rows: their limits, plus each column at its best bound."""
    left = list(model.gain)
    total = []
    ends = [*model.row_start[1:], len(model.row_columns)]
    for number, price in enumerate(prices):
        side = model.row_upper[number] if price > 0 else model.row_lower[number]
        if not price or math.isinf(side):
            continue
        total.append(price * side)
        for position in range(model.row_start[number], ends[number]):
            left[model.row_columns[position]] -= price * model.row_values[position]
    for column, gain in enumerate(left):
        side = model.upper[column] if gain > 0 else model.lower[column]
        if gain > 0 and math.isinf(side):
            if gain > _TINY:
                return math.inf
            continue
        total.append(gain * side)
    return math.fsum(total) + _TINY * max(1.0, math.fsum(abs(part) for part in total))


def _open(highspy: Any, model: LinearModel, log: bool, *, relaxed: bool = False) -> Any:
    """A solver with the model in it."""
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(model.lower), len(model.row_lower)
    lp.col_cost_ = [-gain for gain in model.gain]
    lp.col_lower_, lp.col_upper_ = model.lower, model.upper
    lp.row_lower_, lp.row_upper_ = model.row_lower, model.row_upper
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.num_col_, lp.a_matrix_.num_row_ = lp.num_col_, lp.num_row_
    lp.a_matrix_.start_ = [*model.row_start, len(model.row_columns)]
    lp.a_matrix_.index_, lp.a_matrix_.value_ = model.row_columns, model.row_values
    if not relaxed:
        kinds = highspy.HighsVarType
        lp.integrality_ = [kinds.kInteger if whole else kinds.kContinuous for whole in model.whole]
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", log)
    highs.setOptionValue("threads", 1)
    highs.setOptionValue("random_seed", 1)
    highs.passModel(lp)
    return highs
