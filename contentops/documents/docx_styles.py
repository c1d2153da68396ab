"""What a paragraph of a Word document is, by its own properties, its style and those that this is based on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn

_LEVEL = re.compile(r"(?:Heading|标题)\s*([1-6])\Z", re.IGNORECASE)
_LIST_STYLE = re.compile(r"List (Bullet|Number)(?: ([2-5]))?\Z")


class Styles:
    """The styles of a document, `known` by their ids, and how its lists count."""

    def __init__(self, document: Any) -> None:
        self.known = {style.style_id: style for style in document.styles}
        self.formats = _number_formats(document)

    def of(self, element: Any) -> list[Any]:
        """A paragraph's style, and those it is based on, nearest first."""
        named = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        style = self.known.get(named.get(qn("w:val"))) if named is not None else None
        found: list[Any] = []
        while style is not None and style.style_id not in {one.style_id for one in found}:
            found.append(style)
            style = style.base_style
        return found

    def list_of(self, element: Any, styles: list[Any]) -> tuple[int, bool] | None:
        """Depth and whether numbered, of a list item: its own numbering, else that of its style."""
        for properties, name in _levels_of(element, styles):
            numbering = properties.find(qn("w:numPr")) if properties is not None else None
            number = numbering.find(qn("w:numId")) if numbering is not None else None
            if numbering is not None and number is not None:
                if number.get(qn("w:val")) == "0":  # taken off the list
                    return None
                depth = numbering.find(qn("w:ilvl"))
                level = int(depth.get(qn("w:val"))) if depth is not None else 0
                match = _LIST_STYLE.fullmatch(name)
                if depth is None and match is not None:  # the style's own depth
                    return int(match[2] or 1), match[1] == "Number"
                kind = self.formats.get((number.get(qn("w:val")), level), "bullet")
                return level + 1, kind not in ("bullet", "none")
            match = _LIST_STYLE.fullmatch(name)
            if match is not None:
                return int(match[2] or 1), match[1] == "Number"
        return None


def heading_level(element: Any, styles: list[Any]) -> int:
    """1 to 6 of a heading, by its style or one that this is based on, or its level in the outline; else 0."""
    for properties, name in _levels_of(element, styles):
        match = _LEVEL.fullmatch(name)
        if match is not None or name in ("Title", "标题"):
            return int(match[1]) if match else 1
        outline = properties.find(qn("w:outlineLvl")) if properties is not None else None
        if outline is not None:
            level = int(outline.get(qn("w:val"), "9"))
            return level + 1 if level < 6 else 0  # 9 is the body's; Markdown has six
    return 0


def _levels_of(element: Any, styles: list[Any]) -> Iterator[tuple[Any, str]]:
    """What a paragraph says of itself, then its styles, nearest first: properties and the style's name."""
    yield element.find(qn("w:pPr")), ""
    for style in styles:
        yield style.element.find(qn("w:pPr")), str(style.name)


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
