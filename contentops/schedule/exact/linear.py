"""A mixed-integer linear model as plain lists, independent of any solver."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

INFINITY = float("inf")
Terms = Sequence[tuple[int, float]]
"""(column, coefficient) pairs; a column may come more than once."""


@dataclass(slots=True)
class LinearModel:
    """Columns with bounds and a gain that is to be as large as can be, and rows between bounds."""

    lower: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    gain: list[float] = field(default_factory=list)
    whole: list[bool] = field(default_factory=list)
    """Whether a column must be a whole number."""
    row_lower: list[float] = field(default_factory=list)
    row_upper: list[float] = field(default_factory=list)
    row_start: list[int] = field(default_factory=list)
    row_columns: list[int] = field(default_factory=list)
    row_values: list[float] = field(default_factory=list)

    def add_column(self, upper: float, *, lower: float = 0.0, gain: float = 0.0, whole: bool = False) -> int:
        """A new column; returns its number."""
        self.lower.append(lower)
        self.upper.append(upper)
        self.gain.append(gain)
        self.whole.append(whole)
        return len(self.lower) - 1

    def add_row(self, terms: Iterable[tuple[int, float]], lower: float, upper: float) -> None:
        """`lower <= sum of coefficient * column <= upper`; what cancels out is dropped."""
        merged: dict[int, float] = {}
        for column, value in terms:
            merged[column] = merged.get(column, 0.0) + value
        merged = {column: value for column, value in merged.items() if value}
        if not merged and lower <= 0 <= upper:
            return
        self.row_start.append(len(self.row_columns))
        self.row_columns += merged
        self.row_values += merged.values()
        self.row_lower.append(lower)
        self.row_upper.append(upper)

    def at_most(self, terms: Iterable[tuple[int, float]], upper: float) -> None:
        """`sum <= upper`."""
        self.add_row(terms, -INFINITY, upper)

    def equals(self, terms: Iterable[tuple[int, float]], value: float) -> None:
        """`sum == value`."""
        self.add_row(terms, value, value)


def scaled(terms: Terms, factor: float) -> list[tuple[int, float]]:
    """The terms times `factor`."""
    return [(column, value * factor) for column, value in terms]


@dataclass(frozen=True, slots=True)
class Steps:
    """Something that happens at most once, on one of `days`: column `k` is 1 when it has happened by `days[k]`.

    Steps make a solver's branches balanced: one half of the days, or the other.
    """

    days: tuple[int, ...]
    columns: tuple[int, ...]

    def by(self, day: int) -> Terms:
        """Whether it has happened on `day` or before."""
        low, high = 0, len(self.days)
        while low < high:
            middle = (low + high) // 2
            if self.days[middle] <= day:
                low = middle + 1
            else:
                high = middle
        return [(self.columns[low - 1], 1.0)] if low else []

    def within(self, first: int, last: int) -> Terms:
        """Whether it happens from `first` to `last`, both included."""
        return [*self.by(last), *scaled(self.by(first - 1), -1.0)]

    def ever(self) -> Terms:
        """Whether it happens at all."""
        return self.by(self.days[-1]) if self.days else []


def add_steps(model: LinearModel, days: Sequence[int]) -> Steps:
    """Columns for something that happens at most once on one of `days` (in order)."""
    columns = tuple(model.add_column(1.0, whole=True) for _ in days)
    for before, after in pairwise(columns):
        model.at_most([(before, 1.0), (after, -1.0)], 0.0)
    return Steps(tuple(days), columns)
