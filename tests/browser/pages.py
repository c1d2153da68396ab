"""Pages for a browser to open: the small example, a hostile one, and one with as many items as asked for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from contentops.models.calendar import Calendar
from contentops.models.event import Event, Node
from contentops.models.item import Item
from contentops.models.settings import Settings
from contentops.models.working_days import YearOfDays
from contentops.models.workspace import Workspace
from contentops.render.edition import Edition
from tests.render.example import build_calendar, build_workspace

DRAFT = "../drafts/2027-01/release-3.md"
HOSTILE = {
    "release-3": "</script><script>window.hit=1</script>",
    "paper-hospital": "<img src=x onerror=window.hit=2> \"quotes\" 'single' `tick` & <!-- ]]>",
    "case-bank": "عنوان من اليمين 2027 (RTL) 👩‍👩‍👧 🏥",
    "intro": "{{ 7 * 7 }} {% raw %} ${window.hit=3} javascript:window.hit=4",
}
POOLS = ("basic", "periodic", "hook")
WORDS = {
    "zh": "联邦学习平台发布跨机构建模从六周缩短到九天医疗白皮书合规边界投入产出案例解读标准客户数据安全评审",
    "en": "Federated platform across institutions hospitals explained legal limits customers data security review",
}


def example(language: str = "en", **changes: Any) -> Edition:
    """The example of the renderers with an event, a node, make-up days and one draft."""
    workspace = build_workspace(language)
    salon = Event.model_validate(
        {"id": "salon", "title": "Open salon", "kind": "salon", "start": "2027-01-20", "end": "2027-01-21",
         "city": "Berlin", "registration": "https://salon.example.com/"}
    )  # fmt: skip
    node = Node.model_validate(
        {"id": "standard", "title": "New standard", "kind": "standard", "date": "2027-01-19"}
    )
    items = dict(workspace.items)
    items["paper-hospital"] = items["paper-hospital"].model_copy(
        update={"anchor": Item.model_validate(
            {"id": "x", "title": "x", "pool": "hook", "format": "page", "role": "user", "stage": "retain",
             "owner": "lin", "anchor": {"event": "salon", "phase": "warm_up"}}).anchor,
         "keywords": ["ＶＰＣ"]}
    )  # fmt: skip
    items["case-bank"] = items["case-bank"].model_copy(update={"role": "user", "stage": "retain"})
    days = YearOfDays.model_validate(
        {"holidays": [{"from": "2027-01-01", "note": "Yuandan"}], "make_up": ["2027-01-23"]}
    )
    known = changes.pop("announced", True)
    workspace = replace(
        workspace,
        items=items,
        events={"salon": salon},
        nodes={"standard": node},
        working_days={"CN": {2027: days}} if known else {},
    )
    return Edition(build_calendar(language, **changes), workspace, drafts={"release-3": DRAFT})


def hostile(language: str = "en") -> Edition:
    """The example with titles, reasons and names that try to be more than text."""
    edition = example(language)
    entries = [
        entry.model_copy(
            update={"title": HOSTILE[entry.item], "reason": HOSTILE[entry.item], "notes": HOSTILE[entry.item]}
        )
        for entry in edition.calendar.entries
    ]
    team = [person.model_copy(update={"name": f"{person.id}{HOSTILE['release-3']}"})
            for person in edition.workspace.settings.team]  # fmt: skip
    channels = [channel.model_copy(update={"name": f"{channel.id}{HOSTILE['paper-hospital']}"})
                for channel in edition.workspace.settings.channels]  # fmt: skip
    settings = edition.workspace.settings.model_copy(update={"team": team, "channels": channels})
    workspace = replace(edition.workspace, settings=settings)
    return replace(
        edition, calendar=edition.calendar.model_copy(update={"entries": entries}), workspace=workspace
    )


def crowded(count: int, language: str = "en") -> Edition:
    """A quarter with `count` items of realistic length: three waves, three works, two reviews each."""
    text = WORDS[language]
    team = [
        {"id": f"p{n}", "name": f"{'人员' if language == 'zh' else 'Person '}{n}",
         "skills": ["write", "design", "edit"], "hours_per_week": 30, "reviews_per_week": 20}
        for n in range(12)
    ]  # fmt: skip
    channels = [{"id": f"c{n}", "name": f"{'渠道号' if language == 'zh' else 'Channel '}{n}",
                 "tier": ("portal", "vertical", "owned")[n % 3]} for n in range(12)]  # fmt: skip
    settings = Settings.model_validate(
        {"brand": {"name": "Brand", "boilerplate": "Brand", "contacts": [{"name": "Ann"}]}, "language": language,
         "team": team, "channels": channels}
    )  # fmt: skip
    items = {f"item-{n:04d}": _item(n, text) for n in range(count)}
    workspace = Workspace(settings, items, {}, {}, input_hash="0" * 64)
    return Edition(_crowded_calendar(count, text), workspace)


def _title(n: int, text: str) -> str:
    start = n * 7 % (len(text) - 24)
    return f"{n} {text[start : start + 24]}"


def _item(n: int, text: str) -> Item:
    return Item.model_validate(
        {"id": f"item-{n:04d}", "title": _title(n, text), "pool": POOLS[n % 3],
         "format": "article", "role": ("initiator", "evaluator", "decider", "user")[n % 4],
         "stage": ("acquire", "activate", "convert")[n % 3],
         "owner": f"p{n % 12}", "keywords": [text[:8], text[8:16]], "value": 10 + n % 60}
    )  # fmt: skip


def _crowded_calendar(count: int, text: str) -> Calendar:
    first = date(2027, 1, 4)
    entries = []
    for n in range(count):
        day = first + timedelta(days=7 * (n % 12) + n // 12 % 5)
        tasks = [
            {"stage": stage, "person": f"p{(n + k) % 12}", "start": day - timedelta(days=20 - 3 * k),
             "end": day - timedelta(days=18 - 3 * k), "hours": 0 if stage.startswith("review") else 4}
            for k, stage in enumerate(("write", "design", "edit", "review:legal", "review:pr"))
        ]  # fmt: skip
        entries.append(
            {"item": f"item-{n:04d}", "title": _title(n, text), "pool": POOLS[n % 3], "publish": day,
             "state": ("planned", "planned", "pinned", "published")[n % 4], "reason": text + "，" + text[:30],
             "channels": [{"channel": f"c{(n + k) % 12}", "date": day + timedelta(days=k)} for k in range(3)],
             "tasks": tasks}
        )  # fmt: skip
    return Calendar.model_validate(
        {"period": "2027-Q1", "provisional": True, "provisional_years": ["CN 2027"], "today": "2026-11-22",
         "input_hash": "0" * 64, "solver": {"name": "test", "status": "feasible"}, "entries": entries}
    )  # fmt: skip
