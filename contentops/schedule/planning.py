"""Planning a period: build the problem, search, polish, and write down the plan with its reasons."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from typing import Literal

from contentops.models.calendar import Calendar, Entry, Refusal, SolverReport, Tool
from contentops.models.period import Period
from contentops.models.workspace import Workspace
from contentops.schedule.build import build_instance
from contentops.schedule.construct import EARLIEST, insert_all
from contentops.schedule.coverage import find_coverage
from contentops.schedule.diagnose import Diagnosis
from contentops.schedule.earlier import carry_notes, hash_entries, is_edited, order_of, take_earlier
from contentops.schedule.entries import make_entry
from contentops.schedule.goal_report import Bounds, bound_in_points, find_bounds, is_optimal, report_goals
from contentops.schedule.incumbent import restore_plan
from contentops.schedule.instance import Instance, Job
from contentops.schedule.moves import Moves, unsaid
from contentops.schedule.nearest import settle_conflicts
from contentops.schedule.polish import polish
from contentops.schedule.proposals import propose
from contentops.schedule.reasons import Cause, Reasons
from contentops.schedule.repair import can_repair, repair
from contentops.schedule.resources import Countries
from contentops.schedule.search import EFFORTS, Search
from contentops.schedule.state import Placement, State

Effort = Literal["quick", "normal", "thorough"]
SolverName = Literal["highs"]
"""A solver that may improve what the search found."""
Progress = Callable[[int, int, int, int], None]
"""Called with the work done, the work in all, the value planned so far, and the bound on it."""
SOLVER_NAME = "ruin-and-recreate"
_ROUNDS: dict[Effort, int] = {"quick": 30, "normal": 100, "thorough": 300}
"""How long better bounds are sought, in questions a stage."""


def plan_period(
    workspace: Workspace,
    period: Period,
    today: date,
    *,
    existing: Calendar | None = None,
    beside: Sequence[Calendar] = (),
    effort: Effort = "normal",
    progress: Progress | None = None,
    fresh: bool = False,
    solver: SolverName | None = None,
) -> Calendar:
    """The plan of `period` as of `today`: what is done, by whom and when, and why the rest is not.

    `existing` is the period's earlier plan: its published, pinned and cancelled entries stay as they are, the
    others keep their date where that costs no value. `beside` are the plans of other periods; what they use
    is not free. The result depends on the arguments alone, unless an interrupt (Ctrl-C) ends the search:
    then it is the best plan found so far, with the effort "quick". Pins that contradict one another or the rules
    give way, and are named in `conflicts`. `fresh` ignores what the earlier plan only intended. `solver` improves
    what the search found: a plan so polished is kept as it is, for another machine might not find it again.

    Raises ContentopsError when the solver is not installed.
    """
    countries = Countries(workspace)
    earlier = existing
    if existing is not None:
        existing = take_earlier(existing, countries.of(None), fresh=fresh)
    settled = settle_conflicts(workspace, period, today, countries, existing=existing, beside=beside)
    existing = settled.existing
    instance = build_instance(
        workspace,
        period,
        today,
        countries,
        existing=existing,
        beside=beside,
        anew=settled.anew,
        stood={entry.item for entry in earlier.entries} if earlier is not None else (),
    )
    kept_value = _kept_value(instance)
    # A plan that stands as it is needs no bounds.
    bounds_of = cache(lambda: find_bounds(instance, rounds=_ROUNDS[effort]))

    def report(done: int, total: int, score: int) -> None:
        if progress is not None:
            progress(done, total, score // instance.point + kept_value, bounds_of().value + kept_value)

    state, done, polished_by = _find_plan(instance, existing, effort, bounds_of, report, solver)
    if done is None and existing is not None:
        return settled.mark(existing, stands=True)
    bounds = bounds_of()
    moves = Moves(instance, state, existing)
    diagnosis = Diagnosis(instance, state)
    entries = [*_kept_entries(instance), *_new_entries(instance, state, diagnosis, moves)]
    entries.sort(key=order_of(earlier))
    refusals = _refusals(instance, state, diagnosis, moves)
    coverage, gaps = find_coverage(entries, workspace, period, countries.of(None).is_working_day)
    gaps = propose(gaps, entries, refusals, workspace, period, today, countries, beside)
    years = _years(entries, period)
    provisional = countries.provisional_years(*years)
    calendar = Calendar(
        period=period.name,
        provisional=bool(provisional),
        provisional_years=provisional,
        today=today,
        input_hash=workspace.input_hash,
        entries_hash=hash_entries(entries),
        solver=SolverReport(
            name=SOLVER_NAME if polished_by is None else f"{SOLVER_NAME}+{polished_by.name}",
            effort=done or effort,
            status="optimal" if is_optimal(instance, state, bounds) else "feasible",
            goals=report_goals(instance, state, bounds, kept_value),
            polished_by=polished_by,
        ),
        entries=entries,
        unscheduled=refusals,
        coverage=coverage,
        gaps=[gap.as_data() for gap in gaps],
    )
    return settled.mark(carry_notes(calendar, earlier) if earlier is not None else calendar)


def _find_plan(
    instance: Instance,
    existing: Calendar | None,
    effort: Effort,
    bounds_of: Callable[[], Bounds],
    report: Callable[[int, int, int], None],
    solver: SolverName | None,
) -> tuple[State, Effort | None, Tool | None]:
    """The best plan, the effort that went into it (None when the earlier plan stands as it is), and the solver that
    improved it.

    A search that was interrupted counts as quick, so that planning again takes it up.
    """
    incumbent = restore_plan(instance, existing)
    whole = existing is not None and _is_whole(instance, incumbent, existing)
    before = list(incumbent.placed)
    if (
        existing is not None
        and _is_changed(existing, instance, whole)
        and can_repair(instance, incumbent, existing)
    ):
        try:
            return repair(instance, incumbent, existing, EFFORTS[effort]), effort, None
        except KeyboardInterrupt:
            incumbent = State.of(instance, before)
            insert_all(incumbent, instance.jobs, EARLIEST)
            return incumbent, "quick", None
    insert_all(incumbent, instance.jobs, EARLIEST)
    if (
        whole
        and existing is not None
        and incumbent.placed == before
        and _is_current(existing, instance, effort, solver)
    ):
        return incumbent, None, None
    bounds = bounds_of()
    outcome = Search(instance, EFFORTS[effort] if bounds.complete else 0, bounds, incumbent, report).run()
    interrupted = outcome.interrupted or not bounds.complete
    spent: Effort = "quick" if interrupted else effort
    plan, tool = outcome.placed, None
    if solver is not None and not interrupted:
        try:
            plan, tool = _improve(instance, plan, effort, bounds, report)
        except KeyboardInterrupt:
            spent = "quick"
    if whole and existing is not None and plan == before:
        return State.of(instance, plan), spent, tool or existing.solver.polished_by
    return polish(instance, plan), spent, tool


def _improve(
    instance: Instance,
    placed: list[Placement | None],
    effort: Effort,
    bounds: Bounds,
    report: Callable[[int, int, int], None],
) -> tuple[list[Placement | None], Tool]:
    """Let the solver improve a plan, and tighten the bound by what it proves."""
    from contentops.schedule.exact.improve import improve

    improved = improve(instance, placed, effort, report)
    if math.isfinite(improved.points):
        bounds.score -= max(0.0, bound_in_points(instance, bounds) - improved.points) * instance.point
    return improved.placed, improved.tool


def _is_whole(instance: Instance, incumbent: State, existing: Calendar) -> bool:
    """Whether the earlier plan holds exactly today's candidates, each of its entries still legal."""
    placed = {job.id for job in instance.jobs if incumbent.placed[job.index] is not None}
    planned = {entry.item for entry in existing.entries} - {entry.item for entry in instance.kept}
    refused = {refusal.item for refusal in existing.unscheduled}
    open_ones = {job.id for job in instance.jobs} - placed
    return placed == planned and refused == open_ones | {one.id for one in instance.refused}


