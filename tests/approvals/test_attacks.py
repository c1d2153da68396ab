"""The gate under attack: whatever somebody does to a draft, a record or the settings, it stays shut."""

from __future__ import annotations

import re
from typing import Any

import pytest

from contentops.approvals.record import entry_id
from contentops.models.approval import ApprovalEntry
from contentops.workspace.approvals import load_record, render_entry
from tests.approvals.conftest import CHAINS, DRAFT, TEAM, Office


@pytest.fixture
def signed(office: Office) -> Office:
    """Everything is approved, and the gate is open."""
    office.approve_all()
    assert office.is_open()
    return office


def forge(office: Office, number: int, **changes: Any) -> None:
    """Rewrite an entry with an id that fits, as somebody would who has read the source."""
    entries = list(load_record(office.root, "news").record.entries)
    entry = ApprovalEntry.model_validate({**entries[number].model_dump(by_alias=True), **changes})
    entries[number] = entry.model_copy(update={"id": entry_id(entry)})
    office.record.write_text("".join(render_entry(one) + "\n" for one in entries), encoding="utf-8")


def test_the_day_is_the_calendars_to_say(signed: Office) -> None:
    """A plan that moves the day leaves the text approved; a draft that claims an earlier day opens nothing."""
    signed.draft.write_text(DRAFT.replace("publish: 2027-01-12", "publish: 2027-01-01"), encoding="utf-8")
    assert signed.is_open()
    assert "not-due" in signed("gate", "news", "--json", today="2027-01-11", code=1).out


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("40 people", "400 people"),
        ("customers", "cust\u200bomers"),
        ("title: Who we are", "title: Who we really are"),
        ("channels: [blog, list]", "channels: [blog]"),
        ("themselves.", "themselves. <!-- - -->"),
    ],
)
def test_an_edit_after_approval(signed: Office, before: str, after: str) -> None:
    assert before in DRAFT
    signed.draft.write_text(DRAFT.replace(before, after), encoding="utf-8")
    assert not signed.is_open()
    assert "approval-stale" in signed("gate", "news", "--json", code=1).out
    signed.draft.write_text(DRAFT, encoding="utf-8")
    assert signed.is_open()


def test_an_edit_of_no_content_keeps_the_approval(signed: Office) -> None:
    text = (
        DRAFT.replace("\n", "\r\n")
        .replace("status: draft", "status: approved")
        .replace("2011 with", "2011\r\nwith")
    )
    signed.draft.write_bytes(text.encode())
    assert signed.is_open()


def test_a_version_for_a_channel_that_nobody_saw(signed: Office) -> None:
    version = "---\ntitle: Cheap engines\nitem: news\nchannel: list\n---\n\nWe are the cheapest.\n"
    (signed.root / "drafts/2027-Q1/news.list.md").write_text(version, encoding="utf-8")
    assert not signed.is_open()


def test_a_changed_missing_or_new_asset(office: Office) -> None:
    office.write_item(assets=["img/logo.png"])
    logo = office.root / "img/logo.png"
    logo.parent.mkdir()
    logo.write_bytes(b"one")
    office.approve_all()
    assert office.is_open()
    logo.write_bytes(b"two")
    assert "approval-stale" in office("gate", "news", "--json", code=1).out
    logo.write_bytes(b"")
    assert "asset-missing" in office("gate", "news", "--json", code=1).out
    logo.unlink()
    done = office("gate", "news", code=1)
    assert re.search(
        r"pools/basic/items.yaml:\d+:\d+: error: the asset img/logo.png cannot be read", done.out
    )
    logo.write_bytes(b"one")
    assert office.is_open()
    office.write_item(assets=["img/logo.png", "img/other.png"])
    (office.root / "img/other.png").write_bytes(b"one")
    assert not office.is_open()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("who: lee", "who: pia"),
        ("as: legal", "as: pr"),
        ("what: submitted", "what: approved"),
        ('"2027-01-13"', '"2027-01-14"'),
    ],
)
def test_an_altered_entry(signed: Office, before: str, after: str) -> None:
    text = signed.record.read_text(encoding="utf-8")
    assert before in text
    signed.record.write_text(text.replace(before, after, 1), encoding="utf-8")
    assert not signed.is_open()
    assert re.search(
        r"approvals/news\.yaml:[1-3]:3: error: entry \w{8} is not what its id says",
        signed("gate", "news", code=1).out,
    )
    assert "approval-altered" in signed("check", "--json", code=1).out


