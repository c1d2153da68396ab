"""The text a reader sees of HTML inside Markdown: tags, comments, scripts and styles are not read.

A small scanner, linear on any input. Tags that only dress a letter (`<b>`, `<span>`) leave a word
whole; every other tag parts words. `alt` and `title` attributes are text.
"""

from __future__ import annotations

import re

from contentops.lint.visible import VisibleBuilder

_INLINE = frozenset(
    (
        "a", "abbr", "b", "bdi", "bdo", "big", "cite", "del", "dfn", "em", "font", "i", "ins", "mark",
        "q", "s", "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "wbr",
    )
)  # fmt: skip
_UNREAD = ("script", "style", "template", "noscript")
_TAG_NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9-]{0,30})")
_SPOKEN = re.compile(
    r"\s(?:alt|title)\s{0,4}=\s{0,4}(?:\"([^\"<]{0,2000})\"|'([^'<]{0,2000})')", re.IGNORECASE
)
_SPECIAL = re.compile(r"[<&\r\n]")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


def add_tag(builder: VisibleBuilder, source: str, start: int, end: int) -> None:
    """One tag or comment stands at `source[start:end]`."""
    name = _TAG_NAME.match(source, start, end)
    if name is None:
        return
    if name.group(1).lower() in _INLINE:
        return
    builder.part(start)
    for spoken in _SPOKEN.finditer(source, start, end):
        group = 1 if spoken.group(1) is not None else 2
        add_text(builder, source, spoken.start(group), spoken.end(group))
        builder.part(spoken.end(group))


def add_html(builder: VisibleBuilder, source: str, start: int, end: int) -> None:
    """A block of HTML stands at `source[start:end]`; what does not close reaches to its end."""
    cursor = start
    while cursor < end:
        opening = source.find("<", cursor, end)
        if opening < 0:
            opening = end
        add_text(builder, source, cursor, opening)
        if opening == end:
            return
        cursor = _skip_markup(builder, source, opening, end)


def _skip_markup(builder: VisibleBuilder, source: str, start: int, end: int) -> int:
    """The offset after the markup that begins at `start`, its spoken attributes added."""
    for opener, closer in (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>"), ("<!", ">")):
        if source.startswith(opener, start):
            return _after(source, closer, start + len(opener), end)
    name = _TAG_NAME.match(source, start, end)
    if name is None:
        builder.add(start, start + 1)
        return start + 1
    after = _after(source, ">", start, end)
    add_tag(builder, source, start, after)
    if name.group(1).lower() in _UNREAD and source[start + 1] != "/":
        closing = re.compile(f"</{name.group(1)}", re.IGNORECASE).search(source, after, end)
        return closing.start() if closing else end
    return after


def _expand(entity: str) -> str:
    from html import unescape  # its table of 2,000 names is slow to import and seldom needed

    return unescape(entity)


def _after(source: str, closer: str, start: int, end: int) -> int:
    found = source.find(closer, start, end)
    return end if found < 0 else found + len(closer)


def add_text(builder: VisibleBuilder, source: str, start: int, end: int) -> None:
    """Text without tags: entities are expanded, line ends are soft, an empty line parts."""
    cursor = start
    for special in _SPECIAL.finditer(source, start, end):
        at = special.start()
        if at < cursor:
            continue
        char = source[at]
        if char == "<":
            continue
        if char == "&":
            entity = _ENTITY.match(source, at, end)
            if entity is None:
                continue
            builder.add(cursor, at)
            builder.add_expanded(_expand(entity.group()), at, entity.end())
            cursor = entity.end()
            continue
        builder.add(cursor, at)
        width = 2 if source.startswith("\r\n", at) else 1
        builder.soft_break(at, at + width)
        cursor = at + width
    builder.add(cursor, end)
