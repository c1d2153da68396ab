"""What `why` offers is true: made in a copy of the workspace, the item fits while everything else stays.

The plans are judged by the tests' verifier, which shares no code with the planner.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from benchmarks import plan_family
from contentops.models.calendar import Calendar, Entry
from contentops.models.period import Period, parse_period
from contentops.models.workspace import Workspace
from contentops.schedule.planning import plan_period
from contentops.schedule.remedies import Remedy, find_remedies, fits_now
from contentops.schedule.what_if import Assignment, apply_assignments
from contentops.schedule.why_plan import StandingPlan, take_up
from tests.schedule.test_reasons_are_true import crowded
from tests.schedule.verifier import Verifier
from tests.schedule.workspaces import PERIOD, TODAY, build, workspaces

FEBRUARY = parse_period(PERIOD)


def planned(workspace: Workspace, period: Period = FEBRUARY) -> StandingPlan:
    today = plan_family.TODAY if period.name == plan_family.PERIOD else TODAY
    calendar = plan_period(workspace, period, today, effort="quick")
    return take_up(workspace, period, today, calendar)


def with_remedy(plan: StandingPlan, remedy: Remedy) -> tuple[Workspace, Calendar]:
    """The changed workspace, and the calendar with the item in it and what it displaces gone."""
    workspace, problems = apply_assignments(plan.workspace, remedy.assignments)
    assert not problems
    new = {entry.item: entry.model_copy(update={"reason": "offered"}) for entry in remedy.entries}
    held = {one.id for one in workspace.items.values() if one.is_held_back}

    def stays(entry: Entry) -> bool:
        name, _, rule_date = entry.item.partition("@")
        recurrence = workspace.items[name].recurrence
        overrides = {
            day.isoformat(): one for day, one in (recurrence.overrides if recurrence else {}).items()
        }
        skipped = rule_date in overrides and overrides[rule_date].skip
        return name not in held and not skipped

    entries = [entry for entry in plan.calendar.entries if stays(entry)] + list(new.values())
    refused = [one for one in plan.calendar.unscheduled if one.item not in new]
    return workspace, plan.calendar.model_copy(update={"entries": entries, "unscheduled": refused})


def violations(plan: StandingPlan, remedy: Remedy) -> list[str]:
    workspace, calendar = with_remedy(plan, remedy)
    # A dependency that is dropped, or an item taken up again, changes who is a candidate: not our question.
    verifier = Verifier(workspace, calendar, plan.period, plan.today)
    for name in ("works", "workdays"):
        setattr(verifier, name, cache(getattr(verifier, name)))
    touched = {task.person for entry in remedy.entries for task in entry.tasks}
    check_hours = verifier._check_intervals

    def check_touched(person: str, *rows: Any) -> None:
        # Nobody else has more to do than before.
        if person in touched:
            check_hours(person, *rows)

    setattr(verifier, "_check_intervals", check_touched)  # noqa: B010  of this one verifier
    found = verifier.violations()
    return [one for one in found if not one.startswith(("missing", "uninvited"))]


def check_all(plan: StandingPlan, most: int = 3) -> Counter[str]:
    """Check the remedies of every refusal; counts refusals, those with a remedy, and the kinds."""
    seen: Counter[str] = Counter()
    before = [list(days) for days in plan.diagnosis.state.hours]
    for refusal in plan.calendar.unscheduled:
        if fits_now(plan, refusal.item) is not None:
            seen["fits"] += 1
            continue
        seen["refusals"] += 1
        remedies = find_remedies(plan, refusal.item, most)
        seen["helped"] += bool(remedies)
        costs = [remedy.cost for remedy in remedies]
        assert costs == sorted(costs) and len(costs) <= most
        for remedy in remedies:
            assert remedy.assignments and remedy.cost > 0
            assert refusal.item == remedy.entries[-1].item
            assert violations(plan, remedy) == [], [str(one) for one in remedy.assignments]
            seen.update(step.code for step in remedy.steps)
    assert plan.diagnosis.state.hours == before, "questions leave no trace"
    return seen


@pytest.mark.usefixtures("short_search")
def test_a_hundred_refusals_are_helped_by_what_is_offered() -> None:
    period = parse_period(plan_family.PERIOD)
    seen: Counter[str] = Counter()
    seed = 0
    while seen["refusals"] < 100:
        seed += 1
        seen += check_all(planned(plan_family.generate(30, seed), period), most=1)
    assert seen["helped"] >= 0.85 * seen["refusals"], seen
    kinds = {"remedy.hours", "remedy.review", "remedy.slot", "remedy.gap"}
    assert kinds <= set(seen), f"of these kinds there were none: {kinds - set(seen)}"


@pytest.mark.usefixtures("short_search")
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(workspace=crowded() | workspaces(8))
def test_offers_hold_in_any_workspace(workspace: Workspace) -> None:
    check_all(planned(workspace))


# --- single changes, small enough to be checked by hand ---------------------------------------------

DAY = {"not_before": "2026-02-09", "not_after": "2026-02-09"}
WEEK = {"not_before": "2026-02-09", "not_after": "2026-02-13"}
LEE = {"id": "lee", "name": "Lee", "reviews_per_week": 1}


def offers(workspace: Workspace, name: str = "out") -> list[tuple[float, list[str]]]:
    plan = planned(workspace)
    assert name in {one.item for one in plan.calendar.unscheduled}
    return [(one.cost, [str(part) for part in one.assignments]) for one in find_remedies(plan, name)]


def test_one_slot_more_costs_less_than_an_item() -> None:
    blog = {"id": "blog", "name": "Blog", "tier": "owned", "quota": {"per_day": 1}}
    items = [
        {"id": "first", "channels": ["blog"], "window": DAY, "value": 9},
        {"id": "out", "channels": ["blog"], "window": DAY, "value": 1},
    ]
    assert offers(build(items, channels=[blog])) == [
        (1.0, ["out.not_after=2026-02-10"]),
        (1.0, ["out.not_before=2026-02-06"]),
        (4.0, ["blog.quota.per_day=2"]),
    ]


def test_hours_on_top_are_no_more_than_needed() -> None:
    """Ann has 4 h a week from 5 January: 20 h before 9 February, of which the first item leaves 2."""
    items = [
        {"id": "first", "effort": {"write": 18}, "window": DAY, "value": 9},
        {"id": "out", "effort": {"write": 5}, "window": DAY, "value": 8},
    ]
    ann = {"id": "ann", "name": "Ann", "skills": ["write"], "hours_per_week": 4}
    bob = {"id": "bob", "name": "Bob", "skills": ["design"], "hours_per_week": 40}
    found = offers(build(items, team=[ann, bob], review_chains=[]))
    assert found == [
        (1.0, ["out.not_after=2026-02-10"]),
        (3.0, ["ann.extra_hours.2026-W06=3"]),
        (8.0, ["bob.skills=[design, write]"]),
    ]


def test_a_review_on_top_names_the_week() -> None:
    items = [
        {"id": "first", "review_chain": "legal", "window": {**DAY, "not_before": "2026-02-04"}, "value": 9,
         "embargo": "2026-02-09"},
        {"id": "out", "review_chain": "legal", "window": DAY, "value": 8},
    ]  # fmt: skip
    today_only = {"from": "2026-01-05", "to": "2026-02-03"}
    chain = [{"id": "legal", "steps": [{"role": "legal", "reviewers": ["lee"], "days": 2}]}]
    ann = {"id": "ann", "name": "Ann"}
    found = offers(build(items, team=[ann, {**LEE, "leave": [today_only]}], review_chains=chain))
    assert (2.0, ["lee.extra_reviews.2026-W06=1"]) in found


def test_what_it_waits_for_comes_in_with_it() -> None:
    blog = {"id": "blog", "name": "Blog", "tier": "owned", "quota": {"per_week": 1}, "weekdays": ["mon"]}
    items = [
        {"id": "first", "channels": ["blog"], "window": DAY, "value": 50},
        {"id": "before", "channels": ["blog"], "window": DAY, "value": 5},
        {"id": "out", "depends_on": ["before"], "window": WEEK, "value": 5},
    ]
    plan = planned(build(items, channels=[blog]))
    found = find_remedies(plan, "out")
    both = next(one for one in found if str(one.assignments[0]) == "blog.quota.per_week=2")
    assert [entry.item for entry in both.entries] == ["before", "out"]
    assert any(str(one.assignments[0]) == "out.depends_on=[]" for one in found)


def test_a_refusal_that_nothing_helps_has_no_offer() -> None:
    event = {"id": "fair", "title": "Fair", "kind": "summit", "start": "2026-02-10", "status": "cancelled"}
    items = [{"id": "out", "anchor": {"event": "fair", "phase": "day"}}]
    assert offers(build(items, events=[event])) == []


def test_room_that_came_free_is_said_as_such() -> None:
    items = [{"id": "one", "window": DAY}, {"id": "two", "window": DAY}]
    plan = planned(build(items))
    without = plan.calendar.model_copy(update={"entries": plan.calendar.entries[:1]})
    again = take_up(plan.workspace, FEBRUARY, TODAY, without)
    name = ({"one", "two"} - {entry.item for entry in without.entries}).pop()
    there = fits_now(again, name)
    assert there is not None and there.publish.isoformat() == "2026-02-09"


def test_entries_that_break_a_rule_by_now_do_not_stand() -> None:
    plan = planned(build([{"id": "one", "window": DAY}]))
    workspace, _ = apply_assignments(plan.workspace, [Assignment("one.not_before", "2026-02-11")])
    later, _ = apply_assignments(workspace, [Assignment("one.not_after", "2026-02-13")])
    again = take_up(later, FEBRUARY, TODAY, plan.calendar)
    assert again.standing == frozenset() and set(again.entries) == {"one"}
    assert again.is_stale and not plan.is_stale


def test_costs_are_documented_for_every_kind_of_change() -> None:
    from contentops.schedule.remedy_kinds import COSTS
    from contentops.schedule.why_words import EN, ZH

    page = Path(plan_family.__file__ or "").parent.parent / "docs" / "why.md"
    text = page.read_text(encoding="utf-8")
    assert set(EN) == set(ZH)
    for name in COSTS:
        assert f"| `{name}` |" in text, name
