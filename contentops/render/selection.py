"""A part of a calendar: what one person, channel or pool has to do with it."""

from __future__ import annotations

import unicodedata
from dataclasses import astuple, dataclass

from contentops.models.base import FunnelStage, PoolName, Role, text_in
from contentops.models.calendar import Calendar, Entry, EntryState
from contentops.models.item import Item
from contentops.models.period import Period
from contentops.models.workspace import Workspace
from contentops.render.overview import Overview


@dataclass(frozen=True)
class Filters:
    """What an entry must have to be shown; everything given must hold. People and channels are ids."""

    person: str | None = None
    """Owns it or has a task."""
    channel: str | None = None
    pool: PoolName | None = None
    role: Role | None = None
    stage: FunnelStage | None = None
    state: EntryState | None = None
    text: str | None = None
    """Words that all stand in its title, id, keywords, campaign or notes, whatever their case."""

    @property
    def any(self) -> bool:
        """Whether anything is filtered at all."""
        return any(value is not None for value in astuple(self))


def select_days(calendar: Calendar, workspace: Workspace, period: Period) -> Calendar:
    """The part of a calendar that is published within `period`, for example a month of its quarter.

    What did not fit, coverage and gaps speak of the whole plan: they are left out of a part of it.
    """
    overview = Overview(calendar, workspace)
    return calendar.model_copy(
        update={
            "period": period.name,
            "entries": [entry for entry in overview.entries if entry.publish in period],
            "unscheduled": [],
            "coverage": {},
            "gaps": [],
        }
    )


def select(calendar: Calendar, workspace: Workspace, filters: Filters) -> Calendar:
    """`calendar` with only the entries and refusals that match.

    What did not fit has no state: it is left out when one is asked for. Coverage and gaps speak of the whole
    plan: they are left out of a part of it.
    """
    if not filters.any:
        return calendar
    chosen = _Choice(calendar, workspace, filters)
    refused = calendar.unscheduled if filters.state is None else []
    return calendar.model_copy(
        update={
            "entries": [entry for entry in calendar.entries if chosen.matches(entry)],
            "unscheduled": [r for r in refused if chosen.concerns(r.item, r.title, r.pool, r.notes)],
            "coverage": {},
            "gaps": [],
        }
    )


class _Choice:
    def __init__(self, calendar: Calendar, workspace: Workspace, filters: Filters) -> None:
        self.overview, self.workspace, self.filters = Overview(calendar, workspace), workspace, filters
        self.words = _folded(filters.text or "").split()

    def matches(self, entry: Entry) -> bool:
        wanted, item = self.filters, self.overview.item(entry)
        return (
            self._about(item, entry.pool)
            and (wanted.state is None or entry.state == wanted.state)
            and (wanted.channel is None or any(wave.channel == wanted.channel for wave in entry.channels))
            and (
                wanted.person is None
                or self.overview.owner_id(entry) == wanted.person
                or any(task.person == wanted.person for task in entry.tasks)
            )
            and self._says(entry.title, entry.item, entry.notes, item)
        )

    def concerns(self, item_id: str, title: str, pool: PoolName, notes: str | None) -> bool:
        wanted, item = self.filters, self.workspace.items.get(item_id.partition("@")[0])
        channels = [one.channel for one in item.channels] if item is not None else []
        return (
            self._about(item, pool)
            and (wanted.channel is None or wanted.channel in channels)
            and (wanted.person is None or (item is not None and wanted.person in (item.owner, item.watcher)))
            and self._says(title, item_id, notes, item)
        )

    def _about(self, item: Item | None, pool: PoolName) -> bool:
        wanted = self.filters
        return (
            (wanted.pool is None or pool == wanted.pool)
            and (wanted.role is None or (item is not None and item.role == wanted.role))
            and (wanted.stage is None or (item is not None and item.stage == wanted.stage))
        )

    def _says(self, title: str, item_id: str, notes: str | None, item: Item | None) -> bool:
        if not self.words:
            return True
        texts = [title, item_id, notes or ""]
        if item is not None:
            language = self.workspace.settings.language
            texts += [text_in(keyword, language) for keyword in item.keywords]
            texts.append(item.campaign or "")
        text = _folded("\n".join(texts))
        return all(word in text for word in self.words)


def _folded(text: str) -> str:
    """Case and width do not count: `ＡＩ` is found by `ai`."""
    return unicodedata.normalize("NFKC", text).casefold()
