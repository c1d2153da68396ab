"""What the planner decides in small, readable cases, and that it says why."""

from __future__ import annotations

from datetime import date
from typing import Any

from contentops.models.calendar import Calendar, Entry, Refusal
from contentops.models.period import parse_period
from contentops.models.workspace import Workspace
from contentops.schedule.planning import plan_period
from tests.schedule.workspaces import PERIOD, TODAY, build

MONTH = parse_period(PERIOD)


def plan(workspace: Workspace, **changes: Any) -> Calendar:
    return plan_period(workspace, MONTH, changes.pop("today", TODAY), **{"effort": "quick", **changes})


def entry(calendar: Calendar, name: str) -> Entry:
    return next(one for one in calendar.entries if one.item == name)


def refusal(calendar: Calendar, name: str) -> Refusal:
    return next(one for one in calendar.unscheduled if one.item == name)


def days(calendar: Calendar, name: str) -> dict[str, tuple[str, str]]:
    """Stage -> first and last day, as `01-30`."""
    return {t.stage: (f"{t.start:%m-%d}", f"{t.end:%m-%d}") for t in entry(calendar, name).tasks}


def test_work_then_review_then_publication() -> None:
    calendar = plan(
        build([{"id": "a", "effort": {"write": 6}, "review_chain": "legal", "channels": ["blog"]}])
    )
    assert entry(calendar, "a").publish == date(2026, 2, 2)
    assert days(calendar, "a") == {"write": ("01-27", "01-28"), "review:legal": ("01-29", "01-30")}
    assert calendar.solver.status == "optimal"
    assert calendar.unscheduled == []


def test_the_worth_more_wins_the_hours() -> None:
    window = {"not_after": "2026-02-04"}
    workspace = build(
        [
            {"id": "dear", "effort": {"write": 60}, "value": 50, "window": window},
            {"id": "cheap", "effort": {"write": 40}, "value": 30, "window": window},
            {"id": "small", "effort": {"write": 20}, "value": 25, "window": window},
        ]
    )
    calendar = plan(workspace)
    assert {one.item for one in calendar.entries} == {"dear", "small"}
    refused = refusal(calendar, "cheap")
    assert refused.binding == ["hours"]
    assert "write takes 40 h; Ann has" in refused.reason
    assert "“T dear”" in refused.reason


def test_a_review_limit_names_the_reviewer_the_week_and_the_takers() -> None:
    window = {"not_before": "2026-02-09", "not_after": "2026-02-11"}
    workspace = build(
        [
            {"id": name, "review_chain": "legal", "value": value, "window": window}
            for name, value in (("a", 30), ("b", 20), ("c", 10))
        ],
        team=[
            {"id": "ann", "name": "Ann", "skills": ["write"], "hours_per_week": 20},
            {"id": "lee", "name": "Zhou Lan", "reviews_per_week": 1,
             "leave": [{"from": "2026-01-05", "to": "2026-02-04"}]},
        ],
    )  # fmt: skip
    calendar = plan(workspace)
    refused = refusal(calendar, "c")
    assert refused.binding == ["review-limit"]
    # Nine days of holiday follow: the next review ends on Tuesday of week 9.
    assert refused.reason == (
        "legal review (Zhou Lan) gives 1 review a week; those of 2026-W06 to 2026-W07 are taken by “T a”, “T b”; "
        "earliest free: 2026-02-25 (2026-W09), after its last possible day 2026-02-11"
    )


def test_a_channel_limit_names_the_limit_and_the_takers() -> None:
    workspace = build(
        [{"id": name, "channels": ["blog"], "value": v} for name, v in (("a", 3), ("b", 2), ("c", 1))],
        channels=[{"id": "blog", "name": "Blog", "tier": "owned", "quota": {"per_month": 2}}],
    )
    refused = refusal(plan(workspace), "c")
    assert refused.binding == ["channel-limit"]
    assert "Blog takes 2 a month" in refused.reason
    assert "“T a”" in refused.reason and "“T b”" in refused.reason


