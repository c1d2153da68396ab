"""What changes the hash of a text, and what does not."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from contentops.approvals.content import AssetDigest, Content, Part, digest, hash_content, normalise_text
from contentops.workspace.yaml_reader import read_yaml

WORDS = st.text(alphabet="abcxyz0189", min_size=1, max_size=6)
CHINESE = st.text(alphabet="联邦学习数据不出域，。：", min_size=1, max_size=8)
PROSE = st.lists(st.one_of(WORDS, CHINESE), min_size=1, max_size=12)
BLANKS = st.text(alphabet=" \t\n", min_size=1, max_size=3)
INVISIBLE = st.sampled_from("\u200b\u200c\u200d\u2060\u00ad\ufeff\u202e\u2066\u180e\u00a0\u2009\u0301\ufe0f")

FRONT = "---\ntitle: A\nitem: x\npublish: 2027-01-13\nversion: 1.10\nchannels: [blog, news]\nstatus: draft\n---\n\n"


def hashed(text: str, *assets: AssetDigest, front: str = FRONT) -> str:
    return hash_content(Content((Part("", front + text),), assets), read_yaml)


@given(PROSE, st.data())
def test_how_lines_are_broken_does_not_count(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    wrapped = words[0] + "".join(data.draw(BLANKS) + word for word in words[1:])
    # A number and a point at the beginning of a line would be a list: no words made here hold a point.
    assert hashed(text) == hashed(wrapped + data.draw(st.sampled_from(["", "\n", "  \n\n", "\t"])))


@given(CHINESE, CHINESE)
def test_chinese_may_be_wrapped_where_no_blank_stands(one: str, other: str) -> None:
    assert hashed(one + other) == hashed(f"{one}\n{other}") == hashed(f"{one}\u3000{other}")
    assert hashed(f"**{one}****{other}**") == hashed(f"**{one}**\n**{other}**")


@given(PROSE)
def test_line_ends_composition_and_a_byte_order_mark_do_not_count(words: list[str]) -> None:
    text = FRONT + "café " + "\n\n".join(words) + "\n"
    plain = hash_content(Content((Part("", text),)), read_yaml)
    for other in (text.replace("\n", "\r\n"), unicodedata.normalize("NFD", text), "\ufeff" + text):
        assert hash_content(Content((Part("", other),)), read_yaml) == plain


@given(PROSE, PROSE)
def test_other_words_count(one: list[str], other: list[str]) -> None:
    assume("".join(one) != "".join(other))
    assert hashed(" ".join(one)) != hashed(" ".join(other))


@given(PROSE, INVISIBLE, st.data())
def test_what_cannot_be_seen_counts(words: list[str], mark: str, data: st.DataObject) -> None:
    text = " ".join(words)
    place = data.draw(st.integers(0, len(text)))
    changed = text[:place] + mark + text[place:]
    assume(unicodedata.normalize("NFC", changed) != unicodedata.normalize("NFC", text))
    assert hashed(changed) != hashed(text)


@given(WORDS, WORDS)
def test_words_do_not_grow_together(one: str, other: str) -> None:
    assert hashed(f"{one} {other}") != hashed(one + other)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("title: A", "title: B"),
        ("version: 1.10", "version: 1.1"),
        ("version: 1.10", 'version: "1.10"'),
        ("channels: [blog, news]", "channels: [news, blog]"),
        ("item: x", "item: x\nembargo: 2027-02-01"),
        ("title: A", "title: A\u200b"),
        ("item: x", "item: x # contentops: silent"),
        ("title: A\n", ""),
    ],
)
def test_front_matter_counts(before: str, after: str) -> None:
    assert before in FRONT
    assert hashed("text", front=FRONT.replace(before, after)) != hashed("text")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("status: draft", "status: approved"),
        ("status: draft\n", ""),
        ("channels: [blog, news]", "channels:\n  - blog\n  - news"),
        ("title: A\nitem: x", "item: x\n\ntitle:   A"),
        ("publish: 2027-01-13", 'publish: "2027-01-13"'),
    ],
)
def test_front_matter_may_be_written_another_way(before: str, after: str) -> None:
    assert before in FRONT
    assert hashed("text", front=FRONT.replace(before, after)) == hashed("text")


def test_front_matter_that_cannot_be_read_counts_line_by_line() -> None:
    broken = "---\ntitle: [A\nitem: x\n---\n"
    assert hashed("text", front=broken) == hashed("text", front=broken.replace("\n", "  \n"))
    assert hashed("text", front=broken) != hashed("text", front=broken.replace("x", "y"))
    assert hashed("text", front="") != hashed("text", front=broken)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("one # two", "one\n# two"),
        ("one - two", "one\n- two"),
        ("one > two", "one\n> two"),
        ("one 1. two", "one\n1. two"),
        ("one\n[x]: http://example.com", "one\n\n[x]: http://example.com"),
        ("one\n\n    [x]: http://example.com", "one\n\n[x]: http://example.com"),
        ("# one", "#one"),
    ],
)
def test_a_line_that_begins_something_else_counts(before: str, after: str) -> None:
    assert normalise_text(before) != normalise_text(after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("# T\n\ntext", "# T\n\n\n\ntext  "),
        ("- a\n- b", "-   a\n\n- b\n"),
        ("in 2024. That", "in\n2024. That"),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "| a  | b |\n|---|---|\n|  1 | 2 |"),
    ],
)
def test_blanks_within_blocks_do_not_count(before: str, after: str) -> None:
    assert normalise_text(before) == normalise_text(after)


def test_assets_and_versions_count() -> None:
    logo = AssetDigest("img/logo.png", digest(b"one"))
    seen = {
        hashed("text"),
        hashed("text", logo),
        hashed("text", AssetDigest("img/logo.png", digest(b"two"))),
        hashed("text", AssetDigest("img/logo.png", None)),
        hashed("text", AssetDigest("img/other.png", digest(b"one"))),
        hash_content(Content((Part("", FRONT + "text"), Part("channel:blog", "short"))), read_yaml),
        hash_content(Content((Part("", FRONT + "text"), Part("channel:news", "short"))), read_yaml),
        hash_content(Content((Part("", FRONT + "text"), Part("channel:blog", "shorter"))), read_yaml),
    }
    assert len(seen) == 8


def test_the_hash_is_the_same_on_every_machine() -> None:
    assert hashed("Text.\n") == "0d7508d62e1715be0f552cf6a728a70297615c981f900d54473f01dad93d3d14"
