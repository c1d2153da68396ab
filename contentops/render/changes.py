"""Changes between two calendars in words, and laid out for the terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby

from contentops.models.calendar import Calendar
from contentops.models.changes import Change, ChangeKind, Comparison
from contentops.models.workspace import Workspace
from contentops.render.change_words import GOALS, HEADINGS, WORDS
from contentops.render.coverage import named
from contentops.render.figures import DASH, figure, short_day
from contentops.render.overview import Overview
from contentops.render.table import Style, paint
from contentops.text_width import clean_line, wrap

NARROWEST = 32
_INDENT = "  "
_STYLES: Mapping[ChangeKind, Style] = {"new": "green", "gone": "red", "refused": "red", "moved": "yellow"}


class Describer:
    """Says changes in the words of a workspace; `calendar` is the new one.

    `elsewhere` has the day on which the plans of other periods publish an item (the first, if there are several).
    """

    def __init__(
        self, calendar: Calendar, workspace: Workspace, elsewhere: Mapping[str, date] | None = None
    ) -> None:
        self.elsewhere = elsewhere or {}
        self.overview = Overview(calendar, workspace)
        self.language = workspace.settings.language
        self.words = WORDS[self.language]

    def describe(self, change: Change) -> Change:
        """The change with its text: a clause that follows the title, without a full stop."""
        values = {
            "about": self._about(change),
            "before": self._value(change, change.before),
            "after": self._value(change, change.after),
        }
        other = self.elsewhere.get(change.item or "")
        if change.kind in ("gone", "withdrawn") and change.after is None and other is not None:
            values |= {"before": self._value(change, change.before), "other": self._day(other.isoformat())}
            return change.model_copy(update={"text": self.words[f"{change.kind}.elsewhere"].format(**values)})
        key: str = "mix" if change.kind == "gap" and (change.about or "").startswith("mix_") else change.kind
        if change.kind == "moved":
            values["how"] = self._shift(change.working_days or 0)
        elif "unscheduled" in (change.before, change.after) and f"{key}.unscheduled" in self.words:
            key = f"{key}.unscheduled"
        elif change.kind == "gone":
            key = self._gone(change)
        elif change.before is None and f"{key}.added" in self.words:
            key = f"{key}.added"
        elif change.after is None and f"{key}.dropped" in self.words:
            key = f"{key}.dropped"
        elif change.kind == "goal":
            values["difference"] = _signed(float(change.after or 0) - float(change.before or 0))
        return change.model_copy(update={"text": self.words[key].format(**values)})

    def _gone(self, change: Change) -> str:
        """Why an entry is gone that was not refused: its item went, is held back, or lies elsewhere in time."""
        item = self.overview.workspace.items.get((change.item or "").partition("@")[0])
        if item is None:
            return "gone.deleted"
        return "gone.held" if item.is_held_back else "gone"

    def _shift(self, days: int) -> str:
        if not days:
            return self.words["no-working-day"]
        form = "later" if days > 0 else "earlier"
        return self.words[f"{form}.{'one' if abs(days) == 1 else 'many'}"].format(n=abs(days))

    def _about(self, change: Change) -> str:
        """The name of what changed."""
        name, overview = change.about or "", self.overview
        if change.kind == "channel":
            return overview.channel_name(name)
        if change.kind in ("work", "person"):
            item = overview.workspace.items.get((change.item or "").partition("@")[0])
            return overview.name_of_stage(item, name)
        if change.kind == "goal":
            return GOALS[self.language].get(name, name)
        if change.kind == "gap":
            kind, _, value = name.removeprefix("mix_").partition("/")
            dimension = overview.words.name("dimension", kind)
            if name.startswith("mix_"):
                dimension = self.words["mix.of"].format(kind=dimension.lower())
            return f"{dimension} · {named(overview, kind, value)}"
        return name

    def _value(self, change: Change, value: str | float | None) -> str:
        """A value as readers know it: a day with its weekday, a name for an id."""
        if value is None or isinstance(value, float):
            return figure(value) if value is not None else ""
        say: dict[ChangeKind, Callable[[str], str]] = {
            "moved": self._day,
            "new": self._day,
            "gone": self._day,
            "state": lambda state: self.overview.words.name("state", state),
            "person": self.overview.person_name,
            "channel": lambda days: ", ".join(map(_short_day, days.split(", "))),
            "work": self._span,
            "gap": lambda runs: self.overview.words.listed([_weeks(run) for run in runs.split(", ")]),
        }
        return say.get(change.kind, clean_line)(value)

    def _day(self, text: str) -> str:
        if text == "unscheduled":
            return text
        day = date.fromisoformat(text)
        return self.words["day"].format(day=text, weekday=self.overview.words.weekday(day))

    def _span(self, text: str) -> str:
        days, comma, hours = text.partition(", ")
        first, _, last = days.partition("..")
        said = _short_day(first)
        if last:
            said += DASH + _short_day(last)
        if comma:
            said += " " + self.overview.words.say("hours_short", hours=hours.removesuffix(" h"))
        return said


def _signed(number: float) -> str:
    return ("+" if number > 0 else "−") + figure(abs(number))


def _short_day(text: str) -> str:
    return short_day(date.fromisoformat(text))


def _weeks(run: str) -> str:
    """`W03` or `W03–W05`: the year stands in the heading."""
    return DASH.join(week.rpartition("-")[2] for week in run.split(".."))


def render_comparison(comparison: Comparison, workspace: Workspace, width: int, colour: bool) -> str:
    """One comparison for a terminal of `width` columns (at least `NARROWEST`), ending in a newline."""
    screen = _Screen(comparison, workspace, max(width, NARROWEST), colour)
    return "".join(f"{line}\n" for line in screen.lines())


class _Screen:
    def __init__(self, comparison: Comparison, workspace: Workspace, width: int, colour: bool) -> None:
        self.comparison, self.width, self.colour = comparison, width, colour
        language = workspace.settings.language
        self.words, self.headings = WORDS[language], HEADINGS[language]

    def lines(self) -> Iterator[str]:
        comparison, key = self.comparison, "heading" if self.comparison.old_exists else "heading.new"
        heading = self.words[key].format(period=comparison.period, old=comparison.old, new=comparison.new)
        yield from self._paragraph(heading, "", "bold")
        if not comparison.changes:
            yield from self._paragraph(self.words["nothing"], _INDENT)
        sections: dict[ChangeKind, list[list[Change]]] = {}
        items: dict[str, list[Change]] = {}
        for change in comparison.changes:
            if change.item is None:
                sections.setdefault(change.kind, []).append([change])
            elif change.item in items:
                items[change.item].append(change)
            else:
                items[change.item] = [change]
                sections.setdefault(change.kind, []).append(items[change.item])
        for kind, groups in sections.items():
            yield ""
            yield paint(f"{self.headings[kind]} ({len(groups)})", "bold", self.colour)
            for group in groups:
                yield from self._item(kind, group)

    def _item(self, kind: ChangeKind, changes: Sequence[Change]) -> Iterator[str]:
        first = changes[0]
        if first.item is None:
            yield from self._paragraph(first.text, _INDENT)
            return
        title = clean_line(first.title or first.item)
        about = title if title == first.item else f"{title} · {clean_line(first.item)}"
        yield from self._paragraph(about, _INDENT, _STYLES.get(kind, ""))
        for one, group in groupby(changes, key=lambda change: change.kind):
            texts = self.words["joint"].join(change.text for change in group)
            yield from self._paragraph(self.words.get(f"label.{one}", "") + texts, _INDENT * 2)
            if one == kind and first.reason:
                why = self.words["why"].format(reason=clean_line(first.reason))
                yield from self._paragraph(why, _INDENT * 2)

    def _paragraph(self, text: str, indent: str, style: Style = "") -> Iterator[str]:
        for line in wrap(text, self.width - len(indent)):
            yield indent + paint(line, style, self.colour)
