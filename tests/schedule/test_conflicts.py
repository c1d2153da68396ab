"""Facts that contradict one another, case by case: the smallest set of them, and what gives way."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from contentops.models.calendar import Calendar, Entry
from contentops.models.period import parse_period
from contentops.models.workspace import Workspace
from contentops.schedule.conflict_facts import Contradiction
from contentops.schedule.conflict_words import ConflictWords
from contentops.schedule.conflicts import choose_released
from contentops.schedule.impossible import find_impossible
from contentops.schedule.nearest import settle_conflicts
from contentops.schedule.planning import plan_period
from contentops.schedule.resources import Countries
from tests.schedule.workspaces import PERIOD, TODAY, build

MONTH = parse_period(PERIOD)
pytestmark = pytest.mark.usefixtures("short_search")


def pinned(item: str, publish: str, channel: str | None = "blog", **changes: Any) -> Entry:
    """A pin, its one wave on the same day; `work` is (stage, person, start, end, hours) each."""
    tasks = [
        {"stage": stage, "person": person, "start": start, "end": end, "hours": hours}
        for stage, person, start, end, hours in changes.pop("work", ())
    ]
    waves = [{"channel": channel, "date": publish}] if channel else []
    raw = {"item": item, "title": f"T {item}", "pool": "periodic", "publish": publish, "state": "pinned"}
    return Entry.model_validate({**raw, "channels": waves, "tasks": tasks, **changes})


def calendar(*entries: Entry, **changes: Any) -> Calendar:
    return Calendar.model_validate(
        {
            "period": PERIOD, "provisional": False, "today": TODAY, "input_hash": "0",
            "solver": {"name": "by hand", "status": "feasible"}, "entries": list(entries), **changes,
        }
    )  # fmt: skip


def found(workspace: Workspace, *entries: Entry, today: date = TODAY, **changes: Any) -> list[Contradiction]:
    plan = calendar(*entries)
    return list(
        settle_conflicts(
            workspace, MONTH, today, Countries(workspace), existing=plan, **changes
        ).contradictions
    )


def told(workspace: Workspace, one: Contradiction) -> list[str]:
    words = ConflictWords(workspace, "en")
    return [words.say_fact(fact) for fact in one.facts]


BLOG = {"id": "blog", "name": "Blog", "tier": "owned"}
ITEMS = [
    {"id": name, "channels": ["blog"], "value": value} for name, value in (("a", 30), ("b", 20), ("c", 10))
]


def test_two_pins_on_one_channel_day() -> None:
    workspace = build(ITEMS, channels=[{**BLOG, "quota": {"per_day": 1}}])
    [one] = found(workspace, pinned("a", "2026-02-11"), pinned("b", "2026-02-11"), pinned("c", "2026-02-12"))
    assert one.rule == "channel-limit" and one.released is not None and one.released.item == "b"
    assert told(workspace, one) == [
        "“T b” is pinned to 2026-02-11 on Blog",
        "“T a” is pinned to 2026-02-11 on Blog",
        "Blog takes 1 a day",
    ]
    assert [(fact.kind, fact.id, fact.keys) for fact in one.facts] == [
        ("entry", "b", ("channels", 0, "date")),
        ("entry", "a", ("channels", 0, "date")),
        ("settings", "", ("channels", 0, "quota", "per_day")),
    ]


def test_the_fewest_give_way_not_the_cheapest() -> None:
    """The pin in the middle is worth most, and without it the other two stand."""
    workspace = build(
        [{"id": n, "channels": ["blog"], "value": v} for n, v in (("a", 5), ("b", 90), ("c", 5))],
        channels=[{**BLOG, "min_gap": 3}],
    )
    entries = [pinned("a", "2026-02-09"), pinned("b", "2026-02-11"), pinned("c", "2026-02-13")]
    [one] = found(workspace, *entries)
    assert one.rule == "channel-gap" and one.released is not None and one.released.item == "b"
    assert len(one.facts) == 3


@pytest.mark.parametrize(
    ("channel", "code"),
    [
        ({"blackouts": [{"from": "2026-02-10", "to": "2026-02-12"}]}, "blackout"),
        ({"weekdays": ["mon"]}, "weekdays"),
    ],
)
def test_a_pin_on_a_day_without_publication(channel: dict[str, Any], code: str) -> None:
    [one] = found(build(ITEMS, channels=[{**BLOG, **channel}]), pinned("a", "2026-02-11"))
    assert one.rule == "channel-closed"
    assert [fact.code for fact in one.facts] == ["wave.pinned", code]


def test_work_above_the_hours_of_a_week_names_the_leave_only_when_it_matters() -> None:
    team = [{"id": "ann", "name": "Ann", "skills": ["write"], "hours_per_week": 20,
             "leave": [{"from": "2026-02-05", "to": "2026-02-06"}]}]  # fmt: skip
    workspace = build([{**raw, "effort": {"write": 8}} for raw in ITEMS], team=team)

    def work(hours: int) -> list[tuple[str, str, str, str, int]]:
        return [("write", "ann", "2026-02-02", "2026-02-04", hours)]

    [one] = found(workspace, pinned("a", "2026-02-10", work=work(8)), pinned("b", "2026-02-11", work=work(8)))
    assert one.rule == "hours"
    assert told(workspace, one)[-1] == "Ann is on leave from 2026-02-05 to 2026-02-06"
    assert "Ann has 8 h of write for “T b” from 2026-02-02 to 2026-02-04" in told(workspace, one)
    [one] = found(
        workspace, pinned("a", "2026-02-10", work=work(12)), pinned("b", "2026-02-11", work=work(12))
    )
    assert [fact.code for fact in one.facts] == ["task", "task", "hours"]


def test_work_within_leave_keeps_its_date_and_finds_other_days() -> None:
    team = [{"id": "ann", "name": "Ann", "skills": ["write"], "hours_per_week": 20,
             "leave": [{"from": "2026-02-02", "to": "2026-02-06"}]}]  # fmt: skip
    workspace = build([{**raw, "effort": {"write": 8}} for raw in ITEMS], team=team)
    pin = pinned("a", "2026-02-11", work=[("write", "ann", "2026-02-04", "2026-02-05", 8)])
    [one] = found(workspace, pin)
    assert (one.rule, one.outcome) == ("days-away", "replanned")
    plan = plan_period(workspace, MONTH, TODAY, existing=calendar(pin), effort="quick")
    entry = next(e for e in plan.entries if e.item == "a")
    assert (entry.publish, entry.state) == (date(2026, 2, 11), "pinned")
    assert [(t.start, t.end) for t in entry.tasks] == [(date(2026, 2, 9), date(2026, 2, 10))]
    assert plan.conflicts == [] and plan.released == []


def test_more_reviews_in_a_week_than_the_reviewer_gives() -> None:
    workspace = build([{**raw, "review_chain": "legal"} for raw in ITEMS])
    week = [("2026-02-02", "2026-02-03"), ("2026-02-03", "2026-02-04"), ("2026-02-04", "2026-02-05"),
            ("2026-02-05", "2026-02-06")]  # fmt: skip
    entries = [
        pinned(name, "2026-02-10", work=[("review:legal", "lee", start, end, 0)])
        for name, (start, end) in zip("abca", week, strict=True)
    ]
    entries[3] = entries[3].model_copy(update={"item": "d"})
    [one] = found(workspace, *entries)
    assert one.rule == "review-limit" and len(one.facts) == 5
    assert told(workspace, one)[-1] == "Lee gives 3 reviews a week"


def test_a_dependency_published_after_its_dependant() -> None:
    workspace = build([ITEMS[0], {**ITEMS[1], "depends_on": ["a"]}])
    [one] = found(workspace, pinned("a", "2026-02-12"), pinned("b", "2026-02-11"))
    assert one.rule == "dependency" and one.released is not None and one.released.item == "b"
    assert told(workspace, one)[-1] == "“T b” depends on “T a”"


@pytest.mark.parametrize(
    ("item", "rule", "keys"),
    [
        ({"window": {"not_before": "2026-02-12"}}, "not-before", ("window", "not_before")),
        ({"window": {"not_after": "2026-02-10"}}, "not-after", ("window", "not_after")),
        ({"embargo": "2026-02-12"}, "embargo", ("embargo",)),
        ({"anchor": {"event": "fair", "phase": "day"}}, "anchor", ("anchor",)),
    ],
)
def test_a_pin_outside_of_what_its_item_allows(
    item: dict[str, Any], rule: str, keys: tuple[str, ...]
) -> None:
    events = [{"id": "fair", "title": "Fair", "kind": "summit", "start": "2026-02-25"}]
    [one] = found(build([{**ITEMS[0], **item}], events=events), pinned("a", "2026-02-11"))
    assert (one.rule, one.outcome) == (rule, "released")
    assert keys in [fact.keys for fact in one.facts]


def test_a_pin_on_a_cancelled_event() -> None:
    workspace = build(
        [{**ITEMS[0], "anchor": {"event": "fair", "phase": "day"}}],
        events=[
            {"id": "fair", "title": "Fair", "kind": "summit", "start": "2026-02-25", "status": "cancelled"}
        ],
    )
    [one] = found(workspace, pinned("a", "2026-02-25"))
    assert one.rule == "event-cancelled"
    assert told(workspace, one)[-2:] == ["it hangs on Fair", "Fair is cancelled"]


def test_a_date_moved_by_hand_takes_its_work_along() -> None:
    workspace = build([{**ITEMS[0], "effort": {"write": 8}}])
    late = pinned("a", "2026-02-03", work=[("write", "ann", "2026-02-09", "2026-02-10", 8)])
    [one] = found(workspace, late)
    assert (one.rule, one.outcome) == ("moved-by-hand", "replanned")
    plan = plan_period(workspace, MONTH, TODAY, existing=calendar(late), effort="quick")
    [entry] = plan.entries
    assert (entry.publish, entry.state, entry.tasks[0].end) == (date(2026, 2, 3), "pinned", date(2026, 2, 2))


def test_no_room_for_a_date_moved_by_hand_names_who_takes_it() -> None:
    """Ann's only hours before the date go to another pin, of more value."""
    workspace = build(
        [{**ITEMS[0], "effort": {"write": 16}}, {**ITEMS[1], "effort": {"write": 16}}, ITEMS[2]]
    )
    today = date(2026, 2, 2)
    held = pinned("a", "2026-02-07", None, work=[("write", "ann", "2026-02-02", "2026-02-06", 16)])
    moved = pinned("b", "2026-02-06", work=[("write", "ann", "2026-02-09", "2026-02-13", 16)])
    other = pinned("c", "2026-02-10")
    [one] = found(workspace, held, moved, other, today=today)
    assert (one.rule, one.outcome) == ("no-room", "released")
    assert [fact.id for fact in one.facts] == ["b", "b", "a"]


