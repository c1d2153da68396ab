"""The commands as people use them: gate, publish, status, their JSON, and who acts."""

from __future__ import annotations

import copy
import json
import re
from typing import Any

import jsonschema
import pytest

from contentops.text_width import display_width
from contentops.workspace.schemas import render_schema
from tests.approvals.conftest import CALENDAR, CHAINS, DRAFT, TEAM, Office
from tests.conftest import item


def test_the_whole_way(office: Office) -> None:
    done = office("submit", "news", today="2027-01-06")
    assert re.fullmatch(
        r"news: submitted by Ann on the chain press \(\w{8}\)\n  next: legal: Lee, 2 working days\n", done.out
    )
    office("approve", "news", "--as", "legal", today="2027-01-07")
    done = office("approve", "news", "--as", "pr", "--note", "good", today="2027-01-08")
    assert "all approvals are there" in done.out
    assert "not due before 2027-01-12 on blog" in office("gate", "news", today="2027-01-08", code=1).out
    done = office("gate", "news", today="2027-01-12")
    assert done.out == "news: open on blog; later: list 2027-01-13\n"
    done = office("publish", "news", "--url", "https://example.com/a", today="2027-01-12")
    assert done.out == "news: published on blog on 2027-01-12\n  still to go out: list\n"
    done = office("publish", "news", "--url", "https://example.com/b")
    assert "calendars/2027-Q1.yaml: news is published" in done.out
    assert "state: published" in (office.root / "calendars/2027-Q1.yaml").read_text(encoding="utf-8")
    assert "already-published" in office("gate", "news", "--json", code=1).out
    assert "https://example.com/b" in office("status", "news").out
    assert "approval" not in office("check").out


def test_the_calendar_keeps_its_comments(office: Office) -> None:
    path = office.root / "calendars/2027-Q1.yaml"
    before = path.read_text(encoding="utf-8").replace(
        'publish: "2027-01-12"', "publish: 2027-01-12  # agreed"
    )
    path.write_text(before, encoding="utf-8")
    office.approve_all()
    for channel in ("blog", "list"):
        office("publish", "news", "--channel", channel, "--url", f"https://example.com/{channel}")
    after = path.read_text(encoding="utf-8")
    assert "# agreed" in after
    added = set(after.splitlines()) - set(before.splitlines())
    assert [line.strip() for line in added] == ["state: published"]


def test_publishing_wants_a_channel_where_several_are_due(office: Office) -> None:
    office.approve_all()
    done = office("publish", "news", "--url", "https://example.com", code=2)
    assert "name one: --channel, of blog, list" in done.err
    assert (
        "does not go out on lst"
        in office("publish", "news", "--url", "https://e.com", "--channel", "lst", code=2).err
    )
    office("publish", "news", "--url", "https://e.com", "--channel", "blog")
    assert (
        "went out on blog already"
        in office("publish", "news", "--url", "https://e.com", "--channel", "blog", code=2).err
    )


def test_a_channel_whose_day_has_not_come(office: Office) -> None:
    office.approve_all(today="2027-01-12")
    done = office(
        "publish", "news", "--url", "https://e.com", "--channel", "list", today="2027-01-12", code=1
    )
    assert "not due on list before 2027-01-13" in done.err


@pytest.mark.parametrize("url", ["example.com", "javascript:alert(1)", "https://", "ftp://example.com"])
def test_what_is_no_address(office: Office, url: str) -> None:
    assert "is no address" in office("publish", "news", "--url", url, code=2).err


def test_nothing_is_published_past_the_gate_without_a_reason_that_stays(office: Office) -> None:
    arguments = ("news", "--url", "https://e.com", "--channel", "blog")
    done = office("publish", *arguments, code=1)
    assert "the gate is shut for news: nothing was recorded" in done.err
    assert not office.record.exists()
    assert "wants a reason" in office("publish", *arguments, "--override", " ", code=2).err
    office("publish", *arguments, "--override", "the press had it already")
    office("publish", "news", "--url", "https://e.com", "--channel", "list", "--override", "the same")
    status = " ".join(office("status", today="2027-06-01").out.split())
    assert (
        "news went out on blog on 2027-01-13 past the gate, by Ann: the press had it already (not-submitted)"
        in status
    )
    assert "PAST THE GATE" in office("status", "news", today="2027-06-01").out


def test_a_gate_that_is_open_needs_no_override(office: Office) -> None:
    office.approve_all()
    office("publish", "news", "--url", "https://e.com", "--channel", "blog", "--override", "just in case")
    assert "override" not in office.lines()[-1]


