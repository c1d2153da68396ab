"""Whatever kind of file it is: what readers see is found, placed as people find it, and nothing else."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from typing import Any

import docx
import openpyxl
import pytest
from docx.enum.text import WD_BREAK
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.parser import parse_xml
from hypothesis import given, settings
from hypothesis import strategies as st

from contentops.lint import TabooList
from contentops.lint.engine import lint_input
from contentops.lint.inputs import LintInput, UnreadableInput, kind_of, read_input
from contentops.lint.inputs.docx_input import find_run, locate_docx
from contentops.lint.taboo import Entry

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LIST = TabooList("own", "own", "", (Entry(("国家级", "最佳"), (), "error", "c", "r"),))


def document(**parts: bytes) -> bytes:
    """A small Word file; `parts` replace or add parts by name with `/` written `__`."""
    made = docx.Document()
    stream = io.BytesIO()
    made.save(stream)
    return replace(
        stream.getvalue(), {name.replace("__", "/") + ".xml": data for name, data in parts.items()}
    )


def replace(package: bytes, parts: dict[str, bytes]) -> bytes:
    """The ZIP package with some of its parts replaced or added."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, data in parts.items():
            new.writestr(name, data)
    return stream.getvalue()


def body(inner: str) -> bytes:
    """A Word file with this in its body."""
    namespaces = (
        f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
        'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    )
    return document(word__document=f"<w:document {namespaces}><w:body>{inner}</w:body></w:document>".encode())


def saved(made: Any) -> bytes:
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def found(data: bytes | str, name: str) -> list[tuple[str, str]]:
    """Text and place of what is found."""
    return [(one.text, one.place) for one in lint_input(read_input(data, name), [LIST], path=name)]


def refusal(data: bytes, name: str) -> str:
    with pytest.raises(UnreadableInput) as caught:
        read_input(data, name)
    return caught.value.problem.message


def test_a_word_file_is_read_in_all_its_places() -> None:
    made = docx.Document()
    made.add_heading("最佳", 1)
    paragraph = made.add_paragraph("这是国")
    paragraph.add_run("家").bold = True
    paragraph.add_run("级平台")
    table = made.add_table(2, 2)
    table.cell(1, 0).text = "最佳"
    table.cell(0, 1).add_table(1, 1).cell(0, 0).text = "国家级"
    made.sections[0].header.paragraphs[0].text = "页眉最佳"
    made.sections[0].footer.paragraphs[0].text = "页脚最佳"
    made.add_comment([paragraph.runs[0]], "“国家级”不可用", author="legal")
    assert found(saved(made), "a.docx") == [
        ("最佳", "paragraph 1, run 1"),
        ("国家级", "paragraph 2, run 1"),
        ("国家级", "table 1, row 1, cell 2, table 1, row 1, cell 1, paragraph 1, run 1"),
        ("最佳", "table 1, row 2, cell 1, paragraph 1, run 1"),
        ("最佳", "header 1, paragraph 1, run 1"),
        ("最佳", "footer 1, paragraph 1, run 1"),
    ]


def test_footnotes_and_endnotes_are_numbered_as_readers_see_them() -> None:
    made = docx.Document()
    made.add_paragraph("x")
    for kind in ("footnote", "endnote"):
        notes = (
            f'<w:{kind}s xmlns:w="{W}"><w:{kind} w:type="separator" w:id="-1"><w:p><w:r><w:t>最佳</w:t></w:r>'
            f"</w:p></w:{kind}>"
            f'<w:{kind} w:id="1"><w:p><w:r><w:t>一</w:t></w:r></w:p></w:{kind}>'
            f'<w:{kind} w:id="2"><w:p><w:r><w:t>国家级</w:t></w:r></w:p></w:{kind}></w:{kind}s>'
        )
        part = Part(
            PackURI(f"/word/{kind}s.xml"),
            f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}s+xml",
            notes.encode(),
            made.part.package,
        )
        made.part.relate_to(
            part, f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}s"
        )
    assert found(saved(made), "a.docx") == [
        ("国家级", "footnote 2, paragraph 1, run 1"),
        ("国家级", "endnote 2, paragraph 1, run 1"),
    ]


