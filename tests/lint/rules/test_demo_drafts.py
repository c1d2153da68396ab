"""The drafts that our templates make of a full workspace pass: what they lack, the facts lack."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from contentops.lint import lint_text


@pytest.mark.parametrize("language", ["zh", "en"])
def test_drafts_of_the_demo_pass(contentops: Callable[..., Any], tmp_path: Path, language: str) -> None:
    root = tmp_path / "demo"
    today = ("--today", "2026-11-22")
    contentops("demo", str(root), "--lang", language, *today)
    contentops("draft", "-C", str(root), "--period", "2027-Q1", *today)
    drafts = sorted(root.glob("drafts/*/*.md"))
    assert len(drafts) > 10
    for path in drafts:
        text = path.read_text(encoding="utf-8")
        found = lint_text(text, [], path=path.name)
        # Some embargoes of the demo end before the plan has room for the text, which `draft` says as well.
        others = [each for each in found if "others may print it first" not in each.message]
        assert [(each.path, each.rule, each.message, each.text) for each in others] == []
        for each in found:
            assert each.severity == "warning" and each.text == text[each.start : each.end]
