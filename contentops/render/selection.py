"""A part of a calendar: what one person, channel or pool has to do with it."""

from __future__ import annotations

from contentops.models.base import PoolName
from contentops.models.calendar import Calendar, Entry
from contentops.models.period import Period
from contentops.models.workspace import Workspace
from contentops.render.overview import Overview


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


def select(
    calendar: Calendar,
    workspace: Workspace,
    *,
    person: str | None = None,
    channel: str | None = None,
    pool: PoolName | None = None,
) -> Calendar:
    """`calendar` with only the entries and refusals that match everything given (ids).

    A person matches as the owner or with a task. Coverage and gaps speak of the whole plan: they are
    left out of a part of it.
    """
    if person is None and channel is None and pool is None:
        return calendar
    overview = Overview(calendar, workspace)

    def matches(entry: Entry) -> bool:
        return (
            (pool is None or entry.pool == pool)
            and (channel is None or any(wave.channel == channel for wave in entry.channels))
            and (
                person is None
                or overview.owner_id(entry) == person
                or any(task.person == person for task in entry.tasks)
            )
        )

    def concerns(item_id: str, item_pool: str) -> bool:
        item = workspace.items.get(item_id.partition("@")[0])
        return (
            (pool is None or item_pool == pool)
            and (channel is None or (item is not None and any(c.channel == channel for c in item.channels)))
            and (person is None or (item is not None and person in (item.owner, item.watcher)))
        )

    return calendar.model_copy(
        update={
            "entries": [entry for entry in calendar.entries if matches(entry)],
            "unscheduled": [r for r in calendar.unscheduled if concerns(r.item, r.pool)],
            "coverage": {},
            "gaps": [],
        }
    )
