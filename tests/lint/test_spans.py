"""Whatever stands around a term and however it is written, the span is exact in the source."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from contentops.lint import Finding, TabooList, lint_text
from contentops.lint.engine import Markup
from contentops.lint.taboo import Entry

TERMS = ("国家级", "最佳", "best-in-class", "risk free", "𠀀𠀁字", "#1")
LIST = TabooList("company", "company", "", (Entry(TERMS, (), "error", "company", "because"),))

PIECES = st.sampled_from(
    [
        *TERMS,
        "國",
        "家",
        "级",
        "**",
        "*",
        "`",
        "~~",
        "[",
        "](http://a.example/最佳)",
        "![",
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        "> ",
        "- ",
        "1. ",
        "| ",
        "|",
        "---",
        "|---|---|\n",
        "# ",
        "<b>",
        "</b>",
        "<!--",
        "-->",
        "<div>",
        "</div>",
        "&amp;",
        "&#x56fd;",
        "&nbsp;",
        "\\",
        "```\n",
        "    ",
        "\t",
        "\u200b",
        "\ufe0f",
        "😀",
        "👨‍👩‍👧",
        "é",
        "İ",
        "ß",
        "ﬁ",
        "𠮷",
        "\ufeff",
        "\x00",
        "\ud800",
        "\u2028",
        "《",
        "》",
        "，",
        "。",
        "http://a.example/x",
        "a@b.example",
        "---\ntitle: ",
        "[^1]",
        "[^1]: ",
        "${",
        "{{",
        "}}",
        "【待补：facts.a】",
        "TODO",
        "ｂｅｓｔ",
        "<script>",
        "<img alt='最佳'>",
        "\x0b",
        "\x85",
        "{term}",
        "\ue000",
    ]
)
TEXTS = st.lists(PIECES | st.text(max_size=6), max_size=30).map("".join)


def check_exact(text: str, findings: list[Finding]) -> None:
    ends = text.replace("\r\n", " \n").replace("\r", "\n")
    for found in findings:
        assert found.start < found.end
        assert text[found.start : found.end] == found.text
        assert found.line == ends.count("\n", 0, found.start) + 1
        assert found.column == found.start - ends.rfind("\n", 0, found.start)
        assert (found.end_line, found.end_column) >= (found.line, found.column)


@given(TEXTS, st.sampled_from(["markdown", "text"]))
@settings(max_examples=400, deadline=None)
@example("\ufeff---\r\ntitle: 国家级\r\n---\r\n", "markdown")
@example("<!--" * 50, "markdown")
@example("国<b>家</b>级 国<!-- x -->家级", "markdown")
def test_no_text_makes_it_fail_and_every_span_is_exact(text: str, markup: Markup) -> None:
    findings = lint_text(text, [LIST], markup=markup, path="a.md")
    check_exact(text, findings)
    assert pickle.loads(pickle.dumps(findings)) == findings  # noqa: S301  our own bytes


BEFORE = st.sampled_from(
    [
        "",
        "我们是",
        "# ",
        "\ufeff",
        "第一行\r\n\r\n",
        "😀👨‍👩‍👧 𠮷",
        "- ",
        "> ",
        "| a |\n|---|\n| ",
        "a &amp; b，",
    ]
)
AFTER = st.sampled_from(["", "平台。", "\r\n", " |", "😀"])
NO_WIDTH = st.sampled_from(["\u200b", "\u200d", "\ufeff", "\u2060", "\u00ad", "\ufe0f", "\U000e0101"])


@given(BEFORE, AFTER, st.lists(NO_WIDTH, min_size=2, max_size=2))
@settings(deadline=None)
def test_characters_of_no_width_do_not_hide_a_word(before: str, after: str, gaps: list[str]) -> None:
    written = f"国{gaps[0]}家{gaps[1]}级"
    text = before + written + after
    assert [found.text for found in lint_text(text, [LIST])] == [written]
    check_exact(text, lint_text(text, [LIST]))


@pytest.mark.parametrize(
    "written",
    [
        "國家級",
        "国**家**级",
        "*国*家级",
        "国~~家~~级",
        "国<b>家</b>级",
        "国<!-- 注 -->家级",
        "国&#23478;级",
        "&#x56fd;家级",
        "国[家](https://a.example/)级",
        "国\n家级",
        "国\r\n家级",
        "国\n家\n级",
        "国***家***级",
        "BEST-IN-CLASS",
        "Best in Class",
        "ｂｅｓｔ－ｉｎ－ｃｌａｓｓ",
        "best\u2011in\u2011class",
        "best\nin class",
        "best  in   class",
        "**best**-in-class",
        "risk\u00a0free",
        "Risk-Free",
        "𝐛𝐞𝐬𝐭-in-class",
        "𠀀𠀁字",
        "𠀀**𠀁**字",
        "＃1",
        "#\u200b1",
    ],
)
def test_every_disguise_is_seen_through(written: str) -> None:
    text = f"😀 甲 {written} 乙"
    [found] = lint_text(text, [LIST])
    assert found.text == written.lstrip("*")  # what opens before the word is no part of it
    check_exact(text, [found])


@pytest.mark.parametrize(
    "text",
    [
        "| 国家 | 级别 |\n|---|---|\n| 国 | 家级 |",
        "- 国家\n- 级别",
        "国家\n\n级别",
        "国家/级别",
        "国家，级别",
        "# 国家\n级别",
        "国家  \n级别",
        "国`x`家级",
        "![国](a)家级",
        "[国](a)[家级](b)",
        "国<br>家级",
        "<p>国</p><p>家级</p>",
        "国\\\n家级",
    ],
)
def test_what_parts_words_parts_them(text: str) -> None:
    assert lint_text(text, [LIST]) == []


@pytest.mark.parametrize(
    "text",
    [
        "`最佳`",
        "```\n最佳\n```",
        "~~~\n最佳\n~~~",
        "    最佳",
        "[x](http://a.example/最佳)",
        "<http://a.example/最佳>",
        "<!-- 最佳 -->",
        "见 https://a.example/best-in-class 处",
        "见 www.a.example/best-in-class。",
        "best-in-class@mail.example 联系",
        '<a href="最佳">x</a>',
        "<div data-x='最佳'></div>",
        "<script>var x = '最佳'</script>",
        "<style>最佳</style>",
        "---\n最佳: x\nslug: 最佳\n---\n",
        "[x]: http://a.example/最佳",
        "---\ntitle: x # 最佳\n---\n",
    ],
)
def test_what_nobody_reads_is_not_read(text: str) -> None:
    assert lint_text(text, [LIST]) == []


@pytest.mark.parametrize(
    "text",
    [
        "# 最佳",
        "最佳\n===",
        "> 最佳",
        "- 最佳",
        "- [x] 最佳",
        "| 最佳 |\n|---|\n",
        "| a |\n|---|\n| 最佳 |",
        "[最佳](x)",
        "![最佳](x)",
        "<div>最佳</div>",
        "<img alt='最佳' src='x'>",
        "[^1]\n\n[^1]: 最佳",
        "---\ntitle: 最佳\n---\n",
        "---\nsummary: |\n  第一行\n  最佳\n---\n",
        "---\ntitle:\n  zh: 最佳\n---\n",
        "---\ntags:\n- 最佳\n---\n",
        '---\ntitle: "最佳"\n---\n',
        "\ufeff---\r\ntitle: 最佳\r\n---\r\n",
        "https://a.example/x，最佳",
        "~~最佳~~",
        "<details><summary>最佳</summary></details>",
        "https://a.example/最佳",
    ],
)
def test_what_people_read_is_read(text: str) -> None:
    findings = lint_text(text, [LIST])
    assert [found.text for found in findings] == ["最佳"]
    check_exact(text, findings)


def test_plain_text_has_no_markup_and_joins_only_wrapped_lines() -> None:
    assert [found.text for found in lint_text("`最佳` # 最佳", [LIST], markup="text")] == ["最佳", "最佳"]
    assert lint_text("国家\n级别", [LIST], markup="text") == []
    wrapped = "我们的产品在许多行业里得到了使用，客户都认为它可以说是国\n家级的平台。"
    assert [found.text for found in lint_text(wrapped, [LIST], markup="text")] == ["国\n家级"]


@pytest.mark.parametrize(
    "text",
    [
        "a" * 200_000 + "最佳",
        "> " * 5_000 + "最佳",
        "[" * 5_000,
        "<" * 20_000,
        "*a " * 20_000,
        "&" * 20_000,
        "<!--" * 5_000,
        "最佳" * 5_000,
        "://" * 20_000,
        "@" * 20_000,
        "{{" * 5_000,
        "【待补" * 5_000,
    ],
)
def test_hostile_texts_come_to_an_end(text: str) -> None:
    check_exact(text, lint_text(text, [LIST]))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://example.com/最佳/国家级.html", []),
        ("https://example.com/wiki/最佳", []),
        ("https://example.com/docs/最佳，最佳", [28]),
        ("https://example.com/最佳平台", [20]),
        ("https://a.example/b最佳平台", [19]),
        ("见 https://a.example/b，最佳", [22]),
    ],
)
def test_chinese_after_a_slash_is_the_addresss(text: str, expected: list[int]) -> None:
    assert [found.start for found in lint_text(text, [LIST]) if found.text == "最佳"] == expected
