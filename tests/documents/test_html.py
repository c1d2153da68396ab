"""A draft as a page: everything it says, and nothing it could do."""

from __future__ import annotations

from html.parser import HTMLParser

from contentops.documents.house_style import HOUSE_STYLES, Letterhead
from contentops.documents.html_writer import List, nest, write_html
from contentops.documents.markdown_reader import read_markdown
from tests.documents.test_markdown import DRAFT

HEAD = Letterhead("Acme <b>", "送审稿", ("计划发布：2027年1月12日",), "partner · 1234abcd")
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 8


class Page(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.images: list[tuple[str, str]] = []
        self.words: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        given = dict(attrs)
        assert not [name for name in given if name.startswith("on")]
        if tag == "a":
            self.links.append(given["href"] or "")
        if tag == "img":
            self.images.append((given["src"] or "", given["alt"] or ""))

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def page(text: str) -> Page:
    return Page(
        write_html(
            read_markdown(text).blocks,
            HOUSE_STYLES["zh"],
            HEAD,
            lambda path: PNG if path == "a.png" else None,
        )
    )


def test_everything_a_draft_says_is_there_once() -> None:
    shown = page(DRAFT)
    text = " ".join("".join(shown.words).split())
    for words in (
        "Acme <b>",
        "送审稿",
        "计划发布：2027年1月12日",
        "A plain headline",
        "goes on",
        "said somebody",
    ):
        assert words in text
    assert shown.tags.count("ul") == 2
    assert shown.tags.count("ol") == 1
    assert shown.tags.count("li") == 5
    assert shown.links == ["https://example.com/a_(b)"]


def test_points_nest_below_the_point_before_them() -> None:
    (first, second) = [part for part in nest(read_markdown(DRAFT).blocks) if isinstance(part, List)]
    assert [len(point.paragraphs) for point in first.points] == [1, 1]
    assert [part.text for part in first.points[1].lists[0].points[0].paragraphs] == ["deeper", "goes on"]
    assert (second.tag, len(second.points)) == ("ol", 2)


def test_a_list_that_begins_deep_or_anew_keeps_every_point() -> None:
    text = "1. one\n2. two\n\ntext\n\n1. anew\n   - deep\n     1. deeper\n\n- other\n"
    shown = page(text)
    assert [word for word in shown.words if word in ("one", "two", "anew", "deep", "deeper", "other")] == [
        "one", "two", "anew", "deep", "deeper", "other",
    ]  # fmt: skip


def test_hostile_text_is_text() -> None:
    shown = page(
        "# <script>alert(1)</script> & <b>\n\n[x](javascript:alert(1)) <img src=x onerror=y>\n\n`<i>`\n"
    )
    assert "script" not in shown.tags
    assert "img" not in shown.tags
    assert shown.links == []
    assert "x" in shown.words


def test_pictures_are_in_the_page_or_named() -> None:
    shown = page("![ours](a.png) and ![theirs](https://example.com/b.png) [TO FILL: facts.a]\n")
    assert [(source[:22], alt) for source, alt in shown.images] == [("data:image/png;base64,", "ours")]
    assert "〔图片：theirs〕" in shown.words
    assert shown.tags.count("mark") == 1
