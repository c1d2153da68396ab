"""Generated workspaces that ask for more than can be done: about a third of the items cannot fit."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from contentops.models.event import Event
from contentops.models.item import Item
from contentops.models.settings import Settings
from contentops.models.workspace import Workspace
from contentops.working_days import CountryDays

FIRST, LAST = date(2026, 1, 1), date(2026, 3, 31)
PERIOD = "2026-Q1"
TODAY = date(2026, 1, 1)
_TIERS = ("portal", "vertical", "owned")


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
    for n in range(max(3, count // 8)):
        quota: dict[str, int] = {"per_day": 1}
        if n % 3 == 0:
            quota["per_week"] = chance.choice([1, 2])
        if n % 4 == 1:
            quota["per_month"] = 4
        channels.append({
            "id": f"channel-{n}", "name": f"Channel {n}", "tier": _TIERS[n % 3], "quota": quota,
            "min_gap": chance.choice([0, 0, 1, 2, 3]),
            "weekdays": chance.choice([[], [], ["tue", "thu"], ["mon", "wed", "fri"]]),
        })  # fmt: skip
    return {
        "brand": {"name": "B", "boilerplate": "B.", "contacts": [{"name": "C"}]}, "language": "en",
        "team": team, "channels": channels, "review_chains": chains,
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
        "id": f"item-{number}", "title": f"Item {number}", "pool": chance.choice(["basic", "periodic", "hook"]),
        "format": "article", "role": chance.choice(["initiator", "evaluator", "decider", "user"]),
        "stage": chance.choice(["acquire", "activate", "convert"]),
        "owner": f"writer-{1 + chance.randrange(max(2, round(len(items) / 11)) if items else 1)}",
        "value": chance.randint(5, 60),
        "effort": {"write": chance.randint(4, 24) / 2 + 2},
        "review_chain": chance.choice(["short", "full", "full"]),
        "channels": chance.sample(channels, min(len(channels), chance.choice([1, 1, 2, 3, 4]))),
    }  # fmt: skip
    raw["owner"] = "writer-1"
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
