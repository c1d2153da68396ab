"""`working_days.yaml`: public holidays and make-up working days that a team supplies itself."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from contentops.models.base import Date, DateRange, Record


class YearOfDays(Record):
    """One year of one country, as announced: days off, and weekend days that are worked."""

    holidays: list[DateRange] = Field(default_factory=list)
    """Days off, single or ranges."""
    make_up: list[Date] = Field(default_factory=list)
    """Weekend days that are worked."""


class WorkingDaysFile(Record):
    """By country (two capital letters), then by year; a year that stands here replaces ours."""

    countries: dict[
        Annotated[str, Field(pattern=r"^[A-Z]{2}$")],
        dict[Annotated[str, Field(pattern=r"^\d{4}$")], YearOfDays],
    ]
    """By country, then by year (in quotes)."""
