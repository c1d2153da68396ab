"""The filters and tests of draft templates, bound to the language of the draft.

The table below is what a template's author works with; `docs/drafts.md` shows each with an example.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from types import ModuleType
from typing import Any, Protocol

from jinja2 import Undefined
from markupsafe import Markup

from contentops.drafts import chinese, chinese_nouns, english, english_nouns
from contentops.drafts.english_dates import dates_of
from contentops.drafts.text import FactText, is_placeholder, like, split_paragraphs, to_markdown
from contentops.models.base import Language

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})\Z")
_MONTH = re.compile(r"(\d{4})-(\d{2})\Z")
_CHINESE_MONTH = re.compile(r"(\d{4}) ?年 ?(\d{1,2}) ?月\Z")
_SENTENCE_INSIDE = re.compile(r"[.!?]\s|[。！？](?!\Z)")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_PLAIN_NUMBER = re.compile(r"\d{1,9}(?:\.\d{1,3})?")
_CLOCK = re.compile(r"(?:[01]?\d|2[0-3])[:：][0-5]\d(?!\d)")
_YEAR = re.compile(r"(\d{4})\Z")
_NOMINAL_END = re.compile(
    r"(?:商|企业|公司|平台|机构|厂商|团队|框架|系统|软件|工具|产品|方案|设备|服务|银行|医院|集团|协会|研究院|大学|实验室|社区)\Z"
)


class Dates(Protocol):
    """How a language writes days, months and years."""

    def write_date(self, day: date, /) -> str:
        """One day."""

    def write_days(self, first: date, last: date, /) -> str:
        """The days from `first` to `last`."""

    def write_month(self, year: int, month: int, /) -> str:
        """A month."""

    def write_year(self, year: int, /) -> str:
        """A year."""

    def write_weekday(self, day: date, /) -> str:
        """The day of the week."""


def phrase_filters(language: Language, country: str = "US") -> dict[str, Callable[..., Any]]:
    """Every filter of ours by name, for drafts in `language` of a company in `country`."""
    words: ModuleType = chinese if language == "zh" else english
    dates: Dates = chinese if language == "zh" else dates_of(country)

    def on_text(function: Callable[..., Any]) -> Callable[..., Any]:
        return lambda text, *arguments: function(_text(text), *arguments)

    filters: dict[str, Callable[..., Any]] = {
        "date": lambda value: _date(dates, value),
        "start_time": on_text(_start_time),
        "weekday": lambda value: _weekday(dates, value),
        "days": lambda first, last=None: _days(dates, first, last),
        "sentence": on_text(words.sentence),
        "clause": on_text(words.clause),
        "quoted": on_text(words.quoted),
        "led_by": on_text(words.led_by),
        "paragraphs": on_text(lambda text: _paragraphs(words, text)),
        "listing": lambda parts: words.listing(_texts(parts)),
        "points": lambda parts, lead, one="", flowing="": words.points(_texts(parts), lead, one, flowing),
        "in_words": lambda number: FactText(words.write_number(int(number))),
        "ended": on_text(words.ended),
        "without_stop": on_text(words.without_stop),
        "in_sentence": on_text(words.in_sentence),
        "said": lambda quote, verb: words.said(*_quote(quote), verb),
        "introduced": lambda person: words.introduced(*_person(person)),
        "fit": lambda options, low, high: _fit(words, options, low, high),
        "total": lambda values: FactText(_total(_texts(values))),
    }
    if language == "zh":
        filters["with_post"] = lambda person: chinese.with_post(*_person(person))
        filters["work_title"] = on_text(chinese_nouns.work_title)
        filters["nth"] = lambda number, unit="": FactText(chinese_nouns.nth(int(number), _text(unit)))
        filters["won"] = lambda award, giver="": chinese_nouns.won(_text(award), _text(giver))
    if language == "en":
        filters["entry"] = on_text(english.entry)
        filters["with_article"] = on_text(english_nouns.with_article)
        filters["definite"] = on_text(english_nouns.definite)
        filters["counted"] = on_text(english_nouns.counted)
        filters["on_date"] = lambda value: _on_date(dates, value)
    return filters


def phrase_tests(language: Language) -> dict[str, Callable[..., bool]]:
    """Tests of ours by name (`{% if x is appositive %}`)."""
    words: ModuleType = chinese if language == "zh" else english
    return {
        "appositive": lambda text: _is_appositive(_text(text), language),
        "verb_led": lambda text: language == "en" and english.is_verb_led(_text(text)),
        "flowing": lambda text: bool(words.flows(_text(text))),
        "opening_with": lambda text, *openings: _text(text).startswith(openings),
        "ending_with": lambda text, *endings: _text(text).endswith(endings),
        "holding": lambda text, *words: any(word in _text(text) for word in words),
        "whole_sentence": lambda text: bool(words.is_whole_sentence(_text(text))),
        "several_sentences": lambda text: bool(_SENTENCE_INSIDE.search(_text(text).strip())),
        "told_in": lambda text, told: _is_told_in(_text(text), _text(told)),
        "web_address": lambda text: bool(re.match(r"https?://", _text(text))),
    }


def _text(value: Any) -> str:
    if isinstance(value, Undefined):
        str(value)  # StrictUndefined says what is missing
    if value is None:
        return FactText("")
    if isinstance(value, date):
        return FactText(value.isoformat())
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise TypeError("a filter for text was given a list or a mapping")
    return value if isinstance(value, str) else FactText(value)


def _texts(values: Any) -> Sequence[str]:
    """A list of texts; of mappings their first field."""
    if isinstance(values, str):
        return [values]
    parts = []
    for value in values:
        first = next(iter(value.values()), "") if isinstance(value, Mapping) else value
        parts.append(_text(first))
    return [part for part in parts if part]


def _quote(quote: Any) -> tuple[str, str, str, str]:
    return (_text(quote["text"]), *_person(quote))


def _person(person: Any) -> tuple[str, str, str]:
    organisation = person.get("organisation", "")
    return (_text(person["name"]), _text(person.get("title", "")), _text(organisation))


def _date(words: Dates, value: Any) -> str:
    """A day, a month or a year as it is written in a text; what is none of them stays as it is."""
    if isinstance(value, date):
        return FactText(words.write_date(value))
    text = _text(value)
    if match := _DAY.match(text):
        try:
            return FactText(words.write_date(date(int(match[1]), int(match[2]), int(match[3]))))
        except ValueError:
            return text
    if (match := _MONTH.match(text) or _CHINESE_MONTH.match(text)) and 1 <= int(match[2]) <= 12:
        return FactText(words.write_month(int(match[1]), int(match[2])))
    if match := _YEAR.match(text):
        return FactText(words.write_year(int(match[1])))
    return text


def _on_date(words: Dates, value: Any) -> str:
    """`on 12 January 2027`, `in January 2027`, `in 2027`; words that say when stay as they are."""
    written = _date(words, value)
    given = value.isoformat() if isinstance(value, date) else _text(value)
    if _DAY.match(given):
        return like(written, "on " + written)
    if _MONTH.match(given) or _YEAR.match(given):
        return like(written, "in " + written)
    return written if is_placeholder(written) else english.clause(written)


def _start_time(text: str) -> FactText:
    """The time that `text` begins with (`14:00` of `14:00-15:00`); nothing when it begins with none."""
    match = _CLOCK.match(text.strip())
    return FactText(match[0].replace("：", ":") if match else "")


def _weekday(words: Dates, value: Any) -> FactText:
    """The weekday of a day, or of a text that is one (`2027-02-10`); nothing for a month."""
    if not isinstance(value, date):
        match = _DAY.match(_text(value))
        try:
            value = date(int(match[1]), int(match[2]), int(match[3])) if match else None
        except ValueError:
            value = None
    return FactText(words.write_weekday(value) if value is not None else "")


def _days(words: Dates, first: Any, last: Any) -> str:
    if isinstance(first, date) and isinstance(last, date):
        return FactText(words.write_days(first, last))
    return _date(words, first)


def _paragraphs(words: ModuleType, text: str) -> Markup:
    """Each paragraph of `text` on its own, closed by one mark."""
    if isinstance(text, Markup):
        return text
    parts = [to_markdown(words.sentence(FactText(part))) for part in split_paragraphs(text)]
    return Markup("\n\n").join(parts)


def _total(texts: Sequence[str]) -> str:
    """The sum of texts that are all numbers (`20`, `7.5`); nothing when one is none."""
    if not texts or not all(_PLAIN_NUMBER.fullmatch(text.strip()) for text in texts):
        return ""
    return f"{sum(float(text) for text in texts):.10g}"


def _fit(words: ModuleType, options: Any, low: int, high: int) -> str:
    """The first option whose length lies within `low` and `high`, or the one that comes nearest."""
    texts = _texts(options)
    if not texts:
        return FactText("")

    def distance(text: str) -> int:
        length = words.measure(text)
        return int(max(low - length, length - high, 0))

    return min(texts, key=distance)


def _is_told_in(text: str, told: str) -> bool:
    """Whether every number of `text` stands in `told` already."""
    numbers = set(_NUMBER.findall(text))
    return bool(numbers) and numbers <= set(_NUMBER.findall(told))


def _is_appositive(text: str, language: Language) -> bool:
    """Whether a one-liner names a thing (`the platform for ...`), rather than telling or promising."""
    body = text.strip().rstrip(".。")
    if not body or is_placeholder(text):
        return False
    if language == "en":
        return body.split()[0].casefold() in ("a", "an", "the") and not re.search(r"[.!?]\s", body)
    return bool(_NOMINAL_END.search(body)) and not set("，。；！？") & set(body)
