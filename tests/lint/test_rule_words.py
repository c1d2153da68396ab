"""What rules say in Chinese on the pages that Chinese colleagues read."""

from __future__ import annotations

import re

import pytest

from contentops.lint.finding import Finding
from contentops.lint.reporters import render_report
from contentops.lint.reporters.report import Report
from contentops.lint.reporters.rule_words import TITLES_ZH, message_in
from contentops.lint.reporters.summary import Summary
from contentops.lint.rules import RULES


def found(rule: str, message: str, taboo: str = "") -> Finding:
    return Finding("a.md", rule, "error", taboo, "", "", "x", message, "", (), 1, 1, 1, 2, 0, 1)


def test_every_rule_has_a_chinese_title() -> None:
    assert set(TITLES_ZH) == {rule.name for rule in RULES} - {"taboo-word"}


@pytest.mark.parametrize(
    ("rule", "message", "chinese"),
    [
        (
            "headline-length",
            "the headline has 30 characters; keep it to 20",
            "标题有 30 字，请控制在 20 字以内",
        ),
        ("lead-incomplete", "the lead does not say who or where", "导语没有写明主体、地点"),
        ("weekday-wrong", "2027-01-12 is a Tuesday (周二)", "2027-01-12 是周二"),
        ("event-facts-missing", "the announcement does not say how to take part", "活动预告没有写明参加方式"),
        ("contact-incomplete", "the contact lacks a name and an email address", "联系方式缺少姓名、电子邮箱"),
        ("headline-length", "something new", "标题过长（something new）"),
    ],
)
def test_messages_of_rules_are_chinese_on_chinese_pages(rule: str, message: str, chinese: str) -> None:
    assert message_in(found(rule, message), "zh") == chinese
    assert message_in(found(rule, message), "en") == message


def test_the_words_of_a_list_stay_its_own() -> None:
    assert message_in(found("taboo-word", "we sell value", "house"), "zh") == "we sell value"


def test_the_chinese_page_has_chinese_messages_and_titles() -> None:
    finding = found("headline-length", "the headline has 30 characters; keep it to 20")
    report = Report([finding], Summary(1, 1, 0, 0), {"a.md": "x"}, language="zh")
    page = render_report("html", report)
    assert isinstance(page, str)
    assert "标题有 30 字，请控制在 20 字以内" in page
    assert "标题过长" in page
    assert not re.search("the headline has", page)
