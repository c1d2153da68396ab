"""What a rendering of a calendar is made from: the plan, its workspace, and what lies around them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from contentops.models.calendar import Calendar
from contentops.models.feeds import FeedPart
from contentops.models.workspace import Workspace


def no_template(name: str) -> str | None:  # noqa: ARG001  no workspace has one
    """The templates of a workspace that has none of its own."""
    return None


@dataclass(frozen=True)
class Edition:
    """One calendar about to be rendered. Everything has been read; a format touches no disk."""

    calendar: Calendar
    workspace: Workspace
    beside: tuple[Calendar, ...] = ()
    """The plans of other periods: their work falls into the same weeks."""
    drafts: Mapping[str, str] = field(default_factory=dict)
    """By item the path of its draft, from the folder `calendars/`."""
    earlier: Mapping[str, bytes] = field(default_factory=dict)
    """The files of an earlier rendering of this period, by path below `calendars/`."""
    own_template: Callable[[str], str | None] = no_template
    """The workspace's own template by its name below `templates/calendar/`, or None."""
    feed_parts: tuple[FeedPart, ...] | None = None
    """What calendar feeds hold this time, instead of what the settings say."""
