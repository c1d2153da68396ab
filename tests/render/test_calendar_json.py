"""The JSON contract that programs rely on."""

from __future__ import annotations

import json

from hypothesis import given

from contentops.models.calendar import Calendar
from contentops.render.calendar_json import render_json
from tests.render.example import build_calendar, build_workspace
from tests.render.strategies import calendars

EN = build_workspace("en")


def test_the_keys_of_the_contract_in_their_order() -> None:
    document = json.loads(render_json(build_calendar("en"), EN))
    contract = ["version", "period", "provisional", "solver", "entries", "unscheduled", "coverage", "gaps"]
    assert [key for key in document if key in contract] == contract
    assert document["version"] == 1
    assert list(document["solver"]) == ["name", "effort", "status", "goals"]
    assert list(document["solver"]["goals"][0]) == ["goal", "reached", "bound", "gap", "rate"]
    entry = document["entries"][0]
    expected = ["item", "title", "pool", "publish", "state", "channels", "tasks", "reason"]
    assert list(entry) == expected
    assert entry["channels"] == [{"channel": "blog", "date": "2027-01-05"}]
    assert document["entries"][1]["notes"] == "the partner still has to confirm the title"
    assert list(document["entries"][1]["tasks"][0]) == ["stage", "person", "start", "end", "hours"]
    assert {"item", "reason", "binding"} <= set(document["unscheduled"][0])


def test_chinese_stands_unescaped_and_the_file_ends_in_a_newline() -> None:
    text = render_json(build_calendar("zh"), build_workspace("zh"))
    assert "《医疗联邦学习白皮书》🏥" in text
    assert text.endswith("}\n")


@given(calendars)
def test_any_calendar_is_valid_json_that_holds_it(calendar: Calendar) -> None:
    assert Calendar.model_validate(json.loads(render_json(calendar, EN))) == calendar
