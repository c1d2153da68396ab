"""Columns, wrapping and cutting for Chinese, emoji and combining marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contentops.text_width import clean_line, clusters, display_width, pad, truncate, wrap
from tests.render.measure import columns

PIECES = [
    "联", "邦", "学", "习", "，", "。", "《", "》", "“", "”", "、", "ａ", "한", "カ", "a", "b", "Z", "9", " ", "-", ".",
    "e\u0301", "n\u0303", "🎉", "👩‍👩‍👧‍👦", "👍🏽", "🇨🇳", "❤️", "1️⃣", "ש", "م", "\u200b",
]  # fmt: skip
lines = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("", 0), ("abc", 3), ("联邦学习", 8), ("ＡＢ", 4), ("e\u0301", 1), ("👩‍👩‍👧‍👦", 2), ("👍🏽", 2), ("🇨🇳🇺🇸", 4),
        ("❤️", 2), ("❤", 1), ("한국", 4), ("\u1112\u1161\u11ab", 2), ("“联邦”", 6), ("a\u200bb", 2), ("שלום", 4),
        ("…—·", 3),
    ],
)  # fmt: skip
def test_width_is_what_a_terminal_gives_it(text: str, width: int) -> None:
    assert display_width(text) == width


@given(lines)
def test_clusters_lose_nothing_and_add_up(text: str) -> None:
    pieces = list(clusters(text))
    assert "".join(piece for piece, _ in pieces) == text
    assert sum(width for _, width in pieces) == display_width(text) == columns(text)


@given(lines, st.integers(2, 40))
def test_wrapped_lines_fit_and_lose_only_blanks(text: str, width: int) -> None:
    wrapped = wrap(text, width)
    assert all(columns(line) <= width for line in wrapped)
    assert "".join(wrapped).replace(" ", "") == text.replace(" ", "")


def test_chinese_breaks_between_characters_but_no_line_begins_with_a_comma() -> None:
    assert wrap("联邦学习白皮书，隐私计算“落地”指南", 14) == ["联邦学习白皮", "书，隐私计算", "“落地”指南"]


def test_english_breaks_at_blanks_and_cuts_only_words_longer_than_a_line() -> None:
    assert wrap("a plan for whitepapers", 10) == ["a plan for", "whitepaper", "s"]
    assert wrap("联邦 learning 平台", 10) == ["联邦", "learning", "平台"]


def test_a_character_joined_of_several_is_never_split() -> None:
    assert wrap("👩‍👩‍👧‍👦👩‍👩‍👧‍👦", 3) == ["👩‍👩‍👧‍👦", "👩‍👩‍👧‍👦"]
    assert truncate("👩‍👩‍👧‍👦👩‍👩‍👧‍👦", 3) == "👩‍👩‍👧‍👦…"


def test_wrap_refuses_a_width_that_no_ideograph_fits() -> None:
    with pytest.raises(ValueError, match="1 columns"):
        wrap("联", 1)


@given(lines, st.integers(0, 40))
def test_truncated_text_fits_and_is_a_beginning(text: str, width: int) -> None:
    cut = truncate(text, width)
    assert columns(cut) <= width
    assert cut == text or text.startswith(cut.removesuffix("…"))


@given(lines, st.integers(0, 80))
def test_padded_text_has_the_width_or_its_own(text: str, width: int) -> None:
    assert columns(pad(text, width)) == max(width, columns(text)) == columns(pad(text, width, "right"))


def test_clean_line_leaves_nothing_that_a_terminal_obeys() -> None:
    assert clean_line("a\n\tb\x1b[31mred\u202egnp.exe\u2066 x\u00ad") == "a b\ufffd[31mredgnp.exe x"
    assert clean_line("  联\u3000邦\r\n") == "联 邦"
    assert clean_line("\ud800") == "\ufffd"
