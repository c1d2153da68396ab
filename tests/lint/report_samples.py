"""Reports for the tests of the reporters: a plain one, and hostile ones that hypothesis makes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

from contentops.lint.document import Document
from contentops.lint.finding import Finding
from contentops.lint.plain import read_plain
from contentops.lint.reporters.report import Report, Suppressed
from contentops.lint.reporters.summary import summarize
from contentops.lint.taboo import SEVERITIES, Entry, TabooList

LAW = TabooList(
    "zh-law", "广告法第九条", "zh", (Entry(("最佳",), (), "error", "绝对化用语", "禁止使用“最佳”"),)
)
HOUSE = TabooList("house", "House style", "en", (Entry(("cheap",), (), "warning", "company", "no"),))


def place(whole: str, start: int, end: int, path: str = "a.md", **fields: Any) -> Finding:
    """A finding over `whole[start:end]`, with lines and columns as the engine counts them."""
    document = Document(path, whole, read_plain(""))
    (line, column), (end_line, end_column) = document.place(start), document.place(end)
    values: dict[str, Any] = {
        "rule": "taboo-word",
        "severity": "error",
        "list": "zh-law",
        "category": "绝对化用语",
        "term": whole[start:end],
        "message": "禁止使用",
        "source": "《广告法》第九条第（三）项",
        "suggestions": (),
        **fields,
    }
    return Finding(
        path=path,
        text=whole[start:end],
        line=line,
        column=column,
        end_line=end_line,
        end_column=end_column,
        start=start,
        end=end,
        **values,
    )


def find(whole: str, text: str, path: str = "a.md", **fields: Any) -> Finding:
    """A finding over the first `text` of `whole`."""
    start = whole.index(text)
    return place(whole, start, start + len(text), path, **fields)


def report(findings: list[Finding], sources: Mapping[str, str], **fields: Any) -> Report:
    """A report on `sources`."""
    return Report(findings, summarize(findings, len(sources)), sources, lists=(LAW, HOUSE), **fields)


def sample() -> Report:
    """Two texts with a finding of each severity, one of them over two lines, and a clean text."""
    chinese = "---\ntitle: 全国首家\n---\n我们是😀最佳平台，国\n家级品质。\n"
    english = "# Launch\n\nA cheap engine, 100%: fast, safe.\n"
    findings = [
        find(chinese, "全国首家", "drafts/发布.md", severity="warning", suggestions=("较早", "写明时间")),
        find(chinese, "最佳", "drafts/发布.md", suggestions=("优选",)),
        find(chinese, "国\n家级", "drafts/发布.md"),
        find(
            english,
            "cheap",
            "drafts/launch.md",
            severity="note",
            list="house",
            category="company",
            message="we sell value, not price",
            source="",
            suggestions=("economical",),
        ),
    ]
    return report(findings, {"drafts/发布.md": chinese, "drafts/launch.md": english, "clean.md": ""})


# fmt: off
_NASTY = (
    "<script>alert(1)</script>", "</mark></span>", "]]>", "<!--", "-->", "&amp;", "&", "%", "%0A", "::error::x",
    ":", ",", "\n", "\r", "\r\n", "\t", "\x00", "\x1b[31m", "\x85", "\u2028", "\u2029", "\u202e", "\u200b", "\ufeff",
    "\ufffe", "\uffff", "\ud800", "😀", "👨\u200d👩\u200d👧", "𠮷", "最佳", "e\u0301", "{0}", "{{ x }}", "{% x %}",
    "[a](b)", '"', "'", "`", "\\", "```", "# ", "---", " ",
)
# fmt: on
hostile_text = st.lists(st.one_of(st.sampled_from(_NASTY), st.characters()), max_size=14).map("".join)
_names = hostile_text.filter(bool)


@st.composite
def hostile_reports(draw: st.DrawFn) -> Report:
    """Any text, any finding in it, any words in every field."""
    sources = draw(st.dictionaries(_names, hostile_text, min_size=1, max_size=3))
    findings = []
    for path, source in sources.items():
        for _ in range(draw(st.integers(0, 3))):
            start = draw(st.integers(0, len(source)))
            end = draw(st.integers(start, len(source)))
            found = place(
                source,
                start,
                end,
                path,
                severity=draw(st.sampled_from(SEVERITIES)),
                rule=draw(st.sampled_from(("taboo-word", "placeholder-left", "no-such-rule"))),
                list=draw(st.one_of(st.just(""), st.just("zh-law"), hostile_text)),
                **{name: draw(hostile_text) for name in ("category", "term", "message", "source")},
                suggestions=tuple(draw(st.lists(hostile_text, max_size=2))),
            )
            findings.append(found._replace(place=draw(st.one_of(st.just(""), hostile_text))))
    findings.sort(key=lambda found: (list(sources).index(found.path), found.start, found.end))
    accepted = []
    accepts = draw(st.booleans())
    if findings and accepts:
        accepted = [Suppressed(findings.pop(), draw(hostile_text), in_baseline=draw(st.booleans()))]
    return report(findings, sources, suppressed=accepted, language=draw(st.sampled_from(("", "zh", "en"))))


def lenient(text: str) -> str:
    """`text` as a reader of UTF-8 can have it at best: lone surrogates cannot be written."""
    return text.encode("utf-8", "replace").decode()
