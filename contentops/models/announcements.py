"""Announcements of events: the texts that are of use before the event's first day only."""

from __future__ import annotations

from datetime import date

from contentops.models.event import Event
from contentops.models.item import Anchor, Item

ANNOUNCEMENTS = frozenset(("event_announcement", "live_announcement"))
"""The templates that announce the event that their item is anchored to."""

RECAPS = frozenset(("event_recap",))
"""The templates that tell of it afterwards."""

HOW = "give its anchor phase: warm_up, or a negative offset"


def anchor_example(template: str) -> str:
    """An anchor that fits what `template` writes, as YAML for a hint."""
    if template in ANNOUNCEMENTS:
        return "{event: EVENT-ID, phase: warm_up}"
    return "{event: EVENT-ID, phase: recap}" if template in RECAPS else "{event: EVENT-ID}"


def is_late(template: str | None, event: Event | None, publish: date | None) -> bool:
    """Whether an announcement that is out on `publish` comes when its event has begun."""
    return (
        template in ANNOUNCEMENTS
        and event is not None
        and publish is not None
        and publish >= event.start
        and event.status != "cancelled"
    )


def hangs_late(item: Item) -> bool:
    """Whether the anchor of an announcement asks for a day on or after the event's first.

    An anchor with neither phase nor offset means that day itself.
    """
    anchor: Anchor | None = item.anchor
    if item.template not in ANNOUNCEMENTS or anchor is None or anchor.event is None:
        return False
    return anchor.phase in ("day", "recap") or (anchor.phase is None and (anchor.offset or 0) >= 0)
