"""What a person changed in a Word document, as a change of the Markdown it was made from.

A document shows a draft without its line ends, its escapes and its comments. Where a paragraph says the same as
before, the lines it came from stay as they are; only what was changed is written anew.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from hashlib import sha256

from contentops.documents.blocks import EMBEDDED, Block, Run, Runs, join_runs
from contentops.documents.house_style import FindImage
from contentops.documents.markdown_reader import MarkdownText, read_markdown
from contentops.documents.markdown_writer import write_block


def bring_back(exported: str, blocks: Sequence[Block]) -> str:
    """The draft `exported` with the paragraphs that an edited document now has."""
    base = read_markdown(exported)
    before = [_shown(block) for block in base.blocks]
    after = [_shown(block) for block in blocks]
    numbered = _numbered(blocks)
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
            heads = _table_rules(base, base.blocks[first:last])
            pieces.append(write_blocks(numbered[start:stop], heads))
            if keep_gap and not first:
                pieces.append("\n")
        written = base.blocks[last - 1].lines[1] if last > first else top
        if start == stop:
            written = _skip_gap(base, written)
    pieces.append("".join(base.lines[written:]))
    return "".join(pieces)


def place_pictures(
    blocks: Sequence[Block], draft: str, find_image: FindImage
) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """The blocks with the paths of pictures that lost them, known by their bytes, else by their alt texts.

    LibreOffice keeps no path. What is not of the draft is taken out, and named in the second part.
    """
    images = [
        run
        for block in read_markdown(draft).blocks
        for runs in (block.runs, *(cell for row in block.rows for cell in row))
        for run in runs
        if run.image
    ]
    by_bytes: dict[str, str] = {}
    for image in images:
        content = find_image(image.image)
        if content is not None:
            by_bytes.setdefault(sha256(content).hexdigest(), image.image)
    alts = Counter(image.text for image in images)
    by_alt = {image.text: image.image for image in images if image.text and alts[image.text] == 1}
    lost: list[str] = []
    near = ""

    def place(runs: Runs) -> Runs:
        nonlocal near
        near = near if all(run.image or not run.text.strip() for run in runs) else ""
        kept = []
        for run in runs:
            near += run.text if not run.image else ""
            if not run.image.startswith(EMBEDDED):
                kept.append(run)
                continue
            path = by_bytes.get(run.image.removeprefix(EMBEDDED)) or by_alt.get(run.text)
            if path is None:
                lost.append(f"a new picture after “{near.strip()[-40:]}”")
            else:
                kept.append(replace(run, image=path))
        return join_runs(kept)

    placed = [
        replace(block, runs=place(block.runs), rows=tuple(tuple(map(place, row)) for row in block.rows))
        for block in blocks
    ]
    return tuple(block for block in placed if block.runs or block.rows or block.kind == "rule"), tuple(lost)


def write_blocks(blocks: Sequence[Block], heads: Sequence[str] = ()) -> str:
    """Blocks as Markdown, a blank line between paragraphs, none between short points of one list.

    `heads` are the lines below the heads of the tables that these replace: they say how columns are aligned.
    """
    parts: list[str] = []
    left = list(heads)
    for number, block in enumerate(blocks):
        if number:
            parts.append("\n" if _apart(blocks[number - 1], block) else "")
        written = write_block(block)
        if block.kind == "table" and left:
            head, rule, *rows = written.split("\n")
            before = left.pop(0)
            same = _columns(before) == _columns(rule)
            written = "\n".join((head, before if same else rule, *rows))
        parts.append(written + "\n")
    return "".join(parts)


_RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")


def _table_rules(base: MarkdownText, blocks: Sequence[Block]) -> list[str]:
    """The lines below the heads of tables."""
    return [base.lines[block.lines[0] + 1].rstrip("\r\n") for block in blocks if block.kind == "table"]


def _columns(rule: str) -> int:
    """How many columns a line below a table's head has; 0 for another line."""
    return rule.strip().strip("|").count("|") + 1 if _RULE.fullmatch(rule) else 0


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
            counts = {level: n for level, n in counts.items() if level <= block.level - (not block.ordered)}
            if block.ordered:
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
