"""A draft as a Word document that colleagues and partners comment on."""

from __future__ import annotations

import io
import struct
from collections.abc import Sequence
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX
from docx.image.exceptions import UnrecognizedImageError
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Cm, Emu, RGBColor

from contentops.documents.blocks import Block, Run, Runs, plain
from contentops.documents.docx_look import bottom_line, prepare
from contentops.documents.docx_package import pack
from contentops.documents.house_style import ACCENT, LINKED, FindImage, HouseStyle, Letterhead
from contentops.markdown_text import PLACEHOLDER, is_wide
from contentops.text_width import display_width

_WIDEST = Cm(15.5)
_DEEPEST = 9


def write_docx(
    blocks: Sequence[Block],
    style: HouseStyle,
    head: Letterhead,
    properties: dict[str, str],
    find_image: FindImage,
) -> bytes:
    """The bytes of a Word document: the same text gives the same ones.

    `properties` are its custom properties, by which the way back knows it.
    """
    document = docx.Document()
    prepare(document, style, head)
    _Writer(document, style, find_image).write(blocks)
    raw = io.BytesIO()
    document.save(raw)
    title = next((block.text for block in blocks if block.kind == "heading"), "")
    return pack(raw.getvalue(), title, head.brand, style.language, properties)


class _Writer:
    def __init__(self, document: Any, style: HouseStyle, find_image: FindImage) -> None:
        self.document = document
        self.style = style
        self.find_image = find_image
        self.numbering = document.part.numbering_part.element
        self.bullets = self.add_list(ordered=False)
        self.numbered: dict[int, int] = {}
        """By depth: the list that counts there."""

    def write(self, blocks: Sequence[Block]) -> None:
        """Every block in order."""
        previous: Block | None = None
        bound = bound_to_next(blocks)
        for place, block in enumerate(blocks):
            if block.kind != "item":
                self.numbered.clear()
            elif previous is not None and block.level < previous.level:
                self.numbered = {level: n for level, n in self.numbered.items() if level <= block.level}
            getattr(self, f"write_{block.kind}")(block)
            if place in bound:
                self.document.element.body[-2].get_or_add_pPr().get_or_add_keepNext()  # [-1]: the section
            previous = block

    def write_heading(self, block: Block) -> None:
        """A heading; of a Chinese draft the title stands in the middle."""
        paragraph = self.document.add_paragraph(style=f"Heading {block.level}")
        if block.level == 1 and self.style.centred_title:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        self.add_runs(paragraph, block.runs)

    def write_paragraph(self, block: Block) -> None:
        """A paragraph of text."""
        self.add_runs(self.document.add_paragraph(style="Body Text"), block.runs)

    def write_quote(self, block: Block) -> None:
        """A quotation, set in by its depth."""
        paragraph = self.document.add_paragraph(style="Quote")
        paragraph.paragraph_format.left_indent = Cm(0.8 * block.level)
        self.add_runs(paragraph, block.runs)

    def write_item(self, block: Block) -> None:
        """A point of a list, or a further paragraph of the point before it."""
        level = min(block.level, _DEEPEST)
        paragraph = self.document.add_paragraph(style="List Paragraph")
        if block.number == 0:
            paragraph.paragraph_format.left_indent = Cm(0.75 * level)
        else:
            if block.ordered and (block.number == 1 or level not in self.numbered):
                self.numbered[level] = self.add_list(ordered=True, start=block.number)
            number = self.numbered[level] if block.ordered else self.bullets
            properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            properties.get_or_add_ilvl().val = level - 1
            properties.get_or_add_numId().val = number
        self.add_runs(paragraph, block.runs)

    def write_code(self, block: Block) -> None:
        """Lines as they stand."""
        paragraph = self.document.add_paragraph(style="Code")
        self.add_runs(paragraph, block.runs)

    def write_rule(self, _: Block) -> None:
        """A line across the page."""
        bottom_line(self.document.add_paragraph(style="Body Text"), "999999")

    def write_mark(self, block: Block) -> None:
        """The end mark of a release."""
        paragraph = self.document.add_paragraph(style="Body Text")
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        self.add_runs(paragraph, block.runs)

    def write_table(self, block: Block) -> None:
        """A table; its head is repeated on every page."""
        width = max(len(row) for row in block.rows)
        table = self.document.add_table(rows=0, cols=width, style="Table Grid")
        table.autofit = False
        shares = column_shares(block.rows, width)
        whole = len(block.rows) <= _SHORT_TABLE
        for number, row in enumerate(block.rows):
            made = table.add_row()
            made._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
            cells = made.cells
            for cell, share in zip(cells, shares, strict=True):
                cell.width = Emu(int(_WIDEST * share))
            for cell, runs in zip(cells, row, strict=False):
                cell.paragraphs[0].style = self.document.styles["Table Text"]
                self.add_runs(cell.paragraphs[0], runs, bold=number == 0)
            if whole and number + 1 < len(block.rows):
                for cell in cells:
                    cell.paragraphs[0].paragraph_format.keep_with_next = True
        for column, share in zip(table.columns, shares, strict=True):
            column.width = Emu(int(_WIDEST * share))
        if block.rows:
            head = table.rows[0]._tr.get_or_add_trPr()
            head.append(OxmlElement("w:tblHeader"))
        self.document.add_paragraph(style="After Table")

    def add_runs(self, paragraph: Any, runs: Runs, *, bold: bool = False) -> None:
        """Words with their style; what is still to be filled in is marked."""
        for run in runs:
            if run.image:
                self.add_picture(paragraph, run)
                continue
            holder = self.open_link(paragraph, run.link) if run.link.lower().startswith(LINKED) else paragraph
            cursor = 0
            for match in PLACEHOLDER.finditer(run.text):
                self.add_words(holder, run, run.text[cursor : match.start()], bold=bold)
                self.add_words(holder, run, match.group(), bold=bold, missing=True)
                cursor = match.end()
            self.add_words(holder, run, run.text[cursor:], bold=bold)

    def add_words(self, holder: Any, run: Run, text: str, *, bold: bool, missing: bool = False) -> None:
        """One run; `holder` is a paragraph or a link within one."""
        if not text:
            return
        made = holder.add_run(text)
        made.bold = True if run.bold or bold else None
        made.italic = True if run.italic else None
        made.font.strike = True if run.strike else None
        if run.code:
            made.style = self.document.styles["Code Text"]
        if missing:
            made.font.highlight_color = WD_COLOR_INDEX.YELLOW
        if run.link and holder.__class__.__name__ == "_Link":
            made.font.color.rgb = RGBColor.from_string(ACCENT)
            made.font.underline = True

    def open_link(self, paragraph: Any, target: str) -> _Link:
        """A link that runs are added to."""
        relation = self.document.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        element = OxmlElement("w:hyperlink")
        element.set(qn("r:id"), relation)
        paragraph._p.append(element)
        return _Link(element, paragraph)

    def add_picture(self, paragraph: Any, run: Run) -> None:
        """A picture as wide as the page at most, or what stands for one that is not there."""
        content = self.find_image(run.image)
        shape = None
        if content is not None:
            try:
                shape = paragraph.add_run().add_picture(io.BytesIO(content))
            except (UnrecognizedImageError, ValueError, struct.error, KeyError):
                shape = None
        if shape is None:
            # The path goes along unseen, so that the way back knows which picture it was.
            path = paragraph.add_run(run.image)
            path.style = self.document.styles["Picture Path"]
            made = paragraph.add_run(self.style.picture.format(run.text or run.image))
            made.style = self.document.styles["Missing Picture"]
            return
        if shape.width > _WIDEST:
            shape.height = Emu(int(shape.height * _WIDEST / shape.width))
            shape.width = _WIDEST
        described = shape._inline.docPr
        described.set("descr", run.text)
        described.set("title", run.image)

    def add_list(self, *, ordered: bool, start: int = 1) -> int:
        """A list of its own, so that each begins its count anew; gives the number Word knows it by."""
        number = len(self.numbering.findall(qn("w:num"))) + 1000
        pattern = OxmlElement("w:abstractNum")
        pattern.set(qn("w:abstractNumId"), str(number))
        for level in range(_DEEPEST):
            pattern.append(_list_level(level, ordered=ordered, start=start if level == 0 else 1))
        last = self.numbering.findall(qn("w:abstractNum"))
        last[-1].addnext(pattern) if last else self.numbering.insert(0, pattern)
        num = self.numbering.add_num(number)
        return int(num.numId)


