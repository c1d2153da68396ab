"""Calendar feeds: what they hold, and that other programs read it."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
from hypothesis import given, settings

from contentops.models.calendar import Calendar
from contentops.models.settings import Settings
from contentops.models.workspace import Workspace
from contentops.render.ics.feeds import file_names
from contentops.render.ics.revisions import KEPT_DAYS
from contentops.render.ics.timezone import timezone_lines
from contentops.workspace.yaml_reader import read_yaml
from tests.render.example import TEXTS, build_calendar, build_workspace
from tests.render.feed_reader import read_with_icalendar, read_with_vobject, render
from tests.render.strategies import HOSTILE, calendars

READERS = [read_with_icalendar, read_with_vobject]


def with_settings(workspace: Workspace, **changes: Any) -> Workspace:
    raw = workspace.settings.model_dump(by_alias=True, exclude_unset=True)
    return Workspace(Settings.model_validate({**raw, **changes}), workspace.items, {}, {})


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_feed_of_all_has_a_day_for_each_publication(language: str, read: Any) -> None:
    t = TEXTS[language]
    events = read(render(build_calendar(language), build_workspace(language))["2027-01.ics"])
    found = {event.summary: event for event in events.values()}
    # What is cancelled before anybody heard of it is not in a first rendering.
    assert set(found) == {t["release"], t["paper"], t["case"]}
    assert len(t["paper"].encode()) > 75
    release = found[t["release"]]
    assert (release.start, release.end) == (date(2027, 1, 12), date(2027, 1, 13))
    assert (release.sequence, release.modified) == (0, release.stamp)
    assert release.stamp == datetime(2026, 11, 22, tzinfo=ZoneInfo("UTC"))
    assert t["why"] in release.description
    assert t["portal"] in release.description
    assert t["lin"] in release.description


def test_days_are_tentative_while_holidays_are_only_assumed() -> None:
    t = TEXTS["en"]
    for provisional, status in ((True, "TENTATIVE"), (False, "CONFIRMED")):
        calendar = build_calendar("en", provisional=provisional)
        events = read_with_icalendar(render(calendar, build_workspace("en"))["2027-01.ics"]).values()
        by_title = {event.summary: event.status for event in events}
        assert by_title[t["paper"]] == status
        assert by_title[t["case"]] == "CONFIRMED"  # published


@pytest.mark.parametrize("read", READERS)
def test_a_person_has_their_work_reviews_and_publications(read: Any) -> None:
    t = TEXTS["zh"]
    files = render(build_calendar("zh"), build_workspace("zh"))
    assert sorted(name for name in files if "people" in name) == [
        f"2027-01/people/{one}.ics" for one in ("lin", "wei", "zhao", "zhou")
    ]
    lin = {event.summary: event for event in read(files["2027-01/people/lin.ics"]).values()}
    assert lin[f"发布 · {t['release']}"].start == date(2027, 1, 12)
    work = lin[f"统稿 · {t['paper']}"]
    assert (work.start, work.end) == (date(2027, 1, 11), date(2027, 1, 13))
    assert "4 小时" in work.description
    assert work.categories == {"制作", "抓手"}
    zhao = {event.summary for event in read(files["2027-01/people/zhao.ics"]).values()}
    assert zhao == {f"审核（{t['legal']}） · {t['release']}", f"审核（{t['legal']}） · {t['paper']}"}


def test_a_channel_has_the_days_of_its_own_waves() -> None:
    t = TEXTS["en"]
    files = render(build_calendar("en"), build_workspace("en"))
    blog = read_with_icalendar(files["2027-01/channels/blog.ics"]).values()
    waves = {
        entry.title: wave.date
        for entry in build_calendar("en").entries if entry.state != "cancelled"
        for wave in entry.channels if wave.channel == "blog"
    }  # fmt: skip
    assert {event.summary: event.start for event in blog} == waves
    name = icalendar.Calendar.from_ical(files["2027-01/channels/blog.ics"])["X-WR-CALNAME"]
    assert name == f"{t['blog']} · content calendar 2027-01"


def test_work_and_later_waves_are_in_the_feed_of_all_when_asked_for() -> None:
    calendar, workspace = build_calendar("en"), build_workspace("en")
    plain = read_with_icalendar(render(calendar, workspace)["2027-01.ics"])
    counts = {}
    for part in ("tasks", "reviews", "waves"):
        events = read_with_icalendar(render(calendar, workspace, feed_parts=(part,))["2027-01.ics"])
        assert set(plain) < set(events)
        counts[part] = len(events) - len(plain)
    live = [entry for entry in calendar.entries if entry.state != "cancelled"]
    tasks = [task for entry in live for task in entry.tasks]
    reviews = sum(task.stage.startswith("review:") for task in tasks)
    later = sum(wave.date != entry.publish for entry in live for wave in entry.channels)
    assert counts == {"tasks": len(tasks) - reviews, "reviews": reviews, "waves": later}
    by_setting = with_settings(workspace, feeds={"with": ["tasks"]})
    assert render(calendar, by_setting) == render(calendar, workspace, feed_parts=("tasks",))


def test_an_alarm_rings_before_the_last_day() -> None:
    feeds = {"with": ["alarms"], "alarm": {"days_before": 2, "at": "10:30"}}
    files = render(build_calendar("en"), with_settings(build_workspace("en"), feeds=feeds))
    dates = {f"2027-01/{name}.ics" for name in ("dates", "holidays")}
    assert not any(b"VALARM" in files[path] for path in dates)
    for path in files.keys() - dates:
        events: list[Any] = icalendar.Calendar.from_ical(files[path]).walk("VEVENT")
        for event in events:
            alarms = event.walk("VALARM")
            if event["STATUS"] == "CANCELLED" or "State: published" in event["DESCRIPTION"]:
                assert alarms == []
                continue
            begins = datetime.combine(event.decoded("DTSTART"), datetime.min.time())
            rings = begins + alarms[0]["TRIGGER"].dt
            last = event.decoded("DTEND") - timedelta(days=1)
            assert rings == datetime.combine(last - timedelta(days=2), datetime.min.time()).replace(
                hour=10, minute=30
            )


def test_a_channel_with_a_time_of_day_has_times_and_their_timezone() -> None:
    workspace = build_workspace("en")
    channels = [channel.model_dump(exclude_unset=True) for channel in workspace.settings.channels]
    for channel in channels:
        channel["publish_at"] = "18:30"
    timed = with_settings(workspace, channels=channels, timezone="Europe/Berlin")
    files = render(build_calendar("en"), timed)
    calendar = icalendar.Calendar.from_ical(files["2027-01/channels/blog.ics"])
    assert [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")] == ["Europe/Berlin"]
    for read in READERS:
        for event in read(files["2027-01/channels/blog.ics"]).values():
            assert isinstance(event.start, datetime)
            assert event.start.hour == 18
            assert event.start.utcoffset() == timedelta(hours=1)
            assert event.end - event.start == timedelta(minutes=30)
    assert b"VTIMEZONE" not in files["2027-01.ics"]


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "UTC",
                                  "Australia/Lord_Howe", "Africa/Casablanca"])  # fmt: skip
def test_a_timezone_is_right_on_every_day_it_is_written_for(zone: str) -> None:
    first, last = date(2027, 1, 1), date(2027, 12, 31)
    lines = ["BEGIN:VCALENDAR", *timezone_lines(zone, first, last), "END:VCALENDAR"]
    written: Any = icalendar.Calendar.from_ical("\r\n".join(lines)).walk("VTIMEZONE")[0]
    parsed = written.to_tz(lookup_tzid=False)
    day = datetime(2027, 1, 1, 12)  # noqa: DTZ001  local time
    while day.date() <= last:
        assert parsed.utcoffset(day) == ZoneInfo(zone).utcoffset(day), day
        day += timedelta(days=1)


def test_events_link_to_their_drafts_when_there_is_an_address() -> None:
    workspace = build_workspace("zh")
    drafts = {"release-3": "../drafts/2027-01/release-3.md", "paper-hospital": "../drafts/2027-01/白 皮书.md"}
    linked = with_settings(workspace, feeds={"base_url": "https://git.example.com/content/blob/main"})
    events = read_with_icalendar(render(build_calendar("zh"), linked, drafts=drafts)["2027-01.ics"])
    urls = {event.summary: event.url for event in events.values()}
    base = "https://git.example.com/content/blob/main/drafts/2027-01"
    assert urls[TEXTS["zh"]["release"]] == f"{base}/release-3.md"
    assert urls[TEXTS["zh"]["paper"]] == f"{base}/%E7%99%BD%20%E7%9A%AE%E4%B9%A6.md"
    unlinked = read_with_icalendar(render(build_calendar("zh"), workspace, drafts=drafts)["2027-01.ics"])
    assert {event.url for event in unlinked.values()} == {""}
    assert any("草稿：drafts/2027-01/release-3.md" in event.description for event in unlinked.values())


@pytest.mark.parametrize("read", READERS)
def test_hostile_titles_are_text(read: Any) -> None:
    entries = [
        {"item": f"item-{number}", "title": title, "pool": "basic", "publish": "2027-01-12", "reason": title,
         "notes": f"{title}\nEND:VEVENT\r\nBEGIN:VALARM", "channels": [{"channel": "blog", "date": "2027-01-12"}],
         "tasks": [{"stage": "write", "person": "lin", "start": "2027-01-04", "end": "2027-01-05", "hours": 1}]}
        for number, title in enumerate(HOSTILE)
    ]  # fmt: skip
    files = render(
        build_calendar("en", entries=entries), build_workspace("en"), feed_parts=("tasks", "alarms")
    )
    for path in ("2027-01.ics", "2027-01/people/lin.ics", "2027-01/channels/blog.ics"):
        events = read(files[path])
        assert len(events) == len(HOSTILE) * (1 if "channels" in path else 2)
        assert all("END:VEVENT" in event.description for event in events.values())
        assert files[path].decode().splitlines() == files[path].decode().split("\r\n")[:-1]
        assert "\u202e" not in files[path].decode()


@given(calendars)
@settings(max_examples=12)
def test_both_readers_agree_on_every_calendar(calendar: Calendar) -> None:
    parts = ("tasks", "reviews", "waves", "dates", "alarms")
    files = render(calendar, build_workspace("zh"), feed_parts=parts)
    for content in files.values():
        assert read_with_icalendar(content) == read_with_vobject(content)
        assert max(len(line) for line in content.split(b"\r\n")) <= 75
    # What is rendered again, knowing what it said, says the same.
    assert render(calendar, build_workspace("zh"), files, feed_parts=parts) == files


def test_an_empty_feed_is_a_calendar_that_strict_readers_take() -> None:
    files = render(build_calendar("en", entries=[]), build_workspace("en"))
    assert read_with_icalendar(files.pop("2027-01/holidays.ics"))
    for content in files.values():
        calendar = icalendar.Calendar.from_ical(content)
        assert len(calendar.subcomponents) == 1
        assert read_with_vobject(content) == {}


def test_file_names_differ_on_every_file_system() -> None:
    names = file_names(
        ["Lin", "lin", "LIN", "con", "Aux", "com1.x", "caf\u00e9", "cafe\u0301", "林晓", "wei"]
    )
    assert (names["Lin"], names["林晓"], names["wei"]) == ("Lin", "林晓", "wei")
    folded = [name.casefold().replace("e\u0301", "\u00e9") for name in names.values()]
    assert len(set(folded)) == len(names)
    assert not {"con", "aux"} & set(folded)
    assert file_names(["Lin", "lin"])["Lin"] == file_names(["Lin"])["Lin"]


def test_two_teams_share_no_uid() -> None:
    calendar, workspace = build_calendar("en"), build_workspace("en")
    brand = workspace.settings.brand.model_dump(exclude_unset=True)
    seen = set[str]()
    for change in (
        {"name": "One"},
        {"name": "Two"},
        {"website": "https://One.example/x"},
        {"website": "两.example"},
    ):
        team = with_settings(workspace, brand={**brand, **change})
        uids = set(read_with_icalendar(render(calendar, team)["2027-01.ics"]))
        assert uids
        assert not uids & seen
        seen |= uids
    assert "publish+case-bank+all+2027-01@one.example" in seen


def test_the_documentation_shows_feeds_and_settings_as_they_are() -> None:
    root = Path(__file__).resolve().parent.parent.parent
    page = (root / "docs" / "feeds.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```(yaml)?\n(.*?)```", page, re.DOTALL)
    shown = next(text for kind, text in blocks if text.startswith("SUMMARY:"))
    assert shown in (root / "tests/render/gold/en.ics").read_bytes().decode().replace("\r\n", "\n")
    for kind, text in blocks:
        if kind == "yaml":
            with_settings(build_workspace("en"), **read_yaml(text, "docs/feeds.md").data)
    assert f"{KEPT_DAYS} days" in page
