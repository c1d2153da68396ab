"""The calendar as one self-contained HTML page, `calendars/PERIOD.html`.

The page is `templates/calendar/page/page.html.jinja`; what its script and style are made of lies beside it and is
put into the page, whose Content-Security-Policy names their hashes: nothing else runs, nothing is fetched. A
workspace overrides blocks of the template, or adds `page/own.css` and `page/own.js`.
"""

from __future__ import annotations

from base64 import b64encode
from datetime import date
from hashlib import sha256
from typing import Any

from markupsafe import Markup
from markupsafe import escape as escape_html

from contentops.errors import ContentopsError
from contentops.models.base import text_in
from contentops.models.calendar import Entry
from contentops.render.assumed_days import assumed_sentence
from contentops.render.edition import Edition
from contentops.render.overview import Overview, is_review
from contentops.render.page.attention import Attention, Loads
from contentops.render.page.days import Days
from contentops.render.page.months import Months
from contentops.render.page.record import PageRecord, embed_json
from contentops.render.page.words import PAGE_WORDS
from contentops.render.summary import summary_lines
from contentops.render.templating import render_page
from contentops.resources import template_dir
from contentops.text_width import clean_line

STYLES = ("page.css", "views.css", "print.css")
SCRIPTS = ("plan.js", "state.js", "elements.js", "filters.js", "month.js", "list.js", "week.js", "timeline.js",
           "paper.js", "panel.js", "keyboard.js", "start.js")  # fmt: skip
"""In the order in which they stand in the page, as one function."""


def render_html(edition: Edition) -> str:
    """The whole page, in the workspace's language."""
    overview = Overview(edition.calendar, edition.workspace)
    days = Days(overview)
    loads = Loads(edition, days.mondays)
    attention = Attention(overview, loads)
    record = PageRecord(edition, overview, days, loads.hours, loads.reviews)
    style, script = _styles(edition), _scripts(edition)
    values: dict[str, Any] = {
        "words": overview.words,
        "own": PAGE_WORDS[overview.words.language],
        "calendar": edition.calendar,
        "overview": overview,
        "period": overview.period,
        "brand": clean_line(text_in(edition.workspace.settings.brand.name, overview.words.language)),
        "assumed": assumed_sentence(overview),
        "summary": summary_lines(overview),
        "attention": attention,
        "listed": _listed(overview),
        "months": Months(overview, days, attention.overloaded_people()).all,
        "has_others": any(other.entries for other in edition.beside),
        "is_review": is_review,
        "view_names": ("month", "week", "people", "channels", "list"),
        "filter_names": ("pool", "channel", "owner", "role", "stage", "state"),
        "policy": _policy(style, script),
        "style": Markup(style),  # noqa: S704  our own file, checked below
        "script": Markup(script),  # noqa: S704  our own file, checked below
        "data": Markup(embed_json(record.as_data())),  # noqa: S704  escaped for a script element
    }
    count = len(overview.entries) + len(edition.calendar.unscheduled)
    return render_page(
        "page/page.html.jinja", values, escape=_escape, own=edition.own_template, entries=count
    )


def _listed(overview: Overview) -> list[tuple[date, list[tuple[int, Entry]]]]:
    """The entries of each month with their numbers, by which links and the script find them."""
    numbered = iter(enumerate(overview.entries))
    return [(month, [next(numbered) for _ in entries]) for month, entries in overview.months]


def _escape(value: Any) -> str:
    return str(escape_html(value))


def _policy(style: str, script: str) -> str:
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode('utf-8')).digest()).decode('ascii')}"


def _styles(edition: Edition) -> str:
    return _checked("\n".join(_parts(edition, STYLES, "own.css")), "</style", "page/own.css")


def _scripts(edition: Edition) -> str:
    body = "\n".join(_parts(edition, SCRIPTS, "own.js"))
    return _checked(f'(() => {{\n"use strict";\n{body}\n}})();\n', "</script", "page/own.js")


def _parts(edition: Edition, names: tuple[str, ...], own_name: str) -> list[str]:
    """The files in order, each the workspace's own where it has one, then what it adds."""
    folder = template_dir("calendar", "page")
    parts = []
    for name in names:
        own = edition.own_template(f"page/{name}")
        parts.append(own if own is not None else (folder / name).read_text(encoding="utf-8"))
    added = edition.own_template(f"page/{own_name}")
    return [part.replace("\r\n", "\n").rstrip("\n") for part in [*parts, *([added] if added else [])]]


def _checked(text: str, end: str, where: str) -> str:
    """`text`, unless it would end its element early: the hash would not match and the page would be broken."""
    if end in text.lower():
        raise ContentopsError(f"templates/calendar/{where} holds {end}>, which ends the element it stands in",
                              hint="write it in two pieces")  # fmt: skip
    return text
