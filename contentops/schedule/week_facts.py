"""What falls into a week, from all calendars: publications, events and nodes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from contentops.models.base import text_in
from contentops.models.calendar import Calendar, Entry
from contentops.models.period import Period, parse_period
from contentops.models.workspace import Workspace
from contentops.models.year import Occasion, Publication

WEEK = timedelta(days=7)
DAY = timedelta(days=1)


def mondays_of(period: Period) -> list[date]:
    """The Mondays of every week that has a day in the period."""
    first = period.first - timedelta(days=period.first.weekday())
    return [first + n * WEEK for n in range((period.last - first).days // 7 + 1)]


def find_publications(entries: Iterable[Entry], first: date, last: date) -> list[Publication]:
    """What goes out from `first` to `last`: entries published then, and later waves of earlier ones."""
    found = []
    for entry in entries:
        waves = [wave for wave in entry.channels if first <= wave.date <= last]
        if entry.state == "cancelled" or not (waves or first <= entry.publish <= last):
            continue
        waves.sort(key=lambda wave: (wave.date, wave.channel))
        found.append(
            Publication(
                item=entry.item,
                title=entry.title,
                pool=entry.pool,
                state=entry.state,
                publish=entry.publish,
                channels=waves,
            )
        )
    return sorted(found, key=lambda one: (_day_of(one), one.publish, one.item))


def _day_of(publication: Publication) -> date:
    return min((wave.date for wave in publication.channels), default=publication.publish)


def find_occasions(workspace: Workspace, first: date, last: date) -> list[Occasion]:
    """Events that take place, and nodes, by date."""
    language = workspace.settings.language
    found = [
        Occasion(
            kind="event",
            id=event.id,
            title=text_in(event.title, language),
            first=event.start,
            last=event.last,
        )
        for event in workspace.events.values()
        if event.status != "cancelled" and event.start <= last and event.last >= first
    ]
    # A node that stands for an event of ours says the same thing twice.
    known = {one.id for one in found}
    found += [
        Occasion(
            kind="node", id=node.id, title=text_in(node.title, language), first=node.date, last=node.last
        )
        for node in workspace.nodes.values()
        if node.id not in known and node.date <= last and node.last >= first
    ]
    return sorted(found, key=lambda one: (one.first, one.last, one.kind, one.id))


def periods_of(calendars: Sequence[Calendar], workspace: Workspace) -> list[Period]:
    """The periods that the calendars plan."""
    start = workspace.settings.fiscal_year_start
    return [parse_period(calendar.period, start) for calendar in calendars]
