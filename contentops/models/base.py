"""Field types that several models share.

Values come from YAML read by `contentops.workspace.yaml_reader`: text is text, numbers are numbers,
dates are still text. Coercion is refused where it would hide a mistake (`title: 2027` is a number).
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    StrictBool,
    StrictInt,
    Tag,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")

PoolName = Literal["basic", "periodic", "hook"]
Role = Literal["initiator", "evaluator", "decider", "user"]
FunnelStage = Literal["acquire", "activate", "convert", "retain", "renew"]
Means = Literal["content", "event", "channel", "brand", "paid"]
Source = Literal["self", "user", "partner", "collected"]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEKDAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Record(BaseModel):
    """Base of everything a workspace file holds: immutable, and a key we do not know is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True, use_attribute_docstrings=True)


class LocalizedText(Record):
    """The same text in Chinese and English; at least one of them."""

    zh: str | None = None
    """The text in Chinese."""
    en: str | None = None
    """The text in English."""

    def in_language(self, language: Language) -> str:
        """The text in `language`, or in the other one when only that exists."""
        first, second = (self.zh, self.en) if language == "zh" else (self.en, self.zh)
        return first if first is not None else (second or "")

    def __str__(self) -> str:
        return self.zh if self.zh is not None else (self.en or "")


def _check_localized(value: str | LocalizedText) -> str | LocalizedText:
    if isinstance(value, LocalizedText):
        if value.zh is None and value.en is None:
            raise PydanticCustomError("text_empty", "expected text, or zh and en with text each")
    elif not value.strip():
        raise PydanticCustomError("text_empty", "expected text, got nothing")
    return value


def _text_tag(value: object) -> str:
    return "by_language" if isinstance(value, (dict, LocalizedText)) else "text"


Text = Annotated[
    Annotated[str, Tag("text")] | Annotated[LocalizedText, Tag("by_language")],
    Discriminator(_text_tag),
    AfterValidator(_check_localized),
]
"""Text for readers: a string, or `{zh: ..., en: ...}`."""


def text_in(text: str | LocalizedText | None, language: Language) -> str:
    """A `Text` as a plain string in `language`; empty for None."""
    if text is None:
        return ""
    return text if isinstance(text, str) else text.in_language(language)


_ID = re.compile(r"[^\W_][\w.\-]*\Z")
# A file name holds 255 bytes; a draft's adds a date and a suffix, a temporary file's a few more.
_LONGEST_ID_BYTES = 200


def _check_id(value: str) -> str:
    if not _ID.match(value):
        raise PydanticCustomError(
            "id_invalid",
            "an id has letters, digits, '-', '_' and '.' only (no spaces), and starts with a letter or digit",
        )
    if len(value) > 80 or len(value.encode()) > _LONGEST_ID_BYTES:
        raise PydanticCustomError("id_long", "an id has at most 80 letters, as it becomes a file name")
    return value


Id = Annotated[
    str,
    AfterValidator(_check_id),
    # Editors match with ECMAScript, where \w knows no Chinese: name what is excluded instead.
    WithJsonSchema(
        {
            "type": "string",
            "pattern": r"^[^\s!-/:-@\[-`{-~][^\s!-,/:-@\[-^`{-~]*$",
            "maxLength": 80,
        }
    ),
]
"""The name other files use for a record. Letters of any script; it becomes a file name."""

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
FIRST_YEAR, LAST_YEAR = 1900, 2200
"""The years that dates and periods may lie in: outside of them stand typing mistakes."""


def _parse_date(value: Any) -> Any:
    if isinstance(value, str) and _DATE.match(value):
        try:
            value = date.fromisoformat(value)
        except ValueError:
            raise PydanticCustomError("date_unreal", "there is no such day in the calendar") from None
    if not isinstance(value, date):
        raise PydanticCustomError("date_format", "expected a date as YYYY-MM-DD")
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise PydanticCustomError(
            "date_far",
            "expected a year from {first} to {last}",
            {"first": FIRST_YEAR, "last": LAST_YEAR},
        )
    return value


Date = Annotated[date, BeforeValidator(_parse_date)]
"""A day, written `2027-03-12`."""

_WEEK = re.compile(r"([0-9]{4})-W([0-9]{2})\Z")


def _check_week(value: str) -> str:
    match = _WEEK.match(value)
    try:
        if match is None:
            raise ValueError(value)
        date.fromisocalendar(int(match[1]), int(match[2]), 1)
    except ValueError:
        raise PydanticCustomError("week_format", "expected an ISO week as 2027-W05") from None
    return value


