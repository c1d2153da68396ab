"""Markdown to blocks and back."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from contentops.documents.blocks import Block, Run
from contentops.documents.bring_back import write_blocks
from contentops.documents.markdown_reader import read_markdown

DRAFT = """---
title: A draft
item: partner
---

FOR IMMEDIATE RELEASE

# A *plain* headline

BRISTOL, 12 January 2027 – Two companies
have agreed. See [the terms](https://example.com/a_(b)).

- first
- second **point**
  - deeper

    goes on
1. one
2. two

> said
> somebody

| a | b |
|---|---|
| 1 | 2 |

<!-- for Tom -->

###
"""


def test_every_block_knows_its_lines() -> None:
    read = read_markdown(DRAFT)
    assert read.front_matter == DRAFT[: DRAFT.index("\nFOR")]
    found = [(block.kind, block.text, "".join(read.lines[slice(*block.lines)])) for block in read.blocks]
    assert found == [
        ("paragraph", "FOR IMMEDIATE RELEASE", "FOR IMMEDIATE RELEASE\n"),
        ("heading", "A plain headline", "# A *plain* headline\n"),
        (
            "paragraph",
            "BRISTOL, 12 January 2027 – Two companies have agreed. See the terms.",
            "BRISTOL, 12 January 2027 – Two companies\nhave agreed. See [the terms](https://example.com/a_(b)).\n",
        ),
        ("item", "first", "- first\n"),
        ("item", "second point", "- second **point**\n"),
        ("item", "deeper", "  - deeper\n"),
        ("item", "goes on", "    goes on\n"),
        ("item", "one", "1. one\n"),
        ("item", "two", "2. two\n"),
        ("quote", "said somebody", "> said\n> somebody\n"),
        ("table", "a\tb\n1\t2", "| a | b |\n|---|---|\n| 1 | 2 |\n"),
        ("mark", "###", "###\n"),
    ]
    assert read.left_out == 1


def test_a_wrapped_line_of_chinese_is_joined_without_a_blank() -> None:
    assert [block.text for block in read_markdown("联邦\n学习\nFATE 框架\n").blocks] == ["联邦学习FATE 框架"]


def test_positions_are_right_after_characters_of_several_bytes_and_windows_line_ends() -> None:
    text = "---\r\na: 一\r\n---\r\n\r\n# 标题😀\r\n\r\n正文一\r\n\r\n正文二"
    read = read_markdown(text)
    assert "".join(read.lines) == text
    shown = ["".join(read.lines[slice(*block.lines)]) for block in read.blocks]
    assert shown == ["# 标题😀\r\n", "正文一\r\n", "正文二"]


words = st.text(st.sampled_from("ab 1一二。，*_`[]()<>#-+1.|\\!~$&;:/“”’😀"), min_size=1, max_size=12).filter(
    str.strip
)


@st.composite
def blocks(draw: st.DrawFn) -> Block:
    kind = draw(st.sampled_from(["paragraph", "heading", "quote", "item"]))
    text = " ".join(draw(words).split())
    runs = (Run(text),)
    if kind == "heading":
        return Block("heading", runs, level=draw(st.integers(1, 6)))
    if kind == "quote":
        return Block("quote", runs, level=1)
    return Block("item", runs, level=1, number=1) if kind == "item" else Block("paragraph", runs)


@given(st.lists(blocks(), min_size=1, max_size=5))
def test_what_is_written_reads_back_the_same(given_blocks: list[Block]) -> None:
    text = write_blocks(given_blocks)
    read = [block.likeness for block in read_markdown("\n" + text).blocks]
    # Neighbouring quotations are one to Markdown: their words must all be there.
    expected = [block.likeness for block in given_blocks]
    if any(a.kind == b.kind == "quote" for a, b in pairwise(expected)):
        assert "".join(b.text for b in read).replace(" ", "") == "".join(b.text for b in expected).replace(
            " ", ""
        )
    else:
        assert [(b.kind, b.level, b.text) for b in read] == [(b.kind, b.level, b.text) for b in expected]
