"""Every entry of every shipped pack finds what it says it finds and ignores what it says it ignores."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from contentops.lint import lint_text, list_tests
from contentops.lint.lists.codec import decode_lists, encode_lists
from contentops.lint.lists.yaml_list import parse_yaml_list
from contentops.lint.packs import PACKS, choose_packs, load_pack, pack_compiled, pack_source
from contentops.lint.taboo import Circumstances, Entry, TabooList
from contentops.workspace.yaml_reader import read_yaml

ENTRIES = [(name, entry) for name in PACKS for entry in load_pack(name).entries]


def names(value: object) -> str:
    return value.name if isinstance(value, Entry) else str(value)


@pytest.mark.parametrize("name", PACKS)
def test_the_compiled_pack_is_what_the_yaml_says(name: str) -> None:
    document = read_yaml(pack_source(name).read_text(encoding="utf-8"), name)
    pack, problems = parse_yaml_list(document, name)
    assert problems == []
    compiled = pack_compiled(name).read_text(encoding="utf-8")
    assert compiled == encode_lists([pack]) + "\n", "run python tools/build_packs.py"
    assert encode_lists(decode_lists(compiled)) + "\n" == compiled


@pytest.mark.parametrize("name", PACKS)
def test_a_pack_knows_its_language_and_every_entry_says_why(name: str) -> None:
    pack = load_pack(name)
    assert pack.language == PACKS[name].language
    for entry in pack.entries:
        assert entry.reason, entry.name
        assert entry.source, entry.name
        assert entry.suggestions, entry.name
        assert entry.finds, entry.name
        assert entry.ignores, entry.name


@pytest.mark.parametrize(("name", "entry"), ENTRIES, ids=names)
def test_an_entry_finds_its_own_examples(name: str, entry: Entry) -> None:
    pack = load_pack(name)
    for example in entry.finds:
        found = lint_text(example, [pack], markup="text")
        own = {*entry.terms, *(pattern.written for pattern in entry.patterns)}
        assert own & {finding.term for finding in found}, (example, found)
        assert all(example[finding.start : finding.end] == finding.text for finding in found)


@pytest.mark.parametrize(("name", "entry"), ENTRIES, ids=names)
def test_no_entry_of_the_pack_errs_on_the_harmless_examples(name: str, entry: Entry) -> None:
    pack = load_pack(name)
    for example in entry.ignores:
        found = lint_text(example, [pack], markup="text")
        assert [finding for finding in found if finding.severity == "error"] == [], example
        assert entry.name not in {finding.term for finding in found if finding.severity != "note"}, example


@pytest.mark.parametrize("name", PACKS)
def test_every_term_of_a_pack_is_found_where_it_stands_alone(name: str) -> None:
    pack = load_pack(name)._replace(language="")
    in_company = {exemption.name for exemption in pack.exemptions if exemption.unless}
    for entry in pack.entries:
        if in_company & set(entry.exempt_by):
            continue  # found only with words that point at a product beside it: its examples show it
        for term in entry.terms:
            found = lint_text(f"“{term}”", [pack], markup="text")
            assert [finding.text for finding in found if finding.text == term], term


def test_a_pack_holds_enough_to_be_of_use() -> None:
    counts = {
        name: sum(len(entry.terms) + len(entry.patterns) for entry in load_pack(name).entries)
        for name in PACKS
    }
    assert counts["zh-advertising-law-article-9"] >= 120
    assert counts["en-unsupported-claims"] >= 80


HARMLESS_ZH = """
最后，用最小二乘法求解；第一季度上线，第一步先建唯一索引。
顶级域名解析、保本点、无风险利率、最多三次重试、最近一周、最终一致性、最大连接数、最小堆。
全局唯一的 ID 由雪花算法生成；最好先备份；最佳实践见附录；最新版本已发布。
确保本地缓存可用，拒绝对外暴露端口，清空前请确认。
"""


def test_the_chinese_pack_is_silent_on_words_that_only_look_like_claims() -> None:
    pack = load_pack("zh-advertising-law-article-9")
    assert lint_text(HARMLESS_ZH, [pack]) == []


def only(pack: TabooList, text: str) -> list[str]:
    return [finding.severity for finding in lint_text(text, [pack])]


def test_an_award_with_its_issuing_body_is_a_note_and_one_without_stays() -> None:
    pack = load_pack("zh-advertising-law-article-9")
    [finding] = lint_text("公司荣获工业和信息化部颁发的“最佳联邦学习平台”奖。", [pack])
    assert finding.severity == "note"
    assert "颁发单位" in finding.message
    assert only(pack, "公司荣获“最佳联邦学习平台”奖。") == ["warning"]
    assert only(pack, "我们的最佳联邦学习平台。") == ["error"]


def test_sentence_exemptions_do_not_reach_into_the_next_sentence() -> None:
    pack = load_pack("zh-advertising-law-article-9")
    assert only(pack, "我们致力于服务客户。这是最佳平台。") == ["error"]
    assert only(pack, "我们致力于打造最佳平台。") == []


def test_pack_patterns_take_no_bracket_for_a_group() -> None:
    for name in PACKS:
        for entry in load_pack(name).entries:
            for pattern in entry.patterns:
                assert re.compile(pattern.regex).groups == 0, pattern.written


def test_one_boast_is_one_finding() -> None:
    pack = load_pack("zh-advertising-law-article-9")
    for text in ("我们是行业领先的第一品牌。", "销量领先的第一大品牌", "稳居市场第一品牌"):
        [finding] = lint_text(text, [pack], markup="text")
        assert finding.term in {"第一品牌", "第一大品牌"}


PAGE = (Path(__file__).resolve().parents[2] / "docs" / "lint-packs.md").read_text(encoding="utf-8")


def test_every_pack_has_its_line_on_the_page() -> None:
    for name in PACKS:
        assert f"`{name}`" in PAGE, name


def test_the_page_names_every_exemption_of_the_guideline_with_its_article() -> None:
    pack = load_pack("zh-advertising-law-article-9")
    rows = dict(re.findall(r"\| `([a-z-]+)` \| (\d\(\d\)|the same)", PAGE))
    guideline = {
        exemption.name: exemption.source
        for exemption in pack.exemptions
        if exemption.name in rows or "第六条" in exemption.source
    }
    assert {"service-attitude", "goals", "own-brand-comparison", "usage-tips", "market-facts"} <= set(rows)
    numbers = {"5": "第五条", "6": "第六条"}
    items = dict(zip("123456", "一二三四五六", strict=True))
    for name, row in rows.items():
        if row != "the same":
            assert f"{numbers[row[0]]}第（{items[row[2]]}）" in guideline[name].replace(
                "（一）（二）", "（一）"
            ), name


def test_the_list_on_the_page_works() -> None:
    match = re.search(r"<!-- file: taboo/exempt.yaml -->\n```yaml\n(.*?)```", PAGE, re.DOTALL)
    assert match is not None
    taboo, problems = parse_yaml_list(read_yaml(match[1], "exempt.yaml"), "exempt")
    assert problems == []
    assert list_tests.test_lists([taboo]) == []


def test_the_examples_of_all_packs_hold() -> None:
    packs = [load_pack(name) for name in PACKS]
    assert list_tests.test_lists(packs) == []
    assert list_tests.count_examples(packs) > 500


def test_a_failing_example_is_a_problem_with_its_place() -> None:
    yaml = "entries:\n- term: 最佳\n  finds: [最佳平台, 很好]\n  ignores: [最佳实践]\n"
    document = read_yaml(yaml, "house.yaml")
    taboo, problems = parse_yaml_list(document, "house")
    assert problems == []
    failing = list_tests.test_lists([taboo], lambda _, keys: ("house.yaml", *document.position(keys)))
    assert [(problem.path, problem.line, problem.got) for problem in failing] == [
        ("house.yaml", 3, "很好"),
        ("house.yaml", 4, "最佳实践"),
    ]


def test_an_example_is_read_in_the_circumstances_of_its_entry() -> None:
    yaml = "entries:\n- term: 集赞\n  where: {channels: [wechat], until: '2026-01-31'}\n  finds: [集赞有礼]\n"
    taboo, problems = parse_yaml_list(read_yaml(yaml, "house.yaml"), "house")
    assert problems == []
    assert list_tests.test_lists([taboo]) == []


def test_packs_on_request_are_used_only_on_request() -> None:
    assert "zh-inclusive" not in choose_packs()
    assert choose_packs(["default", "zh-inclusive"]) == (*choose_packs(), "zh-inclusive")
    assert choose_packs(["zh-inclusive"]) == ("zh-inclusive",)


def test_market_figures_need_source_region_and_year() -> None:
    pack = load_pack("zh-advertising-law-article-9")
    assert only(pack, "据 IDC 2025 年报告，公司在国内市场份额第一。") == ["note"]
    assert only(pack, "据 IDC 报告，公司在国内市场份额第一。") == ["warning"]
    assert only(pack, "2025 年，公司在国内市场份额第一。") == ["warning"]


def test_a_ban_of_a_channel_is_for_its_channel() -> None:
    pack = load_pack("zh-channel-bans")
    text = "转发本文到朋友圈即可领取白皮书。"
    on = [
        lint_text(text, [pack], circumstances=Circumstances(channels=(name,)))
        for name in ("wechat", "portal")
    ]
    assert [len(found) for found in on] == [1, 0]
    assert len(lint_text(text, [pack])) == 1


HARMLESS_EN = """
Follow the best practices; delivery is best-effort and TLS gives perfect forward secrecy.
The queue guarantees at-least-once delivery. Discount at the risk-free rate. The leading zero is dropped.
A fail-safe default denies access. Choose the fastest path. The most recent release fixes it.
"""


def test_the_english_packs_are_silent_on_terms_of_trade() -> None:
    packs = [load_pack(name) for name in choose_packs() if PACKS[name].language == "en"]
    assert [found.text for found in lint_text(HARMLESS_EN, packs) if found.severity != "note"] == []


def sentences(language: str) -> dict[str, list[str]]:
    """Sentences of `tests/lint/pack_sentences`, by what the packs must say to each at least."""
    text = (Path(__file__).parent / "pack_sentences" / f"{language}.txt").read_text(encoding="utf-8")
    by_level: dict[str, list[str]] = {}
    for block in text.strip().split("\n\n"):
        level, *lines = block.splitlines()
        by_level[level.strip("[]")] = lines
    return by_level


@pytest.mark.parametrize("language", ["zh", "en"])
def test_claims_of_every_class_are_found_and_their_harmless_neighbours_are_not(language: str) -> None:
    packs = [load_pack(name) for name in choose_packs()]
    levels = ["error", "warning", "note", "harmless"]
    wrong = []
    for level, lines in sentences(language).items():
        assert lines
        for line in lines:
            found = [levels.index(finding.severity) for finding in lint_text(line, packs)]
            gravest = min(found, default=3)
            if (gravest == 0) if level == "harmless" else (gravest > levels.index(level)):
                wrong.append((level, line))
    assert wrong == []


def test_no_finding_of_a_pack_begins_or_ends_with_a_blank() -> None:
    packs = [load_pack(name) for name in choose_packs()]
    lines = [
        line for language in ("zh", "en") for of_level in sentences(language).values() for line in of_level
    ]
    loose = [
        found.text for line in lines for found in lint_text(line, packs) if found.text != found.text.strip()
    ]
    assert loose == []
