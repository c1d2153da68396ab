"""The months of a calendar in a terminal: a box a day, with what begins on it, holidays and make-up days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from contentops.models.base import text_in
from contentops.models.calendar import Calendar, Entry
from contentops.models.workspace import Workspace
from contentops.render.figures import short_day
from contentops.render.overview import POOLS, Overview
from contentops.render.table import Style, paint
from contentops.render.terminal import NARROWEST, POOL_STYLES, head_lines, paragraph
from contentops.render.view_words import VIEW_WORDS
from contentops.text_width import ELLIPSIS, clean_line, display_width, pad, truncate, wrap

_DAY = timedelta(days=1)
_NARROW_WEEKEND = 6
_NARROWEST_GRID = 56
"""Below this a box holds too little of a title: the days are listed instead."""
_LINES_A_TITLE = 2
_WIDE_BOX = 16
"""From this width on a title needs no third line to be known."""
_ENTRIES_A_DAY = 4
_POOL_MARKS = {"basic": "○", "periodic": "●", "hook": "◆"}
_STATE_MARKS = {"published": "✓", "cancelled": "×"}
_PINNED, _EVENT, _TODAY = "*", "★", "▸"


@dataclass(frozen=True)
class _Line:
    text: str
    style: Style = ""


@dataclass(frozen=True)
class _Shown:
    """An entry on the day it is shown on."""

    entry: Entry
    day: date


def render_month_grid(
    calendar: Calendar,
    workspace: Workspace,
    width: int,
    colour: bool,
    *,
    today: date | None = None,
    channel: str | None = None,
    note: str = "",
) -> str:
    """The months for a terminal of `width` columns, ending in a newline; no line is wider.

    An entry stands on the day of its first wave; with `channel` (an id) on the days it reaches that channel.
    """
    grid = _Grid(Overview(calendar, workspace), max(width, NARROWEST), colour, today, channel)
    lines = [*head_lines(grid.overview, grid.width, colour, note=note), *grid.lines()]
    return "".join(f"{line.rstrip()}\n" for line in lines)


class _Grid:
    def __init__(
        self, overview: Overview, width: int, colour: bool, today: date | None, channel: str | None
    ) -> None:
        self.overview, self.words = overview, overview.words
        self.own = VIEW_WORDS[overview.words.language]
        self.width, self.colour, self.today, self.channel = width, colour, today, channel
        self.country = overview.country(overview.workspace.settings.country)
        self.by_day: dict[date, list[_Shown]] = {}
        for entry in overview.entries:
            days = {entry.publish}
            if channel is not None:
                days = {wave.date for wave in entry.channels if wave.channel == channel}
            for day in days:
                self.by_day.setdefault(day, []).append(_Shown(entry, day))
        self.occasions = _occasions(overview)

    def lines(self) -> Iterator[str]:
        for month in self._months():
            yield ""
            yield from paragraph(self._heading(month), self.width, self.colour, "bold")
            days = _days_of(month)
            if self.width < _NARROWEST_GRID:
                yield from self._list(days)
            else:
                yield from self._boxes(days)
        yield ""
        yield from paragraph(self._legend(), self.width, self.colour, "dim")

    def _months(self) -> list[date]:
        """The months of the period, and any other that holds something."""
        period, months = self.overview.period, {day.replace(day=1) for day in self.by_day}
        month = period.first.replace(day=1)
        while month <= period.last:
            months.add(month)
            month = (month + 31 * _DAY).replace(day=1)
        return sorted(months)

    def _heading(self, month: date) -> str:
        shown = [
            one
            for day in _days_of(month)
            for one in self.by_day.get(day, ())
            if one.entry.state != "cancelled"
        ]
        key = "month_head" if self.channel is None else "month_head_channel"
        if len(shown) == 1 and f"{key}_one" in self.own:
            key += "_one"
        name = self.overview.channel_name(self.channel) if self.channel else ""
        return self.own[key].format(month=self.words.month(month), count=len(shown), channel=name)

    def _boxes(self, days: Sequence[date]) -> Iterator[str]:
        widths = self._widths(days)
        names = zip(self.words.weekdays, widths, strict=True)
        heads = [pad(truncate(f" {name}", wide), wide) for name, wide in names]
        yield paint(" " + " ".join(heads).rstrip(), "bold", self.colour)
        first = days[0] - days[0].weekday() * _DAY
        top = True
        while first <= days[-1]:
            week = [first + n * _DAY for n in range(7)]
            yield self._rule(widths, "├┼┤" if not top else "┌┬┐", f"W{first.isocalendar().week:02d}")
            cells = [self._cell(day, day in days, wide) for day, wide in zip(week, widths, strict=True)]
            for n in range(max(map(len, cells))):
                yield self._row([cell[n] if n < len(cell) else _Line("") for cell in cells], widths)
            first, top = first + 7 * _DAY, False
        yield self._rule(widths, "└┴┘", "")

    def _widths(self, days: Sequence[date]) -> list[int]:
        """Seven widths; a weekend on which nothing happens is narrow, to the good of the titles."""
        idle = not any(
            day in self.by_day or self._occasions_on(day) or self.country.is_working_day(day)
            for day in days
            if day.weekday() >= 5
        )
        room = self.width - 8
        weekend = min(_NARROW_WEEKEND, room // 7) if idle else room // 7
        left = room - 2 * weekend
        work = [left // 5 + (n < left % 5) for n in range(5)]
        return [*work, weekend, weekend]

    def _rule(self, widths: Sequence[int], corners: str, name: str) -> str:
        left, cross, right = tuple(corners)
        line = left + cross.join("─" * wide for wide in widths) + right
        if not name:
            return paint(line, "dim", self.colour)
        return left_painted(line[0], name, line[1 + len(name) :], self.colour)

    def _row(self, lines: Sequence[_Line], widths: Sequence[int]) -> str:
        bar = paint("│", "dim", self.colour)
        parts = []
        for line, wide in zip(lines, widths, strict=True):
            filled = " " * (wide - display_width(line.text))
            parts.append(paint(line.text, line.style, self.colour) + filled)
        return bar + bar.join(parts) + bar

    def _cell(self, day: date, inside: bool, wide: int) -> list[_Line]:
        """The lines of one day's box; a day of a neighbouring month only has its number."""
        number = f"{_TODAY if day == self.today else ' '}{day.day:2d}"
        if not inside:
            return [_Line(number, "dim")]
        off, name = not self.country.is_working_day(day), self._name(day)
        style: Style = (
            "bold" if day == self.today else "dim" if off and not name else "yellow" if name else ""
        )
        lines = [_Line(number, style)]
        if name and display_width(name) + display_width(number) + 1 <= wide:
            lines = [_Line(f"{number} {name}", style)]
        elif name:
            lines += [_Line(part, style) for part in _cut(name, wide, _LINES_A_TITLE)]
        for title in self._occasions_on(day):
            lines += _marked(_EVENT, title, wide, "green", 1)
        shown = self.by_day.get(day, ())
        room = len(shown) if len(shown) <= _ENTRIES_A_DAY else _ENTRIES_A_DAY - 1
        for one in shown[:room]:
            limit = _LINES_A_TITLE if wide >= _WIDE_BOX else _LINES_A_TITLE + 1
            lines += _marked(*self._entry(one), wide, self._style(one.entry), limit)
        if len(shown) > room:
            more = self.own["more"].format(count=len(shown) - room)
            lines.append(_Line(truncate(f" {more}", wide), "bold"))
        return lines

    def _name(self, day: date) -> str:
        """The holiday of a day off, or that a weekend day is worked; empty on other days."""
        if self.country.is_make_up(day):
            return self.own["make_up"]
        if self.country.is_working_day(day):
            return ""
        return clean_line(self.country.holiday_name(day, self.words.language) or "")

    def _occasions_on(self, day: date) -> list[str]:
        """The events and nodes of a day, without a node that is the holiday itself."""
        name = self._name(day)
        return [title for title in self.occasions.get(day, ()) if title != name]

    def _entry(self, one: _Shown) -> tuple[str, str]:
        entry = one.entry
        mark = _STATE_MARKS.get(entry.state, _POOL_MARKS[entry.pool])
        pinned = _PINNED if entry.state == "pinned" else ""
        return mark + pinned, self.overview.title(entry)

    def _style(self, entry: Entry) -> Style:
        return "dim" if entry.state in ("cancelled", "published") else POOL_STYLES[entry.pool]

    def _list(self, days: Sequence[date]) -> Iterator[str]:
        """The days that hold anything, a line each: for a terminal too narrow for boxes."""
        for day in days:
            name, occasions, shown = self._name(day), self._occasions_on(day), self.by_day.get(day, ())
            if not (name or occasions or shown):
                continue
            mark = f" {_TODAY}" if day == self.today else ""
            text = f"{short_day(day)} {self.words.weekday(day)}{mark} {name}".rstrip()
            yield from paragraph(text, self.width, self.colour, "yellow" if name else "bold")
            for title in occasions:
                yield from _indented(_EVENT, title, self.width, self.colour, "green")
            for one in shown:
                yield from _indented(*self._entry(one), self.width, self.colour, self._style(one.entry))

    def _legend(self) -> str:
        words = self.words
        marks = [f"{_POOL_MARKS[pool]} {words.name('pool', pool)}" for pool in POOLS]
        marks.append(f"{_EVENT} {self.own['event']}")
        marks += [f"{mark} {words.name('state', state)}" for state, mark in _STATE_MARKS.items()]
        marks.append(f"{_PINNED} {words.name('state', 'pinned')}")
        if self.today is not None:
            marks.append(f"{_TODAY} {self.own['today']}")
        return "  ".join(marks)


