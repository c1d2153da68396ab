"""The calendar in a terminal: what is published when, what did not fit and why, the figures below."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from contentops.models.calendar import Calendar, Entry, Refusal
from contentops.models.workspace import Workspace
from contentops.render.assumed_days import assumed_line
from contentops.render.coverage import gap_lines
from contentops.render.figures import figure, short_day, short_span
from contentops.render.load import assignments
from contentops.render.overview import Overview, Week
from contentops.render.summary import not_kept_line, silent_line, value_line
from contentops.render.table import GAP, Cell, Column, Layout, Style, paint
from contentops.text_width import clean_line, truncate, wrap

NARROWEST = 32
_INDENT = "  "
_ROOMY = 100
_ID = 5
"""The column of the item's id; a terminal without room for it has the id below the title, to be copied."""
POOL_STYLES: dict[str, Style] = {"basic": "blue", "periodic": "cyan", "hook": "magenta"}
STATE_STYLES: dict[str, Style] = {"published": "green", "cancelled": "dim", "pinned": "bold"}


def render_table(
    calendar: Calendar,
    workspace: Workspace,
    width: int,
    colour: bool,
    *,
    today: date | None = None,
    person: str | None = None,
    note: str = "",
) -> str:
    """The whole calendar for a terminal of `width` columns (at least `NARROWEST`), ending in a newline.

    No line is wider than `width`. `today` marks its week; `person` (an id) adds the list of their work; `note`
    stands below the title.
    """
    screen = _Screen(Overview(calendar, workspace), max(width, NARROWEST), colour, today, person, note)
    return "".join(f"{line}\n" for line in screen.lines())


class _Screen:
    def __init__(
        self,
        overview: Overview,
        width: int,
        colour: bool,
        today: date | None,
        person: str | None,
        note: str,
    ) -> None:
        self.overview, self.words, self.note = overview, overview.words, note
        self.width, self.colour, self.today, self.person = width, colour, today, person

    def lines(self) -> Iterator[str]:
        yield from head_lines(self.overview, self.width, self.colour, note=self.note)
        yield ""
        yield from self._entries()
        yield ""
        yield from self._work()
        yield from self._refusals()
        yield from self._gaps()
        yield from self._figures()

    def _entries(self) -> Iterator[str]:
        overview, words = self.overview, self.words
        if not overview.entries:
            yield from self._paragraph(words["nothing"], "")
            return
        rows = {id(entry): self._row(entry) for entry in overview.entries}
        layout = Layout(_columns(overview, self.width), list(rows.values()), self.width)
        yield from layout.head(self.colour)
        for week in overview.weeks:
            if self.note and not week.entries:
                continue  # the week is empty of what was asked for, which is no news
            yield self._week(week)
            for entry in week.entries:
                yield from layout.row(rows[id(entry)], self.colour)
                if layout.shows(_ID) or entry.item == self.overview.title(entry):
                    continue
                indent = " " * (layout.widths[0] + len(GAP))
                yield from self._paragraph(clean_line(entry.item), indent, "dim")

    def _week(self, week: Week) -> str:
        words = self.words
        line = f"{week.name}  {short_span(week.first, week.last)}"
        this_week = self.today is not None and week.monday <= self.today < week.monday + timedelta(days=7)
        mark = f"  ← {words['this_week']}" if this_week else ""
        if week.published:
            return paint(line + mark, "bold", self.colour)
        empty = words["empty_week" if week.working_days else "empty_week_off"]
        style: Style = "yellow" if week.working_days else "dim"
        return paint(truncate(f"{line}  {empty}{mark}", self.width), style, self.colour)

    def _row(self, entry: Entry) -> list[Cell]:
        overview, words = self.overview, self.words
        style = STATE_STYLES.get(entry.state, "")
        state = "" if entry.state == "planned" else f"[{words.name('state', entry.state)}] "
        names = [name for wave in overview.waves(entry) for name in wave.channels]
        return [
            Cell(f"{_INDENT}{short_day(entry.publish)} {words.weekday(entry.publish)}", style),
            Cell(state + overview.title(entry), style),
            Cell(words.listed(names), parts=tuple(names), separator=words.comma),
            Cell(overview.owner_name(entry)),
            Cell(words.name("pool", entry.pool), POOL_STYLES[entry.pool]),
            Cell(clean_line(entry.item), "dim"),
        ]

    def _work(self) -> Iterator[str]:
        overview, words = self.overview, self.words
        work = assignments(overview).get(self.person or "", [])
        if not work:
            return
        yield paint(f"{words['tasks']} · {overview.person_name(work[0].task.person)}", "bold", self.colour)
        rows = [
            [
                Cell(_INDENT + short_span(assigned.task.start, assigned.task.end)),
                Cell(overview.stage_name(assigned.entry, assigned.task)),
                Cell(overview.marked_title(assigned.entry)),
                Cell(figure(assigned.task.hours) if assigned.task.hours else ""),
                Cell(short_day(assigned.entry.publish)),
            ]
            for assigned in work
        ]
        columns = [
            Column(words["days"], least=11, wish=13),
            Column(words["task"], least=8, wish=12, lines=2),
            Column(words["item"], least=16, wish=24, lines=3),
            Column(words["hours"], least=4, wish=5, drop=1),
            Column(words["published_on"], least=5, wish=9, drop=2),
        ]
        layout = Layout(columns, rows, self.width)
        yield from layout.head(self.colour)
        for row in rows:
            yield from layout.row(row, self.colour)
        yield ""

    def _refusals(self) -> Iterator[str]:
        refusals = self.overview.calendar.unscheduled
        if not refusals:
            return
        heading = f"{self.words['unscheduled']} ({len(refusals)})"
        yield paint(heading, "bold", self.colour)
        for refusal in refusals:
            yield from self._refusal(refusal)
        yield ""

    def _refusal(self, refusal: Refusal) -> Iterator[str]:
        words = self.words
        about = [
            clean_line(refusal.title) or refusal.item,
            words.name("pool", refusal.pool),
            words.say("value_each", value=refusal.value),
            clean_line(refusal.item),
        ]
        yield from self._paragraph(" · ".join(about), _INDENT, "red")
        yield from self._paragraph(clean_line(refusal.reason), _INDENT * 2)

    def _gaps(self) -> Iterator[str]:
        lines = gap_lines(self.overview, self.overview.calendar.gaps)
        if not lines:
            return
        yield paint(f"{self.words['gaps']} ({len(lines)})", "bold", self.colour)
        for line in lines:
            yield from self._paragraph(clean_line(line.sentence), _INDENT, "yellow")
            for text, action in line.proposals:
                yield from self._paragraph(f"→ {clean_line(text)}", _INDENT * 2)
                yield from self._paragraph(clean_line(action), _INDENT * 3, "dim")
        yield ""

    def _figures(self) -> Iterator[str]:
        overview, words = self.overview, self.words
        placed, refused = len(overview.active), len(overview.calendar.unscheduled)
        parts = [words.say("summary_line", placed=placed, refused=refused)]
        value = value_line(overview)
        if value:
            parts.append(f"{words['value']} {value}")
        if not self.note:
            parts.append(f"{words['weeks_silent']} {silent_line(overview)}")
        yield from self._paragraph(" · ".join(parts), "", "bold")

    def _paragraph(self, text: str, indent: str, style: Style = "") -> Iterator[str]:
        return paragraph(text, self.width, self.colour, style, indent)


