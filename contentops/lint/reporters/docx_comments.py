"""Comments in a Word file: on exactly the characters of a finding, and the same bytes at every run."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from contentops.lint.finding import Finding
from contentops.lint.reporters.page_words import explanation
from contentops.lint.reporters.xml_text import legal_xml
from contentops.text_width import clean_line

if TYPE_CHECKING:
    from docx.document import Document

AUTHOR = "contentops"
INITIALS = "co"
_NO_TIME = (1980, 1, 1, 0, 0, 0)
_LONGEST = 2_000


def add_comment(
    document: Document, first: Any, last: Any, finding: Finding, language: str, *, exact: bool = True
) -> None:
    """A comment on the runs (`w:r`) from `first` to `last`.

    Where the finding does not stand in those runs alone (`exact` False) the comment says where it is.
    """
    comment = document.comments.add_comment(author=AUTHOR, initials=INITIALS)
    date = next((name for name in comment._comment_elm.attrib if str(name).endswith("}date")), None)
    if date is not None:
        del comment._comment_elm.attrib[date]  # the same findings give the same bytes
    lines = explanation(finding, language)
    if not exact and (finding.place or finding.text):
        lines.append(": ".join(filter(None, (finding.place, finding.text))))
    for number, line in enumerate(lines):
        paragraph = comment.paragraphs[0] if number == 0 else comment.add_paragraph()
        run = paragraph.add_run(legal_xml(clean_line(line))[:_LONGEST])
        run.bold = number == 0
    first.insert_comment_range_start_above(comment.comment_id)
    last.insert_comment_range_end_and_reference_below(comment.comment_id)


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
    return settled.getvalue()


def _content_types_first(names: Sequence[str]) -> list[str]:
    return sorted(
        names, key=lambda name: (name != "[Content_Types].xml", not name.startswith("_rels/"), name)
    )
