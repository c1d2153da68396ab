"""What was found before it is judged, and which of several at one place stands for all."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple, Protocol, TypeVar

from contentops.lint.segments import crosses_words
from contentops.lint.taboo import Entry, Exemption, Severity, TabooList


class Candidate(NamedTuple):
    """The entry with this number, found at `start` to `end`; `term` as the list writes it."""

    start: int
    end: int
    number: int
    term: str
    is_pattern: bool


class Match(NamedTuple):
    """An entry found at `start` to `end` of the text searched; `term` as the list writes it.

    `severity` is the entry's, or lower when `exemption` says so or the term is only guessed, which `remark`
    then says in words to stand before the reason.
    """

    start: int
    end: int
    source: TabooList
    entry: Entry
    term: str
    severity: Severity
    exemption: Exemption | None
    number: int
    is_pattern: bool
    remark: str = ""


class _Placed(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def number(self) -> int: ...
    @property
    def is_pattern(self) -> bool: ...


Found = TypeVar("Found", bound=_Placed)


def longest(
    candidates: Iterable[Found], severity: Callable[[int], int], is_own: Callable[[int], bool]
) -> list[Found]:
    """The candidates that no longer one covers; of several at one place the gravest, then the first.

    `severity` ranks an entry's number, 0 the gravest. A pattern reaches over words that are not its
    own, so it covers only what is no graver than itself. What `is_own`, an entry of a company's list, is
    covered by its own only; a pack's takes its place only as a graver finding on the very same words.
    Of one entry's overlapping places the first
    stands for all: they have one reason.
    """
    kept: list[Found] = []
    covering: list[Found] = []  # those that a later candidate may lie inside
    ordered = sorted(
        candidates,
        key=lambda found: (
            found.start,
            -found.end,
            severity(found.number),
            not is_own(found.number),
            found.number,
        ),
    )
    for candidate in ordered:
        covering = [other for other in covering if other.end > candidate.start]
        if any(
            other.number == candidate.number
            or (
                other.end >= candidate.end
                and (
                    is_own(other.number)
                    or not is_own(candidate.number)
                    or (other.start, other.end) == (candidate.start, candidate.end)
                )
                and not (other.is_pattern and severity(candidate.number) < severity(other.number))
            )
            for other in covering
        ):
            continue
        covering.append(candidate)
        kept.append(candidate)
    return kept


def has_word_inside(found: Match, candidates: Iterable[Candidate], folded: str) -> bool:
    """Whether a shorter term of the entry stands there as a word: then the entry is found anyway, and the longer
    term says better where (最高级别 before 的, which is split as 最高级|别的).
    """
    return any(
        one.number == found.number
        and found.start <= one.start
        and one.end <= found.end
        and one[:2] != (found.start, found.end)
        and not crosses_words(folded, one.start, one.end, is_pattern=one.is_pattern)
        for one in candidates
    )
