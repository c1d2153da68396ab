"""Words, sentences and languages of folded text."""

from __future__ import annotations

import re

from contentops.lint.fold import fold

_SAMPLE = 10_000
_SENTENCE_END = "[。！？!?;；\n]"
_SENTENCE_REACH = 160
_FIRST_CJK = 0x2E80

_HAN_BYTES = bytes(range(0x34, 0xA0))
"""The first bytes, of two, of U+3400 to U+9FFF. Second halves of pairs begin with others."""
_LATIN_BYTES = b"abcdefghijklmnopqrstuvwxyz"

_HAN_PHRASE = "[\u3400-\u9fff]{4}"
_ENGLISH_PHRASE = r"\b[a-z]{2,20} (?:[a-z]{1,20} ){2}[a-z]{2,20}\b"

LANGUAGES = ("zh", "en")


def detect_languages(folded: str) -> tuple[str, ...]:
    """The languages whose packs a text is read with: `zh`, `en`, or both for a mixed one.

    By the share of Han characters in the beginning of the text, four Latin letters counting as much as
    one of them; a text with a tenth of English or a twentieth of Chinese is mixed, and so is one with a single
    phrase of the other language anywhere: four Han characters or four Latin words in a row. A text with
    neither is read with both.
    """
    sample = folded[:_SAMPLE]
    # The first byte of each character says whether it is Han; taking bytes out counts them ten times as
    # fast as looking at each character would.
    first_bytes = sample.encode("utf-16-be", "surrogatepass")[::2]
    han = len(first_bytes) - len(first_bytes.translate(None, _HAN_BYTES))
    ascii_bytes = sample.encode("ascii", "ignore")
    latin = (len(ascii_bytes) - len(ascii_bytes.translate(None, _LATIN_BYTES))) / 4
    if not han and not latin:
        return LANGUAGES
    share = han / (han + latin)
    if 0.05 <= share <= 0.9:
        return LANGUAGES
    if share > 0.9:
        return LANGUAGES if re.search(_ENGLISH_PHRASE, folded) else ("zh",)
    return LANGUAGES if not folded.isascii() and re.search(_HAN_PHRASE, folded) else ("en",)


_LATIN_GAP = "(?<=[a-z0-9])[- ](?=[a-z0-9])"


def spellings(phrase: str) -> tuple[str, ...]:
    """The folded spellings of a term or context: Latin compounds with hyphens and with blanks."""
    folded = fold(phrase)
    if " " not in folded and "-" not in folded:
        return (folded,)
    folded = " ".join(folded.split())
    if not re.search(_LATIN_GAP, folded):
        return (folded,)
    return tuple(dict.fromkeys((folded, re.sub(_LATIN_GAP, "-", folded), re.sub(_LATIN_GAP, " ", folded))))


def _joins(char: str) -> bool:
    return ord(char) < _FIRST_CJK and (char.isalnum() or char == "_")


def is_word(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` is no part of a longer Latin word or number.

    Chinese has no such edges: what protects a term inside a longer Chinese word is a context.
    """
    return starts_word(text, start) and ends_word(text, end)


def starts_word(text: str, start: int) -> bool:
    """Whether no Latin word or number goes on across the offset `start`, seen from its right."""
    if start and _joins(text[start]):
        before = text[start - 1]
        if _joins(before):
            return False
        if text[start].isdigit() and before in ".," and start > 1 and text[start - 2].isdigit():
            return False
    return True


def ends_word(text: str, end: int) -> bool:
    """Whether no Latin word or number goes on across the offset `end`, seen from its left."""
    if end < len(text) and _joins(text[end - 1]):
        after = text[end]
        if _joins(after):
            return False
        if text[end - 1].isdigit() and after in ".," and text[end + 1 : end + 2].isdigit():
            return False
    return True


def find_sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The offsets of the sentence around `text[start:end]`, cut at 160 characters to each side.

    A full stop ends a sentence when a blank or the end of a line follows, so `3.5` and `a.b` do not.
    """
    reach = first = max(0, start - _SENTENCE_REACH)
    for before in re.finditer(_SENTENCE_END, text[reach:start]):
        first = reach + before.end()
    stop = text.rfind(". ", first, start)
    first = stop + 2 if stop >= 0 else first
    last = min(len(text), end + _SENTENCE_REACH)
    mark = re.search(_SENTENCE_END, text[end:last])
    last = end + mark.start() if mark else last
    stop = text.find(". ", end, last)
    return first, stop if stop >= 0 else last
