"""Of several findings on the same words one stands; a company's own always does."""

from __future__ import annotations

from itertools import pairwise

import pytest

from contentops.lint import lint_text
from contentops.lint.packs import choose_packs, load_pack
from contentops.lint.taboo import Entry, TabooList

PACKS = [load_pack(name) for name in choose_packs()]


@pytest.mark.parametrize(
    "text",
    [
        "我们吊打竞品。",
        "行业最快的数据库。",
        "拥有全球最快的数据增速。",
        "We are the undisputed leader.",
        "The undisputed leader in databases.",
        "Customers see 10x faster queries.",
        "我们承诺保底收益不低于 6%。",
    ],
)
def test_packs_say_one_thing_of_the_same_words(text: str) -> None:
    found = [one for one in lint_text(text, PACKS) if one.list]
    assert found
    assert all(a.end <= b.start for a, b in pairwise(found))


@pytest.mark.parametrize("severity", ["error", "note"])
def test_the_companys_own_entry_stays(severity: str) -> None:
    own = TabooList("house", "House", "", (Entry(("最快",), (), severity, "style", ""),))  # type: ignore[arg-type]
    found = lint_text("行业最快的数据库。", [*PACKS, own])
    assert ("house", "最快") in {(one.list, one.text) for one in found}


def test_a_disabled_entry_leaves_the_place_to_the_other() -> None:
    text = "拥有全球最快的数据增速。"
    [first] = [one for one in lint_text(text, PACKS) if one.list]
    [other] = [one for one in lint_text(text, PACKS, disable=[first.term]) if one.list]
    assert other.start < first.end
    assert other.term != first.term


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the most\treliable database", "most\treliable"),
        ("It is 100 % secure.", "100 % secure"),
        ("Un-beat-able speed.", "Un-beat-able"),
        ("It out-performs all others.", "out-performs"),
        ("我们提供最高级别的服务。", "最高级别"),
    ],
)
def test_all_of_what_is_written_otherwise_is_found(text: str, expected: str) -> None:
    assert [one.text for one in lint_text(text, PACKS) if one.list] == [expected]


def test_a_percentage_with_a_blank_is_the_term() -> None:
    own = TabooList("house", "House", "", (Entry(("100% secure",), (), "error", "claim", ""),))
    assert [one.text for one in lint_text("It is 100 % secure.", [own])] == ["100 % secure"]
