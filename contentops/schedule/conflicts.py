"""Which entries give way when some that should not move contradict one another, and what each contradicts.

Every rule is a limit on a sum of loads (`conflict_rules`), so the entries that must go are the fewest that take
each broken limit's excess away: found by trying, exactly, with a bound on how many are still needed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from contentops.schedule.conflict_facts import Fact, Kept, Limit, Part

MOST_LOOKS = 1_000_000
"""Loads that the exact search for one group may look at; beyond them the entries are chosen greedily."""


def choose_released(
    limits: Sequence[Limit], values: Mapping[str, int], before: Collection[str] = ()
) -> set[str]:
    """The fewest movable entries without which no limit is broken; of several such sets the least valuable,
    then the first by id.

    Limits that what cannot move breaks alone are left aside. Where there are too many to try all choices, what
    was released `before` is released again as far as it is needed.
    """
    chosen: set[str] = set()
    for group in _groups([limit for limit in limits if not limit.is_hopeless()]):
        chosen |= _Choice(group, values).find(before)
    return chosen


def _loads(limit: Limit) -> dict[str, int]:
    """The load of each movable entry."""
    loads: dict[str, int] = {}
    for part in limit.parts:
        if part.kept.movable:
            loads[part.kept.entry.item] = loads.get(part.kept.entry.item, 0) + part.load
    return loads


def _groups(limits: Sequence[Limit]) -> list[list[Limit]]:
    """Limits that share no entry can be mended apart."""
    groups: list[tuple[set[str], list[Limit]]] = []
    for limit in limits:
        names, members = set(_loads(limit)), [limit]
        apart = []
        for group in groups:
            if names.isdisjoint(group[0]):
                apart.append(group)
            else:
                names |= group[0]
                members = [*group[1], *members]
        groups = [*apart, (names, members)]
    return [members for _, members in groups]


class _Choice:
    """The search for one group of limits."""

    def __init__(self, limits: Sequence[Limit], values: Mapping[str, int]) -> None:
        self._values = values
        rows = {(tuple(sorted(_loads(limit).items())), limit.load(()) - limit.cap) for limit in limits}
        self._rows = [(dict(loads), excess) for loads, excess in sorted(rows)]
        self._steps_left = MOST_LOOKS // max(1, sum(len(loads) for loads, _ in self._rows))
        self._best: tuple[int, list[str]] | None = None

    def find(self, before: Collection[str]) -> set[str]:
        names = {name for loads, _ in self._rows for name in loads}
        for count in range(self._at_least(set(), set()), len(names) + 1):
            self._extend(set(), set(), count)
            if self._best is not None or self._steps_left <= 0:
                break
        return set(self._best[1]) if self._best is not None else self._greedily(before)

    def _extend(self, gone: set[str], kept: set[str], more: int) -> None:
        """Try every way to release `more` entries on top of `gone`; those of `kept` stay."""
        self._steps_left -= 1
        if self._steps_left <= 0 or self._at_least(gone, kept) > more:
            return
        if self._best is not None and self._cost(gone) > self._best:
            return
        broken = [loads for loads, excess in self._rows if self._excess(loads, excess, gone) > 0]
        if not broken:
            if self._best is None or self._cost(gone) < self._best:
                self._best = self._cost(gone)
            return
        loads = min(broken, key=lambda loads: len(loads.keys() - gone - kept))
        options = sorted(loads.keys() - gone - kept, key=lambda name: (self._values.get(name, 0), name))
        stays = set(kept)
        for name in options:
            self._extend({*gone, name}, stays, more - 1)
            stays = {*stays, name}

    def _cost(self, gone: set[str]) -> tuple[int, list[str]]:
        return sum(self._values.get(name, 0) for name in gone), sorted(gone)

    @staticmethod
    def _excess(loads: Mapping[str, int], excess: int, gone: Collection[str]) -> int:
        return excess - sum(load for name, load in loads.items() if name in gone)

    def _at_least(self, gone: set[str], kept: set[str]) -> int:
        """How many more entries must go: the largest loads first, over limits that share none."""
        total, used = 0, set(kept)
        for loads, excess in self._rows:
            left = self._excess(loads, excess, gone)
            open_loads = sorted(
                (load for name, load in loads.items() if name not in gone and name not in kept), reverse=True
            )
            if left <= 0:
                continue
            count = 0
            while left > 0 and count < len(open_loads):
                left -= open_loads[count]
                count += 1
            if left > 0:
                return len(loads) + 1_000_000
            if used.isdisjoint(loads.keys() - gone - kept):
                total += count
                used |= loads.keys()
            elif count > total:
                total, used = count, {*kept, *loads.keys()}
        return total

    def _greedily(self, before: Collection[str]) -> set[str]:
        """Release what eases most limits until none is broken, then take back what was not needed."""
        gone = sorted({name for loads, _ in self._rows for name in loads}.intersection(before))
        while True:
            broken = [loads for loads, excess in self._rows if self._excess(loads, excess, gone) > 0]
            if not broken:
                break
            names = sorted({name for loads in broken for name in loads} - set(gone))
            gone.append(
                min(names, key=lambda n: (-sum(n in loads for loads in broken), self._values.get(n, 0), n))
            )
        for name in sorted(gone, key=lambda n: (-self._values.get(n, 0), n)):
            rest = [other for other in gone if other != name]
            if all(self._excess(loads, excess, rest) <= 0 for loads, excess in self._rows):
                gone = rest
        return set(gone)


def smallest_set(limit: Limit, gone: Collection[str]) -> tuple[tuple[Part, ...], tuple[Fact, ...]]:
    """The fewest parts of a broken limit, and facts behind it, that contradict one another.

    Entries of `gone` are not looked at. Leaving any part or fact out of the result, the others agree: the parts
    are taken by load, largest first, and the leave that is not needed for the contradiction is dropped.
    """
    parts = sorted(
        (part for part in limit.parts if not (part.kept.movable and part.kept.entry.item in gone)),
        key=lambda part: (-part.load, part.kept.movable, part.kept.entry.publish, part.kept.entry.item),
    )
    found = _with_leave(limit, parts, limit.leave)
    if limit.leave and limit.cap_without is not None:
        bare = limit.cap_without(limit.leave)
        if sum(part.load for part in parts) > bare:
            without = (_exceeding(parts, bare), limit.facts)
            found = min(without, found, key=lambda pair: len(pair[0]) + len(pair[1]))
    return found


def _with_leave(
    limit: Limit, parts: Sequence[Part], leave: Sequence[Fact]
) -> tuple[tuple[Part, ...], tuple[Fact, ...]]:
    taken = _exceeding(parts, limit.cap)
    load = sum(part.load for part in taken)
    needed = list(leave)
    for fact in leave if limit.cap_without is not None else ():
        rest = [other for other in needed if other is not fact]
        if limit.cap_without is not None and load > limit.cap_without(
            [one for one in leave if one not in rest]
        ):
            needed = rest
    return taken, (*limit.facts, *needed)


def _exceeding(parts: Sequence[Part], cap: int) -> tuple[Part, ...]:
    """The fewest of `parts`, which come largest first, that exceed `cap`.

    Every one of them is needed: without one, the sum is at most that of all but the last, which does not exceed it.
    """
    taken: list[Part] = []
    total = 0
    for part in parts:
        if total > cap:
            break
        taken.append(part)
        total += part.load
    return tuple(taken)


Obstacle = Kept | Fact
"""What can stand in the way of work: another entry, or somebody's leave."""


def smallest_blocking(
    background: list[Obstacle],
    added: list[Obstacle],
    rows: list[Obstacle],
    fits: Callable[[Sequence[Obstacle]], bool],
) -> list[Obstacle]:
    """Obstacles none of which can be left out: without any one of them it would fit (QuickXplain, Junker 2004).

    Everything of `rows` together does not fit beside `background`; `added` is what came to it last.
    """
    if added and not fits(background):
        return []
    if len(rows) == 1:
        return rows
    half = len(rows) // 2
    left, right = rows[:half], rows[half:]
    second = smallest_blocking([*background, *left], left, right, fits)
    first = smallest_blocking([*background, *second], second, left, fits)
    return [*first, *second]
