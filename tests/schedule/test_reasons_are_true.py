"""What a reason says is true: its figures are counted again from the calendar and the settings.

Causes are read as figures, not as text. Reviews and channels are counted on dates alone; hours need the
placements, since a calendar does not say how a task's hours fall on its weeks.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Literal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contentops.models.base import Language
from contentops.models.calendar import Calendar, Entry, Refusal
from contentops.models.period import parse_period
from contentops.models.workspace import Workspace
from contentops.schedule import planning, search
from contentops.schedule.channel_cause import blocked_days
from contentops.schedule.diagnose import Diagnosis
from contentops.schedule.instance import Instance, Job
from contentops.schedule.planning import plan_period
from contentops.schedule.reasons import Cause, Reasons
from contentops.schedule.state import State
from contentops.workspace.load import load_workspace
from contentops.workspace.scaffold import scaffold_files, write_workspace
from tests.schedule.workspaces import PERIOD, TODAY, build, workspaces

DAY = timedelta(days=1)
QUARTER = parse_period("2027-Q1")
DEMO_DAY = date(2026, 11, 22)


@dataclass
class Said:
    """One job's causes, and whether the job has a place."""

    job: Job
    causes: list[Cause]
    binding: list[str]
    placed: bool


@dataclass
class Record:
    """Everything that was said about a plan."""

    instance: Instance
    state: State
    said: list[Said] = field(default_factory=list)


@pytest.fixture
def records(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Record]]:
    """What the planner asked its diagnosis, and was told."""
    found: list[Record] = []

    class Listening(Diagnosis):
        def __init__(self, instance: Instance, state: State) -> None:
            super().__init__(instance, state)
            self.record = Record(instance, State.of(instance, state.placed))
            found.append(self.record)

        def why_refused(self, job: Job) -> tuple[list[Cause], list[str]]:
            causes, binding = super().why_refused(job)
            self.record.said.append(Said(job, causes, binding, placed=False))
            return causes, binding

        def why_there(self, job: Job) -> tuple[list[Cause], list[str]]:
            causes, binding = super().why_there(job)
            self.record.said.append(Said(job, causes, binding, placed=True))
            return causes, binding

    monkeypatch.setattr(planning, "Diagnosis", Listening)
    yield found


@pytest.fixture
def _short_search(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "MIN_TRIES", 400)
    monkeypatch.setattr(search, "TRIES_PER_JOB", 40)


def inside(cause: Cause, alone: bool = False) -> Iterator[tuple[Cause, bool]]:
    """A cause and all it contains; with each, whether it speaks of an empty calendar."""
    yield cause, alone
    alone = alone or cause.code == "alone"
    for value in cause.figures.values():
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, Cause):
                yield from inside(one, alone)