def test_publishing_again_after_a_crash_brings_the_calendar_up_to_date(office: Office) -> None:
    office.approve_all()
    path = office.root / "calendars/2027-Q1.yaml"
    before = path.read_bytes()
    for channel in ("blog", "list"):
        office("publish", "news", "--channel", channel, "--url", "https://e.com")
    path.write_bytes(before)
    done = office("publish", "news", "--channel", "list", "--url", "https://e.com", code=None)
    assert done.code != 0
    assert "state: published" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"embargo": "2027-01-14"}, "embargo"),
        ({"status": "on_hold"}, "held-back"),
        ({"status": "rejected"}, "held-back"),
    ],
)
def test_the_item_bars_it(office: Office, change: dict[str, Any], rule: str) -> None:
    office.approve_all()
    office.write_item(**change)
    document = json.loads(office("gate", "news", "--json", code=1).out)
    [bar] = [bar for bar in document["items"][0]["bars"] if bar["rule"] == rule]
    assert bar["path"] == "pools/basic/items.yaml"
    assert bar["line"] > 1
    assert bar["hint"]


def test_an_embargo_in_the_front_matter(office: Office) -> None:
    office.draft.write_text(DRAFT.replace("owner: ann", "embargo: 2027-01-14\nowner: ann"), encoding="utf-8")
    office.approve_all()
    assert re.search(r"news\.md:\d+:\d+: error: news is under embargo", office("gate", "news", code=1).out)
    office.draft.write_text(DRAFT.replace("owner: ann", "embargo: soon\nowner: ann"), encoding="utf-8")
    office.approve_all()
    assert "under embargo" in office("gate", "news", code=1).out


def test_what_the_linter_finds_bars_it(office: Office) -> None:
    office.draft.write_text(DRAFT.replace("small engines", "engines (TODO: how many?)"), encoding="utf-8")
    office.approve_all()
    done = office("gate", "news", code=1)
    assert re.search(r"drafts/2027-Q1/news\.md:\d+:\d+: error: [\w-]+: .*explain", done.out)


def test_a_version_for_a_channel_is_linted_too(office: Office) -> None:
    version = "---\ntitle: News\nitem: news\nchannel: list\n---\n\nTODO: write\n"
    (office.root / "drafts/2027-Q1/news.list.md").write_text(version, encoding="utf-8")
    office.approve_all()
    assert "drafts/2027-Q1/news.list.md:7" in office("gate", "news", code=1).out


def test_the_calendar_bars_it(office: Office) -> None:
    office.approve_all()
    path = office.root / "calendars/2027-Q1.yaml"
    text = path.read_text(encoding="utf-8")
    for change, rule in (("state: cancelled", "cancelled"), ("state: published", "already-published")):
        path.write_text(text.replace("pool: basic", f"pool: basic\n    {change}"), encoding="utf-8")
        assert rule in office("gate", "news", "--json", code=1).out
    path.unlink()
    assert "not-planned" in office("gate", "news", "--json", code=1).out


def test_no_chain_says_so(office: Office) -> None:
    office.write_item(review_chain=None)
    assert office("gate", "news").out.endswith("; it passes no review chain: no approvals are needed\n")
    assert "no approvals are needed" in office("submit", "news").out
    assert "nothing to approve" in office("approve", "news", "--as", "legal", code=2).err
    assert not office.record.exists()


def test_everything_due(office: Office) -> None:
    assert office("gate", "--due", "today", today="2027-01-11").err == "gate on 2027-01-11: nothing is due\n"
    assert "news was never submitted" in office("gate", "--due", "today", code=1).out
    office.approve_all()
    office("gate", "--due", "2027-01-13", today="2027-01-10")
    office("gate", "--period", "2027-Q1")
    for channel in ("blog", "list"):
        office("publish", "news", "--channel", channel, "--url", "https://e.com")
    assert "nothing is due" in office("gate", "--due", "today").err


def test_occurrences_of_a_recurring_item(office: Office) -> None:
    from contentops.yaml_writer import dump

    recurring = item(
        id="letter",
        review_chain="press",
        channels=["blog"],
        recurrence={"rule": "FREQ=WEEKLY", "start": "2027-01-05"},
    )
    (office.root / "pools/basic/letter.yaml").write_text(dump({"items": [recurring]}), encoding="utf-8")
    entry = CALENDAR["entries"][0]
    entries = [
        {
            **entry,
            "item": f"letter@{day}",
            "publish": day,
            "channels": [{"channel": "blog", "date": day}],
            "tasks": [],
        }
        for day in ("2027-01-05", "2027-01-12", "2027-01-19")
    ]
    path = office.root / "calendars/2027-Q1.yaml"
    path.write_text(dump({**CALENDAR, "entries": entries}), encoding="utf-8")
    document = json.loads(office("gate", "letter", "--json", code=1).out)
    assert [one["item"] for one in document["items"]] == ["letter@2027-01-05", "letter@2027-01-12"]
    assert "name one" in office("submit", "letter", code=2).err


