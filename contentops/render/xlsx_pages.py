"""The sheets that are only read: overview, load against capacity, gaps, what did not fit, legend."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import replace
from datetime import date

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from contentops.models.base import text_in
from contentops.render.assumed_days import assumed_sentence
from contentops.render.coverage import KINDS, coverage_lines, gap_lines, named
from contentops.render.load import PersonLoad, assignments, hours_load, review_load, work_weeks
from contentops.render.overview import Overview
from contentops.render.sheets import STATES, Sheets, cell_line, cell_text
from contentops.render.summary import method_lines, summary_lines
from contentops.render.xlsx_gaps import gap_names
from contentops.render.xlsx_measure import lines_in
from contentops.render.xlsx_style import (
    BLUE,
    EMPTY,
    FAINT,
    GREY_HEAD,
    HEAD,
    LABEL,
    NUMBER,
    OFF,
    OVER,
    PLAIN,
    PLAIN_WRAPPED,
    SECTION,
    STATE_FILLS,
    SUBTITLE,
    TEXT,
    TIGHT,
    TITLE,
    WARNING,
    WRAPPED,
    Look,
    Styles,
    add_bars,
    colour_where,
    day_text,
    fitted,
    set_paper,
    set_widths,
)
from contentops.render.xlsx_tables import Lists, sheet_range
from contentops.render.xlsx_weeks import channels_of

_TEXT_WIDTH = 90.0
_NEARLY_FULL = 0.9


def add_overview(sheet: Worksheet, styles: Styles, sheets: Sheets, paper: str) -> None:
    """Fill the first sheet: what a manager wants to know before anything else."""
    overview, words = sheets.overview, sheets.words
    names, calendar, period = overview.words, overview.calendar, overview.period
    brand = text_in(overview.workspace.settings.brand.name, names.language)
    styles.put(sheet, 1, 1, cell_line(f"{brand} · {names.say('title', period=period.name)}"), TITLE)
    sheet.row_dimensions[1].height = 24
    about = " · ".join(
        [names.say("span", first=period.first, last=period.last), names.say("planned_on", day=calendar.today)]
    )
    styles.put(sheet, 2, 1, about, SUBTITLE)
    sheet.row_dimensions[2].height = styles.height(1) + 2
    line = 3
    if calendar.provisional:
        parts = [names["provisional"], names.say("provisional_why", years=overview.provisional_years)]
        notice = names["after_label"].join([*parts, assumed_sentence(overview)]).strip()
        _across(sheet, styles, line, cell_line(notice), WARNING)
        line += 1
    line += 1
    for label, text in [*summary_lines(overview), *method_lines(overview)]:
        styles.put(sheet, line, 1, cell_line(label), replace(LABEL, wrap=True))
        _across(sheet, styles, line, cell_line(text), PLAIN_WRAPPED, first=2)
        line += 1
    first = line + 1
    by_month = Counter((entry.publish.year, entry.publish.month) for entry in overview.active)
    months = [(names.month(date(*month, 1)), count) for month, count in sorted(by_month.items())]
    waves = Counter(wave.channel for entry in overview.active for wave in entry.channels)
    served = [(overview.channel_name(channel), waves[channel]) for channel in channels_of(overview)]
    channels = names.name("dimension", "channels")
    tables = [(words["by_month"], months), (words["by_channel"], served)]
    tables += [(kind, counts) for kind, counts in coverage_lines(overview) if kind != channels]
    short = _short_of(overview) | {
        (words["by_channel"], name) for kind, name in _short_of(overview) if kind == channels
    }
    line = first
    for title, counts in tables:
        below = {name for kind, name in short if kind == title}
        line = _count_table(sheet, styles, line, cell_line(title), counts, words["entries"], below)
    set_widths(sheet, {1: 30, 2: 12, 3: _TEXT_WIDTH - 12})
    set_paper(sheet, paper, words["page"])
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "portrait", 1
    sheet.sheet_view.showGridLines = False


def _across(sheet: Worksheet, styles: Styles, line: int, text: str, look: Look, *, first: int = 1) -> None:
    """A text over the columns up to the third, with the height it needs."""
    styles.put(sheet, line, first, text, look)
    sheet.merge_cells(start_row=line, start_column=first, end_row=line, end_column=3)
    width = _TEXT_WIDTH + (30 if first == 1 else 0)
    sheet.row_dimensions[line].height = styles.height(lines_in(text, width))


def _short_of(overview: Overview) -> set[tuple[str, str]]:
    """What the plan's gaps are in, as the overview names it: the dimension and the value."""
    return {
        (overview.words.name("dimension", kind), named(overview, kind, name))
        for kind, name in gap_names(overview)
        if kind in KINDS
    }


