"""Words of a workspace in Markdown: shown as written, never obeyed."""

from __future__ import annotations

import html
import re

import pyromark
import pytest
from hypothesis import given
from hypothesis import strategies as st

from contentops.drafts.text import clean_text, escape_markdown, split_paragraphs
from contentops.markdown_text import join_lines


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("plain words, R&D < 5%", "plain words, R&D < 5%"),
        ("federated_learning", "federated_learning"),
        ("_x_ *y* `z`", r"\_x\_ \*y\* \`z\`"),
        ("# no heading", r"\# no heading"),
        ("#话题#", "#话题#"),
        ("- no list", r"\- no list"),
        ("1. no list", r"1\. no list"),
        ("1.10", "1.10"),
        ("-5", "-5"),
        ("> no quote", r"\> no quote"),
        ("<script>alert(1)</script>", r"\<script>alert(1)\</script>"),
        ("&lt;b&gt;", r"\&lt;b\&gt;"),
        ("[a](javascript:x)", r"\[a\](javascript:x)"),
        ("see https://a.example/x_y?a=1&copy=2*3_ now", "see https://a.example/x_y?a=1&copy=2%2A3%5F now"),
        ("地址https://a.example/x，见", "地址https://a.example/x，见"),
        ("two\nlines\n\nhere", "two lines here"),
        ("两行\n中文", "两行中文"),
        (
            "【待补：facts.a_b】 [TO FILL: facts.quotes[0].name]",
            "【待补：facts.a_b】 [TO FILL: facts.quotes[0].name]",
        ),
        ("a | b", r"a \| b"),
        ("", ""),
    ],
)
def test_escaping(text: str, markdown: str) -> None:
    assert escape_markdown(text) == markdown


_HOSTILE = st.text(
    st.sampled_from(list("*_`#>-+=~|[]()<>!&;:\\/\"'1.) \n\t\ra中，。😀\u202e\u200b\x00\ud800$"))
    | st.characters(),
    max_size=40,
)


@given(_HOSTILE)
def test_any_text_is_one_paragraph_that_says_just_that(text: str) -> None:
    """A Markdown reader sees one paragraph whose text is the words, and no markup."""
    markdown = escape_markdown(clean_text(text))
    if "http" in markdown or not markdown.strip():
        return
    rendered = pyromark.html(
        markdown, options=pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_STRIKETHROUGH
    )
    assert rendered.startswith("<p>"), (markdown, rendered)
    inner = rendered.removeprefix("<p>").removesuffix("</p>\n")
    assert "<" not in inner, (markdown, rendered)
    expected = join_lines(clean_text(text)).strip()
    assert html.unescape(inner) == expected, markdown


@given(_HOSTILE)
def test_paragraphs_are_single_lines(text: str) -> None:
    assert all(part and not re.search(r"[\n\r]", part) for part in split_paragraphs(clean_text(text)))
