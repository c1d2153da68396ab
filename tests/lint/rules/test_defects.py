"""A defect put into a well-made draft is found, where it is, and nothing else is."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tests.lint.rules.test_releases import RELEASES, lint

DEFECTS = yaml.safe_load((Path(__file__).parent / "defects.yaml").read_text(encoding="utf-8"))
CONSEQUENCES = {"lead-length", "lead-incomplete", "body-length"}
"""Rules that may speak up as well, because the change made something shorter."""


@pytest.mark.parametrize("defect", DEFECTS, ids=lambda defect: f"{defect.get('rule')} in {defect['file']}")
def test_a_defect_is_found_where_it_is(defect: dict[str, str]) -> None:
    text = (RELEASES / defect["file"]).read_text(encoding="utf-8")
    assert defect["replace"] in text
    found = lint(defect["file"], text.replace(defect["replace"], defect["by"]))
    rule = defect.get("rule")
    if rule is not None:
        hits = [each for each in found if each.rule == rule]
        assert hits and hits[0].text.startswith(defect["at"]), [(each.rule, each.text) for each in found]
    assert {each.rule for each in found} - {rule, *CONSEQUENCES} == set()
