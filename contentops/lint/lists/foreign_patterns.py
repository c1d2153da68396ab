"""Regular expressions of other linters' lists: made into plain terms, or into the bounded patterns of ours.

Most of them stand for a handful of words (`utili[sz]e`, `a (?:lot|number) of`): those become terms, which
are found through every disguise. The others are bounded (`\\w+` becomes `\\w{1,30}`) and must then be what
any list may use; `\\b` and `\\w` know ASCII only, as they do there. What cannot be taken is refused with the
reason.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Sequence
from itertools import product
from typing import Any, NamedTuple

from contentops.lint.lists.checks import check_phrase
from contentops.lint.patterns import PatternError, compile_pattern
from contentops.lint.taboo import Pattern

MOST_TERMS = 200
_REPEAT = 30
_MOST_OPTIONAL = 3
_FLAGS = re.compile(r"\(\?([a-zA-Z]+)\)")
_COUNT = re.compile(r"\{(\d*)(,?)(\d*)\}")
_KNOWN_FLAGS = frozenset("imsux")


class Words(NamedTuple):
    """What an expression stands for: terms, when they are few, or else one pattern."""

    terms: tuple[str, ...]
    pattern: Pattern | None


def take_expression(written: str, *, ignore_case: bool) -> Words:
    """The terms or the pattern for a regular expression. Raises `PatternError` with the reason."""
    regex, flags = _strip_flags(written)
    ignore_case = ignore_case or "i" in flags
    _refuse_foreign(regex)
    terms = find_literals(regex)
    if terms:
        for term in terms:
            problem = check_phrase(term)
            if problem is not None:
                raise PatternError(problem)
        return Words(tuple(dict.fromkeys(term.strip() for term in terms)), None)
    if not ignore_case and _tells_case(regex):
        raise PatternError(
            "it tells capitals from small letters, and patterns are searched without regard to case"
        )
    return Words((), compile_pattern(f"(?a:{_braces(bound(regex))})", {})._replace(written=written))


def _strip_flags(written: str) -> tuple[str, str]:
    flags = ""
    regex = written.strip()
    while match := _FLAGS.match(regex):
        flags += match.group(1)
        regex = regex[match.end() :]
    if set(flags) - _KNOWN_FLAGS:
        raise PatternError(f"unknown flags {flags}")
    return regex, flags


def _refuse_foreign(regex: str) -> None:
    for mark, what in (
        ("\\p", "Unicode properties"),
        ("\\P", "Unicode properties"),
        ("[[:", "POSIX classes"),
    ):
        if mark in regex:
            raise PatternError(f"{what} ({mark}...) are not known here: write the characters")
    if _FLAGS.search(regex):
        raise PatternError("flags in the middle of a pattern are not allowed")


def _tells_case(regex: str) -> bool:
    """Whether an expression means only capitals, or only words that begin with one."""
    classes = re.findall(r"\[[^\]]*\]", regex)
    return any("A-Z" in one and "a-z" not in one for one in classes)


def _braces(regex: str) -> str:
    """`{name}` is a part in our patterns; a class of one character is the same brace."""
    return re.sub(r"(?<!\\)\{(?=[a-z])", r"\\{", regex)


def bound(regex: str) -> str:
    """The expression with a bound on every repeat: `*` is `{0,30}`, `+` is `{1,30}`, `{n,}` is `{n,30}`."""
    pieces: list[str] = []
    cursor = 0
    in_class = False
    while cursor < len(regex):
        char = regex[cursor]
        step = 1
        if char == "\\":
            step = 2
            pieces.append(regex[cursor : cursor + 2])
        elif in_class:
            in_class = char != "]"
            pieces.append(char)
        elif char == "[":
            in_class = True
            step = 2 if regex[cursor + 1 : cursor + 2] in ("^", "]") else 1
            step += regex[cursor + 1 : cursor + 3] == "^]"
            pieces.append(regex[cursor : cursor + step])
        elif char in "*+":
            pieces.append(f"{{{int(char == '+')},{_REPEAT}}}")
        elif char == "{" and (count := _COUNT.match(regex, cursor)) and count.group(2) and not count.group(3):
            step = len(count.group())
            low = int(count.group(1) or 0)
            pieces.append(f"{{{low},{max(low, _REPEAT)}}}")
        else:
            pieces.append(char)
        cursor += step
    return "".join(pieces)


def find_literals(regex: str) -> list[str]:
    """All texts that the expression matches, longest first, when they are few; otherwise none."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", FutureWarning)  # `[[a]`, which other engines read otherwise
            tree = re._parser.parse(regex)  # type: ignore[attr-defined]
            compiled = re.compile(regex, re.ASCII)
    except (re.error, RecursionError, OverflowError, FutureWarning) as error:
        raise PatternError(f"not a regular expression: {error}") from None
    found = _sequence(tree)
    if found is None:
        return []
    # What an edge in the middle (`\b`) forbids is no match of the expression.
    kept = [text for text in dict.fromkeys(found) if text.strip() and compiled.fullmatch(text)]
    return sorted(kept, key=lambda text: -len(text))


def _sequence(tree: Iterable[Any]) -> list[str] | None:
    run = [""]
    for item in tree:
        strings = _strings(item)
        if strings is None or len(run) * len(strings) > MOST_TERMS:
            return None
        run = [left + right for left, right in product(run, strings)]
    return run


def _strings(item: Any) -> list[str] | None:  # noqa: PLR0911  one return per kind of element
    op, argument = item
    name = str(op)
    if name == "LITERAL":
        return [chr(argument)]
    if name == "AT":
        return [""] if str(argument) in ("AT_BOUNDARY", "AT_NON_BOUNDARY") else None
    if name == "IN":
        return _class(argument)
    if name == "SUBPATTERN":
        return None if argument[1] or argument[2] else _sequence(argument[-1])
    if name == "BRANCH":
        branches = [_sequence(branch) for branch in argument[1]]
        found = [text for branch in branches for text in branch or ()]
        return found if None not in branches and len(found) <= MOST_TERMS else None
    if name in ("MAX_REPEAT", "MIN_REPEAT"):
        return _repeat(*argument)
    return None


def _repeat(low: Any, high: Any, body: Any) -> list[str] | None:
    inner = _sequence(body)
    if inner is None or high > _MOST_OPTIONAL:
        return None
    found: list[str] = []
    for count in range(int(low), int(high) + 1):
        if len(inner) ** count + len(found) > MOST_TERMS:
            return None
        found += ["".join(parts) for parts in product(inner, repeat=count)]
    return found


def _class(members: Sequence[Any]) -> list[str] | None:
    found: list[str] = []
    for kind, value in members:
        if str(kind) == "LITERAL":
            found.append(chr(value))
        elif str(kind) == "RANGE" and value[1] - value[0] < 12:
            found += [chr(code) for code in range(value[0], value[1] + 1)]
        else:
            return (
                [" "]
                if str(kind) == "CATEGORY" and str(value) == "CATEGORY_SPACE" and len(members) == 1
                else None
            )
    return found
