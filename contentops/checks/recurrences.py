"""Recurrence rules that are of no use, and overrides of days on which nothing happens."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any

from contentops.checks.context import Context
from contentops.models.item import Item, Recurrence
from contentops.problem import Problem
from contentops.recurrence_rules import check_end, read_rule
from contentops.working_day_rules import FORMS, WorkingDayRule, is_in_words, read_words
from contentops.working_days import CountryDays

_YEARS = timedelta(days=5 * 366)
"""How far ahead a rule is followed that may give no day at all."""
_ASKED = 24


def check_recurrences(context: Context) -> Iterator[Problem]:
    """Rules that cannot be read, contradict themselves or give no day; overrides of days without occurrence."""
    settings = context.workspace.settings
    days = CountryDays(settings.country, context.workspace.working_days.get(settings.country, {}))
    for item in context.items:
        recurrence = item.recurrence
        if recurrence is None:
            continue
        in_words = is_in_words(recurrence.rule)
        try:
            names = (
                _read_words(recurrence, days, settings.fiscal_year_start)
                if in_words
                else _read_rule(recurrence)
            )
        except ValueError as error:
            hint = "write an RFC 5545 rule such as FREQ=MONTHLY;BYDAY=-1TH"
            yield context.problem(
                "item", item.id, "recurrence", "rule", rule="invalid-recurrence", got=recurrence.rule,
                message=f"item {item.id} has a recurrence rule that cannot be used: {error}",
                hint=f"write {FORMS}, or an RFC 5545 rule" if in_words else hint,
            )  # fmt: skip
            continue
        yield from _check_holiday(context, item, recurrence, days)
        for day in sorted(day for day in recurrence.overrides if not names(day)):
            yield context.problem(
                "item", item.id, "recurrence", "overrides", day.isoformat(), rule="override-without-occurrence",
                severity="warning", at_key=True, got=day.isoformat(),
                message=f"item {item.id} overrides a day on which its rule gives nothing",
                hint="use the date the rule gives, before any move because of a holiday",
            )  # fmt: skip


def _check_holiday(
    context: Context, item: Item, recurrence: Recurrence, days: CountryDays
) -> Iterator[Problem]:
    """`holiday` where it moves nothing, or skips every day there is."""
    if is_in_words(recurrence.rule):
        if "holiday" in recurrence.model_fields_set:
            yield context.problem(
                "item", item.id, "recurrence", "holiday", rule="contradictory-recurrence", severity="warning",
                got=recurrence.holiday,
                message=f"item {item.id} says what a holiday does, but a rule in words gives working days only",
                hint="leave holiday out, or write the rule as an RFC 5545 rule",
            )  # fmt: skip
        return
    channels = [context.workspace.channels.get(use.channel) for use in item.channels]
    if recurrence.holiday != "skip" or (channels and all(one and one.non_working_days for one in channels)):
        return
    # Reading public holidays takes time: only rules that look as if they gave none but weekend days ask for them.
    dates = [moment.date() for moment in islice(read_rule(recurrence), _ASKED)]
    if all(day.weekday() >= 4 for day in dates) and not any(map(days.is_working_day, dates)):
        yield context.problem(
            "item", item.id, "recurrence", "holiday", rule="contradictory-recurrence", severity="warning",
            got=recurrence.holiday,
            message=f"item {item.id} is never published: its rule gives days off only, and holiday skips them",
            hint="write holiday: next or previous, or another rule",
        )  # fmt: skip


Names = Callable[[date], bool]
"""Whether a date names an occurrence."""


def _read_rule(recurrence: Recurrence) -> Names:
    rule: Any = read_rule(recurrence)

    def names(day: date) -> bool:
        moment = datetime.combine(day, time())
        return bool(rule.between(moment, moment, inc=True))

    return names


def _read_words(recurrence: Recurrence, days: CountryDays, fiscal_year_start: int) -> Names:
    rule = read_words(recurrence.rule)
    check_end(recurrence)
    _check_gives(rule, recurrence, days, fiscal_year_start)

    def names(day: date) -> bool:
        ended = recurrence.until is not None and day > recurrence.until
        return not ended and rule.names(recurrence.start, day, days, fiscal_year_start)

    return names


def _check_gives(
    rule: WorkingDayRule, recurrence: Recurrence, days: CountryDays, fiscal_year_start: int
) -> None:
    """Raise `ValueError` when the rule gives no day: by its end, or within years."""
    until = recurrence.until
    if rule.is_sure and (until is None or until - recurrence.start > timedelta(days=400 * rule.every)):
        return
    end = min(recurrence.start + _YEARS * min(rule.every, 4), until or date.max)
    dates = rule.dates(recurrence.start, recurrence.start, end, days, fiscal_year_start)
    if not any(until is None or name <= until for name, _ in dates):
        raise ValueError(f"no day fits it from {recurrence.start} to {end}")