def test_what_nobody_could_do_is_called_impossible_by_itself() -> None:
    workspace = build([{"id": "a", "effort": {"write": 40}, "window": {"not_after": "2026-02-02"}}])
    refused = refusal(plan(workspace, today=date(2026, 1, 29)), "a")
    assert refused.reason.startswith("impossible by itself: ")
    assert refused.binding == ["lead-time"]
    assert "2026-02-02" in refused.reason


def test_refusals_before_any_search() -> None:
    workspace = build(
        [
            {"id": "past", "window": {"not_after": "2026-02-03"}},
            {"id": "late", "window": {"not_after": "2026-02-10"}, "embargo": "2026-02-20"},
            {"id": "held", "status": "on_hold"},
            {"id": "waits", "depends_on": ["held"]},
            {"id": "after", "depends_on": ["waits"]},
            {"id": "gone", "anchor": {"event": "fair", "phase": "day"}},
            {"id": "weekend", "window": {"not_before": "2026-02-07", "not_after": "2026-02-08"}},
            {"id": "elsewhere", "window": {"not_before": "2026-03-07"}},
            {"id": "ring", "depends_on": ["gnir"]},
            {"id": "gnir", "depends_on": ["ring"]},
        ],
        events=[
            {"id": "fair", "title": "Fair", "kind": "summit", "start": "2026-02-25", "status": "cancelled"}
        ],
    )
    calendar = plan(workspace, today=date(2026, 2, 5))
    found = {one.item: one.binding for one in calendar.unscheduled}
    assert found == {
        "past": ["window-past"],
        "late": ["empty-window"],
        "waits": ["dependency"],
        "after": ["dependency"],
        "gone": ["event-cancelled"],
        "weekend": ["no-publication-day"],
        "ring": ["dependency-cycle"],
        "gnir": ["dependency-cycle"],
    }
    assert "is on hold" in refusal(calendar, "waits").reason


def test_basic_content_comes_back_when_its_refresh_falls_due() -> None:
    basic = {"pool": "basic", "refresh_every": "6m"}
    workspace = build(
        [
            {"id": "due", **basic, "last_refreshed": "2025-08-28", "status": "published"},
            {"id": "fresh", **basic, "last_refreshed": "2025-09-01"},
            {"id": "done", "pool": "basic", "status": "published"},
        ]
    )
    calendar = plan(workspace)
    assert [one.item for one in calendar.entries] == ["due"]


def test_occurrences_move_off_days_off_and_carry_their_overrides() -> None:
    rule = {"rule": "FREQ=WEEKLY;BYDAY=TU", "start": "2026-01-06", "holiday": "previous",
            "overrides": {"2026-02-10": {"date": "2026-02-11", "title": "Special"},
                          "2026-02-24": {"skip": True}}}  # fmt: skip
    calendar = plan(build([{"id": "letter", "recurrence": rule}]))
    assert [(one.item, str(one.publish), one.title) for one in calendar.entries] == [
        ("letter@2026-02-03", "2026-02-03", "T letter"),
        ("letter@2026-02-10", "2026-02-11", "Special"),
        # 17 February 2026 is Chinese New Year; the last working day before is a make-up Saturday.
        ("letter@2026-02-17", "2026-02-14", "T letter"),
    ]


def test_modules_are_written_side_by_side_and_then_joined() -> None:
    paper = {
        "id": "paper", "pool": "hook", "integrator": "cay", "effort": {"collect": 2, "design": 4},
        "modules": [{"title": "A", "owner": "ann", "effort": 8}, {"title": "B", "owner": "bob", "effort": 12}],
    }  # fmt: skip
    team = [
        {"id": name, "name": name, "skills": ["collect", "write", "design"], "hours_per_week": 20}
        for name in ("ann", "bob", "cay")
    ]
    calendar = plan(build([paper], team=team))
    tasks = {task.stage: task for task in entry(calendar, "paper").tasks}
    assert list(tasks) == ["collect", "module:1", "module:2", "integrate", "design"]
    assert (tasks["module:1"].person, tasks["module:2"].person, tasks["integrate"].person) == (
        "ann",
        "bob",
        "cay",
    )
    assert tasks["integrate"].hours == 4, "a fifth of the modules' hours"
    assert tasks["collect"].end < min(tasks["module:1"].start, tasks["module:2"].start)
    assert max(tasks["module:1"].start, tasks["module:2"].start) <= min(
        tasks["module:1"].end, tasks["module:2"].end
    )


