"""Terms written with characters of the same sound, or with a character as its two halves."""

from __future__ import annotations

import pytest

from contentops.lint import Finding, lint_text
from contentops.lint.look_alikes import read_look_alikes
from contentops.lint.taboo import Disguises, Entry, TabooList

_TERMS = ("国家级", "最佳", "第一品牌", "唯一", "最强", "unhackable")
LIST = TabooList("house", "house", "", (Entry(_TERMS, (), "error", "claim", "不可用"),))


def _find(text: str, disguises: Disguises = "thorough") -> list[Finding]:
    return [found for found in lint_text(text, [LIST], disguises=disguises) if found.list]


@pytest.mark.parametrize(
    ("text", "written", "term"),
    [
        ("我们是国加级平台。", "国加级", "国家级"),
        ("带来嘬佳体验。", "嘬佳", "最佳"),
        ("这是醉佳选择。", "醉佳", "最佳"),
        ("隐语是第壹品牌。", "第壹品牌", "第一品牌"),
        ("我们的平台最弓虽。", "最弓虽", "最强"),
    ],
)
def test_a_disguise_is_a_warning_that_names_the_term(text: str, written: str, term: str) -> None:
    [found] = _find(text)
    assert (found.text, found.term, found.severity) == (written, term, "warning")
    assert written in found.message
    assert term in found.message
    assert text[found.start : found.end] == written


@pytest.mark.parametrize(
    "text",
    [
        "国家及地方政府共同推进。",
        "作为一个平台，分为一类。",
        "国家集团有限公司",
        "这样做最加分。",
        "女子马拉松",
        "王里长说好",
    ],
)
def test_words_that_only_sound_alike_are_let_be(text: str) -> None:
    assert _find(text) == []


@pytest.mark.parametrize("text", ["国加级平台", "最弓虽的平台", "unh4ckable"])
def test_only_when_asked_for(text: str) -> None:
    assert _find(text, "normal") == []
    assert len(_find(text)) == 1


def test_a_note_is_about_spelling() -> None:
    spelling = TabooList(
        "style", "style", "", (Entry(("勿庸置疑",), (), "note", "spelling", "写作毋庸置疑"),)
    )
    assert not [found for found in lint_text("毋庸置疑", [spelling], disguises="thorough") if found.list]


@pytest.mark.parametrize("word", ["k8s", "s3", "log4j", "1234", "москва", "great!", "h2o"])
def test_what_is_no_disguise_is_read_as_it_stands(word: str) -> None:
    read, places = read_look_alikes(f"a {word} b")
    assert len(read) == len(word) + 4
    assert [read[at] for at in places] == [
        char for char, other in zip(read, f"a {word} b", strict=True) if char != other
    ]


def test_letters_in_digits_are_read() -> None:
    assert read_look_alikes("an unh4ckable, w0rld-c1ass thing!")[0] == "an unhackable, world-ciass thing!"
