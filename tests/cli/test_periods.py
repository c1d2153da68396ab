"""Years, months and weeks on the command line: what is planned, shown and refused."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from contentops.schedule import search
from contentops.workspace.schemas import SCHEMAS
from tests.conftest import Outcome, item, settings

Run = Callable[..., Outcome]
QUARTERS = [f"2026-Q{number}" for number in (1, 2, 3, 4)]
TODAY = ("--today", "2025-12-15")


@pytest.fixture(autouse=True)
def _short(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(search, "MIN_TRIES", 400)
    monkeypatch.setattr(search, "TRIES_PER_JOB", 40)
    yield


@pytest.fixture
def root(build: Callable[..., Path]) -> Path:
    """Three items that may come any time, one that repeats, one in May."""
    items: list[dict[str, Any]] = [
        item(id="intro", pool="basic"),
        item(id="case", pool="basic", title="A | case"),
        item(id="letter", title="Letter", effort={"write": 2}, review_chain=None,
             recurrence={"rule": "last working thursday of the month", "start": "2026-01-01", "until": "2026-04-30"}),
        item(id="may", window={"not_before": "2026-05-04", "not_after": "2026-05-08"}),
    ]  # fmt: skip
    return build({"contentops.yaml": settings(), "pools/basic/items.yaml": {"items": items[:2]},
                  "pools/periodic/items.yaml": {"items": items[2:]}})  # fmt: skip


def plan(contentops: Run, root: Path, *arguments: str) -> Outcome:
    return contentops("plan", *arguments, "-C", root, *TODAY, "--effort", "quick")


SUFFIXES = (".json", ".md", ".yaml")


def files(root: Path) -> dict[str, str]:
    """The record and what is text beside it; pages, feeds and workbooks have tests of their own."""
    paths = [path for path in sorted((root / "calendars").iterdir()) if path.suffix in SUFFIXES]
    return {path.name: path.read_text(encoding="utf-8") for path in paths}


def test_a_year_is_written_as_its_quarters_and_shown_as_a_table(contentops: Run, root: Path) -> None:
    outcome = plan(contentops, root, "2026")
    assert outcome.code == 0, outcome.err
    assert "W18" in outcome.out and "2026-Q4" in outcome.out and "wrote calendars/2026-Q3.yaml" in outcome.err
    written = files(root)
    wanted = [f"{name}.{suffix}" for name in QUARTERS for suffix in ("json", "md", "yaml")]
    assert list(written) == sorted([*wanted, "2026.json", "2026.md"]), "the quarters are the record"
    again = plan(contentops, root, "2026", "--json")
    assert files(root) == written and "wrote" not in again.err and "(unchanged)" in again.err
    assert again.out == written["2026.json"]
    jsonschema.validate(json.loads(again.out), SCHEMAS["year"]())
    shown = contentops("show", "2026", "-C", root, *TODAY, "--format", "md")
    assert shown.out == written["2026.md"] and "A \\| case" in shown.out


def test_a_dry_run_writes_nothing_and_a_hand_made_change_shows(contentops: Run, root: Path) -> None:
    assert plan(contentops, root, "2026", "--dry-run").code == 0
    assert not (root / "calendars").exists()
    assert contentops("show", "2026", "-C", root).code == 2
    plan(contentops, root, "2026")
    record = root / "calendars/2026-Q2.yaml"
    record.write_text(
        record.read_text(encoding="utf-8").replace("state: planned", "state: cancelled"), encoding="utf-8"
    )
    assert "calendars/2026.md\n" in contentops("render", "2026", "-C", root).out
    view = json.loads(contentops("show", "2026", "-C", root, "--json").out)
    assert [one["entries"] for one in view["quarters"]][1] == 0
    assert "unchanged" in contentops("render", "2026", "-C", root, "--format", "md").out
    assert contentops("render", "2026", "-C", root, "--format", "yaml").code == 2


def test_a_month_of_a_planned_quarter_is_shown_and_not_planned_twice(contentops: Run, root: Path) -> None:
    plan(contentops, root, "2026-Q1")
    month = json.loads(contentops("show", "2026-01", "-C", root, "--json").out)
    quarter = json.loads(contentops("show", "2026-Q1", "-C", root, "--json").out)
    assert month["period"] == "2026-01"
    assert month["entries"] == [entry for entry in quarter["entries"] if entry["publish"] < "2026-02"]
    refused = plan(contentops, root, "2026-01")
    assert refused.code == 2 and "calendars/2026-Q1.yaml already plans days of 2026-01" in refused.err
    assert "contentops show 2026-01" in refused.err and not (root / "calendars/2026-01.yaml").exists()
    assert plan(contentops, root, "2026-04").code == 0, "no calendar covers April"
    assert "calendars/2026-04.yaml already plans" in plan(contentops, root, "2026-Q2").err
    assert "calendars/2026-04.yaml already plans" in plan(contentops, root, "2026").err


def test_a_week_is_a_work_list_however_it_is_asked_for(contentops: Run, root: Path) -> None:
    plan(contentops, root, "2026")
    shown = contentops("show", "2026-W18", "-C", root, *TODAY)
    assert shown.code == 0 and "Ann · " in shown.out and "Letter" in shown.out
    for call in (("show", "--period", "2026-W18"), ("plan", "--period", "2026-W18"), ("plan", "2026-W18")):
        outcome = contentops(*call, "-C", root, *TODAY)
        assert (outcome.code, outcome.out) == (0, shown.out)
    assert not (root / "calendars/2026-W18.yaml").exists()
    work = json.loads(contentops("show", "2026-W18", "-C", root, *TODAY, "--json").out)
    jsonschema.validate(work, SCHEMAS["work-list"]())
    assert [one["item"] for one in work["publications"]] == ["letter@2026-04-30"]
    ben = contentops("show", "2026-W18", "-C", root, *TODAY, "--person", "ben", "--format", "md")
    assert ben.out.startswith("# Work list 2026-W18 · Ben") and "## Ann" not in ben.out


def test_a_week_over_two_quarters_says_which_is_not_planned(contentops: Run, root: Path) -> None:
    plan(contentops, root, "2026-Q1")
    work = json.loads(contentops("show", "2026-W14", "-C", root, *TODAY, "--json").out)
    assert (work["first"], work["last"]) == ("2026-03-30", "2026-04-05")
    assert work["not_planned"] == ["2026-Q2"] and "2026-Q1" in work["calendars"]
    assert [day["date"] for day in work["days_off"]] == ["2026-04-03"], "Good Friday"
    missing = contentops("show", "2026-W30", "-C", root, *TODAY)
    assert missing.code == 2 and "plan 2026-Q3" in missing.err


def test_a_week_before_its_quarter_shows_the_work_that_begins_then(contentops: Run, root: Path) -> None:
    assert plan(contentops, root, "2026-Q2").code == 0
    calendar = json.loads((root / "calendars/2026-Q2.json").read_text(encoding="utf-8"))
    early = min(task["start"] for entry in calendar["entries"] for task in entry["tasks"])
    assert early < "2026-03-30", "else this test shows nothing"
    shown = contentops("show", "2026-W13", "-C", root, *TODAY, "--json")
    work = json.loads(shown.out)
    assert work["calendars"] == ["2026-Q2"] and work["not_planned"] == ["2026-Q1"]
    assert any(person["tasks"] for person in work["people"])
    assert contentops("show", "2026-W40", "-C", root, *TODAY).code == 2


def test_past_quarters_and_bad_calls(contentops: Run, root: Path) -> None:
    plan(contentops, root, "2026")
    before = files(root)["2026-Q1.yaml"]
    later = contentops("plan", "2026", "-C", root, "--today", "2026-05-04", "--effort", "quick")
    assert "2026-Q1: past, left as it is" in later.err and files(root)["2026-Q1.yaml"] == before
    assert "is past" in contentops("plan", "2026", "-C", root, "--today", "2027-01-04").err
    for call, said in (
        (("plan",), "no period is given"),
        (("show", "2026", "--period", "2026-Q1"), "PERIOD says 2026"),
        (("plan", "2026", "--format", "yaml"), "no YAML of its own"),
        (("plan", "2026", "--what-if", "intro.value=3"), "--what-if plans one period"),
        (("show", "2026", "--person", "ann"), "has no --person"),
        (("show", "2026-W18", "--pool", "hook"), "has no --pool"),
    ):
        outcome = contentops(*call, "-C", root, *TODAY)
        assert outcome.code == 2 and said in outcome.err, call


def test_the_table_counts_channels_too(contentops: Run, root: Path) -> None:
    plan(contentops, root, "2026")
    out = contentops("show", "2026", "--by", "channel", "-C", root, *TODAY).out
    assert "a Blog" in out and "basic" not in out.splitlines()[3]


def test_a_years_own_template_that_fails_leaves_its_quarters_alone(contentops: Run, root: Path) -> None:
    assert plan(contentops, root, "2026").code == 0
    before = {path: path.read_bytes() for path in sorted((root / "calendars").rglob("*")) if path.is_file()}
    own = root / "templates/calendar/year.md.jinja"
    own.parent.mkdir(parents=True)
    own.write_text('{% extends "shipped/year.md.jinja" %}\n{% block footer %}{{ nope }}{% endblock %}')
    path = root / "pools/basic/items.yaml"
    path.write_text(path.read_text("utf-8").replace("A | case", "Another case"), encoding="utf-8")
    outcome = plan(contentops, root, "2026")
    assert outcome.code == 2 and "wrote" not in outcome.err
    assert "templates/calendar/year.md.jinja:2:1: error: 'nope' is undefined" in outcome.err
    assert before == {
        path: path.read_bytes() for path in sorted((root / "calendars").rglob("*")) if path.is_file()
    }


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--with", "tasks"], "a year has no calendar feeds, so --with tasks changes nothing"),
        (["--format", "ics", "--with", "tasks"], "a year is written as json and md, not as ics"),
        (["--format", "md", "--format", "html"], "`contentops render 2026-Q1 --format html`"),
    ],
)
def test_what_a_year_is_not_written_as_is_said(
    contentops: Run, root: Path, options: list[str], said: str
) -> None:
    outcome = contentops("render", "2026", *options, "-C", root)
    assert (outcome.code, outcome.out) == (2, "")
    assert said in outcome.err
