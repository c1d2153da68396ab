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
_MIXED = re.compile(r"(?=[^\s]{0,40}[a-z])[a-z0134578@$!|€\u0370-\u03ff\u0400-\u052f]{3,40}")
_OTHER = re.compile(r"[^a-z]")


def _read(match: re.Match[str]) -> str:
    word = match.group()
    if len(re.findall("[a-z]", word)) * 2 < len(word):
        return word
    ending = len(word) - len(word.rstrip("!|"))  # an exclamation mark is one at the end
    body, rest = (word[:-ending], word[-ending:]) if ending else (word, "")
    return body.translate(_LETTERS).translate(_SIGNS) + rest


def read_look_alikes(folded: str) -> str:
    """The folded text with look-alikes in Latin words read as the letters they stand for."""
    return _MIXED.sub(_read, folded)
