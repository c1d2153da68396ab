"""Regular expressions that lists may use: bounded, so that no text can make them slow.

Refused: `*`, `+` and `{n,}` (write `{0,20}`), a repeat inside a repeat, back-references, matches longer
than `MAX_WIDTH` or possibly empty, and more than `MAX_WAYS` ways to go through one pattern.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from contentops.lint.anchors import REPEATS, find_anchors, sequence_strings
from contentops.lint.fold import fold
from contentops.lint.taboo import MAX_WIDTH, TERM_MARK, Pattern

MAX_WAYS = 10_000
"""Most ways to try at one place, a millisecond at worst; of literal alternatives those that can hold together."""
_MAX_REPEAT = 60

_ESCAPE = re.compile(r"\\.")
_UPPER_CASE = re.compile("[A-Z]")
_PART_NAME = re.compile(r"\{([a-z][a-z0-9_-]*)\}")


class PatternError(ValueError):
    """A pattern that a list may not use; the text says why and what to write instead."""


def compile_pattern(written: str, parts: Mapping[str, Sequence[str]]) -> Pattern:
    """Check and prepare a pattern as a list has it; `{name}` stands for any phrase of that part.

    Raises `PatternError`.
    """
    regex, tree = _prepare(written, parts)
    low, high = tree.getwidth()
    if low == 0:
        raise PatternError("the pattern can match nothing at all")
    if high > MAX_WIDTH:
        raise PatternError(f"the pattern can match {high} characters, more than {MAX_WIDTH}")
    return Pattern(written, regex, high, find_anchors(tree))


def compile_sentence_pattern(written: str, parts: Mapping[str, Sequence[str]]) -> Pattern:
    """The same for an exemption's pattern, where `{term}` is the finding. Raises `PatternError`.

    Its width is not limited, since the sentence it is searched in is.
    """
    regex, tree = _prepare(written, {**parts, "term": (TERM_MARK,)})
    return Pattern(written, regex, tree.getwidth()[1], find_anchors(tree, in_sentence=True))


def _prepare(written: str, parts: Mapping[str, Sequence[str]]) -> tuple[str, Any]:
    regex = _fold_literals(_PART_NAME.sub(lambda match: _alternatives(match.group(1), parts), written))
    if _UPPER_CASE.search(_ESCAPE.sub("", regex)):
        regex = f"(?i){regex}"  # only where needed: it doubles the time to compile
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", FutureWarning)  # `[[a]`: will mean something else one day
            tree = re._parser.parse(regex)  # type: ignore[attr-defined]
            re.compile(regex)
    except (re.error, FutureWarning) as error:
        raise PatternError(f"not a regular expression: {error}") from None
    except (RecursionError, OverflowError):
        raise PatternError("the pattern is nested too deeply or repeats too often") from None
    ways = _ways(tree, repeated=False)
    if ways > MAX_WAYS:
        raise PatternError("the pattern could take too long: it has too many optional and repeated parts")
    return regex, tree


def _alternatives(name: str, parts: Mapping[str, Sequence[str]]) -> str:
    if name not in parts:
        known = ", ".join(sorted(parts)) or "none"
        raise PatternError(f"no part is called {name} (parts of this list: {known})")
    longest_first = sorted(parts[name], key=lambda phrase: (-len(phrase), phrase))
    return "(?:" + "|".join(re.escape(fold(phrase)) for phrase in longest_first) + ")"


def _fold_literals(regex: str) -> str:
    """Fold what is not ASCII (the syntax is); a full-width bracket must not become a group."""
    if regex.isascii():
        return regex
    return "".join(char if char.isascii() else _fold_literal(char) for char in regex)


def _fold_literal(char: str) -> str:
    folded = fold(char)
    return re.escape(folded) if folded.isascii() else folded


def _ways(tree: Iterable[Any], *, repeated: bool) -> int:
    """In how many ways the pattern can be gone through at one place; refuses what has no bound."""
    total = 1
    for op, argument in tree:
        name = str(op)
        if name in REPEATS:
            low, high, body = argument
            if high > _MAX_REPEAT:
                raise PatternError("*, + and repeats over 60 are not allowed: write a bound such as {0,20}")
            if repeated and high > 1:
                raise PatternError("a repeat inside a repeat is not allowed")
            inner = _ways(body, repeated=repeated or high > 1)
            total *= (int(high) - int(low) + 1) * inner ** int(high)
        elif name == "BRANCH":
            total *= _branch_ways(argument[1], repeated=repeated)
        elif name in ("SUBPATTERN", "ASSERT", "ASSERT_NOT"):
            total *= _ways(argument[-1], repeated=repeated)
        elif name == "ATOMIC_GROUP":
            total *= _ways(argument, repeated=repeated)
        elif name.startswith("GROUPREF"):
            raise PatternError("back-references are not allowed")
        if total > MAX_WAYS:
            return MAX_WAYS + 1
    return total


def _branch_ways(branches: Sequence[Iterable[Any]], *, repeated: bool) -> int:
    """How many of the alternatives one text can have at one place.

    Of literals those that are beginnings of each other (`a|ab|abc` is three, `a|b|c` one); anything else
    may all match.
    """
    total = 0
    literals: list[str] = []
    for branch in branches:
        strings = sequence_strings(branch)
        if strings is None:
            total += _ways(branch, repeated=repeated)
        else:
            literals += strings
    nested: list[str] = []
    deepest = 0
    for literal in sorted(literals):  # what begins with a literal follows it in this order
        while nested and not literal.startswith(nested[-1]):
            nested.pop()
        nested.append(literal)
        deepest = max(deepest, len(nested))
    return total + deepest
