"""Every rule finds its own failing example, and leaves its passing one alone."""

from __future__ import annotations

import pytest

from contentops.lint import Finding, lint_text
from contentops.lint.draft_settings import DraftSettings
from contentops.lint.packs import PACKS, load_pack
from contentops.lint.rules import RULES, Rule
from tests.lint.rules.pages import examples_of, module_of


def lint_example(rule: Rule, text: str) -> list[Finding]:
    settings = getattr(module_of(rule), "EXAMPLE", DraftSettings())
    lists = [load_pack(name) for name in PACKS] if rule.name == "taboo-word" else []
    found = lint_text(text, lists, draft=settings)
    assert all(text[each.start : each.end] == each.text and each.text for each in found)
    return [each for each in found if each.rule == rule.name]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_finds_its_failing_example(rule: Rule) -> None:
    found = lint_example(rule, examples_of(rule)["Found"])
    assert found
    if rule.severity:
        assert found[0].severity in (rule.severity, "warning")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_leaves_its_passing_example_alone(rule: Rule) -> None:
    assert lint_example(rule, examples_of(rule)["Not found"]) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_is_named_as_its_page_and_module_say(rule: Rule) -> None:
    module = module_of(rule)
    assert (module.__doc__ or "").startswith(f"{rule.name}: ")
    assert rule.name == module.NAME
    assert rule.module == rule.name.replace("-", "_")
