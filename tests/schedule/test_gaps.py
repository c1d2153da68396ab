"""What stays below target, and what is proposed for it: from what exists, and true."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contentops.cli.what_if import suppose
from contentops.models.calendar import Calendar, Entry, Wave
from contentops.models.coverage import Gap, Proposal
from contentops.models.goals import Cadence, Mix
from contentops.models.item import Repackage, Window
from contentops.models.period import monday_of, parse_period, week_name
from contentops.models.workspace import Workspace
from contentops.schedule.coverage import find_coverage
from contentops.schedule.ideas import Idea, Plan, find_ideas
from contentops.schedule.planning import plan_period
from contentops.schedule.proposal_remedies import add_remedies
from contentops.schedule.proposals import propose, serves
from contentops.schedule.resources import Countries
from tests.schedule.workspaces import PERIOD, TODAY, build, workspaces

MONTH = parse_period(PERIOD)
QUARTER = parse_period("2026-Q2")
SPRING = date(2026, 3, 2)
NO_TARGETS: dict[str, Any] = {
    "cadence": {"roles": {}, "stages": {}, "pools": {}},
    "mix": {"pools": {}, "means": {}},
}
pytestmark = pytest.mark.usefixtures("short_search")
RANDOM = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))


def with_targets(workspace: Workspace, **targets: Any) -> Workspace:
    """The workspace with no other targets than these."""
    whole = {**NO_TARGETS, **targets}
    changed = workspace.settings.model_copy(
        update={
            "cadence": Cadence.model_validate({**NO_TARGETS["cadence"], **whole["cadence"]}),
            "mix": Mix.model_validate({**NO_TARGETS["mix"], **whole["mix"]}),
        }
    )
    changed.__dict__.pop("targets", None)
    return replace(workspace, settings=changed)


def gaps_of(calendar: Calendar) -> list[Gap]:
    return [Gap.model_validate(gap) for gap in calendar.gaps]


def plan_quarter(workspace: Workspace) -> Calendar:
    return plan_period(workspace, QUARTER, SPRING, effort="quick")


def only_gap(calendar: Calendar) -> Gap:
    (gap,) = gaps_of(calendar)
    return gap


# Which weeks are below target


def test_weeks_below_the_rate_of_a_channel_are_gaps_not_only_silent_ones() -> None:
    monday = date(2026, 4, 6)
    items: list[dict[str, Any]] = []
    for week in range(13):
        for number in range(1 if week in (3, 4) else 2):
            day = monday + timedelta(days=7 * week + 1 + number)
            window = {"not_before": day - timedelta(days=1), "not_after": day + timedelta(days=2)}
            items.append({"id": f"w{week}-{number}", "channels": ["blog"], "window": window})
    workspace = with_targets(
        build(items, channels=[{"id": "blog", "name": "Blog", "tier": "owned"}], country="GB"),
        cadence={"channels": {"blog": 2}},
    )
    found = [gap for gap in gaps_of(plan_quarter(workspace)) if gap.first > "2026-W15"]
    assert [
        (gap.first, gap.last, gap.wanted, gap.found, gap.missing) for gap in found if gap.last < "2026-W27"
    ] == [("2026-W18", "2026-W19", 4, 2, 2)]


def test_a_fractional_rate_counts_over_the_weeks_in_which_it_is_whole() -> None:
    """1.5 a week is three in any two weeks: two and one do, one and one do not."""
    days = {"2026-W15": 2, "2026-W16": 1, "2026-W17": 2, "2026-W18": 1, "2026-W19": 1}
    entries = [
        _entry(f"{week}-{number}", date.fromisocalendar(2026, int(week[-2:]), 2 + number))
        for week, count in days.items()
        for number in range(count)
    ]
    workspace = with_targets(build([]), cadence={"channels": {"blog": 1.5}})
    period = parse_period("2026-04")
    _, gaps = find_coverage(
        entries, workspace, period, lambda day: day.weekday() < 5 and date(2026, 4, 6) <= day
    )
    assert [(gap.first, gap.last, gap.missing) for gap in gaps] == []
    later = parse_period("2026-Q2")
    _, gaps = find_coverage(
        entries,
        workspace,
        later,
        lambda day: day.weekday() < 5 and date(2026, 4, 6) <= day <= date(2026, 5, 10),
    )
    assert [(gap.first, gap.last, gap.found, gap.missing) for gap in gaps] == [("2026-W18", "2026-W19", 2, 1)]


def _entry(name: str, day: date) -> Entry:
    return Entry(
        item=name, title=name, pool="periodic", publish=day, channels=[Wave(channel="blog", date=day)]
    )


def test_a_share_of_the_effort_far_below_its_target_is_a_gap_with_its_hours() -> None:
    items = [
        {"id": "p", "pool": "periodic", "effort": {"write": 9}},
        {"id": "b", "pool": "basic", "effort": {"write": 1}},
    ]
    workspace = with_targets(build(items), mix={"pools": {"basic": 0.3, "periodic": 0.7}})
    gap = only_gap(plan_quarter(workspace))
    assert (gap.kind, gap.name, gap.share, gap.target, gap.hours) == ("mix_pools", "basic", 0.1, 0.3, 2.0)


def test_soonest_first() -> None:
    workspace = with_targets(
        build([{"id": "a", "role": "decider"}]),
        cadence={"roles": {"decider": 2, "user": 1}, "stages": {"renew": 1}},
    )
    firsts = [gap.first for gap in gaps_of(plan_quarter(workspace))]
    assert len(firsts) >= 3
    assert firsts == sorted(firsts)


@RANDOM
@given(workspaces())
def test_without_targets_there_are_no_gaps(workspace: Workspace) -> None:
    assert plan_period(with_targets(workspace), MONTH, TODAY, effort="quick").gaps == []


# What is proposed


def proposals_for(items: list[dict[str, Any]], **settings: Any) -> list[Proposal]:
    cadence = settings.pop("cadence", {"roles": {"decider": 4}})
    workspace = with_targets(build(items, country="GB", **settings), cadence=cadence)
    gaps = gaps_of(plan_quarter(workspace))
    assert gaps
    return gaps[0].proposals


def test_a_basic_item_nearly_due_comes_forward() -> None:
    (proposal,) = proposals_for([
        {"id": "intro", "pool": "basic", "effort": {"write": 4}, "refresh_every": "1y", "last_refreshed": "2025-08-01",
         "status": "published"},
        {"id": "fresh", "pool": "basic", "refresh_every": "1y", "last_refreshed": "2026-02-20", "status": "published"},
        {"id": "other", "pool": "basic", "role": "user", "refresh_every": "1y", "last_refreshed": "2025-08-01"},
    ])  # fmt: skip
    assert (proposal.kind, proposal.items, proposal.hours) == ("refresh", ["intro"], 4.0)
    assert "2026-08-01" in proposal.text
    # Ten months after 1 August 2025 is in the quarter, eleven are not.
    assert "refresh_every to 10m (now 1y)" in proposal.action
    assert proposal.publish is not None and proposal.publish in QUARTER


def test_a_form_of_a_hook_that_nobody_made_yet() -> None:
    items: list[dict[str, Any]] = [
        {"id": "paper", "pool": "hook", "format": "white_paper", "status": "published", "published": "2026-01-10",
         "repackages": [{"format": "slides", "title": "The paper in nine slides", "after": "4m"},
                        {"format": "post", "title": "Made already", "item": "posts"}]},
        {"id": "posts", "pool": "hook", "format": "post", "role": "user", "status": "published"},
        {"id": "deck", "pool": "periodic", "format": "slides", "role": "user", "effort": {"write": 5}},
    ]  # fmt: skip
    (proposal,) = proposals_for(items, cadence={"roles": {"decider": 8}})
    assert (proposal.kind, proposal.items, proposal.hours) == ("repackage", ["paper"], 5.0)
    assert "The paper in nine slides" in proposal.text
    assert proposal.publish is not None and proposal.publish >= date(2026, 5, 10)


def test_a_form_without_anything_like_it_has_no_hours_and_no_day() -> None:
    (proposal,) = proposals_for([
        {"id": "paper", "pool": "hook", "format": "white_paper", "status": "published", "published": "2026-01-10",
         "repackages": [{"format": "course", "title": "A course of it"}]},
    ])  # fmt: skip
    assert (proposal.hours, proposal.publish) == (None, None)
    assert "estimate its hours" in proposal.action


def test_a_case_is_told_to_an_industry_that_has_none() -> None:
    (proposal,) = proposals_for(
        [{"id": "bank", "pool": "basic", "format": "case", "industry": "Retail banking", "role": "evaluator",
          "status": "published", "effort": {"write": 3}}],
        personas=[{"id": "cfo", "name": "The CFO", "role": "decider", "industry": "Hospitals and banking"}],
    )  # fmt: skip
    assert (proposal.kind, proposal.items) == ("case", ["bank"])
    assert "Hospitals" in proposal.text and "banking" not in proposal.text.lower().replace(
        "retail banking", ""
    )


def test_a_recurring_item_comes_once_more_in_a_week_that_has_none() -> None:
    items = [{"id": "hour", "recurrence": {"rule": "FREQ=MONTHLY;BYDAY=1TU", "start": "2026-01-06"},
              "effort": {"write": 2}}]  # fmt: skip
    (proposal,) = proposals_for(items, cadence={"roles": {"decider": 2}})
    assert (proposal.kind, proposal.items) == ("recur", ["hour"])
    assert proposal.publish is not None
    assert week_name(monday_of(proposal.publish)) in proposal.text
    assert proposal.publish not in {date(2026, 4, 7), date(2026, 5, 5), date(2026, 6, 2)}


def test_an_item_without_a_place_gets_in_with_a_later_last_day() -> None:
    items: list[dict[str, Any]] = [
        {
            "id": "big",
            "role": "user",
            "value": 90,
            "effort": {"write": 60},
            "window": {"not_after": "2026-04-10"},
        },
        {
            "id": "late",
            "effort": {"write": 30},
            "window": {"not_before": "2026-04-01", "not_after": "2026-04-10"},
        },
    ]
    workspace = with_targets(build(items, country="GB"), cadence={"roles": {"decider": 3}})
    calendar = plan_period(workspace, QUARTER, date(2026, 3, 16), effort="quick")
    proposal = gaps_of(calendar)[0].proposals[0]
    assert (proposal.kind, proposal.items) == ("unplaced", ["late"])
    assert proposal.publish is not None and proposal.publish > date(2026, 4, 10)
    assert f"until {proposal.publish} (now 2026-04-10)" in proposal.action


def test_the_smallest_change_that_lets_an_item_in_is_named_on_request() -> None:
    on_day = {"anchor": {"event": "fair", "phase": "day"}, "review_chain": "legal"}
    items = [
        {"id": "first", "role": "user", "value": 90, **on_day},
        {"id": "second", "role": "user", "value": 90, **on_day},
        {"id": "third", "title": "The third", "value": 10, **on_day},
    ]
    workspace = with_targets(
        build(
            items,
            events=[{"id": "fair", "title": "Fair", "kind": "summit", "start": "2026-04-08"}],
            team=[{"id": "ann", "name": "Ann"}, {"id": "lee", "name": "Lee", "reviews_per_week": 1}],
            country="US",
        ),
        cadence={"roles": {"decider": 12}},
    )
    today = date(2026, 4, 1)
    calendar = plan_period(workspace, QUARTER, today, effort="quick")
    gap = only_gap(calendar)
    (proposal,) = gap.proposals
    assert (proposal.kind, proposal.items, proposal.publish) == ("unplaced", ["third"], None)
    assert "contentops why third" in proposal.action
    (better,) = add_remedies([gap], calendar, workspace, QUARTER, today)
    (changed,) = better.proposals
    assert changed.what_if and "2026-04-08" in changed.action
    again = plan_period(
        suppose(workspace, changed.what_if), QUARTER, today, existing=calendar, effort="quick"
    )
    assert {entry.item for entry in again.entries} == {"first", "second", "third"}


def test_what_is_held_back_or_planned_is_not_proposed() -> None:
    workspace = with_targets(
        build([
            {"id": "held", "pool": "basic", "status": "on_hold", "refresh_every": "6m", "last_refreshed": "2025-12-01"},
            {"id": "planned", "pool": "basic", "refresh_every": "6m", "last_refreshed": "2025-11-01"},
            {"id": "no", "status": "rejected", "recurrence": {"rule": "FREQ=WEEKLY", "start": "2026-01-06"}},
        ]),
        cadence={"roles": {"decider": 3}},
    )  # fmt: skip
    calendar = plan_quarter(workspace)
    assert [entry.item for entry in calendar.entries] == ["planned"]
    assert [gap.proposals for gap in gaps_of(calendar)] == [[]] * len(calendar.gaps)


def test_past_weeks_are_gaps_without_proposals() -> None:
    items = [
        {
            "id": "i",
            "pool": "basic",
            "effort": {"write": 1},
            "refresh_every": "1y",
            "last_refreshed": "2025-08-01",
        }
    ]
    workspace = with_targets(
        build(items, country="GB"), cadence={"channels": {"blog": 1}, "roles": {"decider": 2}}
    )
    _, gaps = find_coverage(
        [_entry("x", date(2026, 4, 22)), _entry("y", date(2026, 5, 6))],
        workspace,
        QUARTER,
        lambda d: d.weekday() < 5,
    )
    today = date(2026, 5, 18)
    filled = propose(gaps, [], [], workspace, QUARTER, today, Countries(workspace))
    assert [gap.proposals for gap in filled if gap.last < week_name(monday_of(today))] == [[]] * sum(
        gap.last < week_name(monday_of(today)) for gap in gaps
    )
    assert any(gap.proposals for gap in filled)
    assert all(p.publish is None or p.publish >= today for gap in filled for p in gap.proposals)


def test_texts_follow_the_language_of_the_workspace() -> None:
    items = [{"id": "i", "title": "公司介绍", "pool": "basic", "effort": {"write": 1}, "refresh_every": "1y",
              "last_refreshed": "2025-08-01"}]  # fmt: skip
    workspace = with_targets(build(items, language="zh"), cadence={"roles": {"decider": 5}})
    proposal = gaps_of(plan_quarter(workspace))[0].proposals[0]
    assert proposal.text == "提前更新《公司介绍》：上次 2025-08-01，2026-08-01 到期"
    assert proposal.action.startswith("refresh_every 改为 10m（现为 1y）")


# In any workspace


@st.composite
def rich_workspaces(draw: st.DrawFn) -> Workspace:
    """Workspaces with targets, forms of hooks, and personas of industries."""
    workspace = draw(workspaces())
    items = dict(workspace.items)
    for name, item in workspace.items.items():
        if item.pool == "hook":
            form = Repackage(format=draw(st.sampled_from(["article", "slides"])), title="Again")
            items[name] = item.model_copy(update={"repackages": [form]})
    first = draw(st.sampled_from(sorted(channel.id for channel in workspace.settings.channels)))
    return with_targets(
        replace(workspace, items=items),
        cadence={
            "channels": {first: draw(st.sampled_from([0.5, 1, 1.5, 3]))},
            "roles": {"decider": draw(st.integers(1, 2))},
            "pools": {"basic": 1, "periodic": 1, "hook": 2},
            "stages": {"acquire": 1},
        },
        mix={"pools": {"basic": 0.3, "periodic": 0.4, "hook": 0.3}},
    )


def ideas_behind(proposal: Proposal, gap: Gap, ideas: list[Idea]) -> list[Idea]:
    return [
        idea
        for idea in ideas
        if idea.kind == proposal.kind
        and list(idea.about) == proposal.items
        and serves(idea.trial, gap.kind, gap.name)
    ]


@RANDOM
@given(rich_workspaces())
def test_proposals_are_of_what_exists_and_serve_their_gap(workspace: Workspace) -> None:
    calendar = plan_period(workspace, MONTH, TODAY, effort="quick")
    plan = Plan(workspace, MONTH, Countries(workspace), calendar.entries, calendar.unscheduled, ())
    ideas = find_ideas(plan)
    planned = {entry.item for entry in calendar.entries if entry.state != "cancelled"}
    for gap in gaps_of(calendar):
        assert len(gap.proposals) <= 3
        assert len({tuple(proposal.items) for proposal in gap.proposals}) == len(gap.proposals)
        for proposal in gap.proposals:
            assert proposal.text and proposal.action
            item = workspace.items[proposal.items[0].partition("@")[0]]
            assert not item.is_held_back
            assert proposal.kind in ("repackage", "recur", "case") or proposal.items[0] not in planned
            assert ideas_behind(proposal, gap, ideas)
            if proposal.publish is not None:
                assert proposal.publish in MONTH and proposal.publish >= TODAY
                if gap.kind != "channels":
                    assert gap.first <= week_name(monday_of(proposal.publish)) <= gap.last


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(rich_workspaces())
def test_what_is_said_to_fit_does_fit(workspace: Workspace) -> None:
    """With everything planned pinned, a plan takes the proposed item on the day named, and loses nothing."""
    calendar = plan_period(workspace, MONTH, TODAY, effort="quick")
    plan = Plan(workspace, MONTH, Countries(workspace), calendar.entries, calendar.unscheduled, ())
    ideas = find_ideas(plan)
    pinned = calendar.model_copy(
        update={"entries": [entry.model_copy(update={"state": "pinned"}) for entry in calendar.entries]}
    )
    tried = 0
    for gap in gaps_of(calendar):
        for proposal in gap.proposals:
            if proposal.publish is None or tried == 3:
                continue
            tried += 1
            assert any(
                _takes(workspace, pinned, idea, proposal.publish)
                for idea in ideas_behind(proposal, gap, ideas)
            )


def _takes(workspace: Workspace, pinned: Calendar, idea: Idea, day: date) -> bool:
    trial, name = idea.trial, "trial"
    if idea.blocked:
        return True  # the item itself: the plan's own search decides
    window = Window(not_before=day, not_after=day)
    item = trial.model_copy(update={"id": name, "window": window, "value": 100})
    changed = replace(workspace, items={**workspace.items, name: item}, input_hash="1")
    after = plan_period(changed, MONTH, TODAY, existing=pinned, effort="quick")
    there = {entry.item: entry.publish for entry in after.entries}
    kept = all(there.get(entry.item) == entry.publish for entry in pinned.entries)
    return kept and there.get(name) == day


def test_no_proposal_leads_every_gap_when_there_are_others() -> None:
    items: list[dict[str, Any]] = [
        {"id": f"page{n}", "pool": "basic", "stage": "renew", "effort": {"write": 1}, "refresh_every": "1y",
         "last_refreshed": "2025-08-01"}
        for n in range(4)
    ]  # fmt: skip
    workspace = with_targets(
        build(items, country="GB"),
        cadence={"roles": {"decider": 3}, "stages": {"renew": 3}, "pools": {"basic": 3}},
    )
    gaps = gaps_of(plan_quarter(workspace))
    leaders = Counter(tuple(gap.proposals[0].items) for gap in gaps)
    assert len(gaps) == 3
    assert max(leaders.values()) == 1
