"""A Word document as blocks: what it says once every tracked change is accepted, and the comments beside it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import docx
from docx.oxml.ns import qn

from contentops.documents.blocks import Block, Run, Runs, join_runs
from contentops.documents.docx_package import check_package, read_properties
from contentops.documents.refused import RefusedDocumentError

_LINK_FIELD = re.compile(r"\s*HYPERLINK\s+\"([^\"]+)\"", re.IGNORECASE)
_LEVEL = re.compile(r"(?:Heading|标题)\s*([1-6])\Z", re.IGNORECASE)
_LIST_STYLE = re.compile(r"List (Bullet|Number)(?: ([2-5]))?\Z")
_PICTURE = re.compile(r"[\[〔][^:：]*[:：]\s*(.*?)[\]〕]\Z", re.DOTALL)
_TRANSPARENT = {
    qn(f"w:{name}")
    for name in ("ins", "moveTo", "smartTag", "sdt", "sdtContent", "customXml", "fldSimple", "bdo", "dir")
}
_GONE = {qn(f"w:{name}") for name in ("del", "moveFrom")}
_TEXTS = {qn("w:tab"): "\t", qn("w:noBreakHyphen"): "-", qn("w:cr"): "\n"}


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

    def __post_init__(self) -> None:
        self.styles = {style.style_id: style for style in self.document.styles}
        self.formats = _number_formats(self.document)

    def read(self) -> None:
        """Take everything of the body."""
        body = self.document.element.body
        for element in _content(body):
            if element.tag == qn("w:p"):
                self.read_paragraph(element)
            else:
                self.read_table(element)
        if self.carried:
            self.blocks.append(Block("paragraph", join_runs(self.carried)))

    def read_paragraph(self, element: Any) -> None:
        """One paragraph, unless the deletion of its end makes it go on in the next."""
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
        name = self.style_name(element)
        words = "".join(run.text for run in runs)
        if words.strip() == "###":
            return Block("mark", (Run("###"),))
        level = _LEVEL.fullmatch(name)
        if level is not None or name in ("Title", "标题"):
            unbold = tuple(replace(run, bold=False) for run in runs)
            return Block("heading", join_runs(unbold), level=int(level[1]) if level else 1)
        if name == "Code":
            return Block("code", (Run(words),))
        listed = self.list_of(element, name)
        if listed is not None:
            depth, ordered = listed
            return Block("item", runs, depth, ordered, number=1)
        if name in ("Quote", "Intense Quote"):
            return Block("quote", runs, level=1)
        if name == "List Paragraph" and self.blocks and self.blocks[-1].kind == "item":
            previous = self.blocks[-1]
            return Block("item", runs, previous.level, previous.ordered, number=0)
        return Block("paragraph", runs)

    def list_of(self, element: Any, name: str) -> tuple[int, bool] | None:
        """Depth and whether numbered, of a list item."""
        properties = element.find(qn("w:pPr"))
        numbering = properties.find(qn("w:numPr")) if properties is not None else None
        if numbering is not None:
            number = numbering.find(qn("w:numId"))
            depth = numbering.find(qn("w:ilvl"))
            level = int(depth.get(qn("w:val"))) if depth is not None else 0
            if number is not None and number.get(qn("w:val")) != "0":
                kind = self.formats.get((number.get(qn("w:val")), level), "bullet")
                return level + 1, kind not in ("bullet", "none")
        match = _LIST_STYLE.fullmatch(name)
        return (int(match[2] or 1), match[1] == "Number") if match else None

    def style_name(self, element: Any) -> str:
        """The name of a paragraph's style, as Word's English interface has it."""
        style = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        known = self.styles.get(style.get(qn("w:val"))) if style is not None else None
        return str(known.name) if known is not None else "Normal"

    def read_table(self, element: Any) -> None:
        """A table; cells that were joined give their words once."""
        rows: list[tuple[Runs, ...]] = []
        for row in element.iter(qn("w:tr")):
            if row.find(f"{qn('w:trPr')}/{qn('w:del')}") is not None:
                self.tracked += 1
                continue
            rows.append(tuple(self.cell(cell) for cell in row.iter(qn("w:tc"))))
        if any(cell for row in rows for cell in row):
            bare = tuple(tuple(replace(run, bold=False) for run in cell) for cell in rows[0])
            self.blocks.append(Block("table", rows=(tuple(join_runs(cell) for cell in bare), *rows[1:])))

    def cell(self, element: Any) -> Runs:
        """The words of a cell; its paragraphs become lines."""
        runs: list[Run] = []
        for paragraph in element.iter(qn("w:p")):
            words = self.runs_of(paragraph, Run(""))
            if words and runs:
                runs.append(Run("\n"))
            runs += words
        return join_runs(runs)

    def runs_of(self, element: Any, style: Run) -> list[Run]:
        """The words below an element, as they look once changes are accepted."""
        runs: list[Run] = []
        for child in element:
            if child.tag == qn("w:r"):
                runs += self.words_of(child, style)
            elif child.tag == qn("w:hyperlink"):
                runs += self.runs_of(child, replace(style, link=self.target(child)))
            elif child.tag in _TRANSPARENT:
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
        look = replace(style, **self.look(run, name))
        for child in run:
            if child.tag == qn("w:fldChar"):
                self.turn_field(child.get(qn("w:fldCharType")))
            elif child.tag == qn("w:instrText") and self.fields:
                self.fields[-1].instruction += child.text or ""
            elif child.tag in (qn("w:footnoteReference"), qn("w:endnoteReference")):
                self.left_out.append("footnotes")
            elif child.tag in (qn("w:drawing"), qn("w:pict")):
                yield from self.picture(child)
            else:
                text = child.text or "" if child.tag == qn("w:t") else self.sign(child)
                if text and not (self.fields and not self.fields[-1].shown):
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
        named = self.styles.get(style.get(qn("w:val"))) if style is not None else None
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
        """A picture of ours gives its path and alt text back; another one is named as left out."""
        described = next(iter(element.iter(qn("wp:docPr"))), None)
        if described is not None and described.get("title"):
            yield Run(described.get("descr") or "", image=described.get("title"))
        else:
            self.left_out.append("pictures or text boxes")

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
    """Paragraphs and tables in order, also of content controls."""
    for child in element:
        if child.tag in (qn("w:p"), qn("w:tbl")):
            yield child
        elif child.tag in _TRANSPARENT:
            yield from _content(child)


def _on(properties: Any, name: str) -> bool:
    element = properties.find(qn(f"w:{name}"))
    return element is not None and element.get(qn("w:val"), "true") not in ("0", "false", "none", "off")


def _number_formats(document: Any) -> dict[tuple[str, int], str]:
    """By list and depth: how Word counts there (`decimal`, `bullet` ...)."""
    try:
        numbering = document.part.numbering_part.element
    except (KeyError, NotImplementedError):
        return {}
    patterns = {
        one.get(qn("w:abstractNumId")): {
            int(level.get(qn("w:ilvl"))): level.find(qn("w:numFmt")).get(qn("w:val"))
            for level in one.findall(qn("w:lvl"))
            if level.find(qn("w:numFmt")) is not None
        }
        for one in numbering.findall(qn("w:abstractNum"))
    }
    formats: dict[tuple[str, int], str] = {}
    for num in numbering.findall(qn("w:num")):
        pattern = num.find(qn("w:abstractNumId"))
        for level, kind in patterns.get(pattern.get(qn("w:val")), {}).items() if pattern is not None else ():
            formats[num.get(qn("w:numId")), level] = kind
    return formats
