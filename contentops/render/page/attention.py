"""What a manager should look at: gaps, silent weeks, too much work, what has no place, pins that gave way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from contentops.models.calendar import Calendar
from contentops.render.coverage import GapLine, gap_lines
from contentops.render.edition import Edition
from contentops.render.figures import figure
from contentops.render.load import (
    Cell,
    PersonLoad,
    assignments,
    hours_load,
    review_load,
    work_weeks,
)
from contentops.render.overview import Overview
from contentops.render.page.words import PAGE_WORDS, say
from contentops.render.summary import silent_line


@dataclass(frozen=True)
class Overload:
    """One person's week that asks for more than there is."""

    person: str
    monday: date
    cell: Cell
    is_reviews: bool


class Loads:
    """Everybody's hours and reviews in the weeks of the page; work for plans beside this one counts too."""

    def __init__(self, edition: Edition, mondays: Sequence[date]) -> None:
        everything = _together(edition)
        work = assignments(everything)
        weeks = sorted({*work_weeks(one for person in work.values() for one in person), *mondays})
        if weeks:
            # Weeks before the page's are laid out too: what is done in them is not left for later ones.
            span = range(0, (weeks[-1] - weeks[0]).days + 1, 7)
            weeks = [weeks[0] + timedelta(days=n) for n in span]
        part = slice(weeks.index(mondays[0]), weeks.index(mondays[-1]) + 1)
        self.mondays = tuple(mondays)
        self.hours = [_cut(load, part) for load in hours_load(everything, tuple(weeks))]
        self.reviews = [_cut(load, part) for load in review_load(everything, tuple(weeks))]

    def overloads(self) -> list[Overload]:
        """Every week of a person with too much, by week."""
        found = [
            Overload(load.person, monday, cell, is_reviews)
            for loads, is_reviews in ((self.hours, False), (self.reviews, True))
            for load in loads
            for monday, cell in zip(self.mondays, load.cells, strict=True)
            if cell.over
        ]
        return sorted(found, key=lambda one: one.monday)


def _together(edition: Edition) -> Overview:
    entries = list(edition.calendar.entries)
    for other in edition.beside:
        entries += other.entries
    merged: Calendar = edition.calendar.model_copy(update={"entries": entries})
    return Overview(merged, edition.workspace)


def _cut(load: PersonLoad, part: slice) -> PersonLoad:
    return PersonLoad(load.person, load.cells[part])


class Attention:
    """The lists and their counts, in words."""

    def __init__(self, overview: Overview, loads: Loads) -> None:
        self.overview, self.words = overview, overview.words
        self.own = PAGE_WORDS[overview.words.language]
        self._overloads = loads.overloads()
        self.gaps: list[GapLine] = gap_lines(overview, overview.calendar.gaps)

    @property
    def over_lines(self) -> list[str]:
        """Each overload in one sentence."""
        return [
            self.own["over_reviews" if one.is_reviews else "over_hours"].format(
                person=self.overview.person_name(one.person),
                week=f"W{one.monday.isocalendar().week:02d}",
                used=figure(one.cell.used),
                available=figure(one.cell.available),
            )
            for one in self._overloads
        ]

    @property
    def silent(self) -> str:
        """The weeks with nothing published; empty when there are none."""
        return silent_line(self.overview) if self.overview.silent_weeks else ""

    @property
    def released(self) -> list[tuple[str, date, str]]:
        """Pins that gave way: title, the day wished for, what contradicts it."""
        why = {conflict.item: conflict.text for conflict in self.overview.calendar.conflicts}
        return [
            (self.overview.title(entry), entry.publish, why.get(entry.item, ""))
            for entry in self.overview.calendar.released
        ]

    def overloaded_people(self) -> dict[date, list[str]]:
        """By Monday the names of those with too much to do."""
        found: dict[date, list[str]] = {}
        for one in self._overloads:
            names = found.setdefault(one.monday, [])
            if (name := self.overview.person_name(one.person)) not in names:
                names.append(name)
        return found

    def counts(self) -> Iterator[tuple[str, str]]:
        """What there is of each kind, as `(kind, "3 gaps")`; nothing for kinds without any."""
        calendar = self.overview.calendar
        for kind, count in (
            ("over", len(self._overloads)),
            ("silent", len(self.overview.silent_weeks)),
            ("gaps", len(self.gaps)),
            ("refused", len(calendar.unscheduled)),
            ("released", len(calendar.released)),
        ):
            if count:
                yield kind, say(self.own, f"attention.{kind}", count=count)