def _count_table(
    sheet: Worksheet,
    styles: Styles,
    line: int,
    title: str,
    counts: Sequence[tuple[str, int]],
    head: str,
    short: Set[str],
) -> int:
    """Names with their counts, what the plan has gaps in in amber; returns the line after it and a blank one."""
    if not counts:
        return line
    styles.put(sheet, line, 1, title, HEAD)
    styles.put(sheet, line, 2, head, HEAD)
    start = line + 1
    for name, count in counts:
        line += 1
        fill = EMPTY if name in short else ""
        styles.put(sheet, line, 1, cell_line(name), replace(WRAPPED, fill=fill))
        styles.put(sheet, line, 2, count, replace(NUMBER, fill=fill))
        sheet.row_dimensions[line].height = styles.height(lines_in(name, 30))
    add_bars(sheet, f"B{start}:B{line}")
    return line + 2


def add_load(workbook: Workbook, styles: Styles, sheets: Sheets, paper: str) -> None:
    """Add the sheet of everybody's hours and reviews a week, against what there is."""
    overview, words = sheets.overview, sheets.words
    sheet = workbook.create_sheet(words["sheet.load"])
    work = assignments(overview)
    mondays = work_weeks(assigned for person in work.values() for assigned in person)
    heads = [words["person"], words["what"]]
    heads += [f"W{monday.isocalendar().week:02d}\n{day_text(monday)}" for monday in mondays]
    heads.append(words["total"])
    for number, head in enumerate(heads, start=1):
        styles.put(sheet, 1, number, head, replace(HEAD, centre=number > 2))
    sheet.row_dimensions[1].height = styles.height(2)
    line = 2
    for load in hours_load(overview, mondays):
        line = _load_rows(sheet, styles, sheets, line, load, "hours")
    for load in review_load(overview, mondays):
        line = _load_rows(sheet, styles, sheets, line, load, "reviews")
    styles.put(sheet, line + 1, 1, words["load_note"], replace(PLAIN, ink=FAINT))
    people = [sheets.person(person) for person in work]
    set_widths(
        sheet, {1: fitted(people, least=12, most=26), 2: 18} | dict.fromkeys(range(3, len(heads)), 6.5)
    )
    sheet.column_dimensions[get_column_letter(len(heads))].width = 9
    sheet.freeze_panes = "C2"
    set_paper(sheet, paper, words["page"], head_rows=1, repeated=2)


def _load_rows(
    sheet: Worksheet, styles: Styles, sheets: Sheets, line: int, load: PersonLoad, kind: str
) -> int:
    """Two rows: what is asked for above what there is."""
    words, cells = sheets.words, (*load.cells, load.total)
    styles.put(sheet, line, 1, sheets.person(load.person), replace(WRAPPED, bold=True))
    styles.put(sheet, line + 1, 1, None, TEXT)
    sheet.merge_cells(start_row=line, start_column=1, end_row=line + 1, end_column=1)
    styles.put(sheet, line, 2, words[f"planned_{kind}"], TEXT)
    faint = replace(NUMBER, ink=FAINT)
    styles.put(sheet, line + 1, 2, words[f"available_{kind}"], replace(TEXT, ink=FAINT))
    for number, cell in enumerate(cells, start=3):
        styles.put(
            sheet, line, number, _number(cell.used) or None, replace(NUMBER, bold=number == len(cells) + 2)
        )
        styles.put(sheet, line + 1, number, _number(cell.available), faint)
    area = f"C{line}:{get_column_letter(len(cells) + 2)}{line}"
    for condition, colour in (
        (f"C{line}>C{line + 1}+0.001", OVER),
        (f"AND(C{line}>0,C{line}>={_NEARLY_FULL}*C{line + 1})", TIGHT),
    ):
        colour_where(sheet, area, condition, colour)
    return line + 2


def _number(value: float) -> float | int:
    rounded = round(float(value), 2)
    return int(rounded) if rounded.is_integer() else rounded


def add_gaps(workbook: Workbook, styles: Styles, sheets: Sheets, paper: str) -> None:
    """Add the sheet of what stays below target, with what could fill it."""
    overview, words = sheets.overview, sheets.words
    rows = []
    for gap in gap_lines(overview, overview.calendar.gaps):
        ideas = gap.proposals or (("", ""),)
        rows += [[gap.sentence if not n else "", text, action] for n, (text, action) in enumerate(ideas)]
    heads = [words["gap"], words["idea"], words["action"]]
    _listing(workbook, styles, words["sheet.gaps"], heads, rows or [[words["no_gaps"], "", ""]], [48, 60, 60])
    set_paper(workbook[words["sheet.gaps"]], paper, words["page"], head_rows=1)


