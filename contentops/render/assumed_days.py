"""The days off that a plan assumes where a country has not announced them yet, in words.

People check these dates first once the announcement is out, so every output names them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from contentops.render.figures import short_span
from contentops.render.overview import Overview
from contentops.working_days import UnknownCountryError

_DAY = timedelta(days=1)
_EVES = frozenset({"农历除夕", "Chinese New Year's Eve"})
"""Days off that belong to the holiday after them."""


@dataclass(frozen=True)
class _Run:
    """Days off in a row, from the first public holiday in it to the last."""

    names: tuple[str, ...]
    first: date
    last: date


_When = Callable[[Overview, _Run], str]


def assumed_sentence(overview: Overview) -> str:
    """The assumed days off within the plan as a sentence; empty when none is known."""
    return _sentence(overview, _long)


def assumed_line(overview: Overview) -> str:
    """The same with dates in figures, for a terminal."""
    return _sentence(overview, lambda _, run: short_span(run.first, run.last))


def _sentence(overview: Overview, when: _When) -> str:
    words, named = overview.words, _by_country(overview)
    countries = []
    for code, runs in named.items():
        days = words["semicolon"].join(
            words.say("assumed_run", name=words.listed(list(run.names)), days=when(overview, run))
            for run in runs
        )
        country = words.name("country", code)
        countries.append(words.say("assumed_in", country=country, days=days) if len(named) > 1 else days)
    return words.say("assumed", days=words["semicolon"].join(countries)) if countries else ""


def _by_country(overview: Overview) -> dict[str, list[_Run]]:
    """Country -> its runs, for the provisional years that the calendar names."""
    found: dict[str, list[_Run]] = {}
    first, last = _reach(overview)
    for text in overview.calendar.provisional_years:
        code, _, number = text.partition(" ")
        # Whoever edits the record may write anything: only the years that the plan touches count.
        year = next((year for year in range(first.year, last.year + 1) if str(year) == number), None)
        if year is None:
            continue
        begin, end = max(first, date(year, 1, 1)), min(last, date(year, 12, 31))
        try:
            runs = list(_runs(overview, code, begin, end))
        except UnknownCountryError:
            continue
        if runs:
            found.setdefault(code, []).extend(runs)
    return found


def _reach(overview: Overview) -> tuple[date, date]:
    """The first and the last day the plan touches: work begins before the period, late waves follow it."""
    days = [overview.period.first, overview.period.last]
    for entry in overview.active:
        days += [wave.date for wave in entry.channels]
        days += [day for task in entry.tasks for day in (task.start, task.end)]
    return min(days), max(days)


def _runs(overview: Overview, code: str, begin: date, end: date) -> Iterator[_Run]:
    days, language = overview.country(code), overview.words.language
    holidays: list[tuple[date, str]] = []
    day = begin
    while day <= end + _DAY:
        inside = day <= end
        if holidays and (not inside or days.is_working_day(day)):
            names = [name for name in dict.fromkeys(name for _, name in holidays) if name not in _EVES]
            first, last = holidays[0][0], holidays[-1][0]
            yield _Run(tuple(names or [holidays[0][1]]), first, last)
            holidays = []
        name = days.holiday_name(day, language) if inside and not days.is_working_day(day) else None
        if name:
            holidays.append((day, name))
        day += _DAY


def _long(overview: Overview, run: _Run) -> str:
    words = overview.words
    if run.first == run.last:
        return words.day(run.first)
    if (run.first.year, run.first.month) == (run.last.year, run.last.month):
        return words.say(
            "days_of_month", month=words.months[run.first.month - 1], first=run.first.day, last=run.last.day
        )
    return words.say("span", first=words.day(run.first), last=words.day(run.last))
