"""Typed facts: what a header may declare, what a value must be, and where it is said when it is not."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contentops.drafts.fact_types import FactSpec, check_type, last_day, read_day, shape_of
from contentops.drafts.facts import FactLayer, ResolvedFacts, is_missing, pick_language, resolve_facts
from contentops.drafts.template import TemplateHeader, TemplateSource, read_header
from contentops.drafts.text import clean_text
from contentops.errors import InvalidInput
from contentops.models.snippets import ApprovedQuote, SharedText, Snippets
from contentops.workspace.yaml_reader import read_yaml

QUOTE = ApprovedQuote.model_validate(
    {"id": "jo-day", "text": {"zh": "成了", "en": "It held."}, "name": "Jo Day", "title": "CTO"}
)
SNIPPETS = Snippets(
    {"jo-day": QUOTE}, {"note": SharedText.model_validate({"id": "note", "text": "As agreed."})}
)
TYPED = {
    "when": FactSpec("when", type="date"),
    "site": FactSpec("site", type="url"),
    "minutes": FactSpec("minutes", type="number"),
    "host": FactSpec("host", type="person", fields=shape_of("person", "en")),
    "figures": FactSpec("figures", many=True, type="figure", fields=shape_of("figure", "en")),
    "quotes": FactSpec("quotes", many=True, type="quote", fields=shape_of("quote", "en")),
    "words": FactSpec("words", type="text"),
}


def header(text: str, language: Any = "en") -> TemplateHeader:
    return read_header(TemplateSource("t.md.j2", f"{{#\n{text}\n#}}\n", shipped=False), read_yaml, language)


def resolve(values: dict[str, Any], language: Any = "en") -> ResolvedFacts:
    return resolve_facts(TYPED, [FactLayer("item", "i", ("facts",), "facts", values)], language, SNIPPETS)


def test_a_shape_is_declared_in_one_word_and_changed_where_it_differs() -> None:
    facts = header(
        "facts:\n  figures: {type: figure, many: true, fields: {source: {required: true}, region: {}}}"
    ).facts
    fields = facts["figures"].fields
    assert list(fields) == ["text", "source", "date", "valid_until", "region"]
    assert [name for name, one in fields.items() if one.required] == ["text", "source"]
    assert fields["source"].description == "where it comes from"
    assert header("facts:\n  host: {type: person}", "zh").facts["host"].fields["name"].description == "姓名"


@pytest.mark.parametrize(
    ("text", "place", "hint"),
    [
        ("facts:\n  when: {type: dat}", (3, 16), "did you mean date?"),
        ("formats: [pres_release]", (2, 11), "did you mean press_release?"),
        ("facts:\n  when: {type: date, fields: {a: x}}", (3, 30), None),
    ],
)
def test_a_header_is_refused_at_the_place_that_is_wrong(
    text: str, place: tuple[int, int], hint: str | None
) -> None:
    with pytest.raises(InvalidInput) as raised:
        header(text)
    (problem,) = raised.value.problems
    assert (problem.line, problem.column, problem.hint) == (*place, hint)


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        ("date", ["2027-03-09", "2027-03-09 14:00", "2027-03", "2027", "2027 年 3 月", "2027年3月9日"],
         ["March 9", "2027-02-30", "2027-13", "soon", "12.03.2027"]),
        ("number", ["45", "1,200", "-3.5", "12 %", "120 万", "2 million"], ["about 45", "4 or 5", "1,20,0x"]),
        ("url", ["https://www.example.com", "http://a.example/b?c=1#d"],
         ["www.example.com", "javascript:alert(1)", "https://", "https://a b.example", "ftp://a.example"]),
    ],
)  # fmt: skip
def test_a_value_is_of_its_type_or_said_to_be_wrong(kind: Any, good: list[str], bad: list[str]) -> None:
    assert [text for text in good if check_type(kind, text)] == []
    assert [text for text in bad if not check_type(kind, text)] == []


def test_wrong_values_are_issues_with_their_keys() -> None:
    facts = resolve(
        {
            "when": "tomorrow",
            "site": "example.com",
            "minutes": ["1", "2"],
            "quotes": ["jo-dya", {"text": "x"}],
        }
    )
    found = [(issue.keys, bool(issue.trouble), issue.hint) for issue in facts.issues]
    assert found == [
        (("when",), True, None),
        (("site",), True, None),
        (("minutes",), True, None),
        (("quotes", 0), True, "did you mean jo-day?"),
        (("quotes", 1, "name"), False, None),
        (("quotes", 1, "title"), False, None),
    ]


def test_an_approved_quote_comes_by_its_id_in_the_drafts_language() -> None:
    english, chinese = (resolve({"quotes": ["jo-day"]}, one).values["quotes"][0] for one in ("en", "zh"))
    assert (english["text"], english["name"], english["organisation"]) == ("It held.", "Jo Day", "")
    assert chinese["text"] == "成了"


def test_a_sentence_is_no_id() -> None:
    (name, title) = resolve({"quotes": ["Fine."]}).issues
    assert (name.path, title.path) == ("facts.quotes[0].name", "facts.quotes[0].title")


def test_a_standing_text_is_named_wherever_text_is_wanted() -> None:
    facts = resolve({"words": ["First.", {"snippet": "note"}], "figures": [{"snippet": "note"}]})
    assert facts.values["words"] == "First.\n\nAs agreed."
    assert facts.values["figures"][0]["text"] == "As agreed."
    (issue,) = resolve({"words": {"snippet": "notte"}}).issues
    assert (issue.got, issue.hint) == ("notte", "did you mean note?")


def test_what_a_nearer_record_hides_is_known() -> None:
    layers = [FactLayer("item", n, (), n, {"words": n}) for n in ("facts", "brand.facts")]
    facts = resolve_facts(TYPED, [*layers, FactLayer("event", "e", (), "e", {"when": "2027"})], "en")
    assert facts.origins["words"].layer.name == "facts"
    assert [one.name for one in facts.origins["words"].overridden] == ["brand.facts"]
    assert facts.origins["when"].layer.name == "e"


def test_the_last_day_of_what_a_date_names() -> None:
    days = {text: last_day(text) for text in ("2027", "2027-02", "2028 年 2 月", "2027-12", "2027-03-09")}
    assert list(days.values()) == [
        date(2027, 12, 31), date(2027, 2, 28), date(2028, 2, 29), date(2027, 12, 31), date(2027, 3, 9),
    ]  # fmt: skip


SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12) | st.dates()
VALUES = st.recursive(
    SCALARS,
    lambda inside: (
        st.lists(inside, max_size=3)
        | st.dictionaries(
            st.sampled_from(["zh", "en", "text", "name", "title", "consent", "date", "snippet", "for", "x"]),
            inside,
            max_size=3,
        )
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from([*TYPED, "other"]), VALUES), st.sampled_from(["zh", "en"]))
def test_nothing_that_yaml_can_hold_breaks_it_and_nothing_given_is_lost(
    values: dict[str, Any], language: Any
) -> None:
    facts = resolve(values, language)
    assert set(TYPED) <= set(facts.values)
    for key, value in values.items():
        if is_missing(value):
            assert key not in facts.origins
            continue
        assert facts.origins[key].layer.values is values
        if key == "words" and isinstance(value, str):
            assert facts.values[key] == clean_text(value)
        if key == "figures" and isinstance(value, list):
            assert len(facts.values[key]) == sum(
                not is_missing(pick_language(one, language)) for one in value
            )


@given(st.text(max_size=30))
def test_any_text_can_be_asked_for_its_type_and_day(text: str) -> None:
    assert check_type("text", text) is None
    assert (check_type("date", text) is None) == (read_day(text) is not None)
    first, last = read_day(text), last_day(text)
    assert (first is None) == (last is None)
    assert first is None or (last is not None and first <= last)
