"""merge-conflict: unsolved conflicts in every kind of text."""

from __future__ import annotations

import pytest

from contentops.lint import lint_text

CONFLICT = """<<<<<<< your text
one
||||||| last rendering
none
=======
two
>>>>>>> new rendering
"""


def found(text: str, path: str = "a.md") -> list[tuple[int, str]]:
    findings = [one for one in lint_text(text, [], path=path) if one.rule == "merge-conflict"]
    assert all(one.severity == "error" and one.text == text[one.start : one.end] for one in findings)
    return [(one.line, one.text) for one in findings]


@pytest.mark.parametrize("path", ["a.md", "a.txt"])
def test_a_conflict_is_one_error_at_its_first_mark(path: str) -> None:
    assert found("Before.\n\n" + CONFLICT + "\nAfter.\n", path) == [(3, "<<<<<<< your text")]


def test_in_front_matter_and_with_windows_line_ends() -> None:
    text = "---\ntitle: x\n" + CONFLICT.replace("one", "owner: a") + "---\n\nText.\n\n" + CONFLICT
    assert [line for line, _ in found(text)] == [3, 14]
    assert [line for line, _ in found(text.replace("\n", "\r\n"))] == [3, 14]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("one\n=======\ntwo\n>>>>>>> new rendering\n", 4),
        ("one\n>>>>>>> feature\n", 2),
        ("<<<<<<< HEAD\none\n", 1),
        ("||||||| base\n", 1),
        ("<<<<<<<\none\n=======\ntwo\n>>>>>>>\n", 1),
    ],
)
def test_a_mark_that_was_left_alone_is_found(text: str, line: int) -> None:
    assert [one for one, _ in found(text)] == [line]


@pytest.mark.parametrize(
    "text",
    [
        "A heading\n=======\n\nText.\n",
        "<<<<<< six\n",
        "<<<<<<<< eight\n",
        " <<<<<<< indented\n",
        "a <<<<<<< b\n",
        "> quoted\n",
        "| a | b |\n",
        "|||||||||\n",
        "<<<<<<<word\n",
    ],
)
def test_what_only_looks_like_one_is_none(text: str) -> None:
    assert found(text) == []


def test_in_code_only_conflicts_of_drafts_are_found() -> None:
    of_git = "```\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> feature\n```\n"
    assert found(of_git) == []
    assert found("```\n" + CONFLICT + "```\n") == [(2, "<<<<<<< your text")]
    assert found(of_git.replace("```\n", "", 1)) != []