def test_who_holds_what_since_when(office: Office) -> None:
    office("submit", "news", today="2027-01-06")
    document = json.loads(office("status", "--json", today="2027-01-11").out)
    [waiting] = document["items"][0]["waiting"]
    assert waiting == {
        "role": "legal", "lacking": 1, "since": "2027-01-06", "working_days": 3, "due": "2027-01-08",
        "planned": "2027-01-07", "late": True,
    }  # fmt: skip
    assert not json.loads(office("status", "--json", today="2027-01-07").out)["items"][0]["waiting"][0][
        "late"
    ]
    assert "news" in office("status", "--person", "lee", today="2027-01-07").out
    assert office("status", "--person", "pia", today="2027-01-07").out == "nothing is under way\n"
    assert "nobody called" in office("status", "--person", "eve", code=2).err


def test_an_outside_partner_and_a_substitute(office: Office) -> None:
    chain = {
        "id": "press",
        "steps": [{"role": "legal", "reviewers": ["lee"]}, {"role": "partner", "reviewers": ["kat"]}],
    }
    team = [{**one, "leave": [{"from": "2027-01-13"}]} if one["id"] == "lee" else one for one in TEAM]
    office.configure(review_chains=[chain], team=team)
    office("submit", "news")
    assert "Sam (for Lee, away)" in office("status", "news").out
    assert "news" in office("status", "--person", "sam").out
    assert "lee is away on 2027-01-13" in office("approve", "news", "--as", "legal", code=2).err
    office("approve", "news", "--as", "legal", "--by", "sam")
    for width in (40, 80, 140):
        office_lines = office("status").out.splitlines()
        assert any("卡特琳" in line for line in office_lines)
        assert max(map(display_width, office_lines)) <= max(width, 80)
    office("approve", "news", "--as", "partner", "--by", "kat", "--note", "by mail, 来信")
    assert office.is_open()


def test_a_role_with_several_reviewers_wants_a_name(office: Office) -> None:
    office.configure(
        review_chains=[{"id": "press", "steps": [{"role": "legal", "reviewers": ["lee", "lou"]}]}]
    )
    office("submit", "news")
    done = office("approve", "news", "--as", "legal", code=2)
    assert "several people may answer as legal; name one: --by lee or --by lou" in done.err


def test_the_difference_since_the_submission(office: Office) -> None:
    office.approve_all()
    text = DRAFT.replace("40 people", "400 people").replace("2011 with two", "2011\nwith two")
    office.draft.write_text(text.replace("title: Who", "title: What"), encoding="utf-8")
    office_status = office("status", "news").out
    assert "- title: Who we are\n+ title: What we are\n" in office_status
    assert "- Today 40 people" in office_status
    assert "+ Today 400 people" in office_status
    assert "2011" not in office_status  # wrapped anew, and no change
    assert "+ Today 400 people" in office("status", "--diff").out
    [kept] = (office.root / "approvals/texts").glob("*.md")
    assert kept.read_text(encoding="utf-8") == DRAFT
    kept.write_text(DRAFT.replace("40", "41"), encoding="utf-8")
    assert "is gone or altered" in office("status", "news").out
    assert "is gone or altered" in office("check").out


def test_a_text_with_versions_and_assets_is_kept_whole(office: Office) -> None:
    office.write_item(assets=["img/logo.png"])
    (office.root / "img").mkdir()
    (office.root / "img/logo.png").write_bytes(b"one")
    version = office.root / "drafts/2027-Q1/news.list.md"
    version.write_text("---\ntitle: News\nitem: news\nchannel: list\n---\n\nShort.\n", encoding="utf-8")
    office.approve_all()
    version.write_text(version.read_text(encoding="utf-8").replace("Short", "Shorter"), encoding="utf-8")
    (office.root / "img/logo.png").write_bytes(b"two")
    status = office("status", "news").out
    assert "@@ version for list @@\n- Short.\n+ Shorter.\n@@ asset img/logo.png @@\n- sha256" in status


def test_submitting_twice_says_who_did(office: Office) -> None:
    office("submit", "news", "--as", "lou")
    assert "was submitted as it is by lou on 2027-01-13" in office("submit", "news", code=2).err
    assert (
        "there is nobody called loo; did you mean lou?"
        in office("withdraw", "news", "--as", "loo", code=2).err
    )
    assert (
        "an entry of 2027-01-12 cannot come after it"
        in office("withdraw", "news", today="2027-01-12", code=2).err
    )