def test_published_entries_only_warn() -> None:
    workspace = build(ITEMS, channels=[{**BLOG, "quota": {"per_week": 1}}])
    entries = [pinned("a", "2026-02-10", state="published"), pinned("b", "2026-02-11", state="published")]
    [one] = found(workspace, *entries, today=date(2026, 2, 12))
    assert (one.outcome, one.released) == ("warned", None)
    assert found(workspace, *entries, today=date(2026, 2, 23)) == []


def test_entries_of_another_plan_do_not_give_way() -> None:
    workspace = build(ITEMS, channels=[{**BLOG, "min_gap": 3}])
    january = calendar(pinned("a", "2026-01-31"), period="2026-01")
    [one] = found(workspace, pinned("b", "2026-02-02"), beside=[january])
    assert one.released is not None and one.released.item == "b"
    assert {(fact.id, fact.period) for fact in one.facts if fact.kind == "entry"} == {
        ("a", "2026-01"),
        ("b", "2026-02"),
    }


def test_begun_work_moves_with_its_event() -> None:
    """What hangs on an event that moved is planned anew; nobody pinned it, so nothing is kept on record."""
    workspace = build(
        [{**ITEMS[0], "anchor": {"event": "fair", "phase": "day"}, "effort": {"write": 8}}],
        events=[{"id": "fair", "title": "Fair", "kind": "summit", "start": "2026-02-25"}],
    )
    begun = pinned("a", "2026-02-11", state="planned", work=[("write", "ann", "2026-02-03", "2026-02-10", 8)])
    today = date(2026, 2, 5)
    [one] = found(workspace, begun, today=today)
    assert (one.rule, one.outcome) == ("anchor", "released")
    plan = plan_period(workspace, MONTH, today, existing=calendar(begun), effort="quick")
    assert [entry.publish for entry in plan.entries] == [date(2026, 2, 25)]
    assert plan.conflicts == [] and plan.released == []


