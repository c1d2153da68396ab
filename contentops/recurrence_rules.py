"""Recurrence rules of RFC 5545, as far as a plan can use them: rules that give days, at least one.

The rules themselves are computed by the package `dateutil`, imported only when there is one to read.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import Any

from contentops.models.item import Recurrence
from contentops.problem import suggest

_FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_PARTS = (
    "FREQ", "INTERVAL", "COUNT", "UNTIL", "BYMONTH", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYDAY",
    "BYSETPOS", "WKST",
)  # fmt: skip
_NUMBER = re.compile(r"[1-9][0-9]{0,3}\Z")
_UNTIL = re.compile(r"[0-9]{8}(T[0-9]{6}Z?)?\Z")
_ORDINAL = re.compile(r"[+-]?([0-9]+)[A-Z]{2}\Z")
_LONGEST = 500


def read_rule(recurrence: Recurrence) -> Any:
    """The rule as `dateutil` knows it. Raises `ValueError`, in words for people, when it is of no use.

    Refused are, besides what RFC 5545 does not know: times of the day (a plan has days), and rules that
    never give a day, because looking for their first one takes seconds.
    """
    parts = _parts(recurrence.rule)
    given = ";".join(f"{name}={value}" for name, value in parts.items())
    rule = _build(given, recurrence.start)
    if not _ever(parts):
        raise ValueError("no day fits it")
    return rule


def _parts(text: str) -> dict[str, str]:
    text = text.strip().upper().removeprefix("RRULE:")
    if len(text) > _LONGEST or not text.isascii() or len(text.split()) != 1:
        raise ValueError("expected one line of parts such as FREQ=WEEKLY, divided by semicolons")
    parts: dict[str, str] = {}
    for part in text.removesuffix(";").split(";"):
        name, equals, value = part.partition("=")
        if name not in _PARTS or not value or not equals:
            if name in ("BYHOUR", "BYMINUTE", "BYSECOND"):
                raise ValueError("a rule gives days, not hours")
            raise ValueError(f"{part!r} is no part of a rule; {suggest(name, _PARTS, noun='parts')}")
        if name in parts:
            raise ValueError(f"{name} stands in it twice")
        parts[name] = value
    _check_parts(parts)
    return parts


def _check_parts(parts: dict[str, str]) -> None:
    frequency = parts.get("FREQ")
    if frequency not in _FREQUENCIES:
        raise ValueError(f"FREQ is none of {', '.join(_FREQUENCIES)}")
    for name in ("INTERVAL", "COUNT"):
        if name in parts and not _NUMBER.match(parts[name]):
            raise ValueError(f"{name} is a whole number from 1 to 9999")
    if "UNTIL" in parts:
        if not _UNTIL.match(parts["UNTIL"]):
            raise ValueError("UNTIL is a day written 20271231")
        parts["UNTIL"] = parts["UNTIL"][:8]  # our days have no time and no zone
    ordinals = [int(match[1]) for day in parts.get("BYDAY", "").split(",") if (match := _ORDINAL.match(day))]
    if ordinals and frequency in ("DAILY", "WEEKLY"):
        raise ValueError("a weekday with a number, such as -1TH, needs FREQ=MONTHLY or YEARLY")
    if ordinals and (frequency == "MONTHLY" or "BYMONTH" in parts) and max(ordinals) > 5:
        raise ValueError(f"no month has a weekday {max(ordinals)} times")


def _ever(parts: dict[str, str]) -> bool:
    """Whether any day fits the parts that pick days; asked month by month, where the answer comes quickly."""
    if not any(name in parts for name in ("BYMONTHDAY", "BYYEARDAY", "BYWEEKNO")):
        return True
    picks = ("BYMONTH", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYDAY")
    yearly = ";".join(f"{name}={parts[name]}" for name in picks if name in parts)
    return next(iter(_build(f"FREQ=YEARLY;{yearly}", date(2000, 1, 1))), None) is not None


def _build(text: str, start: date) -> Any:
    from dateutil.rrule import rrulestr

    try:
        return rrulestr(text, dtstart=datetime.combine(start, time()))
    except (ValueError, TypeError, AttributeError, KeyError, IndexError, OverflowError) as error:
        raise ValueError(str(error)) from None