def test_notes_that_cannot_be_written_down(office: Office) -> None:
    assert "cannot be written down" in office("submit", "news", "--note", "a\x07b", code=2).err
    assert not office.record.exists()
    office("submit", "news", "--note", "- {a: b}, #x\n第二行 \u202e")
    assert len(office.lines()) == 1
    assert "\u202e" not in office.record.read_text(encoding="utf-8")


@pytest.mark.parametrize(("command", "schema"), [("gate", "gate-report"), ("status", "status-report")])
def test_json_is_as_its_schema_says(office: Office, command: str, schema: str) -> None:
    validator = jsonschema.Draft202012Validator(json.loads(render_schema(schema)))
    arguments = ("--due", "today") if command == "gate" else ()
    runs = [office(command, *arguments, "--json", code=None)]
    office("submit", "news")
    runs.append(office(command, *arguments, "--json", code=None))
    office("approve", "news", "--as", "legal", "--by", "lee")
    office.draft.write_text(DRAFT.replace("40", "41"), encoding="utf-8")
    runs.append(office(command, "news", "--json", code=None))
    office("publish", "news", "--channel", "blog", "--url", "https://e.com", "--override", "why not")
    runs.append(office(command, "news", "--json", code=None))
    for run in runs:
        validator.validate(json.loads(run.out))


def test_the_same_day_gives_the_same_bytes(office: Office) -> None:
    office.approve_all()
    before = office.record.read_bytes()
    office.record.unlink()
    __import__("shutil").rmtree(office.root / ".contentops")
    office.approve_all()
    assert office.record.read_bytes() == before


def test_check_names_people_steps_and_items_that_are_gone(office: Office) -> None:
    office.approve_all()
    (office.root / "approvals/gone.yaml").write_text("", encoding="utf-8")
    office.configure(
        team=[one for one in TEAM if one["id"] != "lee"],
        review_chains=[{"id": "press", "steps": [{"role": "boss", "reviewers": ["pia"]}]}],
    )
    rules = {problem["rule"] for problem in json.loads(office("check", "--json").out)["problems"]}
    assert {"unknown-person", "unknown-step", "unknown-item"} <= rules


def test_check_names_substitutes_who_cannot(office: Office) -> None:
    leave = [{"from": "2027-01-11", "to": "2027-01-15"}]
    team = [
        {**one, "leave": leave, "substitute": {"lee": "sam", "sam": "lee"}[one["id"]]}
        if one["id"] in ("lee", "sam")
        else one
        for one in TEAM
    ]
    office.configure(team=team)
    assert "nobody stands in for lee on 2027-01-11: lee -> sam -> lee are all away" in office("check").out
    office.configure(team=[{**one, "substitute": one["id"]} if one["id"] == "lou" else one for one in TEAM])
    assert "lou stands in for themselves" in office("check", code=1).out


def test_chains_of_channels_join(office: Office) -> None:
    joint = {
        "id": "joint",
        "channels": ["list"],
        "steps": [{"role": "legal", "reviewers": ["lee", "lou"], "days": 3}],
    }
    office.configure(review_chains=[*CHAINS, joint])
    office.approve_all()
    assert office.is_open()
    assert "chain: press+joint" in office.lines()[0]


def test_a_quote_whose_consent_forbids_it(office: Office) -> None:
    quote = {
        "text": "It works.", "name": "Eve Hart", "title": "CTO", "organisation": "Severn",
        "consent": {"by": "Eve Hart", "date": "2026-11-01", "until": "2027-01-11"},
    }  # fmt: skip
    office.write_item(template="customer_case", facts={"quotes": [quote]})
    office.approve_all()
    done = office("gate", "news", code=1)
    assert re.search(r"pools/basic/items\.yaml:\d+:\d+: error: .*consent .* ends on 2027-01-11", done.out)
    del quote["consent"]
    office.write_item(template="customer_case", facts={"quotes": [quote]})
    assert "nobody is recorded to have agreed" in office("gate", "news").out


def test_an_earlier_day_is_judged_as_that_day(office: Office) -> None:
    office.approve_all(today="2027-01-12")
    arguments = ("publish", "news", "--url", "https://e.com", "--channel", "blog", "--date")
    typed_wrong = office(*arguments, "2026-01-13", code=1)
    assert "not due before 2027-01-12" in typed_wrong.err
    assert "never submitted" in typed_wrong.err
    assert "not due before 2027-01-12" in office(*arguments, "2027-01-11", code=1).err
    office(*arguments, "2027-01-12")


