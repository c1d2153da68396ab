"""The half of the labelled lines that rules are tuned on must stay found, and in place.

The other half is measured with `python -m benchmarks.lint_quality` and is no part of the suite: what a test
holds somebody tunes for.
"""

from __future__ import annotations

import pytest

from benchmarks.labelled_lines import HALVES, LANGUAGES, Mark, read_lines
from benchmarks.lint_quality import judge_half, targets
from contentops.lint import Finding


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_set_has_enough_lines_of_every_kind(language: str) -> None:
    lines = [line for half in HALVES for line in read_lines(language, half)]
    kinds = [line.kind for line in lines]
    assert len(lines) >= 300
    assert min(kinds.count(kind) for kind in ("positive", "disguised", "harmless")) >= 100
    assert all(bool(line.marks) == (line.kind != "harmless") for line in lines)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_line_is_there_twice(language: str) -> None:
    texts = [line.text for half in HALVES for line in read_lines(language, half)]
    assert len(texts) == len(set(texts))


@pytest.mark.parametrize("language", LANGUAGES)
def test_targets_are_met(language: str) -> None:
    missed = [target for target in targets(judge_half(language, "tune")) if not target.met]
    assert not missed, f"python -m benchmarks.lint_quality --half tune --language {language} --misses"


def _finding(text: str, start: int, end: int) -> Finding:
    return Finding(
        *("", "taboo-word", "error", "", "", "", text[start:end], "", "", ()), *(1, 1, 1, 1), start, end
    )


def test_a_mark_takes_the_longer_phrase_but_not_the_next_clause() -> None:
    text = "我们是最佳选择，欢迎咨询"
    mark = Mark("e", 3, 3, 5, 5)
    assert mark.fits(_finding(text, 3, 5), text)
    assert mark.fits(_finding(text, 3, 7), text)
    assert not mark.fits(_finding(text, 3, 9), text)
    assert not mark.fits(_finding(text, 4, 7), text)
