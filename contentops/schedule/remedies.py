"""The cheapest changes that would let a refused item in: each one applied to a copy and seen to work.

Costs are in hours, so that unlike changes can be compared: see `COSTS`. What a change costs says nothing
about what it is worth; a manager decides between the cheapest of each kind.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from contentops.models.base import text_in
from contentops.models.calendar import Entry
from contentops.models.item import Item, ItemChannel
from contentops.schedule.candidates import was_made
from contentops.schedule.construct import EARLIEST, place
from contentops.schedule.incumbent import restore_plan
from contentops.schedule.instance import Job, Refused
from contentops.schedule.reasons import Cause
from contentops.schedule.remedy_capacity import CapacitySearch
from contentops.schedule.remedy_dates import earlier_dates, later_dates
from contentops.schedule.remedy_exchange import find_exchanges
from contentops.schedule.remedy_kinds import COSTS, Candidate
from contentops.schedule.remedy_people import other_people
from contentops.schedule.what_if import Assignment, apply_assignments
from contentops.schedule.why_plan import StandingPlan, with_entry

MOST = 3
"""How many remedies are offered."""
_TRIES = 16
"""How many candidates are applied to a copy before the search gives up."""
_BEYOND_HELP = {"event-cancelled", "unknown-anchor", "recurrence"}
_NO_DAY = {"window-past", "empty-window", "no-publication-day"}


@dataclass(frozen=True)
class Remedy:
    """A change that lets an item in, while everything else stays where it stands (or is named as lost)."""

    cost: float
    """In hours, see `COSTS`."""
    assignments: tuple[Assignment, ...]
    """What to change."""
    steps: tuple[Cause, ...]
    """The same for people."""
    entries: tuple[Entry, ...]
    """Where the item would stand, after what it waits for when that comes in with it."""
    lost_value: int = 0
    """The value of what it takes the place of."""


def find_remedies(plan: StandingPlan, name: str, most: int = MOST) -> list[Remedy]:
    """Up to `most` verified changes that let `name` in, the cheapest first, one of each kind.

    `name` is a candidate of the plan's instance that has no place. Empty when none of the changes we know
    does it alone.
    """
    found: list[Remedy] = []
    kinds: set[tuple[str, ...]] = set()
    seen: set[tuple[str, ...]] = set()
    tries = 0
    for candidate in sorted(find_candidates(plan, name), key=Candidate.order):
        kind = tuple(sorted({step.code for step in candidate.steps}))
        lines = tuple(sorted(map(str, candidate.assignments)))
        if (
            kind in kinds
            or lines in seen
            or any(set(lines) >= set(map(str, one.assignments)) for one in found)
        ):
            continue
        seen.add(lines)
        tries += 1
        remedy = verify(plan, candidate)
        if remedy is not None:
            found.append(remedy)
            kinds.add(kind)
        if len(found) == most or tries == _TRIES:
            break
    return found


def fits_now(plan: StandingPlan, name: str) -> Entry | None:
    """Where an item without a place would fit in the plan as it stands; None when it does not."""
    remedy = verify(plan, Candidate(0.0, (), (), (name,)))
    return remedy.entries[-1] if remedy is not None else None


def verify(plan: StandingPlan, candidate: Candidate) -> Remedy | None:
    """Apply a candidate to a copy of the workspace; None when the item does not fit beside all the rest."""
    workspace, problems = apply_assignments(plan.workspace, candidate.assignments)
    if problems:
        return None
    changed = plan.changed(workspace, candidate.without) if candidate.assignments else plan
    entries: list[Entry] = []
    try:
        for name in candidate.targets:
            job = changed.jobs.get(name)
            if job is None or not place(changed.state, job, EARLIEST):
                return None
            placement = changed.state.placed[job.index]
            assert placement is not None  # noqa: S101  it was placed
            entries.append(changed.entry_of(job, placement))
    finally:
        _take_back(changed, entries)
    # Everything else must stand where it stood, together with what came in.
    calendar = changed.calendar
    for entry in entries:
        calendar = with_entry(calendar, entry)
    together = restore_plan(changed.instance, calendar)
    stands = {job.id for job in changed.instance.jobs if together.placed[job.index] is not None}
    wanted = (plan.standing - set(candidate.without)) | set(candidate.targets)
    if wanted - stands - changed.kept.keys():
        return None
    lost = sum(plan.jobs[name].value for name in candidate.without if name in plan.jobs)
    return Remedy(candidate.cost, candidate.assignments, candidate.steps, tuple(entries), lost)


def _take_back(plan: StandingPlan, entries: Sequence[Entry]) -> None:
    for entry in reversed(entries):
        plan.state.remove(plan.jobs[entry.item])


def find_candidates(plan: StandingPlan, name: str) -> Iterator[Candidate]:
    """Changes that may let an item in; what they cost is known, whether they do it is not."""
    job = plan.jobs.get(name)
    if job is not None:
        yield from _for_job(plan, job)
        return
    refused = next((one for one in plan.instance.refused if one.id == name), None)
    if refused is not None:
        yield from _for_refused(plan, refused)


def _for_job(plan: StandingPlan, job: Job) -> Iterator[Candidate]:
    missing = [plan.instance.jobs[dep] for dep in job.deps if plan.state.placed[dep] is None]
    if missing:
        yield from _with_what_it_waits_for(plan, job, missing)
        return
    capacity = CapacitySearch(plan, job)
    yield from capacity.candidates()
    later = list(later_dates(plan, job, plan.diagnosis.state))
    yield from later
    if capacity.is_impossible and not later:
        # Even when everybody is free it takes more days; and then somebody is not.
        for base in later_dates(plan, job, plan.diagnosis.empty):
            yield from _on_top(plan, job.id, base)
    yield from earlier_dates(plan, job)
    if not capacity.is_impossible:
        yield from find_exchanges(plan, job)
    yield from other_people(plan, job)
    yield from _shorter_chains(plan, job.item, job.id)
    yield from _fewer_channels(plan, job.item, job.id)
    yield from _fewer_dependencies(plan, job)


def _with_what_it_waits_for(plan: StandingPlan, job: Job, missing: Sequence[Job]) -> Iterator[Candidate]:
    """What an item waits for comes in as well, or is waited for no longer."""
    if len(missing) == 1:
        for candidate in find_candidates(plan, missing[0].id):
            yield candidate.then(job.id)
    names = [name for name in job.item.depends_on if name not in {one.item.id for one in missing}]
    yield from _on_top(plan, job.id, _without(job.item, names, [one.title for one in missing]))


def _without(item: Item, names: Sequence[str], titles: Sequence[str]) -> Candidate:
    count = len(item.depends_on) - len(names)
    return Candidate(
        COSTS["dependency"] * count,
        (Assignment(f"{item.id}.depends_on", list(names)),),
        (Cause("remedy.depends-on", {"names": list(titles)}),),
        (),
    )


def _on_top(plan: StandingPlan, name: str, base: Candidate) -> Iterator[Candidate]:
    """A first change, and when that is not enough, what else it takes after it."""
    workspace, problems = apply_assignments(plan.workspace, base.assignments)
    if problems:
        return
    changed = plan.changed(workspace)
    yield base if base.targets else base.then(name)
    job = changed.jobs.get(name)
    if job is not None and changed.state.placed[job.index] is None and _has_no_missing(changed, job):
        for candidate in CapacitySearch(changed, job).candidates():
            yield base.plus(candidate)
        later = later_dates(changed, job, changed.diagnosis.state)
        for candidate in (*later, *find_exchanges(changed, job)):
            yield base.plus(candidate)


def _has_no_missing(plan: StandingPlan, job: Job) -> bool:
    return all(plan.state.placed[dep] is not None for dep in job.deps)


def _fewer_dependencies(plan: StandingPlan, job: Job) -> Iterator[Candidate]:
    """Without what comes so late that too few days are left."""
    late = [
        plan.instance.jobs[dep]
        for dep in job.deps
        if (placed := plan.state.placed[dep]) is not None and placed[0] >= job.days[0]
    ]
    if late:
        gone = {one.item.id for one in late}
        names = [name for name in job.item.depends_on if name not in gone]
        yield from _on_top(plan, job.id, _without(job.item, names, [one.title for one in late]))


def _shorter_chains(plan: StandingPlan, item: Item, name: str) -> Iterator[Candidate]:
    chains = plan.workspace.review_chains
    own = plan.workspace.chain_of(item)
    for chain in chains.values() if own is not None else ():
        if own is None or sum(step.days for step in chain.steps) >= sum(step.days for step in own.steps):
            continue
        language = plan.workspace.settings.language
        figures = {
            "chain": text_in(chain.name, language) or chain.id,
            "old": text_in(own.name, language) or own.id,
        }
        yield Candidate(
            COSTS["chain"],
            (Assignment(f"{item.id}.review_chain", chain.id),),
            (Cause("remedy.chain", figures),),
            (name,),
        )


def _fewer_channels(plan: StandingPlan, item: Item, name: str) -> Iterator[Candidate]:
    if len(item.channels) < 2:
        return
    names = {outlet.id: outlet.name for outlet in plan.instance.outlets}
    for use in item.channels:
        rest = [_plain(other) for other in item.channels if other is not use]
        yield Candidate(
            COSTS["channel"],
            (Assignment(f"{item.id}.channels", rest),),
            (Cause("remedy.channels", {"channel": names[use.channel]}),),
            (name,),
        )


def _plain(use: ItemChannel) -> object:
    """A use of a channel as people write it."""
    if use.model_fields_set == {"channel"}:
        return use.channel
    return use.model_dump(mode="json", exclude_unset=True)


def _for_refused(plan: StandingPlan, refused: Refused) -> Iterator[Candidate]:
    """What was refused before any search: no day is left for it, or what it waits for does not come."""
    item, cause = refused.item, refused.cause
    if cause.code in _BEYOND_HELP:
        return
    if cause.code == "dependency-cycle":
        for name in item.depends_on:
            rest = [other for other in item.depends_on if other != name]
            yield from _on_top(plan, refused.id, _without(item, rest, [_title(plan, name)]))
    elif cause.code in ("dependency", "dependency-late"):
        waits = _absent(plan, item) or item.depends_on
        rest = [name for name in item.depends_on if name not in waits]
        yield from _on_top(plan, refused.id, _without(item, rest, [_title(plan, name) for name in waits]))
        for name in waits if len(waits) == 1 else ():
            if plan.workspace.items[name].is_held_back:
                back = Assignment(f"{name}.status", "idea")
                step = Cause("remedy.take-up", {"names": [_title(plan, name)]})
                yield Candidate(COSTS["take-up"], (back,), (step,), (name, refused.id))
    elif cause.code in _NO_DAY:
        yield from _with_days(plan, refused)
        yield from _fewer_channels(plan, item, refused.id)


def _absent(plan: StandingPlan, item: Item) -> list[str]:
    """What an item depends on that has no place and is not out."""
    standing = {name.partition("@")[0] for name in plan.standing}
    elsewhere = {entry.item.partition("@")[0] for other in plan.beside for entry in other.entries}
    return [
        name
        for name in item.depends_on
        if name not in standing and name not in elsewhere and not _is_out(plan.workspace.items.get(name))
    ]


def _is_out(item: Item | None) -> bool:
    return item is None or was_made(item)


def _title(plan: StandingPlan, name: str) -> str:
    item = plan.workspace.items.get(name)
    return text_in(item.title, plan.workspace.settings.language) if item is not None else name


def _with_days(plan: StandingPlan, refused: Refused) -> Iterator[Candidate]:
    """A window that ends with the period, and then only as late as the item needs."""
    item = refused.item
    window = item.window
    if window is None or item.anchor is not None or item.recurrence is not None:
        return
    last = plan.period.last
    ends = [name for name in ("not_after", "deadline") if getattr(window, name) is not None]
    wide = tuple(Assignment(f"{item.id}.{name}", last) for name in ends)
    workspace, problems = apply_assignments(plan.workspace, wide)
    changed = plan.changed(workspace)
    job = changed.jobs.get(refused.id)
    if problems or job is None:
        return
    entry = fits_now(changed, refused.id)
    if entry is None:
        return
    days = plan.countries.of(None)
    reached = max([entry.publish, *(wave.date for wave in entry.channels)])
    changes, steps, cost = [], [], 0.0
    for name in ends:
        old, new = getattr(window, name), entry.publish if name == "not_after" else reached
        if old < new:
            count = max(1, len(days.between(old, new)) - days.is_working_day(old))
            changes.append(Assignment(f"{item.id}.{name}", new))
            steps.append(Cause(f"remedy.{name.replace('_', '-')}", {"days": count, "date": new, "old": old}))
            cost = max(cost, count * COSTS["day"])
    if changes:
        yield Candidate(cost, tuple(changes), tuple(steps), (refused.id,))