class Witness:
    """Counts again what a cause claims about one plan."""

    def __init__(self, workspace: Workspace, calendar: Calendar, record: Record) -> None:
        self.workspace = workspace
        self.calendar = calendar
        self.record = record
        self.seen: Counter[str] = Counter()
        language = workspace.settings.language
        self.people = {worker.name: person for worker, person in
                       zip(record.instance.workers, workspace.settings.team, strict=True)}  # fmt: skip
        self.outlets = {outlet.name: channel for outlet, channel in
                        zip(record.instance.outlets, workspace.settings.channels, strict=True)}  # fmt: skip
        self.language: Language = language

    def check_all(self) -> None:
        for said in self.record.said:
            for top in said.causes:
                for cause, alone in inside(top):
                    self.seen[cause.code] += 1
                    check = getattr(self, "check_" + re.sub(r"\W", "_", cause.code), None)
                    if check is not None:
                        others = [] if alone else [e for e in self.calendar.entries if e.item != said.job.id]
                        check(said, cause.figures, others)

    def check_review_limit(self, said: Said, figures: Any, others: list[Entry]) -> None:
        """Every review of the step's reviewers in every named week is taken, by what is named."""
        chain = self.workspace.review_chains[said.job.item.review_chain or ""]
        role = figures["stage"].partition(":")[2]
        step = next(step for step in chain.steps if step.role == role)
        people = {self.people[name].id for name in figures["people"]}
        assert people == {p for p in step.reviewers if self.workspace.people[p].reviews_per_week}
        assert figures["limit"] == sum(self.workspace.people[p].reviews_per_week for p in people)
        takers = set()
        for week in figures["weeks"]:
            for person in sorted(people):
                used = [
                    entry.title for entry in others for task in entry.tasks
                    if task.person == person and task.stage.startswith("review:") and week_of(task.end) == week
                ]  # fmt: skip
                takers |= set(used)
                given = self.workspace.people[person].reviews_per_week
                if said.job.title not in figures["takers"]:
                    working = person_works(self.record, person, week)
                    assert len(used) == (given if working else 0), (week, person)
                else:
                    assert len(used) <= given
        assert set(figures["takers"]) - {said.job.title} == takers - {said.job.title}

    def check_channel_limit(self, said: Said, figures: Any, others: list[Entry]) -> None:
        """Each named month, week or day holds exactly the quota, and the named items fill it."""
        kind, limit = figures["limit"]
        channel = self.outlets[figures["channel"]]
        assert limit == getattr(channel.quota, f"per_{kind}")
        assert len(set(figures["spans"])) == len(figures["spans"]) > 0
        takers = set()
        for span, count in zip(figures["spans"], figures["counts"], strict=True):
            used = [
                entry.title for entry in others for wave in entry.channels
                if wave.channel == channel.id and span_of(wave.date, kind) == span
            ]  # fmt: skip
            assert len(used) == count == limit, (span, used)
            assert any(span_of(day, kind) == span for day in self.own_days(said)), span
            takers |= set(used)
        assert set(figures["takers"]) == takers

    def check_channel_gap(self, said: Said, figures: Any, others: list[Entry]) -> None:
        """Each named item is nearer than the gap to a day the job could take there."""
        channel = self.outlets[figures["channel"]]
        assert figures["limit"] == ("gap", channel.min_gap)
        days = [day for day in self.own_days(said) if figures["first"] <= day <= figures["last"]]
        near = {
            entry.title for entry in others for wave in entry.channels
            if wave.channel == channel.id and any(abs((wave.date - day).days) < channel.min_gap for day in days)
        }  # fmt: skip
        assert figures["takers"] and set(figures["takers"]) <= near

    def own_days(self, said: Said) -> list[date]:
        """From the job's first possible day to the last day one of its channels may follow."""
        axis = self.record.instance.axis
        end = max(last[said.job.days[-1]] for _, _, last in said.job.waves)
        return [axis.day(day) for day in range(said.job.days[0], min(end, said.job.deadline) + 1)]

    def check_hours(self, said: Said, figures: Any, others: list[Entry]) -> None:
        """Whoever is named has that much left in the days named, nobody able has more, and it is too little."""
        links = [part for link in said.job.chain for part in link.parts or (link,)]
        link = next(link for link in links if link.stage == figures["stage"])
        assert figures["hours"] == link.amount / 2 > figures["free"]
        assert figures["free"] <= figures["capacity"]
        name = figures["people"][0]
        able = [n for n in link.people if self.record.instance.workers[n].hours_per_week]
        number = next(n for n in able if self.record.instance.workers[n].name == name)
        used = self.hours_used(said, others, number)
        weeks: dict[str, list[date]] = {}
        person = self.people[name]
        today = self.record.instance.axis.day(self.record.instance.axis.today)
        worked = set(self.record.instance.workers[number].days.days)
        day = figures["first"]
        while day <= figures["last"]:
            if (day - self.record.instance.axis.first).days in worked and day >= today:
                weeks.setdefault(week_of(day), []).append(day)
            day += DAY
        free = capacity = 0
        for week, days in weeks.items():
            left = [d for d in days_of(week) if d >= today
                    and (d - self.record.instance.axis.first).days in worked]  # fmt: skip
            whole, usable = person.half_hours_in(len(left), week), len(days) * link.rate
            capacity += min(whole, usable)
            free += max(0, min(whole - used[week], usable))
        assert capacity == figures["capacity"] * 2
        if said.job.title in figures["takers"]:
            assert free >= figures["free"] * 2
        else:
            assert free == figures["free"] * 2
        titles = {e.title for e in others for t in e.tasks if t.person == person.id and t.hours}
        assert set(figures["takers"]) <= titles | {said.job.title}

    def hours_used(self, said: Said, others: list[Entry], number: int) -> Counter[str]:
        """The half-hours the other jobs take of a person, by week."""
        used: Counter[str] = Counter()
        names = {entry.item for entry in others}
        axis = self.record.instance.axis
        for job, placement in zip(self.record.state.jobs, self.record.state.placed, strict=True):
            if placement is None or job.id not in names:
                continue
            for _, person, *_, by_week in placement[2]:
                if person == number:
                    for week, amount in by_week:
                        used[axis.week_name(week)] += amount
        return used

    def check_dependency_late(self, said: Said, figures: Any, others: list[Entry]) -> None:
        assert figures["date"] >= figures["last"]
        self.check_dependency_first(said, figures, others)

    def check_dependency_first(self, said: Said, figures: Any, others: list[Entry]) -> None:
        published = {(entry.title, entry.publish) for entry in self.calendar.entries}
        assert {(name, figures["date"]) for name in figures["names"]} <= published

    def check_lead_time(self, said: Said, figures: Any, others: list[Entry]) -> None:
        if "last" in figures:
            assert not said.placed and figures["earliest"] > figures["last"]

    check_lead_time_recap = check_lead_time

    def check_serves(self, said: Said, figures: Any, others: list[Entry]) -> None:
        """Without the item, what it serves has too little in the weeks named, and the item lies in them."""
        kind, name = figures["served"]
        count = self.served_in(figures, others, kind, name)
        whole = self.served_in(figures, self.calendar.entries, kind, name)
        assert whole > count == 0, (kind, name, count, whole)
        assert figures["allowed"] == len(figures["weeks"]) - 1

    def check_serves_rate(self, said: Said, figures: Any, others: list[Entry]) -> None:
        kind, name = figures["served"]
        need = max(w.need for w in self.record.instance.goals.windows if w.kind == kind)
        assert self.served_in(figures, others, kind, name) < need

    def served_in(self, figures: Any, entries: list[Entry], kind: str, name: str) -> int:
        weeks, count = figures["weeks"], 0
        for entry in entries:
            item = self.workspace.items[entry.item.partition("@")[0]]
            if entry.state == "cancelled":
                continue
            if kind == "channels":
                channel = self.outlets[name].id
                count += sum(
                    week_of(wave.date) in weeks for wave in entry.channels if wave.channel == channel
                )
            elif name == {"roles": item.role, "stages": item.stage, "pools": item.pool}[kind]:
                count += week_of(entry.publish) in weeks
        return count

    def check_even(self, said: Said, figures: Any, others: list[Entry]) -> None:
        """Counted again: the week of the earlier date, with the item in it, is the more crowded one."""
        mine = next(entry for entry in self.calendar.entries if entry.item == said.job.id)
        published = [entry for entry in others if entry.state != "cancelled"]
        there = sum(week_of(entry.publish) == week_of(figures["date"]) for entry in published) + 1
        here = sum(week_of(entry.publish) == week_of(mine.publish) for entry in published) + 1
        assert (figures["there"], figures["here"]) == (there, here)
        assert figures["date"] < mine.publish
        if "there_days" not in figures:
            assert there > here

    check_even_days = check_even

    def check_together(self, said: Said, figures: Any, others: list[Entry]) -> None:
        """Several rules are several sentences."""
        assert figures["count"] >= len(figures["causes"]) >= 2
        words = [Reasons(self.language).say(cause) for cause in figures["causes"]]
        assert len(set(words)) == len(words)
        assert figures["first"] <= figures["last"]


