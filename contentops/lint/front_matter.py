"""Front matter: keys are not read, the values of fields that readers see are.

This is no YAML parser: it takes values line by line, which needs no library, knows every position
and cannot fail. Flow collections on one line (`keywords: [a, b]`) are read as the text they are.
"""

from __future__ import annotations

import re

from contentops.lint.visible import VisibleBuilder

READ_FIELDS = frozenset(
    (
        "abstract", "alt", "byline", "caption", "cta", "dek", "deck", "description", "excerpt",
        "headline", "keywords", "lead", "og_description", "og_title", "seo_description", "seo_title",
        "slogan", "standfirst", "subject", "subtitle", "summary", "tagline", "tags", "title",
    )
)  # fmt: skip
"""Fields whose values are printed somewhere. Hyphens and underscores in a key are the same."""

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|\Z)")
_KEY = re.compile(r"([ \t]*)(?:- +)?[\"']?([A-Za-z_][\w-]*)[\"']?[ \t]*:(?=[ \t\r\n]|\Z)[ \t]*")
_COMMENT = re.compile(r"[ \t]#")
_BLOCK_SCALAR = re.compile(r"[|>][-+0-9]{0,2}[ \t]*(?:#|[\r\n]|\Z)")


def add_front_matter(builder: VisibleBuilder, source: str, start: int, end: int) -> None:
    """Read the values of `READ_FIELDS` in the YAML at `source[start:end]` (its fences excluded)."""
    read_indent: int | None = None
    cursor = start
    while cursor < end:
        line = _LINE.match(source, cursor, end)
        if line is None or line.end() == cursor:
            break
        content = line.group().strip()
        indent = len(line.group()) - len(line.group().lstrip(" \t"))
        key = _KEY.match(source, cursor, line.end())
        if not content:
            builder.part(cursor)
        elif read_indent is not None and (
            indent > read_indent or (indent == read_indent and content.startswith("- "))
        ):
            is_language = key is not None and key.group(2) in ("zh", "en")
            _add_value(builder, source, key.end() if key and is_language else cursor, line.end())
        else:
            builder.part(cursor)
            read_indent = None
            if key is not None and key.group(2).lower().replace("-", "_") in READ_FIELDS:
                read_indent = indent
                _add_value(builder, source, key.end(), line.end())
        cursor = line.end()
    builder.part(end)


def _add_value(builder: VisibleBuilder, source: str, start: int, end: int) -> None:
    """One line of a value: its line end is a soft break, a list item's dash and quotes are no text."""
    if _BLOCK_SCALAR.match(source, start, end):
        return
    text = source[start:end]
    body = text.rstrip(" \t\r\n")
    begin = start + len(body) - len(body.lstrip(" \t"))
    stop = start + len(body)
    if source.startswith("- ", begin):
        builder.part(begin)
        begin += 2
    if stop - begin >= 2 and source[begin] in "\"'" and source[stop - 1] == source[begin]:
        begin, stop = begin + 1, stop - 1
    else:
        comment = _COMMENT.search(source, begin, stop)
        stop = comment.start() if comment else stop
    builder.add(begin, stop)
    if end > start + len(body):
        builder.soft_break(start + len(body), end)
