"""The page for legal and PR, read back by an HTML parser and, where there is one, by a browser."""

from __future__ import annotations

import re
import shutil
import subprocess
from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contentops.lint.reporters import render_report
from contentops.lint.reporters.marked_text import Line, mark_text, replace_unseen
from contentops.lint.reporters.report import Report, Suppressed
from tests.lint.report_samples import find, hostile_reports, hostile_text, place, report, sample

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
TAGS = frozenset(
    re.findall(
        r"\w+",
        "html head meta title style body header h1 h2 ul li b small div span label input table thead tbody tr th td p "
        "main section i mark a br footer",
    )
)
VOID = {"meta", "br", "input"}


def page_of(given: Report) -> str:
    rendered = render_report("html", given)
    assert isinstance(rendered, str)
    return rendered


class Page(HTMLParser):
    """The tags of a page, the texts in each, and the text shown of each source line."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.cells: list[str] = []
        self.marks: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag in VOID:
            return
        self.open.append((tag, dict(attrs).get("class") or ""))
        if tag in ("td", "mark"):
            (self.cells if tag == "td" else self.marks).append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        names = [tag for tag, _ in self.open]
        if "td" in names:
            self.cells[-1] += data
        if "mark" in names and "a" not in names:
            self.marks[-1] += data


def attributes(page: Page, name: str) -> list[str]:
    return [values[name] or "" for _, values in page.tags if name in values]


def test_each_finding_is_a_row_beside_its_text() -> None:
    page = Page(page_of(sample()))
    rows = [
        values for tag, values in page.tags if tag == "tr" and (values.get("id") or "").startswith("finding-")
    ]
    assert [row["class"] for row in rows] == [
        "row warning from-1", "row error from-1", "row error from-1", "row note from-2",
    ]  # fmt: skip
    assert page.marks == ["全国首家", "最佳", "国", "家级", "cheap"]
    for shown in ("警告", "禁止使用", "《广告法》第九条第（三）项", "优选", "economical"):
        assert shown in page.cells
    text = page_of(sample())
    assert "广告法第九条" in text and "House style" in text
    assert "没有问题的文件" in text and "<li>clean.md</li>" in text


def test_findings_and_highlights_lead_to_each_other() -> None:
    page = Page(page_of(sample()))
    ids = attributes(page, "id")
    assert len(ids) == len(set(ids))
    targets = {href.removeprefix("#") for href in attributes(page, "href")}
    assert targets <= set(ids)
    assert {f"finding-{number}" for number in range(1, 5)} | {
        f"at-{number}" for number in range(1, 5)
    } <= targets


def test_the_language_is_asked_for_or_that_of_the_texts() -> None:
    english = report([find("A cheap one", "cheap", message="we sell value")], {"a.md": "A cheap one"})
    assert '<html lang="en">' in page_of(english)
    assert '<html lang="zh-CN">' in page_of(sample())
    assert "Lint report" in page_of(sample()._replace(language="en"))
    assert "文稿审查报告" in page_of(english._replace(language="zh"))


def test_the_page_is_alone_in_the_world() -> None:
    text = page_of(sample())
    page = Page(text)
    assert not {tag for tag, _ in page.tags} & {"script", "img", "link", "iframe", "object", "form", "base"}
    assert not re.search(r"https?:|//[a-z]|@import|url\(", text)
    [policy] = [values["content"] or "" for tag, values in page.tags if values.get("http-equiv")]
    [style] = re.findall(r"<style>(.*?)</style>", text, re.S)
    assert b64encode(sha256(style.encode()).digest()).decode() in policy
    assert "default-src 'none'" in policy and "script-src" not in policy


def test_what_was_accepted_is_listed_with_its_reason() -> None:
    source = "最佳 cheap"
    given = report([], {"a.md": source}, language="en", suppressed=[
        Suppressed(find(source, "最佳"), "name of the <award>"),
        Suppressed(find(source, "cheap"), in_baseline=True),
    ])  # fmt: skip
    cells = Page(page_of(given)).cells
    assert "name of the <award>" in cells and "in the baseline" in cells


def shown(lines: Iterable[Line]) -> str:
    return "\n".join("".join(c.text for piece in line.pieces for c in piece.characters) for line in lines)


def test_characters_that_cannot_be_seen_are_named() -> None:
    [line] = mark_text("最\u200b佳\u202e", [(1, place("最\u200b佳\u202e", 0, 3))])
    assert [(c.text, c.named) for piece in line.pieces for c in piece.characters] == [
        ("最", False), ("U+200B", True), ("佳", False), ("U+202E", True),
    ]  # fmt: skip


def test_overlapping_findings_share_their_characters() -> None:
    text = "国际最高级的"
    found = [
        (1, place(text, 0, 4, severity="warning")),
        (2, place(text, 2, 5)),
        (3, place(text, 6, 6, severity="note")),
    ]
    [line] = mark_text(text, found)
    pieces = [("".join(c.text for c in p.characters), p.severity, p.begins, p.owners) for p in line.pieces]
    assert pieces == [
        ("国际", "warning", (1,), (1,)),
        ("最高", "error", (2,), (1, 2)),
        ("级", "error", (), (2,)),
        ("的", "", (), ()),
        ("", "note", (3,), (3,)),
    ]


def test_a_huge_text_is_shown_around_its_findings() -> None:
    text = "甲\n" * 500 + "x" * 5000 + "最佳" + "y" * 5000 + "\n" + "乙\n" * 500
    lines = list(mark_text(text, [(1, find(text, "最佳"))], largest=1000))
    assert [line.number for line in lines] == [0, 498, 499, 500, 501, 502, 503, 504, 0]
    assert shown(lines).count("x") == shown(lines).count("y") == 600
    assert shown(lines).count("最佳") == 1


@settings(max_examples=60, deadline=None)
@given(hostile_text, st.data())
def test_every_character_is_shown_once(text: str, data: st.DataObject) -> None:
    found = []
    for number in range(1, data.draw(st.integers(0, 4)) + 1):
        start = data.draw(st.integers(0, len(text)))
        found.append((number, place(text, start, data.draw(st.integers(start, len(text))))))
    lines = list(mark_text(text, found))
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))
    assert sorted(n for line in lines for piece in line.pieces for n in piece.begins) == [n for n, _ in found]
    plain = re.sub(r"\r\n|\r", "\n", text)
    characters = [c for line in lines for piece in line.pieces for c in piece.characters]
    back = "".join(chr(int(c.text[2:], 16)) if c.named else c.text for c in characters)
    assert back == plain.replace("\n", "")


@settings(max_examples=25, deadline=None)
@given(hostile_reports())
def test_hostile_texts_on_the_page(given: Report) -> None:
    text = page_of(given)
    text.encode("utf-8")
    page = Page(text)
    assert not page.open
    assert {tag for tag, _ in page.tags} <= TAGS
    names = {name for _, values in page.tags for name in values}
    assert names <= {
        "lang", "charset", "http-equiv", "content", "name", "class", "id", "type", "checked", "href",
    }  # fmt: skip
    every = "".join("".join(page.cells).split())
    for finding in given.findings:
        assert "".join(replace_unseen(finding.message).split()) in every


@pytest.mark.skipif(CHROMIUM is None, reason="needs a browser")
def test_a_browser_shows_hostile_text_as_text(tmp_path: Path) -> None:
    nasty = "</span></mark><script>document.title='pwned'</script><img src=x onerror=\"document.title='pwned'\"> 最佳"
    given = report([find(nasty, "最佳", "<b>.md", message=nasty, suggestions=(nasty,))], {"<b>.md": nasty})
    (tmp_path / "report.html").write_text(page_of(given), encoding="utf-8")
    options = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        f"--user-data-dir={tmp_path}/profile",
        "--dump-dom",
    ]
    done = subprocess.run(
        [str(CHROMIUM), *options, (tmp_path / "report.html").as_uri()],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    page = Page(done.stdout)
    assert "<title>文稿审查报告</title>" in done.stdout
    assert not {tag for tag, _ in page.tags} & {"script", "img"}
    assert page.marks == ["最佳"]
