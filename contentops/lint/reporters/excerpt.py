"""The line a finding stands on, cut to the columns there are, and where the marks under it belong."""

from functools import lru_cache
from typing import NamedTuple

from contentops.lint.finding import Finding
from contentops.text_width import clusters, display_width

MAX_LINES = 3
"""How many lines of one finding are shown on a screen."""

# Controls, marks of direction, characters of no width. A table, because an expression with such ranges takes
# milliseconds to compile, and every start of the linter would pay for it.
_UNSEEN_RANGES = (
    (0x00, 0x1F), (0x7F, 0x9F), (0xAD, 0xAD), (0x200B, 0x200B), (0x200E, 0x200F), (0x2028, 0x202E), (0x2060, 0x2069),
    (0xFEFF, 0xFEFF),
)  # fmt: skip
_UNSEEN = [code for first, last in _UNSEEN_RANGES for code in range(first, last + 1)]
_DROPPED: dict[int, str | None] = {**dict.fromkeys(_UNSEEN), ord("\t"): " "}
_REPLACED = dict.fromkeys(_UNSEEN, "\ufffd")
_BEFORE = 40
_SPARE = 24  # characters of no width, which take none of the room


_width = lru_cache(maxsize=64)(display_width)  # the same few pieces are measured again and again


class Excerpt(NamedTuple):
    """One line: what stands before, in and after the finding, as it is printed."""

    before: str
    found: str
    after: str

    @property
    def shown(self) -> str:
        """The line."""
        return self.before + self.found + self.after

    @property
    def indent(self) -> int:
        """The columns before the marks."""
        return _width(self.before)

    @property
    def marked(self) -> int:
        """The columns that are marked, at least one: an empty finding is a place."""
        return max(_width(self.found), 1)


def excerpts(finding: Finding, source: str, *, room: int, lines: int) -> list[Excerpt]:
    """The first `lines` lines of a finding, each at most `room` columns wide.

    A longer line is cut around the finding: up to 40 columns before it, and what fits after it.
    """
    reach = room + _SPARE
    parts = _split_lines(finding.text[: reach * lines])[:lines]
    head = source[max(finding.start - reach, 0) : finding.start]
    before = _split_lines(head)[-1]
    cut = finding.start > reach and len(before) == len(head)
    rest = source[finding.end : finding.end + reach]
    last = len(_split_lines(finding.text[: reach * lines + 1])) <= lines
    shown = []
    for number, part in enumerate(parts):
        after = _split_lines(rest)[0] if last and number == len(parts) - 1 else ""
        shown.append(_fit(before if number == 0 else "", part, after, room, cut=cut and number == 0))
    return shown


def _fit(before: str, found: str, after: str, room: int, *, cut: bool) -> Excerpt:
    before, found, after = printable(before), printable(found), printable(after)
    lead = len(before) - len(before.lstrip(" "))
    if not cut:
        before = before[lead:]
    if not before:
        found = found.lstrip(" ") or found
    size = _width(before) + _width(found) + _width(after)
    if cut or size > room:
        allowed = min(_BEFORE, max(room - _width(found) - 1, room // 3))
        before = fit_end(before, allowed, cut=cut)
    found = fit_start(found, room - _width(before))
    after = fit_start(after, max(room - _width(before) - _width(found), 0))
    return Excerpt(before, found, after)


def _split_lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def printable(text: str) -> str:
    """What would move the cursor becomes a blank; what has no width goes, so that the marks fit."""
    return _without_surrogates(text).translate(_DROPPED)


def printable_path(path: str) -> str:
    """A path with a stand-in for whatever a terminal would obey."""
    return _without_surrogates(path).translate(_REPLACED)


def _without_surrogates(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError:
        return "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in text)
    return text


def fit_start(text: str, width: int) -> str:
    """The beginning of `text` in `width` columns, with an ellipsis where it was cut."""
    if _width(text) <= width:
        return text
    kept, used = "", 0
    for cluster, size in clusters(text):
        if used + size > width - 1:
            break
        kept, used = kept + cluster, used + size
    return f"{kept}…" if width > 0 else ""


def fit_end(text: str, width: int, *, cut: bool) -> str:
    """The end of `text` in `width` columns, with an ellipsis where it was cut, or `cut` before."""
    if _width(text) <= width and not cut:
        return text
    kept, used = "", 0
    for cluster, size in reversed(list(clusters(text))):
        if used + size > width - 1:
            break
        kept, used = cluster + kept, used + size
    return f"…{kept}"
