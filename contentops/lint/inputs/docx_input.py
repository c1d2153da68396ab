"""Word files: paragraphs, tables, text boxes, headers, footers, footnotes and endnotes.

Read from the XML of the package, because what is found must be placed again: each character of the
text knows its part, paragraph and run. Not read: comments (they are not printed), deleted text of tracked
changes, field instructions, the spare copy that Word keeps of a text box for older programs.

Positions, for who writes into the same file with python-docx:

    places = locate_docx(data)                      # the `places` of the LintInput that read_docx gives
    for span in places.spans(finding.start, finding.end):
        span.part        "word/document.xml"
        span.paragraph   the index from 0 of the `w:p` among all `w:p` of the part, in document order
        span.run         the index from 0 of the `w:r` among the runs of that paragraph, in document order
        span.start, span.end                        characters of python-docx's `run.text`
    run = find_run(part_element, span.paragraph, span.run)      # the `CT_R` of python-docx
"""

from __future__ import annotations

from bisect import bisect_right
from typing import Any, NamedTuple

from contentops.lint.inputs import LintInput
from contentops.lint.inputs.extracted import read_extracted
from contentops.lint.inputs.package import Package, in_order, refuse
from contentops.lint.visible import HIDDEN

_TEXT_NAMESPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",  # "strict" files
)
_ALTERNATIVE = -1
_MOST_NAMES = 1_000
_HOLDERS = ("tbl", "tc", "txbxContent", "footnote", "endnote")

_SKIPPED = frozenset(
    (
        "del",
        "moveFrom",
        "instrText",
        "delText",
        "delInstrText",
        "rt",
        "pPr",
        "rPr",
        "sectPr",
        "tblPr",
        "trPr",
        "tcPr",
    )
)
"""Elements of Word's own namespace nothing of which is read."""
_SEPARATORS = ("separator", "continuationSeparator", "continuationNotice")
_CHARACTERS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
"""What python-docx's `run.text` has for elements of a run."""


class RunSpan(NamedTuple):
    """Characters `start` to `end` of the text of one run; see the module."""

    part: str
    paragraph: int
    run: int
    start: int
    end: int


class _Piece(NamedTuple):
    """`length` characters from `offset` on stand in this run from character `start` on."""

    offset: int
    length: int
    part: str
    paragraph: int
    run: int
    start: int
    name: str


class DocxPlaces:
    """Where each character of the text of a Word file stands."""

    def __init__(self, pieces: list[_Piece]) -> None:
        self._pieces = pieces
        self._offsets = [piece.offset for piece in pieces]

    def name(self, offset: int) -> str:
        """`paragraph 12, run 3`; `table 1, row 2, cell 3, paragraph 1, run 1`; `footnote 2, paragraph 1, run 1`."""
        at = bisect_right(self._offsets, offset) - 1
        if at < 0:
            return ""
        piece = self._pieces[at]
        return f"{piece.name}, run {piece.run + 1}"

    def spans(self, start: int, end: int) -> list[RunSpan]:
        """The runs that hold the characters `start` to `end`, in order; line ends between paragraphs have none.

        For the alternative text of a picture the run is the one that holds the picture, and the span
        `start == end == 0` stands for all of it.
        """
        first = max(0, bisect_right(self._offsets, start) - 1)
        found = []
        for piece in self._pieces[first:]:
            if piece.offset >= end:
                break
            begin = max(start, piece.offset)
            stop = min(end, piece.offset + piece.length)
            if begin >= stop:
                continue
            if piece.start == _ALTERNATIVE:
                found.append(RunSpan(piece.part, piece.paragraph, piece.run, 0, 0))
                continue
            at = piece.start + begin - piece.offset
            found.append(RunSpan(piece.part, piece.paragraph, piece.run, at, at + stop - begin))
        return found


def read_docx(data: bytes, name: str) -> LintInput:
    """The text of a Word file, one paragraph (or line of one) a line. Raises `UnreadableInput`."""
    text, places = _extract(data, name)
    return LintInput(text, read_extracted(text), "docx", places)


def locate_docx(data: bytes, name: str = "document.docx") -> DocxPlaces:
    """Where the characters of the text that `read_docx` takes from `data` stand. Raises `UnreadableInput`."""
    return _extract(data, name)[1]