def test_waves_go_out_by_tier() -> None:
    workspace = build(
        [{"id": "a", "channels": ["blog", "portal", {"channel": "trade", "after": 3}]}],
        channels=[
            {"id": "blog", "name": "Blog", "tier": "owned"},
            {"id": "portal", "name": "Portal", "tier": "portal"},
            {"id": "trade", "name": "Trade", "tier": "vertical"},
        ],
    )
    waves = {wave.channel: str(wave.date) for wave in entry(plan(workspace), "a").channels}
    assert waves == {"portal": "2026-02-02", "blog": "2026-02-04", "trade": "2026-02-05"}


def test_the_owner_writes_when_that_costs_nothing() -> None:
    team = [
        {"id": name, "name": name, "skills": ["write"], "hours_per_week": 20}
        for name in ("ann", "bob", "cay")
    ]
    workspace = build(
        [{"id": who, "owner": who, "effort": {"write": 8}} for who in ("bob", "cay")], team=team
    )
    calendar = plan(workspace)
    assert [entry(calendar, who).tasks[0].person for who in ("bob", "cay")] == ["bob", "cay"]


def test_publications_are_spread_over_the_weeks_they_may_have() -> None:
    calendar = plan(build([{"id": f"i{n}"} for n in range(9)]))
    weeks = [one.publish.isocalendar().week for one in calendar.entries]
    # Week 8 has no working day before its make-up Saturday; week 9 has four.
    counts = {week: weeks.count(week) for week in sorted(set(weeks))}
    assert sum(counts.values()) == 9
    assert all(counts.get(week, 0) >= 2 for week in (6, 7, 9)), counts


def test_reasons_say_what_pulled_an_entry_to_its_day() -> None:
    workspace = build(
        [
            {"id": "news", "anchor": {"event": "fair", "phase": "recap"}},
            {"id": "open", "window": {"not_before": "2026-02-06"}},
            {"id": "then", "depends_on": ["open"]},
            {"id": "first"},
        ],
        events=[{"id": "fair", "title": "Fair", "kind": "summit", "start": "2026-02-04"}],
    )
    calendar = plan(workspace)
    reasons = {one.item: one.reason for one in calendar.entries}
    assert reasons["news"] == "the recap of Fair (2026-02-04): 2026-02-05 to 2026-02-11"
    assert reasons["open"] == "the first day possible: it may not be published before 2026-02-06"
    assert reasons["then"] == "it comes after “T open” (2026-02-06)"
    assert reasons["first"] == (
        "2026-02-14 would do too, but then that week has 2 publications on 6 working days; this one has 1 on 5"
    )


def test_reasons_follow_the_language_of_the_workspace() -> None:
    workspace = build(
        [
            {"id": name, "title": f"标题{name}", "channels": ["blog"], "value": v}
            for name, v in (("甲", 2), ("乙", 1))
        ],
        channels=[{"id": "blog", "name": "官网", "tier": "owned", "quota": {"per_month": 1}}],
        language="zh",
    )
    assert refusal(plan(workspace), "乙").reason == ("官网每月限 1 篇，2 月已满（1/1）：《标题甲》")


def test_provisional_years_are_those_the_plan_touches() -> None:
    calendar = plan(build([{"id": "a"}]))
    assert (calendar.provisional, calendar.provisional_years) == (False, [])
    later = plan_period(build([{"id": "a"}]), parse_period("2035-02"), TODAY, effort="quick")
    assert later.provisional and "CN 2035" in later.provisional_years


