"""The verifier sees each broken rule: a good plan, spoilt in one way, is caught by that rule."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from contentops.models.calendar import Calendar
from contentops.models.period import parse_period
from contentops.models.workspace import Workspace
from contentops.schedule.planning import plan_period
from tests.schedule.verifier import Verifier
from tests.schedule.workspaces import PERIOD, TODAY, build

MONTH = parse_period(PERIOD)
WORKSPACE = build(
    [
        {"id": "case", "effort": {"write": 6, "design": 2}, "review_chain": "full", "channels": ["news", "blog"],
         "window": {"not_before": "2026-02-02", "not_after": "2026-02-12", "deadline": "2026-02-13"}},
        {"id": "talk", "effort": {"write": 4}, "review_chain": "full", "channels": ["blog"],
         "anchor": {"event": "summit", "offset": 1, "within": 4}, "embargo": "2026-02-25"},
        {"id": "recap", "effort": {"write": 1}, "anchor": {"event": "summit", "phase": "recap"}},
        {"id": "next", "effort": {"write": 2}, "channels": ["blog"], "depends_on": ["case"]},
        {"id": "paper", "pool": "hook", "channels": [], "integrator": "ann", "effort": {"design": 4},
         "modules": [{"title": "A", "owner": "ann", "effort": 4}, {"title": "B", "owner": "bob", "effort": 4}]},
        {"id": "weekly", "effort": {"write": 1}, "channels": ["blog"],
         "recurrence": {"rule": "FREQ=WEEKLY;BYDAY=TH", "start": "2026-02-05"}},
        {"id": "never", "effort": {"write": 400}, "value": 1},
    ],
    events=[{"id": "summit", "title": "Summit", "kind": "summit", "start": "2026-02-24"}],
    team=[
        {"id": "ann", "name": "Ann", "skills": ["write"], "hours_per_week": 20,
         "leave": [{"from": "2026-01-14", "to": "2026-01-15"}]},
        {"id": "bob", "name": "Bob", "skills": ["design"], "hours_per_week": 10},
        {"id": "lee", "name": "Lee", "reviews_per_week": 1},
        {"id": "pat", "name": "Pat", "outside": True, "country": "US", "reviews_per_week": 2},
    ],
    channels=[
        {"id": "news", "name": "News", "tier": "portal"},
        {"id": "blog", "name": "Blog", "tier": "owned", "quota": {"per_day": 1, "per_week": 3, "per_month": 7},
         "min_gap": 2, "weekdays": ["mon", "wed", "thu", "fri"],
         "blackouts": [{"from": "2026-02-16", "to": "2026-02-18"}]},
    ],
    review_chains=[{"id": "full", "steps": [
        {"role": "legal", "reviewers": ["lee"], "days": 2}, {"role": "partner", "reviewers": ["pat"], "days": 2},
    ]}],
)  # fmt: skip
Spoil = Callable[[dict[str, Any]], None]


@pytest.fixture(scope="module")
def plan() -> Calendar:
    return plan_period(WORKSPACE, MONTH, TODAY, effort="quick")


def entry(plan: dict[str, Any], name: str) -> dict[str, Any]:
    return next(e for e in plan["entries"] if e["item"] == name)


def task(plan: dict[str, Any], name: str, stage: str) -> dict[str, Any]:
    return next(t for t in entry(plan, name)["tasks"] if t["stage"] == stage)


def move(plan: dict[str, Any], name: str, day: str) -> None:
    """Publish an entry with all its waves moved by the same number of days."""
    moved = entry(plan, name)
    step = date.fromisoformat(day) - moved["publish"]
    moved["publish"] += step
    for wave in moved["channels"]:
        wave["date"] += step


def put(plan: dict[str, Any], name: str, stage: str, start: str, end: str) -> None:
    task(plan, name, stage).update(start=date.fromisoformat(start), end=date.fromisoformat(end))


def crowd(plan: dict[str, Any]) -> None:
    """Sixteen hours for Ann in a week of leave that leaves her twelve."""
    for name, stage in (("case", "write"), ("talk", "write"), ("next", "write"), ("paper", "module:1")):
        put(plan, name, stage, "2026-01-12", "2026-01-13")


def drop(plan: dict[str, Any], name: str) -> None:
    plan["entries"].remove(entry(plan, name))


def wave(plan: dict[str, Any], name: str, channel: str, day: str) -> None:
    found = next(w for w in entry(plan, name)["channels"] if w["channel"] == channel)
    found["date"] = date.fromisoformat(day)


def review_twice(plan: dict[str, Any]) -> None:
    for name in ("case", "talk"):
        put(plan, name, "review:legal", "2026-01-29", "2026-01-30")


CASES: list[tuple[str, Spoil]] = [
    ("missing", lambda p: drop(p, "next")),
    ("twice", lambda p: p["entries"].append(entry(p, "next"))),
    ("twice", lambda p: p["unscheduled"].append({**p["unscheduled"][0], "item": "next"})),
    ("uninvited", lambda p: entry(p, "next").update(item="weekly@2026-02-06")),
    ("no-reason", lambda p: entry(p, "next").update(reason="")),
    ("no-reason", lambda p: p["unscheduled"][0].update(binding=[])),
    ("period", lambda p: move(p, "next", "2026-03-02")),
    ("window", lambda p: move(p, "case", "2026-02-13")),
    ("deadline", lambda p: wave(p, "case", "blog", "2026-02-23")),
    ("anchor", lambda p: move(p, "talk", "2026-02-23")),
    ("embargo", lambda p: move(p, "talk", "2026-02-24")),
    ("occurrence", lambda p: move(p, "weekly@2026-02-05", "2026-02-06")),
    ("channels", lambda p: entry(p, "case")["channels"].pop()),
    ("first-wave", lambda p: entry(p, "case").update(publish=date(2026, 2, 3))),
    ("wave", lambda p: wave(p, "case", "blog", str(entry(p, "case")["publish"] + timedelta(days=1)))),
    ("recap", lambda p: put(p, "recap", "write", "2026-02-24", "2026-02-25")),
    ("working-day", lambda p: entry(p, "paper").update(publish=date(2026, 2, 22))),
    ("stages", lambda p: entry(p, "case")["tasks"].pop(0)),
    ("stage-order", lambda p: put(p, "case", "design", "2026-01-05", "2026-01-05")),
    ("stage-order", lambda p: put(p, "paper", "integrate", "2026-01-05", "2026-01-05")),
    ("stage-days", lambda p: put(p, "case", "write", "2026-01-05", "2026-01-05")),
    ("eligible", lambda p: task(p, "case", "write").update(person="bob")),
    ("eligible", lambda p: task(p, "paper", "module:1").update(person="bob")),
    ("eligible", lambda p: task(p, "case", "review:legal").update(person="pat")),
    ("effort", lambda p: task(p, "case", "write").update(hours=5.5)),
    ("today", lambda p: put(p, "case", "write", "2025-12-30", "2026-01-06")),
    ("day-off", lambda p: put(p, "case", "write", "2026-01-12", "2026-01-14")),
    ("review-steps", lambda p: entry(p, "case")["tasks"].pop()),
    ("review-order", lambda p: put(p, "case", "review:partner", "2026-01-05", "2026-01-06")),
    ("review-days", lambda p: put(p, "case", "review:legal", "2026-01-29", "2026-01-29")),
    ("review-days", lambda p: put(p, "talk", "review:partner", "2026-02-16", "2026-02-17")),
    ("publish-after-work", lambda p: move(p, "next", "2026-01-05")),
    ("depends-on", lambda p: move(p, "next", str(entry(p, "case")["publish"]))),
    ("channel-per-day", lambda p: wave(p, "next", "blog", str(entry(p, "talk")["publish"]))),
    ("channel-gap", lambda p: wave(p, "next", "blog", str(entry(p, "talk")["publish"] + timedelta(days=1)))),
    ("channel-weekday", lambda p: move(p, "next", "2026-02-10")),
    ("channel-blackout", lambda p: move(p, "next", "2026-02-16")),
    ("channel-working-day", lambda p: move(p, "next", "2026-02-19")),
    ("hours", crowd),
    ("reviews-per-week", review_twice),
]  # fmt: skip


def test_the_good_plan_is_good(plan: Calendar) -> None:
    assert Verifier(WORKSPACE, plan, MONTH, TODAY).violations() == []
    assert {e.item for e in plan.entries} >= {"case", "talk", "next", "paper", "weekly@2026-02-05"}
    assert [refusal.item for refusal in plan.unscheduled if refusal.item == "never"] == ["never"]


@pytest.mark.parametrize(("rule", "spoil"), CASES, ids=[f"{n}-{rule}" for n, (rule, _) in enumerate(CASES)])
def test_a_spoilt_plan_is_caught(plan: Calendar, rule: str, spoil: Spoil) -> None:
    raw = plan.model_dump()
    spoil(raw)
    found = Verifier(WORKSPACE, Calendar.model_validate(raw), MONTH, TODAY).violations()
    assert rule in {violation.partition(":")[0] for violation in found}, found


@pytest.mark.parametrize(
    ("quota", "rule"), [("per_week", "channel-per-week"), ("per_month", "channel-per-month")]
)
def test_a_tighter_quota_is_seen(plan: Calendar, quota: str, rule: str) -> None:
    raw = WORKSPACE.settings.model_dump(by_alias=True, exclude_unset=True)
    raw["channels"][1]["quota"][quota] = 1
    tighter = Workspace(type(WORKSPACE.settings).model_validate(raw), WORKSPACE.items, WORKSPACE.events, {})
    assert rule in {v.partition(":")[0] for v in Verifier(tighter, plan, MONTH, TODAY).violations()}


def test_moving_a_settled_entry_is_seen(plan: Calendar) -> None:
    pinned = plan.model_copy(
        update={"entries": [e.model_copy(update={"state": "pinned"}) for e in plan.entries]}
    )
    again = plan_period(WORKSPACE, MONTH, TODAY, existing=pinned, effort="quick")
    assert Verifier(WORKSPACE, again, MONTH, TODAY, pinned).violations() == []
    raw = again.model_dump()
    move(raw, "paper", "2026-02-27")
    found = Verifier(WORKSPACE, Calendar.model_validate(raw), MONTH, TODAY, pinned).violations()
    assert "moved" in {violation.partition(":")[0] for violation in found}
