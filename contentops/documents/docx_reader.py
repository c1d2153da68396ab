"""A Word document as blocks: what it says once every tracked change is accepted, and the comments beside it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any

import docx
from docx.oxml.ns import qn

from contentops.documents.blocks import EMBEDDED, Block, Run, Runs, join_runs
from contentops.documents.docx_package import check_package, read_properties
from contentops.documents.docx_styles import Styles, heading_level
from contentops.documents.refused import RefusedDocumentError

_LINK_FIELD = re.compile(r"\s*HYPERLINK\s+\"([^\"]+)\"", re.IGNORECASE)
_PICTURE = re.compile(r"[\[〔][^:：]*[:：]\s*(.*?)[\]〕]\Z", re.DOTALL)
_TRANSPARENT = {
    qn(f"w:{name}")
    for name in ("ins", "moveTo", "smartTag", "sdt", "sdtContent", "customXml", "fldSimple", "bdo", "dir")
}
_GONE = {qn(f"w:{name}") for name in ("del", "moveFrom")}
_TEXTS = {qn("w:tab"): "\t", qn("w:ptab"): "\t", qn("w:noBreakHyphen"): "-", qn("w:cr"): "\n"}
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_NO_PLACE = {
    qn("w:footnoteReference"): "a footnote",
    qn("w:endnoteReference"): "an endnote",
    qn("w:object"): "an embedded object",
    qn("w:sym"): "a sign of a symbol font",
    qn("w:pict"): "a picture or text box",
    f"{_MATH}oMath": "an equation",
    f"{_MATH}oMathPara": "an equation",
    qn("w:altChunk"): "a part of another file",
}
"""What a draft cannot hold."""
_NEAR, _WIDEST = 40, 62


@dataclass(frozen=True)
class Comment:
    """A remark in the margin: who made it, what it says, and the words it stands at."""

    author: str
    text: str
    at: str


@dataclass(frozen=True)
class ReadDocument:
    """What a Word document says. `properties` are its custom ones; `left_out` names what has no place in a draft."""

    blocks: tuple[Block, ...]
    comments: tuple[Comment, ...]
    properties: dict[str, str]
    tracked: int = 0
    """Tracked changes that were taken as accepted."""
    left_out: tuple[str, ...] = ()


def read_docx(content: bytes) -> ReadDocument:
    """Read a Word document. Raises `RefusedDocumentError` for what is none."""
    check_package(content)
    try:
        document = docx.Document(io.BytesIO(content))
        reader = _Reader(document)
        reader.read()
        comments = tuple(reader.comments())
    except RefusedDocumentError:
        raise
    except Exception as error:  # python-docx and lxml raise whatever a damaged part makes them
        raise RefusedDocumentError(f"it is damaged ({type(error).__name__})") from error
    return ReadDocument(
        tuple(reader.blocks),
        comments,
        read_properties(content),
        reader.tracked,
        tuple(dict.fromkeys(reader.left_out)),
    )


@dataclass
class _Field:
    """A complex field under way: its instruction, and whether its shown part has begun."""

    instruction: str = ""
    shown: bool = False


@dataclass
class _Reader:
    document: Any
    blocks: list[Block] = field(default_factory=list)
    tracked: int = 0
    left_out: list[str] = field(default_factory=list)
    fields: list[_Field] = field(default_factory=list)
    anchors: dict[str, str] = field(default_factory=dict)
    """By comment: the words it stands at."""
    open_comments: set[str] = field(default_factory=set)
    carried: list[Run] = field(default_factory=list)
    """Words of a paragraph whose end was deleted: they go on in the next one."""

    path: str = ""
    """Of a picture that was not there."""
    near: str = ""
    """The words read last, to say where something stood."""

    def __post_init__(self) -> None:
        self.styles = Styles(self.document)

    def read(self) -> None:
        """Take everything of the body."""
        body = self.document.element.body
        for element in _content(body):
            if element.tag == qn("w:p"):
                self.read_paragraph(element)
            elif element.tag == qn("w:tbl"):
                self.read_table(element)
            else:
                self.leave_out(element)
        if any(not one.shown for one in self.fields):
            raise RefusedDocumentError(
                "a field in it has no end, so that what follows cannot be told from it"
            )
        if self.carried:
            self.blocks.append(Block("paragraph", join_runs(self.carried)))

    def read_paragraph(self, element: Any) -> None:
        """One paragraph, unless the deletion of its end makes it go on in the next."""
        self.near = f"{self.near.rstrip()[-_NEAR:]}\n"
        runs = [*self.carried, *self.runs_of(element, Run(""))]
        self.carried = []
        mark = element.find(f"{qn('w:pPr')}/{qn('w:rPr')}")
        if mark is not None and any(mark.find(gone) is not None for gone in _GONE):
            self.tracked += 1
            self.carried = runs
            return
        joined = join_runs(runs)
        if not joined:
            if element.find(f"{qn('w:pPr')}/{qn('w:pBdr')}/{qn('w:bottom')}") is not None:
                self.blocks.append(Block("rule"))
            return
        self.blocks.append(self.block_of(element, joined))

    def block_of(self, element: Any, runs: Runs) -> Block:  # noqa: PLR0911  one for each kind
        """What kind of paragraph this is: Word says it by style and numbering."""
        styles = self.styles.of(element)
        names = [str(style.name) for style in styles]
        words = "".join(run.text for run in runs)
        if words.strip() == "###":
            return Block("mark", (Run("###"),))
        level = heading_level(element, styles)
        if level:
            unbold = tuple(replace(run, bold=False) for run in runs)
            return Block("heading", join_runs(unbold), level=level)
        if "Code" in names:
            return Block("code", (Run(words),))
        listed = self.styles.list_of(element, styles)
        if listed is not None:
            depth, ordered = listed
            return Block("item", runs, depth, ordered, number=1)
        if "Quote" in names or "Intense Quote" in names:
            return Block("quote", runs, level=1)
        if names[:1] == ["List Paragraph"] and self.blocks and self.blocks[-1].kind == "item":
            previous = self.blocks[-1]
            return Block("item", runs, previous.level, previous.ordered, number=0)
        return Block("paragraph", runs)

    def read_table(self, element: Any) -> None:
        """A table; cells that were joined give their words once, in the first of their columns."""
        rows: list[tuple[Runs, ...]] = []
        for row in _own(element, qn("w:tr")):
            if row.find(f"{qn('w:trPr')}/{qn('w:del')}") is not None:
                self.tracked += 1
                continue
            cells: list[Runs] = []
            for cell in _own(row, qn("w:tc")):
                span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
                width = int(span.get(qn("w:val"), "1")) if span is not None else 1
                cells += [join_runs(self.cell(cell)), *[()] * min(width - 1, _WIDEST)]
            rows.append(tuple(cells))
        if any(cell for row in rows for cell in row):
            bare = tuple(tuple(replace(run, bold=False) for run in cell) for cell in rows[0])
            self.blocks.append(Block("table", rows=(tuple(join_runs(cell) for cell in bare), *rows[1:])))

    def cell(self, element: Any) -> list[Run]:
        """The words of a cell; its paragraphs become lines, and so do the cells of a table within it."""
        runs: list[Run] = []
        for part in _content(element):
            if part.tag == qn("w:p"):
                lines = [self.runs_of(part, Run(""))]
            elif part.tag == qn("w:tbl"):
                lines = [self.cell(cell) for row in _own(part, qn("w:tr")) for cell in _own(row, qn("w:tc"))]
            else:
                self.leave_out(part)
                continue
            for words in filter(None, lines):
                runs += [*([Run("\n")] if runs else []), *words]
        return runs

    def runs_of(self, element: Any, style: Run) -> list[Run]:
        """The words below an element, as they look once changes are accepted."""
        runs: list[Run] = []
        for child in element:
            if child.tag == qn("w:r"):
                runs += self.words_of(child, style)
            elif child.tag == qn("w:hyperlink"):
                runs += self.runs_of(child, replace(style, link=self.target(child)))
            elif child.tag in _NO_PLACE:
                self.leave_out(child)
            elif child.tag in _TRANSPARENT and not _is_prompt(child):
                self.tracked += child.tag in (qn("w:ins"), qn("w:moveTo"))
                runs += self.runs_of(child, style)
            elif child.tag in _GONE:
                self.tracked += 1
            elif child.tag == qn("w:commentRangeStart"):
                self.open_comments.add(child.get(qn("w:id")))
            elif child.tag == qn("w:commentRangeEnd"):
                self.open_comments.discard(child.get(qn("w:id")))
        return runs

    def words_of(self, run: Any, style: Run) -> Iterator[Run]:
        """The words of one run of Word's."""
        name = self.character_style(run)
        if name in ("Picture Path", "Missing Picture"):
            words = "".join(child.text or "" for child in run if child.tag == qn("w:t"))
            yield from self.missing_picture(words, name)
            return
        properties = run.find(qn("w:rPr"))
        if properties is not None and _on(properties, "vanish"):
            self.left_out.append(f"hidden text {self.place}")
            return
        yield from self.signs_of(run, replace(style, **self.look(run, name)))

    def signs_of(self, run: Any, look: Run) -> Iterator[Run]:
        """What the children of a run say, in its look."""
        for child in run:
            if child.tag == qn("w:fldChar"):
                self.turn_field(child.get(qn("w:fldCharType")))
            elif child.tag == qn("w:instrText") and self.fields:
                self.fields[-1].instruction += child.text or ""
            elif child.tag in _NO_PLACE:
                self.leave_out(child)
            elif child.tag == qn("w:drawing"):
                yield from self.picture(child)
            elif child.tag == _ALTERNATIVES and len(child):
                yield from self.signs_of(child[0], look)
            elif child.tag == qn("w:ruby"):  # the characters, without how they are read
                for base in child.findall(qn("w:rubyBase")):
                    yield from self.runs_of(base, look)
            else:
                text = child.text or "" if child.tag == qn("w:t") else self.sign(child)
                if text and not (self.fields and not self.fields[-1].shown):
                    self.near += text
                    for comment in self.open_comments:
                        self.anchors[comment] = self.anchors.get(comment, "") + text
                    linked = _LINK_FIELD.match(self.fields[-1].instruction) if self.fields else None
                    yield replace(look, text=text, link=linked[1] if linked else look.link)

    @staticmethod
    def sign(child: Any) -> str:
        """What stands for an element that is one character."""
        if child.tag == qn("w:br"):
            return "" if child.get(qn("w:type")) in ("page", "column") else "\n"
        return _TEXTS.get(child.tag, "")

    def turn_field(self, kind: str | None) -> None:
        """A complex field begins, comes to what it shows, or ends."""
        if kind == "begin":
            self.fields.append(_Field())
        elif kind == "separate" and self.fields:
            self.fields[-1].shown = True
        elif kind == "end" and self.fields:
            self.fields.pop()

    def character_style(self, run: Any) -> str:
        """The name of a run's own style."""
        style = run.find(f"{qn('w:rPr')}/{qn('w:rStyle')}")
        named = self.styles.known.get(style.get(qn("w:val"))) if style is not None else None
        return str(named.name) if named is not None else ""

    def missing_picture(self, words: str, name: str) -> Iterator[Run]:
        """What we put for a picture that was not there: its path unseen, then a line that names it."""
        if name == "Picture Path":
            self.path += words
        elif self.path:
            match = _PICTURE.search(words)
            alt = match[1] if match else ""
            yield Run("" if alt == self.path else alt, image=self.path)
            self.path = ""

    @staticmethod
    def look(run: Any, name: str) -> dict[str, Any]:
        """Bold, italic, struck and code, as far as the run itself or its style `name` says so."""
        properties = run.find(qn("w:rPr"))
        if properties is None:
            return {}
        return {
            "bold": _on(properties, "b") or name == "Strong",
            "italic": _on(properties, "i") or name == "Emphasis",
            "strike": _on(properties, "strike"),
            "code": name == "Code Text",
        }

    def picture(self, element: Any) -> Iterator[Run]:
        """A picture of ours gives its path and alt text back.

        One that does not say its path (a new one, or ours once LibreOffice has saved it) gives what it is known by.
        """
        described = next(iter(element.iter(qn("wp:docPr"))), None)
        if described is not None and described.get("title"):
            yield Run(described.get("descr") or "", image=described.get("title"))
            return
        shown = next(iter(element.iter(qn("a:blip"))), None)
        part = self.document.part.related_parts.get(shown.get(qn("r:embed"))) if shown is not None else None
        if part is None:
            self.left_out.append(f"a picture or text box {self.place}")
            return
        alt = described.get("descr") or "" if described is not None else ""
        yield Run(alt, image=EMBEDDED + sha256(part.blob).hexdigest())

    @property
    def place(self) -> str:
        """Where the reading has come to, by the words before."""
        words = (self.near.rpartition("\n")[2].strip() or self.near.strip())[-_NEAR:]
        return f"after “{words}”" if words else "at the beginning"

    def leave_out(self, element: Any) -> None:
        """Name something that has no place in a draft, and where it stood."""
        self.left_out.append(f"{_NO_PLACE[element.tag]} {self.place}")

    def target(self, link: Any) -> str:
        """Where a link leads; empty for one within the document."""
        relation = self.document.part.rels.get(link.get(qn("r:id")) or "")
        return str(relation.target_ref) if relation is not None and relation.is_external else ""

    def comments(self) -> Iterator[Comment]:
        """The remarks in the margin, in Word's order."""
        for comment in self.document.comments:
            at = " ".join(self.anchors.get(str(comment.comment_id), "").split())
            yield Comment(comment.author or "", comment.text.strip(), at)


def _content(element: Any) -> Iterator[Any]:
    """Paragraphs, tables and what has no place in a draft, in order, also of content controls."""
    for child in element:
        if child.tag in (qn("w:p"), qn("w:tbl")) or child.tag in _NO_PLACE:
            yield child
        elif child.tag in _TRANSPARENT and not _is_prompt(child):
            yield from _content(child)


def _own(element: Any, tag: str) -> Iterator[Any]:
    """The rows of a table, or the cells of a row, and not those of a table within it."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in _TRANSPARENT:
            yield from _own(child, tag)


def _is_prompt(element: Any) -> bool:
    """Whether a content control shows what is to be written there, because nobody has."""
    return element.find(f"{qn('w:sdtPr')}/{qn('w:showingPlcHdr')}") is not None


def _on(properties: Any, name: str) -> bool:
    element = properties.find(qn(f"w:{name}"))
    return element is not None and element.get(qn("w:val"), "true") not in ("0", "false", "none", "off")
