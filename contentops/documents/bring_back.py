"""What a person changed in a Word document, as a change of the Markdown it was made from.

A document shows a draft without its line ends, its escapes and its comments. Where a paragraph says the same as
before, the lines it came from stay as they are; only what was changed is written anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from contentops.documents.blocks import Block, Run
from contentops.documents.markdown_reader import MarkdownText, read_markdown
from contentops.documents.markdown_writer import write_block


def bring_back(exported: str, blocks: Sequence[Block]) -> str:
    """The draft `exported` with the paragraphs that an edited document now has."""
    base = read_markdown(exported)
    before = [_shown(block) for block in base.blocks]
    after = [_shown(block) for block in blocks]
    pieces: list[str] = []
    written = 0
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for change, first, last, start, stop in matcher.get_opcodes():
        if change == "equal":
            end = base.blocks[last - 1].lines[1]
            pieces.append("".join(base.lines[written:end]))
            written = end
            continue
        top = base.blocks[first].lines[0] if first < len(base.blocks) else len(base.lines)
        keep_gap = first == last
        if keep_gap:
            top = base.blocks[first - 1].lines[1] if first else _body_start(base)
        pieces.append("".join(base.lines[written:top]))
        if start != stop:
            tail = "".join(pieces)
            if tail and not tail.endswith("\n"):
                pieces.append("\n")
            if keep_gap and first:
                pieces.append("\n" if _apart(base.blocks[first - 1], blocks[start]) else "")
            pieces.append(write_blocks(_numbered(blocks[start:stop])))
            if keep_gap and not first:
                pieces.append("\n")
        written = base.blocks[last - 1].lines[1] if last > first else top
        if start == stop:
            written = _skip_gap(base, written)
    pieces.append("".join(base.lines[written:]))
    return "".join(pieces)


def write_blocks(blocks: Sequence[Block]) -> str:
    """Blocks as Markdown, a blank line between paragraphs, none between short points of one list."""
    parts: list[str] = []
    for number, block in enumerate(blocks):
        if number:
            parts.append("\n" if _apart(blocks[number - 1], block) else "")
        parts.append(write_block(block) + "\n")
    return "".join(parts)


def _apart(first: Block, second: Block) -> bool:
    return not (first.kind == "item" == second.kind and second.number != 0)


def _shown(block: Block) -> Block:
    """A block as a Word document can say it: quotations have one depth there, a head no bold, `###` one meaning."""
    seen = block.likeness
    if seen.kind in ("paragraph", "item", "quote") and seen.text == "###":
        return Block("mark", (Run("###"),))
    if seen.kind == "quote":
        return replace(seen, level=1)
    if seen.kind == "heading":
        return replace(seen, runs=tuple(replace(run, bold=False) for run in seen.runs)).likeness
    if seen.kind == "table" and seen.rows:
        head = tuple(tuple(replace(run, bold=False) for run in cell) for cell in seen.rows[0])
        return replace(seen, rows=(head, *seen.rows[1:])).likeness
    return seen


def _numbered(blocks: Sequence[Block]) -> list[Block]:
    """The points of numbered lists counted: Word keeps no number with a point."""
    counts: dict[int, int] = {}
    numbered = []
    for block in blocks:
        if block.kind != "item":
            counts.clear()
        elif block.number:
            counts = {level: n for level, n in counts.items() if level <= block.level}
            counts[block.level] = counts.get(block.level, 0) + 1
            block = replace(block, number=counts[block.level])  # noqa: PLW2901  the numbered one from here on
        numbered.append(block)
    return numbered


def _body_start(base: MarkdownText) -> int:
    lines = base.front_matter.count("\n")
    while lines < len(base.lines) and not base.lines[lines].strip():
        lines += 1
    return lines


def _skip_gap(base: MarkdownText, line: int) -> int:
    """Where the next text begins: the blank lines after what was taken out go with it."""
    while line < len(base.lines) and not base.lines[line].strip():
        line += 1
    return line
