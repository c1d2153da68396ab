"""Fixes: where an entry has exactly one suggestion that can be put in as it is, it is put in.

What is replaced is what the entry says, as the entry spells it: not an inflected form, whose ending would be
lost, nor a word with markup, an entity or a line end inside it. After each round the text is linted
again, until nothing is left to fix; suggestions that lead back to what they replace are left alone. So
fixing twice is the same as fixing once.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import NamedTuple

from contentops.lint.finding import Finding
from contentops.lint.fold import fold
from contentops.lint.inputs import LintInput, read_input
from contentops.lint.reporters.replacements import replacements
from contentops.lint.words import spellings

EDITABLE = ("markdown", "text", "html")
"""Kinds of input that can be fixed. Word files and workbooks are corrected in Word and Excel."""

_MOST_ROUNDS = 20
_NOT_PLAIN = re.compile(r"[\r\n`*_~<>&\\\[\]|]")
_NOT_IN_FIELD = re.compile(r"[^\w\s\-–()（）/+.%]")
_REFERENCE = re.compile(r"\$\d|\\\d")
_FIELDS = re.compile(r"\ufeff?(---|\+\+\+)[ \t]*\r?\n.*?^(?:\1|\.\.\.)[ \t]*\r?$", re.DOTALL | re.MULTILINE)
_LINES = re.compile(r"[^\n]*\n|[^\n]+")
_SENTENCE_START = re.compile(r"(?:\A|[.!?。！？]\s+|\n\s*(?:[-*+#>]+\s+)*)[\"'“‘(（*_]*\Z")
_ARTICLE = re.compile(r"(?<![\w'’-])(a|an|A|An|AN) \Z")
_VOWEL_SOUND = re.compile(
    r"(?!uni(?!n|m)|us[aeu]|use|euro?|one\b|once\b|ubiq|u[bt]i|ufo)[aeiou]|hour|honest|honou?r|heir", re.I
)

Lint = Callable[[str], Sequence[Finding]]
Edited = tuple[str, str]


class Edit(NamedTuple):
    """Source characters `start` to `end` become `text`; `entry` is the list and term behind it."""

    start: int
    end: int
    text: str
    entry: Edited


class Fixed(NamedTuple):
    """A text after fixing: how many places were changed, and the entries whose suggestions lead nowhere."""

    text: str
    changes: int
    circular: tuple[Edited, ...]


def fix_text(text: str, name: str, kind: str, lint: Lint, advice: Collection[str] = ()) -> Fixed:
    """Put in what can be put in, until nothing is left. `lint` gives the findings of a text.

    `advice` has the names of lists whose suggestions are advice to a writer and never text. The text is
    returned as it is when its kind is not in `EDITABLE`.
    """
    blocked: set[Edited] = set()
    while kind in EDITABLE:
        outcome = _fix_rounds(text, name, kind, lint, advice, blocked)
        if isinstance(outcome, Fixed):
            return outcome
        blocked |= outcome
    return Fixed(text, 0, ())


def _fix_rounds(
    text: str, name: str, kind: str, lint: Lint, advice: Collection[str], blocked: set[Edited]
) -> Fixed | set[Edited]:
    """Rounds of fixing until the text is stable, or the entries that lead in a circle."""
    current = text
    changes = 0
    history: list[tuple[int, int, frozenset[Edited]]] = []
    for _ in range(_MOST_ROUNDS):
        edits = list(find_edits(current, kind, lint(current), advice, blocked))
        edits = _keep_harmless(current, name, kind, edits)
        if not edits:
            return Fixed(current, changes, tuple(sorted(blocked)))
        circle = {edit.entry for edit in edits if edit.entry in _before(history, edit)}
        if circle:
            return circle | {entry for _, _, entries in history if entries & circle for entry in entries}
        history = _move(history, edits)
        current = apply_edits(current, edits)
        changes += len(edits)
    return {entry for _, _, entries in history for entry in entries}


def _before(history: list[tuple[int, int, frozenset[Edited]]], edit: Edit) -> set[Edited]:
    """The entries that made the text which this edit is about to replace."""
    return {e for start, end, entries in history if start < edit.end and edit.start < end for e in entries}


def _move(
    history: list[tuple[int, int, frozenset[Edited]]], edits: Sequence[Edit]
) -> list[tuple[int, int, frozenset[Edited]]]:
    """Where the fixed places stand after these edits, and which entries were behind each."""
    moved = []
    for start, end, entries in history:
        if not any(edit.start < end and start < edit.end for edit in edits):
            shift = sum(len(edit.text) - (edit.end - edit.start) for edit in edits if edit.end <= start)
            moved.append((start + shift, end + shift, entries))
    shift = 0
    for edit in edits:
        entries = frozenset((edit.entry, *_before(history, edit)))
        moved.append((edit.start + shift, edit.start + shift + len(edit.text), entries))
        shift += len(edit.text) - (edit.end - edit.start)
    return moved


def find_edits(
    text: str,
    kind: str,
    findings: Sequence[Finding],
    advice: Collection[str],
    blocked: Collection[Edited] = (),
) -> Iterator[Edit]:
    """The edits that the findings ask for, in order, none overlapping another.

    Where two findings stand in each other's way the first, and of those the longest, is fixed; the other is
    looked at again in the next round. Two that want different words for the same place are left to a person.
    """
    fields = _FIELDS.match(text) if kind == "markdown" else None
    wanted: dict[tuple[int, int], list[Edit]] = {}
    for found in findings:
        entry = (found.list, found.term)
        replacement = None if entry in blocked or found.list in advice else _replacement(text, found)
        if replacement is None or (
            fields is not None and found.start < fields.end() and _NOT_IN_FIELD.search(replacement)
        ):
            continue
        edit = _with_article(text, Edit(found.start, found.end, replacement, entry))
        wanted.setdefault((found.start, found.end), []).append(edit)
    last = 0
    for (start, _), edits in sorted(wanted.items(), key=lambda item: (item[0][0], -item[0][1])):
        if edits[0].start >= last and len({edit.text for edit in edits}) == 1:
            last = max(edits[0].end, start)
            yield edits[0]


def _replacement(text: str, found: Finding) -> str | None:
    """What is to stand for the finding, in the finding's capitals, or None when that is for a person to say."""
    given = replacements(found)
    if len(given) != 1 or found.start == found.end or text[found.start : found.end] != found.text:
        return None
    [suggestion] = given
    if _NOT_PLAIN.search(found.text) or _REFERENCE.search(suggestion) or not _is_as_spelled(found):
        return None
    kept = _keep_case(found, suggestion, text)
    return None if kept == found.text else kept


