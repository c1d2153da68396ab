"""The report in the terminal: grouped by file, marks under the words, never wider than the screen."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contentops.lint.reporters import render_report
from contentops.lint.reporters.report import Report
from contentops.text_width import clusters, display_width
from tests.lint.report_samples import find, hostile_reports, place, report, sample

WIDTHS = (80, 140)
ESCAPE = re.compile("\x1b\\[[0-9;]*m")


def screen(given: Report, width: int = 80, *, colour: bool = False) -> str:
    rendered = render_report("text", given._replace(width=width, colour=colour))
    assert isinstance(rendered, str)
    return rendered


def test_at_80_columns() -> None:
    assert (
        screen(sample())
        == """\
drafts/发布.md                                               2 errors, 1 warning

 2:8 warning  全国首家: 禁止使用 [taboo-word/zh-law]
   2 | title: 全国首家
     |        ^^^^^^^^
       source: 《广告法》第九条第（三）项
       instead: 较早 | 写明时间

 4:5 error    最佳: 禁止使用 [taboo-word/zh-law]
   4 | 我们是😀最佳平台，国
     |         ^^^^
       source: 《广告法》第九条第（三）项
       instead: 优选

4:10 error    国家级: 禁止使用 [taboo-word/zh-law]
   4 | 我们是😀最佳平台，国
     |                   ^^
   5 | 家级品质。
     | ^^^^
       source: 《广告法》第九条第（三）项


drafts/launch.md                                                          1 note

3:3 note     cheap: we sell value, not price [taboo-word/house]
  3 | A cheap engine, 100%: fast, safe.
    |   ^^^^^
      instead: economical
"""
    )


def test_in_a_pipe_each_finding_begins_with_its_place() -> None:
    rendered = render_report("text", sample())
    assert isinstance(rendered, str)
    places = [block.split(" ")[0] for block in rendered.split("\n\n")]
    assert places == [
        "drafts/发布.md:2:8:",
        "drafts/发布.md:4:5:",
        "drafts/发布.md:4:10:",
        "drafts/launch.md:3:3:",
    ]


def underlined(rendered: str) -> list[str]:
    """What the marks stand under, line by line."""
    rows = ESCAPE.sub("", rendered).splitlines()
    found = []
    for shown, marks in pairwise(rows):
        match = re.fullmatch(r"( *\| *)(\^+)", marks)
        if match:
            first, last = len(match[1]), len(marks)
            under, column = "", 0
            for piece, size in clusters(shown):
                under += piece if first <= column < last else ""
                column += size
            found.append(under)
    return found


@pytest.mark.parametrize("width", [40, *WIDTHS])
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", ""),
        ("我们是", "平台"),
        ("甲" * 300, "乙" * 300),
        ("a" * 300, "b" * 300),
        ("😀👨\u200d👩\u200d👧e\u0301\t", "🇨🇳"),
        ("x\u200b\ufeff", "\u200d"),
    ],
)
def test_the_marks_stand_under_the_term(before: str, after: str, width: int) -> None:
    text = before + "最佳" + after
    rendered = screen(report([find(text, "最佳")], {"a.md": text}), width)
    assert [under.strip("\u200d") for under in underlined(rendered)] == ["最佳"]
    assert all(display_width(line) <= width for line in rendered.splitlines())


def test_a_long_line_is_cut_on_both_sides_of_the_finding() -> None:
    text = "甲" * 100 + "最佳" + "乙" * 100
    line = screen(report([find(text, "最佳")], {"a.md": text})).splitlines()[3]
    assert line.startswith("    1 | …甲") and line.endswith("乙…")
    assert 76 <= display_width(line) <= 80


def test_a_finding_over_many_lines_shows_three() -> None:
    text = "一\n二\n三\n四\n五"
    rendered = screen(report([place(text, 0, 9)], {"a.md": text}))
    assert underlined(rendered) == ["一", "二", "三"]
    assert "    | ... to 5:2" in rendered


def test_a_finding_without_text_is_a_place() -> None:
    found = place("正文", 0, 0, message="there is no headline", list="", term="", source="")
    assert screen(report([found], {"a.md": "正文"})).splitlines()[2:] == [
        "1:1 error    there is no headline [taboo-word]",
        "  1 | 正文",
        "    | ^",
    ]


def test_colour_adds_nothing_but_colour() -> None:
    coloured = screen(sample(), colour=True)
    assert ESCAPE.sub("", coloured) == screen(sample())
    assert "\x1b[31m最佳\x1b[0m" in coloured
    assert "\x1b[32minstead: 优选\x1b[0m" in coloured


@settings(max_examples=40, deadline=None)
@given(hostile_reports(), st.sampled_from((1, 40, 61, 80, 140)))
def test_hostile_texts_on_a_screen(given: Report, width: int) -> None:
    rendered = screen(given, width)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\ud800-\udfff]", rendered)
    assert all(display_width(line) <= max(width, 40) for line in rendered.split("\n"))
    piped = render_report("text", given)
    assert isinstance(piped, str)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\ud800-\udfff]", piped)
