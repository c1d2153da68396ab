"""Tables are read as they stand, in the encodings people have, and what cannot be read is said."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from contentops.errors import ContentopsError, UsageError
from contentops.models.table import CellFault, ReadOptions, Table, column_letters
from contentops.workspace.tables import read_table
from contentops.workspace.tables_csv import decode, find_delimiter

MIDNIGHT = datetime.combine(date(2027, 3, 1), time())
MORNING = datetime.combine(date(2027, 3, 1), time(9, 30))
TEXT = "标题,负责人\n圆桌会第1期,李薇\n"


def read(tmp_path: Path, content: bytes | str, **options: Any) -> Table:
    path = tmp_path / "t.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_table(path, "t.csv", ReadOptions(**options))


def read_sheet(tmp_path: Path, rows: list[list[Any]], **options: Any) -> Table:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "选题"
    for row in rows:
        sheet.append(row)
    book.create_sheet("Notes").append(["not", "this"])
    path = tmp_path / "t.xlsx"
    book.save(path)
    return read_table(path, "t.xlsx", ReadOptions(**options))


@pytest.mark.parametrize(
    ("encoding", "described"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8 with BOM"),
        ("gb18030", "GB18030"),
        ("gbk", "GB18030"),
        ("utf-16", "UTF-16"),
    ],
)
def test_the_encoding_is_found(tmp_path: Path, encoding: str, described: str) -> None:
    table = read(tmp_path, TEXT.encode(encoding))
    assert table.header == ("标题", "负责人")
    assert table.rows[0].cells == ("圆桌会第1期", "李薇")
    assert table.described == f"{described}, comma"


def test_an_encoding_can_be_forced(tmp_path: Path) -> None:
    table = read(tmp_path, "title\ncafé\n".encode("cp1252"), encoding="cp1252")
    assert table.rows[0].cells == ("café",)


def test_what_is_no_encoding_of_ours_is_refused_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(ContentopsError, match=r"t\.csv:2: neither UTF-8 nor GB18030") as caught:
        read(tmp_path, b"title\ncaf\xe9, noir\n")
    assert "--encoding" in (caught.value.hint or "")


@pytest.mark.parametrize("name", ["no-such-codec", "hex"])
def test_an_unknown_encoding_is_a_usage_error(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match=f"no encoding named {name}"):
        read(tmp_path, TEXT, encoding=name)


def test_zero_bytes_are_no_text(tmp_path: Path) -> None:
    with pytest.raises(ContentopsError, match="zero bytes"):
        read(tmp_path, "title\nabc\n".encode("utf-16-le"))


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff")))
def test_every_utf_8_text_is_read_as_utf_8(text: str) -> None:
    assert decode(text.encode(), "t.csv")[0] == text


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_is_found_outside_quotes(tmp_path: Path, delimiter: str) -> None:
    table = read(tmp_path, f'"a,;\tb"{delimiter}c\n1{delimiter}2\n')
    assert table.header == ("a,; b", "c")
    assert table.rows[0].cells == ("1", "2")


def test_excel_names_the_delimiter_itself(tmp_path: Path) -> None:
    table = read(tmp_path, "sep=;\r\na,b;c\r\n1;2\r\n")
    assert table.header == ("a,b", "c")
    assert table.rows[0].line == 3


def test_a_single_column_has_no_delimiter() -> None:
    assert find_delimiter("title\na; b\n") == ","


def test_a_row_is_the_line_on_which_its_record_starts(tmp_path: Path) -> None:
    table = read(tmp_path, 'title,note\r\n\r\na,"first\r\nsecond"\r\nb,c\r\n')
    assert [(row.line, row.cells) for row in table.rows] == [
        (3, ("a", "first\r\nsecond")),
        (5, ("b", "c")),
    ]


def test_quotes_that_do_not_match_name_the_record(tmp_path: Path) -> None:
    with pytest.raises(ContentopsError, match=r"t\.csv:3: the quotes of the record"):
        read(tmp_path, 'title\nfine\n"never closed\n')


def test_too_many_fields_are_the_fault_of_the_row_only(tmp_path: Path) -> None:
    table = read(tmp_path, "a,b\n1,2,3\n1,2,\n1\n")
    assert table.rows[0].fault is not None
    assert "3 fields, but the header names 2 columns" in table.rows[0].fault.message
    assert [row.fault for row in table.rows[1:]] == [None, None]
    assert table.rows[2].cells == ("1", None)


def test_a_lost_character_is_a_fault(tmp_path: Path) -> None:
    table = read(tmp_path, "a\nb\ufffdc\n")
    assert isinstance(table.rows[0].cells[0], CellFault)


@pytest.mark.parametrize(
    ("content", "message"), [("", "is empty"), ("a,a\n", "two columns are named a"), ("\n\n", "is empty")]
)
def test_a_table_needs_a_header(tmp_path: Path, content: str, message: str) -> None:
    with pytest.raises(ContentopsError, match=message):
        read(tmp_path, content)


def test_the_header_may_stand_further_down(tmp_path: Path) -> None:
    table = read(tmp_path, "2027 plan,\ntitle,owner\nx,ann\n", header_row=2)
    assert table.header == ("title", "owner")
    assert [row.line for row in table.rows] == [3]


def test_a_workbook_gives_typed_cells(tmp_path: Path) -> None:
    table = read_sheet(
        tmp_path,
        [
            ["标题", "日期", "n", "flag", "时间"],
            ["圆桌会", MIDNIGHT, 4.0, True, MORNING],
            [None, None, None, None, None],
            [" a ", date(2027, 3, 2), 1.5, None, 10**16],
        ],
    )
    assert table.sheet == "选题"
    assert "not read: Notes" in table.described
    assert table.rows[0].cells == ("圆桌会", date(2027, 3, 1), 4, True, MORNING)
    assert (table.rows[1].line, table.rows[1].cells) == (4, ("a", date(2027, 3, 2), 1.5, None, str(10**16)))


def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["title"])
    for row, text in enumerate(("=1+1", "+1", "-1", "@name"), start=2):
        cell = sheet.cell(row, 1, text)
        cell.data_type = "s"
    book.save(tmp_path / "t.xlsx")
    table = read_table(tmp_path / "t.xlsx", "t.xlsx", ReadOptions())
    assert [row.cells[0] for row in table.rows] == ["=1+1", "+1", "-1", "@name"]
    assert [row.cells[0] for row in read(tmp_path, "title\n=1+1\n@name\n").rows] == ["=1+1", "@name"]


def test_a_formula_without_a_saved_value_names_its_cell(tmp_path: Path) -> None:
    table = read_sheet(tmp_path, [["title", "n"], ["x", "=1+1"]])
    fault = table.rows[0].cells[1]
    assert isinstance(fault, CellFault)
    assert "B2" in fault.message


def test_an_error_value_is_a_fault(tmp_path: Path) -> None:
    table = read_sheet(tmp_path, [["title"], ["#REF!"]])
    fault = table.rows[0].cells[0]
    assert isinstance(fault, CellFault)
    assert "A2 shows the error #REF!" in fault.message


def test_a_sheet_is_chosen_by_name(tmp_path: Path) -> None:
    assert read_sheet(tmp_path, [["a"], ["b"]], sheet="Notes").header == ("not", "this")
    with pytest.raises(UsageError, match="has no sheet Note") as caught:
        read_sheet(tmp_path, [["a"]], sheet="Note")
    assert caught.value.hint == "did you mean Notes?"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\xd0\xcf\x11\xe0 old", "old Excel file"),
        (b"PK\x03\x04 cut off", "damaged"),
    ],
)
def test_files_that_are_no_workbook_are_refused(tmp_path: Path, content: bytes, message: str) -> None:
    with pytest.raises(ContentopsError, match=message):
        read(tmp_path, content)


def test_a_zip_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.txt", "no workbook")
    with pytest.raises(ContentopsError, match="cannot be read as XLSX"):
        read(tmp_path, buffer.getvalue())


def test_a_zip_bomb_is_refused_before_it_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("contentops.workspace.tables_xlsx._LARGEST", 1000)
    with pytest.raises(ContentopsError, match="unpacks to"):
        read_sheet(tmp_path, [["a"], ["b" * 2000]])


def test_options_that_do_not_fit_the_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is no workbook"):
        read(tmp_path, TEXT, sheet="A")
    with pytest.raises(UsageError, match="is a workbook"):
        read_sheet(tmp_path, [["a"]], encoding="utf-8")


@pytest.mark.parametrize(("index", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_are_named_as_in_a_spreadsheet(index: int, letters: str) -> None:
    assert column_letters(index) == letters
