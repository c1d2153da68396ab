"""YAML as people mean it: types, refusals, positions, and no input that ends the process."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contentops.workspace.yaml_reader import YamlFloat, read_yaml


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("no", "no"),
        ("on", "on"),
        ("12:30", "12:30"),
        ("2027-03-12", "2027-03-12"),
        ("true", True),
        ("~", None),
        ("12", 12),
        ("1e3", 1000.0),
        ("'12'", "12"),
        ("! 12", "12"),
        ("0x1F", "0x1F"),
    ],
)
def test_scalars_are_what_they_look_like(written: str, value: object) -> None:
    data = read_yaml(f"key: {written}\n", "a.yaml").data
    assert data == {"key": value}
    assert type(data["key"]) in (type(value), YamlFloat)


def test_a_number_remembers_how_it_was_written() -> None:
    data = read_yaml("version: 1.10\ncode: 007\n", "a.yaml").data
    assert data["version"].source == "1.10"
    assert data["code"].source == "007"


@pytest.mark.parametrize("written", ["no", "Yes", "off", "y", "12:30", "010"])
def test_what_older_readers_take_for_something_else_is_a_warning(written: str) -> None:
    (problem,) = read_yaml(f"a: 1\nkey: {written}\n", "a.yaml").problems
    assert (problem.severity, problem.rule) == ("warning", "ambiguous-scalar")
    assert (problem.line, problem.column) == (2, 6)
    assert not read_yaml(f'key: "{written}"\n', "a.yaml").problems


@pytest.mark.parametrize(
    ("text", "rule", "line", "column"),
    [
        ("a: [1, 2\n", "yaml-syntax", 1, 4),
        ("a: 1\nb: 2\na: 3\n", "duplicate-key", 3, 1),
        ("a: &x 1\n", "yaml-anchor", 1, 4),
        ("a: 1\nb: *x\n", "yaml-anchor", 2, 4),
        ("a: !!python/object:os.system x\n", "yaml-tag", 1, 4),
        ("a: 1\n---\nb: 2\n", "yaml-document", 2, 1),
        ("x: 1\ny: \x00\n", "yaml-syntax", 2, 4),
        ("? [a]\n: b\n", "yaml-key", 1, 3),
        ("a: 1234567890123456789\n", "yaml-number", 1, 4),
        ("a: 1e999\n", "yaml-number", 1, 4),
        ("a:\n  <<: {b: 1}\n", "yaml-anchor", 2, 3),
        ("[" * 50_000, "yaml-depth", 1, 62),
        ("标题: 是\n说明: '没有关上\n", "yaml-syntax", 2, 5),
        ('a: 1\nb: "x\\e[31m"\n', "yaml-syntax", 2, 4),
    ],
)
def test_refusals_name_their_place(text: str, rule: str, line: int, column: int) -> None:
    problem = read_yaml(text, "a.yaml").problems[-1]
    assert (problem.rule, problem.line, problem.column) == (rule, line, column)
    assert problem.severity == "error"


def test_positions_count_code_points_of_keys_and_values() -> None:
    document = read_yaml("标题: {zh: 好, en: 👍🏽x}\nlist:\n  - a\n  - b: 𠀀\n    c: 2\n", "a.yaml")
    assert document.position(("标题", "en")) == (1, 17)
    assert document.position(("标题", "en"), key=True) == (1, 13)
    assert document.position(("list", 1, "c")) == (5, 8)
    assert document.position(("list", 1, "missing")) == (4, 5)
    assert document.position(("list", 7)) == (3, 3)


def test_a_bom_and_crlf_change_nothing() -> None:
    document = read_yaml("\ufeffa: 1\r\nb: x\r\n", "a.yaml")
    assert document.data == {"a": 1, "b": "x"}
    assert document.position(("b",)) == (2, 4)


def test_after_a_duplicate_key_the_first_value_stays_and_the_rest_is_read() -> None:
    document = read_yaml("a: {x: 1}\na: {y: 2}\nb: 3\n", "a.yaml")
    assert document.data == {"a": {"x": 1}, "b": 3}


@given(
    st.text(
        alphabet=st.sampled_from(list("ab: -\n\t[]{}&*!|>'\"#%?,0\u4e2d\U0001f600\ufeff\x00\x85")),
        max_size=60,
    )
)
def test_no_text_raises_and_every_position_lies_in_the_file(text: str) -> None:
    document = read_yaml(text, "a.yaml")
    lines = (
        text.count("\n")
        + text.count("\r")
        + text.count("\x85")
        + text.count("\u2028")
        + text.count("\u2029")
        + 2
    )
    for problem in document.problems:
        assert 1 <= problem.line <= lines
        assert problem.column >= 1
    line, column = document.position(("a", 0, "b"))
    assert line >= 1
    assert column >= 1


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("a:\n\tb: 1\n", 2, 1, "replace the tab by spaces"),
        ("a: @x\n", 1, 4, "begin with @; put the text in quotes"),
        ("a: Common Ground: lessons\n", 1, 17, "a second colon"),
        ("a：b\nc: d\n", 2, 2, "line 1 has a full-width colon"),
        ("- id: a\n   title: b\n", 2, 9, "the key title stands where the text of the line above goes on"),
        ("a: 'it's'\n", 1, 8, "after the closing quote"),
        ("a: - b\n", 1, 4, "begin a new line with the dash"),
        ("a:\n  - b\n c: 1\n", 3, 2, "indent it like its neighbours"),
        ("a:\n- b\n- c\nd\n", 5, 1, "not valid YAML"),
        ("a: {b: 1\nc: 2\n", 1, 4, "close it with }"),
        ('a: "C:\\data"\n', 1, 7, "backslash"),
    ],
)
def test_syntax_errors_are_told_in_plain_words(text: str, line: int, column: int, words: str) -> None:
    (problem,) = read_yaml(text, "a.yaml").problems
    assert (problem.line, problem.column) == (line, column)
    assert words in f"{problem.message}; {problem.hint}"


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("a: {text: about 2,300 cases}\n", 1, 19),
        ("a: {b:c}\n", 1, 5),
        ("a:\n  - [about 2,300 cases, 4]\n", 2, 14),
        ("a: We are #1\n", 1, 10),
    ],
)
def test_a_text_that_yaml_cuts_is_a_warning(text: str, line: int, column: int) -> None:
    (problem,) = read_yaml(text, "a.yaml").problems
    assert (problem.rule, problem.severity, problem.line, problem.column) == (
        "cut-text",
        "warning",
        line,
        column,
    )


@pytest.mark.parametrize(
    "text",
    [
        "a: {b: c, d: }\n", "a: [1,300, 2]\n", "a: [x, 300 y]\n", "a: We are  # first\n", "a: 5 #five\n",
        "a: 2027-01-01 #x\n", "a: 'We are #1'\n", "a: |\n  We are #1\n", "a: b#1\n", "a: {b: c}\n",
    ],
)  # fmt: skip
def test_what_is_written_on_purpose_is_no_cut_text(text: str) -> None:
    assert read_yaml(text, "a.yaml").problems == []


PLAIN = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]), max_size=20)


@given(
    st.recursive(
        st.one_of(
            st.none(),
            st.booleans(),
            st.integers(-(10**15), 10**15),
            PLAIN,
        ),
        lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(PLAIN, inner, max_size=4)),
        max_leaves=12,
    )
)
def test_json_reads_back_as_it_is(value: object) -> None:
    """JSON is YAML: an independent writer checks our reader."""
    import json

    text = json.dumps(value)
    document = read_yaml(text, "a.json")
    if "\\ud" not in text and '"<<"' not in text:
        assert [p for p in document.problems if p.severity == "error"] == []
        assert document.data == value
