"""The workbook: what a manager finds in it, in both languages; text that stays text; the same bytes each time."""

from __future__ import annotations

import dataclasses
import io
import re
import shutil
import subprocess
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from openpyxl import load_workbook

from contentops.models.calendar import Calendar
from contentops.render.edition import Edition
from contentops.render.sheets_base import read_base
from contentops.render.xlsx import render_xlsx
from contentops.render.xlsx_file import is_as_packed
from tests.render.example import build_calendar, build_workspace
from tests.render.strategies import HOSTILE, calendars

AMBER = "FFFFE0A3"
SHEETS = {
    "en": ["Overview", "Weeks", "Items", "Channel dates", "Work", "Load", "Gaps", "Not planned", "Legend"],
    "zh": ["概览", "周计划", "内容清单", "渠道排期", "分工明细", "人员负荷", "缺口", "未排入", "图例"],
}


def rendered(language: str = "en", calendar: Calendar | None = None) -> bytes:
    return render_xlsx(Edition(calendar or build_calendar(language), build_workspace(language)))


def opened(content: bytes) -> Any:
    return load_workbook(io.BytesIO(content))


def column(workbook: Any, sheet: str, head: str) -> list[Any]:
    rows = list(workbook[sheet].iter_rows(values_only=True))
    index = rows[0].index(head)
    return [row[index] for row in rows[1:]]


def fill(cell: Any) -> str:
    return str(cell.fill.start_color.rgb) if cell.fill.fill_type else ""


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_sheets_are_in_the_language_of_the_workspace(language: str) -> None:
    workbook = opened(rendered(language))
    assert workbook.sheetnames == [*SHEETS[language], "contentops"]
    assert workbook["contentops"].sheet_state == "veryHidden"
    words = " ".join(str(cell) for row in workbook.worksheets[2].iter_rows(values_only=True) for cell in row)
    assert ("已锁定" in words) == (language == "zh")


