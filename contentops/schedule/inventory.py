"""The inventory of a period: what there is, what is asked of it, what exists and what is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import product

from contentops.models.base import PoolName
from contentops.models.calendar import Calendar, Entry, Refusal
from contentops.models.coverage import CadenceLine, CoverageReport, Gap, MatrixCell, MixShare
from contentops.models.period import Period, parse_period, week_name
from contentops.models.workspace import Workspace
from contentops.schedule.build import build_instance
from contentops.schedule.candidates import was_made
from contentops.schedule.coverage import (
    NAMES,
    find_coverage,
    find_days,
    find_effort,
    find_silences,
)
from contentops.schedule.goals import working_weeks
from contentops.schedule.instance import PARALLEL, Instance
from contentops.schedule.proposal_remedies import add_remedies
from contentops.schedule.proposals import propose
from contentops.schedule.resources import Countries
from contentops.schedule.supply import Book, find_supply

_POOLS: tuple[PoolName, ...] = ("basic", "periodic", "hook")


def take_inventory(
    workspace: Workspace,
    period: Period,
    today: date,
    *,
    calendars: Sequence[str] = (),
    entries: Sequence[Entry] = (),
    refusals: Sequence[Refusal] = (),
    beside: Sequence[Calendar] = (),
    by_week: bool = False,
    plan: Calendar | None = None,
) -> CoverageReport:
    """The report on `period` as of `today`.

    `entries` and `refusals` are what the plans called `calendars` hold for the period; `beside` are the plans
    of other periods, which take people and channels too. With `plan`, the period's own calendar, changes are looked
    for that let in the items proposed; it takes a while. Without calendars nothing is planned: there are no
    gaps yet, and the mix is that of what is asked for.
    """
    countries = Countries(workspace)
    is_working_day = countries.of(None).is_working_day
    instance = build_instance(workspace, period, today, countries, beside=beside)
    book = Book(instance, entries, beside, countries, today)
    covered = [parse_period(name, workspace.settings.fiscal_year_start) for name in calendars]

    def is_planned_for(day: date) -> bool:
        # Of a year with one quarter planned, the other weeks miss nothing yet.
        return is_working_day(day) and any(day in span for span in covered)

    gaps: list[Gap] = []
    if calendars:
        _, found = find_coverage(entries, workspace, period, is_planned_for)
        gaps = propose(found, entries, refusals, workspace, period, today, countries, beside)
        if plan is not None:
            gaps = add_remedies(gaps, plan, workspace, period, today, beside)
    weeks = working_weeks(period, is_planned_for)
    return CoverageReport(
        period=period.name,
        first=period.first,
        last=period.last,
        today=today,
        calendars=list(calendars),
        weeks=[week_name(monday) for monday in book.mondays],
        items=len(workspace.items),
        gaps=gaps,
        supply=find_supply(book, by_week=by_week),
        matrix=find_matrix(workspace, entries, beside),
        mix=list(_mix(workspace, instance, entries, is_planned=bool(calendars))),
        cadence=list(_cadence(workspace, entries, weeks, gaps)) if calendars else [],
    )


def find_matrix(
    workspace: Workspace, entries: Sequence[Entry], beside: Sequence[Calendar] = ()
) -> list[MatrixCell]:
    """Pool by funnel stage by role: every item of the workspace counts in one cell, in one way."""
    others = (entry for calendar in beside for entry in calendar.entries)
    planned = {entry.item.partition("@")[0] for entry in (*entries, *others) if entry.state != "cancelled"}
    counts: Counter[tuple[str, str, str, str]] = Counter()
    for item in workspace.items.values():
        kind = (
            "held" if item.is_held_back
            else "existing" if was_made(item)
            else "planned" if item.id in planned
            else "open"
        )  # fmt: skip
        cell = (item.pool, item.stage, item.role)
        counts[(*cell, kind)] += 1
        if kind == "existing" and item.id in planned:
            counts[(*cell, "refreshed")] += 1
    return [
        MatrixCell(
            pool=pool,
            stage=stage,
            role=role,
            existing=counts[pool, stage, role, "existing"],
            planned=counts[pool, stage, role, "planned"],
            open=counts[pool, stage, role, "open"],
            held=counts[pool, stage, role, "held"],
            refreshed=counts[pool, stage, role, "refreshed"],
            missing=not (counts[pool, stage, role, "existing"] or counts[pool, stage, role, "planned"]),
        )
        for pool, stage, role in product(_POOLS, NAMES["stages"], NAMES["roles"])
    ]


def _mix(
    workspace: Workspace, instance: Instance, entries: Sequence[Entry], *, is_planned: bool
) -> Iterator[MixShare]:
    """Shares of the effort: of what is planned, else of what is asked for."""
    effort = find_effort(entries, workspace) if is_planned else _asked_effort(instance)
    for kind in ("pools", "means"):
        amounts, targets = effort[kind], workspace.settings.targets.mix[kind]
        total = sum(amounts.values())
        for name in NAMES[kind]:
            yield MixShare(
                kind="pools" if kind == "pools" else "means",
                name=name,
                hours=amounts[name],
                share=round(amounts[name] / total, 4) if total else None,
                target=targets.get(name, 0.0) if targets else None,
            )


def _asked_effort(instance: Instance) -> dict[str, dict[str, float]]:
    effort = {kind: dict.fromkeys(NAMES[kind], 0.0) for kind in ("pools", "means")}
    for job in instance.jobs:
        parts = (part for link in job.chain for part in (link.parts if link.kind == PARALLEL else (link,)))
        hours = sum(part.amount / 2 for part in parts if not part.stage.startswith("review:"))
        effort["pools"][job.item.pool] += hours
        effort["means"][job.item.means] += hours
    return effort


def _cadence(
    workspace: Workspace, entries: Sequence[Entry], weeks: Sequence[date], gaps: Sequence[Gap]
) -> Iterator[CadenceLine]:
    targets, days = workspace.settings.targets, find_days(entries, workspace)
    missing: Counter[tuple[str, str]] = Counter()
    for gap in gaps:
        missing[gap.kind, gap.name] += gap.missing or 0
    for channel in workspace.settings.channels:
        yield _cadence_line("channels", channel.id, days["channels"][channel.id], weeks).model_copy(
            update={
                "rate": targets.channels.get(channel.id),
                "missing": missing["channels", channel.id],
            }
        )
    for kind in ("roles", "stages", "pools"):
        for name in NAMES[kind]:
            yield _cadence_line(kind, name, days[kind][name], weeks).model_copy(
                update={"allowed": targets.silences[kind].get(name), "missing": missing[kind, name]}
            )


def _cadence_line(kind: str, name: str, days: Sequence[date], weeks: Sequence[date]) -> CadenceLine:
    silent, longest = find_silences(days, weeks)
    return CadenceLine.model_validate(
        {"kind": kind, "name": name, "entries": len(days), "silent_weeks": silent, "longest_silence": longest}
    )
