"""Workspaces for the planner's tests: from plain dicts, and at random for hypothesis."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from contentops.models.calendar import Calendar
from contentops.models.event import Event, Node
from contentops.models.item import Item
from contentops.models.settings import Settings
from contentops.models.workspace import Workspace

TODAY = date(2026, 1, 5)
PERIOD = "2026-02"
FIRST, LAST = date(2026, 2, 1), date(2026, 2, 28)
"""February 2026 has a long holiday in China with two make-up Saturdays (14 and 28)."""
VALUE_ONLY = {
    "channel_week": 0, "role_week": 0, "stage_week": 0, "pool_week": 0, "mix_hour": 0, "moved_entry": 0
}  # fmt: skip
"""Rates that leave nothing but value to plan for."""


def build(
    items: list[dict[str, Any]],
    *,
    events: list[dict[str, Any]] | None = None,
    nodes: list[dict[str, Any]] | None = None,
    **settings: Any,
) -> Workspace:
    """A workspace; items need only what matters to the test."""
    base: dict[str, Any] = {
        "brand": {"name": "B", "boilerplate": "B.", "contacts": [{"name": "C"}]},
        "language": "en",
        "team": [
            {"id": "ann", "name": "Ann", "skills": ["write"], "hours_per_week": 20},
            {"id": "lee", "name": "Lee", "reviews_per_week": 3},
        ],
        "channels": [{"id": "blog", "name": "Blog", "tier": "owned"}],
        "review_chains": [{"id": "legal", "steps": [{"role": "legal", "reviewers": ["lee"], "days": 2}]}],
        "goals": VALUE_ONLY,
    }
    made = [Item.model_validate(item(**raw)) for raw in items]
    return Workspace(
        settings=Settings.model_validate({**base, **settings}),
        items={one.id: one for one in made},
        events={raw["id"]: Event.model_validate(raw) for raw in events or ()},
        nodes={raw["id"]: Node.model_validate(raw) for raw in nodes or ()},
        input_hash="0",
    )


def item(**changes: Any) -> dict[str, Any]:
    """An item, complete but for what the test says."""
    base = {
        "title": f"T {changes['id']}", "pool": "periodic", "format": "article", "role": "decider",
        "stage": "acquire", "owner": "ann",
    }  # fmt: skip
    return {**base, **changes}


_FREE: dict[str, Any] = {
    "window": None, "embargo": None, "anchor": None, "recurrence": None, "depends_on": [], "status": "idea",
    "last_refreshed": None, "refresh_every": None,
}  # fmt: skip
days = st.dates(FIRST - timedelta(days=10), LAST + timedelta(days=10))


@st.composite
def ranges(draw: st.DrawFn) -> dict[str, date]:
    start = draw(st.dates(TODAY, LAST))
    return {"from": start, "to": start + timedelta(days=draw(st.integers(0, 9)))}


@st.composite
def teams(draw: st.DrawFn) -> list[dict[str, Any]]:
    team = []
    for number in range(draw(st.integers(1, 3))):
        skills = ["write", *draw(st.lists(st.sampled_from(["collect", "design", "edit"]), unique=True))]
        team.append({
            "id": f"p{number}", "name": f"P{number}", "skills": skills,
            "hours_per_week": draw(st.sampled_from([4, 7.5, 12, 20])),
            "reviews_per_week": draw(st.integers(0, 2)), "leave": draw(st.lists(ranges(), max_size=2)),
            "extra_hours": draw(st.sampled_from([{}, {}, {"2026-W05": 3}])),
        })  # fmt: skip
    for name in ("r0", "r1"):
        team.append({
            "id": name, "name": name.upper(), "outside": name == "r1",
            "country": draw(st.sampled_from([None, "US", "GB"])),
            "reviews_per_week": draw(st.integers(1, 3)), "leave": draw(st.lists(ranges(), max_size=1)),
        })  # fmt: skip
    return team


@st.composite
def channels(draw: st.DrawFn) -> list[dict[str, Any]]:
    limit = st.none() | st.integers(1, 3)
    return [
        {
            "id": f"c{number}", "name": f"C{number}", "tier": draw(st.sampled_from(["portal", "vertical", "owned"])),
            "quota": {"per_day": draw(limit), "per_week": draw(limit), "per_month": draw(limit)},
            "min_gap": draw(st.integers(0, 4)),
            "weekdays": draw(st.lists(st.sampled_from(["mon", "tue", "thu", "sat"]), unique=True, max_size=3)),
            "non_working_days": draw(st.booleans()), "blackouts": draw(st.lists(ranges(), max_size=1)),
            "after": draw(st.none() | st.integers(0, 3)),
        }
        for number in range(draw(st.integers(1, 3)))
    ]  # fmt: skip


@st.composite
def windows(draw: st.DrawFn) -> dict[str, date]:
    window = {}
    start = draw(days)
    if draw(st.booleans()):
        window["not_before"] = start
    if draw(st.booleans()):
        window["not_after"] = start + timedelta(days=draw(st.integers(0, 25)))
    if draw(st.booleans()):
        window["deadline"] = start + timedelta(days=draw(st.integers(0, 30)))
    return window


@st.composite
def placements_in_time(draw: st.DrawFn) -> dict[str, Any]:
    """An anchor, a recurrence, or neither."""
    kind = draw(st.sampled_from(["free", "free", "phase", "offset", "rule"]))
    target = draw(st.sampled_from([{"event": "e0"}, {"event": "e1"}, {"node": "n0"}]))
    if kind == "phase":
        return {"anchor": {**target, "phase": draw(st.sampled_from(["warm_up", "day", "recap"]))}}
    if kind == "offset":
        offset = draw(st.integers(-6, 6))
        return {"anchor": {**target, "offset": offset, "within": draw(st.integers(0, 4))}}
    if kind == "rule":
        rule = draw(
            st.sampled_from(
                [
                    "FREQ=WEEKLY;BYDAY=TU",
                    "FREQ=WEEKLY;INTERVAL=2;BYDAY=SA",
                    "FREQ=MONTHLY;BYDAY=-1TH",
                    "last working thursday of the month",
                    "12th working day of the month",
                    "last working day of the month",
                ]
            )
        )
        overrides = draw(st.sampled_from([
            {}, {date(2026, 2, 10): {"skip": True}}, {date(2026, 2, 10): {"date": date(2026, 2, 12)}},
        ]))  # fmt: skip
        holiday = draw(st.sampled_from(["next", "previous", "skip"]))
        return {
            "recurrence": {
                "rule": rule,
                "start": date(2026, 1, 6),
                "until": draw(st.sampled_from([None, None, date(2026, 2, 12)])),
                "holiday": holiday,
                "overrides": overrides,
            }
        }
    return {}


@st.composite
def items(draw: st.DrawFn, number: int, people: list[str], names: list[str]) -> dict[str, Any]:
    pool = draw(st.sampled_from(["basic", "periodic", "periodic", "hook"]))
    hours = st.integers(0, 16).map(lambda half: half / 2)
    kinds = draw(st.lists(st.sampled_from(["collect", "write", "design", "edit"]), unique=True, max_size=3))
    raw = item(
        id=f"i{number}", pool=pool, owner=draw(st.sampled_from(people)), value=draw(st.integers(0, 60)),
        effort={kind: draw(hours) for kind in kinds},
        review_chain=draw(st.sampled_from([None, "one", "two"])),
        channels=draw(st.lists(st.sampled_from(names), unique=True, max_size=3)),
        window=draw(st.none() | windows()), embargo=draw(st.none() | days),
        depends_on=draw(st.lists(st.sampled_from([f"i{n}" for n in range(number)]), unique=True, max_size=2))
        if number else [],
        status=draw(st.sampled_from(["idea", "idea", "idea", "draft", "on_hold", "published"])),
        **draw(placements_in_time()),
    )  # fmt: skip
    if kinds and draw(st.sampled_from([False, True])):
        raw["assign"] = {kinds[0]: draw(st.sampled_from(people))}
    if pool == "basic" and draw(st.booleans()):
        raw |= {"refresh_every": "6m", "last_refreshed": draw(st.dates(date(2025, 6, 1), date(2025, 12, 1)))}
    if pool == "hook" and draw(st.booleans()):
        count = draw(st.integers(1, 3))
        raw["modules"] = [
            {"title": f"M{n}", "owner": draw(st.sampled_from(people)), "effort": draw(hours)}
            for n in range(count)
        ]
        raw["integrator"] = draw(st.sampled_from(people))
        if draw(st.booleans()):
            raw["effort"]["integrate"] = draw(hours)
    return raw


@st.composite
def workspaces(draw: st.DrawFn, most: int = 12, least: int = 1, *, beside: bool = True) -> Workspace:
    """A small team with too much to do, around the Spring Festival of 2026.

    With `beside` some review steps ask for two people, or run side by side. From three items on, the more of
    them fit: half of them are free of windows, anchors and dependencies.
    """
    team, outlets = draw(teams()), draw(channels())
    people = [person["id"] for person in team if person["id"].startswith("p")]
    names = [channel["id"] for channel in outlets]
    made = [
        draw(items(number, people, names)) | (_FREE if least >= 3 and number % 2 else {})
        for number in range(draw(st.integers(least, most)))
    ]
    steps: list[dict[str, Any]] = [
        {"role": "product", "reviewers": ["r0", people[0]], "days": draw(st.integers(1, 3)),
         "quorum": draw(st.sampled_from([1, 1, 2])) if beside else 1},
        {"role": "partner", "reviewers": ["r1"], "days": draw(st.integers(1, 3)),
         "parallel": beside and draw(st.booleans())},
    ]  # fmt: skip
    events = [
        {"id": name, "title": name, "kind": "summit", "start": start,
         "end": start + timedelta(days=draw(st.integers(0, 3))),
         "status": draw(st.sampled_from(["planned", "planned", "planned", "cancelled"]))}
        for name, start in (("e0", draw(days)), ("e1", draw(days)))
    ]  # fmt: skip
    return build(
        made,
        events=events,
        nodes=[{"id": "n0", "title": "n0", "kind": "news", "date": draw(days)}],
        team=team,
        channels=outlets,
        review_chains=[{"id": "one", "steps": steps[:1]}, {"id": "two", "steps": steps}],
        waves={"room": draw(st.integers(0, 5))},
        product_stage=draw(st.sampled_from(["introduction", "growth", "maturity"])),
        goals=draw(
            st.sampled_from([VALUE_ONLY, {}, {"mix_hour": 1.5, "moved_entry": 7.25, "channel_week": 2.5}])
        ),
        cadence=draw(cadences(names)),
    )


@st.composite
def cadences(draw: st.DrawFn, names: list[str]) -> dict[str, Any]:
    rates = st.sampled_from([0.25, 0.4, 0.5, 1, 1.5, 2.25])
    cadence: dict[str, Any] = {"channels": {name: draw(rates) for name in names if draw(st.booleans())}}
    if draw(st.booleans()):
        cadence["roles"] = {"decider": draw(st.integers(1, 3)), "user": 1}
    return cadence


@st.composite
def edited_plans(draw: st.DrawFn, plan: Calendar) -> Calendar:
    """A plan after people were at it: states set, entries moved whole, dates moved without their work."""
    entries = []
    for entry in plan.entries:
        state = draw(st.sampled_from(["planned", "planned", "pinned", "pinned", "published", "cancelled"]))
        changes: dict[str, Any] = {"state": state}
        by = timedelta(days=draw(st.sampled_from([0, 0, 0, -7, -1, 1, 7])))
        if by and FIRST <= entry.publish + by <= LAST:
            changes["publish"] = entry.publish + by
            changes["channels"] = [
                wave.model_copy(update={"date": wave.date + by}) for wave in entry.channels
            ]
            if draw(st.booleans()):
                changes["tasks"] = [
                    task.model_copy(update={"start": task.start + by, "end": task.end + by})
                    for task in entry.tasks
                ]
        entries.append(entry.model_copy(update=changes))
    return plan.model_copy(update={"entries": entries})


@st.composite
def changed_workspaces(draw: st.DrawFn, workspace: Workspace) -> Workspace:
    """What may change between two plans: leave, hours, reviews, quotas, events moved or cancelled."""
    raw = workspace.settings.model_dump(by_alias=True, exclude_unset=True)
    person = draw(st.sampled_from(raw["team"]))
    channel = draw(st.sampled_from(raw["channels"]))
    events = dict(workspace.events)
    for change in draw(
        st.lists(st.sampled_from(["leave", "hours", "reviews", "quota", "gap", "event"]), max_size=2)
    ):
        if change == "leave":
            person["leave"].append(draw(ranges()))
        elif change == "hours":
            person["hours_per_week"] = person["hours_per_week"] // 2
        elif change == "reviews":
            person["reviews_per_week"] = 1
        elif change == "quota":
            channel["quota"] = {"per_day": 1, "per_week": draw(st.integers(1, 2))}
        elif change == "gap":
            channel["min_gap"] = draw(st.integers(2, 5))
        else:
            by = timedelta(days=7)
            moved = events["e0"]
            update: dict[str, Any] = draw(
                st.sampled_from(
                    [{"status": "cancelled"}, {"start": moved.start + by, "end": moved.last + by}]
                )
            )
            events["e0"] = moved.model_copy(update=update)
    return replace(workspace, settings=Settings.model_validate(raw), events=events, input_hash="changed")
