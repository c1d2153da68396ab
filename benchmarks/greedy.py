"""What planning tools ship: list schedulers, one job after the other, each at its earliest day, never revised."""

from __future__ import annotations

from contentops.schedule.construct import EARLIEST, insert_all
from contentops.schedule.instance import Instance
from contentops.schedule.state import State


def greedy_plan(instance: Instance) -> State:
    """The better of two list schedulers by their score: by value, and by the end of the window.

    Same rules, same checker; an entry of an earlier plan goes where it stands if that is free.
    """
    orders = (
        sorted(instance.jobs, key=lambda job: (-job.value, job.days[-1], job.index)),
        sorted(instance.jobs, key=lambda job: (job.days[-1], -job.value, job.index)),
    )
    best: State | None = None
    for order in orders:
        state = State(instance)
        insert_all(state, order, EARLIEST)
        if best is None or state.score > best.score:
            best = state
    assert best is not None
    return best
