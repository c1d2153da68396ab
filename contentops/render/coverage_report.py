"""The report of `contentops coverage` as sections of sentences and tables, which each format lays out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from contentops.models.base import text_in
from contentops.models.coverage import (
    CadenceLine,
    CoverageReport,
    MatrixCell,
    MixShare,
    Shortage,
    Supply,
    WeekSupply,
)
from contentops.models.workspace import Workspace
from contentops.render.coverage import GapLine, gap_lines, named
from contentops.render.coverage_words import COVERAGE_WORDS
from contentops.render.figures import figure, percent
from contentops.render.words import Words, words_in
from contentops.text_width import clean_line

_TIMES = "×"


@dataclass(frozen=True)
class Table:
    """A table: its heads, its rows, and which columns hold figures.

    `drops` says which column goes first when there is no room, the highest first; 0 stays. Rows in `alarms`
    (by number) deserve the eye. A weekly table has one column for each week after the first.
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    figures: frozenset[int] = frozenset()
    drops: tuple[int, ...] = ()
    alarms: frozenset[int] = frozenset()
    is_weekly: bool = False


@dataclass(frozen=True)
class Section:
    """A heading, remarks below it, sentences, tables."""

    title: str
    notes: tuple[str, ...] = ()
    lines: tuple[GapLine, ...] = ()
    tables: tuple[Table, ...] = ()
    is_alarm: bool = False


