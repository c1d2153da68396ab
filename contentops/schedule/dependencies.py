"""What depends on what: settled dependencies become a first day, open ones links between jobs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from contentops.models.base import text_in
from contentops.models.calendar import Entry
from contentops.schedule.candidates import was_made
from contentops.schedule.instance import Instance, Job, Refused
from contentops.schedule.reasons import Cause


def link_dependencies(instance: Instance, settled: Sequence[Entry]) -> None:
    """Set `deps`, `dependants` and `after` of every job; jobs whose dependency cannot come are refused.

    An item that was ever published is a dependency fulfilled; a recurring one is fulfilled by its first
    occurrence.
    """
    done = _settled_days(instance, settled)
    _precede_kept(instance)
    while True:
        jobs: dict[str, Job] = {}
        for job in sorted(instance.jobs, key=lambda job: (job.days[0], job.index)):
            jobs.setdefault(job.item.id, job)
        refused: list[tuple[Job, Cause]] = []
        for job in instance.jobs:
            cause = _link(job, instance, jobs, done)
            if cause is not None:
                refused.append((job, cause))
        if not refused:
            refused = [
                (job, Cause("dependency-cycle", {"items": [other.title for other in instance.jobs
                                                           if other.index in cycle]}))
                for job, cycle in _on_cycles(instance.jobs)
            ]  # fmt: skip
        if not refused:
            break
        _drop(instance, refused)
    links: dict[int, list[int]] = {}
    for job in instance.jobs:
        for dep in job.deps:
            links.setdefault(dep, []).append(job.index)
    for index, dependants in links.items():
        instance.jobs[index].dependants = tuple(dependants)


def _precede_kept(instance: Instance) -> None:
    """What an entry that does not move depends on is published before it; what cannot be is refused."""
    jobs: dict[str, Job] = {}
    for job in sorted(instance.jobs, key=lambda job: (job.days[0], job.index)):
        jobs.setdefault(job.item.id, job)
    late: dict[int, tuple[Job, Cause]] = {}
    for entry in instance.kept:
        item = instance.workspace.items.get(entry.item.partition("@")[0])
        if item is None or entry.state not in ("planned", "pinned"):
            continue
        end = instance.axis.index(entry.publish)
        for job in [jobs[name] for name in dict.fromkeys(item.depends_on) if name in jobs]:
            if was_made(job.item):
                continue
            if job.days[0] >= end:
                late[job.index] = (
                    job,
                    Cause("dependant-first", {"name": entry.title, "date": entry.publish}),
                )
            else:
                job.days = [day for day in job.days if day < end]
    if late:
        _drop(instance, list(late.values()))


def _settled_days(instance: Instance, settled: Iterable[Entry]) -> dict[str, int | None]:
    """Item -> the day it is published by a settled entry; None when that entry is cancelled."""
    done: dict[str, int | None] = {}
    for entry in sorted(settled, key=lambda entry: (entry.publish, entry.item)):
        name = entry.item.partition("@")[0]
        day = None if entry.state == "cancelled" else instance.axis.index(entry.publish)
        if done.get(name) is None:
            done[name] = day
    return done


def _link(job: Job, instance: Instance, jobs: dict[str, Job], done: dict[str, int | None]) -> Cause | None:
    deps: list[int] = []
    job.after = -1
    for name in dict.fromkeys(job.item.depends_on):
        item = instance.workspace.items.get(name)
        if item is None or was_made(item):
            continue
        day = done.get(name)
        if day is not None and name in jobs and day > instance.axis.index(instance.period.last):
            # A later plan has another occurrence; the first of this period comes before it.
            deps.append(jobs[name].index)
        elif day is not None:
            job.after = max(job.after, day)
        elif name in jobs and name not in done:
            deps.append(jobs[name].index)
        else:
            title = text_in(item.title, instance.workspace.settings.language)
            state = "cancelled" if name in done else _why_absent(name, instance)
            return Cause("dependency", {"name": title, "state": state})
    job.deps = tuple(deps)
    if job.after >= job.days[-1]:
        names = [
            text_in(instance.workspace.items[name].title, instance.workspace.settings.language)
            for name in job.item.depends_on
            if done.get(name) == job.after
        ]
        return Cause(
            "dependency-late",
            {
                "names": names,
                "date": instance.axis.day(job.after),
                "last": instance.axis.day(job.days[-1]),
            },
        )
    return None


def _why_absent(name: str, instance: Instance) -> str:
    if any(refused.item.id == name for refused in instance.refused):
        return "refused"
    status = instance.workspace.items[name].status
    return status if status in ("on_hold", "rejected") else "elsewhere"


def _drop(instance: Instance, refused: Sequence[tuple[Job, Cause]]) -> None:
    gone = {job.index for job, _ in refused}
    for job, cause in refused:
        instance.refused.append(Refused(job.id, job.item, job.title, cause))
    instance.jobs = [
        replace(job, index=number)
        for number, job in enumerate(job for job in instance.jobs if job.index not in gone)
    ]


def _on_cycles(jobs: Sequence[Job]) -> list[tuple[Job, set[int]]]:
    """The jobs that wait for themselves, each with the jobs of its cycle."""
    reach: list[set[int]] = [set(job.deps) for job in jobs]
    changed = True
    while changed:
        changed = False
        for number, known in enumerate(reach):
            wider = known.union(*(reach[index] for index in known))
            if len(wider) > len(known):
                reach[number] = wider
                changed = True
    return [
        (
            job,
            {
                other.index
                for other in jobs
                if job.index in reach[other.index] and other.index in reach[job.index]
            },
        )
        for job in jobs
        if job.index in reach[job.index]
    ]
