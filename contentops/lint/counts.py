"""Counting as editors count: words of English, characters of Chinese, sentences of both."""

from __future__ import annotations

import re
from collections.abc import Iterator

from contentops.text_length import HAN, LATIN_WORD, count_characters, count_words

__all__ = [
    "count_characters",
    "count_sentences",
    "count_title_characters",
    "count_words",
    "is_chinese",
    "sentences",
]

_SENTENCE_EN = re.compile(
    r"""[.!?]+["'”’)\]]*(?=\s+["'“‘(\[]*[A-Z0-9]|\s*\Z)""",
)
_SENTENCE_ZH = re.compile("[。！？!?]+[”’」』）)]*")
_ABBREVIATED = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|St|Sr|Jr|Inc|Ltd|Co|Corp|Bros|No|Nos|vs|approx|Fig|Gen|Gov|Sen|Rep|Hon"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|U\.S|U\.K|U\.N|E\.U|e\.g|i\.e|a\.m|p\.m))\Z"
)


def is_chinese(text: str) -> bool:
    """Whether a text is mostly Chinese: a Han character counts as much as one English word."""
    return len(HAN.findall(text)) > len(LATIN_WORD.findall(text))


def count_title_characters(text: str) -> int:
    """The length of a Chinese title in full-width characters: two Latin letters or digits are one."""
    half = sum(1 for char in text if ord(char) < 0x2E80 and char not in "“”‘’…—·")
    return len(text) - half + (half + 1) // 2


def sentences(text: str, *, chinese: bool) -> Iterator[tuple[int, int]]:
    """The start and end of each sentence, its closing mark included."""
    start = 0
    for mark in (_SENTENCE_ZH if chinese else _SENTENCE_EN).finditer(text):
        if not chinese and text[mark.start()] == "." and _ABBREVIATED.search(text, start, mark.start()):
            continue
        if text[start : mark.end()].strip():
            yield start, mark.end()
        start = mark.end()
    if text[start:].strip():
        yield start, len(text)


def count_sentences(text: str, *, chinese: bool) -> int:
    """How many sentences the text has; a part without a closing mark is one."""
    return sum(1 for _ in sentences(text, chinese=chinese))
