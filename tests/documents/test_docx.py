"""A draft to Word and back: what nobody touched stays, what somebody changed comes back, and nothing else does."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from hypothesis import given, settings
from hypothesis import strategies as st

from contentops.documents.bring_back import bring_back, write_blocks
from contentops.documents.docx_package import is_untouched
from contentops.documents.docx_reader import ReadDocument, read_docx
from contentops.documents.docx_writer import write_docx
from contentops.documents.house_style import HOUSE_STYLES, Letterhead
from contentops.documents.markdown_reader import read_markdown
from contentops.documents.refused import RefusedDocumentError
from contentops.models.base import Language
from tests.documents.test_markdown import DRAFT, blocks

HEAD = Letterhead("Acme", "Draft for review", ("Planned for 12 January 2027",), "partner · 1234abcd")
FULL = DRAFT.replace(
    "> said",
    "![a chart](chart.png)\n\n```\nx = 1\n  y\n```\n\nOne line\\\nanother `code` ~~gone~~ [TO FILL: facts.a]\n\n"
    "---\n\n> said",
)


def export(text: str, language: Language = "en") -> bytes:
    markdown = read_markdown(text)
    properties = {"contentops-item": "partner & co", "contentops-text": "12ab"}
    return write_docx(markdown.blocks, HOUSE_STYLES[language], HEAD, properties, lambda _: None)


def edited(content: bytes, change: Callable[[Any], None]) -> bytes:
    document = docx.Document(io.BytesIO(content))
    change(document)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def back(text: str, change: Callable[[Any], None]) -> str:
    return bring_back(text, read_docx(edited(export(text), change)).blocks)


def paragraph(document: Any, words: str) -> Any:
    return next(one for one in document.paragraphs if words in one.text)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("text", [DRAFT, FULL, FULL.replace("\n", "\r\n"), DRAFT.rstrip("\n")])
def test_untouched_comes_back_byte_for_byte(text: str, language: Language) -> None:
    content = export(text, language)
    assert bring_back(text, read_docx(content).blocks) == text
    assert content == export(text, language)


@settings(deadline=None, max_examples=20)
@given(st.lists(blocks(), min_size=1, max_size=6))
def test_any_untouched_draft_comes_back(given_blocks: list[Any]) -> None:
    text = "---\nitem: a\n---\n\n" + write_blocks(given_blocks)
    assert bring_back(text, read_docx(export(text)).blocks) == text


def test_the_document_knows_its_draft_and_shows_its_letterhead() -> None:
    content = export(DRAFT)
    properties = read_docx(content).properties
    assert (properties["contentops-item"], properties["contentops-text"]) == ("partner & co", "12ab")
    document = docx.Document(io.BytesIO(content))
    assert [p.text for p in document.sections[0].header.paragraphs] == [
        "Acme\tDraft for review",
        "Planned for 12 January 2027",
    ]
    assert "partner · 1234abcd" in document.sections[0].footer.paragraphs[0].text
    assert document.core_properties.title == "A plain headline"
    assert not any("for Tom" in p.text for p in document.paragraphs), "comments of colleagues stay at home"


def test_only_the_changed_paragraph_is_written_anew() -> None:
    def change(document: Any) -> None:
        paragraph(document, "FOR IMMEDIATE").runs[0].text = "HOLD * until 3 May"

    assert back(DRAFT, change) == DRAFT.replace("FOR IMMEDIATE RELEASE", "HOLD \\* until 3 May")


def test_a_new_paragraph_stands_where_it_was_put() -> None:
    def change(document: Any) -> None:
        paragraph(document, "BRISTOL").insert_paragraph_before("Legal adds this.", style="Body Text")

    assert back(DRAFT, change) == DRAFT.replace("\nBRISTOL", "\nLegal adds this.\n\nBRISTOL")


def test_a_paragraph_taken_out_is_gone_with_its_gap() -> None:
    def change(document: Any) -> None:
        element = paragraph(document, "BRISTOL")._p
        element.getparent().remove(element)

    start, end = DRAFT.index("BRISTOL"), DRAFT.index("- first")
    assert back(DRAFT, change) == DRAFT[:start] + DRAFT[end:]


def test_a_point_more_and_a_heading_changed() -> None:
    def change(document: Any) -> None:
        point = paragraph(document, "one")
        further = point.insert_paragraph_before("zero", style="List Paragraph")
        further._p.get_or_add_pPr().append(point._p.pPr.numPr.__copy__())
        paragraph(document, "plain headline").add_run(" indeed")

    came = back(DRAFT, change)
    assert "\n1. zero\n1. one\n2. two\n" in came.replace("zero\n\n", "zero\n")
    assert "# A *plain* headline indeed\n" in came
    again = [block.text for block in read_markdown(came).blocks if block.kind == "item"]
    assert again == ["first", "second point", "deeper", "goes on", "zero", "one", "two"]


def tracked(kind: str, run: Any) -> None:
    """Make a run of a paragraph a tracked insertion or deletion."""
    holder = OxmlElement(f"w:{kind}")
    holder.set(qn("w:author"), "Legal")
    holder.set(qn("w:id"), "7")
    run._r.addprevious(holder)
    holder.append(run._r)
    if kind == "del":
        for text in run._r.findall(qn("w:t")):
            text.tag = qn("w:delText")


def test_tracked_changes_count_as_accepted_and_are_counted() -> None:
    def change(document: Any) -> None:
        one = paragraph(document, "FOR IMMEDIATE")
        tracked("ins", one.add_run(" AT ONCE"))
        two = paragraph(document, "BRISTOL")
        tracked("del", two.runs[0])

    content = edited(export(DRAFT), change)
    document = read_docx(content)
    assert document.tracked == 2
    came = bring_back(DRAFT, document.blocks)
    assert "FOR IMMEDIATE RELEASE AT ONCE\n" in came
    assert "BRISTOL" not in came
    assert "\n[the terms](<https://example.com/a_(b)>).\n" in came


def test_a_deleted_paragraph_end_joins_it_with_the_next() -> None:
    def change(document: Any) -> None:
        properties = paragraph(document, "FOR IMMEDIATE")._p.get_or_add_pPr()
        mark = OxmlElement("w:rPr")
        mark.append(OxmlElement("w:del"))
        properties.append(mark)

    document = read_docx(edited(export("One.\n\nTwo.\n\nFOR IMMEDIATE\n\nThree.\n"), change))
    assert [block.text for block in document.blocks] == ["One.", "Two.", "FOR IMMEDIATEThree."]


def test_comments_are_told_with_their_place() -> None:
    def change(document: Any) -> None:
        runs = paragraph(document, "FOR IMMEDIATE").runs
        document.add_comment(runs, text="Not before the board.", author="Neil Ashworth", initials="NA")

    content = edited(export(DRAFT), change)
    comment = read_docx(content).comments[0]
    assert (comment.author, comment.text, comment.at) == (
        "Neil Ashworth",
        "Not before the board.",
        "FOR IMMEDIATE RELEASE",
    )
    assert is_untouched(export(DRAFT))
    assert not is_untouched(content)


def test_text_pasted_from_elsewhere_and_fields_of_links() -> None:
    def change(document: Any) -> None:
        one = document.add_paragraph("Pasted ", style="Normal")
        for kind, text in (
            ("begin", ""),
            ("", ' HYPERLINK "https://example.com" '),
            ("separate", ""),
            ("t", "there"),
        ):
            run = one.add_run(text if kind == "t" else "")
            if kind != "t":
                element = OxmlElement("w:fldChar" if kind else "w:instrText")
                element.set(qn("w:fldCharType"), kind) if kind else setattr(element, "text", text)
                run._r.append(element)

    assert back("Text.\n", change) == "Text.\n\nPasted [there](https://example.com)\n"


def bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b"\0" * 120_000_000)
    return packed.getvalue()


def with_entities() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(export(DRAFT))) as parts, zipfile.ZipFile(packed, "w") as archive:
        for part in parts.infolist():
            content = parts.read(part)
            if part.filename == "word/document.xml":
                content = b'<!DOCTYPE x [<!ENTITY a "b">]>' + content
            archive.writestr(part.filename, content)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "not a Word document"),
        (b"PK\x03\x04 broken", "not a Word document"),
        (export(DRAFT)[:-400], "not a Word document"),
        (bomb(), "more than 100 MB"),
        (with_entities(), "declares entities"),
    ],
)
def test_what_is_no_document_is_refused_with_a_reason(content: bytes, reason: str) -> None:
    with pytest.raises(RefusedDocumentError, match=reason):
        read_docx(content)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_saves_it_and_the_same_text_comes_back(tmp_path: Path) -> None:
    (tmp_path / "draft.docx").write_bytes(export(FULL))
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile"]
    command += [
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        str(tmp_path / "out"),
        str(tmp_path / "draft.docx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    read: ReadDocument = read_docx((tmp_path / "out" / "draft.docx").read_bytes())
    assert bring_back(FULL, read.blocks) == FULL
    assert read.properties["contentops-item"] == "partner & co"


def test_columns_are_as_wide_as_what_they_say() -> None:
    text = "| No. | What the chapter is about | h |\n|---|---|---|\n| 1 | 联邦学习在银行风控中的三种用法与边界 | 4 |\n"
    document = docx.Document(io.BytesIO(export(text)))
    widths = [column.width for column in document.tables[0].columns]
    assert widths[1] > 3 * widths[0] > 0
    assert sum(widths) <= docx.shared.Cm(15.6)
