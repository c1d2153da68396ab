"""What `contentops draft` says when dates have moved under a draft, or facts are told before their day."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.conftest import Build, Outcome, settings
from tests.drafts.test_draft_command import calendar, entry
from tests.drafts.workspaces import make_files

Run = Callable[..., Outcome]

DRAFT = """---
title: Common Ground comes to Leipzig
owner: ann
publish: {publish}
event_start: {start}
event_end: {end}
---

# Mine
"""


def made(
    build: Build, draft: str, *, item: str = "event-announcement", event: dict[str, Any] | None = None
) -> Any:
    files = make_files("en", settings())
    files["events/own.yaml"]["events"][0].update(event or {})
    plan = calendar(entry("event-announcement", "2027-01-13"), entry("partnership-release", "2027-01-12"))
    return build({**files, "calendars/2027-Q1.yaml": plan, f"drafts/2027-Q1/{item}.md": draft})


def test_a_kept_draft_with_another_date_than_the_plan_is_a_warning_at_its_line(
    build: Build, contentops: Run
) -> None:
    draft = DRAFT.format(publish="2027-01-06", start="2027-02-03", end="2027-02-03")
    root = made(build, draft)
    outcome = contentops("draft", "-C", root, "event-announcement", "--today", "2027-01-04")
    assert (outcome.code, outcome.out) == (0, "kept drafts/2027-Q1/event-announcement.md\n")
    assert outcome.err.splitlines()[1] == (
        "drafts/2027-Q1/event-announcement.md:4:10: warning: event-announcement: publish: the draft says "
        "2027-01-06, the plan 2027-01-13; change the text's dates and this line"
    )
    assert (root / "drafts/2027-Q1/event-announcement.md").read_text(encoding="utf-8") == draft


@pytest.mark.parametrize(
    ("event", "line", "told"),
    [
        ({"start": "2027-02-10"}, 5, "event_start: the draft says 2027-02-03, the event 2027-02-10"),
        ({"end": "2027-02-04"}, 6, "event_end: the draft says 2027-02-03, the event 2027-02-04"),
    ],
)
def test_a_moved_event_is_said_once(
    event: dict[str, Any], line: int, told: str, build: Build, contentops: Run
) -> None:
    draft = DRAFT.format(publish="2027-01-13", start="2027-02-03", end="2027-02-03")
    root = made(build, draft, event=event)
    outcome = contentops("draft", "-C", root, "event-announcement", "--today", "2027-01-04")
    warnings = [text for text in outcome.err.splitlines() if "warning" in text]
    assert len(warnings) == 1
    assert f"event-announcement.md:{line}:" in warnings[0]
    assert told in warnings[0]


def test_what_the_program_writes_it_finds_unchanged(build: Build, contentops: Run) -> None:
    root = build(make_files("en", settings()))
    for item in ("event-announcement", "partnership-release", "event-recap"):
        contentops("draft", "-C", root, item, "--today", "2027-03-04")
        again = contentops("draft", "-C", root, item, "--today", "2027-03-04")
        assert again.out.startswith("unchanged ")
        assert "warning" not in again.err


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("embargo: 2027-01-11\n", "embargo: the draft says 2027-01-11, the item 2027-01-12"),
        ("", "embargo: the draft has none, the item 2027-01-12"),
    ],
)
def test_an_embargo_that_a_person_changed_is_a_warning(
    line: str, told: str, build: Build, contentops: Run
) -> None:
    root = made(build, "mine")
    path = root / "drafts/2027-Q1/partnership-release.md"
    contentops("draft", "-C", root, "partnership-release", "--today", "2027-01-04")
    text = path.read_text(encoding="utf-8")
    assert "embargo: 2027-01-12\n" in text
    path.write_text(text.replace("embargo: 2027-01-12\n", line), encoding="utf-8")
    outcome = contentops("draft", "-C", root, "partnership-release", "--today", "2027-01-04")
    assert outcome.code == 0
    assert told in outcome.err


@pytest.mark.parametrize(
    "draft",
    [
        "",
        "mine",
        "---\npublish: 2027-01-06\n",
        "---\n: [\n---\n",
        "---\n- a\n---\n",
        "---\n---\n",
        "---\npublish:\n---\n",
        "---\npublish: [2027-01-06]\n---\n",
        "---\npublish: next week\n---\n",
        "---\npublish: 2027-01-13\npublish: 2027-01-06\n---\n",
        "---\npublish: 2027-99-99\n---\n",
        "---\npublish: \x01\n---\n",
        "text\n---\npublish: 2027-01-06\n---\n",
    ],
)
def test_front_matter_that_says_nothing_is_left_alone(draft: str, build: Build, contentops: Run) -> None:
    root = made(build, draft)
    outcome = contentops("draft", "-C", root, "event-announcement", "--today", "2027-01-04")
    assert (outcome.code, outcome.out) == (0, "kept drafts/2027-Q1/event-announcement.md\n")
    assert [line.split(": ")[1] for line in outcome.err.splitlines()[:-1]] == ["note"]
    assert outcome.err.endswith("drafts: 1 kept as they are\n")
    assert (root / "drafts/2027-Q1/event-announcement.md").read_text(encoding="utf-8") == draft


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf---\r\npublish: '2027-01-06 09:00'\r\n---\r\n",
        b"---\npublish: 2027-01-06\n---",
    ],
)
def test_front_matter_is_read_however_it_was_saved(content: bytes, build: Build, contentops: Run) -> None:
    root = made(build, "")
    (root / "drafts/2027-Q1/event-announcement.md").write_bytes(content)
    outcome = contentops("draft", "-C", root, "event-announcement", "--today", "2027-01-04")
    assert "event-announcement.md:2:10: warning: " in outcome.err


def test_a_draft_that_is_no_text_is_an_error_and_stays(build: Build, contentops: Run) -> None:
    root = made(build, "")
    (root / "drafts/2027-Q1/event-announcement.md").write_bytes(b"---\npublish: \xff\n---\n")
    outcome = contentops("draft", "-C", root, "event-announcement", "--today", "2027-01-04")
    assert outcome.code == 1
    assert "event-announcement.md:2:10: error: not UTF-8 text" in outcome.err
    assert (root / "drafts/2027-Q1/event-announcement.md").read_bytes() == b"---\npublish: \xff\n---\n"


@pytest.mark.parametrize(
    ("today", "early"), [("2027-02-02", True), ("2027-02-03", True), ("2027-02-04", False)]
)
def test_a_recap_before_its_event_is_over_is_a_warning(
    today: str, early: bool, build: Build, contentops: Run
) -> None:
    root = build(make_files("en", settings()))
    outcome = contentops("draft", "-C", root, "event-recap", "--today", today)
    assert outcome.code == 0
    assert outcome.out == "written drafts/2027-Q1/event-recap.md\n"
    told = "warning: event-recap: the recap tells of an event that lasts until 2027-02-03"
    assert (told in outcome.err) is early
    assert (outcome.err.startswith("pools/periodic/items.yaml:")) is early


@pytest.mark.parametrize(
    ("day", "told"), [("2027-02-05", True), ("2027-02-04", False), ("2027-03", True), ("2027-02", False)]
)
def test_a_figure_dated_after_today_is_a_warning_at_its_date(
    day: str, told: bool, build: Build, contentops: Run
) -> None:
    files = make_files("en", settings())
    items = files["pools/periodic/items.yaml"]["items"]
    recap = next(item for item in items if item["id"] == "event-recap")
    recap["facts"]["results"] = ["It held", {"text": "41 asked", "source": "List", "date": day}]
    root = build(files)
    outcome = contentops("draft", "-C", root, "event-recap", "--today", "2027-02-04")
    assert outcome.code == 0
    assert (
        f"warning: event-recap: results.date: a fact cannot be known before its day (got {day})"
        in outcome.err
    ) is told
    if told:
        line = int(outcome.err.split(":")[1])
        text = (root / "pools/periodic/items.yaml").read_text(encoding="utf-8")
        assert f"date: {day}" in text.splitlines()[line - 1].replace('"', "").replace("'", "")


@pytest.mark.parametrize(
    ("language", "greeting", "no_dateline"), [("zh", "您好！", "——"), ("en", "Hello,", "BRISTOL")]
)
def test_an_invitation_by_mail_is_a_letter(
    language: str, greeting: str, no_dateline: str, build: Build, contentops: Run
) -> None:
    files = make_files(language, settings())
    items = files["pools/periodic/items.yaml"]["items"]
    next(item for item in items if item["id"] == "event-announcement")["format"] = "mail"
    root = build(files)
    text = contentops("draft", "-C", root, "--stdout", "event-announcement", "--today", "2027-01-04").out
    body = text.split("---\n", 2)[2]
    assert f"\n\n{greeting}\n\n" in body
    assert no_dateline not in body
    assert "媒体联系" not in body
    assert "Media contact" not in body


@pytest.mark.parametrize(
    ("result", "solution", "lead"),
    [
        (
            "Payouts arrive within a day.",
            "It helped.",
            "Payouts arrive within a day at Severnside, which uses",
        ),
        (
            "Alerts fell, and fees too",
            "cut the export",
            "Severnside uses Threadmoor Commons to cut the export. Al",
        ),
        ("Severnside closed 6", "It helped.", "Severnside uses Threadmoor Commons. Severnside closed 6."),
    ],
)
def test_a_case_without_a_lead_opens_with_its_result(
    result: str, solution: str, lead: str, build: Build, contentops: Run
) -> None:
    files = make_files("en", settings())
    items = files["pools/periodic/items.yaml"]["items"]
    facts = next(item for item in items if item["id"] == "customer-case")["facts"]
    del facts["lead_summary"]
    facts["results"] = [{"text": result, "source": "Review", "period": "2026"}]
    facts["solution"] = [solution]
    root = build(files)
    text = contentops("draft", "-C", root, "--stdout", "customer-case", "--today", "2027-01-04").out
    assert f"\n\n{lead}" in text


def test_an_event_online_has_no_place(build: Build, contentops: Run) -> None:
    files = make_files("zh", settings())
    files["events/own.yaml"]["events"][0].update({"city": "线上", "venue": "视频号直播间"})
    root = build(files)
    text = contentops("draft", "-C", root, "--stdout", "event-announcement", "--today", "2027-01-04").out
    assert "- 地点：线上（视频号直播间）\n" in text
    assert "，在线上（视频号直播间）进行。" in text


@pytest.mark.parametrize(("day", "late"), [("2027-02-02", False), ("2027-02-03", True), ("2027-02-04", True)])
def test_an_announcement_that_is_not_before_its_event_is_a_warning(
    day: str, late: bool, build: Build, contentops: Run
) -> None:
    files = make_files("en", settings())
    root = build({**files, "calendars/2027-Q1.yaml": calendar(entry("event-announcement", day))})
    outcome = contentops("draft", "-C", root, "event-announcement", "--today", "2027-01-04")
    assert outcome.out == "written drafts/2027-Q1/event-announcement.md\n"
    told = f"the announcement is planned for {day}, and the event begins on 2027-02-03; give its anchor phase"
    assert (told in outcome.err) is late
    checked = contentops("check", "-C", root, "--today", "2027-01-04")
    told = f"warning: event-announcement announces an event that begins on 2027-02-03 (got {day})"
    assert (told in checked.out) is late


@pytest.mark.parametrize(
    ("anchor", "late"),
    [
        ({}, True),
        ({"phase": "day"}, True),
        ({"offset": 1}, True),
        ({"phase": "warm_up"}, False),
        ({"offset": -3}, False),
    ],
)
def test_the_anchor_of_an_announcement_leads_before_the_event(
    anchor: dict[str, Any], late: bool, build: Build, contentops: Run
) -> None:
    files = make_files("en", settings())
    for one in files["pools/periodic/items.yaml"]["items"]:
        if one["id"] == "event-announcement":
            one["anchor"] = {"event": "salon", **anchor}
    root = build({**files, "calendars/2027-Q1.yaml": calendar(entry("event-announcement", "2027-01-13"))})
    checked = contentops("check", "-C", root, "--today", "2027-01-04")
    assert ("item event-announcement announces an event and hangs on its days" in checked.out) is late
    assert checked.code == 0


@pytest.mark.parametrize(
    ("name", "example"),
    [
        ("event-announcement", "{event: EVENT-ID, phase: warm_up}"),
        ("event-recap", "{event: EVENT-ID, phase: recap}"),
    ],
)
def test_the_anchor_of_the_hint_fits_the_template(
    name: str, example: str, build: Build, contentops: Run
) -> None:
    files = make_files("en", settings())
    for one in files["pools/periodic/items.yaml"]["items"]:
        one.pop("anchor", None)
    outcome = contentops("draft", "-C", build(files), name, "--today", "2027-01-04")
    assert outcome.code == 1
    assert f"fill in anchor, for example: {example}" in outcome.err
