"""What stands in the handbook: everything the workspace has, as it is set here, and nothing that is over."""

from __future__ import annotations

import html
import os
import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from contentops.cli.options import open_workspace
from contentops.lint.draft_settings import DraftSettings
from contentops.lint.engine import lint_text
from contentops.lint.kinds import KINDS
from contentops.lint.packs import choose_packs, load_pack
from contentops.lint.rules import RULES
from contentops.manual.document import SECTIONS, build_document
from contentops.manual.handbook import Handbook
from contentops.manual.html import render_html
from contentops.manual.markdown import render_markdown
from contentops.manual.rule_words import ADVICE, severity_of
from contentops.manual.words import words_in
from contentops.models.base import Language
from contentops.workspace.draft_files import TemplateFolders
from contentops.workspace.handbook import gather_handbook
from tests.conftest import Build, item, settings
from tests.manual.workspace import Shared, handbook_files

GOLD = Path(__file__).parent / "gold"
TODAY = date(2027, 1, 4)
LANGUAGES: list[Language] = ["zh", "en"]
SMALL = ("company", "work", "reviews", "channels", "checklists", "people")
"""The chapters that a small workspace keeps small."""


def gather(root: Path, language: Language, today: date = TODAY, *, drafts: bool = True) -> Handbook:
    opened = open_workspace(root)
    return gather_handbook(
        root, opened.workspace, opened.locate, language=language, today=today, with_drafts=drafts
    )


def markdown(book: Handbook, *only: str) -> str:
    return render_markdown(book, build_document(book, only), lambda _: None)


def page_text(book: Handbook) -> str:
    """What a reader of the page sees."""
    page = render_html(book, build_document(book), lambda _: None)
    body = re.sub(r"<br>", " ", page[page.index("<body>") :])
    return html.unescape(re.sub(r"<[^>]+>", "", body))


