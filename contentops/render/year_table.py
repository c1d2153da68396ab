"""The table of a year in a terminal: a line a week, silent cells marked, the quarters' figures below."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal

from contentops.models.period import parse_period
from contentops.models.workspace import Workspace
from contentops.models.year import YearPlan, YearWeek
from contentops.render.figures import figure, short_span
from contentops.render.overview import POOLS
from contentops.render.period_view import PeriodView
from contentops.render.table import Cell, Column, Layout, Style, paint
from contentops.text_width import clean_line, wrap

By = Literal["pool", "channel"]
NARROWEST = 32
_ROOMY = 120
"""From this width on there is room for what is published."""
_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
SILENT, LATE = "·", "!"


def render_year_table(
    plan: YearPlan,
    workspace: Workspace,
    width: int,
    colour: bool,
    *,
    today: date | None = None,
    by: By = "pool",
) -> str:
    """The table for a terminal of `width` columns, ending in a newline. `today` marks its week."""
    screen = _Screen(plan, workspace, max(width, NARROWEST), colour, today, by)
    return "".join(f"{line}\n" for line in screen.lines())


def load_share(week: YearWeek) -> str:
    """`62%` of the hours there are; empty without any."""
    if not week.hours_available:
        return ""
    return f"{round(100 * week.hours / week.hours_available)}%"


def load_hours(week: YearWeek) -> str:
    """`58/93`: planned and available; empty without either."""
    if not (week.hours or week.hours_available):
        return ""
    return f"{figure(week.hours)}/{figure(week.hours_available)}"


class _Screen:
    def __init__(
        self, plan: YearPlan, workspace: Workspace, width: int, colour: bool, today: date | None, by: By
    ) -> None:
        self.plan, self.workspace, self.width, self.colour = plan, workspace, width, colour
        self.today, self.by = today, by
        self.view = PeriodView(workspace, plan.period, plan.provisional_years)
        self.words, self.common = self.view.words, self.view.common
        self.channels = [channel.id for channel in workspace.settings.channels][: len(_LETTERS)]

    def lines(self) -> Iterator[str]:
        yield from self._title()
        yield ""
        yield from self._weeks()
        yield ""
        yield from self._legend()
        yield ""
        yield from self._quarters()

    def _title(self) -> Iterator[str]:
        plan, words = self.plan, self.words
        yield paint(words.say("year_title", period=plan.period), "bold", self.colour)
        made = (
            words.say("made_of", calendars=self.common.listed(plan.calendars))
            if plan.calendars
            else words["made_of_none"]
        )
        yield from self._paragraph(
            f"{self.common.say('span', first=plan.first, last=plan.last)} · {made}", "dim"
        )
        if plan.provisional and plan.calendars:
            why = self.common.say("provisional_short", years=self.view.overview.provisional_years)
            text = self.common["provisional"] + self.common["after_label"] + why
            yield from self._paragraph(text, "yellow")

    def _weeks(self) -> Iterator[str]:
        rows = [self._row(week) for week in self.plan.weeks]
        layout = Layout(self._columns(), rows, self.width)
        yield from layout.head(self.colour)
        starts = {
            parse_period(one.period, self.workspace.settings.fiscal_year_start).first
            for one in self.plan.quarters[1:]
        }
        for week, row in zip(self.plan.weeks, rows, strict=True):
            if any(week.first <= start <= week.last for start in starts):
                yield ""
            yield from layout.row(row, self.colour)

    def _columns(self) -> list[Column]:
        common, words = self.common, self.words
        if self.by == "pool":
            heads = [common.name("pool", pool) for pool in POOLS]
        else:
            heads = list(_LETTERS[: len(self.channels)])
        columns = [
            Column(common["week"], least=3, wish=4),
            Column(common["dates"], least=11, wish=11, drop=2),
            Column(words["working_days"], least=1, wish=4, drop=3),
            *(Column(head, least=1, wish=1) for head in heads),
            Column(words["load"], least=6, wish=9, drop=4),
            Column(words["share"], least=4, wish=4, drop=1),
            Column(words["occasions"], least=12, wish=24 if self.by == "pool" else 14, lines=2, shrinks=True),
        ]
        if self.width >= _ROOMY:
            columns.append(Column(words["published"], least=30, wish=30, lines=3, shrinks=True))
        return columns

    def _row(self, week: YearWeek) -> list[Cell]:
        over = week.hours > week.hours_available
        occasions = tuple(self.view.occasion(one) for one in week.occasions)
        note = "" if week.planned else self.words["not_planned"]
        if note and not occasions:
            occasions = (note,)
        style: Style = "" if week.working_days and week.planned else "dim"
        mark = " ←" if self.today is not None and week.first <= self.today <= week.last else ""
        empty = week.planned and week.working_days and not week.publications
        cells = [
            Cell(week.week.partition("-")[2] + mark, "yellow" if empty else style),
            Cell(short_span(week.first, week.last), style),
            Cell(str(week.working_days), style),
            *self._counts(week),
            Cell(load_hours(week), "red" if over else style),
            Cell(load_share(week), "red" if over else style),
            Cell(
                self.common["semicolon"].join(occasions), style, occasions, self.common["semicolon"]
            ) if len(occasions) > 1 else Cell("".join(occasions), style),
        ]  # fmt: skip
        if self.width >= _ROOMY:
            begun = (one for one in week.publications if one.publish >= week.first)
            titles = tuple(dict.fromkeys(self.view.title(one) for one in begun))
            separator = self.common["semicolon"]
            cells.append(Cell(separator.join(titles), "", titles, separator))
        return cells

    def _counts(self, week: YearWeek) -> Iterator[Cell]:
        pairs = (
            [(name, week.pools.get(name, 0), name in week.late_pools) for name in POOLS]
            if self.by == "pool"
            else [(name, week.channels.get(name, 0), name in week.late_channels) for name in self.channels]
        )
        for _, count, late in pairs:
            if count:
                yield Cell(str(count))
            elif not (week.planned and week.working_days):
                yield Cell("")
            else:
                yield Cell(LATE, "yellow") if late else Cell(SILENT, "dim")

    def _legend(self) -> Iterator[str]:
        words = self.words
        yield from self._paragraph(f"{words['silent']}   {words['late']}", "dim")
        if self.by == "channel":
            named = (
                f"{letter} {self.view.overview.channel_name(channel)}"
                for letter, channel in zip(_LETTERS, self.channels, strict=False)
            )
            yield from self._paragraph(" · ".join(named), "dim")

    def _quarters(self) -> Iterator[str]:
        words = self.words
        rows = []
        for one in self.plan.quarters:
            if one.planned:
                cells = [str(one.entries), str(one.unscheduled), str(one.value)]
            else:
                cells = [words["not_planned"], "", ""]
            rows.append([Cell(one.period), *map(Cell, cells)])
        columns = [
            Column(words["quarter"], least=7, wish=7),
            Column(words["publications"], least=4, wish=9),
            Column(words["not_placed"], least=4, wish=11),
            Column(words["value"], least=4, wish=6),
        ]
        layout = Layout(columns, rows, self.width)
        yield from layout.head(self.colour)
        for row in rows:
            yield from layout.row(row, self.colour)
        refused = self.plan.unscheduled
        if refused:
            yield ""
            heading = f"{self.common['unscheduled']} ({len(refused)})"
            yield paint(heading, "bold", self.colour)
            for refusal in refused:
                about = f"{clean_line(refusal.title) or refusal.item} · {clean_line(refusal.item)}"
                yield from self._paragraph(about, "red", "  ")
                yield from self._paragraph(clean_line(refusal.reason), "", "    ")

    def _paragraph(self, text: str, style: Style, indent: str = "") -> Iterator[str]:
        for line in wrap(text, self.width - len(indent)):
            yield indent + paint(line, style, self.colour)
