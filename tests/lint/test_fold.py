"""Folding keeps every offset, is done once and for all, and leaves different words different."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contentops.lint.fold import fold


@given(st.text())
def test_folding_is_one_to_one_and_folding_twice_changes_nothing(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    assert fold(folded) == folded


def test_long_and_short_texts_are_folded_alike() -> None:
    planes = (*range(0x30000), *range(0xE0000, 0xE0200), sys.maxunicode)  # there is nothing in between
    everything = "".join(chr(code) for code in planes if not 0xD800 <= code <= 0xDFFF)
    pieces = [everything[at : at + 50_000] for at in range(0, len(everything), 50_000)]
    assert "".join(map(fold, pieces)) == fold(everything)


def test_pairs_of_marks_are_seen_by_the_sample() -> None:
    fold("国" * 200_000)  # from here on short texts are folded as long ones
    for length in (1_000, 2_000, 4_000, 50_000):
        assert fold("“‘" * length) == fold("“‘") * length


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("ＢＥＳＴ", "best"),
        ("國家級", "国家级"),
        ("頂級裡裏", "顶级里里"),
        ("İ", "i"),
        ("bést", "best"),
        ("什么麼", "什么么"),
        ("ß", "ß"),
        ("①", "1"),
        ("－‑–", "---"),
        ("’", "'"),
        ("\u3000\u00a0", "  "),
        ("⾯", "面"),
    ],
)
def test_what_looks_different_and_reads_the_same(written: str, read: str) -> None:
    assert fold(written) == read
