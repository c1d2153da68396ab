"""A title above the names of the columns: the report says which row looks like the header."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from contentops.importing.header import likely_header
from contentops.models.table import ReadOptions
from contentops.workspace.tables import read_table
from tests.conftest import Build, Outcome

Run = Callable[..., Outcome]


def found(tmp_path: Path, *lines: str, known: tuple[str, ...] = ("title", "kind", "date")) -> int | None:
    file = tmp_path / "t.csv"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    header = likely_header(read_table(file, "t.csv", ReadOptions()), known)
    return header[0] if header else None


@pytest.mark.parametrize(
    ("lines", "line"),
    [
        (("2027 年选题表,,", "选题,负责人,渠道", "一,陈默,官网"), 2),
        (("2027 年选题表", "", "注意：周五前交,李", "选题,负责人,渠道", "一,陈默,官网"), 4),
        (("Plan,Team A,", "title,kind,", "One,news,"), 2),
        (("选题,负责人,渠道", "一,陈默,官网"), None),
        (("选题,负责人,,", "一,陈默,官网,2027-01-01"), None),
        (("选题,负责人", "一,一,陈默"), None),
        (("选题表", "1,2,3", "2027/1/1,x"), None),
        (("选题表", *("x" for _ in range(9)), "选题,负责人"), None),
    ],
)
def test_a_row_with_more_names_or_more_known_ones_is_likelier(
    tmp_path: Path, lines: tuple[str, ...], line: int | None
) -> None:
    assert found(tmp_path, *lines) == line


def test_the_columns_of_a_mapping_are_known(tmp_path: Path) -> None:
    lines = ("市场部,2 月,a,b,c", "选题,谁,,,")
    assert found(tmp_path, *lines) is None
    assert found(tmp_path, *lines, known=("选题", "谁")) == 2


def test_a_workbook_with_a_title(build: Build, contentops: Run, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["2027 年一季度节点"], [], ["title", "date", "kind"], ["一", date(2027, 3, 1), "展会"]):
        sheet.append(row)
    path = tmp_path / "xt.xlsx"
    book.save(path)
    root = build()
    result = contentops("import", path, "-C", root, "--into", "nodes")
    assert result.code == 2
    assert result.err.splitlines()[-1] == (
        f"error: the mapping does not fit {path}; columns in row 1: 2027 年一季度节点; "
        "row 3 looks like the header (title, date, kind): add --header-row 3"
    )
    mended = contentops("import", path, "-C", root, "--into", "nodes", "--header-row", "3")
    assert mended.code == 0
    assert "1 new" in mended.out


def test_a_column_that_is_mapped_and_not_there_is_told_once(
    build: Build, contentops: Run, tmp_path: Path
) -> None:
    file = tmp_path / "t.csv"
    file.write_text("名称,date,kind\n一,2027-03-01,news\n", encoding="utf-8")
    result = contentops("import", file, "-C", build(), "--into", "nodes", "--map", "title=标题")
    assert result.code == 2
    assert "has no column 标题" in result.err
    assert "every node needs title" not in result.err
    assert result.err.endswith("columns in row 1: 名称, date, kind\n")


def test_the_columns_are_listed_only_when_one_is_missing(
    build: Build, contentops: Run, tmp_path: Path
) -> None:
    file = tmp_path / "t.csv"
    file.write_text("title,kind\nOne,news\n", encoding="utf-8")
    result = contentops("import", file, "-C", build(), "--into", "nodes", "--set", "date=3/1/2027")
    assert "date is ambiguous" in result.err
    assert "columns in row" in result.err  # no key `date` was left to be filled
    result = contentops(
        "import", file, "-C", build(), "--into", "nodes", "--set", "date=2027-01-03", "--set", "x=y"
    )
    assert "node has no key x" in result.err
    assert "columns in row" not in result.err


def test_messages_have_no_stray_blank(build: Build, contentops: Run, tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    file.write_text("date,owner\n2027-03-01,ann\n", encoding="utf-8")
    root = build()
    fixed = ("--set", "format=post", "--set", "role=user", "--set", "stage=acquire", "--set", "title=Fair")
    result = contentops("import", file, "-C", root, "--into", "basic", *fixed)
    assert result.code == 2
    assert f"{file}:1:1: error: there is nothing to make ids from" in result.err
    for option in ("--id", "--where", "--map", "--value", "--set", "--ignore", "--rest-into", "--into"):
        empty = contentops("import", file, "-C", root, "--into", "nodes", option, "")
        assert " :" not in empty.err
        assert "  " not in empty.err
