"""Why items stand where they stand: what goals hold, what the day before would break, what a week pushes out."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from contentops.models.period import parse_period
from contentops.models.workspace import Workspace
from contentops.schedule.planning import plan_period
from contentops.schedule.why import names_in, why_absent, why_item
from contentops.schedule.why_plan import StandingPlan, take_up
from contentops.schedule.why_week import why_person, why_week
from tests.schedule.test_reasons_are_true import crowded
from tests.schedule.workspaces import PERIOD, TODAY, build, workspaces

FEBRUARY = parse_period(PERIOD)
DAY = {"not_before": "2026-02-09", "not_after": "2026-02-09"}
NO_CADENCE: dict[str, Any] = {"roles": {}, "stages": {}, "pools": {}}


def planned(workspace: Workspace) -> StandingPlan:
    calendar = plan_period(workspace, FEBRUARY, TODAY, effort="quick")
    return take_up(workspace, FEBRUARY, TODAY, calendar)


def test_a_later_day_that_ends_a_silence_says_so() -> None:
    closed = {"from": "2026-02-09", "to": "2026-02-22"}
    blog = {"id": "blog", "name": "Blog", "tier": "owned", "blackouts": [closed]}
    items: list[dict[str, Any]] = [
        {"id": name, "role": "decider", "channels": ["blog"]} for name in ("one", "two")
    ]
    for language, expected in (
        ("en", "moved to an earlier week it would leave the decider without anything in 2026-W07, 2026-W09 "
               "(wanted: at most 1 week of silence)"),
        ("zh", "若提前到更早的一周，决策者在 2026-W07、2026-W09 将没有任何内容，而最多只允许空 1 周"),
    ):  # fmt: skip
        workspace = build(
            items,
            channels=[blog],
            cadence={**NO_CADENCE, "roles": {"decider": 1}},
            goals={"role_week": 8},
            language=language,
        )
        plan = planned(workspace)
        found = [why_item(plan, name) for name in ("one", "two")]
        later = max((one for one in found if one is not None), key=lambda one: str(one.publish))
        assert later.reasons[-1] == expected, later
        assert later.binding == ["serves"]
        assert later.better is not None


def test_the_day_before_is_said_with_what_it_would_break() -> None:
    blog = {"id": "blog", "name": "Blog", "tier": "owned", "quota": {"per_week": 1}}
    items: list[dict[str, Any]] = [
        {"id": "first", "channels": ["blog"], "window": DAY, "value": 9},
        {
            "id": "second",
            "channels": ["blog"],
            "window": {"not_before": "2026-02-10", "not_after": "2026-02-27"},
        },
    ]
    found = why_item(planned(build(items, channels=[blog], cadence=NO_CADENCE)), "second")
    assert found is not None and found.publish is not None and found.better is not None
    assert found.publish.isoformat() > "2026-02-15" > found.better.publish.isoformat()
    assert found.better.text == "Blog takes 1 a week; 2026-W07 is full (1 of 1): “T first”"


def test_neighbours_and_entries_that_do_not_move() -> None:
    items: list[dict[str, Any]] = [{"id": "one", "window": DAY}, {"id": "two", "depends_on": ["one"]}]
    plan = planned(build(items, cadence=NO_CADENCE))
    two = why_item(plan, "two")
    assert two is not None and [one.item for one in two.waits_for] == ["one"]
    entries = [entry.model_copy(update={"state": "pinned"}) for entry in plan.calendar.entries]
    calendar = plan.calendar.model_copy(update={"entries": entries})
    pinned = why_item(take_up(plan.workspace, FEBRUARY, TODAY, calendar), "one")
    assert pinned is not None and pinned.standing == "pinned"
    assert [(one.item, str(one.publish)) for one in pinned.awaited_by] == [("two", str(two.publish))]


def test_what_no_plan_asks_for() -> None:
    workspace = build([{"id": "made", "status": "published"}, {"id": "held", "status": "rejected"}])
    reasons = [why_absent(workspace, item, ["2026-02"]).binding[0] for item in workspace.items.values()]
    assert reasons == ["made", "held-back.rejected"]


def test_a_refusal_with_more_than_three_rules_says_the_hardest() -> None:
    """Ann lacks nearly all hours, Lee all reviews, and three channels are full: the channels say least."""
    names = ["blog", "list", "wire"]
    channels = [{"id": n, "name": n, "tier": "owned", "quota": {"per_day": 1}} for n in names]
    items = [
        *({"id": f"on-{n}", "channels": [n], "window": DAY, "value": 90} for n in names),
        {"id": "work", "effort": {"write": 18}, "window": DAY, "value": 90},
        *({"id": f"review-{n}", "review_chain": "legal", "window": DAY, "value": 90} for n in range(2)),
        {
            "id": "out",
            "effort": {"write": 18},
            "review_chain": "legal",
            "channels": names,
            "window": DAY,
            "value": 1,
        },
    ]
    away = [{"from": "2026-01-05", "to": "2026-02-01"}]
    team = [
        {"id": "ann", "name": "Ann", "skills": ["write"], "hours_per_week": 4},
        {"id": "lee", "name": "Lee", "reviews_per_week": 2, "leave": away},
    ]
    plan = planned(build(items, team=team, channels=channels, cadence=NO_CADENCE, waves={"room": 0}))
    found = why_item(plan, "out")
    assert found is not None and found.standing == "refused", found
    assert found.binding == ["review-limit", "hours", "channel-limit"]
    said = found.reasons[0]
    assert "five things stop it, among them" in said
    assert "legal review (Lee)" in said and "write takes 18 h" in said and said.count("takes 1 a day") == 1


def test_a_week_and_a_person_say_what_they_push_out() -> None:
    items = [
        {"id": "big", "effort": {"write": 20}, "window": DAY, "value": 9},
        {"id": "out", "effort": {"write": 4}, "window": DAY, "value": 1},
    ]
    ann = {"id": "ann", "name": "Ann", "skills": ["write"], "hours_per_week": 4}
    plan = planned(
        build(items, team=[ann, {"id": "bob", "name": "Bob"}], review_chains=[], cadence=NO_CADENCE)
    )
    person = why_person(plan, "ann")
    assert [(one.week, one.hours, one.hours_in_all, one.full) for one in person.weeks[:5]] == [
        (f"2026-W0{n}", 4.0, 4.0, True) for n in range(2, 7)
    ]
    assert [one.item for one in person.blocks] == ["out"]
    assert not why_person(plan, "bob").blocks
    week = why_week(plan, "2026-W06")
    assert [one.item for one in week.pushed_out] == ["out"] and week.publications == []
    assert {one.name for one in week.silences if one.kind == "roles"} >= {"decider"}
    after = why_week(plan, "2026-W07")
    assert [one.item for one in after.publications] == ["big"] and not after.pushed_out
    assert plan.diagnosis.state.hours[0][:6] == plan.state.hours[0][:6], "questions leave no trace"


@pytest.mark.usefixtures("short_search")
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(workspace=crowded() | workspaces(8))
def test_everything_can_be_asked_about_and_nothing_is_left_changed(workspace: Workspace) -> None:
    plan = planned(workspace)
    state = plan.diagnosis.state
    before = ([list(days) for days in state.hours], [bytes(days) for days in state.blocked], state.score)
    for name in names_in(plan):
        found = why_item(plan, name)
        assert found is not None and (found.reasons or found.fits_on is not None), name
        assert (found.standing == "refused") == (name not in plan.entries)
    for number in range(6, 10):
        week = why_week(plan, f"2026-W0{number}")
        published = {one.item for one in week.publications}
        assert not published & {one.item for one in week.pushed_out}
        for channel in week.channels:
            assert not channel.full or channel.open_days
    for person in workspace.settings.team:
        for one in why_person(plan, person.id).weeks:
            assert sum(share.hours for share in one.shares) == one.hours <= one.hours_in_all
            assert sum(share.reviews for share in one.shares) == one.reviews <= one.reviews_in_all
    assert before == (
        [list(days) for days in state.hours],
        [bytes(days) for days in state.blocked],
        state.score,
    )
