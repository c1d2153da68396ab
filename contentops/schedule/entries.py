"""A job's place in a plan as an entry of the calendar."""

from __future__ import annotations

from contentops.models.calendar import Entry, Task, Wave
from contentops.schedule.instance import Instance, Job
from contentops.schedule.state import Placement


def make_entry(job: Job, instance: Instance, placement: Placement) -> Entry:
    """The entry, its tasks in the order of work; why it stands there is for the caller to say."""
    day, waves, works = placement
    axis = instance.axis
    order = {stage: number for number, stage in enumerate(_stage_names(job))}
    return Entry(
        item=job.id,
        title=job.title,
        pool=job.item.pool,
        publish=axis.day(day),
        channels=[
            Wave(channel=instance.outlets[number].id, date=axis.day(wave))
            for (number, _, _), wave in zip(job.waves, waves, strict=True)
        ],
        tasks=[
            Task(
                stage=stage,
                person=instance.workers[person].id,
                start=axis.day(start),
                end=axis.day(end),
                hours=amount / 2,
            )
            for stage, person, start, end, amount, _ in sorted(works, key=lambda work: order[work[0]])
        ],
    )


def _stage_names(job: Job) -> list[str]:
    """The stages of a job in the order of work."""
    names: list[str] = []
    for segment in reversed(job.chain):
        names += [part.stage for part in segment.parts] or [segment.stage]
    return names
