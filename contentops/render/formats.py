"""The formats a calendar is written in: one table, read top to bottom.

A format is a function of an `Edition` that returns text or bytes; whoever calls it writes the files. Each imports
its module when it runs, so that one format does not pay for another.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from contentops.render.edition import Edition

RECORD = "yaml"
"""The format that people edit and commit; all others are made from it."""


class CalendarFormat(NamedTuple):
    """How a format is rendered, what its file ends in, and which further files it has."""

    render: Callable[[Edition], str | bytes]
    suffix: str
    further: Callable[[Edition], Mapping[str, bytes]] | None = None
    """More files of the same format, by path below `calendars/`."""


def _yaml(edition: Edition) -> str:
    from contentops.render.calendar_yaml import render_yaml

    return render_yaml(edition.calendar, edition.workspace)


def _json(edition: Edition) -> str:
    from contentops.render.calendar_json import render_json

    return render_json(edition.calendar, edition.workspace)


def _markdown(edition: Edition) -> str:
    from contentops.render.markdown import render_markdown

    return render_markdown(edition)


def _xlsx(edition: Edition) -> bytes:
    from contentops.render.xlsx import render_xlsx

    return render_xlsx(edition)


def _csv(edition: Edition) -> str:
    from contentops.render.csv_waves import render_csv

    return render_csv(edition)


def _ics(edition: Edition) -> bytes:
    from contentops.render.ics.feeds import render_all

    return render_all(edition)


def _ics_feeds(edition: Edition) -> dict[str, bytes]:
    from contentops.render.ics.feeds import render_further

    return render_further(edition)


def _html(edition: Edition) -> str:
    from contentops.render.page.html import render_html

    return render_html(edition)


FORMATS: dict[str, CalendarFormat] = {
    "yaml": CalendarFormat(_yaml, ".yaml"),
    "json": CalendarFormat(_json, ".json"),
    "md": CalendarFormat(_markdown, ".md"),
    "html": CalendarFormat(_html, ".html"),
    "ics": CalendarFormat(_ics, ".ics", _ics_feeds),
    "xlsx": CalendarFormat(_xlsx, ".xlsx"),
    "csv": CalendarFormat(_csv, ".csv"),
}


def formats_beside_the_record() -> list[str]:
    """The names of the formats that are made from the record."""
    return [name for name in FORMATS if name != RECORD]


def render_files(edition: Edition, name: str) -> dict[str, bytes]:
    """All files of a format, by path below `calendars/`."""
    one = FORMATS[name]
    content = one.render(edition)
    data = content.encode("utf-8") if isinstance(content, str) else content
    further = one.further(edition) if one.further is not None else {}
    return {f"{edition.calendar.period}{one.suffix}": data, **further}


def render_text(edition: Edition, name: str) -> str:
    """The document of a format that is text."""
    content = FORMATS[name].render(edition)
    return content if isinstance(content, str) else content.decode("utf-8")
