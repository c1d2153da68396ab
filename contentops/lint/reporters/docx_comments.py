"""Comments in a Word file: on exactly the characters of a finding, and the same bytes at every run."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from contentops.lint.finding import Finding
from contentops.lint.reporters.page_words import WORDS, explanation
from contentops.lint.reporters.recognition import MARK
from contentops.lint.reporters.xml_text import xml_attributes, xml_content
from contentops.text_width import clean_line

if TYPE_CHECKING:
    from docx.document import Document

AUTHOR = "contentops"
INITIALS = "co"
_NO_TIME = (1980, 1, 1, 0, 0, 0)
_LONGEST = 2_000
_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


class CommentWriter:
    """Adds comments to one document; those that are there stay.

    python-docx adds them one by one too, but with the time of day, and looks for a free number each time.
    """

    def __init__(self, document: Document, language: str) -> None:
        self._document = document
        self._language = language
        self._next = -1

    def add(
        self, first: Any, last: Any, finding: Finding, *, exact: bool = True, placed: bool = False
    ) -> None:
        """A comment on the runs (`w:r`) from `first` to `last`.

        Where the finding does not stand in those runs alone (`exact` False) the comment says where it is;
        and its place in the file it comes from when that is another file than this one (`placed`).
        """
        from docx.oxml.parser import parse_xml

        lines = explanation(finding, self._language)
        if not exact and (finding.place or finding.text):
            lines.insert(1, ": ".join(filter(None, (finding.place, finding.text))))
        elif placed and finding.place:
            words = WORDS[self._language]
            lines.insert(1, f"{words['place']}{words['colon']}{finding.place}")
        comments = self._document.comments
        if self._next < 0:
            self._next = max((comment.comment_id for comment in comments), default=-1) + 1
        number = self._next
        self._next += 1
        comments._comments_elm.append(parse_xml(_comment_xml(number, lines)))
        first.insert_comment_range_start_above(number)
        last.insert_comment_range_end_and_reference_below(number)


def _comment_xml(number: int, lines: Sequence[str]) -> str:
    mark = '<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:annotationRef/></w:r>'
    paragraphs = []
    for place, line in enumerate(lines):
        text = xml_content(clean_line(line)[:_LONGEST])
        bold = "<w:rPr><w:b/></w:rPr>" if place == 0 else ""
        paragraphs.append(
            f'<w:p><w:pPr><w:pStyle w:val="CommentText"/></w:pPr>{mark if place == 0 else ""}'
            f'<w:r>{bold}<w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
        )
    attributes = xml_attributes(
        **{"xmlns:w": _NAMESPACE, "w:id": number, "w:author": AUTHOR, "w:initials": INITIALS}
    )
    return f"<w:comment{attributes}>{''.join(paragraphs)}</w:comment>"


def split_run(run: Any, cuts: Iterable[int]) -> list[tuple[int, Any]]:
    """Part a run (`w:r`) at characters of its `text`; each part with the character it begins at.

    Every part has the whole formatting of the run; what has no characters (a drawing, a field mark) stays
    before the cut that follows it. Parts without text are not made.
    """
    parts: list[tuple[int, Any]] = [(0, run)]
    length = len(run.text)
    for cut in sorted({cut for cut in cuts if 0 < cut < length}):
        begin, last = parts[-1]
        rest = _cut_off(last, cut - begin)
        last.addnext(rest)
        parts.append((cut, rest))
    return parts


def _cut_off(run: Any, at: int) -> Any:
    """A new run with what follows the first `at` characters of `run`, which loses it."""
    rest = run.makeelement(run.tag, dict(run.attrib), run.nsmap)
    position = 0
    for child in list(run):
        local = child.tag.rpartition("}")[2] if isinstance(child.tag, str) else ""
        if local == "rPr":
            rest.append(deepcopy(child))
            continue
        size = _size(child, local)
        if position >= at:
            rest.append(child)
        elif position + size > at:
            later = deepcopy(child)
            text = child.text or ""
            child.text, later.text = text[: at - position], text[at - position :]
            for element in (child, later):
                element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            rest.append(later)
        position += size
    return rest


def _size(child: Any, local: str) -> int:
    """How many characters of `run.text` an element stands for."""
    if local == "t":
        return len(child.text or "")
    return len(str(child)) if local in ("br", "cr", "tab", "ptab", "noBreakHyphen") else 0


def save_document(document: Document) -> bytes:
    """The bytes of the file, without the hour at which they were written."""
    saved, settled = io.BytesIO(), io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(settled, "w", zipfile.ZIP_DEFLATED) as target:
        for name in _content_types_first(source.namelist()):
            entry = zipfile.ZipInfo(name, _NO_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            target.writestr(entry, source.read(name))
        target.comment = MARK
    return settled.getvalue()


def _content_types_first(names: Sequence[str]) -> list[str]:
    return sorted(
        names, key=lambda name: (name != "[Content_Types].xml", not name.startswith("_rels/"), name)
    )
