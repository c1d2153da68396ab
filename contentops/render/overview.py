"""What every format shows of a calendar, computed once: weeks, months, names, figures.

Nothing here is text of one format: renderers escape and lay out what they take from it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from contentops.models.base import PoolName, text_in
from contentops.models.calendar import Calendar, Entry, Task
from contentops.models.item import Item
from contentops.models.period import Period, monday_of, parse_period
from contentops.models.workspace import Workspace
from contentops.render.words import Words, words_in
from contentops.text_width import clean_line
from contentops.working_days import CountryDays

_WEEK = timedelta(days=7)
POOLS: tuple[PoolName, ...] = ("basic", "periodic", "hook")


@dataclass(frozen=True)
class Week:
    """An ISO week of the period with what is published in it; the first and last may be cut by the period."""

    monday: date
    first: date
    last: date
    entries: tuple[Entry, ...]
    working_days: int

    @property
    def name(self) -> str:
        """`W05`: the ISO week number."""
        return f"W{self.monday.isocalendar().week:02d}"

    @property
    def published(self) -> tuple[Entry, ...]:
        """Its entries without the cancelled ones."""
        return tuple(entry for entry in self.entries if entry.state != "cancelled")


@dataclass(frozen=True)
class WaveGroup:
    """The channels that an entry reaches on one day, by name."""

    day: date
    channels: tuple[str, ...]


class Overview:
    """A calendar together with its workspace, as its readers see it.

    Names come from the workspace in its language; whatever has left the workspace since the plan
    was made is shown by its id.
    """

    def __init__(self, calendar: Calendar, workspace: Workspace) -> None:
        self.calendar = calendar
        self.workspace = workspace
        self.words: Words = words_in(workspace.settings.language)
        self.period: Period = parse_period(calendar.period, workspace.settings.fiscal_year_start)
        self._people = workspace.people
        self._channels = workspace.channels
        self._countries: dict[str, CountryDays] = {}

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """All entries by publish date, then item: people edit dates without moving the lines."""
        return tuple(sorted(self.calendar.entries, key=lambda entry: (entry.publish, entry.item)))

    @cached_property
    def active(self) -> tuple[Entry, ...]:
        """The entries that are not cancelled."""
        return tuple(entry for entry in self.entries if entry.state != "cancelled")

    @cached_property
    def weeks(self) -> tuple[Week, ...]:
        """Every week of the period, empty ones too, and weeks outside it that hold an entry."""
        first, last = monday_of(self.period.first), monday_of(self.period.last)
        mondays = {first + n * _WEEK for n in range((last - first).days // 7 + 1)}
        by_monday: dict[date, list[Entry]] = {}
        for entry in self.entries:
            by_monday.setdefault(monday_of(entry.publish), []).append(entry)
        return tuple(
            self._week(monday, tuple(by_monday.get(monday, ())))
            for monday in sorted(mondays | set(by_monday))
        )

    def _week(self, monday: date, entries: tuple[Entry, ...]) -> Week:
        first, last = monday, monday + timedelta(days=6)
        if all(entry.publish in self.period for entry in entries):
            first, last = max(first, self.period.first), min(last, self.period.last)
        working = self.country(self.workspace.settings.country).between(first, last)
        return Week(monday, first, last, entries, len(working))

    @cached_property
    def silent_weeks(self) -> tuple[Week, ...]:
        """The weeks with working days and nothing published."""
        return tuple(week for week in self.weeks if not week.published and week.working_days)

    @cached_property
    def months(self) -> tuple[tuple[date, tuple[Entry, ...]], ...]:
        """The first day of each month that holds entries, with them."""
        months: dict[date, list[Entry]] = {}
        for entry in self.entries:
            months.setdefault(entry.publish.replace(day=1), []).append(entry)
        return tuple((month, tuple(entries)) for month, entries in sorted(months.items()))

    def country(self, code: str) -> CountryDays:
        """The working days of a country, with the years that the workspace supplies."""
        days = self._countries.get(code)
        if days is None:
            days = self._countries[code] = CountryDays(code, self.workspace.working_days.get(code, {}))
        return days

    def item(self, entry: Entry) -> Item | None:
        """The item of an entry (for an occurrence, the recurring item), if the workspace still has it."""
        return self.workspace.items.get(entry.item.partition("@")[0])

    def title(self, entry: Entry) -> str:
        """The entry's title on one line."""
        return clean_line(entry.title) or clean_line(entry.item)

    def marked_title(self, entry: Entry) -> str:
        """The title where no id stands beside it: occurrences of one title have the date of their rule."""
        title, rule_date = self.title(entry), entry.item.partition("@")[2]
        if rule_date and self._titles[entry.title] > 1:
            return self.words.say("occurrence", title=title, date=clean_line(rule_date).partition("-")[2])
        return title

    @cached_property
    def _titles(self) -> Counter[str]:
        return Counter(entry.title for entry in self.entries)

    def person_name(self, person_id: str) -> str:
        """A person's name, or the id of somebody who has left."""
        person = self._people.get(person_id)
        return clean_line(text_in(person.name, self.words.language) if person else person_id)

    def channel_name(self, channel_id: str) -> str:
        """A channel's name, or the id of one that is gone."""
        channel = self._channels.get(channel_id)
        return clean_line(text_in(channel.name, self.words.language) if channel else channel_id)

    def owner_id(self, entry: Entry) -> str | None:
        """Who answers for the entry: the item's owner, else whoever works on it first."""
        item = self.item(entry)
        if item is not None:
            return item.owner
        work = (task.person for task in entry.tasks if not is_review(task))
        return next(work, None)

    def owner_name(self, entry: Entry) -> str:
        """The owner's name; empty when nobody is known."""
        owner = self.owner_id(entry)
        return self.person_name(owner) if owner else ""

    def waves(self, entry: Entry) -> tuple[WaveGroup, ...]:
        """The entry's channels by day; within a day in the order of the entry."""
        days: dict[date, list[str]] = {}
        for wave in entry.channels:
            days.setdefault(wave.date, []).append(self.channel_name(wave.channel))
        return tuple(WaveGroup(day, tuple(names)) for day, names in sorted(days.items()))

    def stage_name(self, entry: Entry, task: Task) -> str:
        """What a task is, in words: a kind of work, a module with its title, a level of review."""
        return self.name_of_stage(self.item(entry), task.stage)

    def name_of_stage(self, item: Item | None, name: str) -> str:
        """A kind of work on an item in words; see `stage_name`."""
        kind, _, rest = name.partition(":")
        language = self.words.language
        if kind == "module" and rest:
            if item is not None and rest.isdecimal() and 0 < int(rest) <= len(item.modules):
                title = text_in(item.modules[int(rest) - 1].title, language)
                return clean_line(self.words.say("module_titled", number=rest, title=title))
            return clean_line(self.words.say("module", number=rest))
        if kind == "review" and rest:
            return clean_line(self.words.say("review", role=self._review_role(item, rest)))
        for stage in self.workspace.settings.work_stages:
            if stage.skill == name and stage.name is not None:
                return clean_line(text_in(stage.name, language))
        return clean_line(self.words.name("work", name))

    def _review_role(self, item: Item | None, role: str) -> str:
        chains = self.workspace.review_chains
        own = self.workspace.chain_of(item) if item is not None else None
        for chain in [own] if own else [chains[name] for name in sorted(chains)]:
            for step in chain.steps:
                if step.role == role and step.name is not None:
                    return text_in(step.name, self.words.language)
        return self.words.name("review", role)

    @cached_property
    def value_planned(self) -> int:
        """The value of the entries that are not cancelled, as far as their items are known."""
        return sum(item.value for entry in self.active if (item := self.item(entry)) is not None)

    @cached_property
    def value_refused(self) -> int:
        """The value of what did not fit."""
        return sum(refusal.value for refusal in self.calendar.unscheduled)

    @cached_property
    def provisional_years(self) -> str:
        """`CN 2027` and so on in words, for the notice; the years of the period if none is named."""
        named = []
        for text in self.calendar.provisional_years:
            code, _, year = text.partition(" ")
            country = self.words.name("country", code)
            named.append(self.words.say("provisional_year", country=country, year=year) if year else text)
        years = range(self.period.first.year, self.period.last.year + 1)
        return self.words.listed(named or [str(year) for year in years])


def is_review(task: Task) -> bool:
    """Whether a task is a review, which takes no hours but one of the reviewer's weekly reviews."""
    return task.stage.startswith("review:")
