"""What there is to use again: published pieces and basic content, with their age and their last use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from contentops.models.base import PoolName


@dataclass(frozen=True)
class Outing:
    """A day on which a piece went out: where, and under which address, when that was recorded."""

    day: date
    channel: str | None = None
    url: str | None = None


@dataclass(frozen=True)
class Piece:
    """One piece of content. `text` is its draft without front matter; `words` are names it goes by in any language."""

    name: str
    title: str
    titles: tuple[str, ...]
    pool: PoolName
    format: str
    industry: str
    industries: tuple[str, ...]
    products: tuple[str, ...]
    product_names: tuple[str, ...]
    role: str
    stage: str
    keywords: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    text: str = ""
    draft: str | None = None
    made: date | None = None
    fresh_until: date | None = None
    outings: tuple[Outing, ...] = ()
    uses: tuple[date, ...] = ()
    """Days on which it was used again."""

    @property
    def last_used(self) -> date | None:
        """The last day it went out or was used again."""
        return max([*self.uses, *(one.day for one in self.outings)], default=None)

    def age(self, today: date) -> int | None:
        """Days since it was last made or refreshed; None when that is not known."""
        return (today - self.made).days if self.made is not None else None

    def is_stale(self, today: date) -> bool:
        """Whether it was due for a refresh before `today`."""
        return self.fresh_until is not None and self.fresh_until < today


@dataclass(frozen=True)
class Filters:
    """What a piece must be like. An empty field lets everything through; several values ask for any of them."""

    pools: Sequence[str] = ()
    formats: Sequence[str] = ()
    industries: Sequence[str] = ()
    products: Sequence[str] = ()
    roles: Sequence[str] = ()
    stages: Sequence[str] = ()
    channels: Sequence[str] = ()
    fresh: bool = False
    """Only what is not stale."""
    stale: bool = False
    """Only what is."""
    unused_for: int = 0
    """Only what nobody has used for so many days, or ever."""

    def let(self, piece: Piece, today: date) -> bool:
        """Whether `piece` passes."""
        among = (
            (self.pools, (piece.pool,)),
            (self.formats, (piece.format,)),
            (self.roles, (piece.role,)),
            (self.stages, (piece.stage,)),
            (self.channels, tuple(one.channel or "" for one in piece.outings)),
        )
        if any(wanted and not set(wanted) & set(has) for wanted, has in among):
            return False
        if self.industries and not _names(self.industries, piece.industries):
            return False
        if self.products and not _names(self.products, (*piece.products, *piece.product_names)):
            return False
        if (self.fresh and piece.is_stale(today)) or (self.stale and not piece.is_stale(today)):
            return False
        used = piece.last_used
        return not self.unused_for or used is None or used <= today - timedelta(days=self.unused_for)


def _names(wanted: Sequence[str], has: Sequence[str]) -> bool:
    """Whether one of the names asked for is, or is part of, one of those there; case does not matter."""
    folded = [name.casefold() for name in has]
    return any(name.casefold() in one for name in wanted for one in folded)