def test_items_have_real_dates_filters_frozen_panes_and_choices() -> None:
    workbook = opened(rendered())
    sheet = workbook["Items"]
    assert column(workbook, "Items", "Published") == [
        datetime(2027, 1, day) for day in (5, 12, 14, 25)  # noqa: DTZ001  cells have no timezone
    ]  # fmt: skip
    assert column(workbook, "Items", "State") == ["published", "pinned", "planned", "cancelled"]
    assert column(workbook, "Items", "Owner") == ["Wei Dong", "Lin Xiao", "Lin Xiao", "Lin Xiao"]
    assert column(workbook, "Items", "Id") == ["case-bank", "release-3", "paper-hospital", "intro"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("D2", "A1:K5")
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    assert rules["D2:D205"].formula1 == "'Legend'!$A$3:$A$6"
    assert rules["E2:E205"].formula1 == "'Legend'!$A$9:$A$12"
    legend = workbook["Legend"]
    assert [legend[f"A{n}"].value for n in range(3, 7)] == ["planned", "pinned", "published", "cancelled"]
    assert [legend[f"A{n}"].value for n in range(9, 13)] == [
        "Lin Xiao", "Wei Dong", "Zhao (counsel)", "Dr Zhou, City Hospital",
    ]  # fmt: skip
    formulas = [rule.formula[0] for area in sheet.conditional_formatting for rule in area.rules]
    assert '$D2="pinned"' in formulas


def test_the_week_table_has_a_column_a_channel_and_colours_the_gaps_of_the_plan_only() -> None:
    sheet = opened(rendered())["Weeks"]
    rows = {row[0].value: row for row in sheet.iter_rows(min_row=2)}
    assert [cell.value for cell in sheet[1]][4:] == [
        "Also missing", "TechWire newsroom", "LinkedIn page", "Website",
    ]  # fmt: skip
    assert list(rows)[:5] == ["W53", "W01", "W02", "W03", "W04"]
    assert rows["W02"][5].value.startswith("01-12 Federated Platform 3.0")
    amber = {(week, cell.column) for week, row in rows.items() for cell in row if fill(cell) == AMBER}
    # The account's silent weeks, the blog's thin one, the role that nothing is said to; W53 has no working day.
    assert amber == {("W01", 7), ("W03", 7), ("W04", 7), ("W03", 8), ("W03", 5), ("W04", 5)}
    assert rows["W03"][4].value == "Buying roles · deciders"
    # An empty cell that nobody asked to fill is quiet.
    assert (rows["W04"][5].value, fill(rows["W04"][5])) == (None, "")
    assert fill(rows["W53"][7]) == "FFECEFF3"
    # What is cancelled fills no cell.
    assert rows["W04"][7].value is None
    assert rows["W01"][7].value == "01-05 How a regional bank scores risk without moving data ✓"


def test_a_silent_week_that_was_filled_by_hand_is_quiet_a_thin_one_is_not() -> None:
    for gap, colour in (({"allowed": 0}, ""), ({"rate": 2, "wanted": 2, "found": 1}, AMBER)):
        named = {"kind": "channels", "name": "blog", "from": "2027-W01", "to": "2027-W01", "weeks": 1}
        sheet = opened(rendered(calendar=build_calendar("en", gaps=[{**named, **gap}])))["Weeks"]
        row = next(row for row in sheet.iter_rows() if row[0].value == "W01")
        assert row[6].value.startswith("01-05")
        assert fill(row[6]) == colour


@pytest.mark.parametrize(
    "weeks", [("soon", "2027-W02"), (None, None), ("2027-W99", "2027-W99"), ("1-W1", "9999-W1")]
)
def test_a_gap_that_people_wrote_in_another_shape_colours_nothing(weeks: tuple[Any, Any]) -> None:
    gap = {"kind": "channels", "name": "blog", "from": weeks[0], "to": weeks[1]}
    sheet = opened(rendered(calendar=build_calendar("en", gaps=[gap])))["Weeks"]
    assert not [cell for row in sheet.iter_rows() for cell in row if fill(cell) == AMBER]


def test_only_what_has_a_gap_is_coloured_in_the_overview() -> None:
    sheet = opened(rendered())["Overview"]
    assert {row[0].value for row in sheet.iter_rows() if fill(row[0]) == AMBER} == {
        "LinkedIn page", "Website", "deciders", "basic",
    }  # fmt: skip


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_reason_stands_there_whole_in_a_row_that_is_high_enough(language: str) -> None:
    reason = {
        "en": "not earlier: Writing takes 6 h; nobody has them left in that week. ",
        "zh": "不能更早：撰写需 6 小时，本周无人有空。",
    }
    text = (reason[language] * 8).strip()
    entry = build_calendar(language).entries[0].model_copy(update={"reason": text})
    sheet = opened(rendered(language, build_calendar(language, entries=[entry]))).worksheets[2]
    cell = sheet["J2"]
    assert cell.value == text
    assert cell.alignment.wrap_text
    columns = sum(2 if ord(char) > 0x2E80 else 1 for char in text)
    lines = columns // int(sheet.column_dimensions["J"].width * 1.2) + 1
    assert sheet.row_dimensions[2].height >= lines * 12


@pytest.mark.parametrize(("period", "weeks"), [("2027-Q1", 14), ("2027", 53)])
def test_a_quarter_and_a_year_have_every_week(period: str, weeks: int) -> None:
    sheet = opened(rendered(calendar=build_calendar("en", period=period)))["Weeks"]
    assert sum(bool(re.fullmatch(r"W\d\d", str(row[0].value))) for row in sheet.iter_rows(min_row=2)) == weeks


def test_load_stands_against_capacity_as_numbers() -> None:
    sheet = opened(rendered())["Load"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    lin = next(index for index, row in enumerate(rows) if row[0] == "Lin Xiao")
    assert rows[lin][:4] == ["Lin Xiao", "hours planned", 12, 4]
    assert rows[lin + 1][:4] == [None, "hours available", 10, 10]
    conditions = [rule.formula[0] for area in sheet.conditional_formatting for rule in area.rules]
    assert "C2>C3+0.001" in conditions


def test_gaps_and_what_did_not_fit_say_why_and_what_to_do() -> None:
    workbook = opened(rendered())
    gaps = list(workbook["Gaps"].iter_rows(min_row=2, values_only=True))
    assert (
        "let it be published until 2027-01-25 (now 2027-01-22); there is room on 2027-01-25 for its 6 h"
    ) in [row[2] for row in gaps]
    assert column(workbook, "Not planned", "Title") == ["The new standard, explained"]
    assert column(workbook, "Not planned", "Value") == [20]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_sheet_prints_on_a4_with_its_head_and_large_enough_to_read(language: str) -> None:
    calendar = build_calendar(language)
    long = calendar.entries[0].model_copy(
        update={"title": "标题 title " * 20, "notes": "备注 note " * 20, "reason": "理由 reason " * 60}
    )
    content = rendered(language, build_calendar(language, entries=[long, *calendar.entries[1:]]))
    for sheet in opened(content).worksheets:
        if sheet.sheet_state != "visible":
            continue
        assert sheet.page_setup.paperSize == 9
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert "&P" in sheet.oddFooter.right.text
        if sheet.title in (SHEETS[language][0], SHEETS[language][-1]):
            continue
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.fitToWidth == 1
        printed = str(sheet.print_area or "").rpartition("!")[2].replace("$", "").partition(":")[2]
        last = sheet[printed].column if printed else sheet.max_column
        widths = [sheet.column_dimensions[cell.column_letter].width for cell in sheet[1][:last]]
        # A digit of the standard font is 5.25 points wide, A4 792 between the margins: 10 points stay 7.
        assert sum(widths) * 5.25 * 0.69 <= 792, sheet.title


def test_the_key_of_a_row_stays_off_the_paper() -> None:
    workbook = opened(rendered())
    assert workbook["Items"].print_area == "'Items'!$A$1:$J$5"
    assert workbook["Items"]["K1"].value == "Id"


def test_a_sheet_too_wide_for_a_page_takes_two_beside_each_other_with_the_weeks_on_both() -> None:
    workspace = build_workspace("en")
    channel = next(iter(workspace.settings.channels))
    more = [channel.model_copy(update={"id": f"c{n}", "name": f"Channel {n}"}) for n in range(12)]
    settings_now = workspace.settings.model_copy(update={"channels": more})
    wide = dataclasses.replace(workspace, settings=settings_now)
    sheet = opened(render_xlsx(Edition(build_calendar("en"), wide)))["Weeks"]
    assert sheet.page_setup.fitToWidth == 3
    assert (sheet.print_title_cols, sheet.print_title_rows) == ("$A:$B", "$1:$1")
    assert sheet.page_setup.pageOrder == "overThenDown"


def test_columns_are_as_wide_as_their_chinese() -> None:
    workbook = opened(rendered("zh"))
    sheet = workbook["内容清单"]
    widths = {cell.value: sheet.column_dimensions[cell.column_letter].width for cell in sheet[1]}
    assert widths["标题"] == 38
    assert widths["状态"] >= 10
    assert widths["发布日"] >= 14
    # Widths count digits of the standard style's font, which must be the one they were measured for.
    assert (workbook._named_styles["Normal"].font.name, workbook._fonts[0].name) == ("Arial", "Arial")


def test_the_same_calendar_gives_the_same_bytes_and_no_clock() -> None:
    first, second = rendered("zh"), rendered("zh")
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = archive.read("docProps/core.xml").decode()
    assert re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", core) == ["2026-11-22T00:00:00Z"] * 2
    assert is_as_packed(first)
    again = io.BytesIO()
    opened(first).save(again)
    assert not is_as_packed(again.getvalue())


@pytest.mark.parametrize(
    "title", ["=cmd|' /C calc'!A0", "+1", "-1+2", "@SUM(A1)", "\t=1", "\r=1", "#N/A", "＝1"]
)
def test_a_text_never_becomes_a_formula(title: str) -> None:
    entries = [build_calendar("en").entries[0].model_copy(update={"title": title, "notes": title})]
    content = rendered(calendar=build_calendar("en", entries=entries))
    for sheet in opened(content).worksheets:
        assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type in ("f", "e")]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = [archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/")]
    assert not any(b"<f>" in part or b"<f " in part for part in parts)
    item = opened(content)["Items"]
    assert item["C2"].value == " ".join(title.split())
    assert item["C2"].quotePrefix == (title.split(maxsplit=1)[0][0] in "=+-@＝")


def test_hostile_titles_come_back_as_they_are_shown() -> None:
    base = build_calendar("en").entries[0]
    entries = [base.model_copy(update={"item": f"i{n}", "title": title}) for n, title in enumerate(HOSTILE)]
    titles = column(opened(rendered(calendar=build_calendar("en", entries=entries))), "Items", "Title")
    assert "<script>alert(1)</script>" in titles
    assert "[31mred\x07" not in str(titles)
    assert len(titles) == len(HOSTILE)


@settings(max_examples=5)
@given(calendars)
def test_any_calendar_becomes_a_workbook_that_carries_itself(calendar: Calendar) -> None:
    workbook = opened(rendered(calendar=calendar))
    base = read_base([str(row[0]) for row in workbook["contentops"].iter_rows(values_only=True)])
    assert base is not None
    assert len(base.sheets["items"].rows) == len(calendar.entries)
    assert len(column(workbook, "Items", "Id")) == len(calendar.entries)


@pytest.mark.filterwarnings("ignore::UserWarning")  # what openpyxl would lose of it on writing
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_it_and_keeps_every_value(tmp_path: Path) -> None:
    (tmp_path / "plan.xlsx").write_bytes(rendered("zh"))
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to",
         "xlsx:Calc MS Excel 2007 XML", "--outdir", str(tmp_path / "out"), str(tmp_path / "plan.xlsx")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    before, after = opened(rendered("zh")), opened((tmp_path / "out/plan.xlsx").read_bytes())
    for sheet in before.worksheets:
        other = after[sheet.title]
        for row in sheet.iter_rows():
            for cell in row:
                assert other[cell.coordinate].value == cell.value, (sheet.title, cell.coordinate)
    assert date(2027, 1, 12) in [value.date() for value in column(after, "内容清单", "发布日")]
