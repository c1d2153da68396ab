"""What a part of a plan may use: the free jobs, and what all the others leave them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from contentops.schedule.instance import REVIEW, Instance, Job, Segment
from contentops.schedule.state import Placement, State

ReviewerClass = tuple[int, ...]
"""Reviewers that any model may exchange: they serve the same steps on the same days."""


@dataclass(slots=True)
class Room:
    """The free jobs and the capacity that the fixed ones leave."""

    instance: Instance
    jobs: list[Job]
    hours: list[list[int]]
    reviews: list[list[int]]
    closed: list[bytearray]
    """By channel and day: whether nothing more may go out."""
    waves: list[list[int]]
    """By channel: the days of fixed waves on the axis."""
    first: dict[int, int]
    """Job -> the first day that fixed jobs let it be published."""
    last: dict[int, int]
    """Job -> the last one; a job that others wait for must be published by then."""
    needed: frozenset[int]
    """Free jobs that a fixed job depends on."""
    published: list[int]
    """By window of the goals: what fixed jobs publish in it."""
    effort: list[list[int]]
    """By set with a target mix, by name: the half-hours of fixed jobs."""
    classes: dict[tuple[int, ...], tuple[ReviewerClass, ...]]
    """The reviewers of a step -> the same, those that can be exchanged put together."""


def find_room(instance: Instance, placed: Sequence[Placement | None], free: Collection[int]) -> Room:
    """The room that a plan leaves to the jobs `free`; jobs that wait for a refused one are left out."""
    kept = [None if index in free else placement for index, placement in enumerate(placed)]
    state = State.of(instance, kept)
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    needed: set[int] = set()
    jobs = []
    for index in _without_support(instance, kept, free):
        job = instance.jobs[index]
        days = [placement[0] for dep in job.deps if (placement := kept[dep]) is not None]
        first[index] = max([job.after, *days]) + 1
        waiting = [placement[0] for other in job.dependants if (placement := kept[other]) is not None]
        last[index] = min(waiting, default=instance.axis.size) - 1
        if waiting:
            needed.add(index)
        jobs.append(job)
    return Room(
        instance=instance,
        jobs=jobs,
        hours=state.hours,
        reviews=state.reviews,
        closed=[bytearray(1 if count else 0 for count in blocked) for blocked in state.blocked],
        waves=_fixed_waves(instance, kept),
        first=first,
        last=last,
        needed=frozenset(needed),
        published=state.served.published,
        effort=state.served.effort,
        classes=_reviewer_classes(instance, jobs),
    )


def _without_support(
    instance: Instance, kept: Sequence[Placement | None], free: Collection[int]
) -> list[int]:
    """The free jobs whose dependencies are all free too, or placed."""
    able = sorted(free)
    while True:
        known = set(able)
        rest = [
            index
            for index in able
            if all(dep in known or kept[dep] is not None for dep in instance.jobs[index].deps)
        ]
        if len(rest) == len(able):
            return able
        able = rest


def _fixed_waves(instance: Instance, kept: Sequence[Placement | None]) -> list[list[int]]:
    size = instance.axis.size
    waves = [[day for day in outlet.taken if 0 <= day < size] for outlet in instance.outlets]
    for job, placement in zip(instance.jobs, kept, strict=True):
        if placement is not None:
            for (number, _, _), day in zip(job.waves, placement[1], strict=True):
                waves[number].append(day)
    return waves


def _reviewer_classes(
    instance: Instance, jobs: Sequence[Job]
) -> dict[tuple[int, ...], tuple[ReviewerClass, ...]]:
    """Put reviewers together whom every step either asks all or none, and who work on the same days."""
    steps = {segment.people for job in jobs for segment in job.chain if segment.kind == REVIEW}
    keys = {
        person: (
            frozenset(people for people in steps if person in people),
            tuple(instance.workers[person].days.days),
        )
        for people in steps
        for person in people
    }
    classes = {}
    for people in steps:
        groups: dict[object, list[int]] = {}
        for person in people:
            groups.setdefault(keys[person], []).append(person)
        classes[people] = tuple(tuple(sorted(group)) for group in groups.values())
    return classes


def least_days(segment: Segment) -> int:
    """The working days that a kind of work, or a review, takes at least."""
    return segment.amount if segment.kind == REVIEW else -(-segment.amount // segment.rate)
