"""After the search: the same jobs, as early as they can be and with the people that should have them."""

from __future__ import annotations

from contentops.schedule.construct import EARLIEST, insert_all, place
from contentops.schedule.instance import Instance
from contentops.schedule.level import level
from contentops.schedule.state import Placement, State

_PASSES = 4


def polish(instance: Instance, placed: list[Placement | None]) -> State:
    """Rebuild the state of a plan, then move single jobs earlier, or to the preferred person, at no cost."""
    state = State.of(instance, placed)
    for _ in range(_PASSES):
        before = (state.score, _strangers(state))
        for index in sorted(range(len(placed)), key=lambda index: _day(state, index)):
            if state.placed[index] is not None:
                _improve(state, index)
        if (state.score, _strangers(state)) == before:
            break
    insert_all(state, instance.jobs, EARLIEST)
    level(instance, state)
    return state


def _day(state: State, index: int) -> tuple[int, int]:
    placement = state.placed[index]
    return (placement[0] if placement is not None else -1, index)


def _improve(state: State, index: int) -> None:
    """Take one job out and put it in again, unless it comes out worse."""
    job = state.jobs[index]
    score, strangers = state.score, _strangers_of(state, index)
    before = state.remove(job)
    for prefers in (True, False):
        state.prefers = prefers
        if place(state, job, EARLIEST):
            better = (state.score, -_strangers_of(state, index)) >= (score, -strangers)
            if better and _precedes_dependants(state, index):
                state.prefers = False
                return
            state.remove(job)
    state.prefers = False
    state.restore(job, before)


def _precedes_dependants(state: State, index: int) -> bool:
    """Whether a placed job is still published before all that wait for it."""
    placement = state.placed[index]
    if placement is None:
        return False
    waiting = (state.placed[other] for other in state.jobs[index].dependants)
    return all(other is None or other[0] > placement[0] for other in waiting)


def _strangers(state: State) -> int:
    return sum(_strangers_of(state, index) for index in range(len(state.placed)))


def _strangers_of(state: State, index: int) -> int:
    """How many kinds of work of a placed job are not with the person who should have them."""
    placement = state.placed[index]
    if placement is None:
        return 0
    preferred = {segment.stage: segment.people[0] for segment in state.jobs[index].chain if segment.prefers}
    return sum(preferred.get(work[0], work[1]) != work[1] for work in placement[2])