def test_an_entry_made_up_by_hand(office: Office) -> None:
    office("submit", "news")
    line = office.lines()[0]
    for role, who in (("legal", "lee"), ("pr", "pia")):
        line += "\n" + line.splitlines()[0].replace("submitted", "approved").replace("owner", role).replace(
            "ann", who
        )
    office.record.write_text(line + "\n", encoding="utf-8")
    assert not office.is_open()


@pytest.mark.parametrize("number", [0, 1, 2])
def test_a_forged_entry_with_an_id_that_fits(signed: Office, number: int) -> None:
    forge(signed, number, who="lou")
    assert not signed.is_open()


@pytest.mark.parametrize("number", [0, 1, 2])
def test_an_entry_taken_out(signed: Office, number: int) -> None:
    lines = signed.lines()
    del lines[number]
    signed.record.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert not signed.is_open()


def test_a_rejection_taken_out_at_the_end(signed: Office) -> None:
    signed("reject", "news", "--as", "legal", "--by", "lee", "--note", "not true")
    signed.record.write_text("\n".join(signed.lines()[:-1]) + "\n", encoding="utf-8")
    assert not signed.is_open()
    assert "was in this record and is gone" in signed("gate", "news", code=1).out


def test_lines_in_another_order_change_nothing(office: Office) -> None:
    office.approve_all()
    office("reject", "news", "--as", "pr", "--by", "pia", "--note", "no")
    lines = office.lines()
    for order in (lines[::-1], [lines[3], *lines[:3]], [lines[0], lines[3], lines[1], lines[2]]):
        office.record.write_text("\n".join(order) + "\n", encoding="utf-8")
        assert not office.is_open()
    office("submit", "news")
    office("approve", "news", "--as", "legal", "--by", "lee")
    office("approve", "news", "--as", "pr", "--by", "pia")
    office.record.write_text("\n".join(reversed(office.lines())) + "\n", encoding="utf-8")
    assert office.is_open()


def test_a_rejection_moved_before_the_submission(signed: Office) -> None:
    signed("reject", "news", "--as", "legal", "--by", "lee", "--note", "no")
    forge(signed, 3, after=[])
    assert not signed.is_open()


def test_entries_of_another_item(signed: Office) -> None:
    other = signed.root / "drafts/2027-Q1/twin.md"
    other.write_text(DRAFT.replace("item: news", "item: twin"), encoding="utf-8")
    items = (signed.root / "pools/basic/items.yaml").read_text(encoding="utf-8")
    (signed.root / "pools/basic/more.yaml").write_text(
        items.replace("id: news", "id: twin"), encoding="utf-8"
    )
    (signed.root / "approvals/twin.yaml").write_bytes(signed.record.read_bytes())
    done = signed("gate", "twin", "--json", code=1)
    assert "approval-foreign" in done.out
    assert "belongs to the record of news" in done.out


@pytest.mark.parametrize(
    "arguments", [("legal", "pia"), ("pr", "lee"), ("legal", "kat"), ("legal", "sam"), ("pr", "sam")]
)
def test_a_person_without_the_role(office: Office, arguments: tuple[str, str]) -> None:
    office("submit", "news")
    role, who = arguments
    if role == "pr":
        office("approve", "news", "--as", "legal", "--by", "lee")
    before = office.record.read_bytes()
    done = office("approve", "news", "--as", role, "--by", who, code=2)
    assert f"{who} is no reviewer of {role}" in done.err
    assert office.record.read_bytes() == before


def test_a_role_that_the_chain_does_not_have(office: Office) -> None:
    office("submit", "news")
    assert "has no step boss" in office("approve", "news", "--as", "boss", code=2).err


def _on_leave(first: str, last: str) -> list[dict[str, Any]]:
    return [{**one, "leave": [{"from": first, "to": last}]} if one["id"] == "lee" else one for one in TEAM]


