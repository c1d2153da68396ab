"""Dates that make a draft wrong although its words are right: moved plans, and facts of days to come."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from contentops.drafts.fact_types import FactSpec
from contentops.drafts.facts import FactLayer, Keys, choose, find_origin
from contentops.drafts.orders import DraftOrder
from contentops.drafts.template import ReadYaml
from contentops.models.announcements import HOW, is_late
from contentops.models.base import Language
from contentops.models.event import Event
from contentops.problem import Problem

_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\r?\n(.*?)^---[ \t]*\r?$", re.DOTALL | re.MULTILINE)
_MONTH = re.compile(r"(\d{4}) ?[-年] ?(\d{1,2}) ?月?\Z")


class Locate(Protocol):
    """`LoadedWorkspace.locate`: where a value of a record stands."""

    def __call__(self, kind: str, record_id: str, *keys: str | int) -> tuple[str, int, int]:
        """Path, line and column."""


@dataclass(frozen=True)
class _Expected:
    """A date of the front matter, and what it should be now."""

    key: str
    now: date | None
    whose: str


def check_kept(
    text: str, path: str, order: DraftOrder, event: Event | None, read_yaml: ReadYaml
) -> list[Problem]:
    """Warnings for the dates in the front matter of a draft that have changed since it was made.

    `text` is a draft as somebody left it: without front matter, or with one that cannot be read, there
    is nothing to compare and nothing is said.
    """
    match = _FRONT_MATTER.match(text)
    if match is None:
        return []
    document = read_yaml("\n" + match[1].replace("\r\n", "\n"), path)
    fields = document.data
    if not isinstance(fields, dict) or any(one.severity == "error" for one in document.problems):
        return []
    problems = []
    for expected in _expected_dates(order, event):
        written = _day(fields.get(expected.key))
        if written == expected.now or not _can_tell(fields, expected.key, written):
            continue
        line, column = document.position((expected.key,))
        told = f"the draft {_says(written)}, {expected.whose} {expected.now or 'has none'}"
        problems.append(
            Problem(
                path, line, column, "warning", "draft-outdated", f"{order.name}: {expected.key}: {told}",
                None, "change the text's dates and this line",
            )
        )  # fmt: skip
        if expected.key == "event_start":
            break  # the last day has moved with the first: once is enough
    return problems


def _can_tell(fields: Mapping[str, Any], key: str, written: date | None) -> bool:
    """Whether a comparison means something. A draft of ours without an embargo is for immediate release."""
    return written is not None or (key == "embargo" and key not in fields and "template" in fields)


def _says(written: date | None) -> str:
    return f"says {written}" if written else "has none"


def _expected_dates(order: DraftOrder, event: Event | None) -> Iterator[_Expected]:
    if order.publish is not None:
        yield _Expected("publish", order.publish, "the plan")
    yield _Expected("embargo", order.item.embargo, "the item")
    if event is not None:
        yield _Expected("event_start", event.start, "the event")
        yield _Expected("event_end", event.last, "the event")


def check_recap(
    order: DraftOrder, template: str, event: Event | None, today: date, locate: Locate
) -> list[Problem]:
    """A warning when a recap is drafted before its event is over: nobody can know yet what it tells."""
    anchor = order.item.anchor
    is_recap = template == "event_recap" or (anchor is not None and anchor.phase == "recap")
    if event is None or not is_recap or event.last < today:
        return []
    path, line, column = locate("item", order.item.id)
    return [
        Problem(
            path, line, column, "warning", "recap-before-event",
            f"{order.name}: the recap tells of an event that lasts until {event.last}", None,
            "take its numbers and words for placeholders; check each after the event",
        )
    ]  # fmt: skip


def check_announcement(
    order: DraftOrder, template: str, event: Event | None, locate: Locate
) -> list[Problem]:
    """A warning when an announcement is planned for a day on which its event has begun."""
    if event is None or order.publish is None or not is_late(template, event, order.publish):
        return []
    path, line, column = locate("item", order.item.id, "anchor")
    return [
        Problem(
            path, line, column, "warning", "announcement-late",
            f"{order.name}: the announcement is planned for {order.publish}, and the event begins on {event.start}",
            None, f"{HOW}, and plan again",
        )
    ]  # fmt: skip


def check_facts(
    order: DraftOrder,
    specs: Mapping[str, FactSpec],
    layers: Sequence[FactLayer],
    today: date,
    locate: Locate,
    language: Language,
) -> list[tuple[str, Problem]]:
    """Warnings for figures and results that are dated after `today`, each with the fact it is about.

    Looked at are the facts whose declaration has a field `date`, in the record that the draft takes
    them from.
    """
    problems = []
    for key, spec in specs.items():
        origin = find_origin(layers, key) if "date" in spec.fields else None
        if origin is None:
            continue
        layer = origin.layer
        for fact, keys, value in _dates_of(layer.values[key], f"facts.{key}", (key,), language):
            day = _day(value) or _first_of_month(value)
            if day is None or day <= today:
                continue
            path, line, column = locate(layer.kind, layer.record_id, *layer.keys, *keys)
            problem = Problem(
                path, line, column, "warning", "fact-after-today",
                f"{order.name}: {key}.date: a fact cannot be known before its day", str(value),
                "correct the date, or leave the fact out until it is known",
            )  # fmt: skip
            problems.append((fact, problem))
    return problems


def _dates_of(value: Any, fact: str, keys: Keys, language: Language) -> Iterator[tuple[str, Keys, Any]]:
    value, keys = choose(value, language, keys)
    if isinstance(value, list | tuple):
        for index, part in enumerate(value):
            yield from _dates_of(part, f"{fact}[{index}]", (*keys, index), language)
    elif isinstance(value, Mapping) and "date" in value:
        yield fact, (*keys, "date"), value["date"]


def _day(value: Any) -> date | None:
    """The day that `value` begins with; None when it is no date (`2027-01-13 09:00` is one)."""
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value.strip()[:10]) if isinstance(value, str) else None
    except ValueError:
        return None


def _first_of_month(value: Any) -> date | None:
    match = _MONTH.match(value.strip()) if isinstance(value, str) else None
    if match is None or not 1 <= int(match[2]) <= 12 or match[1] == "0000":
        return None
    return date(int(match[1]), int(match[2]), 1)
