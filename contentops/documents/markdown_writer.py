"""Blocks as Markdown: what a document says, so that it reads back as the same blocks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from contentops.documents.blocks import Block, Run, Runs, join_runs
from contentops.markdown_text import escape_words

_URL = re.compile(r"https?://[^\s<>\"'“”‘’（）【】《》「」，。；：、！？|*`\\]+", re.IGNORECASE)
_EDGES = re.compile(r"(\s*)(.*?)(\s*)", re.DOTALL)


def write_block(block: Block) -> str:  # noqa: PLR0911  one for each kind
    """The Markdown of one block, without a line end."""
    if block.kind == "table":
        return _table(block.rows)
    if block.kind == "rule":
        return "---"
    if block.kind == "mark":
        return "###"
    if block.kind == "code":
        return _code(block.text)
    words = write_runs(block.runs)
    if block.kind == "heading":
        return f"{'#' * block.level} " + words.replace("\\\n", " ").replace("\n", " ")
    if block.kind == "quote":
        return "\n".join("> " * block.level + line for line in words.split("\n"))
    if block.kind == "item":
        return _item(block, words)
    return words


def _item(block: Block, words: str) -> str:
    indent = "   " * (block.level - 1)
    mark = "" if block.number == 0 else f"{block.number}. " if block.ordered else "- "
    hanging = indent + "   " if block.number == 0 or block.ordered else indent + "  "
    first = hanging if block.number == 0 else indent + mark
    return first + words.replace("\n", "\n" + hanging)


def _code(text: str) -> str:
    longest = max((len(ticks) for ticks in re.findall(r"`{3,}", text)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}\n{text}\n{fence}"


def _table(rows: Sequence[Sequence[Runs]]) -> str:
    width = max((len(row) for row in rows), default=0)
    lines = []
    for number, row in enumerate(rows):
        cells = [write_runs(cell).replace("\\\n", " ").replace("\n", " ") for cell in row]
        cells += [""] * (width - len(cells))
        lines.append("| " + " | ".join(cells) + " |")
        if number == 0:
            lines.append("|" + " --- |" * width)
    return "\n".join(lines)


def write_runs(runs: Sequence[Run]) -> str:
    """Words with their style as Markdown that shows exactly them."""
    parts: list[str] = []
    for link, together in groupby(join_runs(runs), key=lambda run: run.link):
        words = "".join(_styled(run, at_start=not parts and n == 0) for n, run in enumerate(together))
        parts.append(f"[{words}]({_target(link)})" if link else words)
    return "".join(parts)


def _target(link: str) -> str:
    plain = link.replace("\n", "").replace("<", "%3C").replace(">", "%3E")
    return f"<{plain}>" if re.search(r"[\s()]", plain) else plain


def _styled(run: Run, *, at_start: bool) -> str:
    if run.image:
        return f"![{escape_words(run.text, at_start=False)}]({_target(run.image)})"
    match = _EDGES.fullmatch(run.text)
    assert match is not None  # noqa: S101  the pattern takes any text
    before, words, after = match.groups()
    if not words:
        return run.text
    if run.code:
        ticks = "`" * (max((len(found) for found in re.findall("`+", words)), default=0) + 1)
        edge = " " if words[0] == "`" or words[-1] == "`" else ""
        return f"{before}{ticks}{edge}{words}{edge}{ticks}{after}"
    inside = _escape(words, at_start=at_start and not before)
    for on, mark in ((run.strike, "~~"), (run.italic, "*"), (run.bold, "**")):
        inside = f"{mark}{inside}{mark}" if on else inside
    return _breaks(before) + inside + _breaks(after)


def _escape(words: str, *, at_start: bool) -> str:
    pieces: list[str] = []
    cursor = 0
    for match in _URL.finditer(words):
        pieces.append(escape_words(words[cursor : match.start()], at_start=at_start and cursor == 0))
        pieces.append(match.group())
        cursor = match.end()
    pieces.append(escape_words(words[cursor:], at_start=at_start and cursor == 0))
    return _breaks("".join(pieces))


def _breaks(text: str) -> str:
    return text.replace("\n", "\\\n")
