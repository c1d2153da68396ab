"""Chinese nouns in a sentence."""

from __future__ import annotations

import pytest

from contentops.drafts import chinese
from contentops.drafts.chinese_nouns import nth, won, work_title
from contentops.drafts.phrases import phrase_filters, phrase_tests
from contentops.drafts.text import FactText, placeholder


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("数据协作安全管理规范", "《数据协作安全管理规范》"),
        ("《数据协作安全管理规范》", "《数据协作安全管理规范》"),
        ("关于《规范》的说明", "《关于〈规范〉的说明》"),
        ("《一》和《二》", "《〈一〉和〈二〉》"),
        (" 规范 ", "《规范》"),
        ("", ""),
    ],
)
def test_a_title_has_its_marks_once(text: str, expected: str) -> None:
    assert work_title(FactText(text)) == expected


def test_a_placeholder_is_no_title() -> None:
    missing = placeholder("facts.standard.title", "zh")
    assert work_title(missing) == missing


@pytest.mark.parametrize(
    ("award", "giver", "expected"),
    [
        ("隐私计算产品安全功能测试", "华域测评中心", "通过华域测评中心的隐私计算产品安全功能测试"),
        ("年度数据安全产品名单", "华域促进会", "入选华域促进会的年度数据安全产品名单"),
        ("数据要素案例集", "", "入选数据要素案例集"),
        ("科技进步奖", "华域学会", "获华域学会颁发的科技进步奖"),
        ("信息安全服务资质", "华域测评中心", "取得华域测评中心颁发的信息安全服务资质"),
        ("荣获创新奖", "华域学会", "荣获华域学会的创新奖"),
        ("华域学会创新奖", "华域学会", "获华域学会创新奖"),
        ("", "华域学会", ""),
    ],
)
def test_the_verb_suits_the_award(award: str, giver: str, expected: str) -> None:
    assert won(FactText(award), giver) == expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [(1, "第一讲"), (2, "第二讲"), (10, "第十讲"), (12, "第十二讲"), (20, "第二十讲"), (100, "第 100 讲")],
)
def test_parts_are_numbered_in_words(number: int, expected: str) -> None:
    assert nth(number, "讲") == expected


@pytest.mark.parametrize(
    ("title", "organisation", "expected"),
    [
        ("副总裁", "云汐算力", "陆景行，云汐算力副总裁"),
        ("云汐算力副总裁", "云汐算力", "陆景行，云汐算力副总裁"),
        ("", "", "陆景行"),
    ],
)
def test_a_speaker_is_named_before_the_post(title: str, organisation: str, expected: str) -> None:
    assert chinese.with_post("陆景行", title, organisation) == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [(["20", "25"], "45"), (["7.5", "2"], "9.5"), (["20", "约 25"], ""), ([], ""), (["20", ""], "20")],
)
def test_a_total_is_given_only_of_plain_numbers(values: list[str], expected: str) -> None:
    assert phrase_filters("zh")["total"]([FactText(value) for value in values]) == expected


def test_weekdays_of_dates_in_facts() -> None:
    weekday = phrase_filters("zh")["weekday"]
    assert weekday(FactText("2027-02-10")) == "周三"
    assert weekday(FactText("2027-02")) == ""
    assert weekday(FactText("2027-02-31")) == ""


def test_words_at_the_end_and_inside() -> None:
    tests = phrase_tests("zh")
    assert tests["ending_with"](FactText("B 轮融资"), "融资", "投资")
    assert not tests["ending_with"](FactText("B 轮"), "融资")
    assert tests["holding"](FactText("谢谢大家"), "谢谢")
    assert not tests["holding"](FactText("再见"), "谢谢", "感谢")


@pytest.mark.parametrize(
    ("text", "expected"), [("好。。", "好。"), ("“好。。”", "“好。”"), ("等等……", "等等……")]
)
def test_a_stop_typed_twice_is_printed_once(text: str, expected: str) -> None:
    assert chinese.sentence(FactText(text)) == expected
