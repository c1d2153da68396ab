"""A draft's Markdown as blocks. What HTML it holds (comments of colleagues among it) is left out and counted."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from typing import Any

import pyromark

from contentops.documents.blocks import Block, Run, Runs, join_runs
from contentops.markdown_text import blank_between

_FRONT_MATTER = re.compile(r"\A\ufeff?---[ \t]*\r?\n(?:.*?\r?\n)?(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_OPTIONS = pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_STRIKETHROUGH
_END_MARK = re.compile(r"[ \t]*#{3}[ \t]*")
_STYLES = {"Emphasis": "italic", "Strong": "bold", "Strikethrough": "strike"}


@dataclass(frozen=True)
class MarkdownText:
    """A draft taken apart: the front matter as it stands, the lines after it, and the blocks these hold."""

    front_matter: str
    lines: tuple[str, ...]
    """Of the whole text, with their ends."""
    blocks: tuple[Block, ...]
    left_out: int = 0
    """Pieces of HTML that no document shows."""


def read_markdown(text: str) -> MarkdownText:
    """Take a draft apart."""
    match = _FRONT_MATTER.match(text)
    front = match.group() if match else ""
    lines = tuple(re.findall(r"[^\n]*\n|[^\n]+\Z", text))
    body = text[len(front) :]
    reader = _Reader(body, front.count("\n"))
    for event, span in pyromark.Markdown(options=_OPTIONS).events_with_range(body):
        reader.read(event, span["start"], span["end"])
    return MarkdownText(front, lines, tuple(reader.blocks), reader.left_out)


@dataclass
class _List:
    ordered: bool
    number: int
    fresh: bool = False
    """Whether the item's first paragraph has not come yet."""


@dataclass
class _Reader:
    body: str
    first_line: int
    blocks: list[Block] = field(default_factory=list)
    left_out: int = 0
    runs: list[Run] = field(default_factory=list)
    styles: list[Run] = field(default_factory=lambda: [Run("")])
    lists: list[_List] = field(default_factory=list)
    quotes: int = 0
    table: list[list[Runs]] | None = None
    in_code: bool = False
    skipping: int = 0
    start: int | None = None
    """The byte where the block under way begins."""

    def __post_init__(self) -> None:
        self.encoded = self.body.encode()
        self.starts = [0, *(n + 1 for n, byte in enumerate(self.encoded) if byte == 10)]

    def read(self, event: Any, start: int, end: int) -> None:
        """Take the next event of the parser."""
        if isinstance(event, dict):
            name, value = next(iter(event.items()))
            if name == "Start":
                self.open(value, start, end)
            elif name == "End":
                self.close(value, start, end)
            elif name == "Text":
                self.say(value, start)
            elif name == "Code":
                self.add(replace(self.styles[-1], text=value, code=True), start)
            elif name == "InlineHtml":
                if value.lower().replace(" ", "").replace("/", "") == "<br>":
                    self.say("\n", start)
                else:
                    self.left_out += 1
        elif event == "SoftBreak":
            self.join(start)
        elif event == "HardBreak":
            self.say("\n", start)
        elif event == "Rule":
            self.put(Block("rule"), start, end)

    def open(self, tag: Any, start: int, end: int) -> None:
        """The beginning of a block or of words in another style."""
        name, value = next(iter(tag.items())) if isinstance(tag, dict) else (tag, None)
        if name == "List":
            self.flush_item(start)
            self.lists.append(_List(value is not None, value or 1))
        elif name == "Item":
            self.lists[-1].fresh = True
            self.start = start
        elif name == "BlockQuote":
            self.quotes += 1
        elif name in _STYLES:
            style: dict[str, Any] = {_STYLES[name]: True}
            self.styles.append(replace(self.styles[-1], **style))
        elif name == "Link" and value:
            self.styles.append(replace(self.styles[-1], link=value["dest_url"]))
        elif name == "Image" and value:
            self.styles.append(replace(self.styles[-1], image=value["dest_url"]))
        elif name == "Table":
            self.table = []
        elif name in ("TableHead", "TableRow") and self.table is not None:
            self.table.append([])
        elif name == "CodeBlock":
            self.in_code = True
            self.start = start
        elif name == "HtmlBlock":
            self.left_out += 1
        elif name in ("Heading", "Paragraph"):
            self.start = start if self.start is None else self.start
            self.end = end

    def close(self, tag: Any, start: int, end: int) -> None:
        """The end of a block or of words in another style."""
        name, value = next(iter(tag.items())) if isinstance(tag, dict) else (tag, None)
        if name == "List":
            self.lists.pop()
        elif name == "Item":
            self.flush_item(end)
            self.lists[-1].number += 1
            self.start = None
        elif name == "BlockQuote":
            self.quotes -= 1
        elif name == "Image":
            style = self.styles.pop()
            if not self.runs or self.runs[-1].image != style.image:
                self.add(replace(style, text=""), start)
        elif name in _STYLES or name == "Link":
            self.styles.pop()
        elif name == "TableCell" and self.table is not None:
            self.table[-1].append(join_runs(self.runs))
            self.runs = []
        elif name == "Table" and self.table is not None:
            rows = tuple(tuple(row) for row in self.table)
            self.table = None
            self.put(Block("table", rows=rows), start, end)
        elif name == "CodeBlock":
            self.in_code = False
            text = "".join(run.text for run in self.runs)
            self.put(Block("code", (Run(text.removesuffix("\n")),)), start, end)
        elif name == "Heading":
            marked = _END_MARK.fullmatch(self.encoded[start:end].decode().strip("\r\n"))
            mark = Block("mark", (Run("###"),)) if marked else None
            self.put(mark or Block("heading", join_runs(self.runs), level=int(str(value)[1:])), start, end)
        elif name == "Paragraph":
            self.flush_item(end) if self.lists else self.paragraph(start, end)

    def paragraph(self, start: int, end: int) -> None:
        """A paragraph outside lists."""
        kind = Block("quote", join_runs(self.runs), level=self.quotes)
        self.put(kind if self.quotes else Block("paragraph", join_runs(self.runs)), start, end)

    def flush_item(self, end: int) -> None:
        """What a list item holds so far, as a paragraph of its own."""
        if not self.lists or not self.runs:
            return
        own = self.lists[-1]
        number = own.number if own.fresh else 0
        item = Block("item", join_runs(self.runs), len(self.lists), own.ordered, number)
        own.fresh = False
        self.put(item, self.start if self.start is not None else end, end)

    def put(self, block: Block, start: int, end: int) -> None:
        """A block is complete: it stands on the lines of bytes `start` to `end`."""
        start = self.start if self.start is not None and self.start < start else start
        first = bisect_right(self.starts, start) - 1
        stop = len(self.encoded[:end].rstrip(b"\r\n \t"))
        last = bisect_right(self.starts, max(stop - 1, start)) - 1
        offset = self.first_line
        self.blocks.append(replace(block, lines=(first + offset, last + offset + 1)))
        self.runs, self.start = [], None

    def say(self, text: str, start: int) -> None:
        """Words in the style that is open."""
        self.add(replace(self.styles[-1], text=text), start)

    def add(self, run: Run, start: int) -> None:
        """One run of the block under way, which it may begin."""
        if self.start is None:
            self.start = start
        self.runs.append(run)

    def join(self, start: int) -> None:
        """A line was wrapped: a blank, or nothing beside Chinese."""
        before = "".join(run.text for run in self.runs)
        after = self.encoded[start:].decode(errors="ignore").lstrip()
        if before and after:
            self.say(blank_between(before, after), start)
