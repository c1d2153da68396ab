"""A text in lines and pieces, each piece with the findings it belongs to: what a page shows as highlights."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from contentops.lint.finding import Finding
from contentops.lint.taboo import SEVERITIES

LARGEST = 300_000
"""A longer text (in characters) is shown around its findings only."""
_LINES_AROUND = 3
_AROUND = 600

_LINE_END = re.compile("\r\n|\r|\n")
# Nothing a reader could see, or what could reorder the line: such characters are named instead, since they may
# be how a word was hidden. U+200C and U+200D join emoji and the letters of some scripts.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)


class Character(NamedTuple):
    """Text as it is, or (`named`) the name of a character that cannot be seen."""

    text: str
    named: bool = False


class Piece(NamedTuple):
    """Characters that the same findings are about.

    `severity` is the worst of theirs, "" for none; `begins` are the numbers of findings that begin here.
    `gap`: something was left out here.
    """

    characters: tuple[Character, ...]
    severity: str = ""
    begins: tuple[int, ...] = ()
    gap: bool = False


class Line(NamedTuple):
    """One line of a source, counted from 1; number 0 stands for lines left out."""

    number: int
    pieces: tuple[Piece, ...] = ()


Numbered = tuple[int, Finding]


def mark_text(text: str, findings: Sequence[Numbered], *, largest: int = LARGEST) -> Iterator[Line]:
    """The lines of `text`, with the numbers of `findings` where they begin.

    Of a text over `largest` characters only what is near a finding.
    """
    starts = [0, *(end.end() for end in _LINE_END.finditer(text))]
    of_line: dict[int, list[Numbered]] = defaultdict(list)
    for number, finding in findings:
        first = bisect_right(starts, finding.start) - 1
        last = bisect_right(starts, max(finding.end - 1, finding.start)) - 1
        for line in range(first, last + 1):
            of_line[line].append((number, finding))
    cut = len(text) > largest
    for line, start in enumerate(starts):
        if cut and not any(near in of_line for near in range(line - _LINES_AROUND, line + _LINES_AROUND + 1)):
            if line == 0 or any(near in of_line for near in (line - _LINES_AROUND - 1,)):
                yield Line(0)
            continue
        end = starts[line + 1] if line + 1 < len(starts) else len(text)
        while end > start and text[end - 1] in "\r\n":
            end -= 1
        yield Line(line + 1, tuple(_pieces(text, start, end, of_line.get(line, []), cut=cut)))


def _pieces(text: str, start: int, end: int, findings: Sequence[Numbered], *, cut: bool) -> Iterator[Piece]:
    """The pieces of one line: a new one wherever a finding begins or ends."""
    begins: dict[int, list[int]] = defaultdict(list)
    changes: dict[int, list[tuple[str, int]]] = defaultdict(list)
    for number, finding in findings:
        if finding.start >= start:
            begins[finding.start].append(number)
        first, last = max(finding.start, start), min(finding.end, end)
        if first < last:
            changes[first].append((finding.severity, 1))
            changes[last].append((finding.severity, -1))
    active = dict.fromkeys(SEVERITIES, 0)
    bounds = sorted({start, end, *changes, *begins})
    for at, until in zip(bounds, [*bounds[1:], bounds[-1]], strict=True):
        for severity, change in changes.get(at, ()):
            active[severity] += change  # type: ignore[index]
        worst = next((severity for severity in SEVERITIES if active[severity]), "")
        numbers = tuple(begins.get(at, ()))
        if numbers and not worst:
            yield Piece((), _worst_of(numbers, findings), numbers)
            numbers = ()
        if at >= until or at >= end:
            continue
        if cut and not worst and until - at > 2 * _AROUND:
            yield Piece(_characters(text[at : at + _AROUND] if at > start else ""))
            yield Piece((), gap=True)
            yield Piece(_characters(text[until - _AROUND : until] if until < end else ""))
        else:
            yield Piece(_characters(text[at:until]), worst, numbers)


def _worst_of(numbers: Sequence[int], findings: Sequence[Numbered]) -> str:
    found = {finding.severity for number, finding in findings if number in numbers}
    return next(severity for severity in SEVERITIES if severity in found)


def _characters(text: str) -> tuple[Character, ...]:
    parts = []
    position = 0
    for match in _UNSEEN.finditer(text):
        if match.start() > position:
            parts.append(Character(text[position : match.start()]))
        parts.append(Character(f"U+{ord(match.group()):04X}", named=True))
        position = match.end()
    if position < len(text):
        parts.append(Character(text[position:]))
    return tuple(parts)


def show_unseen(text: str) -> tuple[Character, ...]:
    """`text` with the characters that cannot be seen by name."""
    return _characters(_LINE_END.sub(" ", text))
