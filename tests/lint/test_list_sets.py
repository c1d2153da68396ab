"""Lists of a workspace together: what stands twice, what can never win, and the settings they are used with."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from contentops.lint.lists.yaml_list import ENTRY_KEYS, EXEMPTION_KEYS, LIST_KEYS
from contentops.lint.settings import KEYS
from contentops.models.settings import LintSettings as LintSettingsModel
from contentops.models.taboo import TabooEntry, TabooExemption, TabooListFile
from contentops.problem import format_problem
from contentops.workspace.taboo_lists import load_list_files, load_list_places, load_taboo_lists

Build = Callable[..., Path]


@pytest.fixture
def build(tmp_path: Path) -> Build:
    def make(lint: str = "", **files: str) -> Path:
        (tmp_path / "contentops.yaml").write_text(f"channels: [{{id: blog}}]\n{lint}", encoding="utf-8")
        (tmp_path / "taboo").mkdir(exist_ok=True)
        for name, text in files.items():
            path = tmp_path / "taboo" / name.replace("__", "/").replace("_", ".")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return tmp_path

    return make


def said(root: Path) -> list[str]:
    return [format_problem(problem) for problem in load_taboo_lists(root).problems]


NO_PACKS = "lint: {packs: []}\n"


def test_a_term_of_two_lists_names_the_other_place_and_who_wins(build: Build) -> None:
    root = build(
        NO_PACKS, a_yaml="severity: warning\nentries:\n- {term: best in class}\n", b_txt="x\nBest-in-Class\n"
    )
    assert said(root) == [
        "taboo/b.txt:2:1: warning: the term Best-in-Class stands in another list too (taboo/a.yaml:3:10); "
        "b is the one reported, which is graver; keep one of them"
    ]


def test_the_same_term_for_other_channels_or_days_is_no_slip(build: Build) -> None:
    entries = (
        "entries:\n- {term: cheap, where: {channels: [blog]}}\n- {term: cheap, where: {until: '2027-01-01'}}\n"
        "- {term: cheap, where: {language: en}}\n"
    )
    assert said(build(NO_PACKS, a_yaml=entries)) == []


def test_a_term_that_a_pack_reports_more_gravely_never_wins(build: Build) -> None:
    root = build("", a_yaml="entries:\n- {term: 最佳, severity: note}\n")
    [line] = said(root)
    assert line.startswith(
        "taboo/a.yaml:2:10: warning: the term 最佳 is never reported: the same term of zh-adv"
    )
    assert said(build(NO_PACKS)) == []


def test_a_pattern_that_takes_all_of_a_term_shadows_it(build: Build) -> None:
    root = build(
        NO_PACKS, a_yaml="entries:\n- {pattern: 'best .{0,4}ever'}\n- {term: best app ever, severity: note}\n"
    )
    assert said(root) == [
        "taboo/a.yaml:3:10: warning: the term best app ever is never reported: best .{0,4}ever of a (error) "
        "always stands before it; keep one of them"
    ]


def test_a_context_of_a_list_that_is_a_term_silences_it(build: Build) -> None:
    root = build(NO_PACKS, a_yaml="contexts: [顶级]\nentries: [最优]\n", b_txt="顶级\n")
    assert said(root) == [
        "taboo/b.txt:1:1: warning: the term 顶级 is never reported: it is one of the contexts of the list a; "
        "remove it from them"
    ]


def test_a_context_that_protects_nothing(build: Build) -> None:
    root = build(NO_PACKS, a_yaml="contexts: [顶级域名, 无关]\nentries: [顶级]\n")
    assert said(root) == [
        "taboo/a.yaml:1:18: warning: the context 无关 of the list holds no term of any list or pack, "
        "so it protects nothing; remove it"
    ]


def test_a_channel_that_does_not_exist(build: Build) -> None:
    root = build(NO_PACKS, a_yaml="entries:\n- {term: x, where: {channels: [blog, blgo]}}\n")
    assert said(root) == [
        "taboo/a.yaml:2:38: warning: no channel is called blgo: texts for it do not exist; did you mean blog?"
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "entries:\n- {term: best, suggestions: [the best way]}\n",
            "2:30: warning: the suggestion the best way holds",
        ),
        (
            "entries:\n- {term: X, case_sensitive: true, suggestions: [X]}\n",
            "warning: the suggestion X is the term itself",
        ),
        (
            "exemptions: {a: {contexts: [xy]}}\nentries: [x]\n",
            "1:14: warning: no entry names the exemption a",
        ),
        ('entries: ["a\\u200bb"]\n', "1:11: error: U+200B, which has no width, in a term"),
        ('entries:\n- pattern: "a\\u200bb"\n', "2:12: error: a character of no width in a pattern"),
        ("entries: [info@a.example]\n", "error: a URL or mail address in a term"),
        ('entries: ["a\\tb"]\n', "error: a tab in a term"),
        ("entries:\n- {term: x, where: {from: '2027-02-29'}}\n", "error: expected a date (got 2027-02-29)"),
        (
            "entries:\n- {term: x, where: {from: '2027-02-02', until: '2027-02-01'}}\n",
            "error: the entry ends before",
        ),
    ],
)
def test_what_cannot_work_in_one_list(build: Build, text: str, words: str) -> None:
    assert any(words in line for line in said(build(NO_PACKS, a_yaml=text))), said(
        build(NO_PACKS, a_yaml=text)
    )


def test_a_suggestion_that_a_context_protects_is_fine(build: Build) -> None:
    text = (
        "entries:\n- {term: best, contexts: [best practice], suggestions: [best practice]}\n"
        "- {term: github, suggestions: [GitHub]}\n"
    )
    assert said(build(NO_PACKS, a_yaml=text)) == []


def test_lists_are_files_and_folders_of_the_workspace(build: Build, tmp_path: Path) -> None:
    style = tmp_path / "styles" / "House"
    style.mkdir(parents=True)
    rule = "extends: existence\nmessage: never\ntokens: [synergy]\n"
    (style / "Words.yml").write_text(rule, encoding="utf-8")
    (style / "meta.json").write_text("{}", encoding="utf-8")
    root = build("lint: {packs: [], lists: [styles/House, a]}\n", a_txt="x\n", b_txt="y\n")
    assert [taboo.name for taboo in load_taboo_lists(root).lists] == ["House.Words", "a"]
    (style / "More.yml").write_text(rule.replace("synergy", "leverage"), encoding="utf-8")
    loaded = load_taboo_lists(root)
    assert [taboo.name for taboo in loaded.lists] == ["House.More", "House.Words", "a"]
    assert load_taboo_lists(root) == loaded
    lists, problems, content = load_list_files(style, "styles/House")
    assert ([taboo.name for taboo in lists], problems) == (["House.More", "House.Words"], [])
    assert b"leverage" in content


def test_lists_that_are_not_there_or_lie_outside(build: Build) -> None:
    root = build("lint:\n  lists: [hause, ../other]\n", house_txt="x\n")
    (root.parent / "other").mkdir(exist_ok=True)
    lines = said(root)
    assert lines[0].startswith("contentops.yaml:3:11: error: there is no list hause")
    assert lines[1].startswith("contentops.yaml:3:18: error: the list ../other lies outside of the workspace")


def test_warnings_are_said_again_by_the_next_run(build: Build) -> None:
    root = build(NO_PACKS, a_txt="x\n", b_txt="x\n")
    first = load_taboo_lists(root)
    assert len(first.problems) == 1
    assert load_taboo_lists(root) == first
    (root / "taboo" / "b.txt").write_text("y\n", encoding="utf-8")
    assert load_taboo_lists(root).problems == []
    assert load_taboo_lists(root, {root / "taboo" / "b.txt": b"x\n"}).problems == first.problems
    assert load_taboo_lists(root).problems == []


def test_examples_have_places(build: Build) -> None:
    root = build(
        NO_PACKS, a_yaml="entries:\n- term: x\n  finds: [a x,\n    b x]\n", b_csv="term,finds\ny,see y\n"
    )
    places = load_list_places(root)
    assert places["a"].places.place(0, "finds", 1) == (4, 5)
    assert places["b"].places.place(0, "finds", 0) == (2, 3)


RULES = """lint:
  disguises: thorough
  rules:
    placeholder-left: warning
    headline-length: {severity: note, max: {zh: 24, en: 90}}
    taboo-word: off
