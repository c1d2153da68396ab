"""Words are words: edges, longest matches, contexts, exemptions."""

from __future__ import annotations

import pytest

from contentops.lint import TabooList, lint_text
from contentops.lint.lists.yaml_list import parse_yaml_list
from contentops.lint.words import detect_languages, find_sentence
from contentops.workspace.yaml_reader import read_yaml


def taboo(text: str, name: str = "a") -> TabooList:
    parsed, problems = parse_yaml_list(read_yaml(text, f"{name}.yaml"), name)
    assert problems == []
    return parsed


def found(text: str, *lists: TabooList) -> list[str]:
    return [finding.text for finding in lint_text(text, lists)]


@pytest.mark.parametrize(
    ("term", "text", "expected"),
    [
        ("best", "The best, bestow, Best's, abest, best_x, x-best.", ["best", "Best", "best"]),
        ("第1", "第1，第10，第1,000，第1.", ["第1", "第1"]),
        ("100%", "100% 1100% 1,100% 0.100%", ["100%"]),
        ("no.1", "No.1 no.10 No.1，", ["No.1", "No.1"]),
        ("AI", "AI said; AI平台用AI", ["AI", "AI", "AI"]),
    ],
)
def test_latin_words_and_numbers_have_edges(term: str, text: str, expected: list[str]) -> None:
    assert found(text, taboo(f"entries:\n- '{term}'\n")) == expected


def test_the_longest_match_decides_also_across_lists() -> None:
    short = taboo("entries:\n- term: 首家\n", "short")
    longer = taboo("entries:\n- term: 全国首家\n  severity: warning\n", "longer")
    assert found("全国首家，首家", short, longer) == ["全国首家", "首家"]


def test_of_two_lists_with_one_term_the_graver_is_reported_once() -> None:
    mild = taboo("entries:\n- term: 首家\n  severity: note\n", "mild")
    grave = taboo("entries:\n- term: 首家\n", "grave")
    [finding] = lint_text("首家", [mild, grave])
    assert finding.list == "grave"


def test_contexts_of_an_entry_protect_that_entry_and_those_of_a_list_all() -> None:
    first = taboo("entries:\n- term: 最佳\n  contexts: [最佳实践]\n", "first")
    second = taboo("entries:\n- term: 实践\n", "second")
    names = taboo("contexts: [最佳实践]\nentries:\n- term: 其他\n", "names")
    assert found("最佳实践，最佳", first) == ["最佳"]
    assert found("最佳实践", first, second) == ["实践"]
    assert found("最佳实践", first, second, names) == []


def test_a_pattern_does_not_swallow_a_graver_term() -> None:
    lists = taboo("entries:\n- pattern: '全国.{0,8}第一'\n  severity: warning\n- term: 顶级\n")
    assert found("全国顶级团队第一", lists) == ["全国顶级团队第一", "顶级"]


def test_an_exemption_looks_at_the_sentence_and_at_nothing_else() -> None:
    lists = taboo(
        "exemptions:\n  goals: {title: a goal, sentence: ['(?:争取|力争).{0,10}{term}']}\n"
        "entries:\n- term: 第一\n  exempt_by: [goals]\n"
    )
    assert found("我们力争成为第一。", lists) == []
    assert found("我们力争。成为第一。", lists) == ["第一"]
    assert found("我们力争\n\n成为第一。", lists) == ["第一"]


def test_where_an_entry_is_for_one_language_it_is_used_on_that_language() -> None:
    lists = taboo("entries:\n- term: OK\n  where: {language: en}\n")
    assert found("OK", lists) == ["OK"]
    assert found("全部都是中文的一段话，一切正常。OK" * 4, lists) == []


@pytest.mark.parametrize(
    ("text", "languages"),
    [
        ("全部都是中文的一段话。", ("zh",)),
        (
            "this is english prose with one 一 character in it and "
            + "all of the other words are english " * 3,
            ("en",),
        ),
        ("一半中文，半句英文 and half of it english", ("zh", "en")),
        ("123", ("zh", "en")),
    ],
)
def test_languages_are_told_by_their_share(text: str, languages: tuple[str, ...]) -> None:
    assert detect_languages(text) == languages


def test_a_sentence_ends_at_its_marks_but_not_inside_a_number() -> None:
    text = "一。二 3.5 三最佳四；五"
    start = text.index("最佳")
    first, last = find_sentence(text, start, start + 2)
    assert text[first:last] == "二 3.5 三最佳四"


def test_rules_lists_and_terms_can_be_switched_off() -> None:
    lists = [taboo("entries: [甲, 乙]\n", "words")]
    text = "甲乙 TODO"
    assert [finding.rule for finding in lint_text(text, lists)] == [
        "taboo-word",
        "taboo-word",
        "placeholder-left",
    ]
    assert [finding.text for finding in lint_text(text, lists, disable={"甲", "placeholder-left"})] == ["乙"]
    assert [finding.text for finding in lint_text(text, lists, disable={"words"})] == ["TODO"]


@pytest.mark.parametrize(
    ("text", "languages"),
    [
        ("the vendor ships software to banks. " * 400 + "\n国家级最佳平台。", ("zh", "en")),
        ("我们发布了新的版本。" * 2000 + "\nthe platform is unhackable.", ("zh", "en")),
        ("the vendor ships software to banks. " * 400 + "张三 李四", ("en",)),
        ("我们发布了新的版本。" * 2000 + "见 docker run 与 data lake", ("zh",)),
    ],
)
def test_one_phrase_of_the_other_language_is_read_too(text: str, languages: tuple[str, ...]) -> None:
    assert detect_languages(text) == languages