def test_a_text_box_is_read_once_although_word_keeps_two_copies() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>国家级</w:t></w:r></w:p></w:txbxContent>"
    data = body(
        "<w:p><w:r><w:t>前</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires='wps'>"
        f"<wp:anchor><wp:docPr id='1' name='x' descr='最佳图示'/></wp:anchor><wps:txbx>{box}</wps:txbx></mc:Choice>"
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>最佳</w:t></w:r></w:p>"
    )
    assert found(data, "a.docx") == [
        ("国家级", "text box 1, paragraph 1, run 1"),
        ("最佳", "paragraph 1, run 3"),
        ("最佳", "paragraph 1, alt text, run 2"),
    ]


def test_deleted_text_and_field_codes_are_not_read_and_inserted_text_is() -> None:
    data = body(
        "<w:p><w:r><w:t>国</w:t></w:r><w:del><w:r><w:delText>最佳</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>家</w:t></w:r></w:ins><w:r><w:instrText>最佳</w:instrText></w:r><w:r><w:t>级</w:t></w:r></w:p>"
        "<w:p><w:moveFrom><w:r><w:t>最佳</w:t></w:r></w:moveFrom></w:p>"
        "<w:p><w:hyperlink><w:r><w:t>最</w:t></w:r></w:hyperlink><w:sdt><w:sdtContent><w:r><w:t>佳</w:t></w:r></w:sdtContent></w:sdt></w:p>"
    )
    assert found(data, "a.docx") == [("国家级", "paragraph 1, run 1"), ("最佳", "paragraph 3, run 1")]


def test_what_parts_words_in_word_parts_them() -> None:
    inner = "<w:t>国家</w:t>{}<w:t>级</w:t>"
    for between in ("<w:br/>", "<w:tab/>", '<w:br w:type="page"/>', "</w:r></w:p><w:p><w:r>"):
        assert found(body(f"<w:p><w:r>{inner.format(between)}</w:r></w:p>"), "a.docx") == [], between
    for between in ("<w:softHyphen/>", "<w:lastRenderedPageBreak/>", "</w:r><w:bookmarkStart/><w:r>"):
        assert len(found(body(f"<w:p><w:r>{inner.format(between)}</w:r></w:p>"), "a.docx")) == 1, between


def test_every_character_is_located_in_the_runs_of_python_docx() -> None:
    made = docx.Document()
    made.add_paragraph("前言")
    paragraph = made.add_paragraph("甲\t乙")
    paragraph.add_run().add_break(WD_BREAK.PAGE)
    paragraph.add_run("国家\n级")
    made.add_table(1, 1).cell(0, 0).text = "最佳"
    inner = "<w:p><w:r><w:t>框内</w:t></w:r></w:p>"
    box = f'<w:r xmlns:w="{W}"><w:pict><w:txbxContent>{inner}</w:txbxContent></w:pict></w:r>'
    paragraph._p.append(parse_xml(box))
    paragraph.add_run("末尾")
    data = saved(made)
    given, again = read_input(data, "a.docx"), docx.Document(io.BytesIO(data))
    places = locate_docx(data)
    for word in ("前言", "甲\t乙", "国家\n级", "最佳", "框内", "末尾"):
        start = given.text.index(word)
        spans = places.spans(start, start + len(word))
        texts = [
            find_run(again.part.element, span.paragraph, span.run).text[span.start : span.end]
            for span in spans
        ]
        assert "".join(texts) == word
        assert {span.part for span in spans} == {"word/document.xml"}


def test_strict_files_have_other_namespaces() -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    inner = "<w:body><w:p><w:r><w:t>最佳</w:t></w:r></w:p></w:body>"
    data = document(word__document=f'<w:document xmlns:w="{strict}">{inner}</w:document>'.encode())
    assert found(data, "a.docx") == [("最佳", "paragraph 1, run 1")]


