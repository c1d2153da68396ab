"""Words of Chinese and English, what they find, and in which order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contentops.library.pieces import Filters, Outing, Piece
from contentops.library.search import search

BASE = Piece(
    name="base", title="", titles=(), pool="basic", format="case", industry="", industries=(), products=(),
    product_names=(), role="decider", stage="convert",
)  # fmt: skip


def piece(name: str, title: str = "", text: str = "", **more: object) -> Piece:
    return replace(BASE, name=name, title=title, titles=(title,), text=text, **more)  # type: ignore[arg-type]


BANK = piece("bank", "澜川银行：联合建模识别多头借贷", "银行与运营商联合建模。隐私计算平台在本地运行。")
CARE = piece(
    "care", "某三甲医院：再入院风险模型", "七家医院共同训练，数据不出院。", industries=("医疗", "Healthcare")
)
ENGLISH = piece(
    "study", "Seven hospitals train one model", "# Seven hospitals\n\nThe study was run in Leipzig.\n"
)
ALL = (BANK, CARE, ENGLISH)


def names(query: str) -> list[str]:
    return [hit.piece.name for hit in search(ALL, query).hits]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("联合建模", ["bank"]),
        ("银行 建模", ["bank"]),
        ("医院", ["care"]),
        ("数", ["care"]),
        ("hospital", ["study"]),
        ("HOSPITALS training", ["study"]),
        ("ｈｏｓｐｉｔａｌ", ["study"]),
        ("studies", ["study"]),
        ("healthcare", ["care"]),
        ("bank", ["bank"]),
        ("区块链", []),
        ("hostage", []),
    ],
)
def test_finds_words_of_both_languages(query: str, expected: list[str]) -> None:
    assert names(query) == expected


def test_a_run_that_stands_nowhere_whole_is_found_by_its_pairs_and_said_to_be() -> None:
    found = search(ALL, "隐私建模平台")
    assert [hit.piece.name for hit in found.hits] == ["bank"]
    assert not found.all_words


def test_what_has_all_words_comes_alone_and_some_only_when_nothing_has_all() -> None:
    both = search(ALL, "医院 模型")
    assert ([hit.piece.name for hit in both.hits], both.all_words) == (["care"], True)
    some = search(ALL, "医院 hospitals")
    assert ({hit.piece.name for hit in some.hits}, some.all_words) == ({"care", "study"}, False)


def test_a_word_in_the_title_counts_more_than_one_in_the_text() -> None:
    title = piece("title", "Audit trail", "Other words of the same length here.")
    text = piece("text", "Other words", "An audit is one word in a text of some length.")
    assert [hit.piece.name for hit in search((text, title), "audit").hits] == ["title", "text"]


def test_the_excerpt_shows_the_sentence_with_the_word() -> None:
    hit = search(ALL, "leipzig").hits[0]
    assert hit.excerpt == "The study was run in Leipzig."
    assert hit.excerpt[hit.start : hit.end] == "Leipzig"
    long = piece("long", "x", "甲" * 300 + "隐私计算" + "乙" * 300)
    hit = search((long,), "隐私计算").hits[0]
    assert len(hit.excerpt) <= 130
    assert hit.excerpt[hit.start : hit.end] == "隐私计算"


def test_nothing_asked_gives_everything_by_name() -> None:
    assert names("") == ["bank", "care", "study"]
    assert names(" ，!? ") == ["bank", "care", "study"]


@given(st.text(max_size=20), st.lists(st.text(max_size=40), max_size=4))
def test_any_text_is_searched_without_a_fault(query: str, texts: list[str]) -> None:
    pieces = [piece(str(number), text, text) for number, text in enumerate(texts)]
    for hit in search(pieces, query).hits:
        assert 0 <= hit.start <= hit.end <= len(hit.excerpt)


@given(st.sampled_from(ALL), st.integers(0, 12), st.integers(2, 6))
def test_any_run_of_chinese_in_a_text_finds_it(one: Piece, start: int, length: int) -> None:
    run = one.text[start : start + length]
    if all("\u4e00" <= mark <= "\u9fff" for mark in run) and run:
        assert one.name in names(run)


TODAY = date(2027, 3, 1)
OLD = piece(
    "old",
    pool="hook",
    made=date(2026, 1, 1),
    fresh_until=date(2026, 12, 31),
    outings=(Outing(date(2026, 1, 5), "blog"),),
    industries=("Banking and insurance",),
    products=("commons",),
)


@pytest.mark.parametrize(
    ("filters", "let"),
    [
        (Filters(), True),
        (Filters(pools=["basic"]), False),
        (Filters(pools=["basic", "hook"]), True),
        (Filters(industries=["bank"]), True),
        (Filters(industries=["health"]), False),
        (Filters(products=["commons"]), True),
        (Filters(roles=["user"]), False),
        (Filters(channels=["blog"]), True),
        (Filters(channels=["wire"]), False),
        (Filters(fresh=True), False),
        (Filters(stale=True), True),
        (Filters(unused_for=365), True),
        (Filters(unused_for=500), False),
    ],
)
def test_filters(filters: Filters, let: bool) -> None:
    assert filters.let(OLD, TODAY) is let


def test_age_and_last_use() -> None:
    used = replace(OLD, uses=(date(2026, 6, 1), date(2026, 3, 1)))
    assert (used.age(TODAY), used.last_used, used.is_stale(TODAY)) == (424, date(2026, 6, 1), True)
    assert BASE.age(TODAY) is None
    assert replace(OLD, fresh_until=TODAY).is_stale(TODAY) is False
