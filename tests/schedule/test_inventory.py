"""Supply against demand, what exists and what is missing: the figures add up."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from contentops.models.calendar import Calendar, Entry, Task, Wave
from contentops.models.coverage import CoverageReport, Supply
from contentops.models.period import Period, parse_period
from contentops.models.workspace import Workspace
from contentops.schedule.inventory import take_inventory
from contentops.schedule.planning import plan_period
from contentops.schedule.resources import Countries
from contentops.schedule.workload import Workload
from tests.schedule.workspaces import PERIOD, TODAY, build, workspaces

MONTH = parse_period(PERIOD)
APRIL = parse_period("2026-04")
pytestmark = pytest.mark.usefixtures("short_search")
RANDOM = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))


def inventory(
    workspace: Workspace, period: Period = APRIL, today: date = date(2026, 4, 1), **more: Any
) -> CoverageReport:
    return take_inventory(workspace, period, today, **more)


def line(lines: list[Supply], name: str) -> Supply:
    return next(one for one in lines if one.id == name)


def of_calendar(calendar: Calendar) -> dict[str, Any]:
    return {"calendars": [calendar.period], "entries": calendar.entries, "refusals": calendar.unscheduled}


def shortages(report: CoverageReport) -> list[tuple[str, list[str], float | None]]:
    return [(one.kind, one.ids, one.ratio) for one in report.supply.shortages]


def test_hours_of_a_month_by_person_and_skill() -> None:
    workspace = build(
        [{"id": "a", "effort": {"write": 30, "design": 6}, "assign": {"design": "ann"}}],
        team=[
            {"id": "ann", "name": "Ann", "skills": ["write"], "hours_per_week": 20},
            {"id": "bo", "name": "Bo", "skills": ["write"], "hours_per_week": 10,
             "leave": [{"from": "2026-04-13", "to": "2026-04-17"}]},
        ],
        country="US",
        review_chains=[],
    )  # fmt: skip
    report = inventory(workspace)
    # Five ISO weeks, the first from Wednesday on: 12 + 4 x 20, and 6 + 3 x 10.
    assert (line(report.supply.people, "ann").capacity, line(report.supply.people, "bo").capacity) == (92, 36)
    write, design = line(report.supply.skills, "write"), line(report.supply.skills, "design")
    assert (write.capacity, write.needed, write.people) == (128, 30, ["ann", "bo"])
    assert (design.capacity, design.needed, design.people) == (92, 6, ["ann"])
    # Writing is shared out by the hours that both have; design is Ann's.
    assert line(report.supply.people, "ann").needed == pytest.approx(6 + 30 * 92 / 128, abs=0.1)
    assert report.weeks == ["2026-W14", "2026-W15", "2026-W16", "2026-W17", "2026-W18"]


def test_what_lies_before_the_period_stands_apart() -> None:
    report = inventory(build([], country="US"), today=date(2026, 3, 16))
    ann = line(report.supply.people, "ann")
    assert (ann.capacity, ann.lead) == (100, 40)


def test_other_plans_take_hours_too() -> None:
    task = Task(stage="write", person="ann", start=date(2026, 4, 6), end=date(2026, 4, 10), hours=8)
    other = Calendar.model_validate({
        "period": "2026-05", "provisional": False, "today": "2026-04-01", "input_hash": "0",
        "solver": {"name": "x", "status": "feasible"},
        "entries": [Entry(item="x", title="x", pool="basic", publish=date(2026, 5, 4), tasks=[task])],
    })  # fmt: skip
    report = inventory(build([], country="US"), beside=[other], by_week=True)
    ann = line(report.supply.people, "ann")
    assert (ann.planned, ann.needed, ann.free) == (8, 8, 84)
    assert [(week.week, week.planned) for week in ann.weeks if week.planned] == [("2026-W15", 8)]


def test_more_asked_than_there_is_names_the_skills_the_people_and_the_ratio() -> None:
    workspace = build(
        [
            {"id": "a", "effort": {"design": 60, "write": 10}},
            {"id": "b", "effort": {"write": 150, "paint": 2}},
        ],
        team=[
            {"id": "ann", "name": "Ann", "skills": ["write"], "hours_per_week": 20},
            {"id": "dee", "name": "Dee", "skills": ["design", "write"], "hours_per_week": 10},
        ],
        country="US",
        review_chains=[],
    )
    report = inventory(workspace)
    # Nobody paints. Dee has 46 h for 60 h of design; with Ann's 92 h there are 138 h for 220 h of both.
    assert shortages(report) == [("nobody", ["paint"], None), ("hours", ["write", "design"], 1.594)]
    assert report.supply.shortages[1].people == ["ann", "dee"]
    assert report.supply.shortages[1].capacity == 138


def test_reviews_and_slots_asked_beyond_what_there_is() -> None:
    items = [{"id": f"i{n}", "review_chain": "legal", "channels": ["blog"]} for n in range(6)]
    workspace = build(
        items,
        team=[{"id": "ann", "name": "Ann"}, {"id": "lee", "name": "Lee", "reviews_per_week": 1}],
        channels=[{"id": "blog", "name": "Blog", "tier": "owned", "quota": {"per_month": 4}},
                  {"id": "free", "name": "Free", "tier": "owned"}],
        country="US",
    )  # fmt: skip
    report = inventory(workspace)
    assert shortages(report) == [("slots", ["blog"], 1.5), ("reviews", ["legal"], 1.2)]
    assert (line(report.supply.channels, "blog").capacity, line(report.supply.channels, "blog").needed) == (
        4,
        6,
    )
    assert line(report.supply.channels, "free").capacity is None
    assert line(report.supply.steps, "legal").needed == 6


@pytest.mark.parametrize(
    ("limits", "slots"),
    [
        ({"quota": {"per_day": 2}}, 44),
        ({"quota": {"per_week": 2}}, 10),
        ({"quota": {"per_week": 3, "per_month": 7}}, 7),
        ({"min_gap": 7}, 5),
        ({"weekdays": ["mon"], "quota": {"per_day": 1}}, 4),
        ({"min_gap": 1, "blackouts": [{"from": "2026-04-01", "to": "2026-04-15"}]}, 11),
    ],
)
def test_what_a_channel_takes_in_a_month(limits: dict[str, Any], slots: int) -> None:
    channel = {"id": "blog", "name": "Blog", "tier": "owned", **limits}
    report = inventory(build([], channels=[channel], country="US"))
    assert line(report.supply.channels, "blog").capacity == slots


def test_what_exists_is_planned_or_is_missing() -> None:
    workspace = build([
        {"id": "old", "pool": "basic", "status": "published"},
        {"id": "again", "pool": "basic", "refresh_every": "1m", "last_refreshed": "2026-03-01", "status": "published"},
        {"id": "new", "pool": "periodic"},
        {"id": "never", "pool": "hook", "depends_on": ["held"]},
        {"id": "held", "pool": "hook", "role": "user", "status": "on_hold"},
    ])  # fmt: skip
    calendar = plan_period(workspace, APRIL, date(2026, 4, 1), effort="quick")
    cells = {
        (cell.pool, cell.stage, cell.role): cell
        for cell in inventory(workspace, **of_calendar(calendar)).matrix
    }
    basic = cells["basic", "acquire", "decider"]
    assert (basic.existing, basic.refreshed, basic.planned, basic.missing) == (2, 1, 0, False)
    assert (
        cells["periodic", "acquire", "decider"].planned,
        cells["periodic", "acquire", "decider"].open,
    ) == (1, 0)
    hook = cells["hook", "acquire", "decider"]
    assert (hook.open, hook.missing) == (1, True)
    assert cells["hook", "acquire", "user"].held == 1
    assert len(cells) == 3 * 5 * 4


def test_mix_and_cadence_against_their_targets() -> None:
    workspace = build(
        [{"id": "p", "effort": {"write": 6}, "channels": ["blog"]},
         {"id": "b", "pool": "basic", "effort": {"write": 2}}],
        mix={"pools": {"basic": 0.5, "periodic": 0.5}, "means": {}},
        cadence={"channels": {"blog": 1}, "roles": {"user": 2}, "stages": {}, "pools": {}},
    )  # fmt: skip
    calendar = plan_period(workspace, APRIL, date(2026, 4, 1), effort="quick")
    report = inventory(workspace, **of_calendar(calendar))
    mix = {(one.kind, one.name): (one.hours, one.share, one.target) for one in report.mix}
    assert mix["pools", "periodic"] == (6, 0.75, 0.5)
    assert mix["means", "content"] == (8, 1.0, None)
    cadence = {(one.kind, one.name): one for one in report.cadence}
    blog, user = cadence["channels", "blog"], cadence["roles", "user"]
    assert (blog.entries, blog.rate, blog.missing, len(blog.silent_weeks)) == (1, 1, 4, 4)
    # Five silent weeks where two are allowed: one publication would do.
    assert (user.entries, user.allowed, user.longest_silence, user.missing) == (0, 2, 5, 1)


def test_weeks_that_no_calendar_covers_miss_nothing() -> None:
    workspace = build([{"id": "a"}], cadence={"channels": {"blog": 1}})
    calendar = plan_period(workspace, APRIL, date(2026, 4, 1), effort="quick")
    year = inventory(workspace, parse_period("2026"), **of_calendar(calendar))
    blog = next(gap for gap in year.gaps if gap.kind == "channels")
    assert (blog.first, blog.last) == ("2026-W14", "2026-W18")
    assert all(gap.last <= "2026-W18" for gap in year.gaps)


def test_without_a_calendar_there_is_supply_and_what_exists() -> None:
    report = inventory(build([{"id": "a", "effort": {"write": 4}}]))
    assert (report.calendars, report.gaps, report.cadence) == ([], [], [])
    assert line(report.supply.people, "ann").planned == 0
    assert {one.name: one.hours for one in report.mix if one.kind == "pools"} == {
        "basic": 0,
        "periodic": 4,
        "hook": 0,
    }


def test_a_period_that_is_over_has_no_supply() -> None:
    report = inventory(build([{"id": "a", "effort": {"write": 4}}]), today=date(2026, 6, 1))
    assert report.weeks == []
    assert all(one.capacity == 0 for one in report.supply.people)


@RANDOM
@given(workspaces())
def test_figures_add_up(workspace: Workspace) -> None:
    calendar = plan_period(workspace, MONTH, TODAY, effort="quick")
    for more in ({}, of_calendar(calendar)):
        report = take_inventory(workspace, MONTH, TODAY, by_week=True, **more)
        supply = report.supply
        for one in (*supply.people, *supply.reviewers, *supply.channels):
            if one.capacity is None:
                continue
            assert one.free is not None
            assert one.planned + one.free == pytest.approx(one.capacity)
            assert one.free >= 0, "a plan takes no more than there is"
        for one in (*supply.people, *supply.reviewers, *supply.skills, *supply.steps):
            assert sum(week.capacity or 0 for week in one.weeks) == pytest.approx(one.capacity)
            assert sum(week.planned for week in one.weeks) == pytest.approx(one.planned)
            assert [week.week for week in one.weeks] == report.weeks
        # Each piece of work is asked of somebody, unless nobody may do it.
        asked, shared = (sum(one.needed for one in lines) for lines in (supply.skills, supply.people))
        orphans = sum(one.needed for one in supply.shortages if one.kind == "nobody" and not one.is_review)
        assert shared - 1 <= asked <= shared + orphans + 1
        assert sum(one.planned for one in supply.skills) == pytest.approx(
            sum(one.planned for one in supply.people)
        )
        assert sum(one.planned for one in supply.steps) == pytest.approx(
            sum(one.planned for one in supply.reviewers)
        )
        counted = sum(cell.existing + cell.planned + cell.open + cell.held for cell in report.matrix)
        assert counted == report.items == len(workspace.items)
        for kind in ("pools", "means"):
            shares = [one.share for one in report.mix if one.kind == kind]
            assert all(share is None for share in shares) or sum(filter(None, shares)) == pytest.approx(
                1, abs=0.001
            )


def test_an_overloaded_week_shows_what_is_too_much() -> None:
    task = Task(stage="write", person="ann", start=date(2026, 4, 6), end=date(2026, 4, 10), hours=25)
    entry = Entry(item="a", title="a", pool="periodic", publish=date(2026, 4, 13), tasks=[task], state="pinned",
                  channels=[Wave(channel="blog", date=date(2026, 4, 13))])  # fmt: skip
    report = inventory(
        build([{"id": "a"}], country="US"), calendars=["2026-04"], entries=[entry], by_week=True
    )
    weeks = {week.week: (week.planned, week.free) for week in line(report.supply.people, "ann").weeks}
    assert weeks["2026-W15"] == (25, -5)


def test_this_week_counts_from_today_on() -> None:
    """On a Wednesday, Monday and Tuesday have taken their share of what was to be done."""
    task = Task(stage="write", person="ann", start=date(2026, 4, 6), end=date(2026, 4, 10), hours=14)
    entry = Entry(item="a", title="a", pool="periodic", publish=date(2026, 4, 13), tasks=[task])
    report = inventory(
        build([{"id": "a"}], country="US"), today=date(2026, 4, 8), calendars=["2026-04"], entries=[entry],
        by_week=True,
    )  # fmt: skip
    week = line(report.supply.people, "ann").weeks[0]
    assert (week.capacity, week.planned, week.free) == (12, 6, 6)


def test_a_task_over_a_weekend_takes_of_each_week_what_its_days_allow() -> None:
    """Writing goes at 4 hours a day: 4 on the Friday, 8 on Monday and Tuesday, in the supply and the work lists."""
    long = Task(stage="write", person="ann", start=date(2026, 4, 10), end=date(2026, 4, 14), hours=12)
    other = Task(stage="write", person="ann", start=date(2026, 4, 6), end=date(2026, 4, 8), hours=8)
    entries = [
        Entry(item=name, title=name, pool="periodic", publish=date(2026, 4, 20), tasks=[task])
        for name, task in (("a", long), ("b", other))
    ]
    workspace = build([{"id": "a"}, {"id": "b"}], country="US")
    report = inventory(workspace, calendars=["2026-04"], entries=entries, by_week=True)
    weeks = {week.week: week.planned for week in line(report.supply.people, "ann").weeks if week.planned}
    assert weeks == {"2026-W15": 12, "2026-W16": 8}
    work = Workload(workspace, entries, Countries(workspace))
    mondays = (date(2026, 4, 6), date(2026, 4, 13))
    assert [work.hours_in("ann", monday) / 2 for monday in mondays] == [12, 8]