"""


def test_rules_have_severities_and_options(build: Build) -> None:
    loaded = load_taboo_lists(build(RULES))
    assert loaded.problems == []
    assert loaded.disguises == "thorough"
    assert loaded.rules == {
        "placeholder-left": {"severity": "warning"},
        "headline-length": {"severity": "note", "max": {"zh": 24, "en": 90}},
    }
    assert "taboo-word" in loaded.disable
    assert load_taboo_lists(build(RULES)) == loaded


@pytest.mark.parametrize(
    ("lint", "words"),
    [
        ("lint: {disguises: all}\n", "2:19: error: unknown disguises (got all); known values"),
        ("lint: {rules: [x]}\n", "2:15: error: expected a mapping of rules"),
        ("lint: {rules: {placeholder: off}}\n", "2:16: error: no rule is called placeholder; did you mean"),
        ("lint: {rules: {placeholder-left: fatal}}\n", "2:34: error: unknown severity (got fatal)"),
        ("lint: {rules: {placeholder-left: 3}}\n", "2:34: error: expected a severity, off, or a mapping"),
        ("lint: {rules: {headline-length: {maximum: 3}}}\n", "2:34: error: headline-length has no option maximum"),
        ("lint: {rules: {headline-length: {max: many}}}\n", "2:39: error: expected a whole number for max"),
        ("lint: {rules: {headline-length: {max: {de: 3}}}}\n", "2:40: error: unknown language de"),
        ("lint: {ruls: {}}\n", "2:8: error: unknown key ruls; did you mean rules?"),
        ("lint: {packs: [zh]}\n", "2:16: error: no pack is called zh"),
    ],
)  # fmt: skip
def test_settings_that_mean_nothing(build: Build, lint: str, words: str) -> None:
    assert any(words in line for line in said(build(lint))), said(build(lint))


def test_the_models_for_editors_have_the_keys_of_the_readers() -> None:
    assert set(LintSettingsModel.model_fields) == set(KEYS)
    assert set(TabooListFile.model_fields) == set(LIST_KEYS)
    assert set(TabooEntry.model_fields) == set(ENTRY_KEYS)
    assert set(TabooExemption.model_fields) == set(EXEMPTION_KEYS)
