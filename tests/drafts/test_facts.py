"""Which facts a template gets: the nearest record wins, in one language, in the declared shape."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contentops.drafts.fact_types import FactSpec
from contentops.drafts.facts import FactLayer, ResolvedFacts, resolve_facts
from contentops.workspace.yaml_reader import read_yaml

TEXT = FactSpec("text", required=True)
QUOTE = FactSpec("quotes", many=True, fields={"text": TEXT, "name": FactSpec("name", required=True)})
SPECS = {
    "theme": FactSpec("theme", required=True, description="the theme", example="data"),
    "next": FactSpec("next"),
    "scope": FactSpec("scope", required=True, many=True),
    "quotes": QUOTE,
    "partner": FactSpec("partner", fields={"name": TEXT, "intro": FactSpec("intro")}),
}


def resolve(*layers: dict[str, Any], language: Any = "en") -> ResolvedFacts:
    kinds = [FactLayer("item", f"r{n}", ("facts",), "facts", values) for n, values in enumerate(layers)]
    return resolve_facts(SPECS, kinds, language)


def test_the_nearest_record_wins_key_by_key() -> None:
    facts = resolve({"theme": "item"}, {"theme": "event", "next": "event", "scope": ["x"]}, {"next": "brand"})
    assert (facts.values["theme"], facts.values["next"]) == ("item", "event")
    assert facts.values["scope"] == ("x",)
    assert not facts.issues


def test_an_empty_value_does_not_hide_a_farther_one() -> None:
    assert resolve({"theme": " ", "scope": []}, {"theme": "event", "scope": ["x"]}).values["theme"] == "event"


def test_every_missing_fact_is_listed_with_its_key() -> None:
    facts = resolve({"quotes": [{"text": "Hello"}, {"name": "Jo", "text": "Ho"}]})
    assert [issue.path for issue in facts.issues] == ["facts.theme", "facts.scope", "facts.quotes[0].name"]
    assert facts.values["theme"] == "[TO FILL: facts.theme]"
    assert facts.values["scope"] == ("[TO FILL: facts.scope]",)
    assert facts.values["quotes"][0]["name"] == "[TO FILL: facts.quotes[0].name]"


def test_an_optional_mapping_that_is_missing_is_empty_and_false() -> None:
    partner = resolve({"theme": "t", "scope": "s"}).values["partner"]
    assert not partner
    assert partner["intro"] == ""


def test_both_languages_resolve_at_any_depth() -> None:
    given_facts = {
        "theme": {"zh": "主题", "en": "theme"},
        "scope": [{"zh": "甲", "en": "a"}, {"zh": "乙"}],
        "partner": {"name": {"zh": "伙伴"}},
    }
    english, chinese = resolve(given_facts), resolve(given_facts, language="zh")
    assert (english.values["theme"], chinese.values["theme"]) == ("theme", "主题")
    assert english.values["scope"] == ("a", "乙")
    assert english.values["partner"]["name"] == "伙伴"


def test_plain_text_stands_for_the_first_field_and_one_value_for_a_list() -> None:
    facts = resolve({"theme": "t", "scope": "only", "partner": "Acme"})
    assert facts.values["scope"] == ("only",)
    assert facts.values["partner"]["name"] == "Acme"
    assert not facts.issues


def test_a_list_given_for_text_becomes_paragraphs() -> None:
    assert resolve({"theme": ["one", "two"], "scope": "s"}).values["theme"] == "one\n\ntwo"


def test_the_wrong_shape_is_reported_as_such() -> None:
    facts = resolve({"theme": {"a": 1}, "scope": "s", "partner": [1], "quotes": [[1]], "next": True})
    troubles = {issue.path: issue.trouble for issue in facts.issues}
    assert troubles["facts.theme"] == "expected text"
    assert troubles["facts.next"] == "expected text"
    assert troubles["facts.partner"].startswith("expected a mapping with name")
    assert troubles["facts.quotes[0]"].startswith("expected a mapping")


def test_a_comma_that_cut_a_text_in_two_is_found() -> None:
    data = read_yaml("theme: t\nscope: s\nquotes: [{text: from 2,100 to 9,000, name: Jo}]\n", "f.yaml").data
    issue = resolve(data).issues[0]
    assert (issue.path, issue.got) == ("facts.quotes[0]", "100 to 9")
    assert "comma in quotes" in issue.trouble


def test_numbers_are_printed_as_they_were_written() -> None:
    data = read_yaml("theme: 1.10\nscope: [007, 12, 1e3]\n", "f.yaml").data
    facts = resolve(data)
    assert (facts.values["theme"], facts.values["scope"]) == ("1.10", ("007", "12", "1e3"))


@pytest.mark.parametrize("blank", [[], [""], [None, " "], [{"zh": "", "en": ""}]])
def test_a_list_of_blanks_is_a_list_that_is_missing(blank: list[Any]) -> None:
    facts = resolve({"theme": "t", "scope": blank})
    assert [issue.path for issue in facts.issues if issue.path.startswith("facts.scope")] == ["facts.scope"]
    assert facts.values["scope"]


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from([*SPECS, "other", "items"]), _VALUES))
def test_any_value_is_resolved_or_reported(values: dict[str, Any]) -> None:
    facts = resolve(values)
    assert set(SPECS) <= set(facts.values)
    for issue in facts.issues:
        assert issue.path.startswith("facts.")


@pytest.mark.parametrize("value", [[], [""], ["", " "], [None], [{"zh": "", "en": ""}], ""])
def test_a_list_of_nothing_is_a_missing_fact(value: Any) -> None:
    specs = {"scope": FactSpec("scope", required=True, many=True)}
    layer = FactLayer("item", "x", ("facts",), "facts", {"scope": value})
    resolved = resolve_facts(specs, [layer], "en")
    assert [issue.path for issue in resolved.issues] == ["facts.scope"]
    assert [str(part) for part in resolved.values["scope"]] == ["[TO FILL: facts.scope]"]
