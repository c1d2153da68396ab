"""What calendar feeds (`calendars/PERIOD.ics` and below) hold."""

from __future__ import annotations

import re
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, ConfigDict, Field, StrictInt, WithJsonSchema
from pydantic_core import PydanticCustomError

from contentops.models.base import Record

FeedPart = Literal["tasks", "reviews", "waves", "dates", "alarms"]
FEED_PARTS: tuple[FeedPart, ...] = ("tasks", "reviews", "waves", "dates", "alarms")

_TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]\Z")


def _check_time(value: str) -> str:
    if not _TIME.match(value) or not value.isascii():
        raise PydanticCustomError("time_format", "expected a time of day as HH:MM, such as 09:30")
    return value


def _check_link(value: str) -> str:
    try:
        parts = urlsplit(value)
        right = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        right = False
    if not right or any(mark.isspace() for mark in value):
        raise PydanticCustomError(
            "link_format", "expected an address such as https://git.example.com/content/"
        )
    return value


TimeOfDay = Annotated[
    str,
    AfterValidator(_check_time),
    WithJsonSchema({"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"}),
]
"""A time of day, written `09:30`."""

WebAddress = Annotated[str, AfterValidator(_check_link), WithJsonSchema({"type": "string", "format": "uri"})]
"""An address that starts with http:// or https://."""


class Alarm(Record):
    """When a calendar reminds of something."""

    days_before: Annotated[StrictInt, Field(ge=0, le=60)] = 1
    """Days before the day of publication, or before the last day of work."""
    at: TimeOfDay = "09:00"
    """The time of day."""


class Feeds(Record):
    """What the calendar feeds hold beside the days of publication."""

    model_config = ConfigDict(populate_by_name=True)

    parts: Annotated[list[FeedPart], Field(alias="with")] = Field(default_factory=list)
    """In the feed of all: `tasks` (work), `reviews`, `waves` (later channels of an item), `dates` (events and nodes).
    In every feed of the plan: `alarms`."""
    alarm: Alarm = Alarm()
    """When alarms ring."""
    base_url: WebAddress | None = None
    """Where the workspace's files are opened in a browser: with it, events link to their drafts."""
