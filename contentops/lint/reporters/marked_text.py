"""A text in lines and pieces, each piece with the findings it belongs to: what a page shows as highlights."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
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

    `severity` is the worst of theirs, "" for none; `begins` are the numbers of findings that begin here,
    `owners` those of all that it belongs to. `gap`: something was left out here.
    """

    characters: tuple[Character, ...]
    severity: str = ""
    begins: tuple[int, ...] = ()
    owners: tuple[int, ...] = ()
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
    opening: dict[int, list[Numbered]] = defaultdict(list)
    closing: dict[int, list[int]] = defaultdict(list)
    for number, finding in findings:
        if finding.start >= start:
            begins[finding.start].append(number)
        first, last = max(finding.start, start), min(finding.end, end)
        if first < last:
            opening[first].append((number, finding))
            closing[last].append(number)
    by_number = dict(findings)
    active: dict[int, Finding] = {}
    bounds = sorted({start, end, *opening, *closing, *begins})
    for at, until in zip(bounds, [*bounds[1:], bounds[-1]], strict=True):
        for number in closing.get(at, ()):
            del active[number]
        active.update(opening.get(at, ()))
        starting = tuple(begins.get(at, ()))
        if starting and not active:
            yield Piece((), _worst(by_number[number] for number in starting), starting, starting)
        if active:
            yield Piece(_characters(text[at:until]), _worst(active.values()), starting, tuple(active))
        elif at < min(until, end):
            yield from _plain(text[at:until], cut=cut, first=at == start, last=until == end)


def _plain(text: str, *, cut: bool, first: bool, last: bool) -> Iterator[Piece]:
    """Text that no finding is about; of a long one (with `cut`) what is next to findings."""
    if not cut or len(text) <= 2 * _AROUND:
        yield Piece(_characters(text))
        return
    if not first:
        yield Piece(_characters(text[:_AROUND]))
    yield Piece((), gap=True)
    if not last:
        yield Piece(_characters(text[-_AROUND:]))


def _worst(findings: Iterable[Finding]) -> str:
    found = {finding.severity for finding in findings}
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


def replace_unseen(text: str) -> str:
    """`text` with U+FFFD for each character that cannot be seen."""
    return _UNSEEN.sub("\ufffd", text)
