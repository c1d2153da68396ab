"""What the writer writes is read back exactly, by our reader and by a YAML 1.1 library."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from contentops.workspace.yaml_reader import read_yaml
from contentops.yaml_writer import dump, scalar

TRAPS = [
    "", " ", "no", "No", "on", "y", "true", "~", "null", "NULL", "12:30", "12:30:45", "007", "0x1F",
    "0o17", "1_000", "1.10", "1e5", ".5", "+1", "-1", "1.2.0", "2027-03-12", "2027-3-1", "2027-01",
    "2027-03-12 10:00",
    "a: b", "a:", ":a", "a #b", "#a", "@user", "&a", "*a", "!tag", "%x", "`x`", "- a", "-", "? a", "[a]",
    "{a}",
    "it's", 'say "hi"', "back\\slash", "'", '"', "🎉 发布", "=1+1", "<<", "=", ".inf", ".nan", "---", "...",
    " lead", "trail ", "tab\tinside", "a\nb", "a\nb\n", "a\n\nb\n", "\na", "a\n\n", "  a\nb", "a\n  b",
    "a \nb",
    "line\u2028sep", "nel\x85", "bom\ufeff", "\U0010ffff", "全角　空格",
    "1,5",
    "联邦学习：什么是联邦学习？", "https://example.org/a?b=c#d", "|", ">", "| a\n| b", "# a\n# b",
    "a\n---\nb",
]  # fmt: skip

# Our reader refuses control characters, however they are written.
texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\t"), max_size=30)
texts |= st.sampled_from(TRAPS)
keys = texts.filter(lambda key: key != "<<")
scalars = (
    st.none()
    | st.booleans()
    | st.integers(-(10**17) + 1, 10**18 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | texts
)
values: st.SearchStrategy[Any] = st.recursive(
    scalars,
    lambda part: st.lists(part, max_size=4) | st.dictionaries(keys, part, max_size=4),
    max_leaves=12,
)


def _typed(value: Any) -> Any:
    """`value` with its types spelled out: `1 == True == 1.0` must not hide a wrong one."""
    if isinstance(value, dict):
        return {key: _typed(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_typed(part) for part in value]
    kinds = (bool, int, float, str, type(None))
    return (next(kind for kind in kinds if isinstance(value, kind)), value)


@given(values)
def test_our_reader_reads_back_what_was_written(value: Any) -> None:
    document = read_yaml(dump(value), "x.yaml")
    assert document.problems == []
    assert _typed(document.data) == _typed(value)


@given(values)
def test_a_yaml_1_1_library_reads_the_same(value: Any) -> None:
    assert yaml.load(dump(value), Loader=yaml.SafeLoader) == value


@pytest.mark.parametrize("text", ["a\r\nb", "bell\x07", "del\x7f", "\0", "csi\x9b"])
def test_a_control_character_is_escaped_and_our_reader_refuses_it(text: str) -> None:
    written = dump({"a": text})
    assert yaml.load(written, Loader=yaml.SafeLoader) == {"a": text}
    (problem,) = read_yaml(written, "x.yaml").problems
    assert (problem.line, problem.column) == (1, 4)
    assert "control character U+" in problem.message


@pytest.mark.parametrize("text", TRAPS)
def test_a_trap_stays_text_as_value_list_element_and_key(text: str) -> None:
    value: Any = {"a": text, "b": [text, {"c": text}]}
    if text != "<<":
        value[text] = "key"
    document = read_yaml(dump(value), "x.yaml")
    assert document.problems == []
    assert document.data == value


@given(values, st.integers(0, 8))
def test_indentation_moves_every_line(value: Any, indent: int) -> None:
    nested = "a:\n" + dump([value], indent + 1)
    assert read_yaml(nested, "x.yaml").data == {"a": [value]}


def test_a_record_looks_like_one_written_by_hand() -> None:
    record = {
        "id": "2027-发布",
        "title": "Milvus 2.6: 更快",
        "format": "article",
        "value": 10,
        "effort": {"write": 4.5},
        "channels": ["blog", {"channel": "wechat", "after": "1w"}],
        "window": {"not_before": date(2027, 3, 1)},
        "notes": "First line.\nSecond: line.\n",
        "facts": {},
        "keywords": [],
    }
    assert dump({"items": [record]}) == (
        "items:\n"
        "  - id: 2027-发布\n"
        '    title: "Milvus 2.6: 更快"\n'
        "    format: article\n"
        "    value: 10\n"
        "    effort:\n"
        "      write: 4.5\n"
        "    channels:\n"
        "      - blog\n"
        "      - channel: wechat\n"
        "        after: 1w\n"
        "    window:\n"
        "      not_before: 2027-03-01\n"
        "    notes: |\n"
        "      First line.\n"
        "      Second: line.\n"
        "    facts: {}\n"
        "    keywords: []\n"
    )


@pytest.mark.parametrize(
    "text",
    [
        "圆桌会第1期",
        "It's a Wrap! Milvus 2021",
        "What is AI?",
        "90d",
        "2027-Q1",
        "a (b), c",
        "《白皮书》",
        "3天",
    ],
)
def test_ordinary_text_stays_plain(text: str) -> None:
    assert scalar(text) == text


@pytest.mark.parametrize(
    "value", [float("inf"), float("nan"), 10**18, -(10**17), "\ud800", {"<<": 1}, {"k" * 1001: 1}]
)
def test_what_yaml_cannot_hold_is_refused(value: Any) -> None:
    with pytest.raises(ValueError):
        dump(value)


@pytest.mark.parametrize("mark", ["\u202e", "\u2066", "\u200b", "\u2060"])
def test_invisible_marks_are_spelled_out(mark: str) -> None:
    value = {"a": f"x{mark}y", "b": f"x\n{mark}y"}
    text = dump(value)
    assert mark not in text
    assert read_yaml(text, "x.yaml").data == value


def test_numbers_keep_the_way_they_were_written() -> None:
    document = read_yaml("version: 1.10\n", "x.yaml")
    assert dump(document.data) == "version: 1.10\n"


def test_other_types_are_a_mistake_of_the_caller() -> None:
    with pytest.raises(TypeError, match="object"):
        dump({"a": object()})