def left_painted(corner: str, name: str, rest: str, colour: bool) -> str:
    """A rule with the name of its week at the left."""
    return paint(corner, "dim", colour) + paint(name, "bold", colour) + paint(rest, "dim", colour)


def _marked(mark: str, title: str, wide: int, style: Style, limit: int) -> list[_Line]:
    lead = f"{mark} "
    room = wide - display_width(lead)
    if room < 2:
        return [_Line(truncate(mark, wide), style)]
    first, *rest = _cut(title, room, limit)
    indent = " " * display_width(lead)
    return [_Line(lead + first, style), *(_Line(indent + part, style) for part in rest)]


def _cut(text: str, wide: int, limit: int) -> list[str]:
    """`text` in at most `limit` lines of `wide` columns, the last one ending in an ellipsis when it goes on."""
    lines = wrap(text, max(2, wide))
    if len(lines) > limit:
        # A line that is full makes room for the ellipsis.
        last = lines[limit - 1]
        cut = last if display_width(last) < wide else truncate(last, wide - 1, ellipsis="")
        lines = [*lines[: limit - 1], cut.rstrip() + ELLIPSIS]
    return [truncate(line, wide) for line in lines]


def _indented(mark: str, title: str, width: int, colour: bool, style: Style) -> Iterator[str]:
    lead = f"  {mark} "
    for n, line in enumerate(wrap(title, width - display_width(lead))):
        yield (lead if n == 0 else " " * display_width(lead)) + paint(line, style, colour)


def _days_of(month: date) -> list[date]:
    after = (month + 31 * _DAY).replace(day=1)
    return [month + n * _DAY for n in range((after - month).days)]


def _occasions(overview: Overview) -> dict[date, list[str]]:
    """Our own events and the nodes, by day; cancelled events left out."""
    found: dict[date, list[str]] = {}
    spans = [
        (one.start, one.last, one.id, one.title)
        for one in overview.workspace.events.values()
        if one.status != "cancelled"
    ]
    spans += [(one.date, one.last, one.id, one.title) for one in overview.workspace.nodes.values()]
    for first, last, _, text in sorted(spans, key=lambda span: (span[0], span[2])):
        title = clean_line(text_in(text, overview.words.language))
        begin, end = max(first, overview.period.first), min(last, overview.period.last)
        for n in range((end - begin).days + 1):
            found.setdefault(begin + n * _DAY, []).append(title)
    return found
