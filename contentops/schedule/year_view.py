"""The table of a year, from the calendars that plan parts of it."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from datetime import date
from itertools import groupby

from contentops.models.calendar import Calendar, Entry, Refusal
from contentops.models.period import Period, week_name
from contentops.models.workspace import Workspace
from contentops.models.year import YearPlan, YearQuarter, YearWeek
from contentops.schedule.resources import Countries
from contentops.schedule.week_facts import (
    DAY,
    WEEK,
    find_occasions,
    find_publications,
    mondays_of,
    periods_of,
)
from contentops.schedule.workload import Workload, gather_entries
from contentops.schedule.year import quarters_of

POOLS = ("basic", "periodic", "hook")


def make_year_plan(workspace: Workspace, year: Period, calendars: Sequence[Calendar]) -> YearPlan:
    """The year's table; `calendars` are all plans there are, also those of the years beside it.

    Work is counted in whole weeks, wherever the calendar stands that it comes from: the hours of March for
    what is published in April are March's.
    """
    inside = [
        calendar
        for calendar, period in zip(calendars, periods_of(calendars, workspace), strict=True)
        if period.first <= year.last and period.last >= year.first
    ]
    inside.sort(key=lambda calendar: calendar.period)
    countries = Countries(workspace)
    entries = gather_entries([*inside, *calendars])
    work = Workload(workspace, entries, countries)
    periods = periods_of(inside, workspace)
    weeks = [_make_week(workspace, monday, entries, work, periods, countries) for monday in mondays_of(year)]
    years = countries.provisional_years(year.first.year, year.last.year)
    own = [entry for entry in entries if entry.publish in year and entry.state != "cancelled"]
    return YearPlan(
        period=year.name,
        first=year.first,
        last=year.last,
        today=max((calendar.today for calendar in inside), default=year.first),
        provisional=bool(years),
        provisional_years=years,
        calendars=[calendar.period for calendar in inside],
        quarters=[_make_quarter(workspace, one, inside, own) for one in
                  quarters_of(year, workspace.settings.fiscal_year_start)],
        weeks=_mark_silences(weeks, workspace),
        unscheduled=_refused(inside),
    )  # fmt: skip


def _make_week(
    workspace: Workspace,
    monday: date,
    entries: Sequence[Entry],
    work: Workload,
    periods: Sequence[Period],
    countries: Countries,
) -> YearWeek:
    sunday = monday + WEEK - DAY
    publications = find_publications(entries, monday, sunday)
    people = list(work.pieces)
    there = [work.available(person, monday) for person in people]
    begun = [one for one in publications if monday <= one.publish <= sunday]
    channels = {channel.id: 0 for channel in workspace.settings.channels}
    for one in publications:
        for wave in one.channels:
            channels[wave.channel] = channels.get(wave.channel, 0) + 1
    return YearWeek(
        week=week_name(monday),
        first=monday,
        last=sunday,
        working_days=len(countries.of(None).between(monday, sunday)),
        planned=any(period.first <= sunday and period.last >= monday for period in periods),
        publications=publications,
        pools={pool: sum(one.pool == pool for one in begun) for pool in POOLS},
        channels=channels,
        occasions=find_occasions(workspace, monday, sunday),
        hours=sum(work.hours_in(person, monday) for person in people) / 2,
        hours_available=sum(hours for hours, _ in there) / 2,
        reviews=sum(work.reviews_in(person, monday) for person in people),
        reviews_available=sum(reviews for _, reviews in there),
    )


def _mark_silences(weeks: list[YearWeek], workspace: Workspace) -> list[YearWeek]:
    """The weeks with the pools and channels that are silent longer than the cadence allows."""
    targets = workspace.settings.targets
    pools = {name: targets.silences["pools"].get(name) for name in POOLS}
    channels = {
        name: math.ceil(1 / rate - 1e-9) - 1 if rate < 1 else 0 for name, rate in targets.channels.items()
    }
    late_pools = {
        name: _late(weeks, lambda week, name=name: week.pools[name], allowed)  # type: ignore[misc]
        for name, allowed in pools.items()
        if allowed is not None
    }
    late_channels = {
        name: _late(weeks, lambda week, name=name: week.channels.get(name, 0), allowed)  # type: ignore[misc]
        for name, allowed in channels.items()
    }
    return [
        week.model_copy(
            update={
                "late_pools": [name for name, late in late_pools.items() if week.week in late],
                "late_channels": [name for name, late in late_channels.items() if week.week in late],
            }
        )
        for week in weeks
    ]


def _late(weeks: Sequence[YearWeek], count: Callable[[YearWeek], int], allowed: int) -> set[str]:
    """The silent weeks of runs that are longer than allowed.

    Weeks without work do not count, and a run ends where nothing is planned.
    """
    found: set[str] = set()
    counted = [week for week in weeks if week.working_days]
    for is_silent, run in groupby(counted, lambda week: week.planned and not count(week)):
        names = [week.week for week in run]
        if is_silent and len(names) > allowed:
            found |= set(names)
    return found


def _make_quarter(
    workspace: Workspace, period: Period, calendars: Sequence[Calendar], entries: Sequence[Entry]
) -> YearQuarter:
    own = [entry for entry in entries if entry.publish in period]
    values = (workspace.items.get(entry.item.partition("@")[0]) for entry in own)
    covering = [
        calendar
        for calendar, other in zip(calendars, periods_of(calendars, workspace), strict=True)
        if other.first <= period.last and other.last >= period.first
    ]
    return YearQuarter(
        period=period.name,
        planned=bool(covering),
        entries=len(own),
        unscheduled=sum(len(calendar.unscheduled) for calendar in covering),
        value=sum(item.value for item in values if item is not None),
    )


def _refused(calendars: Sequence[Calendar]) -> list[Refusal]:
    """What has no place in any calendar, by value; of several reasons the last."""
    placed = {entry.item for calendar in calendars for entry in calendar.entries}
    found = {
        refusal.item: refusal
        for calendar in calendars
        for refusal in calendar.unscheduled
        if refusal.item not in placed
    }
    return sorted(found.values(), key=lambda refusal: (-refusal.value, refusal.item))
