"""The work list of a week, for a terminal and as Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from contentops.models.workspace import Workspace
from contentops.models.year import PersonWeek, Publication, WeekTask, WorkList
from contentops.render.figures import figure, short_day
from contentops.render.markdown import bold, escape, row, rule
from contentops.render.period_view import PeriodView
from contentops.render.table import Cell, Column, Layout, Style, paint
from contentops.text_width import clean_line, wrap

NARROWEST = 32
_INDENT = "  "
_STYLES: dict[str, Style] = {
    "finish": "bold",
    "do": "bold",
    "review": "magenta",
    "start": "cyan",
    "go_on": "",
}


class _List:
    """The list in words, the same for every format."""

    def __init__(self, work: WorkList, workspace: Workspace, person: str | None) -> None:
        self.work, self.workspace, self.person = work, workspace, person
        self.view = PeriodView(workspace, work.week)
        self.words, self.common, self.names = self.view.words, self.view.common, self.view.overview

    def heading(self) -> str:
        """The week with its days."""
        name = f" · {self.names.person_name(self.person)}" if self.person else ""
        title = self.words.say("week_title", week=self.work.week)
        return f"{title}{name} · {self.common.say('span', first=self.work.first, last=self.work.last)}"

    def notes(self) -> Iterator[str]:
        """What is special about the week, a line each."""
        work, words, listed = self.work, self.words, self.common.listed
        off = [day for day in work.days_off if not day.worked]
        if off:
            days = [f"{self.view.weekday(day.date)} {clean_line(day.name or '')}" for day in off]
            yield words.say("holidays", days=listed(days))
        made_up = [self.view.weekday(day.date) for day in work.days_off if day.worked]
        if made_up:
            yield words.say("make_up_days", days=listed(made_up))
        away = [
            words.say(
                "away_one",
                person=self.names.person_name(one.person),
                days=self.view.days(one.days),
                reason=words[one.reason],
            )
            for one in work.away
        ]
        if away:
            yield words.say("away", people=listed(away))
        if work.occasions:
            occasions = [self.view.occasion(one) for one in work.occasions]
            yield words.say("occasions_line", occasions=self.common["semicolon"].join(occasions))
        if work.not_planned:
            yield words.say("quarters_not_planned", quarters=listed(work.not_planned))

    def publication_rows(self) -> list[tuple[str, list[str], str]]:
        """Day, channels, title: a row for each day on which an item goes out."""
        rows = []
        for one in self.work.publications:
            days: dict[date, list[str]] = {}
            for wave in one.channels:
                days.setdefault(wave.date, []).append(self.names.channel_name(wave.channel))
            if not days:
                days[one.publish] = []
            rows += [(day, channels, self._published(one)) for day, channels in days.items()]
        rows.sort(key=lambda row: row[0])
        return [(self.view.weekday(day), channels, title) for day, channels, title in rows]

    def _published(self, one: Publication) -> str:
        title = self.view.title(one)
        if one.publish < self.work.first:
            return f"{title} · {self.words.say('published_past', day=short_day(one.publish))}"
        return title

    def about(self, one: PersonWeek) -> str:
        """`Ann Lee · 12 of 20 h · 1 of 3 reviews`."""
        parts = [self.names.person_name(one.person)]
        if one.hours or one.hours_available:
            used, there = figure(one.hours), figure(one.hours_available)
            parts.append(self.words.say("hours_head", used=used, available=there))
        if any(task.action == "review" for task in one.tasks):
            parts.append(self.words.say("reviews_head", used=one.reviews, count=one.reviews_available))
        return " · ".join(parts)

    def task_cells(self, task: WeekTask) -> list[str]:
        """What to do, the work, the title, hours, days left, until when, published when."""
        item = self.workspace.items.get(task.item.partition("@")[0])
        hours = ""
        if task.hours_total:
            hours = figure(task.hours)
            if task.hours != task.hours_total:
                hours = self.words.say("of", part=hours, whole=figure(task.hours_total))
        left = self.words.say("days_left", count=task.days_left) if task.days_left else self.words["overdue"]
        done = " ✓" if task.state == "published" else ""
        return [
            self.words[task.action],
            self.names.name_of_stage(item, task.stage),
            self.view.title(task) + done,
            hours,
            "" if done else left,
            short_day(task.end),
            short_day(task.publish),
        ]

    def tasks(self, one: PersonWeek) -> list[WeekTask]:
        """The work that takes hours or a review in this week."""
        return [task for task in one.tasks if task.hours or task.action == "review"]

    def without_hours(self, one: PersonWeek) -> str:
        """Work whose span touches the week, with all its hours before or after it."""
        idle = [
            self.words.say(
                "no_hours_one",
                stage=self.names.name_of_stage(
                    self.workspace.items.get(task.item.partition("@")[0]), task.stage
                ),
                title=self.view.title(task),
                due=short_day(task.end),
            )
            for task in one.tasks
            if not task.hours and task.action != "review"
        ]
        return self.words.say("no_hours", tasks=self.common["semicolon"].join(idle)) if idle else ""

    def idle(self) -> str:
        """Who has nothing to do, of those who could."""
        if self.person is not None:
            return ""
        busy = {one.person for one in self.work.people}
        away = {one.person for one in self.work.away}
        names = [
            self.names.person_name(one.id)
            for one in self.workspace.settings.team
            if one.id not in busy | away and one.hours_per_week and not one.outside
        ]
        return self.words.say("free", people=self.common.listed(names)) if names and busy else ""

    def heads(self) -> list[str]:
        """The heads of the columns of `task_cells`."""
        words, common = self.words, self.common
        return [words["action"], common["task"], common["item"], common["hours"], words["left"], words["due"],
                common["published_on"]]  # fmt: skip


def render_work_list(
    work: WorkList, workspace: Workspace, width: int, colour: bool, *, person: str | None = None
) -> str:
    """The list for a terminal of `width` columns, ending in a newline."""
    listed = _List(work, workspace, person)
    return "".join(f"{line}\n" for line in _lines(listed, max(width, NARROWEST), colour))


def _lines(listed: _List, width: int, colour: bool) -> Iterator[str]:
    words, common = listed.words, listed.common
    yield from _paragraph(listed.heading(), width, colour, "bold")
    for note in listed.notes():
        yield from _paragraph(note, width, colour)
    yield ""
    yield paint(words["published_week"], "bold", colour)
    rows = [
        [Cell(_INDENT + day), Cell(common.listed(names), "", tuple(names), common.comma), Cell(title)]
        for day, names, title in listed.publication_rows()
    ]
    if rows:
        columns = [
            Column(common["date"], least=9, wish=11),
            Column(common["channels"], least=12, wish=16, lines=6, shrinks=True),
            Column(common["item"], least=20, wish=24, lines=4),
        ]
        layout = Layout(columns, rows, width)
        for cells in rows:
            yield from layout.row(cells, colour)
    else:
        yield _INDENT + words["nothing_published"]
    yield ""
    if not listed.work.people:
        yield words["nobody"]
    # One layout for all, so that the columns of one person stand under those of the other.
    tasks = {
        one.person: [_task_row(listed, task) for task in listed.tasks(one)] for one in listed.work.people
    }
    layout = Layout(
        _task_columns(listed), [row for rows in tasks.values() for row in rows] or [[Cell("")] * 7], width
    )
    headed = next((person for person, rows in tasks.items() if rows), None)
    for one in listed.work.people:
        yield from _paragraph(listed.about(one), width, colour, "bold")
        if one.person == headed:
            yield from layout.head(colour)
        elif tasks[one.person]:
            yield paint("─" * layout.width, "dim", colour)
        for cells in tasks[one.person]:
            yield from layout.row(cells, colour)
        if listed.without_hours(one):
            for line in wrap(listed.without_hours(one), width - len(_INDENT)):
                yield _INDENT + paint(line, "dim", colour)
        yield ""
    if listed.idle():
        yield from _paragraph(listed.idle(), width, colour, "dim")


def _task_row(listed: _List, task: WeekTask) -> list[Cell]:
    first, *rest = listed.task_cells(task)
    return [Cell(_INDENT + first, _STYLES[task.action]), *map(Cell, rest)]


def _task_columns(listed: _List) -> list[Column]:
    heads = listed.heads()
    return [
        Column(_INDENT + heads[0], least=8, wish=10, lines=2, shrinks=True),
        Column(heads[1], least=8, wish=10, lines=3),
        Column(heads[2], least=16, wish=20, lines=6),
        Column(heads[3], least=4, wish=7, drop=1),
        Column(heads[4], least=4, wish=6),
        Column(heads[5], least=5, wish=5),
        Column(heads[6], least=5, wish=9, drop=2),
    ]


def _paragraph(text: str, width: int, colour: bool, style: Style = "") -> Iterator[str]:
    for line in wrap(text, width):
        yield paint(line, style, colour)


def render_work_list_markdown(work: WorkList, workspace: Workspace, *, person: str | None = None) -> str:
    """The list as a Markdown page."""
    listed = _List(work, workspace, person)
    words, common = listed.words, listed.common
    lines = [f"# {escape(listed.heading())}", ""]
    lines += [f"- {escape(note)}" for note in listed.notes()]
    lines += ["", f"## {words['published_week']}", ""]
    rows = listed.publication_rows()
    if rows:
        lines += [row([common["date"], common["channels"], common["item"]]), rule(3)]
        lines += [row([day, common.listed(channels), title]) for day, channels, title in rows]
    else:
        lines.append(words["nothing_published"])
    for one in work.people:
        lines += ["", f"## {escape(listed.about(one))}"]
        tasks = listed.tasks(one)
        if tasks:
            lines += ["", row(listed.heads()), rule(7)]
        for task in tasks:
            first, *rest = listed.task_cells(task)
            lines.append(row([bold(first) if task.action in ("finish", "do") else first, *rest]))
        if listed.without_hours(one):
            lines += ["", escape(listed.without_hours(one))]
    if not work.people:
        lines += ["", words["nobody"]]
    if listed.idle():
        lines += ["", escape(listed.idle())]
    if work.calendars:
        made = words.say("week_footer", calendars=common.listed(work.calendars))
        lines += ["", "---", "", escape(made)]
    return "\n".join(lines).replace("\n\n\n", "\n\n") + "\n"