def test_a_channel_is_not_recorded_twice_unawares(office: Office) -> None:
    office.approve_all()
    publish = ("publish", "news", "--url", "https://e.com")
    office(*publish, "--channel", "blog")
    again = office(*publish, "--channel", "blog", "--override", "a second page")
    assert "news went out on blog already" in again.err
    office(*publish, "--channel", "list")
    done = office(*publish, "--override", "x", code=2)
    assert "went out on all its channels already" in done.err
    assert "--channel, of blog, list" in done.err


def test_one_thing_after_the_other(office: Office) -> None:
    office.approve_all()
    office.draft.unlink()
    lines = office("gate", "news", code=1).out.splitlines()
    assert [line for line in lines if "stale" in line] == []
    assert any("there is no draft of news" in line for line in lines)


def test_what_nobody_submitted_in_time_is_late(office: Office) -> None:
    assert "0 late on 2027-01-06" in office("status", today="2027-01-06").out
    late = office("status", today="2027-01-07").out
    assert "late: not" in late
    assert "2027-01-06" in late
    assert "1 late on 2027-01-07" in late
    assert "LATE: to be submitted by 2027-01-06" in office("status", "news", today="2027-01-07").out
    office.approve_all(today="2027-01-12")
    assert "0 late on 2027-01-12" in office("status", today="2027-01-12").out
    assert "LATE: to go out by 2027-01-12" in office("status", "news", today="2027-01-14").out


def test_a_person_in_the_place_of_the_role_answers_for_their_one_step(office: Office) -> None:
    office("submit", "news")
    assert "approved by Lee as legal" in office("approve", "news", "--as", "lee").out
    assert "approved by Pia as pr" in office("approve", "news", "--as", "Pia", "--note", "good").out
    told = office("approve", "news", "--as", "pia", code=2).err
    assert "no step of the chain press waits for pia" in told
    assert "--as ROLE --by PERSON; the roles are legal, pr" in told


def test_a_person_with_several_steps_names_one(office: Office) -> None:
    steps = [{"role": role, "reviewers": ["lee"], "parallel": True} for role in ("legal", "pr")]
    office.configure(review_chains=[{"id": "press", "steps": steps}])
    office("submit", "news")
    told = office("approve", "news", "--as", "lee", code=2).err
    assert "lee may answer as legal and as pr" in told
    assert "name one: --as legal --by lee or --as pr --by lee" in told
    office("approve", "news", "--as", "legal", "--by", "lee")
    assert "as pr" in office("approve", "news", "--as", "lee").out


def test_a_substitute_in_the_place_of_the_role(office: Office) -> None:
    team = copy.deepcopy(TEAM)
    next(one for one in team if one["id"] == "lee")["leave"] = [{"from": "2027-01-11", "to": "2027-01-15"}]
    office.configure(team=team)
    office("submit", "news")
    assert "approved by Sam for Lee as legal" in office("approve", "news", "--as", "Sam").out
    assert "no step of the chain press waits for lou" in office("approve", "news", "--as", "lou", code=2).err


def test_ids_are_found_in_capitals(office: Office) -> None:
    office("submit", "news", "--as", "Ann")
    office("approve", "news", "--as", "Legal", "--by", "LEE")
    assert "news" in office("status", "--person", "Pia").out
    assert "news" not in office("status", "--person", "LEE").out
    assert (
        office("show", "2027-Q1", "--person", "ANN").out == office("show", "2027-Q1", "--person", "ann").out
    )


def test_got_is_the_day_that_was_judged(office: Office) -> None:
    office.approve_all(today="2027-01-08")
    assert (
        "not due before 2027-01-12 on blog (got 2027-01-08)"
        in office("gate", "news", today="2027-01-08", code=1).out
    )
    office.write_item(embargo="2027-01-20")
    assert "under embargo until 2027-01-20 (got 2027-01-13)" in office("gate", "news", code=1).out


@pytest.mark.parametrize("note", [(), ("--note", " ")])
def test_a_rejection_says_why(office: Office, note: tuple[str, ...]) -> None:
    office("submit", "news")
    before = office.lines()
    told = office("reject", "news", "--as", "pr", *note, code=2).err
    assert "a rejection without a reason helps nobody" in told
    assert "say why: --note" in told
    assert office.lines() == before
    # Out of turn: whoever sees early that it cannot go out need not wait.
    assert "rejected by Pia as pr: no" in office("reject", "news", "--as", "Pia", "--note", "no").out
