"""The two forms of the handbook: nothing fetched, nothing run, every link leads somewhere, every word is a word."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from contentops.manual.document import SECTIONS, build_document
from contentops.manual.html import render_html
from contentops.manual.markdown import render_markdown
from contentops.models.base import Language
from tests.conftest import Build, item
from tests.manual.test_handbook import LANGUAGES, gather
from tests.manual.workspace import Shared, handbook_files

VOID = {"meta", "input", "br", "hr", "link", "img"}
_ODD = "{{ 7 * 7 }} # \"q\" 's' &amp; ~~e~~"
HOSTILE = f"<script>alert(1)</script> **b** | `c` [d](https://evil.example) <!-- x --> {_ODD}"
TERM = "<i>never</i> | `x` **y**"


class Page(HTMLParser):
    """Reads a page and holds it to what HTML asks: every element closed, in order, each id once."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.words: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        self.ids += [value for name, value in attrs if name == "id" and value]
        self.links += [value for name, value in attrs if name in ("href", "src") and value]
        if tag == "p":
            assert "p" not in self.open, "a paragraph within a paragraph"
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert tag not in VOID and self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.words.append(data)


def pages(root: Path, language: Language) -> tuple[str, str]:
    book = gather(root, language)
    document = build_document(book)
    return render_html(book, document, lambda _: None), render_markdown(book, document, lambda _: None)


def hostile_files() -> dict[str, object]:
    files = handbook_files("en")
    made = files["contentops.yaml"]
    made["brand"] |= {"name": HOSTILE, "boilerplate": HOSTILE, "one_liner": HOSTILE}
    made["team"][0] |= {"name": HOSTILE, "title": HOSTILE}
    made["channels"][0] |= {"name": HOSTILE, "notes": HOSTILE, "url": "javascript:alert(1)"}
    made["review_chains"][1]["name"] = HOSTILE
    made["personas"][0] |= {"name": HOSTILE, "cares_about": [HOSTILE]}
    files["snippets.yaml"]["quotes"][0] |= {"text": HOSTILE}
    files["taboo/house.yaml"]["title"] = HOSTILE
    files["taboo/house.yaml"]["entries"][0] |= {
        "terms": [TERM],
        "reason": HOSTILE,
        "suggestions": [HOSTILE],
        "contexts": [],
    }
    facts = {"headline": HOSTILE, "benefits": [HOSTILE], "cta": HOSTILE}
    files["pools/basic/items.yaml"] = {
        "items": [item(id="bad", title=HOSTILE, format="brochure", template="brochure", facts=facts)]
    }
    return files


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_whole_and_needs_nothing_else(language: Language, shared: Shared) -> None:
    text = render_html(*shared(language), lambda _: None)
    page = Page(text)
    assert text.startswith("<!doctype html>") and len(page.ids) == len(set(page.ids))
    assert {"script", "link", "img", "iframe"}.isdisjoint(page.tags)
    assert [link for link in page.links if not link.startswith("#")] == []
    assert [link for link in page.links if link[1:] not in page.ids] == []
    style = text[text.index("<style>") : text.index("</style>")]
    assert "url(" not in style and "@import" not in style
    assert set(SECTIONS) <= set(page.ids)
    assert [name for name, _ in page.attributes if name.startswith("on") or name == "style"] == []
    head, sections = page.tags.count("h1"), page.tags.count("h2")
    assert (head, sections) == (1, len(SECTIONS))


@pytest.mark.parametrize("language", LANGUAGES)
def test_links_of_the_markdown_lead_somewhere(language: Language, shared: Shared) -> None:
    text = render_markdown(*shared(language), lambda _: None)
    anchors = re.findall(r'<a id="([^"]+)"></a>', text)
    assert len(anchors) == len(set(anchors))
    assert set(re.findall(r"\]\(#([^)]+)\)", text)) <= set(anchors)
    assert "\n\n\n" not in text and text.endswith("\n")


@pytest.mark.parametrize("language", LANGUAGES)
def test_tables_of_the_markdown_are_tables(language: Language, shared: Shared) -> None:
    text = render_markdown(*shared(language), lambda _: None)
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    rows = len(re.findall(r"^(?:> )?\|(?! ---)", text, re.MULTILINE))
    assert sum(token.type == "tr_open" for token in tokens) == rows


def test_hostile_words_are_words_on_the_page(build: Build) -> None:
    text, _ = pages(build(hostile_files()), "en")
    page = Page(text)
    assert "script" not in page.tags and "em" not in page.tags
    assert [link for link in page.links if not link.startswith("#")] == []
    shown = " ".join("".join(page.words).split())
    assert shown.count(HOSTILE) > 10


def test_hostile_words_are_words_in_the_markdown(build: Build) -> None:
    _, text = pages(build(hostile_files()), "en")
    tokens = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(text)
    inside = [one for token in tokens for one in (token, *(token.children or []))]
    written = [one.content for one in inside if one.type in ("html_inline", "html_block")]
    assert [
        one for one in written if not re.fullmatch(r'<a id="[^"]+"></a>\n?|</a>|<a id="[^"]+">', one)
    ] == []
    assert not [one for one in inside if one.type == "s_open"]
    targets = [str(one.attrGet("href")) for one in inside if one.type == "link_open"]
    assert [target for target in targets if not target.startswith("#")] == []
    shown = " ".join("".join(one.content for one in token.children) for token in tokens if token.children)
    assert shown.count("<script>alert(1)</script> **b** | `c` [d](https://evil.example)") > 10
