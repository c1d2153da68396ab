"""`contentops explain`: names, and sentences in which a term is found or is protected by something."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from contentops.lint.explain import explain
from contentops.lint.explain_text import render_explanation
from contentops.lint.packs import PACKS, choose_packs, load_pack
from contentops.lint.rules import RULES
from contentops.lint.silence import Circumspect
from contentops.lint.taboo import Circumstances, Entry, Exemption, TabooList, Where
from contentops.text_width import display_width
from contentops.workspace.schemas import SCHEMAS

Run = Callable[..., Any]

HOUSE = """\
title: House style
source: Writing manual, section 4
contexts: [WidgetCo Bank]
entries:
  - term: cheap
    severity: warning
    reason: we sell value, not price
    suggestions: [economical]
    contexts: [cheap talk]
    finds: [A cheap way.]
    ignores: [Cheap talk is no plan.]
  - term: WidgetCo
    case_sensitive: true
    reason: competitors are not named
  - term: lottery
    where: {channels: [wechat], until: 2027-12-31}
"""


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "taboo").mkdir()
    (tmp_path / "contentops.yaml").write_text("language: en\nlint:\n  disable: [顶级]\n", encoding="utf-8")
    (tmp_path / "taboo" / "house.yaml").write_text(HOUSE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_term_is_explained_with_everything_its_list_says(contentops: Run, workspace: Path) -> None:
    result = contentops("explain", "Cheap")
    assert result.code == 0
    for part in (
        "cheap: warning, company", "why: we sell value, not price", "source: Writing manual, section 4",
        "list: house (House style)", "- economical", "fine inside: cheap talk", "    A cheap way.",
        "    Cheap talk is no plan.", "lint.disable: [cheap]", "contentops-disable-next-line cheap: reason",
    ):  # fmt: skip
        assert part in result.out


def test_a_rule_is_explained_from_its_page(contentops: Run) -> None:
    result = contentops("explain", "headline-length")
    assert result.code == 0
    for part in ("severity: warning", "option max: the most characters", "default zh 20, en 80", "fails:",
                 "passes:", "press_release", "{headline-length: off}"):  # fmt: skip
        assert part in result.out


def test_every_rule_has_a_summary_and_examples() -> None:
    known = Circumspect(tuple(load_pack(name) for name in PACKS))
    for rule in RULES:
        said = explain(rule.name, known)
        assert said is not None
        [page] = said.rules
        assert page.summary, rule.name
        assert page.fails, rule.name
        assert "Found" not in page.description, rule.name


def test_a_pack_an_exemption_and_a_list_by_its_code(contentops: Run) -> None:
    assert "for texts in: English" in contentops("explain", "en-unsupported-claims").out
    assert "for texts in: English" in contentops("explain", "taboo-word/en-unsupported-claims").out
    awards = contentops("explain", "awards").out
    assert "lowers the finding to a note" in awards
    assert "《广告绝对化用语执法指南》第六条第（五）项" in awards


def test_an_unknown_name_gets_a_suggestion(contentops: Run) -> None:
    result = contentops("explain", "headline-lenght")
    assert (result.code, result.out) == (2, "")
    assert "no rule, list or term is called headline-lenght; did you mean headline-length?" in result.err
    assert "did you mean 国家级?" in contentops("explain", "国家及").err
    assert contentops("explain", " ").code == 2
    assert contentops("explain", "x", "-C", "/").code == 2


def test_a_sentence_says_what_is_found(contentops: Run) -> None:
    result = contentops("explain", "国家级平台")
    assert result.code == 0
    assert "error: 国家级 [taboo-word, zh-advertising-law-article-9]" in result.out
    assert "source: 《广告法》第九条第（三）项" in result.out
    clean = contentops("explain", "今天天气很好，我们去散步。")
    assert "Nothing is found, and no term of a list stands in it." in clean.out


def _silent(text: str, known: Circumspect) -> tuple[str, str]:
    said = explain(text, known)
    assert said is not None
    assert said.text is not None
    assert not said.text.found
    [silent] = said.text.silent
    assert text[silent.start : silent.end] == silent.text
    return silent.why, silent.by


def _list(*entries: Entry, **fields: Any) -> TabooList:
    return TabooList("own", "Own", fields.pop("language", ""), entries, **fields)


def _entry(term: str, **fields: Any) -> Entry:
    return Entry((term,), (), "error", "company", "a reason", **fields)


@pytest.mark.parametrize(
    ("text", "taboo", "why", "by"),
    [
        ("a cheap talk", _list(_entry("cheap", contexts=("cheap talk",))), "context", "cheap talk"),
        ("a cheap talk", _list(_entry("cheap"), contexts=("cheap talk",)), "context", "cheap talk"),
        ("we bestow it", _list(_entry("best")), "longer-word", "bestow"),
        ("10.5 kilos", _list(_entry("10")), "longer-word", "10.5"),
        ("widgetco is", _list(_entry("WidgetCo", case_sensitive=True)), "case", "WidgetCo"),
        ("see `cheap` now", _list(_entry("cheap")), "not-read", ""),
        ("这里确保本地部署", _list(_entry("保本")), "word-boundary", "确保|本地"),
        ("a cheap way", _list(_entry("cheap"), language="zh"), "language", "zh"),
        ("a GitHub page", _list(_entry("github", suggestions=("GitHub",))), "suggestion", "github"),
        (
            "a cheap way",
            _list(_entry("cheap", where=Where(valid_until="2026-12-31"))),
            "where",
            "valid until 2026-12-31",
        ),
        (
            "a cheap way",
            _list(
                _entry("cheap", exempt_by=("talk",)),
                exemptions=(Exemption("talk", "A talk", "Manual 4", ("cheap way",)),),
            ),
            "exemption",
            "talk",
        ),
    ],
)
def test_why_a_term_in_a_sentence_is_silent(text: str, taboo: TabooList, why: str, by: str) -> None:
    known = Circumspect((taboo,), circumstances=Circumstances(date="2027-01-01"))
    assert _silent(text, known) == (why, by)


def test_a_pack_that_is_not_in_use_and_what_is_switched_off_say_so() -> None:
    taboo = _list(_entry("cheap"))
    assert _silent("a cheap way", Circumspect((), unused=(taboo,))) == ("not-in-use", "own")
    assert _silent("a cheap way", Circumspect((taboo,), disable={"cheap"})) == ("switched-off", "cheap")
    assert _silent("a cheap way", Circumspect((taboo,), disable={"own"})) == ("switched-off", "own")


def test_a_longer_term_and_a_suppression_are_reasons_too() -> None:
    both = _list(_entry("全国首家"), _entry("首家"))
    said = explain("我们是全国首家", Circumspect((both,)))
    assert said is not None
    assert said.text is not None
    assert [one.term for one in said.text.found] == ["全国首家"]
    [silent] = said.text.silent
    assert (silent.term, silent.why, silent.by) == ("首家", "longer-term", "全国首家")
    text = "a cheap way <!-- contentops-disable-line cheap: the manual's own words -->"
    said = explain(text, Circumspect((_list(_entry("cheap")),)))
    assert said is not None
    assert said.text is not None
    assert said.text.silent[0].why == "suppressed"


def test_what_the_packs_ignore_has_a_reason() -> None:
    """Each example a pack gives for its silence is explained, where a term of the pack stands in it."""
    packs = tuple(load_pack(name) for name in PACKS)
    unexplained = []
    explained = 0
    for pack in packs:
        for entry in pack.entries[:12]:
            for line in entry.ignores[:2]:
                said = explain(line, Circumspect((pack,)))
                if said is None or said.text is None:
                    continue
                explained += len(said.text.silent)
                unexplained += [(line, one) for one in said.text.silent if one.why == "unknown"]
    assert explained > 20
    assert not unexplained


def test_what_an_exemption_still_needs_is_named(contentops: Run) -> None:
    said = contentops("explain", "荣获2024年最佳产品奖").out
    assert "nearly exempt: 奖项、称号中含有的用语" in said


def test_settings_of_the_workspace_count(contentops: Run, workspace: Path) -> None:
    assert "顶级 is switched off in the settings" in contentops("explain", "带来顶级享受的平台。").out
    assert (
        "for the channels wechat, valid until 2027-12-31"
        in contentops("explain", "a lottery", "--today", "2028-01-01").out
    )
    assert (
        "WidgetCo Bank is a context of the list house" in contentops("explain", "at WidgetCo Bank today").out
    )


@pytest.mark.parametrize(
    "asked", ["headline-length", "国家级", "awards", "zh-advertising-law-article-9", "最佳实践"]
)
def test_json_is_what_its_schema_says(contentops: Run, asked: str) -> None:
    result = contentops("explain", asked, "--json")
    assert result.code == 0
    document = json.loads(result.out)
    jsonschema.validate(document, SCHEMAS["explanation"]())
    assert document["asked"] == asked
    assert document["kinds"]


def test_it_fits_the_terminal(contentops: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    for asked in ("国家级", "lead-length", "en-unsupported-claims", "我们总结了最佳实践"):
        for line in contentops("explain", asked).out.split("\n"):
            assert line.startswith("    ") or display_width(line) <= 60, line


def test_the_page_shows_what_is_printed(contentops: Run) -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "lint-editor.md").read_text(encoding="utf-8")
    blocks = re.findall(r"<!-- explain: (.*?) -->\n```\n(.*?)```\n", page, re.DOTALL)
    assert blocks
    for asked, shown in blocks:
        printed = contentops("explain", asked).out
        assert re.sub(r"\d+ lists?", "N lists", printed) == re.sub(r"\d+ lists?", "N lists", shown)


@pytest.mark.parametrize("phrase", ["终身维护", "国密局认证", "Nobody else offers this"])
def test_a_phrase_in_which_nothing_is_found_is_no_misspelled_name(contentops: Run, phrase: str) -> None:
    result = contentops("explain", phrase)
    assert (result.code, result.err) == (0, "")
    assert phrase in result.out


EXPRESSION_PARTS = ("(?", "\\w", "[\\")


@pytest.mark.parametrize(
    "asked",
    ["据IDC报告，2023年我们在中国数据库市场排名第一。", "国家级", "goals", "zh-claims", "我们吊打竞品。"],
)
def test_expressions_are_shown_only_when_asked_for(asked: str) -> None:
    explained = explain(asked, Circumspect(lists=tuple(load_pack(name) for name in choose_packs())))
    assert explained is not None
    plain = render_explanation(explained, width=100)
    assert not [part for part in EXPRESSION_PARTS if part in plain]
    if asked == "goals":
        assert "(?" in render_explanation(explained, width=100, verbose=True)


def test_what_is_found_is_not_called_silent_for_itself() -> None:
    packs = tuple(load_pack(name) for name in choose_packs())
    explained = explain("据IDC报告，2023年我们在中国数据库市场排名第一。", Circumspect(lists=packs))
    assert explained is not None
    assert explained.text is not None
    assert all(f"longer “{one.text}”" not in one.message for one in explained.text.silent)
