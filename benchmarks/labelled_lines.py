"""The labelled lines of `tests/lint/labelled/`: reading them, and judging what the linter says of them.

A line is a text as people write it, with what must be found between `⟦` and `⟧`, after the letter of the
severity that is right: `e` error, `w` warning, `f` either of the two (people differ), `n` anything at all.
Characters between `⸢` and `⸣` may belong to the finding or not: `⟦w:⸢行业⸣领先⟧`.

A finding is in its place when it holds the whole mark but for such characters, begins and ends with a
character that is read (no blank, no markup, nothing invisible), and goes past the mark by no more than a few
neighbouring words of the same clause: a list may have the longer phrase (最佳选择), and the longest one wins.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import yaml

from contentops.lint import Finding

FOLDER = Path(__file__).parent.parent / "tests" / "lint" / "labelled"
LANGUAGES = ("zh", "en")
HALVES = ("tune", "held", "fresh")
KINDS = ("positive", "disguised", "disguised-thorough", "harmless")
"""Plain, disguised, disguised in ways that only `disguises="thorough"` looks for, and nothing to find."""

WANTED = {"e": ("error",), "f": ("error", "warning"), "w": ("warning",), "n": ("error", "warning", "note")}
"""The severities that are right for a mark, by its letter."""

_STRENGTH = {"": 0, "note": 1, "warning": 2, "error": 3}
_MARK = re.compile(r"⟦([efwn]):|⟧|⸢|⸣")

_EDGE = re.compile(r"[\w&;#%№]")
_UNREAD = re.compile(r"\]\([^)]*\)|<[^>]*>|[\[*~_\]]|\n[> ]*|&\w+;|[\u00ad\u200b-\u200d\u2060\ufe0f\ufeff]")
_WORDS = re.compile(r"[\w'’% \-]{0,24}")

Lint = Callable[[str, str], Sequence[Finding]]
"""What the linter finds in a text; the second argument is how far it looks (`disguises`)."""


class Mark(NamedTuple):
    """What must be found: at least the core, at most the outer span, in code points of the bare text."""

    letter: str
    outer_start: int
    core_start: int
    core_end: int
    outer_end: int

    def fits(self, finding: Finding, text: str) -> bool:
        """Whether the finding stands exactly where it must."""
        found = text[finding.start : finding.end]
        return (
            found == finding.text
            and finding.start <= self.core_start
            and self.core_end <= finding.end
            and (finding.start in (self.outer_start, self.core_start) or _EDGE.match(found[0]) is not None)
            and (finding.end in (self.outer_end, self.core_end) or _EDGE.match(found[-1]) is not None)
            and _is_phrase(text[finding.start : self.outer_start])
            and _is_phrase(text[self.outer_end : finding.end])
        )


def _is_phrase(text: str) -> bool:
    """Whether these are some words and nothing that ends a clause."""
    return _WORDS.fullmatch(_UNREAD.sub("", text)) is not None


class Line(NamedTuple):
    """One labelled text without its marks."""

    language: str
    half: str
    kind: str
    group: str
    text: str
    marks: tuple[Mark, ...]


class Verdict(NamedTuple):
    """What became of one mark: the severity it was found with ("" when missed), and whether in place."""

    mark: Mark
    found: str
    exact: bool

    @property
    def recalled(self) -> bool:
        """Found, and not milder than it must be."""
        return _STRENGTH[self.found] >= min(_STRENGTH[severity] for severity in WANTED[self.mark.letter])

    @property
    def overstated(self) -> bool:
        """Found, as worse than it is."""
        return self.recalled and self.found not in WANTED[self.mark.letter]


class Judged(NamedTuple):
    """A line with the verdicts on its marks and the findings that no mark asks for."""

    line: Line
    verdicts: tuple[Verdict, ...]
    extra: tuple[Finding, ...]

    @property
    def extra_errors(self) -> int:
        """How many findings nobody asked for are errors."""
        return sum(finding.severity == "error" for finding in self.extra)


class Score(NamedTuple):
    """The figures of several judged lines, as counts."""

    marks: int
    recalled: int
    located: int
    exact: int
    overstated: int
    lines: int
    lines_with_error: int
    lines_with_warning: int

    @property
    def recall(self) -> float:
        """The share of marks that were found and not too mildly; 1 when there are none."""
        return self.recalled / self.marks if self.marks else 1.0


def read_lines(language: str, half: str, folder: Path = FOLDER) -> list[Line]:
    """One file of the set, in its order."""
    path = folder / f"{language}_{half}.yaml"
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [
        _read_line(language, half, group["kind"], group["name"], written)
        for group in data["classes"]
        for written in group["lines"]
    ]


def _read_line(language: str, half: str, kind: str, group: str, written: str) -> Line:
    bare: list[str] = []
    marks: list[Mark] = []
    letter, start, at, length = "", 0, 0, 0
    optional: list[tuple[int, int]] = []
    for match in _MARK.finditer(written):
        bare.append(written[at : match.start()])
        length += match.start() - at
        at = match.end()
        if match[1]:
            letter, start, optional = match[1], length, []
        elif match[0] == "⸢":
            optional.append((length, length))
        elif match[0] == "⸣":
            optional[-1] = (optional[-1][0], length)
        else:
            marks.append(_make_mark(letter, start, length, optional))
    bare.append(written[at:])
    return Line(language, half, kind, group, "".join(bare), tuple(marks))


def _make_mark(letter: str, start: int, end: int, optional: Sequence[tuple[int, int]]) -> Mark:
    core_start, core_end = start, end
    for first, last in optional:
        if first == core_start:
            core_start = last
    for first, last in reversed(optional):
        if last == core_end and first >= core_start:
            core_end = first
    return Mark(letter, start, core_start, core_end, end)


def judge(line: Line, lint: Lint) -> Judged:
    """Run the linter on a line and compare: the best finding that touches a mark is the one that counts."""
    depth = "thorough" if line.kind == "disguised-thorough" else "normal"
    findings = lint(line.text, depth)
    verdicts = []
    used: set[Finding] = set()
    for mark in line.marks:
        touching = [
            found for found in findings if found.start < mark.outer_end and found.end > mark.outer_start
        ]
        used.update(touching)
        best = max(
            touching, key=lambda found: (_STRENGTH[found.severity], mark.fits(found, line.text)), default=None
        )
        if best is None:
            verdicts.append(Verdict(mark, "", False))
        else:
            verdicts.append(Verdict(mark, best.severity, mark.fits(best, line.text)))
    extra = tuple(finding for finding in findings if finding not in used)
    return Judged(line, tuple(verdicts), extra)


def score(judged: Sequence[Judged]) -> Score:
    """Add up."""
    verdicts = [verdict for one in judged for verdict in one.verdicts]
    return Score(
        marks=len(verdicts),
        recalled=sum(verdict.recalled for verdict in verdicts),
        located=sum(verdict.found != "" for verdict in verdicts),
        exact=sum(verdict.exact for verdict in verdicts),
        overstated=sum(verdict.overstated for verdict in verdicts),
        lines=len(judged),
        lines_with_error=sum(one.extra_errors > 0 for one in judged),
        lines_with_warning=sum(any(found.severity == "warning" for found in one.extra) for one in judged),
    )


def confusion(judged: Sequence[Judged]) -> Counter[tuple[str, str]]:
    """How often what was expected (a mark's letter, or `harmless` for a line without) was found as what."""
    counts: Counter[tuple[str, str]] = Counter()
    for one in judged:
        for verdict in one.verdicts:
            counts[verdict.mark.letter, verdict.found or "nothing"] += 1
        if not one.line.marks:
            worst = max((found.severity for found in one.extra), key=_STRENGTH.__getitem__, default="")
            counts["harmless", worst or "nothing"] += 1
    return counts


def by_group(judged: Sequence[Judged]) -> Iterator[tuple[str, str, list[Judged]]]:
    """Kind, name and lines of each class, in the order of the file."""
    groups: dict[tuple[str, str], list[Judged]] = {}
    for one in judged:
        groups.setdefault((one.line.kind, one.line.group), []).append(one)
    for (kind, name), lines in groups.items():
        yield kind, name, lines
