"""A draft as one page that opens anywhere and prints to PDF: no script, nothing fetched."""

from __future__ import annotations

import base64
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from contentops.documents.blocks import Block
from contentops.documents.house_style import ACCENT, LINKED, QUIET, FindImage, HouseStyle, Letterhead
from contentops.markdown_text import PLACEHOLDER
from contentops.resources import template_dir

_TYPES = ((b"\x89PNG", "image/png"), (b"\xff\xd8", "image/jpeg"), (b"GIF8", "image/gif"))


@dataclass
class Point:
    """A point of a list: its paragraphs, and the lists within it."""

    paragraphs: list[Block] = field(default_factory=list)
    lists: list[List] = field(default_factory=list)


@dataclass
class List:
    """A list as HTML nests it."""

    ordered: bool
    start: int
    points: list[Point] = field(default_factory=list)
    kind: str = "list"

    @property
    def tag(self) -> str:
        """The element's name."""
        return "ol" if self.ordered else "ul"


_SEAL = '<meta name="generator" content="contentops">'
_SEALED = re.compile(rb'<meta name="generator" content="contentops ([0-9a-f]{64})">')


def seal(page: str) -> str:
    """The page with the hash of what it holds, so that an edit of it is seen."""
    return page.replace(_SEAL, f'{_SEAL[:-2]} {sha256(page.encode()).hexdigest()}">', 1)


def is_sealed(content: bytes) -> bool:
    """Whether a page is as `seal` made it: nobody has saved it since."""
    found = _SEALED.search(content)
    if found is None:
        return False
    page = content[: found.start()] + _SEAL.encode() + content[found.end() :]
    return sha256(page).hexdigest().encode() == found[1]


def write_html(blocks: Sequence[Block], style: HouseStyle, head: Letterhead, find_image: FindImage) -> str:
    """The page. What a draft says cannot make it do anything."""
    environment = Environment(
        loader=FileSystemLoader(template_dir("documents")),
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        extensions=[],
    )
    environment.filters["marked"] = _mark
    environment.tests["linkable"] = lambda link: str(link).lower().startswith(LINKED)
    title = next((block.text for block in blocks if block.kind == "heading"), head.brand)
    return environment.get_template("draft.html.jinja").render(
        blocks=nest(blocks), style=style, head=head, title=title, accent=ACCENT, quiet=QUIET,
        picture=lambda path: _data(find_image(path)),
    )  # fmt: skip


def nest(blocks: Sequence[Block]) -> list[Block | List]:
    """Blocks with the points of lists put together, deeper ones below the point before them."""
    nested: list[Block | List] = []
    open_lists: list[List] = []
    for block in blocks:
        if block.kind != "item":
            open_lists.clear()
            nested.append(block)
            continue
        del open_lists[block.level :]
        fresh = block.ordered and block.number == 1 and len(open_lists) == block.level
        if fresh or (len(open_lists) == block.level and open_lists[-1].ordered != block.ordered):
            open_lists.pop()
        while len(open_lists) < block.level:
            made = List(block.ordered, block.number or 1)
            if open_lists:
                _last_point(open_lists[-1]).lists.append(made)
            else:
                nested.append(made)
            open_lists.append(made)
        if block.number:
            open_lists[-1].points.append(Point())
        _last_point(open_lists[-1]).paragraphs.append(block)
    return nested


def _last_point(of: List) -> Point:
    if not of.points:
        of.points.append(Point())
    return of.points[-1]


def _mark(text: str) -> Markup:
    """Words with what is still to be filled in marked, and line breaks kept."""
    parts: list[Markup] = []
    cursor = 0
    for match in PLACEHOLDER.finditer(text):
        parts += [escape(text[cursor : match.start()]), Markup("<mark>{}</mark>").format(match.group())]
        cursor = match.end()
    parts.append(escape(text[cursor:]))
    return Markup("").join(parts).replace("\n", Markup("<br>"))


def _data(content: bytes | None) -> str:
    kind = next((name for start, name in _TYPES if content and content.startswith(start)), None)
    if content is None or kind is None:
        return ""
    return f"data:{kind};base64,{base64.b64encode(content).decode()}"