def find_run(part_element: Any, paragraph: int, run: int) -> Any:
    """The run with these indexes in the XML tree of a part, as python-docx (or lxml) has it.

    Raises `IndexError` when the part has been changed since it was read.
    """
    for namespace in _TEXT_NAMESPACES:
        paragraphs = list(part_element.iter(f"{{{namespace}}}p"))
        if paragraphs:
            return runs_of(paragraphs[paragraph])[run]
    raise IndexError("the part has no paragraphs")


def runs_of(paragraph_element: Any) -> list[Any]:
    """The runs of a paragraph, those in links and insertions too, without those of a text box inside it."""
    namespace = paragraph_element.tag[1:].partition("}")[0]
    inner = f"{{{namespace}}}p"
    found = []
    for run in paragraph_element.iter(f"{{{namespace}}}r"):
        holder = run.getparent()
        while holder.tag != inner:
            holder = holder.getparent()
        if holder is paragraph_element:
            found.append(run)
    return found


def _extract(data: bytes, name: str) -> tuple[str, DocxPlaces]:
    package = Package(data, name, "Word")
    main = package.main_part()
    if main is None:
        raise refuse(name, "no Word document in it", package.again)
    relations = package.relations(main)
    collector = _Collector()
    package.parse(main, _PartReader(collector, main, ""))
    for kind in ("footnotes", "endnotes", "header", "footer"):
        for number, part in enumerate(in_order(relations, kind), 1):
            name_of_part = f"{kind} {number}" if kind in ("header", "footer") else ""
            package.parse(part, _PartReader(collector, part, name_of_part))
    if not collector.saw_body:
        raise refuse(name, "no Word document in it", package.again)
    return "".join(collector.texts), DocxPlaces(collector.pieces)


class _Collector:
    """The text of all parts so far."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.pieces: list[_Piece] = []
        self.length = 0
        self.saw_body = False

    def add_paragraph(self, paragraph: _Paragraph, part: str) -> None:
        for run, start, text in paragraph.texts:
            self._add(text, part, paragraph, run, start, paragraph.name)
        if paragraph.texts:
            self._end_line()
        for run, text in paragraph.alternatives:
            self._add(text, part, paragraph, run, _ALTERNATIVE, f"{paragraph.name}, alt text")
            self._end_line()

    def _add(self, text: str, part: str, paragraph: _Paragraph, run: int, start: int, name: str) -> None:
        self.pieces.append(_Piece(self.length, len(text), part, paragraph.index, run, start, name))
        self.texts.append(text)
        self.length += len(text)

    def _end_line(self) -> None:
        self.texts.append("\n")
        self.length += 1


class _Paragraph:
    """A paragraph being read: its texts, each with its run and the character of the run it begins at."""

    def __init__(self, index: int, name: str) -> None:
        self.index = index
        self.name = name
        self.texts: list[tuple[int, int, str]] = []
        self.alternatives: list[tuple[int, str]] = []
        self.runs = 0
        self.open_runs: list[list[int]] = []  # index and characters so far; a run lies in a run only in ruby

    def begin_run(self) -> None:
        self.open_runs.append([self.runs, 0])
        self.runs += 1

    def add(self, text: str, *, counts: bool = True) -> None:
        """Text of the open run; with `counts` False python-docx's `run.text` does not have it."""
        if not self.open_runs:
            return
        run = self.open_runs[-1]
        self.texts.append((run[0], run[1], text))
        if counts:
            run[1] += len(text)

    def add_alternative(self, text: str) -> None:
        if self.open_runs and text.strip():
            self.alternatives.append((self.open_runs[-1][0], " ".join(text.split())))


