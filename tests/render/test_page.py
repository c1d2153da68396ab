"""The page as a file: self-contained, repeatable, safe, and open to a workspace's own blocks."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from dataclasses import replace
from datetime import date
from hashlib import sha256
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contentops.errors import ContentopsError
from contentops.models.calendar import Entry
from contentops.render.edition import Edition
from contentops.render.formats import render_files
from contentops.render.overview import Overview
from contentops.render.page.attention import Loads
from contentops.render.page.days import Days
from contentops.render.page.html import render_html
from contentops.render.page.record import embed_json
from contentops.render.page.words import NAMES, PAGE_WORDS
from tests.browser.pages import HOSTILE, example, hostile


def own(**texts: str) -> Any:
    """Templates of a workspace, by name with `_` for `/` and `.`."""
    files = {name.replace("__", "/").replace("_", "."): text for name, text in texts.items()}
    return files.get


class Tags(HTMLParser):
    """Every tag of a page with its attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def record(page: str) -> Any:
    found = re.search(r'<script type="application/json" id="plan">(.*?)</script>', page, re.S)
    assert found is not None
    return json.loads(found[1])


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_same_edition_gives_the_same_bytes(language: str) -> None:
    first, second = (render_files(example(language), "html") for _ in range(2))
    assert first == second
    assert list(first) == ["2027-01.html"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_is_fetched_and_only_our_script_and_style_may_run(language: str) -> None:
    page = render_html(example(language))
    for tag, attributes in Tags(page).tags:
        for name in ("src", "href", "action"):
            value = attributes.get(name)
            assert value is None or value.startswith(("#", "data:,")), (tag, value)
        assert not any(name.startswith("on") or name == "style" for name in attributes), (tag, attributes)
    policy = next(
        str(attributes["content"])
        for tag, attributes in Tags(page).tags
        if tag == "meta" and attributes.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy.startswith("default-src 'none';")
    for kind, body in (("style", r"<style>(.*?)</style>"), ("script", r"<script>(.*?)</script>")):
        [text] = re.findall(body, page, re.S)
        digest = b64encode(sha256(text.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy


TEXTS = st.text(
    st.sampled_from("</script>!-&\\\"'\u2028\u2029\u202e中🏥 ") | st.characters(exclude_categories=["Cs"])
)


@given(st.recursive(TEXTS, lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner), max_leaves=8))
def test_embedded_json_is_read_back_and_never_ends_its_element(value: Any) -> None:
    text = embed_json(value)
    assert not set(text) & set("<>&\u2028\u2029")
    assert json.loads(text) == value


def test_hostile_texts_make_no_tag_of_their_own() -> None:
    harmless, page = render_html(example()), render_html(hostile())
    assert len([tag for tag, _ in Tags(page).tags if tag in ("script", "img", "iframe", "object")]) == 2
    assert {tag for tag, _ in Tags(page).tags} == {tag for tag, _ in Tags(harmless).tags}
    assert [entry["title"] for entry in record(page)["entries"]] == [
        HOSTILE[item] for item in ("case-bank", "release-3", "paper-hospital", "intro")
    ]


def test_only_web_addresses_become_links() -> None:
    edition = example()
    salon = edition.workspace.events["salon"].model_copy(update={"registration": "javascript:alert(1)"})
    workspace = replace(edition.workspace, events={"salon": salon})
    page = record(render_html(replace(edition, workspace=workspace)))
    assert [one["link"] for one in page["occasions"]] == ["", ""]


def test_the_draft_of_an_occurrence_is_linked_with_its_name_quoted() -> None:
    edition = replace(example(), drafts={"release-3": '../drafts/2027-01/a "b"#?.md'})
    [link] = [entry["draft"] for entry in record(render_html(edition))["entries"] if "draft" in entry]
    assert link == "../drafts/2027-01/a%20%22b%22%23%3F.md"


def test_own_blocks_change_single_parts_and_may_keep_what_they_replace() -> None:
    text = (
        '{% extends "shipped/page/page.html.jinja" %}'
        "{% block heading %}<b>{{ brand }} &amp; friends</b>{{ super() }}{% endblock %}"
        "{% block footer %}{{ '<i>' }}{% endblock %}"
    )
    page = render_html(replace(example(), own_template=own(page__page_html_jinja=text)))
    assert "<b>Hengshan &amp; friends</b>" in page
    assert "<h1>Content calendar 2027-01</h1>" in page
    assert "&lt;i&gt;" in page
    assert "change that file, not this page" not in page


def test_own_style_and_script_are_added_and_allowed() -> None:
    edition = replace(
        example(), own_template=own(page__own_css="h1 { color: teal; }", page__own_js="window.ours = 1;")
    )
    page = render_html(edition)
    [style] = re.findall(r"<style>(.*?)</style>", page, re.S)
    assert style.endswith("h1 { color: teal; }")
    assert b64encode(sha256(style.encode()).digest()).decode() in page
    assert "window.ours = 1;\n})();" in page


@pytest.mark.parametrize(("name", "text"), [("own_js", 'x = "</SCRIPT>"'), ("own_css", "/* </style > */")])
def test_own_files_that_would_end_their_element_are_refused(name: str, text: str) -> None:
    edition = replace(example(), own_template=own(**{f"page__{name}": text}))
    with pytest.raises(ContentopsError, match="ends the element"):
        render_html(edition)


def test_work_for_plans_beside_this_one_counts_as_load() -> None:
    edition = example()
    other = Entry.model_validate(
        {"item": "q2", "title": "Q2", "pool": "basic", "publish": "2027-04-05",
         "tasks": [{"stage": "write", "person": "lin", "start": "2027-01-18", "end": "2027-01-22", "hours": 11}]}
    )  # fmt: skip
    beside = edition.calendar.model_copy(update={"period": "2027-04", "entries": [other]})
    together = replace(edition, beside=(beside,))
    mondays = Days(Overview(edition.calendar, edition.workspace)).mondays
    week = mondays.index(date(2027, 1, 18))

    def hours(of: Edition) -> float:
        return next(load.cells[week].used for load in Loads(of, mondays).hours if load.person == "lin")

    assert (hours(edition), hours(together)) == (0.0, 11.0)
    assert "<p>Load includes work for neighbouring periods" in render_html(together)
    assert "<p>Load includes work for neighbouring periods" not in render_html(edition)


def test_an_empty_plan_is_a_page_too() -> None:
    page = render_html(example("zh", entries=[], gaps=[], unscheduled=[], coverage={}))
    assert record(page)["entries"] == []
    assert page.count('class="month') == 1


@pytest.mark.parametrize(("waves", "is_below"), [(1, True), (9, False)])
def test_a_few_later_waves_past_the_period_are_printed_below_its_last_month(
    waves: int, is_below: bool
) -> None:
    edition = example()
    entry = edition.calendar.entries[0]
    late = [{"channel": "blog", "date": f"2027-02-{n + 1:02d}"} for n in range(waves)]
    entry = Entry.model_validate({**entry.model_dump(mode="json"), "channels": late})
    page = render_html(replace(edition, calendar=edition.calendar.model_copy(update={"entries": [entry]})))
    tags = Tags(page).tags
    months = [attributes["class"] or "" for tag, attributes in tags if "data-month" in attributes]
    assert ["has-after" in months[0], "is-after" in months[1]] == [is_below, is_below]
    assert ("<b>1 February</b>" in page) is is_below


def test_both_languages_say_the_same_things() -> None:
    zh, en = set(PAGE_WORDS["zh"]), {key for key in PAGE_WORDS["en"] if not key.endswith("_one")}
    assert zh == en
    assert all(set(NAMES["en"][kind]) <= set(NAMES["zh"][kind]) for kind in NAMES["zh"])