class CoverageText:
    """A report in the words of its workspace."""

    def __init__(self, report: CoverageReport, workspace: Workspace) -> None:
        self.report, self.workspace = report, workspace
        self.words: Words = words_in(workspace.settings.language)
        self._own = COVERAGE_WORDS[workspace.settings.language]

    def channel_name(self, channel_id: str) -> str:
        """A channel's name, or the id of one that is gone."""
        channel = self.workspace.channels.get(channel_id)
        return clean_line(text_in(channel.name, self.words.language) if channel else channel_id)

    @property
    def nothing(self) -> str:
        """What stands in an empty cell."""
        return self._own["none"]

    @property
    def title(self) -> str:
        """The title of the page."""
        return self._own["title"].format(period=self.report.period)

    @property
    def about(self) -> list[str]:
        """What the page is about: days, calendars."""
        report = self.report
        lines = [self._own["about"].format(first=report.first, last=report.last, today=report.today)]
        if not report.weeks:
            lines.append(self._own["past"])
        if report.calendars:
            lines.append(self._own["planned"].format(calendars=self.words.listed(report.calendars)))
        else:
            lines.append(self._own["unplanned"].format(period=report.period))
        return lines

    def sections(self) -> Iterator[Section]:
        """The sections in reading order: what is lacking first."""
        report, own = self.report, self._own
        if report.calendars:
            gaps = tuple(gap_lines(self, [gap.as_data() for gap in report.gaps]))
            yield Section(own["gaps"], lines=gaps or (GapLine(own["no_gaps"]),), is_alarm=bool(gaps))
        if report.weeks:
            yield self._shortages()
            yield from self._supply()
        yield self._matrix()
        yield self._mix()
        if report.cadence:
            yield self._cadence()

    def _shortages(self) -> Section:
        found = [GapLine(self._shortage(shortage)) for shortage in self.report.supply.shortages]
        lines = tuple(found) or (GapLine(self._own["no_shortages"]),)
        return Section(self._own["shortages"], lines=lines, is_alarm=bool(found))

    def _shortage(self, one: Shortage) -> str:
        key = f"short.{one.kind}"
        if one.kind == "nobody" and one.is_review:
            key += ".reviews"
        if one.kind == "slots" and not one.capacity:
            key += ".none"
        kind = "review" if one.is_review else "work"
        many = "one" if len(one.people) == 1 else "many"
        unit = "reviews" if one.is_review else "hours"
        return self._own[key].format(
            names=self.words.listed(
                [self._kind(kind, *pair) for pair in zip(one.ids, one.names, strict=True)]
            ),
            people=self.words.listed([self._person(person) for person in one.people]),
            have=self._own[f"have.{many}"],
            give=self._own[f"give.{many}"],
            needed=figure(one.needed),
            capacity=figure(one.capacity),
            ratio=figure(one.ratio or 0, 2),
            lead=self._own[f"lead.{unit}"].format(lead=figure(one.lead)) if one.lead else "",
        )

    def _person(self, person_id: str) -> str:
        person = self.workspace.people.get(person_id)
        return clean_line(text_in(person.name, self.words.language) if person else person_id)

    def _kind(self, kind: str, name: str, title: str) -> str:
        """A skill or a review step: the workspace's own name, else ours."""
        return clean_line(title) if title != name else clean_line(self.words.name(kind, name))

    def _supply(self) -> Iterator[Section]:
        own, supply = self._own, self.report.supply
        yield Section(
            own["hours"],
            (own["hours.note"], own["skills.note"]),
            tables=(
                *self._lines("person", supply.people, self._names(supply.people, "")),
                *self._lines("skill", supply.skills, self._names(supply.skills, "work")),
            ),
        )
        if supply.reviewers or supply.steps:
            yield Section(
                own["reviews"],
                (own["reviews.note"],),
                tables=(
                    *self._lines("reviewer", supply.reviewers, self._names(supply.reviewers, "")),
                    *self._lines("step", supply.steps, self._names(supply.steps, "review")),
                ),
            )
        if supply.channels:
            names = self._names(supply.channels, "")
            tables = tuple(self._lines("channel", supply.channels, names))
            yield Section(own["channels"], (own["channels.note"],), tables=tables)

    def _names(self, lines: Sequence[Supply], kind: str) -> list[str]:
        return [self._kind(kind, line.id, line.name) if kind else clean_line(line.name) for line in lines]

    def _lines(self, what: str, lines: Sequence[Supply], names: Sequence[str]) -> Iterator[Table]:
        if not lines:
            return
        own = self._own
        with_lead = what != "channel" and any(line.lead for line in lines)
        with_who = what in ("skill", "step")
        heads = [own[what], own["takes" if what == "channel" else "capacity"], own["needed"], own["taken"],
                 own["free"], own["ratio"]]  # fmt: skip
        drops = [0, 0, 0, 0, 0, 2]
        heads += [own["lead"]] * with_lead + [own["who"]] * with_who
        drops += [3] * with_lead + [4] * with_who
        rows = []
        for line, name in zip(lines, names, strict=True):
            cells = [
                name,
                own["no_limit"] if line.capacity is None else figure(line.capacity),
                figure(line.needed),
                figure(line.planned),
                "" if line.free is None else figure(line.free),
                f"{figure(line.ratio, 2)}{_TIMES}" if line.ratio is not None else "",
            ]
            cells += [figure(line.lead)] * with_lead
            if with_who:
                cells.append(self.words.listed([self._person(person) for person in line.people]))
            rows.append(tuple(cells))
        alarms = frozenset(
            n for n, line in enumerate(lines)
            if line.capacity is not None and (line.needed > line.capacity or (line.free or 0) < 0)
        )  # fmt: skip
        numbers = frozenset(range(1, 7 if with_lead else 6))
        yield Table(tuple(heads), tuple(rows), numbers, tuple(drops), alarms)
        if lines[0].weeks:
            yield self._weeks(own[what], lines, names)

    def _weeks(self, head: str, lines: Sequence[Supply], names: Sequence[str]) -> Table:
        heads = (head, *(week.week.rpartition("-")[2] for week in lines[0].weeks))
        rows = tuple(
            (name, *(_week_cell(week) for week in line.weeks))
            for line, name in zip(lines, names, strict=True)
        )
        alarms = frozenset(
            n
            for n, line in enumerate(lines)
            if any(week.free is not None and week.free < 0 for week in line.weeks)
        )
        return Table(heads, rows, frozenset(range(1, len(heads))), (), alarms, is_weekly=True)

    def _matrix(self) -> Section:
        own, words, report = self._own, self.words, self.report
        roles = list(dict.fromkeys(cell.role for cell in report.matrix))
        tables = []
        for pool, cells in groupby(report.matrix, key=lambda cell: cell.pool):
            rows = [
                (words.name("stage", stage), *(self._matrix_cell(cell) for cell in line))
                for stage, line in groupby(cells, key=lambda cell: cell.stage)
            ]
            heads = (words.name("pool", pool).capitalize(), *(words.name("role", role) for role in roles))
            tables.append(Table(heads, tuple(rows)))
        empty = [cell for cell in report.matrix if cell.missing]
        counts = own["matrix.missing"].format(
            empty=len(empty), cells=len(report.matrix), filled=sum(cell.open > 0 for cell in empty)
        )
        note = own["matrix.note" if report.calendars else "matrix.unplanned"]
        return Section(own["matrix"], (note, counts), tables=tuple(tables))

    def _matrix_cell(self, cell: MatrixCell) -> str:
        is_planned = bool(self.report.calendars)
        text = self._own["none"]
        if not cell.missing:
            text = f"{cell.existing}+{cell.planned}" if is_planned else f"{cell.existing}"
        return f"{text} ({cell.open})" if cell.open else text

    def _mix(self) -> Section:
        own, report = self._own, self.report
        tables = []
        for kind, shares in groupby(report.mix, key=lambda one: one.kind):
            listed = list(shares)
            heads = (
                self.words.name("dimension", kind),
                own["hours.col"],
                own["share"],
                own["target"],
                own["off"],
            )
            rows = tuple(self._share(one) for one in listed)
            tables.append(Table(heads, rows, frozenset(range(1, 5)), (0, 1, 0, 0, 2)))
        notes = () if report.calendars else (own["mix.unplanned"],)
        return Section(own["mix"], notes, tables=tuple(tables))

    def _share(self, one: MixShare) -> tuple[str, ...]:
        off = one.share - one.target if one.share is not None and one.target is not None else None
        return (
            named(self, one.kind, one.name),
            figure(one.hours),
            percent(one.share) if one.share is not None else "",
            percent(one.target) if one.target is not None else "",
            f"{'+' if off >= 0 else '-'}{figure(abs(off) * 100)}" if off is not None else "",
        )

    def _cadence(self) -> Section:
        own = self._own
        tables = []
        for kind, lines in groupby(self.report.cadence, key=lambda line: line.kind):
            listed = list(lines)
            rows = tuple(self._cadence_row(line) for line in listed)
            heads = (self.words.name("dimension", kind), own["target"], own["entries"], own["silence"],
                     own["missing"], own["silent"])  # fmt: skip
            alarms = frozenset(n for n, line in enumerate(listed) if line.missing)
            tables.append(Table(heads, rows, frozenset({2, 4}), (0, 0, 0, 0, 1, 2), alarms))
        return Section(own["cadence"], tables=tuple(tables))

    def _cadence_row(self, line: CadenceLine) -> tuple[str, ...]:
        own, target = self._own, ""
        if line.rate is not None:
            target = own["rate"].format(rate=figure(line.rate, 2))
        elif line.allowed is not None:
            target = _counted(own["allowed"], own["allowed.one"], line.allowed)
        return (
            named(self, line.kind, line.name),
            target or own["none"],
            str(line.entries),
            _counted(own["weeks"], own["weeks.one"], line.longest_silence)
            if line.longest_silence
            else own["none"],
            str(line.missing) if target else "",
            self.words.listed(_short(line.silent_weeks)) if target else "",
        )


def _counted(many: str, one: str, count: int) -> str:
    return one if count == 1 else many.format(count=count)


def _short(weeks: Iterable[str]) -> list[str]:
    return [week.rpartition("-")[2] for week in weeks]


def _week_cell(week: WeekSupply) -> str:
    if week.capacity is None:
        return figure(week.planned) if week.planned else ""
    if not week.planned and not week.capacity:
        return ""
    return f"{figure(week.planned)}/{figure(week.capacity)}"
