"""Values nobody means: rules without end, countries nobody knows, days out of reach, ids no disk takes."""

from __future__ import annotations

from typing import Any

import pytest

from contentops.cli.options import open_workspace
from contentops.errors import InvalidInput
from contentops.models.item import Recurrence
from contentops.problem import Problem
from contentops.recurrence_rules import read_rule
from tests.conftest import Build, item, settings


def _errors(build: Build, files: dict[str, Any]) -> list[Problem]:
    root = build(files)
    try:
        open_workspace(root)
    except InvalidInput as refused:
        return list(refused.problems)
    return []


def _recurring(rule: str) -> Recurrence:
    return Recurrence.model_validate({"rule": rule, "start": "2027-01-04"})


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("FREQ=SECONDLY", "FREQ is none of"),
        ("FREQ=MINUTELY;COUNT=3", "FREQ is none of"),
        ("FREQ=DAILY;BYHOUR=1,2", "days, not hours"),
        ("FREQ=DAILY;INTERVAL=0", "INTERVAL"),
        ("FREQ=DAILY;COUNT=1000000000", "COUNT"),
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "no day fits it"),
        ("FREQ=MONTHLY;BYDAY=7MO", "no month has a weekday 7 times"),
        ("FREQ=WEEKLY;BYDAY=-1TH", "needs FREQ=MONTHLY"),
        ("FREQ=WEEKLY;UNTIL=soon", "UNTIL is a day"),
        ("FREQ=WEEKLY;BYDYA=MO", "did you mean BYDAY?"),
        ("FREQ=WEEKLY;FREQ=DAILY", "twice"),
        ("FREQ=WEEKLY\nFREQ=DAILY", "one line"),
        ("EXRULE:FREQ=DAILY", "no part of a rule"),
        ("FREQ=WEEKLY;BYDAY=XX", "BYDAY"),
        ("每周", "one line"),
        ("", "one line"),
    ],
)
def test_a_rule_of_no_use_is_refused_at_its_place(build: Build, rule: str, words: str) -> None:
    record = item(recurrence={"rule": rule, "start": "2027-01-04"})
    (problem,) = _errors(build, {"pools/basic/items.yaml": {"items": [record]}})
    assert (problem.rule, problem.column) == ("invalid-recurrence", 13)
    assert words in problem.message


@pytest.mark.parametrize(
    ("rule", "first"),
    [
        ("RRULE:FREQ=WEEKLY;BYDAY=TU", "2027-01-05"),
        ("freq=monthly;byday=-1th", "2027-01-28"),
        ("FREQ=WEEKLY;UNTIL=20271231T235959Z", "2027-01-04"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "2028-02-29"),
        ("FREQ=MONTHLY;BYMONTHDAY=31;", "2027-01-31"),
    ],
)
def test_rules_that_calendars_write_are_taken(rule: str, first: str) -> None:
    assert next(iter(read_rule(_recurring(rule)))).date().isoformat() == first


@pytest.mark.parametrize(("country", "hint"), [("UK", "did you mean GB?"), ("ZZ", "working_days.yaml")])
def test_a_country_without_known_holidays(build: Build, country: str, hint: str) -> None:
    (problem,) = _errors(build, {"contentops.yaml": settings(country=country)})
    assert (problem.rule, problem.got) == ("unknown-country", country)
    assert hint in str(problem.hint)
    supplied: dict[str, Any] = {"countries": {country: {"2027": {}}}}
    assert _errors(build, {"working_days.yaml": supplied}) == []


@pytest.mark.parametrize(
    ("days", "rule"),
    [
        ({"holidays": [{"from": "2027-02-01", "to": "2027-01-01"}]}, "impossible-range"),
        ({"holidays": [{"from": "2026-02-01"}]}, "wrong-year"),
        ({"make_up": ["2028-01-01"]}, "wrong-year"),
    ],
)
def test_supplied_days_that_miss_their_year(build: Build, days: dict[str, Any], rule: str) -> None:
    (problem,) = _errors(build, {"working_days.yaml": {"countries": {"GB": {"2027": days}}}})
    assert (problem.path, problem.rule) == ("working_days.yaml", rule)
    assert problem.line > 3


@pytest.mark.parametrize(
    "changes",
    [
        {"embargo": "0001-01-01"},
        {"embargo": "9999-12-31"},
        {"refresh_every": "99999y", "last_refreshed": "2026-01-01"},
        {"refresh_every": "9" * 5000 + "d", "last_refreshed": "2026-01-01"},
        {"refresh_every": "0d", "last_refreshed": "2026-01-01"},
        {"anchor": {"node": "n", "offset": "9" * 5000}},
        {"id": "\U00020000" * 60},
        {"id": "a b"},
    ],
)
def test_values_out_of_reach_are_errors_not_crashes(build: Build, changes: dict[str, Any]) -> None:
    problems = _errors(build, {"pools/basic/items.yaml": {"items": [item(**changes)]}})
    assert problems
    assert all("limit" not in problem.message for problem in problems)


def test_one_broken_file_brings_no_false_alarms(build: Build) -> None:
    problems = _errors(
        build,
        {
            "pools/basic/items.yaml": "items: [\n",
            "pools/hook/more.yaml": {"items": [item(id="more", depends_on=["intro"])]},
        },
    )
    assert [problem.rule for problem in problems] == ["yaml-syntax"]