_SHORT_LIST, _SHORT_TABLE = 5, 12
"""Points and rows that stay on one page."""


def bound_to_next(blocks: Sequence[Block]) -> set[int]:
    """The places of blocks that stay on one page with what follows, besides headings.

    Short lists stay whole; of a longer one neither the first nor the last point stands alone. A line that announces
    the next ones, by a colon or as a question in bold, stays with them.
    """
    bound: set[int] = set()
    start = 0
    for place, block in enumerate(blocks):
        after = blocks[place + 1] if place + 1 < len(blocks) else None
        if block.kind == "item":
            if place == 0 or blocks[place - 1].kind != "item":
                start = place
            if after is None or after.kind != "item":
                points = range(start, place)
                bound.update(points if len(points) < _SHORT_LIST else {points[0], points[-1]})
        elif block.kind == "paragraph" and after is not None:
            announces = block.text.rstrip().endswith((":", "：")) and after.kind in ("item", "table")
            if announces or all(run.bold for run in block.runs if run.text.strip()):
                bound.add(place)
    return bound


_ROOM, _EDGES, _SHORTEST, _WHOLE = 84, 4, 4, 20
"""Of a table, in terminal columns: what fits side by side, a cell's edges, a run of Chinese kept whole, a
cell that is kept on one line when there is room."""


