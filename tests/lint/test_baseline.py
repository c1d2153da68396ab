"""A baseline: old findings stay known when the text around them moves, and only new ones count."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contentops.errors import ContentopsError
from contentops.lint import Finding, TabooList, lint_text
from contentops.lint.baseline import Baseline, Key, find_keys, parse_baseline, render_baseline
from contentops.lint.taboo import Entry

HOUSE = TabooList("house", "", "", (Entry(("cheap", "最佳"), (), "error", "company", "no"),))


def keys(text: str, path: str = "a.md") -> list[Key]:
    findings: list[Finding] = lint_text(text, [HOUSE], path=path)
    return find_keys(path, findings, text)


def is_old(before: str, after: str) -> list[bool]:
    baseline = Baseline(parse_baseline(render_baseline(keys(before)), "baseline.json"))
    return baseline.claim(keys(after))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("It is cheap. Buy it.\n", "# A new title\n\nA new paragraph.\n\nIt is cheap. Buy it.\n"),
        ("It is cheap and it works well enough.\n", "It is\ncheap and it\nworks well enough.\n"),
        ("> It is cheap and\n> it works.\n", "> It is\n> cheap and it works.\n"),
        ("It is cheap.\n", "It is **cheap**.\n".replace("**", "")),
        ("- one\n- it is cheap\n- three\n", "- it is cheap\n- three\n- one\n"),
        ("It is cheap.\n", "It is cheap.\r\n"),
        ("我们是最佳平台。欢迎。\n", "新的一句。我们是最佳\n平台。欢迎光临。\n"),
        ("# Cheap things\n\ntext\n", "# Cheap things\nanother text\n"),
    ],
)
def test_what_moved_is_still_known(before: str, after: str) -> None:
    assert is_old(before, after) == [True]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("It is cheap.\n", "It is cheap. That is cheap too.\n", [True, False]),
        ("It is cheap.\n", "It is cheap.\n\nIt is cheap.\n", [True, False]),
        ("It is cheap.\n\nIt is cheap.\n", "It is cheap.\n\nIt is cheap.\n", [True, True]),
        ("It is cheap.\n", "Now it is really cheap.\n", [False]),
        ("It is cheap.\n", "我们是最佳平台。\n", [False]),
    ],
)
def test_what_is_new_counts(before: str, after: str, expected: list[bool]) -> None:
    assert is_old(before, after) == expected


def test_a_renamed_file_keeps_its_entries() -> None:
    baseline = Baseline(dict.fromkeys(keys("It is cheap.\n", "old.md"), 1))
    new = keys("It is cheap.\n", "new.md")
    assert baseline.claim(new) == [False]
    assert baseline.claim_renamed(new, lambda path: path == "other.md") == [False]
    assert baseline.claim_renamed(new, lambda path: path == "old.md") == [True]
    assert baseline.claim_renamed(new, lambda path: path == "old.md") == [False]


def test_what_is_left_over_is_stale_where_the_run_has_looked() -> None:
    baseline = Baseline({key: 2 for path in ("a.md", "b.md") for key in keys("It is cheap.\n", path)})
    baseline.claim(keys("It is cheap.\n", "a.md"))
    stale = baseline.stale(lambda path: path == "a.md")
    assert [(entry.key.path, entry.key.text, entry.times) for entry in stale] == [("a.md", "cheap", 1)]


def test_the_file_has_an_entry_a_line_in_order() -> None:
    text = render_baseline([*keys("It is cheap.\n", "b.md"), *keys("最佳 cheap 最佳", "a.md")])
    document = json.loads(text)
    assert document["version"] == 1
    assert [(entry["path"], entry["text"], entry["count"]) for entry in document["findings"]] == [
        ("a.md", "cheap", 1),
        ("a.md", "最佳", 2),
        ("b.md", "cheap", 1),
    ]
    assert sum('"path"' in line for line in text.splitlines()) == 3
    assert parse_baseline(render_baseline([]), "x") == {}


ENTRY = {"path": "a", "rule": "r", "list": "l", "term": "t", "text": "x", "sentence": "", "count": 1}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "null",
        '{"version": 1}',
        "[" * 100_000,
        json.dumps({"version": 2, "findings": []}),
        json.dumps({"version": 1, "findings": [{**ENTRY, "count": 0}]}),
        json.dumps({"version": 1, "findings": [{**ENTRY, "count": True}]}),
        json.dumps({"version": 1, "findings": [{**ENTRY, "path": 3}]}),
        json.dumps({"version": 1, "findings": [{"path": "a"}]}),
        json.dumps({"version": 1, "findings": {"a": 1}}),
    ],
)
def test_what_is_no_baseline_is_refused(text: str) -> None:
    with pytest.raises(ContentopsError, match="baseline"):
        parse_baseline(text, "baseline.json")


PIECES = st.sampled_from(
    ["cheap", "最佳", " ", "\n", ".", "。", "- ", "# ", "| a |", "word ", "😀", "\ud800", "\x00", "> "]
)


@given(st.lists(PIECES, max_size=30).map("".join), st.lists(PIECES, max_size=5).map("".join))
def test_a_text_is_old_to_its_own_baseline_and_below_a_new_first_paragraph(text: str, first: str) -> None:
    own = keys(text)
    assert Baseline(parse_baseline(render_baseline(own), "x")).claim(own) == [True] * len(own)
    old = keys(f"first\n\n{text}")
    assert Baseline({key: old.count(key) for key in old}).claim(keys(f"first\n\nsecond\n\n{text}")) == [
        True
    ] * len(old)
