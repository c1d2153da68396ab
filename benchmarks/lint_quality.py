"""How good the linter is on lines that people have labelled: `python -m benchmarks.lint_quality`.

Prints, per language and half of the set, the confusion table (what was expected against what was found) and the
figures of each class, and exits with 1 when a target is missed. `--misses` lists what went wrong, for
whoever mends it; it refuses to do so for the half that is kept for measuring.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import NamedTuple, cast

from benchmarks.labelled_lines import (
    HALVES,
    LANGUAGES,
    WANTED,
    Judged,
    Score,
    by_group,
    confusion,
    judge,
    read_lines,
    score,
)
from contentops.lint import Finding, lint_text
from contentops.lint.packs import choose_packs, load_pack
from contentops.lint.taboo import Disguises

EXPECTED = {
    "e": "error",
    "f": "error or warning",
    "w": "warning",
    "n": "anything",
    "harmless": "nothing (lines)",
}
GOT = ("error", "warning", "note", "nothing")


class Target(NamedTuple):
    """A figure that must be reached: at least `least`, or below `below`."""

    name: str
    got: float
    least: float | None
    below: float | None

    @property
    def met(self) -> bool:
        """Whether it is."""
        high_enough = self.least is None or self.got >= self.least
        return high_enough and (self.below is None or self.got < self.below)


def lint_with_packs(text: str, depth: str) -> Sequence[Finding]:
    """As `contentops lint` reads a Markdown file outside a workspace."""
    lists = [load_pack(name) for name in choose_packs()]
    return lint_text(text, lists, disguises=cast("Disguises", depth))


def judge_half(language: str, half: str) -> list[Judged]:
    """Every line of one file of the set, linted and compared."""
    return [judge(line, lint_with_packs) for line in read_lines(language, half)]


def targets(judged: Sequence[Judged]) -> list[Target]:
    """The four figures the linter promises, of one half in one language."""
    scores = {
        kind: score([one for one in judged if one.line.kind == kind])
        for kind in ("positive", "disguised", "harmless")
    }
    both = score([one for one in judged if one.line.kind in ("positive", "disguised")])
    harmless = scores["harmless"]
    return [
        Target("recall, plain", scores["positive"].recall, 0.97, None),
        Target("recall, disguised", scores["disguised"].recall, 0.97, None),
        Target("harmless lines with an error", harmless.lines_with_error / harmless.lines, None, 0.02),
        Target("exact positions", both.exact / both.located if both.located else 0.0, 1.0, None),
    ]


def found_at_all(judged: Sequence[Judged], kind: str) -> float:
    """The share of marks of a kind that some finding touches, however mild."""
    figures = score([one for one in judged if one.line.kind == kind])
    return figures.located / figures.marks if figures.marks else 1.0


def render_confusion(judged: Sequence[Judged]) -> str:
    """What was expected, downwards, against what was found, across."""
    counts = confusion(judged)
    lines = [f"{'expected':<18}" + "".join(f"{got:>9}" for got in GOT)]
    lines += [
        f"{name:<18}" + "".join(f"{counts[letter, got]:>9}" for got in GOT)
        for letter, name in EXPECTED.items()
    ]
    return "\n".join(lines)


def render_groups(judged: Sequence[Judged]) -> str:
    """The figures of each class."""
    lines = [
        f"{'class':<44}{'marks':>6}{'recall':>8}{'exact':>7}{'worse':>7}{'lines':>7}{'errors':>8}{'warnings':>10}"
    ]
    for kind, name, group in by_group(judged):
        lines.append(_render_row(f"{kind}: {name}", score(group)))
    return "\n".join(lines)


def _render_row(name: str, figures: Score) -> str:
    if figures.marks:
        recall = f"{figures.recall:>8.1%}"
        exact = f"{figures.exact}/{figures.located}"
    else:
        recall, exact = f"{'-':>8}", "-"
    return (
        f"{name:<44}{figures.marks:>6}{recall}{exact:>7}{figures.overstated:>7}{figures.lines:>7}"
        f"{figures.lines_with_error:>8}{figures.lines_with_warning:>10}"
    )


def render_misses(judged: Sequence[Judged]) -> str:
    """Every mark that was missed, misplaced or overstated, and every error that nobody asked for."""
    lines = []
    for one in judged:
        name = f"{one.line.language} {one.line.group}"
        for verdict in one.verdicts:
            wanted = one.line.text[verdict.mark.outer_start : verdict.mark.outer_end]
            if not verdict.recalled:
                want = " or ".join(WANTED[verdict.mark.letter])
                lines.append(
                    f"{name}: {wanted!r} should be {want}, is {verdict.found or 'missed'}: {one.line.text!r}"
                )
            elif not verdict.exact:
                lines.append(f"{name}: {wanted!r} found in the wrong place: {one.line.text!r}")
            elif verdict.overstated:
                lines.append(f"{name}: {wanted!r} is overstated as {verdict.found}: {one.line.text!r}")
        for finding in one.extra:
            if finding.severity == "error" or (finding.severity == "warning" and not one.line.marks):
                origin = f"{finding.rule}, {finding.list}" if finding.list else finding.rule
                lines.append(
                    f"{name}: {finding.text!r} is no {finding.severity} ({origin}): {one.line.text!r}"
                )
    return "\n".join(lines)


def main() -> int:
    """Measure; 0 when every target is met, 1 when one is missed."""
    parser = argparse.ArgumentParser(description="How good the linter is on labelled lines.")
    parser.add_argument("--language", choices=LANGUAGES, help="only this one")
    parser.add_argument("--half", choices=HALVES, help="only this one")
    parser.add_argument(
        "--misses", action="store_true", help="list what went wrong (the half to tune on only)"
    )
    parser.add_argument("--brief", action="store_true", help="no table of classes")
    options = parser.parse_args()
    if options.misses and options.half != "tune":
        parser.error("--misses needs --half tune: lines of the other half are not for looking at")
    missed = 0
    for language in [options.language] if options.language else LANGUAGES:
        for half in [options.half] if options.half else HALVES:
            judged = judge_half(language, half)
            print(f"== {language}, {half}: {len(judged)} lines\n\n{render_confusion(judged)}\n")
            if not options.brief:
                print(f"{render_groups(judged)}\n")
            for target in targets(judged):
                wanted = (
                    f"at least {target.least:.0%}"
                    if target.least is not None
                    else f"below {target.below:.0%}"
                )
                print(f"{target.name:<30}{target.got:>8.1%}  {wanted:<14}{'ok' if target.met else 'MISSED'}")
                missed += not target.met
            plain, disguised = (found_at_all(judged, kind) for kind in ("positive", "disguised"))
            print(f"{'found with any severity':<30}{plain:>8.1%}{disguised:>8.1%}  plain, disguised")
            if options.misses:
                print(f"\n{render_misses(judged)}")
            print()
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
