"""What holds for every merge, whatever was edited."""

from __future__ import annotations

from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from contentops.conflict_marks import find_marks
from contentops.drafts.merge import Merged, merge

_ZH = (
    "本季度上线三项功能",
    "客户数达到三十五家",
    "会议定于周三举行",
    "“它撑住了。”张三说",
    "平均耗时降到四分钟",
    "试点覆盖两省",
)
_EN = (
    "Acme opens an office",
    "It has 30 people",
    "The pilot ran for six weeks",
    "Dr. Day leads it",
    "Costs fell by a third",
)
_sentences = st.sampled_from([f"{one}。" for one in _ZH] + [f"{one}." for one in _EN])
_lines = st.one_of(
    _sentences,
    st.builds(lambda one, number: f"{one[:-1]} {number}{one[-1]}", _sentences, st.integers(0, 5)),
    st.builds(lambda one: f"- {one[:6]}", _sentences),
    st.builds(lambda one: f"## {one[:5]}", _sentences),
    st.sampled_from(["***", "| a | b |", "Phone: 123", "> quoted", "```", "第一行\n第二行"]),
)
_bodies = st.lists(st.tuples(_lines, st.sampled_from(["\n", "\n\n", "\n\n\n"])), max_size=12)


@st.composite
def _edited(draw: st.DrawFn, body: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """`body` after a few edits: changed, removed, added, moved and doubled lines."""
    lines = list(body)
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, max(0, len(lines) - 1)))
        act = draw(st.sampled_from(["change", "remove", "add", "move", "double"]))
        if act == "add" or not lines:
            lines.insert(at, (draw(_lines), "\n\n"))
        elif act == "change":
            lines[at] = (lines[at][0].replace("a", "A", 1) + draw(_sentences), lines[at][1])
        elif act == "remove":
            del lines[at]
        elif act == "move":
            lines.insert(draw(st.integers(0, len(lines) - 1)), lines.pop(at))
        else:
            lines.insert(at, lines[at])
    return lines


@st.composite
def _versions(draw: st.DrawFn) -> tuple[str, str, str]:
    body = draw(_bodies)
    sides = (body, draw(_edited(body)), draw(_edited(body)))
    base, edited, rendered = ("".join(line + gap for line, gap in side) for side in sides)
    return base, edited, rendered


def _pieces(text: str) -> set[str]:
    """Sentences and lines, without white space and marks of structure: what may not be lost."""
    cut = text
    for end in "。.\n":
        cut = cut.replace(end, end + "\0")
    return {"".join(piece.split()) for piece in cut.split("\0")} - {""}


@given(_versions())
@examples(max_examples=200, deadline=None)
def test_nothing_that_the_person_wrote_is_lost(versions: tuple[str, str, str]) -> None:
    base, edited, rendered = versions
    merged = merge(base, edited, rendered, "zh")
    assert _pieces(edited) - _pieces(base) <= _pieces(merged.text)


@given(_versions())
@examples(max_examples=150, deadline=None)
def test_nothing_that_is_new_in_the_rendering_is_lost(versions: tuple[str, str, str]) -> None:
    base, edited, rendered = versions
    merged = merge(base, edited, rendered, "en")
    assert _pieces(rendered) - _pieces(base) <= _pieces(merged.text)


@given(_versions())
@examples(max_examples=150, deadline=None)
def test_only_words_that_somebody_wrote_come_out(versions: tuple[str, str, str]) -> None:
    """No sentence of the result is a mixture."""
    merged = merge(*versions, "zh")
    marks = {"".join(merged.text[mark.start : mark.end].split()) for mark in find_marks(merged.text)}
    assert _pieces(merged.text) - marks <= set().union(*(_pieces(text) for text in versions))


@given(_versions())
@examples(max_examples=150, deadline=None)
def test_without_a_base_both_versions_are_there_whole(versions: tuple[str, str, str]) -> None:
    _, edited, rendered = versions
    merged = merge(None, edited, rendered, "zh")
    assert _pieces(edited) | _pieces(rendered) <= _pieces(merged.text)
    assert bool(merged.conflicts) == (edited.split("\n") != rendered.split("\n")) or not merged.changed


@given(_versions())
@examples(max_examples=100, deadline=None)
def test_one_side_alone_wins(versions: tuple[str, str, str]) -> None:
    base, edited, rendered = versions
    assert merge(base, base, rendered, "zh").text == rendered
    assert merge(base, edited, base, "zh") == Merged(edited, (), changed=False)
    assert merge(base, edited, edited, "zh") == Merged(edited, (), changed=False)
    assert merge(None, edited, edited, "zh") == Merged(edited, (), changed=False)


@given(_versions())
@examples(max_examples=100, deadline=None)
def test_a_second_run_changes_nothing(versions: tuple[str, str, str]) -> None:
    base, edited, rendered = versions
    merged = merge(base, edited, rendered, "zh")
    assert merge(rendered, merged.text, rendered, "zh") == Merged(merged.text, (), changed=False)


@given(_versions())
@examples(max_examples=100, deadline=None)
def test_conflicts_name_both_sides_and_stand_on_lines_of_their_own(versions: tuple[str, str, str]) -> None:
    merged = merge(*versions, "zh")
    kinds = [(mark.kind[0], mark.label) for mark in find_marks(merged.text)]
    one = [("<", "your text"), ("|", "last rendering"), ("=", ""), (">", "new rendering")]
    assert kinds == one * len(merged.conflicts)
    lines = merged.text.split("\n")
    for conflict in merged.conflicts:
        assert lines[conflict.line - 1] == "<<<<<<< your text"
        assert conflict.yours != conflict.new


@given(_versions())
@examples(max_examples=50, deadline=None)
def test_line_ends_and_byte_order_mark_are_the_persons(versions: tuple[str, str, str]) -> None:
    base, edited, rendered = versions
    merged = merge(base, "\ufeff" + edited.replace("\n", "\r\n"), rendered, "zh")
    plain = merge(base, edited, rendered, "zh")
    assert merged.text.startswith("\ufeff")
    if "\n" in edited:
        assert "\n" not in merged.text.replace("\r\n", "")
        assert merged.text == "\ufeff" + plain.text.replace("\n", "\r\n")
