"""The length of a text as editors count it: words of English, characters of Chinese."""

from __future__ import annotations

import re

# Ranges of the basic plane only: an expression with a wider one takes milliseconds to compile.
HAN = re.compile("[\u3400-\u9fff]")
LATIN_WORD = re.compile("[0-9A-Za-z\u00c0-\u024f\u0370-\u1fff][^\\s\u2e80-\uffff–—/]*")
_CJK_MARK = re.compile("[\u3000-\u303f\uff00-\uffee“”‘’…—·]")


def count_words(text: str) -> int:
    """English words; a number is one, a hyphenated word is one."""
    return len(LATIN_WORD.findall(text))


def count_characters(text: str) -> int:
    """Chinese characters as word processors count them: a Han character or its punctuation is one, an
    English word or a number is one."""
    return len(HAN.findall(text)) + len(_CJK_MARK.findall(text)) + len(LATIN_WORD.findall(text))