def column_shares(rows: Sequence[Sequence[Runs]], width: int) -> list[float]:
    """How much of a table's width each column takes: its longest word at least, the rest by its longest cell."""
    cells = [[plain(row[n]) for row in rows if n < len(row)] for n in range(width)]
    least = [max(map(_longest_word, column), default=0) + _EDGES for column in cells]
    whole = [max(map(display_width, column), default=0) + _EDGES for column in cells]
    kept = [want if want <= _WHOLE + _EDGES else need for want, need in zip(whole, least, strict=True)]
    least = kept if sum(kept) <= _ROOM else least
    room = max(0, min(_ROOM, sum(whole)) - sum(least))
    more = [max(0, want - need) for want, need in zip(whole, least, strict=True)]
    taken = [need + room * one / (sum(more) or 1) for need, one in zip(least, more, strict=True)]
    return [one / sum(taken) for one in taken]


def _longest_word(text: str) -> int:
    words = text.split() or [""]
    return max(
        min(display_width(word), _SHORTEST) if is_wide(word[:1] or " ") else display_width(word)
        for word in words
    )


class _Link:
    """A link in a paragraph, to which runs are added as to one."""

    def __init__(self, element: Any, paragraph: Any) -> None:
        self.element = element
        self.paragraph = paragraph

    def add_run(self, text: str) -> Any:
        """One run of the link."""
        made = self.paragraph.add_run(text)
        self.element.append(made._r)
        return made


_BULLETS = ("•", "–", "▪")


def _list_level(level: int, *, ordered: bool, start: int) -> Any:
    own = OxmlElement("w:lvl")
    own.set(qn("w:ilvl"), str(level))
    texts = (
        ("w:start", str(start)),
        ("w:numFmt", "decimal" if ordered else "bullet"),
        ("w:lvlText", f"%{level + 1}." if ordered else _BULLETS[level % 3]),
        ("w:lvlJc", "left"),
    )
    for tag, value in texts:
        element = OxmlElement(tag)
        element.set(qn("w:val"), value)
        own.append(element)
    properties = OxmlElement("w:pPr")
    indent = OxmlElement("w:ind")
    indent.set(qn("w:left"), str(int(Cm(0.75 * (level + 1)).twips)))
    indent.set(qn("w:hanging"), str(int(Cm(0.6).twips)))
    properties.append(indent)
    own.append(properties)
    return own
