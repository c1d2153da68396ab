"""Which parts of a text are still there in another version of it: equal parts first, then similar ones."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

SIMILAR = 0.5
"""Two parts that share this much of their pairs of characters are one part, changed."""

_STANDS_IN = 0.6
_SHORTEST_PIECE = 6  # pairs of characters
_LARGEST_TABLE = 40_000  # cells of a comparison of everything with everything
_MOST_PAIRS = 4_000


class Hunk(NamedTuple):
    """A place where two versions differ: parts `start` to `end` of the base became those of the side.

    `pair` says that it is one part which was changed, not a run of parts replaced by another.
    """

    start: int
    end: int
    side_start: int
    side_end: int
    pair: bool = False


def align(base: Sequence[str], side: Sequence[str]) -> list[Hunk]:
    """The differences between `base` and `side`, in order; what lies between them is equal."""
    hunks: list[Hunk] = []
    last_base = last_side = 0
    for start, side_start, length in [*_equal_runs(base, side), (len(base), len(side), 0)]:
        hunks += _pair_up(base, side, last_base, start, last_side, side_start)
        last_base, last_side = start + length, side_start + length
    return hunks


def gather_joined(base: Sequence[str], side: Sequence[str], hunks: Sequence[Hunk]) -> list[Hunk]:
    """`hunks` with parts that were joined into one, or one that was split, as one change.

    Otherwise the words of the smaller piece would count as removed (or added), and with the other
    side's change of them they would stand in the result twice.
    """
    gathered: list[Hunk] = []
    for hunk in hunks:
        before = gathered[-1] if gathered else None
        if before is not None and _are_one(base, side, before, hunk):
            gathered[-1] = Hunk(before.start, hunk.end, before.side_start, hunk.side_end, pair=True)
        else:
            gathered.append(hunk)
    return gathered


def _are_one(base: Sequence[str], side: Sequence[str], before: Hunk, after: Hunk) -> bool:
    if before.end != after.start or before.side_end != after.side_start or before.pair == after.pair:
        return False
    pair, piece = (before, after) if before.pair else (after, before)
    was = "".join(base[pair.start : pair.end])
    now = "".join(side[pair.side_start : pair.side_end])
    removed, added = base[piece.start : piece.end], side[piece.side_start : piece.side_end]
    if not added:
        return _stands_in("".join(removed), now, without=was)
    return not removed and _stands_in("".join(added), was, without=now)


def _stands_in(piece: str, text: str, *, without: str) -> bool:
    """Whether most of `piece` is in `text` and is not what `without` has in common with it."""
    wanted = _bigrams(piece)
    found = wanted & (_bigrams(text) - _bigrams(without))
    return wanted.total() >= _SHORTEST_PIECE and found.total() >= _STANDS_IN * wanted.total()


def similarity(one: str, other: str) -> float:
    """How much two texts have in common, 0 to 1: the Dice coefficient of their pairs of characters."""
    if one == other:
        return 1.0
    first, second = _bigrams(one), _bigrams(other)
    total = first.total() + second.total()
    return 2 * (first & second).total() / total if total else 0.0


@lru_cache(maxsize=4096)
def _bigrams(text: str) -> Counter[str]:
    plain = "".join(text.split())
    return Counter(plain[at : at + 2] for at in range(len(plain) - 1))


def _equal_runs(base: Sequence[str], side: Sequence[str]) -> list[tuple[int, int, int]]:
    """Runs of equal parts (start, start in side, length), which never cross, in order.

    Parts that stand once in both versions are matched first (as in a patience diff), so that a blank
    or a rule line is never taken for the sign that two paragraphs are the same.
    """
    matches: list[tuple[int, int]] = []
    work = [(0, len(base), 0, len(side))]
    while work:
        low, high, side_low, side_high = work.pop()
        while low < high and side_low < side_high and base[low] == side[side_low]:
            matches.append((low, side_low))
            low, side_low = low + 1, side_low + 1
        while low < high and side_low < side_high and base[high - 1] == side[side_high - 1]:
            high, side_high = high - 1, side_high - 1
            matches.append((high, side_high))
        if low == high or side_low == side_high:
            continue
        anchors = _unique_matches(base, side, low, high, side_low, side_high)
        if not anchors:
            matches += _longest_common(base, side, low, high, side_low, side_high)
            continue
        matches += anchors
        edges = [(low - 1, side_low - 1), *anchors, (high, side_high)]
        work += [(one[0] + 1, two[0], one[1] + 1, two[1]) for one, two in pairwise(edges)]
    return [(at, there, 1) for at, there in sorted(matches)]


def _unique_matches(
    base: Sequence[str], side: Sequence[str], low: int, high: int, side_low: int, side_high: int
) -> list[tuple[int, int]]:
    """The longest chain of parts that stand once in both stretches and come in the same order."""
    counts, side_counts = Counter(base[low:high]), Counter(side[side_low:side_high])
    places = {side[at]: at for at in range(side_low, side_high) if side_counts[side[at]] == 1}
    pairs = [
        (at, places[base[at]]) for at in range(low, high) if counts[base[at]] == 1 and base[at] in places
    ]
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, (_, there) in enumerate(pairs):
        length = bisect_left(tails, there)
        tails[length:] = [there, *tails[length + 1 :]]
        ends[length:] = [index, *ends[length + 1 :]]
        before.append(ends[length - 1] if length else -1)
    chain: list[tuple[int, int]] = []
    index = ends[-1] if ends else -1
    while index >= 0:
        chain.append(pairs[index])
        index = before[index]
    return chain[::-1]


def _longest_common(
    base: Sequence[str], side: Sequence[str], low: int, high: int, side_low: int, side_high: int
) -> list[tuple[int, int]]:
    """The longest common subsequence of two short stretches; nothing for long ones."""
    rows, columns = high - low, side_high - side_low
    if rows * columns > _LARGEST_TABLE:
        return []
    best = [[0] * (columns + 1) for _ in range(rows + 1)]
    for row in range(rows - 1, -1, -1):
        for column in range(columns - 1, -1, -1):
            if base[low + row] == side[side_low + column]:
                best[row][column] = best[row + 1][column + 1] + 1
            else:
                best[row][column] = max(best[row + 1][column], best[row][column + 1])
    matches = []
    row = column = 0
    while row < rows and column < columns:
        if base[low + row] == side[side_low + column]:
            matches.append((low + row, side_low + column))
            row, column = row + 1, column + 1
        elif best[row + 1][column] >= best[row][column + 1]:
            row += 1
        else:
            column += 1
    return matches


def _pair_up(
    base: Sequence[str], side: Sequence[str], low: int, high: int, side_low: int, side_high: int
) -> list[Hunk]:
    """The hunks of one stretch without equal parts: changed parts by pairs, and what is left between."""
    rows, columns = high - low, side_high - side_low
    if not rows and not columns:
        return []
    if not rows or not columns or rows * columns > _MOST_PAIRS:
        return [Hunk(low, high, side_low, side_high)]
    if rows == columns == 1:
        return [Hunk(low, high, side_low, side_high, pair=True)]
    hunks: list[Hunk] = []
    at, there = low, side_low
    for row, column in [*_similar_pairs(base[low:high], side[side_low:side_high]), (rows, columns)]:
        if (at, there) != (low + row, side_low + column):
            hunks.append(Hunk(at, low + row, there, side_low + column))
        if row < rows:
            hunks.append(Hunk(low + row, low + row + 1, side_low + column, side_low + column + 1, pair=True))
        at, there = low + row + 1, side_low + column + 1
    return hunks


def _similar_pairs(base: Sequence[str], side: Sequence[str]) -> list[tuple[int, int]]:
    """The pairs of similar parts, in order, whose similarities add up to the most."""
    rows, columns = len(base), len(side)
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    alike = [[similarity(one, other) for other in side] for one in base]
    for row in range(rows - 1, -1, -1):
        for column in range(columns - 1, -1, -1):
            gain = alike[row][column] if alike[row][column] >= SIMILAR else 0.0
            best[row][column] = max(
                best[row + 1][column], best[row][column + 1], gain + best[row + 1][column + 1]
            )
    pairs = []
    row = column = 0
    while row < rows and column < columns:
        if best[row][column] == best[row + 1][column]:
            row += 1
        elif best[row][column] == best[row][column + 1]:
            column += 1
        else:
            pairs.append((row, column))
            row, column = row + 1, column + 1
    return pairs
