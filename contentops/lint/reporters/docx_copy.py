"""A copy of a Word file with the findings as comments on the characters they are about.

Word has no comments in headers, footers and text boxes, and not every program shows those in notes: such
a finding is a comment on what holds the place in the body (the mark of the note, the run of the text box,
the first words of the file) that says where it is.
"""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from contentops.lint.finding import Finding
from contentops.lint.inputs.docx_input import DocxPlaces, RunSpan, locate_docx, runs_of
from contentops.lint.reporters.docx_comments import CommentWriter, save_document, split_run

if TYPE_CHECKING:
    from docx.document import Document

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NOTES = {f"{_WORD}footnote": f"{_WORD}footnoteReference", f"{_WORD}endnote": f"{_WORD}endnoteReference"}


def comment_copy(data: bytes, findings: Sequence[Finding], language: str) -> bytes:
    """`data`, a Word file that `read_docx` has read, with a comment for each finding.

    Raises `ValueError` for a file that python-docx cannot read and write back, such as one with macros.
    """
    import docx

    places = locate_docx(data)
    try:
        document = docx.Document(io.BytesIO(data))
        body = _Body(document)
        anchors = [body.find(places, finding) for finding in findings]
    except (KeyError, ValueError, IndexError, AttributeError, SyntaxError) as error:
        raise ValueError(f"cannot be copied: {error}") from error
    parts = _split_runs(anchors)
    comments = CommentWriter(document, language)
    for finding, spans in zip(findings, anchors, strict=True):
        first = parts[spans[0].run][0] if spans[0].whole else _part_at(parts, spans[0].run, spans[0].start)
        last = (
            parts[spans[-1].run][-1] if spans[-1].whole else _part_at(parts, spans[-1].run, spans[-1].end - 1)
        )
        exact = all(span.exact for span in spans)
        comments.add(first[1], last[1], finding, exact=exact)
    return save_document(document)


class _Anchor(NamedTuple):
    """A run of the body (`w:r`) or, unless `whole`, its characters `start` to `end`.

    `exact`: the finding stands just there.
    """

    run: Any
    start: int = 0
    end: int = 0
    whole: bool = True
    exact: bool = False


class _Body:
    """The runs of a document by the places that the reader of Word files gives."""

    def __init__(self, document: Document) -> None:
        self._main = str(document.part.partname).removeprefix("/")
        self._element = document.element
        self._paragraphs: list[Any] = list(self._element.iter(f"{_WORD}p"))
        self._others = {
            str(part.partname).removeprefix("/"): part for part in document.part.package.iter_parts()
        }
        first = next(self._element.iter(f"{_WORD}r"), None)
        self._first = document.add_paragraph().add_run()._r if first is None else _outermost(first)

    def find(self, places: DocxPlaces, finding: Finding) -> list[_Anchor]:
        """What a comment on `finding` stands on, at least one run."""
        spans = places.spans(finding.start, max(finding.end, finding.start + 1))
        found = [anchor for span in spans if (anchor := self._anchor(span)) is not None]
        if finding.start == finding.end:
            found = [_Anchor(found[0].run)] if found else []
        return found or [_Anchor(self._first)]

    def _anchor(self, span: RunSpan) -> _Anchor | None:
        if span.part != self._main:
            run = self._note_mark(span)
            return None if run is None else _Anchor(run)
        run = runs_of(self._paragraphs[span.paragraph])[span.run]
        outer = _outermost(run)
        if outer is not run:
            return _Anchor(outer)
        if span.start == span.end:
            return _Anchor(run)
        return _Anchor(run, span.start, span.end, whole=False, exact=True)

    def _note_mark(self, span: RunSpan) -> Any | None:
        """The run in the body with the mark of the note that `span` stands in; None outside notes."""
        from docx.oxml.parser import parse_xml

        part = self._others.get(span.part)
        if part is None:
            return None
        paragraphs: list[Any] = list(parse_xml(part.blob).iter(f"{_WORD}p"))
        for note in paragraphs[span.paragraph].iterancestors(*_NOTES):
            for mark in self._element.iter(_NOTES[str(note.tag)]):
                if mark.get(f"{_WORD}id") == note.get(f"{_WORD}id"):
                    return _outermost(mark)
        return None


def _outermost(element: Any) -> Any:
    """The run of the body that holds `element`, which may stand in a text box or in ruby text."""
    runs = [element] if element.tag == f"{_WORD}r" else []
    return [*runs, *element.iterancestors(f"{_WORD}r")][-1]


def _split_runs(anchors: Sequence[Sequence[_Anchor]]) -> dict[Any, list[tuple[int, Any]]]:
    """The parts of each run, once all are parted where a finding begins or ends."""
    cuts: dict[Any, set[int]] = defaultdict(set)
    for anchor in (anchor for found in anchors for anchor in found):
        cuts[anchor.run] |= {anchor.start, anchor.end}
    return {run: split_run(run, places) for run, places in cuts.items()}


def _part_at(parts: dict[Any, list[tuple[int, Any]]], run: Any, character: int) -> tuple[int, Any]:
    return [part for part in parts[run] if part[0] <= character][-1]
