"""The outline: blocks, links and images with their exact places, in any text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contentops.lint import lint_text
from contentops.lint.document import Document
from contentops.lint.draft_settings import ChannelLimits, DraftSettings, PlannedFacts
from contentops.lint.kinds import KINDS
from contentops.lint.markdown import read_markdown
from contentops.lint.outline import Outline
from contentops.lint.plain import read_plain

TEXT = """---
title: T
---
HOLD

# Head *x* [l](http://a.example "t")

> said
> twice

- a
- b [c](http://b.example)

  d
  - e

| a | b |
|---|---|
| 1 | 2 |

![alt](a.png "图源：x") and <https://c.example> or https://d.example/x，好

###
"""


def outline_of(text: str, markup: str = "markdown") -> tuple[Document, Outline]:
    visible = read_markdown(text) if markup == "markdown" else read_plain(text)
    document = Document("", text, visible, markup=markup)
    return document, document.outline


@pytest.mark.parametrize(
    "text", [TEXT, TEXT.replace("\n", "\r\n"), "\ufeff" + TEXT, TEXT.replace("Head", "😀𠮷")]
)
def test_blocks_links_and_images(text: str) -> None:
    document, outline = outline_of(text)
    head = "😀𠮷" if "😀" in text else "Head"
    assert [(block.kind, block.text) for block in outline.blocks] == [
        ("paragraph", "HOLD"), ("heading", f"{head} x l"), ("quotation", "said twice"), ("item", "a"),
        ("item", "b c"), ("item", "d"), ("item", "e"), ("table", "a\nb\n1\n2"),
        ("paragraph", outline.blocks[8].text), ("heading", ""),
    ]  # fmt: skip
    assert outline.blocks[8].text.startswith("alt")
    assert text[outline.blocks[-1].first : outline.blocks[-1].last] == "###"
    for block in outline.blocks:
        assert document.visible.text[block.start : block.end] == block.text
        if block.text:
            first, last = document.visible.source_span(block.start, block.end)
            assert block.first <= first < last <= block.last
    assert [link.target for link in outline.links] == [
        "http://a.example", "http://b.example", "https://c.example", "https://d.example/x",
    ]  # fmt: skip
    assert [(image.alt, image.title) for image in outline.images] == [("alt", "图源：x")]
    assert text[outline.images[0].first : outline.images[0].last] == '![alt](a.png "图源：x")'


def test_plain_text_is_read_by_lines() -> None:
    _, outline = outline_of("标题\n\n　　正文第一段。\nhttps://a.example\n", "text")
    assert [block.text for block in outline.blocks][:2] == ["标题", "正文第一段。"]
    assert [link.target for link in outline.links] == ["https://a.example"]


PLAN = PlannedFacts("2027-01-19", "2027-01-19", (ChannelLimits("公众号", 5, links=False),))
PIECES = st.sampled_from(
    [
        *(
            "# ",
            "## About X\n",
            "媒体联系\n",
            "###\n",
            "“",
            "”",
            "said ",
            "表示：",
            "1月12日",
            "，北京——",
            "\n\n",
            "\n",
            "- ",
        ),
        *(
            "BRISTOL, 12 January 2027 – ",
            "![a](b)",
            "[a](http://b)",
            "> ",
            "| a |\n|---|\n",
            "我们",
            "we ",
            "12%",
        ),
        *(
            "提升",
            "HOLD FOR RELEASE UNTIL ",
            "Contact: ",
            "联系人：",
            "---\n",
            "title: x\n",
            "\ufeff",
            "\r\n",
            "😀",
        ),
        *(
            "\x00",
            "\ud800",
            "《",
            "‘",
            "《《《",
            "https://a.b",
            "&amp;",
            "首个",
            "2027年2月30日",
            "（周三）",
            "\u3000",
        ),
        *("12 January 2027 (Monday)", "**", "<b>", "<!-- -->", "`x`"),
    ]
)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(PIECES, max_size=40).map("".join),
    st.sampled_from(sorted(KINDS)),
    st.sampled_from(["markdown", "text"]),
)
def test_no_draft_makes_a_rule_fail_and_every_place_is_right(text: str, kind: str, markup: str) -> None:
    found = lint_text(text, [], markup=markup, draft=DraftSettings(kind, PLAN))  # type: ignore[arg-type]
    for each in found:
        assert each.text and each.text == text[each.start : each.end]


@pytest.mark.parametrize(
    "text",
    ["《" * 5_000, "‘" * 5_000, "“" * 5_000, "a “b” " * 1_000, "我们“" * 1_500, "- " * 2_500, "> " * 500 + "x",
     "1月12日 " * 1_000, "12% 提升 " * 1_000, "表示：“先对齐样本再谈特征。”" * 500, "https://a.b " * 1_000,
     "About X\n\n" * 500,
     "# a\n" * 500, "said Jo Day, " * 500, "x" * 50_000, "，" * 10_000, "A" * 10_000, "1" * 10_000, " " * 10_000 + "x",
     "在" * 5_000, "a-" * 5_000, "![a](b) " * 500]
)  # fmt: skip
def test_hostile_drafts_end(text: str) -> None:
    for kind in ("award_release", "event_announcement", "customer_case", "official_account_post"):
        lint_text(text, [], draft=DraftSettings(kind, PLAN))
