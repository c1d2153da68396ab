"""Why a plan is as it is, laid out for the terminal."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from datetime import date

from contentops.models.base import text_in
from contentops.models.calendar import Task
from contentops.models.item import Item
from contentops.models.period import monday_of_week
from contentops.models.why import (
    ChannelWeek,
    Neighbour,
    OfferedChange,
    PersonWeek,
    PushedOut,
    SupposedGoal,
    WhatIfReport,
    WhyItem,
    WhyPerson,
    WhyReport,
    WhyWeek,
)
from contentops.models.workspace import Workspace
from contentops.render.changes import render_comparison
from contentops.render.figures import figure, short_span
from contentops.render.table import Cell, Column, Layout, Style, paint
from contentops.render.why_words import WORDS
from contentops.render.words import words_in
from contentops.text_width import clean_line, wrap

NARROWEST = 32
_INDENT = "  "
_SHOWN = 4
_EFFECTS = ("moved", "new", "gone", "refused", "withdrawn", "state", "gap", "provisional")
"""The changes that are shown one by one; the goals stand above them, before and after."""
_DETAILS = ("channel", "person", "work")
"""The changes that are only counted."""


def render_why(report: WhyReport, workspace: Workspace, width: int, colour: bool) -> str:
    """A report for a terminal of `width` columns (at least `NARROWEST`), ending in a newline."""
    screen = _Screen(workspace, max(width, NARROWEST), colour)
    parts = [screen.item(one) for one in report.items]
    parts += [screen.week(one) for one in report.weeks]
    parts += [screen.person(one) for one in report.people]
    return "\n".join("".join(f"{line}\n" for line in lines) for lines in parts)


def render_effect(report: WhatIfReport, workspace: Workspace, width: int, colour: bool) -> str:
    """What supposed changes do to a plan, for a terminal, ending in a newline."""
    screen = _Screen(workspace, max(width, NARROWEST), colour)
    head = "".join(f"{line}\n" for line in screen.effect(report))
    changes = [change for change in report.comparison.changes if change.kind in _EFFECTS]
    comparison = report.comparison.model_copy(update={"changes": changes})
    rest = {change.item for change in report.comparison.changes if change.kind in _DETAILS}
    rest -= {change.item for change in changes}
    foot = "".join(f"{line}\n" for line in screen.details(len(rest)))
    return f"{head}\n{render_comparison(comparison, workspace, width, colour)}{foot}"


class _Screen:
    def __init__(self, workspace: Workspace, width: int, colour: bool) -> None:
        self.workspace, self.width, self.colour = workspace, width, colour
        self.language = workspace.settings.language
        self.words, self.names = WORDS[self.language], words_in(self.language)

    # --- one item --------------------------------------------------------------------------------

    def item(self, one: WhyItem) -> Iterator[str]:
        words = self.words
        title = clean_line(one.title) or one.item
        about = title if title == one.item else f"{title} · {one.item}"
        yield from self._text(about, "", "bold")
        value = words["value"].format(value=one.value)
        said = words[f"standing.{one.standing}"].format(
            date=self._day(one.publish) if one.publish else "", period=one.period or ""
        )
        if one.fits_on is not None:
            said = words["fits"].format(date=self._day(one.fits_on), period=one.period)
        elif one.standing == "refused":
            said = words["impossible" if one.impossible_by_itself else "blocked"].format(period=one.period)
        style: Style = "red" if one.standing in ("refused", "broken") else "green"
        yield from self._text(f"{said} · {value}", _INDENT, style)
        for reason in one.reasons:
            yield from self._text(clean_line(self._sentence(reason)), _INDENT)
        if one.better is not None and not any(one.better.text in reason for reason in one.reasons):
            date_of = self._day(one.better.publish)
            yield from self._section(words["better"].format(date=date_of), [one.better.text])
        yield from self._waves(one)
        yield from self._tasks(one)
        yield from self._section(words["waits_for"], [self._named(other) for other in one.waits_for])
        yield from self._section(words["awaited_by"], [self._named(other) for other in one.awaited_by])
        if one.standing == "refused" and one.fits_on is None:
            yield from self._offers(one)

    def _sentence(self, text: str) -> str:
        return text[0].upper() + text[1:] if text else text

    def _waves(self, one: WhyItem) -> Iterator[str]:
        channels = self.workspace.channels
        said = []
        for wave in one.channels:
            channel = channels.get(wave.channel)
            name = text_in(channel.name, self.language) if channel is not None else wave.channel
            said.append(f"{self._day(wave.date)}  {clean_line(name)}")
        yield from self._section(self.words["channels"], said)

    def _tasks(self, one: WhyItem) -> Iterator[str]:
        if not one.tasks:
            return
        yield ""
        yield paint(self.words["work"], "bold", self.colour)
        item = self.workspace.items.get(one.item.partition("@")[0])
        rows = [
            [
                Cell(_INDENT + short_span(task.start, task.end)),
                Cell(self._stage(item, task)),
                Cell(self._person(task.person)),
                Cell(self.words["hours"].format(n=figure(task.hours)) if task.hours else ""),
            ]
            for task in one.tasks
        ]
        columns = [
            Column("", least=13, wish=13),
            Column("", least=8, wish=20, lines=2),
            Column("", least=6, wish=16, lines=2),
            Column("", least=4, wish=6, drop=1),
        ]
        layout = Layout(columns, rows, self.width)
        for row in rows:
            yield from layout.row(row, self.colour)

    def _stage(self, item: Item | None, task: Task) -> str:
        kind, _, rest = task.stage.partition(":")
        if kind == "module" and item is not None and rest.isdecimal() and int(rest) <= len(item.modules):
            return clean_line(text_in(item.modules[int(rest) - 1].title, self.language))
        if kind == "review":
            chain = self.workspace.chain_of(item) if item is not None else None
            steps = {step.role: step.name for step in chain.steps} if chain is not None else {}
            named = steps.get(rest)
            name = text_in(named, self.language) if named is not None else self.names.name("review", rest)
            return clean_line(self.names.say("review", role=name))
        stages = {stage.skill: stage.name for stage in self.workspace.settings.work_stages}
        own = stages.get(task.stage)
        return text_in(own, self.language) if own is not None else self.names.name("work", task.stage)

    def _person(self, name: str) -> str:
        person = self.workspace.people.get(name)
        return clean_line(text_in(person.name, self.language)) if person is not None else name

    def _named(self, other: Neighbour) -> str:
        when = self._day(other.publish) if other.publish is not None else self.words["no_place"]
        return f"{when}  {clean_line(other.title)} · {other.item}"

    def _offers(self, one: WhyItem) -> Iterator[str]:
        yield ""
        if not one.changes:
            yield from self._text(self.words["no_change"], "", "bold")
            return
        yield from self._text(self.words["changes"], "", "bold")
        for number, change in enumerate(one.changes, 1):
            yield from self._offer(number, change, one.period or "")

    def _offer(self, number: int, change: OfferedChange, period: str) -> Iterator[str]:
        cost = self.words["cost.one" if change.cost == 1 else "cost"].format(n=figure(change.cost))
        text = self.words["offer"].format(
            text=clean_line(change.text), date=self._day(change.publish), cost=cost
        )
        indent = _INDENT + f"{number}. "
        lines = list(wrap(self._sentence(text), self.width - len(indent)))
        for position, line in enumerate(lines):
            yield (indent if not position else " " * len(indent)) + line
        options = " ".join(f"--what-if {shlex.quote(part)}" for part in change.what_if)
        # A command is copied: it is not broken into lines of ours.
        yield " " * len(indent) + paint(f"contentops plan {period} {options}", "dim", self.colour)

    # --- a week, a person --------------------------------------------------------------------------

    def week(self, one: WhyWeek) -> Iterator[str]:
        words = self.words
        monday = monday_of_week(one.week)
        span = short_span(monday, date.fromordinal(monday.toordinal() + 6))
        yield from self._text(words["week"].format(week=one.week, span=span, period=one.period), "", "bold")
        yield from self._section(
            words["published"].format(n=len(one.publications)),
            [self._named(other) for other in one.publications] or [words["nothing"]],
        )
        yield ""
        yield paint(words["people"], "bold", self.colour)
        for person in one.people:
            yield from self._load(person, person.name)
        yield ""
        yield paint(words["channels_used"], "bold", self.colour)
        for channel in one.channels:
            yield from self._channel(channel)
        yield from self._pushed(words["pushed_out"], one.pushed_out)
        silences = []
        for silence in one.silences:
            key = "silence.long" if silence.too_long else "silence"
            span = silence.since if silence.since == silence.until else f"{silence.since}–{silence.until}"
            silences.append(
                words[key].format(label=self._sentence(silence.label), span=span, n=silence.weeks)
            )
        yield from self._section(words["silent"], silences)

    def person(self, one: WhyPerson) -> Iterator[str]:
        words = self.words
        yield from self._text(words["person"].format(name=one.name, period=one.period), "", "bold")
        for week in one.weeks:
            yield from self._load(week, week.week)
        full = [week.week[5:] for week in one.weeks if week.full]
        said = words["full_weeks"].format(n=len(full), all=len(one.weeks), weeks=self.names.listed(full))
        yield ""
        yield from self._text(said if full else words["no_full_week"], "")
        yield from self._pushed(words["blocks"], one.blocks)

    def _load(self, one: PersonWeek, label: str) -> Iterator[str]:
        """`Ann  18 of 20 h, 2 of 3 reviews  full`, and below what it goes to."""
        words = self.words
        parts = []
        if one.hours or one.hours_in_all:
            parts.append(words["of_hours"].format(used=figure(one.hours), all=figure(one.hours_in_all)))
        if one.reviews or one.reviews_in_all:
            parts.append(words["of_reviews"].format(used=one.reviews, all=one.reviews_in_all))
        if not one.working_days:
            parts.append(words["away"])
        line = f"{clean_line(label)}  {self.names.listed(parts)}"
        yield from self._text(
            line + (f"  {words['full']}" if one.full else ""), _INDENT, "yellow" if one.full else ""
        )
        shares = []
        for share in one.shares[:_SHOWN]:
            amount = words["hours"].format(n=figure(share.hours)) if share.hours else words["one_review"]
            shares.append(words["share"].format(title=clean_line(share.title), amount=amount))
        if len(one.shares) > _SHOWN:
            shares.append(words["more"].format(n=len(one.shares) - _SHOWN))
        if shares:
            yield from self._text(self.names.listed(shares), _INDENT * 3, "dim")

    def _channel(self, one: ChannelWeek) -> Iterator[str]:
        words = self.words
        parts = [
            words[f"limit.{use.kind}"].format(used=use.used, limit=use.limit, span=use.span)
            for use in one.limits
            if use.full or (use.kind != "gap" and (use.used or use.kind != "day"))
        ]
        if not one.open_days:
            parts = [words["closed"]]
        elif not parts:
            parts = [words["no_limit"].format(n=len(one.publications))]
        line = f"{clean_line(one.name)}  {self.names.listed(parts)}"
        yield from self._text(
            line + (f"  {words['full']}" if one.full else ""), _INDENT, "yellow" if one.full else ""
        )

    def _pushed(self, heading: str, found: Sequence[PushedOut]) -> Iterator[str]:
        lines = []
        for one in found:
            where = (
                self.words["instead"].format(date=self._day(one.publish))
                if one.publish
                else self.words["no_place"]
            )
            lines.append(
                f"{clean_line(one.title)} · {one.item} · {self.words['value'].format(value=one.value)} · {where}"
            )
        yield from self._section(heading, lines)

    # --- what if -------------------------------------------------------------------------------------

    def effect(self, report: WhatIfReport) -> Iterator[str]:
        words = self.words
        yield from self._text(words["supposed"], "", "bold")
        for text in report.supposed:
            yield from self._text(clean_line(text), _INDENT)
        yield ""
        yield from self._text(words["goals"], "", "bold")
        for goal in report.goals:
            yield from self._text(self._goal(goal), _INDENT)

    def details(self, count: int) -> Iterator[str]:
        if count:
            yield ""
            yield from self._text(self.words["details.one" if count == 1 else "details"].format(n=count), "")

    def _goal(self, goal: SupposedGoal) -> str:
        difference = goal.after - goal.before
        sign = "+" if difference > 0 else "−"
        change = f" ({sign}{figure(abs(difference))})" if difference else f" ({self.words['same']})"
        name = self.names.name("goal", goal.goal)
        return f"{name}  {figure(goal.before)} → {figure(goal.after)}{change}"

    # --- lines ---------------------------------------------------------------------------------------

    def _day(self, day: date) -> str:
        return f"{day.isoformat()} {self.names.weekday(day)}"

    def _section(self, heading: str, lines: Sequence[str]) -> Iterator[str]:
        if not lines:
            return
        yield ""
        yield from self._text(heading, "", "bold")
        for line in lines:
            yield from self._text(clean_line(line), _INDENT)

    def _text(self, text: str, indent: str, style: Style = "") -> Iterator[str]:
        for line in wrap(text, self.width - len(indent)):
            yield indent + paint(line, style, self.colour)