def test_every_cell_of_every_sheet_is_read() -> None:
    made = openpyxl.Workbook()
    sheet = made.worksheets[0]
    sheet.title = "Prices"
    sheet["A1"], sheet["B4"], sheet["AB7"] = 5, "国家级\n平台", "国家\n级"
    sheet["C5"] = '="最佳"&A1'
    other = made.create_sheet("Price list")
    other["A1"] = "最佳"
    other.sheet_state = "hidden"
    assert found(saved(made), "a.xlsx") == [
        ("国家级", "Prices!B4"),
        ("最佳", "Prices!C5"),
        ("最佳", "'Price list'!A1"),
    ]


def test_html_is_read_as_a_browser_shows_it() -> None:
    source = (
        "<!DOCTYPE html><title>最佳</title><meta name='description' content='国家级 a>b'><style>.最佳{}</style>"
        "<p>国<b>家</b>&#x7EA7;<p>最<p>佳 <code>最佳</code><pre>最佳</pre><!-- 最佳 --><script>'最佳'</script>"
        "<img alt='最佳' src='最佳'><a href='最佳' title='x'>国家<wbr>级</a><textarea>最佳</textarea>"
    )
    given = read_input(source.encode(), "a.HTM")
    texts = [one.text for one in lint_input(given, [LIST])]
    assert texts == ["最佳", "国家级", "国<b>家</b>&#x7EA7;", "最佳", "国家<wbr>级"]


TOML = """\ufeff+++
title = "最\\u4f73" # 最佳
draft = "最佳"
tags = ["x",
  '国家级']
[seo]
description = \"""
国家
级\"""
+++
正文最佳
"""


def test_front_matter_in_toml() -> None:
    texts = [one.text for one in lint_input(read_input(TOML.encode(), "a.md"), [LIST])]
    assert texts == ["最\\u4f73", "国家级", "国家\n级", "最佳"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "gb18030", "gbk", "gb2312"])
def test_encodings_are_told_apart(encoding: str) -> None:
    text = "我们的平台，是国家级平台。\n"
    given = read_input(text.encode(encoding), "a.md")
    assert given.text.removeprefix("\ufeff") == text
    assert [one.text for one in lint_input(given, [LIST])] == ["国家级"]


@pytest.mark.parametrize("mark", [b"\xff\xfe", b"\xfe\xff"])
def test_utf_16_of_both_orders(mark: bytes) -> None:
    encoding = "utf-16-le" if mark == b"\xff\xfe" else "utf-16-be"
    given = read_input(mark + "最佳😀".encode(encoding), "a.txt")
    assert (given.text, given.encoding) == ("\ufeff最佳😀", encoding)


@pytest.mark.parametrize(
    ("data", "words", "line", "column"),
    [
        ("國家級產品，歡迎使用。".encode("big5"), "not UTF-8 text", 1, 1),
        ("It’s “best”".encode("cp1252"), "not UTF-8 text", 1, 3),
        ("第一行\n国家".encode()[:-1], "not UTF-8 text", 2, 2),
        ("ab国家级产品平台用户".encode("gb18030") + b"\xff", "looks like GB18030", 1, 12),
        (b"\xff\xfea\x00\x00\xd8", "begins like UTF-16", 1, 3),
        ("最佳ab cd".encode("utf-16-le"), "UTF-16 without a byte order mark", 0, 0),
        (b"\x00\x01\xff\x02", "not a text file", 0, 0),
        (b"%PDF-1.7 x", "a PDF", 0, 0),
        (b"PK\x03\x04 x", "a ZIP package", 0, 0),
    ],
)
def test_what_cannot_be_decoded_is_refused_at_its_place(
    data: bytes, words: str, line: int, column: int
) -> None:
    with pytest.raises(UnreadableInput) as caught:
        read_input(data, "drafts/a.md")
    problem = caught.value.problem
    assert words in problem.message
    assert (problem.path, problem.line, problem.column) == ("drafts/a.md", line, column)


