"""The work list of a week: what everybody starts, goes on with, finishes and reviews, and what is published."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from contentops.models.calendar import Calendar
from contentops.models.period import Period
from contentops.models.settings import Person
from contentops.models.workspace import Workspace
from contentops.models.year import Absence, Action, DayOff, PersonWeek, WeekTask, WorkList
from contentops.schedule.resources import Countries
from contentops.schedule.week_facts import DAY, find_occasions, find_publications, periods_of
from contentops.schedule.workload import Piece, Workload, gather_entries
from contentops.schedule.year import quarters_of

_ORDER: dict[Action, int] = {"finish": 0, "do": 0, "review": 0, "go_on": 1, "start": 1}


def make_work_list(
    workspace: Workspace,
    week: Period,
    calendars: Sequence[Calendar],
    today: date,
    *,
    person: str | None = None,
) -> WorkList:
    """The list of a week from all calendars: work for the next quarter may fall into this one.

    With `person` only their work, absence and items.
    """
    countries = Countries(workspace)
    entries = gather_entries(calendars)
    work = Workload(workspace, entries, countries)
    people = list(_people(workspace, work, week, today))
    publications = find_publications(entries, week.first, week.last)
    if person is not None:
        people = [one for one in people if one.person == person]
        theirs = {
            entry.item
            for entry in entries
            if any(task.person == person for task in entry.tasks)
            or (
                (item := workspace.items.get(entry.item.partition("@")[0])) is not None
                and item.owner == person
            )
        }
        publications = [one for one in publications if one.item in theirs]
    touching = {
        calendar.period
        for calendar, period in zip(calendars, periods_of(calendars, workspace), strict=True)
        if (period.first <= week.last and period.last >= week.first)
        or any(
            task.start <= week.last and task.end >= week.first
            for entry in calendar.entries
            for task in entry.tasks
        )
    }
    years = countries.provisional_years(week.first.year, week.last.year)
    return WorkList(
        week=week.name,
        first=week.first,
        last=week.last,
        provisional=bool(years),
        calendars=sorted(touching),
        not_planned=list(_unplanned(workspace, week, calendars)),
        days_off=_days_off(workspace, week, countries),
        away=[one for one in _away(workspace, week, countries) if person in (None, one.person)],
        occasions=find_occasions(workspace, week.first, week.last),
        publications=publications,
        people=people,
    )


def covering_calendars(workspace: Workspace, period: Period, calendars: Sequence[Calendar]) -> list[Calendar]:
    """The calendars that plan a day of the period."""
    return [
        calendar
        for calendar, other in zip(calendars, periods_of(calendars, workspace), strict=True)
        if other.first <= period.last and other.last >= period.first
    ]


def _people(workspace: Workspace, work: Workload, week: Period, today: date) -> Iterator[PersonWeek]:
    for person_id, pieces in work.pieces.items():
        own = [piece for piece in pieces if piece.task.start <= week.last and piece.task.end >= week.first]
        if not own:
            continue
        person = workspace.people.get(person_id)
        tasks = [_make_task(piece, week, work, person, max(today, week.first)) for piece in own]
        tasks.sort(key=lambda task: (_ORDER[task.action], task.end, task.publish, task.item, task.stage))
        hours, reviews = work.available(person_id, week.first)
        yield PersonWeek(
            person=person_id,
            hours=work.hours_in(person_id, week.first) / 2,
            hours_available=hours / 2,
            reviews=work.reviews_in(person_id, week.first),
            reviews_available=reviews,
            tasks=tasks,
        )


def _make_task(piece: Piece, week: Period, work: Workload, person: Person | None, since: date) -> WeekTask:
    task, entry = piece.task, piece.entry
    left = work.days_of(person, since, task.end) if person is not None and task.end >= since else []
    return WeekTask(
        action=_action(piece, week),
        stage=task.stage,
        item=entry.item,
        title=entry.title,
        state=entry.state,
        start=task.start,
        end=task.end,
        days_left=len(left),
        hours=piece.parts.get(week.first, 0) / 2,
        hours_total=task.hours,
        publish=entry.publish,
    )


def _action(piece: Piece, week: Period) -> Action:
    if piece.is_review:
        return "review"
    if piece.task.start >= week.first:
        return "do" if piece.task.end <= week.last else "start"
    return "finish" if piece.task.end <= week.last else "go_on"


def _unplanned(workspace: Workspace, week: Period, calendars: Sequence[Calendar]) -> Iterator[str]:
    """The quarters whose days of this week no calendar covers."""
    start = workspace.settings.fiscal_year_start
    periods = periods_of(calendars, workspace)
    days = [week.first + n * DAY for n in range(7)]
    bare = [day for day in days if not any(day in period for period in periods)]
    years = sorted({day.year for day in bare} | {day.year - 1 for day in bare})
    for year in years:
        first = Period(str(year), "year", week.first, week.last)
        for one in quarters_of(first, start):
            if any(day in one for day in bare):
                yield one.name


def _days_off(workspace: Workspace, week: Period, countries: Countries) -> list[DayOff]:
    country, language = countries.of(None), workspace.settings.language
    found = []
    for day in (week.first + n * DAY for n in range(7)):
        worked = country.is_working_day(day)
        name = None if worked else country.holiday_name(day, language)
        if name is not None or (worked and country.is_make_up(day)):
            found.append(DayOff(date=day, country=workspace.settings.country, name=name, worked=worked))
    return found


def _away(workspace: Workspace, week: Period, countries: Countries) -> Iterator[Absence]:
    """Leave, and public holidays that are not everybody's."""
    home = countries.of(None)
    for person in workspace.settings.team:
        days = home.between(week.first, week.last)
        leave = [day for day in days if person.is_on_leave(day)]
        own = countries.of(person.country)
        holidays = [day for day in days if day not in leave and not own.is_working_day(day)]
        if leave:
            yield Absence(person=person.id, days=leave, reason="leave")
        if holidays:
            yield Absence(person=person.id, days=holidays, reason="holiday")
