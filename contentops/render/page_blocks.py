"""The blocks of a page template: which there are, where they stand, and a template that changes single ones."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from contentops.page_templates import SHIPPED

_TAG = re.compile(
    r"\{#.*?#\}|\{%[-+]?\s*raw\b.*?endraw\s*[-+]?%\}"
    r"|\{%[-+]?\s*(?P<word>block|endblock)\b\s*(?P<name>\w*)[^%]*?[-+]?%\}",
    re.DOTALL,
)
_EXTENDS = re.compile(r"\{%[-+]?\s*extends\s+[\"']([^\"']*)[\"']")
_COMMENT = re.compile(r"\s*\{#-?\s*(.*?)\s*-?#\}", re.DOTALL)
_SENTENCE = re.compile(r"(.*?[.;:])(?:\s|\Z)", re.DOTALL)


@dataclass(frozen=True)
class Block:
    """A block: its name, where it begins (from 1), its whole text with both tags, and how deep it is nested."""

    name: str
    line: int
    text: str
    depth: int
    column: int = 1


def blocks_of(source: str) -> list[Block]:
    """The blocks of a template in the order in which they begin; a block that never ends reaches to the end."""
    return sorted(_find_blocks(source), key=lambda block: (block.line, block.column))


def _find_blocks(source: str) -> Iterator[Block]:
    open_blocks: list[tuple[str, int]] = []
    for match in _TAG.finditer(source):
        if match["word"] == "block":
            open_blocks.append((match["name"], match.start()))
        elif match["word"] == "endblock" and open_blocks:
            name, start = open_blocks.pop()
            yield _block(name, source, start, match.end(), len(open_blocks))
    for depth, (name, start) in enumerate(open_blocks):
        yield _block(name, source, start, len(source), depth)


def _block(name: str, source: str, start: int, end: int, depth: int) -> Block:
    line, column = source.count("\n", 0, start) + 1, start - source.rfind("\n", 0, start)
    return Block(name, line, source[start:end], depth, column)


def extended(source: str) -> str | None:
    """The name of the template that a template extends, or None."""
    match = _EXTENDS.search(re.sub(r"\{#.*?#\}", "", source, flags=re.DOTALL))
    return match[1] if match else None


def summary_of(source: str) -> str:
    """The first sentence of the comment that opens a template; empty without one."""
    match = _COMMENT.match(source)
    if match is None:
        return ""
    text = " ".join(match[1].split())
    sentence = _SENTENCE.match(text)
    return (sentence[1] if sentence else text).rstrip(".;:")


def unknown_blocks(source: str, known: Collection[str]) -> list[Block]:
    """The blocks of a template that extends one with the blocks `known`, which lacks them: nothing ever shows them."""
    return [block for block in blocks_of(source) if block.depth == 0 and block.name not in known]


def inherited_blocks(source: str, find: Callable[[str], str | None]) -> list[str]:
    """The names of the blocks that a template may replace: those of what it extends, and of what that extends.

    `find` reads a template by the name that stands behind `extends`. Empty when it extends nothing, or when what it
    extends cannot be found: that is said when it is rendered.
    """
    names: dict[str, None] = {}
    seen: set[str] = set()
    parent = extended(source)
    while parent is not None:
        text = find(parent)
        if text is None or parent in seen:
            return []
        seen.add(parent)
        names |= dict.fromkeys(block.name for block in blocks_of(text))
        parent = extended(text)
    return list(names)


def make_skeleton(name: str, shipped: str, chosen: Iterable[str] = ()) -> str:
    """A template that extends the shipped `name` and holds the blocks `chosen`, as they are shipped.

    Without any it changes nothing and says what it could.
    """
    blocks = {block.name: block for block in blocks_of(shipped)}
    names = ", ".join(blocks)
    lines = [
        f"{{# Extends the shipped {name}: a block that stands here replaces the block of that name, all others stay",
        "   as they are shipped. Within a block, super() prints what it replaces.",
        f"   Blocks: {names} #}}",
        f'{{% extends "{SHIPPED}{name}" %}}',
    ]
    texts = ["\n".join(lines), *(blocks[one].text for one in chosen)]
    return "\n\n".join(texts) + "\n"