def test_planning_again_changes_nothing_and_a_change_moves_little() -> None:
    items: list[dict[str, Any]] = [
        {
            "id": f"i{n}",
            "effort": {"write": 4},
            "channels": ["blog"],
            "review_chain": "legal",
            "value": 10 + n,
        }
        for n in range(9)
    ]
    quota = [{"id": "blog", "name": "Blog", "tier": "owned", "quota": {"per_week": 2}}]
    workspace = build(items, channels=quota)
    first = plan(workspace)
    assert plan(workspace, existing=first) == first
    again = plan(build([*items, {"id": "more", "value": 1}], channels=quota), existing=first)
    before = {one.item: one.publish for one in first.entries}
    assert {one.item: one.publish for one in again.entries if one.item != "more"} == before


def test_an_interrupt_keeps_the_best_so_far() -> None:
    workspace = build([{"id": f"i{n}", "effort": {"write": 10 + n}, "value": 10 + n % 7} for n in range(20)])

    def interrupt(done: int, total: int, value: int, bound: int) -> None:
        raise KeyboardInterrupt

    calendar = plan(workspace, progress=interrupt, effort="thorough")
    assert calendar.entries
    assert (calendar.solver.status, calendar.solver.effort) == ("feasible", "quick")


def test_coverage_counts_and_names_the_gaps() -> None:
    workspace = build(
        [
            {"id": "a", "channels": ["blog"], "window": {"not_after": "2026-02-06"}},
            {"id": "b", "role": "user"},
        ],
        cadence={"channels": {"blog": 1}, "roles": {"decider": 1}},
    )
    calendar = plan(workspace)
    assert calendar.coverage["roles"]["decider"]["entries"] == 1
    # W05 has only a Sunday of the period, and W08 is Chinese New Year.
    assert calendar.coverage["channels"]["blog"]["silent_weeks"] == ["2026-W07", "2026-W09"]
    assert {"kind": "roles", "name": "decider", "from": "2026-W07", "to": "2026-W09", "weeks": 2,
            "allowed": 1, "wanted": 1, "found": 0, "missing": 1} in calendar.gaps  # fmt: skip


def test_a_week_without_a_working_day_is_no_gap() -> None:
    workspace = build([{"id": "only", "channels": ["blog"]}], cadence={"channels": {"blog": 1}})
    quarter = plan_period(workspace, parse_period("2027-Q1"), date(2026, 12, 1), effort="quick")
    # 2027 begins on a Friday that is a public holiday, and its first week has no other day of the period.
    assert "2026-W53" not in quarter.coverage["weeks"]
    assert "2026-W53" not in quarter.coverage["channels"]["blog"]["silent_weeks"]
    assert all(gap["from"] != "2026-W53" for gap in quarter.gaps)
    assert quarter.gaps


def test_what_a_pin_depends_on_comes_before_it_or_is_refused() -> None:
    team = [{"id": "ann", "name": "Ann", "skills": ["write"], "hours_per_week": 20}]
    items: list[dict[str, Any]] = [
        {"id": "study", "effort": {"write": 4}},
        {"id": "sequel", "depends_on": ["study"]},
    ]
    made = build(items, team=team, review_chains=[])
    first = plan(made)
    for day, expected in ((date(2026, 2, 11), None), (date(2026, 2, 2), "dependant-first")):
        pinned = [
            one.model_copy(update={"state": "pinned", "publish": day, "channels": [], "tasks": []})
            for one in first.entries
            if one.item == "sequel"
        ]
        again = plan_period(
            made,
            parse_period(PERIOD),
            TODAY,
            existing=first.model_copy(update={"entries": pinned}),
            effort="quick",
        )
        if expected is None:
            assert entry(again, "study").publish < day
        else:
            assert refusal(again, "study").binding == [expected]
