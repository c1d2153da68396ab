"""What stands between the characters of a term hides it or parts it; words are words, and English inflects."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contentops.lint import Circumstances, TabooList, lint_text
from contentops.lint.inflections import inflect
from contentops.lint.segments import crosses_words
from contentops.lint.taboo import Entry, Exemption, Where

TERMS = (
    "国家级",
    "最佳",
    "第一",
    "第一品牌",
    "保本",
    "绝对",
    "空前",
    "行业第一",
    "best",
    "risk free",
    "guarantee",
)
LIST = TabooList("company", "company", "", (Entry(TERMS, (), "error", "company", "because"),))


def found(text: str, disguises: str = "normal") -> list[str]:
    findings = lint_text(text, [LIST], disguises=disguises)  # type: ignore[arg-type]
    assert all(text[finding.start : finding.end] == finding.text for finding in findings)
    return [finding.text for finding in findings]


@pytest.mark.parametrize(
    "written",
    [
        "国 家 级", "国.家*级", "国、家、级", "国/家/级", "国_家_级", "国~家~级", "国🔥家🔥级", "国👨‍👩‍👧家级",
        "国\u3000家\u3000级",
        "国&nbsp;家&nbsp;级", "国 家级", "国＋家＋级", "最 佳", "最😀佳", "最★佳", "第·一",
        "b e s t", "b.e.s.t", "b-e-s-t",
        "r i s k f r e e", "gua*rantee", "国\n> 家级",
    ],
)  # fmt: skip
def test_what_hides_a_term_is_seen_through(written: str) -> None:
    text = f"> 甲 {written} 乙"
    assert found(text) == [written]
    assert found(text, "none") == ([written] if "\n" in written else [])


@pytest.mark.parametrize(
    "text",
    [
        "国家/级别", "国家 级别", "国家、级别", "| 国 | 家级 |\n|---|---|\n", "- 国\n- 家级", "最，佳",
        "拒绝，对外", "确保 本地", "位居榜首，家庭",
        "拒 绝 对 外", "清 空 前", "U.S. be st", "the b set", "最（佳）", "abe st",
    ],
)  # fmt: skip
def test_what_parts_words_parts_them(text: str) -> None:
    assert found(text) == []


def test_a_comma_between_words_leaves_each_as_it_is() -> None:
    assert found("第一，品牌词") == ["第一"]
    assert found("行业 第一") == ["行业 第一"]
    assert found("质量第一🎉品牌活动") == ["第一"]


@pytest.mark.parametrize("text", ["确保本地缓存", "拒绝对外暴露", "清空前请确认"])
def test_a_term_across_the_boundary_of_words_is_none(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("text", ["保本理财", "绝对安全", "空前成功", "国家级别的平台", "全球第一品牌"])
def test_a_term_that_is_a_word_is_found(text: str) -> None:
    assert found(text)


@given(st.text(alphabet="国家级别最佳保本确地 ，·", max_size=20), st.integers(0, 20), st.integers(1, 4))
@settings(deadline=None)
def test_any_place_can_be_weighed(text: str, start: int, length: int) -> None:
    if start + length <= len(text):
        assert crosses_words(text, start, start + length) in (True, False)


@given(
    st.lists(st.sampled_from([*"国家级最佳 ·*，/😀best.\n\u200b_|", "**", "&amp;", "> "]), max_size=24).map(
        "".join
    )
)
@settings(deadline=None, max_examples=200)
def test_every_span_is_exact(text: str) -> None:
    found(text)
    found(text, "thorough")


@pytest.mark.parametrize(
    ("term", "forms"),
    [
        ("guarantee", {"guarantees", "guaranteed", "guaranteeing"}),
        ("cure", {"cures", "cured", "curing"}),
        ("win", {"wins", "winning", "won"}),
        ("crush", {"crushes", "crushed", "crushing"}),
        ("money-back guarantee", {"money-back guarantees"}),
        ("beat cancer", {"beats cancer", "beating cancer", "beaten cancer", "beat cancers"}),
        ("company", {"companies"}),
    ],
)
def test_english_terms_have_their_forms(term: str, forms: set[str]) -> None:
    assert forms <= set(inflect(term))


@pytest.mark.parametrize("term", ["best", "free", "unbeatable", "leading", "国家级", "ai", "truly", "no.1"])
def test_what_does_not_inflect_has_none(term: str) -> None:
    assert inflect(term) == ()


def test_inflections_are_off_for_exact_entries() -> None:
    exact = TabooList("a", "a", "", (Entry(("cure",), (), "error", "a", "b", inflections=False),))
    cased = TabooList("a", "a", "", (Entry(("Cure",), (), "error", "a", "b", case_sensitive=True),))
    assert lint_text("it cures", [exact]) == []
    assert lint_text("Cures", [cased]) == []


def test_entries_apply_where_they_are_for() -> None:
    where = Where(channels=("wechat",), formats=("post",), valid_from="2026-01-01", valid_until="2026-12-31")
    limited = TabooList("a", "a", "", (Entry(("转发",), (), "error", "a", "b", where=where),))

    def count(**known: object) -> int:
        return len(lint_text("转发", [limited], circumstances=Circumstances(**known)))  # type: ignore[arg-type]

    assert count() == count(channels=("blog", "wechat"), format="post", date="2026-12-31") == 1
    assert count(channels=("blog",)) == count(format="paper") == count(date="2027-01-01") == 0


@pytest.mark.parametrize("written", ["gu4rantee", "guarantееd", "bеst"])
def test_look_alikes_are_found_when_asked_for(written: str) -> None:
    assert found(f"a {written} b") == []
    assert found(f"a {written} b", "thorough") == [written]


@pytest.mark.parametrize(
    "written", ["best_in_class", "best.in.class", "best-in-class", "un.hack.able", "un.hackable"]
)
def test_words_joined_as_in_a_program_are_found_when_all_of_it_is_a_term(written: str) -> None:
    house = TabooList("house", "house", "", (Entry(("best in class", "unhackable"), (), "error", "c", "r"),))
    [found] = [one for one in lint_text(f"A {written} thing.", [house]) if one.list]
    assert found.text == written


@pytest.mark.parametrize(
    "written", ["my_best_in_class", "best.in.class.py", "x@best.in.class", "best.in/class"]
)
def test_a_longer_name_of_a_program_is_none(written: str) -> None:
    house = TabooList("house", "house", "", (Entry(("best in class",), (), "error", "c", "r"),))
    assert not [one for one in lint_text(f"A {written} thing.", [house]) if one.list]


@pytest.mark.parametrize("written", ["№ 1", "№1", "No. 1"])
def test_the_sign_for_a_number_is_one(written: str) -> None:
    for case_sensitive in (False, True):
        entry = Entry(("No. 1",), (), "error", "c", "r", case_sensitive=case_sensitive)
        [found] = lint_text(f"We are the {written} vendor.", [TabooList("house", "house", "", (entry,))])
        assert found.text == written


def test_html_is_read_as_html() -> None:
    house = TabooList("house", "house", "", (Entry(("国家级",), (), "error", "c", "r"),))
    text = "<p title='国家级'>国<b>家</b>级</p><script>国家级</script>"
    assert [found.start for found in lint_text(text, [house], markup="html") if found.list][-1:] == [
        text.index("国<b>")
    ]


def test_what_silences_a_pack_does_not_silence_a_company() -> None:
    exemption = Exemption("quoted", "named only", "law", contexts=("国家级一词",))
    pack = TabooList(
        "pack",
        "pack",
        "",
        (Entry(("国家级",), (), "error", "c", "r", exempt_by=("quoted",)),),
        (),
        (exemption,),
    )
    house = TabooList("house", "house", "", (Entry(("国家级",), (), "warning", "c", "r"),))
    for lists in ([pack, house], [house, pack]):
        assert [(found.list, found.severity) for found in lint_text("国家级一词", lists)] == [
            ("house", "warning")
        ]
    assert lint_text("国家级一词", [pack]) == []
