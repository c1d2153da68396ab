"""Every English template: with what it requires, with everything, and with facts that nobody should write."""

from __future__ import annotations

import os
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from contentops.drafts.fact_types import FactSpec
from contentops.lint import lint_text
from tests.conftest import Build, settings
from tests.drafts.declared_facts import example_of, fill, names_of, template_of
from tests.drafts.rendering import render_all

TEMPLATES = names_of("en")
GOLD = Path(__file__).parent / "gold" / "en"
WITH_GOLD = sorted(
    set(TEMPLATES)
    - {"customer_case", "event_announcement", "event_recap", "partnership_release", "product_launch_release"}
)
"""The five others have a file each in test_gold.py."""

STEERS = {"product_launch_release": ("kind",)}
"""Facts that choose the words instead of standing among them."""

BRAND: dict[str, Any] = {
    "name": "Acme",
    "one_liner": "The company for shared analytics.",
    "boilerplate": "Acme makes software for shared analytics. It was founded in Bristol in 2019.",
    "city": "Bristol",
    "website": "https://www.example.com",
    "contacts": [
        {"name": "Sinead Farrell", "title": "PR Lead", "email": "press@example.com", "phone": "+44 20 1"}
    ],
    "products": [{"id": "main", "name": "Acme Commons", "one_liner": "The shared platform."}],
}