def test_a_released_pin_is_kept_on_record_and_holds_again_when_it_can() -> None:
    workspace = build(ITEMS, channels=[{**BLOG, "quota": {"per_day": 1}}])
    edited = calendar(pinned("a", "2026-02-11"), pinned("b", "2026-02-11"))
    plan = plan_period(workspace, MONTH, TODAY, existing=edited, effort="quick")
    entry = next(e for e in plan.entries if e.item == "b")
    assert entry.state == "planned" and entry.publish != date(2026, 2, 11)
    assert entry.reason.startswith("pinned to 2026-02-11, which was not kept: Blog takes 1 a day")
    assert [e.publish for e in plan.released] == [date(2026, 2, 11)]
    assert [(c.item, c.wished, c.rule) for c in plan.conflicts] == [("b", date(2026, 2, 11), "channel-limit")]
    assert plan_period(workspace, MONTH, TODAY, existing=plan, effort="quick") == plan
    # The other pin goes: the wish holds again.
    freed = plan.model_copy(update={"entries": [e for e in plan.entries if e.item != "a"]})
    later = plan_period(workspace, MONTH, TODAY, existing=freed, effort="quick")
    entry = next(e for e in later.entries if e.item == "b")
    assert (entry.publish, entry.state) == (date(2026, 2, 11), "pinned")
    assert later.released == [] and later.conflicts == []


