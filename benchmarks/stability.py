"""Planning again after one change: how many entries move, against planning the changed workspace afresh.

    python benchmarks/stability.py [--changes 50] [--seed 1] [--language en] [--effort quick]

Each change is made to the plan of the demo workspace by itself: an event is held a week earlier or later,
somebody is on leave for a week, an item's deadline comes closer, an item is added or taken away, somebody's
hours are cut. "Moved" counts entries of the earlier plan on another day, "out" those without a place, "tied"
what the change itself concerns: what hangs on the event, the person's work in that week, the item.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from contentops.cli.app import run
from contentops.models.base import DateRange
from contentops.models.calendar import Calendar, Entry
from contentops.models.item import Item, Window
from contentops.models.period import parse_period
from contentops.models.workspace import Workspace
from contentops.schedule.build import build_instance
from contentops.schedule.incumbent import restore_plan
from contentops.schedule.planning import Effort, plan_period
from contentops.schedule.polish import polish
from contentops.schedule.repair import can_repair, repair
from contentops.schedule.resources import Countries
from contentops.schedule.search import EFFORTS, Search
from contentops.schedule.state import State
from contentops.workspace.load import load_workspace

TODAY, PERIOD = date(2026, 11, 22), parse_period("2027-Q1")


@dataclass(frozen=True)
class Change:
    """A change to the demo workspace: what kind, to what, the changed workspace, and the items it concerns."""

    kind: str
    about: str
    workspace: Workspace
    tied: frozenset[str]


def main() -> None:
    """Print a line for each change and the medians of each kind."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--changes", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--language", default="en", choices=["en", "zh"])
    parser.add_argument("--effort", default="quick", choices=["quick", "normal", "thorough"])
    options = parser.parse_args()
    workspace = load_demo(options.language)
    effort: Effort = options.effort
    first = plan_period(workspace, PERIOD, TODAY, effort=effort)
    print(f"{len(first.entries)} entries, seed {options.seed}, effort {effort}")
    print(f"{'change':<16} {'to':<26} {'tied':>4} | {'moved':>5} {'out':>3} {'value':>5} {'s':>5} | "
          f"{'moved':>5} {'out':>3} {'value':>5} {'s':>5}  (left: planned again, right: afresh)")  # fmt: skip
    chance = random.Random(options.seed)
    results: dict[str, list[tuple[int, ...]]] = {}
    for number in range(options.changes):
        change = CHANGES[number % len(CHANGES)](workspace, first, chance)
        results.setdefault(change.kind, []).append(measure(change, first, effort))
    rows = {**results, "all": [row for rows in results.values() for row in rows]}
    print(f"\n{'medians':<16} {'n':>3} {'tied':>5} | {'moved':>6} {'out':>5} {'untied moved':>13} | "
          f"{'afresh moved':>12} {'out':>5}")  # fmt: skip
    for kind, found in rows.items():
        tied, moved, out, untied, fresh_moved, fresh_out = (
            median(column) for column in zip(*found, strict=True)
        )
        print(f"{kind:<16} {len(found):>3} {tied:>5g} | {moved:>6g} {out:>5g} {untied:>13g} | {fresh_moved:>12g} "
              f"{fresh_out:>5g}")  # fmt: skip
    everything = rows["all"]
    print(f"most moved by planning again: {max(row[1] for row in everything)}, of untied ones "
          f"{max(row[3] for row in everything)}; afresh {max(row[4] for row in everything)}")  # fmt: skip


