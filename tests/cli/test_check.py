"""`check`, `init` and `schema` as a person runs them."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from contentops.workspace.schemas import SCHEMAS, render_schema
from contentops.workspace.yaml_reader import read_yaml
from tests.conftest import Build, Outcome, item, settings

Run = Callable[..., Outcome]
TODAY = ("--today", "2026-11-22")


def test_a_clean_workspace(build: Build, contentops: Run) -> None:
    outcome = contentops("check", "-C", build(), *TODAY)
    assert (outcome.code, outcome.out) == (0, "")
    assert outcome.err == "no problems in 2 files: 1 items, 0 events, 0 nodes\n"


def test_every_problem_in_one_run_on_stdout_with_its_place(build: Build, contentops: Run) -> None:
    root = build(
        {
            "pools/hook/a.yaml": "items:\n  - id: x\n    owner: [\n",
            "pools/periodic/b.yaml": {"items": [item(id="b", owner="anna", value=2.5)]},
            "taboo/own.yaml": "entries:\n  - trem: x\n",
        }
    )
    outcome = contentops("check", "-C", root, *TODAY)
    assert outcome.code == 1
    lines = outcome.out.splitlines()
    assert lines[0].startswith("pools/hook/a.yaml:4:1: error: not valid YAML: ")
    assert lines[1] == (
        "pools/periodic/b.yaml:15:12: error: value: expected a whole number, got a number (got 2.5)"
    )
    assert all(line.startswith("taboo/own.yaml:2:5: error: ") for line in lines[2:])
    assert any("did you mean term?" in line for line in lines[2:])


def test_warnings_fail_only_when_asked(build: Build, contentops: Run) -> None:
    root = build(
        {"pools/basic/items.yaml": {"items": [item(refresh_every="1m", last_refreshed="2026-01-01")]}}
    )
    assert contentops("check", "-C", root, *TODAY).code == 0
    assert contentops("check", "-C", root, *TODAY, "--fail-on", "warning").code == 1
    assert contentops("check", "-C", root, "--today", "2026-01-02", "--fail-on", "warning").code == 0


def test_json_follows_its_schema(build: Build, contentops: Run) -> None:
    root = build({"contentops.yaml": settings(lnaguage="en")})
    outcome = contentops("check", "-C", root, "--json")
    report = json.loads(outcome.out)
    jsonschema.validate(report, json.loads(render_schema("check-report")))
    assert report["summary"] == {"errors": 1, "warnings": 0, "notes": 0}
    assert report["problems"][0]["hint"] == "did you mean language?"


def test_no_workspace_is_a_reason_not_to_run(contentops: Run, tmp_path: Path) -> None:
    outcome = contentops("check", "-C", tmp_path)
    assert (outcome.code, outcome.out) == (2, "")
    assert "contentops init DIR" in outcome.err


@pytest.mark.parametrize(
    "arguments", [["chekc"], ["check", "--nonsense"], ["check", "--today", "tomorrow"], ["schema", "x"]]
)
def test_bad_usage_is_exit_2_and_says_why(contentops: Run, arguments: list[str]) -> None:
    outcome = contentops(*arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert "rror" in outcome.err
    assert "Traceback" not in outcome.err


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("quarter", ["2027-Q1", "2026-Q4", "2027-Q2", "2028-Q3"])
def test_what_init_writes_is_clean_in_any_quarter(
    contentops: Run, tmp_path: Path, lang: str, quarter: str
) -> None:
    first_month = {"1": "01", "2": "04", "3": "07", "4": "10"}[quarter[-1]]
    day = f"{quarter[:4]}-{first_month}-02"
    outcome = contentops("init", tmp_path / "team", "--lang", lang, "--period", quarter, "--today", day)
    assert outcome.code == 0, outcome.err
    outcome = contentops("check", "-C", tmp_path / "team", "--today", day)
    assert (outcome.code, outcome.out) == (0, "")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_demo_workspace_is_a_real_teams(contentops: Run, tmp_path: Path, lang: str) -> None:
    from contentops.workspace.load import load_workspace

    root = tmp_path / "team"
    contentops("init", root, "--lang", lang, *TODAY)
    workspace = load_workspace(root).workspace
    assert workspace is not None
    items = workspace.items.values()
    assert len(items) >= 40
    assert {i.pool for i in items} == {"basic", "periodic", "hook"}
    assert len({str(i.industry) for i in items if i.format == "case"}) >= 4
    assert sum(bool(i.modules) for i in items) >= 2
    assert any(i.repackages for i in items)
    assert any(i.recurrence for i in items)
    makers = [person for person in workspace.settings.team if person.hours_per_week]
    assert len(makers) >= 6
    assert any(person.leave for person in makers)
    assert len(workspace.channels) == 12
    assert {channel.tier for channel in workspace.channels.values()} == {"portal", "vertical", "owned"}
    assert len(workspace.events) >= 5
    assert len(workspace.nodes) >= 10
    assert {persona.role for persona in workspace.personas.values()} == {
        "initiator",
        "evaluator",
        "decider",
        "user",
    }
    reviewers = {
        who for chain in workspace.review_chains.values() for step in chain.steps for who in step.reviewers
    }
    assert any(workspace.people[who].outside for who in reviewers)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_files_of_init_follow_the_schemas_they_name(contentops: Run, tmp_path: Path, lang: str) -> None:
    root = tmp_path / "team"
    contentops("init", root, "--lang", lang, *TODAY)
    checked = 0
    for path in sorted(root.rglob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        marker, _, target = text.partition("\n")[0].partition("$schema=")
        assert marker.startswith("# yaml-language-server:"), path
        schema = json.loads((path.parent / target.strip()).read_text(encoding="utf-8"))
        jsonschema.validate(read_yaml(text, str(path)).data, schema)
        checked += 1
    assert checked >= 8


def test_init_never_overwrites(contentops: Run, tmp_path: Path) -> None:
    (tmp_path / "nodes.yaml").write_text("mine")
    outcome = contentops("init", tmp_path)
    assert outcome.code == 2
    assert "nothing was written" in outcome.err
    assert [p.name for p in tmp_path.iterdir()] == ["nodes.yaml"]


def test_a_schema_refuses_what_check_refuses(contentops: Run) -> None:
    schema = json.loads(contentops("schema", "pool").out)
    jsonschema.validate({"items": [item()]}, schema)
    for bad in ({"role": "boss"}, {"ownr": "x"}, {"embargo": 3}, {"value": "much"}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({"items": [item(**bad)]}, schema)


def test_schemas_are_listed(contentops: Run) -> None:
    assert [line.split()[0] for line in contentops("schema").out.splitlines()] == list(SCHEMAS)


@given(st.text(alphabet=st.sampled_from("items:-id ttle[]{}'\"#&*!|>\n\t 0é中😀"), max_size=80))
@hypothesis_settings(
    max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
def test_fuzzed_yaml_never_gives_a_traceback(build: Build, contentops: Run, text: str) -> None:
    root = build(
        {"pools/hook/a.yaml": f"items:\n  - id: x\n{text}", "nodes.yaml": text, "taboo/a.yaml": text}
    )
    outcome = contentops("check", "-C", root, *TODAY)
    assert outcome.code in (0, 1)
    for line in outcome.out.splitlines():
        assert ": error: " in line or ": warning: " in line or ": note: " in line


def test_control_characters_are_shown_not_obeyed(build: Build, contentops: Run) -> None:
    root = build({"pools/basic/a\x1b[31m\n.yaml": {"items": [item(id="x", role="\u202eboss")]}})
    outcome = contentops("check", "-C", root, *TODAY)
    assert outcome.code == 1
    assert outcome.out.startswith("pools/basic/a\\x1b[31m\\n.yaml:")
    assert "(got \\u202eboss)" in outcome.out


def test_one_broken_file_raises_no_warnings_about_what_it_may_use(build: Build, contentops: Run) -> None:
    outcome = contentops("check", "-C", build({"pools/basic/items.yaml": "items: 3\n"}), *TODAY)
    assert [line.split(": ")[1] for line in outcome.out.splitlines()] == ["error"]


def test_ids_that_windows_cannot_keep(build: Build, contentops: Run) -> None:
    root = build({"pools/basic/items.yaml": {"items": [item(id="con"), item(id="lpt1.x"), item(id="a.")]}})
    outcome = contentops("check", "-C", root, *TODAY)
    assert outcome.code == 0
    assert outcome.out.count("warning: Windows cannot keep a file of this name") == 3


@pytest.mark.parametrize(
    ("day", "told"),
    [
        *((day, "expected YYYY-MM-DD") for day in ("", "2027-1-1", "20270101", "2027-W01-1")),
        *((day, "outside the years that can be planned") for day in ("0001-01-01", "9999-12-31")),
    ],
)
def test_a_day_that_is_none(build: Build, contentops: Run, day: str, told: str) -> None:
    outcome = contentops("check", "-C", build(), "--today", day)
    assert (outcome.code, outcome.out) == (2, "")
    assert told in outcome.err


def test_a_calendar_with_nothing_in_it_is_one_problem(build: Build, contentops: Run) -> None:
    outcome = contentops("check", "-C", build({"calendars/2027-Q1.yaml": ""}), *TODAY)
    assert (outcome.code, outcome.out.count("error:")) == (1, 1)
    assert "calendars/2027-Q1.yaml:1:1: error: the calendar is empty" in outcome.out


def test_a_date_that_left_its_channels_behind_is_named(build: Build, contentops: Run) -> None:
    entry = {
        "item": "intro", "title": "T", "pool": "basic", "publish": "2027-02-03",
        "channels": [{"channel": "blog", "date": "2027-02-01"}],
    }  # fmt: skip
    calendar = {
        "period": "2027-Q1", "provisional": False, "today": "2026-11-22", "input_hash": "0",
        "solver": {"name": "by hand", "status": "feasible"}, "entries": [entry],
    }  # fmt: skip
    out = contentops("check", "-C", build({"calendars/2027-Q1.yaml": calendar}), *TODAY).out
    assert "its channels were not: its first is 2027-02-01 (got 2027-02-03)" in " ".join(out.split())


def test_what_is_published_on_a_day_to_come_is_named(build: Build, contentops: Run) -> None:
    entry = {"item": "intro", "title": "T", "pool": "basic", "publish": "2027-02-01", "state": "published"}
    calendar = {
        "period": "2027-Q1", "provisional": False, "today": "2026-11-22", "input_hash": "0",
        "solver": {"name": "by hand", "status": "feasible"}, "entries": [entry],
    }  # fmt: skip
    root = build({"calendars/2027-Q1.yaml": calendar})
    assert "published on a day that is still to come" in contentops("check", "-C", root, *TODAY).out
    later = contentops("check", "-C", root, "--today", "2027-02-01")
    assert "still to come" not in later.out


def test_our_own_defect_is_no_finding_and_no_traceback(
    build: Build, contentops: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("by zero")

    monkeypatch.setattr("contentops.workspace.load.load_workspace", broken)
    root = build()
    outcome = contentops("check", "-C", root)
    assert (outcome.code, outcome.out) == (2, "")
    assert "ZeroDivisionError: by zero" in outcome.err
    assert "please report it" in outcome.err
    assert len(outcome.err.splitlines()) == 1
    monkeypatch.setenv("CONTENTOPS_TRACEBACK", "1")
    with pytest.raises(ZeroDivisionError):
        contentops("check", "-C", root)


@pytest.mark.parametrize("arguments", [["--help"], ["check", "-C", "ROOT"]])
def test_closed_streams_are_no_reason_to_fail(build: Build, arguments: list[str]) -> None:
    words = [str(build()) if word == "ROOT" else word for word in arguments]
    command = " ".join(shlex.quote(word) for word in [sys.executable, "-m", "contentops", *words])
    for closed in (">&-", "2>&-", ">&- 2>&-"):
        done = subprocess.run(["sh", "-c", f"{command} {closed}"], capture_output=True, check=False)
        assert done.returncode == 0, done.stderr


def test_init_in_a_folder_with_a_name_of_many_words(contentops: Run, tmp_path: Path) -> None:
    target = tmp_path / "our plans, 'new' 中文"
    outcome = contentops("init", target, *TODAY)
    assert outcome.code == 0
    assert f"contentops check -C {shlex.quote(str(target))}" in outcome.out


@pytest.mark.parametrize("period", ["2027", "1950-Q1", "2199-Q4"])
def test_init_for_a_time_without_known_holidays(contentops: Run, tmp_path: Path, period: str) -> None:
    outcome = contentops("init", tmp_path / "x", "--period", period)
    assert outcome.code == 2
    assert "quarter" in outcome.err
    assert not (tmp_path / "x").exists()


def test_an_interruption_is_told_in_a_word(
    build: Build, contentops: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("contentops.workspace.load.load_workspace", interrupted)
    outcome = contentops("check", "-C", build())
    assert (outcome.code, outcome.out) == (130, "")
    assert outcome.err.strip() == "interrupted"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_git_leaves_the_cache_of_a_new_workspace_alone(contentops: Run, tmp_path: Path, lang: str) -> None:
    root = tmp_path / "team"
    contentops("init", root, "--lang", lang, *TODAY)
    cached = root / ".contentops" / "cache" / "lint.json"
    cached.parent.mkdir(exist_ok=True)
    cached.write_text("{}")
    subprocess.run(["git", "init", "-q", root], check=True)
    listed = subprocess.run(
        ["git", "-C", root, "ls-files", "--others", "--exclude-standard"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    assert ".contentops/schemas/pool.json" in listed
    assert ".contentops/.gitignore" in listed
    assert not [name for name in listed if "cache" in name]


@pytest.mark.parametrize("autocrlf", ["true", "input", "false"])
def test_feeds_of_a_new_workspace_survive_git(contentops: Run, tmp_path: Path, autocrlf: str) -> None:
    root, feed = tmp_path / "team", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"
    contentops("init", root, *TODAY)
    paths = [root / "calendars/2027-Q1.ics", root / "calendars/2027-Q1/people/lin.ics"]
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(feed)

    def git(*words: str) -> None:
        who = ("-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "core.safecrlf=false")
        subprocess.run(["git", "-C", root, *who, "-c", f"core.autocrlf={autocrlf}", *words], check=True)

    git("init", "-q")
    git("add", ".")
    git("commit", "-q", "-m", "plan")
    for path in paths:
        path.unlink()
    git("checkout", "-q", "--", ".")
    assert [path.read_bytes() for path in paths] == [feed, feed]


def test_the_spring_festival_begins_on_new_years_day(contentops: Run, tmp_path: Path) -> None:
    from contentops.workspace.load import load_workspace

    contentops("init", tmp_path / "team", "--lang", "zh", "--period", "2027-Q1", *TODAY)
    workspace = load_workspace(tmp_path / "team").workspace
    assert workspace is not None
    node = workspace.nodes["jiari-jizhong"]
    assert (node.title, node.date.isoformat()) == ("春节", "2027-02-06")