def week_of(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def days_of(week: str) -> list[date]:
    monday = date.fromisocalendar(int(week[:4]), int(week[6:]), 1)
    return [monday + n * DAY for n in range(7)]


def span_of(day: date, kind: str) -> str:
    return {"month": f"{day:%Y-%m}", "week": week_of(day), "day": day.isoformat()}[kind]


def person_works(record: Record, person: str, week: str) -> bool:
    worker = next(worker for worker in record.instance.workers if worker.id == person)
    axis = record.instance.axis
    worked = {axis.day(day) for day in worker.days.days if day >= axis.today}
    return any(day in worked for day in days_of(week))


def check(workspace: Workspace, calendar: Calendar, records: list[Record]) -> Counter[str]:
    seen: Counter[str] = Counter()
    for record in records:
        witness = Witness(workspace, calendar, record)
        witness.check_all()
        seen += witness.seen
    records.clear()
    return seen


@st.composite
def crowded(draw: st.DrawFn) -> Workspace:
    """Few people and channels, and about twice the work they can do."""
    window = st.tuples(st.dates(date(2026, 2, 2), date(2026, 2, 20)), st.integers(0, 12))
    made = []
    for number in range(draw(st.integers(8, 14))):
        start, length = draw(window)
        made.append({
            "id": f"i{number}", "owner": "ann", "value": draw(st.integers(1, 60)),
            "effort": {"write": draw(st.integers(0, 16)), "design": draw(st.integers(0, 6))},
            "review_chain": draw(st.sampled_from([None, "one", "two"])),
            "channels": draw(st.lists(st.sampled_from(["blog", "list"]), unique=True, max_size=2)),
            "window": draw(st.sampled_from([None, {"not_before": start, "not_after": start + length * DAY}])),
            "depends_on": draw(st.sampled_from([[], [], [f"i{number - 1}"]])) if number else [],
        })  # fmt: skip
    team: list[dict[str, Any]] = [
        {"id": "ann", "name": "Ann", "skills": ["write", "design"], "hours_per_week": 8, "reviews_per_week": 1},
        {"id": "bob", "name": "Bob", "skills": ["write"], "hours_per_week": draw(st.sampled_from([3, 6.5]))},
        {"id": "lee", "name": "Lee", "reviews_per_week": 1,
         "leave": [{"from": "2026-01-05", "to": draw(st.sampled_from(["2026-01-06", "2026-01-28"]))}]},
    ]  # fmt: skip
    quota = st.fixed_dictionaries({}, optional={"per_day": st.just(1), "per_week": st.integers(1, 2),
                                                "per_month": st.integers(1, 4)})  # fmt: skip
    return build(
        made,
        team=team,
        channels=[{"id": name, "name": name, "tier": tier, "quota": draw(quota), "min_gap": draw(gap)}
                  for name, tier in (("blog", "owned"), ("list", "portal"))
                  for gap in (st.sampled_from([0, 0, 4]),)],
        review_chains=[
            {"id": "one", "steps": [{"role": "legal", "reviewers": ["lee"], "days": 2}]},
            {"id": "two", "steps": [{"role": "peer", "reviewers": ["ann", "lee"], "days": 1},
                                    {"role": "legal", "reviewers": ["lee"], "days": 1}]},
        ],
    )  # fmt: skip


@pytest.mark.usefixtures("_short_search")
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(workspace=crowded() | workspaces())
def test_every_figure_of_every_reason_is_true(workspace: Workspace, records: list[Record]) -> None:
    records.clear()
    calendar = plan_period(workspace, parse_period(PERIOD), TODAY, effort="quick")
    for record in records:
        for number, outlet in enumerate(record.instance.outlets):
            counted = blocked_days(record.state, number, ())
            kept = record.state.blocked[number]
            assert [bool(day) for day in counted] == [bool(day) for day in kept], outlet.name
    check(workspace, calendar, records)


def demo(language: Literal["zh", "en"], folder: Path) -> Workspace:
    write_workspace(folder, scaffold_files(language, QUARTER, DEMO_DAY))
    workspace = load_workspace(folder).workspace
    assert workspace is not None
    return workspace


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_figure_in_the_demos_is_true(
    language: Literal["zh", "en"], tmp_path: Path, records: list[Record]
) -> None:
    workspace = demo(language, tmp_path / "demo")
    calendar = plan_period(workspace, QUARTER, DEMO_DAY, effort="quick")
    blamed = {
        name
        for record in records
        for said in record.said
        for top in said.causes
        for cause, _ in inside(top)
        if cause.code == "review-limit"
        for name in cause.figures["people"]
    }
    if language == "zh":
        assert "郑静" in blamed, "legal has none left all quarter"
        assert "苏蔓" not in blamed, "PR has reviews left in every week"
    seen = check(workspace, calendar, records)
    assert {"review-limit", "hours", "channel-limit", "together"} <= set(seen), "nothing was left to check"


def refusal(workspace: Workspace, name: str) -> Refusal:
    calendar = plan_period(workspace, parse_period(PERIOD), TODAY, effort="quick")
    return next(one for one in calendar.unscheduled if one.item == name)


def test_a_quota_names_the_month_of_the_item_and_nothing_else() -> None:
    blog = {"id": "blog", "name": "Blog", "tier": "owned", "quota": {"per_week": 1}}
    early, late = {"not_after": "2026-02-06"}, {"not_before": "2026-02-09", "not_after": "2026-02-13"}
    items = [
        {"id": "early", "channels": ["blog"], "window": early, "value": 9},
        {"id": "late", "channels": ["blog"], "window": late, "value": 9},
        {"id": "out", "channels": ["blog"], "window": late, "value": 1},
    ]
    assert refusal(build(items, channels=[blog]), "out").reason.startswith(
        "Blog takes 1 a week; 2026-W07 is full (1 of 1): “T late”"
    )


def test_rules_that_stop_an_item_together_are_all_named() -> None:
    day = {"not_before": "2026-02-09", "not_after": "2026-02-09"}
    items = [
        {"id": "post", "channels": ["blog"], "window": day, "value": 9},
        {"id": "work", "effort": {"write": 200}, "window": {"not_after": "2026-02-10"}, "value": 9},
        {"id": "out", "channels": ["blog"], "effort": {"write": 20}, "window": day, "value": 1},
    ]
    team = [{"id": "ann", "name": "Ann", "skills": ["write"], "hours_per_week": 40}]
    blog = {"id": "blog", "name": "Blog", "tier": "owned", "quota": {"per_day": 1}}
    stages = [{"skill": "write", "hours_per_day": 8}]
    for language, expected in (
        ("en", "only 9 February is possible, and two things stop it: (1) write takes 20 h; Ann has"),
        ("zh", "只有 2 月 9 日可发，但有两条规则同时卡住：①write需 20 小时，Ann在"),
    ):
        made = build(
            items, team=team, channels=[blog], work_stages=stages, review_chains=[], language=language
        )
        refused = refusal(made, "out")
        assert refused.reason.startswith(expected)
        assert refused.binding == ["hours", "channel-limit"]
        full = {"en": "Blog takes 1 a day; 2026-02-09 is full (1 of 1): “T post”",
                "zh": "Blog每天限 1 篇，2026-02-09 已满（1/1）：《T post》"}  # fmt: skip
        assert full[language] in refused.reason


def test_an_offset_is_said_in_words() -> None:
    say = {language: Reasons(language).say for language in ("zh", "en")}
    figures = {"name": "春节", "date": date(2027, 2, 6), "place": "offset", "offset": -2,
               "first": date(2027, 2, 3), "last": date(2027, 2, 4)}  # fmt: skip
    cause = Cause("anchor", figures)
    assert say["zh"](cause) == "春节（2027-02-06）前 2 个工作日起：2027-02-03 至 2027-02-04"
    assert say["en"](cause) == "2 working days before 春节 (2027-02-06): 2027-02-03 to 2027-02-04"
    one = Cause("anchor", {**figures, "offset": 1, "last": date(2027, 2, 3)})
    assert say["zh"](one) == "春节（2027-02-06）后 1 个工作日：2027-02-03"
    assert say["en"](one) == "1 working day after 春节 (2027-02-06): 2027-02-03"
