"""A Markdown text taken apart for a merge: into blocks, a block into units, prose into sentences.

A unit is what stands for itself on a line: a list item, a heading, a row of a table, a labelled line
(`Phone: …`), or prose up to a line's end that also ends a sentence. A sentence is never cut: where it
is not sure that one has ended (within quotation marks and brackets, after an abbreviation), it goes on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple


class Part(NamedTuple):
    """A piece of text and the white space behind it.

    `opens` says that it must begin on a line of its own; `conflict` is its number among the conflicts
    when it is one, otherwise 0.
    """

    text: str
    gap: str
    opens: bool = False
    conflict: int = 0


_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_STRUCTURE = re.compile(
    r"[ \t]*(?:[-*+][ \t]|\d{1,9}[.)][ \t]|#{1,6}[ \t]|>|\||<!--|\{|(?:-{3,}|\*{3,}|_{3,}|#{3,})[ \t]*$)"
)
_LABEL = re.compile(r"[ \t]*[*_]{0,2}[^\s:：。，,.!?！？][^:：。，,.!?！？\n]{0,24}[:：]")
_UNIT_END = re.compile(r"(?:[。！？!?.…”’」』）)\"'*_]| {2}|\\)\Z")


def split_blocks(text: str) -> tuple[str, list[Part]]:
    """The white space a text begins with, and its blocks: what blank lines part, a code fence as one."""
    lead = text[: len(text) - len(text.lstrip("\n"))]
    blocks: list[Part] = []
    lines: list[str] = []
    fence = ""
    gap = ""
    for line in _lines(text[len(lead) :]):
        opened = _FENCE.match(line)
        if fence:
            lines.append(line)
            if opened and opened[1].startswith(fence) and not line.strip().strip(fence[0]):
                fence = ""
            continue
        if line.strip() == "":
            gap += line
            continue
        if gap and lines:
            blocks.append(_block(lines, gap))
            lines = []
        gap = ""
        lines.append(line)
        if opened:
            fence = opened[1]
    if lines:
        blocks.append(_block(lines, gap))
    return lead, blocks


def _lines(text: str) -> list[str]:
    return re.findall(r"[^\n]*\n|[^\n]+\Z", text)


def _block(lines: Sequence[str], gap: str) -> Part:
    text = "".join(lines)
    plain = text.rstrip("\n")
    return Part(plain, text[len(plain) :] + gap, opens=True)


def is_atomic(text: str) -> bool:
    """Whether a block makes sense as a whole only: a fence of code."""
    return _FENCE.match(text) is not None


def is_table(text: str) -> bool:
    """Whether a block is a table in Markdown."""
    lines = text.strip().splitlines()
    return len(lines) > 1 and all(line.lstrip().startswith("|") for line in lines)


def is_even_table(text: str) -> bool:
    """Whether all rows of a table have the same number of cells."""
    return len({len(re.findall(r"(?<!\\)\|", line)) for line in text.strip().splitlines()}) == 1


def split_units(text: str) -> list[Part]:
    """The units of one or more blocks."""
    units: list[Part] = []
    lines: list[str] = []
    for line in _lines(text):
        if not line.strip():
            lines.append(line)
            continue
        ends = bool(lines) and (
            not lines[-1].strip()
            or _UNIT_END.search(lines[-1].rstrip("\n")) is not None
            or (_STRUCTURE.match(lines[0]) is not None and not _goes_on(line, lines[0]))
            or _STRUCTURE.match(line) is not None
            or _is_labelled(line)
        )
        if ends:
            units.append(_unit(lines))
            lines = []
        lines.append(line)
    if lines:
        units.append(_unit(lines))
    return units


def _is_labelled(line: str) -> bool:
    """Whether a line begins with a label, and not with the middle of a wrapped sentence: `months (source: …`."""
    label = _LABEL.match(line)
    return label is not None and not label[0].lstrip(" \t*_")[:1].islower() and not set("(（") & set(label[0])


def _goes_on(line: str, first: str) -> bool:
    """Whether a line without a mark of its own belongs to the item or heading that `first` begins."""
    return not first.lstrip().startswith(("#", "|", ">")) and not _STRUCTURE.match(line)


def _unit(lines: Sequence[str]) -> Part:
    text = "".join(lines)
    plain = text.rstrip(" \t\n")
    kept = text[len(plain) :]
    return Part(plain, kept, opens=True)


def is_structure(text: str) -> bool:
    """Whether a unit is more than prose: a list item, a heading, a row, a quotation."""
    return _STRUCTURE.match(text) is not None


_OPENING = "“‘「『（(《【["
_CLOSING = "”’」』）)》】]"
_ENDS = "。！？!?."
_ABBREVIATION = re.compile(
    r"(?:^|[\s(“\"\u2e80-\uffff])(?:[A-Z]|(?:[A-Za-z]\.)+[A-Za-z]|Mr|Mrs|Ms|Dr|Prof|Sr|Jr|St|vs|etc|Inc|Ltd|Co|Corp|Gen|Gov|Rep|Sen"
    r"|No|Nos|Vol|Fig|Figs|Dept|Est|approx|ca|cf|al|ed|eds|pp|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec"
    r"|GmbH|Art|Sec|Ch|incl|excl|tel|ext|min|max)\.\Z",
)


_NUMBER = re.compile(r"\s*(?:[-*+>#]+\s+)*\d{1,9}\.")
_AFTER = re.compile(r"[*_]{0,2}(\s*)")


def split_sentences(text: str) -> list[Part]:
    """The sentences of prose, each with the white space behind it."""
    parts: list[Part] = []
    start = at = 0
    depth = 0
    straight = False
    while at < len(text):
        character = text[at]
        at += 1
        if character in _OPENING:
            depth += 1
        elif character in _CLOSING and not _is_apostrophe(text, at - 1):
            depth = max(0, depth - 1)
        elif character == '"':
            straight = not straight
        elif character in _ENDS and not depth and not straight:
            while at < len(text) and text[at] in _ENDS:
                at += 1
            stop = _after_end(text, start, at)
            if stop is not None:
                end, at = stop
                parts.append(Part(text[start:end], text[end:at]))
                start = at
    if start < len(text):
        rest = text[start:]
        plain = rest.rstrip()
        parts.append(Part(plain, rest[len(plain) :]))
    return parts


def _is_apostrophe(text: str, at: int) -> bool:
    """Whether the mark stands within a word or ends one that nothing opened: `it’s`, `customers’ data`."""
    return text[at] == "’" and text[at - 1 : at].isascii() and text[at - 1 : at].isalnum()


def _after_end(text: str, start: int, at: int) -> tuple[int, int] | None:
    """Where the sentence ends whose last mark stands before `at`, and where the next begins; or None."""
    blank = _AFTER.match(text, at)
    assert blank is not None  # noqa: S101  it matches nothing at all, too
    end, after = blank.start(1), blank.end()
    if after == len(text):
        return end, after
    if text[at - 1] in "。！？":
        return (end, after) if text[after] not in _CLOSING + "，、；：" else None
    following = text[after]
    if not blank[1] or following.islower() or following in _CLOSING:
        return None
    if text[at - 1] == "." and (
        _ABBREVIATION.search(text[max(start, at - 24) : at]) or _NUMBER.fullmatch(text[start:at])
    ):
        return None
    return end, after
