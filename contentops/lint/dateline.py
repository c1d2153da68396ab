"""The dateline that opens a lead: where and when, in the forms that news uses in Chinese and English."""

from __future__ import annotations

import re
from typing import NamedTuple

from contentops.lint.written_dates import WrittenDate, find_dates

_REACH = 160
_DASH = re.compile(r"\s?(?:—+|–(?=\s)|--+|(?<=\s)[–-](?=\s))\s?|(?<=\d):\s")
_IN_BRACKETS = re.compile(r"\s*[（(【\[]([^）)】\]\n]{3,60})[）)】\]]\s*[—–:：-]*\s*")
_WIRE_EN = re.compile(
    r"(?i)/?\s?(?:PR ?Newswire|CNW|Xinhua)[^/—–]{0,30}/|\((?:BUSINESS WIRE|GLOBE ?NEWSWIRE|AP|Reuters"
    r"|ACCESSWIRE|Newsfile[^)]{0,20})\)"
)
_PLACE_EN = re.compile(r"[A-Z][\w'’.-]+")
_NO_PLACE_EN = re.compile(
    r"(?i)\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\b\.?|\b(?:mon|tues|wednes"
    r"|thurs|fri|satur|sun)day\b"
)
_WIRE_ZH = re.compile(
    r"[（(/【\[]?\s?(?:美通社|新华社|中新社|中新网|本报|本刊|本站|本网|[^\s（(/，。]{0,6}通讯社)\s?[）)/】\]]?"
)
_NEWS_ZH = re.compile(r"[^，。；！？\n]{0,30}?(?:讯|电)(?=[\s\u3000：:，,（(]|\Z)")
_DASH_ZH = re.compile(r"[^。；！？\n]{2,45}?(?:—+|–|--+|\s-\s)")
_SHORT_ZH = re.compile(
    "(?:中国)?[\u4e00-\u9fff]{2,3}[市省]?\\s?(?:—+|–|--+|-)|(?:中国)[\u4e00-\u9fff]{2,4}\\s?(?:—+|–|--+|-)"
)
_VAGUE_ZH = re.compile(r"近日|日前|近期|今日|今天|昨日|昨天|当日|当天|本周|上周|本月|今晚|今晨|\d{1,2}日")
_PLACE_ZH = re.compile(
    r"(?:在|于|落户|亮相|走进|来到|做客|落地)(?!线上线下)[^，。；、\d]{2,24}|线上|直播间"
    r"|[\u4e00-\u9fff]{2,8}(?:市|省|自治区|会展中心|会议中心|国际会展|园区|总部)"
)
_VAGUE_EN = re.compile(
    r"(?i)\b(?:today|yesterday|tomorrow|tonight|this (?:week|month|morning|quarter|year)|last (?:week"
    r"|month|quarter|year)"
    r"|next (?:week|month|quarter|year)|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b"
)


class Dateline(NamedTuple):
    """What a lead says of time and place. The report itself begins at `end` (0 without a dateline).

    `dated` also counts "today" and 近日; `day` is the date in the dateline, when it has one.
    """

    end: int
    day: WrittenDate | None
    dated: bool
    placed: bool


def find_dateline(lead: str, *, chinese: bool) -> Dateline:
    """The dateline of a lead, or what the lead says of time and place without one."""
    return _find_chinese(lead) if chinese else _find_english(lead)


def _find_english(lead: str) -> Dateline:
    bracketed = _IN_BRACKETS.match(lead)
    if bracketed and find_dates(bracketed.group(1)):
        return _english(bracketed.group(1), bracketed.end())
    found = None
    for dash in _DASH.finditer(lead, 0, _REACH):
        head = lead[: dash.start()]
        capitals = head.split(",")[0].strip()
        is_city = capitals.isupper() and 2 < len(capitals) <= 40
        if found is None and not (find_dates(head) or _WIRE_EN.search(head) or is_city):
            continue
        longer = _english(head, dash.end(), wire=_WIRE_EN.search(head) is not None)
        if found is None or longer.dated > found.dated or longer.placed > found.placed:
            found = longer
        if found.dated and found.placed:
            break
    if found is not None:
        return found
    dated = bool(find_dates(lead)) or _VAGUE_EN.search(lead) is not None
    return Dateline(0, None, dated, placed=re.search(r"\b(?:in|at|from) [A-Z]", lead) is not None)


def _english(head: str, end: int, *, wire: bool = False) -> Dateline:
    days = find_dates(head)
    rest = head
    for day in reversed(days):
        rest = rest[: day.start] + rest[day.end :]
    rest = _NO_PLACE_EN.sub("", _WIRE_EN.sub("", rest))
    placed = any(len(word) > 1 for word in _PLACE_EN.findall(rest))
    return Dateline(end, days[0] if days else None, bool(days) or wire, placed)


def _find_chinese(lead: str) -> Dateline:
    bracketed = _IN_BRACKETS.match(lead)
    if bracketed and (find_dates(bracketed.group(1)) or re.search(r"[讯电]|记者", bracketed.group(1))):
        inner = _chinese(bracketed.group(1), bracketed.end())
        return inner if inner.dated and inner.placed else _with_rest(inner, lead)
    for form in (_DASH_ZH, _NEWS_ZH):
        head = form.match(lead)
        if head and (
            find_dates(head.group()) or form is _NEWS_ZH or _SHORT_ZH.fullmatch(head.group().strip())
        ):
            found = _chinese(head.group(), head.end())
            return _with_rest(_with_second_part(found, lead), lead)
    days = [day for day in find_dates(lead[:_REACH]) if day.start < 40]
    opening = days[0] if days and days[0].start < 2 else None
    dated = bool(days) or _VAGUE_ZH.search(lead[:60]) is not None
    return Dateline(0, opening, dated, placed=_PLACE_ZH.search(lead) is not None)


def _chinese(head: str, end: int) -> Dateline:
    days = find_dates(head)
    rest = head
    for day in reversed(days):
        rest = rest[: day.start] + rest[day.end :]
    rest = re.sub(r"记者\s?\S{0,10}|[讯电年月日—–\W\d]+", "", _WIRE_ZH.sub("", rest))
    return Dateline(end, days[0] if days else None, bool(days), placed=len(rest) >= 2)


def _with_second_part(found: Dateline, lead: str) -> Dateline:
    """A dateline in two parts: `中国北京 - 2027年1月12日 - …`."""
    second = None if found.day else _DASH_ZH.match(lead, found.end)
    if second is None or not find_dates(second.group()):
        return found
    return _chinese(lead[: second.end()], second.end())


def _with_rest(found: Dateline, lead: str) -> Dateline:
    """What the dateline leaves open may stand in the sentence after it."""
    rest = lead[found.end :]
    dated = found.dated or bool(find_dates(rest[:60])) or _VAGUE_ZH.search(rest[:60]) is not None
    return found._replace(dated=dated, placed=found.placed or _PLACE_ZH.search(rest) is not None)
