"""The days off that a provisional plan assumes are named, so that people can check them first."""

from __future__ import annotations

import pytest

from contentops.render.assumed_days import assumed_line, assumed_sentence
from contentops.render.overview import Overview
from tests.render.example import build_calendar, build_workspace


def _overview(language: str, period: str, *years: str) -> Overview:
    calendar = build_calendar(language, period=period, provisional_years=list(years), entries=[])
    return Overview(calendar, build_workspace(language))


@pytest.mark.parametrize(
    ("language", "period", "years", "sentence"),
    [
        ("zh", "2027-Q1", ["CN 2027"], "目前按以下日期估算：元旦 1 月 1 日；春节 2 月 5 日至 10 日。"),
        (
            "en",
            "2027-Q1",
            ["CN 2027"],
            "Assumed for now: New Year's Day 1 January; Chinese New Year (Spring Festival) 5 to 10 February.",
        ),
        # Two holidays in a row are one run of days off; the year before is not assumed.
        ("zh", "2028-10", ["CN 2028"], "目前按以下日期估算：国庆节、中秋节 10 月 1 日至 4 日。"),
        (
            "zh",
            "2028-01",
            ["CN 2028"],
            "目前按以下日期估算：元旦 1 月 1 日至 3 日；春节 1 月 25 日至 28 日。",
        ),
        (
            "zh",
            "2027-02",
            ["CN 2027", "SG 2027"],
            "目前按以下日期估算：中国：春节 2 月 5 日至 10 日；新加坡：农历新年 2 月 6 日至 8 日。",
        ),
        ("zh", "2027-03", ["CN 2027"], ""),
        ("zh", "2027-Q1", ["CN 2026", "XX 2027", "2027", "CN 0000", "CN 99999"], ""),
    ],
)
def test_the_assumed_days_are_named(language: str, period: str, years: list[str], sentence: str) -> None:
    assert assumed_sentence(_overview(language, period, *years)) == sentence


def test_in_a_terminal_in_figures() -> None:
    line = assumed_line(_overview("zh", "2027-Q1", "CN 2027"))
    assert line == "目前按以下日期估算：元旦 01-01；春节 02-05–02-10。"


def test_a_run_that_the_period_cuts_keeps_to_the_period() -> None:
    sentence = assumed_sentence(_overview("zh", "2027-W05", "CN 2027"))
    assert sentence == "目前按以下日期估算：春节 2 月 5 日至 7 日。"


def test_work_before_the_period_and_waves_after_it_count() -> None:
    calendar = build_calendar("zh", period="2026-12", provisional_years=["CN 2027"])
    overview = Overview(calendar, build_workspace("zh"))
    assert assumed_sentence(overview) == "目前按以下日期估算：元旦 1 月 1 日。"
