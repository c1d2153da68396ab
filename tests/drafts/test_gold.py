"""What the shipped templates write, word by word. `UPDATE_GOLD=1 pytest tests/drafts/test_gold.py` rewrites it."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from tests.conftest import Build, settings
from tests.drafts.rendering import render_all
from tests.drafts.workspaces import MINIMAL, TEMPLATES, make_files

GOLD = Path(__file__).parent / "gold"


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("template", TEMPLATES)
def test_rich_facts_give_the_release_that_was_proof_read(language: str, template: str, build: Build) -> None:
    root = build(make_files(language, settings()))
    text = render_all(root)[template].text
    assert text is not None
    gold = GOLD / language / f"{template}.md"
    if os.environ.get("UPDATE_GOLD"):
        gold.write_text(text, encoding="utf-8")
    assert text == gold.read_text(encoding="utf-8")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("template", TEMPLATES)
def test_missing_optional_facts_leave_no_hole(language: str, template: str, build: Build) -> None:
    root = build(make_files(language, settings(), MINIMAL[language]))
    draft = render_all(root)[template]
    assert draft.text is not None, draft.problems
    body = draft.text.split("---\n", 2)[2]
    assert "None" not in body
    assert "Undefined" not in body
    assert not re.search(r"[。，；：、！？]{2}|（）|\(\)|“”|: *\.|\.\.|,\.|, ,| ,| \.", body), body
    assert not re.search(r"^#+ .*\n+(#|\Z)", body, re.MULTILINE), "an empty section"
    assert not re.search(r"^[-*] *$|：$|:$(?!\n\n- )", body, re.MULTILINE), "a label without a value"
    assert "\n\n\n" not in body
