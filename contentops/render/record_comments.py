"""Comments that people put into the record of a plan, carried over when the record is written anew.

A comment belongs to the line it stands on, or to the line below it. In the new text it goes to the same
line of the same entry; when that line is different now, to the line with the same key; when that is
gone, above the entry; and above the first line when the entry has left the plan altogether. None is dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from contentops.models.base import LANGUAGES
from contentops.render.words import words_in

_ITEM = re.compile(r"\s*- item: (.+)")
_KEY = re.compile(r"\s*(?:- )?\{?([\w-]+): ?")
_TEXT_BLOCK = re.compile(r":\s[|>][-+0-9]*\Z")
_WEEK = r"\d{4}-W\d\d · \d{4}-\d\d-\d\d"


def _header_lines() -> str:
    """The lines of the record's own header in every language, for whatever period."""
    lines = {line for language in LANGUAGES for line in words_in(language)["yaml_header"].splitlines()}
    return "|".join(sorted(re.escape(line).replace(re.escape("{period}"), r"\S+") for line in lines))


_OURS = re.compile(rf"#(?: (?:{_header_lines()}|{_WEEK}))?\Z")


@dataclass(frozen=True)
class _Comment:
    """A comment of somebody's, and the line it belongs to: its entry (if any) and content."""

    text: str
    item: str
    line: str
    above: bool


def keep_comments(old: str, new: str) -> str:
    """`new` with the comments of `old` that the renderer did not write itself.

    Both are records as `render_yaml` writes them; `old` may have been edited.
    """
    lines = new.split("\n")
    for comment in _comments(old):
        place, exact = _find_place(lines, comment)
        if exact and not comment.above:
            lines[place] += f"  {comment.text}"
        else:
            indent = len(lines[place]) - len(lines[place].lstrip(" "))
            lines.insert(place, " " * indent + comment.text)
    return "\n".join(lines)


def _comments(text: str) -> Iterator[_Comment]:
    waiting: list[str] = []
    item, block = "", None
    for line in text.split("\n"):
        indent = len(line) - len(line.lstrip(" "))
        if block is not None and (indent > block or not line.strip()):
            continue  # the text of a note over several lines: a # in it is no comment
        block = None
        content, comment = _split(line)
        if not content.strip():
            if comment and not _OURS.match(comment):
                waiting.append(comment)
            continue
        item = _item_of(content, item)
        yield from (_Comment(found, item, content.strip(), above=True) for found in waiting)
        waiting.clear()
        if comment:
            yield _Comment(comment, item, content.strip(), above=False)
        if _TEXT_BLOCK.search(content):
            block = indent
    yield from (_Comment(found, "", "", above=True) for found in waiting)


def _find_place(lines: list[str], comment: _Comment) -> tuple[int, bool]:
    """The index of the line that a comment goes to, and whether it is the line it stood at."""
    key = _key_of(comment.line)
    item, same_key, entry, first = "", None, None, None
    for index, line in enumerate(lines):
        content = _split(line)[0]
        if not content.strip():
            continue
        first = index if first is None else first
        item = _item_of(content, item)
        if item != comment.item:
            continue
        entry = index if entry is None else entry
        if content.strip() == comment.line:
            return index, True
        if same_key is None and key and _key_of(content.strip()) == key and "{" not in content:
            same_key = index
    if same_key is not None:
        return same_key, True
    if comment.item and entry is not None:
        return entry, False
    return first or 0, False


def _item_of(content: str, current: str) -> str:
    """The entry that a line belongs to: its own, the one before it, or none at the left margin."""
    match = _ITEM.match(content)
    if match:
        return match[1]
    return current if content.startswith(" ") else ""


def _key_of(content: str) -> str:
    match = _KEY.match(content)
    return match[1] if match else ""


def _split(line: str) -> tuple[str, str]:
    """A line's content and its comment; a # within quotes begins none."""
    if "#" not in line:
        return line, ""
    quote, skip = "", False
    for index, mark in enumerate(line):
        before = line[:index].rstrip(" ")
        if skip:
            skip = False
        elif quote:
            skip = quote == '"' and mark == "\\"
            quote = "" if mark == quote else quote
        elif mark in "\"'" and (not before or before[-1] in ":-{[,"):
            quote = mark
        elif mark == "#" and (index == 0 or line[index - 1] in " \t"):
            return before, line[index:].rstrip()
    return line, ""
