"""weekday-wrong: a date and the weekday beside it do not agree.

One of the two is wrong, and readers come on the other. Only dates with a year are looked at.

Found:

    ---
    template: event_announcement
    language: zh
    ---
    # 屿联用户沙龙开放报名

    - 时间：2027年1月27日（周四）14:00

Not found:

    ---
    template: event_announcement
    language: zh
    ---
    # 屿联用户沙龙开放报名

    - 时间：2027年1月27日（周三）14:00
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from contentops.lint.document import Document
from contentops.lint.finding import Finding
from contentops.lint.written_dates import find_dates

NAME = "weekday-wrong"

_DAYS_ZH = "一二三四五六日"
_DAYS_EN = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_AFTER = re.compile(
    r"\s?[（(,，]?\s?(?:(?:星期|周|礼拜)([一二三四五六日天])|(?i:(mon|tues|wednes|thurs|fri|satur|sun)day\b))"
)
_BEFORE = re.compile(
    r"(?:(?:星期|周|礼拜)([一二三四五六日天])|(?i:\b(mon|tues|wednes|thurs|fri|satur|sun)day))[,，）)]?\s?(?:the\s)?\Z"
)


def find(document: Document) -> Iterator[Finding]:
    """The weekdays that are not those of the dates beside them."""
    for block in document.outline.blocks:
        if not any(char.isdigit() for char in block.text):
            continue
        for day in find_dates(block.text):
            if not day.year or re.search(r"\d\s?(?:[-–—]|to|and)\s?\d", block.text[day.start : day.end]):
                continue
            begin = max(0, day.start - 12)
            before = _BEFORE.search(block.text[begin : day.start])
            named = _AFTER.match(block.text, day.end) or before
            if named is None:
                continue
            right = date(day.year, day.month, day.day).weekday()
            if _number(named) != right:
                offset = block.start + (begin if named is before else 0)
                weekday = f"周{_DAYS_ZH[right]}" if named.group(1) else _DAYS_EN[right].capitalize()
                group = 1 if named.group(1) else 2
                end = named.end(group) + (0 if group == 1 else 3)
                message = (
                    f"{day.iso()} is a {_DAYS_EN[right].capitalize()} ({weekday})"
                    if group == 1
                    else f"{day.iso()} is a {weekday}"
                )
                yield document.finding(NAME, "error", offset + named.start(group), offset + end, message)


def _number(named: re.Match[str]) -> int:
    """The weekday as a number, Monday being 0."""
    if named.group(1):
        return _DAYS_ZH.index(named.group(1).replace("天", "日"))
    return next(number for number, day in enumerate(_DAYS_EN) if day.startswith(named.group(2).lower()))
