"""The record: readable, in a fixed order, and the same calendar when it is read back."""

from __future__ import annotations

import yaml
from hypothesis import given

from contentops.models.calendar import Calendar
from contentops.render.calendar_yaml import render_yaml
from contentops.workspace.yaml_reader import read_yaml
from tests.render.example import build_calendar, build_workspace
from tests.render.strategies import calendars

ZH, EN = build_workspace("zh"), build_workspace("en")


@given(calendars)
def test_what_is_written_reads_back_as_the_same_calendar(calendar: Calendar) -> None:
    text = render_yaml(calendar, ZH)
    document = read_yaml(text, "calendar.yaml")
    assert document.problems == []
    assert Calendar.model_validate(document.data) == calendar
    assert render_yaml(Calendar.model_validate(document.data), ZH) == text


@given(calendars)
def test_other_yaml_readers_see_the_same_titles(calendar: Calendar) -> None:
    loaded = yaml.load(render_yaml(calendar, EN), yaml.CSafeLoader)
    assert [entry["title"] for entry in loaded["entries"]] == [entry.title for entry in calendar.entries]
    assert [[(task["stage"], task["person"]) for task in entry["tasks"]] for entry in loaded["entries"]] == [
        [(task.stage, task.person) for task in entry.tasks] for entry in calendar.entries
    ]


def test_entries_stand_by_date_under_their_weeks_wherever_they_were() -> None:
    calendar = build_calendar("en")
    mixed = calendar.model_copy(update={"entries": calendar.entries[::-1]})
    assert render_yaml(mixed, EN) == render_yaml(calendar, EN)
    order = [line.split()[-1] for line in render_yaml(mixed, EN).splitlines() if "- item:" in line]
    assert order == ["case-bank", "release-3", "paper-hospital", "intro", "standard-news"]
