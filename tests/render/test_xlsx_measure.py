"""How many lines a text takes in a cell: never fewer than programs make of it, and hardly more."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contentops.render.xlsx_measure import lines_in


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 20, 1),
        ("one line", 20, 1),
        ("one\ntwo\n", 20, 3),
        ("i" * 40, 20, 1),  # narrow letters
        ("W" * 20, 20, 2),  # wide ones
        ("联邦学习国家标准正式发布", 13, 2),  # 12 characters of 10 points in 63
        ("联邦学习国家标准正式发布", 26, 1),
        ("a word_that_is_far_too_long_for_its_line", 20, 3),
        ("Nordquell Cloud to host Threadmoor Commons in three regions", 40, 2),  # as LibreOffice breaks it
        ("Threadmoor Commons 4.2 gives every site a say in each job", 40, 2),
    ],
)
def test_lines(text: str, width: float, lines: int) -> None:
    assert lines_in(text, width) == lines


@given(st.text(max_size=300), st.floats(5, 80))
def test_a_smaller_font_and_a_wider_cell_never_take_more_lines(text: str, width: float) -> None:
    assert 1 <= text.count("\n") + 1 <= lines_in(text, width)
    assert lines_in(text, 2000) == text.count("\n") + 1


@given(st.lists(st.sampled_from(["plan", "a", "联邦", "2027-01-04"]), min_size=1, max_size=40))
def test_every_word_more_takes_no_line_less(words: list[str]) -> None:
    counts = [lines_in(" ".join(words[:n]), 30) for n in range(1, len(words) + 1)]
    assert counts == sorted(counts)