def unescaped(text: str) -> str:
    """Markdown without what keeps its marks from meaning something."""
    return html.unescape(re.sub(r"\\([\\`*_\[\]|~$#.)>+-])", r"\1", text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_small_chapters_read_as_they_were_proof_read(language: Language, build: Build) -> None:
    """`UPDATE_GOLD=1 pytest tests/manual` writes them anew."""
    text = markdown(gather(build(handbook_files(language)), language, drafts=False), *SMALL)
    gold = GOLD / f"handbook.{language}.md"
    if os.environ.get("UPDATE_GOLD"):
        gold.write_text(text, encoding="utf-8", newline="")
    assert text == gold.read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", [page_text, lambda book: unescaped(markdown(book))])
def test_everything_of_the_workspace_is_there(language: Language, form: Any, build: Build) -> None:
    files = handbook_files(language)
    files["templates/drafts/our_note.md.j2"] = (
        "{#\nsummary: Our own note\nfacts: {claim: {required: true}}\n#}\n# {{ title }}"
    )
    root = build(files)
    book = gather(root, language)
    text = form(book)
    workspace, made = book.workspace, book.workspace.settings
    wanted = [
        *TemplateFolders(root).names(language),
        *(spec.key for draft in book.drafts for spec in draft.facts),
        *workspace.review_chains, *workspace.channels,
        *(str(person.name) for person in made.team), *(str(channel.name) for channel in made.channels),
        *(step.role for chain in made.review_chains for step in chain.steps),
        *workspace.snippets.quotes, *workspace.snippets.texts,
        *(rule.name for rule in RULES), "our_note", str(made.brand.boilerplate),
        *(words_in(language).name("work", stage.skill) for stage in made.work_stages),
    ]  # fmt: skip
    assert [one for one in wanted if one not in text] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", [page_text, lambda book: unescaped(markdown(book))])
def test_every_term_of_every_list_in_force_is_there(language: Language, form: Any, shared: Shared) -> None:
    book = shared(language)[0]
    text = form(book)
    packs = [load_pack(name) for name in choose_packs(None)]
    names = [pack.name for pack in packs]
    assert [taboo.name for taboo in book.lists] == ["house", *names]
    for taboo in book.lists:
        assert taboo.name in text and taboo.title in text
        for entry in taboo.entries:
            assert [term for term in entry.terms if term not in text] == []
            assert entry.reason in text and entry.source in text
            assert [one for one in entry.suggestions if one not in text] == []
            if not entry.terms:
                assert entry.finds[0].strip().rstrip("。.") in text
        assert [one.title for one in taboo.exemptions if one.title not in text] == []


def test_own_lists_come_first_then_those_of_the_language(build: Build) -> None:
    document = build_document(gather(build(handbook_files("en")), "en", drafts=False))
    taboo = next(section for section in document.sections if section.name == "taboo")
    anchors = [heading.anchor for heading in taboo.headings]
    assert anchors[0] == "list-house"
    languages = [anchor.split("-")[1] for anchor in anchors[1:]]
    assert languages == sorted(languages) and languages[0] == "en"


def test_what_is_switched_off_is_not_in_force(build: Build) -> None:
    files = handbook_files("en")
    files["contentops.yaml"]["lint"] = {
        "packs": ["en-press-style"],
        "disable": ["absolutely safe", "contact-missing"],
    }
    book = gather(build(files), "en")
    assert [taboo.name for taboo in book.lists] == ["house", "en-press-style"]
    assert book.lists[0].entries[0].terms == ("absolutely safe!",)
    text = markdown(book)
    assert "Switched off here: absolutely safe." in text
    assert "| `contact-missing` | A press contact is named. | off, usually error |" in text
    assert "A press contact is named. `contact-missing`" not in text


def test_packs_for_languages_that_no_channel_takes_are_named_only(build: Build) -> None:
    files = handbook_files("en")
    for channel in files["contentops.yaml"]["channels"]:
        channel["languages"] = ["en"]
    book = gather(build(files), "en", drafts=False)
    assert {taboo.language for taboo in book.lists} == {"en"}
    assert "zh-claims" in book.packs_elsewhere and "zh-claims" in markdown(book, "taboo")


def test_rules_stand_as_they_are_set_here(shared: Shared) -> None:
    text = markdown(shared("en")[0])
    assert "The headline has at most 33 characters. `headline-length` (warning)" in text
    assert "| warning, limits set here |" in text
    assert "| warning, usually error |" in text
    assert "`headline-shouting` (" not in text and "| off, usually warning |" in text
    assert "error in press releases, else warning" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_has_words_with_its_own_limits(language: Language) -> None:
    for rule in RULES:
        known = ADVICE[rule.name]
        sentences = known.zh if language == "zh" else known.en
        options = {option.name for option in rule.options} | {"brand"}
        used = {name for sentence in sentences for name in re.findall(r"\{(\w+)\}", sentence)}
        assert used <= options, rule.name
        assert {option.name for option in rule.options} <= used, rule.name
    assert set(ADVICE) == {rule.name for rule in RULES}


@cache
def _hollow(kind: str, language: str) -> tuple[tuple[str, str], ...]:
    words = "衡屿今天发布。" if language == "zh" else "Acme did something today."
    text = f"---\nkind: {kind}\nlanguage: {language}\n---\n# {words}\n\n{words * 4}\n\n{words}\n"
    return tuple((one.rule, one.severity) for one in lint_text(text, [], draft=DraftSettings(kind=kind)))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", sorted(KINDS))
def test_severities_are_those_the_linter_gives(language: Language, kind: str, build: Build) -> None:
    opened = open_workspace(build({}))
    book = gather_handbook(
        opened.root, opened.workspace, opened.locate, language=language, today=TODAY, with_drafts=False
    )
    rules = {rule.name: rule for rule in book.rules}
    found = _hollow(kind, language)
    assert found or not kind.endswith("_release")
    for name, severity in found:
        assert severity == severity_of(rules[name], kind, language), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_template_has_a_worked_example_clearly_marked(language: Language, shared: Shared) -> None:
    book = shared(language)[0]
    masters = [draft for draft in book.drafts if not {"draft", "modules"} & set(draft.needs)]
    assert [draft.name for draft in masters if draft.example is None] == []
    text = markdown(book, "drafts")
    marked = "以下内容为虚构" if language == "zh" else "Made up: names, figures and quotes"
    assert text.count(marked) == len([draft for draft in masters if draft.example and not draft.example.item])


def test_the_best_filled_item_is_the_example(build: Build) -> None:
    quote = {"text": "It works.", "name": "Ann", "title": "CTO"}
    part = {"headline": "One question", "benefits": ["It is quick."]}
    items = [
        item(id="a-thin", format="brochure", template="brochure", facts=part),
        item(id="b-full", format="brochure", template="brochure", facts={**part, "proof": ["A test."], "cta": "Ask."}),
        item(id="c-held", format="brochure", template="brochure", status="on_hold",
             facts={**part, "proof": ["A test."], "cta": "Ask.", "figures": ["31 customers"]}),
        item(id="d-gaps", format="brochure", template="brochure", facts={"headline": "Only this", "quotes": [quote]}),
    ]  # fmt: skip
    book = gather(build({"pools/basic/items.yaml": {"items": items}}), "en")
    brochure = next(draft for draft in book.drafts if draft.name == "brochure")
    assert brochure.items == ("a-thin", "b-full", "c-held", "d-gaps")
    assert brochure.example is not None and brochure.example.item == "b-full"


def test_today_changes_only_what_is_dated(build: Build) -> None:
    root = build(handbook_files("en"))
    before, after = gather(root, "en", date(2026, 1, 1)), gather(root, "en", date(2027, 6, 1))
    one, other = (set(markdown(book).splitlines()) for book in (before, after))
    different = {line for line in one ^ other if "Edition" not in line}
    assert different
    about_days = re.compile(
        r"20\d\d|[Aa]way|Takes nothing|^\| "
    )  # tables gain and lose their column of leave
    assert [line for line in different if not about_days.search(line)] == []
    assert "ended 31 December 2026: ask again" in "\n".join(other)
    assert "28 January to 2 February 2027" in "\n".join(one) and "5 to 9 January 2026" in "\n".join(one)


def test_the_same_workspace_gives_the_same_bytes(build: Build) -> None:
    root = build(handbook_files("zh"))
    texts = []
    for _ in range(2):
        book = gather(root, "zh")
        texts.append((markdown(book), render_html(book, build_document(book), lambda _: None)))
    assert texts[0] == texts[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_workspace_has_a_handbook_too(language: Language, build: Build) -> None:
    bare = settings(channels=[], review_chains=[], personas=[], language=language)
    root = build({"contentops.yaml": bare, "pools/basic/items.yaml": {"items": []}})
    document = build_document(gather(root, language))
    assert [section.name for section in document.sections] == list(SECTIONS)
    assert all(section.blocks for section in document.sections)


def test_both_languages_have_the_same_words() -> None:
    en, zh = words_in("en"), words_in("zh")
    assert {key for key in en.text if not key.endswith("_one")} == set(zh.text)
    for kind, names in en.names.items():
        if kind != "category":
            assert set(names) == set(zh.names[kind]), kind
    for key, sentence in zh.text.items():
        holes = set(re.findall(r"\{(\w+)\}", sentence))
        assert holes == set(re.findall(r"\{(\w+)\}", en.text[key])) or key.startswith("days_"), key


def test_what_is_under_embargo_is_neither_shown_nor_named(build: Build) -> None:
    facts = {"headline": "Nobody knows yet", "benefits": ["It is new."]}
    secret = item(
        id="hush", title="Hush", format="brochure", template="brochure", facts=facts, embargo="2027-04-13"
    )
    root = build({"pools/basic/items.yaml": {"items": [secret]}})
    before = markdown(gather(root, "en"), "drafts")
    assert "Nobody knows yet" not in before and "hush" not in before.lower()
    after = markdown(gather(root, "en", date(2027, 4, 13)), "drafts")
    assert "Nobody knows yet" in after and "our item `hush`" in after
