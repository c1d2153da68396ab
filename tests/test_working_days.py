"""Working days against the official calendars: the State Council's notices, bank holidays, JP and SG."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from contentops.models.base import DateRange
from contentops.models.working_days import YearOfDays
from contentops.working_days import CountryDays, UnknownCountryError, is_known_country


def days(*texts: str) -> list[date]:
    return [date.fromisoformat(text) for text in texts]


def span(first: str, last: str) -> list[date]:
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    return [start + timedelta(days=n) for n in range((end - start).days + 1)]


# The notices of the General Office of the State Council for 2025 and 2026.
CHINA_OFF = [
    *days("2025-01-01"),
    *span("2025-01-28", "2025-02-04"),
    *span("2025-04-04", "2025-04-06"),
    *span("2025-05-01", "2025-05-05"),
    *span("2025-05-31", "2025-06-02"),
    *span("2025-10-01", "2025-10-08"),
    *span("2026-01-01", "2026-01-03"),
    *span("2026-02-15", "2026-02-23"),
    *span("2026-04-04", "2026-04-06"),
    *span("2026-05-01", "2026-05-05"),
    *span("2026-06-19", "2026-06-21"),
    *span("2026-09-25", "2026-09-27"),
    *span("2026-10-01", "2026-10-07"),
]
CHINA_MAKE_UP = days(
    "2025-01-26", "2025-02-08", "2025-04-27", "2025-09-28", "2025-10-11",
    "2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10",
)  # fmt: skip


def test_every_day_of_china_2025_and_2026_is_as_announced() -> None:
    china = CountryDays("CN")
    for day in span("2025-01-01", "2026-12-31"):
        expected = day in CHINA_MAKE_UP or (day.weekday() < 5 and day not in CHINA_OFF)
        assert china.is_working_day(day) == expected, day
        assert china.is_make_up(day) == (day in CHINA_MAKE_UP), day


@pytest.mark.parametrize(
    ("country", "off"),
    [
        ("US", ["2026-01-19", "2026-05-25", "2026-07-03", "2026-11-26", "2027-12-31"]),
        ("GB", ["2026-04-03", "2026-04-06", "2026-05-04", "2026-08-31", "2026-12-28"]),
        ("DE", ["2026-04-06", "2026-05-14", "2026-05-25", "2027-03-26"]),
        ("JP", ["2026-05-06", "2026-09-22", "2027-01-11", "2027-03-22"]),
        ("SG", ["2026-02-17", "2026-06-01", "2027-02-08", "2026-11-09"]),
    ],
)
def test_public_holidays_of_other_countries(country: str, off: list[str]) -> None:
    calendar = CountryDays(country)
    for day in days(*off):
        assert day.weekday() < 5 and not calendar.is_working_day(day), day
        assert calendar.is_working_day(calendar.on_or_after(day))


def test_only_unannounced_years_of_announcing_countries_are_provisional() -> None:
    china = CountryDays("CN")
    assert [china.is_provisional(year) for year in (2025, 2026)] == [False, False]
    assert china.is_provisional(2035)
    for country in ("US", "GB", "DE", "JP"):
        assert not CountryDays(country).is_provisional(2035)
    assert not CountryDays("SG").is_provisional(2026)
    assert CountryDays("SG").is_provisional(2035)  # Hari Raya follows the moon: an estimate


def test_a_supplied_year_replaces_the_rules_and_ends_provisional() -> None:
    supplied = {
        2035: YearOfDays(
            holidays=[DateRange.model_validate({"from": "2035-02-05", "to": "2035-02-09", "note": "春节"})],
            make_up=days("2035-02-10"),
        )
    }
    china = CountryDays("CN", supplied)
    assert not china.is_provisional(2035)
    assert not china.is_working_day(date(2035, 2, 5))
    assert china.is_working_day(date(2035, 2, 10)) and china.is_make_up(date(2035, 2, 10))
    assert china.is_working_day(date(2035, 10, 1)), "a supplied year says everything about the year"
    assert china.holiday_name(date(2035, 2, 6), "en") == "春节"
    assert not china.is_working_day(date(2036, 10, 1)), "other years keep their rules"


def test_counting_working_days_over_spring_festival_2026() -> None:
    china = CountryDays("CN")
    saturday = date(2026, 2, 14)  # worked, the last day before nine days off
    assert china.add(saturday, 0) == saturday
    assert china.add(saturday, 1) == date(2026, 2, 24)
    assert china.add(date(2026, 2, 18), 0) == date(2026, 2, 24)
    assert china.add(date(2026, 2, 18), -1) == saturday
    assert china.add(date(2026, 2, 24), -2) == date(2026, 2, 13)
    assert china.on_or_before(date(2026, 2, 20)) == saturday
    week = china.between(date(2026, 2, 23), date(2026, 3, 1))
    assert week == days("2026-02-24", "2026-02-25", "2026-02-26", "2026-02-27", "2026-02-28")


def test_holiday_names_in_both_languages() -> None:
    china = CountryDays("CN")
    assert china.holiday_name(date(2026, 2, 17), "zh") == "春节"
    assert china.holiday_name(date(2026, 2, 20), "zh") == "春节", "a bridge day belongs to its holiday"
    assert china.holiday_name(date(2026, 4, 6), "zh") == "清明节"
    assert china.holiday_name(date(2026, 10, 1), "en") == "National Day"
    assert china.holiday_name(date(2026, 3, 3), "zh") is None
    assert CountryDays("US").holiday_name(date(2026, 11, 26), "zh") == "感恩节"
    assert CountryDays("DE").holiday_name(date(2026, 10, 3), "en") == "German Unity Day"
    assert CountryDays("SG").holiday_name(date(2026, 6, 1), "zh") == "卫塞节"


def test_an_unknown_country_needs_supplied_years() -> None:
    assert is_known_country("CN") and not is_known_country("XX")
    with pytest.raises(UnknownCountryError, match="XX"):
        CountryDays("XX").is_working_day(date(2026, 1, 1))
    supplied = CountryDays("XX", {2026: YearOfDays()})
    assert supplied.is_working_day(date(2026, 1, 1))
    assert not supplied.is_working_day(date(2026, 1, 3))


def test_working_days_of_other_years_reach_over_new_year() -> None:
    # 2011-12-31 was worked for the New Year break of 2012.
    assert CountryDays("CN").is_make_up(date(2011, 12, 31))
