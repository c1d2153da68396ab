"""The limits that entries which do not move may break together: one table of all rules.

Each limit is a sum that may not be exceeded, so that leaving entries out never breaks another one. What lies
wholly before today is not looked at: nothing can be done about it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from contentops.schedule.conflict_channels import channel_limits
from contentops.schedule.conflict_dates import closed_days, date_limits, dependency_limits
from contentops.schedule.conflict_facts import Limit
from contentops.schedule.conflict_ground import Ground
from contentops.schedule.conflict_people import days_away, hour_limits, review_limits

RULES: tuple[Callable[[Ground], Iterator[Limit]], ...] = (
    date_limits,
    closed_days,
    days_away,
    dependency_limits,
    channel_limits,
    review_limits,
    hour_limits,
)


def broken_limits(ground: Ground) -> list[Limit]:
    """Every limit that the entries break, in a fixed order."""
    return [limit for rule in RULES for limit in rule(ground) if limit.is_broken()]