class Marks:
    """A value of its own for each fact, short enough for a sentence, that is found in the draft again."""

    def __init__(self) -> None:
        self.printed: dict[str, str] = {}
        """What is to be found, by the path of the fact."""

    def __call__(self, spec: FactSpec, path: str) -> str:
        number = len(self.printed)
        given = found = f"Qz{number}q"
        if spec.type == "date":
            given = date(2031 + number // 12, 1 + number % 12, 3).isoformat()
            found = str(2031 + number // 12)
        elif spec.type == "number":
            given = found = str(500 + number)
        elif spec.type == "url":
            given = found = f"https://www.example.com/qz{number}q"
        self.printed[path] = found
        return given


def make_files(template: str, facts: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """A workspace with one item that uses `template`."""
    needs_event = "event" in template_of(template, "en").header.needs
    item: dict[str, Any] = {
        "id": "it",
        "title": "How two lenders find mule accounts",
        "pool": "hook",
        "format": "press_release" if template.endswith("release") else "article",
        "template": template,
        "role": "decider",
        "stage": "acquire",
        "owner": "ann",
        "channels": ["blog"],
        "embargo": "2027-01-12",
        "facts": facts,
        **({"anchor": {"event": "salon"}} if needs_event else {}),
        **changes,
    }
    event = {
        "id": "salon",
        "kind": "salon",
        "title": "Common Ground",
        "start": "2027-02-03",
        "city": "Leipzig",
    }
    return {
        "contentops.yaml": settings(brand=BRAND),
        "pools/basic/items.yaml": None,
        "pools/hook/items.yaml": {"items": [item]},
        "events/own.yaml": {"events": [event]},
    }


def render(build: Build, template: str, facts: dict[str, Any], **changes: Any) -> str:
    draft = render_all(build(make_files(template, facts, **changes)))[template]
    assert draft.text is not None, draft.problems
    return draft.text


def body_of(text: str) -> str:
    return text.split("---\n", 2)[2]


def assert_no_hole(body: str) -> None:
    assert "None" not in body and "Undefined" not in body
    assert not re.search(r"\(\)|“”|: *\.(?!\d)|\.\.|,\.| ,| \.(?=\s|\Z)|,,|\. ;|;\.|\?\.", body), body
    headings = re.findall(r"^(#+) .*\n+(?=(#*)(.?))", body, re.MULTILINE)
    for heading, following, text in headings:
        deeper = len(following) > len(heading)
        assert text and (deeper or not following), "an empty section\n" + body
    assert not re.search(r"^[-*] *$|^\d+\. *$|^\*\*.*:\*\* *$", body, re.MULTILINE), "an empty entry\n" + body
    assert not re.search(r":$(?!\n\n(?:- |\d))", body, re.MULTILINE), "a label without a value\n" + body
    assert "\n\n\n" not in body
    assert not re.search(r"[^\S\n]{2}", body.replace("  \n", "\n")), body


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("entries", [1, 2, 3])
def test_only_what_is_required_leaves_no_hole(template: str, entries: int, build: Build) -> None:
    header = template_of(template, "en").header
    facts = fill(header.facts, example_of, optional=False, many=entries)
    assert_no_hole(body_of(render(build, template, facts)))


@pytest.mark.parametrize("template", TEMPLATES)
def test_each_optional_fact_may_be_left_out(template: str, build: Build) -> None:
    header = template_of(template, "en").header
    everything = fill(header.facts, example_of, optional=True, many=2)
    for key, spec in header.facts.items():
        if not spec.required:
            rest = {other: value for other, value in everything.items() if other != key}
            assert_no_hole(body_of(render(build, template, rest)))


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("entries", [1, 3])
def test_every_declared_fact_is_printed(template: str, entries: int, build: Build) -> None:
    header = template_of(template, "en").header
    marks = Marks()
    facts = fill(header.facts, marks, optional=True, many=entries)
    body = body_of(render(build, template, facts))
    assert_no_hole(body)
    lost = [
        p for p, value in marks.printed.items() if value not in body and p not in STEERS.get(template, ())
    ]
    assert not lost, body


@pytest.mark.parametrize(
    ("time", "told"),
    [("15:00 London time", ", 15:00 London time\n"), ("15:00-15:45", ", 15:00\n"), ("afternoon", " 2027\n")],
)
def test_a_session_begins_at_the_time_of_its_first_part(time: str, told: str, build: Build) -> None:
    facts = {
        "agenda": [{"time": time, "title": "Questions"}],
        "takeaway": ["An answer"],
        "how_to_join": "Come.",
    }
    body = body_of(render(build, "live_announcement", facts))
    assert f"- Date: Tuesday, 12 January 2027{told.removeprefix(' 2027')}" in body


def test_an_upgrade_is_told_as_an_upgrade(build: Build) -> None:
    facts = {
        "version": "4.2",
        "highlights": ["A run continues when a site goes offline.", "Each site sees a job before it runs."],
        "availability": "It is available today.",
    }
    launch = render(build, "product_launch_release", facts)
    assert "Acme today launched Acme Commons 4.2" in launch and "has two main features" in launch
    upgrade = render(build, "product_launch_release", {**facts, "kind": "upgrade"})
    assert "Acme today released version 4.2 of Acme Commons" in upgrade
    assert "Version 4.2 brings two main changes." in upgrade
    del facts["version"]
    unnamed = render(build, "product_launch_release", {**facts, "kind": "upgrade"})
    assert "a new version of Acme Commons" in unnamed and "The new version brings" in unnamed


def test_the_parts_of_a_white_paper_stand_with_their_authors(build: Build) -> None:
    facts = {"reader": "officers", "question": "How?", "thesis": "Together."}
    modules = [
        {"title": "The problem | in figures", "owner": "ann", "effort": 10},
        {"title": "Methods", "owner": "ben", "effort": 2.5},
    ]
    body = body_of(render(build, "white_paper_framework", facts, modules=modules, integrator="lee"))
    assert "| 1 | The problem \\| in figures | Ann | 10 |\n| 2 | Methods | Ben | 2.5 |\n" in body
    assert "12.5 hours in all. Lee joins them into one text." in body
    assert_no_hole(body)
    assert not re.search(r"[^\n]\n#", body), "a heading without a blank line before it\n" + body


@pytest.mark.parametrize("template", TEMPLATES)
def test_every_fact_that_is_used_is_declared(template: str) -> None:
    found = template_of(template, "en")
    used = set(re.findall(r"\bfacts\.(\w+)", found.source.text.partition("#}")[2]))
    assert used == set(found.header.facts), "declared and used"


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_header_says_what_the_template_is_and_for_which_formats(template: str) -> None:
    header = template_of(template, "en").header
    assert header.summary and header.formats


@pytest.mark.parametrize("template", WITH_GOLD)
def test_the_examples_of_the_header_give_the_draft_that_was_proof_read(template: str, build: Build) -> None:
    header = template_of(template, "en").header
    text = render(build, template, fill(header.facts, example_of, optional=True))
    gold = GOLD / f"{template}.md"
    if os.environ.get("UPDATE_GOLD"):
        gold.write_text(text, encoding="utf-8")
    assert text == gold.read_text(encoding="utf-8")


HOSTILE = {
    "markdown": "# *Bold* [link](javascript:alert(1)) `code` | <script>alert(1)</script>",
    "quotes": "He said \"no\" and “never” and 'perhaps'",
    "long": "word " * 300 + "end",
    "chinese": "衡屿科技，the 屿联 platform 与 Acme；",
    "lines": "one\n\n- two\n# three\n\n\n1. four",
    "marks": "...?!;:,—",
}


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("kind", sorted(HOSTILE))
def test_hostile_facts_stay_words(template: str, kind: str, build: Build) -> None:
    header = template_of(template, "en").header
    hostile = HOSTILE[kind]

    def take(spec: FactSpec, path: str) -> Any:
        return hostile if spec.type in (None, "text") else example_of(spec, path)

    given = fill(header.facts, take, optional=True, many=2)
    safe = fill(header.facts, example_of, optional=True, many=2)
    body, expected = body_of(render(build, template, given)), body_of(render(build, template, safe))
    assert "<script" not in body.replace("\\<script", "")
    assert not re.search(r"(?<!\\)\[link\](?<!\\)\(", body)
    assert "\n\n\n" not in body
    shape = re.compile(r"^(#{1,6}) \S", re.MULTILINE)
    assert len(shape.findall(body)) == len(shape.findall(expected)), (
        "headings are the template's only\n" + body
    )
    assert [f for f in lint_text(body, [], path="a.md") if f.rule == "placeholder-left"] == []