def _is_as_spelled(found: Finding) -> bool:
    """Whether the text spells the term as the list does: inflected, spaced-out or disguised forms are others."""
    if re.search(r"[\\^$.|?*+()\[\]{}]", found.term) and fold(found.text) not in spellings(found.term):
        return True  # a pattern: what it matched is what it is about
    if any(
        fold(char) != char and char not in found.term for char in found.text if "\u3400" <= char <= "\u9fff"
    ):
        return False  # Traditional characters: the suggestion is in Simplified ones
    return " ".join(fold(found.text).split()) in spellings(found.term)


def _keep_case(found: Finding, suggestion: str, text: str) -> str:
    """The suggestion in the capitals of what it replaces; one that has capitals of its own keeps them."""
    written = found.text
    if suggestion != suggestion.lower():
        return suggestion
    letters = [char for char in written if char.isalpha()]
    if len(letters) > 1 and written == written.upper() != written.lower() and found.term != written:
        return suggestion.upper()
    if not written[:1].isupper():
        return suggestion
    starts = _SENTENCE_START.search(text[max(0, found.start - 40) : found.start]) is not None
    if written != found.term or starts:  # as the list writes it, it is a name, and the suggestion may be none
        return suggestion[:1].upper() + suggestion[1:]
    return suggestion


def _with_article(text: str, edit: Edit) -> Edit:
    """The edit with the article before it, when "a cheap way" becomes "an economical way"."""
    article = _ARTICLE.search(text[max(0, edit.start - 4) : edit.start])
    if article is None or not edit.text[:1].isascii() or not edit.text[:1].isalpha():
        return edit
    before = article.group(1)
    after = "an" if _VOWEL_SOUND.match(edit.text) else "a"
    if before.lower() == after or bool(_VOWEL_SOUND.match(text[edit.start : edit.end])) == (after == "an"):
        return edit
    after = after.capitalize() if before[0].isupper() else after
    start = edit.start - len(before) - 1
    return Edit(start, edit.end, f"{after} {edit.text}", edit.entry)


def _keep_harmless(text: str, name: str, kind: str, edits: list[Edit]) -> list[Edit]:
    """The edits after which a reader sees the same text but for the words replaced."""
    if not edits:
        return edits
    before = read_input(text, name, kind)

    def keep(some: list[Edit]) -> list[Edit]:
        if _changes_only_words(before, some, name, kind):
            return some
        middle = (
            len(some) // 2
        )  # halves, because one bad edit among thousands must not cost a thousand readings
        return [*keep(some[:middle]), *keep(some[middle:])] if middle else []

    kept = keep(edits)
    return kept if len(kept) == len(edits) or _changes_only_words(before, kept, name, kind) else []


def _changes_only_words(before: LintInput, edits: Sequence[Edit], name: str, kind: str) -> bool:
    after = read_input(apply_edits(before.text, edits), name, kind)
    expected = [
        Edit(_visible_at(before, edit.start), _visible_at(before, edit.end), edit.text, edit.entry)
        for edit in edits
    ]
    return apply_edits(before.visible.text, expected) == after.visible.text


def _visible_at(given: LintInput, offset: int) -> int:
    """The offset in the visible text of a source character that stands in it as it is."""
    visible = given.visible
    piece = max(bisect_right(visible.sources, offset) - 1, 0)
    inside = offset - visible.sources[piece] if visible.sources else 0
    start = visible.starts[piece] if visible.starts else 0
    end = visible.starts[piece + 1] if piece + 1 < len(visible.starts) else len(visible.text)
    return start + (min(inside, end - start) if not visible.widths or not visible.widths[piece] else 0)


def apply_edits(text: str, edits: Sequence[Edit]) -> str:
    """The text with the edits made; they are in order and do not overlap."""
    pieces: list[str] = []
    cursor = 0
    for edit in edits:
        pieces += [text[cursor : edit.start], edit.text]
        cursor = edit.end
    return "".join([*pieces, text[cursor:]])


def render_diff(before: str, after: str, name: str) -> str:
    """What fixing changes, as a unified diff that `patch -p1` and `git apply` take; "" when it changes nothing."""
    import difflib

    name = name.lstrip("/")
    lines = difflib.unified_diff(_LINES.findall(before), _LINES.findall(after), f"a/{name}", f"b/{name}")
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
    )
