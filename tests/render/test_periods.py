"""The year's table and the week's work list: byte for byte in both languages, and what they must say.

After a wanted change: `python -m tests.render.test_periods` writes the gold files anew; read them first.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import jsonschema
import pytest

from contentops.render.period_view import PeriodView, render_document
from contentops.render.work_list import render_work_list, render_work_list_markdown
from contentops.render.year_markdown import render_year_markdown
from contentops.render.year_table import render_year_table
from contentops.text_width import display_width
from contentops.workspace.schemas import SCHEMAS
from tests.render.period_example import build_period_workspace, build_week, build_year

GOLD = Path(__file__).parent / "gold"
KINDS: dict[str, Callable[[str], str]] = {
    "year.json": lambda lang: render_document(build_year(lang)),
    "year.md": lambda lang: render_year_markdown(build_year(lang), build_period_workspace(lang)),
    "year.80.txt": lambda lang: year(lang, 80),
    "year.140.txt": lambda lang: year(lang, 140),
    "week.json": lambda lang: render_document(build_week(lang)),
    "week.md": lambda lang: render_work_list_markdown(build_week(lang), build_period_workspace(lang)),
    "week.80.txt": lambda lang: week(lang, 80),
    "week.140.txt": lambda lang: week(lang, 140),
}
NAMES = [f"{language}.{kind}" for language in ("zh", "en") for kind in KINDS]


def year(language: str, width: int, **options: str) -> str:
    return render_year_table(
        build_year(language),
        build_period_workspace(language),
        width,
        False,
        **options,  # type: ignore[arg-type]
    )


def week(language: str, width: int) -> str:
    return render_work_list(build_week(language), build_period_workspace(language), width, False)


@pytest.mark.parametrize("name", NAMES)
def test_periods_look_as_they_were_approved(name: str) -> None:
    language, kind = name.split(".", 1)
    assert KINDS[kind](language) == (GOLD / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [32, 60, 80, 119, 120, 140, 200])
def test_no_line_is_wider_than_the_terminal(language: str, width: int) -> None:
    for text in (year(language, width), year(language, width, by="channel"), week(language, width)):
        wide = [line for line in text.splitlines() if display_width(line) > width]
        assert wide == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_documents_follow_their_schemas(language: str) -> None:
    for name, document in (("year", build_year(language)), ("work-list", build_week(language))):
        jsonschema.validate(json.loads(render_document(document)), SCHEMAS[name]())


def test_the_table_marks_silence_and_what_is_not_planned() -> None:
    lines = {line[:3]: line for line in year("en", 80).splitlines()}
    assert "not planned" in lines["W07"] and "The new" in lines["W08"]
    assert "!" in lines["W03"] and "!" not in lines["W01"], "three silent weeks of basic content are too many"
    assert lines["W03"].count("!") == 1, "five of hooks are not"
    weeks = {week.week: week for week in build_year("en").weeks}
    assert weeks["2027-W03"].late_channels == ["blog"] and weeks["2027-W08"].late_channels == []
    assert weeks["2027-W02"].occasions[0].id == "salon"
    marked = render_year_table(
        build_year("en"), build_period_workspace("en"), 100, False, today=date(2027, 1, 20)
    )
    assert [line[:3] for line in marked.splitlines() if "←" in line] == ["W03"]


def test_a_week_lists_what_begins_goes_on_and_ends() -> None:
    """The work of two calendars; the case of April is begun now."""
    people = {one.person: one for one in build_week("en").people}
    lin = {(task.item, task.stage): task for task in people["lin"].tasks}
    assert lin["case-bank", "write"].action == "start"
    assert lin["case-bank", "write"].days_left == 8, "13 January is no earlier than Monday the 11th"
    assert lin["paper-hospital", "integrate"].action == "do"
    assert [task.action for task in people["zhao"].tasks] == ["review", "review"]
    assert people["zhao"].reviews == 2 and people["zhao"].reviews_available == 1
    before = {task.stage: task.action for one in build_week("en", "2027-W01").people for task in one.tasks}
    assert before["module:1"] == "do" and before["write"] == "do"
    third = build_week("en", "2027-W03").people
    assert [(one.person, one.tasks[0].action) for one in third] == [("lin", "finish")]


def test_a_week_says_who_is_away_what_is_off_and_what_is_published() -> None:
    work = build_week("en")
    assert [(one.person, one.reason, len(one.days)) for one in work.away] == [("wei", "leave", 5)]
    assert [(one.item, len(one.channels)) for one in work.publications] == [
        ("release-3", 3), ("paper-hospital", 1),
    ]  # fmt: skip
    holiday = build_week("en", "2027-W05")
    assert [str(day.date) for day in holiday.days_off] == ["2027-02-05", "2027-02-06", "2027-02-07"] or (
        all(not day.worked for day in holiday.days_off) and holiday.provisional
    )
    assert holiday.not_planned == ["2027-Q1"], "January has a calendar, February none"
    only = build_week("en", person="wei")
    assert [one.person for one in only.people] == ["wei"] or only.people == []
    assert {one.item for one in only.publications} == {"release-3", "paper-hospital"}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_people_without_work_this_week_have_no_table(language: str) -> None:
    work, workspace = build_week(language), build_period_workspace(language)
    tasks = [
        task.model_copy(update={"hours": 0.0}) for task in work.people[0].tasks if task.action != "review"
    ]
    alone = work.people[0].model_copy(update={"tasks": tasks, "hours": 0.0})
    empty = work.model_copy(update={"people": [alone]})
    mixed = work.model_copy(update={"people": [alone, *work.people[1:]]})
    head = PeriodView(workspace, work.week).words["action"]
    for one, heads in ((empty, 0), (mixed, 1)):
        text = render_work_list(one, workspace, 100, False)
        assert sum(line.strip().startswith(head) for line in text.splitlines()) == heads
    assert render_work_list_markdown(empty, workspace).count(f"| {head} |") == 0


if __name__ == "__main__":
    for gold in NAMES:
        found = gold.split(".", 1)
        (GOLD / gold).write_text(KINDS[found[1]](found[0]), encoding="utf-8", newline="\n")
