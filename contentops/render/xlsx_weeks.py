"""The week table: a row a week, a column a channel; where the plan has a gap is coloured."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from contentops.models.base import text_in
from contentops.models.calendar import Entry
from contentops.models.period import monday_of
from contentops.render.figures import short_span
from contentops.render.overview import Overview
from contentops.render.sheet_words import SHEET_WORDS
from contentops.render.sheets import Sheets, cell_line, cell_text
from contentops.render.xlsx_gaps import week_gaps
from contentops.render.xlsx_measure import lines_in
from contentops.render.xlsx_style import (
    EMPTY,
    FAINT,
    HEAD,
    OFF,
    TODAY,
    WRAPPED,
    Styles,
    colour_where,
    day_text,
    set_paper,
    set_widths,
)
from contentops.working_days import UnknownCountryError

_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)
_GAPS = 5
"""The column of gaps that belong to no channel."""
_CHANNEL_WIDTH = 22.0
_SIZE = 9


def add_weeks(workbook: Workbook, styles: Styles, sheets: Sheets, paper: str) -> None:
    """Add the sheet with the weeks of the period, and weeks after it that a late wave falls into."""
    overview, words = sheets.overview, sheets.words
    sheet = workbook.create_sheet(words["sheet.weeks"])
    gaps = week_gaps(overview)
    fixed = {words["week"]: 6.5, words["dates"]: 14.0, words["working_days"]: 9.0, words["days_off"]: 26.0}
    if gaps.others:
        fixed[words["week_gaps"]] = 24.0
    channels = channels_of(overview)
    heads = [*fixed, *(cell_line(overview.channel_name(channel)) for channel in channels)]
    for number, head in enumerate(heads, start=1):
        styles.put(sheet, 1, number, head, HEAD)
    waves = _waves_by_week(overview)
    line = 1
    for line, (monday, first, last) in enumerate(_weeks(overview, waves), start=2):
        cells = _fixed_cells(overview, monday, first, last)
        working = bool(cells[2])
        if gaps.others:
            cells.append(cell_text("\n".join(gaps.others.get(monday, ()))))
        for number, value in enumerate(cells, start=1):
            amber = number == _GAPS and value
            look = replace(WRAPPED, fill=EMPTY if amber else "" if working else OFF, size=_SIZE)
            styles.put(
                sheet, line, number, value, replace(look, bold=number == 1, number=isinstance(value, int))
            )
        own = first <= overview.period.last and last >= overview.period.first
        lines = [lines_in(str(cell), width, _SIZE) for cell, width in zip(cells, fixed.values(), strict=True)]
        for number, channel in enumerate(channels, start=len(fixed) + 1):
            text = _cell(overview, waves.get(monday, {}).get(channel, []))
            # In a silent week something may stand by now: the record was edited since it was planned.
            gap = (channel, monday) in gaps.thin or (not text and (channel, monday) in gaps.silent)
            fill = OFF if not (working or text) else EMPTY if gap and own and working else ""
            styles.put(sheet, line, number, text, replace(WRAPPED, fill=fill, size=_SIZE))
            lines.append(lines_in(text, _CHANNEL_WIDTH, _SIZE))
        sheet.row_dimensions[line].height = styles.height(max(lines), _SIZE)
        _mark_current(sheet, line, monday)
    widths = [*fixed.values(), *(_CHANNEL_WIDTH for _ in channels)]
    set_widths(sheet, dict(enumerate(widths, start=1)))
    sheet.row_dimensions[1].height = styles.height(max(map(lines_in, heads, widths)))
    sheet.freeze_panes = "C2"
    sheet.sheet_view.zoomScale = 85
    set_paper(sheet, paper, words["page"], size=_SIZE, head_rows=1, repeated=2)
    _note(sheet, styles, line + 2, words["weeks_note"], min(len(heads), 8), widths)


def _fixed_cells(overview: Overview, monday: date, first: date, last: date) -> list[str | int]:
    """The week, its dates, its working days, and what happens in it."""
    working = len(overview.country(overview.workspace.settings.country).between(first, last))
    occasions = cell_text("\n".join(dict.fromkeys(_occasions(overview, first, last))))
    return [f"W{monday.isocalendar().week:02d}", short_span(first, last), working, occasions]


def _note(
    sheet: Worksheet, styles: Styles, line: int, text: str, columns: int, widths: Sequence[float]
) -> None:
    """A text below a table, over its first columns: one that ran over the edge of a page would be cut."""
    styles.put(sheet, line, 1, text, replace(WRAPPED, border=False, ink=FAINT))
    sheet.merge_cells(start_row=line, start_column=1, end_row=line, end_column=columns)
    sheet.row_dimensions[line].height = styles.height(lines_in(text, sum(widths[:columns])))


def channels_of(overview: Overview) -> list[str]:
    """The team's channels in their order, then those of entries that have left it."""
    known = list(overview.workspace.channels)
    gone = {wave.channel for entry in overview.entries for wave in entry.channels} - set(known)
    return [*known, *sorted(gone)]


