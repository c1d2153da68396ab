"""docs/lint-lists.md and docs/lint-inputs.md show what the program really prints, and all it knows."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from contentops.lint.inputs import SUFFIXES
from contentops.lint.lists.table_list import COLUMNS
from contentops.lint.lists.vale import NOT_TAKEN
from tests.lint.test_living_page import run_page

DOCS = Path(__file__).resolve().parents[2] / "docs"
LISTS = DOCS / "lint-lists.md"
INPUTS = DOCS / "lint-inputs.md"


def test_the_page_of_lists_shows_real_output(
    contentops: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "contentops.yaml").write_text("language: en\nlint: {packs: []}\n", encoding="utf-8")
    page = LISTS.read_text(encoding="utf-8")
    assert run_lists_page(contentops, tmp_path, page) == page
    assert page.count("<!-- output: ") + page.count("<!-- errors: ") == 6


def run_lists_page(contentops: Callable[..., Any], folder: Path, page: str) -> str:
    """The page with the real output; a list that is shown to be broken is gone for what follows."""
    parts = page.split("\n## ")
    done = []
    for part in parts:
        done.append(run_page(contentops, folder, part))
        if part.startswith("prh "):
            shutil.rmtree(folder / "taboo")
            (folder / "taboo").mkdir()
    return "\n## ".join(done)


def test_the_page_of_lists_names_every_column_and_kind() -> None:
    page = LISTS.read_text(encoding="utf-8")
    for key, titles in COLUMNS.items():
        assert f"`{key}`" in page
        assert all(title in page for title in titles if not title.isascii()), key
    assert all(f"`{kind}`" in page for kind in NOT_TAKEN)


def test_the_page_of_inputs_shows_real_output(
    contentops: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "contentops.yaml").write_text("language: en\nlint: {packs: []}\n", encoding="utf-8")
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts" / "launch.docx").write_bytes(word_file())
    (tmp_path / "drafts" / "prices.xlsx").write_bytes(workbook())
    (tmp_path / "drafts" / "old.docx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    (tmp_path / "drafts" / "big5.txt").write_bytes("國家級產品，歡迎使用。".encode("big5"))
    page = INPUTS.read_text(encoding="utf-8")
    assert run_page(contentops, tmp_path, page) == page
    assert page.count("<!-- output: ") + page.count("<!-- errors: ") == 3


def test_the_page_of_inputs_names_every_suffix() -> None:
    page = INPUTS.read_text(encoding="utf-8")
    assert all(f"`{suffix}`" in page for suffix in SUFFIXES)


def word_file() -> bytes:
    made = docx.Document()
    made.add_paragraph("A launch")
    paragraph = made.add_paragraph("This is ch")
    paragraph.add_run("eap").bold = True
    made.add_table(1, 2).cell(0, 1).text = "cheap"
    made.sections[0].footer.paragraphs[0].text = "cheap talk"
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def workbook() -> bytes:
    made = openpyxl.Workbook()
    sheet = made.worksheets[0]
    sheet.title = "Price list"
    sheet["B4"] = "Cheap, and soon"
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()
