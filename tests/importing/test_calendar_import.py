"""A workbook goes out, colleagues change it, and what they changed comes back into the record."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from openpyxl import Workbook

from contentops.workspace.load import load_workspace
from contentops.workspace.schemas import render_schema
from tests.conftest import Build, Outcome
from tests.importing.workbooks import PERIOD, build_planned, cell, edit, record_of

Run = Callable[..., Outcome]


@pytest.fixture
def planned(build: Build, contentops: Run) -> Path:
    root = build_planned(build)
    assert contentops("render", PERIOD, "--format", "xlsx", "-C", root).code == 0
    return root


@pytest.fixture
def back(contentops: Run, planned: Path) -> Callable[..., Outcome]:
    """Import what a colleague made of the workbook."""

    def call(change: Callable[[Workbook], None], *options: str) -> Outcome:
        return contentops("import", "calendar", edit(planned, change), "-C", planned, *options)

    return call


def put(sheet: str, key: str, head: str, value: Any) -> Callable[[Workbook], None]:
    def change(workbook: Workbook) -> None:
        cell(workbook[sheet], key, head).value = value

    return change


def several(*changes: Callable[[Workbook], None]) -> Callable[[Workbook], None]:
    def change(workbook: Workbook) -> None:
        for one in changes:
            one(workbook)

    return change


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")


def test_an_unchanged_workbook_changes_nothing(back: Callable[..., Outcome], planned: Path) -> None:
    before = record_of(planned).read_bytes()
    outcome = back(lambda workbook: None, "--write")
    assert (outcome.code, outcome.out.splitlines()[1:]) == (0, ["0 changes"])
    assert record_of(planned).read_bytes() == before


def test_without_write_changes_are_shown_and_nothing_is_written(
    back: Callable[..., Outcome], planned: Path
) -> None:
    before = record_of(planned).read_bytes()
    outcome = back(put("Items", "intro", "State", "pinned"))
    assert outcome.code == 0
    assert 'change intro "Who we are"\n  state planned -> pinned (Items!D2)\n1 change\n' in outcome.out
    assert "add --write to change calendars/2027-Q1.yaml" in outcome.err
    assert record_of(planned).read_bytes() == before


def test_a_moved_date_takes_its_channels_along_and_comments_and_order_stay(
    back: Callable[..., Outcome], planned: Path
) -> None:
    record = record_of(planned)
    replace(record, "publish: 2027-01-12", "publish: 2027-01-12  # the board meets on the 11th")
    replace(record, "  - item: news", "  # Ben asked for this one\n  - item: news")
    before = record.read_text("utf-8")
    outcome = back(put("Items", "intro", "Published", date(2027, 2, 16)), "--write")
    assert (outcome.code, outcome.err.splitlines()[0]) == (
        0,
        "written to calendars/2027-Q1.yaml; `contentops render 2027-Q1` brings the other files up to date",
    )
    assert (
        "published 2027-01-12 Tue -> 2027-02-16 Tue; Trade desk 2027-01-12 Tue -> 2027-02-16 Tue; "
        "Blog 2027-01-14 Thu -> 2027-02-18 Thu" in outcome.out
    )
    after = record.read_text("utf-8")
    expected = (
        before.replace("publish: 2027-01-12", "publish: 2027-02-16")
        .replace("channel: desk, date: 2027-01-12", "channel: desk, date: 2027-02-16")
        .replace("channel: blog, date: 2027-01-14", "channel: blog, date: 2027-02-18")
    )
    assert after == expected


def test_a_channel_moved_alone_leaves_the_others(back: Callable[..., Outcome], planned: Path) -> None:
    back(put("Channel dates", "intro/blog", "Date", date(2027, 1, 20)), "--write")
    text = record_of(planned).read_text("utf-8")
    assert "publish: 2027-01-12" in text
    assert "{channel: desk, date: 2027-01-12}" in text
    assert "{channel: blog, date: 2027-01-20}" in text


def test_moving_the_first_channel_moves_the_publish_date(back: Callable[..., Outcome], planned: Path) -> None:
    back(put("Channel dates", "intro/desk", "Date", date(2027, 1, 13)), "--write")
    text = record_of(planned).read_text("utf-8")
    assert "publish: 2027-01-13" in text
    assert "{channel: desk, date: 2027-01-13}" in text
    assert "{channel: blog, date: 2027-01-14}" in text


def test_states_notes_people_and_days_come_back(back: Callable[..., Outcome], planned: Path) -> None:
    outcome = back(
        several(
            put("Items", "intro", "State", "PINNED "),
            put("Items", "intro", "Notes", 'ask "PR": first\nthen print'),
            put("Items", "news", "Notes", None),
            put("Work", "news/write", "Person", "Ann"),
            put("Work", "intro/write", "End", date(2027, 1, 8)),
        ),
        "--write",
    )
    assert outcome.code == 0, outcome.out
    text = record_of(planned).read_text("utf-8")
    assert "    state: pinned\n" in text
    assert '    notes: |-\n      ask "PR": first\n      then print\n\n' in text
    assert "second page" not in text
    assert "{stage: write, person: ann, start: 2027-01-25, end: 2027-01-27, hours: 4}" in text
    assert "{stage: write, person: ann, start: 2027-01-04, end: 2027-01-08, hours: 6}" in text
    assert "5 changes" in outcome.out


def test_an_owner_is_written_into_pools_with_its_comments(
    back: Callable[..., Outcome], planned: Path
) -> None:
    pool = planned / "pools/periodic/items.yaml"
    replace(pool, "owner: ben", "owner: ben  # since May")
    outcome = back(put("Items", "news", "Owner", "Ann"), "--write")
    assert "owner Ben -> Ann (Items!E3)" in outcome.out
    assert "owner: ann  # since May" in pool.read_text("utf-8")
    workspace = load_workspace(planned).workspace
    assert workspace is not None
    assert (workspace.items["news"].owner, workspace.items["talk"].owner) == ("ann", "ben")


def test_what_both_changed_differently_is_a_conflict_and_the_rest_is_written(
    back: Callable[..., Outcome], planned: Path
) -> None:
    replace(record_of(planned), "publish: 2027-02-02", "publish: 2027-02-09")
    outcome = back(
        several(
            put("Items", "news", "Published", date(2027, 2, 16)),
            put("Items", "intro", "State", "pinned"),
        ),
        "--write",
    )
    assert outcome.code == 1
    assert (
        'conflict news "联邦学习新国标 🎉"\n'
        "  Items!A3\n"
        "    exported:     published 2027-02-02 Tue, Blog 2027-02-02\n"
        "    the workbook: published 2027-02-16 Tue, Blog 2027-02-16\n"
        # As it stands there, not as the next plan will put it.
        "    the record:   published 2027-02-09 Tue, Blog 2027-02-02 (its channels follow with the next plan)\n"
        in outcome.out
    )
    text = record_of(planned).read_text("utf-8")
    assert "publish: 2027-02-09" in text and "publish: 2027-02-16" not in text
    assert text.count("state: pinned") == 2


def test_what_both_changed_alike_is_agreed_and_a_second_import_changes_nothing(
    back: Callable[..., Outcome], planned: Path
) -> None:
    change = several(
        put("Items", "intro", "Published", date(2027, 2, 16)), put("Items", "news", "Notes", "later")
    )
    assert back(change, "--write").code == 0
    before = record_of(planned).read_bytes()
    again = back(change, "--write")
    assert (again.code, again.out.splitlines()[-1]) == (0, "0 changes; 2 changes the record has already")
    assert record_of(planned).read_bytes() == before


def test_the_record_in_a_conflict_is_shown_as_it_stands(
    contentops: Run, back: Callable[..., Outcome], planned: Path
) -> None:
    replace(record_of(planned), "publish: 2027-01-12", "publish: 2027-01-15")
    change = put("Items", "intro", "Published", date(2027, 1, 19))
    assert (
        "    the record:   published 2027-01-15 Fri, Trade desk 2027-01-12, Blog 2027-01-14"
        " (its channels follow with the next plan)\n" in back(change).out
    )
    conflict = json.loads(back(change, "--json").out)["conflicts"][0]
    assert conflict["record"] == {
        "publish": "2027-01-15",
        "intro/desk": "2027-01-12",
        "intro/blog": "2027-01-14",
    }
    # Where the team has decided the same by hand, the workbook has nothing to add.
    replace(record_of(planned), "publish: 2027-01-15", "publish: 2027-01-19")
    assert back(change).out.splitlines()[-1] == "0 changes; 1 change the record has already"


def test_an_item_has_one_block(back: Callable[..., Outcome], planned: Path) -> None:
    replace(record_of(planned), "publish: 2027-02-02", "publish: 2027-02-09")
    outcome = back(
        several(
            put("Items", "intro", "State", "pinned"),
            put("Items", "intro", "Published", date(2027, 1, 19)),
            put("Work", "intro/write", "Person", "Ben"),
            put("Items", "news", "State", "pinned"),
            put("Items", "news", "Published", date(2027, 2, 16)),
            put("Items", "talk", "State", "planned"),
        )
    )
    heads = [line for line in outcome.out.splitlines() if line.startswith(("change ", "conflict "))]
    assert [line.split()[:2] for line in heads] == [
        ["conflict", "news"], ["change", "intro"], ["change", "talk"],
    ]  # fmt: skip
    block = outcome.out.partition("change intro")[2].partition("change talk")[0].splitlines()[1:]
    assert [line.split()[0] for line in block] == ["published", "state", "write:"]
    assert "  change: state planned -> pinned (Items!D3)\nchange intro" in outcome.out
    assert outcome.out.splitlines()[-1] == "5 changes, 1 conflict"


def test_a_channel_may_follow_after_the_period_as_far_as_a_plan_would_put_it(
    back: Callable[..., Outcome], planned: Path
) -> None:
    # `intro` is published in January: nothing of it is due in April.
    outcome = back(put("Channel dates", "intro/blog", "Date", date(2027, 4, 2)))
    assert outcome.code == 1
    assert (
        "Channel dates!A3: error: the channel would publish after 2027-Q1 (got 2027-04-02);"
        " choose a day from 2027-01-01 to 2027-03-31" in outcome.out
    )
    # A channel before all others takes the publish date along.
    early = back(put("Channel dates", "intro/blog", "Date", date(2026, 12, 30)))
    assert "Channel dates!A3: error: the entry would be published outside 2027-Q1" in early.out
    both = several(
        put("Channel dates", "intro/desk", "Date", date(2027, 3, 30)),
        put("Channel dates", "intro/blog", "Date", date(2027, 4, 1)),
    )
    outcome = back(both, "--write")
    assert outcome.code == 0
    assert (
        "warning: Channel dates!A2, Channel dates!A3: blog would publish after 2027-Q1, on 2027-04-01"
        in outcome.out
    )
    assert "{channel: blog, date: 2027-04-01}" in record_of(planned).read_text("utf-8")


def test_a_channel_after_the_period_may_be_moved_on(back: Callable[..., Outcome], planned: Path) -> None:
    replace(record_of(planned), "channel: blog, date: 2027-01-14", "channel: blog, date: 2027-04-30")
    outcome = back(put("Channel dates", "intro/blog", "Date", date(2027, 5, 4)))
    # Since the record has one there, it is a conflict of two dates and no error.
    assert outcome.out.splitlines()[-1] == "0 changes, 1 conflict"


def test_days_of_work_outside_the_period_are_warned_of(back: Callable[..., Outcome]) -> None:
    outcome = back(
        several(
            put("Work", "intro/write", "Start", date(2026, 12, 21)),
            put("Work", "news/write", "End", date(2027, 2, 3)),
        )
    )
    assert outcome.code == 0
    assert "warning: Work!D2: the task starts before 2027-Q1, on 2026-12-21\n" in outcome.out
    assert "the task ends on 2027-02-03, after news is published (2027-02-02)\n" in outcome.out


def test_an_entry_that_left_the_plan_is_a_conflict(back: Callable[..., Outcome], planned: Path) -> None:
    text = record_of(planned).read_text("utf-8")
    start, end = text.index("  - item: news"), text.index("  # 2027-W09")
    record_of(planned).write_text(text[:start] + text[end:], encoding="utf-8", newline="\n")
    outcome = back(put("Items", "news", "State", "pinned"), "--write")
    assert outcome.code == 1
    assert "    the record:   is there no longer\n" in outcome.out


@pytest.mark.parametrize(
    ("sheet", "key", "head", "value", "place", "said"),
    [
        ("Items", "intro", "State", "done", "Items!D2", "this is not a state (got done); known states: planned"),
        ("Items", "intro", "Published", date(2027, 6, 1), "Items!A2", "would be published outside 2027-Q1"),
        ("Items", "intro", "Published", None, "Items!A2", "the date is missing"),
        ("Items", "intro", "Published", "next week", "Items!A2", "the date is not a date (got next week)"),
        ("Items", "intro", "Published", "3/4/2027", "Items!A2", "ambiguous"),
        ("Items", "intro", "Owner", "Annn", "Items!E2", "nobody is called this (got Annn); did you mean Ann?"),
        ("Items", "intro", "Owner", None, "Items!E2", "nobody is called this"),
        ("Work", "intro/write", "Person", "Bob", "Work!A2", "nobody is called this (got Bob)"),
        ("Work", "intro/write", "End", date(2027, 1, 1), "Work!E2", "ends before it starts"),
        ("Work", "intro/write", "End", date(2037, 1, 1), "Work!E2", "more than a year away"),
        ("Items", "intro", "Id", "intor", "Items!K2", "nothing of this name was exported (got intor); did you mean"),
        ("Items", "intro", "Id", None, "Items!K2", "does not say which entry it is"),
        ("Channel dates", "intro/blog", "Date", date(2029, 1, 1), "Channel dates!A3", "would publish after 2027-Q1"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_named_by_sheet_and_cell(
    back: Callable[..., Outcome],
    planned: Path,
    sheet: str,
    key: str,
    head: str,
    value: Any,
    place: str,
    said: str,
) -> None:
    before = record_of(planned).read_bytes()
    outcome = back(several(put(sheet, key, head, value), put("Items", "talk", "Notes", "fine")), "--write")
    assert outcome.code == 1
    line = next(line for line in outcome.out.splitlines() if ": error: " in line)
    assert f"back.xlsx:{place}: error: " in line and said in line, line
    assert "nothing was written: mend the cells with errors" in outcome.err
    assert record_of(planned).read_bytes() == before


def test_the_rest_is_written_when_asked(back: Callable[..., Outcome], planned: Path) -> None:
    change = several(put("Items", "intro", "State", "done"), put("Items", "talk", "Notes", "fine"))
    outcome = back(change, "--write", "--skip-invalid")
    assert outcome.code == 0
    assert "notes: fine" in record_of(planned).read_text("utf-8")


def test_two_dates_that_disagree_are_not_guessed(back: Callable[..., Outcome]) -> None:
    outcome = back(
        several(
            put("Items", "intro", "Published", date(2027, 1, 19)),
            put("Channel dates", "intro/blog", "Date", date(2027, 1, 15)),
        )
    )
    assert outcome.code == 1
    assert "is published on another day than its first channel" in outcome.out


@pytest.mark.parametrize(
    "value",
    [
        datetime.fromisoformat("2027-01-19"), 46406, 46406.0, "46406", "2027-01-19", "2027/1/19", "2027.1.19",
        "20270119",
        "2027年1月19日", "2027-01-19 Tue", "2027-01-19 周二", "2027-01-19 00:00:00", "２０２７-０１-１９",
    ],
)  # fmt: skip
def test_dates_are_understood_as_programs_write_them(back: Callable[..., Outcome], value: Any) -> None:
    outcome = back(put("Items", "intro", "Published", value))
    assert "published 2027-01-12 Tue -> 2027-01-19 Tue" in outcome.out, outcome.out


def test_rows_sorted_filtered_deleted_and_columns_moved(back: Callable[..., Outcome], planned: Path) -> None:
    def change(workbook: Workbook) -> None:
        sheet = workbook["Items"]
        cell(sheet, "news", "State").value = "cancelled"
        rows = [[one.value for one in row] for row in sheet.iter_rows()]
        kept = [rows[0], rows[3], rows[2]]  # sorted the other way, the first entry deleted
        order = [10, 3, 2, 0, 8, 4]  # columns moved, some deleted
        sheet.delete_rows(1, sheet.max_row)
        sheet.append(["A title that somebody put above"])
        sheet.append([])
        for row in kept:
            sheet.append([*(row[index] for index in order), "a column of one's own"])
        sheet.row_dimensions[4].hidden = True
        sheet.title = "Items (Ann)"
        workbook.move_sheet("Items (Ann)", 3)

    outcome = back(change, "--write")
    assert outcome.code == 0, outcome.out
    assert "state planned -> cancelled (Items (Ann)!B5)" in outcome.out
    assert "1 row of the export is not there any more" in outcome.out
    assert "Items (Ann)!G" in outcome.out
    assert "1 change\n" in outcome.out
    assert "state: cancelled" in record_of(planned).read_text("utf-8")


def test_a_computed_cell_is_named_and_not_taken(back: Callable[..., Outcome], planned: Path) -> None:
    before = record_of(planned).read_bytes()
    outcome = back(put("Items", "intro", "Title", "A better title"), "--write")
    assert (outcome.code, record_of(planned).read_bytes()) == (0, before)
    assert "note: Items!C2: Title is computed; what stands there now is not taken over" in outcome.out


def test_a_formula_without_value_is_not_guessed(back: Callable[..., Outcome]) -> None:
    outcome = back(put("Items", "intro", "Published", "=A3+1"))
    assert outcome.code == 1
    assert "Items!A2: error: the formula in A2 has no saved value" in outcome.out


def test_a_row_twice_with_other_values_is_an_error(back: Callable[..., Outcome]) -> None:
    def change(workbook: Workbook) -> None:
        sheet = workbook["Items"]
        row = [one.value for one in sheet[2]]
        sheet.append(row)
        row[3] = "pinned"
        sheet.append(row)

    outcome = back(change)
    assert outcome.code == 1
    assert "intro stands here otherwise than in row 2" in outcome.out


def test_a_person_renamed_since_the_export_is_still_the_same(
    back: Callable[..., Outcome], planned: Path
) -> None:
    replace(planned / "contentops.yaml", "name: Ben", "name: Benedict")
    assert back(lambda workbook: None).out.endswith("\n0 changes\n")


def test_json_says_it_all(back: Callable[..., Outcome], planned: Path) -> None:
    outcome = back(
        several(put("Items", "intro", "State", "pinned"), put("Items", "news", "State", "?")), "--json"
    )
    document = json.loads(outcome.out)
    jsonschema.validate(document, json.loads(render_schema("calendar-import")))
    assert document["summary"] == {"changes": 1, "conflicts": 0, "problems": 1, "agreed": 0}
    assert document["changes"][0] | {"text": ""} == {
        "item": "intro", "title": "Who we are", "field": "state", "about": "", "cells": ["Items!D2"],
        "exported": {"state": "planned"}, "workbook": {"state": "pinned"}, "record": {"state": "planned"}, "text": "",
    }  # fmt: skip
    assert (document["written"], document["files"]) == (False, ["calendars/2027-Q1.yaml"])


def test_what_is_no_exported_workbook_is_refused(contentops: Run, planned: Path, tmp_path: Path) -> None:
    def without(workbook: Workbook) -> None:
        workbook.remove(workbook["contentops"])

    def damaged(workbook: Workbook) -> None:
        workbook["contentops"]["A3"].value += " "
        workbook["contentops"]["A4"].value = "x"

    table = tmp_path / "table.csv"
    table.write_text("a,b\n", encoding="utf-8")
    text = tmp_path / "table.xlsx"
    text.write_text("a,b\n", encoding="utf-8")
    for path, said in (
        (edit(planned, without), "does not carry what was exported"),
        (table, "make the changes in calendars/PERIOD.xlsx and import that, or in the record"),
        (text, "is no XLSX workbook"),
        (tmp_path / "missing.xlsx", "No such file"),
    ):
        outcome = contentops("import", "calendar", path, "-C", planned)
        assert outcome.code == 2
        assert said in outcome.err
    outcome = contentops("import", "calendar", edit(planned, damaged), "-C", planned)
    assert (outcome.code, "is damaged" in outcome.err) == (2, True)


def test_options_of_tables_are_refused(contentops: Run, planned: Path) -> None:
    path = planned / "calendars/2027-Q1.xlsx"
    outcome = contentops("import", "calendar", path, "--into", "basic", "-C", planned)
    assert (outcome.code, "--into: not for a calendar" in outcome.err) == (2, True)
    outcome = contentops("import", "calender", path, "-C", planned)
    assert (outcome.code, "import takes one file" in outcome.err) == (2, True)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_saves_it_and_only_the_changes_come_back(
    contentops: Run, planned: Path, tmp_path: Path
) -> None:
    changed = edit(
        planned,
        several(
            put("Items", "intro", "Published", date(2027, 2, 16)),
            put("Items", "news", "Notes", "- no formula\n第二行"),
        ),
    )
    untouched = planned / "calendars/2027-Q1.xlsx"
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to",
         "xlsx:Calc MS Excel 2007 XML", "--outdir", str(tmp_path / "out"), str(untouched), str(changed)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    for name, said in ((untouched.name, "0 changes"), (changed.name, "2 changes")):
        outcome = contentops("import", "calendar", tmp_path / "out" / name, "-C", planned, "--write")
        assert (outcome.code, outcome.out.splitlines()[-1]) == (0, said), outcome.out
    text = record_of(planned).read_text("utf-8")
    assert "publish: 2027-02-16" in text
    assert "notes: |-\n      - no formula\n      第二行\n" in text


def test_a_workbook_with_changes_is_not_rendered_over_until_they_are_in_the_record(
    contentops: Run, planned: Path
) -> None:
    place = planned / "calendars/2027-Q1.xlsx"
    saved = edit(planned, put("Items", "intro", "State", "pinned")).read_bytes()
    place.write_bytes(saved)
    outcome = contentops("render", PERIOD, "-C", planned)
    assert outcome.code == 2
    assert (
        "calendars/2027-Q1.xlsx holds 1 change that the record does not have; nothing was written"
        in outcome.err
    )
    assert place.read_bytes() == saved
    assert contentops("render", PERIOD, "--format", "md", "-C", planned).code == 0
    assert contentops("import", "calendar", place, "--write", "-C", planned).code == 0
    assert contentops("render", PERIOD, "-C", planned).code == 0
    assert place.read_bytes() != saved


def test_a_workbook_that_was_only_saved_again_is_rendered_over(contentops: Run, planned: Path) -> None:
    place = planned / "calendars/2027-Q1.xlsx"
    place.write_bytes(edit(planned, lambda workbook: None).read_bytes())
    assert contentops("render", PERIOD, "--format", "xlsx", "-C", planned).code == 0
