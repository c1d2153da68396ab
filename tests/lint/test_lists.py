"""A list that cannot work says so, at the line and column; one that can is kept as it was written."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contentops.lint import TabooList, lint_text
from contentops.lint.lists.text_list import parse_text_list
from contentops.lint.lists.yaml_list import parse_yaml_list
from contentops.problem import Problem
from contentops.workspace.yaml_reader import read_yaml


def parse(text: str) -> tuple[TabooList, list[Problem]]:
    return parse_yaml_list(read_yaml(text, "taboo/a.yaml"), "a")


def problems_of(text: str) -> list[tuple[int, int, str]]:
    return [(problem.line, problem.column, problem.message) for problem in parse(text)[1]]


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        (
            "entries:\n- term: a b\n- term: A B\n",
            3,
            9,
            "stands twice in this list, which reads the same as a b",
        ),
        ("entries:\n- terms: [国家级, 國家級]\n", 2, 16, "reads the same as 国家级 (first on line 2)"),
        ("entries:\n- 甲\n- 甲\n", 3, 3, "the term 甲 stands twice"),
        ("entries:\n- term: 最佳\n  contexts: [最好实践]\n", 3, 14, "does not contain the entry's term"),
        ("entries:\n- term: 最佳\n  contexts: 最佳\n", 3, 13, "is a term of the entry"),
        ("entries:\n- term: ' '\n", 2, 9, "expected text in term"),
        ('entries:\n- term: "\\u200b"\n', 2, 9, "no width"),
        ("entries:\n- trem: x\n", 2, 3, "unknown key trem"),
        ("entires: []\n", 1, 1, "unknown key entires"),
        ("entries:\n- reason: x\n", 2, 3, "without a term or a pattern"),
        ("entries:\n- term: 100\n", 2, 9, "expected text"),
        ("entries:\n- 100\n", 2, 3, "expected a term or a mapping"),
        ("entries:\n- term: x\n  severity: fatal\n", 3, 13, "unknown severity"),
        ("language: de\nentries: [x]\n", 1, 11, "unknown language"),
        ("entries:\n- term: x\n  exempt_by: [award]\n", 3, 15, "unknown exemption award"),
        ("exemptions:\n  award: {title: x}\nentries: [x]\n", 2, 3, "can never apply"),
        ("entries:\n- pattern: 'a*'\n", 2, 12, "not allowed"),
        ("entries:\n- pattern: '(a{0,5}){0,5}b'\n", 2, 12, "a repeat inside a repeat"),
        ("entries:\n- pattern: '(a'\n", 2, 12, "not a regular expression"),
        ("entries:\n- pattern: '{scope}x'\n", 2, 12, "no part is called scope"),
        ("entries:\n- pattern: '(a)\\1'\n", 2, 12, "back-references"),
        ("entries:\n- pattern: 'a{0,3}'\n", 2, 12, "can match nothing"),
        ("entries:\n- term: x\n  where: {from: 2027}\n", 3, 17, "expected text for from"),
        ("entries:\n- term: x\n  where: {from: soon}\n", 3, 17, "expected a date"),
        ("entries:\n- term: x\n  case_sensitive: 1\n", 3, 19, "expected true or false"),
        ("", 1, 1, "an empty list"),
        ("- a\n", 1, 1, "expected a mapping"),
        ("entries: x\n", 1, 10, "expected a list of entries"),
        ("entries:\n- term: a\n  term: b\n", 3, 3, "stands twice in one mapping"),
        ("entries: [\n", 2, 1, "not valid YAML"),
    ],
)
def test_a_list_that_cannot_work_fails_loudly(text: str, line: int, column: int, words: str) -> None:
    found = problems_of(text)
    assert any((line, column) == place[:2] and words in place[2] for place in found), found


def test_an_unknown_key_names_the_nearest_one() -> None:
    [problem] = [p for p in parse("entries:\n- term: x\n  sugestions: [other]\n")[1] if p.line == 3]
    assert problem.hint == "did you mean suggestions?"


def test_a_good_list_is_read_whole() -> None:
    taboo, problems = parse(
        "title: House style\nlanguage: en\nsource: PR manual 3.2\nparts:\n  thing: [app, tool]\n"
        "entries:\n- term: Cheap\n  case_sensitive: true\n  suggestions: economical\n  contexts: [Cheap Trick]\n"
        "  where: {language: en, channels: [blog], from: '2027-01-01'}\n"
        "- pattern: 'best {thing}'\n  severity: note\n"
    )
    assert problems == []
    assert taboo.entries[0].where.channels == ("blog",)
    assert taboo.entries[0].source == "PR manual 3.2"
    found = lint_text("Cheap, cheap, Cheap Trick; the best app and the BEST TOOLS, the best tool.", [taboo])
    assert [(finding.text, finding.severity) for finding in found] == [
        ("Cheap", "error"),
        ("best app", "note"),
        ("best tool", "note"),
    ]
    assert found[0].suggestions == ("economical",)


def test_text_lists_have_terms_comments_and_suggestions() -> None:
    text = "\ufeff# 公司禁用词\r\n\r\n竞品甲 => 友商; 同类产品\r\n  保本   # 不得承诺\r\nC# developer\r\n"
    taboo, problems = parse_text_list(text, "taboo/words.txt", "words")
    assert problems == []
    assert [entry.terms[0] for entry in taboo.entries] == ["竞品甲", "保本", "C# developer"]
    [finding] = lint_text("不如竞品甲。", [taboo])
    assert finding.suggestions == ("友商", "同类产品")
    assert finding.list == "words"
    assert "words" in finding.message


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("甲\n\n 甲\n", 3, 2, "stands twice"),
        ("=> x\n", 1, 1, "an empty term"),
        ("甲 =>\n", 1, 1, "no suggestion"),
        ("a\x00b\n", 1, 1, "control character"),
        ("# only a comment\n", 1, 1, "no terms"),
    ],
)
def test_a_broken_text_list_says_where(text: str, line: int, column: int, words: str) -> None:
    _, [problem] = parse_text_list(text, "taboo/a.txt", "a")
    assert (problem.line, problem.column) == (line, column)
    assert words in problem.message


@given(st.text(max_size=60))
@settings(max_examples=200, deadline=None)
def test_no_pattern_makes_it_fail(pattern: str) -> None:
    quoted = pattern.replace("'", "''")
    parse(f"entries:\n- pattern: '{quoted}'\n")


@given(st.text(alphabet="entries:-[]{}\n \t'\"#&*termcontxs国家级\u200b\ufeff", max_size=80))
@settings(max_examples=200, deadline=None)
def test_no_list_makes_it_fail(text: str) -> None:
    parse(text)
    parse_text_list(text, "a.txt", "a")
