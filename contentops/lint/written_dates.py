"""Dates as drafts write them, in Chinese and English, with the place of each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?)"
)
_SPAN = r"(?:\s?(?:[-–—]|to|and)\s?\d{1,2}(?:st|nd|rd|th)?)?"
_FORMS = (
    r"(?P<year>\d{4})\s?年\s?(?P<month>\d{1,2})\s?月\s?(?P<day>\d{1,2})\s?[日号]",
    r"(?P<year>[〇零○一二三四五六七八九]{4})年(?P<month>[一二三四五六七八九十]{1,2})月(?P<day>[一二三四五六七八九十]{1,3})[日号]",
    r"(?<![\d年-])(?P<month>\d{1,2})\s?月\s?(?P<day>\d{1,2})\s?[日号]",
    r"(?<![\d.])(?P<year>\d{4})(?P<dot>[-/.])(?P<month>\d{1,2})(?P=dot)(?P<day>\d{1,2})(?![\d.]\d)",
    rf"(?i)\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?{_SPAN}\s(?:of\s)?{_MONTH}(?:,?\s(?P<year>\d{{4}})\b)?",
    rf"(?i)\b{_MONTH}\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?!:){_SPAN}(?:,?\s(?P<year>\d{{4}})\b)?",
)
_DIGITS = {mark: number for number, mark in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0}


class WrittenDate(NamedTuple):
    """A date in a text; `year` is 0 when the text leaves it out. `start` and `end` are its place."""

    year: int
    month: int
    day: int
    start: int
    end: int

    def iso(self, year: int = 0) -> str:
        """`2027-01-12`; without a year in the text, `year`'s."""
        return f"{self.year or year:04}-{self.month:02}-{self.day:02}"

    def is_on(self, iso: str) -> bool:
        """Whether this is the given day, the year being whatever the text leaves open."""
        return bool(iso) and self.iso(int(iso[:4])) == iso


def find_dates(text: str) -> list[WrittenDate]:
    """The dates in the text, in order; days that no calendar has are left out."""
    found: dict[int, WrittenDate] = {}
    taken: list[tuple[int, int]] = []
    for form in _FORMS:
        for match in re.finditer(form, text):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            written = _read(match)
            if written is not None:
                taken.append(match.span())
                found[match.start()] = written
    return [found[start] for start in sorted(found)]


def days_of(written: WrittenDate, text: str) -> Iterator[tuple[int, int]]:
    """The months and days that a date covers with what follows it: `3月17日至19日`, `9–10 March`."""
    yield written.month, written.day
    last = re.match(r"\s?(?:[-–—~～至到]+)\s?(\d{1,2})\s?[日号]", text[written.end :])
    inside = re.search(
        r"(\d{1,2})(?:st|nd|rd|th)?\s?(?:[-–—]|to|and)\s?(\d{1,2})", text[written.start : written.end]
    )
    end = int(last.group(1)) if last else int(inside.group(2)) if inside else 0
    for day in range(written.day + 1, min(end, 31) + 1):
        yield written.month, day


def _read(match: re.Match[str]) -> WrittenDate | None:
    parts = match.groupdict()
    month = _month(parts["month"])
    day = _number(parts["day"])
    year = _year(parts["year"]) if parts.get("year") else 0
    try:
        date(year or 2024, month, day)
    except ValueError:
        return None
    return WrittenDate(year, month, day, *match.span())


def _month(written: str) -> int:
    short = written[:3].lower()
    return _MONTHS.index(short) + 1 if short in _MONTHS else _number(written)


def _year(written: str) -> int:
    return int("".join(str(_DIGITS.get(char, char)) for char in written))


def _number(written: str) -> int:
    if written.isdecimal():
        return int(written)
    tens, ten, ones = written.rpartition("十")
    if not ten:
        return _DIGITS[written]
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)