def add_unscheduled(workbook: Workbook, styles: Styles, sheets: Sheets, paper: str) -> None:
    """Add the sheet of what has no place, and why."""
    overview, words = sheets.overview, sheets.words
    rows: list[list[str | int]] = [
        [
            refusal.title,
            overview.words.name("pool", refusal.pool),
            refusal.value,
            refusal.reason,
            refusal.item,
        ]
        for refusal in overview.calendar.unscheduled
    ]
    heads = [words["title"], words["pool"], words["value"], words["why"], words["item"]]
    title = words["sheet.unscheduled"]
    _listing(
        workbook, styles, title, heads, rows or [[words["all_placed"], "", "", "", ""]], [46, 11, 8, 90, 28]
    )
    set_paper(workbook[title], paper, words["page"], head_rows=1)


def _listing(
    workbook: Workbook,
    styles: Styles,
    title: str,
    heads: Sequence[str],
    rows: Sequence[Sequence[str | int]],
    widths: Sequence[float],
) -> None:
    sheet = workbook.create_sheet(title)
    for number, head in enumerate(heads, start=1):
        styles.put(sheet, 1, number, head, HEAD)
    for line, row in enumerate(rows, start=2):
        highest = 1
        for number, (value, width) in enumerate(zip(row, widths, strict=True), start=1):
            text = cell_text(value) if isinstance(value, str) else value
            styles.put(sheet, line, number, text, NUMBER if isinstance(value, int) else WRAPPED)
            highest = max(highest, lines_in(text, width)) if isinstance(text, str) else highest
        sheet.row_dimensions[line].height = styles.height(highest)
    set_widths(sheet, dict(enumerate(widths, start=1)))
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(heads))}{len(rows) + 1}"
    sheet.freeze_panes = "B2"


def legend_lists(sheets: Sheets) -> Lists:
    """Where `add_legend` puts states and people."""
    title, count = sheets.words["sheet.legend"], len(sheets.people)
    first = len(STATES) + 5
    return Lists(
        states=sheet_range(title, 1, 3, 2 + len(STATES)),
        people=sheet_range(title, 1, first, first + count - 1),
    )


def add_legend(workbook: Workbook, styles: Styles, sheets: Sheets, paper: str) -> None:
    """Add the sheet that explains the others, and holds what people choose from."""
    overview, words = sheets.overview, sheets.words
    names = overview.words
    sheet = workbook.create_sheet(words["sheet.legend"])
    styles.put(sheet, 1, 1, words["legend.states"], SECTION)
    _heads(sheet, styles, 2, [words["state"], words["meaning"]])
    line = 3
    for state in STATES:
        styles.put(sheet, line, 1, names.name("state", state), replace(TEXT, fill=STATE_FILLS[state]))
        styles.put(sheet, line, 2, words[f"state.{state}"], WRAPPED)
        line += 1
    _heads(sheet, styles, line + 1, [words["legend.people"], words["role"], words["hours_week"],
                                     words["reviews_week"], words["item"]])  # fmt: skip
    line += 2
    for person in overview.workspace.settings.team:
        about = text_in(person.title, names.language) or text_in(person.organisation, names.language)
        values = [sheets.person(person.id), cell_line(about), _number(person.hours_per_week) or None,
                  person.reviews_per_week or None, person.id]  # fmt: skip
        for number, value in enumerate(values, start=1):
            styles.put(sheet, line, number, value, TEXT if isinstance(value, str) else NUMBER)
        line += 1
    styles.put(sheet, line + 1, 1, words["legend.colours"], SECTION)
    line += 2
    for key, fill in (("edit", BLUE), ("computed", GREY_HEAD), ("empty", EMPTY), ("off", OFF),
                      ("over", OVER), ("tight", TIGHT)):  # fmt: skip
        styles.put(sheet, line, 1, None, replace(TEXT, fill=fill))
        styles.put(sheet, line, 2, words[f"colour.{key}"], PLAIN)
        line += 1
    styles.put(sheet, line + 1, 1, words["legend.return"], SECTION)
    line += 2
    for number in range(1, 6):
        text = words[f"return.{number}"]
        said = text.format(period=overview.period.name, cancelled=names.name("state", "cancelled"))
        styles.put(sheet, line, 1, said, PLAIN_WRAPPED)
        sheet.merge_cells(start_row=line, start_column=1, end_row=line, end_column=5)
        sheet.row_dimensions[line].height = styles.height(lines_in(said, 130))
        line += 1
    labels = list(sheets.people.values())
    set_widths(sheet, {1: fitted(labels, least=18, most=34), 2: 52, 3: 14, 4: 14, 5: 18})
    sheet.sheet_view.showGridLines = False
    set_paper(sheet, paper, words["page"])
    sheet.page_setup.fitToHeight = 1


def _heads(sheet: Worksheet, styles: Styles, line: int, heads: Sequence[str]) -> None:
    for number, head in enumerate(heads, start=1):
        styles.put(sheet, line, number, head, HEAD)
