"""What a template may declare of a fact: its type, its shape, and what a good one looks like.

A type is what a value must be (`date`, `url`, `number`) or a shape that all templates share (`person`,
`figure`, `quote`): their fields are declared here once, and a header changes only what differs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from contentops.models.base import Language

FactType = Literal["text", "date", "person", "figure", "quote", "url", "number"]
FACT_TYPES: tuple[FactType, ...] = ("text", "date", "person", "figure", "quote", "url", "number")

_YEARS = range(1000, 2201)
_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?)?)?\Z")
_CHINESE = re.compile(r"(\d{4}) ?年(?: ?(\d{1,2}) ?月(?: ?(\d{1,2}) ?[日号])?)?\Z")
_NUMBER = re.compile(
    r"[-+−]?(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.\d+)?\s*(?:%|‰|[百千万亿]{1,2}|[kKmM]|bn|thousand|million|billion)?\Z"
)
_URL = re.compile(r"https?://[^\s/?#<>\"'`\\]+(?:[/?#][^\s<>\"`\\]*)?\Z", re.IGNORECASE)


@dataclass(frozen=True)
class FactSpec:
    """One declared fact: what it is called, whether a draft can do without it, what a good one looks like.

    `many`: a list of such facts. `fields`: a mapping; plain text given for a mapping stands for its
    first field, so that a list of mappings may be written as a list of sentences. `type` says what the
    value must be; None leaves it at text, or at a mapping of `fields`.
    """

    key: str
    required: bool = False
    many: bool = False
    description: str = ""
    example: str = ""
    fields: Mapping[str, FactSpec] = field(default_factory=dict)
    type: FactType | None = None

    @property
    def sample(self) -> str:
        """The example, or for a mapping one made of its required fields: `{name: Acme}`."""
        parts = [
            f"{name}: {one.example}" for name, one in self.fields.items() if one.required and one.example
        ]
        return self.example or (f"{{{', '.join(parts)}}}" if parts else _SAMPLES.get(self.type or "text", ""))


_SAMPLES = {"date": "2027-03-09", "url": "https://www.example.com/page", "number": "45"}


def shape_of(kind: FactType, language: Language) -> dict[str, FactSpec]:
    """The fields of a type that is a mapping, as a header in `language` would declare them; else none."""
    texts = _SHAPE_TEXTS[language]

    def spec(
        key: str, *, required: bool = False, kind: FactType | None = None, many: bool = False
    ) -> FactSpec:
        description, example = texts[key]
        return FactSpec(key, required, many, description, example, type=kind)

    if kind == "figure":
        until = spec("valid_until", kind="date")
        fields = [spec("figure"), spec("source"), spec("date"), until]
    elif kind == "person":
        fields = [spec("name", required=True), spec("title"), spec("organisation")]
    elif kind == "quote":
        inside = [spec("by"), spec("on", kind="date"), spec("until", kind="date"), spec("for", many=True)]
        consent = replace(spec("consent"), fields=_named([*inside, spec("note")]))
        says, title = replace(spec("name", required=True), description=texts["says"][0]), spec("title")
        fields = [spec("quote"), says, replace(title, required=True), spec("organisation"), consent]
    else:
        return {}
    return _named(fields)


def _named(specs: list[FactSpec]) -> dict[str, FactSpec]:
    renamed = [
        replace(one, key="text", required=True)
        if one.key in ("figure", "quote")
        else replace(one, key="date" if one.key == "on" else one.key)
        for one in specs
    ]
    return {one.key: one for one in renamed}


_SHAPE_TEXTS: dict[Language, dict[str, tuple[str, str]]] = {
    "en": {
        "figure": ("the figure, as a sentence", "Four customers took part in a trial of five months"),
        "source": ("where it comes from", "Joint trial report"),
        "date": ("when it was true", "2026-11"),
        "valid_until": ("the last day it may be used", "2027-12-31"),
        "quote": (
            "the words, or the id of an approved quote",
            "Our customers ask us to run things for them.",
        ),
        "name": ("the person's name", "Annegret Sievers"),
        "says": ("who says it", "Annegret Sievers"),
        "title": ("their title", "Managing Director"),
        "organisation": ("their organisation", "Nordquell Cloud"),
        "consent": ("who agreed that it is printed", "{by: Annegret Sievers, date: 2026-11-03}"),
        "by": ("who agreed", "Annegret Sievers"),
        "on": ("when they agreed", "2026-11-03"),
        "until": ("the last day they agreed to", "2027-12-31"),
        "for": ("the channels or formats they agreed to", "press_release"),
        "note": ("where the consent is kept", "mail of 3 November, press folder"),
    },
    "zh": {
        "figure": ("数据本身，一句话", "单轮用时由 92 分钟降至 37 分钟"),
        "source": ("来源", "双方联合测试报告"),
        "date": ("数据的时间", "2026-09"),
        "valid_until": ("可以引用到哪一天", "2027-12-31"),
        "quote": ("原话，或已核准引语的 id", "分工说清楚了，客户就好选型。"),
        "name": ("姓名", "顾维舟"),
        "says": ("说话人姓名", "顾维舟"),
        "title": ("职务", "总经理"),
        "organisation": ("所在单位", "衡屿科技"),
        "consent": ("谁同意刊发", "{by: 顾维舟, date: 2026-11-03}"),
        "by": ("同意人", "顾维舟"),
        "on": ("同意的日期", "2026-11-03"),
        "until": ("同意刊发到哪一天", "2027-12-31"),
        "for": ("同意用于哪些渠道或形式", "press_release"),
        "note": ("同意函存放处", "11 月 3 日邮件，存公关部"),
    },
}


def check_type(kind: FactType | None, text: str) -> str | None:
    """What is wrong with `text` as a value of this type, or None. Every text is a `text`."""
    check = _CHECKS.get(kind or "text")
    return check(text) if check is not None else None


def read_day(text: str) -> date | None:
    """The day that a date names, the first of its month or year when it names no more; None when it is none.

    Read are `2027-03-09` (also with a time), `2027-03`, `2027`, and `2027 年 3 月 9 日` in the same three lengths.
    """
    match = _ISO.match(text) or _CHINESE.match(text)
    if match is None or int(match[1]) not in _YEARS:
        return None
    try:
        return date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        return None


def last_day(text: str) -> date | None:
    """The last day of what a date names: the 31 March of `2027-03`, the 31 December of `2027`."""
    first = read_day(text)
    match = _ISO.match(text) or _CHINESE.match(text)
    if first is None or match is None or match[3]:
        return first
    if not match[2]:
        return date(first.year, 12, 31)
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)


def _check_date(text: str) -> str | None:
    if read_day(text) is not None:
        return None
    if _ISO.match(text) or _CHINESE.match(text):
        return "there is no such day in the calendar"
    return "expected a date as 2027-03-09, or its month 2027-03"


def _check_number(text: str) -> str | None:
    return None if _NUMBER.match(text) else "expected a number"


def _check_url(text: str) -> str | None:
    if _URL.match(text):
        return None
    bare = re.match(r"[\w-]+(\.[\w-]+)+(/\S*)?\Z", text)
    return "expected a web address with http:// or https://" + (" before it" if bare else "")


_CHECKS: dict[str, Callable[[str], str | None]] = {
    "date": _check_date,
    "number": _check_number,
    "url": _check_url,
}
