"""People and channels of an instance, less what settled entries already take."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from contentops.models.base import WEEKDAYS, text_in
from contentops.models.calendar import Entry, Task
from contentops.models.settings import Channel, Person
from contentops.models.workspace import Workspace
from contentops.schedule.axis import Axis, DayList
from contentops.schedule.instance import Instance, Outlet, Worker
from contentops.working_days import CountryDays


class Countries:
    """The working days of every country a plan touches, each built once."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._known: dict[str, CountryDays] = {}

    def of(self, country: str | None) -> CountryDays:
        """A country's days; None means the workspace's own country."""
        code = country or self._workspace.settings.country
        if code not in self._known:
            self._known[code] = CountryDays(code, self._workspace.working_days.get(code, {}))
        return self._known[code]

    def provisional_years(self, first_year: int, last_year: int) -> list[str]:
        """Which of the years are not announced yet, as `CN 2027`, for every country asked for so far."""
        return [
            f"{code} {year}"
            for code in sorted(self._known)
            for year in range(first_year, last_year + 1)
            if self._known[code].is_provisional(year)
        ]


def half_hours(hours: float) -> int:
    """Hours, kept in steps of half an hour, as a whole number of them."""
    return int(hours * 2)


def build_worker(person: Person, workspace: Workspace, axis: Axis, countries: Countries) -> Worker:
    """A person on the axis: capacity only from today on, in proportion to the working days less leave."""
    country = countries.of(person.country)
    days = DayList(
        axis,
        lambda day: country.is_working_day(day) and not person.is_on_leave(day),
    )
    return Worker(
        id=person.id,
        name=text_in(person.name, workspace.settings.language),
        days=days,
        hours=[person.half_hours_in(days.left_in_week(n), axis.week_name(n)) for n in range(axis.weeks)],
        reviews=[person.reviews_in(days.left_in_week(n), axis.week_name(n)) for n in range(axis.weeks)],
        hours_per_week=person.hours_per_week,
        reviews_per_week=person.reviews_per_week,
        extra=[
            person.half_hours_in(left, axis.week_name(n)) - person.half_hours_in(left)
            for n, left in enumerate(map(days.left_in_week, range(axis.weeks)))
        ],
    )


def build_outlet(channel: Channel, workspace: Workspace, axis: Axis, base: DayList) -> Outlet:
    """A channel on the axis: closed on days off, other weekdays and blackouts, and before today."""
    closed = bytearray(b"\1") * axis.size
    worked = set(base.days)
    allowed = {WEEKDAYS.index(name) for name in channel.weekdays} or set(range(7))
    for day in range(max(0, axis.today), axis.size):
        is_open = (channel.non_working_days or day in worked) and day % 7 in allowed
        if is_open and not any(span.covers(axis.day(day)) for span in channel.blackouts):
            closed[day] = 0
    return Outlet(
        id=channel.id,
        name=text_in(channel.name, workspace.settings.language),
        closed=closed,
        per_day=channel.quota.per_day or 0,
        per_week=channel.quota.per_week or 0,
        per_month=channel.quota.per_month or 0,
        gap=channel.min_gap,
    )


def settle(
    instance: Instance,
    countries: Countries,
    entries: Iterable[Entry],
    planned: Iterable[Entry] = (),
    anew: Collection[str] = (),
) -> None:
    """Take what settled entries use: hours, reviews, and, unless cancelled, their days on the channels.

    Settled hours that may fall in several weeks leave room for those of `planned` (what the period's own
    earlier plan has besides), so that entries which fit together fit whichever of them is asked for first.
    The work of the items `anew` was found only today: none of it can have been done already.
    """
    listed = list(entries)
    items = instance.workspace.items
    own = [
        (task, entry.title, item.value)
        for entry in planned
        if (item := items.get(entry.item.partition("@")[0])) is not None
        for task in entry.tasks
    ]
    workers = {worker.id: number for number, worker in enumerate(instance.workers)}
    outlets = {outlet.id: outlet for outlet in instance.outlets}
    work: dict[int, list[_Settled]] = {}
    for entry in listed:
        for task in entry.tasks:
            number = workers.get(task.person)
            if number is None:
                continue
            if task.stage.startswith("review:"):
                _settle_review(instance, number, task, entry.title)
            elif task.hours:
                work.setdefault(number, []).append((task, entry.title, entry.item not in anew))
        for wave in entry.channels if entry.state != "cancelled" else ():
            outlet = outlets.get(wave.channel)
            if outlet is not None:
                outlet.taken.append((wave.date - instance.axis.first).days)
                outlet.taken_by.append(entry.title)
    for number, tasks in sorted(work.items()):
        person = instance.workers[number].id
        _settle_work(instance, countries, number, tasks, [row for row in own if row[0].person == person])


def _settle_review(instance: Instance, number: int, task: Task, title: str) -> None:
    week = (task.end - instance.axis.first).days // 7
    if 0 <= week < instance.axis.weeks:
        worker = instance.workers[number]
        worker.reviews[week] = max(0, worker.reviews[week] - 1)
        instance.fixed_reviews.setdefault((number, week), []).append(title)


@dataclass(frozen=True, slots=True)
class _Owed:
    """The hours of a task, to be spread over weeks; `value` is that of its item, None when it is settled."""

    last: int
    first: int
    stage: str
    title: str
    half_hours: int
    value: int | None
    may_be_done: bool = False
    """Whether some of it may have been done in the part of the present week that is gone."""