class _Container:
    """What holds paragraphs and tables: a part, a cell, a text box, a note. It numbers what is directly in it."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.paragraphs = self.tables = self.rows = self.cells = 0

    def child(self, name: str) -> str:
        return f"{self.name}, {name}" if self.name else name


class _PartReader:
    """Follows the elements of one part."""

    def __init__(self, collector: _Collector, part: str, name: str) -> None:
        self.collector = collector
        self.part = part
        self.index = 0
        self.boxes = self.notes = 0
        self.skipping = 0
        self.skipped_paragraphs = 0
        self.in_text = False
        self.paragraphs: list[_Paragraph] = []
        self.containers = [_Container(name)]
        self.names: dict[str, tuple[bool, str]] = {}

    def split(self, name: str) -> tuple[bool, str]:
        """Whether an element is Word's own, and its local name; a document has a few dozen names."""
        namespace, _, local = name.rpartition(" ")
        if len(self.names) < _MOST_NAMES:
            self.names[name] = (namespace in _TEXT_NAMESPACES, local)
        return namespace in _TEXT_NAMESPACES, local

    def start(self, name: str, attributes: dict[str, str]) -> None:
        own, local = self.names.get(name) or self.split(name)
        if self.skipping:
            self.skipping += 1
            if own:
                self._count_skipped(local)
        elif own:
            self._start_own(local, attributes)
        elif local == "Fallback":
            self.skipping = 1
        elif self.paragraphs and local in ("inline", "oMath"):
            self.paragraphs[-1].add(HIDDEN, counts=False)
        elif self.paragraphs and local == "docPr":
            self.paragraphs[-1].add_alternative(attributes.get("descr", ""))

    def _count_skipped(self, local: str) -> None:
        """What is not read has its place in the order all the same."""
        if local == "p":
            self.index += 1
            self.skipped_paragraphs += 1
        elif local == "r" and self.paragraphs and not self.skipped_paragraphs:
            self.paragraphs[-1].runs += 1

    def _start_own(self, local: str, attributes: dict[str, str]) -> None:
        container = self.containers[-1]
        if local in _SKIPPED:
            self.skipping = 1
        elif local == "p":
            container.paragraphs += 1
            self.paragraphs.append(
                _Paragraph(self.index, container.child(f"paragraph {container.paragraphs}"))
            )
            self.index += 1
        elif local == "tbl":
            container.tables += 1
            self.containers.append(_Container(container.child(f"table {container.tables}")))
        elif local == "tr":
            container.rows, container.cells = container.rows + 1, 0
        elif local == "tc":
            container.cells += 1
            self.containers.append(
                _Container(container.child(f"row {container.rows}, cell {container.cells}"))
            )
        elif local == "txbxContent":
            self.boxes += 1
            self.containers.append(_Container(self.containers[0].child(f"text box {self.boxes}")))
        elif local in ("footnote", "endnote"):
            self._start_note(local, attributes)
        elif local == "body":
            self.collector.saw_body = True
        elif self.paragraphs:
            self._start_inline(self.paragraphs[-1], local, attributes)

    def _start_note(self, local: str, attributes: dict[str, str]) -> None:
        if _attribute(attributes, "type") in _SEPARATORS:
            self.skipping = 1
            return
        self.notes += 1
        self.containers.append(_Container(f"{local} {self.notes}"))

    def _start_inline(self, paragraph: _Paragraph, local: str, attributes: dict[str, str]) -> None:
        if local == "r":
            paragraph.begin_run()
        elif local == "t":
            self.in_text = True
        elif local == "sym":
            paragraph.add(HIDDEN, counts=False)
        elif local in _CHARACTERS:
            # A page's or a column's end is no character of `run.text`, but it parts words.
            counts = local != "br" or _attribute(attributes, "type") in ("", "textWrapping")
            paragraph.add(_CHARACTERS[local], counts=counts)

    def end(self, name: str) -> None:
        own, local = self.names.get(name) or self.split(name)
        if self.skipping:
            self.skipping -= 1
            if own and local == "p":
                self.skipped_paragraphs -= 1
        elif not own:
            return
        elif local == "t":
            self.in_text = False
        elif local == "r":
            if self.paragraphs and self.paragraphs[-1].open_runs:
                self.paragraphs[-1].open_runs.pop()
        elif local == "p":
            self.collector.add_paragraph(self.paragraphs.pop(), self.part)
        elif local in _HOLDERS:
            self.containers.pop()

    def text(self, text: str) -> None:
        if self.in_text and not self.skipping and self.paragraphs:
            self.paragraphs[-1].add(text)


def _attribute(attributes: dict[str, str], local: str) -> str:
    """An attribute of Word's own namespace, in either of its two names."""
    for namespace in _TEXT_NAMESPACES:
        value = attributes.get(f"{namespace} {local}")
        if value is not None:
            return value
    return ""
