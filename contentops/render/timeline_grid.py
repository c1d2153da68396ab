"""Rows of figures over weeks or days in a terminal, in as many pieces as its width asks for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from contentops.render.table import Style, paint
from contentops.render.words import Words
from contentops.text_width import display_width, pad, truncate

NOTHING, AWAY, TOO_MUCH, NOW = "·", "–", "!", "▸"
_BARS = "▁▂▃▄▅▆▇█"
_NEARLY_FULL = 0.9
_NAME = 12


@dataclass(frozen=True)
class Mark:
    """One cell in up to three lengths, the longest that fits its column is shown."""

    forms: tuple[str, ...]
    """The longest first; each is a shorter way to say the same."""
    style: Style = ""

    def form(self, level: int) -> str:
        """The form of a level, the shortest for levels beyond."""
        return self.forms[min(level, len(self.forms) - 1)]


@dataclass(frozen=True)
class Row:
    """A person or a channel with a cell a column, and what all of them come to."""

    name: str
    marks: tuple[Mark, ...]
    total: Mark


@dataclass(frozen=True)
class Steps:
    """The columns: the days they begin with, what is written above each, and which of them is now."""

    days: tuple[date, ...]
    heads: tuple[str, ...]
    now: int | None = None


def week_steps(mondays: Sequence[date], today: date | None) -> Steps:
    """A column a week; the week of `today` is marked."""
    heads = tuple(f"W{day.isocalendar().week:02d}" for day in mondays)
    now = None
    if today is not None:
        monday = today - timedelta(days=today.weekday())
        now = mondays.index(monday) if monday in mondays else None
    return Steps(tuple(mondays), heads, now)


def day_steps(days: Sequence[date], today: date | None) -> Steps:
    """A column a day."""
    now = days.index(today) if today is not None and today in days else None
    return Steps(tuple(days), tuple(f"{day.day:02d}" for day in days), now)


def bar(share: float) -> str:
    """A share from 0 to 1 as a block of eight heights."""
    return _BARS[max(0, min(len(_BARS) - 1, int(share * len(_BARS) - 1e-9)))]


def share_style(share: float, over: bool) -> Style:
    """Red for too much, yellow for nearly full."""
    return "red" if over else "yellow" if share >= _NEARLY_FULL else ""


def draw_grid(
    rows: Sequence[Row],
    steps: Steps,
    words: Words,
    width: int,
    colour: bool,
    *,
    by_day: bool,
    month: str,
    total: str,
) -> Iterator[str]:
    """The rows under their columns; a piece for as many columns as fit, all pieces of about one length.

    `month` is how a short month is written, with `{name}` or `{number}`; `total` is the head of the totals.
    """
    if not rows or not steps.days:
        return
    name = min(max(display_width(row.name) for row in rows), max(_NAME, width // 5))
    last = max(display_width(row.total.form(0)) for row in rows)
    last = max(last, display_width(total)) if last else 0
    room = width - name - (last + 2 if last else 0)
    shortest = _cell_width(rows, steps, 9)
    count = max(1, room // (shortest + 1))
    pieces = -(-len(steps.days) // count)
    size = -(-len(steps.days) // pieces)
    level = next((n for n in range(3) if size * (_cell_width(rows, steps, n) + 1) <= room), 9)
    wide = max(shortest, _cell_width(rows, steps, level))
    drawn = _Piece(rows, steps, words, colour, name, wide, level, month, total)
    for start in range(0, len(steps.days), size):
        if start:
            yield ""
        end = min(len(steps.days), start + size)
        yield from drawn.lines(start, end, with_total=end == len(steps.days) and bool(last), by_day=by_day)


def _cell_width(rows: Sequence[Row], steps: Steps, level: int) -> int:
    heads = max(map(len, steps.heads))
    return max(heads, *(display_width(mark.form(level)) for row in rows for mark in row.marks))


@dataclass(frozen=True)
class _Piece:
    rows: Sequence[Row]
    steps: Steps
    words: Words
    colour: bool
    name: int
    wide: int
    level: int
    month: str
    total: str

    def lines(self, start: int, end: int, *, with_total: bool, by_day: bool) -> Iterator[str]:
        yield paint(self._months(start, end).rstrip(), "dim", self.colour)
        if by_day:
            yield paint(self._weekdays(start, end).rstrip(), "dim", self.colour)
        yield self._heads(start, end) + (f"  {paint(self.total, 'bold', self.colour)}" if with_total else "")
        for row in self.rows:
            line = pad(truncate(row.name, self.name), self.name)
            for mark in row.marks[start:end]:
                text = truncate(mark.form(self.level), self.wide)
                blank = " " * (1 + self.wide - display_width(text))
                line += blank + paint(text, mark.style, self.colour)
            if with_total:
                line += "  " + paint(row.total.form(0), row.total.style, self.colour)
            yield line.rstrip()

    def _heads(self, start: int, end: int) -> str:
        line = " " * self.name
        for n in range(start, end):
            text = self.steps.heads[n]
            is_now = n == self.steps.now
            if is_now:
                text = NOW + text[1:] if text.startswith("W") else text
            mark = NOW if is_now and not text.startswith(NOW) else " "
            blank = " " * (self.wide - display_width(text))
            line += blank + mark + paint(text, "bold", self.colour)
        return line

    def _months(self, start: int, end: int) -> str:
        """The name of each month above its first column, unless the next month begins before it ends."""
        names: list[tuple[int, str]] = []
        last = None
        for n in range(start, end):
            day = self.steps.days[n]
            if (day.year, day.month) != last:
                name = self.month.format(name=self.words.months[day.month - 1], number=day.month)
                names.append((1 + self.name + (n - start) * (self.wide + 1), name))
            last = (day.year, day.month)
        line = ""
        for (here, name), after in zip(names, [*(at for at, _ in names[1:]), None], strict=True):
            if after is None or here + display_width(name) < after:
                line = pad(line, here) + name
        return line

    def _weekdays(self, start: int, end: int) -> str:
        line = " " * self.name
        for n in range(start, end):
            name = self.words.weekday(self.steps.days[n])
            short = name[-1] if self.words.language == "zh" else name[:2]
            line += " " * (1 + self.wide - display_width(short)) + short
        return line
