"""The pages of a calendar: templates of `templates/calendar/`, with what they may take."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from contentops import page_templates
from contentops.bounded_templates import Limits
from contentops.page_templates import CALENDAR_PAGES, MAX_SOURCE
from contentops.render.edition import no_template

_OUTPUT, _OUTPUT_OF_ENTRY = 2_000_000, 20_000
_STEPS, _STEPS_OF_ENTRY = 50_000, 200
"""The shipped pages take 200,000 characters and 300 steps, and for each entry 4,000 and 16 more."""


def render_page(
    name: str,
    values: Mapping[str, Any],
    *,
    escape: Callable[[Any], str],
    own: Callable[[str], str | None] = no_template,
    entries: int = 0,
) -> str:
    """The template `templates/calendar/NAME` with `values`; see `contentops.page_templates.render_page`.

    `entries` says how many the calendar has, refused ones too: what a page may take grows with them.
    """
    return page_templates.render_page(
        CALENDAR_PAGES, name, values, escape=escape, own=own, limits=limits_of(entries)
    )


def limits_of(entries: int) -> Limits:
    """What one page of a calendar with so many entries may take."""
    return Limits(MAX_SOURCE, _OUTPUT + _OUTPUT_OF_ENTRY * entries, _STEPS + _STEPS_OF_ENTRY * entries)
