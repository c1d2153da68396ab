"""`contentops coverage` as people run it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from contentops.cli.app import run
from contentops.models.coverage import CoverageReport
from contentops.schedule import search
from contentops.text_width import display_width
from tests.conftest import Outcome

Run = Callable[..., Outcome]
TODAY = ("--today", "2026-11-22")


@pytest.fixture(scope="module", params=["en", "zh"])
def team(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A planned workspace; a short search leaves more to report."""
    root = tmp_path_factory.mktemp(str(request.param)) / "team"
    assert run(["init", str(root), "--lang", str(request.param), *TODAY]) == 0
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search, "MIN_TRIES", 400)
        patch.setattr(search, "TRIES_PER_JOB", 40)
        assert run(["plan", "2027-Q1", "-C", str(root), "--effort", "quick", *TODAY]) == 0
    return root


def test_the_report_fits_the_screen_and_names_what_is_lacking_first(
    contentops: Run, team: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for width in (40, 80, 140):
        monkeypatch.setenv("COLUMNS", str(width))
        shown = contentops("coverage", "2027-Q1", "--weeks", "-C", team, *TODAY)
        assert (shown.code, shown.err) == (0, "")
        lines = shown.out.splitlines()
        assert max(map(display_width, lines)) <= width
        heads = [
            line
            for line in lines
            if line in {"Hours", "Reviews", "Mix of the effort", "工时", "审核", "投入配比"}
        ]
        assert len(heads) == 3
        first = next(n for n, line in enumerate(lines) if line.startswith(("Gaps", "缺口")))
        assert first < lines.index(heads[0])


def test_the_document_is_what_the_text_says(contentops: Run, team: Path) -> None:
    document = json.loads(contentops("coverage", "2027-Q1", "-C", team, *TODAY, "--json").out)
    report = CoverageReport.model_validate(document)
    assert report.calendars == ["2027-Q1"]
    planned = json.loads((team / "calendars" / "2027-Q1.json").read_text(encoding="utf-8"))
    assert [gap.as_data() for gap in report.gaps] == planned["gaps"]
    assert report.gaps and any(gap.proposals for gap in report.gaps)
    assert any(one.kind == "hours" and (one.ratio or 0) > 1 for one in report.supply.shortages)
    text = contentops("coverage", "2027-Q1", "-C", team, *TODAY).out
    for shortage in report.supply.shortages:
        assert f"{shortage.needed:g}" in text
    assert not any(line.weeks for line in report.supply.people)
    weekly = json.loads(contentops("coverage", "2027-Q1", "--weeks", "-C", team, *TODAY, "--json").out)
    assert len(weekly["supply"]["people"][0]["weeks"]) == len(report.weeks) == 14


def test_remedies_change_what_to_do_and_nothing_else(contentops: Run, team: Path) -> None:
    plain = json.loads(contentops("coverage", "2027-Q1", "-C", team, *TODAY, "--json").out)["gaps"]
    searched = json.loads(contentops("coverage", "2027-Q1", "--remedies", "-C", team, *TODAY, "--json").out)[
        "gaps"
    ]
    for before, after in zip(plain, searched, strict=True):
        for one, other in zip(before["proposals"], after["proposals"], strict=True):
            assert (one["items"], one["publish"]) == (other["items"], other["publish"])
            assert bool(other["what_if"]) == (one["action"] != other["action"])


def test_as_markdown(contentops: Run, team: Path) -> None:
    page = contentops("coverage", "2027-Q1", "--format", "md", "-C", team, *TODAY).out
    assert page.startswith("# ")
    tables = [block for block in page.split("\n\n") if block.startswith("|")]
    assert len(tables) == 5 + 3 + 2 + 4
    for table in tables:
        assert len({line.count("|") for line in table.splitlines()}) == 1


def test_a_month_takes_its_part_of_the_quarter(contentops: Run, team: Path) -> None:
    month = json.loads(contentops("coverage", "2027-02", "-C", team, *TODAY, "--json").out)
    assert month["calendars"] == ["2027-Q1"]
    planned = json.loads((team / "calendars" / "2027-Q1.json").read_text(encoding="utf-8"))["entries"]
    inside = [entry for entry in planned if entry["publish"].startswith("2027-02")]
    pools = [line for line in month["cadence"] if line["kind"] == "pools"]
    assert sum(line["entries"] for line in pools) == len(inside)
    people = {line["id"]: line for line in month["supply"]["people"]}
    whole = json.loads(contentops("coverage", "2027-Q1", "--weeks", "-C", team, *TODAY, "--json").out)
    for line in whole["supply"]["people"]:
        weeks = {week["week"]: week["planned"] for week in line["weeks"]}
        # The same work in the same weeks, whichever period asks.
        assert people[line["id"]]["planned"] == sum(weeks[week] for week in month["weeks"])


def test_before_anything_is_planned(contentops: Run, tmp_path: Path) -> None:
    root = tmp_path / "team"
    contentops("init", root, "--lang", "en", *TODAY)
    shown = contentops("coverage", "2027-Q1", "-C", root, *TODAY)
    assert shown.code == 0
    assert "Nothing is planned yet: `contentops plan 2027-Q1`" in shown.out.replace("\n", " ")
    assert "Gaps" not in shown.out and "Cadence" not in shown.out
    assert "More is asked for than there is" in shown.out


def test_a_period_that_is_none(contentops: Run, team: Path) -> None:
    shown = contentops("coverage", "2027-Q7", "-C", team, *TODAY)
    assert shown.code == 2
    assert "is not a period" in shown.err
