"""What `--fix` may put in: exactly what one suggestion says, in the text's capitals, and never into markup."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contentops.lint import Finding, TabooList
from contentops.lint.engine import lint_input
from contentops.lint.fixes import Fixed, apply_edits, find_edits, fix_text, render_diff
from contentops.lint.inputs import read_input
from contentops.lint.taboo import Entry


def entry(term: str, *suggestions: str, case_sensitive: bool = False) -> Entry:
    return Entry((term,), (), "error", "company", "no", "", suggestions, case_sensitive=case_sensitive)


HOUSE = TabooList(
    "house",
    "House style",
    "",
    (
        entry("cheap", "economical"),
        entry("leverage", "use"),
        entry("Github", "GitHub", case_sensitive=True),
        entry("WidgetCo", "another vendor", case_sensitive=True),
        entry("best-in-class", "strong", "good"),
        entry("market share", "share: 51 %"),
        entry("synergy", "say what you mean …"),
        entry("国家级", "全国性"),
        entry("賦能", "帮助"),
        entry("首家", "较早"),
    ),
)


def fixed(text: str, kind: str = "markdown", taboo: TabooList = HOUSE, advice: Sequence[str] = ()) -> Fixed:
    def lint(current: str) -> list[Finding]:
        return lint_input(read_input(current, "", kind), [taboo])

    return fix_text(text, "", kind, lint, advice)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("It is cheap.", "It is economical."),
        ("Cheap and CHEAP.", "Economical and ECONOMICAL."),
        ("on Github", "on GitHub"),
        ("We beat WidgetCo. WidgetCo sleeps.", "We beat another vendor. Another vendor sleeps."),
        ("这是国家级平台，首家", "这是全国性平台，较早"),
        (
            "**cheap** [cheap](https://cheap.example) | cheap",
            "**economical** [economical](https://cheap.example) | economical",
        ),
        ("a cheap way, A cheap way", "an economical way, An economical way"),
        (
            "---\ntitle: A cheap way # cheap\n---\ncheap\n",
            "---\ntitle: An economical way # cheap\n---\neconomical\n",
        ),
        ("\ufeffcheap\r\n\r\n😀𠀀 cheap\r\n", "\ufeffeconomical\r\n\r\n😀𠀀 economical\r\n"),
        ("![cheap](cheap.png) `cheap` <!-- cheap -->", "![economical](cheap.png) `cheap` <!-- cheap -->"),
    ],
)
def test_what_has_one_suggestion_is_replaced_in_the_capitals_of_the_text(before: str, after: str) -> None:
    assert fixed(before).text == after


@pytest.mark.parametrize(
    "text",
    [
        "best-in-class",  # two suggestions: a person chooses
        "synergy",  # advice with a blank in it
        "che**ap**",  # markup inside the word
        "国**家**级",
        "&#99;heap",  # an entity
        "leveraged",  # inflected: the ending would be lost
        "国 家 级",  # disguised: somebody should look at it
        "國家級",  # Traditional: the suggestion is Simplified
        "market\nshare",  # a line end inside
        "---\ntitle: our market share\n---\n",  # the suggestion would break the field
        "<!-- contentops-disable-line cheap: a song --> cheap",  # suppressed
    ],
)
def test_what_a_person_must_decide_stays(text: str) -> None:
    assert fixed(text) == Fixed(text, 0, ())


def test_a_suggestion_that_would_become_markup_is_not_put_in() -> None:
    taboo = TabooList(
        "house", "", "", (entry("cheap", "1. good"), entry("dear", "# good"), entry("costly", "*good"))
    )
    assert (
        fixed("cheap\n\ndear\n\na costly* thing\n", taboo=taboo).text == "cheap\n\ndear\n\na costly* thing\n"
    )
    assert fixed("so cheap, so dear\n", taboo=taboo).text == "so 1. good, so # good\n"


def test_html_is_edited_where_it_is_text() -> None:
    text = '<p title="cheap">cheap &amp; <b>cheap</b></p><script>cheap</script>'
    expected = '<p title="economical">economical &amp; <b>economical</b></p><script>cheap</script>'
    assert fixed(text, "html").text == expected


def test_word_files_and_workbooks_are_not_edited() -> None:
    assert fixed("cheap", "docx") == Fixed("cheap", 0, ())


def test_lists_of_advice_are_not_put_in() -> None:
    assert fixed("cheap", advice=["house"]).text == "cheap"


def test_a_fix_that_needs_another_is_fixed_again() -> None:
    taboo = TabooList("house", "", "", (entry("cheap", "low cost"), entry("low cost", "economical")))
    assert fixed("a cheap thing", taboo=taboo) == Fixed("an economical thing", 2, ())


@pytest.mark.parametrize(
    "entries",
    [
        (entry("cheap", "inexpensive"), entry("inexpensive", "cheap")),
        (entry("cheap", "cheap enough"),),
        (entry("cheap", "low cost"), entry("low cost", "low price"), entry("low price", "cheap")),
    ],
)
def test_suggestions_that_lead_back_are_left_alone(entries: tuple[Entry, ...]) -> None:
    outcome = fixed("cheap, and dear", taboo=TabooList("house", "", "", (*entries, entry("dear", "costly"))))
    assert outcome.text == "cheap, and costly"
    assert ("house", "cheap") in outcome.circular


def test_two_lists_that_disagree_leave_the_place_to_a_person() -> None:
    other = TabooList("other", "", "", (entry("cheap", "frugal"),))

    def lint(current: str) -> list[Finding]:
        given = read_input(current, "")
        return [*lint_input(given, [HOUSE]), *lint_input(given, [other])]

    assert fix_text("cheap", "", "markdown", lint).text == "cheap"


def test_edits_do_not_overlap() -> None:
    def finding(start: int, end: int, suggestion: str) -> Finding:
        text = "abcdef"[start:end]
        return Finding("", "r", "error", "l", "", text, text, "", "", (suggestion,), 1, 1, 1, 1, start, end)

    findings = [finding(0, 3, "x"), finding(2, 5, "y"), finding(3, 4, "z"), finding(5, 6, "w")]
    edits = list(find_edits("abcdef", "text", findings, ()))
    assert [(edit.start, edit.end) for edit in edits] == [(0, 3), (3, 4), (5, 6)]
    assert apply_edits("abcdef", edits) == "xzew"


PIECES = st.sampled_from(
    [
        "cheap", "Cheap", "CHEAP", "leverage", "国家级", "首家", "a ", "an ", " ", "\n", "\n\n", "*", "**", "`", "[",
        "](x)", "|", "\r\n", "- ", "# ", "> ", "---\n", "title: ", "<b>", "</b>", "<!--", "-->", "&amp;", "😀", ".",
        "market share",
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=25).map("".join), st.sampled_from(["markdown", "text", "html"]))
def test_fixing_twice_is_fixing_once_and_only_words_change(text: str, kind: str) -> None:
    outcome = fixed(text, kind)
    assert fixed(outcome.text, kind) == Fixed(outcome.text, 0, outcome.circular)
    before, after = read_input(text, "", kind).visible.text, read_input(outcome.text, "", kind).visible.text
    for word in ("*", "`", "|", "<", "]", "#", "😀", "."):
        assert before.count(word) == after.count(word)


def test_a_diff_is_one_that_patch_takes() -> None:
    diff = render_diff("a\nb\x0cc\r\ncheap", "a\nb\x0cc\r\ngood", "drafts/a.md")
    assert diff.splitlines(keepends=False)[:3] == [
        "--- a/drafts/a.md",
        "+++ b/drafts/a.md",
        "@@ -1,3 +1,3 @@",
    ]
    assert "-cheap\n\\ No newline at end of file\n+good\n\\ No newline at end of file\n" in diff
    assert " b\x0cc\r\n" in diff
    assert render_diff("same\n", "same\n", "a") == ""
