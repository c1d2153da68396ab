"""Anchors: every match of a pattern holds one, and they are rare in prose."""

from __future__ import annotations

import re

import pytest

from contentops.lint.packs import PACKS, load_pack
from contentops.lint.patterns import compile_pattern, compile_sentence_pattern


@pytest.mark.parametrize(
    ("written", "anchors"),
    [
        ("[。，][。，]{1,4}", ("。,", "。。", ",,", ",。")),
        ("(?:据|有)(?:关)?(?:统计|调查)", tuple(a + b for a in ("据", "据关", "有", "有关") for b in ("统计", "调查"))),
        (r"\d{1,3}\s?%的用户", ("%的用户",)),
        ("(?<=the )only(?= one)", ("the only",)),
        ("x{2,40}y", ("xxy",)),
        (r"[\w]{1,4}第一", ("第一",)),
        (r"\d{1,4}", ()),
    ],
)  # fmt: skip
def test_the_rarest_literals_are_taken(written: str, anchors: tuple[str, ...]) -> None:
    assert set(compile_pattern(written, {}).anchors) == set(anchors)


def test_what_stands_before_does_not_count_in_the_middle() -> None:
    assert compile_pattern("好(?<=x好)坏", {}).anchors == ("好坏",)


def test_an_exemption_has_few_anchors() -> None:
    parts = {"verb": ["提升", "提高", "增加", "增长"], "noun": ["收入", "销量", "性能", "效率"]}
    written = "{verb}{noun}"
    assert len(compile_pattern(written, parts).anchors) == 16
    assert len(compile_sentence_pattern(written, parts).anchors) == 4


def test_every_claim_that_a_pack_promises_to_find_holds_an_anchor() -> None:
    for name in PACKS:
        for entry in load_pack(name).entries:
            for pattern in entry.patterns:
                assert pattern.anchors, pattern.written
                for text in entry.finds:
                    for match in re.finditer(pattern.regex, text.lower()):
                        around = text.lower()[max(0, match.start() - 20) : match.end()]
                        assert any(anchor in around for anchor in pattern.anchors)
