"""The three-way merge of a draft: the last rendering, what a person made of it, and the new rendering.

Nothing a person wrote is dropped: a sentence, a list item or a key that only the person changed stays,
one that only the rendering changed is brought up to date, and one that both changed becomes a conflict
with labelled sides. Pure.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from contentops.conflict_marks import BASE, CLOSE, LAST, MIDDLE, NEW, OPEN, YOURS, find_marks
from contentops.drafts.merge_front import merge_front_matter, read_front_matter, split_front_matter
from contentops.drafts.merge_text import Labels, Sides, TextMerge
from contentops.models.base import Language

DRAFT_LABELS = Labels(YOURS, LAST, NEW)


@dataclass(frozen=True)
class Conflict:
    """What both sides changed. `line` is that of its first mark in the merged text, from 1.

    `base` is None when nobody knows what stood there before.
    """

    line: int
    yours: str
    base: str | None
    new: str


@dataclass(frozen=True)
class Merged:
    """The outcome of a merge. `changed` says that the text differs from the person's."""

    text: str
    conflicts: tuple[Conflict, ...]
    changed: bool


def merge(
    base: str | None, edited: str, rendered: str, language: Language, *, labels: Labels = DRAFT_LABELS
) -> Merged:
    """`edited` with the changes that lead from `base` to `rendered`.

    `base` is the text that both come from, or None when it is lost: then every difference is a
    conflict. Line ends and a byte order mark stay as they are in `edited`; white space at the ends of
    sentences counts for nothing. `edited` must hold no conflict marks: see `find_marks`.
    """
    if rendered in (edited, base):
        return Merged(edited, (), changed=False)
    if edited == base:
        text = keep_line_ends(rendered, edited)
        return Merged(text, (), changed=text != edited)
    ours, theirs = _plain(edited), _plain(rendered)
    was = None if base is None else _plain(base)
    if theirs in (ours, was):
        return Merged(edited, (), changed=False)
    text = theirs if ours == was else _merge_plain(was, ours, theirs, language, labels)
    text = keep_line_ends(text, edited)
    return Merged(text, read_conflicts(text), changed=text != edited)


def _merge_plain(was: str | None, ours: str, theirs: str, language: Language, labels: Labels) -> str:
    front, body = zip(*(split_front_matter(text) for text in (was or "", ours, theirs)), strict=True)
    work = TextMerge(language, labels, known_base=was is not None)
    if was is None:
        return _merge_front(None, front[1], front[2], work) + work.compare_body(body[1], body[2])
    return _merge_front(front[0], front[1], front[2], work) + work.merge_body(Sides(*body))


def _merge_front(was: str | None, ours: str, theirs: str, work: TextMerge) -> str:
    if theirs in (ours, was):
        return ours
    if ours == was:
        return theirs
    base, yours, new = (read_front_matter(text) if text else None for text in (was, ours, theirs))
    if yours is not None and new is not None and (was is None or base is not None):
        return merge_front_matter(base, yours, new, work.labels)
    text = work.compare_lines(ours, theirs) if was is None else work.merge_lines(Sides(was, ours, theirs))
    return text + "\n" if text and not text.endswith("\n") else text


def _plain(text: str) -> str:
    return text.removeprefix("\ufeff").replace("\r\n", "\n")


def keep_line_ends(text: str, edited: str) -> str:
    """`text` with the byte order mark and the line ends of the person's file; mixed ends become the more frequent."""
    ends = Counter({"\r\n": edited.count("\r\n")})
    ends["\n"] = edited.count("\n") - ends["\r\n"]
    if ends["\r\n"] > ends["\n"]:
        text = text.replace("\n", "\r\n")
    return "\ufeff" + text if edited.startswith("\ufeff") else text


def read_conflicts(text: str) -> tuple[Conflict, ...]:
    """The conflicts that stand in `text`, in order."""
    lines = text.replace("\r\n", "\n").split("\n")
    conflicts: list[Conflict] = []
    sides: dict[str, list[str]] = {}
    opened = 0
    marks = {mark.line: mark.kind for mark in find_marks(text)}
    kind = ""
    for number, line in enumerate(lines, start=1):
        mark = marks.get(number)
        if mark is None:
            if kind:
                sides[kind].append(line)
            continue
        if mark == OPEN:
            sides, opened = {OPEN: []}, number
        elif mark in (BASE, MIDDLE):
            sides[mark] = []
        kind = "" if mark == CLOSE or not sides else mark
        if mark == CLOSE and OPEN in sides and MIDDLE in sides:
            base = "\n".join(sides[BASE]) if BASE in sides else None
            conflicts.append(
                Conflict(opened, "\n".join(sides.get(OPEN, [])), base, "\n".join(sides.get(MIDDLE, [])))
            )
    return tuple(conflicts)