def _is_changed(existing: Calendar, instance: Instance, whole: bool) -> bool:
    """Whether something happened since the earlier plan: to the workspace, the calendar, or a day went by."""
    same_day = existing.today == instance.axis.day(instance.axis.today)
    same_input = existing.input_hash == instance.workspace.input_hash
    return is_edited(existing) or not (same_input and same_day and whole)


def _is_current(existing: Calendar, instance: Instance, effort: Effort, solver: SolverName | None) -> bool:
    """Whether the earlier plan was computed from this input, on this day, with as much effort, and by the solver.

    Nobody has changed a state since: that a kept entry does not move is written in its reason.
    """
    order = list(EFFORTS)
    return (
        existing.input_hash == instance.workspace.input_hash
        and not is_edited(existing)
        and existing.today == instance.axis.day(instance.axis.today)
        and order.index(existing.solver.effort) >= order.index(effort)
        and (solver is None or existing.solver.polished_by is not None)
        and _kept_entries(instance) == instance.kept
    )


def _kept_value(instance: Instance) -> int:
    return sum(
        item.value
        for entry in instance.kept
        if entry.state != "cancelled"
        and (item := instance.workspace.items.get(entry.item.partition("@")[0])) is not None
    )


def _years(entries: Sequence[Entry], period: Period) -> tuple[int, int]:
    days = [period.first, period.last]
    for entry in entries:
        days.append(entry.publish)
        days += [wave.date for wave in entry.channels]
        days += [day for task in entry.tasks for day in (task.start, task.end)]
    return min(days).year, max(days).year


