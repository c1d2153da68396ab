"""A feed after the plan has changed: what moved, what left, what came back, and files that people damaged."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contentops.models.calendar import Calendar, Entry
from contentops.models.workspace import Workspace
from contentops.render.ics.earlier import read_feed
from contentops.render.ics.revisions import KEPT_DAYS
from tests.render.example import TEXTS, build_calendar, build_workspace
from tests.render.feed_reader import Phone, Seen, read_with_icalendar, read_with_vobject, render
from tests.render.test_ics import with_settings

T = TEXTS["zh"]
TEAM = build_workspace("zh")
MAIN = "2027-01.ics"
DAY = date(2026, 11, 22)


def plan(*, later: int = 0, without: str = "", **changes: dict[str, Any]) -> Calendar:
    """The example, planned `later` days later, without an item, with other values in the entries named."""
    calendar = build_calendar("zh", today=DAY + timedelta(days=later))
    entries = [
        Entry.model_validate({**entry.model_dump(), **changes.get(entry.item.replace("-", "_"), {})})
        for entry in calendar.entries
        if entry.item != without
    ]
    return calendar.model_copy(update={"entries": entries})


def by_item(data: bytes) -> dict[str, Seen]:
    return {uid.split("+")[1]: event for uid, event in read_with_icalendar(data).items()}


def test_rendering_again_changes_no_byte() -> None:
    first = render(plan(), TEAM)
    assert render(plan(), TEAM, first) == first
    # Also when the plan was made again on another day and came out the same.
    assert render(plan(later=9), TEAM, first) == first


def test_a_second_import_moves_events_in_place_and_cancels_what_left() -> None:
    phone = Phone()
    first = render(plan(), TEAM)
    phone.take(first[MAIN])
    assert phone.shown()[T["release"]] == date(2027, 1, 12)
    moved = plan(later=7, without="paper-hospital", release_3={"publish": date(2027, 1, 19)})
    second = render(moved, TEAM, first)
    phone.take(second[MAIN])
    assert phone.shown() == {T["release"]: date(2027, 1, 19), T["case"]: date(2027, 1, 5)}
    assert phone.refused == 0
    before, after = by_item(first[MAIN]), by_item(second[MAIN])
    assert {item: event.uid for item, event in after.items()} == {i: e.uid for i, e in before.items()}
    assert (after["release-3"].sequence, after["case-bank"].sequence) == (1, 0)
    assert after["release-3"].modified - before["release-3"].modified == timedelta(days=7)
    assert after["case-bank"] == before["case-bank"]
    gone = after["paper-hospital"]
    assert (gone.status, gone.sequence, gone.start) == ("CANCELLED", 1, before["paper-hospital"].start)
    assert gone.summary == f"已取消 · {T['paper']}"
    assert read_with_vobject(second[MAIN]) == read_with_icalendar(second[MAIN])


def test_a_change_of_the_reason_is_no_news_and_still_arrives() -> None:
    phone, first = Phone(), render(plan(), TEAM)
    phone.take(first[MAIN])
    texts = {"reason": "周二有审核名额", "notes": "标题已确认", "moved_from": date(2027, 1, 11)}
    second = render(plan(later=3, release_3=texts), TEAM, first)
    phone.take(second[MAIN])
    before, after = by_item(first[MAIN])["release-3"], by_item(second[MAIN])["release-3"]
    # RFC 5546: SEQUENCE is what people are told of; the later DTSTAMP says which one is newer.
    assert (after.sequence, after.modified - before.modified) == (0, timedelta(days=3))
    assert after.stamp == after.modified
    assert "周二有审核名额" in phone.events[after.uid].description
    assert phone.refused == 0
    assert render(plan(later=9, release_3=texts), TEAM, second) == second


@pytest.mark.parametrize("change", [
    {"publish": date(2027, 1, 19)}, {"title": "另一个标题"}, {"state": "planned"},
    {"channels": [{"channel": "portal", "date": "2027-01-12"}, {"channel": "blog", "date": "2027-01-18"}]},
])  # fmt: skip
def test_dates_titles_and_states_are_news(change: dict[str, Any]) -> None:
    first = render(plan().model_copy(update={"provisional": False}), TEAM)
    second = render(plan(later=1, release_3=change).model_copy(update={"provisional": False}), TEAM, first)
    assert by_item(second[MAIN])["release-3"].sequence == 1
    assert by_item(second[MAIN])["paper-hospital"].sequence == 0


def test_another_owner_is_news() -> None:
    first = render(plan(), TEAM)
    items = {**TEAM.items, "release-3": TEAM.items["release-3"].model_copy(update={"owner": "wei"})}
    second = render(plan(), Workspace(TEAM.settings, items, {}, {}), first)
    assert by_item(second[MAIN])["release-3"].sequence == 1
    assert by_item(second[MAIN])["case-bank"].sequence == 0


def test_an_alarm_that_is_switched_on_is_no_news() -> None:
    first = render(plan(), TEAM)
    second = render(plan(later=1), TEAM, first, feed_parts=("alarms",))
    assert b"BEGIN:VALARM" in second[MAIN]
    assert {event.sequence for event in read_with_icalendar(second[MAIN]).values()} == {0}


def test_a_feed_of_before_there_were_digests_is_taken_up_as_it_is() -> None:
    first = render(plan(), TEAM)
    old = {path: re.sub(rb"X-CONTENTOPS-FACTS:\w+\r\n", b"", data) for path, data in first.items()}
    assert old != first
    assert render(plan(later=5), TEAM, old) == first
    # What has changed in its description, nobody can tell: it may be the owner.
    second = render(plan(later=5, release_3={"reason": "其他"}), TEAM, old)
    assert by_item(second[MAIN])["release-3"].sequence == 1


def test_two_plans_of_one_day_differ_in_time_too() -> None:
    first = render(plan(), TEAM)
    second = render(plan(release_3={"publish": date(2027, 1, 19)}), TEAM, first)
    third = render(plan(later=-30, release_3={"publish": date(2027, 1, 20)}), TEAM, second)
    times = [by_item(files[MAIN])["release-3"].modified for files in (first, second, third)]
    assert times[0] < times[1] < times[2]


def test_a_cancelled_event_stays_for_a_while_and_then_goes() -> None:
    first = render(plan(), TEAM)
    gone = render(plan(without="paper-hospital", later=1), TEAM, first)
    for days in (2, KEPT_DAYS):
        again = render(plan(without="paper-hospital", later=days), TEAM, gone)
        assert again == gone
    dropped = render(plan(without="paper-hospital", later=KEPT_DAYS + 2), TEAM, gone)
    assert set(by_item(dropped[MAIN])) == {"release-3", "case-bank"}
    # A phone that was off all that time still knows it: what comes back is newer than anything it was sent.
    back = render(plan(later=KEPT_DAYS + 3), TEAM, dropped)
    event = by_item(back[MAIN])["paper-hospital"]
    assert (event.status, event.sequence) == ("TENTATIVE", 2)
    phone = Phone()
    for files in (first, gone, back):
        phone.take(files[MAIN])
    assert T["paper"] in phone.shown()


def test_what_comes_back_is_confirmed_again_with_a_higher_sequence() -> None:
    first = render(plan(), TEAM)
    gone = render(plan(without="paper-hospital"), TEAM, first)
    back = render(plan(), TEAM, gone)
    event = by_item(back[MAIN])["paper-hospital"]
    assert (event.status, event.sequence, event.summary) == ("TENTATIVE", 2, T["paper"])


def test_what_people_cancel_in_the_record_is_cancelled() -> None:
    first = render(plan(), TEAM)
    second = render(plan(release_3={"state": "cancelled"}), TEAM, first)
    event = by_item(second[MAIN])["release-3"]
    assert (event.status, event.sequence) == ("CANCELLED", 1)
    assert event.description == "已在排期中取消，原定 1 月 12 日发布。"
    assert render(plan(release_3={"state": "cancelled"}, later=400), TEAM, second) == second


def test_work_that_passes_to_somebody_else_leaves_one_feed_and_enters_the_other() -> None:
    entry = next(entry for entry in plan().entries if entry.item == "release-3")
    tasks = [task.model_dump() for task in entry.tasks]
    handed = [{**task, "person": "wei" if task["person"] == "lin" else task["person"]} for task in tasks]
    first = render(plan(), TEAM)
    second = render(plan(release_3={"tasks": handed}), TEAM, first)
    lin = [e for e in read_with_icalendar(second["2027-01/people/lin.ics"]).values() if "release-3" in e.uid]
    gone = [event for event in lin if event.status == "CANCELLED"]
    assert len(gone) == sum(task["person"] == "lin" for task in tasks)
    assert {event.description for event in gone} == {"已不在此日历中；该内容仍计划于 1 月 12 日发布。"}
    wei = [e for e in read_with_icalendar(second["2027-01/people/wei.ics"]).values() if "release-3" in e.uid]
    assert len(wei) == sum(task["person"] == "wei" for task in handed)
    assert "CANCELLED" not in {event.status for event in wei}
    # The feeds share no UID: nothing that one cancels is cancelled for who reads both.
    assert not {event.uid for event in lin} & {event.uid for event in wei}


def test_the_reason_says_where_an_item_went() -> None:
    first = render(plan(), TEAM)
    entry = next(entry for entry in plan().entries if entry.item == "paper-hospital")
    next_month = build_calendar(
        "zh", period="2027-02", entries=[{**entry.model_dump(), "publish": "2027-02-09"}]
    )
    moved = render(plan(without="paper-hospital"), TEAM, first, beside=(next_month,))
    assert by_item(moved[MAIN])["paper-hospital"].description == "已移至 2027-02，2027-02-09 发布。"
    refused = {"item": "paper-hospital", "title": "x", "pool": "hook", "reason": "没有审核名额"}
    unplanned = build_calendar("zh", unscheduled=[refused])
    unplanned = unplanned.model_copy(update={"entries": plan(without="paper-hospital").entries})
    gone = render(unplanned, TEAM, first)
    assert by_item(gone[MAIN])["paper-hospital"].description == "未排入 2027-01：没有审核名额"


def test_the_feed_of_somebody_who_left_says_that_everything_is_cancelled() -> None:
    first = render(plan(), TEAM)
    team = [one.model_dump(exclude_unset=True) for one in TEAM.settings.team if one.id != "zhou"]
    chains = [{"id": "out", "steps": [{"role": "legal", "reviewers": ["zhao"]}]}]
    smaller = with_settings(TEAM, team=team, review_chains=chains)
    entries = [
        entry.model_copy(update={"tasks": [task for task in entry.tasks if task.person != "zhou"]})
        for entry in plan().entries
    ]
    second = render(plan().model_copy(update={"entries": entries}), smaller, first)
    feed = second["2027-01/people/zhou.ics"]
    assert {event.status for event in read_with_icalendar(feed).values()} == {"CANCELLED"}
    assert f"X-WR-CALNAME:{T['hospital']}" in feed.decode()
    third = render(plan().model_copy(update={"entries": entries}), smaller, second)
    assert third == second


def test_a_part_that_is_no_longer_asked_for_falls_silent_and_comes_back_newer() -> None:
    first = render(plan(), TEAM, feed_parts=("tasks",))
    without = render(plan(), TEAM, first)
    assert not any(event.status == "CANCELLED" for event in read_with_icalendar(without[MAIN]).values())
    again = render(plan(), TEAM, without, feed_parts=("tasks",))
    before, after = read_with_icalendar(first[MAIN]), read_with_icalendar(again[MAIN])
    assert set(before) == set(after)
    assert all(after[uid].sequence > before[uid].sequence for uid in before if not uid.startswith("publish+"))


@pytest.mark.parametrize("damage", [
    b"", b"\x00\xff\xfe", b"not a calendar", b"BEGIN:VCALENDAR", b"BEGIN:VEVENT\nEND:VCALENDAR\nEND:VEVENT",
    b"BEGIN:VCALENDAR\nX-CONTENTOPS-SEQUENCE:many\nEND:VCALENDAR",
])  # fmt: skip
def test_a_file_that_cannot_be_read_gives_sequences_above_any_that_were_sent(damage: bytes) -> None:
    files = render(plan(), TEAM, {MAIN: damage})
    events = by_item(files[MAIN])
    # Cancelled entries may have been sent, so they are sent as cancelled.
    assert set(events) == {"release-3", "paper-hospital", "case-bank", "intro"}
    assert {event.sequence for event in events.values()} == {(DAY - date(2000, 1, 1)).days + 1}
    assert render(plan(), TEAM, {MAIN: files[MAIN]})[MAIN] == files[MAIN]


def test_of_a_damaged_file_counts_what_can_be_read() -> None:
    first = render(plan(), TEAM)[MAIN]
    sent = first.replace(b"SEQUENCE:0", b"SEQUENCE:7")
    paper = next(uid for uid in read_with_icalendar(first) if "paper" in uid)
    broken = sent[: sent.index(f"UID:{paper}".encode()) + 20]  # cut in the middle
    readable = read_feed(broken, DAY)
    assert readable.damaged
    assert readable.events
    events = read_with_icalendar(render(plan(), TEAM, {MAIN: broken})[MAIN])
    for uid, event in events.items():
        assert event.sequence == (7 if uid in readable.events else (DAY - date(2000, 1, 1)).days + 1)


@pytest.mark.parametrize(("old", "new"), [
    ("SUMMARY:", "SUMMARY:改 "), ("DTSTART;VALUE=DATE:2027", "DTSTART;VALUE=DATE:2026"),
    ("STATUS:CONFIRMED", "STATUS:TENTATIVE"), ("SEQUENCE:0", "SEQUENCE:0\r\nX-NOTE:x"), ("TRANSP:TRANSPARENT\r\n", ""),
])  # fmt: skip
def test_what_was_edited_by_hand_is_put_right_with_a_higher_sequence(old: str, new: str) -> None:
    first = render(plan(), TEAM)
    edited = first[MAIN].decode().replace(old, new).encode()
    events = by_item(render(plan(), TEAM, {**first, MAIN: edited})[MAIN])
    release, clean = events["release-3"], by_item(first[MAIN])["release-3"]
    assert release.sequence == 1
    assert (release.summary, release.start, release.status) == (clean.summary, clean.start, clean.status)


def test_editors_that_change_line_ends_or_add_a_mark_change_nothing() -> None:
    first = render(plan(), TEAM)
    for same in (first[MAIN].replace(b"\r\n", b"\n"), b"\xef\xbb\xbf" + first[MAIN]):
        assert render(plan(), TEAM, {**first, MAIN: same}) == first


def test_cancelled_events_edited_by_hand_stay_valid() -> None:
    first = render(plan(), TEAM)
    gone = render(plan(without="paper-hospital"), TEAM, first)[MAIN].decode()
    zones = re.sub(r"DTSTART;VALUE=DATE:20270114", "DTSTART;TZID=Nowhere/Land:20270114T100000", gone)
    assert zones != gone
    events = by_item(render(plan(without="paper-hospital"), TEAM, {MAIN: zones.encode()})[MAIN])
    assert set(events) == {"release-3", "case-bank"}  # no day that can be read: nothing to cancel on
    backwards = gone.replace("DTEND;VALUE=DATE:20270115", "DTEND;VALUE=DATE:20270101")
    assert backwards != gone
    assert (
        b"20270101\r\n" not in render(plan(without="paper-hospital"), TEAM, {MAIN: backwards.encode()})[MAIN]
    )


@pytest.mark.parametrize(
    "lost", ["DTEND;VALUE=DATE:20270115\r\n", "\r\nDTEND;VALUE=DATE:20270115", "15\r\nSUMMARY:"]
)
def test_what_is_cancelled_has_an_end_and_stays_as_it_is(lost: str) -> None:
    sent = render(plan(), TEAM)[MAIN].decode()
    at = sent.index("DTSTART;VALUE=DATE:20270114")
    damaged = sent[:at] + sent[at:].replace(lost, "", 1)
    calendar = plan(without="paper-hospital")
    gone = render(calendar, TEAM, {MAIN: damaged.encode()})[MAIN]
    assert by_item(gone)["paper-hospital"].end == date(2027, 1, 15)
    assert render(calendar, TEAM, {MAIN: gone})[MAIN] == gone


@given(st.data())
@settings(max_examples=40)
def test_no_damage_stops_a_rendering_or_lets_a_sequence_fall(data: st.DataObject) -> None:
    sent = render(plan(), TEAM)
    sent = render(plan(release_3={"publish": date(2027, 1, 19)}), TEAM, sent)
    content = bytearray(sent[MAIN])
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content) - 1))
        length = data.draw(st.integers(0, 200))
        content[at : at + length] = data.draw(st.binary(max_size=20))
    calendar = plan(without=data.draw(st.sampled_from(["", "paper-hospital"])))
    after = render(calendar, TEAM, {MAIN: bytes(content)})[MAIN]
    events = by_item(after)
    assert {"release-3", "case-bank"} <= set(events)
    assert read_with_vobject(after).keys() == read_with_icalendar(after).keys()
    assert render(calendar, TEAM, {MAIN: after})[MAIN] == after


steps = st.lists(
    st.tuples(
        st.sampled_from(["", "release-3", "paper-hospital", "case-bank"]), st.integers(0, 27),
        st.integers(0, 120), st.booleans(),
    ),
    min_size=2, max_size=6,
)  # fmt: skip


@given(steps)
@settings(max_examples=30)
def test_a_phone_that_takes_every_feed_shows_the_plan(steps: list[tuple[str, int, int, bool]]) -> None:
    phone, earlier, today = Phone(), dict[str, bytes](), 0
    for without, day, passed, cancelled in steps:
        today += passed
        changes: dict[str, Any] = {"publish": date(2027, 1, 1 + day)}
        changes["state"] = "cancelled" if cancelled else "planned"
        calendar = plan(later=today, without=without, release_3=changes)
        earlier = render(calendar, TEAM, earlier)
        phone.take(earlier[MAIN])
        planned = {entry.title: entry.publish for entry in calendar.entries if entry.state != "cancelled"}
        assert phone.shown() == planned
        assert phone.refused == 0
