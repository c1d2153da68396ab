"""Content lines: folding by octets, escaping, and what other readers make of them."""

from __future__ import annotations

import icalendar
import pytest
import vobject  # type: ignore[import-untyped]  # it has no types of its own
from hypothesis import example, given
from hypothesis import strategies as st

from contentops.render.ics.text import LINE_OCTETS, clean_text, escape, fold, unescape, unfold
from tests.render.strategies import HOSTILE

texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=200)


@given(texts.filter(str.strip))
@example("联" * 90)
@example("👩‍👩‍👧‍👦" * 20)
@example("x" * 67 + "联" * 3)
def test_lines_are_folded_by_octets_and_never_inside_a_character(text: str) -> None:
    data = fold(f"SUMMARY:{escape(text)}")
    assert data.endswith(b"\r\n")
    for number, line in enumerate(data[:-2].split(b"\r\n")):
        assert len(line) <= LINE_OCTETS
        line.decode("utf-8")  # raises when a character was cut
        assert number == 0 or line.startswith(b" ")
    assert unfold(data) == ([f"SUMMARY:{escape(text)}"], True)


def test_no_line_ends_in_a_blank_that_an_editor_would_take_away() -> None:
    data = fold("SUMMARY:" + "x" * 66 + " y " + "联 " * 80)
    assert not any(line.endswith(b" ") for line in data.split(b"\r\n")[:-2])
    assert unfold(fold("SUMMARY:" + " " * 500)) == (["SUMMARY:" + " " * 500], True)


@pytest.mark.parametrize("octets", range(70, 80))
def test_a_line_is_as_long_as_it_may_be(octets: int) -> None:
    lines = fold("X:" + "x" * (octets - 2)).split(b"\r\n")
    assert [len(line) for line in lines[:-1]] == ([octets] if octets <= 75 else [75, octets - 75 + 1])


@given(texts | st.text("\\;,nN\n:\"^' ", max_size=20))
@example("\\n")
@example("C:\\new;a,b\nsecond")
def test_escaping_and_back_gives_the_same_text(text: str) -> None:
    assert unescape(escape(text)) == text
    assert "\n" not in escape(text)


@given(texts | st.text("\\;,nN:\"^' ", max_size=20))
@example("\\n is no line break")
@example("a\\\\,b\\;")
@example('"quoted": ^n ^\'')
def test_other_readers_read_the_same_text(text: str) -> None:
    summary = clean_text(text) or "x"
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:x",
        "BEGIN:VEVENT",
        "UID:1",
        f"SUMMARY:{escape(summary)}",
    ]
    data = b"".join(map(fold, [*lines, "DTSTAMP:20270101T000000Z", "END:VEVENT", "END:VCALENDAR"]))
    assert str(icalendar.Calendar.from_ical(data).walk("VEVENT")[0]["SUMMARY"]) == summary
    assert vobject.readOne(data.decode("utf-8")).vevent.summary.value == summary


@pytest.mark.parametrize("title", HOSTILE)
def test_no_title_ends_its_line(title: str) -> None:
    line = f"SUMMARY:{escape(clean_text(title))}"
    assert len(line.splitlines()) == 1
    assert unfold(fold(line)) == ([line], True)


def test_a_file_that_was_folded_inside_a_character_is_read_all_the_same() -> None:
    octets = "SUMMARY:联邦".encode()
    assert unfold(octets[:10] + b"\n " + octets[10:] + b"\n") == (["SUMMARY:联邦"], True)
    assert unfold(b"SUMMARY:\xff\r\n") == (["SUMMARY:\ufffd"], False)
