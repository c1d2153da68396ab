"""What belongs together on paper stays on one page, and a table is as wide as its words need."""

from __future__ import annotations

import io
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from contentops.documents.blocks import Run
from contentops.documents.docx_writer import column_shares
from contentops.models.base import Language
from tests.documents.test_docx import export

CONTACT = "## Media contact\n\n- Name: Jo Day\n- Email: press@example.com\n- Phone: +44 20 1\n\nThe end.\n"


def written(text: str, language: Language = "en") -> Any:
    return docx.Document(io.BytesIO(export("---\nitem: a\n---\n\n" + text, language)))


def kept(text: str) -> dict[str, bool]:
    """Which paragraphs stay with the next one, besides headings."""
    return {p.text: bool(p.paragraph_format.keep_with_next) for p in written(text).paragraphs}


def test_a_short_list_is_not_torn_apart() -> None:
    stays = kept(CONTACT)
    assert (stays["Name: Jo Day"], stays["Email: press@example.com"]) == (True, True)
    assert not stays["Phone: +44 20 1"]
    assert not stays["The end."]


def test_of_a_long_list_no_single_point_stands_alone() -> None:
    stays = kept("## Parts\n\n" + "".join(f"- point {n}\n" for n in range(12)) + "\nThe end.\n")
    assert [n for n in range(12) if stays[f"point {n}"]] == [0, 10]


@pytest.mark.parametrize("lead", ["What you get:", "**Is it real?**", "合作内容如下："])
def test_what_announces_the_next_lines_stays_with_them(lead: str) -> None:
    stays = kept(f"{lead}\n\n- one\n\nA paragraph.\n")
    assert stays[lead.strip("*")]
    assert not stays["A paragraph."]


def test_bold_words_in_a_sentence_do_not_bind_it() -> None:
    assert not kept("**Dropout.** A run goes on.\n\nNext.\n")["Dropout. A run goes on."]


def test_after_a_list_there_is_as_much_room_as_after_a_paragraph() -> None:
    styles = written(CONTACT).styles
    listed, body = (styles[name].paragraph_format for name in ("List Paragraph", "Body Text"))
    assert listed.space_after == body.space_after
    assert styles["List Paragraph"].element.find(f".//{qn('w:contextualSpacing')}") is not None


def test_a_short_table_stays_whole_and_no_row_is_torn() -> None:
    rows = written("| Work | Who |\n|---|---|\n| Design | Jo |\n| Legal | Al |\n").tables[0].rows
    stays = [[p.paragraph_format.keep_with_next for c in row.cells for p in c.paragraphs] for row in rows]
    assert stays == [[True, True], [True, True], [None, None]]
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in rows)


def test_a_date_is_not_broken_where_a_title_may_be() -> None:
    cells = [
        [
            "The problem in figures: chains across two banks and a third",
            "Dr Marguerite Okell",
            "7 January 2027",
        ]
    ]
    rows = [[(Run(text),) for text in row] for row in cells]
    title, name, day = column_shares(rows, 3)
    assert 84 * name > len("Dr Marguerite Okell")
    assert 84 * day > len("7 January 2027")
    assert title > name + day
