"""Literals of which every match of a pattern holds one, so that one scan finds where a pattern can match.

Of all the sets of literals that a pattern offers (`(?:据|有)(?:关)?(?:统计|调查)` offers 据/有, 统计/调查, and 据统计,
据关统计 and so on) the one is taken that prose holds least often, unless rarity costs too many literals.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import product
from math import exp
from typing import Any

from contentops.lint.fold import fold
from contentops.lint.segments import commonness
from contentops.lint.taboo import TERM_MARK

REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")
"""Names of the parsed elements that repeat another."""

_MOST = 400
_MOST_CHARS = 40
_COUNTED = 60_000_000
"""All words in the table of common words."""
_LITERAL_COSTS = 2e-6
"""What one more literal costs, as a share of the characters of a text at which it would be found."""
_LITERAL_COSTS_IN_SENTENCE = 1e-3
"""The same for an exemption's pattern, whose literals are looked for one after the other."""

Strings = frozenset[str]
_NOTHING: Strings = frozenset(("",))


def find_anchors(tree: Iterable[Any], *, in_sentence: bool = False) -> tuple[str, ...]:
    """The literals, folded and sorted; none when a pattern offers none.

    `tree` is a parsed pattern. A literal may begin in what must stand before the match.
    """
    costs = _LITERAL_COSTS_IN_SENTENCE if in_sentence else _LITERAL_COSTS
    found = {fold(anchor) for anchor in _best_of(list(tree), costs, at_start=True)}
    return tuple(sorted(one for one in found if not any(other in one for other in found if other != one)))


def _best_of(items: Sequence[Any], costs: float, *, at_start: bool) -> Strings:
    """The best set in a sequence of elements: of each stretch whose strings are few, or inside an element."""
    elements = _elements(items, at_start=at_start)
    found: list[Strings] = []
    for first, element in enumerate(elements):
        if isinstance(element, frozenset):
            run = _NOTHING
            for other in elements[first:]:
                if not isinstance(other, frozenset) or len(run) * len(other) > _MOST:
                    break
                run = _joined(run, other)
                found.append(_shortest(run))
        else:
            found.append(_inside(element, costs, at_start=at_start and not first))
    usable = [strings for strings in found if strings and "" not in strings]
    return min(usable, key=lambda strings: _cost(strings, costs), default=frozenset())


def _elements(items: Sequence[Any], *, at_start: bool) -> list[Any]:
    """The elements, each as the strings it can be when they are few; literals in a row are one."""
    elements: list[Any] = []
    for number, item in enumerate(items):
        strings = _strings(item, at_start=at_start and not number)
        last = elements[-1] if elements else None
        if strings is None:
            low = _least_copies(item)
            elements.append(item if low is None else low)
            if low is not None:
                elements.append(item)  # whatever follows does not follow these copies
        elif len(strings) == 1 and isinstance(last, frozenset) and len(last) == 1:
            elements[-1] = _joined(last, strings)
        else:
            elements.append(strings)
    return elements


def _least_copies(item: Any) -> Strings | None:
    """What every match of a repeat that has too many strings begins with: its least number of copies."""
    op, argument = item
    if str(op) in REPEATS and argument[0] > 0:
        body = sequence_strings(argument[2])
        if body is not None:
            return _copies(body, argument[0])
    return None


def _inside(item: Any, costs: float, *, at_start: bool) -> Strings:
    """The best set inside an element that can be too much."""
    op, argument = item
    name = str(op)
    if name == "SUBPATTERN":
        return _best_of(list(argument[-1]), costs, at_start=at_start)
    if name in REPEATS and argument[0] > 0:
        return _best_of(list(argument[2]), costs, at_start=False)
    if name == "BRANCH":
        sets = [_best_of(list(branch), costs, at_start=at_start) for branch in argument[1]]
        return frozenset().union(*sets) if all(sets) else frozenset()
    return frozenset()


def _shortest(strings: Strings) -> Strings:
    """The strings without those that begin with another of them, which is found wherever they are."""
    kept: list[str] = []
    for one in sorted(strings):
        if not (kept and one.startswith(kept[-1])):
            kept.append(one)
    return frozenset(kept)


def _joined(left: Strings, right: Strings) -> Strings:
    return frozenset(one + other for one, other in product(left, right))


def _copies(strings: Strings, count: int) -> Strings | None:
    run = _NOTHING
    for _ in range(count):
        if len(run) * len(strings) > _MOST:
            return None
        run = _joined(run, strings)
    return run


def _strings(item: Any, *, at_start: bool = False) -> Strings | None:
    """All strings that one element can match, when they are few; None otherwise.

    Right at the start what must stand before belongs to them.
    """
    op, argument = item
    name = str(op)
    found: Strings | None = None
    if name == "LITERAL" and argument != ord(TERM_MARK):
        found = frozenset((chr(argument),))
    elif name == "ASSERT" and at_start and argument[0] < 0:
        found = sequence_strings(argument[1]) or _NOTHING
    elif name in ("AT", "ASSERT", "ASSERT_NOT"):
        found = _NOTHING
    elif name == "SUBPATTERN":
        found = sequence_strings(argument[-1], at_start=at_start)
    elif (
        name == "IN" and len(argument) <= _MOST_CHARS and all(str(kind) == "LITERAL" for kind, _ in argument)
    ):
        found = frozenset(chr(code) for _, code in argument)
    elif name in REPEATS:
        found = _repeated(*argument)
    elif name == "BRANCH":
        found = _branches(argument[1], at_start=at_start)
    return found


def _repeated(low: int, high: int, body: Iterable[Any]) -> Strings | None:
    strings = sequence_strings(body)
    if strings is None or high > _MOST_CHARS:
        return None
    found: Strings = frozenset()
    for count in range(low, high + 1):
        copies = _copies(strings, count)
        if copies is None or len(found) + len(copies) > _MOST:
            return None
        found |= copies
    return found


def _branches(branches: Sequence[Iterable[Any]], *, at_start: bool) -> Strings | None:
    found: Strings = frozenset()
    for branch in branches:
        strings = sequence_strings(branch, at_start=at_start)
        if strings is None or len(found) + len(strings) > _MOST:
            return None
        found |= strings
    return found


def sequence_strings(items: Iterable[Any], *, at_start: bool = False) -> Strings | None:
    """All strings that a sequence of parsed elements can match, when they are few; None otherwise."""
    run = _NOTHING
    for number, item in enumerate(items):
        strings = _strings(item, at_start=at_start and not number)
        if strings is None or len(run) * len(strings) > _MOST:
            return None
        run = _joined(run, strings)
    return run


def _cost(strings: Strings, costs: float) -> tuple[float, int]:
    return sum(map(_share, strings)) + costs * len(strings), len(strings)


@cache
def _share(literal: str) -> float:
    """About how often a literal stands in prose, as a share of its characters."""
    if literal.isascii():
        return float(0.05 * 0.3 ** (len(literal) - 1))
    known = exp(commonness(literal)) / _COUNTED
    if len(literal) == 1:
        return max(known, 1e-3)
    if known > 1e-8:
        return known
    # No word of the table: as often as its two rarest neighbours, a little for each further character.
    share = 1.0
    for char in literal:
        share *= 0.05 if char.isascii() else min(0.05, 5 * exp(commonness(char)) / _COUNTED)
    return max(share, 1e-9)