def test_an_office_file_on_standard_input_is_known_by_its_content() -> None:
    assert read_input(body("<w:p/>"), "<stdin>").kind == "docx"
    assert read_input(saved(openpyxl.Workbook()), "<stdin>").kind == "xlsx"
    assert kind_of("A.MARKDOWN") == "markdown"
    assert kind_of("README") == "markdown"


BOMB = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
EXTERNAL = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'


@pytest.mark.parametrize("part", ["word__document", "word___rels__document.xml"])
@pytest.mark.parametrize("xml", [BOMB, EXTERNAL])
def test_entities_are_refused(xml: bytes, part: str) -> None:
    name = part.replace("___", "/_").replace("__", "/")
    name += ".rels" if "_rels" in name else ".xml"
    assert "declares a document type" in refusal(replace(document(), {name: xml}), "a.docx")


def test_what_unpacks_to_too_much_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(4):
            archive.writestr(f"word/{number}.xml", b"\0" * 80_000_000)
    assert "unpacks to 320 MB" in refusal(stream.getvalue(), "a.docx")


def test_a_size_that_is_a_lie_helps_nobody() -> None:
    data = bytearray(document(word__document=b"<x>" + b" " * 1000 + b"</x>"))
    start = data.rindex(b"PK\x01\x02", 0, data.rindex(b"word/document.xml"))
    data[start + 24 : start + 28] = (5).to_bytes(4, "little")  # the size in the directory
    assert "damaged" in refusal(bytes(data), "a.docx")


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx"])
@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "an empty file"),
        (b"hello", "no complete ZIP package"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "encrypted, or in the format"),
    ],
)
def test_what_is_no_package_is_refused(data: bytes, words: str, name: str) -> None:
    assert words in refusal(data, name)


def test_damaged_parts_are_named() -> None:
    assert "word/document.xml, line 1" in refusal(document(word__document=b"<a><b></a>"), "a.docx")
    deep = b"<a>" * 5000 + b"</a>" * 5000
    assert "nested more than" in refusal(document(word__document=deep), "a.docx")
    assert "no Word document" in refusal(document(word__document=b"<a/>"), "a.docx")
    assert "no workbook" in refusal(document(), "a.xlsx")
    cut = body("<w:p/>")[:-40]
    assert "damaged" in refusal(cut, "a.docx")


@cache
def packages() -> tuple[bytes, bytes]:
    made = openpyxl.Workbook()
    made.worksheets[0]["A1"] = "最佳"
    return body("<w:p><w:r><w:t>最佳</w:t></w:r></w:p>"), saved(made)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_damaged_package_is_read_or_refused_and_nothing_else(data: st.DataObject) -> None:
    whole = bytearray(data.draw(st.sampled_from(packages())))
    for _ in range(data.draw(st.integers(1, 8))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    for name in ("a.docx", "a.xlsx"):
        try:
            given = read_input(bytes(whole), name)
        except UnreadableInput as refused:
            assert refused.problem.message
        else:
            _check_spans(given)


@settings(max_examples=150, deadline=None)
@given(
    st.text(alphabet="<>/!-\"'= abp国家级&#x;最佳\n\ufeff+\\[]titleconhmr", max_size=200),
    st.sampled_from(["html", "markdown"]),
)
def test_no_markup_makes_a_position_wrong(text: str, kind: str) -> None:
    source = f"+++\n{text}" if kind == "markdown" else text
    _check_spans(read_input(source, "x", kind))


@given(st.binary(max_size=60))
def test_bytes_are_decoded_or_refused(data: bytes) -> None:
    try:
        given = read_input(data, "a.txt")
    except UnreadableInput as refused:
        assert refused.problem.path == "a.txt"
    else:
        assert given.text.encode(given.encoding) == data


def _check_spans(given: LintInput) -> None:
    for one in lint_input(given, [LIST]):
        assert given.text[one.start : one.end] == one.text
