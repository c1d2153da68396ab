"""Recurring items: an RFC 5545 rule, moved off days off, with single occurrences changed.

The rule's own date names an occurrence for good (`ITEM@2027-02-04`), wherever it is moved to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice, takewhile

from contentops.models.item import OccurrenceOverride, Recurrence
from contentops.recurrence_rules import read_rule
from contentops.working_days import CountryDays

_REACH = timedelta(days=31)
"""How far a holiday may move an occurrence: more than the longest run of days off."""
_MOST = 2_000


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One occurrence: the date the rule gives, the day it is published, and its override if any."""

    rule_date: date
    day: date
    override: OccurrenceOverride | None = None


def occurrence_id(item: str, rule_date: date) -> str:
    """How a calendar names an occurrence."""
    return f"{item}@{rule_date.isoformat()}"


def find_occurrences(
    recurrence: Recurrence, first: date, last: date, days: CountryDays, *, keeps_days_off: bool = False
) -> list[Occurrence]:
    """The occurrences whose day lies from `first` to `last`, in order of day, then of rule date.

    With `keeps_days_off` (all channels publish on days off) nothing is moved. Raises `ValueError` when the
    rule is of no use, see `read_rule`.
    """
    found = []
    dates = {*_rule_dates(recurrence, first - _REACH, last + _REACH)}
    moved_here = {
        rule_date
        for rule_date, override in recurrence.overrides.items()
        if override.date is not None
        and first <= override.date <= last
        and rule_date in _rule_dates(recurrence, rule_date, rule_date)
    }
    for rule_date in sorted(dates | moved_here):
        override = recurrence.overrides.get(rule_date)
        day = _day_of(rule_date, override, recurrence, None if keeps_days_off else days)
        if day is not None and first <= day <= last:
            found.append(Occurrence(rule_date, day, override))
    return sorted(found, key=lambda occurrence: (occurrence.day, occurrence.rule_date))


def _day_of(
    rule_date: date, override: OccurrenceOverride | None, recurrence: Recurrence, days: CountryDays | None
) -> date | None:
    if override is not None and override.skip:
        return None
    if override is not None and override.date is not None:
        return override.date
    if days is None or days.is_working_day(rule_date):
        return rule_date
    move: dict[str, Callable[[date], date | None]] = {
        "next": days.on_or_after,
        "previous": days.on_or_before,
        "skip": lambda _: None,
    }
    return move[recurrence.holiday](rule_date)


def _rule_dates(recurrence: Recurrence, first: date, last: date) -> Iterator[date]:
    rule = read_rule(recurrence)
    moments = rule.xafter(datetime.combine(first, time()), inc=True)
    end = datetime.combine(last, time())
    for moment in islice(takewhile(lambda moment: moment <= end, moments), _MOST):
        yield moment.date()
