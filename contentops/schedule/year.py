"""Planning a year: its four quarters, those who need the longest time ahead first.

Quarters planned one after the other would give the hours of March to whatever fits into March, and leave the
white paper of April without its modules. So the year gets an outline first: what hangs on its events and nodes,
hooks and what these depend on, then everything else beside them. Then each quarter is planned in order, at
full effort, beside the quarters before it, and beside the outline of those after it, whose hours, reviews and
channels are not free. The outline itself is not kept: it only reserves.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date

from contentops.models.calendar import Calendar, SolverReport
from contentops.models.item import Item
from contentops.models.period import Period, quarter
from contentops.models.workspace import Workspace
from contentops.schedule.build import build_instance
from contentops.schedule.entries import make_entry
from contentops.schedule.instance import Instance
from contentops.schedule.planning import Effort, Progress, plan_period
from contentops.schedule.resources import Countries
from contentops.schedule.search import EFFORTS, Search
from contentops.schedule.state import Placement, State

Report = Callable[[int, int, int, int], None]


def quarters_of(year: Period, fiscal_year_start: int) -> list[Period]:
    """The four quarters of a year."""
    return [quarter(int(year.name), number, fiscal_year_start) for number in (1, 2, 3, 4)]


def plan_year(
    workspace: Workspace,
    year: Period,
    today: date,
    *,
    calendars: Sequence[Calendar] = (),
    effort: Effort = "normal",
    progress: Progress | None = None,
    fresh: bool = False,
) -> list[Calendar]:
    """The plans of the quarters of `year` that are not past on `today`, in order.

    `calendars` are all plans there are: those of the quarters are replanned as `plan_period` does it, the others
    (and past quarters) stay. An interrupt ends one search; what follows it is planned with the effort "quick".
    """
    quarters = [one for one in quarters_of(year, workspace.settings.fiscal_year_start) if one.last >= today]
    if not quarters:
        return []
    names = {one.name for one in quarters}
    beside = [calendar for calendar in calendars if calendar.period not in names]
    plans = {calendar.period: calendar for calendar in calendars if calendar.period in names}
    steps = _Steps(progress, len(quarters) + 2)
    outline, spent = _outline(workspace, year, quarters, today, [*beside, *plans.values()], effort, steps)
    placed = {entry.item.partition("@")[0] for plan in [*outline, *plans.values()] for entry in plan.entries}
    wanted = _with_dependencies(workspace, [name for name in workspace.items if name not in placed])
    made: list[Calendar] = []
    for number, one in enumerate(quarters):
        later = [plans[other.name] for other in quarters[number + 1 :] if other.name in plans]
        plan = plan_period(
            workspace,
            one,
            today,
            existing=plans.get(one.name),
            beside=[*beside, *made, *later, *_reserve(outline, one, wanted)],
            effort=spent,
            progress=steps.next(),
            fresh=fresh,
        )
        made.append(plan)
        if plan.solver.effort == "quick":
            spent = "quick"
    return _without_placed(made)


def _without_placed(plans: Sequence[Calendar]) -> list[Calendar]:
    """The plans; what found its place in a later quarter is not refused in an earlier one."""
    placed: set[str] = set()
    result: list[Calendar] = []
    for plan in reversed(plans):
        refused = [refusal for refusal in plan.unscheduled if refusal.item not in placed]
        is_same = len(refused) == len(plan.unscheduled)
        result.append(plan if is_same else plan.model_copy(update={"unscheduled": refused}))
        placed |= {entry.item for entry in plan.entries}
    return result[::-1]


def _outline(
    workspace: Workspace,
    year: Period,
    quarters: Sequence[Period],
    today: date,
    beside: Sequence[Calendar],
    effort: Effort,
    steps: _Steps,
) -> tuple[list[Calendar], Effort]:
    """All open quarters as one period: what needs the year's dates or a long time, then the rest.

    With it the effort that is left for the quarters: "quick" after an interrupt.
    """
    whole = replace(year, first=quarters[0].first)
    first = replace(workspace, items=_first_ones(workspace))
    countries = Countries(workspace)
    outline: list[Calendar] = []
    for part in (first, workspace):
        instance = build_instance(part, whole, today, countries, beside=[*beside, *outline])
        report = steps.next()

        def show(
            done: int, total: int, score: int, report: Report = report, unit: int = instance.point
        ) -> None:
            report(done, total, score // unit, score // unit)

        outcome = Search(instance, EFFORTS["quick"], None, State(instance), show).run()
        outline.append(_as_calendar(instance, outcome.placed, today))
        if outcome.interrupted:
            effort = "quick"
    return outline, effort


def _as_calendar(instance: Instance, placed: Sequence[Placement | None], today: date) -> Calendar:
    """What the outline takes of people and channels, as the plan of another period."""
    return Calendar(
        period=instance.period.name,
        provisional=False,
        today=today,
        input_hash="",
        solver=SolverReport(name="outline", status="feasible"),
        entries=[
            make_entry(job, instance, placement)
            for job, placement in zip(instance.jobs, placed, strict=True)
            if placement is not None
        ],
    )


def _first_ones(workspace: Workspace) -> dict[str, Item]:
    """The items with an anchor, the hooks, and what these depend on."""
    first = [item.id for item in workspace.items.values() if item.anchor is not None or item.pool == "hook"]
    found = _with_dependencies(workspace, first)
    return {name: item for name, item in workspace.items.items() if name in found}


def _with_dependencies(workspace: Workspace, names: Sequence[str]) -> set[str]:
    """Items and all they wait for."""
    waiting, found = list(names), set[str]()
    while waiting:
        name = waiting.pop()
        if name not in found and name in workspace.items:
            found.add(name)
            waiting += workspace.items[name].depends_on
    return found


def _reserve(outline: Sequence[Calendar], period: Period, wanted: Collection[str]) -> Iterator[Calendar]:
    """What the outline has after `period`, but for what an item waits for that it left out (`wanted`)."""
    for calendar in outline:
        coming = [
            entry for entry in calendar.entries if entry.publish > period.last and entry.item not in wanted
        ]
        if coming:
            yield calendar.model_copy(update={"entries": coming})


class _Steps:
    """One progress over several searches."""

    def __init__(self, progress: Progress | None, count: int) -> None:
        self._progress = progress
        self._count = count
        self._step = -1

    def next(self) -> Report:
        """The progress of the next search."""
        self._step += 1
        step, report = self._step, self._progress

        def show(done: int, total: int, value: int, bound: int) -> None:
            if report is not None:
                report(step * total + done, self._count * total, value, bound)

        return show
