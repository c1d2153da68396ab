"""The look of our Word documents: page, styles, what stands above and below each page."""

from __future__ import annotations

from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Cm, Pt, RGBColor

from contentops.documents.house_style import ACCENT, QUIET, HouseStyle, Letterhead

_MONO = "Consolas"
_RIGHT = Cm(16)


def prepare(document: Any, style: HouseStyle, head: Letterhead) -> None:
    """Page and styles of an empty document, and its letterhead."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin, section.bottom_margin = Cm(2.8), Cm(2.3)
    section.header_distance, section.footer_distance = Cm(1.1), Cm(1.0)
    _text_styles(document, style)
    _tables(document)
    _headings(document, style)
    _further_styles(document, style)
    _header(section.header, document, head)
    _footer(section.footer, document, style, head)


def set_fonts(style: Any, latin: str, wide: str, language: str) -> None:
    """The fonts of Latin and of Chinese characters, and the language that spelling is checked in."""
    style.font.name = latin
    properties = style.element.get_or_add_rPr()
    fonts = properties.rFonts
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)
    fonts.set(qn("w:eastAsia"), wide)
    fonts.set(qn("w:hAnsi"), latin)
    if language == "zh":
        # Quotation marks and dashes belong to both scripts; without this they come out narrow.
        fonts.set(qn("w:hint"), "eastAsia")
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    lang = OxmlElement("w:lang")
    lang.set(qn("w:val"), "en-GB")
    lang.set(qn("w:eastAsia"), "zh-CN")
    if language == "zh":
        lang.set(qn("w:val"), "en-US")
    properties.append(lang)


def bottom_line(paragraph: Any, colour: str) -> None:
    """A thin line below a paragraph."""
    border = OxmlElement("w:pBdr")
    line = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "4"), ("color", colour)):
        line.set(qn(f"w:{name}"), value)
    border.append(line)
    properties = paragraph._p.get_or_add_pPr()
    # The schema fixes the order of what a paragraph's properties hold.
    properties.insert_element_before(
        border, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr", "w:sectPr"
    )


def _text_styles(document: Any, style: HouseStyle) -> None:
    normal = document.styles["Normal"]
    set_fonts(normal, style.latin, style.wide, style.language)
    normal.font.size = Pt(style.body)
    normal.paragraph_format.line_spacing = style.spacing
    normal.paragraph_format.space_after = Pt(0)
    body = document.styles["Body Text"]
    body.paragraph_format.space_after = Pt(2 if style.indent else 8)
    if style.indent:
        indent = body.element.get_or_add_pPr().get_or_add_ind()
        indent.set(qn("w:firstLineChars"), "200")
        indent.set(qn("w:firstLine"), str(int(Pt(style.body * 2).twips)))
    listed = document.styles["List Paragraph"]
    # Word leaves the room out between two points.
    listed.paragraph_format.space_after = Pt(2 if style.indent else 8)
    quote = document.styles["Quote"]
    quote.font.italic = False
    quote.font.color.rgb = RGBColor.from_string(QUIET)
    quote.paragraph_format.space_after = Pt(6)


def _tables(document: Any) -> None:
    """Thin grey lines, room in the cells, and the edge of a table where the text's edge is."""
    properties = document.styles["Table Grid"].element.find(qn("w:tblPr"))
    properties.find(qn("w:tblInd")).set(qn("w:w"), "108")
    for line in properties.find(qn("w:tblBorders")):
        line.set(qn("w:color"), "AAB2BA")
    margins = properties.find(qn("w:tblCellMar"))
    for side in ("top", "bottom"):
        margins.find(qn(f"w:{side}")).set(qn("w:w"), "40")


def _headings(document: Any, style: HouseStyle) -> None:
    for level, size in enumerate(style.headings, start=1):
        heading = document.styles[f"Heading {level}"]
        set_fonts(heading, style.latin, style.wide, style.language)
        heading.font.size = Pt(size)
        heading.font.bold = True
        heading.font.italic = False
        heading.font.color.rgb = RGBColor.from_string("000000" if level == 1 else ACCENT)
        heading.paragraph_format.space_before = Pt(0 if level == 1 else 12)
        heading.paragraph_format.space_after = Pt(12 if level == 1 else 4)
        heading.paragraph_format.line_spacing = 1.2
        heading.paragraph_format.keep_with_next = True


def _further_styles(document: Any, style: HouseStyle) -> None:
    code = document.styles.add_style("Code", WD_STYLE_TYPE.PARAGRAPH)
    code.base_style = document.styles["Normal"]
    set_fonts(code, _MONO, style.wide, style.language)
    code.font.size = Pt(style.body - 1.5)
    code.paragraph_format.space_after = Pt(8)
    words = document.styles.add_style("Code Text", WD_STYLE_TYPE.CHARACTER)
    set_fonts(words, _MONO, style.wide, style.language)
    table = document.styles.add_style("Table Text", WD_STYLE_TYPE.PARAGRAPH)
    table.base_style = document.styles["Normal"]
    table.font.size = Pt(style.body - 1)
    table.paragraph_format.line_spacing = 1.15
    after = document.styles.add_style("After Table", WD_STYLE_TYPE.PARAGRAPH)
    after.base_style = document.styles["Normal"]
    after.font.size = Pt(4)
    after.paragraph_format.line_spacing = Pt(5)
    missing = document.styles.add_style("Missing Picture", WD_STYLE_TYPE.CHARACTER)
    missing.font.color.rgb = RGBColor.from_string(QUIET)
    missing.font.italic = True
    document.styles.add_style("Picture Path", WD_STYLE_TYPE.CHARACTER).font.hidden = True
    small = document.styles.add_style("Letterhead", WD_STYLE_TYPE.PARAGRAPH)
    small.base_style = document.styles["Normal"]
    small.font.size = Pt(8.5)
    small.font.color.rgb = RGBColor.from_string(QUIET)
    small.paragraph_format.line_spacing = 1.15


def _header(header: Any, document: Any, head: Letterhead) -> None:
    first = header.paragraphs[0]
    first.style = document.styles["Letterhead"]
    first.paragraph_format.tab_stops.add_tab_stop(_RIGHT, WD_TAB_ALIGNMENT.RIGHT)
    first.add_run(head.brand).bold = True
    first.add_run("\t" + head.note)
    last = first
    if head.facts:
        last = header.add_paragraph(style=document.styles["Letterhead"])
        last.add_run("  ·  ".join(head.facts))
    bottom_line(last, "BBBBBB")


def _footer(footer: Any, document: Any, style: HouseStyle, head: Letterhead) -> None:
    paragraph = footer.paragraphs[0]
    paragraph.style = document.styles["Letterhead"]
    paragraph.paragraph_format.tab_stops.add_tab_stop(_RIGHT, WD_TAB_ALIGNMENT.RIGHT)
    paragraph.add_run(head.checksum + "\t")
    before, _, rest = style.page.partition("{0}")
    between, _, after = rest.partition("{1}")
    paragraph.add_run(before)
    _field(paragraph, "PAGE")
    paragraph.add_run(between)
    _field(paragraph, "NUMPAGES")
    if after:
        paragraph.add_run(after)


def _field(paragraph: Any, instruction: str) -> None:
    """A number that Word fills in."""
    for kind, text in (("begin", ""), ("", instruction), ("separate", ""), ("shown", "1"), ("end", "")):
        run = paragraph.add_run()
        if kind == "shown":
            run.text = text
            continue
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)
