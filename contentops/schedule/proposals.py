"""Gaps of a plan with proposals to fill them, from what exists.

Every proposal that can be tried is tried beside the plan as it stands: those for which people have hours and
channels a day come first, with that day. No idea is the first for every gap: each time it was proposed
before counts against it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from contentops.models.base import Language, text_in
from contentops.models.calendar import Calendar, Entry, Refusal
from contentops.models.coverage import Gap, Proposal
from contentops.models.item import Item
from contentops.models.period import Period, monday_of, week_name
from contentops.models.workspace import Workspace
from contentops.schedule.goals import working_weeks
from contentops.schedule.ideas import Idea, Plan, find_ideas
from contentops.schedule.openings import Openings
from contentops.schedule.proposal_words import FORMATS, WORDS
from contentops.schedule.resources import Countries

MOST = 3
"""How many proposals a gap gets."""
_WEEK = timedelta(days=7)
# What a proposal counts, in points. That it fits outweighs what it is; of those that fit, what the team
# wanted anyway comes first, then what only needs to be refreshed or repeated.
_FITS = 100
_KINDS = {"unplaced": 30, "refresh": 26, "repackage": 22, "case": 20, "recur": 18}
_ALSO, _MOST_ALSO = 6, 3
"""For every other gap that it fills by the way, up to three."""
_VALUE = 5
"""Value that counts one point."""
_SKIPPED = 15
"""Somebody had a reason to skip an occurrence."""
_SAME_KIND = 25
_AGAIN, _FIRST_AGAIN = 60, 200


def propose(
    gaps: Sequence[Gap],
    entries: Sequence[Entry],
    refusals: Sequence[Refusal],
    workspace: Workspace,
    period: Period,
    today: date,
    countries: Countries,
    beside: Sequence[Calendar] = (),
) -> list[Gap]:
    """The gaps with up to three proposals each, the best first; gaps that lie before `today` get none."""
    weeks = [
        monday
        for monday in working_weeks(period, countries.of(None).is_working_day)
        if monday >= monday_of(today)
    ]
    open_gaps = [gap for gap in gaps if weeks and gap.last >= week_name(weeks[0])]
    if not open_gaps:
        return list(gaps)
    plan = Plan(workspace, period, countries, entries, refusals, beside)
    wanted = {(gap.kind, gap.name) for gap in open_gaps}
    ideas = [idea for idea in find_ideas(plan) if wanted & _served(idea.trial)]
    trials = [idea.source if idea.blocked else idea.trial for idea in ideas]
    begins = {idea.trial.id: idea.begins for idea in ideas if idea.begins is not None}
    openings = Openings(workspace, period, today, countries, entries, beside, trials, begins)
    proposer = _Proposer(workspace.settings.language, weeks, open_gaps, ideas, openings)
    first = week_name(weeks[0])
    return [
        gap.model_copy(update={"proposals": proposer.propose(gap)}) if gap.last >= first else gap
        for gap in gaps
    ]


def serves(item: Item, kind: str, name: str) -> bool:
    """Whether publishing an item would serve a channel, role, stage or pool, or add to a share of the effort."""
    return (kind, name) in _served(item)


def _served(item: Item) -> set[tuple[str, str]]:
    """What publishing an item serves, by kind of gap and name."""
    served: set[tuple[str, str]] = {("roles", item.role), ("stages", item.stage), ("pools", item.pool)}
    served.update(("channels", use.channel) for use in item.channels)
    if any(item.effort.values()) or item.modules:
        served.update((("mix_means", item.means), ("mix_pools", item.pool)))
    return served


class _Proposer:
    """Chooses proposals gap by gap and remembers what it has proposed."""

    def __init__(
        self,
        language: Language,
        weeks: Sequence[date],
        gaps: Sequence[Gap],
        ideas: Sequence[Idea],
        openings: Openings,
    ) -> None:
        self._language, self._words = language, WORDS[language]
        self._openings, self._weeks = openings, weeks
        self._served = {idea.trial.id: _served(idea.trial) for idea in ideas}
        self._ideas: dict[tuple[str, str], list[Idea]] = {}
        for idea in ideas:
            for key in sorted(self._served[idea.trial.id]):
                self._ideas.setdefault(key, []).append(idea)
        self._gaps: dict[tuple[str, str], list[Gap]] = {}
        for gap in gaps:
            self._gaps.setdefault((gap.kind, gap.name), []).append(gap)
        self._used: Counter[tuple[str, ...]] = Counter()
        self._led: Counter[tuple[str, ...]] = Counter()
        self._found: dict[tuple[str, date, str], date | None] = {}

    def propose(self, gap: Gap) -> list[Proposal]:
        """Up to three proposals for one gap."""
        able = [
            (idea, day)
            for idea in self._ideas.get((gap.kind, gap.name), ())
            for day in (self._day(idea, gap),)
            if day is not None or self._could(idea, gap)
        ]
        points = {idea.trial.id: self._points(idea, day, gap) for idea, day in able}
        chosen: list[tuple[Idea, date | None]] = []
        while able and len(chosen) < MOST:
            kinds = [idea.kind for idea, _ in chosen]
            best = max(
                able,
                key=lambda one: (
                    points[one[0].trial.id]
                    - _SAME_KIND * kinds.count(one[0].kind)
                    - _AGAIN * self._used[one[0].about]
                    - (0 if chosen else _FIRST_AGAIN * self._led[one[0].about])
                ),
            )
            chosen.append(best)
            able = [(idea, day) for idea, day in able if idea.about != best[0].about]
        for idea, _ in chosen:
            self._used[idea.about] += 1
        for idea, _ in chosen[:1]:
            self._led[idea.about] += 1
        return [self._proposal(idea, day, gap) for idea, day in chosen]

    def _mondays(self, gap: Gap) -> list[date]:
        return [monday for monday in self._weeks if gap.first <= week_name(monday) <= gap.last]

    def _day(self, idea: Idea, gap: Gap) -> date | None:
        """A publish day that serves the gap and fits beside the plan."""
        if not idea.known:
            return None
        channel = gap.name if gap.kind == "channels" else None
        for monday in self._mondays(gap):
            if monday in idea.avoids or idea.only not in (None, monday):
                continue
            key = (idea.trial.id, monday, channel or "")
            if key not in self._found:
                self._found[key] = self._openings.find_day(
                    idea.trial.id, monday, monday + timedelta(days=6), channel
                )
            if self._found[key] is not None:
                return self._found[key]
        return None

    def _could(self, idea: Idea, gap: Gap) -> bool:
        """Whether an idea that does not fit belongs to these weeks all the same."""
        mondays = [monday for monday in self._mondays(gap) if monday not in idea.avoids]
        if idea.kind == "unplaced" and not idea.blocked:
            return False  # a later day that does not help
        if idea.only is not None:
            return idea.only in mondays
        days = {monday_of(day) for day in self._openings.days(idea.trial.id)}
        return any(monday in days for monday in mondays)

    def _points(self, idea: Idea, day: date | None, gap: Gap) -> int:
        points = _KINDS[idea.kind] + idea.source.value // _VALUE + (_FITS if day is not None else 0)
        if idea.says == "recur.skipped":
            points -= _SKIPPED
        week = week_name(monday_of(day)) if day is not None else gap.first
        also = sum(
            other is not gap and other.first <= week <= other.last
            for key in self._served[idea.trial.id]
            for other in self._gaps.get(key, ())
        )
        return points + _ALSO * min(_MOST_ALSO, also)

    def _proposal(self, idea: Idea, day: date | None, gap: Gap) -> Proposal:
        says = idea.says
        if idea.blocked and day is not None:
            says = "unplaced.fits"
        figures = self._figures(idea, day, gap)
        text_key = "unplaced" if says in ("unplaced.later", "unplaced.moved") else says
        if says == "recur" and day is None and gap.kind.startswith("mix_"):
            text_key = "recur.more"  # some weeks of the whole period have it
        action = self._words.get(f"do.{says}") or self._words["do." + says.partition(".")[0]]
        hours = idea.hours if idea.known else None
        return Proposal(
            kind=idea.kind,
            items=list(idea.about),
            text=self._words[text_key].format(**figures),
            action=self._action(action.format(**figures), idea, day, gap),
            publish=day,
            hours=hours,
        )

    def _action(self, action: str, idea: Idea, day: date | None, gap: Gap) -> str:
        """What to do, and whether there is room for it."""
        if not idea.known:
            return self._words["unknown"].format(action=action)
        if day is not None:
            key = "room" if idea.hours else "room.none"
        elif idea.blocked:
            return action  # its text says what binds
        else:
            mondays = self._mondays(gap)
            free = self._openings.has_channel_day(idea.trial.id, mondays[0], mondays[-1] + timedelta(days=6))
            key = "full.hours" if free else "full.channels"
        return self._words[key].format(action=action, day=day, hours=f"{idea.hours:g}")

    def _weeks_named(self, gap: Gap, day: date | None) -> str:
        if day is not None:
            return week_name(monday_of(day))
        if gap.first == gap.last:
            return gap.first
        return self._words["weeks.many"].format(first=gap.first, last=gap.last)

    def _figures(self, idea: Idea, day: date | None, gap: Gap) -> dict[str, Any]:
        language, words = self._language, self._words
        mondays = self._mondays(gap)
        first = monday_of(day) if day is not None else mondays[0]
        last = (monday_of(day) if day is not None else mondays[-1]) + timedelta(days=4)
        title = idea.trial.title if idea.kind == "repackage" else idea.figures.get("title", idea.source.title)
        figures = {
            "title": text_in(title, language),
            "value": idea.source.value,
            "id": idea.source.id,
            "about": idea.about[0],
            "first": first,
            "day": day,
            "weeks": self._weeks_named(gap, day),
            **idea.figures,
        }
        figures["title"] = text_in(title, language)
        figures.setdefault("last", last)
        for name in ("hook", "persona"):
            if name in figures:
                figures[name] = text_in(figures[name], language)
        if "format" in figures:
            figures["format"] = FORMATS[language].get(figures["format"], figures["format"])
        if "why" in figures:
            named = [words.get(code, words["other"]) for code in figures["why"]]
            figures["why"] = words["and"].join(dict.fromkeys(named)) or words["other"]
        return figures
