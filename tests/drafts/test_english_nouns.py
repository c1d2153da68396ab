"""Articles, counted nouns and dates inside English sentences."""

from __future__ import annotations

from datetime import date

import pytest

from contentops.drafts import english_nouns
from contentops.drafts.phrases import phrase_filters
from contentops.drafts.text import placeholder


@pytest.mark.parametrize(
    ("noun", "written"),
    [
        ("Series B round", "a Series B round"),
        ("angel round", "an angel round"),
        ("SME round", "an SME round"),
        ("NATO contract", "a NATO contract"),
        ("UK bank", "a UK bank"),
        ("MOU", "an MOU"),
        ("A+ round", "an A+ round"),
        ("hour", "an hour"),
        ("unicorn", "a unicorn"),
        ("uninteresting round", "an uninteresting round"),
        ("European fund", "a European fund"),
        ("one-day workshop", "one-day workshop"),
        ("8 million round", "an 8 million round"),
        ("11,000 pound round", "an 11,000 pound round"),
        ("110 pound round", "a 110 pound round"),
        ("the first round", "the first round"),
        ("its second round", "its second round"),
        ("", ""),
    ],
)
def test_a_or_an_goes_by_the_sound(noun: str, written: str) -> None:
    assert english_nouns.with_article(noun) == written


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Data Stewardship Award 2026", "the Data Stewardship Award 2026"),
        ("Collaborative Computing Standards Board", "the Collaborative Computing Standards Board"),
        ("Ministry of Health", "the Ministry of Health"),
        ("The Northern Data Forum", "The Northern Data Forum"),
        ("Gold at the Data Awards", "Gold at the Data Awards"),
        ("Harbourline Ventures", "Harbourline Ventures"),
        ("ISO", "ISO"),
        ("Council", "Council"),
        ("", ""),
    ],
)
def test_a_name_that_ends_in_a_common_noun_takes_the_article(name: str, written: str) -> None:
    assert english_nouns.definite(name) == written


@pytest.mark.parametrize(
    ("number", "written"),
    [
        ("20", "20 minutes"),
        ("1", "1 minute"),
        ("15-20", "15-20 minutes"),
        ("half an hour", "half an hour"),
        ("", ""),
    ],
)
def test_a_bare_number_gets_its_noun(number: str, written: str) -> None:
    assert english_nouns.counted(number, "minute") == written


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (date(2027, 1, 12), "on 12 January 2027"),
        ("2027-01-12", "on 12 January 2027"),
        ("2027-01", "in January 2027"),
        (2027, "in 2027"),
        ("Last spring", "last spring"),
        ("", ""),
    ],
)
def test_a_date_takes_its_preposition(value: object, written: str) -> None:
    assert phrase_filters("en", "GB")["on_date"](value) == written


def test_a_placeholder_stays_as_it_is() -> None:
    missing = placeholder("facts.round", "en")
    assert english_nouns.with_article(missing) == missing
    assert english_nouns.definite(missing) == missing
    assert english_nouns.counted(missing, "hour") == missing
    assert phrase_filters("en")["on_date"](missing) == missing
