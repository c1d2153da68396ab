"""Which days are worked in a country: public holidays, make-up working days, announced or not yet.

The rules of public holidays come from the package `holidays`, imported only when a year is asked
for. In some countries (China above all) the government announces each year which weekend days are
worked to make a bridge; a year that is neither in the package's own table of announcements nor
supplied by the workspace is *provisional*: its rules are known, its make-up days are not.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from contentops.errors import ContentopsError
from contentops.holiday_names import chinese_holiday_name

if TYPE_CHECKING:
    from contentops.models.base import Language
    from contentops.models.working_days import YearOfDays

_DAY = timedelta(days=1)
_SEARCH_LIMIT = 400
# `holidays` knows the United Kingdom by its parts; without one, Easter Monday and the summer bank
# holiday are missing. Teams elsewhere in the UK supply their days in working_days.yaml.
_SUBDIVISION = {"GB": "ENG"}
_SUFFIX = re.compile(r"\s*[（(](?:observed|estimated|observed, estimated|补假|推断|预计)[）)]\s*\Z", re.I)
_SUBSTITUTED = re.compile(r"day off \(|休息日", re.I)


class UnknownCountryError(ContentopsError):
    """There are no public holidays for this country, and the workspace supplies none."""


class CountryDays:
    """The working days of one country, built lazily year by year.

    `supplied` holds years from the workspace's `working_days.yaml`; such a year replaces ours. Saturday
    and Sunday (or the country's own weekend) are off unless they are make-up days. Raises
    `UnknownCountryError` when a year is needed of a country nobody knows.
    """

    def __init__(self, country: str, supplied: Mapping[int, YearOfDays] | None = None) -> None:
        self.country = country
        self._supplied = dict(supplied or {})
        self._years: dict[int, frozenset[date]] = {}
        self._make_up: dict[int, frozenset[date]] = {}

    def is_working_day(self, day: date) -> bool:
        """Whether people work on `day`, leave aside."""
        worked = self._years.get(day.year)
        if worked is None:
            worked = self._load(day.year)
        return day in worked

    def is_make_up(self, day: date) -> bool:
        """Whether `day` is a weekend day worked in exchange for another."""
        self.is_working_day(day)
        return day in self._make_up[day.year]

    def is_provisional(self, year: int) -> bool:
        """Whether the country announces its calendar year by year and that of `year` is not known yet.

        Also true where a holiday of the year is only an estimate (those that follow the moon). Countries
        whose holidays follow from rules alone are never provisional.
        """
        if year in self._supplied:
            return False
        rules = _rules(self.country, year, "en")
        return _not_announced(rules, year) or any(
            day.year == year and "estimated" in name for day, name in rules.items()
        )

    def holiday_name(self, day: date, language: Language) -> str | None:
        """What is celebrated on `day`, without remarks such as "observed"; None on other days."""
        supplied = self._supplied.get(day.year)
        if supplied is not None:
            return self._supplied_name(supplied, day, language)
        return _name_by_rules(self.country, day, language)

    def on_or_after(self, day: date) -> date:
        """The first working day from `day` on."""
        return self._seek(day, _DAY)

    def on_or_before(self, day: date) -> date:
        """The last working day up to `day`."""
        return self._seek(day, -_DAY)

    def add(self, day: date, working_days: int) -> date:
        """The `working_days`-th working day after `day` (before it when negative); 0: `on_or_after`."""
        if working_days == 0:
            return self.on_or_after(day)
        step = _DAY if working_days > 0 else -_DAY
        for _ in range(abs(working_days)):
            day = self._seek(day + step, step)
        return day

    def between(self, first: date, last: date) -> list[date]:
        """The working days from `first` to `last`, both included."""
        days = (first + timedelta(days=n) for n in range((last - first).days + 1))
        return [day for day in days if self.is_working_day(day)]

    def _seek(self, day: date, step: timedelta) -> date:
        for _ in range(_SEARCH_LIMIT):
            if self.is_working_day(day):
                return day
            day += step
        raise ContentopsError(f"{self.country} has no working day within a year of {day}")

    def _load(self, year: int) -> frozenset[date]:
        days = [date(year, 1, 1) + timedelta(days=n) for n in range(366)]
        if days[-1].year != year:
            days.pop()
        supplied = self._supplied.get(year)
        if supplied is None:
            rules = _rules(self.country, year, "en")
            worked = {day for day in days if rules.is_working_day(day)}
            make_up = {day for day in rules.weekend_workdays if day.year == year}
        else:
            make_up = {day for day in supplied.make_up if day.year == year}
            off = {day for day in days for span in supplied.holidays if span.covers(day)}
            weekend = _weekend(self.country, year)
            worked = {day for day in days if day.weekday() not in weekend and day not in off} | make_up
        self._years[year] = frozenset(worked)
        self._make_up[year] = frozenset(make_up)
        return self._years[year]

    def _supplied_name(self, supplied: YearOfDays, day: date, language: Language) -> str | None:
        for span in supplied.holidays:
            if span.covers(day):
                by_rules = _name_by_rules(self.country, day, language) if span.note is None else None
                return span.note or by_rules or ("节假日" if language == "zh" else "public holiday")
        return None


def is_known_country(country: str) -> bool:
    """Whether we have public holidays for `country` (two capital letters)."""
    from holidays.registry import COUNTRIES

    return any(country in names for names in COUNTRIES.values())


@lru_cache(maxsize=64)
def _rules(country: str, year: int, language: str) -> Any:
    """The `holidays` object for `year`; neighbouring years too, whose bridges may reach into it."""
    import holidays

    if not is_known_country(country):
        raise UnknownCountryError(
            f"no public holidays are known for country {country}",
            hint="write another country, or its years in working_days.yaml",
        )
    chosen = _library_language(country, language)
    years = (year - 1, year, year + 1)
    if country in _SUBDIVISION:
        return holidays.country_holidays(
            country, subdiv=_SUBDIVISION[country], years=years, language=chosen, expand=False
        )
    return holidays.country_holidays(country, years=years, language=chosen, expand=False)


@lru_cache(maxsize=64)
def _library_language(country: str, language: str) -> str | None:
    import holidays

    known = holidays.country_holidays(country).supported_languages or ()
    wanted: tuple[str, ...] = ("zh_CN",) if language == "zh" else ()
    for name in (*wanted, "en_US", f"en_{country}"):
        if name in known:
            return name
    return None


def _not_announced(rules: Any, year: int) -> bool:
    """Whether `year` lies after the last year whose bridges are in the package's static table.

    An entry of four numbers or more reads "this day is off in exchange for that one"; a country with
    no such entry does not move working days.
    """
    table: Mapping[int, Any] = getattr(rules, "special_public_holidays", None) or {}
    announced = [known for known, entries in table.items() if any(_is_exchange(e) for e in _listed(entries))]
    return bool(announced) and year > max(announced)


def _listed(entries: Any) -> tuple[Any, ...]:
    """The table's entries; a year with a single one holds it unwrapped."""
    return entries if entries and isinstance(entries[0], tuple) else (entries,)


def _is_exchange(entry: tuple[Any, ...]) -> bool:
    return len(entry) >= 4 and all(isinstance(part, int) for part in entry[:4])


def _weekend(country: str, year: int) -> frozenset[int]:
    try:
        return frozenset(_rules(country, year, "en").weekend)
    except UnknownCountryError:
        return frozenset({5, 6})


@lru_cache(maxsize=4096)
def _name_by_rules(country: str, day: date, language: str) -> str | None:
    try:
        rules = _rules(country, day.year, language)
    except UnknownCountryError:
        return None
    name: str | None = rules.get(day)
    if name is None:
        return None
    if _SUBSTITUTED.search(name):
        name = _bridged_holiday(rules, day) or ("调休" if language == "zh" else "day off")
    name = name.split("; ")[0]
    while (bare := _SUFFIX.sub("", name)) != name:
        name = bare
    return chinese_holiday_name(name) if language == "zh" else name


def _bridged_holiday(rules: Any, day: date) -> str | None:
    """The holiday whose days off a bridge day belongs to: the nearest in the same run of days off."""
    for step in (-_DAY, _DAY):
        near = day + step
        while not rules.is_working_day(near) and abs((near - day).days) <= 10:
            name: str | None = rules.get(near)
            if name is not None and not _SUBSTITUTED.search(name):
                return name
            near += step
    return None
