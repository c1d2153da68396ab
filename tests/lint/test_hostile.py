"""No text, no markup and no list makes the linter fail, hang or point beside what it found.

Time is never looked at: work is counted (calls of functions, Python's and C's) for a text and for one four times as
long. `benchmarks/lint_hostile.py` measures the same shapes at their full size.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from benchmarks.hostile_texts import SHAPES
from contentops.lint import Finding, TabooList, lint_text
from contentops.lint.explain import explain
from contentops.lint.fold import fold
from contentops.lint.lists.text_list import parse_text_list
from contentops.lint.lists.yaml_list import parse_yaml_list
from contentops.lint.packs import PACKS, load_pack
from contentops.lint.patterns import MAX_WAYS, PatternError, compile_pattern, compile_sentence_pattern
from contentops.lint.run import RunSettings, Task, lint_file
from contentops.lint.server_text import EditorText
from contentops.lint.silence import Circumspect
from contentops.lint.taboo import SEVERITIES, Entry, Pattern
from contentops.problem import Problem
from contentops.workspace.yaml_reader import read_yaml

LISTS = tuple(load_pack(name) for name in PACKS)
MEGABYTE = 1_000_000
DEPTH = 10_000


def check(text: str, findings: list[Finding] | tuple[Finding, ...]) -> None:
    """Every finding is where it says, by offset and by line and column."""
    lines = text.replace("\r\n", "\n\n").replace("\r", "\n").split("\n") if len(text) < 5_000 else []
    last = (0, 0)
    for found in findings:
        assert 0 <= found.start <= found.end <= len(text)
        assert text[found.start : found.end] == found.text
        assert found.severity in SEVERITIES
        assert (found.start, found.end) >= last
        last = (found.start, found.end)
        if lines and "\r" not in text:
            assert text == "\n".join(lines)
            before = sum(len(line) + 1 for line in lines[: found.line - 1])
            assert before + found.column - 1 == found.start
    assert len(set(findings)) == len(findings)


@pytest.mark.parametrize("markup", ["markdown", "text", "html"])
@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_is_read_to_its_end(shape: str, markup: str) -> None:
    text = SHAPES[shape](600)
    name = {"markdown": "a.md", "text": "a.txt", "html": "a.html"}[markup]
    result = lint_file(Task(name, text), RunSettings(LISTS))
    assert result.problem is None
    check(text, result.findings)


def _count_calls(work: Callable[[], object]) -> int:
    calls = 0

    def count(_frame: FrameType, event: str, _argument: Any) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(before)
    return calls


@pytest.mark.parametrize("shape", SHAPES)
def test_four_times_the_text_is_no_more_than_four_times_the_work(shape: str) -> None:
    small, large = SHAPES[shape](500), SHAPES[shape](2_000)
    lint_text(small, LISTS)  # what is built once is built
    fold("中" * 100_001)  # and what is built after so many characters in all, whichever test comes to them
    lint_text(large, LISTS)
    few = _count_calls(lambda: lint_text(small, LISTS))
    many = _count_calls(lambda: lint_text(large, LISTS))
    growth = len(large) / len(small)
    assert many <= few * growth * 1.5 + 500, (few, many)


@pytest.mark.parametrize("shape", ["one line of quiet prose", "one line of one letter", "one line of blanks"])
def test_a_line_of_a_megabyte(shape: str) -> None:
    text = SHAPES[shape](MEGABYTE)
    findings = lint_text(text, LISTS)
    check(text, findings)
    assert len(findings) == text.count("国家级")


@pytest.mark.parametrize(
    "shape",
    ["nested quotes", "nested quotes without blanks", "nested brackets", "nested tags", "dressing tags",
     "open brackets", "links never closed", "tags never closed", "stars", "comments never closed"],
)  # fmt: skip
def test_ten_thousand_deep(shape: str) -> None:
    text = SHAPES[shape](DEPTH * {"nested tags": 11, "dressing tags": 7}.get(shape, 2))
    findings = lint_text(text, LISTS)
    check(text, findings)
    if "最佳" in text:
        assert [found.text for found in findings] == ["最佳"]


# Pieces that mean something to one of the readers, and characters that mean trouble.
PIECES = (
    "国家级", "最佳", "best-in-class", "第一", "国", "家", "级", "the #1 platform", "据2026年报告", "TODO",
    "【待补：a】", "*", "**", "_", "`", "```", "~", "[", "]", "(", ")", "![", "<", ">", "</b>",
    "<b>", "<div>", "<!--", "-->", "<script>", "&lt;", "&#x56fd;", "&", "|", "|-|", "---",
    "+++", "title: ", "- ", "> ", "# ", "1. ", "\\", "[^1]", "[^1]: ", "[a]: b",
    "https://a.example/", "a@b.c", "www.", "://", "“", "”", "‘", "’", "「", "《", "》", '"', "'",
    "<!-- contentops-disable-next-line 最佳: ok -->", "<!-- contentops-disable 最佳: ok -->",
    "contentops-disable-file", "lint-disable:\n  最佳: ok\n", "\n", "\n\n", "\r\n", "\r", " ",
    "  ", "\t", "\u3000", "\u200b", "\u200d", "\ufeff", "\xad", "\u2028", "\x0c", "\x00",
    "\ud83d", "😀", "𠮷", "é", "e\u0301", "İ", "ß", "ﬁ", "\u202e", "\ue000", "\ufffc", "\ufffd",
    "㎏", "①",
)  # fmt: skip
texts = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=6)), max_size=40).map("".join)


@settings(deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow])
@given(
    texts,
    st.sampled_from(["a.md", "a.txt", "a.html", "a.docx"]),
    st.sampled_from(["none", "normal", "thorough"]),
)
@example("---\ntitle: 最\u200b佳\n---\n", "a.md", "normal")
@example("\ufeff+++\ntitle = '最佳'\n+++\n", "a.md", "thorough")
def test_any_text_is_read_and_every_place_is_exact(text: str, name: str, disguises: Any) -> None:
    result = lint_file(Task(name, text), RunSettings(LISTS, disguises=disguises, date="2027-01-01"))
    assert result.problem is None
    check(text, result.findings)
    again = lint_file(Task(name, text), RunSettings(LISTS, disguises=disguises, date="2027-01-01"))
    assert again.findings == result.findings


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(texts.filter(str.strip))
def test_any_text_can_be_explained(text: str) -> None:
    said = explain(text[:200], Circumspect(LISTS[:1]))
    if said is not None and said.text is not None:
        for silent in said.text.silent:
            assert text[silent.start : silent.end] == silent.text


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=300), st.sampled_from(["a.md", "a.txt", "a.html", "a.docx", "a.xlsx"]))
@example(b"PK\x03\x04" + b"\x00" * 30, "a.docx")
@example(b"\xff\xfe" + "国家级".encode("utf-16-le"), "a.md")
def test_any_bytes_are_read_or_refused(content: bytes, name: str) -> None:
    result = lint_file(Task(name, content), RunSettings(LISTS))
    if result.problem is None:
        check(result.text, result.findings)
    else:
        assert result.problem.message


edits = st.lists(
    st.tuples(st.integers(0, 60), st.integers(0, 60), st.text("a最😀𠮷\r\n\u2028é", max_size=5)), max_size=6
)


@settings(deadline=None)
@given(
    st.text("a最😀𠮷\r\n\u2028é\ud83d", max_size=60), edits, st.sampled_from(["utf-8", "utf-16", "utf-32"])
)
def test_an_editor_and_the_server_hold_the_same_text(
    text: str, changes: list[tuple[int, int, str]], encoding: Any
) -> None:
    held = EditorText(text, encoding)
    for one, other, new in changes:
        start, end = sorted((min(one, len(text)), min(other, len(text))))
        if text[start - 1 : start + 1] == "\r\n" or text[end - 1 : end + 1] == "\r\n":
            continue  # between the two no position points
        assert held.offset(held.place(start)) == start
        held.change(held.place(start), held.place(end), new)
        text = text[:start] + new + text[end:]
        assert held.text == text
    assert EditorText(text, encoding).place(len(text)) == held.place(len(text))


def _ways_really(pattern: Pattern, text: str) -> int:
    """A list with the pattern alone, on a text: how many findings. It must come back."""
    taboo = TabooList("own", "Own", "", (Entry((), (pattern,), "error", "c", "r"),))
    return len(lint_text(text, [taboo], markup="text"))


@pytest.mark.parametrize(
    "written",
    ["(a+)+b", "(a*)*b", "(?:a|aa){40}[xy]", "(?:a|ab|b){60}[xy]", "(?:a?){60}[cd]", "a?" * 14 + "a{14}[cd]",
     "a?" * 30 + "a{30}", "(?:a{0,9}){0,9}b", "(x+x+)+y", "(.*)(.*)(.*)x", r"(\w+\s?)+$", r"(?=(a{0,60}))\1b",
     "(" * 5_000 + "a" + ")" * 5_000, "[" * 3_000, "a{1,99999999999999999999}", "a" * 121, "(?<=a{0,3})b", "",
     "(?!a)", "^$", "(?L:a)", "{nope}", "(?P<a>x)(?(a)b|c)"],
)  # fmt: skip
def test_expressions_that_could_hang_or_match_nothing_are_refused(written: str) -> None:
    with pytest.raises(PatternError):
        compile_pattern(written, {})


@pytest.mark.parametrize(
    "written",
    [
        "(?:a|b|c){30}[xy]",
        r"\w{0,60}\d",
        "a?" * 6 + "a{6}[cd]",
        "(?:国内|国产|国际).{0,10}第一",
        "(?:aa|ab|ac){0,8}d",
    ],
)
def test_expressions_that_are_allowed_come_back(written: str) -> None:
    pattern = compile_pattern(written, {})
    assert _ways_really(pattern, "a" * 400 + "国" * 100 + "ad ac ") >= 0


atoms = st.sampled_from(
    ["a", "b", "最", ".", r"\w", r"\d", "[ab]", "[^a]", "(?:a|ab)", "(?:a|b|ab)", r"\b", "(a)", "x"]
)
counts = st.sampled_from(["", "", "?", "{0,3}", "{2}", "{0,60}", "*", "+", "{3,}", "??", "{1,9}?", "++"])
expressions = st.recursive(
    st.lists(st.tuples(atoms, counts).map("".join), min_size=1, max_size=5).map("".join),
    lambda inner: st.tuples(inner, counts, inner).map(lambda three: f"(?:{three[0]}){three[1]}|{three[2]}"),
    max_leaves=4,
)


@settings(deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(expressions, st.text("ab最()[]{}?*+|\\.^$0123,", max_size=20)))
def test_any_expression_is_refused_or_bounded(written: str) -> None:
    for prepare in (compile_pattern, compile_sentence_pattern):
        try:
            pattern = prepare(written, {"part": ["a", "ab"]})
        except PatternError as refused:
            assert str(refused)
            continue
        assert pattern.written == written
    try:
        pattern = compile_pattern(written, {})
    except PatternError:
        return
    # At most MAX_WAYS at each place: a few hundred characters are at once through, or this test is felt.
    assert MAX_WAYS <= 10_000
    _ways_really(pattern, "ab" * 20 + "a" * 40 + "最ax")


values: st.SearchStrategy[Any] = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-5, 5), st.text("a最 .*[({\\\n:-#'\"", max_size=8)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text("abterm", max_size=4), inner, max_size=3)
    ),
    max_leaves=6,
)
KEYS = ("term", "terms", "pattern", "patterns", "severity", "reason", "contexts", "exempt_by", "where", "finds",
        "ignores", "suggestions", "case_sensitive", "inflections", "colour")  # fmt: skip
some_entries = st.lists(
    st.one_of(values, st.dictionaries(st.sampled_from(KEYS), values, max_size=4)), max_size=4
)
documents = st.one_of(
    values,
    st.fixed_dictionaries(
        {"entries": some_entries},
        optional={
            "title": values,
            "language": values,
            "contexts": values,
            "parts": values,
            "exemptions": values,
        },
    ),
)


@settings(deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow])
@given(documents)
def test_any_yaml_list_is_read_or_refused_and_what_is_left_works(data: Any) -> None:
    import json

    text = json.dumps(data, ensure_ascii=False)  # YAML reads JSON
    taboo, problems = parse_yaml_list(read_yaml(text, "taboo/own.yaml"), "own")
    assert all(isinstance(problem, Problem) and problem.message for problem in problems)
    assert problems or taboo.entries
    sample = "a最 aab 最a. term\n"
    check(sample, lint_text(sample, [taboo]))


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=120))
@example("- " * 50_000)
@example("[" * 100_000)
@example("a: &a [*a]")
def test_any_bytes_for_a_yaml_list_are_read_or_refused(text: str) -> None:
    taboo, problems = parse_yaml_list(read_yaml(text, "taboo/own.yaml"), "own")
    assert problems or taboo.entries


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=120))
@example("a" * 500_000)
@example("a=>" + ";" * 200_000)
@example("a" + " #" * 200_000)
def test_any_text_list_is_read_or_refused(text: str) -> None:
    taboo, problems = parse_text_list(text, "taboo/own.txt", "own")
    assert problems or taboo.entries
    check("a最 b", lint_text("a最 b", [taboo]))


def test_a_term_is_no_longer_than_people_write() -> None:
    taboo, problems = parse_text_list("a" * 500, "taboo/own.txt", "own")
    assert not taboo.entries
    assert problems[0].severity == "error"
