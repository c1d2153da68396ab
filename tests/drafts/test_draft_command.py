"""`contentops draft` as a person runs it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from contentops.drafts.orders import order_items
from contentops.drafts.render import DraftRenderer
from contentops.drafts.template import find_template
from contentops.drafts.variants import TIER_TEMPLATES
from contentops.models.event import Event
from contentops.models.item import Item
from contentops.models.settings import Settings
from contentops.models.workspace import Workspace
from contentops.workspace.draft_files import TemplateFolders
from contentops.workspace.yaml_reader import read_yaml
from tests.conftest import Build, Outcome, item, settings
from tests.drafts.declared_facts import leaves, names_of
from tests.drafts.rendering import TODAY, render_all
from tests.drafts.workspaces import MINIMAL, TEMPLATES, item_id, make_files, make_item

Run = Callable[..., Outcome]


def calendar(*entries: dict[str, Any], period: str = "2027-Q1") -> dict[str, Any]:
    return {
        "version": 1,
        "period": period,
        "provisional": False,
        "today": "2027-01-04",
        "input_hash": "0",
        "solver": {"name": "search", "status": "feasible"},
        "entries": list(entries),
    }


def entry(name: str, publish: str, start: str | None = None, **changes: Any) -> dict[str, Any]:
    tasks = [{"stage": "write", "person": "ann", "start": start, "end": start, "hours": 4}] if start else []
    made = {"item": name, "title": name, "pool": "periodic", "publish": publish, "tasks": tasks}
    return {**made, "channels": [{"channel": "blog", "date": publish}], **changes}


def test_drafts_of_a_period_are_written_and_a_text_put_in_their_place_stays(
    build: Build, contentops: Run
) -> None:
    root = build(
        {
            **make_files("en", settings()),
            "calendars/2027-Q1.yaml": calendar(
                entry("event-recap", "2027-02-10"),
                entry("customer-case", "2027-03-01"),
                entry("event-announcement", "2027-01-20", state="cancelled"),
            ),
        }
    )
    outcome = contentops("draft", "-C", root, "--period", "2027-Q1", "--today", "2027-01-04")
    assert outcome.code == 0, outcome.err
    assert outcome.out.splitlines() == [
        "written drafts/2027-Q1/event-recap.md",
        "written drafts/2027-Q1/customer-case.md",
    ]
    path = root / "drafts/2027-Q1/event-recap.md"
    assert "LEIPZIG, 10 February 2027 – " in path.read_text(encoding="utf-8")
    path.write_text("mine", encoding="utf-8")
    again = contentops("draft", "-C", root, "event-recap", "--today", "2027-01-04")
    assert (again.code, again.out) == (0, "unchanged drafts/2027-Q1/event-recap.md\n")
    assert path.read_text(encoding="utf-8") == "mine"
    assert not (root / "drafts/2027-Q1/event-announcement.md").exists()


def test_a_draft_kept_under_another_period_is_not_made_twice(build: Build, contentops: Run) -> None:
    root = build({**make_files("en", settings()), "drafts/2026-Q4/customer-case.md": "mine"})
    outcome = contentops("draft", "-C", root, "customer-case", "--today", "2027-01-04")
    assert outcome.out == "kept drafts/2026-Q4/customer-case.md\n"


def test_missing_facts_are_all_reported_and_the_other_items_are_written(
    build: Build, contentops: Run
) -> None:
    files = make_files("en", settings(), {**MINIMAL["en"], "partnership_release": {"quotes": ["Fine."]}})
    root = build(files)
    names = [item_id(name) for name in TEMPLATES]
    outcome = contentops("draft", "-C", root, *names, "--today", "2027-01-04")
    assert outcome.code == 1
    errors = [line for line in outcome.err.splitlines() if ": error: " in line]
    assert [line.split(" needs ")[1].split()[0] for line in errors] == [
        "facts.partner.name",
        "facts.scope",
        "facts.quotes[0].name",
        "facts.quotes[0].title",
    ]
    assert all(line.startswith("pools/periodic/items.yaml:") and "for example" in line for line in errors)
    assert not list(root.glob("drafts/*/partnership-release.md"))
    assert len(list(root.glob("drafts/*/*.md"))) == len(TEMPLATES) - 1


@pytest.mark.parametrize(("language", "mark"), [("zh", "【待补：facts."), ("en", "[TO FILL: facts.")])
def test_allowed_gaps_are_visible_and_lint_refuses_them(
    language: str, mark: str, build: Build, contentops: Run
) -> None:
    root = build(make_files(language, settings(), {}))
    names = [item_id(name) for name in TEMPLATES]
    outcome = contentops("draft", "-C", root, "--allow-missing", *names, "--today", "2027-01-04")
    assert outcome.code == 0, outcome.err
    for path in root.glob("drafts/*/*.md"):
        assert mark in path.read_text(encoding="utf-8"), path
    assert contentops("lint", "-C", root, "--today", "2027-01-04").code == 1


def test_json_lists_what_became_of_each_item(build: Build, contentops: Run) -> None:
    files = make_files("en", settings(), {**MINIMAL["en"], "event_recap": {}})
    files["pools/basic/items.yaml"] = {"items": [item()]}
    root = build({**files, "drafts/2027-Q1/event-announcement.md": "mine"})
    names = ["customer-case", "event-recap", "event-announcement", "intro"]
    outcome = contentops("draft", "-C", root, "--json", "--today", "2027-01-04", *names)
    drafts = {draft["item"]: draft for draft in json.loads(outcome.out)["drafts"]}
    assert {name: draft["state"] for name, draft in drafts.items()} == {
        "customer-case": "written",
        "event-recap": "missing",
        "event-announcement": "kept",
        "intro": "no-template",
    }
    assert drafts["event-recap"]["missing"] == ["facts.attendance", "facts.takeaways"]
    assert outcome.code == 1


def test_printing_writes_nothing(build: Build, contentops: Run) -> None:
    root = build(make_files("zh", settings()))
    outcome = contentops("draft", "-C", root, "--stdout", "customer-case", "--today", "2027-01-04")
    assert outcome.code == 0
    assert outcome.out.startswith("---\n")
    assert "# 澜川银行" in outcome.out
    assert not (root / "drafts").exists()


def test_due_takes_what_must_be_begun_and_what_is_late_but_not_what_is_past(
    build: Build, contentops: Run
) -> None:
    root = build(
        {
            **make_files("en", settings()),
            "calendars/2027-Q1.yaml": calendar(
                entry("customer-case", "2027-01-10", "2026-12-20"),
                entry("event-recap", "2027-02-20", "2027-01-20"),
                entry("event-announcement", "2027-02-20", "2027-01-25"),
                entry("partnership-release", "2027-01-03", "2026-12-20"),
            ),
        }
    )
    outcome = contentops("draft", "-C", root, "--due-within", "14d", "--today", "2027-01-08")
    assert outcome.out.splitlines() == [
        "written drafts/2027-Q1/customer-case.md",
        "written drafts/2027-Q1/event-recap.md",
    ]


def test_an_occurrence_has_its_own_file_title_and_facts(build: Build, contentops: Run) -> None:
    files = make_files("en", settings())
    recurring = make_item("customer_case", "en", MINIMAL["en"]["customer_case"])
    override = {"2027-02-01": {"title": "The February story", "facts": {"challenge": "It snowed."}}}
    recurring["recurrence"] = {"rule": "FREQ=MONTHLY", "start": "2027-01-01", "overrides": override}
    files["pools/periodic/items.yaml"] = {"items": [recurring]}
    root = build(
        {**files, "calendars/2027-Q1.yaml": calendar(entry("customer-case@2027-02-01", "2027-02-02"))}
    )
    outcome = contentops("draft", "-C", root, "customer-case", "--today", "2027-01-04")
    assert outcome.out == "written drafts/2027-Q1/customer-case@2027-02-01.md\n", outcome.err
    text = (root / "drafts/2027-Q1/customer-case@2027-02-01.md").read_text(encoding="utf-8")
    assert "# The February story" in text
    assert "It snowed." in text


@pytest.mark.parametrize(
    "name", ["2027-13-14", "20270201", "", "../../../pools/x", "2027-02-01@2027-02-01", "2027-02-01.md"]
)
def test_an_occurrence_on_no_day_is_refused(name: str, build: Build, contentops: Run) -> None:
    files = make_files("en", settings())
    recurring = make_item("customer_case", "en", MINIMAL["en"]["customer_case"])
    recurring["recurrence"] = {"rule": "FREQ=MONTHLY", "start": "2027-01-01"}
    files["pools/periodic/items.yaml"] = {"items": [recurring]}
    root = build(files)
    outcome = contentops("draft", "-C", root, f"customer-case@{name}", "--today", "2027-01-04")
    assert (outcome.code, outcome.out) == (2, "")
    assert f"customer-case@{name} names no day" in outcome.err
    assert not (root / "drafts").exists()


def test_an_occurrence_that_is_not_planned_yet_stands_in_its_own_quarter(
    build: Build, contentops: Run
) -> None:
    files = make_files("en", settings())
    recurring = make_item("customer_case", "en", MINIMAL["en"]["customer_case"])
    recurring["recurrence"] = {"rule": "FREQ=MONTHLY", "start": "2027-01-01"}
    files["pools/periodic/items.yaml"] = {"items": [recurring]}
    root = build(files)
    outcome = contentops("draft", "-C", root, "customer-case@2027-05-01", "--today", "2027-01-04")
    assert outcome.out == "written drafts/2027-Q2/customer-case@2027-05-01.md\n", outcome.err
    recurring.pop("recurrence")
    outcome = contentops("draft", "-C", build(files), "customer-case@2027-05-01", "--today", "2027-01-04")
    assert outcome.code == 2
    assert "customer-case does not recur" in outcome.err


def test_the_workspaces_template_is_found_first(build: Build, contentops: Run) -> None:
    own = "# {{ title }}\n\n{{ facts.challenge }} {{ facts.extra }}\n{% include 'shipped/_parts.md.j2' %}\n"
    files = make_files("en", settings())
    files["pools/periodic/items.yaml"]["items"][0]["facts"]["extra"] = "*loud*"
    root = build({**files, "templates/drafts/customer_case.md.j2": own})
    outcome = contentops("draft", "-C", root, "--stdout", "customer-case", "--today", "2027-01-04")
    assert r"stopped twice. \*loud\*" in outcome.out
    local = "{#\nfacts:\n  nowhere: {required: true, example: here}\n#}\nhello"
    root = build({**files, "templates/drafts/en/customer_case.md.j2": local})
    outcome = contentops("draft", "-C", root, "--stdout", "customer-case", "--today", "2027-01-04")
    assert outcome.code == 1
    assert "needs facts.nowhere; fill in facts.nowhere, for example: here" in outcome.err


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("line\n{{ facts.typo }}", ":2:1: error: facts.typo is neither given nor declared"),
        ("{% for %}", ":1:1: error: "),
        ("{{ 1 / 0 }}", ":1:1: error: the template fails: division by zero"),
        ("{% for a in range(999) %}{% for b in range(999) %}{% endfor %}{% endfor %}", "loops more than"),
        ("{% include 'customer_case.md.j2' %}", "without end"),
        ("{% include '../x' %}", "there is no template ../x"),
        ("{#\nfacts: {a: {requird: true}}\n#}", ":2:13: error: a header has no key requird"),
        ("{#\nneeds: [evnt]\n#}", ":2:9: error: a template cannot need this (got evnt); did you mean event?"),
    ],
)
def test_a_template_that_fails_is_a_problem_with_its_line(
    template: str, message: str, build: Build, contentops: Run
) -> None:
    root = build({**make_files("en", settings()), "templates/drafts/customer_case.md.j2": template})
    outcome = contentops("draft", "-C", root, "customer-case", "event-recap", "--today", "2027-01-04")
    assert outcome.code == 1
    assert message in outcome.err
    assert "templates/drafts/customer_case.md.j2" in outcome.err
    assert outcome.out == "written drafts/2027-Q1/event-recap.md\n"


@pytest.mark.parametrize(
    "arguments",
    [[], ["nobody"], ["--due-within", "soon"], ["--due-within", "3d", "x"], ["--period", "2027-Q2"]],
)
def test_words_that_make_no_sense_are_refused(arguments: list[str], build: Build, contentops: Run) -> None:
    root = build({**make_files("en", settings()), "calendars/2027-Q1.yaml": calendar()})
    assert contentops("draft", "-C", root, "--today", "2027-01-04", *arguments).code == 2


def test_missing_contact_and_city_point_at_the_settings(build: Build) -> None:
    files = make_files("en", settings())
    brand = {**files["contentops.yaml"]["brand"], "city": None, "contacts": [{"name": "Ann"}]}
    files["contentops.yaml"]["brand"] = {key: value for key, value in brand.items() if value}
    draft = render_all(build(files))["partnership_release"]
    assert draft.text is None
    assert set(draft.missing) == {"brand.contacts[0].email", "brand.contacts[0].phone", "facts.city"}
    assert {p.path for p in draft.problems} == {"contentops.yaml", "pools/periodic/items.yaml"}


def test_an_embargo_that_ends_before_publication_is_a_warning(build: Build, contentops: Run) -> None:
    plan = calendar(entry("partnership-release", "2027-01-14"))
    root = build({**make_files("en", settings()), "calendars/2027-Q1.yaml": plan})
    outcome = contentops("draft", "-C", root, "partnership-release", "--today", "2027-01-04")
    assert outcome.code == 0
    assert "warning: partnership-release: the embargo ends before the planned publication" in outcome.err


def test_front_matter_is_read_back_as_it_was_meant(build: Build) -> None:
    files = make_files("en", settings())
    files["pools/periodic/items.yaml"]["items"][0]["title"] = 'no: "quotes" # and\n--- lines'
    text = render_all(build(files))["customer_case"].text
    assert text is not None
    document = read_yaml(text.split("---\n")[1], "draft.md")
    assert not document.problems
    assert document.data["title"] == 'no: "quotes" # and --- lines'
    assert document.data["keywords"] == ["yes", "key: word"]
    assert document.data["publish"] == "2027-03-02"


_WORDS = st.text(max_size=30) | st.sampled_from(
    ["# x", "- y", "**b**", "<script>", "a\n\nb", "。", "“", "1."]
)
_FACT = st.recursive(
    _WORDS | st.integers() | st.floats(allow_nan=False) | st.none() | st.booleans(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["name", "title", "text", "source", "date", "point", "zh", "en", "intro"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=8,
)
_KEYS = (
    "partner",
    "scope",
    "background",
    "quotes",
    "figures",
    "benefits",
    "highlights",
    "availability",
    "theme",
    "why_attend",
    "agenda",
    "speakers",
    "attendance",
    "moments",
    "takeaways",
    "results",
    "customer",
    "challenge",
    "solution",
    "why_us",
    "lead_summary",
    "city",
    "next_steps",
    "version",
)


@pytest.mark.parametrize("language", ["zh", "en"])
@examples(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(facts=st.dictionaries(st.sampled_from(_KEYS), _FACT, max_size=8))
def test_no_fact_breaks_a_draft(language: Any, facts: dict[str, Any]) -> None:
    files = make_files(language, settings(), {})
    workspace = Workspace(
        Settings.model_validate(files["contentops.yaml"]),
        {item_id(name): Item.model_validate(make_item(name, language, facts)) for name in TEMPLATES},
        {"salon": Event.model_validate(files["events/own.yaml"]["events"][0])},
        {},
    )
    renderer = DraftRenderer(
        workspace, language, TemplateFolders(None), read_yaml, lambda *keys, key=False: ("f", 1, 1)
    )
    for order in order_items(list(workspace.items), [], workspace, TODAY):
        draft = renderer.render(order, allow_missing=True)
        if draft.text is None:
            assert {problem.rule for problem in draft.problems} >= {"fact-shape"}, draft.problems
            continue
        body = draft.text.split("---\n", 2)[2]
        assert "Undefined" not in body
        assert "<script>" not in body.replace(r"\<script>", "")
        headings = [line for line in body.splitlines() if line.startswith("# ")]
        assert len(headings) == 1


def test_every_shipped_template_declares_facts_with_examples() -> None:
    find = TemplateFolders(None)
    for language in ("zh", "en"):
        assert set(find.names(language)) == {*names_of(language), *TIER_TEMPLATES.values(), "white_paper"}
        for name in names_of(language):
            template = find_template(name, language, find, read_yaml)
            assert template is not None
            assert template.header.summary
            for path, spec in leaves(template.header.facts):
                assert spec.description and spec.sample, (name, path)


def test_a_contact_named_in_the_facts_is_taken(build: Build) -> None:
    text = render_all(build(make_files("zh", settings())))["event_announcement"].text
    assert text is not None
    assert "联系人：周以宁（活动经理）" in text