_Settled = tuple[Task, str, bool]
"""A task of a settled entry, the entry's title, and whether some of it may have been done by now."""

Shares = list[tuple[int, _Owed, int]]
"""(week, row, half-hours)"""


def _settle_work(
    instance: Instance,
    countries: Countries,
    number: int,
    tasks: list[_Settled],
    own: list[tuple[Task, str, int]],
) -> None:
    """Spread settled hours over the weeks by earliest deadline first, which fits whenever anything fits.

    The hours of `own` tasks are spread among them, and remain free; the least valuable are left out where the
    settled ones do not fit beside them. What is gone of the present week can only have gone to settled tasks,
    and goes to them first.
    """
    axis, worker = instance.axis, instance.workers[number]
    rows: list[_Owed] = []
    settled = [(task, title, None, may_be_done) for task, title, may_be_done in tasks]
    free_to_move = [(task, title, value, False) for task, title, value in own]
    for task, title, value, may_be_done in [*settled, *free_to_move]:
        first = (task.start - axis.first).days // 7
        last = (task.end - axis.first).days // 7
        if last >= 0:
            amount = half_hours(task.hours)
            rows.append(_Owed(last, max(first, 0), task.stage, title, amount, value, may_be_done))
    rows = _within_reach(rows, axis.weeks)
    weeks = max([axis.weeks, *(row.last + 1 for row in rows)])
    left = _whole_weeks(instance, countries, worker, weeks)
    ahead = [*worker.hours, *left[axis.weeks :]]
    free = [(max(0, whole - hours), hours) for whole, hours in zip(left, ahead, strict=True)]
    rows.sort(key=lambda row: (row.last, row.first, row.stage, row.title, row.value is None))
    to_do = [0] * axis.weeks
    for week, row, amount in _spread(rows, free):
        if week >= axis.weeks:
            continue
        if row.may_be_done:
            left[week] -= amount
        else:
            to_do[week] += amount
        instance.fixed_work.setdefault((number, week), []).append(row.title)
    worker.hours = [max(0, min(hours, left[week]) - to_do[week]) for week, hours in enumerate(worker.hours)]


def _within_reach(rows: Sequence[_Owed], weeks: int) -> list[_Owed]:
    """The work that shares a week with the first `weeks`, or with other work that does.

    Hours of work that goes on after the axis may fall there, if what follows leaves them room.
    """
    found = []
    for row in sorted(rows, key=lambda row: row.first):
        if row.first >= weeks:
            break
        found.append(row)
        weeks = max(weeks, row.last + 1)
    return found


def _whole_weeks(instance: Instance, countries: Countries, worker: Worker, weeks: int) -> list[int]:
    """A person's half-hours in whole weeks, whatever of them is gone; there may be more weeks than the axis has."""
    axis, person = instance.axis, instance.workspace.people[worker.id]
    inside = [person.half_hours_in(worker.days.in_week(n), axis.week_name(n)) for n in range(axis.weeks)]
    country = countries.of(person.country)
    beyond = []
    for n in range(axis.weeks, weeks):
        days = [axis.day(7 * n + weekday) for weekday in range(7)]
        worked = sum(country.is_working_day(day) and not person.is_on_leave(day) for day in days)
        beyond.append(person.half_hours_in(worked, axis.week_name(n)))
    return [*inside, *beyond]


def _spread(rows: Sequence[_Owed], free: Sequence[tuple[int, int]]) -> Shares:
    """What settled rows take of each week; of what does not fit even alone, the rest in the last."""
    alone, unavoidable = _earliest_deadline_first([row for row in rows if row.value is None], free)
    while True:
        shares, late = _earliest_deadline_first(rows, free)
        if sum(late.values()) <= sum(unavoidable.values()):
            return shares
        reach = max(late)
        in_the_way = [
            (row.value, n) for n, row in enumerate(rows) if row.value is not None and row.first <= reach
        ]
        if not in_the_way:
            return alone
        least = min(in_the_way)[1]
        rows = [row for n, row in enumerate(rows) if n != least]


def _earliest_deadline_first(
    rows: Sequence[_Owed], free: Sequence[tuple[int, int]]
) -> tuple[Shares, dict[int, int]]:
    """What settled rows take of each week, and by week what of that does not fit.

    `free` has by week the half-hours that are gone and those ahead.
    """
    owed = [row.half_hours for row in rows]
    shares: Shares = []
    late: dict[int, int] = {}
    for week, (gone, ahead) in enumerate(free):
        here = [n for n, row in enumerate(rows) if row.first <= week <= row.last and owed[n]]
        facts = [n for n in here if rows[n].value is None]
        before = {n: owed[n] for n in facts}
        _share_out(owed, [n for n in facts if rows[n].may_be_done], gone)
        _share_out(owed, here, ahead)
        for n in facts:
            if rows[n].last == week and owed[n]:
                late[week] = late.get(week, 0) + owed[n]
                owed[n] = 0
            if owed[n] < before[n]:
                shares.append((week, rows[n], before[n] - owed[n]))
    return shares, late


def _share_out(owed: list[int], numbers: Iterable[int], free: int) -> None:
    """Give the half-hours of a week to what is owed, in the order of the numbers."""
    for number in numbers:
        taken = min(owed[number], free)
        owed[number] -= taken
        free -= taken
