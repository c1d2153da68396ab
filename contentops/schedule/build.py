"""From a workspace to an `Instance`: who is a candidate, what each needs, what is settled already."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from contentops.models.base import Text, text_in
from contentops.models.calendar import Calendar, Entry
from contentops.models.item import INTEGRATE, Item
from contentops.models.period import Period
from contentops.models.review import ReviewStep, groups_of
from contentops.models.workspace import Workspace
from contentops.schedule.axis import Axis, DayList
from contentops.schedule.candidates import find_settled, is_candidate, stays
from contentops.schedule.dependencies import link_dependencies
from contentops.schedule.instance import PARALLEL, REVIEW, WORK, Instance, Job, Refused, Segment
from contentops.schedule.reasons import Cause
from contentops.schedule.recurrence import find_occurrences, occurrence_id
from contentops.schedule.resources import Countries, build_outlet, build_worker, half_hours, settle
from contentops.schedule.weigh import weigh
from contentops.schedule.windows import Window, find_window

INTEGRATE_SHARE = 5
"""Without `effort.integrate`, joining the modules takes a fifth of the hours of writing them."""
DEFAULT_RATE = 4.0


def build_instance(
    workspace: Workspace,
    period: Period,
    today: date,
    countries: Countries,
    *,
    existing: Calendar | None = None,
    beside: Sequence[Calendar] = (),
    anew: Collection[str] = (),
    stood: Collection[str] = (),
) -> Instance:
    """The problem of planning `period` on the day `today`.

    `existing` is the period's earlier plan: its published, pinned and cancelled entries and those whose work
    has begun are settled, the others are preferred where they stand. All entries of `beside` (the plans of
    other periods) are settled. For the settled entries `anew` other work was found today.
    `stood` are the entries of an earlier plan of the period that counts no more: what a later plan has of them
    is their next refresh.
    """
    kept = [entry for entry in existing.entries if stays(entry, workspace, today)] if existing else []
    elsewhere = [entry for calendar in beside for entry in calendar.entries if entry.state != "cancelled"]
    axis = _build_axis(workspace, period, today, countries, kept)
    base = DayList(axis, countries.of(None).is_working_day)
    instance = Instance(
        workspace=workspace,
        period=period,
        axis=axis,
        base=base,
        workers=[build_worker(person, workspace, axis, countries) for person in workspace.settings.team],
        outlets=[build_outlet(channel, workspace, axis, base) for channel in workspace.settings.channels],
        kept=kept,
    )
    settled = {entry.item for entry in kept}
    planned = [entry for entry in existing.entries if entry.item not in settled] if existing else []
    settle(instance, countries, [*kept, *elsewhere], planned, anew)
    _Builder(instance, today, countries, existing).add_candidates(
        find_settled(
            kept,
            elsewhere,
            workspace,
            period,
            {*stood, *(entry.item for entry in planned)},
        )
    )
    link_dependencies(instance, [*kept, *elsewhere])
    wished = {entry.item for entry in existing.entries if entry.state == "planned"} if existing else set()
    instance.lost = sum(refused.id in wished for refused in instance.refused)
    weigh(instance, countries)
    return instance


def _build_axis(
    workspace: Workspace,
    period: Period,
    today: date,
    countries: Countries,
    kept: Sequence[Entry],
) -> Axis:
    settings = workspace.settings
    delays = [channel.after or 0 for channel in settings.channels]
    delays += [settings.waves.portal, settings.waves.vertical, settings.waves.owned]
    delays += [use.after or 0 for item in workspace.items.values() for use in item.channels]
    reach = max(delays) - min(0, *delays) + settings.waves.room + 1
    starts = [today, period.first, *(task.start for entry in kept for task in entry.tasks)]
    last = max(countries.of(None).add(period.last, reach), today)
    return Axis(min(starts), last, today)


class _Builder:
    """Adds the jobs of one instance."""

    def __init__(
        self, instance: Instance, today: date, countries: Countries, existing: Calendar | None
    ) -> None:
        self._instance = instance
        self._today = today
        self._country = countries.of(None)
        self._language = instance.workspace.settings.language
        self._people = {worker.id: number for number, worker in enumerate(instance.workers)}
        self._outlets = {outlet.id: number for number, outlet in enumerate(instance.outlets)}
        self._shifts: dict[int, list[int]] = {}
        planned = existing.entries if existing else []
        self._preferred = {e.item: e.publish for e in planned if e.state == "planned"}

    def add_candidates(self, settled: set[str]) -> None:
        """Every item (or occurrence) that wants a place in the period and is not settled already."""
        for item in self._instance.workspace.items.values():
            if not is_candidate(item, self._instance.period) or item.id in settled:
                continue
            if item.recurrence is None:
                self._add(item, item.id, item.title)
            else:
                self._add_occurrences(item, settled)

    def _add_occurrences(self, item: Item, settled: set[str]) -> None:
        assert item.recurrence is not None  # noqa: S101  the caller has looked
        channels = self._instance.workspace.channels
        uses = [channels[use.channel] for use in item.channels]
        period = self._instance.period
        try:
            found = find_occurrences(
                item.recurrence,
                period.first,
                period.last,
                self._country,
                keeps_days_off=bool(uses) and all(channel.non_working_days for channel in uses),
                fiscal_year_start=self._instance.workspace.settings.fiscal_year_start,
            )
        except ValueError as error:
            self._refuse(item, item.id, item.title, Cause("recurrence", {"error": str(error)}))
            return
        for occurrence in found:
            name = occurrence_id(item.id, occurrence.rule_date)
            if name not in settled:
                override = occurrence.override
                title = override.title if override and override.title else item.title
                self._add(item, name, title, occurrence.day)

    def _refuse(self, item: Item, name: str, title: Text, cause: Cause) -> None:
        self._instance.refused.append(Refused(name, item, text_in(title, self._language), cause))

    def _add(self, item: Item, name: str, title: Text, fixed_day: date | None = None) -> None:
        instance = self._instance
        window = find_window(
            item, instance.workspace, instance.period, self._today, self._country, fixed_day=fixed_day
        )
        if window == "elsewhere":
            return
        if isinstance(window, Cause):
            self._refuse(item, name, title, window)
            return
        assert isinstance(window, Window)  # noqa: S101  the third verdict, for the type checker
        waves = self._waves(item)
        days = self._publish_days(window, item, waves)
        if not days:
            self._refuse(item, name, title, self._no_day(window, item))
            return
        deadline = instance.axis.index(window.deadline) if window.deadline else instance.axis.size - 1
        leading = sorted({number for number, delay, *_ in waves if delay == 0})
        preferred = self._preferred.get(name)
        instance.jobs.append(
            Job(
                index=len(instance.jobs),
                id=name,
                item=item,
                title=text_in(title, self._language),
                value=item.value,
                window=window,
                days=days,
                deadline=deadline,
                waves=tuple((number, first, last) for number, _, first, last in waves),
                repeats=len({number for number, *_ in waves}) < len(waves),
                lead=leading[0] if len(leading) == 1 else -1,
                chain=self._chain(item),
                begin=self._first_day_of_work(item),
                preferred=instance.axis.index(preferred) if preferred else -1,
            )
        )

    def _first_day_of_work(self, item: Item) -> int:
        """What is made of an event (its recap) is not begun before the event is over."""
        anchor = item.anchor
        if anchor is None or anchor.phase != "recap":
            return 0
        workspace = self._instance.workspace
        target = workspace.events.get(anchor.event or "") or workspace.nodes.get(anchor.node or "")
        return 0 if target is None else self._instance.axis.index(target.last) + 1

    def _waves(self, item: Item) -> list[tuple[int, int, list[int], list[int]]]:
        settings = self._instance.workspace.settings
        delays = []
        for use in item.channels:
            channel = self._instance.workspace.channels[use.channel]
            own = use.after if use.after is not None else channel.after
            delays.append(own if own is not None else int(getattr(settings.waves, channel.tier)))
        first = min(delays, default=0)
        room = settings.waves.room
        return [
            (self._outlets[use.channel], delay - first, self._shift(delay - first),
             self._shift(delay - first + room))
            for use, delay in zip(item.channels, delays, strict=True)
        ]  # fmt: skip

    def _shift(self, count: int) -> list[int]:
        if count not in self._shifts:
            self._shifts[count] = self._instance.base.shifted(self._instance.axis.size, count)
        return self._shifts[count]

    def _publish_days(
        self, window: Window, item: Item, waves: list[tuple[int, int, list[int], list[int]]]
    ) -> list[int]:
        """The days of the window on which a channel of the first wave (or, without channels, we) publish."""
        instance = self._instance
        first, last = instance.axis.index(window.first.day), instance.axis.index(window.last.day)
        if not item.channels:
            return [day for day in instance.base.days if first <= day <= last]
        leading = [instance.outlets[number].closed for number, delay, *_ in waves if delay == 0]
        return [day for day in range(first, last + 1) if not all(closed[day] for closed in leading)]

    def _no_day(self, window: Window, item: Item) -> Cause:
        channels = self._instance.workspace.channels
        names = [text_in(channels[use.channel].name, self._language) for use in item.channels]
        return Cause(
            "no-publication-day",
            {"first": window.first.day, "last": window.last.day, "channels": names},
        )

    def _chain(self, item: Item) -> tuple[Segment, ...]:
        """The chain of an item from its last review back to its first work."""
        links = [*self._work(item), *self._reviews(item)]
        return tuple(reversed(links))

    def _work(self, item: Item) -> list[Segment]:
        stages = {stage.skill: half_hours(stage.hours_per_day) for stage in
                  self._instance.workspace.settings.work_stages}  # fmt: skip
        order = [*stages, *(skill for skill in sorted(item.effort) if skill not in stages)]
        kinds = [skill for skill in order if item.effort.get(skill, 0) > 0]
        if not item.modules:
            return [self._stage(item, skill, stages) for skill in kinds]
        kinds = [skill for skill in kinds if skill != INTEGRATE]
        # What stands before writing (collecting material) comes before the modules, the rest after.
        before = order.index("write") if "write" in stages else 0
        early = [skill for skill in kinds if order.index(skill) < before]
        late = [skill for skill in kinds if skill not in early]
        rate = stages.get("write", half_hours(DEFAULT_RATE))
        modules = [
            Segment(WORK, f"module:{number}", (self._people[module.owner],), half_hours(module.effort), rate)
            for number, module in enumerate(item.modules, 1)
            if module.effort > 0
        ]
        joined = self._integration(item, stages, rate)
        links = [self._stage(item, skill, stages) for skill in early]
        if modules:
            links.append(Segment(PARALLEL, "modules", parts=tuple(modules)))
        return [*links, *joined, *(self._stage(item, skill, stages) for skill in late)]

    def _integration(self, item: Item, stages: dict[str, int], rate: int) -> list[Segment]:
        own = item.effort.get(INTEGRATE)
        total = sum(half_hours(module.effort) for module in item.modules)
        amount = half_hours(own) if own is not None else -(-total // INTEGRATE_SHARE)
        if not amount or item.integrator is None:
            return []
        person = self._people[item.integrator]
        return [Segment(WORK, INTEGRATE, (person,), amount, stages.get(INTEGRATE, rate))]

    def _stage(self, item: Item, skill: str, stages: dict[str, int]) -> Segment:
        assigned = item.assign.get(skill)
        if assigned is not None:
            able = [self._people[assigned]]
        else:
            able = [
                number
                for number, person in enumerate(self._instance.workspace.settings.team)
                if skill in person.skills and person.hours_per_week > 0
            ]
            able.sort(key=lambda number: (self._instance.workers[number].id != item.owner, number))
        rate = stages.get(skill, half_hours(DEFAULT_RATE))
        owned = skill == "write" and bool(able) and self._instance.workers[able[0]].id == item.owner
        return Segment(WORK, skill, tuple(able), half_hours(item.effort[skill]), rate, prefers=owned)

    def _reviews(self, item: Item) -> list[Segment]:
        links = []
        for group in groups_of(self._instance.workspace.chain_of(item)):
            parts = tuple(self._review(step) for step in group for _ in range(step.quorum))
            links.append(parts[0] if len(parts) == 1 else Segment(PARALLEL, "reviews", parts=parts))
        return links

    def _review(self, step: ReviewStep) -> Segment:
        reviewers = tuple(self._people[reviewer] for reviewer in dict.fromkeys(step.reviewers))
        return Segment(REVIEW, f"review:{step.role}", reviewers, step.days)
