"""Adding to a file that people edit: what stands there stays byte for byte."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contentops.errors import ContentopsError, InvalidInput
from contentops.importing.append import append_records
from contentops.workspace.yaml_reader import read_yaml

NEW: list[dict[str, Any]] = [{"id": "new", "title": "no", "date": date(2027, 3, 1), "facts": {"n": "007"}}]
READ = {"id": "new", "title": "no", "date": "2027-03-01", "facts": {"n": "007"}}


@pytest.mark.parametrize(
    "text",
    [
        "nodes:\n  - id: a\n    title: A\n",
        "nodes:\n- id: a\n  title: A\n",
        "nodes:\n      - id: a\n        title: A",
        "# ours\nnodes:\n  # first\n  - id: a   # here\n    title: |\n      A\n      B\n# the end\n",
        "nodes:\r\n  - id: a\r\n    title: A\r\n",
        "nodes:\n  -\n    id: a\n    title: A\n",
        "\ufeffnodes:\n  - id: a\n",
        "nodes:\n",
        "nodes:\n  # nothing yet\n",
        "# only a comment\n",
        "",
    ],
)
def test_existing_bytes_stay_and_the_new_record_is_read(text: str) -> None:
    old = (read_yaml(text, "x").data or {}).get("nodes") or []
    result = append_records(text, "x", "nodes", NEW)
    assert result.startswith(text)
    assert read_yaml(result, "x").data == {"nodes": [*old, READ]}
    assert ("\r\n" in text) == ("\r\n" in result)
    assert "\n" not in result.replace("\r\n", "") or "\r\n" not in text


def test_a_new_file_begins_with_its_key() -> None:
    assert append_records(None, "x", "nodes", [{"id": "a"}]) == "nodes:\n  - id: a\n"


def test_an_empty_list_loses_only_its_brackets() -> None:
    result = append_records("# ours\nnodes: [ ] # none\n", "x", "nodes", [{"id": "a"}])
    assert result == "# ours\nnodes: # none\n  - id: a\n"


def test_adding_nothing_changes_nothing() -> None:
    assert append_records("nodes: [", "x", "nodes", []) == "nodes: ["


@pytest.mark.parametrize(
    "text",
    [
        "nodes: [{id: a}]\n",
        "nodes:\n  - id: a\n    title: |\n      A",
        "nodes:\n  - id: a\n...\n",
        "nodes:\n  - id: a\nother: 1\n",
    ],
)
def test_what_cannot_be_added_to_safely_is_refused(text: str) -> None:
    with pytest.raises(ContentopsError, match="cannot add to x"):
        append_records(text, "x", "nodes", NEW)


@pytest.mark.parametrize("text", ["- a\n", "nodes: text\n", "just text\n"])
def test_a_file_without_the_list_is_refused(text: str) -> None:
    with pytest.raises(ContentopsError, match="no list under nodes"):
        append_records(text, "x", "nodes", NEW)


def test_an_invalid_file_is_refused() -> None:
    with pytest.raises(InvalidInput):
        append_records("nodes: [\n", "x", "nodes", NEW)


def test_what_yaml_cannot_hold_is_refused() -> None:
    with pytest.raises(ContentopsError, match="not writable"):
        append_records(None, "x", "nodes", [{"id": "a", "facts": {"<<": "b"}}])


# What no YAML holds is refused cell by cell before it comes here.
texts = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff") | st.just("\n"),
    max_size=20,
)
keys = texts.filter(lambda key: key != "<<")
facts = st.dictionaries(keys, texts | st.integers(-999, 999) | st.lists(texts, max_size=3), max_size=3)
records = st.fixed_dictionaries({"id": texts, "title": texts}, optional={"facts": facts})


@given(st.lists(records, min_size=1, max_size=3), st.lists(records, min_size=1, max_size=3))
def test_adding_twice_holds_both(first: list[dict[str, Any]], second: list[dict[str, Any]]) -> None:
    once = append_records(None, "x", "nodes", first)
    twice = append_records(once, "x", "nodes", second)
    assert twice.startswith(once)
    assert read_yaml(twice, "x").data == {"nodes": [*first, *second]}
