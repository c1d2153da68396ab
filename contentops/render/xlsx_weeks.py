"""The week table: a row a week, a column a channel; what is empty is coloured."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
from contentops.render.xlsx_style import (
    EMPTY,
    HEAD,
    OFF,
    TEXT,
    TODAY,
    WRAPPED,
    Styles,
    colour_where,
    day_text,
    lines_in,
    set_paper,
    set_widths,
)
from contentops.working_days import UnknownCountryError

_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)
_FIXED = 4
_CHANNEL_WIDTH = 22.0
_DAYS_OFF_WIDTH = 24.0
_SIZE = 9
_LINE = 12.0  # points
_HIGHEST = 400.0


def add_weeks(workbook: Workbook, styles: Styles, sheets: Sheets, paper: str) -> None:
    """Add the sheet with the weeks of the period, and weeks after it that a late wave falls into."""
    overview, words = sheets.overview, sheets.words
    sheet = workbook.create_sheet(words["sheet.weeks"])
    channels = channels_of(overview)
    heads = [words["week"], words["dates"], words["working_days"], words["days_off"]]
    heads += [cell_line(overview.channel_name(channel)) for channel in channels]
    for number, head in enumerate(heads, start=1):
        styles.put(sheet, 1, number, head, HEAD)
    waves = _waves_by_week(overview)
    line = 1
    for line, (monday, first, last) in enumerate(_weeks(overview, waves), start=2):
        own = first <= overview.period.last and last >= overview.period.first
        working = len(overview.country(overview.workspace.settings.country).between(first, last))
        off = cell_text("\n".join(_occasions(overview, first, last)))
        look = replace(WRAPPED, fill="" if working else OFF, size=_SIZE)
        name = f"W{monday.isocalendar().week:02d}"
        styles.put(sheet, line, 1, name, replace(look, bold=True))
        styles.put(sheet, line, 2, short_span(first, last), look)
        styles.put(sheet, line, 3, working, replace(look, number=True))
        styles.put(sheet, line, 4, off, look)
        highest = lines_in(off, _DAYS_OFF_WIDTH, _SIZE)
        for number, channel in enumerate(channels, start=_FIXED + 1):
            text = _cell(overview, waves.get(monday, {}).get(channel, []))
            # A week after the period is there for its late waves: nothing is missing in it.
            fill = "" if text or not own else EMPTY if working else OFF
            styles.put(sheet, line, number, text, replace(WRAPPED, fill=fill, size=_SIZE))
            highest = max(highest, lines_in(text, _CHANNEL_WIDTH, _SIZE))
        sheet.row_dimensions[line].height = min(highest * _LINE + 4, _HIGHEST)
        _mark_current(sheet, line, monday)
    widths = {1: 7.0, 2: 13.0, 3: 9.0, 4: _DAYS_OFF_WIDTH}
    set_widths(sheet, widths | dict.fromkeys(range(_FIXED + 1, len(heads) + 1), _CHANNEL_WIDTH))
    styles.put(sheet, line + 2, 1, words["weeks_note"], replace(TEXT, border=False, ink="7B8794"))
    sheet.row_dimensions[1].height = _LINE * max(2, *(lines_in(h, _CHANNEL_WIDTH) for h in heads)) + 4
    sheet.freeze_panes = "C2"
    sheet.sheet_view.zoomScale = 85
    set_paper(sheet, paper, words["page"], head_rows=1, columns=len(heads))


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
