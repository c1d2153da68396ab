"""Why something stands where it stands, or does not stand at all: codes with figures, and their words.

The planner finds causes (`contentops.schedule.diagnose`); only this module and its `words` know how they read, in
English and in Chinese. A code is the name of the rule that binds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from contentops.models.base import Language, text_in
from contentops.models.item import Item
from contentops.models.period import monday_of_week
from contentops.models.workspace import Workspace
from contentops.schedule import why_words
from contentops.schedule.words import COUNTS, EN, MONTHS, RULES, ZH

_WORDS = {"en": {**EN, **why_words.EN}, "zh": {**ZH, **why_words.ZH}}

_SHOWN = 4
_SHOWN_EACH = 2
"""How many titles are named when several causes are said together."""


@dataclass(frozen=True, slots=True)
class Cause:
    """One rule that binds, with the figures and names that make it understandable.

    `figures` holds plain values: text, numbers, dates, lists of names, and causes that this one contains.
    """

    code: str
    figures: Mapping[str, Any] = field(default_factory=dict)


class Reasons:
    """Causes in the words of one language. `stages` names kinds of work and review roles."""

    def __init__(self, language: Language, stages: Mapping[str, str] | None = None) -> None:
        self._language = language
        self._words = _WORDS[language]
        self._stages = stages or {}

    @classmethod
    def of(cls, workspace: Workspace, item: Item | None = None) -> Reasons:
        """In the workspace's language, with its own names for kinds of work and, of an item, for its reviews."""
        settings = workspace.settings
        language = settings.language
        names = {
            stage.skill: text_in(stage.name, language)
            for stage in settings.work_stages
            if stage.name is not None
        }
        chain = workspace.chain_of(item) if item is not None else None
        for step in chain.steps if chain is not None else ():
            if step.name is not None:
                names[f"review:{step.role}"] = text_in(step.name, language)
        return cls(language, names)

    def say(self, cause: Cause, shown: int = _SHOWN) -> str:
        """One cause as a clause without a full stop; of many titles it names the first `shown`."""
        # Causes said together have numbers before them: see `_together`.
        plain = {name: value for name, value in cause.figures.items() if name != "causes"}
        figures = {name: self._figure(name, value) for name, value in plain.items() if name != "takers"}
        if "takers" in plain:
            figures["takers"] = self._names(plain["takers"], shown)
        if cause.code == "review-limit":
            number = cause.figures["limit"]
            figures["reviews"] = self._words["reviews.one" if number == 1 else "reviews.many"].format(
                n=number
            )
        if cause.code.startswith(("remedy.", "serves")):
            figures |= self._counted(cause)
        if cause.code == "anchor":
            within = cause.figures["first"] < cause.figures["last"]
            figures["place"] = self._place(cause.figures["place"], cause.figures["offset"], within)
        if cause.code == "together":
            figures |= self._together(cause)
        if cause.code == "channel-limit":
            figures |= self._full(cause.figures["limit"][0], cause.figures["spans"], cause.figures["counts"])
        if cause.code == "hours":
            figures["most"] = self._words["most"] if cause.figures["others"] else ""
        if "first" in cause.figures and "last" in cause.figures:
            one = cause.figures["first"] == cause.figures["last"]
            figures["span"] = figures["first"] if one else self._words["span"].format(**figures)
            figures["within"] = self._words["within.one" if one else "within.many"].format(**figures)
        if cause.code in ("lead-time", "lead-time-recap"):
            figures["latest"] = self._words["latest"].format(**figures) if "last" in figures else ""
        if cause.code == "no-publication-day":
            where = "open.channels" if cause.figures["channels"] else "open.none"
            figures["where"] = self._words[where].format(**figures)
        code = cause.code
        if code == "hours" and (
            not cause.figures["takers"] or cause.figures["free"] == cause.figures["capacity"]
        ):
            code = "hours-bare"
        return self._words[code].format(**figures)

    def _counted(self, cause: Cause) -> dict[str, str]:
        """Figures that are counted in words: working days, reviews, weeks of silence."""
        counted: dict[str, str] = {}
        plain = cause.figures
        for name, source, word in (("days", "days", "days"), ("reviews", "amount", "reviews"),
                                   ("limit", "allowed", "silence")):  # fmt: skip
            if source in plain:
                number = plain[source]
                form = self._words[f"{word}.{'one' if number == 1 else 'many'}"]
                counted[name] = form.format(n=number)
        return counted

    def join_changes(self, causes: Sequence[Cause]) -> str:
        """Changes that are made together, as one clause."""
        said = [self.say(cause) for cause in causes]
        if len(said) < 3:
            return self._words["remedy.and"].join(said)
        return self._words["remedy.comma"].join(said[:-1]) + self._words["remedy.and"] + said[-1]

    def join(self, causes: Sequence[Cause]) -> str:
        """Several causes as one sentence's worth of text."""
        return self._words["joint"].join(self.say(cause) for cause in causes)

    def _figure(self, name: str, value: Any) -> Any:
        if isinstance(value, Cause):
            return self.say(value)
        named = self._named(name, value)
        if named is not None:
            return named
        if isinstance(value, (list, tuple)):
            return self._words["and"].join(str(one) for one in value)
        if isinstance(value, float):
            return f"{value:g}"
        return value.isoformat() if isinstance(value, date) else value

    def _named(self, name: str, value: Any) -> str | None:
        """Figures that have words of their own; None for the others."""
        render: dict[str, Callable[[Any], str]] = {
            "rule": lambda rule: RULES[self._language][rule],
            "other": lambda rule: RULES[self._language][rule],
            "state": lambda state: self._words[f"state.{state}"],
            "stage": self._stage,
            "weeks": self._weeks,
            "items": self._titles,
            "names": self._titles,
            "people": self._words["or"].join,
            "served": lambda served: (
                why_words.SERVED[self._language].get(served[0], {}).get(served[1], served[1])
            ),
        }
        if name == "limit" and not isinstance(value, int):
            return self._limit(value)
        return render[name](value) if name in render else None

    def _place(self, place: str, offset: int, within: bool) -> str:
        """Where an anchor puts an item, beside the event's name."""
        if place != "offset":
            return self._words[f"place.{place}"]
        if not offset:
            return self._words["place.from"]
        days = self._words["days.one" if abs(offset) == 1 else "days.many"].format(n=abs(offset))
        said = self._words["place.before" if offset < 0 else "place.after"].format(days=days)
        return said + self._words["place.on"] if within else said

    def _together(self, cause: Cause) -> dict[str, str]:
        first, last, causes = (cause.figures[name] for name in ("first", "last", "causes"))
        count = cause.figures["count"]
        numbered = self._words["numbered"]
        said = [
            numbered.format(n=number, sign="①②③"[number - 1], text=self.say(one, shown=_SHOWN_EACH))
            for number, one in enumerate(causes, 1)
        ]
        after = cause.figures.get("after")
        form = "only-day" if first == last else "between-days"
        return {
            "days": self._words[form].format(first=self._day(first), last=self._day(last)),
            "count": COUNTS[self._language].get(
                count, f" {count} " if self._language == "zh" else str(count)
            ),
            "causes": self._words["joint"].join(said),
            "some": self._words["some"] if count > len(said) else "",
            "after": self._words["after"].format(because=self.say(after)) if after is not None else "",
        }

    def _day(self, day: date) -> str:
        return self._words["day-month"].format(day=day.day, month=MONTHS[day.month - 1], n=day.month)

    def _full(self, kind: str, spans: Sequence[str], counts: Sequence[int]) -> dict[str, str]:
        """The months, weeks or days in which a channel is full, and how full."""
        if kind == "month":
            names = [
                MONTHS[int(span[5:]) - 1] if self._language == "en" else f"{int(span[5:])} 月"
                for span in spans
            ]
            listed = self._words["weeks.next"].join(names)
        elif kind == "week":
            listed = self._weeks(spans)
        elif len(spans) > _SHOWN:
            listed = self._words["days.open"].format(n=len(spans), first=spans[0], last=spans[-1])
        else:
            listed = self._words["weeks.next"].join(spans)
        if self._language == "zh" and listed[-1].isascii():
            listed += " "
        form = "counts" if len(spans) == 1 else "counts.each"
        # Where people pinned more than the quota, one number does not say it for all.
        said = self._words[form].format(n=counts[0]) if len(set(counts)) == 1 else ""
        return {
            "spans": self._words["is.one" if len(spans) == 1 else "is.many"].format(spans=listed),
            "counts": said,
        }

    def _weeks(self, weeks: Sequence[str]) -> str:
        """Weeks as runs without a hole: `2027-W04 to 2027-W06, 2027-W09`."""
        runs: list[list[str]] = []
        for week in weeks:
            if runs and monday_of_week(week) - monday_of_week(runs[-1][-1]) == timedelta(days=7):
                runs[-1].append(week)
            else:
                runs.append([week])
        return self._words["weeks.next"].join(
            self._words["weeks.one" if len(run) == 1 else "weeks.many"].format(first=run[0], last=run[-1])
            for run in runs
        )

    def _stage(self, stage: str) -> str:
        kind, _, rest = stage.partition(":")
        if stage in self._stages:
            return self._stages[stage]
        if kind in ("review", "module") and rest:
            return self._words[kind].format(role=rest, n=rest)
        return stage

    def _limit(self, limit: tuple[str, int]) -> str:
        kind, number = limit
        return self._words[f"limit.{kind}"].format(n=number)

    def _titles(self, titles: Sequence[str]) -> str:
        return self._words["beside"].join(self._words["title"].format(name=title) for title in titles)

    def _names(self, names: Sequence[str], shown: int) -> str:
        if not names:
            return self._words["nothing"]
        said = self._titles(names[:shown])
        if len(names) <= shown:
            return said
        count = len(names) if self._language == "zh" else len(names) - shown
        return self._words["more"].format(names=said, n=count)