def test_a_substitute_only_while_the_reviewer_is_away(office: Office) -> None:
    office.configure(team=_on_leave("2027-01-11", "2027-01-12"))
    office("submit", "news", today="2027-01-11")
    office("approve", "news", "--as", "legal", "--by", "sam", today="2027-01-13", code=2)
    office("approve", "news", "--as", "legal", "--by", "sam", today="2027-01-12")
    office("approve", "news", "--as", "pr", "--by", "pia")
    assert office.is_open()
    assert "for Lee" in office("status", "news").out
    # The leave is gone from the settings, or was never there: the entry counts no more.
    office.configure(team=_on_leave("2027-01-11", "2027-01-11"))
    assert not office.is_open()
    office.configure(team=TEAM)
    assert not office.is_open()


def test_a_substitutes_entry_set_back_into_the_leave(office: Office) -> None:
    office.configure(team=_on_leave("2027-01-11", "2027-01-12"))
    office.approve_all()
    forge(office, 1, who="sam", at="2027-01-12", **{"for": "lee"})
    assert not office.is_open()


def test_an_entry_dated_into_a_leave_to_come(office: Office) -> None:
    office.configure(team=_on_leave("2027-01-18", "2027-01-20"))
    office("submit", "news")
    office("approve", "news", "--as", "legal", "--by", "sam", today="2027-01-18")
    office("approve", "news", "--as", "pr", "--by", "pia", today="2027-01-18")
    assert not office.is_open("2027-01-14")
    assert office.is_open("2027-01-18")


def test_two_chains_want_both(office: Office) -> None:
    office.approve_all()
    partner = {
        "id": "joint",
        "channels": ["list"],
        "steps": [{"role": "partner", "reviewers": ["kat"], "days": 4}],
    }
    office.configure(review_chains=[*CHAINS, partner])
    done = office("gate", "news", code=1)
    assert "was submitted on the chain press and passes press+joint now" in done.out
    office.approve_all()
    assert not office.is_open()
    office("approve", "news", "--as", "partner", "--by", "kat")
    assert office.is_open()


def test_a_chain_of_a_channel_that_only_the_calendar_names(office: Office) -> None:
    office.write_item(channels=["blog"])
    office.approve_all()
    partner = {
        "id": "joint",
        "channels": ["list"],
        "steps": [{"role": "partner", "reviewers": ["kat"], "days": 4}],
    }
    office.configure(review_chains=[*CHAINS, partner])
    assert not office.is_open()


def test_an_approval_from_the_other_chain(office: Office) -> None:
    office.approve_all()
    other = {"id": "light", "steps": CHAINS[0]["steps"]}
    office.configure(review_chains=[*CHAINS, other])
    assert office.is_open()
    office.write_item(review_chain="light")
    assert not office.is_open()
    # Not even when somebody moves the submission over.
    forge(office, 0, chain="light")
    assert not office.is_open()


def test_approvals_of_the_round_before_a_rejection(signed: Office) -> None:
    signed("reject", "news", "--as", "pr", "--by", "pia", "--note", "too early")
    done = signed("gate", "news", code=1)
    assert "was rejected by pia as pr on 2027-01-13: too early" in done.out
    signed("submit", "news")
    assert not signed.is_open()
    assert "lacks the approval of legal" in signed("gate", "news", code=1).out
    signed("approve", "news", "--as", "legal", "--by", "lee")
    assert not signed.is_open()
    signed("approve", "news", "--as", "pr", "--by", "pia")
    assert signed.is_open()


def test_a_withdrawal_ends_the_round(signed: Office) -> None:
    signed("withdraw", "news", "--as", "ann")
    assert not signed.is_open()


def test_one_person_is_no_quorum(office: Office) -> None:
    chain = {
        "id": "press",
        "steps": [{"role": "legal", "reviewers": ["lee", "lou", "pia"], "days": 2, "quorum": 2}],
    }
    office.configure(review_chains=[chain])
    office("submit", "news")
    office("approve", "news", "--as", "legal", "--by", "lee")
    done = office("approve", "news", "--as", "legal", "--by", "lee", code=2)
    assert "has signed this step already" in done.err
    assert not office.is_open()
    office("approve", "news", "--as", "legal", "--by", "lou")
    assert office.is_open()


def test_the_same_line_twice_is_no_quorum(office: Office) -> None:
    chain = {"id": "press", "steps": [{"role": "legal", "reviewers": ["lee", "lou"], "days": 2, "quorum": 2}]}
    office.configure(review_chains=[chain])
    office("submit", "news")
    office("approve", "news", "--as", "legal", "--by", "lee")
    office.record.write_text("\n".join([*office.lines(), office.lines()[-1]]) + "\n", encoding="utf-8")
    assert not office.is_open()
    assert "lacks the approval of legal (lou)" in office("gate", "news", code=1).out


