"""Recurrence rules of RFC 5545, as far as a plan can use them: rules that give days, at least one.

Rules in words, about working days, are in `working_day_rules`.

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
    check_end(recurrence, parts.get("UNTIL"))
    if recurrence.until is not None:
        if "COUNT" in parts:
            raise ValueError("COUNT and until both say when it ends; keep one of them")
        parts["UNTIL"] = f"{recurrence.until:%Y%m%d}"
    given = ";".join(f"{name}={value}" for name, value in parts.items())
    rule = _build(given, recurrence.start)
    if not _ever(parts, recurrence.start) or next(iter(rule), None) is None:
        raise ValueError("no day fits it")
    return rule


def check_end(recurrence: Recurrence, own_end: str | None = None) -> None:
    """Raise `ValueError` when a rule ends before it starts, or is said to end on two days.

    `own_end` is the rule's own UNTIL, written `20271231`.
    """
    end = recurrence.until
    if own_end is not None:
        if end is not None and f"{end:%Y%m%d}" != own_end:
            raise ValueError("UNTIL and until name different days; keep one of them")
        try:
            end = datetime.strptime(own_end, "%Y%m%d").date()  # noqa: DTZ007  days have no zone
        except ValueError:
            raise ValueError("UNTIL is a day written 20271231") from None
    if end is not None and end < recurrence.start:
        raise ValueError(f"it ends on {end}, before its start {recurrence.start}")


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


def _ever(parts: dict[str, str], start: date) -> bool:
    """Whether any day fits the parts that pick days; asked month by month, where the answer comes quickly."""
    if not _meets_its_months(parts, start) or not _has_positions(parts):
        return False
    if not any(name in parts for name in ("BYMONTHDAY", "BYYEARDAY", "BYWEEKNO")):
        return True
    picks = ("BYMONTH", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYDAY")
    yearly = ";".join(f"{name}={parts[name]}" for name in picks if name in parts)
    return next(iter(_build(f"FREQ=YEARLY;{yearly}", date(2000, 1, 1))), None) is not None


def _meets_its_months(parts: dict[str, str], start: date) -> bool:
    """Whether every so many months from the start on there comes one of BYMONTH."""
    if parts["FREQ"] != "MONTHLY" or "BYMONTH" not in parts:
        return True
    step = int(parts.get("INTERVAL", "1"))
    met = {(start.month - 1 + step * turn) % 12 + 1 for turn in range(12)}
    return any(month.isdecimal() and int(month) in met for month in parts["BYMONTH"].split(","))


def _has_positions(parts: dict[str, str]) -> bool:
    """Whether the sets that BYSETPOS picks from can be as long as one of its numbers."""
    positions = [int(text) for text in parts.get("BYSETPOS", "").split(",") if text.lstrip("+-").isdecimal()]
    return not positions or min(map(abs, positions)) <= _longest_set(parts)


def _longest_set(parts: dict[str, str]) -> int:
    """How many days a day, week, month or year gives at most."""
    frequency = parts["FREQ"]
    months = len(parts["BYMONTH"].split(",")) if "BYMONTH" in parts else 12
    of_a_weekday = {"DAILY": 1, "WEEKLY": 1, "MONTHLY": 5, "YEARLY": min(53, 5 * months)}[frequency]
    sizes = [{"DAILY": 1, "WEEKLY": 7, "MONTHLY": 31, "YEARLY": min(366, 31 * months)}[frequency]]
    if "BYDAY" in parts:
        days = parts["BYDAY"].split(",")
        sizes.append(sum(months if _ORDINAL.match(day) else of_a_weekday for day in days))
    if "BYMONTHDAY" in parts:
        sizes.append(len(parts["BYMONTHDAY"].split(",")) * (months if frequency == "YEARLY" else 1))
    if "BYYEARDAY" in parts:
        sizes.append(len(parts["BYYEARDAY"].split(",")))
    if not any(name in parts for name in ("BYDAY", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYMONTH")):
        sizes.append(1)
    return min(sizes)


def _build(text: str, start: date) -> Any:
    from dateutil.rrule import rrulestr

    try:
        return rrulestr(text, dtstart=datetime.combine(start, time()))
    except (ValueError, TypeError, AttributeError, KeyError, IndexError, OverflowError) as error:
        raise ValueError(str(error)) from None
