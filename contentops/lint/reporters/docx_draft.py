"""A Word file of Markdown or plain text, with the findings as comments on exactly their characters.

The text stands there as it is in the file, marks of Markdown included, so that every comment can be traced
back; headings are set as headings, and front matter, rules and fences in grey.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from contentops.lint.finding import Finding
from contentops.lint.reporters.docx_comments import AUTHOR, CommentWriter, save_document
from contentops.lint.reporters.xml_text import legal_xml

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

    from contentops.lint.inputs import Places

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_HEADING = re.compile(r" {0,3}(#{1,6})(?=[ \t])")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_RULE = re.compile(r" {0,3}(?:-{3,}|={3,}|\*{3,}|_{3,})\s*")
_FRONT_MATTER = re.compile(
    r"\ufeff?(---|\+\+\+)[ \t]*(?:\r\n?|\n)(?:.*?(?:\r\n?|\n))??\1[ \t]*(?=\r|\n|\Z)", re.S
)
_FONT = "Microsoft YaHei"
_LATIN_FONT = "Calibri"


class _Piece(NamedTuple):
    """Characters of source that make one run."""

    start: int
    end: int
    run: Any


class _Block(NamedTuple):
    """Lines of source that make one paragraph."""

    start: int
    end: int
    heading: int = 0
    quiet: bool = False


def comment_draft(
    texts: Mapping[str, str], findings: Sequence[Finding], language: str, places: Mapping[str, Places] = {}
) -> bytes:
    """A document with each of `texts` under its name, and a comment for each finding.

    A text that has `places` is that of a workbook, a cell a line: each cell stands after its name.
    """
    import docx

    document = docx.Document()
    _set_up(document, ", ".join(texts))
    comments = CommentWriter(document, language)
    for path, text in texts.items():
        own = [finding for finding in findings if finding.path == path]
        document.add_paragraph(legal_xml(path), style="Title")
        _add_text(document, text, own, comments, places.get(path))
    return save_document(document)


def _set_up(document: Document, title: str) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Mm

    properties = document.core_properties
    properties.author, properties.comments = AUTHOR, ""
    properties.title = legal_xml(title)[:255]
    document.sections[0].page_width, document.sections[0].page_height = Mm(210), Mm(297)
    for name in ("Normal", "Title", *(f"Heading {level}" for level in range(1, 7))):
        style = document.styles[name].element.get_or_add_rPr()
        fonts = style.find(qn("w:rFonts"))
        if fonts is None:
            fonts = style.makeelement(qn("w:rFonts"), {})
            style.insert(0, fonts)
        for attribute in list(fonts.attrib):
            del fonts.attrib[attribute]
        for attribute, font in (("ascii", _LATIN_FONT), ("hAnsi", _LATIN_FONT), ("eastAsia", _FONT)):
            fonts.set(qn(f"w:{attribute}"), font)


def _add_text(
    document: Document,
    text: str,
    findings: Sequence[Finding],
    comments: CommentWriter,
    places: Places | None,
) -> None:
    """The paragraphs of a text, parted into runs wherever a finding begins or ends, and the comments on them."""
    cuts = sorted({cut for finding in findings for cut in (finding.start, finding.end)})
    pieces: list[_Piece] = []
    cell = ""
    for block in _blocks(text) if places is None else _cells(text):
        paragraph = document.add_paragraph(style=f"Heading {block.heading}" if block.heading else None)
        if places is not None and cell != (cell := places.name(block.start)):
            _add_run(paragraph, f"{cell}\t", quiet=True)
        inside = cuts[bisect_right(cuts, block.start) : bisect_left(cuts, block.end)]
        for start, end in pairwise([block.start, *inside, block.end]):
            pieces.append(_Piece(start, end, _add_run(paragraph, text[start:end], quiet=block.quiet)))
    if not pieces and findings:
        pieces.append(_Piece(0, 0, document.add_paragraph().add_run()._r))
    starts = [piece.start for piece in pieces]
    ends = [piece.end for piece in pieces]
    for finding in findings:
        first = min(bisect_right(ends, finding.start), len(pieces) - 1)
        last = max(bisect_left(starts, finding.end) - 1, first)
        exact = pieces[first].start < finding.end
        comments.add(pieces[first].run, pieces[last].run, finding, exact=exact, placed=True)


def _blocks(text: str) -> Iterator[_Block]:
    """The paragraphs of a text: lines without a blank line between them, a heading, or grey lines."""
    open_block: _Block | None = None
    for line in _lines(text):
        joins = open_block is not None and line.quiet == open_block.quiet and not line.heading
        if (
            open_block is not None
            and joins
            and not open_block.heading
            and (line.quiet or line.end > line.start)
        ):
            open_block = open_block._replace(end=line.end)
            continue
        if open_block is not None:
            yield open_block
        open_block = line if line.end > line.start else None
    if open_block is not None:
        yield open_block


def _cells(text: str) -> Iterator[_Block]:
    """A paragraph for each line; what looks like Markdown in a cell is none."""
    for match in _LINE.finditer(text):
        end = match.start() + len(match.group().rstrip("\r\n"))
        if match.start() < end:
            yield _Block(match.start(), end)


def _lines(text: str) -> Iterator[_Block]:
    """Each line without its end; a line of blanks only is empty."""
    closing = _front_matter_end(text)
    fence = ""
    for match in _LINE.finditer(text):
        start = match.start()
        line = match.group().rstrip("\r\n")
        mark = _FENCE.match(line) if start >= closing else None
        quiet = start < closing or bool(fence or mark or _RULE.fullmatch(line))
        if mark:
            fence = "" if fence and mark[1].startswith(fence) else fence or mark[1][:3]
        heading = None if quiet else _HEADING.match(line)
        end = start + len(line) if line.strip() else start
        yield _Block(start, end, len(heading[1]) if heading else 0, quiet)


def _front_matter_end(text: str) -> int:
    match = _FRONT_MATTER.match(text)
    return match.end() if match else 0


def _add_run(paragraph: Paragraph, text: str, *, quiet: bool) -> Any:
    from docx.shared import Pt, RGBColor

    run = paragraph.add_run(legal_xml(text.replace("\r\n", "\n")))
    if quiet:
        run.font.color.rgb = RGBColor(0x80, 0x80, 0x80)
        run.font.size = Pt(9)
    return run._r
