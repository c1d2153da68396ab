"""Options, severities, the plan and the kind given from outside."""

from __future__ import annotations

from typing import Any

import pytest

from contentops.lint import Finding, lint_text
from contentops.lint.draft_settings import ChannelLimits, DraftSettings, PlannedFacts
from contentops.lint.rules import RULES
from contentops.lint.rules.options import check_options

HELD = "HOLD FOR RELEASE UNTIL {day}\n\n# Acme wins\n\nBRISTOL, 19 January 2027 – Acme has won.\n"


def lint(text: str, rule: str, **settings: Any) -> list[Finding]:
    settings.setdefault("kind", "award_release")
    return [found for found in lint_text(text, [], draft=DraftSettings(**settings)) if found.rule == rule]


@pytest.mark.parametrize(
    ("day", "publish", "embargo", "severity"),
    [
        ("19 January 2027", "2027-01-19", "2027-01-19", ""),
        ("January 19, 2027, 9 a.m. ET", "2027-01-19", "2027-01-19", ""),
        ("17 January 2027", "2027-01-19", "2027-01-19", "error"),
        ("21 January 2027", "2027-01-19", "2027-01-19", "error"),
        ("19 January 2027", "2027-01-21", "2027-01-19", "warning"),
        ("21 January 2027", "2027-01-21", "2027-01-19", ""),
        ("21 January 2027", "2027-01-19", "", "error"),
        ("19 January", "2027-01-19", "2027-01-19", ""),
        ("18 January", "2027-01-19", "2027-01-19", "error"),
        ("further notice", "2027-01-19", "2027-01-19", "error"),
        ("19 January 2027", "", "", ""),
    ],
)
def test_the_embargo_line_against_the_plan(day: str, publish: str, embargo: str, severity: str) -> None:
    plan = PlannedFacts(publish, embargo)
    text = HELD.format(day=day)
    found = lint(text, "embargo-line", plan=plan)
    assert [each.severity for each in found] == [severity] * bool(severity)
    assert all(each.line == 1 for each in found)


def test_an_embargo_that_the_text_does_not_name() -> None:
    plan = PlannedFacts("2027-01-19", "2027-01-19")
    for first in ("FOR IMMEDIATE RELEASE\n\n", ""):
        [found] = lint(f"{first}# Acme wins\n\nBRISTOL, 19 January 2027 – Won.\n", "embargo-line", plan=plan)
        assert (found.severity, found.line) == ("error", 1)
    over = PlannedFacts("2027-01-21", "2027-01-19")
    assert lint("FOR IMMEDIATE RELEASE\n\n# Acme wins\n", "embargo-line", plan=over) == []


def test_the_chinese_line_is_read_too() -> None:
    text = "（本稿禁发至2027年1月17日，在此之前请勿对外发布。）\n\n# 衡屿科技获奖\n"
    [found] = lint(text, "embargo-line", plan=PlannedFacts("2027-01-19", "2027-01-19"))
    assert found.text == "2027年1月17日"


def test_the_plan_wins_over_the_front_matter() -> None:
    text = "---\ntemplate: award_release\npublish: 2027-01-12\n---\n# A\n\nBRISTOL, 12 January 2027 – Acme won.\n"
    assert lint(text, "dateline-date", kind="") == []
    [found] = lint(text, "dateline-date", kind="", plan=PlannedFacts("2027-01-14"))
    assert found.text == "12 January 2027"


def test_an_option_for_both_languages_or_for_each() -> None:
    text = "# Acme wins the Northbank security award\n\nText.\n"
    assert lint(text, "headline-length") == []
    for limit in (20, {"en": 20, "zh": 99}):
        assert lint(text, "headline-length", options={"headline-length": {"max": limit}})
    assert lint(text, "headline-length", options={"headline-length": {"max": {"zh": 5}}}) == []
    assert lint("# " + "long " * 40, "headline-length", options={"headline-length": {"max": 0}}) == []


def test_a_severity_of_ones_own() -> None:
    options = {"headline-missing": {"severity": "note"}}
    [found] = lint("just a text without any headline, and it goes on.\n", "headline-missing", options=options)
    assert found.severity == "note"


def test_a_rule_that_is_switched_off() -> None:
    settings = DraftSettings(kind="award_release")
    names = {found.rule for found in lint_text("text.\n", [], draft=settings)}
    assert "contact-missing" in names
    less = lint_text("text.\n", [], draft=settings, disable=["contact-missing"])
    assert names - {found.rule for found in less} == {"contact-missing"}


def test_channels_of_the_plan() -> None:
    text = (
        "# 澜川银行：联合建模识别多头借贷\n\n澜川银行借助屿联联合建模，见 https://hengyu.example.cn/case 。\n"
    )
    channels = (
        ChannelLimits("汇闻网", 10, links=False),
        ChannelLimits("服务号“衡屿科技”", 21),
        ChannelLimits("官网"),
    )
    plan = PlannedFacts(channels=channels)
    [title] = lint(text, "channel-title", kind="customer_case", plan=plan)
    assert "汇闻网" in title.message and title.text == "澜川银行：联合建模识别多头借贷"
    [link] = lint(text, "channel-links", kind="customer_case", plan=plan)
    assert (link.severity, link.text) == ("note", "https://hengyu.example.cn/case")
    assert lint(text, "official-account-title", kind="customer_case", plan=plan) == []
    longer = text.replace("多头借贷", "短期多头借贷的做法与收获")
    [bytes_] = lint(longer, "official-account-title", kind="customer_case", plan=plan)
    assert (bytes_.severity, bytes_.line) == ("error", 1)


def test_a_text_without_a_kind_gets_only_the_rules_of_every_text() -> None:
    assert lint_text("# Notes!\n\nWe grew 300% and you know it.\n", []) == []


@pytest.mark.parametrize(
    ("given", "keys"),
    [
        ({"headline-length": {"max": 90, "severity": "note"}}, []),
        ({"headline-length": {"max": {"zh": 24, "en": 90}}}, []),
        ({"contact-incomplete": {"needs": ["name", "phone"]}}, []),
        ({"headline-lenght": {}}, [("headline-lenght",)]),
        ({"headline-length": 90}, [("headline-length",)]),
        ({"headline-length": {"maximum": 90}}, [("headline-length", "maximum")]),
        ({"headline-length": {"max": -1}}, [("headline-length", "max")]),
        ({"headline-length": {"max": True}}, [("headline-length", "max")]),
        ({"headline-length": {"max": {"de": 90}}}, [("headline-length", "max", "de")]),
        ({"headline-length": {"severity": "fatal"}}, [("headline-length", "severity")]),
        ({"contact-incomplete": {"needs": "name"}}, [("contact-incomplete", "needs")]),
    ],
)
def test_settings_are_checked(given: dict[str, Any], keys: list[tuple[str, ...]]) -> None:
    assert [problem[0] for problem in check_options(given)] == keys


def test_the_table_is_in_order() -> None:
    names = [rule.name for rule in RULES]
    assert len(names) == len(set(names))
    for rule in RULES:
        for option in rule.options:
            assert type(option.zh) is type(option.en)
