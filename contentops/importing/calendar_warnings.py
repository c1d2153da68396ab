"""What a change set may say and people hardly mean: shown beside it, and left to them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from contentops.importing.calendar_merge import Change, ChangeSet
from contentops.models.calendar import Calendar
from contentops.models.workspace import Workspace
from contentops.render.channel_slots import ChannelSlots
from contentops.render.overview import Overview


def warn(found: ChangeSet, calendar: Calendar, workspace: Workspace, today: date) -> list[str]:
    """Days on which a channel does not publish or that lie outside the period, work after the publication, people
    without the skill, and what is said to be published on a day after `today`."""
    overview = Overview(calendar, workspace)
    publish = {entry.item: entry.publish for entry in calendar.entries}
    publish |= {
        one.item: date.fromisoformat(one.workbook["publish"]) for one in found.changes if one.field == "dates"
    }
    lines: list[str] = []
    for change in found.changes:
        place = ", ".join(change.places)
        lines += [f"{place}: {text}" for text in _warnings(change, overview, publish, today)]
    return lines


def _warnings(change: Change, overview: Overview, publish: dict[str, date], today: date) -> Iterator[str]:
    workbook = change.workbook
    if change.field == "dates":
        yield from _days(change, overview)
    elif change.field == "days":
        yield from _task_days(change, overview, publish.get(change.item))
    elif change.field == "person":
        person, skill = overview.workspace.people.get(workbook["person"]), change.about
        if person is not None and ":" not in skill and skill not in person.skills:
            yield f"{workbook['person']} does not have the skill {skill}"
    elif change.field == "state" and workbook["state"] == "published":
        day = publish.get(change.item)
        if day is not None and day > today:
            yield f"{change.item} is said to be published, on a day to come ({day})"


def _task_days(change: Change, overview: Overview, publish: date | None) -> Iterator[str]:
    """Both may be meant: a plan begins early what is published early, and work on the last of it may go on."""
    start, end = (date.fromisoformat(change.workbook[name]) for name in ("start", "end"))
    moved = {name for name, day in change.workbook.items() if day != change.exported[name]}
    if "start" in moved and start < overview.period.first:
        yield f"the task starts before {overview.period.name}, on {start}"
    if "end" in moved and end > overview.period.last:
        yield f"the task ends after {overview.period.name}, on {end}"
    elif "end" in moved and publish is not None and end > publish:
        yield f"the task ends on {end}, after {change.item} is published ({publish})"


def _days(change: Change, overview: Overview) -> Iterator[str]:
    for name, text in change.workbook.items():
        if name == "publish" or text == change.exported.get(name):
            continue
        channel, day = name.rpartition("/")[2].partition(" #")[0], date.fromisoformat(text)
        if not ChannelSlots(overview, channel, ()).is_open(day):
            yield f"{channel} does not publish on {text}"
        if day > overview.period.last:
            yield f"{channel} would publish after {overview.period.name}, on {text}"