@pytest.mark.parametrize("state", ["pinned", "published", "cancelled"])
def test_whoever_decides_otherwise_gives_the_released_pin_up(state: str) -> None:
    workspace = build(ITEMS, channels=[{**BLOG, "quota": {"per_day": 1}}])
    edited = calendar(pinned("a", "2026-02-11"), pinned("b", "2026-02-11"))
    plan = plan_period(workspace, MONTH, TODAY, existing=edited, effort="quick")
    entries = [e.model_copy(update={"state": state}) if e.item == "b" else e for e in plan.entries]
    later = plan_period(
        workspace, MONTH, TODAY, existing=plan.model_copy(update={"entries": entries}), effort="quick"
    )
    assert later.released == [] and later.conflicts == []
    assert next(e for e in later.entries if e.item == "b").state == state


def test_many_pins_on_one_day_are_settled_at_once() -> None:
    items: list[dict[str, Any]] = [{"id": f"i{n:02}", "channels": ["blog"], "value": n} for n in range(60)]
    workspace = build(items, channels=[{**BLOG, "quota": {"per_day": 2}}])
    entries = [pinned(raw["id"], "2026-02-11") for raw in items]
    released = {one.released.item for one in found(workspace, *entries) if one.released is not None}
    assert released == {f"i{n:02}" for n in range(58)}
    assert choose_released([], {}) == set()


def test_what_an_item_says_against_itself_or_today() -> None:
    workspace = build(
        [
            {"id": "early", "anchor": {"event": "fair", "phase": "warm_up"}},
            {"id": "torn", "anchor": {"event": "fair", "phase": "day"}, "embargo": "2026-02-26"},
            {"id": "late", "window": {"not_after": "2026-02-03"}},
            {"id": "fine"},
        ],
        events=[{"id": "fair", "title": "Fair", "kind": "summit", "start": "2026-02-12"}],
        phases={"warm_up": {"first": -6, "last": -5}},
    )
    words = ConflictWords(workspace)
    ones = list(find_impossible(workspace, MONTH, date(2026, 2, 10), Countries(workspace)))
    assert [(one.rule, one.outcome, words.say(one)) for one in ones] == [
        ("window-past", "warned", "“T early” can no longer be published in time: its last possible day, 2026-02-05, "
         "is past (today is 2026-02-10)"),
        ("empty-window", "warned", "“T torn” has no day to be published on: not before 2026-02-26, and not after "
         "2026-02-12"),
    ]  # fmt: skip
    assert [(fact.kind, fact.keys) for fact in ones[0].facts] == [
        ("item", ("anchor",)), ("event", ("start",)), ("settings", ("phases", "warm_up")),
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_contradiction_has_words(language: str) -> None:
    from contentops.schedule import conflict_words

    facts, rules = conflict_words._FACTS, conflict_words._RULES
    parts = conflict_words._PARTS
    for table in (facts, rules, parts):
        assert table["en"].keys() == table["zh"].keys()
    assert all(text.strip() for text in {**facts[language], **rules[language]}.values())  # type: ignore[index]


def test_days_before_today_do_not_matter() -> None:
    workspace = build(ITEMS, channels=[{**BLOG, "quota": {"per_day": 1}}])
    entries = [pinned("a", "2026-02-11"), pinned("b", "2026-02-11")]
    assert found(workspace, *entries, today=date(2026, 2, 11) + timedelta(days=1)) == []


def test_a_plan_that_stands_says_again_what_it_said_of_many_pins() -> None:
    items: list[dict[str, Any]] = [
        {"id": f"i{n:02}", "effort": {"write": 3}, "value": n % 5, "channels": ["blog", "site"][n % 2 :]}
        for n in range(40)
    ]
    channels = [{**BLOG, "quota": {"per_day": 2, "per_month": 9}}, {**BLOG, "id": "site", "name": "Site"}]
    workspace = build(items, channels=channels)
    pins = [pinned(raw["id"], "2026-02-11", channel=raw["channels"][0]) for raw in items]
    plan = plan_period(workspace, MONTH, TODAY, existing=calendar(*pins), effort="quick")
    assert len(plan.released) > 5, len(plan.released)
    again = plan_period(workspace, MONTH, TODAY, existing=plan, effort="quick")
    assert again == plan