def _kept_entries(instance: Instance) -> list[Entry]:
    reasons = Reasons.of(instance.workspace)
    return [
        entry.model_copy(update={"reason": reasons.say(Cause(f"kept.{entry.state}"))})
        for entry in instance.kept
    ]


def _new_entries(instance: Instance, state: State, diagnosis: Diagnosis, moves: Moves) -> list[Entry]:
    return [
        _entry(job, instance, state, diagnosis, moves)
        for job in instance.jobs
        if state.placed[job.index] is not None
    ]


def _entry(job: Job, instance: Instance, state: State, diagnosis: Diagnosis, moves: Moves) -> Entry:
    placement = state.placed[job.index]
    assert placement is not None  # noqa: S101  the caller has looked
    causes, _ = diagnosis.why_there(job)
    moved = moves.why_moved(job)
    return make_entry(job, instance, placement).model_copy(
        update={
            "reason": Reasons.of(instance.workspace, job.item).join(
                causes if moved is None else [moved, *unsaid(moved, causes)]
            ),
            "moved_from": moves.before(job.id),
        }
    )


def _refusals(instance: Instance, state: State, diagnosis: Diagnosis, moves: Moves) -> list[Refusal]:
    plain = Reasons.of(instance.workspace)
    refusals = [
        Refusal(
            item=refused.id,
            title=refused.title,
            pool=refused.item.pool,
            value=refused.item.value,
            reason=moves.tell_lost(refused.id, plain.say(refused.cause), plain),
            binding=[refused.cause.code],
            moved_from=moves.before(refused.id),
        )
        for refused in instance.refused
    ]
    for job in instance.jobs:
        if state.placed[job.index] is None:
            causes, binding = diagnosis.why_refused(job)
            reasons = Reasons.of(instance.workspace, job.item)
            refusals.append(
                Refusal(
                    item=job.id,
                    title=job.title,
                    pool=job.item.pool,
                    value=job.value,
                    reason=moves.tell_lost(job.id, reasons.join(causes), reasons),
                    binding=binding,
                    moved_from=moves.before(job.id),
                )
            )
    return sorted(refusals, key=lambda refusal: (-refusal.value, refusal.item))