def load_demo(language: str) -> Workspace:
    """The demo workspace of a language."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "demo"
        run(["init", str(root), "--lang", language, "--today", TODAY.isoformat()])
        workspace = load_workspace(root).workspace
    assert workspace is not None
    return workspace


def measure(change: Change, first: Calendar, effort: Effort) -> tuple[int, ...]:
    """Plan the changed workspace from the earlier plan and afresh; print the line.

    Bounds, reasons and proposals, which decide nothing, are left out.
    """
    workspace = change.workspace
    start = perf_counter()
    instance = build_instance(workspace, PERIOD, TODAY, Countries(workspace), existing=first)
    standing = restore_plan(instance, first)
    assert can_repair(instance, standing, first)
    again = repair(instance, standing, first, EFFORTS[effort])
    middle = perf_counter()
    blank = build_instance(workspace, PERIOD, TODAY, Countries(workspace))
    fresh = polish(blank, Search(blank, EFFORTS[effort], None).run().placed)
    end = perf_counter()
    days = {entry.item: entry.publish for entry in first.entries}
    moved, out = differences(days, days_of(again))
    fresh_moved, fresh_out = differences(days, days_of(fresh))
    # What had to go because its item is gone is no merit and no fault of the plan.
    gone = {entry.item for entry in first.entries if _item(entry) not in workspace.items}
    out, fresh_out = out - gone, fresh_out - gone
    print(
        f"{change.kind:<16} {change.about[:26]:<26} {len(change.tied):>4} | {len(moved):>5} {len(out):>3} "
        f"{value_of(again):>5} {middle - start:>5.1f} | {len(fresh_moved):>5} {len(fresh_out):>3} "
        f"{value_of(fresh):>5} {end - middle:>5.1f}",
        flush=True,
    )
    return (
        len(change.tied),
        len(moved),
        len(out),
        len(moved - change.tied),
        len(fresh_moved),
        len(fresh_out),
    )


def days_of(state: State) -> dict[str, date]:
    """The publish day of everything placed."""
    axis = state.instance.axis
    return {
        job.id: axis.day(placed[0])
        for job, placed in zip(state.jobs, state.placed, strict=True)
        if placed is not None
    }


def value_of(state: State) -> int:
    """The value of everything placed."""
    return sum(job.value for job in state.jobs if state.placed[job.index] is not None)


def differences(before: dict[str, date], after: dict[str, date]) -> tuple[set[str], set[str]]:
    """The entries on another day, and those that are no longer there."""
    return {
        item for item in before.keys() & after.keys() if before[item] != after[item]
    }, before.keys() - after.keys()


def move_event(workspace: Workspace, first: Calendar, chance: random.Random) -> Change:
    """An event of the quarter is held a week earlier or later."""
    near = [name for name, one in sorted(workspace.events.items()) if one.start in PERIOD]
    name, step = chance.choice(near), timedelta(days=chance.choice((-7, 7)))
    event = workspace.events[name]
    moved = event.model_copy(
        update={"start": event.start + step, "end": event.end + step if event.end is not None else None}
    )
    tied = {
        key for key, item in workspace.items.items() if item.anchor is not None and item.anchor.event == name
    }
    return _change(
        "event moved", name, first, tied, replace(workspace, events={**workspace.events, name: moved})
    )


def send_on_leave(workspace: Workspace, first: Calendar, chance: random.Random) -> Change:
    """Somebody is away for a week of the quarter."""
    person = chance.choice(
        [one for one in workspace.settings.team if one.hours_per_week or one.reviews_per_week]
    )
    monday = PERIOD.first - timedelta(days=PERIOD.first.weekday()) + timedelta(weeks=chance.randrange(13))
    friday = monday + timedelta(days=4)
    leave = [*person.leave, DateRange(start=monday, end=friday)]
    tied = {
        entry.item for entry in first.entries
        if any(t.person == person.id and t.start <= friday and t.end >= monday for t in entry.tasks)
    }  # fmt: skip
    changed = _with_person(workspace, person.id, leave=leave)
    return _change("person on leave", f"{person.id} {monday}", first, tied, changed)


def cut_hours(workspace: Workspace, first: Calendar, chance: random.Random) -> Change:
    """Somebody has a fifth fewer hours a week."""
    person = chance.choice([one for one in workspace.settings.team if one.hours_per_week])
    hours = person.hours_per_week * 0.8 // 0.5 * 0.5
    tied = {e.item for e in first.entries if any(t.person == person.id for t in e.tasks)}
    changed = _with_person(workspace, person.id, hours_per_week=hours)
    return _change("hours cut", f"{person.id} {person.hours_per_week:g} to {hours:g}", first, tied, changed)


def change_deadline(workspace: Workspace, first: Calendar, chance: random.Random) -> Change:
    """An item must be out on every channel a few days before the day it was planned for."""
    entry = chance.choice([one for one in first.entries if "@" not in one.item])
    item = workspace.items[entry.item]
    last = max([wave.date for wave in entry.channels], default=entry.publish)
    window = (item.window or Window()).model_copy(update={"deadline": last - timedelta(days=4)})
    changed = _with_item(workspace, item.model_copy(update={"window": window}))
    return _change("deadline closer", entry.item, first, {entry.item}, changed)


def add_item(workspace: Workspace, first: Calendar, chance: random.Random) -> Change:
    """Another item like one that is there, worth as much."""
    like = chance.choice(
        [one for one in workspace.items.values() if one.anchor is None and one.recurrence is None]
    )
    item = like.model_copy(update={"id": "added", "title": "Added", "depends_on": [], "status": "idea"})
    return _change("item added", f"like {like.id}", first, {"added"}, _with_item(workspace, item))


def remove_item(workspace: Workspace, first: Calendar, chance: random.Random) -> Change:
    """An item that nothing depends on is taken away."""
    needed = {name for item in workspace.items.values() for name in item.depends_on}
    entry = chance.choice([one for one in first.entries if "@" not in one.item and one.item not in needed])
    items = {key: item for key, item in workspace.items.items() if key != entry.item}
    return _change("item removed", entry.item, first, {entry.item}, replace(workspace, items=items))


def _change(kind: str, about: str, first: Calendar, tied: set[str], workspace: Workspace) -> Change:
    """The change, its items with all that waits for them; of recurring items the entries count."""
    names = {_item(entry) for entry in first.entries} | set(workspace.items)
    while True:
        more = {
            name for name in names & workspace.items.keys() if tied & set(workspace.items[name].depends_on)
        }
        if more <= tied:
            break
        tied = tied | more
    entries = {entry.item for entry in first.entries if _item(entry) in tied or entry.item in tied}
    return Change(kind, about, replace(workspace, input_hash=f"{kind} {about}"), frozenset(entries))


def _item(entry: Entry) -> str:
    return entry.item.partition("@")[0]


def _with_person(workspace: Workspace, name: str, **values: object) -> Workspace:
    team = [one.model_copy(update=values) if one.id == name else one for one in workspace.settings.team]
    return replace(workspace, settings=workspace.settings.model_copy(update={"team": team}))


def _with_item(workspace: Workspace, item: Item) -> Workspace:
    return replace(workspace, items={**workspace.items, item.id: item})


CHANGES: tuple[Callable[[Workspace, Calendar, random.Random], Change], ...] = (
    move_event, send_on_leave, change_deadline, add_item, remove_item, cut_hours,
)  # fmt: skip


if __name__ == "__main__":
    main()
