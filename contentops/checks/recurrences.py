"""Recurrence rules that are of no use, and overrides of days on which nothing happens."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from contentops.checks.context import Context
from contentops.problem import Problem
from contentops.recurrence_rules import read_rule


def check_recurrences(context: Context) -> Iterator[Problem]:
    """Rules that cannot be read or give no day, and overrides of days on which nothing happens."""
    for item in context.items:
        recurrence = item.recurrence
        if recurrence is None:
            continue
        try:
            rule = read_rule(recurrence)
        except ValueError as error:
            yield context.problem(
                "item", item.id, "recurrence", "rule", rule="invalid-recurrence", got=recurrence.rule,
                message=f"item {item.id} has a recurrence rule that cannot be used: {error}",
                hint="write an RFC 5545 rule such as FREQ=MONTHLY;BYDAY=-1TH",
            )  # fmt: skip
            continue
        for day in sorted(day for day in recurrence.overrides if not _gives(rule, day)):
            yield context.problem(
                "item", item.id, "recurrence", "overrides", day.isoformat(), rule="override-without-occurrence",
                severity="warning", at_key=True, got=day.isoformat(),
                message=f"item {item.id} overrides a day on which its rule gives nothing",
                hint="use the date the rule gives, before any move because of a holiday",
            )  # fmt: skip


def _gives(rule: Any, day: date) -> bool:
    moment = datetime.combine(day, time())
    return bool(rule.between(moment, moment, inc=True))
