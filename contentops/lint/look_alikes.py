"""Letters that look like others: Cyrillic and Greek ones in a Latin word, digits and signs for letters.

Only for `disguises="thorough"`: `unh4ckable`, `guarantееd` with Cyrillic letters. The text keeps its length, so
places hold in both. A word counts only when Latin letters stand beside the others: a Russian word, a number
and a product's name in digits stay what they are.
"""

from __future__ import annotations

import re

_LETTERS = str.maketrans(
    "авсԁеɡһіјкӏмпорԛѕтуѵԝхαβεηικνορτυχω",
    "abcdeghijklmnopqstyvwxabenikvoptuxw",
)
_SIGNS = str.maketrans("0134578@$!|€", "oieastbasiie")
_OTHERS = r"0134578@$!|€\u0370-\u03ff\u0400-\u052f"
_BESIDE_LETTER = re.compile(rf"[{_OTHERS}](?:(?<=[a-z].)|(?=[a-z]))")
_WORD = re.compile(rf"[a-z{_OTHERS}]{{3,40}}")
_WORD_CHAR = re.compile(f"[a-z{_OTHERS}]")
_REACH = 40


def _read(word: str) -> str:
    if len(re.findall("[a-z]", word)) * 2 < len(word):
        return word
    ending = len(word) - len(word.rstrip("!|"))  # an exclamation mark is one at the end
    body, rest = (word[:-ending], word[-ending:]) if ending else (word, "")
    return body.translate(_LETTERS).translate(_SIGNS) + rest


def read_look_alikes(folded: str) -> tuple[str, list[int]]:
    """The folded text with look-alikes in Latin words read as the letters they stand for, and where they stand."""
    pieces: list[str] = []
    places: list[int] = []
    cursor = 0
    for match in _BESIDE_LETTER.finditer(folded):
        if match.start() < cursor:
            continue
        first = match.start()
        while first > cursor and match.start() - first < _REACH and _WORD_CHAR.match(folded[first - 1]):
            first -= 1
        word = _WORD.match(folded, first)
        if word is None:
            continue
        read = _read(word.group())
        if read != word.group():
            places += [
                first + at
                for at, (one, other) in enumerate(zip(read, word.group(), strict=True))
                if one != other
            ]
            pieces += [folded[cursor:first], read]
            cursor = word.end()
    return "".join([*pieces, folded[cursor:]]), places
