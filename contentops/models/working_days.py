"""`working_days.yaml`: public holidays and make-up working days that a team supplies itself."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from contentops.models.base import FIRST_YEAR, LAST_YEAR, Country, Date, DateRange, Record


def _check_year(value: str) -> str:
    if not (
        value.isascii() and value.isdigit() and FIRST_YEAR <= int(value[:4]) <= LAST_YEAR and len(value) == 4
    ):
        raise PydanticCustomError("year_form", 'expected a year in quotes such as "2027"')
    return value


Year = Annotated[
    str, AfterValidator(_check_year), WithJsonSchema({"type": "string", "pattern": "^[0-9]{4}$"})
]
"""A year of four digits."""


class YearOfDays(Record):
    """One year of one country, as announced: days off, and weekend days that are worked."""

    holidays: list[DateRange] = Field(default_factory=list)
    """Days off, single or ranges."""
    make_up: list[Date] = Field(default_factory=list)
    """Weekend days that are worked."""


class WorkingDaysFile(Record):
    """By country (two capital letters), then by year; a year that stands here replaces ours."""

    countries: dict[Country, dict[Year, YearOfDays]]
    """By country, then by year (in quotes)."""
