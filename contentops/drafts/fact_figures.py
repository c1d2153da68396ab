"""Figures: a number that is printed must say where it comes from and when it was true, and not be too old."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from contentops.drafts.fact_types import FactSpec, last_day
from contentops.drafts.facts import is_missing, is_scalar, pick_language
from contentops.drafts.text import clean_text
from contentops.models.base import Duration, Language
from contentops.models.item import add_interval

FigureState = Literal["stale", "unsourced", "undated"]

_YEAR = re.compile(r"(?<![\d.,])((?:19|20|21)\d\d)(?![\d.,%％]*\d|[%％万亿元人家个])")
_UNITS = {"d": "day", "w": "week", "m": "month", "y": "year"}


@dataclass(frozen=True)
class FigureTrouble:
    """What is doubtful about a figure. `key` is its field to look at; None for one that is not there."""

    state: FigureState
    message: str
    key: str | None = None
    got: str | None = None
    hint: str | None = None

    @property
    def rule(self) -> str:
        """The name of the finding."""
        return f"figure-{self.state}"


def figure_troubles(
    value: Any, spec: FactSpec, language: Language, *, used_on: date, stale_after: Duration
) -> list[FigureTrouble]:
    """What is doubtful about a figure that is printed on `used_on`.

    A figure without a source or without a year; one whose `valid_until` is past,
    or, without that, whose date is older than `stale_after` on the day it is printed.
    """
    if is_scalar(value):
        value = {"text": value}
    if not isinstance(value, Mapping):
        return []  # its shape is reported already
    parts = {str(key): pick_language(part, language) for key, part in value.items()}
    texts = {key: clean_text(part) for key, part in parts.items() if is_scalar(part) and not is_missing(part)}
    if "text" not in texts:
        return []
    required = {name for name, one in spec.fields.items() if one.required}
    found: list[FigureTrouble] = []
    if "source" not in texts and "source" not in required:
        hint = "add source: who counted, and where it can be looked up"
        found.append(FigureTrouble("unsourced", "a figure without a source", hint=hint))
    dated = _read_date(texts, required)
    if isinstance(dated, FigureTrouble):
        return [*found, dated]
    age = _too_old(texts, dated, used_on, stale_after)
    return found + ([age] if age is not None else [])


def _read_date(texts: Mapping[str, str], required: set[str]) -> date | FigureTrouble | None:
    """The last day that the figure speaks of; None where only its words name a year."""
    text = texts.get("date")
    if text is not None:
        day = last_day(text) or _last_of_year(text)
        if day is not None:
            return day
        hint = "write it as 2026-11, or 2026-11-03"
        return FigureTrouble("undated", "a figure dated without its year", "date", text, hint)
    if "date" in required:
        return None
    if any(_YEAR.search(texts.get(key, "")) for key in ("period", "text", "source")):
        return None
    if not is_missing(texts.get("period")):
        return None  # how long it took counts from something that the text tells
    hint = "add date: when it was true, for example 2026-11"
    return FigureTrouble("undated", "a figure that does not say when it was true", hint=hint)


def _too_old(
    texts: Mapping[str, str], dated: date | None, used_on: date, stale_after: Duration
) -> FigureTrouble | None:
    until = texts.get("valid_until")
    ends = last_day(until) if until is not None else None
    if ends is not None:
        if ends >= used_on:
            return None
        message = f"a figure that was to be used until {ends}, and is printed on {used_on}"
        hint = "ask for the figure of today, or move valid_until"
        return FigureTrouble("stale", message, "valid_until", until, hint)
    if dated is None or dated > used_on:
        return None
    if add_interval(dated, stale_after.count, stale_after.unit) >= used_on:
        return None
    limit = f"{stale_after.count} {_UNITS[stale_after.unit]}{'s' * (stale_after.count != 1)}"
    message = f"a figure older than {limit} when it is printed on {used_on}"
    hint = "ask for the figure of today, or say with valid_until how long it holds"
    return FigureTrouble("stale", message, "date", texts.get("date"), hint)


def _last_of_year(text: str) -> date | None:
    """The last day of the latest year that a date in words names: `November 2026`, `2026-Q3`, `2025–2026`."""
    years = re.findall(r"(?<!\d)((?:19|20|21)\d\d)(?!\d)", text)
    return date(max(int(year) for year in years), 12, 31) if years else None
