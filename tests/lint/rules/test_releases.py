"""Well-made drafts in the shapes that press offices and wires use: nothing may be found in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from contentops.lint import Finding, lint_text
from contentops.lint.draft_settings import DraftSettings

RELEASES = Path(__file__).parent / "releases"
KINDS = {
    "wire-english.txt": "funding_release",
    "business-wire.md": "award_release",
    "uk-ends.md": "partnership_release",
    "beijing-brackets.md": "funding_release",
    "xinhua-style.txt": "standard_release",
}
NAMES = sorted(path.name for path in RELEASES.iterdir())


def lint(name: str, text: str) -> list[Finding]:
    markup = "text" if name.endswith(".txt") else "markdown"
    return lint_text(text, [], markup=markup, draft=DraftSettings(kind=KINDS.get(name, "")))  # type: ignore[arg-type]


@pytest.mark.parametrize("name", NAMES)
def test_a_well_made_draft_is_left_alone(name: str) -> None:
    found = lint(name, (RELEASES / name).read_text(encoding="utf-8"))
    assert [(each.rule, each.line, each.message, each.text) for each in found] == []
