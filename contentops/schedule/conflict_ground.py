"""What contradictions are looked for in: entries that do not move, with the facts they consist of."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from itertools import pairwise

from contentops.models.base import text_in
from contentops.models.item import Item
from contentops.models.review import groups_of
from contentops.models.settings import Person
from contentops.models.workspace import Workspace
from contentops.schedule.conflict_facts import Fact, Kept
from contentops.schedule.resources import Countries

DAY = timedelta(days=1)


class Ground:
    """What the limits are read from."""

    def __init__(self, workspace: Workspace, today: date, countries: Countries, kept: Sequence[Kept]) -> None:
        self.workspace, self.today, self.countries = workspace, today, countries
        self.kept = kept
        self.language = workspace.settings.language

    def item_of(self, kept: Kept) -> Item | None:
        """The item of an entry; None when the workspace has it no more."""
        return self.workspace.items.get(kept.entry.item.partition("@")[0])

    def works(self, person: Person, day: date, leave: Collection[int] | None = None) -> bool:
        """Whether a person works on a day; of the person's leave only the spans of `leave` count when given."""
        spans = person.leave if leave is None else [person.leave[n] for n in leave]
        country = self.countries.of(person.country)
        return country.is_working_day(day) and not any(span.covers(day) for span in spans)


def publish_fact(kept: Kept) -> Fact:
    """The day an entry is published, and why it does not move."""
    entry = kept.entry
    return Fact(
        f"entry.{entry.state}", "entry", entry.item, ("publish",),
        {"title": entry.title, "date": entry.publish}, kept.period,
    )  # fmt: skip


def wave_fact(kept: Kept, number: int, channel: str) -> Fact:
    """The day an entry reaches a channel."""
    wave = kept.entry.channels[number]
    figures = {"title": kept.entry.title, "date": wave.date, "channel": channel}
    code = f"wave.{kept.entry.state}"
    return Fact(code, "entry", kept.entry.item, ("channels", number, "date"), figures, kept.period)


def task_fact(kept: Kept, number: int, person: str) -> Fact:
    """Work or a review of an entry."""
    task = kept.entry.tasks[number]
    code = "review" if task.stage.startswith("review:") else "task"
    figures = {"title": kept.entry.title, "stage": task.stage, "person": person, "hours": task.hours,
               "first": task.start, "last": task.end}  # fmt: skip
    return Fact(code, "entry", kept.entry.item, ("tasks", number), figures, kept.period)


def channel_name(ground: Ground, channel: str) -> str:
    """A channel's name; its id when the workspace has it no more."""
    known = ground.workspace.channels.get(channel)
    return text_in(known.name, ground.language) if known is not None else channel


def is_out_of_order(kept: Kept, workspace: Workspace) -> bool:
    """Whether an entry contradicts itself: somebody moved its date by hand, and its work or waves stayed behind."""
    entry = kept.entry
    if entry.channels and min(wave.date for wave in entry.channels) != entry.publish:
        return True
    if any(task.start > task.end or task.end >= entry.publish for task in entry.tasks):
        return True
    item = workspace.items.get(entry.item.partition("@")[0])
    groups = groups_of(workspace.chain_of(item)) if item is not None else []
    level = {f"review:{step.role}": number for number, group in enumerate(groups) for step in group}
    ends: dict[float, tuple[date, date]] = {}
    for number, task in enumerate(entry.tasks):
        # A review that no chain knows any more stands where it was written.
        at = level.get(task.stage, number) if task.stage.startswith("review:") else -1.0
        first, last = ends.get(at, (task.start, task.end))
        ends[at] = (min(first, task.start), max(last, task.end))
    return any(after[0] <= before[1] for before, after in pairwise(ends[at] for at in sorted(ends)))
