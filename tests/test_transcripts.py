"""The pages that show the program at work are run word by word, and show what it really prints."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))

import transcripts


@pytest.mark.parametrize("page", transcripts.PAGES)
def test_a_page_shows_what_the_program_prints(page: str, tmp_path: Path) -> None:
    steps = transcripts.read_page(page)
    assert steps, f"{page} shows no console session"
    outputs = transcripts.run_steps(steps, tmp_path)
    assert len(outputs) == len(steps)
    for step, printed in zip(steps, outputs, strict=True):
        if not step.matches(printed):
            # A plain comparison reads better than a pattern that did not match.
            assert [*step.typed, *printed] == [*step.typed, *step.expected]
