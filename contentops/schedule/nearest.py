"""What cannot all hold gives way: the earlier plan of a period without the pins that contradict other facts.

A pin whose work stands in the way (a person went on leave, or somebody moved the date by hand) keeps its date
when its work finds other days. Only when it finds none is the date given up; the plan then treats the entry
like any other, near the day it was wished for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from contentops.models.calendar import Calendar, Conflict, ConflictFact, Entry
from contentops.models.period import Period
from contentops.models.workspace import Workspace
from contentops.schedule.build import build_instance
from contentops.schedule.candidates import stays
from contentops.schedule.conflict_facts import Contradiction, Fact, Kept, Limit, Outcome
from contentops.schedule.conflict_ground import Ground, is_out_of_order, publish_fact
from contentops.schedule.conflict_people import all_leave, only_leave
from contentops.schedule.conflict_rules import broken_limits
from contentops.schedule.conflict_words import ConflictWords
from contentops.schedule.conflicts import Obstacle, choose_released, smallest_blocking, smallest_set
from contentops.schedule.earlier import order_of
from contentops.schedule.entries import make_entry
from contentops.schedule.instance import Instance, Job
from contentops.schedule.resources import Countries
from contentops.schedule.state import State


@dataclass(frozen=True)
class Settlement:
    """An earlier plan that contradicts nothing any more, and what gave way for that."""

    existing: Calendar | None
    """The earlier plan to build on."""
    contradictions: tuple[Contradiction, ...] = ()
    """What contradicted what, by date."""
    released: tuple[Entry, ...] = ()
    """The pins whose date was given up, as they were."""
    anew: frozenset[str] = frozenset()
    """The entries that kept their date with other work, found today."""
    workspace: Workspace | None = None
    _earlier: Calendar | None = field(default=None, repr=False)
    """The plan that was settled, with what it had on record."""

    def mark(self, calendar: Calendar, *, stands: bool = False) -> Calendar:
        """The plan with the pins it does not keep on record, and named where they now stand.

        A plan that `stands` has said so: other words for the same would be a change.
        """
        if self.workspace is None or self._earlier is None:
            return calendar
        words = ConflictWords(self.workspace)
        conflicts = [
            _record(one, words)
            for one in self.contradictions
            if one.outcome == "released" and one.released in self.released
        ]
        earlier = self._earlier
        if (
            stands
            and list(self.released) == earlier.released
            and _items(conflicts) == _items(earlier.conflicts)
        ):
            return calendar.model_copy(update={"conflicts": earlier.conflicts, "released": earlier.released})
        remarks = {conflict.item: words.remark(conflict.wished, conflict.text) for conflict in conflicts}

        def said(reason: str, item: str) -> str:
            remark = remarks.get(item, "")
            return reason if not remark or remark in reason else words.join([remark, reason])

        return calendar.model_copy(
            update={
                "entries": [
                    entry.model_copy(update={"reason": said(entry.reason, entry.item)})
                    for entry in calendar.entries
                ],
                "unscheduled": [
                    refusal.model_copy(update={"reason": said(refusal.reason, refusal.item)})
                    for refusal in calendar.unscheduled
                ],
                "conflicts": conflicts,
                "released": list(self.released),
            }
        )


def _items(conflicts: Sequence[Conflict]) -> list[str]:
    return sorted(conflict.item for conflict in conflicts)


def settle_conflicts(
    workspace: Workspace,
    period: Period,
    today: date,
    countries: Countries,
    *,
    existing: Calendar | None,
    beside: Sequence[Calendar] = (),
) -> Settlement:
    """The earlier plan without what cannot stand in it, and why.

    Of the pinned entries, and of those whose work has begun, the fewest give way that let the others keep every
    rule; of several such choices the one of least value. Published entries, those of other plans and those whose
    day is past never do. Pins that an earlier run released (`Calendar.released`) are tried again, unless
    somebody has decided otherwise since.
    """
    if existing is None:
        return Settlement(None)
    wishes = _open_wishes(existing, workspace, today)
    standing = [entry for entry in existing.entries if entry.item not in wishes]
    rows = [
        Kept(entry, existing.period, entry.state in ("pinned", "planned") and entry.publish >= today)
        for entry in [*(e for e in standing if stays(e, workspace, today)), *wishes.values()]
    ]
    stale = {row.entry.item for row in rows if row.movable and is_out_of_order(row, workspace)}
    fixed = [
        Kept(e, other.period, False) for other in beside for e in other.entries if e.state != "cancelled"
    ]
    looked_at = [replace(row, entry=_dated(row.entry)) if row.entry.item in stale else row for row in rows]
    broken = broken_limits(Ground(workspace, today, countries, [*looked_at, *fixed]))
    limits = [limit for limit in broken if any(part.kept.period == existing.period for part in limit.parts)]
    if not limits and not stale and not existing.released and not existing.conflicts:
        return Settlement(existing)
    settler = _Settler(workspace, period, today, countries, existing, beside)
    return settler.settle(rows, stale, wishes, limits)


def _open_wishes(existing: Calendar, workspace: Workspace, today: date) -> dict[str, Entry]:
    """The pins released by an earlier run about which nobody has decided since, by item."""
    current = {entry.item: entry for entry in existing.entries}
    wishes: dict[str, Entry] = {}
    for entry in existing.released:
        item = workspace.items.get(entry.item.partition("@")[0])
        now = current.get(entry.item)
        decided = now is not None and stays(now, workspace, today)
        if item is not None and not item.is_held_back and not decided and entry.publish >= today:
            wishes[entry.item] = entry
    return wishes


def _begins_before(entry: Entry, today: date) -> bool:
    return any(task.start < today for task in entry.tasks)


def _dated(entry: Entry) -> Entry:
    """An entry whose work does not count, nor its channels unless they go with its date."""
    first = min((wave.date for wave in entry.channels), default=entry.publish)
    return entry.model_copy(update={"tasks": []}) if first == entry.publish else _bare(entry)


def _bare(entry: Entry) -> Entry:
    """An entry of which only the date counts."""
    return entry.model_copy(update={"channels": [], "tasks": []})


class _Settler:
    """Settles one plan that contradicts itself."""

    def __init__(
        self,
        workspace: Workspace,
        period: Period,
        today: date,
        countries: Countries,
        existing: Calendar,
        beside: Sequence[Calendar],
    ) -> None:
        self._workspace, self._period, self._today = workspace, period, today
        self._countries, self._existing, self._beside = countries, existing, beside
        self._moved: dict[str, Entry] = {}
        """The entries that kept their date with other work."""

    def settle(
        self, rows: Sequence[Kept], stale: set[str], wishes: dict[str, Entry], limits: Sequence[Limit]
    ) -> Settlement:
        values = {row.entry.item: self._value(row.entry) for row in rows}
        gone = choose_released(limits, values, wishes)
        # What a wish would have begun by now has not been begun: the entry stood elsewhere.
        late = {
            name for name, entry in wishes.items() if name not in gone and _begins_before(entry, self._today)
        }
        to_place = gone | stale | late
        standing = [row for row in rows if row.entry.item not in to_place]
        moved = self._moved
        found = _warnings(limits)
        order = sorted(
            (row for row in rows if row.movable and row.entry.item in to_place),
            key=lambda row: (row.entry.item in gone, -values[row.entry.item], row.entry.item),
        )
        released: list[Entry] = []
        for row in order:
            name = row.entry.item
            others = [*(other.entry for other in standing), *moved.values()]
            pinned = row.entry.state == "pinned"
            again = self._place(row.entry, others, self._beside) if pinned else None
            if again is not None:
                moved[name] = again
            elif pinned:
                released.append(row.entry)
            outcome: Outcome = "replanned" if again is not None else "released"
            if name in gone:
                reason = _why_gone(limits, gone, name)
            elif again is not None and name in late:
                figures = {"title": row.entry.title, "date": row.entry.publish}
                reason = Contradiction("holds-again", (publish_fact(row),), figures, None, "replanned")
            elif again is not None or not pinned:
                reason = _why_stale(row)
            else:
                reason = self._why_no_room(row, others)
            found.append(replace(reason, released=row.entry, outcome=outcome))
        return self._settlement(wishes, moved, released, found)

    def _settlement(
        self,
        wishes: dict[str, Entry],
        moved: dict[str, Entry],
        released: list[Entry],
        found: list[Contradiction],
    ) -> Settlement:
        gone = {one.released.item for one in found if one.released is not None and one.outcome == "released"}
        # A wish that holds again takes the place of what was planned instead; one that does not leaves it.
        holds = {name: moved.get(name, entry) for name, entry in wishes.items() if name not in gone}
        entries = []
        for entry in self._existing.entries:
            if entry.item in holds:
                continue
            again = moved.get(entry.item)
            if again is not None:
                entries.append(again)
            elif entry.item in gone and entry.item not in wishes:
                entries.append(_bare(entry).model_copy(update={"state": "planned"}))
            else:
                entries.append(entry)
        entries += holds.values()
        entries.sort(key=order_of(self._existing))
        found.sort(key=lambda one: (one.released.publish if one.released else date.min, one.rule))
        plan = self._existing.model_copy(update={"entries": entries, "conflicts": [], "released": []})
        released.sort(key=lambda entry: (entry.publish, entry.item))
        anew = frozenset(moved)
        return Settlement(plan, tuple(found), tuple(released), anew, self._workspace, self._existing)

    def _value(self, entry: Entry) -> int:
        item = self._workspace.items.get(entry.item.partition("@")[0])
        return item.value if item is not None else 0

    def _place(
        self,
        entry: Entry,
        others: Sequence[Entry],
        beside: Sequence[Calendar],
        workspace: Workspace | None = None,
    ) -> Entry | None:
        """The entry on its day with other waves and other work, if the planner finds any beside `others`."""
        workspace = workspace or self._workspace
        item = workspace.items.get(entry.item.partition("@")[0])
        if item is None:
            return None
        # What the item depends on is known, but not planned with it.
        few = {name: workspace.items[name] for name in (item.id, *item.depends_on) if name in workspace.items}
        # The others stand, whatever their state: begun work could not be told without its item.
        standing = [
            other.model_copy(update={"state": "pinned"}) if other.state == "planned" else other
            for other in others
        ]
        plan = self._existing.model_copy(update={"entries": standing})
        instance = build_instance(
            replace(workspace, items=few), self._period, self._today, self._countries,
            existing=plan, beside=beside, anew=self._moved,
        )  # fmt: skip
        job = next((job for job in instance.jobs if job.id == entry.item), None)
        day = instance.axis.index(entry.publish)
        if job is None or day not in job.days:
            return None
        state = State(instance)
        state.prefers = True
        if state.earliest_day(job) > day or not state.try_place(job, day):
            return None
        return _with_work(entry, instance, job, state)

    def _why_no_room(self, row: Kept, others: Sequence[Entry]) -> Contradiction:
        """A date for which no work is found: the fewest other entries that leave it no room."""
        pin = publish_fact(row)
        item = row.entry.item.partition("@")[0]
        needs = Fact("needs", "item", item, (), {"title": row.entry.title})
        figures = {"title": row.entry.title, "date": row.entry.publish}
        if row.entry.publish not in self._period:
            figures |= {"name": self._period.name}
            return Contradiction("outside-period", (pin,), figures, None, "released")

        others_here = [Kept(entry, self._existing.period, True) for entry in others]
        elsewhere = [
            Kept(entry, other.period, False)
            for other in self._beside
            for entry in other.entries
            if entry.state != "cancelled"
        ]
        leave = list(all_leave(self._workspace))

        def fits(chosen: Sequence[Obstacle]) -> bool:
            return self._fits(row.entry, chosen)

        if not fits(()):
            return Contradiction("no-time", (pin, needs), {**figures, "today": self._today}, None, "released")
        needed = smallest_blocking([], [], [*leave, *others_here, *elsewhere], fits)
        facts = [one if isinstance(one, Fact) else publish_fact(one) for one in needed]
        return Contradiction("no-room", (pin, needs, *facts), figures, None, "released")

    def _fits(self, entry: Entry, chosen: Sequence[Obstacle]) -> bool:
        """Whether the planner finds room for an entry on its day when only `chosen` stands in its way."""
        here = [one.entry for one in chosen if isinstance(one, Kept) and one.movable]
        beside = [
            other.model_copy(
                update={
                    "entries": [
                        one.entry
                        for one in chosen
                        if isinstance(one, Kept) and not one.movable and one.period == other.period
                    ]
                }
            )
            for other in self._beside
        ]
        leave = [one for one in chosen if isinstance(one, Fact)]
        return self._place(entry, here, beside, only_leave(self._workspace, leave)) is not None


def _with_work(entry: Entry, instance: Instance, job: Job, state: State) -> Entry:
    placement = state.placed[job.index]
    assert placement is not None  # noqa: S101  it was placed just now
    made = make_entry(job, instance, placement)
    return entry.model_copy(update={"channels": made.channels, "tasks": made.tasks})


def _warnings(limits: Sequence[Limit]) -> list[Contradiction]:
    """What facts of the past break among themselves: nothing can give way."""
    found: dict[tuple[tuple[str, str, tuple[str | int, ...]], ...], Contradiction] = {}
    for limit in limits:
        if limit.is_hopeless():
            movable = {part.kept.entry.item for part in limit.parts if part.kept.movable}
            parts, facts = smallest_set(limit, movable)
            every = (*(part.fact for part in parts), *facts)
            key = tuple((fact.kind, fact.id, fact.keys) for fact in every)
            found.setdefault(key, Contradiction(limit.rule, every, limit.figures, None, "warned"))
    return list(found.values())


def _why_gone(limits: Sequence[Limit], gone: set[str], name: str) -> Contradiction:
    """The smallest set of facts that contradict one another when everything but `name` gives way that does."""
    rest = gone - {name}
    best: Contradiction | None = None
    for limit in limits:
        if limit.is_hopeless() or not limit.is_broken(rest):
            continue
        parts, facts = smallest_set(limit, rest)
        own = [part.fact for part in parts if part.kept.movable and part.kept.entry.item == name]
        others = [part.fact for part in parts if not (part.kept.movable and part.kept.entry.item == name)]
        every = (*own, *others, *facts)
        if best is None or len(every) < len(best.facts):
            best = Contradiction(limit.rule, every, limit.figures, None, "released")
    assert best is not None  # noqa: S101  nothing is released without need
    return best


def _why_stale(row: Kept) -> Contradiction:
    """An entry whose work and waves no longer go with its date."""
    entry = row.entry
    pin = publish_fact(row)
    late = [n for n, task in enumerate(entry.tasks) if task.end >= entry.publish]
    waves = [n for n, wave in enumerate(entry.channels) if wave.date != entry.publish]
    keys: tuple[str | int, ...] = ("tasks",)
    if late:
        keys = ("tasks", late[0], "end")
    elif waves:
        keys = ("channels", waves[0], "date")
    figures = {"title": entry.title, "date": entry.publish}
    behind = Fact("left-behind", "entry", entry.item, keys, figures, row.period)
    return Contradiction("moved-by-hand", (pin, behind), figures, None, "released")


def _record(one: Contradiction, words: ConflictWords) -> Conflict:
    entry = one.released
    assert entry is not None  # noqa: S101  the caller has looked
    facts = [
        ConflictFact(
            kind=f.kind,
            id=f.id,
            period=f.period,
            at=".".join(str(key) for key in f.keys),
            text=words.say_fact(f),
        )
        for f in one.facts
    ]
    return Conflict(item=entry.item, wished=entry.publish, rule=one.rule, text=words.say(one), facts=facts)
