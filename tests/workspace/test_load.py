"""Loading: every record valid or reported, at its place, with a hint that helps."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from contentops.problem import Problem
from contentops.workspace.load import load_workspace
from tests.conftest import Build, item, settings

ITEMS = "pools/periodic/items.yaml"


def _errors(root: Path) -> list[Problem]:
    return [problem for problem in load_workspace(root).problems if problem.severity == "error"]


def _item_text(line: str) -> str:
    return (
        "items:\n"
        "  - id: talk\n"
        "    title: A talk\n"
        "    format: article\n"
        "    role: user\n"
        "    stage: acquire\n"
        "    owner: ann\n"
        f"    {line}\n"
    )


def test_a_valid_workspace_loads_with_its_records(build: Build) -> None:
    loaded = load_workspace(build())
    assert loaded.problems == []
    assert loaded.workspace is not None
    assert loaded.workspace.items["intro"].pool == "basic"
    assert loaded.locate("item", "intro", "effort", "design")[0] == "pools/basic/items.yaml"


@pytest.mark.parametrize(
    ("line", "rule", "column", "words"),
    [
        ("valeu: 3", "unknown-key", 5, "did you mean value?"),
        ("means: chanel", "unknown-value", 12, "did you mean channel?"),
        ("tone: 2027", "wrong-type", 11, 'put it in quotes: "2027"'),
        ("tone: 1.10", "wrong-type", 11, '"1.10"'),
        ("value: lots", "wrong-type", 12, "a whole number"),
        ("value: 101", "invalid-value", 12, "100"),
        ("channels: blog", "wrong-type", 15, "one entry a line"),
        ("embargo: 12 March", "wrong-type", 14, "YYYY-MM-DD"),
        ("embargo: 2027-02-30", "impossible-date", 14, "no such day"),
        ("embargo: 2027", "wrong-type", 14, "YYYY-MM-DD"),
        ("effort: {write: 1.3}", "invalid-value", 21, "half an hour"),
        ("effort: {write: on}", "wrong-type", 21, "a number"),
        ("modules: [{title: a, owner: ann, effort: 2}]", "invalid-value", 5, "hook"),
        ("id: talk", "duplicate-key", 5, "twice"),
        ("anchor: {}", "invalid-value", 13, "either an event or a node"),
        ("recurrence: {rule: FREQ=DAILY}", "missing-key", 17, "add start"),
        ("window: {not_befor: 2027-01-01}", "unknown-key", 14, "did you mean not_before?"),
        ("title: {de: Hallo}", "duplicate-key", 5, "twice"),
        ("keywords: [{de: Hallo}]", "unknown-key", 17, "zh"),
    ],
)
def test_bad_values_are_reported_where_they_stand(
    build: Build, line: str, rule: str, column: int, words: str
) -> None:
    root = build({ITEMS: _item_text(line)})
    problems = [problem for problem in _errors(root) if problem.rule == rule]
    assert [(p.path, p.column) for p in problems] == [(ITEMS, column)], _errors(root)
    problem = problems[0]
    assert problem.line == 8
    assert words in f"{problem.message} {problem.hint}"


def test_a_missing_key_points_at_its_record_and_lists_the_values(build: Build) -> None:
    text = _item_text("value: 3").replace("    stage: acquire\n", "")
    (problem,) = _errors(build({ITEMS: text}))
    assert (problem.line, problem.column, problem.rule) == (2, 5, "missing-key")
    assert problem.hint == "add stage: acquire | activate | convert | retain | renew"


def test_all_problems_come_in_one_run_and_valid_records_load(build: Build) -> None:
    root = build(
        {
            ITEMS: {"items": [item(id="good"), item(id="bad", role="boss"), item(id="worse", owner=None)]},
            "nodes.yaml": {"nodes": [{"id": "n", "title": "N", "kind": "news", "date": "2027-13-01"}]},
            "events/e.yaml": "events: [",
        }
    )
    loaded = load_workspace(root)
    assert [p.rule for p in loaded.problems] == [
        "yaml-syntax",
        "impossible-date",
        "unknown-value",
        "missing-key",
    ]
    assert loaded.workspace is not None
    assert set(loaded.workspace.items) == {"intro", "good"}
    assert loaded.broken == {"item": {"bad", "worse"}, "node": {"n"}}


def test_ids_are_unique_over_files(build: Build) -> None:
    (problem,) = _errors(build({ITEMS: {"items": [item()]}}))
    assert problem.rule == "duplicate-id"
    assert "first at pools/basic/items.yaml:2" in problem.message


def test_the_folder_says_the_pool(build: Build) -> None:
    root = build({ITEMS: {"items": [item(id="x", pool="hook")]}, "pools/perodic/a.yaml": "items: []\n"})
    assert {p.rule: p.hint for p in _errors(root)} == {
        "wrong-pool": "move it to pools/hook or leave pool out",
        "unknown-pool": "did you mean periodic?",
    }


def test_bytes_that_are_not_utf8_are_named(build: Build) -> None:
    (problem,) = _errors(build({ITEMS: "items: []\n# 中文\n".encode("gb18030")}))
    assert (problem.rule, problem.line, problem.column) == ("not-utf-8", 2, 3)


def test_invalid_settings_leave_no_workspace_but_the_other_files_are_checked(build: Build) -> None:
    root = build({"contentops.yaml": settings(language="de", team=[]), ITEMS: "items: 3\n"})
    loaded = load_workspace(root)
    assert loaded.workspace is None
    assert [p.rule for p in loaded.problems] == ["unknown-value", "invalid-value", "wrong-type"]


def test_the_hash_follows_content_not_place_or_line_ends(build: Build, tmp_path: Path) -> None:
    def loaded_hash(files: dict[str, Any]) -> str:
        workspace = load_workspace(build(files)).workspace
        assert workspace is not None
        return workspace.input_hash

    text = "nodes:\n  - {id: n, title: N, kind: news, date: 2027-01-01}\n"
    first = loaded_hash({"nodes.yaml": text})
    assert loaded_hash({"nodes.yaml": text.replace("\n", "\r\n")}) == first
    assert loaded_hash({"nodes.yaml": text.replace("N,", "M,")}) != first


@given(
    keys=st.lists(
        st.sampled_from(["id", "title", "format", "role", "effort", "channels", "anchor", "x"]), max_size=8
    ),
    value=st.recursive(
        st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=4), st.just("2027-01-01")),
        lambda inner: st.one_of(st.lists(inner, max_size=2), st.dictionaries(st.sampled_from("ab"), inner)),
        max_leaves=4,
    ),
)
@hypothesis_settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
def test_no_record_raises(build: Build, keys: list[str], value: object) -> None:
    import json

    record = {**item(id="fuzzed"), **dict.fromkeys(keys, value)}
    loaded = load_workspace(build({ITEMS: json.dumps({"items": [record, value]}, ensure_ascii=True)}))
    for problem in loaded.problems:
        assert problem.path
        assert problem.line >= 1
