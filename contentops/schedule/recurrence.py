"""Recurring items: a rule's days, moved off days off, with single occurrences changed.

One date names an occurrence for good (`ITEM@2027-02-04`), wherever it is moved to: the RFC 5545 rule's own, or that
of a rule in words as it would be without public holidays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice, takewhile

from contentops.models.item import OccurrenceOverride, Recurrence
from contentops.recurrence_rules import check_end, read_rule
from contentops.working_day_rules import is_in_words, read_words
from contentops.working_days import CountryDays

_REACH = timedelta(days=31)
"""How far a holiday may move an occurrence: more than the longest run of days off."""
_MOST = 2_000


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One occurrence: the date that names it, the day it is published, and its override if any."""

    rule_date: date
    day: date
    override: OccurrenceOverride | None = None


def occurrence_id(item: str, rule_date: date) -> str:
    """How a calendar names an occurrence."""
    return f"{item}@{rule_date.isoformat()}"


def find_occurrences(
    recurrence: Recurrence,
    first: date,
    last: date,
    days: CountryDays,
    *,
    keeps_days_off: bool = False,
    fiscal_year_start: int = 1,
) -> list[Occurrence]:
    """The occurrences whose day lies from `first` to `last`, in order of day, then of rule date.

    With `keeps_days_off` (all channels publish on days off) no holiday moves anything. Quarters and years of a
    rule in words follow `fiscal_year_start`. Raises `ValueError` when the rule is of no use.
    """
    given = (
        _by_words(recurrence, days, fiscal_year_start)
        if is_in_words(recurrence.rule)
        else _by_rule(recurrence, None if keeps_days_off else days)
    )
    dates = given(first, last)
    for name, override in recurrence.overrides.items():
        if override.date is not None and first <= override.date <= last:
            near = given(name - _REACH, name + _REACH)
            if name in near:
                dates[name] = near[name]
    found = []
    for name, ruled in sorted(dates.items()):
        override_here = recurrence.overrides.get(name)
        day = ruled
        if override_here is not None:
            day = None if override_here.skip else (override_here.date or ruled)
        if day is not None and first <= day <= last:
            found.append(Occurrence(name, day, override_here))
    return sorted(found, key=lambda occurrence: (occurrence.day, occurrence.rule_date))


Given = Callable[[date, date], dict[date, date | None]]
"""From a first and a last day to the occurrences between them: name -> day; None when a holiday skips it."""


def _by_words(recurrence: Recurrence, days: CountryDays, fiscal_year_start: int) -> Given:
    rule, until = read_words(recurrence.rule), recurrence.until
    check_end(recurrence)

    def given(first: date, last: date) -> dict[date, date | None]:
        dates = rule.dates(recurrence.start, first, last, days, fiscal_year_start)
        return {name: day for name, day in dates if until is None or name <= until}

    return given


def _by_rule(recurrence: Recurrence, days: CountryDays | None) -> Given:
    def given(first: date, last: date) -> dict[date, date | None]:
        names = _rule_dates(recurrence, first - _REACH, last + _REACH)
        return {name: _moved(name, recurrence, days) for name in names}

    return given


def _moved(name: date, recurrence: Recurrence, days: CountryDays | None) -> date | None:
    if days is None or days.is_working_day(name):
        return name
    move: dict[str, Callable[[date], date | None]] = {
        "next": days.on_or_after,
        "previous": days.on_or_before,
        "skip": lambda _: None,
    }
    return move[recurrence.holiday](name)


def _rule_dates(recurrence: Recurrence, first: date, last: date) -> Iterator[date]:
    rule = read_rule(recurrence)
    moments = rule.xafter(datetime.combine(first, time()), inc=True)
    end = datetime.combine(last, time())
    for moment in islice(takewhile(lambda moment: moment <= end, moments), _MOST):
        yield moment.date()
