"""A year and a week of a small team, from dicts, in both languages."""

from __future__ import annotations

from datetime import date
from typing import Any

from contentops.models.calendar import Calendar
from contentops.models.event import Event, Node
from contentops.models.period import parse_period
from contentops.models.workspace import Workspace
from contentops.models.year import WorkList, YearPlan
from contentops.schedule.work_list import make_work_list
from contentops.schedule.year_view import make_year_plan
from tests.render.example import TEXTS, build_calendar, build_workspace

TODAY = date(2026, 11, 22)
MORE = {
    "zh": {"salon": "联邦学习沙龙 | 上海站", "node": "新国标发布", "case": "城商行风控案例"},
    "en": {
        "salon": "Federated salon | Shanghai",
        "node": "The new standard is out",
        "case": "A bank's risk case",
    },
}


def build_period_workspace(language: str) -> Workspace:
    """The team of the calendar's example with an event, a node and a cadence."""
    base, t = build_workspace(language), MORE[language]
    event = {"id": "salon", "title": t["salon"], "kind": "salon", "start": "2027-01-14", "end": "2027-01-15"}
    node = {"id": "standard", "title": t["node"], "kind": "standard", "date": "2027-02-24"}
    settings = base.settings.model_validate(
        {
            **base.settings.model_dump(by_alias=True, exclude_unset=True),
            "cadence": {"channels": {"blog": 1}, "pools": {"basic": 2, "hook": 5}, "roles": {}, "stages": {}},
        }
    )
    return Workspace(
        settings, base.items, {"salon": Event.model_validate(event)}, {"standard": Node.model_validate(node)},
        input_hash=base.input_hash,
    )  # fmt: skip


def build_calendars(language: str) -> list[Calendar]:
    """The example's January, and a second quarter whose case is written in January already."""
    t = TEXTS[language]
    entry: dict[str, Any] = {
        "item": "case-bank", "title": MORE[language]["case"], "pool": "basic", "publish": "2027-04-06",
        "channels": [{"channel": "blog", "date": "2027-04-06"}],
        "tasks": [{"stage": "write", "person": "lin", "start": "2027-01-13", "end": "2027-01-20", "hours": 9}],
    }  # fmt: skip
    later = Calendar.model_validate({
        "period": "2027-Q2", "provisional": True, "today": "2026-11-22", "input_hash": "0",
        "solver": {"name": "example", "status": "feasible"}, "entries": [entry],
        "unscheduled": [{"item": "intro", "title": t["intro"], "pool": "basic", "value": 0, "reason": t["why_not"]}],
    })  # fmt: skip
    return [build_calendar(language), later]


def build_year(language: str) -> YearPlan:
    return make_year_plan(build_period_workspace(language), parse_period("2027"), build_calendars(language))


def build_week(language: str, week: str = "2027-W02", person: str | None = None) -> WorkList:
    return make_work_list(
        build_period_workspace(language), parse_period(week), build_calendars(language), TODAY, person=person
    )
