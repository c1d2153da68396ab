"""Half-hours of work over weeks: a flow from tasks to the weeks of the people who do them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from contentops.schedule.exact.room import Room
from contentops.schedule.instance import Segment
from contentops.schedule.state import Work


@dataclass(frozen=True, slots=True)
class Task:
    """One kind of work with its person and its window, both days included."""

    key: tuple[int, int]
    """(job, position of the work in its placement)."""
    segment: Segment
    person: int
    first: int
    last: int


def spread_hours(room: Room, tasks: Sequence[Task]) -> dict[tuple[int, int], Work] | None:
    """Each task as late as its window and the other tasks of its person let it; None when they do not fit."""
    done: dict[tuple[int, int], Work] = {}
    for person in sorted({task.person for task in tasks}):
        own = sorted(
            (task for task in tasks if task.person == person), key=lambda task: (task.first, task.key)
        )
        flow = _Flow(room, person, own)
        for number in range(len(own)):
            if not flow.push(number):
                return None
        for number, task in enumerate(own):
            done[task.key] = _write(room, task, flow.sent[number])
    return done


class _Flow:
    """Augmenting paths between the tasks of one person and the weeks."""

    def __init__(self, room: Room, person: int, tasks: Sequence[Task]) -> None:
        self._tasks = tasks
        self._free = list(room.hours[person])
        self._most = [_room_by_week(room, task) for task in tasks]
        self.sent: list[dict[int, int]] = [{} for _ in tasks]

    def push(self, number: int) -> bool:
        """Find room for all half-hours of a task, moving others' where that helps."""
        left = self._tasks[number].segment.amount
        while left:
            sent = self._augment(number, left)
            if not sent:
                return False
            left -= sent
        return True

    def _augment(self, number: int, wanted: int) -> int:
        """Send up to `wanted` along the shortest path that has room; returns how much went."""
        came: dict[int, tuple[int, int]] = {}  # week -> (task that sends there, week it takes from or -1)
        queue = [(number, -1)]
        seen = {number}
        for task, origin in queue:
            for week, most in sorted(self._most[task].items(), reverse=True):
                if week in came or self.sent[task].get(week, 0) >= most:
                    continue
                came[week] = (task, origin)
                if self._free[week] > 0:
                    return self._send(came, week, wanted)
                for other, sent in enumerate(self.sent):
                    if other not in seen and sent.get(week, 0) > 0:
                        seen.add(other)
                        queue.append((other, week))
        return 0

    def _send(self, came: dict[int, tuple[int, int]], week: int, wanted: int) -> int:
        path = []
        amount = min(wanted, self._free[week])
        at = week
        while at >= 0:
            task, origin = came[at]
            amount = min(amount, self._most[task][at] - self.sent[task].get(at, 0))
            if origin >= 0:
                amount = min(amount, self.sent[task][origin])
            path.append((task, origin, at))
            at = origin
        self._free[week] -= amount
        for task, origin, to in path:
            self.sent[task][to] = self.sent[task].get(to, 0) + amount
            if origin >= 0:
                self.sent[task][origin] -= amount
        return amount


def _room_by_week(room: Room, task: Task) -> dict[int, int]:
    """Half-hours a task may take in each week of its window, at its rate a day."""
    days = room.instance.workers[task.person].days
    found = {}
    for week in range(task.first // 7, task.last // 7 + 1):
        first = max(days.before[max(task.first, week * 7)], days.today)
        count = days.before[min(task.last + 1, week * 7 + 7)] - first
        if count > 0:
            found[week] = count * task.segment.rate
    return found


def _write(room: Room, task: Task, sent: dict[int, int]) -> Work:
    """The work from the last day that leaves its first week enough time to the last day of its last week."""
    days, rate = room.instance.workers[task.person].days, task.segment.rate
    hours = tuple((week, amount) for week, amount in sorted(sent.items(), reverse=True) if amount)
    first_week, amount = hours[-1]
    position = days.before[min(task.last + 1, first_week * 7 + 7)] - 1
    start = days.days[position - -(-amount // rate) + 1]
    end = days.days[days.before[min(task.last + 1, hours[0][0] * 7 + 7)] - 1]
    return (task.segment.stage, task.person, start, end, task.segment.amount, hours)
