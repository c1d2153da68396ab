"""Findings as comments in Word, read back by python-docx and, where it is installed, LibreOffice."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import docx
import openpyxl
import pytest
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.parser import parse_xml
from docx.shared import RGBColor
from hypothesis import given, settings
from hypothesis import strategies as st

from contentops.lint.finding import Finding
from contentops.lint.inputs import LintInput, read_input
from contentops.lint.reporters import render_report
from contentops.lint.reporters.report import Report
from contentops.lint.reporters.xml_text import legal_xml
from tests.lint.report_samples import find, hostile_reports, place, report, sample

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def bytes_of(given: Report) -> bytes:
    rendered = render_report("docx", given)
    assert isinstance(rendered, bytes)
    return rendered


def saved(document: Document) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def commented(data: bytes) -> list[tuple[str, str]]:
    """The text that each comment stands on, and what the first line of the comment says."""
    document = docx.Document(io.BytesIO(data))
    read: dict[str, str] = {}
    open_comments: set[str] = set()
    for element in document.element.iter():
        if element.tag == f"{WORD}commentRangeStart":
            open_comments.add(element.get(f"{WORD}id"))
        elif element.tag == f"{WORD}commentRangeEnd":
            open_comments.remove(element.get(f"{WORD}id"))
        elif element.tag in (f"{WORD}t", f"{WORD}tab", f"{WORD}br"):
            text = (
                element.text if element.tag == f"{WORD}t" else "\t" if element.tag == f"{WORD}tab" else "\n"
            )
            for number in open_comments:
                read[number] = read.get(number, "") + (text or "")
    assert not open_comments
    references = [r.get(f"{WORD}id") for r in document.element.iter(f"{WORD}commentReference")]
    assert sorted(references) == sorted(str(comment.comment_id) for comment in document.comments)
    return [(read.get(str(c.comment_id), ""), c.paragraphs[0].text) for c in document.comments]


def rich() -> Document:
    document = docx.Document()
    document.add_heading("全国首家平台", 1)
    paragraph = document.add_paragraph("我们是")
    paragraph.add_run("国家").bold = True
    run = paragraph.add_run("级平台，性能最佳，\t保证")
    run.italic, run.font.color.rgb = True, RGBColor(200, 0, 0)
    paragraph.add_run("好用。\n第二行顶级品质")
    document.add_table(1, 2).cell(0, 1).text = "最高级"
    document.sections[0].header.paragraphs[0].text = "业内第一品牌"
    return document


def on(given: LintInput, text: str, **fields: Any) -> Finding:
    found = find(given.text, text, "a.docx", **fields)
    assert given.places is not None
    return found._replace(place=given.places.name(found.start))


def copy(data: bytes, *texts: str) -> bytes:
    given = read_input(data, "a.docx")
    findings = [on(given, text) for text in texts]
    return bytes_of(report(findings, {"a.docx": given.text}, originals={"a.docx": data}))


def test_comments_stand_on_exactly_what_was_found() -> None:
    texts = ["全国首家", "国家级", "最佳", "，\t保", "顶级", "最高级"]
    read = commented(copy(saved(rich()), *texts))
    assert read == [(text, "错误：禁止使用") for text in texts]


def test_the_copy_is_the_same_document_but_for_the_comments() -> None:
    before, after = (
        rich(),
        docx.Document(io.BytesIO(copy(saved(rich()), "国家级", "最佳", "国家级平台，性", "首家"))),
    )
    assert [p.text for p in after.paragraphs] == [p.text for p in before.paragraphs]
    assert after.paragraphs[0].style is not None and after.paragraphs[0].style.name == "Heading 1"
    formats = [
        (run.text, run.bold, run.italic, run.font.color.rgb) for run in after.paragraphs[1].runs if run.text
    ]
    red = RGBColor(200, 0, 0)
    assert formats == [
        ("我们是", None, None, None),
        ("国家", True, None, None),
        ("级", None, True, red),
        ("平台，性", None, True, red),
        ("能", None, True, red),
        ("最佳", None, True, red),
        ("，\t保证", None, True, red),
        ("好用。\n第二行顶级品质", None, None, None),
    ]
    assert after.tables[0].cell(0, 1).text == "最高级"


def test_comments_that_were_there_stay() -> None:
    document = rich()
    document.add_comment(document.paragraphs[0].runs, "please check", author="Ann")
    read = docx.Document(io.BytesIO(copy(saved(document), "最佳")))
    assert [(comment.author, comment.text.split("\n")[0]) for comment in read.comments] == [
        ("Ann", "please check"),
        ("contentops", "错误：禁止使用"),
    ]


def test_a_finding_in_a_header_is_a_comment_in_the_body_that_says_so() -> None:
    document = docx.Document(io.BytesIO(copy(saved(rich()), "第一品牌")))
    [comment] = document.comments
    assert comment.paragraphs[1].text == "header 1, paragraph 1, run 1: 第一品牌"
    assert "commentRangeStart" not in document.sections[0].header.part.blob.decode()


NAMESPACES = f'xmlns:w="{WORD.strip("{}")}" xmlns:v="urn:schemas-microsoft-com:vml"'


def test_a_finding_in_a_footnote_is_a_comment_on_its_mark() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("正文")
    paragraph._p.append(parse_xml(f'<w:r {NAMESPACES}><w:footnoteReference w:id="7"/></w:r>'))
    paragraph.add_run("后文")
    note = '<w:footnote w:id="7"><w:p><w:r><w:t>脚注最佳</w:t></w:r></w:p></w:footnote>'
    notes = f"<w:footnotes {NAMESPACES}>{note}</w:footnotes>"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(PackURI("/word/footnotes.xml"), kind, notes.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    read = docx.Document(io.BytesIO(copy(saved(document), "最佳")))
    [comment] = read.comments
    assert comment.paragraphs[1].text == "footnote 1, paragraph 1, run 1: 最佳"
    [start] = read.element.iter(f"{WORD}commentRangeStart")
    assert start.getnext() is not None
    assert [child.tag for child in start.getnext()] == [f"{WORD}footnoteReference"]


def test_a_finding_in_a_text_box_is_a_comment_on_the_box() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("正文")
    inner = "<w:txbxContent><w:p><w:r><w:t>框中最佳</w:t></w:r></w:p></w:txbxContent>"
    paragraph._p.append(
        parse_xml(
            f"<w:r {NAMESPACES}><w:pict><v:shape><v:textbox>{inner}</v:textbox></v:shape></w:pict></w:r>"
        )
    )
    read = docx.Document(io.BytesIO(copy(saved(document), "最佳")))
    [comment] = read.comments
    assert comment.paragraphs[1].text == "text box 1, paragraph 1, run 1: 最佳"
    [start] = read.element.iter(f"{WORD}commentRangeStart")
    assert start.getnext() is not None and start.getnext()[0].tag == f"{WORD}pict"


def test_a_link_and_tracked_changes_keep_their_runs() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("见")
    paragraph._p.append(
        parse_xml(f'<w:hyperlink {NAMESPACES} w:anchor="x"><w:r><w:t>最佳平台</w:t></w:r></w:hyperlink>')
    )
    paragraph._p.append(
        parse_xml(f'<w:ins {NAMESPACES} w:id="1" w:author="Ann"><w:r><w:t>国家</w:t></w:r></w:ins>')
    )
    paragraph._p.append(
        parse_xml(
            f'<w:del {NAMESPACES} w:id="2" w:author="Ann"><w:r><w:delText>顶级</w:delText></w:r></w:del>'
        )
    )
    paragraph.add_run("级品质")
    assert commented(copy(saved(document), "最佳", "国家级")) == [
        ("最佳", "错误：禁止使用"),
        ("国家级", "错误：禁止使用"),
    ]


def test_a_comment_has_source_and_suggestions() -> None:
    data = saved(rich())
    given = read_input(data, "a.docx")
    found = on(given, "最佳", suggestions=("优选", "更合适的"))
    out = bytes_of(report([found], {"a.docx": given.text}, originals={"a.docx": data}))
    [comment] = docx.Document(io.BytesIO(out)).comments
    assert comment.text == "错误：禁止使用\n依据：《广告法》第九条第（三）项\n建议改为：优选；更合适的"


def test_the_same_findings_give_the_same_bytes() -> None:
    data = saved(rich())
    first = copy(data, "最佳", "国家级")
    assert copy(data, "最佳", "国家级") == first
    with zipfile.ZipFile(io.BytesIO(first)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert "w:date" not in package.read("word/comments.xml").decode()
    assert bytes_of(sample()) == bytes_of(sample())


def test_a_word_file_with_macros_is_shown_as_a_new_file() -> None:
    data = saved(rich())
    macros = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(macros, "w") as new:
        for name in old.namelist():
            plain, enabled = b"wordprocessingml.document.main+xml", b"ms-word.document.macroEnabled.main+xml"
            content = old.read(name).replace(b"openxmlformats-officedocument." + plain, enabled)
            new.writestr(name, content)
    assert commented(copy(macros.getvalue(), "最佳")) == [("最佳", "错误：禁止使用")]


def test_markdown_becomes_a_document_with_comments() -> None:
    given = sample()
    data = bytes_of(given)
    assert [text for text, _ in commented(data)] == ["全国首家", "最佳", "国\n家级", "cheap"]
    document = docx.Document(io.BytesIO(data))
    shown = [(p.style.name if p.style else "", p.text) for p in document.paragraphs]
    assert shown == [
        ("Title", "drafts/发布.md"),
        ("Normal", "---\ntitle: 全国首家\n---"),
        ("Normal", "我们是😀最佳平台，国\n家级品质。"),
        ("Title", "drafts/launch.md"),
        ("Heading 1", "# Launch"),
        ("Normal", "A cheap engine, 100%: fast, safe."),
        ("Title", "clean.md"),
    ]


def test_what_is_missing_is_a_comment_on_the_first_words() -> None:
    text = "\n\n正文\n"
    data = bytes_of(report([place(text, 0, 0, message="缺少标题")], {"a.md": text}))
    assert commented(data) == [("正文", "错误：缺少标题")]
    empty = bytes_of(report([place("", 0, 0, message="缺少标题")], {"a.md": ""}))
    assert commented(empty) == [("", "错误：缺少标题")]


@settings(max_examples=10, deadline=None)
@given(hostile_reports())
def test_hostile_texts_in_a_new_file(given: Report) -> None:
    data = bytes_of(given)
    read = commented(data)
    assert len(read) == len(given.findings)
    for (text, _), finding in zip(read, given.findings, strict=True):
        expected = "".join(legal_xml(finding.text).split())
        if finding.start < finding.end and expected:
            assert "".join(text.split()) == expected


@settings(max_examples=10, deadline=None)
@given(st.lists(st.lists(st.text("最佳级ab \t\n", max_size=6), max_size=4), max_size=4), st.data())
def test_any_span_of_any_word_file(paragraphs: list[list[str]], data: st.DataObject) -> None:
    document = docx.Document()
    for runs in paragraphs:
        paragraph = document.add_paragraph()
        for number, text in enumerate(runs):
            paragraph.add_run(text).bold = bool(number % 2)
    original = saved(document)
    given = read_input(original, "a.docx")
    findings = []
    for _ in range(data.draw(st.integers(0, 4))):
        start = data.draw(st.integers(0, len(given.text)))
        findings.append(place(given.text, start, data.draw(st.integers(start, len(given.text))), "a.docx"))
    out = bytes_of(report(findings, {"a.docx": given.text}, originals={"a.docx": original}))
    after = docx.Document(io.BytesIO(out))
    assert [p.text for p in after.paragraphs][: len(paragraphs)] == [p.text for p in document.paragraphs]
    for (text, _), finding in zip(commented(out), findings, strict=True):
        if finding.text.strip("\n"):
            assert text.replace("\n", "") == finding.text.replace("\n", "")


@pytest.mark.skipif(SOFFICE is None, reason="needs LibreOffice")
def test_libreoffice_sees_the_comments(tmp_path: Path) -> None:
    (tmp_path / "copy.docx").write_bytes(copy(saved(rich()), "全国首家", "国家级", "最佳", "最高级"))
    (tmp_path / "new.docx").write_bytes(bytes_of(sample()))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        [str(SOFFICE), profile, "--headless", "--convert-to", "fodt", "copy.docx", "new.docx"],
        cwd=tmp_path,
        capture_output=True,
        check=True,
        timeout=120,
    )
    office = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
    expectations = {
        "copy": ["全国首家", "国家级", "最佳", "最高级"],
        "new": ["全国首家", "最佳", "国家级", "cheap"],
    }
    for name, expected in expectations.items():
        tree = ElementTree.parse(tmp_path / f"{name}.fodt")  # noqa: S314  written by LibreOffice for us
        assert len(list(tree.iter(f"{office}annotation"))) == 4
        assert sorted(annotated(tree.getroot(), office)) == sorted(expected)


def annotated(root: ElementTree.Element, office: str) -> list[str]:
    """The texts between the beginning and the end of each comment, as LibreOffice has them."""
    texts: dict[str, str] = {}
    opened: set[str] = set()

    def walk(element: ElementTree.Element) -> None:
        name = element.get(f"{office}name") or ""
        if element.tag == f"{office}annotation":
            opened.add(name)
            texts[name] = ""
        else:
            if element.tag == f"{office}annotation-end":
                opened.discard(name)
            add(element.text)
            for child in element:
                walk(child)
        add(element.tail)

    def add(text: str | None) -> None:
        for name in opened:
            texts[name] += (text or "").strip("\n ")

    walk(root)
    return list(texts.values())


def test_the_cells_of_a_workbook_are_named_in_text_and_comments() -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = "价目表 2027"
    sheet["B3"], sheet["B4"] = "# 全国最佳方案", "第一行\n最佳"
    file = io.BytesIO()
    workbook.save(file)
    given = read_input(file.getvalue(), "价目.xlsx")
    starts = [match.start() for match in re.finditer("最佳", given.text)]
    assert given.places is not None
    findings = [
        place(given.text, start, start + 2, "价目.xlsx", place=given.places.name(start)) for start in starts
    ]
    made = report(findings, {"价目.xlsx": given.text}, language="zh")
    data = bytes_of(made._replace(originals={"价目.xlsx": file.getvalue()}))
    document = docx.Document(io.BytesIO(data))
    assert [one.text for one in document.paragraphs] == [
        "价目.xlsx", "'价目表 2027'!B3\t# 全国最佳方案", "'价目表 2027'!B4\t第一行", "最佳"
    ]  # fmt: skip
    lines = [[one.text for one in comment.paragraphs] for comment in document.comments]
    assert ["位置：'价目表 2027'!B3" in lines[0], "位置：'价目表 2027'!B4" in lines[1]] == [True, True]
