"""A workbook that people saved in place of ours is written over only when nothing in it would be lost."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment

from tests.conftest import Build, Outcome
from tests.importing.workbooks import PERIOD, build_planned, cell, edit, record_of

Run = Callable[..., Outcome]


@pytest.fixture
def planned(build: Build, contentops: Run) -> Path:
    root = build_planned(build)
    assert contentops("render", PERIOD, "--format", "xlsx", "-C", root).code == 0
    return root


def save_in_place(root: Path, change: Callable[[Workbook], None]) -> tuple[Path, bytes]:
    place = root / "calendars" / f"{PERIOD}.xlsx"
    content = edit(root, change).read_bytes()
    place.write_bytes(content)
    return place, content


def without_id(workbook: Workbook) -> None:
    workbook["Items"]["I2"] = "ask the lawyer"
    workbook["Items"].delete_cols(11)


def with_comment(workbook: Workbook) -> None:
    workbook["Items"]["A2"].comment = Comment("is this day free?", "Ann")


def with_title(workbook: Workbook) -> None:
    cell(workbook["Items"], "intro", "Title").value = "A better title"


def with_sheet(workbook: Workbook) -> None:
    workbook.create_sheet("Ideas")["A1"] = "a podcast"


def with_overview(workbook: Workbook) -> None:
    workbook["Overview"]["H40"] = "looks thin"


def with_remark_beside(workbook: Workbook) -> None:
    workbook["Items"]["N3"] = "beside the table"


def without_heads(workbook: Workbook) -> None:
    workbook["Items"].delete_rows(1)


def without_row(workbook: Workbook) -> None:
    workbook["Items"].delete_rows(2)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (without_id, "Items!1: the column Id is missing"),
        (with_comment, "comments on cells"),
        (with_title, "Items!C2: Title is computed"),
        (with_sheet, "Ideas: a sheet of somebody's own"),
        (with_overview, "Overview!H40: changed"),
        (with_remark_beside, "Items!N3: what stands beside the table is not read"),
        (without_heads, "Items: the row with the heads of the columns is missing"),
        (without_row, "1 row of the export is not there any more"),
    ],
)
def test_what_would_be_lost_is_said_and_kept(
    contentops: Run, planned: Path, change: Callable[[Workbook], None], said: str
) -> None:
    place, content = save_in_place(planned, change)
    for command in ("render", "plan"):
        outcome = contentops(command, PERIOD, "-C", planned)
        assert outcome.code == 2
        assert said in outcome.err
        assert "move the file away" in outcome.err
        assert place.read_bytes() == content


def another_brand(root: Path) -> None:
    replace_in(root / "contentops.yaml", "Acme", "Another")


def more_hours(root: Path) -> None:
    replace_in(root / "contentops.yaml", "hours_per_week: 20", "hours_per_week: 30")


def cancelled(root: Path) -> None:
    replace_in(record_of(root), "state: planned", "state: cancelled")


def removed(root: Path) -> None:
    text = record_of(root).read_text(encoding="utf-8")
    start = text.index("  - item: intro")
    record_of(root).write_text(text[:start] + text[text.index("  - item: news") :], encoding="utf-8")


def moved(root: Path) -> None:
    replace_in(record_of(root), "2027-03-02", "2027-03-09")


def other_title(root: Path) -> None:
    replace_in(record_of(root), "Who we are", "Who we are now")


def replace_in(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


SINCE = [another_brand, more_hours, cancelled, removed, moved, other_title]


@pytest.mark.parametrize("since", SINCE)
def test_a_workbook_only_saved_again_is_rendered_over_whatever_became_of_the_record(
    contentops: Run, planned: Path, since: Callable[[Path], None]
) -> None:
    place, content = save_in_place(planned, lambda workbook: None)
    since(planned)
    outcome = contentops("render", PERIOD, "-C", planned)
    assert outcome.code == 0, outcome.err
    assert place.read_bytes() != content


@pytest.mark.parametrize("since", SINCE)
@pytest.mark.parametrize(
    ("change", "said"),
    [(with_overview, "Overview!H40: changed"), (with_title, "Items!C2: Title is computed")],
)
def test_what_would_be_lost_is_kept_also_after_the_record_changed(
    contentops: Run,
    planned: Path,
    change: Callable[[Workbook], None],
    said: str,
    since: Callable[[Path], None],
) -> None:
    place, content = save_in_place(planned, change)
    since(planned)
    outcome = contentops("render", PERIOD, "-C", planned)
    assert (outcome.code, said in outcome.err) == (2, True), outcome.err
    assert place.read_bytes() == content


def test_a_cell_that_was_emptied_or_made_a_formula_is_a_change(contentops: Run, planned: Path) -> None:
    def change(workbook: Workbook) -> None:
        workbook["Overview"]["A1"] = None
        workbook["Overview"]["B4"] = "=1+1"
        workbook["contentops"]["B1"] = "a note"

    place, content = save_in_place(planned, change)
    outcome = contentops("render", PERIOD, "-C", planned)
    assert outcome.code == 2
    for said in ("Overview!A1: changed", "Overview!B4: changed", "contentops!B1: changed"):
        assert said in outcome.err
    assert place.read_bytes() == content


def test_a_workbook_without_its_record_is_kept(contentops: Run, planned: Path) -> None:
    place, content = save_in_place(planned, with_title)
    record_of(planned).unlink()
    outcome = contentops("plan", PERIOD, "-C", planned)
    assert (outcome.code, "there is no record of it" in outcome.err) == (2, True)
    assert place.read_bytes() == content


def test_an_import_that_took_all_over_lets_the_next_rendering_through(contentops: Run, planned: Path) -> None:
    def change(workbook: Workbook) -> None:
        sheet = workbook["Items"]
        cell(sheet, "intro", "Published").value = date(2027, 2, 16)
        cell(sheet, "intro", "State").value = "pinned"
        cell(sheet, "news", "Owner").value = "Ann"
        cell(sheet, "news", "Notes").value = None
        cell(workbook["Work"], "news/write", "Person").value = "Ann"

    place, content = save_in_place(planned, change)
    assert contentops("import", "calendar", place, "--write", "-C", planned).code == 0
    outcome = contentops("render", PERIOD, "-C", planned)
    assert outcome.code == 0, outcome.err
    assert place.read_bytes() != content


def test_a_missing_key_column_is_an_error_by_its_name(contentops: Run, planned: Path) -> None:
    outcome = contentops("import", "calendar", edit(planned, without_id), "-C", planned)
    assert outcome.code == 1
    assert "back.xlsx:Items!1: error: the column Id is missing" in outcome.out


def test_a_workbook_with_none_of_its_tables_is_an_error(contentops: Run, planned: Path) -> None:
    def change(workbook: Workbook) -> None:
        for title in ("Items", "Channel dates", "Work"):
            workbook.remove(workbook[title])

    outcome = contentops("import", "calendar", edit(planned, change), "-C", planned)
    assert outcome.code == 1
    assert "none of these sheets is there" in outcome.out


def save_with_libreoffice(place: Path, tmp_path: Path) -> None:
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to",
         "xlsx:Calc MS Excel 2007 XML", "--outdir", str(tmp_path / "out"), str(place)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    place.write_bytes((tmp_path / "out" / place.name).read_bytes())


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_what_libreoffice_only_saved_again_is_rendered_over(
    contentops: Run, planned: Path, tmp_path: Path
) -> None:
    save_with_libreoffice(planned / "calendars" / f"{PERIOD}.xlsx", tmp_path)
    for since in (moved, removed):
        since(planned)
    outcome = contentops("render", PERIOD, "-C", planned)
    assert outcome.code == 0, outcome.err


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_what_libreoffice_saved_with_changes_is_kept_until_it_was_imported(
    contentops: Run, planned: Path, tmp_path: Path
) -> None:
    def change(workbook: Workbook) -> None:
        cell(workbook["Items"], "intro", "Published").value = date(2027, 2, 16)

    place, _ = save_in_place(planned, change)
    save_with_libreoffice(place, tmp_path)
    content = place.read_bytes()
    moved(planned)
    outcome = contentops("render", PERIOD, "-C", planned)
    assert (outcome.code, "holds 1 change that the record does not have" in outcome.err) == (2, True)
    assert place.read_bytes() == content
    assert contentops("import", "calendar", place, "--write", "-C", planned).code == 0
    assert contentops("render", PERIOD, "-C", planned).code == 0


def test_an_ods_file_is_called_by_its_name(contentops: Run, planned: Path, tmp_path: Path) -> None:
    path = tmp_path / "plan.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "<office:document-content/>")
    outcome = contentops("import", "calendar", path, "-C", planned)
    assert outcome.code == 2
    assert "an ODS file is not read; save it as XLSX" in outcome.err


@pytest.mark.parametrize("value", ["19/1/2027", "1/19/2027", "19.01.2027"])
def test_a_date_that_can_be_read_one_way_only_is_not_ambiguous(
    contentops: Run, planned: Path, value: str
) -> None:
    def change(workbook: Workbook) -> None:
        cell(workbook["Items"], "intro", "Published").value = value

    outcome = contentops("import", "calendar", edit(planned, change), "-C", planned)
    assert "published 2027-01-12 Tue -> 2027-01-19 Tue" in outcome.out


def test_what_people_hardly_mean_is_a_warning(contentops: Run, planned: Path) -> None:
    def change(workbook: Workbook) -> None:
        cell(workbook["Channel dates"], "intro/blog", "Date").value = date(2027, 1, 16)
        cell(workbook["Items"], "news", "State").value = "published"
        cell(workbook["Work"], "intro/write", "Person").value = "Lee"

    outcome = contentops("import", "calendar", edit(planned, change), "-C", planned, "--today", "2026-11-22")
    assert outcome.code == 0
    assert "warning: Channel dates!A3: blog does not publish on 2027-01-16" in outcome.out
    assert "news is said to be published, on a day to come (2027-02-02)" in outcome.out
    assert "lee does not have the skill write" in outcome.out