WeekName = Annotated[
    str, AfterValidator(_check_week), WithJsonSchema({"type": "string", "pattern": r"^\d{4}-W\d{2}$"})
]
"""An ISO week, written `2027-W05`."""

_DURATION = re.compile(r"([0-9]{1,5})\s*(d|w|m|y)\Z")
_LONGEST_DURATION = 36_500  # days


class Duration(Record):
    """A length of time in calendar units, written `90d`, `2w`, `6m` or `1y`."""

    count: int
    unit: Literal["d", "w", "m", "y"]

    @property
    def days(self) -> int:
        """About how many calendar days: a month counts 30, a year 365."""
        return self.count * {"d": 1, "w": 7, "m": 30, "y": 365}[self.unit]

    def __str__(self) -> str:
        return f"{self.count}{self.unit}"


def _parse_duration(value: Any) -> Any:
    if isinstance(value, Duration):
        return value
    if isinstance(value, str) and (match := _DURATION.match(value)):
        duration = Duration(count=int(match[1]), unit=match[2])
        if not 1 <= duration.days <= _LONGEST_DURATION:
            raise PydanticCustomError("duration_far", "expected from one day to 100 years")
        return duration
    raise PydanticCustomError("duration_format", "expected a length of time such as 90d, 2w, 6m or 1y")


Interval = Annotated[
    Duration,
    BeforeValidator(_parse_duration),
    WithJsonSchema({"type": "string", "pattern": r"^\d+\s*[dwmy]$", "examples": ["6m", "26w"]}),
]

_OFFSET = re.compile(r"([+-]?[0-9]{1,4})\s*(d|w)?\Z")


def _parse_offset(value: Any) -> Any:
    if isinstance(value, int) and not isinstance(value, bool):
        return int(value)
    if isinstance(value, str) and (match := _OFFSET.match(value)):
        return int(match[1]) * (5 if match[2] == "w" else 1)
    raise PydanticCustomError("offset_format", "expected working days such as -5 or 3d, or weeks such as -1w")


WorkingDays = Annotated[
    int,
    BeforeValidator(_parse_offset),
    Field(ge=-400, le=400),
    WithJsonSchema({"type": ["integer", "string"], "pattern": r"^[+-]?\d+\s*[dw]?$"}),
]
"""A signed number of working days: `-5`, `3d`, or `-1w`, a week meaning five working days."""


def _check_half_hours(value: float) -> float:
    if value * 2 != int(value * 2):
        raise PydanticCustomError("hours_step", "expected hours in steps of half an hour")
    return float(value)


def _is_number(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise PydanticCustomError("number_type", "expected a number")
    return value


Hours = Annotated[float, BeforeValidator(_is_number), Field(ge=0, le=1000), AfterValidator(_check_half_hours)]
"""Hours of work, in steps of half an hour."""

Share = Annotated[float, BeforeValidator(_is_number), Field(ge=0, le=1)]
"""A part of the whole, from 0 to 1."""


def _check_country(value: str) -> str:
    if not (len(value) == 2 and value.isascii() and value.isalpha() and value.isupper()):
        raise PydanticCustomError("country_form", "expected two capital letters such as CN, US or GB")
    return value


Country = Annotated[
    str, AfterValidator(_check_country), WithJsonSchema({"type": "string", "pattern": "^[A-Z]{2}$"})
]
"""A country as two capital letters (ISO 3166-1), for example CN, US, GB, DE, JP, SG."""

Flag = StrictBool
Count = Annotated[StrictInt, Field(ge=0, le=100_000)]


def _check_inside(value: str) -> str:
    parts = value.split("/")
    if not value or value.startswith("/") or "\\" in value or ":" in parts[0] or ".." in parts:
        raise PydanticCustomError("workspace_path", "expected a path inside the workspace, with /")
    return value


WorkspacePath = Annotated[str, AfterValidator(_check_inside)]
"""A path from the workspace's folder that does not leave it."""


class DateRange(Record):
    """Days from `from` to `to`, both included; `to` defaults to the same day."""

    model_config = ConfigDict(populate_by_name=True)

    start: Annotated[Date, Field(alias="from")]
    """The first day."""
    end: Annotated[Date | None, Field(alias="to")] = None
    """The last day; default: the first."""
    note: str | None = None
    """Why."""

    @property
    def last(self) -> date:
        """The last day of the range."""
        return self.end or self.start

    def covers(self, day: date) -> bool:
        """Whether `day` lies in the range."""
        return self.start <= day <= self.last
