"""English nouns in a sentence: their article, and how many there are."""

from __future__ import annotations

import re

from contentops.drafts.english_words import COMMON_NOUNS
from contentops.drafts.text import is_placeholder, like

_DETERMINED = re.compile(
    r"(?!A(?:\+| round\b))"
    r"(?i:(?:an?|the|its|his|her|their|our|my|this|that|these|those|some|any|each|every|no|one|two|three)\b)"
    r"|(?i:(?:gold|silver|bronze|first|second|third|best|finalist|winner)\b)"
)
# A word is spoken letter by letter when it is short and in capitals: `an SME`, `a UK bank`.
_SPELLED = re.compile(r"(?:[A-Z]{1,3}|[B-DF-HJ-NP-TV-Z]{4,5})(?![A-Za-z'’])")
_VOWEL_LETTERS = frozenset("AEFHILMNORSX")
_SOUNDS_LIKE_YOU = re.compile(
    r"(?:uni(?!n)|us[aeiu]|eu|ewe|one\b|once\b|u\.?[ks]\b|ubiq|util)", re.IGNORECASE
)
_SILENT_H = re.compile(r"(?:hour|honest|honou?r|heir)", re.IGNORECASE)
_VOWEL_NUMBER = re.compile(r"8|1[18](?!\d)|1[18](?=,\d{3}\b)")
_HEAD_END = re.compile(r"\s(?:of|for|on|in|at|to|by|from|with|and)\s|[,;:(–]|\Z")
_YEAR_AFTER = re.compile(r"\s+(?:19|20)\d\d\Z")
_PLAIN_NUMBER = re.compile(r"\d+(?:[.,]\d+)*(?:\s*[-–]\s*\d+)?\Z")


def with_article(text: str) -> str:
    """`a Series B round`, `an SME`; as it is when a word before it says which one already."""
    words = text.strip()
    if not words or is_placeholder(words) or _DETERMINED.match(words):
        return text
    return like(text, f"{'an' if _opens_with_vowel(words) else 'a'} {words}")


def definite(text: str) -> str:
    """`the Data Stewardship Award`, `the Standards Board`, but `Harbourline Ventures` and `ISO`.

    A name takes the article when its last word is a common noun.
    """
    words = text.strip()
    if not words or is_placeholder(words) or _DETERMINED.match(words):
        return text
    head = _YEAR_AFTER.sub("", words[: _HEAD_END.search(words).start()])  # type: ignore[union-attr]
    last = head.split()[-1].casefold() if head.split() else ""
    alone = len(head.split()) == 1 and head == words
    return like(text, f"the {words}") if last in COMMON_NOUNS and not alone else text


def counted(text: str, noun: str) -> str:
    """`20 minutes` of `20`, `1 minute` of `1`; what is more than a number stays as it is."""
    number = text.strip()
    if not _PLAIN_NUMBER.match(number):
        return text
    return like(text, f"{number} {noun}" if number == "1" else f"{number} {noun}s")


def _opens_with_vowel(words: str) -> bool:
    first = words.lstrip("“‘\"'(")
    if _SPELLED.match(first):
        return first[0] in _VOWEL_LETTERS
    if first[:1].isdigit():
        return bool(_VOWEL_NUMBER.match(first))
    if _SILENT_H.match(first):
        return True
    return first[:1].casefold() in "aeiou" and first != "" and not _SOUNDS_LIKE_YOU.match(first)
