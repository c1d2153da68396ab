"""Sentences made of facts, in both languages."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contentops.drafts import chinese, english
from contentops.drafts.english_dates import DayFirst, MonthFirst
from contentops.drafts.phrases import phrase_filters, phrase_tests
from contentops.drafts.tidy import tidy


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        ("完成适配", "完成适配。"),
        ("完成适配。", "完成适配。"),
        ("完成适配；", "完成适配。"),
        ("完成适配.", "完成适配。"),
        ("升到 3.6", "升到 3.6。"),
        ("能做吗？", "能做吗？"),
        ("他说“好。”", "他说“好。”"),
        ("", ""),
        ("，", ""),
    ],
)
def test_chinese_sentences_have_one_mark(text: str, closed: str) -> None:
    assert chinese.sentence(text) == closed


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        ("it works", "It works."),
        ("It works.", "It works."),
        ("it works,", "It works."),
        ("Is it? ", "Is it?"),
        ("It belongs to Acme Inc.", "It belongs to Acme Inc."),
        ("iOS is supported", "iOS is supported."),
        ("14 customers took part", "Fourteen customers took part."),
        ("42 of 58 answered", "Forty-two of 58 answered."),
        ("2027 was good", "2027 was good."),
        ("1.5 hours", "1.5 hours."),
        ("He said “yes.”", "He said “yes.”"),
        ("", ""),
    ],
)
def test_english_sentences_have_one_mark_and_a_capital(text: str, closed: str) -> None:
    assert english.sentence(text) == closed


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("two banks", "Two banks"),
        ("19 days from opening", "19 days from opening"),
        ("A closed account.", "A closed account."),
        ("one thing,", "One thing"),
        ("iOS only", "iOS only"),
        ("what now?", "What now?"),
        ("...", "..."),
        ("", ""),
    ],
)
def test_a_line_of_a_list_keeps_its_figures(text: str, line: str) -> None:
    assert english.entry(text) == line


def test_a_clause_loses_its_mark_and_only_an_ordinary_capital() -> None:
    assert english.clause("Joint training of models.") == "joint training of models"
    assert english.clause("Bristol opens an office.") == "Bristol opens an office"
    assert english.clause("Reading hospital joins") == "Reading hospital joins"
    assert english.clause("API access,") == "API access"
    assert english.clause("Work with Acme Inc.") == "work with Acme Inc."
    assert chinese.clause("联合建模；。") == "联合建模"


def test_lists_become_prose() -> None:
    assert chinese.listing(["甲", "乙", "丙"]) == "甲、乙和丙"
    assert chinese.listing(["甲，又甲", "乙"]) == "甲，又甲；乙"
    assert english.listing(["a", "b", "c"]) == "a, b and c"
    assert english.listing(["a, b", "c", "d"]) == "a, b; c; and d"
    assert english.listing(["one"]) == "one"
    assert chinese.points(["甲", "乙"], "共{n}点") == "共两点：一是甲；二是乙。"
    assert chinese.points(["甲"], "共{n}点", "只有：") == "只有：甲。"
    assert chinese.points(["甲。又", "乙"], "共{n}点") == "共两点：\n\n- 甲。又。\n- 乙。\n\n"
    assert english.points(["a", "b", "c"], "It has {n} parts") == "It has three parts: a; b; and c."
    assert english.points(["They meet.", "They talk."], "{n}", "", "Then ") == "Then they meet. They talk."
    assert english.points([], "none") == ""


def test_a_name_keeps_its_capital_after_an_opening_and_a_doubtful_word_gets_none() -> None:
    run_on = english.points(["Nordquell Cloud runs it.", "It works."], "", "", "Here, ")
    assert run_on == "Here, Nordquell Cloud runs it. It works."
    assert english.points(["Widgets turn.", "It works."], "", "", "Here, ") == "Widgets turn. It works."


def test_quotations() -> None:
    said = english.said('We tested "it". It held. All did.', "Jo Day", "CTO", "Acme", "said")
    assert said == "“We tested ‘it’,” said Jo Day, CTO at Acme. “It held. All did.”"
    assert english.said("Good", "Jo", "CTO, Acme", "Acme", "said") == "“Good,” said Jo, CTO, Acme."
    assert english.said("Dr. Who came. He left.", "Jo", "", "", "said") == "“Dr. Who came. He left,” said Jo."
    assert english.introduced("Jo", "Manager, Asia", "Acme") == "Jo, Manager, Asia, at Acme"
    assert english.said("Really?", "Jo", "CTO", "", "said") == "“Really?” said Jo, CTO."
    assert chinese.said("“说清楚”就好", "李", "总", "甲", "表示") == "甲总李表示：“‘说清楚’就好。”"
    assert chinese.said("好。", "李", "甲公司总经理", "甲公司", "说") == "甲公司总经理李说：“好。”"
    assert chinese.said("", "李", "", "", "说") == ""


@pytest.mark.parametrize(
    ("country", "written"),
    [("US", "March 30, 2027"), ("CN", "March 30, 2027"), ("GB", "30 March 2027"), ("DE", "30 March 2027")],
)
def test_english_dates_follow_the_country(country: str, written: str) -> None:
    assert phrase_filters("en", country)["date"]("2027-03-30") == written
    assert phrase_filters("zh", country)["date"]("2027-03-30") == "2027年3月30日"


def test_the_day_comes_first_outside_america() -> None:
    first, same_month, other, next_year = (
        date(2027, 3, 30), date(2027, 3, 31), date(2027, 4, 1), date(2028, 1, 1),
    )  # fmt: skip
    assert DayFirst().write_days(first, first) == "30 March 2027"
    assert DayFirst().write_days(first, same_month) == "30–31 March 2027"
    assert DayFirst().write_days(first, other) == "30 March to 1 April 2027"
    assert DayFirst().write_days(first, next_year) == "30 March 2027 to 1 January 2028"


@pytest.mark.parametrize(
    ("text", "time"),
    [("19:30", "19:30"), ("9：05 - 10:00", "9:05"), ("14:00, day one", "14:00"), ("25:00", ""), ("noon", "")],
)
def test_the_time_that_a_session_begins_at(text: str, time: str) -> None:
    assert phrase_filters("en")["start_time"](text) == time


@pytest.mark.parametrize(
    ("source", "written"),
    [
        ("Job log of the service", "job log of the service"),
        ("Door list", "door list"),
        ("Project Gutenberg", "Project Gutenberg"),
        ("Severnside alert queue", "Severnside alert queue"),
        ("Shared Data Week Foundation", "Shared Data Week Foundation"),
        ("European Commission", "European Commission"),
        ("Existing Commons projects can move", "existing Commons projects can move"),
        ("The Northern Data Forum", "the Northern Data Forum"),
        ("Connect Severnside Building Society", "connect Severnside Building Society"),
    ],
)
def test_a_source_loses_its_capital_unless_it_is_a_name(source: str, written: str) -> None:
    assert english.clause(source) == written


@pytest.mark.parametrize(
    ("given", "set_tight"),
    [
        ("双方自 2025 年起合作", "双方自2025年起合作"),
        ("截至 2026 年 9 月，有 63 家", "截至2026年9月，有 63 家"),
        ("于 2026 年 3 月 9 日至 11 日在", "于2026年3月9日至11日在"),
        ("历时 12 年、3 个月", "历时 12 年、3 个月"),
        ("2026 年 9 月 30 家机构", "2026年9月 30 家机构"),
        ("见 `2026 年 9 月`", "见 `2026 年 9 月`"),
    ],
)
def test_years_and_months_in_chinese_text_are_set_tight(given: str, set_tight: str) -> None:
    assert tidy(given, "zh") == set_tight + "\n"


@pytest.mark.parametrize(
    ("language", "value", "written"),
    [
        ("zh", date(2027, 1, 12), "2027年1月12日"),
        ("en", date(2027, 1, 12), "January 12, 2027"),
        ("zh", "2026-09", "2026年9月"),
        ("en", "2026-09", "September 2026"),
        ("zh", "2026 年 9 月", "2026年9月"),
        ("en", 2026, "2026"),
        ("zh", "2026", "2026年"),
        ("zh", "上半年", "上半年"),
        ("en", "2027-02-30", "2027-02-30"),
        ("en", "", ""),
    ],
)
def test_dates(language: str, value: object, written: str) -> None:
    assert phrase_filters("zh" if language == "zh" else "en")["date"](value) == written


def test_spans_of_days() -> None:
    first, same_month, other, next_year = (
        date(2027, 3, 30), date(2027, 3, 31), date(2027, 4, 1), date(2028, 1, 1),
    )  # fmt: skip
    assert chinese.write_days(first, first) == "2027年3月30日"
    assert chinese.write_days(first, same_month) == "2027年3月30日至31日"
    assert chinese.write_days(first, other) == "2027年3月30日至4月1日"
    assert chinese.write_days(first, next_year) == "2027年3月30日至2028年1月1日"
    assert MonthFirst().write_days(first, same_month) == "March 30-31, 2027"
    assert MonthFirst().write_days(first, other) == "March 30 to April 1, 2027"
    assert MonthFirst().write_days(first, next_year) == "March 30, 2027, to January 1, 2028"


def test_the_lead_takes_the_option_whose_length_fits() -> None:
    fit = phrase_filters("en")["fit"]
    assert fit(["one two three four", "one two", "one"], 2, 3) == "one two"
    assert fit(["one two three four", "one"], 2, 3) == "one two three four"
    assert fit([], 2, 3) == ""


def test_what_counts_as_a_description() -> None:
    zh, en = phrase_tests("zh"), phrase_tests("en")
    assert en["appositive"]("The platform for shared statistics.")
    assert not en["appositive"]("Acme lets people work together.")
    assert zh["appositive"]("面向企业的联邦学习平台")
    assert not zh["appositive"]("让数据留在本地，让模型一起训练")
    assert zh["told_in"]("到场 64 人", "共 64 人、31 家")
    assert not zh["told_in"]("到场 65 人", "共 64 人")
    assert not zh["told_in"]("无数字", "无数字")


def test_tidy_joins_lines_and_sets_blanks_as_the_facts_do() -> None:
    assert tidy("一行\n两行，\n三行\n\n\n\n- 列\n- 表\n", "zh") == "一行两行，三行\n\n- 列\n- 表\n"
    assert tidy("one\n“two” three\n", "en") == "one “two” three\n"
    assert (
        tidy("有 64 人、31 家，共2场，2027年1月2日在 A 地。\n", "zh")
        == "有 64 人、31 家，共 2 场，2027年1月2日在 A 地。\n"
    )
    assert tidy("有64人、31 家，共2场。\n", "zh") == "有64人、31 家，共2场。\n"
    assert tidy('it\'s "so" `a\'b "c"`\n', "en") == 'it’s “so” `a\'b "c"`\n'
    assert tidy("```\na\n\n\nb\n```\n", "en") == "```\na\n\n\nb\n```\n"
    assert tidy("a  \nb\\\nc\nd\n", "en") == "a  \nb\\\nc d\n"


@given(st.text(max_size=60), st.sampled_from(["zh", "en"]))
def test_tidy_is_stable_and_loses_no_letter(text: str, language: str) -> None:
    once = tidy(text, "zh" if language == "zh" else "en")
    assert tidy(once, "zh" if language == "zh" else "en") == once
    assert [c for c in once if c.isalnum()] == [c for c in text if c.isalnum()]


@pytest.mark.parametrize(
    "span", ["2026年8月至9月", "2026年8月至2027年1月", "2026年3月9日至11日", "2025年至2026年"]
)
def test_dates_and_spans_are_set_without_blanks_whatever_the_style(span: str) -> None:
    assert span in tidy(f"用 SDK 打通 3 个系统，{span}的数据，来源：门店。", "zh")


_PIECES = st.sampled_from(
    ["2026", "12", "9", "30", " ", "年", "月", "日", "至", "-", "，", "A", "中", "`", "\n", "1.5", "于"]
)


@given(st.lists(_PIECES, max_size=14).map("".join))
def test_setting_dates_tight_is_stable_and_loses_no_letter(text: str) -> None:
    once = tidy(text, "zh")
    assert tidy(once, "zh") == once
    assert [c for c in once if c.isalnum()] == [c for c in text if c.isalnum()]