def _waves_by_week(overview: Overview) -> dict[date, dict[str, list[tuple[date, Entry]]]]:
    found: dict[date, dict[str, list[tuple[date, Entry]]]] = {}
    for entry in overview.active:
        for wave in entry.channels:
            week = found.setdefault(monday_of(wave.date), {})
            week.setdefault(wave.channel, []).append((wave.date, entry))
    return found


def _weeks(overview: Overview, waves: Iterable[date]) -> Iterator[tuple[date, date, date]]:
    """Monday, first and last day of each week; only the period's own weeks are cut by it."""
    days = {week.monday: (week.first, week.last) for week in overview.weeks}
    for monday in {*days, *waves}:
        days.setdefault(monday, (monday, monday + 6 * _DAY))
    for monday in sorted(days):
        yield monday, *days[monday]


def _cell(overview: Overview, waves: list[tuple[date, Entry]]) -> str:
    ordered = sorted(waves, key=lambda wave: (wave[0], wave[1].publish, wave[1].item))
    done = {"published": " ✓"}
    return cell_text(
        "\n".join(
            f"{day_text(day)} {overview.marked_title(entry)}{done.get(entry.state, '')}"
            for day, entry in ordered
        )
    )


def _occasions(overview: Overview, first: date, last: date) -> Iterator[str]:
    """Public holidays, make-up working days, events and nodes of these days."""
    workspace, language = overview.workspace, overview.words.language
    yield from _days_off(overview, first, last)
    dated = [(e.start, e.last, e.title) for e in workspace.events.values() if e.status != "cancelled"]
    dated += [(node.date, node.last, node.title) for node in workspace.nodes.values()]
    for start, end, title in sorted(dated, key=lambda one: (one[0], one[1])):
        if start <= last and end >= first:
            yield f"{short_span(start, end)} {text_in(title, language)}"


def _days_off(overview: Overview, first: date, last: date) -> Iterator[str]:
    days, language = overview.country(overview.workspace.settings.country), overview.words.language
    runs: list[tuple[str, date, date]] = []
    day = first
    while day <= last:
        try:
            name = None if days.is_working_day(day) else days.holiday_name(day, language)
            made_up = days.is_make_up(day)
        except UnknownCountryError:
            return
        if made_up:
            yield SHEET_WORDS[language]["make_up"].format(day=day_text(day))
        if name and runs and runs[-1][0] == name and runs[-1][2] + _DAY == day:
            runs[-1] = (name, runs[-1][1], day)
        elif name:
            runs.append((name, day, day))
        day += _DAY
    for name, start, end in runs:
        yield f"{short_span(start, end)} {name}"


def _mark_current(sheet: Worksheet, line: int, monday: date) -> None:
    """The week of whoever reads is yellow: a rule of the sheet, so that the file stays the same."""
    first, after = monday, monday + _WEEK
    condition = (
        f"AND(TODAY()>=DATE({first.year},{first.month},{first.day}),"
        f"TODAY()<DATE({after.year},{after.month},{after.day}))"
    )
    colour_where(sheet, f"A{line}:B{line}", condition, TODAY)
