"""What Word knows and a draft does not: tables in tables, equations, text boxes, styles, pictures without a path."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from typing import Any

import pytest
from docx.oxml.parser import parse_xml

from contentops.documents.blocks import EMBEDDED, Block, Run
from contentops.documents.bring_back import bring_back, place_pictures
from contentops.documents.docx_reader import read_docx
from contentops.documents.refused import RefusedDocumentError
from tests.documents.test_docx import back, edited, export, paragraph
from tests.documents.test_markdown import DRAFT

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
M = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def added(xml: str) -> Callable[[Any], None]:
    """A change that puts `xml` before the paragraph with the date."""

    def change(document: Any) -> None:
        paragraph(document, "12 Januar")._p.addprevious(parse_xml(xml))

    return change


def p(words: str, properties: str = "") -> str:
    return f"<w:p {W}><w:pPr>{properties}</w:pPr>{words}</w:p>"


def r(words: str, properties: str = "") -> str:
    return f'<w:r {W}><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def tc(content: str, properties: str = "") -> str:
    return f"<w:tc {W}><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def tbl(*rows: str) -> str:
    return f"<w:tbl {W}>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


NESTED = tbl(tc(p(r("n1"))) + tc(p(r("n2"))))
RUBY = f"<w:r {W}><w:ruby><w:rt>{r('lian')}</w:rt><w:rubyBase>{r('联')}</w:rubyBase></w:ruby></w:r>"
PROMPT = (
    f"<w:sdt {W}><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{r('Click here')}</w:sdtContent></w:sdt>"
)
BOX = f"<w:r {W}><mc:AlternateContent {MC}><mc:Choice><w:drawing/></mc:Choice></mc:AlternateContent></w:r>"


@pytest.mark.parametrize(
    ("xml", "markdown", "left_out"),
    [
        (tbl(tc(p(r("A"))) + tc(p(r("B"))), tc(p(r("1"))) + tc(NESTED + p(r("x")))), "| 1 | n1 n2 x |\n", ""),
        (
            tbl(
                "".join(tc(p(r(one))) for one in "ABC"),
                tc(p(r("wide")), '<w:gridSpan w:val="2"/>') + tc(p(r("c"))),
            ),
            "| wide |  | c |\n",
            "",
        ),
        (p(RUBY + r("邦学习")), "\n联邦学习\n", ""),
        (p(r("Said ") + PROMPT), "\nSaid\n", ""),
        (p(r("By outline"), '<w:outlineLvl w:val="2"/>'), "\n### By outline\n", ""),
        (p(r("Area ") + f"<m:oMath {M}><m:r><m:t>x</m:t></m:r></m:oMath>"), "", "an equation after “Area”"),
        (p(r("Seen ") + BOX), "", "a picture or text box after “Seen”"),
        (p(r("Open ") + r("secret", "<w:vanish/>")), "\nOpen\n", "hidden text after “Open”"),
        (p(r("See ") + f"<w:r {W}><w:object/></w:r>"), "", "an embedded object after “See”"),
    ],
)
def test_what_word_knows_and_markdown_does_not(xml: str, markdown: str, left_out: str) -> None:
    read = read_docx(edited(export(DRAFT), added(xml)))
    assert markdown in bring_back(DRAFT, read.blocks)
    assert read.left_out == ((left_out,) if left_out else ())


def test_a_heading_by_a_style_that_is_based_on_one() -> None:
    def change(document: Any) -> None:
        style = document.styles.add_style("Our Head", 1)
        style.base_style = document.styles["Heading 2"]
        paragraph(document, "12 Januar").insert_paragraph_before("Of our own", style="Our Head")

    assert "\n## Of our own\n" in back(DRAFT, change)


def test_a_field_without_an_end_swallows_nothing() -> None:
    begin = p(f'<w:r {W}><w:fldChar w:fldCharType="begin"/></w:r>')
    with pytest.raises(RefusedDocumentError, match="a field in it has no end"):
        read_docx(edited(export(DRAFT), added(begin)))


def test_a_table_keeps_how_its_columns_are_aligned() -> None:
    text = "| Part | Days |\n| --- | ---: |\n| Map | 4 |\n"

    def change(document: Any) -> None:
        cells = document.tables[-1].add_row().cells
        cells[0].text, cells[1].text = "Test", "9"

    assert back(text, change) == text + "| Test | 9 |\n"


def test_pictures_are_known_again_by_their_bytes_or_their_alt_texts() -> None:
    draft = "![flow](figures/flow.png)\n\n![map](figures/map.png)\n"
    blocks = [
        Block("paragraph", (Run("seen"),)),
        Block("paragraph", (Run("changed", image=EMBEDDED + sha256(b"flow").hexdigest()),)),
        Block("paragraph", (Run("map", image=EMBEDDED + "0"),)),
        Block("paragraph", (Run("new", image=EMBEDDED + "1"),)),
    ]
    placed, lost = place_pictures(blocks, draft, {"figures/flow.png": b"flow"}.get)
    assert [run.image for block in placed for run in block.runs] == [
        "",
        "figures/flow.png",
        "figures/map.png",
    ]
    assert lost == ("a new picture after “seen”",)
