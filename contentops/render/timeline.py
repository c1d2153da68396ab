"""Timelines in a terminal: load of each person, places of each channel, by week or by day.

Load and places count everything that is planned, also in the calendars beside this one: hours are used up
whoever asks. Filters choose the rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from contentops.models.calendar import Calendar, Entry
from contentops.models.workspace import Workspace
from contentops.render.channel_slots import ChannelSlots, Slots
from contentops.render.coverage import gap_lines
from contentops.render.figures import figure, percent
from contentops.render.load import (
    Assignment,
    Cell,
    PersonLoad,
    assignments,
    available_hours,
    available_reviews,
    hours_load,
    review_load,
    work_weeks,
)
from contentops.render.overview import Overview
from contentops.render.terminal import NARROWEST, head_lines, paragraph
from contentops.render.timeline_grid import (
    AWAY,
    NOTHING,
    TOO_MUCH,
    Mark,
    Row,
    Steps,
    bar,
    day_steps,
    draw_grid,
    share_style,
    week_steps,
)
from contentops.render.view_words import VIEW_WORDS

_DAY = timedelta(days=1)
_WEEK = 7 * _DAY


def render_people(
    calendar: Calendar,
    workspace: Workspace,
    width: int,
    colour: bool,
    *,
    people: frozenset[str] | None = None,
    beside: Sequence[Calendar] = (),
    today: date | None = None,
    by_day: bool = False,
    note: str = "",
) -> str:
    """The load of everybody (of `people`, if given) against their hours and reviews, ending in a newline."""
    screen = _Screen(calendar, workspace, max(width, NARROWEST), colour, beside, today, by_day)
    return screen.text(note, _People(screen, people).lines())


def render_channels(
    calendar: Calendar,
    workspace: Workspace,
    width: int,
    colour: bool,
    *,
    channels: frozenset[str] | None = None,
    beside: Sequence[Calendar] = (),
    today: date | None = None,
    by_day: bool = False,
    note: str = "",
) -> str:
    """What every channel (of `channels`, if given) publishes against its places, ending in a newline."""
    screen = _Screen(calendar, workspace, max(width, NARROWEST), colour, beside, today, by_day)
    return screen.text(note, _Channels(screen, channels).lines())


class _Screen:
    def __init__(
        self,
        calendar: Calendar,
        workspace: Workspace,
        width: int,
        colour: bool,
        beside: Sequence[Calendar],
        today: date | None,
        by_day: bool,
    ) -> None:
        self.own = Overview(calendar, workspace)
        self.all = Overview(calendar.model_copy(update={"entries": _joined(calendar, beside)}), workspace)
        self.words, self.says = self.own.words, VIEW_WORDS[self.own.words.language]
        self.width, self.colour, self.today, self.by_day = width, colour, today, by_day

    def text(self, note: str, lines: Iterable[str]) -> str:
        head = head_lines(self.own, self.width, self.colour, note=note)
        return "".join(f"{line.rstrip()}\n" for line in (*head, "", *lines))

    def days(self) -> list[date]:
        period = self.own.period
        return [period.first + n * _DAY for n in range((period.last - period.first).days + 1)]

    def weeks(self, work: Iterable[Assignment]) -> tuple[date, ...]:
        """The weeks of the period, and those before and after in which anybody works for it."""
        found = {day - day.weekday() * _DAY for day in self.days()} | set(work_weeks(work))
        first, last = min(found), max(found)
        return tuple(first + n * _WEEK for n in range((last - first).days // 7 + 1))

    def grid(self, rows: Sequence[Row], steps: Steps) -> Iterator[str]:
        month = self.says["month_short"]
        return draw_grid(
            rows,
            steps,
            self.words,
            self.width,
            self.colour,
            by_day=self.by_day,
            month=month,
            total=self.says["all"],
        )

    def heading(self, key: str, legend: str) -> Iterator[str]:
        yield from paragraph(self.says[key], self.width, self.colour, "bold")
        yield from paragraph(self.says[legend], self.width, self.colour, "dim")
        yield ""

    def listed(self, key: str, parts: Sequence[str], none: str) -> Iterator[str]:
        """What is too much, or that nothing is."""
        if not parts:
            yield from paragraph(self.says[none], self.width, self.colour, "green")
            return
        head = f"{self.says[key]} ({len(parts)}){self.words['colon']}"
        text = head + self.words["semicolon"].join(parts)
        yield from paragraph(text, self.width, self.colour, "red")


class _People:
    def __init__(self, screen: _Screen, people: frozenset[str] | None) -> None:
        self.screen, self.people, self.all = screen, people, screen.all
        own = [one for work in assignments(screen.own).values() for one in work]
        self.mondays = screen.weeks(own)
        self.work = assignments(self.all)
        # Laid out over all weeks of all calendars, then cut: work that is done earlier must not land here.
        every = work_weeks(one for work in self.work.values() for one in work)
        weeks = tuple(sorted({*every, *self.mondays}))
        self.hours = self._cut(hours_load(self.all, weeks), weeks)
        self.reviews = self._cut(review_load(self.all, weeks), weeks)

    def _cut(self, loads: list[PersonLoad], weeks: tuple[date, ...]) -> dict[str, PersonLoad]:
        first, last = weeks.index(self.mondays[0]), weeks.index(self.mondays[-1])
        return {one.person: PersonLoad(one.person, one.cells[first : last + 1]) for one in loads}

    def lines(self) -> Iterator[str]:
        screen = self.screen
        hours = self._rows(self.hours, "hours")
        reviews = self._rows(self.reviews, "reviews")
        if not hours and not reviews:
            yield from paragraph(screen.says["nobody"], screen.width, screen.colour)
            return
        if screen.by_day:
            yield from self._day_lines([*dict.fromkeys((*hours, *reviews))])
        else:
            steps = week_steps(self.mondays, screen.today)
            for loads, key, legend in (
                (hours, "load", "hours_legend"), (reviews, "reviews", "reviews_legend"),
            ):  # fmt: skip
                if loads:
                    yield from screen.heading(key, legend)
                    rows = [self._week_row(load, key) for load in loads.values()]
                    # Reviewers do not stand in for one another: their reviews have no sum.
                    if len(rows) > 1 and key == "load":
                        rows.append(self._week_row(_sum(list(loads.values())), key))
                    yield from screen.grid(rows, steps)
                    yield ""
        yield from screen.listed("overloaded", [*self._over(hours, "overloaded_one"),
                                 *self._over(reviews, "overloaded_reviews")], "no_overload")  # fmt: skip

    def _rows(self, loads: dict[str, PersonLoad], kind: str) -> dict[str, PersonLoad]:
        """Everybody who has work or time for it, in the order of the team; people who left come last."""
        found: dict[str, PersonLoad] = {}
        team = self.all.workspace.settings.team
        for person in [*(one.id for one in team), *loads]:
            record = self.all.workspace.people.get(person)
            idle = record is not None and (
                record.hours_per_week if kind == "hours" else record.reviews_per_week
            )
            if person in loads:
                found[person] = loads[person]
            elif idle:
                there = available_hours if kind == "hours" else available_reviews
                cells = tuple(Cell(0, float(there(self.all, person, monday))) for monday in self.mondays)
                found[person] = PersonLoad(person, cells)
        return {key: load for key, load in found.items() if self.people is None or key in self.people}

    def _week_row(self, load: PersonLoad, kind: str) -> Row:
        name = self.all.person_name(load.person) if load.person else self.screen.says["all"]
        marks = tuple(_load_mark(cell, reviews=kind == "reviews") for cell in load.cells)
        total = load.total
        share = total.used / total.available if total.available else 0.0
        text = percent(round(share, 2)) if total.available else ""
        return Row(name, marks, Mark((text,), share_style(share, total.over)))

    def _over(self, loads: dict[str, PersonLoad], key: str) -> Iterator[str]:
        for person, load in loads.items():
            for monday, cell in zip(self.mondays, load.cells, strict=True):
                if cell.over:
                    yield self.screen.says[key].format(
                        person=self.all.person_name(person),
                        week=f"W{monday.isocalendar().week:02d}",
                        used=figure(cell.used),
                        available=figure(cell.available),
                    )

    def _day_lines(self, people: Sequence[str]) -> Iterator[str]:
        screen = self.screen
        days = screen.days()
        rows = [
            Row(self.all.person_name(person), tuple(self._day_mark(person, day) for day in days), Mark(("",)))
            for person in people
        ]
        yield from screen.heading("people", "days_legend")
        yield from screen.grid(rows, day_steps(days, screen.today))
        yield ""

    def _day_mark(self, person: str, day: date) -> Mark:
        record = self.all.workspace.people.get(person)
        settings = self.all.workspace.settings
        country = self.all.country((record.country if record else None) or settings.country)
        if record is None or not country.is_working_day(day) or record.is_on_leave(day):
            return Mark((AWAY,), "dim")
        work = (one.task for one in self.work.get(person, ()))
        in_hand = sum(task.start <= day <= task.end for task in work)
        if not in_hand:
            return Mark((NOTHING,), "dim")
        week = (day - self.mondays[0]).days // 7
        loads = (self.hours.get(person), self.reviews.get(person))
        over = any(load is not None and load.cells[week].over for load in loads)
        return Mark((f"{TOO_MUCH if over else ''}{min(in_hand, 9)}",), "red" if over else "")


class _Channels:
    def __init__(self, screen: _Screen, channels: frozenset[str] | None) -> None:
        self.screen, self.all = screen, screen.all
        known = [channel.id for channel in self.all.workspace.settings.channels]
        used = {wave.channel for entry in screen.own.entries for wave in entry.channels}
        names = [*known, *sorted(used - set(known))]
        self.slots = {
            name: ChannelSlots(self.all, name, self.all.entries)
            for name in names
            if channels is None or name in channels
        }
        waves = [wave.date for entry in screen.own.active for wave in entry.channels]
        found = {day - day.weekday() * _DAY for day in (*screen.days(), *waves)}
        first, last = min(found), max(found)
        self.mondays = tuple(first + n * _WEEK for n in range((last - first).days // 7 + 1))

    def lines(self) -> Iterator[str]:
        screen = self.screen
        if not self.slots:
            yield from paragraph(screen.says["no_channels"], screen.width, screen.colour)
            return
        yield from screen.heading("channels", "day_slots_legend" if screen.by_day else "slots_legend")
        days = screen.days()
        rows = []
        for name, slots in self.slots.items():
            spans = (
                [slots.on_day(d) for d in days] if screen.by_day else [slots.in_week(m) for m in self.mondays]
            )
            marks = [(_day_slot_mark if screen.by_day else _slot_mark)(span) for span in spans]
            total = Mark((str(sum(span.used for span in spans)),))
            rows.append(Row(self.all.channel_name(name), tuple(marks), total))
        steps = day_steps(days, screen.today) if screen.by_day else week_steps(self.mondays, screen.today)
        yield from screen.grid(rows, steps)
        yield ""
        yield from screen.listed("over_channels", list(self._over()), "no_over_channels")
        yield from self._gaps()

    def _over(self) -> Iterator[str]:
        for name, slots in self.slots.items():
            for monday in self.mondays:
                week = slots.in_week(monday)
                if week.over:
                    yield self.screen.says["over_channel"].format(
                        channel=self.all.channel_name(name),
                        week=f"W{monday.isocalendar().week:02d}",
                        used=week.used,
                    )

    def _gaps(self) -> Iterator[str]:
        """The channels that publish less than their cadence asks for."""
        screen = self.screen
        own = [
            gap
            for gap in screen.own.calendar.gaps
            if gap.get("kind") == "channels" and gap.get("name") in self.slots
        ]
        lines = gap_lines(screen.own, own)
        if lines:
            yield ""
            head = f"{screen.words['gaps']} ({len(lines)})"
            yield from paragraph(head, screen.width, screen.colour, "bold")
            for line in lines:
                yield from paragraph(line.sentence, screen.width, screen.colour, "yellow", "  ")


def _load_mark(cell: Cell, *, reviews: bool) -> Mark:
    used, there = figure(cell.used), figure(cell.available)
    if not cell.used:
        return Mark((NOTHING if cell.available else AWAY,), "dim")
    share = cell.used / cell.available if cell.available else 1.0
    style = share_style(share, cell.over)
    lead = TOO_MUCH if cell.over else bar(share)
    if reviews:
        lead = TOO_MUCH if cell.over else ""
        return Mark((f"{lead}{used}/{there}",), style)
    return Mark((f"{lead}{used}/{there}", f"{lead}{used}", f"{lead}{figure(cell.used, 0)}"), style)


def _slot_mark(slots: Slots) -> Mark:
    if slots.closed:
        return Mark((AWAY,), "dim")
    lead = TOO_MUCH if slots.over else ""
    if slots.free is None:
        return Mark((f"{lead}{slots.used}" if slots.used else NOTHING,), "" if slots.used else "dim")
    there = slots.used + slots.free if not slots.over else slots.used
    share = slots.used / there if there else 0.0
    text = f"{lead}{slots.used}" if slots.over else f"{slots.used}/{there}"
    return Mark((text,), share_style(share, slots.over) if slots.used else "dim")


def _day_slot_mark(slots: Slots) -> Mark:
    if slots.used:
        return Mark((f"{TOO_MUCH if slots.over else ''}{slots.used}",), "red" if slots.over else "bold")
    return Mark((AWAY if slots.free == 0 else NOTHING,), "dim")


def _sum(loads: Sequence[PersonLoad]) -> PersonLoad:
    cells = zip(*(load.cells for load in loads), strict=True)
    return PersonLoad(
        "", tuple(Cell(sum(c.used for c in week), sum(c.available for c in week)) for week in cells)
    )


def _joined(calendar: Calendar, beside: Sequence[Calendar]) -> list[Entry]:
    """The entries of this calendar and of those beside it, each once."""
    found = {(entry.item, entry.publish): entry for entry in calendar.entries}
    for other in beside:
        for entry in other.entries:
            found.setdefault((entry.item, entry.publish), entry)
    return list(found.values())
