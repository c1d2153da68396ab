"""Suppressions in a file: where they hold, what they name, and what is said about those that do not work."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contentops.lint import Finding, TabooList, lint_text
from contentops.lint.directives import find_directives
from contentops.lint.engine import Markup, lint_input, review_input
from contentops.lint.inputs import read_input
from contentops.lint.taboo import Entry

HOUSE = TabooList(
    "house",
    "House style",
    "",
    (
        Entry(("cheap",), (), "error", "company", "we sell value"),
        Entry(("best-in-class",), (), "error", "company", "nobody knows"),
        Entry(("最佳",), (), "error", "company", "法律禁止"),
    ),
)


def found(
    text: str, markup: Markup = "markdown", disable: tuple[str, ...] = ()
) -> list[tuple[str, int, str]]:
    return [(f.rule, f.line, f.text) for f in lint_text(text, [HOUSE], markup=markup, disable=disable)]


def messages(text: str, markup: Markup = "markdown") -> list[str]:
    return [
        f"{f.line}:{f.column} {f.message}"
        for f in lint_text(text, [HOUSE], markup=markup)
        if "suppression" in f.rule
    ]


SILENT = {
    "next line": "<!-- contentops-disable-next-line cheap: a quotation -->\ncheap",
    "next line after blank lines": "<!-- contentops-disable-next-line cheap: a quotation -->\n\n\ncheap",
    "stacked": "<!-- contentops-disable-next-line cheap: a -->\n"
    "<!-- contentops-disable-next-line 最佳: b -->\ncheap 最佳",
    "same line": "cheap <!-- contentops-disable-line cheap: a quotation -->",
    "same line, before": "<!-- contentops-disable-line cheap: a quotation --> cheap",
    "block": "<!-- contentops-disable cheap: a -->\n\ncheap\n\n cheap\n\n<!-- contentops-enable cheap -->\n",
    "block closed without a name": "<!-- contentops-disable cheap: a -->\n\ncheap\n\n<!-- contentops-enable -->\n",
    "file": "cheap\n\ncheap\n\n<!-- contentops-disable-file cheap: a quotation -->\n",
    "by rule": "<!-- contentops-disable-next-line taboo-word: a quotation -->\ncheap 最佳",
    "by list": "<!-- contentops-disable-next-line house: a quotation -->\ncheap 最佳",
    "by list of names": "<!-- contentops-disable-next-line cheap, 最佳: a quotation -->\ncheap 最佳",
    "by names in Chinese": "<!-- contentops-disable-next-line cheap、“最佳”：引用原文 -->\ncheap 最佳",
    "in other capitals": "<!-- contentops-disable-next-line CHEAP: a quotation -->\nCheap",
    "as written in the text": "<!-- contentops-disable-next-line BEST IN CLASS: an award -->\nbest-in-class",
    "front matter key": "---\ntitle: cheap\nlint-disable:\n  cheap: the name of a song\n---\n\ncheap\n",
    "front matter with other spelling": "---\nlint_disable:\n  - \"cheap\": 'a song'\n---\n\ncheap\n",
    "front matter comment": "---\ntitle: cheap # contentops-disable-line cheap: a song\n---\n",
    "front matter comment above": "---\n# contentops-disable-next-line cheap: a song\ntitle: cheap\n---\n",
    "in a quote": "> <!-- contentops-disable-next-line cheap: a quotation -->\n> cheap\n",
    "over two lines": "<!-- contentops-disable-next-line cheap:\n  a quotation -->\ncheap",
    "after an emoji": "😀𠀀 <!-- contentops-disable-line cheap: a quotation --> cheap",
    "after a byte order mark": "\ufeff<!-- contentops-disable-line cheap: a --> cheap",
    "CRLF": "<!-- contentops-disable-next-line cheap: a -->\r\n\r\ncheap\r\n",
}


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT.keys())
def test_what_is_named_with_a_reason_is_silent(text: str) -> None:
    assert found(text) == []


SEEN = {
    "another line": (
        "<!-- contentops-disable-next-line cheap: a -->\ncheap\ncheap",
        [("taboo-word", 3, "cheap")],
    ),
    "another name": (
        "<!-- contentops-disable-next-line cheap: a -->\ncheap 最佳",
        [("taboo-word", 2, "最佳")],
    ),
    "after the block": (
        "<!-- contentops-disable cheap: a -->\n\ncheap\n\n<!-- contentops-enable cheap -->\n\ncheap\n",
        [("taboo-word", 7, "cheap")],
    ),
    "code only looks like a suppression": (
        "```html\n<!-- contentops-disable-file cheap: a -->\n```\n\ncheap `<!-- contentops-disable-line cheap: a -->`",
        [("taboo-word", 5, "cheap")],
    ),
    "other comments": ("<!-- contentops is fine --> cheap", [("taboo-word", 1, "cheap")]),
}


@pytest.mark.parametrize(("text", "expected"), SEEN.values(), ids=SEEN.keys())
def test_the_rest_is_still_seen(text: str, expected: list[tuple[str, int, str]]) -> None:
    assert found(text) == expected


def test_without_a_reason_nothing_is_silenced_and_the_suppression_is_an_error() -> None:
    text = "<!-- contentops-disable-next-line cheap -->\ncheap\n"
    assert found(text) == [
        ("invalid-suppression", 1, "<!-- contentops-disable-next-line cheap -->"),
        ("taboo-word", 2, "cheap"),
    ]
    assert messages(text) == [
        "1:1 this silences nothing until it has a reason: contentops-disable-next-line cheap: reason"
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<!-- contentops-disable: a reason -->", "name what may stand here, a rule, a list or a term"),
        ("<!-- contentops-disable-nextline cheap: a -->", "did you mean contentops-disable-next-line?"),
        ("<!-- contentops-disable-line -->", "name what may stand here"),
        ("<!-- contentops-disable-line cheap, -->", "until it has a reason"),
        ('<!-- contentops-disable-line "cheap" because -->', "cannot read"),
        ("<!-- contentops-disable cheap: a -->\n\ncheap", "reaches to the end"),
        ("<!-- contentops-enable cheap -->", "enables nothing"),
        ("---\nlint-disable: cheap\n---\n", "write below it, indented"),
        ("---\nlint-disable:\n  cheap\n---\n", "write below it, indented"),
        ("---\nlint-disable:\n  cheap:\n---\n", "until it has a reason"),
    ],
)
def test_what_cannot_work_says_why(text: str, message: str) -> None:
    [said] = messages(text)
    assert message in said


def test_an_unused_suppression_is_a_warning_that_names_the_name() -> None:
    [finding] = lint_text("<!-- contentops-disable-next-line best-in-class: an award -->\nfine\n", [HOUSE])
    assert (finding.rule, finding.severity, finding.text) == (
        "unused-suppression",
        "warning",
        "best-in-class",
    )
    assert finding.message == "this silences nothing: best-in-class was not found here; remove it"


def test_each_name_is_reported_for_itself() -> None:
    text = "<!-- contentops-disable-next-line cheap, 最佳: a quotation -->\ncheap\n"
    assert found(text) == [("unused-suppression", 1, "最佳")]


@pytest.mark.parametrize(
    ("name", "suggested"), [("chaep", "cheap"), ("taboo-words", "taboo-word"), ("hose", "house")]
)
def test_an_unknown_name_is_reported_with_a_suggestion(name: str, suggested: str) -> None:
    [said] = messages(f"<!-- contentops-disable-next-line {name}: a quotation -->\nfine\n")
    assert said.endswith(f"no rule, list or term is called {name}; did you mean {suggested}?")


def test_what_was_not_looked_for_is_not_called_unused() -> None:
    text = "<!-- contentops-disable-next-line cheap: a quotation -->\ncheap\n"
    assert found(text, disable=("taboo-word",)) == []
    assert found(text, disable=("cheap",)) == []
    assert found("<!-- contentops-disable-line house: a -->", disable=("house",)) == []
    assert found("<!-- contentops-disable-line en-unsupported-claims: a pack not in use -->") == []
    assert found("<!-- contentops-disable-line 最佳: a -->", disable=("unused-suppression",)) == []


def test_of_nested_suppressions_the_innermost_counts() -> None:
    line = "<!-- contentops-disable-line cheap: a song -->"
    text = f"cheap {line}\n\ncheap\n\n<!-- contentops-disable-file cheap: another -->\n"
    review = review_input(read_input(text, "a.md"), [HOUSE])
    assert review.findings == []
    assert [one.reason for one in review.silenced] == ["a song", "another"]
    assert found(f"cheap {line}\n\n<!-- contentops-disable-file cheap: another -->\n") == [
        ("unused-suppression", 3, "cheap")
    ]


def test_plain_text_takes_lines_and_does_not_read_them() -> None:
    assert found("# contentops-disable-next-line cheap: a song\ncheap\n", "text") == []
    assert found("// contentops-disable-file cheap: a song\n\ncheap\n\ncheap\n", "text") == []
    assert found("<!-- contentops-disable-next-line cheap: a song -->\ncheap\n", "text") == []
    assert found("cheap # contentops-disable-line cheap: no comment here\n", "text") == [
        ("taboo-word", 1, "cheap"),
        ("taboo-word", 1, "cheap"),
    ]


def test_html_takes_comments_outside_scripts() -> None:
    def html(text: str) -> list[str]:
        return [f.text for f in lint_input(read_input(text, "a.html"), [HOUSE])]

    assert html("<p>cheap</p><!-- contentops-disable-file cheap: a song -->") == []
    assert html("<!-- contentops-disable-next-line cheap: a song -->\n<p>cheap</p>\n<p>cheap</p>") == [
        "cheap"
    ]
    script = "<script>s = '<!-- contentops-disable-file cheap: a -->'</script>"
    assert html(f"{script}<p>cheap</p>") == ["cheap"]


def test_toml_front_matter_has_a_table() -> None:
    text = '+++\ntitle = "x"\n[lint-disable]\ncheap = "a song"\n"最佳" = ""\n[other]\nx = 1\n+++\n\ncheap\n'
    directives = find_directives(text, "markdown")
    assert [(d.names[0].text, d.reason, bool(d.problem)) for d in directives] == [
        ("cheap", "a song", False),
        ("最佳", "", True),
    ]


def test_every_finding_about_a_suppression_has_its_exact_place() -> None:
    text = "😀\r\n<!-- contentops-disable cheap, nonsense: a -->\r\n"
    findings: list[Finding] = lint_text(text, [HOUSE])
    assert len(findings) == 4
    for finding in findings:
        assert text[finding.start : finding.end] == finding.text
        assert finding.line == 2


def test_what_is_silenced_is_known_with_its_reason() -> None:
    text = "<!-- contentops-disable-next-line cheap: the name of a song -->\ncheap\n"
    review = review_input(read_input(text, "a.md"), [HOUSE])
    assert review.findings == []
    assert [(one.finding.text, one.finding.line, one.reason) for one in review.silenced] == [
        ("cheap", 2, "the name of a song")
    ]


PIECES = st.sampled_from(
    [
        "<!--", "-->", "contentops-", "disable", "-next-line", "-line", "-file", "enable", " cheap",
        ":", "：", ",", " a ", "\n", "\r\n", "`", "```\n", "> ", "---\n", "+++\n", "lint-disable:", "# ",
        '"', "“", "最佳",
        "\x00", "\ud800", "<script>",
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=40).map("".join), st.sampled_from(["markdown", "text", "html"]))
def test_no_text_makes_it_fail_and_places_are_exact(text: str, kind: str) -> None:
    for finding in lint_input(read_input(text, "", kind), [HOUSE]):
        assert text[finding.start : finding.end] == finding.text
    for directive in find_directives(text, kind):
        for name in directive.names:
            assert text[name.start : name.end] == name.text
