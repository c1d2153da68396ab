"""Generated workspaces that ask for more than can be done: about a third of the items cannot fit.

A quarter of 56 to 61 working days: hours of writers and designers, two review steps with days and weekly limits,
windows, events and what hangs on them, one to four channels with quotas and gaps, dependencies; targets a week
for some channels, a mix of pools and means, longest silences by role, stage and pool. `replan` adds an earlier
plan from before some events moved and some items came: part of it is pinned, the rest should stay near.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Any

from benchmarks.greedy import greedy_plan
from contentops.models.calendar import Calendar, Entry, SolverReport, Task, Wave
from contentops.models.event import Event
from contentops.models.item import Item
from contentops.models.period import parse_period
from contentops.models.settings import Settings
from contentops.models.workspace import Workspace
from contentops.schedule.build import build_instance
from contentops.schedule.instance import Instance, Job
from contentops.schedule.resources import Countries
from contentops.schedule.state import Placement
from contentops.working_days import CountryDays

FIRST, LAST = date(2026, 1, 1), date(2026, 3, 31)
PERIOD = "2026-Q1"
TODAY = date(2026, 1, 1)
_TIERS = ("portal", "vertical", "owned")
_POOLS = {"basic": 0.35, "periodic": 0.4, "hook": 0.25}
_MEANS = {"content": 0.5, "event": 0.3, "channel": 0.1, "brand": 0.1}
_NEW = 0.6
"""The share of items that the earlier plan did not know: with fewer, planning again would only mend it."""
_PINNED = 0.05
"""The share of its entries that are pinned."""
_MOVED = 0.2
"""The share of events that have moved by a week since."""


@dataclass(frozen=True)
class Replan:
    """A workspace and the plan it had before some things changed."""

    workspace: Workspace
    earlier: Calendar


def generate(count: int, seed: int) -> Workspace:
    """A workspace with `count` items, people and channels in proportion; the same for the same seed."""
    chance = Random(seed * 100_003 + count)
    working = CountryDays("CN").between(FIRST, LAST)
    settings = _settings(count, chance, working)
    events = {
        f"event-{n}": Event.model_validate(
            {"id": f"event-{n}", "title": f"Event {n}", "kind": "summit",
             "start": working[chance.randrange(15, len(working) - 5)]}
        )
        for n in range(1, max(2, count // 15) + 1)
    }  # fmt: skip
    items: dict[str, Item] = {}
    for number in range(1, count + 1):
        raw = _item(number, chance, settings, working, list(events), list(items))
        items[raw["id"]] = Item.model_validate(raw)
    return Workspace(Settings.model_validate(settings), items, events, {}, {}, f"family-{count}-{seed}")


def _settings(count: int, chance: Random, working: list[date]) -> dict[str, Any]:
    makers = max(2, round(count / 11))
    team: list[dict[str, Any]] = []
    for n in range(1, makers + 1):
        leave = working[chance.randrange(len(working))]
        team.append({
            "id": f"writer-{n}", "name": f"Writer {n}", "skills": ["write"] + (["design"] if n % 3 == 0 else []),
            "hours_per_week": chance.choice([8, 10, 12]),
            "leave": [{"from": leave, "to": leave + timedelta(days=chance.choice([0, 2, 4]))}],
        })  # fmt: skip
    for n in range(1, max(1, round(count / 30)) + 1):
        team.append(
            {"id": f"designer-{n}", "name": f"Designer {n}", "skills": ["design"], "hours_per_week": 10}
        )
    reviewers = max(1, round(count / 45))
    for role in ("product", "legal"):
        for n in range(1, reviewers + 1):
            team.append(
                {"id": f"{role}-{n}", "name": f"{role} {n}", "reviews_per_week": chance.choice([2, 3, 4])}
            )
    chains = [
        {"id": "short", "steps": [_step("product", 2, reviewers)]},
        {"id": "full", "steps": [_step("product", 2, reviewers), _step("legal", 3, reviewers)]},
    ]
    channels = []
    cadence: dict[str, float] = {}
    for n in range(max(3, count // 8)):
        quota: dict[str, int] = {"per_day": 1}
        if n % 3 == 0:
            quota["per_week"] = chance.choice([1, 2])
        if n % 4 == 1:
            quota["per_month"] = 4
        if n % 2 == 0:
            cadence[f"channel-{n}"] = chance.choice([0.5, 0.5, 1]) if quota.get("per_week") != 2 else 1
        channels.append({
            "id": f"channel-{n}", "name": f"Channel {n}", "tier": _TIERS[n % 3], "quota": quota,
            "min_gap": chance.choice([0, 0, 1, 2, 3]),
            "weekdays": chance.choice([[], [], ["tue", "thu"], ["mon", "wed", "fri"]]),
        })  # fmt: skip
    return {
        "brand": {"name": "B", "boilerplate": "B.", "contacts": [{"name": "C"}]}, "language": "en",
        "team": team, "channels": channels, "review_chains": chains,
        "cadence": {"channels": cadence}, "mix": {"pools": _POOLS, "means": _MEANS},
    }  # fmt: skip


def _step(role: str, days: int, reviewers: int) -> dict[str, Any]:
    return {"role": role, "days": days, "reviewers": [f"{role}-{n}" for n in range(1, reviewers + 1)]}


def _item(
    number: int,
    chance: Random,
    settings: dict[str, Any],
    working: list[date],
    events: list[str],
    items: list[str],
) -> dict[str, Any]:
    channels = [channel["id"] for channel in settings["channels"]]
    raw: dict[str, Any] = {
        "id": f"item-{number}", "title": f"Item {number}",
        "pool": chance.choice(["basic", "basic", "periodic", "periodic", "hook"]),
        "format": "article", "role": chance.choice(["initiator", "evaluator", "decider", "user"]),
        "stage": chance.choice(["acquire", "activate", "convert", "retain"]),
        "means": chance.choice(["content", "content", "content", "event", "channel", "brand"]),
        "owner": chance.choice([person["id"] for person in settings["team"] if "write" in person.get("skills", ())]),
        "value": chance.randint(5, 60),
        "effort": {"write": chance.randint(4, 24) / 2 + 2},
        "review_chain": chance.choice(["short", "full", "full"]),
        "channels": chance.sample(channels, min(len(channels), chance.choice([1, 1, 2, 3, 4]))),
    }  # fmt: skip
    if chance.random() < 0.6:
        raw["effort"]["design"] = chance.randint(2, 16) / 2
    if chance.random() < 0.25:
        raw["anchor"] = {"event": chance.choice(events), "phase": chance.choice(["warm_up", "day", "recap"])}
    elif chance.random() < 0.6:
        first = chance.randrange(len(working) - 10)
        last = min(len(working) - 1, first + chance.randrange(8, 35))
        raw["window"] = {"not_before": working[first], "not_after": working[last]}
    if items and chance.random() < 0.1:
        raw["depends_on"] = [chance.choice(items)]
    return raw


def replan(count: int, seed: int) -> Replan:
    """The family's workspace with the plan that a list scheduler made before the latest changes."""
    chance = Random(seed * 7919 + count)
    workspace = generate(count, seed)
    events = {name: _moved(event, chance) for name, event in workspace.events.items()}
    items = {name: item for name, item in workspace.items.items() if chance.random() >= _NEW}
    before = replace(workspace, items=items, events=events)
    instance = build_instance(before, parse_period(PERIOD), TODAY, Countries(before))
    placed = greedy_plan(instance).placed
    entries = []
    for job, placement in zip(instance.jobs, placed, strict=True):
        if placement is not None:
            pinned = job.item.anchor is None and chance.random() < _PINNED
            entries.append(_entry(instance, job, placement, pinned))
    earlier = Calendar(
        period=PERIOD, provisional=False, today=TODAY, input_hash="earlier",
        solver=SolverReport(name="list", effort="quick", status="feasible"),
        entries=sorted(entries, key=lambda entry: (entry.publish, entry.item)),
    )  # fmt: skip
    return Replan(workspace, earlier)


def _moved(event: Event, chance: Random) -> Event:
    """Where an event was before."""
    if chance.random() >= _MOVED:
        return event
    return event.model_copy(update={"start": event.start + timedelta(days=7 * chance.choice([-1, 1]))})


def _entry(instance: Instance, job: Job, placement: Placement, pinned: bool) -> Entry:
    axis = instance.axis
    day, waves, works = placement
    return Entry(
        item=job.id, title=job.title, pool=job.item.pool, publish=axis.day(day),
        state="pinned" if pinned else "planned",
        channels=[
            Wave(channel=instance.outlets[number].id, date=axis.day(wave))
            for (number, _, _), wave in zip(job.waves, waves, strict=True)
        ],
        tasks=[
            Task(stage=stage, person=instance.workers[person].id, start=axis.day(start), end=axis.day(end),
                 hours=amount / 2)
            for stage, person, start, end, amount, _ in reversed(works)
        ],
    )  # fmt: skip