def head_lines(overview: Overview, width: int, colour: bool, *, note: str = "") -> Iterator[str]:
    """What stands above every view of a calendar: its title, a note, and what is not certain about it."""
    words, period = overview.words, overview.period
    title = words.say("title", period=overview.calendar.period)
    span = words.say("span", first=period.first, last=period.last)
    yield from paragraph(f"{title} · {span}", width, colour, "bold")
    if note:
        yield from paragraph(note, width, colour, "cyan")
    if overview.calendar.provisional:
        why = words.say("provisional_short", years=overview.provisional_years)
        text = words["provisional"] + words["after_label"] + why
        assumed = assumed_line(overview)
        if assumed:
            text += words["after_label"] + assumed
        yield from paragraph(text, width, colour, "yellow")
    not_kept = not_kept_line(overview)
    if not_kept:
        yield from paragraph(words["not_kept"] + words["colon"] + not_kept, width, colour, "yellow")


def paragraph(text: str, width: int, colour: bool, style: Style = "", indent: str = "") -> Iterator[str]:
    """`text` in lines of at most `width` columns."""
    for line in wrap(text, width - len(indent)):
        yield indent + paint(line, style, colour)


def _columns(overview: Overview, width: int) -> list[Column]:
    words = overview.words
    # A narrow table of one line an entry is read faster than one of two with every channel in it.
    channel_lines = 2 if width >= _ROOMY else 1
    return [
        Column(words["date"], least=9, wish=12),
        Column(words["item"], least=20, wish=26, lines=4),
        Column(words["channels"], least=10, wish=14, lines=channel_lines, shrinks=True, drop=2),
        Column(words["owner"], least=6, wish=8, lines=2, drop=1),
        Column(words["pool"], least=4, wish=8, drop=3),
        Column(words["id"], least=8, wish=20, drop=4),
    ]
