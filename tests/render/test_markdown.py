"""Markdown that shows every title as its text, whatever somebody typed."""

from __future__ import annotations

import html
import re

import pyromark
import pytest
from hypothesis import given
from markdown_it import MarkdownIt

from contentops.render.edition import Edition
from contentops.render.markdown import code, escape, render_markdown
from contentops.text_width import clean_line
from tests.render.example import build_calendar, build_workspace
from tests.render.strategies import HOSTILE, titles

_TAG = re.compile(r"</?([a-zA-Z!][\w-]*)[^>]*>")
_OURS = {
    "h1", "h2", "h3", "p", "ul", "li", "strong", "del", "s", "code", "table", "thead", "tbody", "tr", "th", "td",
    "br", "hr", "blockquote",
}  # fmt: skip
_OPTIONS = (
    pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_STRIKETHROUGH | pyromark.Options.ENABLE_MATH
)


def _cells(rendered: str) -> list[str]:
    texts = re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", rendered, re.S)
    return [html.unescape(_TAG.sub("", text)).strip() for text in texts]


@given(titles)
def test_two_markdown_readers_show_the_escaped_text_itself(title: str) -> None:
    table = f"| head | b |\n| --- | --- |\n| x {escape(title)} x | b |\n"
    expected = f"x {clean_line(title)} x".replace("  ", " ")
    for rendered in (
        pyromark.html(table, options=_OPTIONS),
        MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(table),
    ):
        head, second, cell, last = _cells(rendered)
        assert (head, second, last) == ("head", "b", "b")
        assert cell.replace("  ", " ") == expected


@pytest.mark.parametrize("title", HOSTILE)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_hostile_title_stays_text_all_over_the_page(title: str, language: str) -> None:
    calendar = build_calendar(language)
    entries = [entry.model_copy(update={"title": title, "state": "planned"}) for entry in calendar.entries]
    refused = [
        refusal.model_copy(update={"title": title, "reason": title}) for refusal in calendar.unscheduled
    ]
    calendar = calendar.model_copy(update={"entries": entries, "unscheduled": refused})
    rendered = pyromark.html(render_markdown(Edition(calendar, build_workspace(language))), options=_OPTIONS)
    assert {name.lower() for name in _TAG.findall(rendered)} <= _OURS
    assert "<script" not in rendered and "href" not in rendered and "<!--" not in rendered
    assert _cells(rendered).count(clean_line(title)) >= len(entries)
    assert html.unescape(rendered).count("<h2>") == html.unescape(
        pyromark.html(
            render_markdown(Edition(build_calendar(language), build_workspace(language))), options=_OPTIONS
        )
    ).count("<h2>")


def test_ids_are_code_unless_that_would_break_the_table() -> None:
    assert code("case-bank") == "`case-bank`"
    assert code("a`b|c") == "a\\`b\\|c"


def test_words_with_underscores_and_hashes_stay_readable_in_the_source() -> None:
    assert escape("C# SDK snake_case R&D 100%") == "C# SDK snake_case R&D 100%"


def test_an_empty_plan_says_so_instead_of_showing_empty_tables() -> None:
    calendar = build_calendar("en", entries=[], unscheduled=[], provisional=False)
    page = render_markdown(Edition(calendar, build_workspace("en")))
    assert "Nothing is planned in this period." in page
    assert "Every candidate has a place." in page
    assert "No work is assigned." in page
    assert "Provisional" not in page
    assert page.count("**nothing published**") == 4


def test_people_channels_and_items_that_left_the_workspace_are_shown_by_id() -> None:
    entry = {
        "item": "gone", "title": "Gone", "pool": "basic", "publish": "2027-01-05",
        "channels": [{"channel": "old", "date": "2027-01-05"}],
        "tasks": [{"stage": "write", "person": "ex", "start": "2027-01-04", "end": "2027-01-04", "hours": 2}],
    }  # fmt: skip
    page = render_markdown(Edition(build_calendar("en", entries=[entry]), build_workspace("en")))
    assert "| 01-05 Tue | Gone | old | ex | basic | `gone` |" in page
    assert "### ex" in page


def test_occurrences_of_one_title_have_the_date_of_their_rule() -> None:
    calendar = build_calendar("en")
    first, second, *others = calendar.entries
    live = [
        first.model_copy(update={"item": "live@2027-01-07", "title": "Live"}),
        second.model_copy(update={"item": "live@2027-01-14", "title": "Live"}),
    ]
    page = render_markdown(
        Edition(calendar.model_copy(update={"entries": [*live, *others]}), build_workspace("en"))
    )
    assert "Live (01-07)" in page
    assert "Live (01-14)" in page
    single = calendar.model_copy(update={"entries": [live[0], *others]})
    alone = render_markdown(Edition(single, build_workspace("en")))
    assert "Live (" not in alone


@pytest.mark.parametrize(
    ("gap", "words"),
    [
        (0.0, "the most that is possible"),
        (0.014063, "within 1.5% of the most that is possible"),
        (0.014, "within 1.4% of the most that is possible"),
        (0.0001, "within 0.1% of the most that is possible"),
        (None, None),
    ],
)
def test_how_far_the_value_is_from_the_best(gap: float | None, words: str | None) -> None:
    calendar = build_calendar("en")
    goals = [{"goal": "value", "reached": 190, "bound": None if gap is None else 190.0, "gap": gap}]
    solver = calendar.solver.model_validate({**calendar.solver.model_dump(), "goals": goals})
    page = render_markdown(Edition(calendar.model_copy(update={"solver": solver}), build_workspace("en")))
    value = next(line for line in page.splitlines() if line.startswith("- **Value:**"))
    assert value == "- **Value:** 190 of 210 (90.5%)" + (f", {words}" if words else "")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_method_is_the_last_section(language: str) -> None:
    page = render_markdown(Edition(build_calendar(language), build_workspace(language)))
    before, _, last = page.rpartition("\n## ")
    assert "ruin-and-recreate" in last
    assert "ruin-and-recreate" not in before
