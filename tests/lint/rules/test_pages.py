"""docs/rules/ is what the rules' docstrings say."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from contentops.lint.rules import RULES, Rule

ROOT = Path(__file__).resolve().parents[3]
TOOL = runpy.run_path(str(ROOT / "tools" / "build_rule_pages.py"))
PAGES = ROOT / "docs" / "rules"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_has_its_page(rule: Rule) -> None:
    assert (PAGES / f"{rule.name}.md").read_text(encoding="utf-8") == TOOL["render_page"](rule)


def test_the_index_lists_all_rules_and_no_page_is_left_over() -> None:
    assert (PAGES / "README.md").read_text(encoding="utf-8") == TOOL["render_index"]()
    assert {page.stem for page in PAGES.glob("*.md")} == {"README", *(rule.name for rule in RULES)}
