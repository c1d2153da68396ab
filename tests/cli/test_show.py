"""`contentops show`: its views, its filters, and drawing again after changes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from contentops.cli.show_watch import redraw, watched_paths
from contentops.errors import ContentopsError, InvalidInput
from contentops.problem import Problem
from tests.conftest import Build, Outcome
from tests.render.measure import columns
from tests.render.test_commands import planned  # noqa: F401  a fixture

Run = Callable[..., Outcome]
Q1 = ("show", "2027-Q1", "--today", "2027-01-06")


@pytest.fixture
def show(planned: Path, contentops: Run) -> Callable[..., Outcome]:  # noqa: F811
    return lambda *options: contentops(*Q1, *options, "-C", planned)


@pytest.mark.parametrize("view", ["list", "month", "people", "channels"])
def test_every_view_fits_eighty_columns_without_colour(show: Callable[..., Outcome], view: str) -> None:
    outcome = show("--view", view)
    assert (outcome.code, outcome.err) == (0, "")
    assert "Content calendar 2027-Q1" in outcome.out
    assert max(map(columns, outcome.out.splitlines())) <= 80
    assert "\x1b" not in outcome.out


@pytest.mark.parametrize(
    ("options", "items"),
    [
        (["--role", "decider"], ["intro", "news"]),
        (["--role", "deciders"], ["intro", "news"]),
        (["--role", "user"], []),
        (["--stage", "acquire"], ["intro", "news"]),
        (["--state", "planned"], ["intro", "news"]),
        (["--state", "pinned"], []),
        (["--text", "WHO and"], ["intro"]),
        (["--text", "新国标"], ["news"]),
        (["--text", "intro"], ["intro"]),
        (["--text", "who 新国标"], []),
        (["--pool", "periodic", "--text", "新国标"], ["news"]),
    ],
)
def test_filters(show: Callable[..., Outcome], options: list[str], items: list[str]) -> None:
    shown = json.loads(show(*options, "--json").out)
    assert [entry["item"] for entry in shown["entries"]] == items


def test_what_did_not_fit_has_no_state(show: Callable[..., Outcome]) -> None:
    assert json.loads(show("--json", "--text", "talk").out)["unscheduled"]
    assert not json.loads(show("--json", "--state", "planned").out)["unscheduled"]


def test_what_is_filtered_is_said(show: Callable[..., Outcome]) -> None:
    assert "Only: person Ann, pool basic, with “who”" in show(
        "--person", "ann", "--pool", "basic", "--text", "who"
    ).out.replace("Ann Lee", "Ann")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--role", "desider"], "did you mean decider?"),
        (["--state", "pined"], "did you mean pinned?"),
        (["--stage", "aquire"], "did you mean acquire?"),
        (["--by", "day"], "--by day is for --view people or channels"),
        (["--by", "channel"], "--by channel is for a year"),
        (["--view", "month", "--json"], "--view lays out the terminal"),
        (["--watch", "--json"], "--watch draws on a terminal"),
    ],
)
def test_what_cannot_be_shown_is_said_in_one_line(
    show: Callable[..., Outcome], options: list[str], said: str
) -> None:
    outcome = show(*options)
    assert (outcome.code, outcome.out) == (2, "")
    assert said in outcome.err
    assert len(outcome.err.splitlines()) == 1


@pytest.mark.parametrize("period", ["2027", "2027-W02"])
def test_years_and_weeks_have_no_other_views(planned: Path, contentops: Run, period: str) -> None:  # noqa: F811
    for option in (["--view", "month"], ["--role", "user"], ["--text", "x"]):
        outcome = contentops("show", period, *option, "-C", planned)
        assert outcome.code == 2
        assert f"has no {' '.join(option[: 2 if option[0] == '--view' else 1])}" in outcome.err


def test_a_month_is_drawn_by_days_and_a_quarter_by_weeks(planned: Path, contentops: Run) -> None:  # noqa: F811
    month = contentops("show", "2027-01", "--view", "channels", "-C", planned).out
    assert " Mo Tu We " in month
    assert " W01 " in contentops("show", "2027-01", "--view", "channels", "--by", "week", "-C", planned).out
    assert " W01 " in contentops("show", "2027-Q1", "--view", "channels", "-C", planned).out


def test_the_markdown_of_a_part_uses_the_workspaces_template(planned: Path, contentops: Run) -> None:  # noqa: F811
    own = planned / "templates/calendar/calendar.md.jinja"
    own.parent.mkdir(parents=True)
    own.write_text('{% extends "shipped/calendar.md.jinja" %}{% block footer %}Ours.{% endblock %}', "utf-8")
    assert contentops("show", "2027-Q1", "--format", "md", "-C", planned).out.endswith("Ours.")


class Screen:
    """What a watch wrote, and a drawing that can be changed or fail."""

    def __init__(self) -> None:
        self.text: str | Exception = "one\n"
        self.width = 80
        self.written: list[str] = []

    def draw(self) -> str:
        if isinstance(self.text, Exception):
            raise self.text
        return self.text

    def run(self, *steps: tuple[list[str], str | Exception | None]) -> list[str]:
        def changes() -> Iterator[list[str]]:
            for paths, text in steps:
                self.text = self.text if text is None else text
                yield paths

        redraw(changes(), self.draw, self.written.append, around=lambda: self.width, clear=True)
        return [one.removeprefix("\x1b[2J\x1b[3J\x1b[H") for one in self.written]


def test_it_is_drawn_again_when_a_plan_or_an_item_changes() -> None:
    assert Screen().run((["calendars/2027-Q1.yaml"], "two\n"), (["pools/basic/a.yaml"], "three\n")) == [
        "one\n", "two\n", "three\n",
    ]  # fmt: skip


def test_what_looks_the_same_is_not_drawn_again() -> None:
    changed: list[tuple[list[str], str | Exception | None]] = [
        (["calendars/2027-Q1.yaml"], None),
        ([], "two\n"),
    ]
    assert Screen().run(*changed) == ["one\n"]


def test_temporary_files_of_editors_draw_nothing() -> None:
    assert Screen().run((["calendars/.2027-Q1.yaml.swp", "pools/a.yaml~"], "two\n")) == ["one\n"]


def test_another_width_is_drawn_without_a_change() -> None:
    screen = Screen()

    def changes() -> Iterator[list[str]]:
        yield []
        screen.width, screen.text = 140, "wide\n"
        yield []

    redraw(changes(), screen.draw, screen.written.append, around=lambda: screen.width)
    assert screen.written == ["one\n", "\nwide\n"]


def test_a_broken_workspace_is_told_and_does_not_end_it() -> None:
    problem = Problem("calendars/2027-Q1.yaml", 3, 5, "error", "x", "state is none of the values")
    broken = InvalidInput("the calendar has 1 error", [problem])
    gone = FileNotFoundError(2, "No such file or directory", "pools/a.yaml")
    written = Screen().run(
        (["calendars/2027-Q1.yaml"], broken), (["pools/a.yaml"], gone),
        (["pools/a.yaml"], ContentopsError("no plan", hint="plan it")), (["pools/a.yaml"], "well\n"),
    )  # fmt: skip
    assert written == [
        "one\n",
        "calendars/2027-Q1.yaml:3:5: error: state is none of the values\nerror: the calendar has 1 error\n",
        "error: pools/a.yaml: No such file or directory\n",
        "error: no plan; plan it\n",
        "well\n",
    ]


def test_what_a_calendar_is_shown_from_is_watched(build: Build) -> None:
    root = build({})
    (root / "calendars").mkdir(exist_ok=True)
    (root / "drafts").mkdir()
    watched = {path.name for path in watched_paths(root)}
    assert {"calendars", "contentops.yaml"} <= watched
    assert "drafts" not in watched
