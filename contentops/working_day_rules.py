"""Recurrence rules in words, about working days: `last working Thursday of the month`, `every 2nd working Monday`.

RFC 5545 knows no public holidays, so such days have no RRULE. A rule in words names one working day of every
week, month, quarter or year, or counts working days from its start on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from contentops.problem import suggest
from contentops.working_days import CountryDays

_DAY = timedelta(days=1)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WORDS = ("first", "second", "third", "fourth", "fifth")
_SPANS = {"week": (1, 7), "month": (5, 31), "quarter": (14, 92), "year": (53, 366)}
"""Span -> how often a weekday, and how many days, it has at most."""
_SURE = {"week": (1, 1), "month": (3, 15), "quarter": (10, 45), "year": (40, 200)}
"""Up to which number every span has that many, whatever the public holidays."""
_ONE_OF = re.compile(
    r"(?:the )?(?:(?P<number>\S+) )??(?P<last>last )?working (?P<day>\S+)"
    r"(?: of (?:the|each|every(?: (?P<every>\S+))?) (?P<span>\S+))?\Z"
)
_EACH = re.compile(r"every (?:(?P<every>\S+) )?working (?P<day>\S+)\Z")
_NUMBER = re.compile(r"([1-9][0-9]{0,2})(?:st|nd|rd|th)\Z")
_LONGEST = 100
FORMS = "`last working thursday of the month`, `3rd working day of the month` or `every 2nd working monday`"


def is_in_words(rule: str) -> bool:
    """Whether a recurrence rule is one in words; else it is meant to be an RRULE, which has parts `NAME=VALUE`."""
    return "=" not in rule


@dataclass(frozen=True, slots=True)
class WorkingDayRule:
    """Which working days: the `number`-th (negative: from the end) of each `every`-th `span`.

    With `weekday` (0 is Monday) only that day of the week counts. Without a `span` every `every`-th such day
    from the start on.
    """

    number: int
    weekday: int | None
    span: str | None
    every: int = 1

    @property
    def is_sure(self) -> bool:
        """Whether it gives days whatever the public holidays are."""
        if self.weekday is not None and self.weekday > 4:
            return False
        if self.span is None:
            return True
        return abs(self.number) <= _SURE[self.span][0 if self.weekday is not None else 1]

    def dates(
        self, start: date, first: date, last: date, days: CountryDays, fiscal_year_start: int = 1
    ) -> Iterator[tuple[date, date]]:
        """The days from `first` to `last`, each after the date that names it for good.

        The name is the date there would be without public holidays; it stays when a government announces
        others. Days that are counted from the start on have no such date and are named by themselves.
        """
        if self.span is None:
            yield from self._counted(start, first, last, days)
            return
        begin = self._begin(max(first, start), fiscal_year_start)
        while begin <= last:
            after = self._next(begin)
            if (
                self._index(begin) % self.every
                == self._index(self._begin(start, fiscal_year_start)) % self.every
            ):
                named = self._name(begin, after, days)
                if named is not None and named[0] >= start and first <= named[1] <= last:
                    yield named
            begin = after

    def names(self, start: date, name: date, days: CountryDays, fiscal_year_start: int = 1) -> bool:
        """Whether the rule gives an occurrence of this name."""
        first, last = name - _REACH[self.span], name + _REACH[self.span]
        return any(own == name for own, _ in self.dates(start, first, last, days, fiscal_year_start))

    def _name(self, begin: date, after: date, days: CountryDays) -> tuple[date, date] | None:
        span = [begin + n * _DAY for n in range((after - begin).days)]
        if self.weekday is not None:
            plain = span = [day for day in span if day.weekday() == self.weekday]
        else:
            plain = [day for day in span if day.weekday() < 5]
        day = self._pick([day for day in span if days.is_working_day(day)])
        if day is None:
            return None
        return self._pick(plain) or day, day

    def _pick(self, listed: list[date]) -> date | None:
        if len(listed) < abs(self.number):
            return None
        return listed[self.number - 1 if self.number > 0 else self.number]

    def _counted(
        self, start: date, first: date, last: date, days: CountryDays
    ) -> Iterator[tuple[date, date]]:
        step = _DAY
        day = start
        if self.weekday is not None:
            day += ((self.weekday - start.weekday()) % 7) * _DAY
            step = 7 * _DAY
        number = 0
        while day <= last:
            if days.is_working_day(day):
                if number % self.every == 0 and day >= first:
                    yield day, day
                number += 1
            day += step

    def _begin(self, day: date, fiscal_year_start: int) -> date:
        """The first day of the span that `day` lies in."""
        if self.span == "week":
            return day - day.weekday() * _DAY
        size = _MONTHS[self.span or ""]
        months = day.year * 12 + day.month - fiscal_year_start
        return _month(months - months % size + fiscal_year_start - 1)

    def _next(self, begin: date) -> date:
        if self.span == "week":
            return begin + 7 * _DAY
        return _month(begin.year * 12 + begin.month - 1 + _MONTHS[self.span or ""])

    def _index(self, begin: date) -> int:
        """The spans in a row; those that begin on the dates of `_begin` differ by one."""
        if self.span == "week":
            return begin.toordinal() // 7
        return (begin.year * 12 + begin.month - 1) // _MONTHS[self.span or ""]


_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_REACH = {
    None: timedelta(0), "week": 7 * _DAY, "month": 31 * _DAY, "quarter": 92 * _DAY, "year": 366 * _DAY
}  # fmt: skip


def _month(index: int) -> date:
    return date(index // 12, index % 12 + 1, 1)


def read_words(rule: str) -> WorkingDayRule:
    """A rule in words. Raises `ValueError`, in words for people, when it is none or no day fits it."""
    text = " ".join(rule.lower().split())
    if len(text) > _LONGEST or "working" not in text:
        raise ValueError("expected one line of words about a working day, or of parts such as FREQ=WEEKLY")
    each = _EACH.match(text)
    if each is not None:
        return WorkingDayRule(1, _read_day(each["day"]), None, _read_number(each["every"] or "1st"))
    match = _ONE_OF.match(text)
    if match is None:
        raise ValueError("expected words such as `last working thursday of the month`")
    if match["number"] is None and match["last"] is None:
        raise ValueError("it does not say which working day: `first`, `3rd`, `last` ...")
    number = _read_number(match["number"] or "1st")
    span = match["span"] or "month"
    if span not in _SPANS:
        raise ValueError(f"{span!r} is no span of time; {suggest(span, _SPANS, noun='spans')}")
    weekday = _read_day(match["day"])
    most = _SPANS[span][0 if weekday is not None else 1]
    if number > most:
        many = f"{_WEEKDAYS[weekday].capitalize()}s" if weekday is not None else "days"
        raise ValueError(f"no day fits it: a {span} has at most {most} {many if most > 1 else many[:-1]}")
    return WorkingDayRule(
        -number if match["last"] else number, weekday, span, _read_number(match["every"] or "1st")
    )


def _read_day(word: str) -> int | None:
    """A weekday, or None for `day`."""
    if word in ("day", "days"):
        return None
    for number, name in enumerate(_WEEKDAYS):
        if word in (name, name[:3]):
            return number
    raise ValueError(f"{word!r} is no day; {suggest(word, (*_WEEKDAYS, 'day'), noun='days')}")


def _read_number(word: str) -> int:
    if word in _WORDS:
        return _WORDS.index(word) + 1
    match = _NUMBER.match(word)
    if match is None:
        raise ValueError(f"{word!r} is no number; write first, 2nd, 3rd ... or last")
    return int(match[1])
