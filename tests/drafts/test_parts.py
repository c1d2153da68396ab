"""A draft taken apart: nothing is lost, and every piece is known for what it is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from contentops.drafts.parts import read_parts
from contentops.drafts.pieces import join_pieces, split_pieces
from contentops.drafts.plain_links import write_out_links

_LINES = st.sampled_from(
    [
        "# 标题", "## 关于衡屿科技", "## Media contact", "###", "正文一句。", "Plain words.", "- item",
        "  more", "1. one",
        "> quoted", "```", "~~~", "| a | b |", "| - | - |", "<!-- note", "end -->", "---", "===", "",
        "   ", "\t", "\u3000",
        "[ref]: https://example.com", "FOR IMMEDIATE RELEASE", "他说：“好。”", "***", "    code", "#", "\\# no heading",
    ]
)  # fmt: skip
_TEXT = st.lists(_LINES | st.text(max_size=12), max_size=25).map("\n".join)


@examples(max_examples=120, deadline=None)
@given(_TEXT)
def test_the_pieces_joined_are_the_text(text: str) -> None:
    text = text.replace("\r\n", "\n")
    lead, pieces = split_pieces(text)
    assert join_pieces(lead, pieces) == text
    assert all(piece.text.strip() for piece in pieces)


@examples(max_examples=120, deadline=None)
@given(_TEXT, st.sampled_from(["", "---\ntitle: x\n---\n\n", "---\nbroken\n"]))
def test_the_parts_joined_are_the_draft(text: str, front: str) -> None:
    whole = (front + text).removeprefix("\ufeff").replace("\r\n", "\n")
    parts = read_parts(whole, "zh", ["正文一句。"], "Plain words.")
    assert parts.text == whole
    assert len(parts.of("title")) <= 1
    assert len(parts.of("lead")) <= 1


RELEASE = """---
title: Hosting
---

HOLD FOR RELEASE UNTIL 19 January 2027

# Northbank to host Acme Commons

*Hamburg opens today*

HAMBURG, 20 January 2027 – Northbank and Acme have agreed on
hosting.

Several customers had asked for it.

“It is an answer,” said Jo Day, CTO at Acme. “All sides accept it.”

Four customers took part (source: trial report, May 2026).

## About Acme

Acme makes software.

For more information, visit https://example.com

### History

Founded in 2019.

## About Northbank

Northbank runs data centres.

## Media contact

- Name: Jo Day

###
"""


def test_a_release_is_taken_apart() -> None:
    parts = read_parts(RELEASE, "en", ["Several customers had asked for it."])
    assert [(part.role, part.background) for part in parts.parts] == [
        ("release_line", False),
        ("title", False),
        ("subheadline", False),
        ("lead", False),
        ("body", True),
        ("quote", False),
        ("figure", False),
        *[("boilerplate", False)] * 7,
        *[("contact", False)] * 2,
        ("end", False),
    ]
    assert parts.title == "Northbank to host Acme Commons"
    assert [section.heading for section in parts.boilerplates()] == ["About Acme", "About Northbank"]
    assert [len(section.parts) for section in parts.boilerplates()] == [4, 1]


def test_the_sections_of_a_chinese_case() -> None:
    text = (
        "# 题\n\n导语。\n\n## 项目背景\n\n甲。\n\n### 起因\n\n乙。\n\n## 结果\n\n- 丙\n- 丁\n\n扫码报名。\n\n"
    )
    text += "## 公司简介\n\n戊。\n"
    parts = read_parts(text, "zh", call="扫码报名")
    assert [(one.heading, one.level, [part.text for part in one.parts]) for one in parts.sections()] == [
        ("项目背景", 2, ["甲。"]),
        ("起因", 3, ["乙。"]),
        ("结果", 2, ["- 丙\n- 丁"]),
    ]
    assert [part.text for part in parts.parts if part.background] == [
        "## 项目背景",
        "甲。",
        "### 起因",
        "乙。",
    ]
    assert [part.text for part in parts.of("call")] == ["扫码报名。"]
    assert [part.text for part in parts.of("boilerplate")] == ["## 公司简介", "戊。"]


def test_the_contacts_of_partners_are_contacts() -> None:
    for heading in (
        "Media contact: Northbank Cloud", "Press contacts", "Contact us", "Media enquiries", "媒体联系", "联系我们",
        "云汐算力媒体联系", "媒体联系人（云汐算力）", "新闻联系方式",
    ):  # fmt: skip
        parts = read_parts(f"# T\n\nLead.\n\n## {heading}\n\n- Jo\n", "en")
        assert [part.role for part in parts.parts][2:] == ["contact", "contact"], heading
    for heading in ("Contact tracing", "联系与区别", "怎样联系客户", "People to contact"):
        parts = read_parts(f"# T\n\nLead.\n\n## {heading}\n\n- Jo\n", "en")
        assert [part.role for part in parts.parts][2] == "heading", heading


def test_comments_of_colleagues_are_no_words_of_the_text() -> None:
    text = "# T\n\n<!-- ask legal\n\nfirst -->\n\nLead.\n\n<!-- contentops-disable taboo-word: a name -->\n\nBody.\n"
    roles = [(part.role, part.piece.kind) for part in read_parts(text, "en").parts]
    assert roles == [
        ("title", "heading"),
        ("hidden", "comment"),
        ("lead", "paragraph"),
        ("body", "comment"),
        ("body", "paragraph"),
    ]


def test_links_become_their_words() -> None:
    for given_text, plain, addresses in (
        ("See [the guide](https://a.example/x) now.", "See the guide now.", ["https://a.example/x"]),
        ("报名：https://a.example/salon/，免费", "报名：a.example/salon，免费", ["https://a.example/salon/"]),
        ("<https://a.example>", "a.example", ["https://a.example"]),
        ("[https://a.example](https://a.example)", "a.example", ["https://a.example"]),
        ('[词](<https://a.example/b c> "题")', "词", ["https://a.example/b c"]),
        ("[text][ref] and `https://kept.example`", "text and `https://kept.example`", ["ref"]),
        ('<a href="https://a.example">甲</a>', "甲", ["https://a.example"]),
        ("![alt](picture.png) [a](mailto:a@example.com)", "![alt](picture.png) a", []),
        (r"\[no link](https://a.example)", r"\[no link](a.example)", ["https://a.example"]),
    ):
        found = write_out_links(given_text)
        assert (found.text, list(found.addresses)) == (plain, addresses)


@examples(max_examples=120, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["[", "]", "(", ")", "<", ">", "`", "https://a.example/x", "词", "a b", "\\", "!", "\n"]
        ),
        max_size=14,
    ).map("".join)
)
def test_no_address_is_left_where_links_are_written_out(text: str) -> None:
    plain = write_out_links(text).text
    assert "https://" not in plain or "`" in text
    assert plain.count("词") == text.count("词") or "](" in text