def test_a_reviewer_and_their_substitute_are_no_quorum(office: Office) -> None:
    chain = {"id": "press", "steps": [{"role": "legal", "reviewers": ["lee", "lou"], "days": 2, "quorum": 2}]}
    office.configure(review_chains=[chain], team=_on_leave("2027-01-13", "2027-01-15"))
    office("submit", "news")
    office("approve", "news", "--as", "legal", "--by", "lee")
    done = office("approve", "news", "--as", "legal", "--by", "sam", code=2)
    assert "lee has been answered for already" in done.err
    assert not office.is_open()


def test_nobody_approves_their_own_text_while_others_can(office: Office) -> None:
    chain = {"id": "press", "steps": [{"role": "editor", "reviewers": ["ann", "lou"], "days": 1}]}
    office.configure(review_chains=[chain])
    office("submit", "news")
    assert (
        "cannot approve their own text"
        in office("approve", "news", "--as", "editor", "--by", "ann", code=2).err
    )
    office.configure(
        review_chains=[{"id": "press", "steps": [{"role": "editor", "reviewers": ["ann"], "days": 1}]}]
    )
    office("approve", "news", "--as", "editor", "--by", "ann")
    assert office.is_open()


def test_steps_have_their_turn(office: Office) -> None:
    office("submit", "news")
    assert "not yet the turn of pr" in office("approve", "news", "--as", "pr", "--by", "pia", code=2).err


def test_nothing_is_approved_that_was_not_submitted_as_it_is(office: Office) -> None:
    assert "was not submitted yet" in office("approve", "news", "--as", "legal", "--by", "lee", code=2).err
    office("submit", "news")
    office.draft.write_text(DRAFT.replace("40", "50"), encoding="utf-8")
    done = office("approve", "news", "--as", "legal", "--by", "lee", code=2)
    assert "has changed since it was submitted" in done.err


def test_conflict_marks(signed: Office) -> None:
    text = DRAFT + "\n<<<<<<< your text\na\n=======\nb\n>>>>>>> new rendering\n"
    signed.draft.write_text(text, encoding="utf-8")
    done = signed("gate", "news", code=1)
    assert re.search(
        r"drafts/2027-Q1/news\.md:19:1: error: a conflict of two versions is not solved", done.out
    )
    assert signed("submit", "news", code=2)


def test_two_drafts_or_none(signed: Office) -> None:
    (signed.root / "drafts/copy.md").write_text(DRAFT, encoding="utf-8")
    assert "several-drafts" in signed("gate", "news", "--json", code=1).out
    (signed.root / "drafts/copy.md").unlink()
    signed.draft.unlink()
    assert "no-draft" in signed("gate", "news", "--json", code=1).out


@pytest.mark.parametrize(
    "content",
    ["- {id: x}\n", "{a: b}\n", "- [\n", "\x00", "- {id: 1}\n<<<<<<< HEAD\n", "- text\n", "&a [*a]\n"],
)
def test_a_record_that_is_none(signed: Office, content: str) -> None:
    signed.record.write_text(content, encoding="utf-8")
    assert not signed.is_open()
    assert signed("check", code=1).out
    before = signed.record.read_bytes()
    assert "cannot be believed" in signed("submit", "news", code=2).err
    assert signed.record.read_bytes() == before


def test_an_empty_or_deleted_record(signed: Office) -> None:
    signed.record.write_text("", encoding="utf-8")
    assert not signed.is_open()
    signed.record.unlink()
    assert not signed.is_open()


def test_a_record_that_leads_out_of_the_workspace(
    signed: Office, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("elsewhere") / "news.yaml"
    outside.write_bytes(signed.record.read_bytes())
    signed.record.unlink()
    signed.record.symlink_to(outside)
    assert signed("gate", "news", code=None).code != 0


def test_unknown_items_and_periods_are_never_open(office: Office) -> None:
    office("gate", "nothing", code=1)
    office("gate", "news", "nothing", code=1)
    office("gate", "--period", "2028-Q1", code=2)
    office("gate", code=2)
    office("gate", "news", "--due", "today", code=2)
