"""Properties of an import whatever the table holds: nothing crashes, nothing doubles, order does not matter."""

from __future__ import annotations

import csv
import io
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from contentops.errors import ContentopsError
from contentops.importing.append import append_records
from contentops.importing.fields import resolve_fields
from contentops.importing.mapping import Mapping
from contentops.importing.plan import Existing, ImportPlan, plan_import
from contentops.importing.report import render_json, render_text
from contentops.models.base import Record
from contentops.models.mapping import MappingFile
from contentops.models.table import ReadOptions, Table
from contentops.workspace.tables import read_table
from contentops.workspace.tables_csv import read_csv
from contentops.workspace.yaml_reader import read_yaml

OPTIONS = MappingFile(
    into="basic",
    map={"last_refreshed": "date", "title": "title", "format": "format", "keywords": "words"},
    set={"role": "user", "stage": "acquire", "owner": "ann"},
    rest_into="facts",
)
HEADER = ["date", "title", "format", "words", "other"]

cells = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
days = st.sampled_from(["2027-01-05", "2027/1/5", "2027年1月6日", "", "soon"])
titles = st.sampled_from(["Go", "Go!", "圆桌会第1期", "C", "C++", "no", "007", ""]) | cells
formats = st.sampled_from(["article", "Press Release", "case", "poem"])
rows = st.lists(st.tuples(days, titles, formats, cells, cells), max_size=8)


def table_of(path: Path, lines: list[Any]) -> Table:
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerows([HEADER, *lines])
    path.write_bytes(buffer.getvalue().encode())
    return read_table(path, "t.csv", ReadOptions())


def planned(table: Table, existing: dict[str, Record] | None = None) -> ImportPlan:
    fields = resolve_fields(Mapping(OPTIONS), table, "basic")
    return plan_import(table, fields, Existing(existing or {}, lambda record_id: f"x.yaml:{record_id}"))


def models(plan: ImportPlan) -> dict[str, Record]:
    return {
        outcome.draft.id: outcome.draft.model
        for outcome in plan.outcomes
        if outcome.result == "new" and outcome.draft.id and outcome.draft.model
    }


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("tables") / "t.csv"


@given(rows)
def test_a_second_run_adds_nothing_and_what_is_added_is_read_back(file: Path, lines: list[Any]) -> None:
    table = table_of(file, lines)
    first = planned(table)
    text = append_records(None, "x", "items", first.records)
    written = (read_yaml(text, "x").data or {"items": []})["items"]
    assert [entry["id"] for entry in written] == list(models(first))
    second = planned(table, models(first))
    assert second.count("new") == 0
    assert second.count("exists") + second.count("duplicate") == first.count("new") + first.count("duplicate")
    assert sum(first.count(result) for result in ("new", "exists", "duplicate", "error")) == len(table.rows)
    for plan in (first, second):
        assert render_text(plan, "x").endswith("\n")
        assert render_json(plan, "x", written=False).startswith("{")


@given(rows, st.integers(0, 99))
def test_the_order_of_the_rows_decides_nothing(file: Path, lines: list[Any], seed: int) -> None:
    shuffled = list(lines)
    random.Random(seed).shuffle(shuffled)
    one, other = planned(table_of(file, lines)), planned(table_of(file, shuffled))
    by_id = {record["id"]: record for record in other.records}
    assert {record["id"]: record for record in one.records} == by_id
    assert one.count("error") == other.count("error")


@pytest.mark.parametrize("last", [False, True])
def test_a_row_that_cannot_be_read_is_not_the_same_as_one_that_can(tmp_path: Path, last: bool) -> None:
    lines = [["2027-01-05", "Go", "article", "", "\x08"], ["2027-01-05", "Go", "article", "", ""]]
    plan = planned(table_of(tmp_path / "t.csv", lines[::-1] if last else lines))
    assert (plan.count("error"), plan.count("new"), plan.count("duplicate")) == (2, 0, 0)
    assert sorted(problem.rule for problem in plan.problems) == [
        "duplicate-id",
        "duplicate-id",
        "invalid-cell",
    ]


@given(rows, rows)
def test_rows_that_come_later_leave_the_ids_of_earlier_ones(
    file: Path, lines: list[Any], more: list[Any]
) -> None:
    first = models(planned(table_of(file, lines)))
    later = planned(table_of(file, [*more, *lines]), first)
    assert not {record["id"] for record in later.records} & set(first)


@given(st.binary(max_size=200))
@hypothesis_settings(suppress_health_check=[HealthCheck.too_slow])
def test_any_bytes_are_a_table_or_refused(content: bytes) -> None:
    try:
        raw = read_csv(content, "t.csv", None, None)
    except ContentopsError as error:
        assert error.message.startswith("t.csv")
    else:
        assert all(line >= 1 for line, _, _ in raw.rows)


def test_a_value_table_speaks_of_each_entry_of_a_list(tmp_path: Path) -> None:
    options = OPTIONS.model_copy(
        update={"value": {"words": {"官网": "blog", "微信": "wechat", "旧版": "", "*": "other"}}}
    )
    lines = [["", "One", "case", "官网；微信", ""], ["", "Two", "case", "旧版、官网、别的", ""]]
    table = table_of(tmp_path / "t.csv", lines)
    plan = plan_import(table, resolve_fields(Mapping(options), table, "basic"), Existing({}, str))
    assert [record["keywords"] for record in plan.records] == [["blog", "wechat"], ["blog", "other"]]
